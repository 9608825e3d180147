package lexicons

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"slant/analysis/diag"
)

// rich has something of everything that a lexicon can say.
const rich = `lexicon: study
version: 1.2.0
language: en
license: CC0-1.0
citation: "Nobody (2020): A study: of words"
description: |
  Words made up
  for a test.
spelling: true
categories:
  - name: delegitimising
    description: "denies a state: that it is one"
    terms:
      - Zionist regime
      - term: so-called state
        referent: israel
        stance: negative
        weight: 0.5
        case: true
        inflect: true
        not: [the so-called state of things, "so-called state, that is"]
        note: "used, as #1, in papers"
        source: AP
  - name: delegitimising.state
    terms: [occupation entity, "*-occupied", wom?n]
  - name: pron
    terms: [we]
  - name: mood
    description: how it sounds
    terms:
      - term: kind
        next: of
      - term: like
        previous: [pron, mood]
        unless: true
      - term: heavy
        weight: -12.345
      - (grave|very serious) (error|fault)
      - '"occup* land"~5'
      - 'what\?'
      - ای رژیم
  - name: empty
    description: has no terms
tests:
  - text: the crimes of the Zionist regime
    matches: [Zionist regime]
  - text: nothing here
    matches: []
`

// content prints what counts in a lexicon, whatever the order of its terms.
func content(l *Lexicon) string {
	var lines []string
	for _, c := range l.Categories {
		lines = append(lines, "category "+c.Name+" "+c.Description)
	}
	for _, t := range l.Terms {
		p, err := ParsePattern(t.Pattern)
		if err != nil {
			lines = append(lines, err.Error())
			continue
		}
		previous := slices.Clone(t.If.Previous)
		lines = append(lines, fmt.Sprintf("term %s | %s | %s %v %v | %s %v %v %q | %q %q %v | %q %q",
			t.Category, p.key(), t.Referent, t.HasStance, t.Stance, t.Weight, t.Case, t.Inflect, t.Not, t.If.Next, previous, t.If.Unless, t.Note, t.Source))
	}
	slices.Sort(lines)
	lines = append(lines, fmt.Sprintf("%q %q %q %q %q %q %v", l.Name, l.Version, l.Language, l.License, l.Citation, l.Description, l.Spelling))
	for _, t := range l.Tests {
		lines = append(lines, fmt.Sprintf("test %q %q", t.Text, t.Matches))
	}
	return strings.Join(lines, "\n")
}

// heldBy gives what a format can hold of a lexicon, by the rules of the
// documentation.
func heldBy(t *testing.T, l *Lexicon, f Format) *Lexicon {
	out := *l
	out.Terms, out.Categories = nil, nil
	if !f.holds(metadata) {
		out.Version, out.Language, out.License, out.Citation, out.Spelling = "", "", "", "", false
	}
	if !f.holds(describing) {
		out.Description = ""
	}
	if !f.holds(selfTesting) {
		out.Tests = nil
	}
	for _, term := range l.Terms {
		p, err := ParsePattern(term.Pattern)
		if err != nil {
			t.Fatal(err)
		}
		question, literal := false, false
		for _, s := range p.Sequences {
			for _, e := range s {
				question = question || e.Wild && strings.Contains(e.Form, "?")
				literal = literal || !e.Wild && strings.Contains(e.Form, "?")
			}
		}
		switch {
		case conditional(term) && !f.holds(conditioning),
			!f.holds(language) && p.Near > 0,
			question && !f.holds(questions),
			!f.holds(language) && literal && f.holds(questions):
			continue
		}
		if !f.holds(referring) {
			term.Referent, term.Stance, term.HasStance = "", 0, false
		}
		if !f.holds(weighing) {
			term.Weight = 1000
		}
		term.Case = term.Case && f.holds(casing)
		term.Inflect = term.Inflect && f.holds(inflecting)
		if !f.holds(excluding) {
			term.Not = nil
		}
		if !f.holds(noting) {
			term.Note, term.Source = "", ""
		}
		if !f.holds(categorising) {
			term.Category = l.Name
		}
		if f.holds(language) || len(p.Sequences) == 1 {
			out.Terms = append(out.Terms, term)
			continue
		}
		for _, s := range p.Sequences {
			one := term
			one.Pattern = ""
			for _, e := range s {
				one.Pattern += " " + e.Form
			}
			out.Terms = append(out.Terms, one)
		}
	}
	if !f.holds(categorising) {
		out.Categories = []Category{{Name: l.Name}}
		return &out
	}
	for _, c := range l.Categories {
		if !f.holds(describingCat) {
			c.Description = ""
		}
		filled := slices.ContainsFunc(out.Terms, func(t Term) bool {
			return t.Category == c.Name || strings.HasPrefix(t.Category, c.Name+".")
		})
		if filled || f != CSV && f != TSV {
			out.Categories = append(out.Categories, c)
		}
	}
	return &out
}

