package voice

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the marked texts in testdata with what is found now")

// TestMarkedText takes the marks off the cases in testdata, finds the voices
// and puts the marks on again.
func TestMarkedText(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no marked texts", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		cases := strings.Split(string(data), "\n--- ")
		out := cases[0]
		for _, c := range cases[1:] {
			title, want, _ := strings.Cut(c, "\n")
			body := strings.TrimSuffix(want, "\n")
			var roles []Role
			if strings.Contains(title, "headline") {
				roles = []Role{HeadlineBlock}
			}
			tx, vs := find(Strip(body), roles...)
			check(t, tx, vs)
			got := Mark(tx, vs)
			if d := cmp.Diff(body, got); d != "" && !*update {
				t.Errorf("%s, %s:\n%s\n%s", filepath.Base(name), title, body, got)
			}
			out += "\n--- " + title + "\n" + got + "\n"
		}
		if *update {
			if err := os.WriteFile(name, []byte(out), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestStrip(t *testing.T) {
	for _, c := range []struct{ marked, plain string }{
		{"no marks", "no marks"},
		{"⟦source: He⟧ ⟦cue: said⟧ ⟦reported: so⟧.", "He said so."},
		{"⟦reported: it ⟦quoted: “must”⟧ stop⟧", "it “must” stop"},
		{"a bracket ⟦[⟧ and its end ⟦]⟧", "a bracket ⟦ and its end ⟧"},
		{"⟦what: is this⟧", "⟦what: is this⟧"},
	} {
		if got := Strip(c.marked); got != c.plain {
			t.Errorf("Strip(%q) = %q, want %q", c.marked, got, c.plain)
		}
	}
}
