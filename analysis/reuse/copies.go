package reuse

import (
	"math"
	"slices"

	"github.com/cespare/xxhash/v2"

	"slant/analysis/text"
)

// The MinHash of a document, and what it may miss: see the package comment.
const (
	bandCount  = 42
	bandRows   = 3
	minHashes  = bandCount * bandRows
	similarity = 0.5 // Jaccard, from which on two texts are copies
	// A text of fewer shingles than this is no article: a headline and a line.
	fewShingles = 20
	// Of a text one part in so many must be left without common blocks.
	leastOwn = 5
	// Texts of manyShingles have all minima from shingles of their own; of two
	// such texts so many minima must be the same for a look at the texts.
	manyShingles = 300
	fewAgree     = minHashes / 3
)

// minHash fills in the one-permutation MinHash of the text that was scanned
// last: shingles are dealt into bins by part of their hash, and of each bin the
// smallest counts. An empty bin takes over the value of the next one that is
// not, marked by how far away that is.
func (s *Sketcher) minHash(out *[minHashes]uint16) {
	for i := range s.bins {
		s.bins[i] = math.MaxUint32
	}
	for _, h := range s.scanner.shingles {
		bin := &s.bins[(h>>32)*minHashes>>32]
		*bin = min(*bin, uint32(h))
	}
	for i := range out {
		for far := range minHashes {
			if v := s.bins[(i+far)%minHashes]; v != math.MaxUint32 {
				out[i] = uint16((uint64(v) + uint64(far)*shinglePr) & (1<<minimaBits - 1))
				break
			}
		}
	}
}

// band gives the minima of a band as one number.
func (a *article) band(b int) uint64 {
	m := a.minima[b*bandRows : (b+1)*bandRows]
	return uint64(m[0])<<(2*minimaBits) | uint64(m[1])<<minimaBits | uint64(m[2])
}

// agree reports whether two documents that share a band have enough minima in
// common to be worth a look at their texts.
func agree(a, b *article) bool {
	if a.shingles < manyShingles || b.shingles < manyShingles {
		return true
	}
	n := 0
	for i := range a.minima {
		if a.minima[i] == b.minima[i] {
			n++
		}
	}
	return n >= fewAgree
}

// Candidates are documents whose texts must be looked at.
type Candidates struct {
	documents []candidate
	pairs     [][2]int32 // of documents that may be copies, by their places
	place     map[string]int32
	parts     []*Part
	common    func(outlet, block uint64) bool // the outlet has the block in most documents
	number    map[uint64]uint32               // of an outlet in tables
	prints    *hashSet                        // fingerprints of several outlets

	// Texts are looked at in rounds, so that only those of one are held.
	rounds  []int32 // of the documents, by place
	round   int32   // the one at hand
	last    int32
	copies  []copies // found so far
	looked  bool     // no round is left
	compare comparer
}

// candidate is a document that may have a copy.
type candidate struct {
	id, date string
	outlet   uint64
}

// reading is what is kept of a candidate's text, in four bytes a shingle: there
// may be many.
type reading struct {
	whole  packed // its shingles
	own    packed // the same without the blocks that most documents of the outlet have
	blocks packed // its blocks
}

// packed is a set of hashes.
type packed struct {
	values int
	data   []byte
}

// shingleBits is what is kept of the hash of a shingle: enough to tell those of
// two texts apart.
const shingleBits = 40

// pack sorts values, which it changes, and keeps so many bits of each.
func pack(values []uint64, width int) packed {
	for i := range values {
		values[i] &= 1<<width - 1
	}
	values = sorted(values)
	var w bitWriter
	w.set(values, width)
	return packed{len(values), slices.Clone(w.flush())}
}

// unpack appends the values, of so many bits.
func (p packed) unpack(out []uint64, width int) []uint64 {
	if p.values == 0 {
		return out
	}
	r := bitReader{data: p.data}
	return r.set(out, width)
}

// propose finds the pairs that agree in a band. The documents are in the order
// of their IDs.
func propose(articles []article) *Candidates {
	// The minima of a band and the place of an article are one number, which is
	// quick to sort: so many articles as would not go into it take 80 gigabytes.
	const placeBits = 64 - bandRows*minimaBits
	const place = 1<<placeBits - 1
	entries := make([]uint64, len(articles))
	var pairs []uint64
	for b := range bandCount {
		for i := range articles {
			entries[i] = articles[i].band(b)<<placeBits | uint64(i)
		}
		slices.Sort(entries)
		for i := 0; i < len(entries); {
			j := i + 1
			for j < len(entries) && entries[j]>>placeBits == entries[i]>>placeBits {
				j++
			}
			for x := i; x < j; x++ {
				for y := x + 1; y < min(j, x+maxBucket); y++ {
					first, second := entries[x]&place, entries[y]&place
					if agree(&articles[first], &articles[second]) {
						pairs = append(pairs, first<<32|second)
					}
				}
			}
			i = j
		}
		pairs = sorted(pairs) // most come in several bands
	}
	c := &Candidates{place: make(map[string]int32)}
	var shingles []int
	for _, p := range pairs {
		var pair [2]int32
		for i, at := range [2]uint64{p >> 32, p & math.MaxUint32} {
			pair[i] = c.add(&articles[at])
			if int(pair[i]) == len(shingles) {
				shingles = append(shingles, int(articles[at].shingles))
			}
		}
		c.pairs = append(c.pairs, pair)
	}
	c.assign(shingles, roundShingles)
	return c
}

