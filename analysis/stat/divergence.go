package stat

import (
	"math"
	"slices"
)

// JensenShannon gives the Jensen–Shannon divergence in bits between two
// distributions given as counts: ½KL(P‖M) + ½KL(Q‖M) with M their mean (Lin
// 1991). It is 0 for equal and 1 for disjoint distributions, and NaN where one
// side has no counts. p and q count the same things in the same order.
// (scattertext's DeltaJSDivergence has the share of one side where that of the
// other is due, and can be negative.)
func JensenShannon(p, q []int64) float64 {
	var n, m int64
	for i := range p {
		n += p[i]
		m += q[i]
	}
	if n <= 0 || m <= 0 {
		return math.NaN()
	}
	return jensenShannon(len(p), func(i int) (a, b float64) {
		return float64(p[i]) / float64(n), float64(q[i]) / float64(m)
	})
}

// jensenShannon compares distributions over n things given as shares.
func jensenShannon(n int, shares func(int) (p, q float64)) float64 {
	var sum float64
	for i := range n {
		p, q := shares(i)
		sum = diverge(sum, p, q)
	}
	return divergence(sum)
}

// diverge adds what one thing contributes to twice the divergence.
func diverge(sum, p, q float64) float64 {
	mean := (p + q) / 2
	switch {
	case q == 0:
		return sum + p // since p/mean is 2, whose logarithm is 1
	case p == 0:
		return sum + q
	}
	sum += float64(p * math.Log2(p/mean))
	return sum + float64(q*math.Log2(q/mean))
}

// divergence gives the divergence from twice that, against rounding.
func divergence(sum float64) float64 { return min(max(sum/2, 0), 1) }

// Divergence gives the Jensen–Shannon divergence between the labels of two
// groups, whose numerators are the labels and whose denominator is the chances
// to use one of them, with an interval over units. Two samples of one
// distribution always diverge a little, so the percentiles of the bootstrap
// lie too high by about twice its bias; they are moved down by as much, and
// apart by what one more document, wholly of one label, could change:
//
//	Lo = q(lower) − 2·bias − (J − least J with one more document)
//	Hi = q(upper) −   bias + (greatest J with one more document − J)
//
// Units in both groups have the same weights in both, as they should.
func (o Options) Divergence(a, b *Replicates) Estimate {
	e := Estimate{
		Center:     JensenShannon(a.totalX, b.totalX),
		Lo:         math.NaN(),
		Hi:         math.NaN(),
		Confidence: o.confidence(),
		N:          min(a.units, b.units),
	}
	if math.IsNaN(e.Center) {
		e.Warnings = []Warning{{NoBase, "one of the two uses none of the labels; widen the corpus or leave the pair out"}}
		return e
	}
	e.OK = true
	if w, few := o.few(e.N); few {
		e.Warnings = []Warning{w}
		return e
	}
	replicates := divergences(a, b)
	if len(replicates) == 0 {
		return e
	}
	var mean float64
	for _, j := range replicates {
		mean += j / float64(len(replicates))
	}
	bias := mean - e.Center
	least, greatest := oneMoreLabel(a, b, e.Center)
	e.Interval = true
	lo := quantile(replicates, o.tail()) - 2*bias - (e.Center - least)
	hi := quantile(replicates, 1-o.tail()) - bias + (greatest - e.Center)
	e.Lo, e.Hi = min(Share.clip(lo), e.Center), max(Share.clip(hi), e.Center)
	return e
}

// divergences gives the divergence in each replicate, in ascending order. They
// are summed label by label, since most labels are used by one group alone or
// by none.
func divergences(a, b *Replicates) []float64 {
	sums := make([]float64, a.n)
	for i := range a.x {
		if a.totalX[i] == 0 && b.totalX[i] == 0 {
			continue
		}
		for k, x := range a.x[i] {
			if a.y[k] > 0 && b.y[k] > 0 {
				sums[k] = diverge(sums[k], float64(x)/float64(a.y[k]), float64(b.x[i][k])/float64(b.y[k]))
			}
		}
	}
	out := sums[:0]
	for k, sum := range sums {
		if a.y[k] > 0 && b.y[k] > 0 {
			out = append(out, divergence(sum))
		}
	}
	slices.Sort(out)
	return out
}

// oneMoreLabel gives the least and the greatest divergence if either group had
// one more document of average size with one label throughout.
func oneMoreLabel(a, b *Replicates, now float64) (least, greatest float64) {
	least, greatest = now, now
	share := func(r *Replicates, i, label int, more float64) float64 {
		x := float64(r.totalX[i])
		if i == label {
			x += more
		}
		return x / (float64(r.totalY) + more)
	}
	for label := range a.x {
		j := jensenShannon(len(a.x), func(i int) (p, q float64) {
			return share(a, i, label, float64(a.totalY)/float64(a.units)), share(b, i, -1, 0)
		})
		k := jensenShannon(len(a.x), func(i int) (p, q float64) {
			return share(a, i, -1, 0), share(b, i, label, float64(b.totalY)/float64(b.units))
		})
		least, greatest = min(least, j, k), max(greatest, j, k)
	}
	return least, greatest
}
