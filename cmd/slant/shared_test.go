package main

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"slant/analysis"
	"slant/analysis/reuse"
	"slant/analysis/text"
)

// annotated annotates every document of a corpus with what its first pass finds.
func annotated(t *testing.T, corpus string, visit func(a *analysis.Annotated)) {
	t.Helper()
	c := &RunCommand{Inputs: []string{corpus}, Out: t.TempDir(), Confidence: 0.95, Replicates: 100, MinDocuments: 5, Copies: "keep", Text: "all"}
	p, problems := c.Plan()
	if err := problems.Fatal(); err != nil {
		t.Fatal(err)
	}
	kept, err := p.openArchive(cacheOff, filepath.Join(t.TempDir(), spoolName))
	if err != nil {
		t.Fatal(err)
	}
	defer kept.close(nil, &p.keep) //nolint:errcheck // the folder is the test's own
	ledger, _, err := p.scan(context.Background(), kept, func(string) *progress { return nil })
	if err != nil {
		t.Fatal(err)
	}
	annotator := analysis.NewAnnotator(text.NewVocabulary())
	var a analysis.Annotated
	for d, err := range p.source.reader.Documents() {
		if err == nil { // the others are notices, which the run shows
			annotator.Annotate(d, ledger, &a)
			visit(&a)
		}
	}
}

// What an outlet repeats is not all furniture: of the demo's blocks of eight
// words or more that stand in several of an outlet's articles, which are no
// copies of each other, the key says which are the story's own, a quotation of
// the Kremlin and a standing paragraph of background among them.
func TestDemoRepeatedText(t *testing.T) {
	copies := make(map[string]bool)
	for _, r := range demoRows(t, demoKey, "copies.csv") {
		copies[r["document"]] = true
	}
	outlet := func(document string) string { return strings.Split(document, "/")[0] }
	repeated := make(map[[2]string]int)
	kinds := make(map[[2]string]string)
	for _, r := range demoRows(t, demoKey, "blocks.csv") {
		if !copies[r["document"]] {
			repeated[[2]string{outlet(r["document"]), r["opening"]}]++
		}
		kinds[[2]string{r["document"], r["opening"]}] = r["kind"]
	}
	var furniture demoScore
	own := make(map[string]bool)
	annotated(t, demoCorpus, func(a *analysis.Annotated) {
		for i, b := range a.Text.Blocks {
			opening := blockOpening(a.Text.Body[b.Start:b.End])
			kind := kinds[[2]string{a.Document.ID, opening}]
			if repeated[[2]string{outlet(a.Document.ID), opening}] < 2 || a.Text.Words(b.Tokens) < 8 || kind == "" {
				continue
			}
			if kind != "furniture" {
				own[opening] = true
			}
			furniture.judge(t, kind == "furniture", a.Blocks[i].Kind == reuse.Furniture, "%s: %s", a.Document.ID, opening)
		}
	})
	furniture.least(t, "furniture among what is repeated", 1, 1)
	t.Logf("repeated and no furniture: %q", slices.Sorted(maps.Keys(own)))
	if len(own) < 2 {
		t.Errorf("%d blocks are repeated and no furniture: too few to tell anything", len(own))
	}
}

// seeds are the five articles that the study began with; they are not part of
// the project.
const seeds = "../../../shared/seeds"

