package reuse

import (
	"math"
	"slices"

	"github.com/cespare/xxhash/v2"
)

// The sketch of a document, and what it may miss: see the package comment.
const (
	bandCount  = 42
	bandRows   = 3
	minHashes  = bandCount * bandRows
	similarity = 0.5 // Jaccard, from which on two texts are copies
	// A text of fewer shingles than this is no article: a headline and a line.
	fewShingles = 20
	// Of a text one part in so many must be left without common blocks.
	leastOwn = 5
)

// sketch is what is kept of a document to find its copies.
type sketch struct {
	id     string
	outlet uint64 // hash of its name
	date   string
	bands  [bandCount]uint32
}

// minima is the one-permutation MinHash of a document in the making: shingles
// are dealt into bins by part of their hash, and each bin keeps the smallest.
type minima struct {
	bins     [minHashes]uint32
	shingles int
}

func (m *minima) reset() {
	for i := range m.bins {
		m.bins[i] = math.MaxUint32
	}
	m.shingles = 0
}

func (m *minima) add(h uint64) {
	bin := (h >> 32) * minHashes >> 32
	m.bins[bin] = min(m.bins[bin], uint32(h))
	m.shingles++
}

// bands gives the hashes of the bands, and whether there is text enough. An
// empty bin takes over the value of the next one that is not, marked by how
// far away that is.
func (m *minima) bands() (out [bandCount]uint32, ok bool) {
	if m.shingles < fewShingles {
		return out, false
	}
	value := func(i int) uint64 {
		for far := range minHashes {
			if v := m.bins[(i+far)%minHashes]; v != math.MaxUint32 {
				return uint64(v) + uint64(far)*shinglePr
			}
		}
		return 0
	}
	for b := range out {
		h := uint64(fnvOffset)
		for r := range bandRows {
			h = (h ^ value(b*bandRows+r)) * shinglePr
			h ^= h >> 32
		}
		out[b] = uint32(h)
	}
	return out, true
}

// Candidates are documents that may be copies of one another.
type Candidates struct {
	documents []sketch
	pairs     [][2]int32 // of documents, by their places
	place     map[string]int32
	parts     []*Part
	common    func(outlet, block uint64) bool // the outlet has the block in most documents
}

// reading is what is kept of a candidate's text.
type reading struct {
	whole  []uint64 // its shingles, a set
	own    []uint64 // the same without the blocks that most documents of the outlet have
	blocks []uint64 // its blocks, a set
}

// propose finds the pairs that agree in a band.
func propose(sketches []sketch) *Candidates {
	type entry struct {
		key uint32
		at  int32
	}
	entries := make([]entry, len(sketches))
	seen := make(map[[2]int32]bool)
	c := &Candidates{place: make(map[string]int32)}
	for b := range bandCount {
		for i := range sketches {
			entries[i] = entry{sketches[i].bands[b], int32(i)}
		}
		slices.SortFunc(entries, func(x, y entry) int {
			if x.key != y.key {
				if x.key < y.key {
					return -1
				}
				return 1
			}
			return int(x.at - y.at)
		})
		for i := 0; i < len(entries); {
			j := i + 1
			for j < len(entries) && entries[j].key == entries[i].key {
				j++
			}
			for x := i; x < j; x++ {
				for y := x + 1; y < min(j, x+maxBucket); y++ {
					seen[[2]int32{entries[x].at, entries[y].at}] = true
				}
			}
			i = j
		}
	}
	for pair := range seen {
		c.pairs = append(c.pairs, [2]int32{c.add(sketches[pair[0]]), c.add(sketches[pair[1]])})
	}
	slices.SortFunc(c.pairs, func(x, y [2]int32) int {
		a, b := c.documents[x[0]].id+"\x00"+c.documents[x[1]].id, c.documents[y[0]].id+"\x00"+c.documents[y[1]].id
		if a < b {
			return -1
		}
		return 1
	})
	return c
}

