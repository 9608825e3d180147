package lexicons

import "strings"

// plain reads a list: a term a line, in slant's pattern language. Empty lines
// and lines that begin with # are skipped; a term that begins with # is
// written \#.
func (r *reading) plain() {
	for n, line := range r.lines() {
		term := strings.TrimSpace(line)
		if term == "" || term[0] == '#' {
			continue
		}
		at := r.at(n, 1+strings.Index(line, term))
		if strings.HasPrefix(term, `\#`) {
			term = term[1:]
		}
		r.term(spaced(term), r.unnamed(at), at)
	}
}

// writePlain writes a list under a comment with its name, which also keeps its
// first term from being taken for the sign of another format.
func (w *writing) writePlain() {
	w.out.WriteString("# " + spaced(w.lexicon.Name) + "\n")
	for _, t := range w.terms {
		if strings.HasPrefix(t.Pattern, "#") {
			w.out.WriteByte('\\')
		}
		w.out.WriteString(t.Pattern)
		w.out.WriteByte('\n')
	}
}
