package stat

import "math"

// Fourfold is the table keyness measures are made from: how often a word
// stands in a target and in a reference, and all other words of each.
//
//	           word   other words
//	target      A         C
//	reference   B         D
type Fourfold struct{ A, B, C, D int64 }

// NewFourfold gives the table of a word with a and b occurrences among c and d
// words in all.
func NewFourfold(a, b, c, d int64) Fourfold { return Fourfold{a, b, c - a, d - b} }

// Correction is a correction of a fourfold test for small counts.
type Correction uint8

const (
	// Uncorrected is Pearson's or Wilks' statistic as it is.
	Uncorrected Correction = iota
	// Yates moves every count by one half toward its expectation, as R's
	// chisq.test does (never beyond it).
	Yates
	// YatesWhereSmall is Yates only where |AD − BC| ≥ N/2 and an expected
	// count is below 5; quanteda calls it "yates", and its code, though not
	// its help page, has it as the default for G2 too.
	YatesWhereSmall
	// Williams divides by Williams' q (1976). quanteda divides G2 but
	// multiplies chi-square by q (4.682 where 4.018 is right), which is a bug.
	Williams
)

// expected gives the expected counts in the order A, B, C, D.
func (t Fourfold) expected() [4]float64 {
	a, b, c, d := float64(t.A), float64(t.B), float64(t.C), float64(t.D)
	n := a + b + c + d
	return [4]float64{(a + b) * (a + c) / n, (a + b) * (b + d) / n, (c + d) * (a + c) / n, (c + d) * (b + d) / n}
}

func (t Fourfold) observed() [4]float64 {
	return [4]float64{float64(t.A), float64(t.B), float64(t.C), float64(t.D)}
}

// sign is +1 where the word is commoner in the target than expected, else -1.
func (t Fourfold) sign() float64 {
	if t.observed()[0] > t.expected()[0] {
		return 1
	}
	return -1
}

// shift gives how far Yates' correction moves each count.
func (t Fourfold) shift(c Correction) float64 {
	if c != Yates && c != YatesWhereSmall {
		return 0
	}
	o, e := t.observed(), t.expected()
	small := math.Min(math.Min(e[0], e[1]), math.Min(e[2], e[3])) < 5
	n := o[0] + o[1] + o[2] + o[3]
	if c == YatesWhereSmall && (!small || math.Abs(float64(o[0]*o[3])-float64(o[1]*o[2])) < n/2) {
		return 0
	}
	return min(0.5, math.Abs(o[0]-e[0]))
}

// williams gives the divisor of Williams' correction, 1 where it is undefined.
func (t Fourfold) williams() float64 {
	if t.A == 0 || t.B == 0 || t.C == 0 || t.D == 0 {
		return 1
	}
	a, b, c, d := float64(t.A), float64(t.B), float64(t.C), float64(t.D)
	n := a + b + c + d
	return 1 + (n/(a+b)+n/(c+d)-1)*(n/(a+c)+n/(b+d)-1)/(6*n)
}

// ChiSquare gives Pearson's chi-square, negative where the word is rarer in
// the target than expected, and its p-value on one degree of freedom. The
// p-value takes words for independent, which they are not: see [Keyness].
func (t Fourfold) ChiSquare(c Correction) (signed, p float64) {
	o, e, by := t.observed(), t.expected(), t.shift(c)
	var sum float64
	for i := range o {
		d := math.Abs(o[i]-e[i]) - by
		sum += float64(d * d / e[i])
	}
	if c == Williams {
		sum /= t.williams()
	}
	return t.sign() * sum, chiSquareP(sum)
}

// G2 gives the four-cell log-likelihood ratio 2 Σ O ln(O/E) of Dunning (1993),
// signed like ChiSquare, and its p-value on one degree of freedom. quanteda
// adds 10⁻⁹ inside the logarithm and so differs from the ninth digit on.
// Rayson's log-likelihood is another number: see [RaysonLogLikelihood].
func (t Fourfold) G2(c Correction) (signed, p float64) {
	o, e, by := t.observed(), t.expected(), t.shift(c)
	var sum float64
	for i := range o {
		x := o[i]
		if x > e[i] {
			x -= by
		} else {
			x += by
		}
		if x > 0 {
			sum += float64(x * math.Log(x/e[i]))
		}
	}
	sum = max(2*sum, 0)
	if c == Williams {
		sum /= t.williams()
	}
	return t.sign() * sum, chiSquareP(sum)
}

// PMI gives the pointwise mutual information ln(A/E) of word and target, -Inf
// for a word the target does not have. It is an effect size: it has no
// p-value, though quanteda prints one.
func (t Fourfold) PMI() float64 {
	return math.Log(float64(t.A) / t.expected()[0])
}

// OddsRatio gives the sample odds ratio AD/BC: Inf where BC is zero, NaN where
// AD is zero too.
func (t Fourfold) OddsRatio() float64 {
	return float64(t.A) * float64(t.D) / (float64(t.B) * float64(t.C))
}
