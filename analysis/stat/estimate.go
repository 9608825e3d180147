package stat

import (
	"math"
	"strconv"
)

// Estimate is a number with its uncertainty. What is not estimable is NaN,
// and the flags say so.
type Estimate struct {
	Center     float64 // the ratio of the sums, in the unit of the measure
	Lo, Hi     float64 // the interval
	Confidence float64 // of the interval, 0.95 say
	N          int     // units with a denominator
	OK         bool    // whether Center is defined
	Interval   bool    // whether Lo and Hi are
	Warnings   []Warning
}

// Warning says why a number is missing or weak, and what would mend it. It is
// not an error: it becomes a footnote.
type Warning struct {
	Reason Reason
	Text   string
}

// Reason is a short key to group warnings by.
type Reason string

const (
	NoBase    Reason = "no-base"    // nothing to divide by
	FewUnits  Reason = "few-units"  // fewer units than Options.MinUnits
	FewOrders Reason = "few-orders" // too few arrangements for a test to tell anything
	Floor     Reason = "floor"      // the smallest p-value that so many draws can show
	Unlike    Reason = "unlike"     // units of the two groups differ so much in size that the test is rough
)

// Estimate gives the ratio of the sums and the interval with one more document
// against it; see the package comment for its formulas.
func (o Options) Estimate(m Moments, k Measure) Estimate {
	e := o.center(m, k)
	if e.Interval {
		e.Lo, e.Hi = o.bounds(m, k, o.spread(m.N))
	}
	return e
}

// Ratio sums a numerator and a denominator over units and gives the estimate.
func (o Options) Ratio(b Base, x Counts, k Measure) Estimate {
	return o.Estimate(b.Moments(x), k)
}

// Ratios is Ratio for several numerators over one base, which is summed once.
func (o Options) Ratios(b Base, xs []Counts, k Measure) []Estimate {
	return o.Estimator().Ratios(b, xs, k)
}

// Taylor gives the textbook interval beside the default one: the linearised
// variance with a quantile of Student's t on units − 1 degrees of freedom,
// cut off at the bounds of the measure. It covers too little where matches
// are few: see the table in the package comment.
func (o Options) Taylor(m Moments, k Measure) Estimate {
	e := o.center(m, k)
	if e.Interval {
		s := m.sums()
		se := math.Sqrt(s.variance() * s.n / (s.n - 1))
		half := float64(studentQuantile(1-o.tail(), s.n-1) * se * k.Scale())
		e.Lo, e.Hi = k.clip(e.Center-half), k.clip(e.Center+half)
	}
	return e
}

// center gives the estimate without its interval, and whether there is to be
// one.
func (o Options) center(m Moments, k Measure) Estimate {
	e := Estimate{
		Center:     math.NaN(),
		Lo:         math.NaN(),
		Hi:         math.NaN(),
		Confidence: o.confidence(),
		N:          int(m.N),
	}
	if m.Y <= 0 {
		e.Warnings = []Warning{{NoBase, "nothing to count on: " + baseName(k) + " here; widen the corpus or leave the row out"}}
		return e
	}
	e.OK = true
	e.Center = m.Ratio() * k.Scale()
	if w, few := o.few(e.N); few {
		e.Warnings = []Warning{w}
		return e
	}
	e.Interval = true
	return e
}

// few reports whether so few units are too few for an interval, and says so.
func (o Options) few(n int) (Warning, bool) {
	if n >= o.Least() {
		return Warning{}, false
	}
	return Warning{FewUnits, documents(n) + ": an interval needs at least " + strconv.Itoa(o.Least()) + "; add documents or pool outlets"}, true
}

func documents(n int) string {
	if n == 1 {
		return "1 document"
	}
	return strconv.Itoa(n) + " documents"
}

func baseName(k Measure) string {
	switch k {
	case Share:
		return "no chances to choose a label"
	case Mean:
		return "no mentions"
	}
	return "no words"
}