// maxBucket bounds the pairs taken from one bucket: the documents of a larger
// one are paired with so many neighbours, which joins them all the same.
const maxBucket = 64

// add gives the place of a document, a new one where needed.
func (c *Candidates) add(s sketch) int32 {
	if at, ok := c.place[s.id]; ok {
		return at
	}
	at := int32(len(c.documents))
	c.place[s.id] = at
	c.documents = append(c.documents, s)
	return at
}

// Len is how many documents there are.
func (c *Candidates) Len() int { return len(c.documents) }

// Part reads texts of candidates; parts may be used side by side.
type Part struct {
	c        *Candidates
	scanner  scanner
	readings map[int32]reading
}

// Part gives a part that reads some of the texts.
func (c *Candidates) Part() *Part {
	p := &Part{c: c, readings: make(map[int32]reading)}
	c.parts = append(c.parts, p)
	return p
}

// Add reads a document if it is a candidate.
func (p *Part) Add(id, body string) {
	at, ok := p.c.place[id]
	if !ok {
		return
	}
	var r reading
	outlet := p.c.documents[at].outlet
	common := false
	for _, b := range p.scanner.scan(body, func(h uint64) { r.whole = append(r.whole, h) }) {
		if b.words > 0 {
			r.blocks = append(r.blocks, b.hash)
			common = common || p.c.common(outlet, b.hash)
		}
	}
	r.whole = set(r.whole)
	r.own = r.whole
	if common {
		r.own = set(p.scanner.without(body, func(block uint64) bool { return p.c.common(outlet, block) }))
	}
	r.blocks = set(r.blocks)
	p.readings[at] = r
}

// similar gives the similarity of two texts: the Jaccard similarity of their
// shingles without common blocks, unless next to nothing is left of one of
// them (an outlet whose documents are mostly one article, say).
func similar(a, b *reading) float64 {
	if a.substantial() && b.substantial() {
		return jaccard(a.own, b.own)
	}
	return jaccard(a.whole, b.whole)
}

// substantial reports whether a text is more than its common blocks.
func (r *reading) substantial() bool {
	return len(r.own) >= fewShingles && len(r.own)*leastOwn >= len(r.whole)
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

// copies groups the candidates whose texts are alike.
func (l *Ledger) copies(c *Candidates) {
	texts := make([]reading, c.Len())
	for _, part := range c.parts {
		for at, r := range part.readings {
			texts[at] = r
		}
	}
	parent := make([]int32, c.Len())
	for i := range parent {
		parent[i] = int32(i)
	}
	find := func(i int32) int32 {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for _, p := range c.pairs {
		if similar(&texts[p[0]], &texts[p[1]]) >= similarity {
			parent[find(p[0])] = find(p[1])
		}
	}
	members := make(map[int32][]int32)
	for i := range parent {
		root := find(int32(i))
		members[root] = append(members[root], int32(i))
	}
	for _, ms := range members {
		if len(ms) < 2 {
			continue
		}
		slices.SortFunc(ms, func(x, y int32) int { return byDate(c.documents[x], c.documents[y]) })
		first := c.documents[ms[0]].id
		name := groupName(first)
		for _, m := range ms {
			l.groups[c.documents[m].id] = Group{Name: name, First: first, Size: len(ms), Similarity: similar(&texts[ms[0]], &texts[m])}
		}
		l.countOnce(c, ms, texts)
	}
}

// countOnce has the documents of a group that are of one outlet count as one
// in what the outlet repeats: an article that is there ten times is no
// furniture.
func (l *Ledger) countOnce(c *Candidates, members []int32, texts []reading) {
	seen := make(map[uint64]bool) // outlets, and blocks in them
	for _, m := range members {
		outlet := c.documents[m].outlet
		if seen[outlet] {
			l.documents[outlet]--
		}
		seen[outlet] = true
		for _, b := range texts[m].blocks {
			key := inOutlet(outlet, b)
			if seen[key] {
				l.blocks[key]--
			}
			seen[key] = true
		}
	}
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
