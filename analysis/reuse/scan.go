package reuse

import (
	"strings"

	"github.com/cespare/xxhash/v2"

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

// dateWords are the names of months and days, which differ between repeated
// blocks as numbers do.
var dateWords = func() map[string]bool {
	words := make(map[string]bool)
	for name := range strings.FieldsSeq(`january february march april may june july august september october november december
		jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun`) {
		words[name] = true
	}
	return words
}()

// wordHash is what a word is known by: a hash of its normalised form whose two
// lowest bits say what the word counts as when blocks are compared. It is one
// number because a look-up for every word of a corpus is as dear as the memory
// it touches.
type wordHash uint64

const (
	numeric   = 1 // begins with a digit
	dated     = 2 // a date with a capital: "may" is none, "May" is a month
	classBits = 3
)

func hashOf(form string) wordHash {
	h := wordHash(xxhash.Sum64String(form)) &^ classBits
	switch first := strings.TrimLeft(form, "'"); { // '90s
	case first != "" && '0' <= first[0] && first[0] <= '9':
		h |= numeric
	case dateWords[form]:
		h |= dated
	}
	return h
}

// What a scan notes beside the hashes of the blocks.
const (
	shingled = 1 << iota // the five-word sequences
	placed               // where the words stand
)

// scanner turns the words of texts into hashes: a look-up by type for each,
// whatever the vocabulary is.
type scanner struct {
	hashes   *text.Table[wordHash]
	blocks   []blockHash
	shingles []uint64 // the i-th begins with the i-th word
	tokens   []int32  // the words
	last     [shingleWords]uint64
	seen     int
	roll     uint64
	grams    []uint64
}

// newScanner gives a scanner for texts whose tokens carry the types of v.
func newScanner(v *text.Vocabulary) scanner { return scanner{hashes: text.NewTable(v, hashOf)} }

// begin forgets the last text.
func (s *scanner) begin() {
	s.blocks, s.shingles, s.tokens = s.blocks[:0], s.shingles[:0], s.tokens[:0]
	s.seen, s.roll = 0, 0
}

// scan gives the hashes of some blocks of t, in order, and leaves their
// shingles behind.
func (s *scanner) scan(t *text.Text, blocks []text.Block) []blockHash {
	s.begin()
	for i := range blocks {
		s.blocks = append(s.blocks, s.block(t, &blocks[i], shingled))
	}
	return s.blocks
}

// block hashes one block of t.
func (s *scanner) block(t *text.Text, b *text.Block, note int) blockHash {
	out := blockHash{hash: fnvOffset}
	for i := b.Tokens.First; i < b.Tokens.End; i++ {
		tok := &t.Tokens[i]
		if !tok.IsWord() {
			continue
		}
		out.words++
		w := s.hashes.Of(tok.Type)
		same := uint64(w)
		if w&classBits == numeric || w&classBits == dated && tok.Shape.Capital() {
			same = number
		}
		out.hash = (out.hash ^ same) * fnvPrime
		out.hash ^= out.hash >> 29
		if note&shingled != 0 {
			s.word(uint64(w))
		}
		if note&placed != 0 {
			s.tokens = append(s.tokens, int32(i))
		}
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

// without gives the shingles of some blocks of t as if those that are out were
// not there.
func (s *scanner) without(t *text.Text, blocks []text.Block, out func(block uint64) bool) []uint64 {
	s.begin()
	for i := range blocks {
		if h := s.block(t, &blocks[i], 0); h.words == 0 || !out(blockKey(h.hash)) {
			s.block(t, &blocks[i], shingled)
		}
	}
	return s.shingles
}

// blocksFrom gives the blocks of t that begin at byte start or later.
func blocksFrom(t *text.Text, start int) []text.Block {
	for i := range t.Blocks {
		if t.Blocks[i].Start >= start {
			return t.Blocks[i:]
		}
	}
	return nil
}
