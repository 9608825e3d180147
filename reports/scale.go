package reports

import (
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
)

// ticks marks an axis at about n round numbers, written with one number of
// decimals and a true minus.
type ticks struct{ n int }

// Ticks gives the marks in [lo, hi].
func (t ticks) Ticks(lo, hi float64) []plot.Tick {
	step, decimals := niceStep(lo, hi, t.n)
	var out []plot.Tick
	for i := math.Ceil(lo/step - 1e-9); i*step <= hi+step*1e-9; i++ {
		out = append(out, plot.Tick{Value: i * step, Label: fixed(i*step, decimals)})
	}
	return out
}

// niceStep gives the step of 1, 2, 2.5 or 5 times a power of ten that divides
// [lo, hi] into at most n parts, and the decimals it takes to write.
func niceStep(lo, hi float64, n int) (step float64, decimals int) {
	raw := (hi - lo) / float64(max(n, 1))
	if raw <= 0 || math.IsInf(raw, 0) || math.IsNaN(raw) {
		return 1, 0
	}
	exp := math.Floor(math.Log10(raw))
	power := math.Pow(10, exp)
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if m*power >= raw*(1-1e-9) {
			step = m * power
			decimals = int(-exp)
			if m == 2.5 {
				decimals++
			}
			if m == 10 {
				decimals--
			}
			return step, max(decimals, 0)
		}
	}
	return 10 * power, max(int(-exp)-1, 0)
}

// fixed writes x with a number of decimals, a true minus, and no negative zero.
func fixed(x float64, decimals int) string {
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-")
	}
	return strings.Replace(s, "-", "−", 1)
}

// short writes x for readers: three significant digits at most, never more
// than four decimals, a true minus, commas between thousands.
func short(x float64) string {
	a := math.Abs(x)
	switch {
	case a == 0:
		return "0"
	case a >= 1000:
		return grouped(int64(math.Round(x)))
	case a >= 99.95:
		return fixed(x, 0)
	case a >= 9.995:
		return fixed(x, 1)
	case a >= 0.0095:
		return fixed(x, 2)
	case a >= 0.00095:
		return fixed(x, 3)
	case a >= 0.000095:
		return fixed(x, 4)
	case x < 0:
		return "> −0.0001"
	}
	return "< 0.0001"
}

// grouped writes a whole number with commas between thousands.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if s[0] == '-' {
		sign, s = "−", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// withInterval writes an estimate with its interval: "0.42 [0.31, 0.53]", or the
// estimate alone where there is no interval.
func withInterval(x, lo, hi Value) string {
	e, ok := x.Float()
	if !ok {
		return "not estimable"
	}
	l, okLo := lo.Float()
	h, okHi := hi.Float()
	if !okLo || !okHi {
		return short(e)
	}
	return short(e) + " [" + short(l) + ", " + short(h) + "]"
}
