package stat

import (
	"fmt"
	"math"
	"slices"
)

// Comparison is a contrast of two groups on one measure.
type Comparison struct {
	A, B             Estimate
	Difference       float64 // A − B, in the unit of the measure
	Lo, Hi           float64 // interval of the difference
	Ratio            float64 // A / B, for rates and shares; NaN where B is 0
	RatioLo, RatioHi float64 // RatioHi is Inf where B may be 0
	P                float64 // two-sided, by permutation of units; NaN where not tested
	Exact            bool    // whether P counts every arrangement
	Arrangements     int     // how many were counted, or drawn
	Shared           int     // units that are in both groups
	Interval         bool    // whether the intervals and P are defined
	Warnings         []Warning
}

// Compare contrasts two groups: one outlet with another, with the rest of the
// corpus, or before and after a date. Units that are in both, such as copies
// of one wire text, are taken for what they are: they make the two estimates
// move together, and in the test their two halves are exchanged.
func (o Options) Compare(a Base, x Counts, b Base, y Counts, k Measure) Comparison {
	return o.Compares(Side{Base: a, Counts: []Counts{x}}, Side{Base: b, Counts: []Counts{y}}, k)[0]
}

// Side is one group of a contrast: several numerators over one base.
type Side struct {
	Base      Base
	Counts    []Counts
	Estimates []Estimate // of each, as Ratios gives them; nil where they are still to be made
}

// Compares is Compare for several numerators over the same two bases, in the
// same order on both sides; the permutations are drawn once for all of them.
func (o Options) Compares(a, b Side, k Measure) []Comparison {
	in := newOverlap(a.Base, b.Base)
	out := o.differences(in, a, b, k)
	if slices.ContainsFunc(out, func(c Comparison) bool { return c.Interval }) {
		o.permute(out, in, a.Counts, b.Counts)
	}
	return out
}

// Differences is Compares without the test: every P is NaN.
func (o Options) Differences(a, b Side, k Measure) []Comparison {
	return o.differences(newOverlap(a.Base, b.Base), a, b, k)
}

func (o Options) differences(in overlap, sideA, sideB Side, k Measure) []Comparison {
	xs, ys := sideA.Counts, sideB.Counts
	out := make([]Comparison, len(xs))
	estimatesA, estimatesB := sideA.estimates(o, k), sideB.estimates(o, k)
	for i := range out {
		c := Comparison{A: estimatesA[i], B: estimatesB[i], Shared: in.shared}
		c.Difference, c.Ratio, c.P = c.A.Center-c.B.Center, math.NaN(), math.NaN()
		c.Lo, c.Hi, c.RatioLo, c.RatioHi = math.NaN(), math.NaN(), math.NaN(), math.NaN()
		if (k == Rate || k == Share) && c.B.Center > 0 {
			c.Ratio = c.A.Center / c.B.Center
		}
		c.Interval = c.A.Interval && c.B.Interval
		if c.Interval {
			c.bounds(in.correlation(xs[i], ys[i]), k)
		} else {
			c.Warnings = o.refusal(c.A, c.B)
		}
		out[i] = c
	}
	return out
}

// estimates gives the estimates of a side.
func (s Side) estimates(o Options, k Measure) []Estimate {
	if s.Estimates == nil {
		return o.Ratios(s.Base, s.Counts, k)
	}
	return s.Estimates
}

// refusal says which of the two groups is too small.
func (o Options) refusal(a, b Estimate) []Warning {
	var out []Warning
	for _, w := range slices.Concat(a.Warnings, b.Warnings) {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// bounds recovers the intervals of difference and ratio from those of the two
// estimates and their correlation: MOVER (Zou & Donner 2008 for differences,
// Donner & Zou 2012 for ratios), which keeps the skewness of the single
// intervals and needs no normal distribution.
func (c *Comparison) bounds(correlation float64, k Measure) {
	apart := func(x, y float64) float64 {
		return math.Sqrt(max(0, float64(x*x)+float64(y*y)-float64(2*correlation*x*y)))
	}
	belowA, aboveA := c.A.Center-c.A.Lo, c.A.Hi-c.A.Center
	belowB, aboveB := c.B.Center-c.B.Lo, c.B.Hi-c.B.Center
	c.Lo = c.Difference - apart(belowA, aboveB)
	c.Hi = c.Difference + apart(aboveA, belowB)
	if math.IsNaN(c.Ratio) {
		return
	}
	a, b := c.A, c.B
	product := float64(a.Center * b.Center)
	low := product - float64(correlation*belowA*aboveB)
	lowEnd := float64(a.Lo * (2*a.Center - a.Lo))
	c.RatioLo = 0
	if lowEnd > 0 {
		c.RatioLo = lowEnd / (low + math.Sqrt(max(0, float64(low*low)-float64(lowEnd*b.Hi*(2*b.Center-b.Hi)))))
	}
	high := product - float64(correlation*aboveA*belowB)
	highEnd := float64(b.Lo * (2*b.Center - b.Lo))
	c.RatioHi = math.Inf(1)
	if highEnd > 0 {
		c.RatioHi = (high + math.Sqrt(max(0, float64(high*high)-float64(highEnd*a.Hi*(2*a.Center-a.Hi))))) / highEnd
	}
	c.RatioLo, c.RatioHi = min(c.RatioLo, c.Ratio), max(c.RatioHi, c.Ratio)
}

// maxExact is how many arrangements are enumerated; from more, samples are
// drawn.
const maxExact = 20_000

// permute fills in the p-values.
func (o Options) permute(out []Comparison, in overlap, xs, ys []Counts) {
	p := newPool(in, xs, ys)
	extreme := make([]int, len(out))
	limits := make([]limit, len(out))
	observed := p.observed()
	for i := range out {
		limits[i] = newLimit(observed.difference(i))
	}
	total, exact := p.arrangements(maxExact)
	if exact {
		p.enumerate(func(s *sample) {
			for i, l := range limits {
				extreme[i] += l.reached(s.difference(i))
			}
		})
	} else {
		total = o.replicates()
		source := newSource(o.seed(), in.a.Units, in.b.Units)
		p.drawn(&source, total, limits, extreme)
	}
	for i := range out {
		c := &out[i]
		if !c.Interval {
			continue
		}
		c.Exact, c.Arrangements = exact, total
		if exact {
			c.P = float64(extreme[i]) / float64(total)
		} else {
			// The sample observed is itself one of the arrangements.
			c.P = float64(extreme[i]+1) / float64(total+1)
		}
		if p.apart {
			c.Warnings = append(c.Warnings, Warning{Unlike,
				"hardly any documents of the two are alike in length: trust the interval more than the p-value; compare outlets or sections with articles of similar length"})
		}
		switch least := 1 / float64(total); {
		case exact && least > 1-o.confidence():
			text := fmt.Sprintf("these documents can be exchanged in only %d ways: no p-value below %.2g is possible", total, least)
			if total == 1 {
				text = "all documents that could tell the two apart are copies of each other: there is nothing to test"
			}
			c.Warnings = append(c.Warnings, Warning{FewOrders, text + "; add documents"})
		case !exact && extreme[i] == 0:
			c.Warnings = append(c.Warnings, Warning{Floor, fmt.Sprintf(
				"none of %d permutations lay as far apart: p is at most %.2g; more replicates would show a smaller one", total, c.P)})
		}
	}
}
