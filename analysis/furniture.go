package analysis

import (
	"cmp"
	"slices"
	"strings"

	"slant/analysis/reuse"
)

// Furniture gathers the blocks that were taken for page furniture, so that a
// reader can see what was left out of every count. It belongs to one worker
// until it is merged.
type Furniture struct {
	blocks map[furnitureKey]*FurnitureRow
}

type furnitureKey struct {
	outlet string
	hash   uint64
}

// FurnitureRow is one block of furniture in one outlet.
type FurnitureRow struct {
	Outlet    string
	Hash      uint64
	Words     int // of one copy
	Documents int
	Matches   int    // of all lexicons, in all copies
	Text      string // as it stands in the document whose ID comes first
	document  string
}

// NewFurniture gives an empty list.
func NewFurniture() *Furniture { return &Furniture{blocks: make(map[furnitureKey]*FurnitureRow)} }

// Add takes in the furniture of one document.
func (f *Furniture) Add(a *Annotated, o *Observation) {
	for i := range a.Blocks {
		if a.Blocks[i].Kind != reuse.Furniture {
			continue
		}
		b := &a.Text.Blocks[i]
		matches := 0
		for j := range o.Matches {
			if b.Tokens.Contains(o.Matches[j].First) {
				matches++
			}
		}
		f.add(FurnitureRow{Outlet: a.Document.Outlet, Hash: a.Blocks[i].Hash, Words: a.Text.Words(b.Tokens), Documents: 1, Matches: matches,
			Text: a.Text.Body[b.Start:b.End], document: a.Document.ID})
	}
}

// add adds a row to that of the same block. A document that has a block twice
// counts once.
func (f *Furniture) add(r FurnitureRow) {
	key := furnitureKey{r.Outlet, r.Hash}
	old := f.blocks[key]
	if old == nil {
		r.Text = strings.Clone(r.Text)
		f.blocks[key] = &r
		return
	}
	old.Matches += r.Matches
	if old.document == r.document {
		return
	}
	old.Documents += r.Documents
	if r.document < old.document {
		old.document, old.Words, old.Text = r.document, r.Words, strings.Clone(r.Text)
	}
}

// Merge takes in another list, of other documents.
func (f *Furniture) Merge(g *Furniture) {
	for _, r := range g.blocks {
		f.add(*r)
	}
}

// Rows gives the blocks by outlet, the most frequent first. Blocks without a
// word, such as a row of stars, are left out: there is nothing to see.
func (f *Furniture) Rows() []FurnitureRow {
	var out []FurnitureRow
	for _, r := range f.blocks {
		if r.Words > 0 {
			out = append(out, *r)
		}
	}
	slices.SortFunc(out, func(a, b FurnitureRow) int {
		return cmp.Or(strings.Compare(a.Outlet, b.Outlet), cmp.Compare(b.Documents, a.Documents), strings.Compare(a.Text, b.Text), cmp.Compare(a.Hash, b.Hash))
	})
	return out
}
