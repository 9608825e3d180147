package reuse

import (
	"slices"
	"testing"
)

// Texts looked at in many rounds give the ledger of texts looked at in one.
func TestRoundsFindTheSame(t *testing.T) {
	articles := append(vary()[:200], corpusOf("outlet 1", 40, nil)...)
	want := ledgerOf(articles)
	if len(want.Members()) < 10 {
		t.Fatalf("%d documents of the corpus have copies", len(want.Members()))
	}
	s := NewSurvey()
	for _, a := range articles {
		survey(s, a)
	}
	c := s.Candidates()
	each := make([]int, len(c.documents))
	for i := range each {
		each[i] = 1
	}
	c.last = 0
	c.assign(each, 1)
	if c.last < 3 {
		t.Fatalf("%d rounds", c.last+1)
	}
	parts := []*Part{c.Part(), c.Part()}
	looks, held := 0, 0
	for more := true; more; more = c.Next() {
		for i, a := range articles {
			if c.Wants(a.ID, sketchOf(a.Text)) {
				looks++
				look(parts[i%2], a)
			}
		}
		held = max(held, len(parts[0].readings)+len(parts[1].readings))
	}
	if looks > len(articles) {
		t.Errorf("%d looks at %d texts: each is to be looked at once", looks, len(articles))
	}
	if held*2 > len(c.documents) {
		t.Errorf("%d of %d texts were held at a time", held, len(c.documents))
	}
	got := s.Ledger(c)
	if !slices.Equal(got.Members(), want.Members()) {
		t.Error("other copies")
	}
	for _, a := range articles {
		if passagesOf(a, got) != passagesOf(a, want) || !slices.Equal(kinds(a.Text, a.Outlet, got), kinds(a.Text, a.Outlet, want)) {
			t.Errorf("%s is read otherwise", a.ID)
		}
	}
}
