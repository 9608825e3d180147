package reuse

import (
	"cmp"
	"slices"
	"strings"
)

// Group is a group of copies of one text, as one of its documents sees it.
type Group struct {
	Name       string  // of the group; empty for a document that has no copy
	First      string  // ID of the first of its documents
	Size       int     // documents
	Similarity float64 // Jaccard similarity of five-word sequences to the first, in [0, 1]
}

// Ledger is what only the whole corpus can tell. It is immutable; a nil one
// knows nothing.
type Ledger struct {
	documents map[uint64]int   // by outlet
	blocks    map[uint64]int32 // by outlet and block: documents, where there are several
	shared    *hashSet         // blocks of several outlets
	passages  *hashSet         // ten-word sequences of several outlets
	groups    map[string]Group // by document
}

// repeats gives how many articles of an outlet have a block, copies of one
// counted once, and how many articles the outlet has.
func (l *Ledger) repeats(outlet, block uint64) (with, all int) {
	return max(int(l.blocks[inOutlet(outlet, block)]), 1), max(l.documents[outlet], 1)
}

// Group gives the group of copies a document belongs to; the zero value when
// it is the only one of its text.
func (l *Ledger) Group(document string) Group {
	if l == nil {
		return Group{}
	}
	return l.groups[document]
}

// Member is one document of a group of copies.
type Member struct {
	Document string
	Group
}

// Members gives every document that has a copy, by group, the first of each
// group first, then by ID.
func (l *Ledger) Members() []Member {
	var out []Member
	for id, g := range l.groups {
		out = append(out, Member{id, g})
	}
	slices.SortFunc(out, func(a, b Member) int {
		return cmp.Or(strings.Compare(a.First, b.First), -cmp.Compare(b2i(a.Document == a.First), b2i(b.Document == b.First)), strings.Compare(a.Document, b.Document))
	})
	return out
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
