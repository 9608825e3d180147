package reports

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
)

// Every citation has its entry, every entry is cited once, and BibTeX can
// read them: braces balance and keys are plain.
func TestMethodsCiteWhatTheyList(t *testing.T) {
	out := written(t, sampleRun(), Options{})
	text, bib := out["methods.md"].String(), out["references.bib"].String()
	keys := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^@(\w+)\{([^,]*),$`).FindAllStringSubmatch(bib, -1) {
		if keys[m[2]] {
			t.Errorf("two entries are called %s", m[2])
		}
		keys[m[2]] = true
		if !strings.Contains(text, "@"+m[2]+"]") && !strings.Contains(text, "@"+m[2]+";") {
			t.Errorf("%s is listed and not cited", m[2])
		}
	}
	for _, m := range regexp.MustCompile(`\[@([a-zA-Z0-9-]+)`).FindAllStringSubmatch(text, -1) {
		if m[1] != "key" && !keys[m[1]] {
			t.Errorf("%s is cited and not listed", m[1])
		}
	}
	if open, shut := strings.Count(bib, "{"), strings.Count(bib, "}"); open != shut {
		t.Errorf("%d braces open and %d shut", open, shut)
	}
}

// The numbers in the text are this run's.
func TestMethodsHaveTheRunsNumbers(t *testing.T) {
	run := sampleRun()
	var text strings.Builder
	for _, p := range MethodsOf(run).Paragraphs {
		text.WriteString(p.Text + "\n")
	}
	for _, want := range []string{
		grouped(int64(run.Manifest.Documents)) + " documents of 9 outlets", grouped(run.Manifest.Words) + " words", "2024-01-03 to 2024-06-28",
		"2 documents could not be used", "in 2,000 permutations where not all could be counted (seed 1)", "fewer than 5 documents", "95\u00A0% intervals are quantiles",
		grouped(int64(len(run.Table("contrasts").Rows))) + " tests make one family", "18 specifications", "slant 1.0.0", "1 of the 7 terms never matched",
		"[State here how the documents were sampled", "[State here the hand-coded sample", "(van Atteveldt, van der Velden and Boukes 2021)",
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the text does not say %q:\n%s", want, text.String())
		}
	}
	if strings.Contains(text.String(), "[@") {
		t.Error("a citation is left unresolved")
	}
}

// What was not done is not claimed.
func TestMethodsClaimNothingThatWasNotDone(t *testing.T) {
	var text strings.Builder
	for _, p := range MethodsOf(&Run{Manifest: Manifest{Confidence: 0.9}}).Paragraphs {
		text.WriteString(p.Text + "\n")
	}
	for _, not := range []string{"Benjamini", "specification", "Jensen", "log odds", "scored", "furniture made", "copies of another"} {
		if strings.Contains(text.String(), not) {
			t.Errorf("a run without it claims %q", not)
		}
	}
}

func TestBibliographyCannotBeBroken(t *testing.T) {
	r := instrumentReference(&Instrument{Kind: "lexicon", Name: `Terms}, note = {\input{x} 100 %`, Version: "1", Citation: "A & B_2 #1 {x} ~^\\"})
	if strings.Count(r.BibTeX, "{") != strings.Count(r.BibTeX, "}") || strings.Contains(r.BibTeX, `\input`) || strings.ContainsAny(r.Key, "{}, %\\") {
		t.Errorf("entry is %s", r.BibTeX)
	}
}

func TestMarkdownTable(t *testing.T) {
	p := &Printed{Name: "x", Title: "A | title", Heads: []Head{{"Outlet", 0.2, false}, {"n", 0, false}}, Rows: [][]string{{"<b>|*", "1"}, {"Courier", "1,234"}}, Notes: []string{"Note_1."}}
	var b bytes.Buffer
	if err := p.WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	want := "" +
		"| Outlet        |     n |\n" +
		"|:--------------|------:|\n" +
		"| &lt;b&gt;\\|\\* |     1 |\n" +
		"| Courier       | 1,234 |\n" +
		"\n: A \\| title {#tbl-x}\n\nNote\\_1.\n"
	if got := b.String(); got != want {
		t.Errorf("table is\n%s\nwant\n%s", got, want)
	}
}
