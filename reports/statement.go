package reports

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"slant/analysis"
	"slant/analysis/text"
	"slant/analysis/voice"
)

// Statements finds quotations of one statement in several documents: a
// Kremlin readout in five wordings. Translations differ, so wordings are
// compared by the stems of their content words, the first five letters of
// every word of four letters and more:
//
//   - two quotations of six words or more, of different documents at most
//     thirty days apart, may be of one statement when they share two
//     neighbouring stems;
//   - they are, when they have at least four stems in common, half of those of
//     the shorter one, and a third of its pairs of neighbours. Stems that one in
//     a hundred quotations has do not count.
//
// What is kept of a quotation until all are known is the hashes of its stems
// and the place of its line in quotes.csv: some hundred bytes. All likenesses
// are found from that; only the wordings that go into the table are read back.
type Statements struct {
	quotes    []quoted
	stems     []uint32 // of all quotations, one after the other
	documents int32
	last      uint64 // hash of the document last added from
}

// quoted is one quotation that may be a wording of a statement.
type quoted struct {
	first    int64  // place of its line in quotes.csv
	stems    uint32 // place of its stems
	document int32  // by number
	size     int32  // of its line, in bytes
	day      int32  // counted by dayNumber; 0 for none
	length   uint8  // in stems
	pairs    uint8  // of neighbouring stems that it has, each counted once
}

// Limits of the rules above.
const (
	statementWords = 6
	statementStems = 4
	longStems      = 120 // a longer passage is a document, not a statement
	statementDays  = 30
	stemLetters    = 5
	shortWord      = 4
	// A pair of stems in more quotations than this is a phrase of the day, and
	// no trace of one statement.
	commonPair = 60
)

// quoteLine is what a Recorder notes of a line of quotes.csv.
type quoteLine struct {
	start, end int // in Recorder.Quotes
	stems      [2]int
	document   uint64
	day        int32
}

// note adds a line to the recorder's list if it can be a wording.
func (r *Recorder) note(a *analysis.Annotated, q *analysis.Quote, start int) {
	at := &a.Voices.Attributions[q.Attribution]
	if at.Voice != voice.Quoted || q.Section == voice.Boilerplate || a.Text.Words(at.Content) < statementWords {
		return
	}
	from := len(r.stems)
	r.stems = appendStems(r.stems, a.Text.Surface(at.Content))
	if n := len(r.stems) - from; n < statementStems || n > longStems {
		r.stems = r.stems[:from]
		return
	}
	r.lines = append(r.lines, quoteLine{start: start, end: len(r.Quotes), stems: [2]int{from, len(r.stems)},
		document: xxhash.Sum64String(a.Document.ID), day: dayNumber(a.Document.Date)})
}

// stemPair gives a hash for a pair of neighbouring stems.
func stemPair(first, second uint32) uint32 { return first*0x9E3779B1 ^ second }

// dayNumber counts days, well enough to tell how far two lie apart.
func dayNumber(date string) int32 {
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return 0
	}
	return (int32(d.Year())*12+int32(d.Month()))*31 + int32(d.Day())
}

// appendStems appends the hashes of the stems of the content words of s.
func appendStems(out []uint32, s string) []uint32 {
	start := -1
	for i, r := range s {
		if r < utf8.RuneSelf && 'a' <= r|0x20 && r|0x20 <= 'z' || r >= utf8.RuneSelf && unicode.IsLetter(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			out = appendStem(out, s[start:i])
			start = -1
		}
	}
	if start >= 0 {
		out = appendStem(out, s[start:])
	}
	return out
}

