package reports

import (
	"cmp"
	"math"
	"slices"
	"sync"
	"sync/atomic"
)

// alignment finds the wordings of statements among the quotations noted. A
// large corpus has millions of them, so that all is in few flat lists: some
// hundred and twenty bytes a quotation.
type alignment struct {
	quotes []quoted // in the order of their lines
	stems  []uint32 // of all quotations, one after the other
	rank   []int32  // of the documents, by number: their order by ID

	compared []atomic.Bool // whether a quotation had another to be compared with
	mu       sync.Mutex
	likely   []uint64 // what all passes have found; see pass
}

// quoted is one quotation that may be a wording of a statement.
type quoted struct {
	line     int64  // place of its line in quotes.csv
	size     int32  // of its line, in bytes
	document int32  // by number
	day      int32  // counted by dayNumber; 0 for none
	passage  int32  // where it begins in the document
	stems    uint32 // place of its stems
	length   uint8  // in stems
	pairs    uint8  // of neighbouring stems that it has, each counted once
}

// stemsOf gives the stems of a quotation, in order.
func (s *alignment) stemsOf(i int32) []uint32 {
	q := &s.quotes[i]
	return s.stems[q.stems : q.stems+uint32(q.length)]
}

// compare orders quotations by day, document and place. One passage may be two
// quotations; they keep the order of quotes.csv.
func (s *alignment) compare(x, y int32) int {
	a, b := &s.quotes[x], &s.quotes[y]
	return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(s.rank[a.document], s.rank[b.document]), cmp.Compare(a.passage, b.passage), cmp.Compare(x, y))
}

// alignEntries is how many pairs of stems are sorted at a time, about: it
// bounds what the alignment takes beside the stems.
const alignEntries = 1 << 19

// begin counts the pairs of neighbouring stems of every quotation, and gives
// the passes over them.
func (s *alignment) begin() []func() {
	s.compared = make([]atomic.Bool, len(s.quotes))
	var own pairSet
	for i := range s.quotes {
		own.fill(s.stemsOf(int32(i)))
		s.quotes[i].pairs = uint8(own.n)
	}
	passes := make([]func(), len(s.stems)/alignEntries+1)
	for n := range passes {
		passes[n] = func() {
			found := s.pass(uint32(n), uint32(len(passes)))
			s.mu.Lock()
			defer s.mu.Unlock()
			s.likely = union(s.likely, found)
		}
	}
	return passes
}

// pass gives the pairs of quotations that have enough pairs of neighbouring
// stems in common, and one of them among those of this pass, in order: the
// first in the upper half of a word, the second in the lower.
func (s *alignment) pass(n, passes uint32) (likely []uint64) {
	// Pairs of stems, and their quotations.
	entries := make([]uint64, 0, min(len(s.stems), alignEntries+alignEntries/8))
	for i := range s.quotes {
		stems := s.stemsOf(int32(i))
		for k := 1; k < len(stems); k++ {
			if p := stemPair(stems[k-1], stems[k]); passes == 1 || p%passes == n {
				entries = append(entries, uint64(p)<<32|uint64(i))
			}
		}
	}
	slices.Sort(entries)
	entries = slices.Compact(entries)
	var own pairSet
	for i := 0; i < len(entries); {
		j := i + 1
		for j < len(entries) && entries[j]>>32 == entries[i]>>32 {
			j++
		}
		if j-i <= commonPair {
			likely = s.alike(entries[i:j], &own, likely)
		}
		i = j
	}
	slices.Sort(likely)
	return slices.Compact(likely)
}

// union adds to a sorted set what it does not have of another, which it uses
// up. Most of what a pass finds others have found before.
func union(set, more []uint64) []uint64 {
	i := 0
	fresh := more[:0]
	for _, x := range more {
		for i < len(set) && set[i] < x {
			i++
		}
		if i == len(set) || set[i] != x {
			fresh = append(fresh, x)
		}
	}
	i = len(set) - 1
	set = append(set, fresh...)
	for to, j := len(set)-1, len(fresh)-1; j >= 0; to-- {
		if i >= 0 && set[i] > fresh[j] {
			set[to] = set[i]
			i--
		} else {
			set[to] = fresh[j]
			j--
		}
	}
	return set
}

