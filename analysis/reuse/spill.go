package reuse

import (
	"errors"
	"io"
	"slices"

	"github.com/cespare/xxhash/v2"
)

// Spool is an empty file that is written and then read.
type Spool interface {
	io.Writer
	io.ReaderAt
}

// spill is where a survey puts what it needs again only at the end: pieces, one
// after the other, in a file or, without one, in memory. The first error stays
// in it; pieces are empty from then on.
type spill struct {
	file Spool // nil: in memory
	end  int64 // of what is written
	err  error
}

// piece is bytes that were put into a spill.
type piece struct {
	in   *spill
	data []byte // where they are in memory
	at   int64  // where they are in the file
	size int
	sum  uint64
}

// errSpill is a file that is not as it was written.
var errSpill = errors.New("a file that a run keeps for itself was damaged")

// put adds bytes, of which it keeps none.
func (s *spill) put(b []byte) piece {
	p := piece{in: s, at: s.end, size: len(b)}
	if s.file == nil {
		p.data = slices.Clone(b)
		return p
	}
	if s.err == nil {
		p.sum = xxhash.Sum64(b)
		_, s.err = s.file.Write(b)
		s.end += int64(len(b))
	}
	return p
}

// append appends the bytes of a piece to b.
func (p *piece) append(b []byte) []byte {
	if p.data != nil || p.in.err != nil {
		return append(b, p.data...)
	}
	from := len(b)
	b = slices.Grow(b, p.size)[:from+p.size]
	n, err := p.in.file.ReadAt(b[from:], p.at)
	switch {
	case n < p.size:
		p.in.err = err
	case xxhash.Sum64(b[from:]) != p.sum:
		p.in.err = errSpill
	default:
		return b
	}
	return b[:from]
}
