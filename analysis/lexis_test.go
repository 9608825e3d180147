package analysis

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"slant/analysis/stat"
)

// countedWords gives the closed lexis of some articles, and a tally of them.
func countedWords(t *testing.T, book *Codebook) (*Lexis, *Tally) {
	t.Helper()
	b := newBench(book)
	l := NewLexis([]string{"A", "B"})
	var tally Tally
	for _, d := range corpusOf(60) {
		a, o := b.measure(d)
		tally.Add(o, Copy{})
		l.Add(a, b.annotator.Vocabulary)
	}
	l.Close()
	return l, &tally
}

func TestAStoredLexisIsReadBack(t *testing.T) {
	book := testBook(t)
	l, tally := countedWords(t, book)
	if len(l.words) < 5 {
		t.Fatalf("%d words test little", len(l.words))
	}
	stored, err := l.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	var back Lexis
	if err := back.UnmarshalBinary(stored); err != nil {
		t.Fatal(err)
	}
	if again, err := back.AppendBinary(nil); err != nil || !bytes.Equal(again, stored) {
		t.Errorf("%d bytes are stored, and %d again: %v", len(stored), len(again), err)
	}
	keyness := func(l *Lexis) string {
		return fmt.Sprint(tally.Results(book, l, Options{Stat: stat.Options{Replicates: 200}}).Keyness)
	}
	if want, got := keyness(l), keyness(&back); got != want || len(want) < 500 {
		t.Errorf("keyness is\n%s\nand read back\n%s", want, got)
	}
	if !back.Of([]string{"A", "B"}) || back.Of([]string{"A"}) || back.Of([]string{"B", "A"}) || back.Of([]string{"A", "C"}) {
		t.Error("it does not know whose it is")
	}
	for at := range stored {
		if back.UnmarshalBinary(stored[:at]) == nil {
			t.Errorf("%d of %d bytes are read without a complaint", at, len(stored))
		}
	}
	if back.UnmarshalBinary(append(slices.Clone(stored), 0)) == nil {
		t.Error("a byte more is read without a complaint")
	}
	stored[0]++
	if back.UnmarshalBinary(stored) == nil {
		t.Error("another version is read without a complaint")
	}
}

// FuzzLexis: bytes that nobody wrote are refused, or are a lexis.
func FuzzLexis(f *testing.F) {
	l := NewLexis([]string{"A"})
	l.Close()
	empty, err := l.AppendBinary(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(empty)
	f.Add([]byte{LexisVersion, 1, 1, 'A', 3, 9, 9, 2, 5, 9, 2, 0, 2, 'i', 'n', 1, 1, 's', 2, 1, 3, 9, 0, 0, 1, 0, 7})
	f.Fuzz(func(t *testing.T, b []byte) {
		var l Lexis
		if l.UnmarshalBinary(b) != nil {
			return
		}
		for i, w := range l.words {
			if int(w.id) != i {
				t.Fatalf("word %d has the number %d", i, w.id)
			}
		}
		if _, err := l.AppendBinary(nil); err != nil {
			t.Fatal(err)
		}
	})
}
