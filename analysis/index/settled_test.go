package index

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"slant/analysis"
	"slant/analysis/corpus"
	"slant/analysis/reuse"
	"slant/analysis/text"
)

// ledgerOf gives what a corpus tells of its documents.
func ledgerOf(documents []*corpus.Document) *reuse.Ledger {
	s := reuse.NewSurvey()
	v := text.NewVocabulary()
	segmenter, sketcher := text.NewSegmenter(v), reuse.NewSketcher(v)
	var k reuse.Sketch
	var cut text.Text
	for _, d := range documents {
		segmenter.Segment(d.Text, &cut)
		sketcher.Sketch(&cut, 0, &k)
		s.Add(d.ID, d.Outlet, d.Date, &k)
	}
	c := s.Candidates()
	p := c.Part()
	for _, d := range documents {
		segmenter.Segment(d.Text, &cut)
		p.Add(d.ID, d.Outlet, v, &cut, 0)
	}
	return s.Ledger(c)
}

// told prints what a corpus says of a document, as far as it is stored.
func told(a *analysis.Annotated, v *text.Vocabulary) string {
	out := said(a, v) + fmt.Sprint(a.Shared)
	for _, b := range a.Blocks {
		out += fmt.Sprint(" ", b.Kind)
		if b.Kind == reuse.Furniture {
			out += fmt.Sprintf(" %x", b.Hash)
		}
	}
	return out
}

func TestWhatIsSettledIsReadBack(t *testing.T) {
	documents := append(demo(t), odd...)
	ledger := ledgerOf(documents)
	s, digests := filled(t, t.TempDir(), documents)
	v := text.NewVocabulary()
	annotator, l := analysis.NewAnnotator(v), s.NewLoader(v)
	keeper, h := s.NewKeeper(false), NewHasher()
	var want []string
	var a, whole analysis.Annotated
	changed, shared, furniture := 0, 0, 0
	for i, d := range documents {
		if err := l.Load(digests[i], &a); err != nil {
			t.Fatal(err)
		}
		a.Document = d
		anew := annotator.Settle(ledger, &a)
		if anew {
			changed++
		}
		shared += len(a.Shared)
		for _, b := range a.Blocks {
			if b.Kind == reuse.Furniture {
				furniture++
			}
		}
		want = append(want, told(&a, v))
		// What was annotated alone and settled is what the ledger was there for.
		if annotator.Annotate(d, ledger, &whole); told(&whole, v) != want[i] {
			t.Errorf("%s: settled\n%s\nannotated with the ledger\n%s", d.ID, want[i], told(&whole, v))
		}
		if err := keeper.Keep(h.Derived(digests[i], "settled"), AppendSettled(nil, &a, anew)); err != nil {
			t.Fatal(err)
		}
	}
	if changed == 0 || shared == 0 || furniture == 0 {
		t.Fatalf("voices anew in %d documents, %d passages shared, %d blocks of furniture: the corpus tests nothing", changed, shared, furniture)
	}
	if _, ok, err := s.Kept(h.Derived(digests[0], "settled"), new([]byte)); ok || err != nil {
		t.Errorf("found before it was written: %t, %v", ok, err)
	}
	if err := keeper.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Refresh(); err != nil {
		t.Fatal(err)
	}
	var buf []byte
	for i, d := range slices.Backward(documents) {
		if err := l.Load(digests[i], &a); err != nil {
			t.Fatal(err)
		}
		a.Document = d
		record, ok, err := s.Kept(h.Derived(digests[i], "settled"), &buf)
		if err != nil || !ok {
			t.Fatalf("%s: %t, %v", d.ID, ok, err)
		}
		if !ReadSettled(record, &a) {
			t.Fatalf("%s: cannot be read", d.ID)
		}
		annotator.Cut(&a)
		if got := told(&a, v); got != want[i] {
			t.Errorf("%s: settled\n%s\nread back\n%s", d.ID, want[i], got)
		}
		if _, ok, err := s.Kept(h.Derived(digests[i], "settled otherwise"), new([]byte)); ok || err != nil {
			t.Errorf("%s: found under another context: %t, %v", d.ID, ok, err)
		}
		for _, short := range [][]byte{nil, record[:len(record)-1], append(slices.Clone(record), 0)} {
			if ReadSettled(short, &a) {
				t.Errorf("%s: %d of %d bytes are read without a complaint", d.ID, len(short), len(record))
			}
		}
	}
	if got, err := List(s.dir); err != nil || got.Documents != len(documents) {
		t.Errorf("%d documents are listed, not %d, %v", got.Documents, len(documents), err)
	}
}

