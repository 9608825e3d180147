package reuse

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// storedCorpus has furniture, a copy, and a passage and a block that outlets
// share.
func storedCorpus() (ids, outlets, texts []string) {
	appeal := "Support our journalism: your donation keeps us free."
	wire := "The minister told reporters on the steps of the court that nothing had been decided and that nobody would be asked to leave before the spring."
	for i := range 12 {
		outlet := []string{"A", "B", "C"}[i%3]
		text := fmt.Sprintf("Article %d of outlet %s says what no other says, at some length, about %s.\n%s\n%s", i, outlet,
			strings.Repeat(fmt.Sprintf("harbour %d and crane %d ", i, i*i), 12), wire, appeal)
		if i == 11 {
			text = texts[8]
		}
		ids, outlets, texts = append(ids, fmt.Sprint("d", i)), append(outlets, outlet), append(texts, text)
	}
	return ids, outlets, texts
}

func TestLedgersAreStored(t *testing.T) {
	ids, outlets, texts := storedCorpus()
	s := NewSurvey()
	for i := range ids {
		s.Add(ids[i], outlets[i], "", sketchOf(texts[i]))
	}
	c := s.Candidates()
	part := c.Part()
	for i := range ids {
		look(part, item{ID: ids[i], Outlet: outlets[i], Text: texts[i]})
	}
	l := s.Ledger(c)
	if len(l.groups) == 0 || l.shared == nil || l.passages == nil || len(l.blocks) == 0 {
		t.Fatalf("the corpus has nothing of something: %d groups, %d blocks", len(l.groups), len(l.blocks))
	}
	b, err := l.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	var got Ledger
	if err := got.UnmarshalBinary(b); err != nil {
		t.Fatal(err)
	}
	again, err := got.AppendBinary(nil)
	if err != nil || !bytes.Equal(again, b) {
		t.Error("read back and written again, the bytes are others")
	}
	if !reflect.DeepEqual(got.Members(), l.Members()) || !reflect.DeepEqual(got.blocks, l.blocks) || !reflect.DeepEqual(got.documents, l.documents) {
		t.Error("what is read back is something else")
	}
	for _, pair := range [][2]*hashSet{{l.shared, got.shared}, {l.passages, got.passages}} {
		for _, key := range pair[0].slots {
			if key != 0 && !pair[1].has(key) {
				t.Errorf("%x is gone", key)
			}
		}
	}
	for n := range b {
		var cut Ledger
		if cut.UnmarshalBinary(b[:n]) == nil {
			t.Fatalf("%d of %d bytes pass for a ledger", n, len(b))
		}
	}
	b[0]++
	if got.UnmarshalBinary(b) == nil {
		t.Error("a ledger of another version is read")
	}
}
