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
	// Lazy, where set, takes the place of Rows in a table that is too long to
	// be held as one: outlets × terms can be millions.
	Lazy *LazyRows
}

// LazyRows are rows that are made when they are asked for, also by several at a
// time.
type LazyRows struct {
	Len int
	Row func(i int, into []Value) []Value // appends the cells of row i
	// Count, where set, gives the count of row i, which the page chooses rows
	// by, without making the row.
	Count func(i int) float64
	// Lines, where set, gives what appends row i as a line of CSV, as AppendRow
	// would, and remembers what rows have in common. It is for one goroutine.
	Lines func() func(i int, dst []byte) []byte
	// Err, where set, gives the first error of making rows, of a table whose
	// text is in a file. Who writes rows asks for it afterwards.
	Err func() error
}

// Len is the number of rows.
func (t *Table) Len() int {
	if t.Lazy != nil {
		return t.Lazy.Len
	}
	return len(t.Rows)
}

// Row gives a row. into is memory that it may use.
func (t *Table) Row(i int, into []Value) []Value {
	if t.Lazy != nil {
		return t.Lazy.Row(i, into[:0])
	}
	return t.Rows[i]
}

// err gives what went wrong when rows were made.
func (t *Table) err() error {
	if t.Lazy == nil || t.Lazy.Err == nil {
		return nil
	}
	return t.Lazy.Err()
}

// Value is one cell. The zero value is an empty cell: not estimable, or unknown.
//
// A corpus of many outlets has millions of cells, so it is kept small: numbers
// of either kind share their place.
type Value struct {
	text string
	bits uint64 // of an Integer, as int64, or a Number, as float64
	kind Kind
	set  bool
}

// Text gives a cell with a string; an empty string is an empty cell.
func Text(s string) Value { return Value{kind: String, set: s != "", text: s} }

// Int gives a cell with a whole number.
func Int[N ~int | ~int32 | ~int64](n N) Value {
	return Value{kind: Integer, set: true, bits: uint64(n)}
}

// Num gives a cell with a number; NaN and infinities give an empty cell.
func Num(x float64) Value {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return Value{}
	}
	return Value{kind: Number, set: true, bits: math.Float64bits(x)}
}

func (v *Value) whole() int64 { return int64(v.bits) }

func (v *Value) num() float64 { return math.Float64frombits(v.bits) }

// Empty reports whether the cell holds nothing.
func (v Value) Empty() bool { return !v.set }

// Float gives the cell as a number and whether it is one.
func (v Value) Float() (float64, bool) {
	switch {
	case v.set && v.kind == Integer:
		return float64(v.whole()), true
	case v.set && v.kind == Number:
		return v.num(), true
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
		return strconv.FormatInt(v.whole(), 10)
	case v.kind == Number:
		return FormatNumber(v.num())
	}
	return v.text
}

// FormatNumber gives x with six significant digits, without an exponent unless
// it is below 1e-6 or from 1e21 on, and never as a negative zero.
func FormatNumber(x float64) string {
	var b [32]byte
	return string(AppendNumber(b[:0], x))
}

// AppendNumber appends x to dst as FormatNumber gives it.
func AppendNumber(dst []byte, x float64) []byte {
	if x == 0 {
		return append(dst, '0')
	}
	// Round to six digits and lay them out by hand: %g alone would write
	// 123456.7 as 123457 but 1234567 as 1.23457e+06.
	var b [32]byte
	e := strconv.AppendFloat(b[:0], x, 'e', 5, 64) // -d.ddddde±dd
	if e[0] == '-' {
		dst, e = append(dst, '-'), e[1:]
	}
	digits := [6]byte{e[0], e[2], e[3], e[4], e[5], e[6]}
	n := len(digits)
	for n > 1 && digits[n-1] == '0' {
		n--
	}
	exp := 0
	for _, c := range e[9:] {
		exp = 10*exp + int(c-'0')
	}
	if e[8] == '-' {
		exp = -exp
	}
	switch {
	case exp < -6 || exp >= 21:
		dst = append(dst, digits[0])
		if n > 1 {
			dst = append(append(dst, '.'), digits[1:n]...)
		}
		return append(dst, e[7:]...)
	case exp < 0:
		dst = append(dst, '0', '.')
		for range -exp - 1 {
			dst = append(dst, '0')
		}
		return append(dst, digits[:n]...)
	}
	for i := range max(n, exp+1) {
		if i == exp+1 {
			dst = append(dst, '.')
		}
		if i < n {
			dst = append(dst, digits[i])
		} else {
			dst = append(dst, '0')
		}
	}
	return dst
}

// add appends a row that takes no more memory than its cells.
func (t *Table) add(parts ...[]Value) {
	row := make([]Value, 0, len(t.Columns))
	for _, p := range parts {
		row = append(row, p...)
	}
	t.Rows = append(t.Rows, row)
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
