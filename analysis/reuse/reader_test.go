package reuse

import (
	"fmt"
	"strings"
	"testing"

	"slant/analysis/text"
)

// kinds gives what the blocks of a body are, with or without a ledger.
func kinds(body, outlet string, l *Ledger) []Block {
	blocks, _ := passages(body, outlet, l)
	return blocks
}

// passages gives blocks, and the passages that are shared, joined by bars. What
// stands between curly marks of quotation is a quotation.
func passages(body, outlet string, l *Ledger) ([]Block, string) {
	v := text.NewVocabulary()
	var t text.Text
	text.NewSegmenter(v).Segment(body, &t)
	r := NewReader(v)
	blocks := r.Blocks(&t, outlet, l, nil, nil)
	quoted := func(i int) bool {
		before := t.Body[:t.Tokens[i].Start]
		return strings.LastIndex(before, "“") > strings.LastIndex(before, "”")
	}
	var out []string
	for _, p := range r.Passages(&t, blocks, l, quoted, nil) {
		out = append(out, t.Body[t.Tokens[p.First].Start:t.Tokens[p.End-1].End])
	}
	return blocks, strings.Join(out, "|")
}

// story is a paragraph that repeats nothing.
func story(i int) string {
	return fmt.Sprintf("Ship %[1]s left harbour %[1]s at dawn with %[1]s of cargo for island %[1]s, where pilot %[1]s said that lamp %[1]s was out.", strings.Repeat("x", i+1))
}

// One article must do without repetition: what is furniture by its words and
// form alone, and what only looks like it.
func TestFurnitureOfOneArticle(t *testing.T) {
	tests := []struct {
		name, block string
		want        Kind
	}{
		{"navigation", "Skip to Main Content", Furniture},
		{"navigation in capitals", "BACK TO TOP", Furniture},
		{"share bar", "• facebook", Furniture},
		{"closing mark of a box", "×", Furniture},
		{"row of stars", "* * *", Furniture},
		{"advertisement", "ADVERTISEMENT", Furniture},
		{"name of the outlet", "The Skerrow Courier", Furniture},
		{"link to another story", "Read more: How the treaty came about", Furniture},
		{"link by a label", "Related: Rival drills pass each other", Furniture},
		{"tags", "Tags: shipping, treaty, Velia", Furniture},
		{"appeal", "Our reporting is free. If you value our journalism, please support us with a donation.", Furniture},
		{"newsletter box", "Sign up for our newsletter and get the harbour in your inbox.", Furniture},
		{"copyright", "Copyright 2025 The Skerrow Courier. All rights reserved.", Furniture},
		{"byline", "By Tam Rendall", Furniture},
		{"byline and agency", "By TAM RENDALL, Associated Press", Furniture},
		{"date line", "April 16, 2025 3:04 PM EDT", Furniture},
		{"updated", "Updated 9:30 am, 4 March 2025", Furniture},
		{"agency in brackets", "(Meridian Newswire)", Furniture},
		{"who reported and who edited", "(Reporting by Elena Soto in Belmarra, Reza Palani in Tehran and Noa Adler in Haifa; editing by Lee Marsh)", Furniture},
		{"the same in sentences", "Reporting by Elena Soto. Editing by Lee Marsh.", Furniture},
		{"contributions", "Meridian writers Elena Soto and Lee Marsh contributed to this report.", Furniture},
		{"where it was printed", "From the printed edition of 11 April 2025, page 3", Furniture},

		{"a story", story(0), Plain},
		{"a story of newsletters", "Readers of the society's newsletter were told on Monday to stop their donations until an account was open.", Plain},
		{"a plea in a quotation", "“We ask you, our readers, to subscribe to our newsletter and to donate to our journalism,” the society wrote.", Plain},
		{"a sentence that starts like credits", "Reporting by the Courier showed that the lamp had been broken since the winter before last.", Plain},
		{"a sentence that starts like a label", "Related parties to the sale were not named in the contract that the council saw.", Plain},
		{"who did what by whom", "By nightfall the hole in the wall had been covered with a carpet from the house.", Plain},
		{"a short line of speech", "“No,” he said.", Plain},
		{"a subheading", "What the pilots saw", Plain},
		{"words in brackets", "(the second letter never came)", Plain},
	}
	for _, tt := range tests {
		body := tt.block + "\n\n" + story(1) + "\n\n" + story(2)
		if got := kinds(body, "The Skerrow Courier", nil)[0].Kind; got != tt.want {
			t.Errorf("%s: %q is kind %d, want %d", tt.name, tt.block, got, tt.want)
		}
	}
}

