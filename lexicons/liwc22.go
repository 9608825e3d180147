package lexicons

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"slant/analysis/diag"
)

// liwc22 reads the .dicx of LIWC-22: a table with a column DicTerm and one
// for each category, in which X makes the term a member, a number a member
// with that weight, and nothing or 0 none.
func (r *reading) liwc22() {
	t, ok := r.openTable()
	if !ok {
		return
	}
	word := slices.Index(t.columns, "term")
	categories := make([]string, len(t.columns))
	for i, cell := range t.header {
		at := t.cell(1, i)
		switch {
		case i == word:
		case strings.TrimSpace(cell) == "":
		default:
			name := r.dottedName(cell, at)
			if slices.Contains(categories, name) {
				r.report(diag.Warning, at, "category", fmt.Sprintf("a second column for category %q; both are read", name), "")
			}
			categories[i] = name
			r.category(name, at)
		}
	}
	for {
		row, line, more := t.next()
		if !more {
			return
		}
		if row != nil {
			t.liwc22Row(row, line, word, categories)
		}
	}
}

func (t *tableReader) liwc22Row(row []string, line, word int, categories []string) {
	term, member := "", false
	if word < len(row) {
		term = spaced(row[word])
	}
	for i, value := range row {
		value = strings.TrimSpace(value)
		if i == word || value == "" {
			continue
		}
		at := t.cell(line, i)
		if i >= len(categories) || categories[i] == "" {
			t.report(diag.Warning, at, "table", fmt.Sprintf("%q stands in a column without a category", cut(value)), "")
			continue
		}
		weight := Milli(1000)
		if !strings.EqualFold(value, "X") {
			if weight = t.weight(value, at); weight == 0 {
				continue
			}
		}
		if term == "" {
			t.report(diag.Warning, at, "term", "a row without a term", "")
			return
		}
		member = true
		t.term(EscapePattern(term, "*"), categories[i], t.cell(line, word)).Weight = weight
	}
	if term != "" && !member {
		t.report(diag.Warning, t.cell(line, word), "category", fmt.Sprintf("%q is in no category", cut(term)), "")
	}
}

// writeLIWC22 writes a .dicx.
func (w *writing) writeLIWC22() {
	out := csv.NewWriter(&w.out)
	header := []string{"DicTerm"}
	column := map[string]int{}
	for _, c := range w.lexicon.Categories {
		column[c.Name] = len(header)
		header = append(header, c.Name)
	}
	write := func(record []string) {
		if err := out.Write(record); err != nil {
			w.report(diag.Warning, diag.Position{File: w.lexicon.File}, err.Error())
		}
	}
	write(header)
	for _, word := range w.byWording() {
		row := make([]string, len(header))
		row[0] = word.wording
		for _, t := range word.terms {
			if row[column[t.Category]] = "X"; t.Weight != 1000 {
				row[column[t.Category]] = t.Weight.String()
			}
		}
		write(row)
	}
	out.Flush()
}
