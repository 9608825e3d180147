package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"slant/analysis/diag"
)

// filter says which documents a run is about.
type filter struct {
	outlets  []string
	from, to string
}

// wants reports whether a document is wanted. A document without a date is
// left out as soon as either end of the time is given.
func (f *filter) wants(outlet, date string) bool {
	if len(f.outlets) > 0 && !slices.Contains(f.outlets, outlet) {
		return false
	}
	if f.from != "" && date < f.from || f.to != "" && (date > f.to || date == "") {
		return false
	}
	return true
}

// passed counts the documents that were not wanted.
type passed struct {
	documents int
	undated   int
	outlets   map[string]int
}

func (p *passed) add(outlet, date string) {
	if p.outlets == nil {
		p.outlets = make(map[string]int)
	}
	p.documents++
	p.outlets[outlet]++
	if date == "" {
		p.undated++
	}
}

func (p *passed) merge(q *passed) {
	if p.outlets == nil {
		p.outlets = make(map[string]int)
	}
	p.documents += q.documents
	p.undated += q.undated
	for outlet, n := range q.outlets {
		p.outlets[outlet] += n
	}
}

// String tells how many documents were not wanted, and why; "" for none.
func (f *filter) String(p *passed) string {
	if p.documents == 0 {
		return ""
	}
	var by []string
	for _, option := range []struct{ name, value string }{{"--outlets", strings.Join(f.outlets, ",")}, {"--from", f.from}, {"--to", f.to}} {
		if option.value != "" {
			by = append(by, option.name)
		}
	}
	s := fmt.Sprintf("%s passed over by %s", plural(p.documents, "article"), strings.Join(by, " and "))
	if p.undated > 0 && (f.from != "" || f.to != "") {
		s += fmt.Sprintf(", %s of them without a date", grouped(int64(p.undated)))
	}
	return s
}

// shownOutlets is how many outlets a hint lists.
const shownOutlets = 8

// unknown names the wanted outlets that there are no documents of. measured has
// outlet and date of every document that was wanted, by id.
func (f *filter) unknown(measured map[string][2]string, p *passed) diag.Problems {
	if len(f.outlets) == 0 {
		return nil
	}
	of := make(map[string]bool)
	for _, document := range measured {
		of[document[0]] = true
	}
	known := make([]string, 0, len(p.outlets))
	for outlet := range p.outlets {
		known = append(known, outlet)
	}
	slices.SortFunc(known, func(a, b string) int { return cmp.Or(cmp.Compare(p.outlets[b], p.outlets[a]), strings.Compare(a, b)) })
	var ps diag.Problems
	for _, outlet := range f.outlets {
		if of[outlet] || p.outlets[outlet] > 0 {
			continue
		}
		hint := diag.DidYouMean(outlet, known)
		if hint == "" && len(known) > 0 {
			hint = "there are " + strings.Join(known[:min(len(known), shownOutlets)], ", ")
			if len(known) > shownOutlets {
				hint += ", …"
			}
		}
		ps = append(ps, &diag.Problem{Severity: diag.Warning, Reason: "no-such-outlet", Message: fmt.Sprintf("--outlets: no article is of %q", outlet), Hint: hint})
	}
	return ps
}
