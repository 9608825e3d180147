package match

import (
	"strings"
	"testing"

	"slant/analysis/text"
	"slant/lexicons"
)

// dictionary makes a lexicon of lines "category: pattern, pattern".
func dictionary(lines ...string) *lexicons.Lexicon {
	l := &lexicons.Lexicon{Name: "test"}
	for _, line := range lines {
		name, patterns, _ := strings.Cut(line, ": ")
		l.Categories = append(l.Categories, lexicons.Category{Name: name})
		for _, p := range strings.Split(patterns, ", ") {
			l.Terms = append(l.Terms, lexicons.Term{Pattern: p, Category: name, Weight: 1000})
		}
	}
	return l
}

// finder compiles a lexicon and binds it, with a segmenter for its texts.
func finder(t testing.TB, l *lexicons.Lexicon, o Options) func(body string) (*text.Text, []Match) {
	t.Helper()
	m, problems := Compile(l, o)
	if problems != nil {
		t.Fatal(problems)
	}
	v := text.NewVocabulary()
	f, s := m.Bind(v), text.NewSegmenter(v)
	return func(body string) (*text.Text, []Match) {
		var cut text.Text
		s.Segment(body, &cut)
		return &cut, f.Find(&cut, nil, nil)
	}
}

// keys gives the categories of the matches, in order.
func keys(l *lexicons.Lexicon, ms []Match) string {
	var out []string
	for _, m := range ms {
		out = append(out, l.Terms[m.Term].Category)
	}
	return strings.Join(out, " ")
}

// surfaces gives the matches as they stand in the text, joined by " | ".
func surfaces(t *text.Text, ms []Match) string {
	var out []string
	for _, m := range ms {
		out = append(out, t.Surface(m.Range))
	}
	return strings.Join(out, " | ")
}

// Known answers of quanteda 4.3.1: tests/testthat/test-tokens_lookup.R, and
// edge cases that follow from the algorithm in src/tokens_lookup.cpp.
func TestScopesGiveTheKnownAnswersOfQuanteda(t *testing.T) {
	tests := []struct {
		name       string
		dictionary []string
		text       string
		key        string // nested_scope = "key": --compat quanteda
		dict       string // nested_scope = "dictionary": the default
	}{
		{"a shorter name inside a longer one",
			[]string{"VG: British Virgin Islands, Virgin Island*", "GB: British, Brit*"},
			"British Virgin Islands is a British overseas territory",
			"VG GB GB", "VG GB"},
		{"two names inside one",
			[]string{"AS: American Samoa, American Samoa*", "WS: Samoa, Samoa*", "US: American*, America"},
			"American Samoa is in the South Pacific",
			"AS US WS", "AS"},
		{"two keys at one place, one longer",
			[]string{"pos: good", "farewell: good bye"},
			"say good bye to Hollywood",
			"farewell pos", "farewell"},
		{"words and phrases, none overlapping",
			[]string{"one: a, b, b c", "two: e, f"},
			"a a b c c c e f",
			"one one one two two", "one one one two two"},
		{"one country's name in another's",
			[]string{"CD: Democratic Republic of Congo, Congolese", "CG: Republic of Congo, Congolese"},
			"Congolese may refer to Republic of Congo or Democratic Republic of Congo",
			"CD CG CG CD CG", "CD CG CG CD"},
		{"equal patterns of two keys count in both",
			[]string{"VG: Virgin Islands", "VI: Virgin Islands", "DM: Dominica*", "DO: Dominican Republic"},
			"Virgin Islands and Dominica are near the Dominican Republic",
			"VG VI DM DO DM", "VG VI DM DO"},
		{"overlap inside one key, the longer after",
			[]string{"k: A B, A B C"}, "A B C", "k", "k"},
		{"overlap inside one key, the shorter at the end",
			[]string{"k: B C, A B C"}, "A B C", "k", "k"},
		{"New York inside The New York Times",
			[]string{"paper: New York Times", "city: New York"},
			"The New York Times is a New York paper",
			"paper city city", "paper city"},
		{"a partial overlap counts in both scopes",
			[]string{"k1: A B", "k2: B C"}, "A B C", "k1 k2", "k1 k2"},
		{"a word inside a phrase",
			[]string{"k1: A B", "k2: B"}, "A B", "k1 k2", "k1"},
		{"overlapping phrases of one key",
			[]string{"k: a b, b a"}, "a b a b", "k k", "k k"},
		{"names of Israel",
			[]string{"delegit: Zionist regime, Zionist entity, occupation entity", "regime: Israeli regime, regime", "neutral: Israel*", "occupation: occup*"},
			"The Zionist regime and the Israeli regime , or occupation entity , not Israel",
			"delegit regime regime neutral delegit occupation neutral",
			"delegit regime delegit neutral"},
		{"levels",
			[]string{"US.Countries: United States", "US.oceans: Pacific, Atlantic", "Europe.Countries: Britain, Ireland", "Europe.oceans.west: Irish Sea, English Channel", "Europe.oceans.east: North Sea"},
			"Britain and Ireland have the Irish Sea and the English Channel",
			"Europe.Countries Europe.Countries Europe.oceans.west Europe.oceans.west",
			"Europe.Countries Europe.Countries Europe.oceans.west Europe.oceans.west"},
	}
	for _, tt := range tests {
		l := dictionary(tt.dictionary...)
		_, ms := finder(t, l, Options{Compat: Quanteda})(tt.text)
		if got := keys(l, ms); got != tt.key {
			t.Errorf("%s, key scope: got %s, want %s", tt.name, got, tt.key)
		}
		_, ms = finder(t, l, Options{})(tt.text)
		if got := keys(l, ms); got != tt.dict {
			t.Errorf("%s, dictionary scope: got %s, want %s", tt.name, got, tt.dict)
		}
	}
}
