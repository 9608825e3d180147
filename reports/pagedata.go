package reports

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"
)

// Limits that keep the page under five megabytes however large the corpus.
const (
	pageRows  = 3000      // rows of one table
	pageBytes = 4_692_000 // for style, script, figures and data; the sections need little
)

// pageData is what the page's script reads: tables and evidence, with every
// text that comes back many times written once.
type pageData struct {
	words map[string]int
	list  []string
}

func (d *pageData) word(s string) int {
	i, ok := d.words[s]
	if !ok {
		i = len(d.list)
		d.words[s] = i
		d.list = append(d.list, s)
	}
	return i
}

// forget forgets all words but the first n.
func (d *pageData) forget(n int) {
	for _, w := range d.list[n:] {
		delete(d.words, w)
	}
	d.list = d.list[:n]
}

// appendString appends s as JSON that is safe inside a script element.
func appendString(b []byte, s string) []byte {
	if isPlain(s) {
		b = append(b, '"')
		b = append(b, s...)
		return append(b, '"')
	}
	quoted, err := json.Marshal(s) // escapes <, >, & and the separators U+2028, U+2029
	if err != nil {
		return append(b, `""`...) // strings always encode
	}
	return append(b, quoted...)
}

// isPlain reports whether nothing in s has to be escaped, as in most of what
// the page has.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			return false
		}
	}
	return true
}

// rowsOnPage gives the rows of a table that the page has: all, or those with
// the largest counts, in the order of the table. Of equal counts the first are
// taken. No more is held than twice what the page has: a table may have millions.
func rowsOnPage(t *Table) []int {
	rows := make([]int, min(t.Len(), pageRows))
	for i := range rows {
		rows[i] = i
	}
	by := slices.IndexFunc(t.Columns, func(c Column) bool {
		return slices.Contains([]string{"matches", "mentions", "count", "documents", "documents_a"}, c.Name)
	})
	if t.Len() <= pageRows || by < 0 {
		return rows
	}
	type counted struct {
		n   float64
		row int
	}
	var best []counted
	cut := func() {
		slices.SortFunc(best, func(a, b counted) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.row, b.row)) })
		best = best[:pageRows]
	}
	least := math.Inf(-1) // of the best, once there are enough
	var cells []Value
	for i := range t.Len() {
		var n float64
		if t.Lazy != nil && t.Lazy.Count != nil {
			n = t.Lazy.Count(i)
		} else {
			cells = t.Row(i, cells)
			n, _ = cells[by].Float()
		}
		if n <= least {
			continue
		}
		if best = append(best, counted{n, i}); len(best) == 2*pageRows {
			cut()
			least = best[pageRows-1].n
		}
	}
	cut()
	for i := range rows {
		rows[i] = best[i].row
	}
	slices.Sort(rows)
	return rows
}

// appendTables appends the tables as a JSON object.
func (d *pageData) appendTables(b []byte, tables []*Table) []byte {
	b = append(b, '{')
	for i, t := range tables {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, t.Name)
		b = append(b, `:{"title":`...)
		b = appendString(b, t.Title)
		b = append(b, `,"of":`...)
		b = strconv.AppendInt(b, int64(t.Len()), 10)
		b = append(b, `,"notes":[`...)
		for k, n := range t.Notes {
			if k > 0 {
				b = append(b, ',')
			}
			b = appendString(b, n)
		}
		b = append(b, `],"columns":[`...)
		for k, c := range t.Columns {
			if k > 0 {
				b = append(b, ',')
			}
			b = append(b, `{"name":`...)
			b = appendString(b, c.Name)
			b = append(b, `,"number":`...)
			b = strconv.AppendBool(b, c.Kind == Integer || c.Kind == Number)
			b = append(b, `,"whole":`...)
			b = strconv.AppendBool(b, c.Kind == Integer)
			b = append(b, `,"unit":`...)
			b = appendString(b, c.Unit)
			b = append(b, `,"doc":`...)
			b = appendString(b, c.Doc)
			b = append(b, '}')
		}
		b = append(b, `],"rows":[`...)
		var cells []Value
		for k, i := range rowsOnPage(t) {
			if k > 0 {
				b = append(b, ',', '\n')
			}
			row := t.Row(i, cells)
			if t.Lazy != nil {
				cells = row
			}
			b = d.appendCells(b, row)
		}
		b = append(b, `]}`...)
	}
	return append(b, '}')
}

// appendCells appends a row: numbers as they are, text by its number.
func (d *pageData) appendCells(b []byte, row []Value) []byte {
	b = append(b, '[')
	for i := range row {
		if i > 0 {
			b = append(b, ',')
		}
		switch v := &row[i]; {
		case !v.set:
			b = append(b, "null"...)
		case v.kind == Integer:
			b = strconv.AppendInt(b, v.whole(), 10)
		case v.kind == Number:
			b = strconv.AppendFloat(b, v.num(), 'g', 4, 64) // it shows three digits
		default:
			b = strconv.AppendInt(b, int64(d.word(v.text)), 10)
		}
	}
	return append(b, ']')
}

