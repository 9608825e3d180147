package reports

import (
	"math"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
)

// frame is a table as a gota data frame, for arranging and joining what
// figures and LaTeX tables show.
//
// gota orders and matches; it never sees a number that is printed. A frame
// holds the columns to work on and, beside them, the place of each row in its
// table, and the result is built from the table's own cells: gota would write
// 1e-9 as 0.000000. Text goes in with a letter before it, because gota takes a
// cell "NaN" for a missing one.
type frame struct {
	table *Table
	df    dataframe.DataFrame
}

// place and placeRight are the columns that hold the rows' places.
const (
	place      = "#"
	placeRight = "##"
)

func frameOf(t *Table, column string, columns ...string) frame {
	columns = append([]string{column}, columns...)
	list := make([]series.Series, 0, len(columns)+1)
	for _, name := range columns {
		i := t.Index(name)
		if i >= 0 && (t.Columns[i].Kind == Integer || t.Columns[i].Kind == Number) {
			values := make([]float64, len(t.Rows))
			for k, row := range t.Rows {
				x, ok := row[i].Float()
				if !ok {
					x = math.NaN()
				}
				values[k] = x
			}
			list = append(list, series.New(values, series.Float, name))
			continue
		}
		values := make([]string, len(t.Rows))
		for k, row := range t.Rows {
			values[k] = "t"
			if i >= 0 {
				values[k] += row[i].String()
			}
		}
		list = append(list, series.New(values, series.String, name))
	}
	places := make([]int, len(t.Rows))
	for k := range places {
		places[k] = k
	}
	list = append(list, series.New(places, series.Int, place))
	return frame{t, dataframe.New(list...)}
}

// arranged gives the table with its rows in the given order: the first key
// first, empty cells last, equal rows as they were. A name with a minus before
// it is ordered downward.
func arranged(t *Table, keys ...string) *Table {
	out := *t
	if len(t.Rows) == 0 || len(keys) == 0 {
		return &out
	}
	names := make([]string, len(keys))
	orders := make([]dataframe.Order, len(keys))
	for i, k := range keys {
		if k[0] == '-' {
			names[i], orders[i] = k[1:], dataframe.RevSort(k[1:])
		} else {
			names[i], orders[i] = k, dataframe.Sort(k)
		}
	}
	f := frameOf(t, names[0], names[1:]...)
	// One key at a time, from the last: gota's own order by three keys and
	// more is wrong, its order by one is stable.
	for i := len(orders) - 1; i >= 0; i-- {
		f.df = f.df.Arrange(orders[i])
	}
	return f.pick(&out, place)
}

// pick gives out with the table's rows in the order of the frame.
func (f frame) pick(out *Table, column string) *Table {
	out.Rows = make([][]Value, 0, f.df.Nrow())
	if f.df.Err != nil {
		// gota's errors are about columns that do not exist; frameOf has made
		// every one. Rows as they were are better than none.
		out.Rows = f.table.Rows
		return out
	}
	places := f.df.Col(column)
	for k := range f.df.Nrow() {
		i, err := places.Elem(k).Int()
		if err == nil {
			out.Rows = append(out.Rows, f.table.Rows[i])
		}
	}
	return out
}

// joined gives the left table with columns of the right one added: for each
// row of the left those of the row of the right with the same key, empty where
// there is none.
func joined(left, right *Table, key string, add ...string) *Table {
	out := *left
	out.Columns = append([]Column{}, left.Columns...)
	at := make([]int, len(add))
	for i, name := range add {
		at[i] = right.Index(name)
		out.Columns = append(out.Columns, right.Columns[at[i]])
	}
	out.Rows = make([][]Value, len(left.Rows))
	for i, row := range left.Rows {
		out.Rows[i] = append(append(make([]Value, 0, len(out.Columns)), row...), make([]Value, len(add))...)
	}
	if len(left.Rows) == 0 || len(right.Rows) == 0 {
		return &out
	}
	l, r := frameOf(left, key), frameOf(right, key)
	df := l.df.LeftJoin(r.df.Rename(placeRight, place), key)
	if df.Err != nil {
		return &out
	}
	places, matches := df.Col(place), df.Col(placeRight)
	for k := range df.Nrow() {
		i, err := places.Elem(k).Int()
		j, none := matches.Elem(k).Int()
		if err != nil || none != nil {
			continue
		}
		for n, c := range at {
			out.Rows[i][len(left.Columns)+n] = right.Rows[j][c]
		}
	}
	return &out
}
