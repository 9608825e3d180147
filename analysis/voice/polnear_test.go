package voice

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"slant/analysis/text"
)

// shared finds data that is not part of the project.
func shared(t testing.TB, elem ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod above the package")
		}
		dir = filepath.Dir(dir)
	}
	name := filepath.Join(append([]string{dir, "..", "shared"}, elem...)...)
	if _, err := os.Stat(name); err != nil {
		t.Skipf("%s is not there: measured only where the data is", filepath.Join(elem...))
	}
	return name
}

// readGold reads a file of gold rows.
func readGold(t testing.TB, name string) []Annotation {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []Annotation
	s := bufio.NewScanner(bytes.NewReader(data))
	s.Buffer(nil, 1<<24)
	for s.Scan() {
		a, err := ReadGold(s.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

// predict finds the statements of documents.
func predict(gold []Annotation) []Annotation {
	v := text.NewVocabulary()
	seg, finder := text.NewSegmenter(v), New(v)
	var out []Annotation
	var tx text.Text
	var found Found
	for i := range gold {
		seg.Segment(gold[i].Text, &tx)
		finder.Find(&tx, nil, &found)
		out = append(out, Annotated(gold[i].ID, &tx, &found))
	}
	return out
}

func logReport(t testing.TB, r Report) {
	var b bytes.Buffer
	row := func(name string, x Ratio) {
		fmt.Fprintf(&b, "%-16s P %.3f R %.3f F1 %.3f  (%d/%d, %d/%d)\n", name, x.Precision(), x.Recall(), x.F1(), x.Right, x.Predicted, x.Found, x.Gold)
	}
	fmt.Fprintf(&b, "%d documents\n", r.Documents)
	row("words", r.Words)
	row("source", r.Source)
	row("cue", r.Cue)
	row("content", r.Content)
	row("source overlap", r.SourceOverlap)
	row("cue overlap", r.CueOverlap)
	row("content overlap", r.ContentOverlap)
	row("speakers", r.Speakers)
	fmt.Fprintf(&b, "%-22s %6s %8s %7s %7s %7s\n", "rule", "n", "words", "P(word)", "exact", "source")
	for _, x := range r.Rules {
		fmt.Fprintf(&b, "%-22s %6d %8d %7.3f %7.3f %7.3f\n", x.Rule, x.Statements, x.Words, share(x.Right, x.Words), share(x.Content, x.Statements), share(x.Source, x.Statements))
	}
	t.Log("\n" + b.String())
}

// TestPolNeAR holds the figures on the development articles. They may rise; a
// change that lowers one of them is a change for the worse.
func TestPolNeAR(t *testing.T) {
	gold := readGold(t, shared(t, "data", "polnear", "dev.jsonl"))
	r := ScoreAttributions(gold, predict(gold))
	logReport(t, r)
	documentRules(t, r)
	for _, c := range []struct {
		name       string
		got, least float64
	}{
		{"F1 of words inside attributed content", r.Words.F1(), 0.86},
		{"precision of words inside attributed content", r.Words.Precision(), 0.86},
		{"F1 of sources, exact", r.Source.F1(), 0.66},
		{"F1 of cues, exact", r.Cue.F1(), 0.64},
		{"F1 of content, exact", r.Content.F1(), 0.58},
		{"F1 of speakers of direct quotations", r.Speakers.F1(), 0.85},
	} {
		if c.got < c.least {
			t.Errorf("%s is %.3f; it was at least %.2f", c.name, c.got, c.least)
		}
	}
}

// documentRules holds the tables of doc.go to the figures; -update writes them.
func documentRules(t *testing.T, r Report) {
	data, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	var table, totals strings.Builder
	fmt.Fprintf(&table, "//\t%-21s %5s %6s %6s %6s %6s  example\n", "rule", "n", "words", "right", "exact", "source")
	for rule := NoRule + 1; rule < rules; rule++ {
		fmt.Fprintf(&table, "//\t%-21s", rule)
		x := RuleScore{}
		for _, s := range r.Rules {
			if s.Rule == rule.String() {
				x = s
			}
		}
		if x.Statements > 0 {
			fmt.Fprintf(&table, " %5d %6d %6.2f %6.2f %6.2f", x.Statements, x.Words, share(x.Right, x.Words), share(x.Content, x.Statements), share(x.Source, x.Statements))
		} else {
			fmt.Fprintf(&table, " %5s %6s %6s %6s %6s", "-", "-", "-", "-", "-")
		}
		fmt.Fprintf(&table, "  %s\n", rule.Example())
	}
	fmt.Fprintf(&totals, "//\t%-34s %9s %9s %9s\n", "", "precision", "recall", "F1")
	for _, x := range []struct {
		name string
		r    Ratio
	}{
		{"words inside attributed content", r.Words},
		{"sources, exact", r.Source}, {"cues, exact", r.Cue}, {"content, exact", r.Content},
		{"sources, overlap", r.SourceOverlap}, {"cues, overlap", r.CueOverlap}, {"content, overlap", r.ContentOverlap},
		{"speakers of direct quotations", r.Speakers},
	} {
		fmt.Fprintf(&totals, "//\t%-34s %9.3f %9.3f %9.3f\n", x.name, x.r.Precision(), x.r.Recall(), x.r.F1())
	}
	want := replaceBlock(t, string(data), "//\trule ", table.String())
	want = replaceBlock(t, want, "//\t  ", totals.String())
	if want == string(data) {
		return
	}
	if !*update {
		t.Error("the tables of doc.go are not those of the rules; go test -run PolNeAR -update writes them")
		return
	}
	if err := os.WriteFile("doc.go", []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// replaceBlock replaces the preformatted block whose first line starts with
// head.
func replaceBlock(t *testing.T, doc, head, block string) string {
	t.Helper()
	start := strings.Index(doc, head)
	if start < 0 {
		t.Fatalf("doc.go has no block %q", head)
	}
	end := start + strings.Index(doc[start:], "\n//\n") + 1
	return doc[:start] + block + doc[end:]
}