func TestCaptions(t *testing.T) {
	tests := []struct {
		block string
		want  Kind
	}{
		{"The harbour of Belmarra at dawn. (Photo: Reuters)", Caption},
		{"The harbour of Belmarra at dawn. Tam Rendall / AP", Caption},
		{"The harbour of Belmarra at dawn. Photograph: Isla Fenwick / Skerrow Courier", Caption},
		{"The pilot, left, with the judge in March. [T. Hamdan/EPA]", Caption},
		{"The pilot at work © AFP", Caption},
		{"The agency published a photo of the pilot.", Plain},
		{"The pilot spoke to Reuters and to the AP.", Plain},
		{"The ship had left, said the agency (AP).", Plain},
	}
	for _, tt := range tests {
		if got := kinds(story(1)+"\n\n"+tt.block, "A", nil)[1].Kind; got != tt.want {
			t.Errorf("%q is kind %d, want %d", tt.block, got, tt.want)
		}
	}
}

// corpusOf makes articles of one outlet: block i is block[i] in so many of
// them, the first ones, and every article has two stories of its own.
func corpusOf(outlet string, articles int, blocks map[string]int) []item {
	var out []item
	for i := range articles {
		body := story(2*i) + "\n\n" + story(2*i+1)
		for b, n := range blocks {
			if i < n {
				body += "\n\n" + strings.ReplaceAll(b, "%", fmt.Sprint(i+3))
			}
		}
		out = append(out, item{ID: fmt.Sprintf("%s %02d", outlet, i), Outlet: outlet, Date: fmt.Sprintf("2025-03-%02d", i+1), Text: body})
	}
	return out
}

func TestFurnitureByRepetition(t *testing.T) {
	const (
		box        = "Three thousand and % people read the Harbour Letter before breakfast every day of the week."
		background = "The strait, fourteen kilometres wide at its narrowest, has been shared by two states under a treaty of 1961."
		label      = "In other harbours"
		sentence   = "The inquiry will go on in May."
		appeal     = "You keep our paper afloat. Please donate or subscribe, in cash, by letter, by pigeon, or by whatever else the sea lets through to the island where it is printed and folded by hand in all weathers."
	)
	tests := []struct {
		name, block    string
		with, articles int
		want           Kind
	}{
		{"a box in most articles, its number varying", box, 7, 12, Furniture},
		{"a box in few of them", box, 3, 12, Plain},
		{"a box in ten of many", box, 10, 60, Furniture},
		{"a standing paragraph of background", background, 5, 12, Plain},
		{"a label in a few", label, 3, 12, Furniture},
		{"a label in two of many", label, 2, 12, Plain},
		{"a short sentence in a few", sentence, 3, 12, Plain},
		{"an appeal in a few", appeal, 3, 12, Furniture},
		{"an outlet of two articles", background, 2, 2, Plain},
	}
	for _, tt := range tests {
		articles := corpusOf("A", tt.articles, map[string]int{tt.block: tt.with})
		got := kinds(articles[0].Text, "A", ledgerOf(articles))
		if k := got[len(got)-1].Kind; k != tt.want {
			t.Errorf("%s: kind %d, want %d", tt.name, k, tt.want)
		}
		if got[0].Kind != Plain {
			t.Errorf("%s: the story is kind %d", tt.name, got[0].Kind)
		}
	}
}

// Blocks that differ in dates are one block; in names, two.
func TestBlocksThatVary(t *testing.T) {
	tests := []struct {
		a, b string
		same bool
	}{
		{"First printed in no. 14, 4 March 2025.", "First printed in no. 103, 28 November 2026.", true},
		{"We need 312 more of you by March 31.", "We need 7 more of you by Sept. 30.", true},
		{"Monday’s tides: 4.10, 16.30", "Monday's tides: 5.00, 17.20", true},
		{"A NOTE FROM THE EDITOR", "A note from the editor:", true},
		{"A note from the editor", "A note from the printer", false},
		{"It was first printed in winter", "It was first printed in summer", false},
	}
	for _, tt := range tests {
		x, y := kinds(tt.a, "A", nil)[0].Hash, kinds(tt.b, "A", nil)[0].Hash
		if (x == y) != tt.same {
			t.Errorf("%q and %q: same is %t, want %t", tt.a, tt.b, x == y, tt.same)
		}
	}
}

