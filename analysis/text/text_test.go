package text

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// show prints a text as its cuts: blocks by line, sentences by " / ", tokens by "|".
func show(body string) string {
	var t Text
	NewSegmenter(NewVocabulary()).Segment(body, &t)
	var b strings.Builder
	for i, bl := range t.Blocks {
		if i > 0 {
			b.WriteString("\n")
		}
		for j := bl.Sentences.First; j < bl.Sentences.End; j++ {
			if j > bl.Sentences.First {
				b.WriteString(" / ")
			}
			for k := t.Sentences[j].First; k < t.Sentences[j].End; k++ {
				if k > t.Sentences[j].First {
					b.WriteString("|")
				}
				b.WriteString(t.Surface(Range{k, k + 1}))
			}
		}
	}
	return b.String()
}

func TestTokens(t *testing.T) {
	tests := []struct{ body, want string }{
		{"Iran’s and Iran's", "Iran’s|and|Iran's"},
		{"the leaders’ call", "the|leaders|’|call"},
		{"Zionist-regime", "Zionist|-|regime"},
		{"“occupation entity”", "“|occupation|entity|”"},
		{"$10,000 and 3.5%", "$|10,000|and|3.5|%"},
		{"a “True Promise“ b", "a|“|True|Promise|“|b"},
		{"Иран и ‘Израиль’", "Иран|и|‘|Израиль|’"},
		{"می\u200cخواهد", "می\u200cخواهد"},
		{"silenced.Iran said", "silenced|. / Iran|said"},
		{"example.com and e.g.this", "example.com|and|e.g.this"},
		{"a\u00a0b\u200bc", "a|b|c"},
		{"naïve café", "naïve|café"},
		{"rock’n’roll", "rock’n’roll"},
		{"“…”", "“|…|”"},
	}
	for _, tt := range tests {
		if got := show(tt.body); got != tt.want {
			t.Errorf("%q\n got  %s\n want %s", tt.body, got, tt.want)
		}
	}
}

func TestSentences(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"two plain ones", "He left. She stayed.", "He left. / She stayed."},
		{"title", "Mr. Putin met Gen. Gerasimov.", "Mr. Putin met Gen. Gerasimov."},
		{"initials", "J. R. Smith spoke. He left.", "J. R. Smith spoke. / He left."},
		{"country before a name", "He met U.S. President Joe Biden.", "He met U.S. President Joe Biden."},
		{"country at the end", "He left the U.S. The talks went on.", "He left the U.S. / The talks went on."},
		{"month with a day", "On Jan. 5 he left.", "On Jan. 5 he left."},
		{"company at the end", "He owns Acme Inc. It is small.", "He owns Acme Inc. / It is small."},
		{"closing quotation mark", "“It is over.” Raisi left.", "“It is over.” / Raisi left."},
		{"small letter goes on", "“Is it over?” he asked.", "“Is it over?” he asked."},
		{"ellipsis", "He waited ... and left.", "He waited ... and left."},
		{"decimal", "It cost 3.5 billion. No one paid.", "It cost 3.5 billion. / No one paid."},
		{"several stops", "What?! He left.", "What?! / He left."},
		{"bracket", "It ended (at last). He left.", "It ended (at last). / He left."},
		{"number follows", "It ended. 300 missiles fell.", "It ended. / 300 missiles fell."},
	}
	for _, tt := range tests {
		var text Text
		NewSegmenter(NewVocabulary()).Segment(tt.body, &text)
		var parts []string
		for _, s := range text.Sentences {
			parts = append(parts, text.Surface(s))
		}
		if got := strings.Join(parts, " / "); got != tt.want {
			t.Errorf("%s:\n got  %s\n want %s", tt.name, got, tt.want)
		}
	}
}

func TestBlocks(t *testing.T) {
	wrappedText := "The two leaders spoke on Tuesday about the situation in\n" +
		"the region, and the call was held at the request of the\n" +
		"Iranian side, which had asked for it a week before, after\n" +
		"the strike on the consulate and the answer to it.\n\n" +
		"Nobody was hurt."
	tests := []struct {
		name, body string
		want       int
	}{
		{"a line each", "One line.\nAnother line.\nA third.", 3},
		{"empty lines", "One.\n\n\nTwo.", 2},
		{"carriage returns", "One.\r\n\r\nTwo.\r\nThree.", 3},
		{"wrapped lines", wrappedText, 2},
		{"wrapped lines with carriage returns", strings.ReplaceAll(wrappedText, "\n", "\r\n"), 2},
		{"paragraph separator", "One.\u2029Two.", 2},
		{"blank", " \n\t\n", 0},
		{"empty", "", 0},
	}
	for _, tt := range tests {
		var text Text
		NewSegmenter(NewVocabulary()).Segment(tt.body, &text)
		if len(text.Blocks) != tt.want {
			t.Errorf("%s: %d blocks, want %d", tt.name, len(text.Blocks), tt.want)
		}
	}
}

