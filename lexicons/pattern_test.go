package lexicons

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"slant/analysis/text"
)

// show prints a pattern as sequences of forms, wildcards as they are.
func show(p Pattern) string {
	var out []string
	for _, s := range p.Sequences {
		var forms []string
		for _, e := range s {
			f := e.Form
			if !e.Wild && strings.ContainsAny(f, "*?") {
				f = "=" + f
			}
			forms = append(forms, f)
		}
		out = append(out, strings.Join(forms, " "))
	}
	s := strings.Join(out, " / ")
	if p.Near > 0 {
		s += fmt.Sprintf(" ~%d", p.Near)
	}
	return s
}

func TestPatterns(t *testing.T) {
	tests := []struct{ group, pattern, want string }{
		{"words", "occupation entity", "occupation entity"},
		{"words", "  Zionist   Regime ", "zionist regime"},
		{"words", "Zionist-regime", "zionist regime"},
		{"words", `"undesirable" organization`, "undesirable organization"},
		{"words", "Zionist “regime”", "zionist regime"},
		{"words", "‘Zionist’ regime", "zionist regime"},
		{"words", `"Zionist regime"`, "zionist regime"},
		{"words", "Israel–Gaza war", "israel gaza war"},
		{"words", "24/7", "24 / 7"},
		{"words", "R&D", "r & d"},
		{"words", "U.S. troops", "u.s . troops"},
		{"words", "10,000", "10,000"},
		{"words", "COVID-19", "covid 19"},
		{"words", "#MeToo", "# metoo"},

		{"apostrophes", "Iran’s regime", "iran's regime"},
		{"apostrophes", "Iran's regime", "iran's regime"},
		{"apostrophes", "workers' state", "workers state"},
		{"apostrophes", "rock 'n' roll", "rock n roll"},
		{"apostrophes", "90's", "90 s"},

		{"wildcards", "occup*", "occup*"},
		{"wildcards", "wom?n", "wom?n"},
		{"wildcards", "*-Israel*", "* israel*"},
		{"wildcards", "the * regime", "the * regime"},
		{"wildcards", "*'s regime", "*'s regime"},
		{"wildcards", "оккуп*", "оккуп*"},
		{"wildcards", "Тель-Авив*", "тель авив*"},

		{"brackets", "(Israeli|Zionist) regime", "israeli regime / zionist regime"},
		{"brackets", "(Zionist|occupation) (regime|entity)", "zionist regime / zionist entity / occupation regime / occupation entity"},
		{"brackets", "(so called|self-styled) state", "so called state / self styled state"},
		{"brackets", "settle(r|ment)s", "settlers / settlements"},
		{"brackets", "anti-(Israel|Zionist) axis", "anti israel axis / anti zionist axis"},
		{"brackets", "(a (b|c)|d) e", "a b e / a c e / d e"},
		{"brackets", "(ال|وال)نظام", "النظام / والنظام"},
		{"brackets", "(regime)", "regime"},
		{"brackets", "(the|) settler(s|) regime", "the settlers regime / the settler regime / settlers regime / settler regime"},
		{"brackets", "(ال|)نظام", "النظام / نظام"},

		{"near", `"occup* land"~5`, "occup* land ~5"},
		{"near", `"(occup*|settle*) land"~12`, "occup* land / settle* land ~12"},

		{"scripts", "СИОНИСТСКИЙ режим", "сионистский режим"},
		{"scripts", "رژيم صهيونيستي", "رژیم صهیونیستی"},
		{"scripts", "الكيـان", "الکیان"},
		{"scripts", "می\u200cخواهد", "میخواهد"},
		{"scripts", "cafe\u0301", "café"},

		{"escapes", `\:\)`, ": )"},
		{"escapes", `what\?`, "what =?"},
		{"escapes", `\*`, "=*"},
		{"escapes", `6\" gun`, "6 gun"},
	}
	for _, tt := range tests {
		p, err := ParsePattern(tt.pattern)
		if err != nil {
			t.Errorf("%s: %s: %v", tt.group, tt.pattern, err)
		} else if got := show(p); got != tt.want {
			t.Errorf("%s: %s\n got  %s\n want %s", tt.group, tt.pattern, got, tt.want)
		}
	}
}

