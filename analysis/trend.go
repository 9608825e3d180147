package analysis

import (
	"slices"
	"time"

	"slant/analysis/stat"
)

// Period is the length of time that a point of a trend stands for.
type Period string

// The periods there are; the empty one is chosen by the time covered.
const (
	Day   Period = "day"
	Week  Period = "week"
	Month Period = "month"
	Year  Period = "year"
)

// Periods are the values of --by.
var Periods = []Period{Day, Week, Month, Year}

// TrendRow is a quantity in one outlet in one period.
type TrendRow struct {
	Quantity
	Start     string // first day of the period
	Outlet    string
	Documents int
	Estimate  stat.Estimate
}

// start gives the first day of the period that a day lies in: weeks begin on
// Monday, as in ISO 8601.
func (p Period) start(day string) string {
	switch p {
	case Year:
		return day[:4] + "-01-01"
	case Month:
		return day[:7] + "-01"
	case Week:
		if t, err := time.Parse(time.DateOnly, day); err == nil {
			return t.AddDate(0, 0, -(int(t.Weekday())+6)%7).Format(time.DateOnly)
		}
	}
	return day
}

// next gives the first day of the period that follows the one starting at day.
func (p Period) next(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	switch p {
	case Year:
		t = t.AddDate(1, 0, 0)
	case Month:
		t = t.AddDate(0, 1, 0)
	case Week:
		t = t.AddDate(0, 0, 7)
	default:
		t = t.AddDate(0, 0, 1)
	}
	return t.Format(time.DateOnly)
}

// A trend has at most about this many points: the period is the shortest that
// keeps to it.
const trendPoints = 60

// choose gives the shortest period that cuts the time from first to last into
// not too many points.
func choose(first, last string) Period {
	a, err := time.Parse(time.DateOnly, first)
	b, failed := time.Parse(time.DateOnly, last)
	if err != nil || failed != nil {
		return Month
	}
	days := int(b.Sub(a).Hours()/24) + 1
	switch {
	case days <= trendPoints:
		return Day
	case days <= 7*trendPoints:
		return Week
	case days <= 30*trendPoints:
		return Month
	}
	return Year
}

// dense gives the shortest period from the given one on, up to a month, in
// which the main outlets have documents enough for an interval on average:
// points without intervals show nothing.
func (s *study) dense(period Period) Period {
	for _, longer := range []Period{Week, Month} {
		documents, points := 0, 0
		for _, g := range s.main() {
			starts, _ := g.periods(period)
			documents += len(g.records)
			points += len(starts)
		}
		if documents >= points*s.options.Stat.Least() {
			break
		}
		if period == Day || period == Week && longer == Month {
			period = longer
		}
	}
	return period
}

// trends estimates every quantity of the main outlets by period. A period
// without documents between the outlet's first and last has rows without an
// estimate: the gap is to be seen.
func (s *study) trends() []func() {
	first, last := "", ""
	for i := range s.whole.records {
		if d := s.whole.records[i].date; d != "" {
			if first == "" || d < first {
				first = d
			}
			last = max(last, d)
		}
	}
	if first == "" || first == last {
		return nil
	}
	period := s.options.Period
	if period == "" {
		period = s.dense(choose(first, last))
	}
	main := s.main()
	parts := make([][]TrendRow, len(main))
	var jobs []func()
	for i, g := range main {
		jobs = append(jobs, func() { parts[i] = s.trend(g, period) })
	}
	s.finish = append(s.finish, func(r *Results) { r.Trends = slices.Concat(parts...) })
	return jobs
}

