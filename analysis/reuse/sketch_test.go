package reuse

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"slant/analysis/text"
)

// sketchOf gives the sketch of a text.
func sketchOf(body string) *Sketch {
	var k Sketch
	c := newCutter()
	NewSketcher(c.vocabulary).Sketch(c.cut(body), 0, &k)
	return &k
}

// stored gives the bytes of a sketch.
func stored(t testing.TB, k *Sketch) []byte {
	t.Helper()
	b, err := k.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// alike reports whether two sketches say the same.
func alike(a, b *Sketch) bool {
	return slices.Equal(a.long, b.long) && slices.Equal(a.short, b.short) && slices.Equal(a.prints, b.prints) && a.minima == b.minima && a.shingles == b.shingles
}

func TestSketchesAreStored(t *testing.T) {
	texts := map[string]string{
		"empty":                 "",
		"a line":                "Nobody was hurt.",
		"no word":               "* * *",
		"ten words":             "one two three four five six seven eight nine ten",
		"an article":            paragraphs(prose(1, 900)),
		"a line, over and over": strings.Repeat("Nobody was hurt on Tuesday.\n\n", 300),
		"one long block":        strings.Join(prose(2, 5000), " "),
	}
	var read Sketch // used again and again, as a worker does
	for name, body := range texts {
		k := sketchOf(body)
		b := stored(t, k)
		if err := read.UnmarshalBinary(b); err != nil || !alike(k, &read) {
			t.Errorf("%s: read back as another sketch, error %v", name, err)
		}
		if again := stored(t, &read); !bytes.Equal(again, b) {
			t.Errorf("%s: stored otherwise the second time", name)
		}
		// In front of other bytes, and behind them.
		if got, err := k.AppendBinary([]byte("before")); err != nil || !bytes.Equal(got, append([]byte("before"), b...)) {
			t.Errorf("%s: not appended", name)
		}
		for _, broken := range [][]byte{b[:len(b)-1], append(slices.Clone(b), 0), nil} {
			if err := read.UnmarshalBinary(broken); err == nil {
				t.Errorf("%s: %d bytes instead of %d are read without an error", name, len(broken), len(b))
			}
		}
		other := slices.Clone(b)
		other[0]++
		if err := read.UnmarshalBinary(other); err == nil || !strings.Contains(err.Error(), "version 3") {
			t.Errorf("%s: another version gives error %v", name, err)
		}
	}
}

func FuzzStoredSketch(f *testing.F) {
	f.Add(stored(f, sketchOf(paragraphs(prose(1, 90)))))
	f.Add([]byte{SketchVersion, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01})
	f.Fuzz(func(t *testing.T, b []byte) {
		var k Sketch
		if k.UnmarshalBinary(b) != nil {
			return
		}
		for _, set := range [][]uint64{k.long, k.short, k.prints} {
			if !slices.IsSorted(set) || len(slices.Compact(slices.Clone(set))) != len(set) {
				t.Fatal("no set")
			}
		}
		NewSurvey().Add("a", "A", "", &k) // no hash is out of a table's range
		var again Sketch
		if err := again.UnmarshalBinary(stored(t, &k)); err != nil || !alike(&k, &again) {
			t.Fatalf("not read back: %v", err)
		}
	})
}

// Of any printWindow ten-word sequences on end one is in the sketch, whatever
// stands around them.
func TestFingerprintsOfAPassage(t *testing.T) {
	passage := strings.Join(prose(1, gramWords+printWindow-1), " ")
	within := func(k *Sketch) int {
		c := newCutter()
		s := newScanner(c.vocabulary)
		t := c.cut(passage)
		s.scan(t, t.Blocks)
		n := 0
		for _, g := range appendGrams(s.shingles, nil) {
			if slices.Contains(k.prints, printOf(gramKey(g))) {
				n++
			}
		}
		return n
	}
	for seed := range 50 {
		a := sketchOf(strings.Join(prose(10+seed, 30+seed), " ") + " " + passage + " " + strings.Join(prose(100+seed, 40), " "))
		if within(a) == 0 {
			t.Errorf("text %d has no fingerprint of the passage", seed)
		}
	}
	if n := within(sketchOf(strings.Join(prose(3, 300), " "))); n != 0 {
		t.Errorf("%d fingerprints of a passage that is not there", n)
	}
	long := sketchOf(strings.Join(prose(4, 20000), " "))
	if share := float64(len(long.prints)) / 20000; share < 0.16 || share > 0.20 {
		t.Errorf("%.3f fingerprints to a word; two in eleven are due", share)
	}
}

func BenchmarkSketch(b *testing.B) {
	articles := allSides(b)[:500]
	size := 0
	v := text.NewVocabulary()
	segmenter := text.NewSegmenter(v)
	texts := make([]text.Text, len(articles))
	for i, a := range articles {
		size += len(a.Text)
		segmenter.Segment(a.Text, &texts[i])
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	sketcher := NewSketcher(v)
	var k Sketch
	for b.Loop() {
		for i := range texts {
			sketcher.Sketch(&texts[i], 0, &k)
		}
	}
}
