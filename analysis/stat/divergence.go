package stat

import "math"

// JensenShannon gives the Jensen–Shannon divergence in bits between two
// distributions given as counts: ½KL(P‖M) + ½KL(Q‖M) with M their mean (Lin
// 1991). It is 0 for equal and 1 for disjoint distributions, and NaN where one
// side has no counts. p and q count the same things in the same order.
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

func jensenShannon(n int, shares func(int) (p, q float64)) float64 {
	var sum float64
	for i := range n {
		p, q := shares(i)
		mean := (p + q) / 2
		if p > 0 {
			sum += float64(p * math.Log2(p/mean))
		}
		if q > 0 {
			sum += float64(q * math.Log2(q/mean))
		}
	}
	return min(max(sum/2, 0), 1)
}
