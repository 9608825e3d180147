package analysis

import (
	"slices"

	"slant/analysis/stat"
)

// frame is a base by resampled unit, without the units whose base is zero:
// they are no evidence for or against.
type frame struct {
	g     *group
	base  stat.Base
	units []int32 // of the group, in the base
	place []int32 // by unit of the group: its place in base, -1 when left out; nil where the base is small
	leave []bool  // by document: those whose counts are left out; nil for none
	same  bool    // every document is a unit and every unit in the base
}

// frame gives the frame of a base by document. What leave marks is left out.
func (g *group) frame(y stat.Counts, leave []bool) *frame {
	sums := newGather(len(y.Index), len(g.units))
	for k, i := range y.Index {
		if leave == nil || !leave[i] {
			sums.add(g.unitOf[i], y.N[k])
		}
	}
	by := sums.column()
	f := &frame{g: g, leave: leave, base: stat.Base{Weight: g.weight, Units: make([]uint64, 0, len(by.Index)), Y: by.N[:0]}, units: by.Index[:0]}
	for k, u := range by.Index {
		if n := by.N[k]; n != 0 {
			f.base.Units, f.base.Y = append(f.base.Units, g.units[u]), append(f.base.Y, n)
			f.units = append(f.units, u)
		}
	}
	f.same = leave == nil && len(f.units) == len(g.records)
	if !f.same && 8*len(f.units) >= len(g.units) {
		f.place = make([]int32, len(g.units))
		for u := range f.place {
			f.place[u] = -1
		}
		for k, u := range f.units {
			f.place[u] = int32(k)
		}
	}
	return f
}

// column gives a column by document as one by unit of the frame.
func (f *frame) column(x stat.Counts) stat.Counts {
	if f.same {
		return x
	}
	sums := newGather(len(x.Index), len(f.units))
	for k, i := range x.Index {
		if f.leave != nil && f.leave[i] {
			continue
		}
		u := f.g.unitOf[i]
		if f.place != nil {
			if p := f.place[u]; p >= 0 {
				sums.add(p, x.N[k])
			}
		} else if p, ok := slices.BinarySearch(f.units, u); ok {
			sums.add(int32(p), x.N[k])
		}
	}
	out := sums.column()
	out.Signed = x.Signed
	return out
}

// full gives a number by document as a column.
func full(ns []int64) stat.Counts {
	c := stat.Counts{Index: make([]int32, 0, len(ns)), N: make([]int64, 0, len(ns))}
	for i, n := range ns {
		if n != 0 {
			c.Index, c.N = append(c.Index, int32(i)), append(c.N, n)
		}
	}
	return c
}

// judgments are the scores in one document, or one unit.
type judgments struct {
	at     int32
	judged int64
	sum    int64
}

// mean estimates the mean score of the judged mentions in some columns, and
// tells how many documents have any. It belongs to the outlet's own rows.
func (g *group) mean(columns ...scoreColumn) (stat.Estimate, int) {
	var list []judgments
	for _, c := range columns {
		list = slices.Grow(list, int(c.documents))
		c.each(func(i int32, s *scoreSums) { list = append(list, judgments{i, s.judged(), s.sum}) })
	}
	if len(columns) > 1 {
		list = joinJudgments(list)
	}
	documents := len(list)
	if len(g.units) < len(g.records) {
		for k := range list {
			list[k].at = g.unitOf[list[k].at]
		}
		list = joinJudgments(list)
	}
	base := stat.Base{Weight: g.weight, Y: make([]int64, 0, len(list))}
	x := stat.Counts{Index: make([]int32, 0, len(list)), N: make([]int64, 0, len(list))}
	for _, j := range list {
		if j.judged != 0 {
			x.Index, x.N = append(x.Index, int32(len(base.Y))), append(x.N, j.sum)
			base.Y = append(base.Y, j.judged)
		}
	}
	return g.own.Ratio(base, x, stat.Mean), documents
}

// joinJudgments puts those of one place together, in order of place.
func joinJudgments(list []judgments) []judgments {
	byPlace := func(a, b judgments) int { return int(a.at) - int(b.at) }
	if !slices.IsSortedFunc(list, byPlace) {
		slices.SortFunc(list, byPlace)
	}
	out := list[:0]
	for _, j := range list {
		if n := len(out) - 1; n >= 0 && out[n].at == j.at {
			out[n].judged += j.judged
			out[n].sum += j.sum
			continue
		}
		out = append(out, j)
	}
	return out
}