// TestRoundTrips writes a lexicon in every format and from there in every
// other: what is read at last is what both can hold, and what one cannot hold
// is reported.
func TestRoundTrips(t *testing.T) {
	original, problems := Read("study.yaml", []byte(rich), ReadOptions{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	again := func(l *Lexicon, f Format) *Lexicon {
		t.Helper()
		data, lost := Write(l, f)
		if len(lost.Fatal()) > 0 {
			t.Fatalf("%s: %v", f, lost)
		}
		got, problems := Read("study"+f.Extension(), data, ReadOptions{})
		if len(problems) > 0 {
			t.Errorf("%s reads what it wrote with problems: %v\n%s", f, problems, data)
		}
		if got.Format != f {
			t.Errorf("%s is read as %s:\n%s", f, got.Format, data)
		}
		want := heldBy(t, l, f)
		if diff := cmp.Diff(content(want), content(got)); diff != "" {
			t.Errorf("%s (- wanted, + read):\n%s\n%s", f, diff, data)
		}
		warned := slices.ContainsFunc(lost, func(p *diag.Problem) bool { return p.Severity == diag.Warning })
		if changed := content(want) != content(l); changed && len(lost) == 0 || warned && !changed {
			t.Errorf("%s changed the lexicon: %v, but says: %v", f, changed, lost)
		}
		repeated, _ := Write(got, f)
		if string(repeated) != string(data) && f != Yoshikoder && f != Lexicoder {
			t.Errorf("%s does not write again what it wrote:\n%s\n%s", f, data, repeated)
		}
		return got
	}
	for _, first := range Formats() {
		l := again(original, first)
		for _, second := range Formats() {
			again(l, second)
		}
	}
}

func TestWriteTellsWhatIsLost(t *testing.T) {
	l, _ := Read("study.yaml", []byte(rich), ReadOptions{})
	_, problems := Write(l, LIWC)
	want := `~ LIWC .dic cannot hold the lexicon's version, language, license, citation, spelling
~ LIWC .dic cannot hold the lexicon's description
~ LIWC .dic cannot hold tests; 2 are lost
~15:15: LIWC .dic cannot hold referents and stances; 1 of 13 terms have them
~15:15: LIWC .dic cannot hold weights; 2 of 13 terms have them
~15:15: LIWC .dic cannot hold case: true, so that letter case will be ignored; 1 of 13 terms have them
~15:15: LIWC .dic cannot hold inflect: true, so that only the forms written will match; 1 of 13 terms have them
~15:15: LIWC .dic cannot hold exclusions, so that more will match; 1 of 13 terms have them
~15:15: LIWC .dic cannot hold notes and sources; 1 of 13 terms have them
~25:46: "wom?n" is left out of LIWC .dic: the wildcard ? is not known there
~39:9: "\"occup* land\"~5" is left out of LIWC .dic: words near each other are not known there
. LIWC .dic knows no brackets; 1 patterns are written out as several
`
	if got := messages(problems); got != want {
		t.Errorf("got\n%s want\n%s", got, want)
	}
}

func TestWrittenForms(t *testing.T) {
	source := "term,category,weight\nmore,A CATEGORY,1\nlamb,A CATEGORY,2.5\nlittle one,A CATEGORY,1\nhad,B.C,1\nno,B,1\n"
	l, _ := Read("study.csv", []byte(source), ReadOptions{})
	for f, want := range map[Format]string{
		YAML:       "lexicon: study\ncategories:\n  - name: A CATEGORY\n    terms:\n      - more\n      - term: lamb\n        weight: 2.5\n      - little one\n  - name: B\n    terms:\n      - \"no\"\n  - name: B.C\n    terms:\n      - had\n",
		Quanteda:   "A CATEGORY:\n  - more\n  - lamb\n  - little one\nB:\n  __:\n    - \"no\"\n  C:\n    - had\n",
		LIWC:       "%\n1\tA CATEGORY\n2\tB\n\t3\tC\n%\nmore\t1\nlamb\t1\nlittle one\t1\nhad\t2\t3\nno\t2\n",
		LIWC22:     "DicTerm,A CATEGORY,B,B.C\nmore,X,,\nlamb,2.5,,\nlittle one,X,,\nhad,,,X\nno,,X,\n",
		WordStat:   "A CATEGORY\n\tmore (1)\n\tlamb (2.5)\n\tlittle_one (1)\nB\n\tno (1)\n\tC\n\t\thad (1)\n",
		VBPro:      ">>A CATEGORY<<\nmore\nlamb\nlittle one\n>>B<<\nno\n>>B.C<<\nhad\n",
		Lexicoder3: "+A CATEGORY\n more\n lamb\n little one\n+B\n no\n+B.C\n had\n",
		Text:       "# study\nmore\nlamb\nlittle one\nhad\nno\n",
		Yoshikoder: `<?xml version="1.0" encoding="UTF-8"?>
<dictionary style="050805" patternengine="substring">
<cnode name="study" desc="lexicon, written by slant">
  <cnode name="A CATEGORY">
    <pnode name="more"/>
    <pnode name="lamb"/>
    <pnode name="little one"/>
  </cnode>
  <cnode name="B">
    <pnode name="no"/>
    <cnode name="C">
      <pnode name="had"/>
    </cnode>
  </cnode>
</cnode>
</dictionary>
`,
	} {
		got, _ := Write(l, f)
		if string(got) != want {
			t.Errorf("%s:\n%s\nwant\n%s", f, got, want)
		}
	}
}

func TestConditionsOfLIWCAreWrittenInPairs(t *testing.T) {
	const dic = "%\n1\tpron\n2\taffect\n3\tcogmech\n%\nkind\t<of>3/2\nlike\t1\t(1 2)2/3\t(1 2)/2\nwe\t1\n"
	l, problems := Read("a.dic", []byte(dic), ReadOptions{})
	got, lost := Write(l, LIWC)
	if string(got) != dic || len(problems)+len(lost) > 0 {
		t.Errorf("got\n%s want\n%s %v %v", got, dic, problems, lost)
	}
}

func TestNoFormat(t *testing.T) {
	if data, problems := Write(&Lexicon{}, 0); data != nil || len(problems.Fatal()) != 1 {
		t.Errorf("%q %v", data, problems)
	}
}

func TestFormatsByName(t *testing.T) {
	for name, want := range map[string]Format{"a.yaml": YAML, "A.YML": YAML, "a.quanteda.yaml": Quanteda, "x/b.dic": LIWC, "b.dicx": LIWC22,
		"b.cat": WordStat, "b.lcd": Lexicoder, "b.lc3": Lexicoder3, "b.ykd": Yoshikoder, "b.txt": Text, "b.csv": CSV, "b.tsv": TSV, "b.vbpro": VBPro} {
		if got, ok := FormatOf(name); got != want || !ok {
			t.Errorf("%s: %s", name, got)
		}
	}
	if _, ok := FormatOf("a.docx"); ok {
		t.Error("a.docx is no lexicon")
	}
	seen := map[string]diag.Severity{}
	for _, f := range Formats() {
		if seen[f.String()]++; seen[f.String()] > 1 {
			t.Errorf("two formats are called %s", f)
		}
		if got, ok := FormatOf("x" + f.Extension()); got != f || !ok {
			t.Errorf("%s does not own its extension %s", f, f.Extension())
		}
	}
}

// TestNamesThatAFormatTakesForSomethingElse are told and changed.
func TestNamesThatAFormatTakesForSomethingElse(t *testing.T) {
	l, problems := Read("study.yaml", []byte(`lexicon: study
categories:
  - name: war (2)
    terms: ["a", low_line, '@x', '>>b<<', 'c\*']
  - name: "@rule"
    description: with a blank
    terms: [d]
  - name: two; three
    description: with a blank
    terms:
      - term: e
        not: [e;f]
      - term: g
        next: (h|i)
`), ReadOptions{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for f, want := range map[Format]string{
		WordStat: `~3:11: the brackets of category "war (2)" are left out: they mean something else in WordStat .cat
~4:18: "low_line" is left out of WordStat .cat: a low line is a space there, and @ begins a rule
~4:28: "@x" is left out of WordStat .cat: a low line is a space there, and @ begins a rule
~4:43: "c\\*" is left out of WordStat .cat: "*" would be a wildcard there
~5:11: category "@rule" would be a rule there; its @ is left out
~11:15: WordStat .cat cannot hold exclusions, so that more will match; 1 of 8 terms have them
~13:15: "g" is left out of WordStat .cat: it counts only beside certain words
`,
		VBPro: `~4:34: ">>b<<" is left out of VBPro: it would be a category there
~4:43: "c\\*" is left out of VBPro: "*" would be a wildcard there
`,
		CSV: `~8:11: CSV cannot hold
`,
		LIWC: `~3:11: the brackets of category "war (2)" are left out: they mean something else in LIWC .dic
~4:43: "c\\*" is left out of LIWC .dic: "*" would be a wildcard there
~8:11: LIWC .dic cannot hold the description of "two; three", whose name has a blank
~13:15: "g" is left out of LIWC .dic: the condition has more than one wording
`,
	} {
		_, lost := Write(l, f)
		lost.Sort()
		got := messages(lost)
		for line := range strings.Lines(want) {
			if f == CSV {
				line = `semicolons separate values there`
			}
			if !strings.Contains(got, line) {
				t.Errorf("%s does not say\n%s but\n%s", f, line, got)
			}
		}
	}
}
