package reuse

import (
	"strings"

	"slant/analysis/text"
)

// shingleWords is how many words a shingle has.
const shingleWords = 5

// blockHash is what a block is known by: a hash of its words, without case,
// marks, numbers and dates; and how many words there are.
type blockHash struct {
	hash  uint64
	words int
}

const (
	fnvOffset = 0xcbf29ce484222325
	fnvPrime  = 0x100000001b3
	number    = 0x9ae16a3b2f90404f // stands for every word that begins with a digit
	shinglePr = 0x9E3779B97F4A7C15
)

// shingleOut takes the oldest word out of a rolling shingle.
var shingleOut = func() uint64 {
	p := uint64(1)
	for range shingleWords {
		p *= shinglePr
	}
	return p
}()

// dateWords are the hashes of the names of months and days, which differ
// between repeated blocks as numbers do; they are looked for behind a capital.
// mayBeDate rules out most other words without a look into the map.
var dateWords, mayBeDate = func() (words map[uint64]bool, filter [64]uint64) {
	words = make(map[uint64]bool)
	for name := range strings.FieldsSeq(`january february march april may june july august september october november december
		jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun`) {
		h := uint64(fnvOffset)
		for i := range len(name) {
			h = (h ^ uint64(name[i])) * fnvPrime
		}
		words[h] = true
		filter[h>>6&63] |= 1 << (h & 63)
	}
	return words, filter
}()

// What a scan notes beside the hashes of the blocks.
const (
	shingled = 1 << iota // the five-word sequences
	placed               // where the words stand
)

// scanner cuts texts into blocks and words as fast as bytes can be looked at:
// the first pass sees the whole corpus and does nothing else.
type scanner struct {
	spans    []text.Span
	blocks   []blockHash
	shingles []uint64    // the i-th begins with the i-th word
	words    []text.Span // bytes
	last     [shingleWords]uint64
	seen     int
	roll     uint64
	grams    []uint64
}

// begin forgets the last text.
func (s *scanner) begin() {
	s.blocks, s.shingles, s.words = s.blocks[:0], s.shingles[:0], s.words[:0]
	s.seen, s.roll = 0, 0
}

// scan gives the hashes of the blocks of body, in order, and leaves its
// shingles behind.
func (s *scanner) scan(body string) []blockHash {
	s.spans = text.BlockSpans(body, s.spans[:0])
	s.begin()
	for _, span := range s.spans {
		s.blocks = append(s.blocks, s.block(body, span, shingled))
	}
	return s.blocks
}

// block hashes one block of body.
func (s *scanner) block(body string, span text.Span, note int) blockHash {
	out := blockHash{hash: fnvOffset}
	word := uint64(fnvOffset)
	first := byte(0) // of the word at hand
	start := 0       // of it
	b := body[span.Start:span.End]
	for i := 0; i <= len(b); i++ {
		c, end := byte(0), i
		if i < len(b) {
			c = fold[b[i]]
			// Curly quotation marks, dashes and no-break spaces end a word as
			// their ASCII likes do.
			if c == 0xE2 && i+2 < len(b) && b[i+1] == 0x80 {
				c, i = 0, i+2
			} else if c == 0xC2 {
				c, i = 0, i+1
			}
		}
		if c != 0 {
			if first == 0 {
				first, start = b[i], i
			}
			word = (word ^ uint64(c)) * fnvPrime
			continue
		}
		if first == 0 {
			continue
		}
		out.words++
		same := word
		switch {
		case first > 'Z':
		case first <= '9' || mayBeDate[word>>6&63]>>(word&63)&1 != 0 && dateWords[word]:
			same = number
		}
		out.hash = (out.hash ^ same) * fnvPrime
		out.hash ^= out.hash >> 29
		if note&shingled != 0 {
			s.word(word)
		}
		if note&placed != 0 {
			s.words = append(s.words, text.Span{Start: span.Start + start, End: span.Start + end})
		}
		word, first = fnvOffset, 0
	}
	return out
}

// word moves the rolling shingle on by one word.
func (s *scanner) word(h uint64) {
	at := s.seen % shingleWords
	s.roll = s.roll*shinglePr + h
	if s.seen >= shingleWords {
		s.roll -= s.last[at] * shingleOut
	}
	s.last[at] = h
	s.seen++
	if s.seen >= shingleWords {
		x := s.roll ^ s.roll>>31
		x *= 0xBF58476D1CE4E5B9
		s.shingles = append(s.shingles, x^x>>27)
	}
}

// fold gives letters and digits in small, bytes of longer characters as they
// are, and 0 for everything else, which ends a word.
var fold = func() (t [256]byte) {
	for c := range t {
		switch {
		case 'A' <= c && c <= 'Z':
			t[c] = byte(c) + 'a' - 'A'
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c >= 0x80:
			t[c] = byte(c)
		}
	}
	return t
}()

// without gives the shingles of a body as if some of its blocks were not
// there.
func (s *scanner) without(body string, out func(block uint64) bool) []uint64 {
	s.spans = text.BlockSpans(body, s.spans[:0])
	s.begin()
	for _, span := range s.spans {
		if h := s.block(body, span, 0); h.words == 0 || !out(blockKey(h.hash)) {
			s.block(body, span, shingled)
		}
	}
	return s.shingles
}