// maxBucket bounds the pairs taken from one bucket: the documents of a larger
// one are paired with so many neighbours, which joins them all the same.
const maxBucket = 64

// add gives the place of a document, a new one where needed.
func (c *Candidates) add(a *article) int32 {
	if at, ok := c.place[a.id]; ok {
		return at
	}
	at := int32(len(c.documents))
	c.place[a.id] = at
	c.documents = append(c.documents, candidate{a.id, a.date, a.outlet})
	return at
}

// None reports whether no text has to be looked at.
func (c *Candidates) None() bool { return len(c.documents) == 0 && c.prints == nil }

// Knows reports whether it is known without the sketch of a document whether its
// text has to be looked at in this round, and whether it has.
func (c *Candidates) Knows(id string) (known, wanted bool) {
	at, ok := c.place[id]
	return ok || c.round > 0, ok && c.rounds[at] == c.round
}

// Wants reports whether the text of a document has to be looked at in this
// round, by its sketch. To leave out the others changes nothing.
func (c *Candidates) Wants(id string, k *Sketch) bool {
	if known, wanted := c.Knows(id); known {
		return wanted
	}
	return slices.ContainsFunc(k.prints, c.prints.has)
}

// Part reads texts of candidates; parts may be used side by side.
type Part struct {
	c        *Candidates
	types    *text.Vocabulary
	scanner  scanner // for texts of theirs
	blocks   []uint64
	readings map[int32]reading
	same     map[sameText]int32 // the reading of such a text
	grams    *table             // ten-word sequences around common fingerprints: the outlet's number, or several
}

// sameText is known by a hash and the outlet, which says what is common.
type sameText struct{ text, outlet uint64 }

// Part gives a part that reads some of the texts.
func (c *Candidates) Part() *Part {
	p := &Part{c: c, readings: make(map[int32]reading), same: make(map[sameText]int32), grams: newTable(gramBits, same)}
	c.parts = append(c.parts, p)
	return p
}

// Add reads a document as far as it is a candidate, in its round: of t, whose
// tokens carry the types of v, what begins at byte start or later.
func (p *Part) Add(id, outlet string, v *text.Vocabulary, t *text.Text, start int) {
	at, paired := p.c.place[id]
	switch {
	case paired && p.c.rounds[at] != p.c.round:
		return
	case !paired && (p.c.prints == nil || p.c.round > 0):
		return
	}
	if p.types != v {
		p.types, p.scanner = v, newScanner(v)
	}
	o := xxhash.Sum64String(outlet)
	own := blocksFrom(t, start)
	blocks := p.scanner.scan(t, own)
	p.passages(o)
	if !paired {
		return
	}
	key := sameText{xxhash.Sum64String(t.Body[start:]), o}
	if other, ok := p.same[key]; ok {
		p.readings[at] = p.readings[other]
		return
	}
	p.same[key] = at
	var r reading
	common := false
	p.blocks = p.blocks[:0]
	for _, b := range blocks {
		if b.words > 0 {
			p.blocks = append(p.blocks, blockKey(b.hash))
			common = common || p.c.common(o, blockKey(b.hash))
		}
	}
	r.blocks = pack(p.blocks, blockBits)
	r.whole = pack(p.scanner.shingles, shingleBits)
	r.own = r.whole
	if common {
		r.own = pack(p.scanner.without(t, own, func(block uint64) bool { return p.c.common(o, block) }), shingleBits)
	}
	p.readings[at] = r
}

// similar gives the similarity of two texts: the Jaccard similarity of their
// shingles without common blocks, unless next to nothing is left of one of
// them (an outlet whose documents are mostly one article, say).
func (c *comparer) similar(a, b *reading) float64 {
	x, y := a.whole, b.whole
	if a.substantial() && b.substantial() {
		x, y = a.own, b.own
	}
	c.a, c.b = x.unpack(c.a[:0], shingleBits), y.unpack(c.b[:0], shingleBits)
	return jaccard(c.a, c.b)
}

// comparer compares texts.
type comparer struct{ a, b []uint64 }

// substantial reports whether a text is more than its common blocks.
func (r *reading) substantial() bool {
	return r.own.values >= fewShingles && r.own.values*leastOwn >= r.whole.values
}

// jaccard is the share of two sorted sets that is common to both.
func jaccard(a, b []uint64) float64 {
	if len(a) == 0 && len(b) == 0 {
		return 0
	}
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both++
			i++
			j++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// groupName names a group after its first document.
func groupName(first string) string {
	const digits = "0123456789abcdef"
	h := xxhash.Sum64String(first)
	out := []byte("g000000000000")
	for i := range 12 {
		out[1+i] = digits[h>>(4*i)&15]
	}
	return string(out)
}