// alike appends those pairs of quotations, which all have one pair of stems,
// that have enough in common.
func (s *alignment) alike(group []uint64, own *pairSet, likely []uint64) []uint64 {
	for x, e := range group {
		x0 := int32(uint32(e))
		a := &s.quotes[x0]
		filled := false
		for _, f := range group[x+1:] {
			y0 := int32(uint32(f))
			b := &s.quotes[y0]
			if a.document == b.document || a.day != 0 && b.day != 0 && max(a.day-b.day, b.day-a.day) > statementDays {
				continue
			}
			s.isCompared(x0)
			s.isCompared(y0)
			if !filled {
				own.fill(s.stemsOf(x0))
				filled = true
			}
			if common := own.common(s.stemsOf(y0)); common >= 2 && 3*common >= int(min(a.pairs, b.pairs)) {
				likely = append(likely, e<<32|f&math.MaxUint32)
			}
		}
	}
	return likely
}

// isCompared notes that a quotation had another to be compared with.
func (s *alignment) isCompared(i int32) {
	if !s.compared[i].Load() {
		s.compared[i].Store(true)
	}
}

// pairSet is the pairs of neighbouring stems of one quotation: a hash table
// that is emptied by counting on.
type pairSet struct {
	pairs  [4 * longStems]uint32
	filled [4 * longStems]uint32 // by place: in which filling it was taken
	found  [4 * longStems]uint32 // by place: in which search it was found
	n      int                   // how many there are
	now    uint32
	search uint32
}

// place gives where a pair is, or would be.
func (p *pairSet) place(pair uint32) int {
	i := int(uint64(pair*0x85EBCA6B) * uint64(len(p.pairs)) >> 32)
	for p.filled[i] == p.now && p.pairs[i] != pair {
		if i++; i == len(p.pairs) {
			i = 0
		}
	}
	return i
}

// fill makes it the set of a quotation with these stems.
func (p *pairSet) fill(stems []uint32) {
	p.n = 0
	p.now++
	for k := 1; k < len(stems); k++ {
		pair := stemPair(stems[k-1], stems[k])
		if i := p.place(pair); p.filled[i] != p.now {
			p.filled[i], p.pairs[i] = p.now, pair
			p.n++
		}
	}
}

// common counts the pairs that another quotation has too.
func (p *pairSet) common(stems []uint32) int {
	n := 0
	p.search++
	for k := 1; k < len(stems); k++ {
		if i := p.place(stemPair(stems[k-1], stems[k])); p.filled[i] == p.now && p.found[i] != p.search {
			p.found[i] = p.search
			n++
		}
	}
	return n
}

// A stem in more of the quotations that are compared than one in so many says
// little about what they are of.
const commonStem = 100

// commonStems gives the stems that many of the quotations have that are
// compared.
func (s *alignment) commonStems() map[uint32]bool {
	n := 0
	counts := make(map[uint32]int32)
	var own []uint32
	for i := range s.compared {
		if s.compared[i].Load() {
			n++
			own = sortedSet(append(own[:0], s.stemsOf(int32(i))...))
			for _, stem := range own {
				counts[stem]++
			}
		}
	}
	most := int32(max(n/commonStem, 30))
	out := make(map[uint32]bool)
	for stem, n := range counts {
		if n > most {
			out[stem] = true
		}
	}
	return out
}

// sortedSet sorts a list and leaves each number in it once.
func sortedSet(list []uint32) []uint32 {
	slices.Sort(list)
	return slices.Compact(list)
}

// settle leaves of the stems of the quotations that are compared each once,
// sorted, without those that say little.
func (s *alignment) settle() {
	common := s.commonStems()
	for i := range s.compared {
		if s.compared[i].Load() {
			own := sortedSet(s.stemsOf(int32(i)))
			own = slices.DeleteFunc(own, func(stem uint32) bool { return common[stem] })
			s.quotes[i].length = uint8(len(own))
		}
	}
}

// sameStems reports whether two settled quotations have enough stems in common.
func (s *alignment) sameStems(x, y int32) bool {
	common, shorter := overlap(s.stemsOf(x), s.stemsOf(y))
	return common >= statementStems && 2*common >= shorter
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