func TestSeedsFurnitureAndStatements(t *testing.T) {
	if _, err := os.Stat(seeds); err != nil {
		t.Skip("the seed articles are not at hand")
	}
	out := t.TempDir()
	runSlant(t, "run", seeds, "-m", filepath.Join(seeds, "articles.csv"), "-o", filepath.Join(out, "out"), "--quiet")
	tables := filepath.Join(out, "out", "tables")
	furniture := make(map[string]int)
	for _, r := range demoRows(t, tables, "boilerplate.csv") {
		furniture[r["outlet"]+": "+r["text"]] = number(t, r["documents"])
	}
	for _, want := range []struct {
		opening   string
		documents int
	}{
		// The appeal, in all three; the top lines, in the two that have them.
		{"The Moscow Times: A Message from The Moscow Times:", 3}, {"The Moscow Times: Dear readers,", 3},
		{"The Moscow Times: We are facing unprecedented challenges.", 3}, {"The Moscow Times: These actions are direct attempts", 3},
		{"The Moscow Times: We, the journalists of The Moscow Times", 3}, {"The Moscow Times: Your support, no matter how small", 3},
		{"The Moscow Times: By supporting The Moscow Times", 3}, {"The Moscow Times: Remind me later.", 3},
		{"The Moscow Times: Enjoying ad-free content?", 2}, {"The Moscow Times: Since July 1, 2024, we have disabled all ads", 2},
		{"The Moscow Times: This commitment costs us", 2}, {"The Moscow Times: Our journalism is banned in Russia.", 2},
		{"TMJ News: If you value our journalism", 1}, {"TMJ News: TMJ News is committed to remaining", 1}, {"TMJ News: Back To Top", 1},
		{"TMJ News: skip to Main Content", 1}, {"English News: • youtube", 1}, {"English News: • facebook", 1}, {"English News: • twitter", 1},
	} {
		got := 0
		for block, n := range furniture {
			if strings.HasPrefix(block, want.opening) {
				got = n
			}
		}
		if got != want.documents {
			t.Errorf("%q is furniture of %d documents, want %d", want.opening, got, want.documents)
		}
	}
	for block := range furniture {
		if strings.Contains(block, "Vladimir Putin") || strings.Contains(block, "Kremlin") {
			t.Errorf("furniture: %q", block)
		}
	}
	aligned := make(map[string]map[string]bool)
	for _, r := range demoRows(t, tables, "statements.csv") {
		if strings.Contains(r["text"], "a new round of confrontation") {
			if aligned[r["statement"]] == nil {
				aligned[r["statement"]] = make(map[string]bool)
			}
			aligned[r["statement"]][r["outlet"]] = true
		}
	}
	if len(aligned) != 1 {
		t.Errorf("the Kremlin's sentence is %d statements: %v", len(aligned), aligned)
	}
	for _, outlets := range aligned {
		if len(outlets) != 3 {
			t.Errorf("the Kremlin's sentence is aligned in %v; three outlets have it", outlets)
		}
	}
}

// number reads a whole number of a table.
func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestDemoPassages holds the words of shared text to the key: those of whole
// blocks and those of passages in changed ones.
func TestDemoPassages(t *testing.T) {
	kinds := make(map[[2]string]string)
	for _, r := range demoRows(t, demoKey, "blocks.csv") {
		kinds[[2]string{r["document"], r["opening"]}] = r["kind"]
	}
	passages := byDocument(demoRows(t, demoKey, "passages.csv"))
	var words, below demoScore
	annotated(t, demoCorpus, func(a *analysis.Annotated) {
		d := a.Document
		got := make([]bool, len(a.Text.Tokens))
		for _, r := range a.Shared {
			for i := r.First; i < r.End; i++ {
				got[i] = true
			}
		}
		for i, b := range a.Text.Blocks {
			if b.Start < a.Shift || a.Blocks[i].Kind == reuse.Furniture {
				continue // the title, which is no block of the text, or furniture
			}
			body := a.Text.Body[b.Start:b.End]
			whole := strings.HasSuffix(kinds[[2]string{d.ID, blockOpening(body)}], "wire")
			var parts []text.Span
			for _, r := range passages[d.ID] {
				if at := strings.Index(body, r["passage"]); at >= 0 {
					parts = append(parts, text.Span{Start: b.Start + at, End: b.Start + at + len(r["passage"])})
				}
			}
			for j := b.Tokens.First; j < b.Tokens.End; j++ {
				tok := &a.Text.Tokens[j]
				if !tok.IsWord() {
					continue
				}
				want := whole || slices.ContainsFunc(parts, func(s text.Span) bool { return s.Start <= tok.Start && tok.End <= s.End })
				words.judge(t, want, got[j], "%s: %q of %q", d.ID, a.Text.Body[tok.Start:tok.End], blockOpening(body))
				if !whole {
					below.judge(t, want, got[j], "%s: %q", d.ID, a.Text.Body[tok.Start:tok.End])
				}
			}
		}
	})
	words.least(t, "words of shared text", 0.97, 0.97)
	t.Logf("below the block: %s", below)
}

