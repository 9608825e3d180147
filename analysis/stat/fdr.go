package stat

import (
	"cmp"
	"math"
	"slices"
)

// BenjaminiHochberg gives the q-value of each p-value: the smallest false
// discovery rate at which it would be called a discovery (Benjamini & Hochberg
// 1995, the step-up procedure; R's p.adjust with "BH"). A p-value that is NaN
// was not tested: it is kept out of the family and stays NaN.
func BenjaminiHochberg(p []float64) []float64 {
	q := make([]float64, len(p))
	type test struct {
		p  float64
		at int
	}
	family := make([]test, 0, len(p))
	for i := range p {
		q[i] = math.NaN()
		if !math.IsNaN(p[i]) {
			family = append(family, test{p[i], i})
		}
	}
	// In which order equals come is all one: they get the q-value of the last.
	slices.SortFunc(family, func(a, b test) int { return cmp.Compare(a.p, b.p) })
	least := 1.0
	for rank := len(family); rank > 0; rank-- {
		t := family[rank-1]
		least = min(least, t.p*float64(len(family))/float64(rank))
		q[t.at] = least
	}
	return q
}
