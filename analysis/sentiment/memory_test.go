package sentiment

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"slant/analysis/text"
)

// counting is a scorer that says something else of every passage, and counts
// how often it is asked.
type counting struct{ asked int }

func (*counting) Name() string { return "counting" }

func (c *counting) Score(p *Passage) Score {
	c.asked++
	negative, positive := int16(p.Target.First%500), int16(p.Sentence.First%400+len(p.Others)*10+len(p.Labels))
	return Score{Value: positive - negative, Label: int8(p.Target.First%3 - 1), Judged: p.Target.First%7 != 0,
		Negative: negative, Positive: positive, Neutral: 1000 - negative - positive}
}

// passagesAt gives passages with one target each.
func passagesAt(targets ...int) []Passage {
	var out []Passage
	for _, at := range targets {
		out = append(out, Passage{Sentence: text.Range{First: at / 10 * 10, End: at/10*10 + 10}, Target: text.Range{First: at, End: at + 1}})
	}
	return out
}

// remembered gives what a run stores of some passages.
func remembered(t *testing.T, s Scorer, passages []Passage) []byte {
	t.Helper()
	var m Memory
	for i := range passages {
		m.Score(s, &passages[i])
	}
	b, err := m.AppendBinary(nil)
	if err != nil || len(b) == 0 {
		t.Fatalf("%d bytes, %v", len(b), err)
	}
	return b
}

func TestAMemoryAsksOnlyWhatIsNew(t *testing.T) {
	first := passagesAt(3, 5, 14, 21, 38, 45, 46)
	other := slices.Clone(first)
	other[2].Labels = []text.Range{{First: 15, End: 16}}
	other[3].Others = []text.Range{{First: 25, End: 26}}
	swapped := slices.Clone(other)
	swapped[2].Labels, swapped[2].Others = nil, other[2].Labels
	moved := slices.Clone(first)
	moved[4].Sentence.End++
	tests := []struct {
		name     string
		passages []Passage
		asked    int
	}{
		{"the same", first, 0},
		{"one less", passagesAt(3, 14, 21, 38, 45, 46), 0},
		{"new ones between", passagesAt(3, 4, 5, 14, 22, 38, 45, 46), 2},
		{"backwards", passagesAt(46, 45, 38, 21, 14, 5, 3), 0},
		{"a label and another actor", other, 2},
		{"an actor where a label was", swapped, 2},
		{"a longer sentence", moved, 1},
		{"none", nil, 0},
	}
	stored := remembered(t, &counting{}, first)
	var m Memory
	for _, tt := range tests {
		m.Begin()
		if err := m.Learn(stored); err != nil {
			t.Fatal(err)
		}
		var s, plain counting
		for i := range tt.passages {
			p := &tt.passages[i]
			if got, want := m.Score(&s, p), plain.Score(p); got != want {
				t.Errorf("%s: passage %d is judged %+v, want %+v", tt.name, i, got, want)
			}
		}
		if s.asked != tt.asked {
			t.Errorf("%s: the scorer was asked %d times, want %d", tt.name, s.asked, tt.asked)
		}
		// What is new is added to what is stored, and then all is known.
		added, err := m.AppendBinary(nil)
		if err != nil || len(added) != tt.asked*judgmentBytes {
			t.Errorf("%s: %d bytes are added, %v", tt.name, len(added), err)
		}
		m.Begin()
		if err := errors.Join(m.Learn(stored), m.Learn(added)); err != nil {
			t.Fatal(err)
		}
		for i := range tt.passages {
			m.Score(&s, &tt.passages[i])
		}
		if s.asked != tt.asked {
			t.Errorf("%s: the scorer was asked again, %d times", tt.name, s.asked-tt.asked)
		}
	}
	// Nothing is left of one document in the next.
	m.Begin()
	var s counting
	m.Score(&s, &first[0])
	if b, err := m.AppendBinary(nil); s.asked != 1 || err != nil || len(b) != judgmentBytes {
		t.Error("the memory of a document has something of another")
	}
}

func TestScoresArePackedWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	scores := []Score{{}, {Value: -1000, Label: -1, Judged: true}, {Value: 1000, Label: 1, Judged: true}, {Value: 1000, Label: 1, Judged: true, Positive: 1000},
		{Value: -1000, Label: -1, Judged: true, Negative: 1000}, {Neutral: 1000, Judged: true}, {Neutral: 1000}}
	for range 2000 {
		negative := r.IntN(1001)
		positive := r.IntN(1001 - negative)
		scores = append(scores, Score{Value: int16(positive - negative), Label: int8(r.IntN(3) - 1), Judged: r.IntN(2) == 0,
			Negative: int16(negative), Positive: int16(positive), Neutral: int16(1000 - negative - positive)},
			Score{Value: int16(r.IntN(2001) - 1000), Label: int8(r.IntN(3) - 1), Judged: true})
	}
	for _, s := range scores {
		packed, ok := packScore(s)
		back, sound := unpackScore(packed)
		if !ok || !sound || back != s {
			t.Errorf("%+v is packed as %x, which is %+v", s, packed, back)
		}
	}
	for _, s := range []Score{{Value: 10, Negative: 100, Neutral: 800, Positive: 100}, {Value: 2000}, {Neutral: 900, Judged: true}} {
		if packed, ok := packScore(s); ok {
			t.Errorf("%+v is packed as %x", s, packed)
		}
	}
}

func TestBytesThatAreNoMemory(t *testing.T) {
	stored := remembered(t, &counting{}, passagesAt(1, 2, 3))
	cut := stored[:len(stored)-1]
	high := slices.Clone(stored)
	high[len(high)-1] = 0xff
	for name, b := range map[string][]byte{"cut": cut, "a score out of range": high} {
		var m Memory
		if err := m.Learn(b); err == nil {
			t.Errorf("%s: no error", name)
		}
		var s counting
		if p := passagesAt(1); m.Score(&s, &p[0]) != s.Score(&p[0]) || s.asked != 2 {
			t.Errorf("%s: something is remembered all the same", name)
		}
	}
}
