package reuse

import (
	"encoding/binary"
	"slices"

	"slant/analysis/spill"
)

// table holds a small number for each of very many keys: as sorted runs of
// differences. In memory they are joined as they grow, and take three to six
// bytes a key; with a file, each is put there as it is. It comes to the same
// whatever the order in which entries are added, if merge gives the same in any
// order.
type table struct {
	bits   int // of a key
	merge  func(a, b uint32) uint32
	to     *spill.Spill // nil, or without a file: runs stay in memory
	shards [tableShards]shard
}

// entry is a key and its number.
type entry struct {
	key   uint64
	value uint32
}

// shard is the part of a table whose keys begin with the same bits. Only one
// shard is read at a time: no more than that is taken from a file.
type shard struct {
	pending []entry
	runs    []run // in memory, each more than twice as long as the next
	others  []run // in files, or of other tables
}

// run is entries by key, each once: differences of keys, and numbers, as
// uvarints.
type run struct {
	data    []byte
	spilt   spill.Piece // where data is nil
	entries int
	as      []uint32 // what each number stands for; nil: for itself
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
		s.flush(t)
	}
}

// absorb takes in all of another table, which is empty afterwards. Its numbers
// mean here what as holds for each; nil: the same.
func (t *table) absorb(other *table, as []uint32) {
	for i := range other.shards {
		from, to := &other.shards[i], &t.shards[i]
		from.flush(other)
		for _, r := range slices.Concat(from.runs, from.others) {
			r.as = through(r.as, as)
			to.others = append(to.others, r)
		}
		*from = shard{}
	}
}

// through gives what numbers stand for that stand for other numbers first.
func through(first, then []uint32) []uint32 {
	switch {
	case first == nil:
		return then
	case then == nil:
		return first
	}
	out := make([]uint32, len(first))
	for i, n := range first {
		out[i] = then[n]
	}
	return out
}

// each visits all entries by key.
func (t *table) each(visit func(key uint64, value uint32)) {
	var room []byte
	var m merger
	for i := range t.shards {
		s := &t.shards[i]
		s.flush(t)
		s.pending = nil
		room = slices.Grow(room[:0], s.spilt()) // never moved while cursors are in it
		m.reset()
		for _, runs := range [][]run{s.runs, s.others} {
			for k := range runs {
				r := &runs[k]
				data := r.data
				if data == nil {
					from := len(room)
					room = r.spilt.Append(room)
					data = room[from:]
				}
				m.add(cursor{data: data, as: r.as})
			}
		}
		m.each(t.merge, visit)
	}
}

// spilt is how many bytes of a shard are in files.
func (s *shard) spilt() int {
	n := 0
	for i := range s.others {
		if s.others[i].data == nil {
			n += s.others[i].spilt.Size()
		}
	}
	return n
}

// size is how many bytes of memory the entries take up.
func (t *table) size() int {
	n := 0
	for i := range t.shards {
		n += cap(t.shards[i].pending) * 16
		for _, r := range slices.Concat(t.shards[i].runs, t.shards[i].others) {
			n += cap(r.data)
		}
	}
	return n
}

// flush makes a run of what waits.
func (s *shard) flush(t *table) {
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
			at.value = t.merge(at.value, e.value)
			continue
		}
		w.write(at)
		at = e
	}
	w.write(at)
	s.pending = s.pending[:0]
	if t.to != nil && t.to.Filed() {
		s.others = append(s.others, run{spilt: t.to.Put(w.data), entries: w.entries})
		return
	}
	r := w.run()
	for n := len(s.runs); n > 0 && s.runs[n-1].entries <= 2*r.entries; n-- {
		r = join(s.runs[n-1], r, t.merge)
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
	return run{data: data, entries: w.entries}
}

// cursor reads a run.
type cursor struct {
	data []byte
	as   []uint32 // see run
	entry
}

// cursor reads a run that is in memory.
func (r run) cursor() cursor { return cursor{data: r.data, as: r.as} }

func (c *cursor) next() bool {
	if len(c.data) == 0 {
		return false
	}
	c.key += c.number()
	c.value = uint32(c.number())
	if c.as != nil {
		c.value = c.as[c.value]
	}
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

// merger reads many runs side by side, by key.
type merger struct {
	cursors []cursor
	heap    []place // the cursors that are not at their end, the least key first
}

// place is a cursor and the key it is at.
type place struct {
	key    uint64
	cursor int32
}

func (m *merger) reset() {
	clear(m.cursors) // they hold runs
	m.cursors, m.heap = m.cursors[:0], m.heap[:0]
}

func (m *merger) add(c cursor) {
	if c.next() {
		m.heap = append(m.heap, place{c.key, int32(len(m.cursors))})
		m.cursors = append(m.cursors, c)
	}
}

// each visits the entries of all runs, and merges the numbers of equal keys.
func (m *merger) each(merge func(a, b uint32) uint32, visit func(key uint64, value uint32)) {
	for i := len(m.heap)/2 - 1; i >= 0; i-- {
		m.sink(i)
	}
	for len(m.heap) > 0 {
		key, value := m.heap[0].key, m.cursors[m.heap[0].cursor].value
		for m.advance(); len(m.heap) > 0 && m.heap[0].key == key; m.advance() {
			value = merge(value, m.cursors[m.heap[0].cursor].value)
		}
		visit(key, value)
	}
}

// advance moves the first cursor on.
func (m *merger) advance() {
	c := &m.cursors[m.heap[0].cursor]
	if c.next() {
		m.heap[0].key = c.key
	} else {
		last := len(m.heap) - 1
		m.heap[0] = m.heap[last]
		m.heap = m.heap[:last]
	}
	m.sink(0)
}

// sink moves a place down to where it belongs in the heap.
func (m *merger) sink(i int) {
	h := m.heap
	for {
		child := 2*i + 1
		if child >= len(h) {
			return
		}
		if child+1 < len(h) && h[child+1].key < h[child].key {
			child++
		}
		if h[i].key <= h[child].key {
			return
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
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
