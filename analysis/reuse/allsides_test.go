package reuse

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cespare/xxhash/v2"

	"slant/analysis/text"
)

// item is a row of the AllSides articles (Baly et al., EMNLP 2020).
type item struct{ ID, Outlet, Date, Title, Text string }

// allSides reads the articles, or skips the test where they are not at hand.
func allSides(t testing.TB) []item {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
	}
	f, err := os.Open(filepath.Join(dir, "..", "shared", "data", "allsides", "articles.jsonl.gz"))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the AllSides articles are not at hand")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []item
	for d := json.NewDecoder(bufio.NewReaderSize(z, 1<<20)); ; {
		var a item
		if err := d.Decode(&a); err == io.EOF {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
}

// cutter cuts up texts, all with one vocabulary.
type cutter struct {
	vocabulary *text.Vocabulary
	segmenter  *text.Segmenter
	text       text.Text
}

func newCutter() *cutter {
	v := text.NewVocabulary()
	return &cutter{vocabulary: v, segmenter: text.NewSegmenter(v)}
}

// cut gives a text, until the next one.
func (c *cutter) cut(body string) *text.Text {
	c.segmenter.Segment(body, &c.text)
	return &c.text
}

// plainBlocks gives the words of each block of a text as they stand: the tokens
// that are words or numbers.
func (c *cutter) plainBlocks(body string) [][]string {
	t := c.cut(body)
	out := make([][]string, len(t.Blocks))
	for i := range t.Blocks {
		for _, tok := range t.Tokens[t.Blocks[i].Tokens.First:t.Blocks[i].Tokens.End] {
			if tok.IsWord() {
				out[i] = append(out[i], t.Body[tok.Start:tok.End])
			}
		}
	}
	return out
}

// plainWords gives words without their case.
func plainWords(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = text.Normalize(w)
	}
	return out
}

// exact is a text as the definition of a copy sees it.
type exact struct {
	item
	whole, own []uint64
	blocks     []string
}

