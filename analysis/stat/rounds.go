package stat

import (
	"math"
	"math/bits"
)

// perRound is how many arrangements there are to a round: one for each bit of a
// word.
//
// A test is thousands of arrangements, in each of which hundreds of units move,
// and a unit has dozens of numerators. So what moves is noted by unit, a bit
// for each arrangement, and the numerators are then summed for all arrangements
// of a round at once, by adding columns of bits. A test so takes the time of
// its sums, however many measures share them.
const perRound = 64

// round is some arrangements drawn at random.
type round struct {
	marks []uint64 // by unit of the pool, then by pair: a bit for each arrangement it moves in
	sums  *bitSums
	x     [perRound]int64
}

// drawn draws so many arrangements and counts, for each numerator, those in
// which the groups lie at least as far apart as its limit.
//
// One round is drawn unit by unit. Each of the others is made of it by
// exchanging whole units at random, the same way in all arrangements of the
// round, which takes a 64th of the random numbers. Any two arrangements of a
// test are still independent, so that a p-value is as precise as with draws
// that are independent all together: its variance is a matter of pairs. And it
// is exact, since the arrangement observed is one of the table of rounds, in a
// place drawn at random: under the hypothesis the table looks the same from
// every place (Hemerik & Goeman 2018; Ramdas et al. 2023).
func (p *pool) drawn(s *source, total int, limits []limit, extreme []int) {
	place := s.below(total + 1)
	r, columns := &round{marks: p.draw(s, place%perRound), sums: newBitSums()}, p.columns()
	denominator, fixed := &columns[len(limits)], p.fixY
	for _, b := range p.bands {
		fixed += b.sign * int64(b.draw) * p.units[b.first].y
	}
	var overA, overB [perRound]float64
	rounds := total/perRound + 1
	for i := range rounds {
		if i > 0 {
			p.exchangeAll(s, r.marks)
		}
		// First the round with the arrangement observed; the last of the table
		// may be short.
		at := (place/perRound + i) % rounds
		n := min(perRound, total+1-at*perRound)
		for k, y := range r.sum(denominator, fixed)[:n] {
			overA[k], overB[k] = 1/float64(y), 1/float64(p.kept.allY-y)
		}
		for c, least := range limits {
			all := p.kept.allX[c]
			count := 0
			for k, x := range r.sum(&columns[c], p.fixX[c])[:n] {
				d := float64(float64(x)*overA[k]) - float64(float64(all-x)*overB[k])
				count += least.reached(d)
			}
			extreme[c] += count
		}
	}
	for c := range extreme {
		extreme[c]-- // the arrangement observed
	}
}

// limit is how far apart groups must lie to count, as the bits of the number:
// numbers without their sign are in the order of their bits.
type limit int64

// newLimit gives the limit of a difference that was observed. Arrangements that
// are equally far apart but for rounding count.
func newLimit(difference float64) limit {
	return limit(math.Float64bits(math.Abs(difference) * (1 - 1e-9)))
}

// reached is 1 where a difference counts, and else 0. Which it is nobody can
// foretell, a processor neither: a branch would take longer than all else that
// is done with an arrangement.
func (l limit) reached(difference float64) int {
	return int(uint64(int64(l)-1-int64(math.Float64bits(difference)&^(1<<63))) >> 63)
}

// draw draws the arrangements of a round: of every band as many units as are
// wanted, all sets of that size equally likely. One of the arrangements is that
// observed.
func (p *pool) draw(s *source, observed int) []uint64 {
	all := make([]uint64, len(p.units)+len(p.pairs))
	for _, b := range p.bands {
		marks := all[b.first:b.end]
		for i, u := range p.units[b.first:b.end] {
			if b.draw > 0 && u.inA == (b.sign > 0) {
				marks[i] = 1 << observed
			}
		}
		for k := range perRound {
			if k == observed {
				continue
			}
			for has := 0; has < b.draw; {
				m := &marks[s.below(len(marks))]
				has += int(^*m >> k & 1)
				*m |= 1 << k
			}
		}
	}
	for i := range p.pairs {
		all[len(p.units)+i] = s.next() &^ (1 << observed)
	}
	return all
}

// exchangeAll shuffles the units of every band, and has each pair exchanged or
// not, in all arrangements of a round at once.
func (p *pool) exchangeAll(s *source, all []uint64) {
	for _, b := range p.bands {
		marks := all[b.first:b.end]
		for n := len(marks); n > 1 && b.draw > 0; n-- {
			i := s.below(n)
			marks[i], marks[n-1] = marks[n-1], marks[i]
		}
	}
	for i := range p.pairs {
		all[len(p.units)+i] ^= -(s.next() & 1)
	}
}

// column is a numerator of a pool, laid out for adding: for each binary digit
// of what a unit or pair changes of it the places of those that have it, first
// of what group A gains, then of what it loses.
type column [2][][]int32

