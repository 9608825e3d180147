package reuse

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"
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

	articles []article
}

// article is what is kept of a document to find its copies.
type article struct {
	id       string
	outlet   uint64 // hash of its name
	date     string
	minima   [minHashes]uint16
	shingles uint32
}

// NewSurvey gives an empty survey.
func NewSurvey() *Survey {
	return &Survey{
		documents: make(map[uint64]int), number: make(map[uint64]uint32),
		blocks: newTable(blockBits, sum), shared: newTable(blockBits, same), prints: newTable(printBits, same),
	}
}

// Add takes in one document by its sketch.
func (s *Survey) Add(id, outlet, date string, k *Sketch) {
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
		// One string for both, apart from the record that they were read from.
		both := id + date
		s.articles = append(s.articles, article{both[:len(id)], o, both[len(id):], k.minima, uint32(k.shingles)})
	}
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

// Merge takes in what another survey saw, which is empty afterwards.
func (s *Survey) Merge(t *Survey) {
	for outlet, n := range t.documents {
		s.documents[outlet] += n
	}
	as := make([]uint32, len(t.outlets)+1) // several stays several
	for i, o := range t.outlets {
		as[i+1] = s.numberOf(o)
	}
	s.blocks.absorb(t.blocks, func(n uint32) uint32 { return n })
	s.shared.absorb(t.shared, func(n uint32) uint32 { return as[n] })
	s.prints.absorb(t.prints, func(n uint32) uint32 { return as[n] })
	s.articles = append(s.articles, t.articles...)
	*t = *NewSurvey()
}

// repeated gives the blocks that several documents of an outlet have.
func (s *Survey) repeated() map[uint64]int32 {
	out := make(map[uint64]int32)
	s.blocks.each(func(key uint64, n uint32) {
		if n > 1 {
			out[key] = int32(n)
		}
	})
	return out
}

// Candidates gives the documents whose texts must be looked at again: pairs
// that may be copies, and those that have a passage in common with another
// outlet.
func (s *Survey) Candidates() *Candidates {
	slices.SortFunc(s.articles, func(a, b article) int { return strings.Compare(a.id, b.id) })
	c := propose(s.articles)
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
	l := &Ledger{documents: make(map[uint64]int), blocks: s.repeated(), shared: newHashSet(s.shared), groups: make(map[string]Group)}
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
