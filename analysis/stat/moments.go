package stat

import "math"

// Moments is all that an estimate needs of the units of one group: integer
// sums of a numerator x and a denominator y, of their squares and of their
// product. The zero value is empty. Sums of integers are exact, so Moments
// added or merged in any order, in any parts, are equal.
//
// Sums of squares stay exact while units × (largest count)² < 9·10¹⁸: nine
// million documents of a million words each.
type Moments struct {
	N      int64 // units with a denominator
	Hits   int64 // units with a numerator other than zero
	X, Y   int64 // sums
	XX, YY int64 // sums of squares, divided by Weight
	XY     int64 // sum of products, divided by Weight
	Weight int64 // what one count weighs, see Base; 0 means 1
	Signed bool  // whether numerators of both signs were possible, see Counts
}

// Add counts one unit with numerator x and denominator y, of weight 1. A unit with neither
// is no evidence and changes nothing.
func (m *Moments) Add(x, y int64) {
	if x == 0 && y == 0 {
		return
	}
	m.N++
	if x != 0 {
		m.Hits++
	}
	m.X += x
	m.Y += y
	m.XX += x * x
	m.YY += y * y
	m.XY += x * y
}

// Merge adds the units of o, which must be others than those of m, of the same
// weight.
func (m *Moments) Merge(o Moments) {
	m.N += o.N
	m.Hits += o.Hits
	m.X += o.X
	m.Y += o.Y
	m.XX += o.XX
	m.YY += o.YY
	m.XY += o.XY
	m.Weight = max(m.Weight, o.Weight)
	m.Signed = m.Signed || o.Signed
}

// Ratio gives Σx/Σy, and NaN where there is nothing to divide by.
func (m Moments) Ratio() float64 {
	if m.Y == 0 {
		return math.NaN()
	}
	return float64(m.X) / float64(m.Y)
}

// sums is Moments as floating point numbers, to which one made-up unit can be
// added and whose numerator can be mapped to another scale.
type sums struct{ n, x, y, xx, yy, xy float64 }

func (m Moments) sums() sums {
	w := float64(max(m.Weight, 1))
	return sums{float64(m.N), float64(m.X), float64(m.Y), w * float64(m.XX), w * float64(m.YY), w * float64(m.XY)}
}

// plus adds a unit to the sums, but not to their number.
func (s sums) plus(x, y float64) sums {
	s.x += x
	s.y += y
	s.xx += float64(x * x)
	s.yy += float64(y * y)
	s.xy += float64(x * y)
	return s
}

func (s sums) ratio() float64 { return s.x / s.y }

// residual gives Σ(x − r·y)². Products are converted before they are added,
// so that no processor fuses the two steps and differs in the last digit.
func (s sums) residual(r float64) float64 {
	cross := float64(2 * r * s.xy)
	square := float64(r * r * s.yy)
	d := s.xx - cross + square
	// What is left of numbers that cancel is rounding: all units alike.
	if d <= 1e-13*(s.xx+square) {
		return 0
	}
	return d
}

// variance gives the linearised variance of the ratio, without the
// correction for the number of units: Σ(x − r·y)² / (Σy)².
func (s sums) variance() float64 { return s.residual(s.ratio()) / float64(s.y*s.y) }
