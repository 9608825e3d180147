package analysis

import (
	"math"
	"math/bits"
)

// wordTable holds sums of words by outlet. Of most words, most outlets have none:
// a word has a row of sums for those that have some. Of nearly all, the sums are
// small, and take half the room.
type wordTable struct {
	outlets int // sixteen at most
	heads   []wordHead
	small   []smallSums
	wide    []wordSums
	free    [outletBits + 1][]uint32 // rows of small that were given up, by length
}

// outletBits is how many outlets a table can have.
const outletBits = 16

// wordHead says where the row of a word is.
type wordHead struct {
	row  uint32 // its place in small or in wide
	has  uint16 // a bit for each outlet that has the word
	wide bool   // the row is in wide, and has every outlet
}

// wordSums are the sums of one word over documents; see stat.Moments.
type wordSums struct {
	hits      uint32
	x, xx, xy int64
}

// smallSums are the same where they are small enough.
type smallSums struct {
	hits, x uint16
	xx      uint32
	xy      int64
}

func (s *smallSums) sums() wordSums {
	return wordSums{uint32(s.hits), int64(s.x), int64(s.xx), s.xy}
}

// small gives the sums as small ones, if they can be that.
func (s *wordSums) small() (smallSums, bool) {
	return smallSums{uint16(s.hits), uint16(s.x), uint32(s.xx), s.xy}, s.hits <= math.MaxUint16 && s.x <= math.MaxUint16 && s.xx <= math.MaxUint32
}

func (s *wordSums) add(t wordSums) {
	s.hits += t.hits
	s.x += t.x
	s.xx += t.xx
	s.xy += t.xy
}

func newWordTable(outlets int) wordTable { return wordTable{outlets: outlets} }

// add adds to the sums of a word in an outlet, among so many words that there are.
func (t *wordTable) add(word uint32, words, outlet int, s wordSums) {
	if len(t.heads) < words {
		t.heads = append(t.heads, make([]wordHead, words-len(t.heads))...)
	}
	h := &t.heads[word]
	if h.wide {
		t.wide[int(h.row)+outlet].add(s)
		return
	}
	if h.has>>outlet&1 == 0 {
		t.widen(h, outlet)
	}
	e := &t.small[int(h.row)+h.place(outlet)]
	sums := e.sums()
	sums.add(s)
	var fits bool
	if *e, fits = sums.small(); fits {
		return
	}
	*e = smallSums{}
	t.outgrow(h)
	t.wide[int(h.row)+outlet] = sums
}

// place is where an outlet's sums are in the row.
func (h *wordHead) place(outlet int) int { return bits.OnesCount16(h.has & (1<<outlet - 1)) }

// widen makes a row of small sums longer by an outlet.
func (t *wordTable) widen(h *wordHead, outlet int) {
	n, at := bits.OnesCount16(h.has), h.place(outlet)
	row := t.row(n + 1)
	old := t.small[h.row:][:n]
	copy(t.small[row:], old[:at])
	t.small[int(row)+at] = smallSums{}
	copy(t.small[int(row)+at+1:], old[at:])
	if n > 0 {
		t.free[n] = append(t.free[n], h.row)
	}
	h.row, h.has = row, h.has|1<<outlet
}

// row gives a row of so many small sums, of which it says nothing.
func (t *wordTable) row(n int) uint32 {
	if k := len(t.free[n]); k > 0 {
		row := t.free[n][k-1]
		t.free[n] = t.free[n][:k-1]
		return row
	}
	row := uint32(len(t.small))
	for range n {
		t.small = append(t.small, smallSums{})
	}
	return row
}

// outgrow moves a row to where sums may be as large as they come.
func (t *wordTable) outgrow(h *wordHead) {
	row := uint32(len(t.wide))
	for outlet := range t.outlets {
		var s wordSums
		if h.has>>outlet&1 != 0 {
			s = t.small[int(h.row)+h.place(outlet)].sums()
		}
		t.wide = append(t.wide, s)
	}
	n := bits.OnesCount16(h.has)
	t.free[n] = append(t.free[n], h.row)
	*h = wordHead{row: row, has: h.has, wide: true}
}

// get gives the sums of a word in an outlet, zero where it has none.
func (t *wordTable) get(word uint32, outlet int) wordSums {
	if int(word) >= len(t.heads) {
		return wordSums{}
	}
	switch h := &t.heads[word]; {
	case h.wide:
		return t.wide[int(h.row)+outlet]
	case h.has>>outlet&1 != 0:
		return t.small[int(h.row)+h.place(outlet)].sums()
	}
	return wordSums{}
}
