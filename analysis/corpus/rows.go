package corpus

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"slant/analysis/diag"
)

// header is the first record of a table.
type header struct {
	columns []column
	field   [fields]int // column + 1 of each field
	vars    []int       // columns of the variables, by name
	comma   byte
	line    int
}

// describes says whether the table describes files rather than holding texts.
func (h *header) describes() bool { return h.field[file] > 0 && h.field[text] == 0 }

// readHeader reads the header of the table in the window, which separators it
// uses included. A nil header comes with a problem.
func (r *Reader) readHeader(t *grid, name string, tabs bool) (*header, *diag.Problem) {
	at := diag.Position{File: name, Line: 1}
	if t.atEnd() {
		if t.w.err != io.EOF {
			return nil, nil // damaged; whoever goes on reading says so
		}
		return nil, &diag.Problem{Position: at, Reason: "no-documents", Message: "the file is empty"}
	}
	line, _ := t.w.nextLine()
	given := byte(0)
	if sep, ok := bytes.CutPrefix(bytes.TrimSpace(line), []byte("sep=")); ok && len(sep) == 1 {
		given = sep[0] // as Excel writes it
		t.w.dropLine(line)
		line, _ = t.w.nextLine()
	}
	at.Line = t.w.line
	if !utf8.Valid(line) {
		return nil, &diag.Problem{Position: at, Reason: "encoding", Message: "the header is not UTF-8"}
	}
	if i := bytes.IndexByte(bytes.TrimRight(line, "\r\n"), '\r'); i >= 0 {
		return nil, &diag.Problem{Position: at, Reason: "syntax", Message: "lines end in carriage returns alone", Hint: "save the file with line feeds"}
	}
	t.comma = given
	if given == 0 {
		t.comma = r.separator(line, tabs)
	}
	size, fault := t.scan(0)
	if fault != nil {
		return nil, &diag.Problem{Position: inside(diag.Position{File: name, Line: at.Line, Column: 1}, t.w.data(), fault.opened), Reason: "syntax",
			Message: "broken quote in the header"}
	}
	h := &header{comma: t.comma, line: t.w.line}
	for i := range t.cells {
		c := r.readColumn(string(t.value(i)))
		if c.name == "" {
			c.name = "column_" + strconv.Itoa(i+1)
		}
		h.columns = append(h.columns, c)
		if f := c.field; f != variable && (h.field[f] == 0 || c.rank < h.columns[h.field[f]-1].rank) {
			h.field[f] = i + 1
		}
	}
	t.w.drop(size)
	for i, c := range h.columns {
		if c.field == variable || h.field[c.field] != i+1 || c.field == file && !h.describes() {
			h.vars = append(h.vars, i)
		}
	}
	if !h.describes() {
		h.field[file] = 0
	}
	slices.SortStableFunc(h.vars, func(a, b int) int { return strings.Compare(h.columns[a].name, h.columns[b].name) })
	return h, nil
}

// separator finds the mark between columns: the one that makes most names of
// the header known, then the one that makes most columns.
func (r *Reader) separator(line []byte, tabs bool) byte {
	marks := []byte{',', ';', '\t', '|'}
	if tabs {
		marks = []byte{'\t', ',', ';', '|'}
	}
	best, mark := -1, marks[0]
	for _, m := range marks {
		score := 0
		for _, name := range strings.Split(string(line), string(rune(m))) {
			score++
			if r.readColumn(strings.Trim(strings.TrimSpace(name), `"`)).field != variable {
				score += 1000
			}
		}
		if score > best {
			best, mark = score, m
		}
	}
	return mark
}

// rows is a table of documents being read.
type rows struct {
	g       *reading
	s       *source
	e       encoded
	h       *header
	grid    grid
	outlets map[string]bool // met so far, to find the way back after a broken quote
}

