package reports

import (
	"fmt"

	"slant/analysis"
	"slant/analysis/reuse"
)

// FurnitureTable gives the blocks that were taken for page furniture.
func FurnitureTable(f *analysis.Furniture) *Table {
	t := Schema("boilerplate")
	for _, r := range f.Rows() {
		t.Rows = append(t.Rows, []Value{Text(r.Outlet), Text(fmt.Sprintf("%016x", r.Hash)), Int(r.Words), Int(r.Documents), Int(r.Matches), Text(r.Text)})
	}
	return t
}

// CopiesTable gives the groups of copies, of the documents that were counted.
func CopiesTable(l *reuse.Ledger, tally *analysis.Tally) *Table {
	t := Schema("reuse")
	where := tally.Where()
	for _, m := range l.Members() {
		if at, ok := where[m.Document]; ok {
			t.Rows = append(t.Rows, []Value{Text(m.Name), Text(m.Document), Text(at[0]), Text(at[1]), Num(m.Similarity), Text(m.First)})
		}
	}
	return t
}
