package reports

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"slant/analysis/spill"
)

// alignment finds the wordings of statements among the quotations noted. A
// large corpus has millions of them, so that all is in few flat lists: some
// seventy bytes a quotation.
type alignment struct {
	quotes []quoted // in the order of their lines
	stems  stemList // of all quotations: those with hashes, then sets; see settle
	count  int      // of all stems
	rank   []int32  // of the documents, by number: their order by ID
	spool  *spill.Spill
	notes  []spill.Piece

	compared []atomic.Bool // whether a quotation had another to be compared with
	mu       sync.Mutex
	likely   pairList // what all passes have found; see pass
}

// quoted is one quotation that may be a wording of a statement.
type quoted struct {
	document int32  // by number
	day      int32  // counted by dayNumber; 0 for none
	passage  int32  // where it begins in the document
	stems    uint32 // place of its stems
	length   uint8  // in stems
	pairs    uint8  // of neighbouring stems that it has, each counted once
}

// stemRoom is room for the stems of a quotation.
type stemRoom [longStems]uint32

// stemsOf gives the numbers of a quotation's stems, in order.
func (s *alignment) stemsOf(i int32, room *stemRoom) []uint32 {
	q := &s.quotes[i]
	return s.stems.numbers(room[:0], q.stems, q.length)
}

