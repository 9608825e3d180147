package reuse

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// sharedWords is how long a block must be to be shared text: shorter ones are
// repeated by chance.
const sharedWords = 8

// Survey gathers, in a first pass over the corpus, what a Ledger is made from:
// eight bytes for each block of each outlet, and some 250 for each document.
// Surveys of parts of a corpus merge in any order.
type Survey struct {
	documents map[uint64]int    // by outlet
	blocks    map[uint64]int32  // by outlet and block: documents that have it
	shared    map[uint64]uint64 // by block: hash of its outlet; 0 for several
	sketches  []sketch

	scanner scanner
	seen    []uint64 // blocks of the document at hand
	minima  minima
}

// NewSurvey gives an empty survey.
func NewSurvey() *Survey {
	return &Survey{documents: make(map[uint64]int), blocks: make(map[uint64]int32), shared: make(map[uint64]uint64)}
}

// Add takes in one document.
func (s *Survey) Add(id, outlet, date, body string) {
	o := xxhash.Sum64String(outlet)
	s.documents[o]++
	s.minima.reset()
	s.seen = s.seen[:0]
	for _, b := range s.scanner.scan(body, s.minima.add) {
		if b.words > 0 {
			s.seen = append(s.seen, b.hash)
		}
		if b.words >= sharedWords {
			if other, ok := s.shared[b.hash]; !ok {
				s.shared[b.hash] = o
			} else if other != o {
				s.shared[b.hash] = 0
			}
		}
	}
	slices.Sort(s.seen)
	for _, h := range slices.Compact(s.seen) {
		s.blocks[inOutlet(o, h)]++
	}
	if bands, ok := s.minima.bands(); ok {
		s.sketches = append(s.sketches, sketch{strings.Clone(id), o, date, bands})
	}
}

// inOutlet gives the key of a block in an outlet.
func inOutlet(outlet, block uint64) uint64 { return (outlet ^ block) * fnvPrime }

// Merge takes in what another survey saw.
func (s *Survey) Merge(t *Survey) {
	for outlet, n := range t.documents {
		s.documents[outlet] += n
	}
	for key, n := range t.blocks {
		s.blocks[key] += n
	}
	for hash, o := range t.shared {
		if other, ok := s.shared[hash]; !ok {
			s.shared[hash] = o
		} else if other != o {
			s.shared[hash] = 0
		}
	}
	s.sketches = append(s.sketches, t.sketches...)
}

// Candidates gives the pairs of documents that may be copies.
func (s *Survey) Candidates() *Candidates {
	slices.SortFunc(s.sketches, func(a, b sketch) int { return strings.Compare(a.id, b.id) })
	c := propose(s.sketches)
	c.common = func(outlet, block uint64) bool {
		return common(int(s.blocks[inOutlet(outlet, block)]), s.documents[outlet])
	}
	return c
}

// Ledger gives what the survey found. checked holds the candidates with their
// texts compared; nil stands for none.
func (s *Survey) Ledger(checked *Candidates) *Ledger {
	l := &Ledger{documents: maps.Clone(s.documents), blocks: make(map[uint64]int32), shared: make(map[uint64]bool), groups: make(map[string]Group)}
	for key, n := range s.blocks {
		if n > 1 {
			l.blocks[key] = n
		}
	}
	for hash, o := range s.shared {
		if o == 0 {
			l.shared[hash] = true
		}
	}
	if checked != nil {
		l.copies(checked)
	}
	return l
}

// byDate orders the documents of a group: the first is the original. A
// document without a date comes after those with one.
func byDate(a, b sketch) int {
	if (a.date == "") != (b.date == "") {
		if a.date == "" {
			return 1
		}
		return -1
	}
	return cmp.Or(strings.Compare(a.date, b.date), strings.Compare(a.id, b.id))
}
