package voice

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"strings"
	"sync"
	"testing"

	"slant/analysis/text"
)

// instruments are made once: tests do not run in parallel.
var instruments = sync.OnceValues(func() (*text.Segmenter, *Finder) {
	v := text.NewVocabulary()
	return text.NewSegmenter(v), New(v)
})

// find segments a body and finds its voices.
func find(body string, roles ...Role) (*text.Text, *Found) {
	var t text.Text
	var found Found
	seg, finder := instruments()
	seg.Segment(body, &t)
	finder.Find(&t, roles, &found)
	return &t, &found
}

// check holds what every result must satisfy.
func check(t *testing.T, tx *text.Text, vs *Found) {
	t.Helper()
	at := 0
	for _, s := range vs.Segments {
		if s.First != at || s.Empty() {
			t.Fatalf("segments do not partition the tokens: %v after token %d of %q", s, at, tx.Body)
		}
		at = s.End
		if s.Attribution >= 0 && vs.Attributions[s.Attribution].Voice != s.Voice {
			t.Fatalf("segment %v has another voice than its attribution", s)
		}
	}
	if at != len(tx.Tokens) {
		t.Fatalf("segments end at token %d of %d in %q", at, len(tx.Tokens), tx.Body)
	}
	var open []Attribution
	for i, a := range vs.Attributions {
		if a.Content.Empty() || a.Content.First < 0 || a.Content.End > len(tx.Tokens) {
			t.Fatalf("content %v of %d tokens in %q", a.Content, len(tx.Tokens), tx.Body)
		}
		if i > 0 && a.Content.First < vs.Attributions[i-1].Content.First {
			t.Fatalf("%q (%s) is out of order", tx.Surface(a.Content), a.Rule)
		}
		for len(open) > 0 && open[len(open)-1].Content.End <= a.Content.First {
			open = open[:len(open)-1]
		}
		if n := len(open); n > 0 && open[n-1].Content.End < a.Content.End {
			t.Fatalf("%q (%s) and %q (%s) cross", tx.Surface(open[n-1].Content), open[n-1].Rule, tx.Surface(a.Content), a.Rule)
		}
		open = append(open, a)
	}
	if got := Strip(Mark(tx, vs)); got != tx.Body {
		t.Fatalf("marks do not strip back:\n%q\n%q", got, tx.Body)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"“We will,” he said. “Now.”\n\n“More", "\"It's 6'2\" tall,\" said 'the voters' choice'", "⟦a⟧ \"b “c„ d» e«", "X: ‘Y’",
		"According to X, Y said \"z\" and denied w.", "Q: What?\nLAVROV: Nothing. “True Promise“",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tx, vs := find(s)
		check(t, tx, vs)
	})
}

// FuzzMarks shuffles marks of quotation into a text.
func FuzzMarks(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7})
	f.Add([]byte{12, 40, 200, 33, 90, 17, 5, 250, 41, 8})
	words := strings.Fields("Moscow said the strike was “ ” \" ' ‘ ’ « » „ '' an act of war , adding that he had told them \n that . Peskov , who said so , denied it : Iran")
	f.Fuzz(func(t *testing.T, picks []byte) {
		var b strings.Builder
		for _, p := range picks {
			w := words[int(p&127)%len(words)]
			b.WriteString(w)
			if p&128 == 0 {
				b.WriteByte(' ')
			}
			if w == "." && p&64 != 0 {
				b.WriteByte('\n')
			}
		}
		tx, vs := find(b.String())
		check(t, tx, vs)
	})
}

func BenchmarkFind(b *testing.B) {
	data, err := os.ReadFile(shared(b, "data", "allsides", "articles.jsonl.gz"))
	if err != nil {
		b.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		b.Fatal(err)
	}
	v := text.NewVocabulary()
	seg, finder := text.NewSegmenter(v), New(v)
	dec := json.NewDecoder(z)
	texts := make([]text.Text, 400)
	var size int64
	for i := range texts {
		var row struct{ Text string }
		if err := dec.Decode(&row); err != nil {
			b.Fatal(err)
		}
		seg.Segment(row.Text, &texts[i])
		size += int64(len(row.Text))
	}
	var found Found
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for i := range texts {
			finder.Find(&texts[i], nil, &found)
		}
	}
}
