package analysis

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"slant/analysis/corpus"
	"slant/analysis/stat"
)

// kept gives what a tally holds of its only document.
func kept(t *Tally) (words [baseVoices]int64, counts []Count, scores []ScoreSum) {
	t.records[0].each(func(v int, n int64) { words[v] = n }, func(c Count) { counts = append(counts, c) },
		func(s *ScoreSum) { scores = append(scores, *s) })
	return words, counts, scores
}

func TestTallyKeepsEveryNumber(t *testing.T) {
	observations := map[string]Observation{
		"nothing counted": {Words: [baseVoices]int64{120, 0, 3, 64, 1}},
		"one term":        {Words: [baseVoices]int64{7}, Counts: []Count{{Variable{TermMatches, 2, 63}, 1}}},
		"terms and labels in every voice": {Counts: []Count{
			{Variable{TermMatches, 0, 0}, 1}, {Variable{TermMatches, Boilerplate, 0}, 200}, {Variable{TermMatches, 3, 50_000}, 2}, {Variable{LabelMatches, 1, 4}, 70_000}}},
		"scores of either sign": {Scores: []ScoreSum{
			{Actor: 3, Source: -1, Voice: 0, Scorer: 0, Mentions: 2, Neutral: 1, Sum: 0},
			{Actor: 3, Source: 900, Voice: 1, Scorer: 2, Mentions: 5, Negative: 5, Sum: -4991},
			{Actor: 700, Source: 3, Voice: Boilerplate, Scorer: 0, Mentions: 64, Positive: 63, Neutral: 1, Negative: 0, Sum: 63_000}}},
		"an article of a gigabyte": {Words: [baseVoices]int64{1 << 40}, Counts: []Count{{Variable{LabelMatches, 4, math.MaxInt32}, math.MaxInt32}},
			Scores: []ScoreSum{{Actor: math.MaxInt32, Source: math.MaxInt32, Mentions: math.MaxInt32, Negative: math.MaxInt32, Sum: math.MinInt64}}},
	}
	for name, o := range observations {
		t.Run(name, func(t *testing.T) {
			o.Document = &corpus.Document{ID: name, Outlet: "Herald"}
			var tally Tally
			tally.Add(&o, Copy{})
			words, counts, scores := kept(&tally)
			if words != o.Words {
				t.Errorf("words: got %v, want %v", words, o.Words)
			}
			if !slices.Equal(counts, o.Counts) {
				t.Errorf("counts: got %v, want %v", counts, o.Counts)
			}
			if !slices.Equal(scores, o.Scores) {
				t.Errorf("scores: got %v, want %v", scores, o.Scores)
			}
		})
	}
}

// manyObservations gives so many documents of three outlets to add.
func manyObservations(n int, add func(*Observation)) {
	for i := range n {
		o := Observation{Document: &corpus.Document{ID: fmt.Sprint("document ", i), Outlet: []string{"Herald", "Mail", "Post"}[i%3], Date: "2024-02-01"}, Words: [baseVoices]int64{int64(i), 300}}
		for k := range int32(i % 40) {
			o.Counts = append(o.Counts, Count{Variable{TermMatches, uint8(k % 4), 7 * k}, 1 + k%3})
			o.Scores = append(o.Scores, ScoreSum{Actor: 5 * k, Source: k - 5, Voice: uint8(k % 4), Mentions: 2, Positive: 1, Sum: int64(k) * 31})
		}
		add(&o)
	}
}

// tallyFile gives a tally with a file, and the file.
func tallyFile(t *testing.T, outlets ...string) (*Tally, *os.File) {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "tally"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() }) // it was read
	return NewTally(f, outlets), f
}

// in gives all numbers of a tally, by document.
func in(t *Tally) map[string][]any {
	out := make(map[string][]any)
	for _, r := range t.records {
		var all []any
		r.each(func(v int, n int64) { all = append(all, v, n) }, func(c Count) { all = append(all, c) }, func(s *ScoreSum) { all = append(all, *s) })
		out[r.id] = all
	}
	return out
}

func TestNumbersThatWaitInAFile(t *testing.T) {
	var held Tally
	one, _ := tallyFile(t, "Herald", "Mail")
	two, _ := tallyFile(t)
	n := 0
	manyObservations(3000, func(o *Observation) {
		held.Add(o, Copy{})
		n++
		[]*Tally{one, two}[n%2].Add(o, Copy{})
	})
	one.Merge(two)
	want := in(&held)
	memory := func() int {
		n := 0
		for _, b := range one.blocks {
			n += cap(b.data)
		}
		return n
	}
	if most := 4 * tallyBlock; memory() > most {
		t.Errorf("%d bytes are held, of blocks that are being filled %d", memory(), most)
	}
	for range 2 {
		if got := in(one); !reflect.DeepEqual(got, want) {
			t.Fatal("read back, the numbers are others")
		}
		one.leave()
		if most := 4 * tallyBlock; memory() > most {
			t.Errorf("left, %d bytes are held", memory())
		}
	}
	if err := one.Err(); err != nil {
		t.Error(err)
	}
	one.Forget()
	if got := in(one); len(got) != 3000 || len(got["document 7"]) > 0 || one.Documents() != 3000 {
		t.Error("something is not forgotten, or too much")
	}
}

func TestATallySaysThatItsFileIsDamaged(t *testing.T) {
	tally, f := tallyFile(t)
	manyObservations(3000, func(o *Observation) { tally.Add(o, Copy{}) })
	if _, err := f.WriteAt([]byte("????????"), 1000); err != nil {
		t.Fatal(err)
	}
	in(tally)
	if tally.Err() == nil {
		t.Error("no error")
	}
}

