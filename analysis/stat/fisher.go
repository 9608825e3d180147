package stat

import "math"

// Fisher gives Fisher's exact test of the table: the conditional maximum
// likelihood estimate of the odds ratio (not AD/BC) and the two-sided p-value,
// the probability of all tables with these margins that are no likelier than
// this one. Both are R's fisher.test.
func (t Fourfold) Fisher() (oddsRatio, p float64) {
	h := newHypergeometric(t)
	return h.oddsRatio(t.A), h.twoSided(t.A)
}

// hypergeometric is the distribution of A given the margins: log probability
// of each value from first on, at odds ratio 1, up to a constant.
type hypergeometric struct {
	first int64
	log   []float64
}

func newHypergeometric(t Fourfold) hypergeometric {
	word, target, reference := t.A+t.B, t.A+t.C, t.B+t.D
	first, last := max(0, word-reference), min(word, target)
	h := hypergeometric{first, make([]float64, last-first+1)}
	for i := range h.log {
		a := first + int64(i)
		h.log[i] = logChoose(target, a) + logChoose(reference, word-a)
	}
	most := math.Inf(-1)
	for _, l := range h.log {
		most = max(most, l)
	}
	for i := range h.log {
		h.log[i] -= most
	}
	return h
}

func logChoose(n, k int64) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}

// mean gives the expectation of A at an odds ratio.
func (h hypergeometric) mean(logOdds float64) float64 {
	most := math.Inf(-1)
	for i, l := range h.log {
		most = max(most, l+float64(float64(i)*logOdds))
	}
	var sum, weighted float64
	for i, l := range h.log {
		w := math.Exp(l + float64(float64(i)*logOdds) - most)
		sum += w
		weighted += float64(w * float64(h.first+int64(i)))
	}
	return weighted / sum
}

// oddsRatio solves mean = a by bisection on the logarithm.
func (h hypergeometric) oddsRatio(a int64) float64 {
	last := h.first + int64(len(h.log)) - 1
	switch {
	case h.first == last:
		return math.NaN() // the margins leave no choice
	case a == h.first:
		return 0
	case a == last:
		return math.Inf(1)
	}
	lo, hi := -50.0, 50.0
	for range 100 {
		mid := (lo + hi) / 2
		if h.mean(mid) < float64(a) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return math.Exp((lo + hi) / 2)
}

func (h hypergeometric) twoSided(a int64) float64 {
	// R's tolerance: tables as likely as this one, but for rounding, count.
	limit := h.log[a-h.first] + 1e-7
	var sum, tail float64
	for _, l := range h.log {
		w := math.Exp(l)
		sum += w
		if l <= limit {
			tail += w
		}
	}
	return min(tail/sum, 1)
}