// columns gives the numerators of a pool, and last the denominator. Of
// denominators only what exceeds the smallest of the band is in it, which has
// half the digits or less: the rest is the same in all arrangements, since as
// many units are drawn of the band in each.
func (p *pool) columns() []column {
	type digits [2][64]int32
	denominator := int32(len(p.fixX))
	size, total := make([]digits, denominator+1), int32(0)
	each := func(visit func(cell int32, loss, digit, at int)) {
		one := func(cell int32, n int64, at int) {
			loss := 0
			if n < 0 {
				n, loss = -n, 1
			}
			for rest := uint64(n); rest != 0; rest &= rest - 1 {
				visit(cell, loss, bits.TrailingZeros64(rest), at)
			}
		}
		all := func(u member, sign int64, at int) {
			one(denominator, sign*u.y, at)
			for k := u.from; k < u.to; k++ {
				one(p.cell[k], sign*p.n[k], at)
			}
		}
		for _, b := range p.bands {
			for i := b.first; i < b.end && b.draw > 0; i++ {
				u := p.units[i]
				u.y -= p.units[b.first].y
				all(u, b.sign, i)
			}
		}
		for i, u := range p.pairs {
			all(u, 1, len(p.units)+i)
		}
	}
	each(func(cell int32, loss, digit, _ int) {
		size[cell][loss][digit]++
		total++
	})
	places, ends, end := make([]int32, total), make([]digits, len(size)), int32(0)
	for c := range ends {
		for loss := range ends[c] {
			for i, n := range size[c][loss] {
				ends[c][loss][i] = end
				end += n
			}
		}
	}
	each(func(cell int32, loss, digit, at int) {
		end := &ends[cell][loss][digit]
		places[*end] = int32(at)
		*end++
	})
	out := make([]column, len(size))
	for c := range out {
		for loss := range out[c] {
			for i, n := range size[c][loss] {
				if n > 0 {
					list := &out[c][loss]
					*list = append(*list, make([][]int32, i+1-len(*list))...)
					end := ends[c][loss][i]
					(*list)[i] = places[end-n : end]
				}
			}
		}
	}
	return out
}

// sum gives what group A has of a column in each arrangement of a round, of
// which fixed is there in all of them. It is valid until the next.
func (r *round) sum(c *column, fixed int64) []int64 {
	for k := range r.x {
		r.x[k] = fixed
	}
	for loss, digits := range c {
		if len(digits) == 0 {
			continue
		}
		for digit, list := range digits {
			r.sums.addAll(list, r.marks, digit)
		}
		r.sums.empty(&r.x, int64(1-2*loss))
	}
	return r.x[:]
}

// bitSums adds numbers in up to 64 places at once: digit i holds the i-th
// binary digit of all sums.
type bitSums struct {
	digits [64]bitDigit
	waits  uint64      // a bit for each digit that has a word waiting
	top    int         // digits from here on are zero
	spread [256]uint64 // the bits of a byte, each in a byte of its own
}

// bitDigit is a digit of all sums. A word to be added to it may wait for the
// next, so that two are added in one step and few are carried (a carry-save
// adder).
type bitDigit struct{ word, waiting uint64 }

// add adds one digit in the marked places.
func (b *bitSums) add(marks uint64, digit int) {
	for ; marks != 0 && digit < len(b.digits); digit++ {
		d := &b.digits[digit]
		if b.waits>>digit&1 == 0 {
			d.waiting = marks
			b.waits |= 1 << digit
			b.top = max(b.top, digit+1)
			return
		}
		b.waits &^= 1 << digit
		d.word, marks = threeBits(d.word, d.waiting, marks)
	}
}

// addAll adds one digit for each of a list of marks. Eight of them make one of
// the digit three above, and what is left over (Harley and Seal's way to count
// bits; Warren, Hacker's Delight, section 5-1).
func (b *bitSums) addAll(list []int32, marks []uint64, digit int) {
	var one, two, four uint64
	for ; len(list) >= 8; list = list[8:] {
		var a, b0, c, d, e, f, eight uint64
		one, a = threeBits(one, marks[list[0]], marks[list[1]])
		one, b0 = threeBits(one, marks[list[2]], marks[list[3]])
		two, e = threeBits(two, a, b0)
		one, c = threeBits(one, marks[list[4]], marks[list[5]])
		one, d = threeBits(one, marks[list[6]], marks[list[7]])
		two, f = threeBits(two, c, d)
		four, eight = threeBits(four, e, f)
		b.add(eight, digit+3)
	}
	for _, at := range list {
		b.add(marks[at], digit)
	}
	b.add(one, digit)
	b.add(two, digit+1)
	b.add(four, digit+2)
}

// threeBits adds three bits in 64 places.
func threeBits(a, b, c uint64) (sum, carry uint64) {
	either := a ^ b
	return either ^ c, a&b | either&c
}

// empty adds sign times the sums to x, and makes them zero.
func (b *bitSums) empty(x *[perRound]int64, sign int64) {
	var words [64]uint64
	var carry uint64
	top := 0
	for i := range min(b.top+1, len(b.digits)) { // there may be something to carry
		d := &b.digits[i]
		other := uint64(0)
		if b.waits>>i&1 == 1 {
			other = d.waiting
		}
		words[i], carry = threeBits(d.word, other, carry)
		d.word = 0
		if words[i] != 0 {
			top = i + 1
		}
	}
	b.waits, b.top = 0, 0
	// Eight digits of eight sums at a time become eight bytes of a word.
	for first := 0; first < top; first += 8 {
		for place := 0; place < perRound; place += 8 {
			var sums uint64
			for i, w := range words[first:min(first+8, top)] {
				sums |= b.spread[uint8(w>>place)] << i
			}
			for k := range 8 {
				x[place+k] += sign * int64(sums>>(8*k)&0xff<<first)
			}
		}
	}
}

// newBitSums gives sums of zero.
func newBitSums() *bitSums {
	b := &bitSums{}
	for n := range b.spread {
		for k := range 8 {
			b.spread[n] |= uint64(n>>k&1) << (8 * k)
		}
	}
	return b
}
