package canvas

import (
	"math"
	"strconv"
)

// appendLength appends a length with at most two decimals, 0.0035 mm, which is
// finer than any printer; never a negative zero.
func appendLength(dst []byte, x float64) []byte {
	n := int64(math.Round(x * 100))
	if n < 0 {
		dst = append(dst, '-')
		n = -n
	}
	dst = strconv.AppendInt(dst, n/100, 10)
	switch frac := n % 100; {
	case frac == 0:
	case frac%10 == 0:
		dst = append(dst, '.', byte('0'+frac/10))
	default:
		dst = append(dst, '.', byte('0'+frac/10), byte('0'+frac%10))
	}
	return dst
}

// appendFine appends a number with at most five decimals: a cosine, a share of
// a colour.
func appendFine(dst []byte, x float64) []byte {
	return strconv.AppendFloat(dst, math.Round(x*1e5)/1e5+0, 'f', -1, 64)
}
