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
// analysis makes of a text, alone and with a ledger, and package reuse of a
// corpus: raise it with every change that cuts a text up, hears a voice in it,
// sketches it or settles it otherwise. TestAnnotatorVersion fails when that was
// forgotten.
const (
	Format    = 1
	Annotator = 2
)

const (
	segmentMagic = "slantseg"
	derivedMagic = "slantdrv"
	listingMagic = "slantlst"
	ledgerMagic  = "slantldg"
	headSize     = 8 + 4 + 4
	tailSize     = 8 + 8 + 8

	// A segment is finished when it has so many bytes: a killed run loses no
	// more than that of each worker. Its table of spellings, which every loader
	// reads and looks up, is 2.8 % of it, and would be 5.4 % of 8 MB.
	segmentBytes = 32 << 20
	writeBytes   = 1 << 20
)

// shelf is what the records of a segment are.
type shelf uint8

const (
	annotated shelf = iota // documents as annotated by themselves
	derived                // what was made of them with something else
	shelves
)

func (s shelf) magic() string { return [shelves]string{segmentMagic, derivedMagic}[s] }
func (s shelf) ext() string   { return [shelves]string{segmentExt, derivedExt}[s] }

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

// segment is a file of records, open for reading. It is immutable. Its index is
// read when it is needed, and held by the store alone.
type segment struct {
	shelf     shelf
	path      string
	file      *os.File
	bytes     int64
	spellings [2]int64    // where they begin and the index does
	used      atomic.Bool // a record of it was read
}

