package reports

import (
	"cmp"
	"slices"
)

// record is one row with the names of its columns.
type record struct {
	table *Table
	cells []Value
}

// cell gives the named cell, empty where the table has no such column.
func (r record) cell(column string) Value {
	if i := r.table.Index(column); i >= 0 && i < len(r.cells) {
		return r.cells[i]
	}
	return Value{}
}

func (r record) text(column string) string { return r.cell(column).String() }

// num gives the named cell as a number; ok is false where it is empty.
func (r record) num(column string) (x float64, ok bool) { return r.cell(column).Float() }

// whole gives the named cell as a count, 0 where it is empty.
func (r record) whole(column string) int64 {
	x, _ := r.cell(column).Float()
	return int64(x)
}

// records gives the rows of the table for which keep holds. A nil table has
// none.
func (t *Table) records(keep func(record) bool) []record {
	if t == nil {
		return nil
	}
	var out []record
	var cells []Value
	for i := range t.Len() {
		row := t.Row(i, cells)
		if r := (record{t, row}); keep(r) {
			out = append(out, r)
			cells = nil // they are the record's now
		} else if t.Lazy != nil {
			cells = row
		}
	}
	return out
}

// columnsOf gives a new table with the named columns of the records.
func columnsOf(records []record, columns ...string) *Table {
	out := &Table{}
	if len(records) == 0 {
		return out
	}
	from := records[0].table
	for _, name := range columns {
		if i := from.Index(name); i >= 0 {
			out.Columns = append(out.Columns, from.Columns[i])
		}
	}
	for _, r := range records {
		row := make([]Value, len(out.Columns))
		for i, c := range out.Columns {
			row[i] = r.cell(c.Name)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// top gives the keys with the largest totals, largest first, at most n; ties
// in the order of the keys. It also says how many keys there were.
func top(totals map[string]int64, n int) (keys []string, all int) {
	for k := range totals {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(totals[b], totals[a]), cmp.Compare(a, b))
	})
	return keys[:min(n, len(keys))], len(keys)
}

// topLabels gives the labels with the largest totals, at most n: first those
// with a stance, which are what a reader looks for, then neutral ones.
func topLabels(totals map[string]int64, stances map[string]string, n int) (keys []string, of int) {
	keys, of = top(totals, len(totals))
	slices.SortStableFunc(keys, func(a, b string) int { return boolOrder(neutral(stances[a]), neutral(stances[b])) })
	return keys[:min(n, len(keys))], of
}

func neutral(stance string) bool { return stance != "negative" && stance != "positive" }

// boolOrder puts false before true.
func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// documentsOf gives the number of documents of each outlet.
func (r *Run) documentsOf() map[string]int64 {
	out := map[string]int64{}
	for _, o := range r.Table("outlets").records(all) {
		out[o.text("outlet")] = o.whole("documents")
	}
	return out
}

func all(record) bool { return true }

// outletsShown gives the n outlets with the most documents, in the order of
// the palette, and how many outlets there are.
func (r *Run) outletsShown(n int) (shown []string, of int) {
	shown, of = top(r.documentsOf(), n)
	slices.SortStableFunc(shown, func(a, b string) int {
		return cmp.Compare(r.paletteIndex(a), r.paletteIndex(b))
	})
	return shown, of
}

func (r *Run) paletteIndex(outlet string) int {
	if i := slices.Index(r.Palette, outlet); i >= 0 {
		return i
	}
	return len(r.Palette)
}

// look gives the look of an outlet, the same in every figure.
func (r *Run) look(outlet string) Look { return look(r.paletteIndex(outlet)) }
