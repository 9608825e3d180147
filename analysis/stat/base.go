package stat

import "math"

// Base is one group's units, an outlet's documents, with their denominators. A
// unit is a document, or all copies of one text counted together.
type Base struct {
	Units []uint64 // id of each unit: the same text has the same id in every group
	Y     []int64  // its denominator: words, chances, mentions; zero is allowed
	// Weight is what one word or match weighs in all counts, where copies share
	// the weight of one text and counts are multiplied to stay whole; 0 means 1.
	Weight int64
}

// product gives x·y in units of the weight, so that sums of squares do not
// outgrow their integers. It is rounded unit by unit: sums stay equal in any
// order.
func (b Base) product(x, y int64) int64 {
	p := x * y
	if b.Weight <= 1 {
		return p
	}
	half := b.Weight / 2
	if p < 0 {
		half = -half
	}
	return (p + half) / b.Weight
}

// Counts is a numerator over the units of a Base: the units that are not
// listed have zero, which is evidence as well.
type Counts struct {
	Index  []int32 // positions in Base.Units, ascending
	N      []int64 // the count at each position
	Signed bool    // of a Score: whether weights of both signs were possible, seen or not
}

// Moments sums numerator and denominator over the units.
func (b Base) Moments(x Counts) Moments { return b.with(b.total(), x) }

// total sums the denominator alone, the numerator being zero everywhere.
func (b Base) total() Moments {
	m := Moments{Weight: b.Weight}
	for _, y := range b.Y {
		if y != 0 {
			m.N++
			m.Y += y
			m.YY += b.product(y, y)
		}
	}
	return m
}

// with adds a sparse numerator to the sums of the denominator.
func (b Base) with(m Moments, x Counts) Moments {
	m.Signed = x.Signed
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
		m.XX += b.product(n, n)
		m.XY += b.product(n, y)
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
		// How far the ratio moves, up to the factor Y: without dividing first, so
		// that equals are equal.
		d := math.Abs(float64(float64(y)*float64(m.X))-float64(float64(n)*float64(m.Y))) / float64(m.Y-y)
		if d > most {
			unit, without, most = i, float64(m.X-n)/float64(m.Y-y), d
		}
	}
	return unit, k.Scale() * without
}