// appendStem appends the hash of a word's stem, if it is a content word.
func appendStem(out []uint32, word string) []uint32 {
	var stem [stemLetters]byte
	n := 0
	for ; n < len(word) && n < len(stem) && word[n] < utf8.RuneSelf; n++ {
		stem[n] = word[n] | 0x20 // lower case, of a letter
	}
	if n < len(stem) && n < len(word) || !ascii(word[n:]) {
		word = text.Normalize(word)
		n = copy(stem[:], word)
	}
	if len(word) < shortWord {
		return out
	}
	return append(out, uint32(xxhash.Sum64(stem[:n])))
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Add takes in the quotations of a recorder whose lines are written from
// offset on.
func (s *Statements) Add(r *Recorder, offset int64) {
	for _, l := range r.lines {
		if s.documents == 0 || l.document != s.last {
			s.documents++
			s.last = l.document
		}
		s.quotes = append(s.quotes, quoted{first: offset + int64(l.start), size: int32(l.end - l.start), document: s.documents, day: l.day,
			stems: uint32(len(s.stems)), length: uint8(l.stems[1] - l.stems[0])})
		s.stems = append(s.stems, r.stems[l.stems[0]:l.stems[1]]...)
	}
}

// stemsOf gives the stems of a quotation, in order.
func (s *Statements) stemsOf(i int32) []uint32 {
	q := &s.quotes[i]
	return s.stems[q.stems : q.stems+uint32(q.length)]
}

// wording is a quotation that is like another.
type wording struct {
	document, outlet, source, cue, class, text string // once it is read back
	start                                      string
	day                                        int32
	line                                       int64    // place in quotes.csv
	stems                                      []uint32 // sorted, each once, without common ones
}

// Table gives the statements with several wordings, and forgets what it has.
// quotes is quotes.csv.
func (s *Statements) Table(quotes io.ReaderAt) (*Table, error) {
	likely, common := s.candidates()
	neighbours := make(map[int32][]int32)
	wordings := make(map[int32]*wording)
	of := func(i int32) *wording {
		w := wordings[i]
		if w == nil {
			q := &s.quotes[i]
			w = &wording{line: q.first, day: q.day}
			for _, stem := range sortedSet(slices.Clone(s.stemsOf(i))) {
				if !common[stem] {
					w.stems = append(w.stems, stem)
				}
			}
			wordings[i] = w
		}
		return w
	}
	for _, pair := range likely {
		x, y := int32(pair>>32), int32(uint32(pair))
		if sameStems(of(x).stems, of(y).stems) {
			neighbours[x], neighbours[y] = append(neighbours[x], y), append(neighbours[y], x)
		}
	}
	order := make([]int32, 0, len(neighbours))
	for i := range neighbours {
		slices.Sort(neighbours[i])
		order = append(order, i)
	}
	slices.Sort(order) // which is the order of their lines
	if err := s.read(quotes, order, wordings); err != nil {
		return nil, err
	}
	s.quotes, s.stems = nil, nil
	slices.SortFunc(order, func(x, y int32) int {
		a, b := wordings[x], wordings[y]
		return cmp.Or(cmp.Compare(len(b.stems), len(a.stems)), a.compare(b))
	})
	// The fullest wording of a statement leads; others join the first leader
	// that they are a wording of. So no chain of likenesses joins two
	// statements that have nothing in common.
	var all []statement
	joined := make(map[int32]bool)
	for _, i := range order {
		if joined[i] {
			continue
		}
		joined[i] = true
		st := statement{wordings[i], []*wording{wordings[i]}}
		for _, j := range neighbours[i] {
			if !joined[j] {
				joined[j] = true
				st.wordings = append(st.wordings, wordings[j])
			}
		}
		all = append(all, st)
	}
	return statementsTable(all), nil
}

// statement is a statement in several wordings.
type statement struct {
	fullest  *wording
	wordings []*wording
}

// sortedSet sorts a list and leaves each number in it once.
func sortedSet(list []uint32) []uint32 {
	slices.Sort(list)
	return slices.Compact(list)
}

// sameStems reports whether two wordings have enough stems in common.
func sameStems(a, b []uint32) bool {
	common, shorter := overlap(a, b)
	return common >= statementStems && 2*common >= shorter
}

// compare orders wordings by day, document and place. One passage may be two
// quotations; they keep the order of quotes.csv.
func (w *wording) compare(v *wording) int {
	return cmp.Or(cmp.Compare(w.day, v.day), strings.Compare(w.document, v.document), cmp.Compare(len(w.start), len(v.start)), strings.Compare(w.start, v.start), cmp.Compare(w.line, v.line))
}

// statementsTable gives the statements that several documents have, the
// earliest first.
func statementsTable(all []statement) *Table {
	t := Schema("statements")
	all = slices.DeleteFunc(all, func(st statement) bool {
		ws := st.wordings
		return !slices.ContainsFunc(ws, func(w *wording) bool { return w.document != ws[0].document })
	})
	for _, st := range all {
		slices.SortFunc(st.wordings, (*wording).compare)
	}
	slices.SortFunc(all, func(a, b statement) int { return a.wordings[0].compare(b.wordings[0]) })
	var rows []statementRow
	for n, st := range all {
		for _, w := range st.wordings {
			common, _ := overlap(w.stems, st.fullest.stems)
			rows = append(rows, statementRow{
				wording: w, statement: n + 1, kept: float64(common) / float64(len(st.fullest.stems)),
				similarity: float64(common) / float64(len(w.stems)+len(st.fullest.stems)-common),
			})
		}
		for _, w := range st.wordings {
			w.stems = nil // they have been compared
		}
	}
	t.Lazy = &LazyRows{Len: len(rows), Row: func(i int, into []Value) []Value {
		r := &rows[i]
		return append(into, Text(fmt.Sprintf("s%05d", r.statement)), Text(r.document), Text(r.outlet), Text(r.source), Text(r.cue), Text(r.text),
			Num(r.kept), Num(r.similarity), Text(r.class))
	}}
	return t
}

// statementRow is a row of the table statements.
type statementRow struct {
	*wording
	statement        int
	kept, similarity float64
}

// lines reads some lines of quotes.csv, one after the other.
type lines struct {
	from  io.ReaderAt
	lines [][2]int64 // first byte, and the one after the last
}

func (l *lines) Read(p []byte) (int, error) {
	for len(l.lines) > 0 && l.lines[0][0] == l.lines[0][1] {
		l.lines = l.lines[1:]
	}
	if len(l.lines) == 0 {
		return 0, io.EOF
	}
	at := &l.lines[0]
	n, err := l.from.ReadAt(p[:min(int64(len(p)), at[1]-at[0])], at[0])
	at[0] += int64(n)
	if n > 0 {
		err = nil // what is missing shows at the next read
	}
	return n, err
}

// read reads quotations back from their lines.
func (s *Statements) read(quotes io.ReaderAt, which []int32, wordings map[int32]*wording) error {
	from := &lines{from: quotes}
	for _, i := range which {
		q := &s.quotes[i]
		from.lines = append(from.lines, [2]int64{q.first, q.first + int64(q.size)})
	}
	in := csv.NewReader(from)
	columns := Schema("quotes")
	var places []int
	for _, name := range []string{"document", "outlet", "source", "cue", "cue_class", "text", "start"} {
		places = append(places, columns.Index(name))
	}
	for _, i := range which {
		record, err := in.Read()
		if err != nil {
			return fmt.Errorf("quotes.csv could not be read back: %w", err)
		}
		w := wordings[i]
		for k, cell := range []*string{&w.document, &w.outlet, &w.source, &w.cue, &w.class, &w.text, &w.start} {
			*cell = plain(record[places[k]])
		}
	}
	return nil
}

// overlap counts what two sorted sets have in common, and the smaller's size.
func overlap(a, b []uint32) (common, shorter int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			common++
			i++
			j++
		}
	}
	return common, min(len(a), len(b))
}
