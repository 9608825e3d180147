package voice

import (
	"flag"
	"fmt"
	"strings"
	"testing"
)

var showText = flag.String("show", "", "text to mark, with the tag of every token")

// TestShow prints what is found in the text given by -show.
func TestShow(t *testing.T) {
	if *showText == "" {
		t.Skip("no -show")
	}
	tx, vs := find(*showText)
	_, f := instruments()
	var b strings.Builder
	for i := range tx.Tokens {
		fmt.Fprintf(&b, "%s/%d ", tx.Body[tx.Tokens[i].Start:tx.Tokens[i].End], f.tags[i])
	}
	for _, a := range vs.Attributions {
		fmt.Fprintf(&b, "\n%s %s %q < %q < %q", a.Voice, a.Rule, tx.Surface(a.Content), tx.Surface(a.Cue), tx.Surface(a.Source))
	}
	t.Log(b.String() + "\n" + Mark(tx, vs))
}
