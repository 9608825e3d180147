package reports

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

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
// What is kept of a quotation until all are known is the hashes of its stems'
// pairs and the place of its line in quotes.csv: some fifty bytes.
type Statements struct {
	quotes []quoted
	pairs  []uint32 // of all quotations, one after the other
}

// quoted is one quotation that may be a wording of a statement.
type quoted struct {
	first, last int64 // place of its line in quotes.csv
	pairs       [2]int
	document    uint64
	day         int32 // days since 1970; 0 for none
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
	pairs      []uint32
	document   uint64
	day        int32
}

// note adds a line to the recorder's list if it can be a wording.
func (r *Recorder) note(a *analysis.Annotated, q *analysis.Quote, start int) {
	at := &a.Voices.Attributions[q.Attribution]
	if at.Voice != voice.Quoted || q.Section == voice.Boilerplate || a.Text.Words(at.Content) < statementWords {
		return
	}
	r.stems = appendStems(r.stems[:0], a.Text.Surface(at.Content))
	if len(r.stems) < statementStems || len(r.stems) > longStems {
		return
	}
	line := quoteLine{start: start, end: len(r.Quotes), document: xxhash.Sum64String(a.Document.ID), day: dayNumber(a.Document.Date)}
	line.pairs = stemPairs(nil, r.stems)
	r.lines = append(r.lines, line)
}

// stemPairs appends a hash for each pair of neighbouring stems.
func stemPairs(out, stems []uint32) []uint32 {
	for i := 1; i < len(stems); i++ {
		out = append(out, stems[i-1]*0x9E3779B1^stems[i])
	}
	return out
}

// dayNumber counts days, well enough to tell how far two lie apart.
func dayNumber(date string) int32 {
	var y, m, d int32
	if n, err := fmt.Sscanf(date, "%d-%d-%d", &y, &m, &d); n != 3 || err != nil {
		return 0
	}
	return (y*12+m)*31 + d
}

// appendStems appends the hashes of the stems of the content words of s.
func appendStems(out []uint32, s string) []uint32 {
	start := -1
	for i, r := range s + " " {
		if unicode.IsLetter(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			if word := text.Normalize(s[start:i]); len(word) >= shortWord {
				out = append(out, uint32(xxhash.Sum64String(word[:min(len(word), stemLetters)])))
			}
			start = -1
		}
	}
	return out
}

// Add takes in the quotations of a recorder whose lines are written from
// offset on.
func (s *Statements) Add(r *Recorder, offset int64) {
	for _, l := range r.lines {
		q := quoted{first: offset + int64(l.start), last: offset + int64(l.end), document: l.document, day: l.day}
		q.pairs[0] = len(s.pairs)
		s.pairs = append(s.pairs, l.pairs...)
		q.pairs[1] = len(s.pairs)
		s.quotes = append(s.quotes, q)
	}
}

// wording is a quotation, read back.
type wording struct {
	document, outlet, source, cue, class, text string
	start                                      string
	day                                        int32
	line                                       int64    // place in quotes.csv
	stems                                      []uint32 // sorted, each once
	pairs                                      []uint32 // of neighbouring stems, likewise
}

// Table gives the statements with several wordings, and forgets what it has.
// quotes is quotes.csv.
func (s *Statements) Table(quotes io.ReaderAt) (*Table, error) {
	neighbours := make(map[int32][]int32)
	for _, pair := range s.candidates() {
		neighbours[pair[0]] = append(neighbours[pair[0]], pair[1])
		neighbours[pair[1]] = append(neighbours[pair[1]], pair[0])
	}
	order := make([]int32, 0, len(neighbours))
	for i := range neighbours {
		order = append(order, i)
	}
	slices.Sort(order) // which is the order of their lines
	read, err := s.read(quotes, order)
	if err != nil {
		return nil, err
	}
	leaveOutCommon(read)
	slices.SortFunc(order, func(x, y int32) int {
		a, b := read[x], read[y]
		return cmp.Or(cmp.Compare(len(b.stems), len(a.stems)), a.compare(b))
	})
	// The fullest wording of a statement leads; others join the first leader
	// that they are a wording of. So no chain of likenesses joins two
	// statements that have nothing in common.
	wordings := make(map[int32][]*wording)
	joined := make(map[int32]bool)
	for _, i := range order {
		if joined[i] {
			continue
		}
		joined[i] = true
		wordings[i] = []*wording{read[i]}
		for _, j := range neighbours[i] {
			if joined[j] {
				continue
			}
			if read[i].sameAs(read[j]) {
				joined[j] = true
				wordings[i] = append(wordings[i], read[j])
			}
		}
	}
	s.quotes, s.pairs = nil, nil
	return statementsTable(wordings, read), nil
}

// A stem in more of the quotations that are compared than one in so many says
// little about what they are of.
const commonStem = 100

