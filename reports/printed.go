package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Printed is a table as it stands in a paper: few columns, fixed decimals,
// notes that name the test and the family. LaTeX and Markdown are set from it.
type Printed struct {
	Name  string // file name without extension
	Title string
	Heads []Head
	Rows  [][]string
	Notes []string
	Long  bool // an appendix, which may run over pages
}

// Head is a column of a printed table.
type Head struct {
	Text  string
	Wide  float64 // share of the line that a column of text takes; 0 for a column of figures
	Group bool    // a value is printed once for the rows that share it
}

const (
	printedOutlets   = 25
	printedLabels    = 12
	printedContrasts = 40
)

// PrintedTables gives the tables for a paper that the run can carry.
func PrintedTables(run *Run) []*Printed {
	var out []*Printed
	for _, p := range []*Printed{printedCorpus(run), printedNaming(run), printedContrastsTable(run), printedStance(run), printedLexicon(run)} {
		if p != nil && len(p.Rows) > 0 {
			out = append(out, p)
		}
	}
	return out
}

func printedCorpus(run *Run) *Printed {
	t := run.Table("outlets")
	if t == nil {
		return nil
	}
	p := &Printed{Name: "corpus", Title: "The corpus", Long: len(t.Rows) > printedOutlets, Heads: []Head{
		{"Outlet", 0.22, false}, {"Documents", 0, false}, {"Unique", 0, false}, {"Words", 0, false}, {"Own", 0, false}, {"Quoted", 0, false}, {"Reported", 0, false}, {"Scare", 0, false}, {"First", 0, false}, {"Last", 0, false},
	}, Notes: []string{
		"Unique: documents left when copies of one text count once. Own, quoted, reported and scare: per cent of the words outside page furniture in that voice.",
	}}
	var sums [7]int64
	columns := []string{"documents", "unique_documents", "words", "own_words", "quoted_words", "reported_words", "scare_words"}
	line := func(name string, n [7]int64, first, last string) {
		row := []string{name, grouped(n[0]), grouped(n[1]), grouped(n[2])}
		for _, w := range n[3:] {
			row = append(row, fixed(100*float64(w)/max(float64(n[2]), 1), 1))
		}
		p.Rows = append(p.Rows, append(row, first, last))
	}
	for _, r := range arranged(t, "-documents", "outlet").records(all) {
		var n [7]int64
		for i, c := range columns {
			n[i] = r.whole(c)
			sums[i] += n[i]
		}
		line(r.text("outlet"), n, r.text("first_date"), r.text("last_date"))
	}
	if len(p.Rows) > 1 {
		line("All", sums, run.Manifest.FirstDate, run.Manifest.LastDate)
	}
	return p
}

func printedNaming(run *Run) *Printed {
	shown, of := run.outletsShown(printedOutlets)
	totals, stances := map[string]int64{}, map[string]string{}
	rows := run.Table("naming").records(func(r record) bool {
		if r.text("voice") != "own" || r.text("stance") == "" || !slices.Contains(shown, r.text("outlet")) {
			return false
		}
		if n := r.whole("matches"); n > 0 {
			totals[labelKey(r)] += n
			stances[labelKey(r)] = r.text("stance")
		}
		_, ok := r.num("share")
		return ok
	})
	labels, ofLabels := topLabels(totals, stances, printedLabels)
	rows = slices.DeleteFunc(rows, func(r record) bool { return !slices.Contains(labels, labelKey(r)) })
	slices.SortStableFunc(rows, func(a, b record) int {
		x, _ := a.num("share")
		y, _ := b.num("share")
		return cmp.Or(cmp.Compare(slices.Index(labels, labelKey(a)), slices.Index(labels, labelKey(b))), cmp.Compare(y, x), cmp.Compare(a.text("outlet"), b.text("outlet")))
	})
	p := &Printed{Name: "naming", Title: "Naming shares in the outlets' own voice", Long: len(rows) > 30, Heads: []Head{
		{"Label", 0.2, true}, {"Referent", 0.13, true}, {"Outlet", 0.22, false}, {"Share", 0, false}, {percent(run.Manifest.Confidence) + " interval", 0, false}, {"Matches", 0, false}, {"Chances", 0, false}, {"Documents", 0, false},
	}, Notes: []string{
		"Share: per cent of all mentions of the referent in the outlet's own voice (chances) that use the label. Intervals from the variation between documents; a dash where too few documents mention the referent." +
			shownOf("outlets", "with the most documents", len(shown), of) + shownOf("labels", "with the most matches, those with a stance first", len(labels), ofLabels),
	}}
	for _, r := range rows {
		share, _ := r.num("share")
		p.Rows = append(p.Rows, []string{plainLabel(r.text("label")), r.text("referent"), r.text("outlet"), fixed(100*share, 1), bounds(r, "share_lo", "share_hi", 100, 1), grouped(r.whole("matches")), grouped(r.whole("chances")), grouped(r.whole("documents"))})
	}
	return p
}

// bounds prints an interval with fixed decimals, or a dash.
func bounds(r record, lo, hi string, scale float64, decimals int) string {
	l, okLo := r.num(lo)
	h, okHi := r.num(hi)
	if !okLo || !okHi {
		return "–"
	}
	return "[" + fixed(l*scale, decimals) + ", " + fixed(h*scale, decimals) + "]"
}

