package analysis

import (
	"cmp"
	"slices"

	"slant/analysis/stat"
)

// gather sums numbers by place: few of them in a list that is sorted, many in
// an array with all places.
type gather struct {
	list []placed
	sums []int64
	seen []bool
}

type placed struct {
	at int32
	n  int64
}

// newGather expects so many numbers for so many places.
func newGather(entries, places int) gather {
	if entries < places/4 {
		return gather{list: make([]placed, 0, entries)}
	}
	return gather{sums: make([]int64, places), seen: make([]bool, places)}
}

func (g *gather) add(at int32, n int64) {
	if g.sums == nil {
		g.list = append(g.list, placed{at, n})
		return
	}
	g.sums[at] += n
	g.seen[at] = true
}

// column gives the sums, those of zero included, in order of place.
func (g *gather) column() stat.Counts {
	var c stat.Counts
	if g.sums != nil {
		size := 0
		for _, seen := range g.seen {
			if seen {
				size++
			}
		}
		c.Index, c.N = make([]int32, 0, size), make([]int64, 0, size)
		for i, seen := range g.seen {
			if seen {
				c.Index, c.N = append(c.Index, int32(i)), append(c.N, g.sums[i])
			}
		}
		return c
	}
	byPlace := func(a, b placed) int { return cmp.Compare(a.at, b.at) }
	if !slices.IsSortedFunc(g.list, byPlace) {
		slices.SortFunc(g.list, byPlace)
	}
	c.Index, c.N = make([]int32, 0, len(g.list)), make([]int64, 0, len(g.list))
	for _, e := range g.list {
		if k := len(c.Index) - 1; k >= 0 && c.Index[k] == e.at {
			c.N[k] += e.n
			continue
		}
		c.Index, c.N = append(c.Index, e.at), append(c.N, e.n)
	}
	return c
}
