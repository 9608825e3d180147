package index

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cespare/xxhash/v2"

	"slant/analysis"
	"slant/analysis/corpus"
	"slant/analysis/diag"
	"slant/analysis/reuse"
	"slant/analysis/text"
	"slant/analysis/voice"
)

// odd are texts whose spacing, marks or bytes are out of the ordinary.
var odd = []*corpus.Document{
	{ID: "plain", Outlet: "A", Title: "Harbour open", Text: "The harbour is open. “It was closed,” Moreno said, “and it will be again.”\n\nNobody said why."},
	{ID: "spaces", Outlet: "A", Text: "  Two  spaces,\u00a0a no-break one,\ta tab\r\nand a break.  \n\n\n"},
	{ID: "lost break", Outlet: "A", Text: "They were silenced.Iran said nothing.\u200bIt waited."},
	{ID: "scripts", Outlet: "B", Text: "«Режим» пал. می\u200cخواهد که رژیم 政权 倒台。\n‘One’ “two „three“”."},
	{ID: "zero byte", Outlet: "B", Text: "a \x00 b\x00c \x00\x00"},
	{ID: "marked", Outlet: "B", Title: "Harbour open", Text: "Harbour open\nA quotation in a block.", Marks: []corpus.Mark{{Start: 13, End: 36, Role: corpus.Blockquote}},
		Vars: []corpus.Var{{Name: "desk", Value: "city"}, {Name: "page", Value: "3"}}, Date: "2025-01-02", URL: "https://x.example/1", Language: "en",
		At: diag.Position{File: "b.jsonl", Line: 7, Column: 2}},
	{ID: "long word", Outlet: "B", Text: strings.Repeat("x", 5000) + " " + strings.Repeat("Na", 300) + "."},
	{ID: "spaces only", Outlet: "C", Text: " \n \u200b \n"},
}

// demo reads the corpus that the project has of its own.
func demo(t testing.TB) []*corpus.Document {
	t.Helper()
	r := &corpus.Reader{FS: os.DirFS("../../testdata"), Names: []string{"demo"}}
	var out []*corpus.Document
	for d, err := range r.Documents() {
		if err == nil {
			out = append(out, d)
		}
	}
	if len(out) < 60 {
		t.Fatalf("%d documents of the demo", len(out))
	}
	return out
}

// filled writes documents into a store and gives their digests.
func filled(t testing.TB, dir string, documents []*corpus.Document) (*Store, []Digest) {
	t.Helper()
	s, _, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() }) //nolint:errcheck // files that were only read
	v := text.NewVocabulary()
	annotator := analysis.NewAnnotator(v)
	h, w := NewHasher(), s.NewWriter()
	var digests []Digest
	var a analysis.Annotated
	for _, d := range documents {
		annotator.Annotate(d, nil, &a)
		digest := h.Of(d)
		if err := w.Add(digest, v, &a, annotator.Surfaces(), []byte("sketch of "+d.ID)); err != nil {
			t.Fatal(err)
		}
		digests = append(digests, digest)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Refresh(); err != nil {
		t.Fatal(err)
	}
	return s, digests
}

// said prints an annotation without what depends on the order in which a
// vocabulary met its words.
func said(a *analysis.Annotated, v *text.Vocabulary) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q %d %v %v %v %q\n", a.Text.Body, a.Shift, a.Roles, a.Text.Sentences, a.Text.Blocks, a.Wire)
	for _, tok := range a.Text.Tokens {
		fmt.Fprintf(&b, "%v %s %d %d %t\n", tok.Span, v.Form(tok.Type), tok.Kind, tok.Shape, tok.Space)
	}
	fmt.Fprintf(&b, "%+v\n%+v\n", a.Voices.Attributions, a.Voices.Segments)
	return b.String()
}

func TestWhatIsLoadedIsWhatWasAnnotated(t *testing.T) {
	documents := append(demo(t), odd...)
	s, digests := filled(t, t.TempDir(), documents)
	fresh, stored := text.NewVocabulary(), text.NewVocabulary()
	annotator, settler := analysis.NewAnnotator(fresh), analysis.NewAnnotator(stored)
	l := s.NewLoader(stored)
	var want, got analysis.Annotated
	var buf []byte
	// Backwards, so that nothing hangs on the order.
	for i, d := range slices.Backward(documents) {
		annotator.Annotate(d, nil, &want)
		if err := l.Load(digests[i], &got); err != nil {
			t.Fatalf("%s: %v", d.ID, err)
		}
		got.Document = d
		settler.Settle(nil, &got)
		if a, b := said(&want, fresh), said(&got, stored); a != b {
			t.Errorf("%s:\nannotated %s\nloaded    %s", d.ID, a, b)
		}
		if got.Text.Body[got.Shift:] != d.Text {
			t.Errorf("%s: the text is not the document's", d.ID)
		}
		sketch, err := s.Sketch(digests[i], &buf)
		if err != nil || string(sketch) != "sketch of "+d.ID {
			t.Errorf("%s: sketch %q, %v", d.ID, sketch, err)
		}
	}
}

