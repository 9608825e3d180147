package corpus

import (
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zip"
	"github.com/klauspost/compress/zstd"

	"slant/analysis/diag"
)

// format is how a file holds documents.
type format uint8

const (
	unknown  format = iota
	plain           // one document of plain text
	markdown        // one document
	page            // one document, HTML
	table           // a document a row
	lines           // JSON, a document a line
	array           // a JSON array of documents
	archive         // zip: files of any other format
)

var formats = map[string]format{
	".txt": plain, ".md": markdown, ".markdown": markdown, ".html": page, ".htm": page, ".xhtml": page,
	".csv": table, ".tsv": table, ".jsonl": lines, ".ndjson": lines, ".json": array, ".zip": archive,
}

// recognise tells a file's format and compression (".gz", ".zst" or "") by its name.
func recognise(name string) (f format, packed string) {
	name = strings.ToLower(name)
	if ext := path.Ext(name); ext == ".gz" || ext == ".zst" {
		packed = ext
		name = strings.TrimSuffix(name, ext)
	}
	f = formats[path.Ext(name)]
	if f == archive && packed != "" {
		return unknown, packed
	}
	return f, packed
}

// source is one file, or one member of an archive, being read.
type source struct {
	name   string // as in positions: member x of a.zip is a.zip/x
	format format
	packed string
	tabs   bool   // a table named .tsv
	outlet string // what its folder says
	row    *row   // what metadata says
	scope  *scope
	r      io.Reader // its bytes, decompressed
	used   int       // documents it gave
	before int       // records met before it
}

// root reads one of the reader's names.
func (g *reading) root(root string) (folder bool) {
	singles := &scope{name: root}
	folder = walk(g.r.FS, root, func(name string) bool {
		if !g.r.joined.files[name] {
			g.file(root, name, singles)
		}
		return !g.stopped
	}, g.problem)
	g.missing(singles)
	return folder
}

// file reads one file as it lies on disk.
func (g *reading) file(root, name string, singles *scope) {
	f, packed := recognise(name)
	if f == unknown {
		g.leave(name)
		return
	}
	g.known++
	stored, err := g.open(name)
	if err != nil {
		g.problem(unreadable(name, err))
		return
	}
	defer stored.file.Close()
	if f == archive {
		g.archive(root, name, stored, singles)
	} else {
		s := &source{name: name, format: f, packed: packed, r: stored, scope: singles, outlet: folderOutlet(below(root, name))}
		g.source(s)
	}
	if !g.stopped {
		g.input(name, stored)
	}
}

// source reads the documents of one file or member from its stored bytes.
func (g *reading) source(s *source) {
	s.tabs = strings.Contains(strings.ToLower(path.Base(s.name)), ".tsv")
	if i, ok := g.r.joined.byFile[s.name]; ok {
		s.row = g.r.joined.rows[i]
		g.used[i] = true
	}
	if err := g.unpack(s); err != nil {
		g.damaged(s, 0, err)
		return
	}
	switch s.format {
	case plain, markdown, page:
		g.single(s)
		return
	}
	s.scope, s.before = &scope{name: s.name}, g.records
	switch s.format {
	case table:
		g.table(s)
	case lines:
		g.lines(s)
	case array:
		g.array(s)
	}
	g.missing(s.scope)
}

// unpack puts a decompressor, reused from file to file, before the bytes.
func (g *reading) unpack(s *source) (err error) {
	switch s.packed {
	case ".gz":
		if g.gzip == nil {
			g.gzip = new(gzip.Reader)
		}
		err = g.gzip.Reset(s.r)
		s.r = g.gzip
	case ".zst":
		if g.zstd == nil {
			// One goroutine and no read-ahead: what is read depends on nothing else.
			g.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
		}
		if err == nil {
			err = g.zstd.Reset(s.r)
		}
		s.r = g.zstd
	}
	return err
}

// damaged reports that a file ends before its end. Documents read before the
// damage stay in the corpus.
func (g *reading) damaged(s *source, line int, err error) {
	var corrupt flate.CorruptInputError
	message := "cannot be read: " + cause(err)
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		message = "the file is cut short"
	case errors.Is(err, gzip.ErrHeader):
		message = "this is not gzip data"
	case errors.Is(err, zstd.ErrMagicMismatch):
		message = "this is not zstd data"
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, zip.ErrChecksum), errors.Is(err, zstd.ErrCRCMismatch), errors.As(err, &corrupt):
		message = "the compressed data is damaged"
	case errors.Is(err, zip.ErrAlgorithm):
		message = "this member is compressed in a way that cannot be read"
	case errors.Is(err, errTooLong):
		message = "a record is longer than 256 MB"
	}
	if s.format == table || s.format == lines || s.format == array {
		message += "; " + count(s.used, "document") + " before that " + map[bool]string{true: "is", false: "are"}[s.used == 1] + " used"
	}
	g.problem(&diag.Problem{Position: diag.Position{File: s.name, Line: line}, Reason: "damaged", Message: message})
}

var errTooLong = errors.New("too long")

// stored is a file's bytes as they lie on disk, hashed as they pass.
type stored struct {
	file  fs.File
	hash  hash.Hash // nil when an earlier pass has the sum
	bytes int64
	err   error // that a reader of documents met, and reported
}

func (g *reading) open(name string) (*stored, error) {
	file, err := g.r.FS.Open(name)
	if err != nil {
		return nil, err
	}
	s := &stored{file: file}
	if _, known := g.r.inputs[name]; !known {
		s.hash = sha256.New()
	}
	return s, nil
}

// Read reads on and hashes what it read.
func (s *stored) Read(b []byte) (int, error) {
	n, err := s.file.Read(b)
	s.bytes += int64(n)
	if s.hash != nil {
		s.hash.Write(b[:n])
	}
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// input notes a file as read. What no reader asked for, after the end of
// compressed data or of an array, is hashed too. A file that cannot be read to
// its end has no sum and is no input.
func (g *reading) input(name string, s *stored) {
	if s.hash == nil || s.err != nil {
		return
	}
	if _, err := io.Copy(io.Discard, s); err != nil {
		g.problem(unreadable(name, err))
		return
	}
	if g.r.inputs == nil {
		g.r.inputs = map[string]sum{}
	}
	in := sum{bytes: s.bytes}
	s.hash.Sum(in.sha256[:0])
	g.r.inputs[name] = in
}

// sum is what is kept of a file that was read.
type sum struct {
	bytes  int64
	sha256 [sha256.Size]byte
}
