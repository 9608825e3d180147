package match

import "slant/lexicons"

// near is a pattern of words that stand near each other.
type near struct {
	slots []slot
	other int // words that may stand between the first and the last
	id    int32
	rank  int32
}

// slot is one word of a near.
type slot struct {
	element int32
	letters letters
}

// maxSlots bounds the words of a near: a set of words found is a bit of a
// 64-bit number.
const maxSlots = 6

// without has, for each slot, the sets that lack it.
var without = [maxSlots]uint64{
	0x5555555555555555, 0x3333333333333333, 0x0f0f0f0f0f0f0f0f,
	0x00ff00ff00ff00ff, 0x0000ffff0000ffff, 0x00000000ffffffff,
}

// near compiles a sequence whose words may stand in any order.
func (c *compiler) near(sequence []lexicons.Element, other int, t *lexicons.Term, id int32, plural bool) {
	if len(sequence) > maxSlots {
		c.problem(t, "more than 6 words near each other in "+t.Pattern, "leave some out, or make several terms of it")
		return
	}
	n := near{other: other, id: id}
	for _, e := range sequence {
		f := c.forms()
		f.plural = plural && !e.Wild
		n.slots = append(n.slots, slot{c.m.elements.add(e, f), c.letters(e, f, t)})
		n.rank += rankOf(e)
	}
	number := int32(len(c.m.nears))
	c.m.nears = append(c.m.nears, n)
	for i, s := range n.slots {
		if !slotBefore(n.slots[:i], s.element) {
			c.m.nearsOf[s.element] = append(c.m.nearsOf[s.element], number)
		}
	}
}

func slotBefore(slots []slot, element int32) bool {
	for i := range slots {
		if slots[i].element == element {
			return true
		}
	}
	return false
}

// near notes the window of n that begins with token i, if there is one: a run
// of words of one sentence that begins and ends with a word of the pattern,
// has all of them, each at its own place, no more than n.other others, and no
// smaller such window inside.
func (f *Finder) near(n *near, i int) {
	last, words := f.window(n, i, 1, f.high)
	if last < 0 {
		return
	}
	if first, _ := f.window(n, last, -1, f.low-1); first != i {
		return
	}
	f.found(found{first: i, end: f.end(last), words: int32(words), rank: n.rank, id: n.id})
}

// window goes from token i, step by step up to the token before limit, until
// every word of n has been seen. It gives the token where that is, or -1, and
// the number of words passed.
func (f *Finder) window(n *near, i, step, limit int) (at, words int) {
	// sets has a bit for every set of slots that the words so far can fill.
	sets := uint64(1)
	full := uint64(1) << (1<<len(n.slots) - 1)
	for j := i; j != limit; j += step {
		tok := &f.tokens[j]
		fits := f.slots(n, j)
		if fits == 0 && !tok.IsWord() {
			continue
		}
		words++
		if words > n.other+len(n.slots) {
			return -1, 0
		}
		before := sets
		for k := range n.slots {
			if fits>>k&1 != 0 {
				sets |= without[k] & before << (1 << k)
			}
		}
		if j == i {
			sets &^= 1 // the window begins with a word of the pattern
		}
		if sets&full != 0 {
			return j, words
		}
	}
	return -1, 0
}

// slots gives, as bits, the slots of n that token j fills.
func (f *Finder) slots(n *near, j int) (fits uint8) {
	for _, e := range f.elementsAt(j) {
		for k := range n.slots {
			if s := &n.slots[k]; s.element == e && s.letters.fit(f.surface(j), f.tokens[j].Shape) {
				fits |= 1 << k
			}
		}
	}
	return fits
}
