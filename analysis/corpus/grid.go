package corpus

import (
	"bytes"
	"io"
)

// grid reads the records of CSV (RFC 4180) and of tables separated by other
// marks. It is written for this package because a corpus needs what
// encoding/csv does not give: line breaks inside a field as they stand, the
// place where a broken quote opened, and a way on after it.
type grid struct {
	w     *window
	comma byte
	cells []cell
	// unquoted holds fields with doubled marks, read anew for each record.
	unquoted []byte
}

// cell is a field of a record, in bytes from the record's start.
type cell struct {
	start, end int
	doubled    bool // "" stands in it for "
}

// brokenQuote is a quote that goes wrong: opened at a byte of the record, and
// closed at another, where no separator follows. closed is -1 when it never is.
type brokenQuote struct{ opened, closed int }

// scan reads the record at the start of the window into cells; size is its
// length with its line break. With a limit, a record that is longer counts as
// broken. The window must not be at its end.
func (t *grid) scan(limit int) (size int, fault *brokenQuote) {
	w := t.w
	t.cells, t.unquoted = t.cells[:0], t.unquoted[:0]
	more := func() bool {
		return (limit == 0 || len(w.data()) < limit) && w.more()
	}
	p, eol, searched := 0, -1, 0
	for {
		if p == len(w.data()) && !more() {
			if w.err == nil {
				return 0, &brokenQuote{p, -1}
			}
			t.cells = append(t.cells, cell{p, p, false})
			return p, nil
		}
		if w.data()[p] == '"' {
			q, doubled, closed := p+1, false, false
			for !closed {
				i := bytes.IndexByte(w.data()[q:], '"')
				if i < 0 {
					if q = len(w.data()); !more() {
						return 0, &brokenQuote{p, -1}
					}
					continue
				}
				q += i
				if q+1 == len(w.data()) {
					more()
				}
				if q+1 < len(w.data()) && w.data()[q+1] == '"' {
					doubled = true
					q += 2
					continue
				}
				closed = true
			}
			t.cells = append(t.cells, cell{p + 1, q, doubled})
			opened := p
			if p = q + 1; p == len(w.data()) {
				return p, nil
			}
			if w.data()[p] == '\r' {
				if p+1 == len(w.data()) && !more() {
					return p + 1, nil
				}
				if w.data()[p+1] == '\n' {
					return p + 2, nil
				}
			}
			switch w.data()[p] {
			case '\n':
				return p + 1, nil
			case t.comma:
				p++
				continue
			}
			return 0, &brokenQuote{opened, q}
		}
		// Find the field's end, and its line's only once.
		for q := p; ; {
			data := w.data()
			if eol < p {
				eol = -1
				if from := max(q, searched); from < len(data) {
					if i := bytes.IndexByte(data[from:], '\n'); i >= 0 {
						eol = from + i
					}
					searched = len(data)
				}
				if eol >= 0 {
					searched = eol + 1
				}
			}
			end := len(data)
			if eol >= 0 {
				end = eol
			}
			if i := bytes.IndexByte(data[q:end], t.comma); i >= 0 {
				t.cells = append(t.cells, cell{p, q + i, false})
				p = q + i + 1
				break
			}
			if eol < 0 {
				if q = end; more() {
					continue
				}
				if w.err == nil {
					return 0, &brokenQuote{p, -1}
				}
			}
			size = end
			if eol >= 0 {
				size++
			}
			if end > p && data[end-1] == '\r' {
				end--
			}
			t.cells = append(t.cells, cell{p, end, false})
			return size, nil
		}
	}
}

// literal reads the line at the start of the window without regard to
// quotation marks.
func (t *grid) literal() (size int) {
	line, _ := t.w.nextLine()
	t.cells = t.cells[:0]
	size = min(len(line)+1, len(t.w.data()))
	line = bytes.TrimSuffix(line, []byte{'\r'})
	for p := 0; ; {
		i := bytes.IndexByte(line[p:], t.comma)
		if i < 0 {
			t.cells = append(t.cells, cell{p, len(line), false})
			return size
		}
		t.cells = append(t.cells, cell{p, p + i, false})
		p += i + 1
	}
}

// value gives a field's bytes, good until the next record is read.
func (t *grid) value(i int) []byte {
	c := t.cells[i]
	raw := t.w.data()[c.start:c.end]
	if !c.doubled {
		return raw
	}
	from := len(t.unquoted)
	for {
		n := bytes.IndexByte(raw, '"')
		if n < 0 {
			t.unquoted = append(t.unquoted, raw...)
			return t.unquoted[from:]
		}
		t.unquoted = append(t.unquoted, raw[:n+1]...)
		raw = raw[n+2:]
	}
}

// atEnd says whether nothing is left to read, passing over empty lines.
func (t *grid) atEnd() bool {
	w := t.w
	for {
		data := w.data()
		switch {
		case len(data) == 0:
			if !w.more() {
				return true
			}
		case data[0] == '\n':
			w.drop(1)
		case data[0] == '\r' && len(data) == 1:
			if !w.more() {
				w.drop(1)
				return w.err == io.EOF
			}
		case data[0] == '\r' && data[1] == '\n':
			w.drop(2)
		default:
			return false
		}
	}
}
