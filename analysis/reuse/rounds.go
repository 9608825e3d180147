package reuse

import "slices"

// roundShingles is how many shingles the texts of a round have together: some
// forty megabytes of them. Another round is another look at the listing, and at
// no text twice.
const roundShingles = 8 << 20

// copies is a group of copies, and what its outlets repeat for no other reason
// than that.
type copies struct {
	members    []int32 // by place, the original first
	similarity []float64
	outlets    []uint64 // one for each document beyond the first of its outlet
	blocks     []uint64 // likewise, blocks in their outlets
}

// assign gives every document its round. Those that may be copies of one
// another, directly or in a chain, are looked at in one; what they have
// together may be more than a round should.
func (c *Candidates) assign(shingles []int, most int) {
	sets := newSets(len(c.documents))
	for _, p := range c.pairs {
		sets.join(p[0], p[1])
	}
	together := make([]int, len(c.documents))
	for at, n := range shingles {
		together[sets.find(int32(at))] += n
	}
	c.rounds = make([]int32, len(c.documents))
	of := make(map[int32]int32) // by the root of a set
	held := 0
	for at := range c.documents {
		root := sets.find(int32(at))
		round, ok := of[root]
		if !ok {
			if held > 0 && held+together[root] > most {
				c.last++
				held = 0
			}
			held += together[root]
			round = c.last
			of[root] = round
		}
		c.rounds[at] = round
	}
}

// Next ends a round, once all documents were offered to the parts: their texts
// are compared and let go. It reports whether there is another, for which all
// documents are to be offered again.
func (c *Candidates) Next() bool {
	if c.looked {
		return false
	}
	c.found()
	for _, p := range c.parts {
		clear(p.readings)
		clear(p.same)
	}
	c.looked = c.round == c.last
	c.round++
	return !c.looked
}

// found finds the groups of copies among the texts of the round at hand.
func (c *Candidates) found() {
	texts := make(map[int32]*reading)
	for _, part := range c.parts {
		for at, r := range part.readings {
			texts[at] = &r
		}
	}
	sets := newSets(len(c.documents))
	for _, p := range c.pairs {
		a, b := texts[p[0]], texts[p[1]]
		if a != nil && b != nil && c.compare.similar(a, b) >= similarity {
			sets.join(p[0], p[1])
		}
	}
	members := make(map[int32][]int32)
	for at := range texts {
		root := sets.find(at)
		members[root] = append(members[root], at)
	}
	for _, ms := range members {
		if len(ms) < 2 {
			continue
		}
		slices.SortFunc(ms, func(x, y int32) int { return byDate(c.documents[x], c.documents[y]) })
		g := copies{members: ms}
		for _, m := range ms {
			g.similarity = append(g.similarity, c.compare.similar(texts[ms[0]], texts[m]))
		}
		c.again(&g, texts)
		c.copies = append(c.copies, g)
	}
}

// again notes what the documents of a group that are of one outlet have beyond
// the first of them.
func (c *Candidates) again(g *copies, texts map[int32]*reading) {
	seen := make(map[uint64]bool) // outlets, and blocks in them
	var blocks []uint64
	for _, m := range g.members {
		outlet := c.documents[m].outlet
		if seen[outlet] {
			g.outlets = append(g.outlets, outlet)
		}
		seen[outlet] = true
		blocks = texts[m].blocks.unpack(blocks[:0], blockBits)
		for _, b := range blocks {
			key := inOutlet(outlet, b)
			if seen[key] {
				g.blocks = append(g.blocks, key)
			}
			seen[key] = true
		}
	}
}

// group takes the groups of copies in. Documents of a group that are of one
// outlet count as one in what the outlet repeats: an article that is there ten
// times is no furniture.
func (l *Ledger) group(c *Candidates) {
	for _, g := range c.copies {
		first := c.documents[g.members[0]].id
		for i, m := range g.members {
			l.groups[c.documents[m].id] = Group{Name: groupName(first), First: first, Size: len(g.members), Similarity: g.similarity[i]}
		}
		for _, outlet := range g.outlets {
			l.documents[outlet]--
		}
		for _, key := range g.blocks {
			l.blocks[key]--
		}
	}
}

// sets are disjoint sets of numbers (Tarjan's union-find with path halving).
type sets []int32

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = int32(i)
	}
	return s
}

func (s sets) find(i int32) int32 {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) join(i, j int32) { s[s.find(i)] = s.find(j) }
