package index

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	segmentExt   = ".slantseg"
	derivedExt   = ".slantdrv"
	listingExt   = ".slantlst"
	ledgerExt    = ".slantldg"
	temporaryExt = ".slanttmp"
)

// Store is a folder of segments and listings. Its methods may be used by
// several workers, but for those that say otherwise.
type Store struct {
	dir string

	// As of Open or Refresh, for lookups.
	listed  []*segment
	entries [shelves][]located // by digest

	mu       sync.Mutex
	segments []*segment // those written since are in it, too
	unusable []string   // files that were found damaged
	used     []string   // files that were read from, once the store is closed
}

// located is an entry and the segment it is in, side by side: an entry is filled
// up to eight bytes, in which that fits.
type located struct {
	digest  Digest
	offset  int64
	size    int32
	segment int32
}

// Found says what Open met in a folder besides what can be used.
type Found struct {
	Damaged []string // files that were damaged, and are removed
	Foreign int      // files of another version of slant, left alone
}

// Open opens the store in a folder, which is made where it is not there.
func Open(dir string) (*Store, Found, error) {
	var found Found
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, found, err
	}
	names, err := filesOf(dir)
	if err != nil {
		return nil, found, err
	}
	s := &Store{dir: dir}
	for _, name := range names {
		shelf, ok := shelfOf(name)
		if !ok {
			continue
		}
		path := filepath.Join(dir, name)
		seg, entries, err := openSegment(shelf, path)
		switch {
		case err == nil:
			s.segments = append(s.segments, seg)
			s.list(seg, entries)
		case errors.Is(err, errVersion):
			found.Foreign++
		case errors.Is(err, ErrDamaged):
			found.Damaged = append(found.Damaged, path)
			if err := os.Remove(path); err != nil {
				return nil, found, errors.Join(err, s.Close())
			}
		case errors.Is(err, fs.ErrNotExist): // another run has just cleared it away
		default:
			return nil, found, errors.Join(err, s.Close())
		}
	}
	s.sort()
	return s, found, nil
}

// shelfOf tells segments by their names.
func shelfOf(name string) (shelf, bool) {
	switch filepath.Ext(name) {
	case segmentExt:
		return annotated, true
	case derivedExt:
		return derived, true
	}
	return 0, false
}

// filesOf gives the names of what slant keeps in a folder, in order.
func filesOf(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	var names []string
	for _, e := range entries {
		switch filepath.Ext(e.Name()) {
		case segmentExt, derivedExt, listingExt, ledgerExt, temporaryExt:
			if e.Type().IsRegular() {
				names = append(names, e.Name())
			}
		}
	}
	return names, err
}

// Refresh lets lookups find what was written since Open. No other method may
// run meanwhile.
func (s *Store) Refresh() error {
	if len(s.listed) == len(s.segments) {
		return nil
	}
	for _, seg := range s.segments[len(s.listed):] {
		entries, err := seg.entries()
		if err != nil {
			return s.damaged(seg, err)
		}
		s.list(seg, entries)
	}
	s.sort()
	return nil
}

// list adds a segment to those that are looked into, once sort has been called.
func (s *Store) list(seg *segment, entries []entry) {
	for _, e := range entries {
		s.entries[seg.shelf] = append(s.entries[seg.shelf], located{e.digest, e.offset, e.size, int32(len(s.listed))})
	}
	s.listed = append(s.listed, seg)
}

func (s *Store) sort() {
	// What two workers or runs wrote is there twice, and the same.
	for shelf, entries := range s.entries {
		slices.SortStableFunc(entries, func(a, b located) int { return bytes.Compare(a.digest[:], b.digest[:]) })
		s.entries[shelf] = slices.Clone(entries) // without room for more
	}
}

// Has reports whether a document is stored.
func (s *Store) Has(digest Digest) bool {
	_, ok := s.find(annotated, digest)
	return ok
}

func (s *Store) find(shelf shelf, digest Digest) (int, bool) {
	return slices.BinarySearchFunc(s.entries[shelf], digest, func(e located, d Digest) int { return bytes.Compare(e.digest[:], d[:]) })
}

// ErrMissing is a document that is not stored.
var ErrMissing = errors.New("a document is not in the cache")

// record reads the record of a digest into buf. What is wrong with it is for
// the caller to find out, and to say with damaged.
func (s *Store) record(shelf shelf, digest Digest, buf *[]byte) (*segment, []byte, error) {
	i, ok := s.find(shelf, digest)
	if !ok {
		return nil, nil, ErrMissing
	}
	e := &s.entries[shelf][i]
	seg := s.listed[e.segment]
	seg.used.Store(true)
	b := slices.Grow((*buf)[:0], int(e.size))[:e.size]
	*buf = b
	if _, err := seg.file.ReadAt(b, e.offset); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", seg.path, err)
	}
	return seg, b, nil
}

