package match

import (
	"cmp"
	"slices"
)

// trie holds the sequences of a lexicon. An edge is an element, so that a
// step along a text costs the same however many patterns there are.
type trie struct {
	nodes []node
	edges []edge
	ends  []accept
}

// root is the node where every sequence begins.
const root = 0

type node struct {
	edges, ends part // of trie.edges, by element, and of trie.ends
}

// part is a text.Range in half the room: nodes are what the memory of a
// matcher of many terms is spent on, and looking them up what its time is.
type part struct{ first, end int32 }

func (p *part) add(i int) {
	if p.first == p.end {
		p.first = int32(i)
	}
	p.end = int32(i + 1)
}

type edge struct {
	element int32
	node    int32
}

// accept says that a sequence ends at a node.
type accept struct {
	id    int32 // term; the complement of the term for one of its exclusions
	rank  int32 // 0 for exact sequences; greater for vaguer ones
	words int32 // length of the sequence
	check int32 // index into Matcher.checks; -1 when letter case is ignored
}

// endsOf gives the sequences that end at node n.
func (t *trie) endsOf(n int32) []accept {
	p := t.nodes[n].ends
	return t.ends[p.first:p.end]
}

// edgesOf gives the edges that leave node n, by element.
func (t *trie) edgesOf(n int32) []edge {
	p := t.nodes[n].edges
	return t.edges[p.first:p.end]
}

// child gives the node that element leads to from node n.
func (t *trie) child(n, element int32) (int32, bool) {
	es := t.edgesOf(n)
	if len(es) <= 8 {
		for i := range es {
			if es[i].element == element {
				return es[i].node, true
			}
		}
		return 0, false
	}
	i, ok := slices.BinarySearchFunc(es, element, func(e edge, x int32) int { return cmp.Compare(e.element, x) })
	if !ok {
		return 0, false
	}
	return es[i].node, true
}

// builder grows a trie.
type builder struct {
	children map[edge]int32 // here the node of an edge is the one it leaves
	ends     []end
	nodes    int32
}

type end struct {
	node int32
	accept
}

func (b *builder) init() {
	b.children = make(map[edge]int32)
	b.nodes = 1
}

// child gives the node that element leads to from node n, a new one if there
// is none.
func (b *builder) child(n, element int32) int32 {
	e := edge{element, n}
	if next, ok := b.children[e]; ok {
		return next
	}
	next := b.nodes
	b.nodes++
	b.children[e] = next
	return next
}

func (b *builder) accept(n int32, a accept) { b.ends = append(b.ends, end{n, a}) }

// pack gives the trie with the edges and ends of each node side by side.
func (b *builder) pack() trie {
	type link struct{ from, element, to int32 }
	links := make([]link, 0, len(b.children))
	for e, to := range b.children {
		links = append(links, link{e.node, e.element, to})
	}
	slices.SortFunc(links, func(x, y link) int {
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.element, y.element))
	})
	slices.SortStableFunc(b.ends, func(x, y end) int { return cmp.Compare(x.node, y.node) })
	t := trie{nodes: make([]node, b.nodes), edges: make([]edge, len(links)), ends: make([]accept, len(b.ends))}
	for i, l := range links {
		t.edges[i] = edge{l.element, l.to}
		t.nodes[l.from].edges.add(i)
	}
	for i, e := range b.ends {
		t.ends[i] = e.accept
		t.nodes[e.node].ends.add(i)
	}
	return t
}
