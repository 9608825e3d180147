package reuse

import (
	"encoding/binary"
	"math/bits"
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
	dealt  []entry // what waits in a shard, on its way into a run
	fresh  []byte  // the run, before it is put to the others
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

// run is entries by key, each once: a byte, the difference to the key before and
// the number. The byte has, in three bits, how many bytes the difference takes up,
// less one; in five, the number, or inHead less one and how many bytes it takes up.
// After the last entry come as many bytes as are read at once.
type run struct {
	data    []byte
	spilt   spill.Piece // where data is nil
	entries int
	as      []uint32 // what each number stands for; nil: for itself
}

const (
	headBits = 3
	inHead   = 1<<(8-headBits) - 4 // from which on a number has bytes of its own
	slack    = 8
)

const (
	shardBits   = 6
	tableShards = 1 << shardBits
	// So many entries wait in a shard before they become a run.
	pendingBits  = 10
	tablePending = 1 << pendingBits
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
	entries := t.byKey(s.pending)
	w := writer{data: t.fresh[:0]}
	at := entries[0]
	for _, e := range entries[1:] {
		if e.key == at.key {
			at.value = t.merge(at.value, e.value)
			continue
		}
		w.write(at)
		at = e
	}
	w.write(at)
	s.pending = s.pending[:0]
	r := w.run()
	t.fresh = r.data
	if t.to != nil && t.to.Filed() {
		s.others = append(s.others, run{spilt: t.to.Put(r.data), entries: r.entries})
		return
	}
	r.data = slices.Clone(r.data)
	for n := len(s.runs); n > 0 && s.runs[n-1].entries <= 2*r.entries; n-- {
		r = join(s.runs[n-1], r, t.merge)
		s.runs = s.runs[:n-1]
	}
	s.runs = append(s.runs, r)
}

// byKey sorts what waits in a shard. Keys are hashes: when they are dealt into
// as many places as there are entries, by the bits that follow those of the
// shard, each is next to where it belongs. The result is good until the next
// call.
func (t *table) byKey(pending []entry) []entry {
	const places = tablePending
	shift := t.bits - shardBits - pendingBits
	var starts [places + 1]uint16
	for i := range pending {
		starts[pending[i].key>>shift%places+1]++
	}
	for i := range places {
		starts[i+1] += starts[i]
	}
	t.dealt = slices.Grow(t.dealt[:0], len(pending))[:len(pending)]
	for _, e := range pending {
		start := &starts[e.key>>shift%places]
		t.dealt[*start] = e
		*start++
	}
	for i := 1; i < len(t.dealt); i++ {
		e, j := t.dealt[i], i
		for ; j > 0 && t.dealt[j-1].key > e.key; j-- {
			t.dealt[j] = t.dealt[j-1]
		}
		t.dealt[j] = e
	}
	return t.dealt
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
	return w.run().trimmed()
}

// writer makes a run of entries by key.
type writer struct {
	data    []byte
	entries int
	last    uint64
}

func (w *writer) write(e entry) {
	difference := e.key - w.last
	size := (bits.Len64(difference|1) + 7) / 8
	head, more := e.value, 0
	if e.value >= inHead {
		more = (bits.Len32(e.value) + 7) / 8
		head = uint32(inHead - 1 + more)
	}
	// It is quicker to append more than there is.
	at := len(w.data) + 1 + size
	w.data = append(w.data, byte(size-1)|byte(head<<headBits))
	w.data = binary.LittleEndian.AppendUint64(w.data, difference)[:at]
	if more > 0 {
		w.data = binary.LittleEndian.AppendUint32(w.data, e.value)[:at+more]
	}
	w.last = e.key
	w.entries++
}

// run gives the run.
func (w *writer) run() run {
	return run{data: append(w.data, make([]byte, slack)...), entries: w.entries}
}

// trimmed gives a run in little more room than it needs.
func (r run) trimmed() run {
	if cap(r.data)-len(r.data) > len(r.data)/8 {
		r.data = slices.Clone(r.data)
	}
	return r
}

// cursor reads a run.
type cursor struct {
	data []byte
	at   int
	as   []uint32 // see run
	entry
}

// cursor reads a run that is in memory.
func (r run) cursor() cursor { return cursor{data: r.data, as: r.as} }

func (c *cursor) next() bool {
	at := c.at
	if at+slack >= len(c.data) {
		return false
	}
	head := c.data[at]
	size := int(head&(1<<headBits-1)) + 1
	c.key += binary.LittleEndian.Uint64(c.data[at+1:at+1+8]) & (^uint64(0) >> (64 - 8*size))
	at += 1 + size
	c.value = uint32(head >> headBits)
	if c.value >= inHead {
		more := int(c.value - inHead + 1)
		c.value = binary.LittleEndian.Uint32(c.data[at:at+4]) & (^uint32(0) >> (32 - 8*more))
		at += more
	}
	if c.as != nil {
		c.value = c.as[c.value]
	}
	c.at = at
	return true
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
