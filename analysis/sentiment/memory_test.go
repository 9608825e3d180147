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

// sentences cuts passages up where their sentences change.
func sentences(passages []Passage) [][]Passage {
	var out [][]Passage
	for i := range passages {
		if i == 0 || passages[i].Sentence != passages[i-1].Sentence {
			out = append(out, passages[i:i])
		}
		out[len(out)-1] = append(out[len(out)-1], passages[i])
	}
	return out
}

// judged has a memory judge passages, sentence by sentence.
func judged(m *Memory, s Scorer, passages []Passage) []Score {
	var out []Score
	for _, sentence := range sentences(passages) {
		out = m.Judge(s, sentence, out)
	}
	return out
}

// remembered gives what a run stores of some passages.
func remembered(t *testing.T, m *Memory, passages []Passage) []byte {
	t.Helper()
	m.Begin()
	judged(m, &counting{}, passages)
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
		asked    int // by the sentence
		each     int // one by one
	}{
		{"the same", first, 0, 0},
		{"one less in a sentence", passagesAt(3, 14, 21, 38, 45, 46), 1, 0},
		{"one sentence less", passagesAt(3, 5, 14, 38, 45, 46), 0, 0},
		{"new ones between", passagesAt(3, 4, 5, 14, 22, 38, 45, 46), 4, 2},
		{"backwards", passagesAt(45, 46, 38, 21, 14, 3, 5), 0, 0},
		{"another order in a sentence", passagesAt(5, 3, 14), 2, 0},
		{"a label and another actor", other, 2, 2},
		{"an actor where a label was", swapped, 2, 2},
		{"a longer sentence", moved, 1, 1},
		{"none", nil, 0, 0},
	}
	for _, each := range []bool{false, true} {
		m := Memory{Each: each}
		stored := remembered(t, &m, first)
		for _, tt := range tests {
			want := tt.asked
			if each {
				want = tt.each
			}
			m.Begin()
			if err := m.Learn(stored); err != nil {
				t.Fatal(err)
			}
			var s, plain counting
			for i, got := range judged(&m, &s, tt.passages) {
				if want := plain.Score(&tt.passages[i]); got != want {
					t.Errorf("%s: passage %d is judged %+v, want %+v", tt.name, i, got, want)
				}
			}
			if plain.asked != len(tt.passages) || s.asked != want {
				t.Errorf("%s, each %t: the scorer was asked %d times, want %d; %d of %d passages were judged", tt.name, each, s.asked, want, plain.asked, len(tt.passages))
			}
			// What is new is added to what is stored, and then all is known.
			added, err := m.AppendBinary(nil)
			if err != nil || (len(added) > 0) != (want > 0) {
				t.Errorf("%s: %d bytes are added, %v", tt.name, len(added), err)
			}
			m.Begin()
			if err := errors.Join(m.Learn(stored), m.Learn(added)); err != nil {
				t.Fatal(err)
			}
			judged(&m, &s, tt.passages)
			if s.asked != want {
				t.Errorf("%s: the scorer was asked again, %d times", tt.name, s.asked-want)
			}
		}
		// Nothing is left of one document in the next.
		m.Begin()
		var s counting
		m.Judge(&s, first[:1], nil)
		if b, err := m.AppendBinary(nil); s.asked != 1 || err != nil || len(b) != keyBytes+scoreBytes {
			t.Error("the memory of a document has something of another")
		}
	}
}

// What cannot be stored is asked again, and nothing else is.
func TestWhatCannotBePackedIsNotRemembered(t *testing.T) {
	passages := passagesAt(3, 14, 15, 21)
	var m Memory
	m.Judge(&counting{}, passages[:1], nil)
	m.Judge(odd{}, passages[1:3], nil)
	m.Judge(&counting{}, passages[3:], nil)
	b, err := m.AppendBinary(nil)
	if err != nil || len(b) != 2*(keyBytes+scoreBytes) {
		t.Fatalf("%d bytes, %v", len(b), err)
	}
	m.Begin()
	if err := m.Learn(b); err != nil {
		t.Fatal(err)
	}
	var s counting
	judged(&m, &s, passages)
	if s.asked != 2 {
		t.Errorf("the scorer was asked %d times", s.asked)
	}
}

// odd is a scorer whose values are not what its probabilities say.
type odd struct{}

func (odd) Name() string { return "odd" }

func (odd) Score(*Passage) Score {
	return Score{Value: 7, Judged: true, Negative: 100, Neutral: 800, Positive: 100}
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
	stored := remembered(t, &Memory{}, passagesAt(1, 2, 3))
	cut := stored[:len(stored)-1]
	high := slices.Clone(stored)
	high[len(high)-1] = 0x7f
	more := slices.Clone(stored)
	more[len(more)-1] |= 0x80
	value := slices.Clone(stored)
	value[len(value)-3], value[len(value)-2], value[len(value)-1] = 0xff, 0xff, 0x1f // no such value
	for name, b := range map[string][]byte{"cut": cut, "a label out of range": high, "a score more": more, "a value out of range": value,
		"a key without scores": stored[:keyBytes], "half a key": stored[:3], "something behind": append(slices.Clone(stored), 1)} {
		var m Memory
		if err := m.Learn(b); err == nil {
			t.Errorf("%s: no error", name)
		}
		var s counting
		if p := passagesAt(1, 2, 3); !slices.Equal(m.Judge(&s, p, nil), []Score{s.Score(&p[0]), s.Score(&p[1]), s.Score(&p[2])}) || s.asked != 6 {
			t.Errorf("%s: something is remembered all the same", name)
		}
	}
}