func printedContrastsTable(run *Run) *Printed {
	t := run.Table("contrasts")
	if t == nil {
		return nil
	}
	tested := t.records(func(r record) bool { _, ok := r.num("q_value"); return ok })
	p := &Printed{Name: "contrasts", Title: "Differences between outlets", Long: len(tested) > 25, Heads: []Head{
		{"Measure", 0.09, true}, {"Of", 0.13, true}, {"First outlet", 0.13, false}, {"Second outlet", 0.13, false}, {"First", 0, false}, {"Second", 0, false}, {"Difference", 0, false}, {"Interval", 0, false}, {"p", 0, false}, {"q", 0, false},
	}, Notes: []string{fmt.Sprintf("%s intervals from the variation between documents, not corrected. p: permutation of documents between the two outlets. q: p corrected by the procedure of Benjamini and Hochberg over one family of %s.%s",
		percent(run.Manifest.Confidence), count(int64(len(tested)), "test", "tests"), shownOf("tests", "with the smallest p", min(printedContrasts, len(tested)), len(tested)))}}
	slices.SortStableFunc(tested, func(a, b record) int {
		x, _ := a.num("p_value")
		y, _ := b.num("p_value")
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(sure(b), sure(a)))
	})
	tested = tested[:min(printedContrasts, len(tested))]
	slices.SortStableFunc(tested, func(a, b record) int {
		return cmp.Or(cmp.Compare(a.text("measure"), b.text("measure")), cmp.Compare(a.text("key"), b.text("key")))
	})
	for _, r := range tested {
		of := plainKey(r.text("key"))
		if v := r.text("voice"); v != "" && v != "own" {
			of += " (" + v + ")"
		}
		row := []string{measureName(r.text("measure")), of, r.text("outlet_a"), r.text("outlet_b")}
		for _, c := range []string{"estimate_a", "estimate_b", "difference"} {
			row = append(row, decimal(r, c, 2))
		}
		p.Rows = append(p.Rows, append(row, bounds(r, "lo", "hi", 1, 2), probability(r, "p_value"), probability(r, "q_value")))
	}
	return p
}

// decimal prints a number with fixed decimals, or a dash.
func decimal(r record, column string, decimals int) string {
	x, ok := r.num(column)
	if !ok {
		return "–"
	}
	return fixed(x, decimals)
}

// probability prints a p or q value as journals do.
func probability(r record, column string) string {
	x, ok := r.num(column)
	switch {
	case !ok:
		return "–"
	case x < 0.001:
		return "<0.001"
	}
	return fixed(x, 3)
}

func printedStance(run *Run) *Printed {
	t := run.Table("stance")
	if t == nil {
		return nil
	}
	shown, of := run.outletsShown(printedOutlets)
	totals := map[string]int64{}
	for _, r := range t.records(all) {
		totals[r.text("actor")] += r.whole("mentions")
	}
	actors, ofActors := top(totals, 8)
	p := &Printed{Name: "stance", Title: "Stance toward each actor", Long: true, Heads: []Head{
		{"Actor", 0.16, true}, {"Outlet", 0.24, false}, {"Mentions", 0, false}, {"Naming", 0, false}, {"Sentiment", 0, false}, {"Adopted", 0, false}, {"Relayed", 0, false}, {"Distanced", 0, false},
	}, Notes: []string{"Naming: positive less negative labels over mentions; sentiment: mean score; both in the outlet's own voice, from −1 to 1. Adopted, relayed, distanced: per cent of the actor's loaded labels in own voice, in quotations and indirect speech, and in scare quotes. Points without intervals." +
		shownOf("outlets", "with the most documents", len(shown), of) + shownOf("actors", "with the most mentions", len(actors), ofActors)}}
	rows := t.records(func(r record) bool {
		return slices.Contains(shown, r.text("outlet")) && slices.Contains(actors, r.text("actor"))
	})
	slices.SortStableFunc(rows, func(a, b record) int {
		return cmp.Or(cmp.Compare(slices.Index(actors, a.text("actor")), slices.Index(actors, b.text("actor"))), cmp.Compare(slices.Index(shown, a.text("outlet")), slices.Index(shown, b.text("outlet"))))
	})
	for _, r := range rows {
		row := []string{r.text("actor"), r.text("outlet"), grouped(r.whole("mentions")), decimal(r, "naming", 2), decimal(r, "sentiment", 2)}
		for _, c := range []string{"adopted", "relayed", "distanced"} {
			if x, ok := r.num(c); ok {
				row = append(row, fixed(100*x, 0))
			} else {
				row = append(row, "–")
			}
		}
		p.Rows = append(p.Rows, row)
	}
	p.Long = len(p.Rows) > 25
	return p
}

func printedLexicon(run *Run) *Printed {
	t := run.Table("lexicon")
	if t == nil {
		return nil
	}
	p := &Printed{Name: "lexicon", Title: "Terms of the lexicons and what they caught", Long: true, Heads: []Head{
		{"Category", 0.16, true}, {"Term", 0.2, false}, {"Referent", 0.12, false}, {"Stance", 0, false}, {"Matches", 0, false}, {"Documents", 0, false}, {"Outlets", 0, false}, {"Source", 0.16, false},
	}}
	never := 0
	for _, r := range arranged(t, "lexicon", "category", "-matches", "term").records(all) {
		if r.whole("matches") == 0 {
			never++
		}
		p.Rows = append(p.Rows, []string{r.text("category"), r.text("term"), r.text("referent"), r.text("stance"), grouped(r.whole("matches")), grouped(r.whole("documents")), grouped(r.whole("outlets")), r.text("source")})
	}
	var names []string
	for _, i := range run.Manifest.Instruments {
		if i.Kind == "lexicon" {
			names = append(names, fmt.Sprintf("%s %s (SHA-256 %.12s…)", i.Name, i.Version, i.SHA256))
		}
	}
	p.Notes = []string{fmt.Sprintf("Lexicons: %s. Matches, documents and outlets are of the whole corpus outside page furniture; %s never matched.", strings.Join(names, ", "), count(int64(never), "term", "terms"))}
	return p
}