// leaveOutCommon takes out of every wording the stems that many have.
func leaveOutCommon(read map[int32]*wording) {
	in := make(map[uint32]int)
	for _, w := range read {
		for _, stem := range w.stems {
			in[stem]++
		}
	}
	most := max(len(read)/commonStem, 30)
	for _, w := range read {
		w.stems = slices.DeleteFunc(w.stems, func(stem uint32) bool { return in[stem] > most })
	}
}

// sameAs reports whether w and v are wordings of one statement.
func (w *wording) sameAs(v *wording) bool {
	common, shorter := overlap(w.stems, v.stems)
	if common < statementStems || 2*common < shorter {
		return false
	}
	common, shorter = overlap(w.pairs, v.pairs)
	return common >= 2 && 3*common >= shorter
}

// compare orders wordings by day, document and place. One passage may be two
// quotations; they keep the order of quotes.csv.
func (w *wording) compare(v *wording) int {
	return cmp.Or(cmp.Compare(w.day, v.day), strings.Compare(w.document, v.document), cmp.Compare(len(w.start), len(v.start)), strings.Compare(w.start, v.start), cmp.Compare(w.line, v.line))
}

// statementsTable gives the statements that several documents have, the
// earliest first.
func statementsTable(wordings map[int32][]*wording, read map[int32]*wording) *Table {
	t := Schema("statements")
	type statement struct {
		fullest  *wording
		wordings []*wording
	}
	var all []statement
	for leader, ws := range wordings {
		if !slices.ContainsFunc(ws, func(w *wording) bool { return w.document != ws[0].document }) {
			continue
		}
		slices.SortFunc(ws, (*wording).compare)
		all = append(all, statement{read[leader], ws})
	}
	slices.SortFunc(all, func(a, b statement) int { return a.wordings[0].compare(b.wordings[0]) })
	for n, st := range all {
		for _, w := range st.wordings {
			common, _ := overlap(w.stems, st.fullest.stems)
			t.Rows = append(t.Rows, []Value{
				Text(fmt.Sprintf("s%05d", n+1)), Text(w.document), Text(w.outlet), Text(w.source), Text(w.cue), Text(w.text),
				Num(float64(common) / float64(len(st.fullest.stems))),
				Num(float64(common) / float64(len(w.stems)+len(st.fullest.stems)-common)), Text(w.class),
			})
		}
	}
	return t
}

// candidates gives the pairs of quotations that share a pair of stems.
func (s *Statements) candidates() [][2]int32 {
	type entry struct {
		pair uint32
		at   int32
	}
	entries := make([]entry, 0, len(s.pairs))
	for i := range s.quotes {
		for _, p := range s.pairs[s.quotes[i].pairs[0]:s.quotes[i].pairs[1]] {
			entries = append(entries, entry{p, int32(i)})
		}
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Or(cmp.Compare(a.pair, b.pair), cmp.Compare(a.at, b.at)) })
	entries = slices.Compact(entries)
	var out [][2]int32
	for i := 0; i < len(entries); {
		j := i
		for j < len(entries) && entries[j].pair == entries[i].pair {
			j++
		}
		for x := i; x < j && j-i <= commonPair; x++ {
			for y := x + 1; y < j; y++ {
				a, b := &s.quotes[entries[x].at], &s.quotes[entries[y].at]
				if a.document != b.document && (a.day == 0 || b.day == 0 || max(a.day-b.day, b.day-a.day) <= statementDays) {
					out = append(out, [2]int32{entries[x].at, entries[y].at})
				}
			}
		}
		i = j
	}
	slices.SortFunc(out, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return slices.Compact(out)
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
func (s *Statements) read(quotes io.ReaderAt, which []int32) (map[int32]*wording, error) {
	from := &lines{from: quotes}
	for _, i := range which {
		from.lines = append(from.lines, [2]int64{s.quotes[i].first, s.quotes[i].last})
	}
	in := csv.NewReader(from)
	columns := Schema("quotes")
	var places []int
	for _, name := range []string{"document", "outlet", "source", "cue", "cue_class", "text", "start"} {
		places = append(places, columns.Index(name))
	}
	out := make(map[int32]*wording, len(which))
	for _, i := range which {
		record, err := in.Read()
		if err != nil {
			return nil, fmt.Errorf("quotes.csv could not be read back: %w", err)
		}
		w := &wording{line: s.quotes[i].first, day: s.quotes[i].day}
		for k, cell := range []*string{&w.document, &w.outlet, &w.source, &w.cue, &w.class, &w.text, &w.start} {
			*cell = plain(record[places[k]])
		}
		w.stems = appendStems(nil, w.text)
		w.pairs = stemPairs(nil, w.stems)
		slices.Sort(w.pairs)
		w.pairs = slices.Compact(w.pairs)
		slices.Sort(w.stems)
		w.stems = slices.Compact(w.stems)
		out[i] = w
	}
	return out, nil
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