// What is dear is written in small files: a killed run loses little.
func TestDearRecordsAreWrittenSoon(t *testing.T) {
	s, _ := filled(t, t.TempDir(), odd[:1])
	h := NewHasher()
	record := make([]byte, 1000)
	files := func(dear bool) int {
		before := len(s.segments)
		k := s.NewKeeper(dear)
		for i := range 100 {
			if err := k.Keep(h.Derived(Digest{}, fmt.Sprint(dear, i)), record); err != nil {
				t.Fatal(err)
			}
		}
		n := len(s.segments) - before
		if err := k.Close(); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if light, dear := files(false), files(true); light != 0 || dear < 4 {
		t.Errorf("of 100 KB %d files were written, of 100 KB of what is dear %d", light, dear)
	}
	if err := s.Refresh(); err != nil {
		t.Fatal(err)
	}
	var buf []byte
	for i := range 100 {
		for _, dear := range []bool{false, true} {
			if got, ok, err := s.Kept(h.Derived(Digest{}, fmt.Sprint(dear, i)), &buf); !ok || err != nil || !reflect.DeepEqual(got, record) {
				t.Fatalf("%t, record %d: %t, %v", dear, i, ok, err)
			}
		}
	}
}

// FuzzSettled: bytes that nobody wrote are refused, or fit the document.
func FuzzSettled(f *testing.F) {
	v := text.NewVocabulary()
	annotator := analysis.NewAnnotator(v)
	var a analysis.Annotated
	annotator.Annotate(odd[0], nil, &a)
	f.Add(AppendSettled(nil, &a, false))
	f.Add(AppendSettled(nil, &a, true))
	f.Fuzz(func(t *testing.T, record []byte) {
		annotator.Annotate(odd[0], nil, &a)
		if !ReadSettled(record, &a) {
			return
		}
		if len(a.Roles) != len(a.Text.Blocks) || len(a.Blocks) != len(a.Text.Blocks) {
			t.Fatalf("%d roles of %d blocks", len(a.Roles), len(a.Text.Blocks))
		}
		for _, r := range a.Shared {
			if r.First < 0 || r.End > len(a.Text.Tokens) || r.End < r.First {
				t.Fatalf("passage %v of %d tokens", r, len(a.Text.Tokens))
			}
		}
		annotator.Cut(&a)
	})
}

// A segment that cannot be written, for want of room, is given up: neither half
// a segment nor a file in the making is left, and the next one is whole.
func TestASegmentThatCannotBeWrittenLeavesNothing(t *testing.T) {
	s, _ := filled(t, t.TempDir(), nil)
	h, k := NewHasher(), s.NewKeeper(false)
	record := make([]byte, 1000)
	keep := func(from, to int) (err error) {
		for i := from; i < to && err == nil; i++ {
			err = k.Keep(h.Derived(Digest{}, fmt.Sprint(i)), record)
		}
		return err
	}
	if err := keep(0, 10); err != nil {
		t.Fatal(err)
	}
	if err := k.file.Close(); err != nil { // from here on nothing can be written
		t.Fatal(err)
	}
	if err := keep(10, 2000); err == nil {
		t.Fatal("no error")
	}
	if names, err := filesOf(s.dir); err != nil || len(names) != 0 {
		t.Fatalf("left behind: %v, %v", names, err)
	}
	if err := keep(0, 10); err != nil {
		t.Fatal(err)
	}
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Refresh(); err != nil {
		t.Fatal(err)
	}
	for i := range 10 {
		if got, ok, err := s.Kept(h.Derived(Digest{}, fmt.Sprint(i)), new([]byte)); !ok || err != nil || len(got) != len(record) {
			t.Errorf("record %d: %d bytes, %t, %v", i, len(got), ok, err)
		}
	}
	if err := keep(10, 20); err != nil {
		t.Fatal(err)
	}
	if err := k.Drop(); err != nil {
		t.Fatal(err)
	}
	if names, err := filesOf(s.dir); err != nil || len(names) != 1 {
		t.Errorf("left behind: %v, %v", names, err)
	}
}
