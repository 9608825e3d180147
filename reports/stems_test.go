package reports

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// More stems than one code can number, in more than one block.
func TestStemsAreNumbered(t *testing.T) {
	l := stemList{number: make(map[uint32]uint32)}
	random := rand.New(rand.NewPCG(5, 6))
	var all [][]uint32
	var places []uint32
	for range 4000 {
		hashes := make([]uint32, random.IntN(longStems+1))
		for i := range hashes {
			hashes[i] = random.Uint32N(100_000) * 0x9E3779B1
		}
		all, places = append(all, hashes), append(places, l.add(hashes))
	}
	if len(l.hashes) <= 2*rareStem || len(l.blocks) < 3 {
		t.Fatalf("%d stems in %d blocks test nothing", len(l.hashes), len(l.blocks))
	}
	for i, hashes := range all {
		numbers := l.numbers(nil, places[i], uint8(len(hashes)))
		if len(numbers) != len(hashes) {
			t.Fatalf("%d of %d stems", len(numbers), len(hashes))
		}
		for k, n := range numbers {
			if l.hashes[n] != hashes[k] {
				t.Fatalf("stem %d of quotation %d is another", k, i)
			}
		}
		all[i] = sortedSet(numbers)
		l.replace(places[i], all[i])
	}
	for i, set := range all {
		if got := l.numbers(nil, places[i], uint8(len(set))); !slices.Equal(got, set) {
			t.Fatalf("the set of quotation %d: got %v, want %v", i, got, set)
		}
	}
}
