package index

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"io"

	"slant/analysis/corpus"
)

// Digest stands for all of a document that its annotation depends on: the
// first 16 bytes of a SHA-256.
type Digest [16]byte

// Hasher computes digests. It belongs to one worker.
type Hasher struct {
	hash hash.Hash
	buf  []byte
}

// NewHasher gives a hasher.
func NewHasher() *Hasher { return &Hasher{hash: sha256.New()} }

// Of gives the digest of a document: of its outlet, whose name alone on a line
// is furniture, its title, its marks and its text.
func (h *Hasher) Of(d *corpus.Document) Digest {
	b := appendString(h.buf[:0], d.Outlet)
	b = appendString(b, d.Title)
	b = binary.AppendUvarint(b, uint64(len(d.Marks)))
	for _, m := range d.Marks {
		b = binary.AppendUvarint(b, uint64(m.Start))
		b = binary.AppendUvarint(b, uint64(m.End))
		b = append(b, byte(m.Role))
	}
	h.buf = b
	h.hash.Reset()
	h.hash.Write(b)                //nolint:errcheck // a hash takes everything
	io.WriteString(h.hash, d.Text) //nolint:errcheck // likewise
	h.buf = h.hash.Sum(h.buf[:0])
	return Digest(h.buf)
}

// Key names a listing: the corpus it is of, and how that was read. Parts are
// what the reading depends on, in a fixed order.
func Key(parts ...string) string {
	h := sha256.New()
	var b []byte
	for _, p := range parts {
		b = appendString(b[:0], p)
		h.Write(b) //nolint:errcheck // a hash takes everything
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func appendString(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}
