package lexicons

import (
	"fmt"
	"regexp"
	"strings"

	"slant/analysis/diag"
)

// wordstat reads the .cat of WordStat: tabs at the start of a line nest it, a
// line that ends in a number in brackets is a term with that weight, any
// other a category. A low line in a term stands for a space; * and ? are
// wildcards. Lines that begin with @ are rules on the distance of words,
// which slant does not know: they are reported and left out.
func (r *reading) wordstat() {
	type level struct {
		depth int
		name  string
	}
	var above []level
	for n, line := range r.lines() {
		text := strings.TrimSpace(line)
		if text == "" {
			continue
		}
		depth := len(line) - len(strings.TrimLeft(line, "\t"))
		at := r.at(n, 1+strings.Index(line, text))
		for len(above) > 0 && above[len(above)-1].depth >= depth {
			above = above[:len(above)-1]
		}
		category := ""
		if len(above) > 0 {
			category = above[len(above)-1].name
		}
		m := weighted.FindStringSubmatch(text)
		switch {
		case strings.HasPrefix(text, "@"):
			r.report(diag.Warning, at, "rule", fmt.Sprintf("the rule %q is left out", cut(text)), `words near each other are written "words*"~5`)
		case m == nil:
			name := r.nodeName(text, at)
			if category != "" {
				name = category + "." + name
			}
			above = append(above, level{depth, name})
			r.category(name, at)
		default:
			if category == "" {
				category = r.unnamed(at)
			}
			t := r.term(EscapePattern(spaced(strings.ReplaceAll(m[1], "_", " ")), "*?"), category, at)
			t.Weight = r.milli(strings.Replace(m[2], ",", ".", 1), at)
		}
	}
}

var weighted = regexp.MustCompile(`^(.*\S)\s*\(\s*([+-]?[0-9]+(?:[.,][0-9]+)?)\s*\)$`)

// writeWordStat writes a .cat.
func (w *writing) writeWordStat() {
	places := w.byCategory()
	w.tree(func(c Category, name string, depth int) {
		if weighted.MatchString(name) {
			name = w.unbracketed(c, name)
		}
		if strings.HasPrefix(name, "@") {
			w.report(diag.Warning, c.At, fmt.Sprintf("category %q would be a rule there; its @ is left out", name))
			name = strings.TrimLeft(name, "@")
		}
		w.out.WriteString(strings.Repeat("\t", depth) + name + "\n")
		for _, i := range places[c.Name] {
			w.out.WriteString(strings.Repeat("\t", depth+1) + strings.ReplaceAll(w.wordings[i], " ", "_") + " (" + w.terms[i].Weight.String() + ")\n")
		}
	})
}

// unbracketed gives the name of a category without brackets, which would be
// read as something else.
func (w *writing) unbracketed(c Category, name string) string {
	w.report(diag.Warning, c.At, fmt.Sprintf("the brackets of category %q are left out: they mean something else in %s", name, w.format))
	return spaced(strings.NewReplacer("(", "", ")", "").Replace(name))
}