// Every word and every match is either an outlet's own or shared, and what the
// multiverse says of own text is what a run over own text says.
func TestDemoOwnAndSharedMakeAll(t *testing.T) {
	out := make(map[string]string)
	for _, which := range []string{"all", "own", "shared"} {
		out[which] = filepath.Join(t.TempDir(), which, "tables")
		runSlant(t, "run", demoCorpus, "-o", filepath.Dir(out[which]), "--text", which, "--replicates", "200", "--quiet")
	}
	voices := []string{"words", "own_words", "quoted_words", "scare_words", "reported_words"}
	words, matches := make(map[string]map[string]int), make(map[string]map[string]int)
	furniture := make(map[string]map[string]int)
	for which, tables := range out {
		words[which], matches[which], furniture[which] = make(map[string]int), make(map[string]int), make(map[string]int)
		for _, r := range demoRows(t, tables, "outlets.csv") {
			for _, v := range voices {
				words[which][r["outlet"]+" "+v] = number(t, r[v])
			}
			furniture[which][r["outlet"]] = number(t, r["boilerplate_words"])
		}
		for _, r := range demoRows(t, tables, "matches.csv") {
			if r["section"] == "boilerplate" {
				furniture[which][r["outlet"]+" matches"]++
				continue
			}
			matches[which][strings.Join([]string{r["document"], r["start"], r["term"], r["voice"], r["section"]}, " ")]++
			matches[which][r["outlet"]+" "+r["voice"]]++
		}
	}
	for _, counts := range []map[string]map[string]int{words, matches} {
		if len(counts["shared"]) == 0 || maps.Equal(counts["own"], counts["all"]) {
			t.Error("nothing is shared")
		}
		sum := make(map[string]int)
		for _, which := range []string{"own", "shared"} {
			for k, n := range counts[which] {
				sum[k] += n
			}
		}
		if !maps.Equal(sum, counts["all"]) {
			t.Errorf("own and shared make %v\nall is %v", sum, counts["all"])
		}
	}
	// Furniture is nobody's, and counted apart whatever else is.
	if !maps.Equal(furniture["own"], furniture["all"]) || !maps.Equal(furniture["shared"], furniture["all"]) {
		t.Errorf("furniture: %v", furniture)
	}
	say := func(r map[string]string) string {
		return strings.Join([]string{r["outlet_a"], r["outlet_b"], r["voice"], r["copies"], r["furniture"], r["left_out"], r["estimate"], r["lo"], r["hi"], r["documents"]}, "|")
	}
	inAll, inOwn := make(map[string]bool), make(map[string]bool)
	for _, r := range demoRows(t, out["all"], "multiverse.csv") {
		if r["text"] == "own" {
			inAll[say(r)] = true
		}
	}
	for _, r := range demoRows(t, out["own"], "multiverse.csv") {
		inOwn[say(r)] = true
	}
	if !maps.Equal(inAll, inOwn) {
		t.Errorf("%d specifications of own text in a run over all text, %d in a run over own text, or other estimates", len(inAll), len(inOwn))
	}
}

// The copies that a run counts are those of the multiverse's first row, and its
// other rows are those of the runs that count otherwise.
func TestDemoCopiesInTheMultiverse(t *testing.T) {
	rows := make(map[string]map[string]string)
	for _, way := range []string{"keep", "first", "weight"} {
		out := filepath.Join(t.TempDir(), way)
		runSlant(t, "run", demoCorpus, "-o", out, "--copies", way, "--replicates", "200", "--quiet")
		rows[way] = make(map[string]string)
		for i, r := range demoRows(t, out, "tables", "multiverse.csv") {
			if i == 0 && (r["copies"] != way || r["specification"] != "1" || r["text"] != "all") {
				t.Errorf("--copies %s: the first row is %v", way, r)
			}
			rows[way][strings.Join([]string{r["voice"], r["copies"], r["text"], r["furniture"], r["left_out"]}, "|")] = r["estimate"] + " " + r["lo"] + " " + r["hi"]
		}
	}
	for _, way := range []string{"first", "weight"} {
		if !maps.Equal(rows[way], rows["keep"]) {
			t.Errorf("--copies %s changes the multiverse", way)
		}
	}
}