func TestPatternsThatAreNone(t *testing.T) {
	tests := []struct {
		pattern string
		offset  int
		want    string
	}{
		{"", 0, "without a word"},
		{" - ", 0, "without a word"},
		{`""`, 0, "without a word"},
		{"(a|b", 0, "opening bracket"},
		{"x (a|b", 2, "opening bracket"},
		{"a b) c", 3, "closing bracket"},
		{"a|b", 1, "outside brackets"},
		{"(a|) (b|)", 0, "without a word"},
		{"()", 0, "without a word"},
		{`"Zionist regime`, 0, "without its partner"},
		{`"occup* land"~`, 13, "not a number"},
		{`"occup* land"~five`, 13, "not a number"},
		{`"occup* land"~0`, 13, "between 1 and 100"},
		{`"occup* land"~-3`, 13, "not a number"},
		{`"occup* land"~1000`, 13, "between 1 and 100"},
		{`"land"~5`, 1, "nothing to be near to"},
		{"occup* land~5", 11, "quotation marks"},
		{"occup.*", 5, "regular expressions"},
		{`(?<!anti-)Zionist`, 0, `under "not"`},
		{`(?:a|b) c`, 0, "regular expressions"},
		{`\bregime\b`, 0, "whole words"},
		{"[Zz]ionist", 0, "letter case is ignored"},
		{"^regime", 0, "pattern language"},
		{"regime$", 6, "whole words"},
		{"a{2,3}", 1, "pattern language"},
		{`regime\`, 6, "at the end"},
		{strings.Repeat("(a|b)", 10), -1, "more than 1000 wordings"},
		{strings.Repeat("(", 9) + "a" + strings.Repeat(")", 9), 8, "more than 8 deep"},
		{strings.Repeat("a", 1001), 1000, "1001 bytes"},
		{strings.Repeat("a ", 41), 0, "41 words"},
	}
	for _, tt := range tests {
		_, err := ParsePattern(tt.pattern)
		var pe *PatternError
		if !errors.As(err, &pe) {
			t.Errorf("%s: no error", tt.pattern)
			continue
		}
		if !strings.Contains(pe.Error(), tt.want) || tt.offset >= 0 && pe.Offset != tt.offset {
			t.Errorf("%s: at %d %q, want at %d with %q", tt.pattern, pe.Offset, pe, tt.offset, tt.want)
		}
	}
}

func TestWrittenKeepsLetterCase(t *testing.T) {
	p, err := ParsePattern("US* (Army|NAVY)")
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Sequences[1]; got[0].Written != "US*" || got[0].Form != "us*" || got[1].Written != "NAVY" {
		t.Errorf("got %+v", got)
	}
}

func TestEscapedPatternMeansItself(t *testing.T) {
	for _, s := range []string{":)", "what?", "a|b (c)", `say "x`, "[sic]", "3^2", "x.*", "50$", "~5", "plain words", `back\slash`, "*"} {
		p, err := ParsePattern(EscapePattern(s, ""))
		if err != nil {
			t.Errorf("%q: %v", s, err)
			continue
		}
		want := strings.Join(tokensOf(s), " ")
		var got []string
		for _, e := range p.Sequences[0] {
			if e.Wild {
				t.Errorf("%q: %q is a wildcard", s, e.Form)
			}
			got = append(got, e.Form)
		}
		if strings.Join(got, " ") != want || len(p.Sequences) != 1 {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	if got := EscapePattern("kill* (them?)", "*"); got != `kill* \(them\?\)` {
		t.Errorf("kept wildcard: %s", got)
	}
}

// tokensOf gives the forms that package text finds, without what never breaks
// a match.
func tokensOf(s string) []string {
	v := text.NewVocabulary()
	var t text.Text
	text.NewSegmenter(v).Segment(s, &t)
	var out []string
	for _, tok := range t.Tokens {
		if f := t.Body[tok.Start:tok.End]; !Separates(f) {
			out = append(out, v.Form(tok.Type))
		}
	}
	return out
}

// FuzzPatternSplitsLikeText: whatever package text makes of a string, its
// pattern is made of the same forms.
func FuzzPatternSplitsLikeText(f *testing.F) {
	for _, s := range []string{"Zionist regime", "Iran’s “regime”", "U.S. 24/7", "می\u200cخواهد", "cafe\u0301 x", "90's", "a\nb", "İstanbul", "ﬁx’s", ":-)", "北京"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 200 || !utf8.ValidString(s) || strings.Contains(s, ".") {
			return // every reader gives valid UTF-8; text repairs "ended.Next", which no pattern means
		}
		want := tokensOf(s)
		p, err := ParsePattern(EscapePattern(s, ""))
		if err != nil {
			if len(want) > 0 && len(want) <= maxElements {
				t.Fatalf("%q: %v; text has %q", s, err, want)
			}
			return
		}
		var got []string
		for _, e := range p.Sequences[0] {
			got = append(got, e.Form)
		}
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
			t.Fatalf("%q: %q, text has %q", s, got, want)
		}
	})
}

// FuzzParsePattern: no panic, and what is accepted keeps the limits.
func FuzzParsePattern(f *testing.F) {
	for _, s := range []string{"(a|b c) d*", `"occup* land"~5`, `\(`, "((a|b)|c)?", "x.*", "‘a’-b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePattern(s)
		if err != nil {
			return
		}
		if len(p.Sequences) == 0 || len(p.Sequences) > maxSequences || p.Near < 0 || p.Near > maxNear {
			t.Fatalf("%q: %d sequences, near %d", s, len(p.Sequences), p.Near)
		}
		for _, seq := range p.Sequences {
			if len(seq) == 0 || len(seq) > maxElements {
				t.Fatalf("%q: a sequence of %d", s, len(seq))
			}
			for _, e := range seq {
				if e.Form != text.Normalize(e.Form) {
					t.Fatalf("%q: %q is not normalised", s, e.Form)
				}
			}
		}
	})
}