// hashesOf gives the hashes of a quotation's stems, in order.
func (s *alignment) hashesOf(i int32, room *stemRoom) []uint32 {
	stems := s.stemsOf(i, room)
	for k, n := range stems {
		stems[k] = s.stems.hashes[n]
	}
	return stems
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

// begin cuts the pairs of neighbouring stems of all quotations into shares, and
// gives the passes over them.
func (s *alignment) begin() []func() {
	s.compared = make([]atomic.Bool, len(s.quotes))
	shares := make([]pairShare, s.count/alignEntries+1)
	var own pairSet
	var room stemRoom
	for i := range s.quotes {
		own.fill(s.hashesOf(int32(i), &room))
		s.quotes[i].pairs = uint8(own.n)
		for _, p := range own.list[:own.n] {
			shares[p%uint32(len(shares))].add(s.spool, p, int32(i))
		}
	}
	passes := make([]func(), len(shares))
	for n := range passes {
		passes[n] = func() {
			found := s.pass(shares[n].entries())
			s.mu.Lock()
			defer s.mu.Unlock()
			s.likely.join(found)
		}
	}
	return passes
}

// pairShare is those pairs of stems, with the quotations that have them, that one
// pass looks at. They wait in a file.
type pairShare struct {
	pieces  []spill.Piece
	waiting []byte // for the next piece
	last    int32  // the quotation added last
	n       int
}

// shareBuffer is the size of a piece: there are many shares.
const shareBuffer = 16 << 10

// add takes in a pair of a quotation. These come in their order.
func (s *pairShare) add(to *spill.Spill, pair uint32, quote int32) {
	b := binary.LittleEndian.AppendUint32(s.waiting, pair)
	s.waiting = binary.AppendUvarint(b, uint64(quote-s.last))
	s.last = quote
	s.n++
	if len(s.waiting) > shareBuffer-4-binary.MaxVarintLen32 {
		s.pieces = append(s.pieces, to.Put(s.waiting))
		s.waiting = s.waiting[:0]
	}
}

// entries gives the pairs, in the upper half of a word, and their quotations in
// the lower, in order. The share is empty afterwards.
func (s *pairShare) entries() []uint64 {
	entries := make([]uint64, 0, s.n)
	quote := uint64(0)
	read := func(b []byte) {
		for len(b) > 0 {
			pair := uint64(binary.LittleEndian.Uint32(b))
			rows, size := binary.Uvarint(b[4:])
			quote += rows
			entries, b = append(entries, pair<<32|quote), b[4+size:]
		}
	}
	var b []byte
	for i := range s.pieces {
		b = s.pieces[i].Append(b[:0])
		read(b)
	}
	read(s.waiting)
	*s = pairShare{}
	slices.Sort(entries)
	return entries
}

// pass gives the pairs of quotations that have enough pairs of neighbouring
// stems in common, and one of them among these entries, in order: the first in
// the upper half of a word, the second, which comes after it, in the lower.
func (s *alignment) pass(entries []uint64) (likely []uint64) {
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

// pairList is a set of pairs of quotations in order, packed: millions of them
// are likely. A chunk has those of chunkQuotes first quotations, one after the
// other.
type pairList struct {
	chunks [][]byte
	room   []byte // for a chunk in the making
}

const chunkQuotes = 1 << 13

// pairWriter packs pairs that come in order, those of one first quotation as
// differences.
type pairWriter struct {
	packed        []byte
	first, second uint64
}

func (w *pairWriter) add(pair uint64) {
	first, second := pair>>32, pair&math.MaxUint32
	if first != w.first {
		w.second = first
	}
	w.packed = binary.AppendUvarint(w.packed, first-w.first)
	w.packed = binary.AppendUvarint(w.packed, second-w.second)
	w.first, w.second = first, second
}

// eachPair gives the pairs of a chunk, in order.
func eachPair(chunk []byte, visit func(pair uint64)) {
	first, second := uint64(0), uint64(0)
	for b := chunk; len(b) > 0; {
		rows, size := binary.Uvarint(b)
		if b = b[size:]; rows > 0 {
			first += rows
			second = first
		}
		rows, size = binary.Uvarint(b)
		b = b[size:]
		second += rows
		visit(first<<32 | second)
	}
}

// drain gives all pairs, in order, and leaves none.
func (l *pairList) drain(visit func(pair uint64)) {
	for i, chunk := range l.chunks {
		eachPair(chunk, visit)
		l.chunks[i] = nil
	}
}

// join adds pairs in order that the set does not have.
func (l *pairList) join(more []uint64) {
	for len(more) > 0 {
		place := int(more[0] >> 32 / chunkQuotes)
		end := 1
		for end < len(more) && int(more[end]>>32/chunkQuotes) == place {
			end++
		}
		for place >= len(l.chunks) {
			l.chunks = append(l.chunks, nil)
		}
		l.chunks[place] = l.joined(l.chunks[place], more[:end])
		more = more[end:]
	}
}

// joined adds pairs to a chunk. Most of what a pass finds others have found
// before.
func (l *pairList) joined(chunk []byte, more []uint64) []byte {
	w := pairWriter{packed: l.room[:0]}
	eachPair(chunk, func(pair uint64) {
		for len(more) > 0 && more[0] <= pair {
			if more[0] < pair {
				w.add(more[0])
			}
			more = more[1:]
		}
		w.add(pair)
	})
	for _, pair := range more {
		w.add(pair)
	}
	l.room = w.packed
	if len(w.packed) == len(chunk) {
		return chunk // all were there
	}
	return bytes.Clone(w.packed)
}

// alike appends those pairs of quotations, which all have one pair of stems,
// that have enough in common.
func (s *alignment) alike(group []uint64, own *pairSet, likely []uint64) []uint64 {
	var room stemRoom
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
				own.fill(s.hashesOf(x0, &room))
				filled = true
			}
			if common := own.common(s.hashesOf(y0, &room)); common >= 2 && 3*common >= int(min(a.pairs, b.pairs)) {
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
	list   [longStems]uint32     // the pairs, in order
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
			p.filled[i], p.pairs[i], p.list[p.n] = p.now, pair, pair
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

// commonStems tells of the stems, by number, which of them many of the
// quotations have that are compared.
func (s *alignment) commonStems() []bool {
	n := 0
	counts := make([]int32, len(s.stems.hashes))
	var room stemRoom
	for i := range s.compared {
		if s.compared[i].Load() {
			n++
			for _, stem := range sortedSet(s.stemsOf(int32(i), &room)) {
				counts[stem]++
			}
		}
	}
	most := int32(max(n/commonStem, 30))
	out := make([]bool, len(counts))
	for stem, n := range counts {
		out[stem] = n > most
	}
	return out
}

// sortedSet sorts a list and leaves each number in it once.
func sortedSet(list []uint32) []uint32 {
	slices.Sort(list)
	return slices.Compact(list)
}

// settle leaves of the stems of the quotations that are compared each once,
// sorted by number, without those that say little.
func (s *alignment) settle() {
	common := s.commonStems()
	var room stemRoom
	for i := range s.compared {
		if s.compared[i].Load() {
			own := sortedSet(s.stemsOf(int32(i), &room))
			own = slices.DeleteFunc(own, func(stem uint32) bool { return common[stem] })
			s.stems.replace(s.quotes[i].stems, own)
			s.quotes[i].length = uint8(len(own))
		}
	}
}

// sameStems reports whether two settled quotations have enough stems in common.
func (s *alignment) sameStems(x, y int32) bool {
	common, shorter := s.overlap(x, y)
	return common >= statementStems && 2*common >= shorter
}

// overlap counts the stems that two settled quotations have in common, and those
// of the shorter one.
func (s *alignment) overlap(x, y int32) (common, shorter int) {
	var a, b stemRoom
	return overlap(s.stemsOf(x, &a), s.stemsOf(y, &b))
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
