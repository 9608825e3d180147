package reports

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"slant/analysis/diag"
)

// CSVNote is what a reader of the CSV files must know; datapackage.json says
// it of every table.
const CSVNote = "UTF-8, comma, LF, quotes doubled. A text cell that a spreadsheet would run as a formula " +
	"(first character =, +, -, @, tab, carriage return or line feed, also full width, after any apostrophes) has one apostrophe put before it; " +
	"remove one apostrophe before such a character to get the text as it was. Numbers never have one. " +
	"A NUL character, at which many readers of CSV stop, is written as U+FFFD."

// AppendHeader appends the line of column names to dst.
func AppendHeader(dst []byte, columns []Column) []byte {
	for i, c := range columns {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendField(dst, c.Name)
	}
	return append(dst, '\n')
}

// AppendRow appends one line of CSV to dst. It allocates nothing beyond dst,
// so that workers can format the long tables of evidence side by side and one
// writer only has to put the pieces in order.
func AppendRow(dst []byte, row []Value) []byte {
	if len(row) == 1 && !row[0].set { // would be a blank line, which readers skip
		dst = append(dst, '"', '"')
	}
	return append(appendCells(dst, row), '\n')
}

// appendCells appends cells with commas between them.
func appendCells(dst []byte, cells []Value) []byte {
	for i := range cells {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendCell(dst, &cells[i])
	}
	return dst
}

func appendCell(dst []byte, v *Value) []byte {
	switch {
	case !v.set:
		return dst
	case v.kind == Integer:
		return strconv.AppendInt(dst, v.whole(), 10)
	case v.kind == Number:
		return AppendNumber(dst, v.num())
	}
	return appendField(dst, v.text)
}

// appendThousandths appends n thousandths, from -1000 to 1000, as AppendNumber
// would.
func appendThousandths(dst []byte, n int) []byte {
	if n < 0 {
		dst, n = append(dst, '-'), -n
	}
	dst = append(dst, byte('0'+n/1000))
	for rest, unit := n%1000, 100; rest > 0; rest, unit = rest%unit, unit/10 {
		if unit == 100 {
			dst = append(dst, '.')
		}
		dst = append(dst, byte('0'+rest/unit))
	}
	return dst
}

// appendField appends a text cell, made harmless in spreadsheets and quoted
// where RFC 4180 asks for it or encoding/csv would.
func appendField(dst []byte, s string) []byte {
	if plainly(s) {
		return append(dst, s...)
	}
	formula := runsAsFormula(s)
	if !formula && !needsQuotes(s) {
		return append(dst, s...)
	}
	dst = append(dst, '"')
	if formula {
		dst = append(dst, '\'')
	}
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "\uFFFD")
	}
	for i := strings.IndexByte(s, '"'); i >= 0; i = strings.IndexByte(s, '"') {
		dst = append(append(dst, s[:i+1]...), '"')
		s = s[i+1:]
	}
	return append(append(dst, s...), '"')
}

// shortCell is the length up to which a cell is looked at byte by byte.
const shortCell = 32

// plainly reports, of short cells, which most are, whether one is written as it
// is. It may say no of one that is.
func plainly(s string) bool {
	if len(s) > shortCell {
		return false
	}
	for i := range len(s) {
		if !harmless[s[i]] && (i == 0 || special[s[i]]) {
			return false
		}
	}
	return true
}

// harmless are the bytes that may begin a cell, whatever follows; special are
// those for which it is quoted wherever they stand.
var harmless, special = func() (first, anywhere [256]bool) {
	for c := range first {
		first[c] = '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
	}
	for _, c := range []byte(",\"\n\r\x00") {
		anywhere[c] = true
	}
	return first, anywhere
}()

func needsQuotes(s string) bool {
	if s == "" {
		return false
	}
	// Sentences mostly have a comma; looking for one byte at a time is faster
	// than looking at each byte.
	if strings.IndexByte(s, ',') >= 0 || strings.IndexByte(s, '"') >= 0 || strings.IndexByte(s, '\n') >= 0 ||
		strings.IndexByte(s, '\r') >= 0 || strings.IndexByte(s, 0) >= 0 {
		return true
	}
	// PostgreSQL reads \. as the end of the data; leading space is dropped by
	// some readers.
	first, _ := utf8.DecodeRuneInString(s)
	return s == `\.` || unicode.IsSpace(first)
}

// runsAsFormula reports whether a spreadsheet may take s for a formula
// (OWASP, CSV Injection). Leading apostrophes are looked through, so that
// putting one before s can always be undone.
func runsAsFormula(s string) bool {
	for s != "" && s[0] == '\'' {
		s = s[1:]
	}
	if s == "" {
		return false
	}
	switch s[0] {
	case '=', '+', '-', '@', '\t', '\r', '\n':
		return true
	case 0xEF: // full-width forms, which some locales read like the ASCII ones
		r, _ := utf8.DecodeRuneInString(s)
		return r == '＝' || r == '＋' || r == '－' || r == '＠'
	}
	return false
}

// RowWriter writes a table row by row, for the tables of evidence, which are
// too long to hold. Errors stick; Flush gives the first.
type RowWriter struct {
	w   *bufio.Writer
	buf []byte
}

