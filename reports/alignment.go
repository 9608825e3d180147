package reports

import (
	"math"
	"slices"
)

// alignEntries is how many pairs of stems are sorted at a time, about: it
// bounds what the alignment takes beside the stems.
const alignEntries = 1 << 21

// candidates gives the pairs of quotations that have enough pairs of
// neighbouring stems in common, in order: the first in the upper half of a
// word, the second in the lower. common are the stems that many of the
// quotations have that were compared for it.
func (s *Statements) candidates() (likely []uint64, common map[uint32]bool) {
	compared := make([]bool, len(s.quotes))
	var own pairSet
	for i := range s.quotes {
		own.fill(s.stemsOf(int32(i)))
		s.quotes[i].pairs = uint8(own.n)
	}
	passes := uint32(len(s.stems)/alignEntries + 1)
	// Pairs of stems, and their quotations.
	entries := make([]uint64, 0, min(len(s.stems), alignEntries+alignEntries/8))
	for pass := range passes {
		entries = entries[:0]
		for i := range s.quotes {
			stems := s.stemsOf(int32(i))
			for k := 1; k < len(stems); k++ {
				if p := stemPair(stems[k-1], stems[k]); passes == 1 || p%passes == pass {
					entries = append(entries, uint64(p)<<32|uint64(i))
				}
			}
		}
		slices.Sort(entries)
		entries = slices.Compact(entries)
		for i := 0; i < len(entries); {
			j := i + 1
			for j < len(entries) && entries[j]>>32 == entries[i]>>32 {
				j++
			}
			if j-i <= commonPair {
				likely = s.compare(entries[i:j], &own, compared, likely)
			}
			i = j
		}
		slices.Sort(likely)
		likely = slices.Compact(likely)
	}
	return likely, s.commonStems(compared)
}

// compare appends those pairs of quotations, which all have one pair of stems,
// that have enough in common.
func (s *Statements) compare(group []uint64, own *pairSet, compared []bool, likely []uint64) []uint64 {
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
			compared[x0], compared[y0] = true, true
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
func (s *Statements) commonStems(compared []bool) map[uint32]bool {
	n := 0
	var stems, own []uint32
	for i, is := range compared {
		if is {
			n++
			own = sortedSet(append(own[:0], s.stemsOf(int32(i))...))
			stems = append(stems, own...)
		}
	}
	slices.Sort(stems)
	most := max(n/commonStem, 30)
	out := make(map[uint32]bool)
	for first := 0; first < len(stems); {
		end := first + 1
		for end < len(stems) && stems[end] == stems[first] {
			end++
		}
		if end-first > most {
			out[stems[first]] = true
		}
		first = end
	}
	return out
}