// Sketch gives what the first pass takes of a document, and checks that its
// record is sound. It is overwritten when buf is used again. Close removes a damaged
// segment from the folder, so that the next run makes it anew.
func (s *Store) Sketch(digest Digest, buf *[]byte) ([]byte, error) {
	seg, record, err := s.record(annotated, digest, buf)
	if err != nil {
		return nil, err
	}
	sketch, err := sketchOf(record)
	if err != nil {
		return nil, s.damaged(seg, err)
	}
	return sketch, nil
}

// damaged marks a segment's file, which Close removes: what it held is made anew
// when the store is opened again. Other workers may be reading it, and not every
// system removes a file that is open.
func (s *Store) damaged(seg *segment, err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(s.unusable, seg.path) {
		s.unusable = append(s.unusable, seg.path)
	}
	return fmt.Errorf("%s: %w", seg.path, err)
}

// temporary makes a file that is going to be renamed.
func (s *Store) temporary() (*os.File, error) { return os.CreateTemp(s.dir, "*"+temporaryExt) }

// adopt takes in a segment just written. Lookups find it after Refresh.
func (s *Store) adopt(shelf shelf, path string) error {
	seg, _, err := openSegment(shelf, path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.segments = append(s.segments, seg)
	return nil
}

// Forget lets go what lookups need, which is some megabytes: nothing is found
// afterwards.
func (s *Store) Forget() { s.listed, s.entries = nil, [shelves][]located{} }

// Close closes all files, and removes those that were found damaged. Nothing can
// be looked up afterwards.
func (s *Store) Close() error {
	var errs []error
	for _, seg := range s.segments {
		errs = append(errs, seg.file.Close())
		if seg.used.Load() {
			s.used = append(s.used, seg.path)
		}
	}
	s.segments, s.listed, s.entries = nil, nil, [shelves][]located{}
	for _, path := range s.unusable {
		if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) { // another run may have been first
			errs = append(errs, err)
		}
	}
	s.unusable = nil
	return errors.Join(errs...)
}

// Contents is what a folder holds.
type Contents struct {
	Files     int
	Bytes     int64
	Documents int
	Corpora   int
	Found
}

// List gives what a folder holds; nothing where there is no folder.
func List(dir string) (Contents, error) {
	var c Contents
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	s, found, err := Open(dir)
	if err != nil {
		return c, err
	}
	c.Found = found
	seen := Digest{}
	for i, e := range s.entries[annotated] {
		if i == 0 || e.digest != seen {
			c.Documents++
		}
		seen = e.digest
	}
	files, err := stats(dir)
	for _, f := range files {
		c.Files++
		c.Bytes += f.bytes
		if filepath.Ext(f.path) == listingExt {
			c.Corpora++
		}
	}
	return c, errors.Join(err, s.Close())
}

// Clear removes what slant keeps in a folder, and the folder if nothing else
// is in it. It gives how many files there were.
func Clear(dir string) (int, error) {
	names, err := filesOf(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	errs := []error{err}
	for _, name := range names {
		errs = append(errs, os.Remove(filepath.Join(dir, name)))
	}
	if left, err := os.ReadDir(dir); err == nil && len(left) == 0 {
		errs = append(errs, os.Remove(dir))
	}
	return len(names), errors.Join(errs...)
}

// file is a file of a store.
type file struct {
	path  string
	bytes int64
	used  time.Time
}

func stats(dir string) ([]file, error) {
	names, err := filesOf(dir)
	var out []file
	for _, name := range names {
		path := filepath.Join(dir, name)
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, file{path, info.Size(), info.ModTime()})
	}
	return out, err
}

// staleAfter is how old a file in the making must be to belong to no run.
const staleAfter = 24 * time.Hour

// mostFiles is how many files Trim leaves. Every run that finds something new
// writes one or two for each worker, however little that is, and each of them is
// held open by every later run: systems let a program have some thousands.
const mostFiles = 2048

// Trim, of a store that is closed, marks a listing, the ledgers under some keys and
// the segments that were read from as used now. It removes the files unused longest
// until no more than limit bytes and 2,048 files are left, and what killed runs have
// left behind.
func (s *Store) Trim(listing *Listing, limit int64, now time.Time, ledgers ...string) error {
	var errs []error
	paths := []string{listing.path}
	for _, key := range ledgers {
		paths = append(paths, s.ledger(key))
	}
	paths = append(paths, s.used...)
	for _, path := range paths {
		if err := os.Chtimes(path, now, now); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	files, err := stats(s.dir)
	errs = append(errs, err)
	slices.SortFunc(files, func(a, b file) int {
		if c := a.used.Compare(b.used); c != 0 {
			return c
		}
		return strings.Compare(a.path, b.path)
	})
	var total int64
	for _, f := range files {
		total += f.bytes
	}
	left := len(files)
	for _, f := range files {
		stale := filepath.Ext(f.path) == temporaryExt && now.Sub(f.used) > staleAfter
		if total <= limit && left <= mostFiles && !stale {
			continue
		}
		if err := os.Remove(f.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
			continue
		}
		total -= f.bytes
		left--
	}
	return errors.Join(errs...)
}
