package stat

// Estimator gives estimates, and remembers what it needed for intervals: most
// terms that an outlet uses it uses once or twice, so that many have the same
// sums. It is for one goroutine, and gives what [Options] gives.
type Estimator struct {
	options Options
	spreads map[int64]float64 // by number of units
	rates   map[Moments][2]float64
}

// Estimator gives an estimator that remembers nothing yet.
func (o Options) Estimator() *Estimator {
	return &Estimator{o, make(map[int64]float64), make(map[Moments][2]float64)}
}

// Ratio is [Options.Ratio].
func (e *Estimator) Ratio(b Base, x Counts, k Measure) Estimate {
	return e.estimate(b.Moments(x), k)
}

// Ratios is [Options.Ratios].
func (e *Estimator) Ratios(b Base, xs []Counts, k Measure) []Estimate {
	out := make([]Estimate, len(xs))
	over := e.Over(b)
	for i, x := range xs {
		out[i] = over.Ratio(x, k)
	}
	return out
}

// Over is a base whose denominator is summed.
type Over struct {
	estimator *Estimator
	base      Base
	total     Moments
}

// Over sums the denominator of a base, for several numerators over it.
func (e *Estimator) Over(b Base) Over { return Over{e, b, b.total()} }

// Ratio gives the estimate of one of the numerators.
func (o *Over) Ratio(x Counts, k Measure) Estimate {
	return o.estimator.estimate(o.base.with(o.total, x), k)
}

func (e *Estimator) estimate(m Moments, k Measure) Estimate {
	out := e.options.center(m, k)
	if out.Interval {
		out.Lo, out.Hi = e.interval(m, k)
	}
	return out
}

// interval gives the bounds of an estimate.
func (e *Estimator) interval(m Moments, k Measure) (lo, hi float64) {
	if k != Rate { // of which hardly two are the same
		return e.options.bounds(m, k, e.spread(m.N))
	}
	at, known := e.rates[m]
	if !known {
		at[0], at[1] = e.options.bounds(m, k, e.spread(m.N))
		e.rates[m] = at
	}
	return at[0], at[1]
}

// spread is that of the options, computed once for each number of units.
func (e *Estimator) spread(units int64) float64 {
	spread, known := e.spreads[units]
	if !known {
		spread = e.options.spread(units)
		e.spreads[units] = spread
	}
	return spread
}
