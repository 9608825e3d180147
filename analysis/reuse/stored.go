package reuse

import (
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"slices"
)

// LedgerVersion says what a stored ledger holds. It changes with whatever
// changes a ledger of the same sketches and texts.
const LedgerVersion = 2

// errLedger is what is wrong with bytes that are no ledger.
var errLedger = errors.New("no ledger of a corpus, or a damaged one")

// AppendBinary appends the ledger to b; the same ledger gives the same bytes.
// The error is always nil.
func (l *Ledger) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, LedgerVersion)
	b = binary.AppendUvarint(b, uint64(len(l.documents)))
	for _, outlet := range slices.Sorted(maps.Keys(l.documents)) {
		b = binary.LittleEndian.AppendUint64(b, outlet)
		b = binary.AppendUvarint(b, uint64(l.documents[outlet]))
	}
	b = binary.AppendUvarint(b, uint64(len(l.blocks)))
	for _, block := range slices.Sorted(maps.Keys(l.blocks)) {
		b = binary.LittleEndian.AppendUint64(b, block)
		b = binary.AppendUvarint(b, uint64(l.blocks[block]))
	}
	b = l.shared.append(b)
	b = l.passages.append(b)
	b = binary.AppendUvarint(b, uint64(len(l.groups)))
	for _, id := range slices.Sorted(maps.Keys(l.groups)) {
		g := l.groups[id]
		for _, s := range [...]string{id, g.Name, g.First} {
			b = binary.AppendUvarint(b, uint64(len(s)))
			b = append(b, s...)
		}
		b = binary.AppendUvarint(b, uint64(g.Size))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(g.Similarity))
	}
	return b, nil
}

// append appends the hashes of the set, ascending: how many there are, and each
// as its difference from the one before.
func (s *hashSet) append(b []byte) []byte {
	if s == nil {
		return append(b, 0)
	}
	var keys []uint64
	if s.zero {
		keys = append(keys, 0)
	}
	for _, key := range s.slots {
		if key != 0 {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	b = binary.AppendUvarint(b, uint64(len(keys)))
	last := uint64(0)
	for _, key := range keys {
		b = binary.AppendUvarint(b, key-last)
		last = key
	}
	return b
}

// UnmarshalBinary overwrites l with a stored ledger. It gives an error for one
// of another version, and for what is no ledger.
func (l *Ledger) UnmarshalBinary(b []byte) error {
	if len(b) == 0 || b[0] != LedgerVersion {
		return errLedger
	}
	r := byteReader{b: b[1:]}
	*l = Ledger{documents: make(map[uint64]int), blocks: make(map[uint64]int32), groups: make(map[string]Group)}
	for range r.count() {
		outlet := r.uint64()
		l.documents[outlet] = int(r.uvarint())
	}
	for range r.count() {
		block := r.uint64()
		l.blocks[block] = int32(r.uvarint())
	}
	l.shared, l.passages = r.hashes(), r.hashes()
	for range r.count() {
		id := r.string()
		l.groups[id] = Group{Name: r.string(), First: r.string(), Size: int(r.uvarint()), Similarity: math.Float64frombits(r.uint64())}
	}
	if r.over || len(r.b) > 0 {
		return errLedger
	}
	return nil
}

// byteReader takes numbers off bytes. What is not there is read as zero.
type byteReader struct {
	b    []byte
	over bool
}

func (r *byteReader) uvarint() uint64 {
	n, size := binary.Uvarint(r.b)
	if size <= 0 {
		r.over, r.b = true, nil
		return 0
	}
	r.b = r.b[size:]
	return n
}

// count is a number of things that take at least a byte each.
func (r *byteReader) count() int {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.over, r.b = true, nil
		return 0
	}
	return int(n)
}

func (r *byteReader) uint64() uint64 {
	if len(r.b) < 8 {
		r.over, r.b = true, nil
		return 0
	}
	n := binary.LittleEndian.Uint64(r.b)
	r.b = r.b[8:]
	return n
}

func (r *byteReader) uint16() uint16 {
	if len(r.b) < 2 {
		r.over, r.b = true, nil
		return 0
	}
	n := binary.LittleEndian.Uint16(r.b)
	r.b = r.b[2:]
	return n
}

func (r *byteReader) string() string {
	n := r.count()
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

// hashes reads a set; nil for an empty one.
func (r *byteReader) hashes() *hashSet {
	n := r.count()
	if n == 0 {
		return nil
	}
	s := emptyHashSet(n)
	last := uint64(0)
	for range n {
		last += r.uvarint()
		s.put(last)
	}
	return s
}
