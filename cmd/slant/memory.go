package main

import (
	"math"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// What garbage there may be before it is collected: as many bytes as garbageRoom,
// less an eighth of what is held beyond muchHeld, but not less than leastGarbage
// per cent of what is held and not more than mostGarbage. To collect costs as much
// as is held: so a small run, which has room, does it seldom, and a large one stays
// small, at some per cent more processor time.
const (
	garbageRoom  = 40 << 20
	muchHeld     = 64 << 20
	leastGarbage = 12
	mostGarbage  = 100
)

// collector tells the runtime how much garbage there may be.
type collector struct {
	mu      sync.Mutex
	percent int
	sample  [1]metrics.Sample
}

// garbage is the only one: the runtime has one setting.
var garbage collector

// tune is called now and then, as more is held or less.
func (c *collector) tune() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sample[0].Name = "/gc/heap/live:bytes" // as of the last collection
	metrics.Read(c.sample[:])
	percent := garbagePercent(c.sample[0].Value.Uint64())
	// To set it stops all goroutines for a moment.
	if math.Abs(float64(percent-c.percent)) > float64(c.percent)/16 {
		debug.SetGCPercent(percent)
		c.percent = percent
	}
}

// garbagePercent gives what garbage there may be in per cent of what is held.
func garbagePercent(held uint64) int {
	room := garbageRoom - min(max(held, muchHeld)-muchHeld, garbageRoom<<3)>>3
	return int(min(max(100*room/max(held, 1), leastGarbage), mostGarbage))
}
