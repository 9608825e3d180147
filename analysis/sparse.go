package analysis

import (
	"encoding/binary"

	"slant/analysis/stat"
)

// sparse is a column of a table whose rows are documents, packed: for each
// document that has any, how many rows it stands behind the one before, and how
// many it has. Nearly all of these numbers take a byte; as a stat.Counts, which
// a column becomes where it is worked with, they take twelve.
type sparse struct {
	documents int32
	packed    []byte
}

// newSparse packs a column.
func newSparse(c stat.Counts) sparse {
	s := sparse{documents: int32(len(c.Index))}
	last := int32(0)
	for k, i := range c.Index {
		s.packed = appendEntry(s.packed, i-last, c.N[k])
		last = i
	}
	return s
}

// appendEntry appends a document so many rows on that has n.
func appendEntry(b []byte, rows int32, n int64) []byte {
	return binary.AppendVarint(binary.AppendUvarint(b, uint64(rows)), n)
}

// each gives every document that has any.
func (s sparse) each(visit func(document int32, n int64)) {
	u, i := unpacker{s.packed}, int32(0)
	for range s.documents {
		i += int32(u.length())
		visit(i, u.varint())
	}
}

// counts gives the column unpacked.
func (s sparse) counts() stat.Counts {
	c := stat.Counts{Index: make([]int32, 0, s.documents), N: make([]int64, 0, s.documents)}
	s.each(func(i int32, n int64) { c.Index, c.N = append(c.Index, i), append(c.N, n) })
	return c
}

// total sums the column.
func (s sparse) total() int64 {
	var sum int64
	s.each(func(_ int32, n int64) { sum += n })
	return sum
}

// columns are what is counted in a group, by Variable.code.
type columns struct {
	place     map[uint64]int32
	documents []int32 // by place
	ends      []int   // likewise, of the column in packed
	packed    []byte
}

// get gives a column, and whether there is one.
func (c *columns) get(code uint64) (sparse, bool) {
	n, ok := c.place[code]
	if !ok {
		return sparse{}, false
	}
	from := 0
	if n > 0 {
		from = c.ends[n-1]
	}
	return sparse{c.documents[n], c.packed[from:c.ends[n]]}, true
}

// packColumns packs what is counted in documents, of which read gives every
// count. They are read twice, so that all columns lie in one piece as long as
// they are together.
func packColumns(read func(count func(document int32, code uint64, n int64))) columns {
	c := columns{place: make(map[uint64]int32)}
	var last []int32
	var entry []byte
	read(func(i int32, code uint64, n int64) {
		at, ok := c.place[code]
		if !ok {
			at = int32(len(last))
			c.place[code] = at
			c.documents, c.ends, last = append(c.documents, 0), append(c.ends, 0), append(last, 0)
		}
		entry = appendEntry(entry[:0], i-last[at], n)
		c.documents[at]++
		c.ends[at] += len(entry)
		last[at] = i
	})
	all := 0
	for at, size := range c.ends {
		c.ends[at] = all // while columns are written, where each has come to
		all += size
	}
	c.packed = make([]byte, all)
	clear(last)
	read(func(i int32, code uint64, n int64) {
		at := c.place[code]
		entry = appendEntry(entry[:0], i-last[at], n)
		c.ends[at] += copy(c.packed[c.ends[at]:], entry)
		last[at] = i
	})
	return c
}
