package corpus

import (
	"bytes"
	"io"

	"slant/analysis/diag"
)

// array reads a .json file: an array of documents or, since many files so
// named hold them, documents one after the other.
func (g *reading) array(s *source) {
	e := g.start(s, guessNone)
	c, ok := g.window.skipSpace()
	switch {
	case !ok:
		g.ended(s)
	case c == '[' || c == '{':
		g.elements(s, e, c == '{', "a JSON array")
	default:
		w := &g.window
		g.problem(&diag.Problem{Position: diag.Position{File: s.name, Line: w.line, Column: w.column}, Reason: "syntax",
			Message: "expected an array of documents, not " + quote(string(rune(c)))})
	}
}

// elements reads the elements of an array or, in a row, objects that follow
// each other; expected is what the file's name promises.
func (g *reading) elements(s *source, e encoded, row bool, expected string) {
	w := &g.window
	if row || expected != "a JSON array" {
		found := "a JSON array"
		if row {
			found = "JSON objects one after the other"
		}
		g.problem(&diag.Problem{Position: diag.Position{File: s.name}, Severity: diag.Notice, Reason: "format",
			Message: "the file holds " + found + ", not " + expected + ", and is read as such"})
	}
	known := keys{}
	if !row {
		w.skipSpace()
		w.drop(1)
	}
	for !g.stopped {
		c, ok := w.skipSpace()
		if !ok {
			if w.err == io.EOF && !row {
				g.problem(&diag.Problem{Position: diag.Position{File: s.name, Line: w.line, Column: w.column}, Reason: "syntax",
					Message: "the array is not closed; " + count(s.used, "document") + " before the end of the file used"})
				return
			}
			break
		}
		if c == ']' && !row {
			w.drop(1)
			g.afterArray(s)
			return
		}
		if c == ',' {
			w.drop(1)
			continue
		}
		at := diag.Position{File: s.name, Line: w.line, Column: w.column}
		size, whole := w.element(row)
		if !whole {
			if w.err == errTooLong {
				g.problem(tooLong(at))
				return
			}
			if w.err == io.EOF {
				g.records++
				g.problem(&diag.Problem{Position: at, Reason: "syntax", Message: "the record that starts here is not closed; it and the rest of the file, " +
					count(bytes.Count(w.data(), newline)+1, "line") + ", are skipped"})
				return
			}
			break
		}
		g.record(s, e, known, at, w.data()[:size])
		w.drop(size)
	}
	g.ended(s)
}

// afterArray reports what stands after an array that should end the file.
func (g *reading) afterArray(s *source) {
	if c, ok := g.window.skipSpace(); ok {
		w := &g.window
		g.problem(&diag.Problem{Position: diag.Position{File: s.name, Line: w.line, Column: w.column}, Reason: "syntax",
			Message: "the array is over, but " + quote(string(rune(c))) + " follows; the rest of the file is skipped"})
		return
	}
	g.ended(s)
}

// skipSpace drops white space and gives the byte after it.
func (w *window) skipSpace() (c byte, ok bool) {
	for {
		data := w.data()
		for i, c := range data {
			if c != ' ' && c != '\t' && c != '\n' && c != '\r' {
				w.drop(i)
				return c, true
			}
		}
		w.drop(len(data))
		if !w.more() {
			return 0, false
		}
	}
}

// element measures the JSON value at the start of the window: up to the comma
// or bracket after it or, in a row of objects, to its closing brace. Whole is
// false when the stream ends within it.
func (w *window) element(row bool) (size int, whole bool) {
	depth := 0
	for i := 0; ; i++ {
		if i >= len(w.data()) && !w.more() {
			return 0, false
		}
		switch w.data()[i] {
		case '"':
			end, ok := w.closing(i + 1)
			if !ok {
				return 0, false
			}
			i = end
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return max(i, 1), true // a stray bracket; the record's reader names it
			}
			if depth--; depth == 0 && row {
				return i + 1, true
			}
		case ',':
			if depth == 0 && i > 0 {
				return i, true
			}
		}
	}
}

// closing finds the quotation mark that closes a string whose text starts at i.
func (w *window) closing(i int) (end int, ok bool) {
	for from := i; ; {
		n := stringEnd(w.data()[from:])
		if n >= 0 {
			return from + n, true
		}
		// Go on where nothing can have been missed: a run of backslashes at the
		// end may belong to the next mark.
		rest := w.data()[from:]
		from += len(bytes.TrimRight(rest, `\`))
		if !w.more() {
			return 0, false
		}
	}
}