// A change of what is made of a text, of its sketch, of a ledger or of what a
// ledger settles must come with a new number, or what is stored would be mixed
// with other things.
func TestAnnotatorVersion(t *testing.T) {
	const version, want = 2, "426b46f604e6f31c"
	v := text.NewVocabulary()
	annotator := analysis.NewAnnotator(v)
	var a analysis.Annotated
	h := fnv.New64a()
	documents := append(demo(t), odd...)
	sketcher := reuse.NewSketcher(v)
	var sketch reuse.Sketch
	for _, d := range documents {
		annotator.Annotate(d, nil, &a)
		fmt.Fprintf(h, "%+v %s", *d, said(&a, v)) //nolint:errcheck // a hash takes everything
		sketcher.Sketch(&a.Text, a.Shift, &sketch)
		b, err := sketch.AppendBinary(nil)
		if err != nil {
			t.Fatal(err)
		}
		h.Write(b) //nolint:errcheck // likewise
	}
	ledger := ledgerOf(documents)
	b, err := ledger.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	h.Write(b) //nolint:errcheck // likewise
	for _, d := range documents {
		annotator.Annotate(d, ledger, &a)
		fmt.Fprint(h, told(&a, v)) //nolint:errcheck // likewise
	}
	if got := fmt.Sprintf("%016x", h.Sum64()); got != want || Annotator != version {
		t.Errorf("what is made of the demo has the hash %s, and Annotator is %d; this test knows %s and %d: raise Annotator, unless that was done since the last release, and write both here",
			got, Annotator, want, version)
	}
}

// A change of the words that are counted in a corpus must come with a new number.
func TestLexisVersion(t *testing.T) {
	const version, want = 1, "e32357d7a38132c1"
	v := text.NewVocabulary()
	annotator := analysis.NewAnnotator(v)
	l := analysis.NewLexis([]string{"Fairmeadow Post", "Qasran Herald"})
	var a analysis.Annotated
	for _, d := range append(demo(t), odd...) {
		annotator.Annotate(d, nil, &a)
		l.Add(&a, v)
	}
	l.Close()
	b, err := l.AppendBinary(nil)
	if err != nil || len(b) < 2000 {
		t.Fatalf("%d bytes test little; %v", len(b), err)
	}
	h := fnv.New64a()
	h.Write(b[1:]) //nolint:errcheck // a hash takes everything
	if got := fmt.Sprintf("%016x", h.Sum64()); got != want || analysis.LexisVersion != version {
		t.Errorf("the words of the demo have the hash %s, and LexisVersion is %d; this test knows %s and %d: raise LexisVersion, unless that was done since the last release, and write both here",
			got, analysis.LexisVersion, want, version)
	}
}

func TestDigestsTellDocumentsApart(t *testing.T) {
	h := NewHasher()
	base := corpus.Document{ID: "1", Outlet: "A", Title: "T", Text: "Text."}
	of := func(change func(*corpus.Document)) Digest {
		d := base
		change(&d)
		return h.Of(&d)
	}
	seen := map[Digest]string{}
	for name, change := range map[string]func(*corpus.Document){
		"base": func(*corpus.Document) {}, "outlet": func(d *corpus.Document) { d.Outlet = "B" }, "title": func(d *corpus.Document) { d.Title = "U" },
		"text": func(d *corpus.Document) { d.Text = "Text" }, "between": func(d *corpus.Document) { d.Outlet, d.Title = "AT", "" },
		"marks": func(d *corpus.Document) { d.Marks = []corpus.Mark{{Start: 0, End: 4, Role: corpus.Caption}} },
	} {
		digest := of(change)
		if other, ok := seen[digest]; ok {
			t.Errorf("%s and %s have one digest", name, other)
		}
		seen[digest] = name
	}
	if of(func(d *corpus.Document) { d.ID, d.Date, d.URL = "2", "2025-01-01", "x" }) != h.Of(&base) {
		t.Error("what an annotation does not depend on is in the digest")
	}
}

