package stat

import "math/bits"

// All that is random in slant is in this file: the weights of the bootstrap and
// the draws of the permutation test. Both are functions of a seed and of the
// ids of the units, so that no split of the work, no order and no machine
// changes them.

// mix is the finaliser of SplitMix64 (Steele, Lea & Flood 2014): it turns
// neighbouring numbers into unrelated ones.
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// golden is SplitMix64's step from one state to the next.
const golden = 0x9e3779b97f4a7c15

// poissonCounts says how many of the 65,536 values of 16 random bits give the
// weight 0, 1, 2 …: Poisson probabilities with mean 1, rounded such that the
// weights have mean and variance exactly 1. (The third moment, 5, is off by
// 3·10⁻⁵; a weight of 9 would come once in a million draws.)
var poissonCounts = [...]int{24113, 24099, 12062, 4020, 1003, 200, 33, 5, 1}

// maxWeight is the largest weight a unit can draw.
const maxWeight = len(poissonCounts) - 1

// weights draws bootstrap weights. Four weights are packed into one word, 16
// bits each: the k-th replicate is in word k/4, counted from the low bits.
type weights struct {
	seed  uint64
	table []uint8 // weight by 16 random bits
}

func newWeights(seed uint64) weights {
	table := make([]uint8, 0, 1<<16)
	for weight, n := range poissonCounts {
		for range n {
			table = append(table, uint8(weight))
		}
	}
	return weights{mix(seed + golden), table}
}

// draw fills into with the weights of one unit: Poisson bootstrap (Hanley &
// MacGibbon 2006; Chamandy et al. 2012), which needs no knowledge of the other
// units.
func (w weights) draw(unit uint64, into []uint64) {
	state := mix(w.seed ^ mix(unit))
	table := w.table[:1<<16]
	for i := range into {
		state += golden
		r := mix(state)
		into[i] = uint64(table[r&0xffff]) | uint64(table[r>>16&0xffff])<<16 |
			uint64(table[r>>32&0xffff])<<32 | uint64(table[r>>48])<<48
	}
}

// source draws whole numbers for the permutation test.
type source struct{ state uint64 }

// newSource gives the source of a test between two groups of units. It is the
// same whichever order the units, or the groups, come in.
func newSource(seed uint64, a, b []uint64) source {
	var both uint64
	for _, units := range [][]uint64{a, b} {
		var sum uint64
		for _, u := range units {
			sum += mix(u ^ golden)
		}
		both += mix(sum + uint64(len(units)))
	}
	return source{state: mix(mix(seed+golden) ^ both)}
}

func (s *source) next() uint64 {
	s.state += golden
	return mix(s.state)
}

// below gives a number from 0 to n−1, all equally likely (Lemire 2019).
func (s *source) below(n int) int {
	high, low := bits.Mul64(s.next(), uint64(n))
	if low < uint64(n) {
		high = s.again(high, low, uint64(n))
	}
	return int(high)
}

// again draws until a product is one of those that are equally likely.
func (s *source) again(high, low, n uint64) uint64 {
	for least := -n % n; low < least; {
		high, low = bits.Mul64(s.next(), n)
	}
	return high
}
