package reuse

import (
	"encoding/binary"
	"math/bits"
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
	dealt  []entry // what waits in a shard, on its way into a run
	fresh  []byte  // the run, before it is put to the others
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

// run is entries by key, each once: a byte, the difference to the key before and
// the number. The byte has, in three bits, how many bytes the difference takes up,
// less one; in five, the number, or inHead less one and how many bytes it takes up.
// After the last entry come as many bytes as are read at once.
type run struct {
	data    []byte
	entries int
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
		t.flush(s)
	}
}

// absorb takes in all of another table, whose numbers mean here what as says.
// Nothing is left of it.
func (t *table) absorb(other *table, as func(uint32) uint32) {
	for i := range other.shards {
		s := &other.shards[i]
		if other.join(s); len(s.runs) == 0 {
			continue
		}
		w := writer{data: make([]byte, 0, len(s.runs[0].data))}
		for c := s.runs[0].cursor(); c.next(); {
			w.write(entry{c.key, as(c.value)})
		}
		*s = shard{}
		t.shards[i].put(w.run().trimmed(), t.merge)
	}
}

// each visits all entries by key.
func (t *table) each(visit func(key uint64, value uint32)) {
	for i := range t.shards {
		s := &t.shards[i]
		if t.join(s); len(s.runs) == 1 {
			for c := s.runs[0].cursor(); c.next(); {
				visit(c.key, c.value)
			}
		}
	}
}

// join makes one run of all that a shard of the table holds, if it holds
// anything.
func (t *table) join(s *shard) {
	t.flush(s)
	for len(s.runs) > 1 {
		n := len(s.runs)
		joined := join(s.runs[n-2], s.runs[n-1], t.merge)
		s.runs = append(s.runs[:n-2], joined)
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

// flush makes a run of what waits in a shard of the table.
func (t *table) flush(s *shard) {
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
	t.fresh, r.data = r.data, slices.Clone(r.data)
	s.put(r, t.merge)
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

// put adds a run to those that a shard has.
func (s *shard) put(r run, merge func(a, b uint32) uint32) {
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
func (w *writer) run() run { return run{append(w.data, make([]byte, slack)...), w.entries} }

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
	entry
}

func (r run) cursor() cursor { return cursor{data: r.data} }

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
	c.at = at
	return true
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
