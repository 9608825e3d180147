package index

import (
	"testing"

	"slant/analysis"
	"slant/analysis/corpus"
	"slant/analysis/text"
)

// A loader holds the spellings of the segments it is reading from, and not of
// all that it has ever read from.
func TestLoaderLetsSegmentsGo(t *testing.T) {
	dir := t.TempDir()
	var digests []Digest
	for _, body := range []string{"One segment.", "Another segment.", "A third one."} {
		s, written := filled(t, dir, []*corpus.Document{{ID: body, Outlet: "A", Text: body}})
		digests = append(digests, written...)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	s, _, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // it was only read
	l := s.NewLoader(text.NewVocabulary())
	load := func(n int, digest Digest) {
		t.Helper()
		for range n {
			var a analysis.Annotated
			if err := l.Load(digest, &a); err != nil {
				t.Fatal(err)
			}
		}
	}
	load(1, digests[0])
	load(1, digests[1])
	if len(l.tables) != 2 {
		t.Fatalf("%d segments are held of the two that are read from", len(l.tables))
	}
	load(2*heldLoads, digests[1])
	load(1, digests[2])
	if len(l.tables) != 2 {
		t.Errorf("%d segments are held; the first was not used for the last %d documents", len(l.tables), heldLoads)
	}
	load(1, digests[0]) // it can be read from again
}