func TestListingGivesBackWhatItWasGiven(t *testing.T) {
	s, digests := filled(t, t.TempDir(), odd)
	w, err := s.NewListing()
	if err != nil {
		t.Fatal(err)
	}
	problem := &diag.Problem{Position: diag.Position{File: "a.csv", Line: 3, Column: 9}, Severity: diag.Warning, Reason: "date", Message: "no date", Hint: "write one"}
	for range 300 { // several chunks
		for i, d := range odd {
			if err := errors.Join(w.Problem(problem), w.Document(d, digests[i])); err != nil {
				t.Fatal(err)
			}
		}
	}
	if l, err := s.Listing("key"); l != nil || err != nil {
		t.Errorf("a listing before it is closed: %v, %v", l, err)
	}
	l, err := w.Close("key")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for item, err := range l.Items() {
		if err != nil {
			t.Fatal(err)
		}
		i := n / 2 % len(odd)
		if n++; n%2 == 1 {
			if !reflect.DeepEqual(item.Problem, problem) {
				t.Fatalf("problem %+v", item.Problem)
			}
			continue
		}
		want := *odd[i]
		want.Text = ""
		if !reflect.DeepEqual(*item.Document, want) || item.Digest != digests[i] || item.Bytes != len(odd[i].Text) {
			t.Fatalf("got %+v\nwant %+v", *item.Document, want)
		}
	}
	if n != 2*300*len(odd) {
		t.Errorf("%d items", n)
	}
}

