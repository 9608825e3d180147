package stat

import "math"

// Wilson gives a share of documents, k of n, with the score interval of Wilson
// (1927) without continuity correction: the one R gives with
// prop.test(k, n, correct = FALSE). It is for documents that either have
// something or have not; shares of mentions cluster in documents and need
// [Options.Ratio].
func (o Options) Wilson(k, n int) Estimate {
	e := Estimate{Center: math.NaN(), Lo: math.NaN(), Hi: math.NaN(), Confidence: o.confidence(), N: n}
	if n <= 0 {
		e.Warnings = []Warning{{NoBase, "no documents here; widen the corpus or leave the row out"}}
		return e
	}
	p, m := float64(k)/float64(n), float64(n)
	e.OK, e.Center = true, p
	if w, few := o.few(n); few {
		e.Warnings = []Warning{w}
		return e
	}
	z := normalQuantile(1 - o.tail())
	z2 := float64(z * z)
	center := (p + z2/(2*m)) / (1 + z2/m)
	half := z * math.Sqrt(p*(1-p)/m+z2/(4*m*m)) / (1 + z2/m)
	e.Interval = true
	e.Lo, e.Hi = Share.clip(center-half), Share.clip(center+half)
	// At the ends the bound is the end itself; rounding must not blur it.
	if k == 0 {
		e.Lo = 0
	}
	if k == n {
		e.Hi = 1
	}
	return e
}