// appendEvidence appends every step-th sentence as a JSON array. What has more
// than fits as it is goes to the packer on the way, whose error it gives.
func (d *pageData) appendEvidence(b []byte, evidence []Evidence, step, fits int, p *packer) ([]byte, error) {
	b = append(b, '[')
	for i := 0; i < len(evidence); i += step {
		if i > 0 {
			b = append(b, ',', '\n')
		}
		b = d.appendSentence(b, &evidence[i])
		if len(b) > fits && len(b) >= p.packed+packAtOnce {
			if err := p.pack(b); err != nil {
				return b, err
			}
		}
	}
	return append(b, ']'), nil
}

// evidenceFields are the fields of a sentence on the page that are numbers
// into the list of words, in the order in which the script reads them.
func evidenceFields(e *Evidence) [17]string {
	return [17]string{e.Kind, e.Outlet, e.Document, e.Date, e.Title, safeURL(e.URL), e.Lexicon, e.Category, e.Term, e.Referent, e.Actor, e.Scorer, e.Voice, e.Section, e.Source, e.Cue, e.SourceActor}
}

func (d *pageData) appendSentence(b []byte, e *Evidence) []byte {
	b = append(b, '[')
	for _, f := range evidenceFields(e) {
		b = strconv.AppendInt(b, int64(d.word(f)), 10)
		b = append(b, ',')
	}
	b = AppendNumber(b, e.Score)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(e.Label), 10)
	start, end := e.Start, e.End
	if start < 0 || end < start || end > len(e.Sentence) {
		start, end = 0, 0
	}
	for _, part := range []string{e.Sentence[:start], e.Sentence[start:end], e.Sentence[end:]} {
		b = append(b, ',')
		b = appendString(b, strings.ToValidUTF8(part, "\uFFFD"))
	}
	return append(b, ']')
}

// safeURL gives the address of an original if following it can only open a
// page.
func safeURL(url string) string {
	lower := strings.ToLower(url)
	if strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "http://") {
		return url
	}
	return ""
}

// encode gives the script's data in at most limit bytes: as JSON where that
// fits, else deflated and in base64, which holds three times as much. Where
// even so all sentences would be too many, every second, third, … is taken;
// sentences says how many that makes.
func encode(run *Run, limit int) (data []byte, deflated bool, sentences int, err error) {
	d := &pageData{words: map[string]int{}}
	b := d.appendTables([]byte(`{"tables":`), run.Tables)
	for _, t := range run.Tables {
		if err := t.err(); err != nil {
			return nil, false, 0, err
		}
	}
	b = append(b, ",\n\"evidence\":"...)
	tables, words := len(b), len(d.list)
	for step := 1; ; step++ {
		n := (len(run.Evidence) + step - 1) / step
		p := packer{out: room{limit: limit}}
		if n <= 1 {
			p.out.limit = math.MaxInt // there is nothing left to leave out
		}
		b, err := d.appendEvidence(b[:tables], run.Evidence, step, limit, &p)
		if err == nil {
			b = append(b, ",\n\"words\":"...)
			b = append(d.appendWords(b), '}')
			if len(b) <= limit {
				return b, false, n, nil
			}
			data, err = p.finish(b)
		}
		if !errors.Is(err, errRoom) {
			return data, true, n, err
		}
		d.forget(words)
	}
}

// packer deflates data and writes them in base64, as they come: where they do
// not fit, it is known before all of them are there. Of sentences without end
// that is most of the work.
type packer struct {
	packed int // bytes of the data so far
	out    room
	text   io.WriteCloser
	w      *flate.Writer
}

// packAtOnce is how much data are waited for.
const packAtOnce = 1 << 18

// pack packs what of data is not packed yet. The error is errRoom where they
// do not fit.
func (p *packer) pack(data []byte) error {
	if p.w == nil {
		p.text = base64.NewEncoder(base64.StdEncoding, &p.out)
		// On the page of 14,178 articles level 6 of this library takes a third of
		// the time of level 5 of the standard one, and 3 % more room.
		w, err := flate.NewWriter(p.text, 6)
		if err != nil {
			return err
		}
		p.w = w
	}
	n, err := p.w.Write(data[p.packed:])
	p.packed += n
	return err
}

// finish packs the rest of data and gives all of it packed.
func (p *packer) finish(data []byte) ([]byte, error) {
	if err := p.pack(data); err != nil {
		return nil, err
	}
	if err := p.w.Close(); err != nil {
		return nil, err
	}
	if err := p.text.Close(); err != nil {
		return nil, err
	}
	return p.out.data, nil
}

// room takes up to limit bytes.
type room struct {
	data  []byte
	limit int
}

// errRoom is that a room is full.
var errRoom = errors.New("no room left")

func (r *room) Write(b []byte) (int, error) {
	if len(b) > r.limit-len(r.data) {
		return 0, errRoom
	}
	r.data = append(r.data, b...)
	return len(b), nil
}

// appendWords appends the list of words as a JSON array.
func (d *pageData) appendWords(b []byte) []byte {
	b = append(b, '[')
	for i, w := range d.list {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, w)
	}
	return append(b, ']')
}
