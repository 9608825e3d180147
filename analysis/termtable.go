package analysis

import (
	"iter"
	"slices"
)

// TermTable holds the rows of terms by outlet. Large lexicons have most of
// them in no article of most outlets: all such terms of an outlet have the same
// numbers, zero out of its words, so that they are held once.
type TermTable struct {
	parts []termPart
	rows  int
}

// termPart is the rows of one outlet.
type termPart struct {
	book  *Codebook
	first int       // of its rows in the table
	rows  []TermRow // of terms that were counted here
	at    []int32   // by row: its place in the part
	none  TermRow   // of any other term, but for its name
	zeros []int32   // the other terms
}

// Len is the number of rows.
func (t *TermTable) Len() int { return t.rows }

// At gives row i: by outlet, term and voice.
func (t *TermTable) At(i int) TermRow {
	// The last part that begins at i or before: of several that begin at one
	// place all but the last are empty.
	lo, hi := 0, len(t.parts)
	for lo+1 < hi {
		if mid := int(uint(lo+hi) >> 1); t.parts[mid].first <= i {
			lo = mid
		} else {
			hi = mid
		}
	}
	return t.parts[lo].row(int32(i - t.parts[lo].first))
}

func (p *termPart) row(i int32) TermRow {
	k, found := slices.BinarySearch(p.at, i)
	if found {
		return p.rows[k]
	}
	row := p.none
	row.Number = p.zeros[int(i)-k]
	row.Lexicon, row.Term = p.book.Term(row.Number)
	return row
}

// All gives every row in order.
func (t *TermTable) All() iter.Seq[TermRow] {
	return func(yield func(TermRow) bool) {
		for n := range t.parts {
			p := &t.parts[n]
			for i := range p.len() {
				if !yield(p.row(int32(i))) {
					return
				}
			}
		}
	}
}

func (p *termPart) len() int { return len(p.rows) + len(p.zeros) }

// add appends an outlet's rows.
func (t *TermTable) add(p termPart) {
	p.first = t.rows
	t.rows += p.len()
	t.parts = append(t.parts, p)
}

// place finds where the rows that are counted, in order of term, stand among
// the others.
func (p *termPart) place() {
	p.at = make([]int32, len(p.rows))
	before := 0
	for k := range p.rows {
		// In a term's rows that of all voices is the last.
		for before < len(p.zeros) && p.zeros[before] < p.rows[k].Number {
			before++
		}
		p.at[k] = int32(k + before)
	}
}
