package corpus

import (
	"bytes"
	"io"

	"slant/analysis/diag"
)

// keys remembers what the keys of a file stand for.
type keys map[string]column

// lines reads JSON Lines: a document a line.
func (g *reading) lines(s *source) {
	e := g.start(s, guessNone)
	w := &g.window
	line, _ := w.nextLine()
	switch first := bytes.TrimSpace(line); {
	case bytes.HasPrefix(first, []byte("[")):
		g.elements(s, e, false, "JSON lines")
		return
	case len(first) == 1 && first[0] == '{':
		g.elements(s, e, true, "JSON lines")
		return
	}
	known := keys{}
	for !g.stopped {
		line, ok := w.nextLine()
		if !ok {
			break
		}
		at := diag.Position{File: s.name, Line: w.line, Column: 1}
		if line == nil {
			g.problem(tooLong(at))
			w.dropLong()
			continue
		}
		if len(bytes.TrimSpace(line)) > 0 {
			g.record(s, e, known, at, line)
		}
		w.dropLine(line)
	}
	g.ended(s)
}

// start readies the window for a file of records and tells its encoding.
func (g *reading) start(s *source, how guess) encoded {
	e := g.begin(s, how)
	g.notice(s, e)
	return e
}

// begin is start without a word.
func (g *reading) begin(s *source, how guess) encoded {
	if g.sample == nil {
		g.sample = make([]byte, sampleSize)
	}
	n, err := 0, error(nil)
	for n < sampleSize && err == nil {
		var read int
		read, err = s.r.Read(g.sample[n:])
		n += read
	}
	sample, rest := g.sample[:n], s.r
	if err != nil {
		rest = failing{err} // what came before the damage is still to be used
	}
	e := detect(sample, n < sampleSize, g.r.Encoding, how)
	g.window.reset(e.reader(io.MultiReader(bytes.NewReader(sample[e.bom:]), rest)))
	return e
}

// failing gives an error that was met while looking ahead.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// ended reports a file of records that ended in an error, or held none.
func (g *reading) ended(s *source) {
	switch w := &g.window; {
	case g.stopped:
	case w.err != nil && w.err != io.EOF:
		g.damaged(s, w.line, w.err)
	case g.records == s.before:
		g.problem(&diag.Problem{Position: diag.Position{File: s.name}, Reason: "no-documents", Message: "there are no documents in this file"})
	}
}

func tooLong(at diag.Position) *diag.Problem {
	return &diag.Problem{Position: at, Reason: "too-large", Message: "the record is longer than 256 MB"}
}

// record reads one JSON object.
func (g *reading) record(s *source, e encoded, known keys, at diag.Position, data []byte) {
	if i := e.broken(data); i >= 0 {
		g.records++
		g.undecodable(inside(at, data, i), e, data[i:])
		return
	}
	o := &g.object
	if err := o.parse(data); err != nil {
		g.records++
		g.problem(&diag.Problem{Position: inside(at, data, err.at), Reason: "syntax", Message: "this is not JSON: " + oneLine(err.message)})
		return
	}
	g.draft = draft{}
	d := &g.draft
	d.At = at
	if g.assign(s, d, known, data) {
		if o.halves > 0 {
			g.problem(&diag.Problem{Position: inside(at, data, o.half), Severity: diag.Warning, Reason: "encoding",
				Message: "half of a pair of escapes (" + string(data[o.half:o.half+6]) + ") is read as U+FFFD"})
		}
		g.finish(s, d)
	}
}

// inside is the position of byte i of a record that starts at a position.
func inside(at diag.Position, data []byte, i int) diag.Position {
	before := data[:i]
	if n := bytes.Count(before, newline); n > 0 {
		at.Line += n
		at.Column = i - bytes.LastIndexByte(before, '\n')
	} else {
		at.Column += i
	}
	return at
}

// assign gives the members of the object their places in the draft. The small
// values share one string, so that a consumer that keeps a title keeps no text.
func (g *reading) assign(s *source, d *draft, known keys, data []byte) bool {
	o := &g.object
	var chosen [fields]int // member + 1 of each field
	var ranks [fields]int
	variables := 0
	for i := range o.members {
		m := &o.members[i]
		if m.kind == 'n' {
			continue
		}
		c, ok := known[string(o.bytes(m.key))]
		if !ok {
			c = g.r.readColumn(string(o.bytes(m.key)))
			if c.field == file {
				c.field = variable
			}
			known[string(o.bytes(m.key))] = c
		}
		if c.field != variable && (chosen[c.field] == 0 || c.rank <= ranks[c.field]) {
			chosen[c.field], ranks[c.field] = i+1, c.rank
		}
		variables++
	}
	small := g.small[:0]
	d.Vars = make([]Var, 0, variables)
	spans := make([][3]int, 0, 32) // start, end in small; field or, negative, -1-index of a Var
	for i := range o.members {
		m := &o.members[i]
		if m.kind == 'n' {
			continue
		}
		c := known[string(o.bytes(m.key))]
		value := o.bytes(m.value)
		if c.field != variable && chosen[c.field] == i+1 {
			g.synonym(s.scope, inside(d.At, data, keyAt(o, m)), c)
			if m.kind != '"' && (c.field == text || m.kind != '0') {
				g.wrongKind(s, d, data, m, c)
				if c.field == text {
					g.records++
					return false
				}
				continue
			}
			if c.field == text {
				d.Text = string(value)
				continue
			}
			spans = append(spans, [3]int{len(small), len(small) + len(value), int(c.field)})
		} else if c.field == variable || known[string(o.bytes(o.members[chosen[c.field]-1].key))].name != c.name {
			d.Vars = append(d.Vars, Var{Name: c.name})
			spans = append(spans, [3]int{len(small), len(small) + len(value), -len(d.Vars)})
		} else {
			continue // a key given twice: the last one counts
		}
		small = append(small, value...)
	}
	g.small = small
	shared := string(small)
	for _, sp := range spans {
		if value := shared[sp[0]:sp[1]]; sp[2] > 0 {
			d.set(field(sp[2]), value)
		} else {
			d.Vars[-sp[2]-1].Value = value
		}
	}
	return true
}

// keyAt is the place of a member's key, where it can be told.
func keyAt(o *jsonObject, m *jsonMember) int {
	if m.key.unescaped {
		return 0
	}
	return m.key.start - 1
}

// wrongKind reports a field whose value is no string.
func (g *reading) wrongKind(s *source, d *draft, data []byte, m *jsonMember, c column) {
	kind := map[byte]string{'[': "an array", '{': "an object", 't': "true", 'f': "false", '0': "a number"}[m.kind]
	severity := diag.Warning
	if c.field == text {
		severity = diag.Skip
	}
	g.problem(&diag.Problem{Position: inside(d.At, data, keyAt(&g.object, m)), Severity: severity, Reason: "field-type",
		Message: quote(c.name) + " is " + kind + ", not a string"})
}
