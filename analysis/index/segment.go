package index

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"

	"github.com/cespare/xxhash/v2"

	"slant/analysis"
	"slant/analysis/text"
)

// Format is the version of the files, and Annotator that of what package
// analysis makes of a text: raise it with every change that cuts a text up, or
// hears a voice in it, otherwise. TestAnnotatorVersion fails when that was
// forgotten.
const (
	Format    = 1
	Annotator = 1
)

const (
	segmentMagic = "slantseg"
	listingMagic = "slantlst"
	ledgerMagic  = "slantldg"
	headSize     = 8 + 4 + 4
	tailSize     = 8 + 8 + 8

	// A segment is finished when it has so many bytes: a killed run loses no
	// more than that, and its table of spellings is a small part of it.
	segmentBytes = 8 << 20
	writeBytes   = 1 << 20
)

func appendHead(b []byte, magic string) []byte {
	b = append(b, magic...)
	b = binary.LittleEndian.AppendUint32(b, Format)
	return binary.LittleEndian.AppendUint32(b, Annotator)
}

// ErrDamaged is a file, or a part of one, that is not as it was written.
var ErrDamaged = errors.New("a file of the cache is damaged")

// errVersion is a file of another version of slant.
var errVersion = errors.New("a file of the cache is of another version of slant")

func checkHead(b []byte, magic string) error {
	switch head := appendHead(nil, magic); {
	case len(b) < headSize || string(b[:8]) != magic:
		return ErrDamaged
	case !bytes.Equal(b[:headSize], head):
		return errVersion
	}
	return nil
}

// entry says where the record of a digest is.
type entry struct {
	digest Digest
	offset int64
	size   int32
}

func byDigest(a, b entry) int { return bytes.Compare(a.digest[:], b.digest[:]) }

// segment is a file of records, open for reading. It is immutable.
type segment struct {
	path      string
	file      *os.File
	bytes     int64
	entries   []entry // by digest
	spellings [2]int64
	used      atomic.Bool // a record of it was read
}

// openSegment opens a segment and reads its index.
func openSegment(path string) (s *segment, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.Close() // it was only read
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	s = &segment{path: path, file: f, bytes: info.Size()}
	head := make([]byte, headSize)
	if _, err := f.ReadAt(head, 0); err != nil {
		return nil, ErrDamaged
	}
	if err := checkHead(head, segmentMagic); err != nil {
		return nil, err
	}
	tail := make([]byte, tailSize)
	if _, err := f.ReadAt(tail, s.bytes-tailSize); err != nil || string(tail[16:]) != segmentMagic {
		return nil, ErrDamaged
	}
	spellings, index := int64(binary.LittleEndian.Uint64(tail)), int64(binary.LittleEndian.Uint64(tail[8:]))
	if spellings < headSize || index < spellings || index > s.bytes-tailSize {
		return nil, ErrDamaged
	}
	s.spellings = [2]int64{spellings, index}
	b, err := s.part(index, s.bytes-tailSize)
	if err != nil {
		return nil, err
	}
	d := decoder{b: b}
	s.entries = make([]entry, d.count())
	for i := range s.entries {
		e := &s.entries[i]
		copy(e.digest[:], d.take(len(e.digest)))
		if place := d.take(12); place != nil {
			e.offset, e.size = int64(binary.LittleEndian.Uint64(place)), int32(binary.LittleEndian.Uint32(place[8:]))
		}
		if e.offset < headSize || e.size < 0 || e.offset+int64(e.size) > spellings {
			return nil, ErrDamaged
		}
	}
	if d.fail || d.at != len(b) || !slices.IsSortedFunc(s.entries, byDigest) {
		return nil, ErrDamaged
	}
	return s, nil
}

// part reads bytes that end in their checksum, and gives them without it.
func (s *segment) part(from, to int64) ([]byte, error) {
	if to-from < 8 {
		return nil, ErrDamaged
	}
	b := make([]byte, to-from)
	if _, err := s.file.ReadAt(b, from); err != nil {
		return nil, err
	}
	b, sum := b[:len(b)-8], b[len(b)-8:]
	if binary.LittleEndian.Uint64(sum) != xxhash.Sum64(b) {
		return nil, ErrDamaged
	}
	return b, nil
}

// Writer writes documents into segments of a store. It belongs to one worker.
type Writer struct {
	store      *Store
	vocabulary *text.Vocabulary

	file    *os.File
	b       []byte // what is not written yet
	offset  int64  // of b in the file
	entries []entry
	record  []byte
	numbers []uint32 // by Surface of the vocabulary: its number in the segment, plus one
	spelt   []text.Surface
}

