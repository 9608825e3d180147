package reuse

import (
	"slices"
	"strings"
	"testing"

	"github.com/cespare/xxhash/v2"

	"slant/analysis/text"
)

// Passages of sixteen words and more are found wherever they stand, word for
// word; what was changed in them, and quotations alone, are not.
func TestPassages(t *testing.T) {
	const (
		other   = "Elsewhere on the island nothing at all happened, which is what the editor had hoped for."
		wire    = "The two columns kept a mile and a half apart and exchanged the usual signals before the fog came down over the whole of the strait"
		changed = "The two columns kept a mile and a half apart and exchanged the usual insults before the fog came down over the whole of the strait"
		speech  = "“The two columns kept a mile and a half apart and exchanged the usual signals before the fog came down over the whole of the strait,” the admiral said"
		tail    = " and all was well that ended well until the next day came at last"
	)
	cut := func(from, to int) string { return strings.Join(strings.Fields(wire)[from:to], " ") }
	tests := []struct{ name, other, body, want string }{
		{"in the middle of a block", other + " " + wire + ".", story(1) + " " + wire + ", " + story(2), wire},
		{"twice", wire, wire + ". " + story(1) + " " + wire + ".", wire + "|" + wire},
		{"nineteen words", wire, story(1) + " " + cut(3, 22) + " " + story(2), cut(3, 22)},
		{"fifteen words", wire, story(1) + " " + cut(3, 18) + " " + story(2), ""},
		{"a word is changed", other + " " + changed, story(1) + " " + wire, ""},
		{"a word is changed between long passages", wire + tail, cut(0, 19) + " its" + " " + cut(20, 26) + tail, cut(0, 19) + "|" + cut(20, 26) + tail},
		{"over the end of a block", other + " " + wire, story(1) + " " + cut(0, 12) + ".\n\n" + cut(12, 26) + " " + story(2), cut(0, 12) + ".\n\n" + cut(12, 26)},
		{"over page furniture", other + " " + cut(0, 18) + " " + wire, story(1) + " " + cut(0, 18) + ".\n\nADVERTISEMENT\n\n" + wire + " " + story(2), cut(0, 18) + "|" + wire},
		{"a quotation alone", other + " " + speech, story(1) + "\n\n" + speech + " on Monday.", ""},
		{"a block that is a quotation", speech + ".", story(1) + "\n\n" + speech + ".", ""},
		{"a quotation and what is told beside it", other + " " + wire + ". " + speech, story(1) + "\n\n" + wire + ". " + speech + ".", wire + ". " + speech},
		{"a short block", "Nobody was hurt, and both of the ships sailed on.", story(1) + "\n\nNobody was hurt, and both of the ships sailed on.", "Nobody was hurt, and both of the ships sailed on"},
		{"what a short block says, in a longer one", "Nobody was hurt, and both of the ships sailed on.", story(1) + " Nobody was hurt, and both of the ships sailed on.", ""},
	}
	for _, tt := range tests {
		a, b := item{ID: "a", Outlet: "A", Text: tt.body}, item{ID: "b", Outlet: "B", Text: tt.other}
		if _, got := passages(a.Text, "A", ledgerOf([]item{a, b})); strings.Trim(got, ".“") != strings.Trim(tt.want, ".“") {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
		// The same outlet's other articles do not make a passage shared.
		b.Outlet = "A"
		if _, got := passages(a.Text, "A", ledgerOf([]item{a, b})); got != "" {
			t.Errorf("%s: %q is shared with nobody", tt.name, got)
		}
	}
}

// plainPassages tells of every word whether it is in shared text, by the letter
// of the package comment but for quotations: all sequences of ten words and all
// blocks are compared.
func plainPassages(articles []item, least int) (words [][]string, shared [][]bool) {
	const several = "\x00"
	grams := make(map[uint64]uint32)
	blocks := make(map[string]string)
	outlets := make(map[string]uint32)
	gramsOf := func(w []string, visit func(i int, gram uint64)) {
		for i := 0; i+10 <= len(w); i++ {
			visit(i, xxhash.Sum64String(strings.Join(w[i:i+10], " ")))
		}
	}
	c := newCutter()
	for _, a := range articles {
		if outlets[a.Outlet] == 0 {
			outlets[a.Outlet] = uint32(len(outlets) + 1)
		}
		cut := c.plainBlocks(a.Text)
		var w []string
		for _, block := range cut {
			w = append(w, plainWords(block)...)
		}
		words = append(words, w)
		gramsOf(w, func(_ int, g uint64) {
			if o, ok := grams[g]; !ok {
				grams[g] = outlets[a.Outlet]
			} else if o != outlets[a.Outlet] {
				grams[g] = 0
			}
		})
		for _, block := range cut {
			if b := plainBlock(block); len(block) >= 8 {
				if o, ok := blocks[b]; !ok {
					blocks[b] = a.Outlet
				} else if o != a.Outlet {
					blocks[b] = several
				}
			}
		}
	}
	for n, a := range articles {
		in, whole := make([]bool, len(words[n])), make([]bool, len(words[n]))
		gramsOf(words[n], func(i int, g uint64) {
			if grams[g] == 0 {
				for j := range 10 {
					in[i+j] = true
				}
			}
		})
		at := 0
		for _, block := range c.plainBlocks(a.Text) {
			if blocks[plainBlock(block)] == several {
				for i := at; i < at+len(block); i++ {
					in[i], whole[i] = true, true
				}
			}
			at += len(block)
		}
		for i := 0; i < len(in); {
			j := i
			for j < len(in) && in[j] {
				j++
			}
			if j-i < least && !slices.Contains(whole[i:j], true) {
				for k := i; k < j; k++ {
					in[k] = false
				}
			}
			i = j + 1
		}
		shared = append(shared, in)
	}
	return words, shared
}

// All ten-word sequences of all articles are compared, which takes a minute.
func TestPassagesOfAllSides(t *testing.T) {
	if testing.Short() {
		t.Skip("compares all ten-word sequences")
	}
	articles := allSides(t)
	l := ledgerOf(articles)
	words, want := plainPassages(articles, passageWords)
	v := text.NewVocabulary()
	segmenter := text.NewSegmenter(v)
	r := NewReader(v)
	var cut text.Text
	var blocks []Block
	all, due, marked, both, sure, sureFound := 0, 0, 0, 0, 0, 0
	for n, a := range articles {
		segmenter.Segment(a.Text, &cut)
		blocks = r.Blocks(&cut, a.Outlet, l, nil, blocks[:0])
		for i := range blocks {
			blocks[i].Kind = Plain
		}
		r.Passages(&cut, blocks, l, func(int) bool { return false }, nil)
		if len(r.marks) != len(words[n]) {
			t.Fatalf("%s: %d words, and %d in the plain reading", a.ID, len(r.marks), len(words[n]))
		}
		all += len(words[n])
		for i := 0; i < len(words[n]); {
			j := i
			for j < len(words[n]) && want[n][j] {
				j++
			}
			long := j-i >= gramWords+printWindow-1
			for k := i; k < max(j, i+1); k++ {
				got := r.marks[k]&isShared != 0
				if want[n][k] {
					due++
				}
				if got {
					marked++
				}
				if want[n][k] && got {
					both++
				}
				if long {
					// Not for certain: one half may be of one outlet and one of another.
					sure++
					if got {
						sureFound++
					}
				}
			}
			i = max(j, i+1)
		}
	}
	recall, precision := float64(both)/float64(due), float64(both)/float64(marked)
	t.Logf("%d of %d words are shared, %d marked, recall %.4f, precision %.4f; of runs of %d words or more %d of %d",
		due, all, marked, recall, precision, gramWords+printWindow-1, sureFound, sure)
	if due < 100_000 || recall < 0.9 || precision < 0.999 {
		t.Errorf("recall %.4f and precision %.4f of %d words; 0.9 and 0.999 are due", recall, precision, due)
	}
}
