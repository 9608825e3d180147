package corpus

import (
	"encoding/hex"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"slant/analysis/diag"
)

// Reader reads a corpus. The zero value but for FS and Names reads with every
// question settled by what the files themselves say. A Reader is not safe for
// concurrent use.
type Reader struct {
	FS       fs.FS
	Names    []string          // files and folders in FS, in any order; "." is the whole of it
	Metadata []string          // tables with a column "file" that describe files, beside those found in the folders of Names
	Fields   map[string]string // a column's or key's own name → the field it gives, such as "Quelle": "outlet"
	Encoding string            // of files without a byte order mark, as in the WHATWG Encoding Standard; "" to find it out
	Dates    DateOrder         // how 03/04/2012 is meant

	inputs map[string]sum
	joined *joined
}

// Check gives everything wrong with the Reader itself: an unknown encoding or
// date order, mappings to fields there are none of, names that do not exist.
// Documents gives the same problems first and, when an option is wrong (reason
// "option"), nothing else; a program asks before it starts.
func (r *Reader) Check() (ps diag.Problems) {
	if p := r.checkEncoding(); p != nil {
		ps = append(ps, p)
	}
	switch r.Dates {
	case NoOrder, DayFirst, MonthFirst:
	default:
		ps = append(ps, &diag.Problem{Reason: "option", Message: "dates: " + strconv.Quote(string(r.Dates)) + " is no order of dates",
			Hint: `it is "day-first" or "month-first"`})
	}
	ps = append(ps, r.checkFields()...)
	for _, name := range append(slices.Sorted(slices.Values(r.Names)), r.Metadata...) {
		if _, err := fs.Stat(r.FS, path.Clean(name)); err != nil {
			ps = append(ps, unreadable(name, err))
		}
	}
	return ps
}

// Documents gives every document, and every problem as the error of a nil
// document, in the order of the files' names. It may be ranged over again and
// gives the same again. All errors are of type *diag.Problem; reading goes on
// after each, so that one of severity Skip stands for one document or file.
func (r *Reader) Documents() iter.Seq2[*Document, error] {
	return func(yield func(*Document, error) bool) {
		g := &reading{r: r, yield: yield, ids: identities{places: map[uint64]place{}}, unread: map[string]*unread{}}
		defer g.close()
		g.all()
	}
}

// Inputs gives the files read so far, by name. It is complete after a whole
// iteration over Documents.
func (r *Reader) Inputs() []Input {
	out := make([]Input, 0, len(r.inputs))
	for name, in := range r.inputs {
		out = append(out, Input{Name: name, Bytes: in.bytes, SHA256: hex.EncodeToString(in.sha256[:])})
	}
	slices.SortFunc(out, func(a, b Input) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// reading is one pass over the corpus.
type reading struct {
	r       *Reader
	yield   func(*Document, error) bool
	stopped bool // the consumer wants no more
	ids     identities
	unread  map[string]*unread
	used    []bool // by row of metadata
	records int    // met, documents or not
	known   int    // files met that are of a known format

	// Kept from file to file, for their buffers.
	window window
	whole  []byte
	sample []byte
	object jsonObject
	draft  draft
	small  []byte
	cells  []cell
	gzip   *gzip.Reader
	zstd   *zstd.Decoder
}

// scope is what a notice is given once for: a file of records, or all the
// one-document files below one name.
type scope struct {
	name    string
	seen    map[[2]string]bool
	used    int // documents
	undated int // of them
}

// first says whether this is the first time something is met in the scope.
func (s *scope) first(kind, key string) bool {
	if s.seen[[2]string{kind, key}] {
		return false
	}
	if s.seen == nil {
		s.seen = map[[2]string]bool{}
	}
	s.seen[[2]string{kind, key}] = true
	return true
}

func (g *reading) problem(p *diag.Problem) {
	if !g.stopped && !g.yield(nil, p) {
		g.stopped = true
	}
}

// all reads everything once.
func (g *reading) all() {
	r := g.r
	ps := r.Check()
	for _, p := range ps {
		g.problem(p)
	}
	if slices.ContainsFunc(ps, func(p *diag.Problem) bool { return p.Reason == "option" }) {
		return
	}
	if r.joined == nil {
		r.joined = r.join()
	}
	for _, p := range r.joined.problems {
		g.problem(p)
	}
	g.used = make([]bool, len(r.joined.rows))
	for _, root := range roots(r.Names) {
		if g.stopped {
			return
		}
		before := g.known
		folder := g.root(root)
		if folder && g.known == before && !g.stopped {
			g.problem(&diag.Problem{Position: diag.Position{File: root}, Reason: "no-documents", Message: "there are no documents in this folder",
				Hint: "articles are read from .txt, .md, .html, .csv, .tsv, .jsonl, .ndjson and .json files, also as .gz, .zst and .zip"})
		}
	}
	g.notRead()
	r.joined.unused(g)
}

// missing tells, once a scope, how many of its documents have no date.
func (g *reading) missing(s *scope) {
	if s.undated == 0 {
		return
	}
	verb := " have no date"
	if s.undated == 1 {
		verb = " has no date"
	}
	g.problem(&diag.Problem{Position: position(s.name), Severity: diag.Notice, Reason: "no-date",
		Message: strconv.Itoa(s.undated) + " of " + count(s.used, "document") + verb})
}

// count gives "1 record", "2 records".
func count(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return strconv.Itoa(n) + " " + unit + "s"
}

func (g *reading) close() {
	if g.zstd != nil {
		g.zstd.Close()
	}
}
