package index

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"math"
	"os"
	"path/filepath"

	"github.com/cespare/xxhash/v2"

	"slant/analysis/corpus"
	"slant/analysis/diag"
)

// Item is what a listing has one of after the other: a document without its
// text, or a problem.
type Item struct {
	Document *corpus.Document
	Digest   Digest
	Bytes    int // of the document's text
	Problem  *diag.Problem
}

const (
	endItem = iota
	documentItem
	problemItem

	chunkBytes = 64 << 10
	chunkHead  = 4 + 8
	// A chunk is full when it has chunkBytes; its last entry may be long.
	chunkLimit = 1 << 30
)

// ListingWriter writes a listing.
type ListingWriter struct {
	store *Store
	file  *os.File
	b     []byte // the chunk at hand
}

// NewListing begins a listing.
func (s *Store) NewListing() (*ListingWriter, error) {
	f, err := s.temporary()
	if err != nil {
		return nil, err
	}
	w := &ListingWriter{store: s, file: f}
	if _, err := f.Write(appendHead(nil, listingMagic)); err != nil {
		return nil, errors.Join(err, w.Abort())
	}
	return w, nil
}

// Document adds a document, whose text is stored under a digest.
func (w *ListingWriter) Document(d *corpus.Document, digest Digest) error {
	b := append(w.b, documentItem)
	for _, s := range [...]string{d.ID, d.Outlet, d.Date, d.Title, d.URL, d.Language, d.At.File} {
		b = appendString(b, s)
	}
	for _, n := range [...]int{d.At.Line, d.At.Column, len(d.Text), len(d.Marks)} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	for _, m := range d.Marks {
		b = binary.AppendUvarint(b, uint64(m.Start))
		b = binary.AppendUvarint(b, uint64(m.End))
		b = append(b, byte(m.Role))
	}
	b = binary.AppendUvarint(b, uint64(len(d.Vars)))
	for _, v := range d.Vars {
		b = appendString(b, v.Name)
		b = appendString(b, v.Value)
	}
	w.b = append(b, digest[:]...)
	return w.full()
}

// Problem adds a problem.
func (w *ListingWriter) Problem(p *diag.Problem) error {
	b := append(w.b, problemItem)
	for _, s := range [...]string{p.File, p.Reason, p.Message, p.Hint} {
		b = appendString(b, s)
	}
	b = binary.AppendUvarint(b, uint64(p.Line))
	b = binary.AppendUvarint(b, uint64(p.Column))
	w.b = append(b, byte(p.Severity))
	return w.full()
}

func (w *ListingWriter) full() error {
	if len(w.b) < chunkBytes {
		return nil
	}
	return w.flush()
}

func (w *ListingWriter) flush() error {
	head := binary.LittleEndian.AppendUint32(nil, uint32(len(w.b)))
	head = binary.LittleEndian.AppendUint64(head, xxhash.Sum64(w.b))
	_, err := w.file.Write(head)
	if err == nil {
		_, err = w.file.Write(w.b)
	}
	w.b = w.b[:0]
	return err
}

// Close completes the listing and keeps it under a key; with no key it is for
// this run alone, and to be removed by it.
func (w *ListingWriter) Close(key string) (*Listing, error) {
	w.b = append(w.b, endItem)
	err := w.flush()
	if closed := w.file.Close(); err == nil {
		err = closed
	}
	path := w.file.Name()
	if err == nil && key != "" {
		path = w.store.listing(key)
		err = os.Rename(w.file.Name(), path)
	}
	if err != nil {
		return nil, errors.Join(err, os.Remove(w.file.Name()))
	}
	l, err := openListing(path)
	if err == nil && l == nil {
		err = ErrDamaged
	}
	return l, err
}

// Abort throws the listing away.
func (w *ListingWriter) Abort() error { return errors.Join(w.file.Close(), os.Remove(w.file.Name())) }

func (s *Store) listing(key string) string { return filepath.Join(s.dir, key+listingExt) }

