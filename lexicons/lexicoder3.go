package lexicons

import (
	"fmt"
	"strings"

	"slant/analysis/diag"
)

// lexicoder3 reads Lexicoder's .lc3: a category on a line that begins with +,
// its patterns on the lines below, each after a space. Categories do not nest.
func (r *reading) lexicoder3() {
	category := ""
	for n, line := range r.lines() {
		text := strings.TrimSpace(line)
		if text == "" {
			continue
		}
		at := r.at(n, 1+strings.Index(line, text))
		if line[0] == '+' {
			category = r.dottedName(text[1:], at)
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

// writeLexicoder3 writes an .lc3.
func (w *writing) writeLexicoder3() {
	places := w.byCategory()
	for _, c := range w.lexicon.Categories {
		w.out.WriteString("+" + c.Name + "\n")
		for _, i := range places[c.Name] {
			w.out.WriteString(" " + w.wordings[i] + "\n")
		}
	}
}