func TestNormalize(t *testing.T) {
	tests := []struct{ name, s, want string }{
		{"case", "REGIME", "regime"},
		{"apostrophe", "Iran’s", "iran's"},
		{"composed", "cafe\u0301", "café"},
		{"soft hyphen", "re\u00adgime", "regime"},
		{"tatweel", "الـــنظام", "النظام"},
		{"vowel signs", "نِظَام", "نظام"},
		{"Arabic yeh and kaf", "كيان", "کیان"},
		{"zero-width non-joiner", "می\u200cخواهد", "میخواهد"},
		{"Hebrew points", "מִשְׁטָר", "משטר"},
		{"Cyrillic", "РЕЖИМ", "режим"},
	}
	for _, tt := range tests {
		got := Normalize(tt.s)
		if got != tt.want {
			t.Errorf("%s: Normalize(%q) = %q, want %q", tt.name, tt.s, got, tt.want)
		}
		if again := Normalize(got); again != got {
			t.Errorf("%s: not idempotent: %q becomes %q", tt.name, got, again)
		}
	}
}

func TestShapeAndKind(t *testing.T) {
	tests := []struct {
		s     string
		kind  Kind
		shape Shape
	}{
		{"regime", Word, Lower}, {"Regime", Word, Title}, {"IDF", Word, Upper}, {"IDF’s", Word, Upper},
		{"McConnell", Word, Mixed}, {"I", Word, Title}, {"US", Word, Upper}, {"Iran's", Word, Title},
		{"10,000", Number, NoCase}, {"“", Punct, NoCase}, {"$", Symbol, NoCase}, {"نظام", Word, NoCase}, {"iPhone", Word, Mixed},
	}
	v := NewVocabulary()
	for _, tt := range tests {
		if _, kind, shape := v.Intern(tt.s); kind != tt.kind || shape != tt.shape {
			t.Errorf("%s: kind %d shape %d, want %d and %d", tt.s, kind, shape, tt.kind, tt.shape)
		}
	}
}

func TestVocabularyNumbersFormsOnce(t *testing.T) {
	v := NewVocabulary()
	for i := range 50_000 {
		v.Intern(fmt.Sprint("word", i))
	}
	a, _, _ := v.Intern("Regime")
	b, _, _ := v.Intern("REGIME")
	c, _, _ := v.Intern("word77")
	if a != b || v.Form(a) != "regime" || v.Form(c) != "word77" || v.Len() != 50_001 {
		t.Errorf("types %d, %d, %d of %d", a, b, c, v.Len())
	}
}

// Whatever the length, which decides how a surface is looked up.
func TestVocabularyTellsSurfacesOfAnyLengthApart(t *testing.T) {
	v := NewVocabulary()
	var surfaces []string
	for n := 1; n <= 40; n++ {
		same := strings.Repeat("a", n)
		surfaces = append(surfaces, same, same[1:]+"b", "b"+same[1:]+"a")
	}
	types := make(map[Type]string)
	for range 2 { // the second time they are known
		for _, s := range surfaces {
			typ, _ := v.intern(" "+s+" ", 1, 1+len(s))
			if old, ok := types[typ]; ok && old != s || v.Form(typ) != s {
				t.Errorf("%q and %q are type %d, %q", old, s, typ, v.Form(typ))
			}
			types[typ] = s
		}
	}
	if v.Len() != len(types) || len(types) != len(surfaces) {
		t.Errorf("%d types, %d of them found, for %d surfaces", v.Len(), len(types), len(surfaces))
	}
}

