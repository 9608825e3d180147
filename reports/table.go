package reports

import (
	"math"
	"strconv"
)

// Kind is the type of a column's values.
type Kind uint8

const (
	String Kind = iota
	Integer
	Number
	Date // ISO 8601 day
)

// Column describes one column of a table: what datapackage.json says of it.
type Column struct {
	Name string
	Kind Kind
	Unit string // such as "matches per 1,000 words"; empty for none
	Doc  string // one sentence: what the value means, and its range
}

// Table is a result as users see it. CSV, figures, LaTeX, Markdown and the
// page are all drawn from the same Table, so that they cannot disagree.
type Table struct {
	Name    string // file name without extension
	Title   string // one line, for captions
	Columns []Column
	Rows    [][]Value
	Notes   []string // what a reader must know: test, family, intervals
}

// Value is one cell. The zero value is an empty cell: not estimable, or unknown.
type Value struct {
	kind  Kind
	set   bool
	text  string
	whole int64
	num   float64
}

// Text gives a cell with a string; an empty string is an empty cell.
func Text(s string) Value { return Value{kind: String, set: s != "", text: s} }

// Int gives a cell with a whole number.
func Int[N ~int | ~int32 | ~int64](n N) Value {
	return Value{kind: Integer, set: true, whole: int64(n)}
}

// Num gives a cell with a number; NaN and infinities give an empty cell.
func Num(x float64) Value {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return Value{}
	}
	return Value{kind: Number, set: true, num: x}
}

// Empty reports whether the cell holds nothing.
func (v Value) Empty() bool { return !v.set }

// Float gives the cell as a number and whether it is one.
func (v Value) Float() (float64, bool) {
	switch {
	case v.set && v.kind == Integer:
		return float64(v.whole), true
	case v.set && v.kind == Number:
		return v.num, true
	}
	return 0, false
}

// String gives the cell as it stands in CSV: numbers with six significant
// digits and a dot, whole numbers in full, an empty string for an empty cell.
func (v Value) String() string {
	switch {
	case !v.set:
		return ""
	case v.kind == Integer:
		return strconv.FormatInt(v.whole, 10)
	case v.kind == Number:
		return FormatNumber(v.num)
	}
	return v.text
}

// FormatNumber gives x with six significant digits, without an exponent unless
// it is below 1e-6 or from 1e21 on, and never as a negative zero.
func FormatNumber(x float64) string {
	if x == 0 {
		return "0"
	}
	// Round to six digits first, then print the shortest form: %g alone
	// would write 123456.7 as 123457 but 1234567 as 1.23457e+06.
	short, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 5, 64), 64)
	if err != nil {
		return strconv.FormatFloat(x, 'g', 6, 64)
	}
	if a := math.Abs(short); a < 1e-6 || a >= 1e21 {
		return strconv.FormatFloat(short, 'e', -1, 64)
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// Index gives the position of the named column, or -1.
func (t *Table) Index(column string) int {
	for i, c := range t.Columns {
		if c.Name == column {
			return i
		}
	}
	return -1
}
