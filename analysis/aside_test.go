package analysis

import (
	"reflect"
	"testing"
)

// scoredGroups gives the groups of many documents with scores, and their work.
func scoredGroups(t *Tally) *Work {
	manyObservations(6000, func(o *Observation) { t.Add(o, Copy{}) })
	groups, whole := t.groups(KeepCopies)
	for _, g := range groups {
		g.fill()
	}
	return &Work{tally: t, study: &study{groups: groups, whole: whole}}
}

// allScores gives the packed scores of every group.
func allScores(w *Work) (out [][]byte) {
	for _, g := range w.study.groups {
		out = append(out, g.scores.packed, g.spoken.packed)
	}
	return out
}

func TestScoresThatWaitInAFile(t *testing.T) {
	tally, file := tallyFile(t)
	w := scoredGroups(tally)
	want := allScores(w)
	w.putAside()
	waiting := 0
	for i, packed := range allScores(w) {
		if packed == nil && want[i] != nil {
			waiting++
		}
	}
	if waiting == 0 {
		t.Fatal("no scores wait in the file")
	}
	for _, g := range w.study.groups {
		g.restore()
	}
	if got := allScores(w); !reflect.DeepEqual(got, want) {
		t.Error("read back, the scores are others")
	}

	// Of a file that was cut off there are no scores, and an error.
	w.putAside()
	if err := file.Truncate(0); err != nil {
		t.Fatal(err)
	}
	for _, g := range w.study.groups {
		g.restore()
		for k := range g.scores.place {
			g.scores.get(k).all() // of those that did not wait
		}
	}
	if tally.Err() == nil {
		t.Error("a file that was cut off: no error")
	}
}
