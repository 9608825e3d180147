package reuse

import (
	"errors"
	"fmt"
	"slices"

	"slant/analysis/text"
)

// SketchVersion says what a stored sketch holds. It changes with whatever
// changes a sketch of the same text.
const SketchVersion = 2

// Sketch is all that the first pass keeps of one document: what its blocks
// are, a sample of its five-word sequences to find copies by, and a sample of
// its ten-word sequences to find passages by. It can be stored.
type Sketch struct {
	long   []uint64 // keys of the blocks of sharedWords words or more, a set
	short  []uint64 // of the others with a word
	prints []uint64 // of ten-word sequences, a set; see the package comment
	// MinHash of the five-word sequences, and how many there are; minima of a
	// text with too few of them are not kept.
	minima   [minHashes]uint16
	shingles int
}

// Bits of what is kept of a hash.
const (
	blockBits  = 48
	gramBits   = 48 // of a ten-word sequence
	printBits  = 36 // of one that is in a sketch
	minimaBits = 12
)

// blockKey is what is kept of the hash of a block.
func blockKey(hash uint64) uint64 { return hash >> (64 - blockBits) }

// printOf gives what a sketch keeps of a ten-word sequence.
func printOf(gram uint64) uint64 { return gram >> (gramBits - printBits) }

// Sketcher makes sketches. It belongs to one worker.
type Sketcher struct {
	scanner scanner
	bins    [minHashes]uint32
}

// NewSketcher gives a sketcher for texts whose tokens carry the types of v.
func NewSketcher(v *text.Vocabulary) *Sketcher { return &Sketcher{scanner: newScanner(v)} }

// Sketch overwrites into with the sketch of what t has from byte start on.
func (s *Sketcher) Sketch(t *text.Text, start int, into *Sketch) {
	into.long, into.short = into.long[:0], into.short[:0]
	for _, b := range s.scanner.scan(t, blocksFrom(t, start)) {
		switch {
		case b.words >= sharedWords:
			into.long = append(into.long, blockKey(b.hash))
		case b.words > 0:
			into.short = append(into.short, blockKey(b.hash))
		}
	}
	into.long, into.short = sorted(into.long), sorted(into.short)
	into.prints = sorted(s.scanner.prints(into.prints[:0]))
	into.shingles = len(s.scanner.shingles)
	into.minima = [minHashes]uint16{}
	if into.shingles >= fewShingles {
		s.minHash(&into.minima)
	}
}

// sorted makes a set of values, in place.
func sorted(values []uint64) []uint64 {
	slices.Sort(values)
	return slices.Compact(values)
}

// errSketch is what is wrong with bytes that are no sketch.
var errSketch = errors.New("no sketch of a document, or a damaged one")

// AppendBinary appends the sketch to b, in some 1,000 bytes for an article of
// 6,000: two thirds of them for passages. The error is always nil.
func (k *Sketch) AppendBinary(b []byte) ([]byte, error) {
	w := bitWriter{data: append(b, SketchVersion)}
	w.set(k.long, blockBits)
	w.set(k.short, blockBits)
	w.set(k.prints, printBits)
	w.count(k.shingles)
	if k.shingles >= fewShingles {
		for _, m := range k.minima {
			w.bits(uint64(m), minimaBits)
		}
	}
	return w.flush(), nil
}

// UnmarshalBinary overwrites k with a stored sketch. It gives an error for one
// of another version, and for what is no sketch.
func (k *Sketch) UnmarshalBinary(b []byte) error {
	if len(b) == 0 {
		return errSketch
	}
	if b[0] != SketchVersion {
		return fmt.Errorf("sketch of version %d; this program reads version %d", b[0], SketchVersion)
	}
	r := bitReader{data: b[1:]}
	k.long = r.set(k.long[:0], blockBits)
	k.short = r.set(k.short[:0], blockBits)
	k.prints = r.set(k.prints[:0], printBits)
	k.shingles = r.count()
	k.minima = [minHashes]uint16{}
	if k.shingles >= fewShingles {
		for i := range k.minima {
			k.minima[i] = uint16(r.bits(minimaBits))
		}
	}
	if r.over || len(r.data) > 0 {
		return errSketch
	}
	return nil
}

// prints appends the fingerprints of the text that was scanned last, by
// winnowing: of any printWindow ten-word sequences on end the one with the
// smallest hash, of equal ones the last.
func (s *scanner) prints(out []uint64) []uint64 {
	s.grams = appendGrams(s.shingles, s.grams[:0])
	g := s.grams
	window := min(printWindow, len(g))
	at := -1
	for end := window; end <= len(g) && window > 0; end++ {
		switch first := end - window; {
		case at < first:
			at = first
			for i := first + 1; i < end; i++ {
				if g[i] <= g[at] {
					at = i
				}
			}
		case g[end-1] <= g[at]:
			at = end - 1
		default:
			continue
		}
		out = append(out, printOf(gramKey(g[at])))
	}
	return out
}

// appendGrams appends the hashes of the ten-word sequences: the i-th is of two
// shingles that follow one another, and begins with the i-th word.
func appendGrams(shingles, out []uint64) []uint64 {
	for i := 0; i+gramWords-shingleWords < len(shingles); i++ {
		x := shingles[i]*shinglePr + shingles[i+gramWords-shingleWords]
		x ^= x >> 32
		x *= 0xBF58476D1CE4E5B9
		out = append(out, x^x>>29)
	}
	return out
}

// gramKey is what is kept of the hash of a ten-word sequence. Winnowing picks
// small ones, so the first bits tell less than others.
func gramKey(gram uint64) uint64 { return gram & (1<<gramBits - 1) }

const (
	gramWords   = 2 * shingleWords
	printWindow = 10
)
