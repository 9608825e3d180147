package stat

import "math"

// Confusion counts how often a gold class was given each predicted class:
// Confusion[gold][predicted]. The zero value has no classes; make one with
// NewConfusion.
type Confusion [][]int64

// NewConfusion gives an empty matrix for that many classes.
func NewConfusion(classes int) Confusion {
	c := make(Confusion, classes)
	for i := range c {
		c[i] = make([]int64, classes)
	}
	return c
}

// Add counts one item. Classes outside the matrix are a mistake of the caller
// and panic as an index does.
func (c Confusion) Add(gold, predicted int) { c[gold][predicted]++ }

// Total gives the number of items.
func (c Confusion) Total() int64 {
	var n int64
	for _, row := range c {
		for _, x := range row {
			n += x
		}
	}
	return n
}

// Accuracy gives the share of items that were given their gold class, NaN for
// none.
func (c Confusion) Accuracy() float64 {
	var right int64
	for i := range c {
		right += c[i][i]
	}
	return quotient(right, c.Total())
}

// ClassScore says how well one class is found.
type ClassScore struct {
	Gold, Predicted, Right int64
	Precision              float64 // Right/Predicted, NaN where it is never predicted
	Recall                 float64 // Right/Gold, NaN where it never occurs
	F1                     float64 // 2·Right/(Gold+Predicted), NaN where it neither occurs nor is predicted
}

// Classes scores each class.
func (c Confusion) Classes() []ClassScore {
	out := make([]ClassScore, len(c))
	for i := range c {
		s := &out[i]
		s.Right = c[i][i]
		for j := range c {
			s.Gold += c[i][j]
			s.Predicted += c[j][i]
		}
		s.Precision = quotient(s.Right, s.Predicted)
		s.Recall = quotient(s.Right, s.Gold)
		s.F1 = quotient(2*s.Right, s.Gold+s.Predicted)
	}
	return out
}

// MacroF1 gives the mean F1 of the classes that occur or are predicted: each
// class counts alike, however rare.
func (c Confusion) MacroF1() float64 {
	var sum float64
	var n int64
	for _, s := range c.Classes() {
		if !math.IsNaN(s.F1) {
			sum += s.F1
			n++
		}
	}
	if n == 0 {
		return math.NaN()
	}
	return sum / float64(n)
}

func quotient(a, b int64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return float64(a) / float64(b)
}
