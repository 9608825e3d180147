package match

import (
	"cmp"
	"slices"

	"slant/analysis/text"
)

// found is an occurrence of a pattern before overlaps are settled.
type found struct {
	first, end int
	words      int32 // its length
	rank       int32
	id         int32 // term; the complement of the term for one of its exclusions
}

// cluster gathers occurrences that overlap one another, directly or in a
// chain. What is kept of them depends on nothing outside the cluster.
type cluster struct {
	m     *Matcher
	found []found
	end   int // one after the last token of any of them

	exclusions []found
	used       []int32 // by token from first on: the last of its uses, plus one
	uses       []use
	first      int
}

// use says that a kept match of a category holds a token.
type use struct {
	key    int32
	before int32 // the use before it, plus one
}

// over reports whether the cluster is complete when the next occurrence
// begins at token i or later.
func (c *cluster) over(i int) bool { return len(c.found) > 0 && i >= c.end }

func (c *cluster) add(x found) {
	if len(c.found) == 0 || x.end > c.end {
		c.end = x.end
	}
	c.found = append(c.found, x)
}

// resolve settles the overlaps, appends what is kept, in order, and empties
// the cluster.
func (c *cluster) resolve(f *Finder, out []Match) []Match {
	if len(c.found) == 1 {
		if x := &c.found[0]; x.id >= 0 {
			out = append(out, x.match())
		}
		c.found = c.found[:0]
		return out
	}
	c.first = c.found[0].first
	for i := range c.found {
		c.first = min(c.first, c.found[i].first)
	}
	c.exclude()
	first := len(out)
	if c.m.options.Compat == LIWC {
		out = c.entries(out)
	} else {
		out = c.longest(f, out)
	}
	c.found = c.found[:0]
	slices.SortFunc(out[first:], func(x, y Match) int {
		return cmp.Or(cmp.Compare(x.First, y.First), cmp.Compare(y.End, x.End), cmp.Compare(x.Term, y.Term))
	})
	return out
}

func (x *found) match() Match { return Match{text.Range{First: x.first, End: x.end}, x.id} }

// exclude takes the exclusions out, and the occurrences that they overlap.
func (c *cluster) exclude() {
	c.exclusions = c.exclusions[:0]
	kept := c.found[:0]
	for _, x := range c.found {
		if x.id < 0 {
			x.id = ^x.id
			c.exclusions = append(c.exclusions, x)
		} else {
			kept = append(kept, x)
		}
	}
	c.found = kept
	if len(c.exclusions) == 0 {
		return
	}
	// By term and place, each with the farthest end of its term so far in
	// words, so that one look-up tells whether any of them overlaps.
	slices.SortFunc(c.exclusions, func(x, y found) int {
		return cmp.Or(cmp.Compare(x.id, y.id), cmp.Compare(x.first, y.first))
	})
	for i := 1; i < len(c.exclusions); i++ {
		if x, before := &c.exclusions[i], &c.exclusions[i-1]; x.id == before.id {
			x.end = max(x.end, before.end)
		}
	}
	c.found = slices.DeleteFunc(c.found, func(x found) bool {
		if !c.m.excluded[x.id] {
			return false
		}
		i, _ := slices.BinarySearchFunc(c.exclusions, x, func(e, x found) int {
			return cmp.Or(cmp.Compare(e.id, x.id), cmp.Compare(e.first, x.end))
		})
		return i > 0 && c.exclusions[i-1].id == x.id && c.exclusions[i-1].end > x.first
	})
}

// longest keeps occurrences as quanteda's tokens_lookup does: by length, the
// longest first; among those, from left to right; a category never holds a
// token twice; and, where terms of the lexicon hide one another (its scope
// "dictionary"), nothing is kept whose every word is in matches kept before.
func (c *cluster) longest(f *Finder, out []Match) []Match {
	slices.SortFunc(c.found, func(x, y found) int {
		return cmp.Or(cmp.Compare(y.words, x.words), cmp.Compare(x.first, y.first), cmp.Compare(y.end, x.end),
			cmp.Compare(x.rank, y.rank), cmp.Compare(x.id, y.id))
	})
	c.uses = c.uses[:0]
	c.used = append(c.used[:0], make([]int32, c.end-c.first)...)
	for i := 0; i < len(c.found); {
		x := &c.found[i]
		hidden := c.m.options.Compat == Default && c.covered(f, x)
		group := i
		for ; i < len(c.found) && c.found[i].words == x.words && c.found[i].first == x.first && c.found[i].end == x.end; i++ {
		}
		if hidden {
			continue
		}
		for j := group; j < i; j++ {
			y := &c.found[j]
			if key := c.m.keys[y.id]; !c.holds(key, y) {
				c.hold(key, y)
				out = append(out, y.match())
			}
		}
	}
	return out
}

// covered reports whether every word of x is in a match kept.
func (c *cluster) covered(f *Finder, x *found) bool {
	for i := x.first; i < x.end; i++ {
		if c.used[i-c.first] == 0 && (i == x.first || f.gaps[f.tokens[i].Type] == solid) {
			return false
		}
	}
	return true
}

// holds reports whether a match kept of the category shares a token with x.
func (c *cluster) holds(key int32, x *found) bool {
	for i := x.first; i < x.end; i++ {
		for u := c.used[i-c.first]; u > 0; u = c.uses[u-1].before {
			if c.uses[u-1].key == key {
				return true
			}
		}
	}
	return false
}

func (c *cluster) hold(key int32, x *found) {
	for i := x.first; i < x.end; i++ {
		c.uses = append(c.uses, use{key, c.used[i-c.first]})
		c.used[i-c.first] = int32(len(c.uses))
	}
}

// entries keeps occurrences as LIWC does: reading from left to right, each
// word belongs to one entry, the longest that begins there, an exact one
// before one with wildcards; it counts once in each of its categories.
func (c *cluster) entries(out []Match) []Match {
	slices.SortFunc(c.found, func(x, y found) int {
		return cmp.Or(cmp.Compare(x.first, y.first), cmp.Compare(y.end, x.end), cmp.Compare(x.rank, y.rank),
			cmp.Compare(c.m.entries[x.id], c.m.entries[y.id]), cmp.Compare(x.id, y.id))
	})
	end := 0
	for i := 0; i < len(c.found); {
		x := c.found[i]
		if x.first < end {
			i++
			continue
		}
		end = x.end
		group := len(out)
		for ; i < len(c.found) && c.found[i].first == x.first && c.found[i].end == x.end; i++ {
			y := &c.found[i]
			same := c.m.entries[y.id] == c.m.entries[x.id]
			if same && !slices.ContainsFunc(out[group:], func(m Match) bool { return c.m.keys[m.Term] == c.m.keys[y.id] }) {
				out = append(out, y.match())
			}
		}
	}
	return out
}
