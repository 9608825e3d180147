package match

import (
	"testing"

	"slant/analysis/text"
	"slant/lexicons"
)

// Whatever the pattern and the text: no panic, matches in order and inside the
// text, each in one sentence (quanteda has none).
func FuzzMatchesAreOrderedAndInside(f *testing.F) {
	seeds := [][2]string{
		{"Zionist regime", "the “Zionist”-regime’s end. Zionist. Regime"},
		{"* (a|b?) *c", "a b c a b c"},
		{`"a b* c"~2`, "a, c b. b a c"},
		{"U.S. *", "U.S. U.S. troops\nU.S."},
		{"النظ*", "والنظام النِّظام"},
		{"-", "- -"},
		{"?", "a 👩‍👩‍👧 \u200d ’ \u00ad b"},
	}
	for _, s := range seeds {
		f.Add(s[0], s[1], uint8(0))
	}
	f.Fuzz(func(t *testing.T, pattern, body string, flags uint8) {
		l := &lexicons.Lexicon{Spelling: flags&1 != 0, Terms: []lexicons.Term{
			{Pattern: pattern, Category: "a", Case: flags&2 != 0, Inflect: flags&4 != 0},
			{Pattern: "a b", Category: "b", Not: []string{pattern}},
			{Pattern: "b", Category: "a", If: lexicons.Condition{Previous: []string{"a"}}},
		}}
		o := Options{Compat: Compat(flags >> 3 % 3), Names: flags&128 != 0}
		m, _ := Compile(l, o)
		v := text.NewVocabulary()
		var cut text.Text
		text.NewSegmenter(v).Segment(body, &cut)
		last := Match{Range: text.Range{First: -1}}
		for _, x := range m.Bind(v).Find(&cut, nil, nil) {
			if x.Empty() || x.First < last.First || x.First == last.First && x.End > last.End || x.End > len(cut.Tokens) || int(x.Term) >= len(l.Terms) {
				t.Fatalf("match %v after %v", x, last)
			}
			if o.Compat != Quanteda && cut.SentenceAt(x.First) != cut.SentenceAt(x.End-1) {
				t.Fatalf("match %v in two sentences of %q", x, body)
			}
			last = x
		}
	})
}
