package stat

import "math"

// Base is one group's units, an outlet's documents, with their denominators. A
// unit is a document, or all copies of one text counted together.
type Base struct {
	Units []uint64 // id of each unit: the same text has the same id in every group
	Y     []int64  // its denominator: words, chances, mentions; zero is allowed
}

// Counts is a numerator over the units of a Base: the units that are not
// listed have zero, which is evidence as well.
type Counts struct {
	Index []int32 // positions in Base.Units, ascending
	N     []int64 // the count at each position
}

// Moments sums numerator and denominator over the units.
func (b Base) Moments(x Counts) Moments { return b.with(b.total(), x) }

// total sums the denominator alone, the numerator being zero everywhere.
func (b Base) total() Moments {
	var m Moments
	for _, y := range b.Y {
		m.Add(0, y)
	}
	return m
}

// with adds a sparse numerator to the sums of the denominator.
func (b Base) with(m Moments, x Counts) Moments {
	for i, at := range x.Index {
		n, y := x.N[i], b.Y[at]
		if n == 0 {
			continue
		}
		if y == 0 {
			m.N++
		}
		m.Hits++
		m.X += n
		m.XX += n * n
		m.XY += n * y
	}
	return m
}

// Influence gives the unit whose removal moves the ratio most, and the ratio
// without it, in the unit of the measure. Of several that move it equally far,
// the first. With fewer than two units, or where nothing moves, it gives
// -1 and NaN.
func (b Base) Influence(x Counts, k Measure) (unit int, without float64) {
	m := b.Moments(x)
	unit, without = -1, math.NaN()
	var most float64
	next := 0
	for i, y := range b.Y {
		var n int64
		if next < len(x.Index) && int(x.Index[next]) == i {
			n = x.N[next]
			next++
		}
		if n == 0 && y == 0 || m.Y == y {
			continue
		}
		// Up to the factor Y, how far the ratio moves: of whole numbers, so that
		// equals are equal.
		if d := math.Abs(float64(y*m.X-n*m.Y)) / float64(m.Y-y); d > most {
			unit, without, most = i, float64(m.X-n)/float64(m.Y-y), d
		}
	}
	return unit, k.Scale() * without
}
