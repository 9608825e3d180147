package analysis

import (
	"cmp"
	"math"
	"slices"

	"slant/analysis/stat"
)

// Rest is the name, in contrasts, of all outlets but the first of the pair.
const Rest = "(all others)"

// ContrastRow compares two outlets, or one with all others, on one quantity.
type ContrastRow struct {
	Quantity
	A, B string
	stat.Comparison
	Q    float64 // Benjamini–Hochberg over all rows with a test; NaN without one
	Note string
}

// side is one of the two groups of a contrast: documents of a group, some of
// which may be left out.
type side struct {
	name  string
	g     *group
	leave []bool // by document; nil leaves out none
}

// contrasts compares the main outlets in pairs and each with all others.
func (s *study) contrasts() []func() {
	type pair struct{ a, b side }
	var pairs []pair
	main := s.main()
	for i, g := range main {
		for _, h := range main[i+1:] {
			pairs = append(pairs, pair{side{g.outlet, g, nil}, side{h.outlet, h, nil}})
		}
	}
	if len(s.groups) > 2 {
		for _, g := range main {
			leave := make([]bool, len(s.whole.records))
			for i := range s.whole.records {
				leave[i] = s.whole.records[i].outlet == g.outlet
			}
			pairs = append(pairs, pair{side{g.outlet, g, nil}, side{Rest, s.whole, leave}})
		}
	}
	for _, date := range s.options.Events {
		for _, g := range main {
			before, after := make([]bool, len(g.records)), make([]bool, len(g.records))
			for i := range g.records {
				d := g.records[i].date
				before[i], after[i] = d == "" || d >= date, d == "" || d < date
			}
			pairs = append(pairs, pair{side{g.outlet + " from " + date, g, after}, side{g.outlet + " before " + date, g, before}})
		}
	}
	parts := make([][]ContrastRow, len(pairs))
	var jobs []func()
	for i, p := range pairs {
		jobs = append(jobs, func() { parts[i] = s.compare(p.a, p.b) })
	}
	s.finish = append(s.finish, func(r *Results) { r.Contrasts = family(slices.Concat(parts...)) })
	return jobs
}

// main gives the outlets that are compared: the largest of those that have
// documents enough, in order of name.
func (s *study) main() []*group {
	var out []*group
	for _, g := range s.groups {
		if len(g.units) >= s.options.Stat.Least() {
			out = append(out, g)
		}
	}
	slices.SortStableFunc(out, func(a, b *group) int { return len(b.units) - len(a.units) })
	out = out[:min(mainOutlets, len(out))]
	slices.SortFunc(out, byOutlet)
	return out
}

// compare compares two sides on every quantity that both can be measured on.
// A quantity that neither side has any of is left out: there is no question.
func (s *study) compare(a, b side) []ContrastRow {
	var rows []ContrastRow
	for n, qs := range s.bases {
		x := a.measured(s, n)
		if len(x.base.Units) < s.options.Stat.Least() {
			continue
		}
		y := b.measured(s, n)
		if len(y.base.Units) < s.options.Stat.Least() {
			continue
		}
		var asked []int
		for i, q := range qs {
			if q.kind == stat.Mean || len(x.columns[i].Index) > 0 || len(y.columns[i].Index) > 0 {
				asked = append(asked, i)
			}
		}
		if len(asked) == 0 {
			continue
		}
		for i, c := range s.options.Stat.Compares(x.side(asked), y.side(asked), qs[0].kind) {
			rows = append(rows, ContrastRow{Quantity: qs[asked[i]], A: a.name, B: b.name, Comparison: c, Q: math.NaN(), Note: warnings(c.Warnings)})
		}
	}
	slices.SortFunc(rows, func(a, b ContrastRow) int { return cmp.Compare(a.place, b.place) })
	return rows
}

// measured gives what the quantities of base n come to on this side.
func (s *side) measured(of *study, n int) *measured {
	if s.leave == nil {
		return s.g.measured(of, n)
	}
	return s.g.measure(of.book, of.bases[n], s.leave)
}

// family corrects the tests of one table for their number.
func family(rows []ContrastRow) []ContrastRow {
	p := make([]float64, len(rows))
	for i := range rows {
		p[i] = rows[i].P
	}
	for i, q := range stat.BenjaminiHochberg(p) {
		rows[i].Q = q
	}
	return rows
}
