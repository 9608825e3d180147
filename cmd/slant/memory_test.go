package main

import "testing"

func TestGarbageIsBounded(t *testing.T) {
	for held, want := range map[uint64]int{0: mostGarbage, 1 << 20: mostGarbage, garbageRoom: 100, 5 * garbageRoom / 4: 80, muchHeld + 64<<20: 25, 1 << 40: leastGarbage} {
		if got := garbagePercent(held); got != want {
			t.Errorf("with %d bytes held, %d %%, want %d %%", held, got, want)
		}
	}
}
