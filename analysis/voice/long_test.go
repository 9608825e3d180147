package voice

import (
	"strings"
	"testing"
)

// TestLong finds voices in texts that are all one thing, a quarter of a
// million characters long: time must grow with length, not with its square. A
// square would take minutes, and the test would not end.
func TestLong(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	for _, piece := range []string{
		"“", "\"a ", "'a ", "” “a b ", "said ", "he said that ", "iron ", "Iron said, ", "“a,” he said, ", "( ", ", who said ", "Name: word word\n", "Name0: word\n\n",
		"according to him, ", "a plan to ", "the claim of ", "is believed to ", "1\" ", "« a » ", "Why? he asked ", "“Why?” Moreno ", "- a ", "a, b and c, ",
	} {
		tx, vs := find(strings.Repeat(piece, 250_000/len(piece)))
		check(t, tx, vs)
	}
}