// An article that is there many times over, or an outlet that has little
// else, is no furniture.
func TestAnArticleReadAgainAndAgainIsNoFurniture(t *testing.T) {
	var body strings.Builder
	for i := range 8 {
		body.WriteString(story(i) + "\n\n")
	}
	for _, copies := range []int{3, 12} {
		var articles []item
		for i := range copies {
			articles = append(articles, item{ID: fmt.Sprint("copy ", i), Outlet: "A", Text: body.String() + fmt.Sprintf("Version %d of this article is the one to read.", i)})
		}
		articles = append(articles, corpusOf("A", 2, nil)...)
		l := ledgerOf(articles)
		if n := l.Group("copy 1").Size; n != copies {
			t.Errorf("%d copies: a group of %d", copies, n)
		}
		for i, b := range kinds(articles[0].Text, "A", l) {
			if b.Kind != Plain {
				t.Errorf("%d copies: block %d is kind %d", copies, i, b.Kind)
			}
		}
	}
}

func TestSharedPassages(t *testing.T) {
	const (
		wire    = "The two columns kept a mile and a half apart and exchanged the usual signals."
		short   = "Nobody was hurt on Tuesday."
		mine    = "Our own correspondent counted seventeen lamps on the mole."
		changed = "The two columns kept a mile and a half apart and exchanged unusual signals."
	)
	a := item{ID: "a", Outlet: "A", Text: story(0) + "\n\n" + wire + "\n\n" + short + "\n\n" + mine}
	b := item{ID: "b", Outlet: "B", Text: wire + "\n\n" + story(1) + "\n\n" + short + "\n\n" + changed}
	c := item{ID: "c", Outlet: "A", Text: story(2) + "\n\n" + mine}
	l := ledgerOf([]item{a, b, c})
	for i, want := range []bool{false, true, false, false} {
		if got := kinds(a.Text, "A", l)[i].Shared; got != want {
			t.Errorf("block %d is shared: %t, want %t", i, got, want)
		}
	}
	if kinds(a.Text, "A", nil)[1].Shared {
		t.Error("shared without a ledger")
	}
}

func TestNilLedger(t *testing.T) {
	var l *Ledger
	if g := l.Group("a"); g != (Group{}) {
		t.Errorf("a nil ledger knows group %v", g)
	}
	if n := len(kinds(story(0)+"\n\nBack to top", "A", l)); n != 2 {
		t.Errorf("%d blocks", n)
	}
}

func FuzzBlocks(f *testing.F) {
	f.Add("By A\n\n(Reuters)\n\nTags: a\n\nIt was. (Photo: AP)", "A")
	f.Add("×\n“", "")
	f.Add("Reporting by\n(\n)\n( )", "Reporting by")
	f.Fuzz(func(t *testing.T, body, outlet string) {
		l := ledgerOf([]item{{ID: "a", Outlet: outlet, Text: body}, {ID: "b", Outlet: "B", Text: body}, {ID: "c", Outlet: outlet, Text: body + "\n" + body}})
		v := text.NewVocabulary()
		var cut text.Text
		text.NewSegmenter(v).Segment(body, &cut)
		with, without := NewReader(v).Blocks(&cut, outlet, l, nil, nil), NewReader(v).Blocks(&cut, outlet, nil, nil, nil)
		if len(with) != len(cut.Blocks) || len(without) != len(cut.Blocks) {
			t.Fatalf("%d and %d of %d blocks", len(with), len(without), len(cut.Blocks))
		}
		for i := range with {
			if with[i].Hash != without[i].Hash {
				t.Fatalf("the hash of block %d depends on the ledger", i)
			}
			if without[i].Kind == Furniture && with[i].Kind != Furniture {
				t.Fatalf("block %d is furniture until it is known that it repeats", i)
			}
		}
	})
}
