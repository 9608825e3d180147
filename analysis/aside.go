package analysis

import "slant/analysis/spill"

// aside is packed columns that wait in a file while other work is done.
type aside struct {
	piece spill.Piece
	put   bool
}

// leastAside is how many bytes are worth a place in the file.
const leastAside = 16 << 10

// take puts bytes into the file, and leaves none of them in memory.
func (a *aside) take(to *spill.Spill, packed *[]byte) {
	if len(*packed) >= leastAside {
		a.piece, a.put = to.Put(*packed), true
		*packed = nil
	}
}

// restore has the bytes again, and reports whether they could be had.
func (a *aside) restore(packed *[]byte) bool {
	if !a.put {
		return true
	}
	*packed = a.piece.Append(nil)
	a.put = false
	return len(*packed) == a.piece.Size()
}

// putAside lets the scores of outlets wait: what is compared of them is there, and
// all of it is wanted again for the outlets' own rows alone.
func (w *Work) putAside() {
	to := w.tally.file()
	if to == nil {
		return
	}
	for _, g := range w.study.groups {
		g.scores.aside.take(to, &g.scores.packed)
		g.spoken.aside.take(to, &g.spoken.packed)
	}
}

// restore has what putAside put away. What cannot be had is as if it were not
// there: see Tally.Err.
func (g *group) restore() {
	if !g.scores.aside.restore(&g.scores.packed) {
		g.scores = scoreColumns[scoreKey]{}
	}
	if !g.spoken.aside.restore(&g.spoken.packed) {
		g.spoken = scoreColumns[spokenKey]{}
	}
}