// The whole is put together from the outlets; it must be what it would be if
// the documents were of one outlet.
func TestWholeIsTheSumOfOutlets(t *testing.T) {
	var apart, together Tally
	for i, id := range []string{"d", "a", "c", "b", "e"} {
		o := Observation{Document: &corpus.Document{ID: id, Outlet: string(rune('A' + i%2))}, Words: [baseVoices]int64{int64(100 + i), 10, 2}}
		o.Counts = []Count{{Variable{TermMatches, 0, 1}, int32(i)}, {Variable{TermMatches, 1, 1}, 2}}
		o.Scores = []ScoreSum{{Actor: 1, Source: -1, Mentions: 2, Positive: 1, Sum: int64(100 * i)}, {Actor: 1, Source: 4, Voice: 1, Mentions: 1, Negative: 1, Sum: -5}}
		copyOf := Copy{}
		if i > 2 {
			copyOf = Copy{"b", 2}
		}
		apart.Add(&o, copyOf)
		one := *o.Document
		one.Outlet = "A"
		o.Document = &one
		together.Add(&o, copyOf)
	}
	for _, copies := range []Copies{KeepCopies, FirstOnly, Weighted} {
		parts, whole := apart.groups(copies)
		groups, _ := together.groups(copies)
		for _, g := range slices.Concat(parts, groups) {
			g.fill()
		}
		whole.join()
		want := groups[0]
		for v := range whole.words {
			if !slices.Equal(whole.words[v], want.words[v]) {
				t.Errorf("copies %d: words in voice %d: got %v, want %v", copies, v, whole.words[v], want.words[v])
			}
		}
		vs := []Variable{{TermMatches, 0, 1}, {TermMatches, 1, 1}}
		got, wanted := whole.column(vs, []int64{1000, -500}), want.column(vs, []int64{1000, -500})
		if !slices.Equal(got.Index, wanted.Index) || !slices.Equal(got.N, wanted.N) || got.Signed != wanted.Signed {
			t.Errorf("copies %d: column: got %+v, want %+v", copies, got, wanted)
		}
		key := scoreKey{actor: 1}
		a, b := whole.scored(key), want.scored(key)
		if a.documents != b.documents || !slices.Equal(a.packed, b.packed) || whole.mentioning(key) != int(b.documents) {
			t.Errorf("copies %d: scores: got %+v, want %+v", copies, a, b)
		}
	}
}

// What is packed comes out as it was, zeros, losses and long gaps among it.
func TestSparseHoldsColumns(t *testing.T) {
	for _, c := range []stat.Counts{
		{},
		{Index: []int32{0}, N: []int64{1}},
		{Index: []int32{7, 8, 1000, 1 << 30}, N: []int64{0, -3, 2520, 1 << 40}},
	} {
		s := newSparse(c)
		if got := s.counts(); !slices.Equal(got.Index, c.Index) || !slices.Equal(got.N, c.N) {
			t.Errorf("got %+v, want %+v", got, c)
		}
		if s.total() != total(c) {
			t.Errorf("total of %+v: got %d", c, s.total())
		}
	}
}

// What is left when part of a column is taken away has the documents of all.
func TestWithoutTakesPartAway(t *testing.T) {
	all := stat.Counts{Index: []int32{1, 4, 5, 9}, N: []int64{2, 3, 1, 7}}
	for _, tt := range []struct {
		part stat.Counts
		want []int64
	}{
		{stat.Counts{}, []int64{2, 3, 1, 7}},
		{stat.Counts{Index: []int32{4, 9}, N: []int64{3, 5}}, []int64{2, 0, 1, 2}},
		{all, []int64{0, 0, 0, 0}},
	} {
		if got := without(all, tt.part); !slices.Equal(got.Index, all.Index) || !slices.Equal(got.N, tt.want) {
			t.Errorf("without %+v: got %+v", tt.part, got)
		}
	}
	if !slices.Equal(all.N, []int64{2, 3, 1, 7}) {
		t.Errorf("the column itself became %v", all.N)
	}
}

func TestGatherInListAndArrayAgree(t *testing.T) {
	at, n := []int32{5, 0, 5, 3, 0}, []int64{2, 7, -2, 1, 1}
	few, many := newGather(5, 1000), newGather(5, 6)
	for i := range at {
		few.add(at[i], n[i])
		many.add(at[i], n[i])
	}
	for name, g := range map[string]*gather{"list": &few, "array": &many} {
		c := g.column()
		if !slices.Equal(c.Index, []int32{0, 3, 5}) || !slices.Equal(c.N, []int64{8, 1, 0}) {
			t.Errorf("%s: got %+v", name, c)
		}
	}
}

func BenchmarkTally(b *testing.B) {
	var o Observation
	o.Document = &corpus.Document{ID: "d", Outlet: "Herald", Date: "2024-02-01"}
	for i := range int32(20) {
		o.Counts = append(o.Counts, Count{Variable{TermMatches, uint8(i % 4), 7 * i}, 1 + i%3})
		o.Scores = append(o.Scores, ScoreSum{Actor: 5 * i, Source: i - 5, Voice: uint8(i % 4), Mentions: 2, Positive: 1, Sum: int64(i) * 31})
	}
	b.ReportAllocs()
	var t Tally
	for b.Loop() {
		t.Add(&o, Copy{})
	}
}
