package voice

import (
	"os"
	"path/filepath"
	"testing"
)

func TestSeedShow(t *testing.T) {
	if *showText != "seeds" {
		t.Skip()
	}
	names, _ := filepath.Glob(filepath.Join(shared(t, "seeds"), "*.txt"))
	for _, n := range names {
		data, _ := os.ReadFile(n)
		tx, vs := find(string(data))
		t.Log(filepath.Base(n) + "\n" + Mark(tx, vs))
		for _, a := range vs.Attributions {
			t.Logf("%s %s %s %q < %q < %q", a.Voice, a.Rule, a.Class, tx.Surface(a.Content), tx.Surface(a.Cue), tx.Surface(a.Source))
		}
	}
}