// table reads a document a row.
func (g *reading) table(s *source) {
	e := g.start(s, guessText)
	t := &rows{g: g, s: s, e: e, grid: grid{w: &g.window, cells: g.cells}, outlets: map[string]bool{}}
	h, problem := g.r.readHeader(&t.grid, s.name, s.tabs)
	if problem != nil {
		g.problem(problem)
		return
	}
	if h == nil {
		g.ended(s)
		return
	}
	if t.h = h; !t.headed() {
		return
	}
	for !g.stopped && !t.grid.atEnd() {
		t.next()
	}
	g.cells = t.grid.cells
	g.ended(s)
}

// headed tells how the header was understood, and whether it has a text.
func (t *rows) headed() bool {
	at := diag.Position{File: t.s.name, Line: t.h.line}
	names := make([]string, len(t.h.columns))
	seen := map[string]bool{}
	for i, c := range t.h.columns {
		names[i] = quote(c.name)
		if seen[c.name] {
			t.g.problem(&diag.Problem{Position: at, Severity: diag.Warning, Reason: "column", Message: "two columns are named " + quote(c.name),
				Hint: "the first gives the field, the last the variable"})
		}
		seen[c.name] = true
		if c.field != variable && t.h.field[c.field] == i+1 {
			t.g.synonym(t.s.scope, at, c)
		}
	}
	if usual := t.s.tabs && t.h.comma == '\t' || !t.s.tabs && t.h.comma == ','; !usual {
		t.g.problem(&diag.Problem{Position: at, Severity: diag.Notice, Reason: "separator", Message: "columns are separated by " + quote(string(rune(t.h.comma)))})
	}
	if t.h.field[text] > 0 {
		return true
	}
	p := &diag.Problem{Position: at, Reason: "no-text", Message: `no column "text"; the columns are ` + strings.Join(names, ", "),
		Hint: "name the column that holds the text in slant.yaml"}
	for _, c := range t.h.columns {
		if diag.DidYouMean(c.name, []string{"text"}) != "" {
			p.Hint = "is it " + quote(c.name) + "? Then say so in slant.yaml"
		}
	}
	t.g.problem(p)
	return false
}

// next reads the record at the start of the window.
func (t *rows) next() {
	w := t.grid.w
	at := diag.Position{File: t.s.name, Line: w.line, Column: 1}
	size, fault := t.grid.scan(0)
	if t.h.comma == '\t' && (fault != nil || len(t.grid.cells) != len(t.h.columns)) {
		// Most tables with tabs are written without any quoting.
		if n := t.grid.literal(); len(t.grid.cells) == len(t.h.columns) {
			size, fault = n, nil
		} else if fault == nil {
			size, fault = t.grid.scan(0)
		}
	}
	if w.err != nil && w.err != io.EOF && (fault != nil || size == len(w.data()) && w.data()[size-1] != '\n') {
		if w.err == errTooLong {
			t.g.records++
			t.lost(at, "the record is longer than 256 MB", "too-large")
			return
		}
		w.drop(len(w.data())) // the record the damage cut through
		return
	}
	if fault != nil {
		t.g.records++
		opened := inside(at, w.data(), fault.opened)
		if fault.closed < 0 {
			t.lost(opened, "broken quote: the field opened here is never closed", "syntax")
			return
		}
		end := inside(at, w.data(), fault.closed)
		for !utf8.FullRune(w.data()[fault.closed+1:]) && w.more() {
		}
		r, _ := utf8.DecodeRune(w.data()[fault.closed+1:])
		t.lost(opened, fmt.Sprintf("broken quote: the field opened here is closed at line %d, column %d, where %q follows instead of %s", end.Line, end.Column, r, t.separator()), "syntax")
		return
	}
	// Empty fields beyond the header are what spreadsheets leave.
	for len(t.grid.cells) > len(t.h.columns) && t.empty(len(t.grid.cells)-1) {
		t.grid.cells = t.grid.cells[:len(t.grid.cells)-1]
	}
	if got, want := len(t.grid.cells), len(t.h.columns); got != want {
		t.g.records++
		message := fmt.Sprintf("the record has %s, the header %d", count(got, "field"), want)
		if bytes.IndexByte(w.data()[:max(size-1, 0)], '\n') >= 0 {
			t.lost(at, message, "syntax") // a quote may have swallowed other records
			return
		}
		t.g.problem(&diag.Problem{Position: at, Reason: "syntax", Message: message, Hint: "put fields that hold " + t.separator() + " in double quotes"})
		w.drop(size)
		return
	}
	t.document(at, w.data()[:size])
	w.drop(size)
}

