package corpus

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"slant/analysis/diag"
)

// row is what a metadata table says of one file.
type row struct {
	at     diag.Position
	file   string // as FS names it
	values [fields]string
	vars   []Var
}

// joined is all metadata of a corpus.
type joined struct {
	rows     []*row
	byFile   map[string]int  // row of each file described
	files    map[string]bool // the tables themselves, which are no documents
	problems diag.Problems
}

// join reads the metadata tables the reader was given, and those it finds
// among its inputs: tables with a column "file" and none for a text.
func (r *Reader) join() *joined {
	j := &joined{byFile: map[string]int{}, files: map[string]bool{}}
	g := &reading{r: r, yield: func(_ *Document, err error) bool {
		j.problems = append(j.problems, err.(*diag.Problem))
		return true
	}}
	defer g.close()
	for _, name := range r.Metadata {
		name = path.Clean(name)
		if !j.files[name] {
			j.files[name] = true
			g.metadata(j, name, true)
		}
	}
	for _, root := range roots(r.Names) {
		walk(r.FS, root, func(name string) bool {
			if !j.files[name] {
				g.metadata(j, name, false)
			}
			return true
		}, func(*diag.Problem) {}) // the pass over the documents tells of them
	}
	return j
}

// metadata reads a file's rows if it is a metadata table, or holds one. Of a
// table the user named everything wrong is reported; of one that was found,
// only what is wrong once it is known for what it is.
func (g *reading) metadata(j *joined, name string, named bool) {
	f, packed := recognise(name)
	if f != table && f != archive {
		if named {
			g.problem(&diag.Problem{Position: position(name), Reason: "metadata", Message: "metadata must be a .csv or .tsv file"})
		}
		return
	}
	stored, err := g.open(name)
	if err != nil {
		if named && !errors.Is(err, fs.ErrNotExist) { // which Check has told
			g.problem(unreadable(name, err))
		}
		return // of what was not named, the pass over the documents tells
	}
	defer stored.file.Close()
	if f == table {
		if g.metadataTable(j, &source{name: name, format: f, packed: packed, r: stored}, named) {
			g.input(name, stored)
		}
		return
	}
	stored.hash = nil
	members, err := openArchive(stored)
	if err != nil {
		return
	}
	for _, m := range members {
		f, packed := recognise(m.name)
		if f != table {
			continue
		}
		r, err := m.open()
		if err != nil {
			continue
		}
		g.metadataTable(j, &source{name: name + "/" + m.name, format: f, packed: packed, r: r}, false)
		r.Close()
	}
}

// metadataTable reads a table's rows if they describe files, and says whether.
func (g *reading) metadataTable(j *joined, s *source, named bool) bool {
	s.tabs = strings.Contains(strings.ToLower(path.Base(s.name)), ".tsv")
	s.scope = &scope{name: s.name}
	if err := g.unpack(s); err != nil {
		if named {
			g.damaged(s, 0, err)
		}
		return false
	}
	e := g.begin(s, guessText)
	t := &grid{w: &g.window}
	h, problem := g.r.readHeader(t, s.name, s.tabs)
	if h == nil || !h.describes() {
		switch {
		case named && problem != nil:
			g.problem(problem)
		case named && h != nil:
			g.problem(&diag.Problem{Position: diag.Position{File: s.name, Line: h.line}, Reason: "metadata", Message: `no column "file", which says what file each row describes`})
		}
		return false
	}
	j.files[s.name] = true
	g.notice(s, e)
	if !named {
		g.problem(&diag.Problem{Position: diag.Position{File: s.name}, Severity: diag.Notice, Reason: "metadata-found",
			Message: `read as metadata: it has a column "file" and none for a text`})
	}
	for i, c := range h.columns {
		if c.field != variable && h.field[c.field] == i+1 {
			g.synonym(s.scope, diag.Position{File: s.name, Line: h.line}, c)
		}
	}
	for !t.atEnd() {
		if !g.metadataRow(j, s, e, t, h) {
			break
		}
	}
	if w := &g.window; w.err != nil && w.err != io.EOF {
		g.damaged(s, w.line, w.err)
	}
	return true
}

// metadataRow takes in one row. It says whether more can be read.
func (g *reading) metadataRow(j *joined, s *source, e encoded, t *grid, h *header) bool {
	w := t.w
	at := diag.Position{File: s.name, Line: w.line, Column: 1}
	wrong := func(at diag.Position, reason, message string) {
		g.problem(&diag.Problem{Position: at, Severity: diag.Warning, Reason: reason, Message: message})
	}
	size, fault := t.scan(0)
	if fault != nil {
		wrong(inside(at, w.data(), fault.opened), "syntax", "broken quote: the field opened here is not closed before a separator; the rest of the table is not used")
		return false
	}
	defer func() { w.drop(size) }()
	if got, want := len(t.cells), len(h.columns); got != want {
		wrong(at, "syntax", "the row has "+count(got, "field")+", the header "+strconv.Itoa(want)+"; it is not used")
		return true
	}
	if i := e.broken(w.data()[:size]); i >= 0 {
		wrong(inside(at, w.data(), i), "encoding", "the row holds a byte that is not "+e.name+"; it is not used")
		return true
	}
	m := &row{at: at}
	for f := id; f < fields; f++ {
		if i := h.field[f]; i > 0 {
			m.values[f] = string(bytes.TrimSpace(t.value(i - 1)))
		}
	}
	for _, i := range h.vars {
		m.vars = append(m.vars, Var{h.columns[i].name, string(t.value(i))})
	}
	if m.values[file] == "" {
		wrong(at, "metadata", "the row names no file")
		return true
	}
	m.file = path.Join(path.Dir(s.name), strings.ReplaceAll(m.values[file], `\`, "/"))
	if first, ok := j.byFile[m.file]; ok {
		wrong(at, "metadata", "file "+quote(m.values[file])+" is described before, at "+j.rows[first].at.String()+"; this row is not used")
		return true
	}
	j.byFile[m.file] = len(j.rows)
	j.rows = append(j.rows, m)
	return true
}

// unused tells of the rows whose files were not met.
func (j *joined) unused(g *reading) {
	for i, m := range j.rows {
		if !g.used[i] {
			g.problem(&diag.Problem{Position: m.at, Severity: diag.Warning, Reason: "metadata", Message: "file " + quote(m.values[file]) + " is not among the inputs",
				Hint: "paths are relative to the table"})
		}
	}
}
