package stat

import "math"

// typicalBurst is how many matches a document has that has a term at all. Over
// fourteen terms in 14,179 articles of US outlets (2012–2020; Baly et al.,
// EMNLP 2020) the mean was 2.1. It decides how far above zero the upper bound
// of a term that was never seen lies.
const typicalBurst = 2

// thousandths is what weights and scores are counted in.
const thousandths = 1000.0

// spread widens a variance for the number of units: n/(n−1) because the ratio
// was fitted to them, and (t/z)² because their variance is itself estimated.
func (o Options) spread(units int64) float64 {
	if units < 2 {
		return math.NaN()
	}
	n := float64(units)
	p := 1 - o.tail()
	t := studentQuantile(p, n-1) / normalQuantile(p)
	return t * t * n / (n - 1)
}

// bounds gives the interval with one more document against the estimate, in
// the unit of the measure.
func (o Options) bounds(m Moments, k Measure, spread float64) (lo, hi float64) {
	s, p := m.sums(), o.tail()
	one := float64(max(m.Weight, 1))
	switch k {
	case Rate:
		lo, hi = rateBounds(s, p, spread, one)
	case Share:
		lo, hi = shareBounds(s, p, spread)
	case Mean:
		// A mean in [-1, 1] is mapped to a share: q = (mean + 1) / 2.
		const scale = 1 / thousandths
		q := s
		q.x = (float64(scale*s.x) + s.y) / 2
		q.xx = (float64(scale*scale*s.xx) + float64(2*scale*s.xy) + s.yy) / 4
		q.xy = (float64(scale*s.xy) + s.yy) / 2
		lo, hi = shareBounds(q, p, spread)
		return k.clip(2*lo - 1), k.clip(2*hi - 1)
	case Score:
		switch {
		case m.Signed:
			lo, hi = scoreBounds(s, float64(m.Hits), p, spread, thousandths*one)
		case m.X < 0:
			s.x, s.xy = -s.x, -s.xy
			hi, lo = rateBounds(s, p, spread, thousandths*one)
			lo, hi = -lo, -hi
		default:
			lo, hi = rateBounds(s, p, spread, thousandths*one)
		}
	}
	return k.clip(lo * k.Scale()), k.clip(hi * k.Scale())
}

// rateBounds: gamma quantiles as in Fay & Feuer 1997, with the linearised
// variance over documents in place of the Poisson one. Above, one document
// more is reckoned with: as many matches as the document that the average
// match stands in, half as many again, and typicalBurst more. One match counts one.
func rateBounds(s sums, p, spread, one float64) (lo, hi float64) {
	mean := s.ratio()
	variance := spread * s.variance()
	lo = gammaQuantile(p, mean, variance)
	burst := float64(typicalBurst * one)
	if s.x > 0 {
		burst += float64(1.5 * s.xx / s.x)
	}
	more := s.plus(burst, s.y/s.n)
	up := more.ratio()
	variance = spread * more.variance()
	// With two or three units the variance is so large beside the mean that
	// the gamma distribution piles up at zero; its quantile over the mean is
	// largest near this shape.
	const shape = 0.2
	variance = min(variance, up*up/shape)
	return min(lo, mean), max(gammaQuantile(1-p, up, variance), mean)
}

// scoreBounds: where weights of both signs meet there is no bound to lean on,
// so normal quantiles, with one more document against the estimate on either
// side: half as far from zero again as the documents that have a match are (by
// the root of the mean square), and typicalBurst matches of weight 1 more.
func scoreBounds(s sums, hits, p, spread, one float64) (lo, hi float64) {
	burst := float64(typicalBurst * one)
	if hits > 0 {
		burst += float64(1.5 * math.Sqrt(s.xx/hits))
	}
	z := normalQuantile(1 - p)
	down, up := s.plus(-burst, s.y/s.n), s.plus(burst, s.y/s.n)
	lo = down.ratio() - float64(z*math.Sqrt(spread*down.variance()))
	hi = up.ratio() + float64(z*math.Sqrt(spread*up.variance()))
	return lo, hi
}

// shareBounds: beta quantiles, as in Korn & Graubard 1998, around the share
// that one more document of average size would make of it: with every chance
// taken for the upper bound, with none for the lower one.
func shareBounds(s sums, p, spread float64) (lo, hi float64) {
	share := s.ratio()
	size := s.y / s.n
	down, up := s.plus(0, size), s.plus(size, size)
	lo = betaQuantile(p, down.ratio(), spread*down.variance())
	hi = betaQuantile(1-p, up.ratio(), spread*up.variance())
	return min(lo, share), max(hi, share)
}
