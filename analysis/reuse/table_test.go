package reuse

import (
	"maps"
	"testing"
)

// numbers gives values that look random and repeat now and then.
func numbers(n int, bits int) []uint64 {
	out := make([]uint64, n)
	x := uint64(1)
	for i := range out {
		x = x*6364136223846793005 + 1442695040888963407
		out[i] = x >> (64 - bits)
		if i > 10 && x>>8%4 == 0 {
			out[i] = out[i-int(x>>16%10)]
		}
	}
	return out
}

// contents gives a table as a map, and fails where its keys are not in order.
func contents(t *testing.T, table *table) map[uint64]uint32 {
	t.Helper()
	out := make(map[uint64]uint32)
	last, some := uint64(0), false
	table.each(func(key uint64, value uint32) {
		if some && key <= last {
			t.Fatalf("key %x comes after %x", key, last)
		}
		last, some = key, true
		out[key] = value
	})
	return out
}

func TestTablesCount(t *testing.T) {
	keys := append(numbers(200_000, 36), 0, 0, 1<<36-1)
	want := make(map[uint64]uint32)
	one, a, b := newTable(36, sum), newTable(36, sum), newTable(36, sum)
	for i, k := range keys {
		want[k]++
		one.add(k, 1)
		if i%3 == 0 {
			a.add(k, 1)
		} else {
			b.add(k, 1)
		}
		if i == 5000 {
			contents(t, one) // to be looked at in between does no harm
		}
	}
	if got := contents(t, one); !maps.Equal(got, want) {
		t.Errorf("%d keys, want %d, or other numbers", len(got), len(want))
	}
	b.absorb(a, nil)
	if got := contents(t, b); !maps.Equal(got, want) {
		t.Errorf("absorbed: %d keys, want %d, or other numbers", len(got), len(want))
	}
	// Differences of keys, of 18 bits in the mean, and a number of one byte.
	if size := one.size() - tableShards*tablePending*16; size > 6*len(want) {
		t.Errorf("%d bytes for %d keys", size, len(want))
	}
}

func TestTablesTellWhoseAKeyIs(t *testing.T) {
	keys := numbers(50_000, 48)
	want := make(map[uint64]uint32)
	table := newTable(48, same)
	for i, k := range keys {
		outlet := uint32(1 + i%3)
		if old, ok := want[k]; ok && old != outlet {
			outlet = several
		}
		want[k] = outlet
		table.add(k, uint32(1+i%3))
	}
	got := contents(t, table)
	if !maps.Equal(got, want) {
		t.Errorf("%d keys, want %d, or other outlets", len(got), len(want))
	}
	shared := newHashSet(table)
	for k, outlet := range want {
		if shared.has(k) != (outlet == several) {
			t.Fatalf("%x is in the set: %t", k, shared.has(k))
		}
	}
	for _, k := range numbers(50_000, 47) {
		if _, ok := want[k]; !ok && shared.has(k) {
			t.Fatalf("%x is in the set, and in no document", k)
		}
	}
	if newHashSet(newTable(48, same)).has(0) {
		t.Error("an empty set has 0")
	}
}

func TestTablesKeepNumbersOfAnySize(t *testing.T) {
	want := make(map[uint64]uint32)
	table := newTable(48, same)
	for _, value := range []uint32{0, 1, inHead - 1, inHead, 1<<8 - 1, 1 << 8, 1<<16 - 1, 1 << 16, 1<<24 - 1, 1 << 24, 1<<32 - 1} {
		// Differences of one byte to six.
		for _, key := range []uint64{0, 1, 0x1_00, 0x1_0000, 0x1_000000, 0x1_00000000, 0xFF_0000000000} {
			key += uint64(len(want)) << 3
			want[key] = value
			table.add(key, value)
		}
	}
	if got := contents(t, table); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
