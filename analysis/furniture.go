package analysis

import (
	"cmp"
	"slices"
	"strings"

	"slant/analysis/reuse"
	"slant/analysis/text"
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
	document  string // whose text that is
	latest    string // the document added last
}

// NewFurniture gives an empty list.
func NewFurniture() *Furniture { return &Furniture{blocks: make(map[furnitureKey]*FurnitureRow)} }

// Add takes in the furniture of one document. A block that stands in it twice
// is counted once.
func (f *Furniture) Add(a *Annotated, o *Observation) {
	d := a.Document
	for i := range a.Blocks {
		if a.Blocks[i].Kind != reuse.Furniture {
			continue
		}
		b := &a.Text.Blocks[i]
		key := furnitureKey{d.Outlet, a.Blocks[i].Hash}
		row := f.blocks[key]
		if row == nil {
			row = &FurnitureRow{Outlet: d.Outlet, Hash: key.hash}
			f.blocks[key] = row
		}
		row.Matches += matchesIn(o, b.Tokens)
		if row.Documents > 0 && row.latest == d.ID {
			continue
		}
		row.latest = d.ID
		row.Documents++
		if row.Documents == 1 || d.ID < row.document {
			row.document, row.Words = d.ID, a.Text.Words(b.Tokens)
			if body := a.Text.Body[b.Start:b.End]; row.Text != body {
				row.Text = strings.Clone(body)
			}
		}
	}
}

// matchesIn counts the matches that start among some tokens.
func matchesIn(o *Observation, r text.Range) int {
	n := 0
	for i := range o.Matches {
		if r.Contains(o.Matches[i].First) {
			n++
		}
	}
	return n
}

// Merge takes in another list, of other documents.
func (f *Furniture) Merge(g *Furniture) {
	for key, r := range g.blocks {
		old := f.blocks[key]
		if old == nil {
			f.blocks[key] = r
			continue
		}
		old.Matches += r.Matches
		old.Documents += r.Documents
		if r.document < old.document {
			old.document, old.Words, old.Text = r.document, r.Words, r.Text
		}
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