// TestEveryDamageIsFound turns every byte of a small store around in turn: what
// can still be read must be what was written.
func TestEveryDamageIsFound(t *testing.T) {
	dir := t.TempDir()
	s, digests := filled(t, dir, odd[:3])
	w, err := s.NewListing()
	if err == nil {
		err = w.Document(odd[0], digests[0])
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Close("key"); err != nil {
		t.Fatal(err)
	}
	h, k := NewHasher(), s.NewKeeper(true)
	for i, digest := range digests {
		if err := k.Keep(h.Derived(digest, "x"), []byte{byte(i), 1, 2, 3}); err != nil {
			t.Fatal(err)
		}
	}
	people := rare()
	people.Named, people.Readings[0].Mentions = people.Named[:8], people.Readings[0].Mentions[:4]
	if err := errors.Join(k.Keep(h.Derived(Digest{}, "cast"), AppendCast(nil, people)), k.Keep(h.Derived(Digest{}, "more"), AppendReading(nil, &people.Readings[0]))); err != nil {
		t.Fatal(err)
	}
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	read := func() string {
		s, _, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close() //nolint:errcheck // it was only read
		v := text.NewVocabulary()
		l := s.NewLoader(v)
		var b strings.Builder
		var buf []byte
		for _, digest := range digests {
			var a analysis.Annotated
			_, err := s.Sketch(digest, &buf)
			if err = errors.Join(err, l.Load(digest, &a)); err != nil {
				return "damaged"
			}
			b.WriteString(said(&a, v))
			kept, ok, err := s.Kept(h.Derived(digest, "x"), &buf)
			if !ok || err != nil {
				return "damaged"
			}
			fmt.Fprintf(&b, "%x", kept)
		}
		var cast analysis.Cast
		for _, context := range []string{"cast", "more"} {
			kept, ok, err := s.Kept(h.Derived(Digest{}, context), &buf)
			if !ok || err != nil {
				return "damaged"
			}
			if context == "cast" && !ReadCast(kept, 100_000, 400, &cast) || context == "more" && !ReadReading(kept, 100_000, 400, &cast) {
				return "damaged"
			}
		}
		fmt.Fprintf(&b, "%+v", cast)
		listing, err := s.Listing("key")
		if err != nil || listing == nil {
			return "damaged"
		}
		defer listing.Close() //nolint:errcheck // it was only read
		for item, err := range listing.Items() {
			if err != nil {
				return "damaged"
			}
			fmt.Fprintf(&b, "%+v %x", *item.Document, item.Digest)
		}
		return b.String()
	}
	want := read()
	if want == "damaged" {
		t.Fatal("cannot be read as it was written")
	}
	names, err := filesOf(dir)
	if err != nil || len(names) != 3 {
		t.Fatal(names, err)
	}
	found := 0
	for _, name := range names {
		path := filepath.Join(dir, name)
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := range whole {
			damaged := bytes.Clone(whole)
			damaged[i] ^= 0x41
			for _, b := range [][]byte{damaged, whole[:i]} {
				if err := os.WriteFile(path, b, 0o644); err != nil {
					t.Fatal(err)
				}
				switch got := read(); got {
				case "damaged":
					found++
				case want:
				default:
					t.Fatalf("%s, byte %d of %d: something else is read:\n%s", name, i, len(whole), got)
				}
			}
		}
		if err := os.WriteFile(path, whole, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if found == 0 {
		t.Error("no damage was noticed")
	}
	if read() != want {
		t.Error("mended, the store reads otherwise")
	}
}

func TestLedgersAreKeptWholeOrNotAtAll(t *testing.T) {
	s, _ := filled(t, t.TempDir(), odd[:1])
	if b := s.Ledger("key"); b != nil {
		t.Errorf("a ledger that nobody kept: %q", b)
	}
	if err := s.KeepLedger("key", []byte("what the corpus tells")); err != nil {
		t.Fatal(err)
	}
	if b := s.Ledger("key"); string(b) != "what the corpus tells" {
		t.Errorf("got %q", b)
	}
	path := s.ledger("key")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		damaged := bytes.Clone(whole)
		damaged[i] ^= 0x41
		if err := os.WriteFile(path, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		if b := s.Ledger("key"); b != nil {
			t.Fatalf("with byte %d damaged: %q", i, b)
		}
	}
}

func TestFilesOfAnotherVersionAreLeftAlone(t *testing.T) {
	dir := t.TempDir()
	s, digests := filled(t, dir, odd[:2])
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	names, err := filesOf(dir)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, names[0])
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	binary.LittleEndian.PutUint32(b[12:], Annotator+1)
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	again, found, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close() //nolint:errcheck // it was only read
	if found.Foreign != 1 || found.Damaged != nil || again.Has(digests[0]) {
		t.Errorf("found %+v", found)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error("the file is gone")
	}
}

func TestRunsShareAStore(t *testing.T) {
	dir := t.TempDir()
	first, digests := filled(t, dir, odd)
	second, _ := filled(t, dir, odd)
	second.Close() //nolint:errcheck // it was only read
	third, _ := filled(t, dir, demo(t))
	defer third.Close() //nolint:errcheck // likewise
	// What the first run has open, it can read though another clears the folder.
	if n, err := Clear(dir); n == 0 || err != nil {
		t.Fatal(n, err)
	}
	var a analysis.Annotated
	v := text.NewVocabulary()
	if err := first.NewLoader(v).Load(digests[0], &a); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Error("an empty folder is left")
	}
	if err := first.NewLoader(v).Load(Digest{1}, &a); !errors.Is(err, ErrMissing) {
		t.Errorf("a document that nobody stored: %v", err)
	}
}

func TestTrimRemovesWhatIsUnusedLongest(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	old, _ := filled(t, dir, odd)
	old.Close() //nolint:errcheck // it was only read
	names, err := filesOf(dir)
	if err != nil {
		t.Fatal(err)
	}
	oldest := filepath.Join(dir, names[0])
	killed := filepath.Join(dir, "1"+temporaryExt)
	own := filepath.Join(dir, "notes.txt")
	for _, path := range []string{killed, own} {
		if err := os.WriteFile(path, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{oldest, killed, own} {
		if err := os.Chtimes(path, now, now.Add(-48*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	s, digests := filled(t, dir, demo(t))
	var buf []byte
	if _, err := s.Sketch(digests[0], &buf); err != nil {
		t.Fatal(err)
	}
	w, err := s.NewListing()
	if err != nil {
		t.Fatal(err)
	}
	l, err := w.Close("key")
	if err != nil {
		t.Fatal(err)
	}
	there := func(path string) bool { _, err := os.Stat(path); return err == nil }
	if err := errors.Join(l.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	if err := s.Trim(l, 1<<40, now, "key"); err != nil {
		t.Fatal(err)
	}
	if !there(oldest) || there(killed) {
		t.Error("within the limit only what a killed run left is to go")
	}
	held, err := List(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Trim(l, held.Bytes-1, now, "key"); err != nil {
		t.Fatal(err)
	}
	if there(oldest) || !there(l.path) || !there(own) {
		t.Error("the file unused longest is to go, and no other")
	}
	if held, err = List(dir); err != nil || held.Documents != len(digests) || held.Corpora != 1 {
		t.Errorf("%+v, %v", held, err)
	}
	// Small files are no better when they are many: a run holds all of them open.
	for i := range mostFiles {
		path := filepath.Join(dir, fmt.Sprintf("%04x%s", i, derivedExt))
		if err := errors.Join(os.WriteFile(path, []byte("x"), 0o644), os.Chtimes(path, now, now.Add(time.Duration(-1-i)*time.Second))); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Trim(l, 1<<40, now, "key"); err != nil {
		t.Fatal(err)
	}
	if names, err := filesOf(dir); err != nil || len(names) != mostFiles || !there(l.path) || there(filepath.Join(dir, fmt.Sprintf("%04x%s", mostFiles-1, derivedExt))) {
		t.Errorf("%d files are left, %v; those used last are to stay", len(names), err)
	}
}

// A file found damaged stays while others may be reading it, and goes when the
// store is closed.
func TestADamagedFileGoesAtTheEnd(t *testing.T) {
	dir := t.TempDir()
	s, digests := filled(t, dir, demo(t))
	i, ok := s.find(annotated, digests[0])
	if !ok {
		t.Fatal("the first document is not found")
	}
	at := s.entries[annotated][i]
	path := s.listed[at.segment].path
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content[at.offset+int64(at.size)/2]++
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	var buf []byte
	for range 2 {
		if _, err := s.Sketch(digests[0], &buf); !errors.Is(err, ErrDamaged) {
			t.Fatalf("a record with another byte: %v", err)
		}
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("before the store is closed: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("afterwards: %v", err)
	}
}

// sum gives a record with its checksum in front.
func sum(record []byte) []byte {
	return append(binary.LittleEndian.AppendUint64(nil, xxhash.Sum64(record)), record...)
}

// FuzzRecord: bytes that nobody wrote end in an error or in a text whose parts
// fit together, and never in a panic.
func FuzzRecord(f *testing.F) {
	v := text.NewVocabulary()
	annotator := analysis.NewAnnotator(v)
	var a analysis.Annotated
	for _, d := range odd {
		annotator.Annotate(d, nil, &a)
		f.Add(appendRecord(nil, &a, nil, annotator.Surfaces(), func(s text.Surface) uint64 { return uint64(s) }))
	}
	f.Fuzz(func(t *testing.T, record []byte) {
		v := text.NewVocabulary()
		l := &Loader{vocabulary: v}
		words := &table{words: make([]word, 64)}
		for i := range words.words {
			start := uint32(len(words.spellings))
			words.spellings += "w" + hex.EncodeToString([]byte{byte(i)})
			words.words[i].start, words.words[i].end = start, uint32(len(words.spellings))
		}
		var a analysis.Annotated
		if l.read(sum(record), words, &a) != nil {
			return
		}
		at := 0
		for _, s := range a.Text.Sentences {
			if s.First != at || s.End < s.First || s.End > len(a.Text.Tokens) {
				t.Fatalf("sentence %v after %d", s, at)
			}
			at = s.End
		}
		for _, tok := range a.Text.Tokens {
			if tok.End > len(a.Text.Body) || tok.Start > tok.End {
				t.Fatalf("token %v of %d bytes", tok.Span, len(a.Text.Body))
			}
		}
		for _, at := range a.Voices.Attributions {
			if at.Content.End > len(a.Text.Tokens) || at.Voice >= voice.Voices {
				t.Fatalf("attribution %+v", at)
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	documents := demo(b)
	s, digests := filled(b, b.TempDir(), documents)
	v := text.NewVocabulary()
	l := s.NewLoader(v)
	var a analysis.Annotated
	size := 0
	for _, d := range documents {
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, digest := range digests {
			if err := l.Load(digest, &a); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	documents := demo(b)
	v := text.NewVocabulary()
	annotator := analysis.NewAnnotator(v)
	annotated := make([]analysis.Annotated, len(documents))
	spelt := make([][]text.Surface, len(documents))
	size := 0
	for i, d := range documents {
		annotator.Annotate(d, nil, &annotated[i])
		spelt[i] = slices.Clone(annotator.Surfaces())
		size += len(d.Text)
	}
	s, _, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	w := s.NewWriter()
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for i := range annotated {
			if err := w.Add(Digest{byte(i)}, v, &annotated[i], spelt[i], nil); err != nil {
				b.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
}
