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
	family := make([]int, 0, len(p))
	for i := range p {
		q[i] = math.NaN()
		if !math.IsNaN(p[i]) {
			family = append(family, i)
		}
	}
	slices.SortStableFunc(family, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	least := 1.0
	for rank := len(family); rank > 0; rank-- {
		i := family[rank-1]
		least = min(least, p[i]*float64(len(family))/float64(rank))
		q[i] = least
	}
	return q
}
