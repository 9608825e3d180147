package reports

import (
	"cmp"
	"slices"
	"strings"

	"slant/analysis"
	"slant/analysis/diag"
	"slant/analysis/voice"
)

// ProblemsTable gives all that was wrong with the inputs, by place.
func ProblemsTable(ps diag.Problems) *Table {
	t := Schema("problems")
	for _, p := range ps {
		message := p.Message
		if p.Hint != "" {
			message += "; " + p.Hint
		}
		t.Rows = append(t.Rows, []Value{Text(p.File), positive(p.Line), positive(p.Column), Text(p.Reason), Text(message), Text(p.Severity.String())})
	}
	return t
}

// positive leaves the cell of an unknown line or column empty.
func positive(n int) Value {
	if n <= 0 {
		return Value{}
	}
	return Int(n)
}

// Palette gives the outlets in the order in which colours and shapes are given
// out: the largest first, so that the outlets a figure shows differ most.
func Palette(r *analysis.Results) []string {
	rows := slices.Clone(r.Outlets)
	slices.SortStableFunc(rows, func(a, b analysis.OutletRow) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), strings.Compare(a.Outlet, b.Outlet))
	})
	out := make([]string, len(rows))
	for i := range rows {
		out[i] = rows[i].Outlet
	}
	return out
}

// Describe fills in what a manifest says of the corpus.
func Describe(m *Manifest, r *analysis.Results) {
	for i := range r.Outlets {
		o := &r.Outlets[i]
		m.Outlets = append(m.Outlets, o.Outlet)
		for _, n := range o.Words[:voice.Voices] {
			m.Words += n
		}
		if o.FirstDate != "" && (m.FirstDate == "" || o.FirstDate < m.FirstDate) {
			m.FirstDate = o.FirstDate
		}
		m.LastDate = max(m.LastDate, o.LastDate)
	}
}