// The annex's boundaries, but for white space and for sentence breaks that
// lost their space, are this package's.
func FuzzSegment(f *testing.F) {
	for _, s := range []string{
		"Iran’s “occupation entity”, he said.", "a.b:c'd,e;f 1.2,3;4:5 a1_b2", "x’’y ‘z’ é’é", "silenced.Iran", "\xff\xfe“", "🇮🇱🇮🇷 👩‍👩‍👧 e\u0301",
		"می\u200cخواهد ۱۲٫۵", "a\u00adb c\u200dd", "one\r\ntwo\u2028three", "don't 'tis rock'n'roll", "カタカナ 漢字", "a:b a: 1: :a",
	} {
		f.Add(s)
	}
	seg := NewSegmenter(NewVocabulary())
	f.Fuzz(func(t *testing.T, body string) {
		var text Text
		seg.Segment(body, &text)
		at, sentence := 0, 0
		for i, tok := range text.Tokens {
			if tok.Start < at || tok.End <= tok.Start || tok.End > len(body) {
				t.Fatalf("token %d is %v after byte %d of %d", i, tok.Span, at, len(body))
			}
			at = tok.End
		}
		first := 0
		for i, b := range text.Blocks {
			if b.Tokens.First != first || b.Sentences.First != sentence {
				t.Fatalf("block %d is %+v", i, b)
			}
			for ; sentence < b.Sentences.End; sentence++ {
				if r := text.Sentences[sentence]; r.First != first || r.Empty() {
					t.Fatalf("sentence %d is %v", sentence, r)
				}
				first = text.Sentences[sentence].End
			}
			if first != b.Tokens.End {
				t.Fatalf("block %d ends at token %d, its sentences at %d", i, b.Tokens.End, first)
			}
		}
		if first != len(text.Tokens) {
			t.Fatalf("%d of %d tokens lie in blocks", first, len(text.Tokens))
		}
	})
}

func FuzzBoundaryIsTheAnnexs(f *testing.F) {
	for _, s := range []string{"a.b:c'd,e;f", "x’’y‘z", "a_1.b", "1:2,3;4.5'6", "a—b…c“d”", "a\u00a0", "\"\u0301", ".\u200d", "a.\u0301b", "–\u0301"} {
		f.Add(s)
	}
	seg := NewSegmenter(NewVocabulary())
	f.Fuzz(func(t *testing.T, body string) {
		it := words.FromString(body)
		for it.Next() {
			if c := body[it.Start()]; c < 0x80 && class[c] == asciiSpace {
				continue // never asked for a boundary
			}
			if got := seg.boundary(body, it.Start()); got != it.End() {
				t.Fatalf("%q from %d: boundary at %d, the annex's at %d", body, it.Start(), got, it.End())
			}
		}
	})
}

// Words that are cut by eight bytes at once are what they are otherwise.
func FuzzTokensEndAtBoundaries(f *testing.F) {
	for _, s := range []string{
		"one, two-three (four) five’s seven7 eighteen nineteens a_b a.b a'b c: d;", "abcdefg hijklmno pqrstuvwx", "abcdefg\u0301 abcde\u0301", "A@B[C`d{e AZ az",
		"seven.. Iran", "silenced.Iran is", "fo\x00o\x7f bar\x80baz", "sieben–acht neun“zehn”", "\u00a0elf\u00a0zwölf dreizehn",
	} {
		f.Add(s)
	}
	seg := NewSegmenter(NewVocabulary())
	f.Fuzz(func(t *testing.T, body string) {
		at := 0 // what is cut so far
		for _, tok := range seg.tokens(body, Span{0, len(body)}, nil) {
			for at < tok.Start {
				r, n := utf8.DecodeRuneInString(body[at:])
				if !invisible(r) {
					t.Fatalf("%q: nothing holds %q at %d", body, r, at)
				}
				at += n
			}
			end := seg.boundary(body, at)
			if dot := lostBreak(body[at:end]); dot > 0 {
				end = at + dot
			}
			if want, _, _ := seg.vocabulary.Intern(body[at:end]); tok.End != end || tok.Type != want {
				t.Fatalf("%q: token at %d ends at %d and is %q; want %d and %q", body, at, tok.End, seg.vocabulary.Form(tok.Type), end, seg.vocabulary.Form(want))
			}
			at = tok.End
		}
	})
}

func BenchmarkSegment(b *testing.B) {
	body := strings.Repeat("Iran’s president said on Tuesday that the strike, which killed seven officers, was “an act of war.”\n"+
		"The 3 leaders' call was held at Moscow's request, according to the Kremlin, and it lasted 40 minutes.\n", 200)
	seg := NewSegmenter(NewVocabulary())
	var text Text
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		seg.Segment(body, &text)
	}
}
