package index

import (
	"errors"
	"fmt"
)

// What is worked out of a stored document together with something else (the
// corpus, an actors file, a scorer) is kept beside it, by a digest of all that
// it depends on.

// Derived gives the digest of what is made of a document with something else:
// context says what is made, and with what, to the last bit.
func (h *Hasher) Derived(document Digest, context string) Digest {
	h.hash.Reset()
	h.hash.Write(document[:])                      //nolint:errcheck // a hash takes everything
	h.hash.Write(appendString(h.buf[:0], context)) //nolint:errcheck // likewise
	h.buf = h.hash.Sum(h.buf[:0])
	return Digest(h.buf)
}

// Keeper keeps what was derived. It belongs to one worker.
type Keeper struct{ writer }

const (
	// A segment of what is derived is finished when it has so many bytes.
	derivedBytes = 1 << 20
	// The same for what is dear: some thousand judgments of a transformer, at
	// a second or more each.
	dearBytes = 16 << 10
)

// NewKeeper gives a keeper for the store. What is dear is written in small
// files, so that a killed run loses little of it.
func (s *Store) NewKeeper(dear bool) *Keeper {
	k := &Keeper{writer{store: s, shelf: derived, most: derivedBytes, table: func(b []byte) []byte { return append(b, 0) }}}
	if dear {
		k.most = dearBytes
	}
	return k
}

// Keep keeps what was derived under a digest. Other runs find it; this store
// does after Refresh.
func (k *Keeper) Keep(digest Digest, record []byte) error {
	full, err := k.put(digest, record)
	if err != nil || !full {
		return err
	}
	return k.finish()
}

// Drop gives up what is not in a finished segment yet, and leaves nothing of it
// behind.
func (k *Keeper) Drop() error { return k.drop() }

// Kept gives what was kept under a digest, and whether there is any. It is
// overwritten when buf is used again. The error is one of damage.
func (s *Store) Kept(digest Digest, buf *[]byte) ([]byte, bool, error) {
	seg, record, err := s.record(derived, digest, buf)
	switch {
	case errors.Is(err, ErrMissing):
		return nil, false, nil
	case err != nil:
		return nil, false, err
	}
	record, ok := checked(record)
	if !ok {
		return nil, false, s.damaged(seg, ErrDamaged)
	}
	return record, true, nil
}

// Refuse is for who can make nothing of what Kept gave under a digest: Close
// removes the file, as one that is damaged, so that the next run does not
// stumble over it. It gives an error of damage that says why.
func (s *Store) Refuse(digest Digest, why string) error {
	err := fmt.Errorf("%w: %s", ErrDamaged, why)
	i, ok := s.find(derived, digest)
	if !ok {
		return err
	}
	return s.damaged(s.listed[s.entries[derived][i].segment], err)
}
