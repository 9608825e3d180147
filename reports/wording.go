package reports

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"sync/atomic"
)

// wordings gives, for every quotation that is a wording of a statement, the
// fullest one: in the order of the statements, the earliest first, and within
// one in that of its wordings.
//
// The fullest wording of a statement leads; others join the first leader that
// they are a wording of. So no chain of likenesses joins two statements that
// have nothing in common.
func (s *alignment) wordings() []wording {
	s.settle()
	var pairs []uint64
	s.likely.drain(func(pair uint64) {
		if s.sameStems(int32(pair>>32), int32(uint32(pair))) {
			pairs = append(pairs, pair)
		}
	})
	order := s.fullest(pairs)
	leader := s.lead(order, pairs)
	var all []wording
	for n, i := range order {
		if leader[n] >= 0 {
			all = append(all, wording{i, order[leader[n]]})
		}
	}
	slices.SortFunc(all, func(a, b wording) int { return cmp.Or(cmp.Compare(a.fullest, b.fullest), s.compare(a.quote, b.quote)) })
	// The wordings of a statement as one: where they begin, and end.
	var statements [][]wording
	for first := 0; first < len(all); {
		end, several := first+1, false
		for ; end < len(all) && all[end].fullest == all[first].fullest; end++ {
			several = several || s.rank[s.quotes[all[end].quote].document] != s.rank[s.quotes[all[first].quote].document]
		}
		if several {
			statements = append(statements, all[first:end])
		}
		first = end
	}
	slices.SortFunc(statements, func(a, b []wording) int { return s.compare(a[0].quote, b[0].quote) })
	return slices.Concat(statements...)
}

// wording is a quotation and the fullest of its statement, by their numbers.
type wording struct{ quote, fullest int32 }

// fullest gives the quotations of some pairs, those with the most stems first,
// and turns the pairs into pairs of places in that order, the first first.
func (s *alignment) fullest(pairs []uint64) (order []int32) {
	place := make([]int32, len(s.quotes)) // plus one
	for _, pair := range pairs {
		for _, i := range [2]int32{int32(pair >> 32), int32(uint32(pair))} {
			if place[i] == 0 {
				place[i] = 1
				order = append(order, i)
			}
		}
	}
	slices.SortFunc(order, func(x, y int32) int {
		return cmp.Or(cmp.Compare(s.quotes[y].length, s.quotes[x].length), s.compare(x, y))
	})
	for n, i := range order {
		place[i] = int32(n + 1)
	}
	for k, pair := range pairs {
		x, y := place[pair>>32]-1, place[pair&math.MaxUint32]-1
		pairs[k] = uint64(min(x, y))<<32 | uint64(max(x, y))
	}
	slices.Sort(pairs)
	return order
}

// lead gives the place of the leader of each quotation in an order, -1 for one
// that is alone.
func (s *alignment) lead(order []int32, pairs []uint64) []int32 {
	leader := make([]int32, len(order))
	for n := range leader {
		leader[n] = -1
	}
	for _, pair := range pairs {
		x, y := int32(pair>>32), int32(uint32(pair))
		if leader[x] < 0 {
			leader[x] = x
		}
		if leader[x] == x && leader[y] < 0 {
			leader[y] = x
		}
	}
	return leader
}

// statementRow is a row of the table statements: where its line in quotes.csv
// is, and what it has in common with the fullest wording.
type statementRow struct {
	line                 int64
	size                 int32
	statement            int32
	common, own, fullest uint8 // stems: in common, its own, of the fullest
}

// rows gives the rows of wordings in the order of their statements.
func (s *alignment) rows(all []wording) []statementRow {
	rows := make([]statementRow, len(all))
	statement := int32(0)
	rowOf := make([]int32, len(s.quotes)) // plus one
	for n, w := range all {
		if n == 0 || w.fullest != all[n-1].fullest {
			statement++
		}
		common, _ := s.overlap(w.quote, w.fullest)
		rows[n] = statementRow{statement: statement, common: uint8(common), own: s.quotes[w.quote].length, fullest: s.quotes[w.fullest].length}
		rowOf[w.quote] = int32(n + 1)
	}
	quote := 0
	eachNote(s.notes, func(n *noted) {
		if at := rowOf[quote]; at > 0 {
			rows[at-1].line, rows[at-1].size = n.line, n.size
		}
		quote++
	})
	return rows
}

// statementsTable gives the table of rows that have their text in quotes.
func statementsTable(rows []statementRow, quotes io.ReaderAt) *Table {
	t := Schema("statements")
	from := newEvidenceTable("quotes", quotes, "document", "outlet", "source", "cue", "text", "cue_class")
	var failed atomic.Pointer[error]
	t.Lazy = &LazyRows{
		Len: len(rows),
		Row: func(i int, into []Value) []Value {
			r := &rows[i]
			var cells [6]string
			if err := from.read(r.line, int(r.size), cells[:]); err != nil {
				failed.CompareAndSwap(nil, &err)
			}
			kept, both := float64(r.common)/float64(r.fullest), float64(r.common)/float64(int(r.own)+int(r.fullest)-int(r.common))
			return append(into, Text(fmt.Sprintf("s%05d", r.statement)), Text(cells[0]), Text(cells[1]), Text(cells[2]), Text(cells[3]), Text(cells[4]),
				Num(kept), Num(both), Text(cells[5]))
		},
		Err: func() error {
			if err := failed.Load(); err != nil {
				return *err
			}
			return nil
		},
	}
	return t
}
