package sentiment

import (
	"strings"
	"testing"

	"slant/analysis/text"
)

// endless gives the passages of a sentence of n clauses with a mention each, as
// many tokens on either side of it at most as package analysis takes.
func endless(v *text.Vocabulary, n int) []Passage {
	clauses := []string{
		"officials said that Smith had lied about the new law and was no honest man at all in the eyes of voters",
		"a deal with “friends” of Smith was praised by critics who never liked the plan to build more homes there",
		"it was not the fault of Smith but a failure to act, which hurt the poor and helped nobody in the city",
	}
	var b strings.Builder
	for i := range n {
		b.WriteString(clauses[i%len(clauses)] + " ")
	}
	x := new(text.Text)
	text.NewSegmenter(v).Segment(b.String(), x)
	const reach = 256
	var ps []Passage
	for i := range x.Tokens {
		if r := (text.Range{First: i, End: i + 1}); x.Surface(r) == "Smith" {
			s := text.Range{First: max(0, i-reach), End: min(len(x.Tokens), i+1+reach)}
			ps = append(ps, Passage{Text: x, Sentence: s, Target: r})
		}
	}
	return ps
}

// A mention costs the same in a sentence of hundreds and of many thousands of
// words: each token is looked up about once, and some of what is far from a
// mention is remembered.
func TestTargetIsLinear(t *testing.T) {
	work := func(clauses int) (cells, steps float64) {
		v := text.NewVocabulary()
		s := newTarget(t, v)
		ps := endless(v, clauses)
		if len(ps) != clauses {
			t.Fatalf("%d passages of %d clauses", len(ps), clauses)
		}
		for i := range ps {
			s.Score(&ps[i])
		}
		return float64(s.reader.view.scene.made) / float64(clauses), float64(s.added) / float64(clauses)
	}
	cells, _ := work(8) // 1 KB
	longCells, steps := work(600)
	if longCells > 1.3*cells {
		t.Errorf("%.0f cells made for each mention of a sentence without end, %.0f of a short one", longCells, cells)
	}
	if around := 2*256 + 1; steps > 0.75*float64(around) {
		t.Errorf("%.0f steps added for each mention of a sentence without end, which has %d around it", steps, around)
	}
	longerCells, longerSteps := work(3000)
	if longerCells > 1.05*longCells || longerSteps > 1.05*steps {
		t.Errorf("for each mention, %.0f cells made and %.0f steps added in a sentence five times as long, not %.0f and %.0f",
			longerCells, longerSteps, longCells, steps)
	}
}

// What is remembered of a sentence may not show in a score: in whatever order
// its mentions are judged, each gets the score that it gets alone.
func TestTargetJudgesEndlessSentences(t *testing.T) {
	v := text.NewVocabulary()
	ps := endless(v, 60)
	s := newTarget(t, v)
	got := make([]Score, len(ps))
	for _, from := range []int{0, len(ps) / 2} {
		for i := from; i < len(ps); i++ {
			got[i] = s.Score(&ps[i])
		}
	}
	for i := range ps {
		if want := newTarget(t, v).Score(&ps[i]); got[i] != want {
			t.Errorf("mention %d: %+v, alone %+v", i, got[i], want)
		}
	}
	if s.Score(&ps[0]) != got[0] {
		t.Errorf("the first mention has another score at the end")
	}
}
