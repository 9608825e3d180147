package reuse

import (
	"encoding/binary"
	"slices"
)

// table holds a small number for each of very many keys, in three to six bytes
// each: as sorted runs of differences, which are joined as they grow. It comes
// to the same whatever the order in which entries are added, if merge gives
// the same in any order.
type table struct {
	bits   int // of a key
	merge  func(a, b uint32) uint32
	shards [tableShards]shard
}

// entry is a key and its number.
type entry struct {
	key   uint64
	value uint32
}

// shard is the part of a table whose keys begin with the same bits. Only one
// shard is joined at a time: no more than that is held twice.
type shard struct {
	pending []entry
	runs    []run // each more than twice as long as the next
}

// run is entries by key, each once: differences of keys, and numbers, as
// uvarints.
type run struct {
	data    []byte
	entries int
}

const (
	shardBits   = 6
	tableShards = 1 << shardBits
	// So many entries wait in a shard before they become a run.
	tablePending = 1 << 10
)

func newTable(bits int, merge func(a, b uint32) uint32) *table {
	return &table{bits: bits, merge: merge}
}

// add takes in an entry.
func (t *table) add(key uint64, value uint32) {
	s := &t.shards[key>>(t.bits-shardBits)]
	if s.pending = append(s.pending, entry{key, value}); len(s.pending) == tablePending {
		s.flush(t.merge)
	}
}

// absorb takes in all of another table, whose numbers mean here what as says.
func (t *table) absorb(other *table, as func(uint32) uint32) {
	other.each(func(key uint64, value uint32) { t.add(key, as(value)) })
}

// each visits all entries by key.
func (t *table) each(visit func(key uint64, value uint32)) {
	for i := range t.shards {
		s := &t.shards[i]
		s.flush(t.merge)
		for len(s.runs) > 1 {
			n := len(s.runs)
			joined := join(s.runs[n-2], s.runs[n-1], t.merge)
			s.runs = append(s.runs[:n-2], joined)
		}
		if len(s.runs) == 1 {
			for c := s.runs[0].cursor(); c.next(); {
				visit(c.key, c.value)
			}
		}
	}
}

// size is how many bytes the entries take up.
func (t *table) size() int {
	n := 0
	for i := range t.shards {
		n += cap(t.shards[i].pending) * 16
		for _, r := range t.shards[i].runs {
			n += cap(r.data)
		}
	}
	return n
}

// flush makes a run of what waits.
func (s *shard) flush(merge func(a, b uint32) uint32) {
	if len(s.pending) == 0 {
		return
	}
	slices.SortFunc(s.pending, func(x, y entry) int {
		switch {
		case x.key < y.key:
			return -1
		case x.key > y.key:
			return 1
		}
		return 0
	})
	w := writer{data: make([]byte, 0, 8*len(s.pending))}
	at := s.pending[0]
	for _, e := range s.pending[1:] {
		if e.key == at.key {
			at.value = merge(at.value, e.value)
			continue
		}
		w.write(at)
		at = e
	}
	w.write(at)
	s.pending = s.pending[:0]
	r := w.run()
	for n := len(s.runs); n > 0 && s.runs[n-1].entries <= 2*r.entries; n-- {
		r = join(s.runs[n-1], r, merge)
		s.runs = s.runs[:n-1]
	}
	s.runs = append(s.runs, r)
}

// join makes one run of two.
func join(a, b run, merge func(x, y uint32) uint32) run {
	// Between the keys of both there are smaller differences, never larger.
	w := writer{data: make([]byte, 0, len(a.data)+len(b.data))}
	x, y := a.cursor(), b.cursor()
	moreX, moreY := x.next(), y.next()
	for moreX && moreY {
		switch {
		case x.key < y.key:
			w.write(x.entry)
			moreX = x.next()
		case y.key < x.key:
			w.write(y.entry)
			moreY = y.next()
		default:
			w.write(entry{x.key, merge(x.value, y.value)})
			moreX, moreY = x.next(), y.next()
		}
	}
	for ; moreX; moreX = x.next() {
		w.write(x.entry)
	}
	for ; moreY; moreY = y.next() {
		w.write(y.entry)
	}
	return w.run()
}

// writer makes a run of entries by key.
type writer struct {
	data    []byte
	entries int
	last    uint64
}

func (w *writer) write(e entry) {
	w.data = binary.AppendUvarint(binary.AppendUvarint(w.data, e.key-w.last), uint64(e.value))
	w.last = e.key
	w.entries++
}

// run gives the run, in no more room than it needs.
func (w *writer) run() run {
	data := w.data
	if cap(data)-len(data) > len(data)/8 {
		data = slices.Clone(data)
	}
	return run{data, w.entries}
}

// cursor reads a run.
type cursor struct {
	data []byte
	entry
}

func (r run) cursor() cursor { return cursor{data: r.data} }

func (c *cursor) next() bool {
	if len(c.data) == 0 {
		return false
	}
	c.key += c.number()
	c.value = uint32(c.number())
	return true
}

func (c *cursor) number() uint64 {
	if x := c.data[0]; x < 0x80 {
		c.data = c.data[1:]
		return uint64(x)
	}
	n, size := binary.Uvarint(c.data)
	c.data = c.data[size:]
	return n
}

// sum and same are what becomes of the numbers of one key: they are counts, or
// say whose it is, and then several for more than one.
func sum(a, b uint32) uint32 { return a + b }

func same(a, b uint32) uint32 {
	if a == b {
		return a
	}
	return several
}

// several stands for more than one outlet.
const several = 0
