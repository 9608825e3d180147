// Package spill puts what a run needs again only at its end into a file.
//
// What is put there belongs to one run, and is in no format: it is read by who
// wrote it. Pieces have checksums, so that a disk that is full or a file that
// somebody has written to is an error and no number.
package spill

import (
	"errors"
	"io"
	"slices"
	"sync"

	"github.com/cespare/xxhash/v2"
)

// File is an empty file that is written and then read.
type File interface {
	io.Writer
	io.ReaderAt
}

// Spill puts pieces into a file, one after the other, or holds them in memory
// where it has none. One worker writes it; pieces may be read side by side. The
// first error stays in it.
type Spill struct {
	file File // nil: in memory
	size int64

	mu  sync.Mutex
	err error
}

// New gives a spill into a file; nil: into memory.
func New(file File) *Spill { return &Spill{file: file} }

// Filed reports whether what is put in goes into a file.
func (s *Spill) Filed() bool { return s.file != nil }

// Size is how many bytes are in the file.
func (s *Spill) Size() int64 { return s.size }

// Err gives the first error. Pieces put in since, and those that it was met
// with, are not to be used.
func (s *Spill) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

func (s *Spill) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.err = errors.Join(s.err, err)
}

// Piece is bytes that were put in.
type Piece struct {
	in   *Spill
	data []byte // where they are in memory
	at   int64  // where they are in the file
	size int
	sum  uint64
}

// errDamaged is a file that is not as it was written.
var errDamaged = errors.New("a file that a run keeps for itself is not as it was written")

// Put adds bytes, of which it keeps none.
func (s *Spill) Put(b []byte) Piece {
	p := Piece{in: s, at: s.size, size: len(b)}
	if s.file == nil {
		p.data = slices.Clone(b)
		return p
	}
	p.sum = xxhash.Sum64(b)
	n, err := s.file.Write(b)
	s.size += int64(n)
	if err != nil {
		s.fail(err)
	}
	return p
}

// Size is how many bytes the piece has.
func (p *Piece) Size() int { return p.size }

// Append appends the bytes of the piece to b: all of them, or none where they
// cannot be had.
func (p *Piece) Append(b []byte) []byte {
	if p.in.file == nil {
		return append(b, p.data...)
	}
	from := len(b)
	b = slices.Grow(b, p.size)[:from+p.size]
	n, err := p.in.file.ReadAt(b[from:], p.at)
	if n == p.size && xxhash.Sum64(b[from:]) == p.sum {
		return b
	}
	if err == nil {
		err = errDamaged
	}
	p.in.fail(err)
	return b[:from]
}