// plainShingles gives the set of five-word sequences.
func plainShingles(words []string) []uint64 {
	var out []uint64
	for i := 0; i+shingleWords <= len(words); i++ {
		out = append(out, xxhash.Sum64String(strings.Join(words[i:i+shingleWords], " ")))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// plainTexts computes, by the letter of the package comment and without any
// of its code, what texts are compared by.
func plainTexts(articles []item) []exact {
	documents := make(map[string]int)
	repeats := make(map[[2]string]int)
	out := make([]exact, len(articles))
	c := newCutter()
	for i, a := range articles {
		out[i].item = a
		documents[a.Outlet]++
		seen := make(map[string]bool)
		for _, words := range c.plainBlocks(a.Text) {
			b := plainBlock(words)
			out[i].blocks = append(out[i].blocks, b)
			if b != "" && !seen[b] {
				seen[b] = true
				repeats[[2]string{a.Outlet, b}]++
			}
		}
	}
	for i, a := range articles {
		var own, whole []string
		for j, words := range c.plainBlocks(a.Text) {
			whole = append(whole, plainWords(words)...)
			n, all := repeats[[2]string{a.Outlet, out[i].blocks[j]}], documents[a.Outlet]
			if n < 3 || n*2 < all {
				own = append(own, plainWords(words)...)
			}
		}
		out[i].whole, out[i].own = plainShingles(whole), plainShingles(own)
	}
	return out
}

// plainBlock is what a block is known by.
func plainBlock(block []string) string {
	words := plainWords(block)
	for i, w := range words {
		if first := strings.TrimLeft(w, "'") + " "; first[0] >= '0' && first[0] <= '9' || block[i][0] <= 'Z' && slices.Contains(plainDates, w) {
			words[i] = "#"
		}
	}
	return strings.Join(words, " ")
}

var plainDates = strings.Fields("january february march april may june july august september october november december " +
	"jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun")

// plainJaccard counts, by maps.
func plainJaccard(a, b []uint64) float64 {
	in := make(map[uint64]bool, len(a))
	for _, x := range a {
		in[x] = true
	}
	both := 0
	for _, x := range b {
		if in[x] {
			both++
		}
	}
	if len(a)+len(b) == both {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// quickSimilar is plainSimilar without maps, for millions of pairs.
func quickSimilar(a, b *exact) float64 {
	enough := func(e *exact) bool { return len(e.own) >= 20 && len(e.own)*5 >= len(e.whole) }
	if enough(a) && enough(b) {
		return jaccard(a.own, b.own)
	}
	return jaccard(a.whole, b.whole)
}

func plainSimilar(a, b *exact) float64 {
	enough := func(e *exact) bool { return len(e.own) >= 20 && len(e.own)*5 >= len(e.whole) }
	if enough(a) && enough(b) {
		return plainJaccard(a.own, b.own)
	}
	return plainJaccard(a.whole, b.whole)
}

// survey adds an article to a survey by way of the bytes of its sketch.
func survey(s *Survey, a item) {
	var read Sketch
	k := sketchOf(a.Text)
	b, err := k.AppendBinary(nil)
	if err == nil {
		err = read.UnmarshalBinary(b)
	}
	if err != nil {
		panic(err)
	}
	s.Add(a.ID, a.Outlet, a.Date, &read)
}

// look has a part look at an article.
func look(p *Part, a item) {
	c := newCutter()
	p.Add(a.ID, a.Outlet, c.vocabulary, c.cut(a.Text), 0)
}

// ledgerOf makes both passes.
func ledgerOf(articles []item) *Ledger {
	s := NewSurvey()
	for _, a := range articles {
		survey(s, a)
	}
	c := s.Candidates()
	p := c.Part()
	for _, a := range articles {
		look(p, a)
	}
	return s.Ledger(c)
}

// edited gives an article with every n-th word replaced: of its sequences of
// five words 1-5/n are left, of those of both texts (1-5/n)/(1+5/n).
func edited(a item, n int) item {
	words := strings.Fields(a.Text)
	for i := n / 2; i < len(words); i += n {
		words[i] = "other" + words[i]
	}
	return item{ID: "copy of " + a.ID, Outlet: "copies", Date: a.Date, Title: a.Title, Text: strings.Join(words, " ")}
}

// The articles hold few copies of one another, so every seventh is joined by
// one of similarity 0.5 to 0.7, where they are hardest to find.
func TestNearCopiesOfAllSides(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all articles twice")
	}
	articles := allSides(t)
	var near []item
	for i := 0; i < len(articles); i += 7 {
		near = append(near, articles[i], edited(articles[i], 16+i/7%12))
	}
	l := ledgerOf(near)
	texts := plainTexts(near)
	alike, found := 0, 0
	for i := 0; i < len(texts); i += 2 {
		a, b := &texts[i], &texts[i+1]
		if len(a.whole) < 20 || plainSimilar(a, b) < 0.5 {
			continue
		}
		alike++
		if g := l.Group(a.ID); g.Name != "" && g.Name == l.Group(b.ID).Name {
			found++
		}
	}
	t.Logf("%d near-copies, %d found, recall %.4f", alike, found, float64(found)/float64(alike))
	if alike < 1000 || float64(found) < 0.99*float64(alike) {
		t.Errorf("%d of %d near-copies found; 0.99 of them are due", found, alike)
	}
}

// All pairs of the same month are compared, which takes a minute.
func TestCopiesOfAllSides(t *testing.T) {
	if testing.Short() {
		t.Skip("compares all pairs of a month")
	}
	articles := allSides(t)
	l := ledgerOf(articles)
	texts := plainTexts(articles)
	months := make(map[string][]*exact)
	byID := make(map[string]*exact)
	for i := range texts {
		e := &texts[i]
		byID[e.ID] = e
		if len(e.Date) >= 7 && len(e.whole) >= 20 {
			months[e.Date[:7]] = append(months[e.Date[:7]], e)
		}
	}
	var pairs, found, wholePairs, wholeFound int
	for _, in := range months {
		for i, a := range in {
			for _, b := range in[:i] {
				// A bound that needs no look at the shingles.
				if x, y := len(a.whole), len(b.whole); min(x, y)*2 < max(x, y) && min(len(a.own), len(b.own))*2 < max(len(a.own), len(b.own)) {
					continue
				}
				same := l.Group(a.ID).Name != "" && l.Group(a.ID).Name == l.Group(b.ID).Name
				if jaccard(a.whole, b.whole) >= 0.5 {
					wholePairs++
					if same {
						wholeFound++
					}
				}
				if s := quickSimilar(a, b); s >= 0.5 {
					pairs++
					if same {
						found++
					} else {
						t.Logf("missed: %s %s %q and %s %s %q, similarity %.3f", a.ID, a.Outlet, a.Title, b.ID, b.Outlet, b.Title, s)
					}
				}
			}
		}
	}
	// Precision: in every group, whatever the month, the exactly similar pairs
	// join all of its members.
	groups := make(map[string][]*exact)
	for _, m := range l.Members() {
		groups[m.Name] = append(groups[m.Name], byID[m.Document])
	}
	for name, members := range groups {
		joined := []*exact{members[0]}
		rest := slices.Clone(members[1:])
		for i := 0; i < len(joined); i++ {
			rest = slices.DeleteFunc(rest, func(e *exact) bool {
				if plainSimilar(joined[i], e) >= 0.5 {
					joined = append(joined, e)
					return true
				}
				return false
			})
		}
		for _, e := range rest {
			t.Errorf("group %s: %s %q is no copy of %s %q", name, e.ID, e.Title, members[0].ID, members[0].Title)
		}
	}
	recall := float64(found) / float64(pairs)
	t.Logf("%d articles, %d groups of %d: %d pairs of one month alike, %d found, recall %.4f; with furniture %d alike, %d found",
		len(articles), len(groups), len(l.Members()), pairs, found, recall, wholePairs, wholeFound)
	if pairs < 10 || recall < 0.99 {
		t.Errorf("recall %.4f of %d pairs; 0.99 is due", recall, pairs)
	}
}