// Listing is what reading a corpus gave. Its file is held open, so that it can
// be read to the end though another run clears it away.
type Listing struct {
	path string
	file *os.File
}

// Listing gives the listing under a key, or nil where there is none of this
// version.
func (s *Store) Listing(key string) (*Listing, error) { return openListing(s.listing(key)) }

func openListing(path string) (*Listing, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	head := make([]byte, headSize)
	if _, err := io.ReadFull(f, head); err != nil || checkHead(head, listingMagic) != nil {
		return nil, f.Close()
	}
	return &Listing{path, f}, nil
}

// Close closes the listing.
func (l *Listing) Close() error { return l.file.Close() }

// Remove closes the listing and takes it out of its folder.
func (l *Listing) Remove() error {
	err := l.file.Close()
	if removed := os.Remove(l.path); !errors.Is(removed, fs.ErrNotExist) {
		err = errors.Join(err, removed)
	}
	return err
}

// Items gives the items in order. An error is the last thing given; it is one
// of damage.
func (l *Listing) Items() iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		if err := l.items(func(i Item) bool { return yield(i, nil) }); err != nil {
			yield(Item{}, fmt.Errorf("%s: %w", l.path, err))
		}
	}
}

func (l *Listing) items(yield func(Item) bool) error {
	r := bufio.NewReaderSize(io.NewSectionReader(l.file, 0, math.MaxInt64), chunkBytes)
	if _, err := r.Discard(headSize); err != nil {
		return ErrDamaged
	}
	head := make([]byte, chunkHead)
	same := make(map[string]string) // one string for all equal outlets and files
	var b []byte
	for {
		if _, err := io.ReadFull(r, head); err != nil {
			return ErrDamaged
		}
		size := binary.LittleEndian.Uint32(head)
		if size > chunkLimit {
			return ErrDamaged
		}
		if int(size) > cap(b) {
			b = make([]byte, size)
		}
		b = b[:size]
		if _, err := io.ReadFull(r, b); err != nil || binary.LittleEndian.Uint64(head[4:]) != xxhash.Sum64(b) {
			return ErrDamaged
		}
		d := &decoder{b: b}
		for d.at < len(b) {
			kind := d.byte()
			if kind == endItem {
				return nil
			}
			item := d.item(kind, same)
			if d.fail {
				return ErrDamaged
			}
			if !yield(item) {
				return nil
			}
		}
	}
}

// item reads one item.
func (d *decoder) item(kind byte, same map[string]string) (i Item) {
	switch kind {
	case documentItem:
		doc := &corpus.Document{}
		doc.ID, doc.Outlet, doc.Date = d.string(), d.shared(same), d.string()
		doc.Title, doc.URL, doc.Language = d.string(), d.string(), d.shared(same)
		doc.At.File = d.shared(same)
		doc.At.Line, doc.At.Column, i.Bytes = d.int(), d.int(), d.int()
		if n := d.count(); n > 0 {
			doc.Marks = make([]corpus.Mark, n)
		}
		for k := range doc.Marks {
			doc.Marks[k] = corpus.Mark{Start: d.int(), End: d.int(), Role: corpus.Role(d.byte())}
		}
		if n := d.count(); n > 0 {
			doc.Vars = make([]corpus.Var, n)
		}
		for k := range doc.Vars {
			doc.Vars[k] = corpus.Var{Name: d.shared(same), Value: d.string()}
		}
		copy(i.Digest[:], d.take(len(i.Digest)))
		i.Document = doc
	case problemItem:
		p := &diag.Problem{}
		p.File, p.Reason, p.Message, p.Hint = d.shared(same), d.string(), d.string(), d.string()
		p.Line, p.Column, p.Severity = d.int(), d.int(), diag.Severity(d.byte())
		i.Problem = p
	default:
		d.fail = true
	}
	return i
}

// shared takes a string that comes often.
func (d *decoder) shared(same map[string]string) string {
	b := d.bytes()
	if s, ok := same[string(b)]; ok {
		return s
	}
	s := string(b)
	if len(same) < 1<<16 {
		same[s] = s
	}
	return s
}
