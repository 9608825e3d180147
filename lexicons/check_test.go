package lexicons

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCheck(t *testing.T) {
	const file = `lexicon: x
categories:
  - name: a
    terms:
      - "*"
      - the ??
      - "? *"
      - war*
      - the * regime
      - "*ism"
      - "*ist"
      - sionist*
      - settlers?
      - наz*
      - رژ*
      - صهي*
      - 北*
      - Zionist
      - zion*st
      - occupied land
      - occup* (land|lands)
      - occupied lands
      - term: regime
        not: [regime change, the Regimes, diet, "(old|ancien) (régime|regime)"]
        inflect: true
      - term: colony
        not: [penal colonies, coloured]
        inflect: true
      - term: state
        stance: negative
      - term: entity
        referent: isreal
      - term: terror
        case: true
      - Terror
      - term: bloc
        referent: israel
        previous: [b, a]
      - term: axis
        unless: true
      - term: '"stolen land"~3'
        not: [land register, "register of lands"]
  - name: b
    terms: [Terror]
  - name: c.d
  - name: e.f
    terms: [g]
tests:
  - text: the Zionist regime
    matches: [Zionist, zionist regime]
  - text: one two
    matches: [two, one]
`
	l, problems := Read("x.yaml", []byte(file), ReadOptions{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	roster := &Roster{Actors: []Actor{{ID: "israel"}}}
	want := `~5:9: "*" finds any word; write at least some letters
~7:9: "? *" finds any word; write at least some letters
~8:9: "war*" finds every word with "war", related or not; write more letters, or the words themselves: (a|b)
~10:9: "*ism" finds every word with "ism", related or not; write more letters, or the words themselves: (a|b)
~11:9: "*ist" finds every word with "ist", related or not; write more letters, or the words themselves: (a|b)
~13:9: "settlers?" does not find "settler": ? stands for exactly one character; write both words: settler(s|)
~14:9: "наz*" finds every word with "наz", related or not; write more letters, or the words themselves: (a|b)
~14:9: "наz*" in "наz*" mixes alphabets: "z" is of another than the letters before it; type the word anew
~15:9: "رژ*" finds every word with "رژ", related or not; write more letters, or the words themselves: (a|b)
~18:9: "Zionist" is found by "zion*st" too, on line 19, in the same category; remove one, or make the wider one narrower
~20:9: "occupied land" is found by "occup* (land|lands)" too, on line 21, in the same category; remove one, or make the wider one narrower
~22:9: "occupied lands" is found by "occup* (land|lands)" too, on line 21, in the same category; remove one, or make the wider one narrower
~23:15: the exclusion "diet" never overlaps the term "regime" and excludes nothing; write the context with the term in it
~26:15: the exclusion "coloured" never overlaps the term "colony" and excludes nothing; write the context with the term in it
~29:15: "state" has a stance, but no referent that it is toward; name the actor under referent
~31:15: the referent "isreal" of "entity" is no actor; did you mean "israel"?
~39:15: "axis" has unless without next or previous
~41:15: the exclusion "register of lands" never overlaps the term "\"stolen land\"~3" and excludes nothing; write the context with the term in it
~44:13: "Terror" is in "a" too, on line 35; it counts in both
~45:11: category "c.d" has no terms
~49:5: the test expects "zionist regime", which is not in its text, or not in that order; write the words as they stand in the text
~51:5: the test expects "one", which is not in its text, or not in that order; write the words as they stand in the text
`
	got := messages(l.Check(roster))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("- wanted, + got:\n%s", diff)
	}
}

// A lexicon that a program built may hold what no reader lets through.
func TestCheckOfWhatNoReaderGives(t *testing.T) {
	l := &Lexicon{Terms: []Term{
		{Pattern: "(a", Category: "x"},
		{Pattern: "bloc", Category: "x", Not: []string{"(bloc", "blocs of flats"}, Inflect: true, If: Condition{Next: "b", Previous: []string{"gone"}}},
		{Pattern: "women's league", Category: "x", Inflect: true},
		{Pattern: "w* l*", Category: "x"},
		{Pattern: "us", Category: "x", Case: true},
		{Pattern: "us", Category: "x", Case: true, Not: []string{"us all"}},
		{Pattern: "a*b", Category: "y"},
		{Pattern: "a*?b", Category: "y"},
	}, Categories: []Category{{Name: "x"}, {Name: "y"}}}
	want := `~"a*?b" finds every word with "a*?b", related or not; write more letters, or the words themselves: (a|b)
~"a*?b" is found by "a*b" too, on line 0, in the same category; remove one, or make the wider one narrower
~"a*b" finds every word with "a*b", related or not; write more letters, or the words themselves: (a|b)
~"bloc" depends on category "gone", which there is none of
~"bloc" has conditions on the word before and on the next; one is possible
~"us" is in "x" already, on line 0, under other conditions; where both hold it counts twice
~"women's league" is found by "w* l*" too, on line 0, in the same category; remove one, or make the wider one narrower
~exclusion "(bloc": an opening bracket without its partner; close it, or write \( for the mark itself
~pattern "(a": an opening bracket without its partner; close it, or write \( for the mark itself
`
	if diff := cmp.Diff(want, messages(l.Check())); diff != "" {
		t.Errorf("- wanted, + got:\n%s", diff)
	}
}

func TestCovers(t *testing.T) {
	tests := []struct {
		wide, narrow string
		want         bool
	}{
		{"occup*", "occupation", true},
		{"occup*", "occupi*", true},
		{"occupi*", "occup*", false},
		{"occup*", "occup", true},
		{"occup?", "occup", false},
		{"*ism", "zion*ism", true},
		{"*", "anything", true},
		{"*", "?", true},
		{"?", "*", false},
		{"a?c", "abc", true},
		{"a?c", "a?c", true},
		{"a?c", "a*c", false},
		{"a*c", "a?c", true},
		{"a*b*c", "aXbYc", true},
		{"a*b*c", "acb", false},
		{"regime", "regime", true},
		{"regime", "regimes", false},
		{"сион*", "сионист", true},
		{`what*`, `what\?`, false}, // two tokens
	}
	for _, tt := range tests {
		w, n := first(t, tt.wide), first(t, tt.narrow)
		if got := len(w) == len(n) && covers(w[0], n[0]); got != tt.want {
			t.Errorf("%s covers %s: %v", tt.wide, tt.narrow, got)
		}
	}
}

func first(t *testing.T, s string) []Element {
	t.Helper()
	p, err := ParsePattern(s)
	if err != nil {
		t.Fatal(err)
	}
	return p.Sequences[0]
}

// words of a tiny alphabet, long enough to tell small globs apart.
func tinyWords() []string {
	words := []string{""}
	for start := 0; len(words[start]) < 5; start++ {
		for _, c := range "ab" {
			words = append(words, words[start]+string(c))
		}
	}
	return words
}

// TestGlobsAgainstAllWords holds covers and meets to what they say about every
// word of up to five letters.
func TestGlobsAgainstAllWords(t *testing.T) {
	var globs []Element
	var add func(s string)
	add = func(s string) {
		globs = append(globs, Element{Form: s, Wild: strings.ContainsAny(s, "*?")})
		if len(s) < 3 {
			for _, c := range "ab?*" {
				add(s + string(c))
			}
		}
	}
	for _, c := range "ab?*" {
		add(string(c))
	}
	words := tinyWords()
	finds := func(e Element, w string) bool {
		return covers(e, Element{Form: w}) && (e.Wild || e.Form == w)
	}
	for _, a := range globs {
		for _, b := range globs {
			all, some := true, false
			for _, w := range words {
				fa, fb := finds(a, w), finds(b, w)
				all = all && (fa || !fb)
				some = some || fa && fb
			}
			if covers(a, b) && !all {
				t.Errorf("%s does not find all of %s", a.Form, b.Form)
			}
			if meets(a, b) != some {
				t.Errorf("%s and %s: meets says %v", a.Form, b.Form, !some)
			}
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	l, problems := Read("x.csv", manyTerms(100_000), ReadOptions{})
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	for b.Loop() {
		l.Check()
	}
}

// manyTerms is a spreadsheet of n terms in a hundred categories, a fifth of
// them with wildcards and a tenth phrases.
func manyTerms(n int) []byte {
	var s strings.Builder
	s.WriteString("term,category,referent,stance\n")
	for i := range n {
		word := letterNumber(i)
		switch {
		case i%10 == 0:
			word += " regime"
		case i%5 == 0:
			word += "*"
		}
		fmt.Fprintf(&s, "%s,category%d,israel,negative\n", word, i%100)
	}
	return []byte(s.String())
}

// letterNumber spells a number with letters, so that words differ early.
func letterNumber(i int) string {
	var b []byte
	for n := i; len(b) < 7; n /= 26 {
		b = append(b, byte('a'+(n+len(b))%26))
	}
	return string(b)
}
