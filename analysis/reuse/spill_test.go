package reuse

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// spoolFile gives an empty file.
func spoolFile(t *testing.T) *os.File {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "spool"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() }) // it was read
	return f
}

// surveyed gives the ledger of articles that surveys have looked at in turn.
func surveyed(t *testing.T, articles []item, surveys ...*Survey) []byte {
	t.Helper()
	for i, a := range articles {
		survey(surveys[i%len(surveys)], a)
	}
	s := surveys[0]
	for _, other := range surveys[1:] {
		s.Merge(other)
	}
	c := s.Candidates()
	part := c.Part()
	for _, a := range articles {
		look(part, a)
	}
	l := s.Ledger(c)
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	b, err := l.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// What is put into files comes to the same as what is held, and not much is
// held besides.
func TestSpillingFindsTheSame(t *testing.T) {
	articles := append(vary()[:200], corpusOf("outlet 1", 40, nil)...)
	want := surveyed(t, articles, NewSurvey())
	a, b := NewSpilling(spoolFile(t)), NewSpilling(spoolFile(t))
	if got := surveyed(t, articles, a, b); !bytes.Equal(got, want) {
		t.Error("two surveys with files make another ledger")
	}
	if a.spills[0].Size() == 0 || a.spills[1].Size() == 0 {
		t.Error("nothing was put into a file")
	}
	if got := surveyed(t, articles, NewSurvey(), NewSpilling(spoolFile(t)), NewSurvey()); !bytes.Equal(got, want) {
		t.Error("surveys with a file and without make another ledger")
	}
}

// A survey with a file holds the same however many documents it has seen, but
// for where it has put them: 64 bytes for some thousand entries.
func TestSpillingHoldsLittle(t *testing.T) {
	s := NewSpilling(spoolFile(t))
	held := func() int {
		n := cap(s.waiting)
		for _, table := range []*table{s.blocks, s.shared, s.prints} {
			n += table.size()
		}
		return n
	}
	keys := numbers(2_000_000, printBits)
	var k Sketch
	k.shingles = fewShingles
	half := 0
	for i := 0; i+100 <= len(keys); i += 100 {
		k.prints = keys[i : i+100]
		s.Add(fmt.Sprint("document ", i), "outlet", "2020-01-01", &k)
		if i == len(keys)/2 {
			half = held()
		}
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	if end := held(); end > half+half/8 || end > 3<<20 {
		t.Errorf("%d bytes after a million entries, %d after two", half, end)
	}
}

// full is a file that takes so many bytes more.
type full struct {
	*os.File
	left int
}

var errFull = errors.New("the disk is full")

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return f.File.Write(b)
}

func TestSpillingSaysWhatGoesWrong(t *testing.T) {
	articles := vary()[:100]
	fill := func(s *Survey) {
		for _, a := range articles {
			survey(s, a)
		}
		s.Ledger(s.Candidates())
	}
	s := NewSpilling(&full{spoolFile(t), 20 << 10})
	if fill(s); !errors.Is(s.Err(), errFull) {
		t.Errorf("on a full disk: %v", s.Err())
	}
	f := spoolFile(t)
	s = NewSpilling(f)
	for _, a := range articles {
		survey(s, a)
	}
	s.set()
	if _, err := f.WriteAt([]byte("????????"), 1000); err != nil {
		t.Fatal(err)
	}
	s.Ledger(s.Candidates())
	if s.Err() == nil {
		t.Error("with a file that was written to: no error")
	}
}
