package reports

import (
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"slant/analysis"
	"slant/analysis/spill"
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
// What is noted of a quotation, the hashes of its stems and the place of its
// line in quotes.csv, waits in a file until all are known, and so do the pairs
// of neighbours by hash while they are compared. All likenesses are
// found from that; of the wordings that go into the table the lines are read
// back when its rows are asked for.
type Statements struct {
	spool   *spill.Spill
	pieces  []spill.Piece // of what was noted
	waiting []byte        // for the next piece
	ids     []string      // of the documents, one after the other
	quotes  int
	stems   int
	line    int64 // the end of the line last noted
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

	spoolBuffer = 64 << 10
)

// NewStatements gives a Statements that keeps what it notes in spool until the
// table is made.
func NewStatements(spool spill.File) *Statements { return &Statements{spool: spill.New(spool)} }

// quoteLine is what a Recorder notes of a line of quotes.csv.
type quoteLine struct {
	start, end int // in Recorder.Quotes
	stems      [2]int
	document   string
	day        int32
	passage    int // where the quotation begins in the document
}

// note adds a line to the recorder's list if it can be a wording.
func (r *Recorder) note(a *analysis.Annotated, q *analysis.Quote, start, passage int) {
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
		document: a.Document.ID, day: dayNumber(a.Document.Date), passage: passage})
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
// offset on. Lines come in their order. The error is one of the spool.
func (s *Statements) Add(r *Recorder, offset int64) error {
	for _, l := range r.lines {
		another := byte(0)
		if n := len(s.ids); n == 0 || s.ids[n-1] != l.document {
			s.ids = append(s.ids, l.document)
			another = 1
		}
		s.quotes++
		s.stems += l.stems[1] - l.stems[0]
		b := append(s.waiting, another, uint8(l.stems[1]-l.stems[0]))
		b = binary.AppendUvarint(b, uint64(offset+int64(l.start)-s.line))
		b = binary.AppendUvarint(b, uint64(l.end-l.start))
		b = binary.AppendUvarint(b, uint64(l.day))
		b = binary.AppendUvarint(b, uint64(l.passage))
		for _, stem := range r.stems[l.stems[0]:l.stems[1]] {
			b = binary.LittleEndian.AppendUint32(b, stem)
		}
		s.waiting, s.line = b, offset+int64(l.end)
		if len(b) >= spoolBuffer {
			if s.flush(); s.spool.Err() != nil {
				return s.spool.Err()
			}
		}
	}
	return nil
}

// flush writes what waits.
func (s *Statements) flush() {
	s.pieces = append(s.pieces, s.spool.Put(s.waiting))
	s.waiting = s.waiting[:0]
}

// Alignment finds the statements among all quotations. Its jobs share nothing
// that they change: they may be done side by side and in any order.
type Alignment struct {
	Jobs []func()
	all  *alignment
}

// Align begins an alignment of what was added, which is not to be added to any
// more.
func (s *Statements) Align() (*Alignment, error) {
	s.flush()
	a := s.load()
	if err := s.spool.Err(); err != nil {
		return nil, unreadable(err)
	}
	jobs := a.begin()
	return &Alignment{jobs, a}, nil
}

// Table gives the statements with several wordings, once all jobs are done.
// quotes is quotes.csv, from which the rows read their text.
func (a *Alignment) Table(quotes io.ReaderAt) (*Table, error) {
	if err := a.all.spool.Err(); err != nil { // nothing to go on with
		return nil, unreadable(err)
	}
	rows := a.all.rows(a.all.wordings())
	if err := a.all.spool.Err(); err != nil {
		return nil, unreadable(err)
	}
	return statementsTable(rows, quotes), nil
}

func unreadable(err error) error {
	return fmt.Errorf("what was noted of quotations could not be read back: %w", err)
}

// load reads what is compared of everything that was noted, as far as it can be
// had.
func (s *Statements) load() *alignment {
	a := &alignment{quotes: make([]quoted, 0, s.quotes), stems: stemList{number: make(map[uint32]uint32)}, count: s.stems, rank: ranks(s.ids), spool: s.spool, notes: s.pieces}
	var stems [longStems]uint32
	document := int32(-1)
	eachNote(s.pieces, func(n *noted) {
		if n.another {
			document++
		}
		length := len(n.stems) / 4
		for i := range length {
			stems[i] = binary.LittleEndian.Uint32(n.stems[4*i:])
		}
		a.quotes = append(a.quotes, quoted{document: document, day: n.day, passage: n.passage, stems: a.stems.add(stems[:length]), length: uint8(length)})
	})
	s.ids, a.stems.number = nil, nil
	return a
}

// noted is what Add notes of a quotation.
type noted struct {
	another bool   // of another document than the one before
	line    int64  // place of its line in quotes.csv
	size    int32  // of its line, in bytes
	day     int32  // counted by dayNumber; 0 for none
	passage int32  // where it begins in the document
	stems   []byte // their hashes
}

// eachNote reads notes back, in their order.
func eachNote(pieces []spill.Piece, visit func(n *noted)) {
	var b []byte
	end := int64(0)
	for i := range pieces {
		b = pieces[i].Append(b[:0])
		for rest := b; len(rest) > 0; {
			n := noted{another: rest[0] != 0}
			length := 4 * int(rest[1])
			rest = rest[2:]
			var numbers [4]uint64
			for i := range numbers {
				x, size := binary.Uvarint(rest)
				numbers[i], rest = x, rest[size:]
			}
			n.line, n.size, n.day, n.passage = end+int64(numbers[0]), int32(numbers[1]), int32(numbers[2]), int32(numbers[3])
			n.stems, rest = rest[:length], rest[length:]
			end = n.line + int64(n.size)
			visit(&n)
		}
	}
}

// ranks gives the place of each ID among all in order; equal ones have one.
func ranks(ids []string) []int32 {
	order := make([]int32, len(ids))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return strings.Compare(ids[x], ids[y]) })
	out := make([]int32, len(ids))
	for n, i := range order {
		out[i] = int32(n)
		if n > 0 && ids[order[n-1]] == ids[i] {
			out[i] = out[order[n-1]]
		}
	}
	return out
}
