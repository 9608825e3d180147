package lexicons

import (
	"fmt"
	"strings"

	"slant/analysis/diag"
)

// vbpro reads VBPro's dictionaries: a category as >>name<<, then a pattern a
// line. Categories do not nest.
func (r *reading) vbpro() {
	category := ""
	for n, line := range r.lines() {
		text := strings.TrimSpace(line)
		if text == "" {
			continue
		}
		at := r.at(n, 1+strings.Index(line, text))
		if strings.HasPrefix(text, ">>") && strings.HasSuffix(text, "<<") && len(text) >= 4 {
			category = r.dottedName(text[2:len(text)-2], at)
			r.category(category, at)
			continue
		}
		if category == "" {
			r.report(diag.Warning, at, "category", fmt.Sprintf("%q stands before the first category", cut(text)), "")
			category = r.unnamed(at)
		}
		r.term(EscapePattern(spaced(text), "*?"), category, at)
	}
}

// writeVBPro writes a VBPro dictionary.
func (w *writing) writeVBPro() {
	places := w.byCategory()
	for _, c := range w.lexicon.Categories {
		w.out.WriteString(">>" + c.Name + "<<\n")
		for _, i := range places[c.Name] {
			w.out.WriteString(w.wordings[i] + "\n")
		}
	}
}
