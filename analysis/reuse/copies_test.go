package reuse

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// prose gives n words that repeat no sequence of five, different for every
// seed.
func prose(seed, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("w%dx%d", seed, i)
		if i%9 == 0 {
			out[i] = "the"
		}
	}
	return out
}

// paragraphs cuts words into blocks of forty.
func paragraphs(words []string) string {
	var b strings.Builder
	for i, w := range words {
		b.WriteString(w)
		if i%40 == 39 {
			b.WriteString(".\n\n")
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// vary gives articles in all degrees of likeness: sixty originals, and of each
// four versions with more and more words replaced, cut or moved.
func vary() []item {
	var out []item
	for i := range 60 {
		words := prose(i, 240+i*5)
		add := func(version int, words []string) {
			out = append(out, item{ID: fmt.Sprintf("%02d.%d", i, version), Outlet: fmt.Sprintf("outlet %d", (i+version)%5), Date: fmt.Sprintf("2025-03-%02d", version+1), Text: paragraphs(words)})
		}
		add(0, words)
		for version, every := range []int{60 - i/2, 24 - i/6, 17 - i/10, 9} {
			w := slices.Clone(words)
			for k := every / 2; k < len(w); k += every {
				w[k] = fmt.Sprintf("other%d", k)
			}
			if i%3 == 1 {
				w = append(w[:len(w)/3], w[len(w)/3+i/2:]...)
			}
			if i%3 == 2 {
				w = append(slices.Clone(w[len(w)/2:]), w[:len(w)/2]...)
			}
			add(version+1, w)
		}
	}
	return out
}

// Every pair from similarity 0.5 on is found, and no other: compared with all
// pairs by the letter of the definition.
func TestCopiesAgainstBruteForce(t *testing.T) {
	articles := vary()
	l := ledgerOf(articles)
	texts := plainTexts(articles)
	parent := make([]int, len(texts))
	for i := range parent {
		parent[i] = i
	}
	var find func(int) int
	find = func(i int) int {
		if parent[i] != i {
			parent[i] = find(parent[i])
		}
		return parent[i]
	}
	alike, below := 0, 0
	for i := range texts {
		for j := range i {
			switch s := plainSimilar(&texts[i], &texts[j]); {
			case s >= 0.5:
				alike++
				parent[find(i)] = find(j)
			case s >= 0.4:
				below++
			}
		}
	}
	if alike < 150 || below < 20 {
		t.Fatalf("%d pairs are alike and %d nearly: too few to tell anything", alike, below)
	}
	missed := 0
	for i := range texts {
		for j := range i {
			a, b := l.Group(texts[i].ID), l.Group(texts[j].ID)
			same := a.Name != "" && a.Name == b.Name
			if want := find(i) == find(j); want != same {
				missed++
				t.Logf("%s and %s: one group is %t, want %t (similarity %.3f)", texts[i].ID, texts[j].ID, same, want, plainSimilar(&texts[i], &texts[j]))
			}
		}
	}
	if missed > 0 {
		t.Errorf("%d pairs are grouped differently", missed)
	}
	for _, m := range l.Members() {
		at := func(id string) *exact {
			return &texts[slices.IndexFunc(texts, func(e exact) bool { return e.ID == id })]
		}
		if want := plainSimilar(at(m.First), at(m.Document)); m.Similarity != want {
			t.Errorf("%s: similarity to %s is %v, want %v", m.Document, m.First, m.Similarity, want)
		}
		if m.First != m.Document && at(m.First).Date > at(m.Document).Date {
			t.Errorf("%s is dated before its original %s", m.Document, m.First)
		}
	}
}

func TestJaccard(t *testing.T) {
	tests := []struct {
		a, b []uint64
		want float64
	}{
		{nil, nil, 0},
		{[]uint64{1}, nil, 0},
		{[]uint64{1, 2, 3}, []uint64{1, 2, 3}, 1},
		{[]uint64{1, 2, 3}, []uint64{2, 3, 4}, 0.5},
		{[]uint64{1, 2}, []uint64{3, 4}, 0},
		{[]uint64{1, 2, 3, 4}, []uint64{4}, 0.25},
	}
	for _, tt := range tests {
		if got := jaccard(tt.a, tt.b); got != tt.want {
			t.Errorf("%v and %v: %v, want %v", tt.a, tt.b, got, tt.want)
		}
		if got := jaccard(tt.b, tt.a); got != tt.want {
			t.Errorf("%v and %v: %v, want %v", tt.b, tt.a, got, tt.want)
		}
	}
}

// Furniture neither makes copies nor hides them.
func TestFurnitureIsNoLikeness(t *testing.T) {
	appeal := paragraphs(prose(999, 200))
	var articles []item
	for i := range 6 {
		// A brief below a long appeal: two fifths of its words are its own.
		articles = append(articles, item{ID: fmt.Sprint("brief ", i), Outlet: "A", Text: paragraphs(prose(i, 130)) + "\n\n" + appeal})
	}
	// The second brief as an outlet without an appeal prints it.
	articles = append(articles, item{ID: "print", Outlet: "B", Text: paragraphs(prose(1, 130))})
	l := ledgerOf(articles)
	if g := l.Group("brief 0"); g.Name != "" {
		t.Errorf("a brief is taken for a copy of another: %+v", g)
	}
	if a, b := l.Group("brief 1"), l.Group("print"); a.Name == "" || a.Name != b.Name || b.Similarity != 1 {
		t.Errorf("the printed brief is not found: %+v, %+v", a, b)
	}
}

// Parts of a corpus may be surveyed apart, in any order.
func TestSurveysMergeInAnyOrder(t *testing.T) {
	articles := append(vary()[:100], corpusOf("outlet 1", 7, map[string]int{"Read by % people every morning before the tide comes in and the gulls do.": 5})...)
	want := ledgerOf(articles)
	if len(want.Members()) < 10 {
		t.Fatalf("only %d copies", len(want.Members()))
	}
	for _, cut := range [][]int{{50}, {1, 2, 106}, {30, 60, 90}} {
		var surveys []*Survey
		from := 0
		for _, to := range append(slices.Clone(cut), len(articles)) {
			s := NewSurvey()
			for i := to - 1; i >= from; i-- { // backwards, too
				a := articles[i]
				survey(s, a)
			}
			surveys = append(surveys, s)
			from = to
		}
		slices.Reverse(surveys)
		all := NewSurvey()
		for _, s := range surveys {
			all.Merge(s)
		}
		c := all.Candidates()
		parts := []*Part{c.Part(), c.Part(), c.Part()}
		for i, a := range articles {
			look(parts[i*7%3], a)
		}
		got := all.Ledger(c)
		if !slices.Equal(got.Members(), want.Members()) {
			t.Errorf("cut at %v: other copies", cut)
		}
		for _, a := range articles {
			if passagesOf(a, got) != passagesOf(a, want) {
				t.Errorf("cut at %v: %s has other passages", cut, a.ID)
			}
			if !slices.Equal(kinds(a.Text, a.Outlet, got), kinds(a.Text, a.Outlet, want)) {
				t.Errorf("cut at %v: %s is read otherwise", cut, a.ID)
			}
		}
	}
}

// Texts that a sketch tells to be of no interest may be left out of the second
// look.
func TestTextsThatAreNotWanted(t *testing.T) {
	articles := append(vary()[:100], corpusOf("outlet 1", 40, nil)...)
	want := ledgerOf(articles)
	s := NewSurvey()
	for _, a := range articles {
		survey(s, a)
	}
	c := s.Candidates()
	p := c.Part()
	left := 0
	for _, a := range articles {
		if !c.Wants(a.ID, sketchOf(a.Text)) {
			left++
			continue
		}
		look(p, a)
	}
	got := s.Ledger(c)
	if left < 30 || left > 100 {
		t.Errorf("%d of %d texts left out", left, len(articles))
	}
	if !slices.Equal(got.Members(), want.Members()) {
		t.Error("other copies")
	}
	for _, a := range articles {
		x, y := passagesOf(a, got), passagesOf(a, want)
		if x != y {
			t.Errorf("%s: other passages", a.ID)
		}
	}
	if NewSurvey().Candidates().Wants("a", sketchOf(articles[0].Text)) || !NewSurvey().Candidates().None() {
		t.Error("an empty survey wants texts")
	}
}

// passagesOf gives the shared text of an article.
func passagesOf(a item, l *Ledger) string {
	_, out := passages(a.Text, a.Outlet, l)
	return out
}

func TestOfTwoCopiesTheOlderIsFirst(t *testing.T) {
	body := paragraphs(prose(1, 100))
	l := ledgerOf([]item{{ID: "a", Outlet: "A", Text: body}, {ID: "b", Outlet: "B", Date: "2025-03-02", Text: body}, {ID: "c", Outlet: "C", Date: "2025-03-01", Text: body}})
	var order []string
	for _, m := range l.Members() {
		if m.First != "c" || m.Size != 3 {
			t.Errorf("%+v", m)
		}
		order = append(order, m.Document)
	}
	if !slices.Equal(order, []string{"c", "a", "b"}) {
		t.Errorf("members in order %v", order)
	}
}

// Texts of a headline and a line are too short to be copies.
func TestShortTextsAreNoCopies(t *testing.T) {
	body := paragraphs(prose(1, fewShingles+shingleWords-2))
	l := ledgerOf([]item{{ID: "a", Outlet: "A", Text: body}, {ID: "b", Outlet: "B", Text: body}})
	if n := len(l.Members()); n != 0 {
		t.Errorf("%d members", n)
	}
}

func FuzzCopies(f *testing.F) {
	f.Add("a b c d e f", "a b c d e f", uint8(3))
	f.Add("one two\n\nthree", "", uint8(40))
	f.Fuzz(func(t *testing.T, a, b string, n uint8) {
		a, b = strings.Repeat(a+" ", int(n)%30), strings.Repeat(b+"\n", int(n)%30)
		articles := []item{{ID: "a", Outlet: "A", Date: "2025-01-01", Text: a}, {ID: "b", Outlet: "B", Text: b}, {ID: "c", Outlet: "A", Text: a + b}}
		l := ledgerOf(articles)
		backwards := slices.Clone(articles)
		slices.Reverse(backwards)
		if !slices.Equal(l.Members(), ledgerOf(backwards).Members()) {
			t.Fatal("the order of documents matters")
		}
		for _, m := range l.Members() {
			if m.Size < 2 || m.Similarity < 0 || m.Similarity > 1 || m.Name == "" {
				t.Fatalf("%+v", m)
			}
		}
		for outlet, n := range l.documents {
			if n < 1 {
				t.Fatalf("outlet %x has %d documents", outlet, n)
			}
		}
		for key, n := range l.blocks {
			if n < 1 {
				t.Fatalf("block %x is in %d documents", key, n)
			}
		}
	})
}

func BenchmarkSurvey(b *testing.B) {
	articles := vary()
	size := 0
	for _, a := range articles {
		size += len(a.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		s := NewSurvey()
		for _, a := range articles {
			survey(s, a)
		}
	}
}