func (t *rows) separator() string {
	switch t.h.comma {
	case ',':
		return "a comma"
	case ';':
		return "a semicolon"
	case '\t':
		return "a tab"
	}
	return quote(string(rune(t.h.comma)))
}

func (t *rows) empty(i int) bool { return t.grid.cells[i].start == t.grid.cells[i].end }

// document gives the record in the cells as a document.
func (t *rows) document(at diag.Position, record []byte) {
	g := t.g
	if i := t.e.broken(record); i >= 0 {
		t.g.records++
		g.undecodable(inside(at, record, i), t.e, record[i:])
		return
	}
	g.draft = draft{}
	d := &g.draft
	d.At = at
	d.Vars = make([]Var, len(t.h.vars))
	small := g.small[:0]
	ends := make([]int, 0, 64)
	for f := id; f < file; f++ {
		if i := t.h.field[f]; i > 0 && f != text {
			small = append(small, t.grid.value(i-1)...)
			ends = append(ends, len(small))
		}
	}
	for _, i := range t.h.vars {
		small = append(small, t.grid.value(i)...)
		ends = append(ends, len(small))
	}
	g.small = small
	shared, start, n := string(small), 0, 0
	cut := func() string {
		part := shared[start:ends[n]]
		start = ends[n]
		n++
		return part
	}
	for f := id; f < file; f++ {
		if t.h.field[f] > 0 && f != text {
			d.set(f, cut())
		}
	}
	for i, c := range t.h.vars {
		d.Vars[i] = Var{t.h.columns[c].name, cut()}
	}
	d.Text = string(t.grid.value(t.h.field[text] - 1))
	if d.Outlet != "" && len(t.outlets) < 10000 && !t.outlets[d.Outlet] {
		t.outlets[strings.Clone(d.Outlet)] = true
	}
	g.finish(t.s, d)
}

// lost reports a record that cannot be told from those after it, and looks for
// the next line that is surely the start of a record.
func (t *rows) lost(at diag.Position, message, reason string) {
	w := t.grid.w
	first, lines := w.line, 0
	if w.err == errTooLong {
		w.err = nil
	}
	for {
		line, ok := w.nextLine()
		if ok {
			lines++
		}
		if ok && line == nil {
			w.dropLong()
		} else {
			w.dropLine(line)
		}
		if !ok || t.grid.atEnd() {
			t.g.problem(&diag.Problem{Position: at, Reason: reason, Message: message + "; the rest of the file, " + count(lines, "line") + ", is skipped",
				Hint: `write "" for a quotation mark inside a quoted field`})
			return
		}
		if t.sound() {
			break
		}
	}
	what := "line " + strconv.Itoa(first) + " is"
	if last := w.line - 1; last > first {
		what = "lines " + strconv.Itoa(first) + "–" + strconv.Itoa(last) + " are"
	}
	t.g.problem(&diag.Problem{Position: at, Reason: reason, Message: message + "; " + what + " skipped",
		Hint: `write "" for a quotation mark inside a quoted field`})
}

// sound says whether a record surely starts at the window: it has the
// header's number of fields, and a date, an address or an outlet met before
// where they belong. A line inside a text can hardly have both.
func (t *rows) sound() bool {
	const longest = 256 << 10
	if _, fault := t.grid.scan(longest); fault != nil || len(t.grid.cells) != len(t.h.columns) {
		return false
	}
	value := func(f field) string {
		if i := t.h.field[f]; i > 0 {
			return strings.TrimSpace(string(t.grid.value(i - 1)))
		}
		return ""
	}
	if iso, _, _ := ParseDate(value(date), MonthFirst); iso != "" {
		return true
	}
	return t.outlets[value(outlet)] || strings.HasPrefix(value(url), "http://") || strings.HasPrefix(value(url), "https://")
}
