package stat

import "math"

// overlap is two bases and the units they share.
type overlap struct {
	a, b           Base
	totalA, totalB Moments // of the denominators
	inB            []int32 // for each unit of a, its position in b, or -1
	inA            []int32 // and the other way
	shared         int
	yy             int64   // Σ y of a · y of b over shared units
	scratch        []int64 // a numerator of b, dense; zero between calls
}

func newOverlap(a, b Base) overlap {
	in := overlap{a: a, b: b, totalA: a.total(), totalB: b.total(), inB: make([]int32, len(a.Units)), inA: make([]int32, len(b.Units))}
	for i := range in.inB {
		in.inB[i] = -1
	}
	for j := range in.inA {
		in.inA[j] = -1
	}
	// What is looked up is the smaller: an outlet has few units beside all others.
	few, many, inMany, inFew := a.Units, b.Units, in.inB, in.inA
	if len(few) > len(many) {
		few, many, inMany, inFew = many, few, inFew, inMany
	}
	at := make(map[uint64]int32, len(few))
	for i, u := range few {
		at[u] = int32(i)
	}
	for j, u := range many {
		if i, ok := at[u]; ok {
			inMany[i], inFew[j] = int32(j), i
		}
	}
	for i, j := range in.inB {
		if j >= 0 && a.Y[i] != 0 && b.Y[j] != 0 {
			in.shared++
			in.yy += a.product(a.Y[i], b.Y[j])
		}
	}
	if in.shared > 0 {
		in.scratch = make([]int64, len(b.Units))
	}
	return in
}

// correlation gives that of the two ratios, which is 0 without shared units:
// the sum over shared units of the products of their residuals, over the root
// of both sums of squared residuals.
func (in overlap) correlation(x, y Counts) float64 {
	if in.shared == 0 {
		return 0
	}
	a, b := in.a.with(in.totalA, x).sums(), in.b.with(in.totalB, y).sums()
	ra, rb := a.ratio(), b.ratio()
	var xx, xy, yx int64 // sums of products, A's factor first
	for k, j := range y.Index {
		in.scratch[j] = y.N[k]
		if i := in.inA[j]; i >= 0 {
			yx += in.a.product(in.a.Y[i], y.N[k])
		}
	}
	for k, i := range x.Index {
		if j := in.inB[i]; j >= 0 {
			xx += in.a.product(x.N[k], in.scratch[j])
			xy += in.a.product(x.N[k], in.b.Y[j])
		}
	}
	for _, j := range y.Index {
		in.scratch[j] = 0
	}
	both := math.Sqrt(a.residual(ra) * b.residual(rb))
	if both == 0 {
		return 0
	}
	products := float64(xx) - float64(rb*float64(xy)) - float64(ra*float64(yx)) + float64(ra*rb*float64(in.yy))
	return min(max(products*float64(max(in.a.Weight, 1))/both, -1), 1)
}