// trend gives the rows of one outlet.
func (s *study) trend(g *group, period Period) []TrendRow {
	starts, periodOf := g.periods(period)
	documents := make([]int, len(starts))
	for _, p := range periodOf {
		if p >= 0 {
			documents[p]++
		}
	}
	rows := make([][]TrendRow, len(s.quantities))
	for _, qs := range s.bases {
		cut := g.cutByPeriod(g.denominator(s.book, qs[0].base), periodOf, len(starts))
		var asked []Quantity
		columns := make([][]stat.Counts, len(starts)) // by period, of what is asked
		for _, q := range qs {
			x := g.numerator(&q)
			if q.kind != stat.Mean && len(x.Index) == 0 {
				continue
			}
			asked = append(asked, q)
			for p, c := range cut.columns(x, periodOf) {
				columns[p] = append(columns[p], c)
			}
		}
		if len(asked) == 0 {
			continue
		}
		estimates := make([][]stat.Estimate, len(starts))
		for p := range starts {
			estimates[p] = s.options.Stat.Ratios(cut.bases[p], columns[p], qs[0].kind)
		}
		for k, q := range asked {
			rows[q.place] = make([]TrendRow, 0, len(starts))
			for p, start := range starts {
				rows[q.place] = append(rows[q.place], TrendRow{Quantity: q, Start: start, Outlet: g.outlet, Documents: documents[p], Estimate: estimates[p][k]})
			}
		}
	}
	return slices.Concat(rows...)
}

// periodCut is a base cut by period: for each a base of units, which have in it
// what their documents of that period have.
type periodCut struct {
	bases []stat.Base
	place []int32 // by document: its unit's place in the base of its period, or -1
}

// cutByPeriod cuts a base by document into n periods.
func (g *group) cutByPeriod(y stat.Counts, periodOf []int32, n int) periodCut {
	cut := periodCut{bases: make([]stat.Base, n), place: make([]int32, len(g.records))}
	type inPeriod struct{ unit, period int32 }
	known := make(map[inPeriod]int32) // of units with several documents
	for p := range cut.bases {
		cut.bases[p].Weight = g.weight
	}
	for i := range cut.place {
		cut.place[i] = -1
	}
	for k, i := range y.Index {
		p := periodOf[i]
		if p < 0 || y.N[k] == 0 {
			continue
		}
		base := &cut.bases[p]
		at, ok := int32(len(base.Y)), false
		if g.records[i].copies > 1 {
			if at, ok = known[inPeriod{g.unitOf[i], p}]; !ok {
				at = int32(len(base.Y))
				known[inPeriod{g.unitOf[i], p}] = at
			}
		}
		if !ok {
			base.Units, base.Y = append(base.Units, g.units[g.unitOf[i]]), append(base.Y, 0)
		}
		base.Y[at] += y.N[k]
		cut.place[i] = at
	}
	// A copy without a base of its own belongs to its unit all the same.
	for i := range cut.place {
		if cut.place[i] < 0 && len(known) > 0 {
			if at, ok := known[inPeriod{g.unitOf[i], periodOf[i]}]; ok {
				cut.place[i] = at
			}
		}
	}
	return cut
}

// columns cuts a column by document.
func (c *periodCut) columns(x stat.Counts, periodOf []int32) []stat.Counts {
	sums := make([]gather, len(c.bases))
	for k, i := range x.Index {
		if c.place[i] >= 0 {
			sums[periodOf[i]].add(c.place[i], x.N[k])
		}
	}
	out := make([]stat.Counts, len(c.bases))
	for p := range sums {
		out[p] = sums[p].column()
		out[p].Signed = x.Signed
	}
	return out
}

// periods gives the first days of the periods from the outlet's first document
// to its last, and each document's period; -1 for those without a date.
func (g *group) periods(period Period) (starts []string, of []int32) {
	first, last := "", ""
	for i := range g.records {
		if d := g.records[i].date; d != "" {
			d = period.start(d)
			if first == "" || d < first {
				first = d
			}
			last = max(last, d)
		}
	}
	place := make(map[string]int32)
	for d := first; d != "" && d <= last; d = period.next(d) {
		place[d] = int32(len(starts))
		starts = append(starts, d)
	}
	of = make([]int32, len(g.records))
	for i := range g.records {
		of[i] = -1
		if d := g.records[i].date; d != "" {
			of[i] = place[period.start(d)]
		}
	}
	return starts, of
}
