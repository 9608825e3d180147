package reuse

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"slant/analysis/spill"
)

// sharedWords is how long a block must be to be shared text: shorter ones are
// repeated by chance.
const sharedWords = 8

// Survey gathers, in a first pass over the corpus, what a Ledger is made from.
// Surveys of parts of a corpus merge in any order.
type Survey struct {
	documents map[uint64]int    // by outlet
	number    map[uint64]uint32 // of an outlet in the tables, from 1 on
	outlets   []uint64          // by number, less 1

	blocks *table // by outlet and block: documents that have it
	shared *table // by block of sharedWords words: the outlet's number, or several
	prints *table // the same by fingerprint

	articles int           // in pieces and waiting
	pieces   []spill.Piece // articles as they were stored
	waiting  []byte        // articles, to be a piece
	to       *spill.Spill
	spills   []*spill.Spill   // to, and those of surveys that were merged into this one
	known    map[uint64]int32 // what repeated has given
}

// article is what is kept of a document to find its copies.
type article struct {
	id       string
	outlet   uint64 // hash of its name
	date     string
	minima   [minHashes]uint16
	shingles uint32
}

// articlePiece is how long a piece of articles is, in bytes.
const articlePiece = 64 << 10

// NewSurvey gives an empty survey that holds all that it gathers.
func NewSurvey() *Survey { return NewSpilling(nil) }

// NewSpilling gives an empty survey that puts most of what it gathers into a
// file, and reads it back when candidates and ledger are made: until then it
// holds some megabytes, however large the corpus. What goes wrong with the file
// Err says.
func NewSpilling(file spill.File) *Survey {
	s := &Survey{
		documents: make(map[uint64]int), number: make(map[uint64]uint32),
		blocks: newTable(blockBits, sum), shared: newTable(blockBits, same), prints: newTable(printBits, same),
		to: spill.New(file),
	}
	s.spills = []*spill.Spill{s.to}
	s.blocks.to, s.shared.to, s.prints.to = s.to, s.to, s.to
	return s
}

// Err gives the first error of a file that the survey has put something into.
// What it gives after one is not to be used.
func (s *Survey) Err() error {
	for _, to := range s.spills {
		if err := to.Err(); err != nil {
			return err
		}
	}
	return nil
}

// Add takes in one document by its sketch.
func (s *Survey) Add(id, outlet, date string, k *Sketch) {
	s.known = nil
	o := xxhash.Sum64String(outlet)
	s.documents[o]++
	number := s.numberOf(o)
	for _, b := range k.long {
		s.blocks.add(inOutlet(o, b), 1)
		s.shared.add(b, number)
	}
	for _, b := range k.short {
		s.blocks.add(inOutlet(o, b), 1)
	}
	for _, p := range k.prints {
		s.prints.add(p, number)
	}
	if k.shingles >= fewShingles {
		s.article(id, o, date, k)
	}
}

// article stores what is kept of a document.
func (s *Survey) article(id string, outlet uint64, date string, k *Sketch) {
	b := binary.LittleEndian.AppendUint64(s.waiting, outlet)
	b = binary.AppendUvarint(b, uint64(k.shingles))
	for _, m := range k.minima {
		b = binary.LittleEndian.AppendUint16(b, m)
	}
	for _, text := range [...]string{id, date} {
		b = append(binary.AppendUvarint(b, uint64(len(text))), text...)
	}
	s.articles++
	if s.waiting = b; len(b) >= articlePiece {
		s.set()
	}
}

// set makes a piece of the articles that wait.
func (s *Survey) set() {
	if len(s.waiting) > 0 {
		s.pieces = append(s.pieces, s.to.Put(s.waiting))
		s.waiting = s.waiting[:0]
	}
}

// stored gives all articles, in the order of their IDs.
func (s *Survey) stored() []article {
	s.set()
	out := make([]article, 0, s.articles)
	var room []byte
	for i := range s.pieces {
		room = s.pieces[i].Append(room[:0])
		for r := (byteReader{b: room}); len(r.b) > 0; {
			a := article{outlet: r.uint64(), shingles: uint32(r.uvarint())}
			for k := range a.minima {
				a.minima[k] = r.uint16()
			}
			a.id, a.date = r.string(), r.string()
			out = append(out, a)
		}
	}
	slices.SortFunc(out, func(a, b article) int { return strings.Compare(a.id, b.id) })
	return out
}

// numberOf gives the number of an outlet in the tables.
func (s *Survey) numberOf(outlet uint64) uint32 {
	n, ok := s.number[outlet]
	if !ok {
		s.outlets = append(s.outlets, outlet)
		n = uint32(len(s.outlets))
		s.number[outlet] = n
	}
	return n
}

// inOutlet gives the key of a block in an outlet.
func inOutlet(outlet, block uint64) uint64 {
	x := (outlet ^ block) * fnvPrime
	return (x ^ x>>32) * shinglePr >> (64 - blockBits)
}

// Merge takes in what another survey saw, which is empty afterwards. The file of
// that one is still needed.
func (s *Survey) Merge(t *Survey) {
	s.known = nil
	for outlet, n := range t.documents {
		s.documents[outlet] += n
	}
	as := make([]uint32, len(t.outlets)+1) // several stays several
	for i, o := range t.outlets {
		as[i+1] = s.numberOf(o)
	}
	s.blocks.absorb(t.blocks, nil)
	s.shared.absorb(t.shared, as)
	s.prints.absorb(t.prints, as)
	t.set()
	s.pieces, s.articles = append(s.pieces, t.pieces...), s.articles+t.articles
	s.spills = append(s.spills, t.spills...)
	*t = *NewSurvey()
}

// repeated gives the blocks that several documents of an outlet have.
func (s *Survey) repeated() map[uint64]int32 {
	if s.known != nil {
		return s.known
	}
	out := make(map[uint64]int32)
	s.blocks.each(func(key uint64, n uint32) {
		if n > 1 {
			out[key] = int32(n)
		}
	})
	s.known = out
	return out
}

// Candidates gives the documents whose texts must be looked at again: pairs
// that may be copies, and those that have a passage in common with another
// outlet.
func (s *Survey) Candidates() *Candidates {
	c := propose(s.stored())
	blocks := s.repeated()
	c.common = func(outlet, block uint64) bool {
		return common(int(blocks[inOutlet(outlet, block)]), s.documents[outlet])
	}
	c.number = s.number
	c.prints = newHashSet(s.prints)
	return c
}

// Ledger gives what the survey found. checked holds the candidates with their
// texts compared; nil stands for none: then there are no copies, and nothing
// less than a block is shared.
func (s *Survey) Ledger(checked *Candidates) *Ledger {
	l := &Ledger{documents: make(map[uint64]int), blocks: maps.Clone(s.repeated()), shared: newHashSet(s.shared), groups: make(map[string]Group)}
	for outlet, n := range s.documents {
		l.documents[outlet] = n
	}
	if checked != nil {
		checked.Next() // the last round, if it was not ended
		l.group(checked)
		l.passages = newHashSet(checked.grams())
	}
	return l
}

// byDate orders the documents of a group: the first is the original. A
// document without a date comes after those with one.
func byDate(a, b candidate) int {
	if (a.date == "") != (b.date == "") {
		if a.date == "" {
			return 1
		}
		return -1
	}
	return cmp.Or(strings.Compare(a.date, b.date), strings.Compare(a.id, b.id))
}