// openSegment opens a segment, and gives its index as well.
func openSegment(shelf shelf, path string) (s *segment, entries []entry, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer func() {
		if err != nil {
			f.Close() // it was only read
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	s = &segment{shelf: shelf, path: path, file: f, bytes: info.Size()}
	head := make([]byte, headSize)
	if _, err := f.ReadAt(head, 0); err != nil {
		return nil, nil, ErrDamaged
	}
	if err := checkHead(head, shelf.magic()); err != nil {
		return nil, nil, err
	}
	tail := make([]byte, tailSize)
	if _, err := f.ReadAt(tail, s.bytes-tailSize); err != nil || string(tail[16:]) != shelf.magic() {
		return nil, nil, ErrDamaged
	}
	spellings, index := int64(binary.LittleEndian.Uint64(tail)), int64(binary.LittleEndian.Uint64(tail[8:]))
	if spellings < headSize || index < spellings || index > s.bytes-tailSize {
		return nil, nil, ErrDamaged
	}
	s.spellings = [2]int64{spellings, index}
	if entries, err = s.entries(); err != nil {
		return nil, nil, err
	}
	return s, entries, nil
}

// entries reads the index: the records by digest.
func (s *segment) entries() ([]entry, error) {
	b, err := s.part(s.spellings[1], s.bytes-tailSize)
	if err != nil {
		return nil, err
	}
	d := decoder{b: b}
	out := make([]entry, d.count())
	for i := range out {
		e := &out[i]
		copy(e.digest[:], d.take(len(e.digest)))
		if place := d.take(12); place != nil {
			e.offset, e.size = int64(binary.LittleEndian.Uint64(place)), int32(binary.LittleEndian.Uint32(place[8:]))
		}
		if e.offset < headSize || e.size < 0 || e.offset+int64(e.size) > s.spellings[0] {
			return nil, ErrDamaged
		}
	}
	if d.fail || d.at != len(b) || !slices.IsSortedFunc(out, byDigest) {
		return nil, ErrDamaged
	}
	return out, nil
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

// writer puts records into segments of a shelf, one after the other.
type writer struct {
	store   *Store
	shelf   shelf
	most    int64                 // bytes of a segment, after which it is finished
	table   func(b []byte) []byte // appends the spellings
	file    *os.File
	b       []byte // what is not written yet
	offset  int64  // of b in the file
	entries []entry
}

// put adds a record to the segment at hand, and reports whether that is long
// enough.
func (w *writer) put(digest Digest, record []byte) (full bool, err error) {
	if w.file == nil {
		w.offset, w.entries = 0, w.entries[:0]
		w.b = appendHead(w.b[:0], w.shelf.magic())
		if w.file, err = w.store.temporary(); err != nil {
			return false, err
		}
	}
	w.entries = append(w.entries, entry{digest, w.offset + int64(len(w.b)), int32(8 + len(record))})
	w.b = binary.LittleEndian.AppendUint64(w.b, xxhash.Sum64(record))
	w.b = append(w.b, record...)
	if len(w.b) >= writeBytes {
		if err := w.flush(); err != nil {
			return false, errors.Join(err, w.drop())
		}
	}
	return w.offset+int64(len(w.b)) >= w.most, nil
}

// drop gives up the segment at hand.
func (w *writer) drop() error {
	if w.file == nil {
		return nil
	}
	file := w.file
	w.file = nil
	return errors.Join(file.Close(), os.Remove(file.Name()))
}

func (w *writer) flush() error {
	n, err := w.file.Write(w.b)
	w.offset += int64(n)
	w.b = w.b[:0]
	return err
}

// finish completes the segment and adds it to the store.
func (w *writer) finish() error {
	slices.SortFunc(w.entries, byDigest)
	spellings := w.offset + int64(len(w.b))
	from := len(w.b)
	w.b = w.table(w.b)
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
	w.b = append(w.b, w.shelf.magic()...)
	if err := w.flush(); err != nil {
		return errors.Join(err, w.drop())
	}
	file := w.file
	w.file = nil
	name := filepath.Join(w.store.dir, hex.EncodeToString(names.Sum(nil))+w.shelf.ext())
	err := file.Close()
	if err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return w.store.adopt(w.shelf, name)
}

// Close completes what is being written.
func (w *writer) Close() error {
	if w.file == nil {
		return nil
	}
	return w.finish()
}

// Writer writes documents into segments of a store. It belongs to one worker.
type Writer struct {
	writer
	vocabulary *text.Vocabulary
	record     []byte
	numbers    []uint32       // by Surface of the vocabulary: its number in the segment, plus one
	spelt      []text.Surface // those that are not common, by number
}

// common are the spellings that English news has most of, in that order: they
// have the numbers of one byte in every segment. Whatever an article happens to
// begin with would have them otherwise, and half as many tokens.
var common = [...]string{
	",", "the", ".", "to", "of", "a", "and", "in", "that", "-", `"`, "for", "is", "on", "“", "”",
	"The", "with", "said", "as", "was", "it", "he", "have", "be", "his", "are", "at", ":", "not", "has", "by",
}

// NewWriter gives a writer into the store.
func (s *Store) NewWriter() *Writer {
	w := &Writer{writer: writer{store: s, shelf: annotated, most: segmentBytes}}
	w.table = func(b []byte) []byte {
		b = binary.AppendUvarint(b, uint64(len(common)+len(w.spelt)))
		for _, spelling := range common {
			b = appendString(b, spelling)
		}
		for _, s := range w.spelt {
			b = appendString(b, w.vocabulary.Spelling(s))
		}
		return b
	}
	return w
}

// Add writes a document, as an annotator of v's made it without a ledger.
// spelt gives the surface of each of its tokens, sketch is for the first pass.
func (w *Writer) Add(digest Digest, v *text.Vocabulary, a *analysis.Annotated, spelt []text.Surface, sketch []byte) error {
	if w.file != nil && w.vocabulary != v {
		if err := w.finish(); err != nil {
			return err
		}
	}
	if w.file == nil {
		w.vocabulary, w.spelt = v, w.spelt[:0]
		clear(w.numbers)
	}
	w.record = appendRecord(w.record[:0], a, sketch, spelt, w.number)
	full, err := w.put(digest, w.record)
	if err != nil || !full {
		return err
	}
	return w.finish()
}

// number gives the number of a surface in the segment at hand.
func (w *Writer) number(s text.Surface) uint64 {
	if int(s) >= len(w.numbers) {
		w.numbers = append(w.numbers, make([]uint32, int(s)+1-len(w.numbers))...)
	}
	if w.numbers[s] == 0 {
		w.numbers[s] = uint32(slices.Index(common[:], w.vocabulary.Spelling(s)) + 1)
	}
	if w.numbers[s] == 0 {
		w.spelt = append(w.spelt, s)
		w.numbers[s] = uint32(len(common) + len(w.spelt))
	}
	return uint64(w.numbers[s] - 1)
}
