package reports

import (
	"slices"
	"strings"
)

// comparison is the table that the page opens with: one row for each outlet,
// what a reader compares first.
type comparison struct {
	Heads []comparisonHead
	Rows  []comparisonRow
	Of    int // outlets there are
}

type comparisonHead struct{ Text, Unit, Doc string }

type comparisonRow struct {
	Outlet string
	Look   string // class of its sign: colour and shape
	Cells  []comparisonCell
}

type comparisonCell struct {
	Text  string
	Range string // interval, empty where there is none
	Query string // empty where nothing is behind it
	Note  string
}

const (
	comparisonRows   = 40
	comparisonRates  = 2
	comparisonLabels = 3
)

// compare gives documents, words and voices of each outlet, the own-voice rate
// of the most used categories and the own-voice share of the most used labels.
func compare(run *Run) comparison {
	shown, of := run.outletsShown(comparisonRows)
	c := comparison{Of: of, Heads: []comparisonHead{
		{"Documents", "", "Documents that were read and used"},
		{"Words", "", "Words outside page furniture"},
		{"Own voice", "% of words", "Words of the outlet's own narration"},
		{"Quoted", "% of words", "Words in attributed or long quotations"},
	}}
	rates, labels := map[string]int64{}, map[string]int64{}
	stances := map[string]string{}
	byRate, byShare := map[[2]string]record{}, map[[2]string]record{}
	for _, r := range run.Table("categories").records(func(r record) bool { return r.text("voice") == "own" && slices.Contains(shown, r.text("outlet")) }) {
		rates[categoryKey(r)] += r.whole("matches")
		byRate[[2]string{categoryKey(r), r.text("outlet")}] = r
	}
	for _, r := range run.Table("naming").records(func(r record) bool {
		return r.text("voice") == "own" && r.text("stance") != "" && slices.Contains(shown, r.text("outlet"))
	}) {
		labels[labelKey(r)] += r.whole("matches")
		stances[labelKey(r)] = r.text("stance")
		byShare[[2]string{labelKey(r), r.text("outlet")}] = r
	}
	rateKeys, _ := categoriesApart(withMatches(rates), comparisonRates)
	labelKeys, _ := topLabels(withMatches(labels), stances, comparisonLabels)
	for _, k := range rateKeys {
		_, name, _ := strings.Cut(k, "/")
		c.Heads = append(c.Heads, comparisonHead{name, "per 1,000 words", "Matches of category " + k + " in the outlet's own voice, of its words of narration"})
	}
	for _, k := range labelKeys {
		referent, label, _ := strings.Cut(k, "/")
		c.Heads = append(c.Heads, comparisonHead{"“" + plainLabel(label) + "”", "% of " + referent, "Share of the label in all mentions of " + referent + " in the outlet's own voice"})
	}
	for _, r := range run.Table("outlets").records(func(r record) bool { return slices.Contains(shown, r.text("outlet")) }) {
		o := r.text("outlet")
		row := comparisonRow{Outlet: o}
		words := max(float64(r.whole("words")), 1)
		row.Cells = []comparisonCell{
			{Text: grouped(r.whole("documents")), Query: queryOf(r).String()},
			{Text: grouped(r.whole("words"))},
			{Text: fixed(100*float64(r.whole("own_words"))/words, 0)},
			{Text: fixed(100*float64(r.whole("quoted_words"))/words, 0)},
		}
		for _, k := range rateKeys {
			row.Cells = append(row.Cells, comparisonOf(byRate[[2]string{k, o}], "rate", 1))
		}
		for _, k := range labelKeys {
			row.Cells = append(row.Cells, comparisonOf(byShare[[2]string{k, o}], "share", 100))
		}
		c.Rows = append(c.Rows, row)
	}
	slices.SortStableFunc(c.Rows, func(a, b comparisonRow) int { return run.paletteIndex(a.Outlet) - run.paletteIndex(b.Outlet) })
	return c
}

func withMatches(totals map[string]int64) map[string]int64 {
	out := map[string]int64{}
	for k, n := range totals {
		if n > 0 {
			out[k] = n
		}
	}
	return out
}

func comparisonOf(r record, column string, scale float64) comparisonCell {
	if r.table == nil {
		return comparisonCell{Text: "–", Note: "no chance"}
	}
	x, ok := r.num(column)
	if !ok {
		return comparisonCell{Text: "–", Note: r.text("note")}
	}
	c := comparisonCell{Text: short(x * scale), Query: queryOf(r).String(), Note: r.text("note")}
	lo, okLo := r.num(column + "_lo")
	hi, okHi := r.num(column + "_hi")
	if okLo && okHi {
		c.Range = short(lo*scale) + " – " + short(hi*scale)
	}
	return c
}