// NewWriter gives a writer into the store.
func (s *Store) NewWriter() *Writer { return &Writer{store: s} }

// Add writes a document, as an annotator of v's made it without a ledger.
// spelt gives the surface of each of its tokens, sketch is for the first pass.
func (w *Writer) Add(digest Digest, v *text.Vocabulary, a *analysis.Annotated, spelt []text.Surface, sketch []byte) error {
	if w.file != nil && w.vocabulary != v {
		if err := w.finish(); err != nil {
			return err
		}
	}
	if w.file == nil {
		if err := w.begin(v); err != nil {
			return err
		}
	}
	w.record = appendRecord(w.record[:0], a, sketch, spelt, w.number)
	e := entry{digest, w.offset + int64(len(w.b)), int32(8 + len(w.record))}
	w.b = binary.LittleEndian.AppendUint64(w.b, xxhash.Sum64(w.record))
	w.b = append(w.b, w.record...)
	w.entries = append(w.entries, e)
	if len(w.b) >= writeBytes {
		if err := w.flush(); err != nil {
			return err
		}
	}
	if w.offset+int64(len(w.b)) >= segmentBytes {
		return w.finish()
	}
	return nil
}

// number gives the number of a surface in the segment at hand.
func (w *Writer) number(s text.Surface) uint64 {
	if int(s) >= len(w.numbers) {
		w.numbers = append(w.numbers, make([]uint32, int(s)+1-len(w.numbers))...)
	}
	if w.numbers[s] == 0 {
		w.spelt = append(w.spelt, s)
		w.numbers[s] = uint32(len(w.spelt))
	}
	return uint64(w.numbers[s] - 1)
}

func (w *Writer) begin(v *text.Vocabulary) (err error) {
	w.vocabulary, w.offset, w.entries = v, 0, w.entries[:0]
	clear(w.numbers)
	w.spelt = w.spelt[:0]
	w.b = appendHead(w.b[:0], segmentMagic)
	w.file, err = w.store.temporary()
	return err
}

func (w *Writer) flush() error {
	n, err := w.file.Write(w.b)
	w.offset += int64(n)
	w.b = w.b[:0]
	return err
}

// finish completes the segment and adds it to the store.
func (w *Writer) finish() error {
	slices.SortFunc(w.entries, byDigest)
	spellings := w.offset + int64(len(w.b))
	from := len(w.b)
	w.b = binary.AppendUvarint(w.b, uint64(len(w.spelt)))
	for _, s := range w.spelt {
		w.b = appendString(w.b, w.vocabulary.Spelling(s))
	}
	w.b = binary.LittleEndian.AppendUint64(w.b, xxhash.Sum64(w.b[from:]))
	index := w.offset + int64(len(w.b))
	from = len(w.b)
	w.b = binary.AppendUvarint(w.b, uint64(len(w.entries)))
	names := xxhash.New()
	for i := range w.entries {
		e := &w.entries[i]
		w.b = append(w.b, e.digest[:]...)
		w.b = binary.LittleEndian.AppendUint64(w.b, uint64(e.offset))
		w.b = binary.LittleEndian.AppendUint32(w.b, uint32(e.size))
	}
	names.Write(w.b[from:]) //nolint:errcheck // a hash takes everything
	w.b = binary.LittleEndian.AppendUint64(w.b, xxhash.Sum64(w.b[from:]))
	w.b = binary.LittleEndian.AppendUint64(w.b, uint64(spellings))
	w.b = binary.LittleEndian.AppendUint64(w.b, uint64(index))
	w.b = append(w.b, segmentMagic...)
	err := w.flush()
	file := w.file
	w.file = nil
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	name := filepath.Join(w.store.dir, hex.EncodeToString(names.Sum(nil))+segmentExt)
	if err := os.Rename(file.Name(), name); err != nil {
		return err
	}
	return w.store.adopt(name)
}

// Close completes what is being written.
func (w *Writer) Close() error {
	if w.file == nil {
		return nil
	}
	return w.finish()
}

// Abort throws away what is being written, and nothing that is complete.
func (w *Writer) Abort() error {
	if w.file == nil {
		return nil
	}
	file := w.file
	w.file = nil
	return errors.Join(file.Close(), os.Remove(file.Name()))
}
