package lexicons

import (
	"math"
	"strconv"
	"strings"
)

// maxMilli bounds weights, so that sums over any corpus stay exact.
const maxMilli = 1_000_000_000

// String gives the decimal number: "0.5" for 500.
func (m Milli) String() string {
	s := strconv.FormatFloat(float64(m)/1000, 'f', 3, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// parseMilli reads a decimal number. rounded reports that it has more than
// three decimals and was rounded, halves away from zero. ok is false for what
// is no number between -1,000,000 and 1,000,000.
func parseMilli(s string) (m Milli, rounded, ok bool) {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || !(math.Abs(f)*1000 <= maxMilli) || strings.ContainsAny(s, "xXpP_") {
		return 0, false, false
	}
	m = Milli(math.Round(f * 1000))
	exact, err := strconv.ParseFloat(m.String(), 64)
	return m, err != nil || exact != f, true
}