// NewRowWriter writes the header to w and gives a writer for the rows.
func NewRowWriter(w io.Writer, columns []Column) *RowWriter {
	rw := &RowWriter{w: bufio.NewWriterSize(w, 64<<10)}
	rw.buf = AppendHeader(rw.buf, columns)
	rw.w.Write(rw.buf) //nolint:errcheck // bufio keeps the error for Flush
	return rw
}

// Write writes one row.
func (w *RowWriter) Write(row []Value) error {
	w.buf = AppendRow(w.buf[:0], row)
	_, err := w.w.Write(w.buf)
	return err
}

// Flush hands what is buffered to the underlying writer and gives the first
// error of any write.
func (w *RowWriter) Flush() error { return w.w.Flush() }

// WriteCSV writes a whole table.
func WriteCSV(w io.Writer, t *Table) error {
	rw := NewRowWriter(w, t.Columns)
	if t.Lazy != nil && t.Lazy.Lines != nil {
		line := t.Lazy.Lines()
		for i := range t.Len() {
			rw.buf = line(i, rw.buf[:0])
			if _, err := rw.w.Write(rw.buf); err != nil {
				return err
			}
		}
		return rw.Flush()
	}
	var cells []Value
	for i := range t.Len() {
		row := t.Row(i, cells)
		if t.Lazy != nil {
			cells = row
		}
		if len(row) != len(t.Columns) {
			return fmt.Errorf("table %s: row %d has %d cells, the table %d columns", t.Name, i+1, len(row), len(t.Columns))
		}
		if err := rw.Write(row); err != nil {
			return err
		}
	}
	if err := t.err(); err != nil {
		return err
	}
	return rw.Flush()
}

// splitRow appends the cells of one line that AppendRow wrote, as they were
// before.
func splitRow(line string, into []string) []string {
	for line != "" {
		quoted := line[0] == '"'
		end := 0
		doubled := false
		if quoted {
			for end = 1; end < len(line); end++ {
				if line[end] != '"' {
					continue
				}
				if end+1 == len(line) || line[end+1] != '"' {
					break
				}
				doubled = true
				end++
			}
		} else if end = strings.IndexByte(line, ','); end < 0 {
			end = len(strings.TrimSuffix(line, "\n"))
		}
		cell := line[:end]
		if quoted {
			cell = line[1:end]
			end = min(end+1, len(line))
		}
		if doubled {
			cell = strings.ReplaceAll(cell, `""`, `"`)
		}
		into = append(into, plain(cell))
		switch rest := line[end:]; {
		case rest == ",": // the last cell is empty, and the line's end is not there
			return append(into, "")
		case rest == "" || rest == "\n":
			return into
		default:
			line = rest[1:]
		}
	}
	return into
}

// ReadCSV reads a table that slant wrote. Its columns are those of the header:
// with kind, unit and description where schema has them, as text where it has
// not (the choices of a multiverse, say). The file name is for messages.
func ReadCSV(r io.Reader, file string, schema *Table) (*Table, error) {
	in := csv.NewReader(r)
	in.ReuseRecord = true
	header, err := in.Read()
	if err != nil {
		return nil, csvProblem(file, err)
	}
	t := *schema
	t.Columns, t.Rows = nil, nil
	for _, name := range header {
		c := Column{Name: strings.Clone(plain(name)), Kind: String}
		if i := schema.Index(c.Name); i >= 0 {
			c = schema.Columns[i]
		}
		t.Columns = append(t.Columns, c)
	}
	for _, c := range schema.Columns {
		if t.Index(c.Name) < 0 {
			return nil, &diag.Problem{Position: diag.Position{File: file, Line: 1}, Reason: "column",
				Message: fmt.Sprintf("no column %q", c.Name), Hint: "was this table written by slant?"}
		}
	}
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return &t, nil
		}
		if err != nil {
			return nil, csvProblem(file, err)
		}
		row := make([]Value, len(record))
		for i, cell := range record {
			v, ok := parse(cell, t.Columns[i].Kind)
			if !ok {
				line, col := in.FieldPos(i)
				return nil, &diag.Problem{Position: diag.Position{File: file, Line: line, Column: col}, Reason: "cell",
					Message: fmt.Sprintf("%s is %q; it must be a number", t.Columns[i].Name, cell)}
			}
			row[i] = v
		}
		t.Rows = append(t.Rows, row)
	}
}

// plain takes away the apostrophe that appendField put before a formula.
func plain(cell string) string {
	if strings.HasPrefix(cell, "'") && runsAsFormula(cell) {
		return cell[1:]
	}
	return cell
}

func parse(cell string, kind Kind) (v Value, ok bool) {
	if cell == "" {
		return Value{}, true
	}
	switch kind {
	case Integer:
		n, err := strconv.ParseInt(cell, 10, 64)
		return Int(n), err == nil
	case Number:
		x, err := strconv.ParseFloat(cell, 64)
		return Num(x), err == nil
	}
	return Text(strings.Clone(plain(cell))), true
}

func csvProblem(file string, err error) error {
	if errors.Is(err, io.EOF) {
		return &diag.Problem{Position: diag.Position{File: file, Line: 1}, Reason: "empty", Message: "the file is empty; a table has at least a header"}
	}
	var at *csv.ParseError
	if errors.As(err, &at) {
		return &diag.Problem{Position: diag.Position{File: file, Line: at.Line, Column: at.Column}, Reason: "csv", Message: at.Err.Error()}
	}
	return fmt.Errorf("%s: %w", file, err)
}
