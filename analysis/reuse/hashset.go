package reuse

// hashSet holds hashes that several outlets have. It is immutable, and looked
// into for every word of the corpus: open addressing, half of it empty. nil is
// the empty one.
type hashSet struct {
	slots  []uint64 // 0 stands for an empty one
	mask   uint64
	filter []uint64 // a bit for each of eight times as many places
	zero   bool     // holds 0
}

// newHashSet holds what a table has for several.
func newHashSet(t *table) *hashSet {
	var keys []uint64
	t.each(func(key uint64, value uint32) {
		if value == several {
			keys = append(keys, key)
		}
	})
	if len(keys) == 0 {
		return nil
	}
	s := emptyHashSet(len(keys))
	for _, key := range keys {
		s.put(key)
	}
	return s
}

// emptyHashSet has room for n hashes.
func emptyHashSet(n int) *hashSet {
	size := 64
	for size < 2*n {
		size *= 2
	}
	return &hashSet{slots: make([]uint64, size), mask: uint64(size - 1), filter: make([]uint64, size/8)}
}

// spread makes all bits of a key count.
func spread(key uint64) uint64 {
	x := key * shinglePr
	return x ^ x>>29
}

func (s *hashSet) put(key uint64) {
	if key == 0 {
		s.zero = true
		return
	}
	h := spread(key)
	s.filter[h>>32&(s.mask>>3)] |= 1 << (h >> 58)
	at := h & s.mask
	for s.slots[at] != 0 {
		at = (at + 1) & s.mask
	}
	s.slots[at] = key
}

// has reports whether a hash is in the set.
func (s *hashSet) has(key uint64) bool {
	if s == nil {
		return false
	}
	if key == 0 {
		return s.zero
	}
	h := spread(key)
	// Most are not in it, which one look into a smaller table tells.
	if s.filter[h>>32&(s.mask>>3)]>>(h>>58)&1 == 0 {
		return false
	}
	for at := h & s.mask; s.slots[at] != 0; at = (at + 1) & s.mask {
		if s.slots[at] == key {
			return true
		}
	}
	return false
}
