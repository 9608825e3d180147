package stat

import "math"

// Measure says what a ratio of sums is, and with it the unit it is given in
// and the bounds no interval may leave.
type Measure uint8

const (
	// Rate is matches for each 1,000 words: 1000 · Σ matches / Σ words. It is
	// not negative and has no upper bound.
	Rate Measure = iota
	// Share is Σ mentions by this label / Σ chances to use it, between 0 and 1.
	Share
	// Mean is Σ score in thousandths / Σ mentions / 1000, between -1 and 1.
	Mean
	// Score is weighted matches for each 1,000 words: Σ weights in thousandths /
	// Σ words. Weights may be negative, so it has no bounds; but where all
	// weights have one sign (Counts.Signed is false), its interval stays on
	// that side of zero.
	Score
)

// Scale turns the ratio of the integer sums into the unit of the measure.
func (k Measure) Scale() float64 {
	switch k {
	case Rate:
		return 1000
	case Mean:
		return 0.001
	}
	return 1
}

// Bounds gives the smallest and the largest value the measure can take.
func (k Measure) Bounds() (lo, hi float64) {
	switch k {
	case Rate:
		return 0, math.Inf(1)
	case Mean:
		return -1, 1
	case Score:
		return math.Inf(-1), math.Inf(1)
	}
	return 0, 1
}

// clip keeps x inside the bounds of the measure, against rounding.
func (k Measure) clip(x float64) float64 {
	lo, hi := k.Bounds()
	return min(max(x, lo), hi)
}
