package analysis

import (
	"cmp"
	"math"
	"slices"

	"slant/analysis/stat"
	"slant/analysis/voice"
)

// InfluenceRow says what a number hangs on.
type InfluenceRow struct {
	Quantity
	Outlet          string
	Estimate        stat.Estimate
	Document        string  // whose removal moves the estimate most; empty when none does
	WithoutDocument float64 // the estimate without it
	Term            string  // whose removal moves a rate most; empty for other measures
	WithoutTerm     float64
}

// influences leaves out, one after the other, every document and every term
// of every quantity of the outlets' own voice.
func (s *study) influences() []func() {
	main := s.main()
	parts := make([][]InfluenceRow, len(main))
	var jobs []func()
	for i, g := range main {
		jobs = append(jobs, func() { parts[i] = s.influence(g) })
	}
	s.finish = append(s.finish, func(r *Results) { r.Influence = slices.Concat(parts...) })
	return jobs
}

func (s *study) influence(g *group) []InfluenceRow {
	var rows []InfluenceRow
	for n, qs := range s.bases {
		if qs[0].Voice != int(voice.Own) {
			continue
		}
		m := g.measured(s, n)
		for i, q := range qs {
			x := m.columns[i]
			if len(x.Index) == 0 {
				continue
			}
			row := InfluenceRow{Quantity: q, Outlet: g.outlet, Estimate: m.estimates[i], WithoutTerm: math.NaN()}
			unit, without := m.base.Influence(x, q.kind)
			row.WithoutDocument = without
			if unit >= 0 {
				row.Document = g.firstOf(m.base.Units[unit])
			}
			if q.kind == stat.Rate {
				s.strongestTerm(g, m.frame, x, &row)
			}
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b InfluenceRow) int { return cmp.Compare(a.place, b.place) })
	return rows
}

// firstOf gives the ID of the first document of a unit.
func (g *group) firstOf(unit uint64) string {
	for i := range g.records {
		if g.records[i].unit == unit {
			return g.records[i].id
		}
	}
	return ""
}

// strongestTerm finds the term that a rate hangs on most: that with the most
// matches, the first in the lexicon of several.
func (s *study) strongestTerm(g *group, f *frame, x stat.Counts, row *InfluenceRow) {
	most, strongest := int64(0), int32(-1)
	for _, n := range row.terms {
		if m := total(f.column(g.column(variables(TermMatches, row.Voice, n), nil))); m > most {
			most, strongest = m, n
		}
	}
	if strongest < 0 {
		return
	}
	_, term := s.book.Term(strongest)
	row.Term = term.Pattern
	row.WithoutTerm = stat.Rate.Scale() * float64(total(x)-most) / float64(sum(f.base.Y))
}
