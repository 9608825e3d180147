package lexicons

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"slant/analysis/diag"
)

func TestYAMLHoldsEverything(t *testing.T) {
	l, problems := Read("dir/study.yaml", []byte(rich), ReadOptions{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := Term{Pattern: "so-called state", Category: "delegitimising", Referent: "israel", Stance: Negative, HasStance: true, Weight: 500,
		Case: true, Inflect: true, Not: []string{"the so-called state of things", "so-called state, that is"},
		Note: "used, as #1, in papers", Source: "AP", At: diag.Position{File: "dir/study.yaml", Line: 15, Column: 15}}
	if diff := cmp.Diff(want, l.Terms[1]); diff != "" {
		t.Error(diff)
	}
	if l.Terms[6].If.Next != "of" || !l.Terms[7].If.Unless || len(l.Terms[7].If.Previous) != 2 {
		t.Errorf("conditions: %+v %+v", l.Terms[6].If, l.Terms[7].If)
	}
	tests := []Test{
		{"the crimes of the Zionist regime", []string{"Zionist regime"}, diag.Position{File: "dir/study.yaml", Line: 45, Column: 5}},
		{"nothing here", []string{}, diag.Position{File: "dir/study.yaml", Line: 47, Column: 5}},
	}
	if diff := cmp.Diff(tests, l.Tests); diff != "" {
		t.Error(diff)
	}
	if l.Name != "study" || l.Description != "Words made up\nfor a test." || !l.Spelling || l.Digest == "" || l.Format != YAML {
		t.Errorf("%+v", l)
	}
}

func TestYAMLProblemsComeAllAtOnce(t *testing.T) {
	const file = `lexicon: x
licence: CC0
categories:
  - name: a
    terms:
      - term: Zionist regime
        referant: israel
        stance: negativ
        weight: much
        case: perhaps
        stance: positive
      - referent: israel
      - #MeToo
      - [b]
      - term: (c
        not: [d, '', e]
      - term: f
        not: {g: h}
      - term: null
        weight: 0.0005
  - name: a
    terms: [i]
  - terms: [j]
  - name: k..l
  - m
tests:
  - text: n
    match: [n]
  - matches: [o]
`
	_, problems := Read("x.yaml", []byte(file), ReadOptions{})
	want := `!2:1: unknown key "licence"; did you mean "license"?
!7:9: unknown key "referant"; did you mean "referent"?
!8:17: stance "negativ"; did you mean "negative"?
!9:17: weight "much" is no number between -1000000 and 1000000
!10:15: case "perhaps" is neither true nor false
!11:9: key "stance" a second time; the first is on line 8; keep one
!12:9: properties without a term; the pattern stands under "term"
!13:8: an empty term; a term that begins with # stands in quotation marks
!14:9: a term is a list; its keys are term, referent, stance, weight, case, inflect, not, next, previous, unless, note, source
!15:15: pattern "(c": an opening bracket without its partner; close it, or write \( for the mark itself
!16:18: an empty item in not; text that begins with # stands in quotation marks
!18:14: not is a map, not a list
~20:17: weight 0.0005 has more than three decimals; read as 0.001
!21:11: category "a" a second time; the first is on line 4; put its terms there
!23:5: a category without a name
!24:11: category "k..l" has an empty part; a dot nests categories
!25:5: a category is text; its keys are name, description, terms
!28:5: unknown key "match"; the keys of a test are text, matches
!29:5: a test without a text
`
	if diff := cmp.Diff(want, messages(problems)); diff != "" {
		t.Errorf("- wanted, + got:\n%s", diff)
	}
}

func TestYAMLStructure(t *testing.T) {
	tests := []struct{ name, file, want string }{
		{"a list", "- a\n- b\n", "!1:1: a lexicon is a list; its keys are lexicon, version, language, license, citation, description, spelling, categories, tests\n"},
		{"actors", "actors:\n  - id: a\n", "!1:1: a file of actors, not a lexicon; give it with --actors\n"},
		{"categories as a map", "lexicon: x\ncategories:\n  a: [b]\n", "!3:3: categories is a map, not a list; begin each item with \"- \"\n"},
		{"no terms", "lexicon: x\n", "! no terms (read as slant YAML)\n"},
		{"a bare star", "lexicon: x\ncategories:\n  - name: a\n    terms:\n      - *phobia\n      - \"x\" y\n", "!5:9: text that begins with * is an alias in YAML; put it in quotation marks: '*phobia'\n!6:13: \"y\" after the closing quotation mark; put the whole in single quotation marks: '\"…\" …'\n"},
	}
	for _, tt := range tests {
		_, problems := Read("x.yaml", []byte(tt.file), ReadOptions{})
		if got := messages(problems); got != tt.want {
			t.Errorf("%s:\n got  %s\n want %s", tt.name, got, tt.want)
		}
	}
}

func TestNestedCategoryBeforeTheOneAroundIt(t *testing.T) {
	l, problems := Read("x.yaml", []byte("lexicon: x\ncategories:\n  - name: a.b\n    terms: [c]\n  - name: a\n    description: around\n    terms: [d]\n"), ReadOptions{})
	if len(problems) > 0 || dump(l) != "a (around): d\na.b: c\n" || l.Categories[0].At.Line != 5 {
		t.Errorf("%v\n%s", problems, dump(l))
	}
}

func TestReadRoster(t *testing.T) {
	r, problems := ReadRoster("actors.yaml", []byte(`name: here
version: 1.0.0
license: CC0-1.0
actors:
  - id: israel
    name: Israel
    kind: state
    aliases: [Israel, Israeli, "Tel Aviv", "(IDF|Israel’s army)"]
    not: ["Israel Katz"]
  - {id: raisi, kind: person, of: iran, aliases: Raisi}
  - id: iran
    aliases: [Iran*]
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	r.Digest = ""
	at := func(line int) diag.Position { return diag.Position{File: "actors.yaml", Line: line, Column: 5} }
	want := &Roster{Name: "here", Version: "1.0.0", License: "CC0-1.0", File: "actors.yaml", Actors: []Actor{
		{ID: "israel", Name: "Israel", Kind: State, Aliases: []string{"Israel", "Israeli", "Tel Aviv", "(IDF|Israel’s army)"}, Not: []string{"Israel Katz"}, At: at(5)},
		{ID: "raisi", Name: "raisi", Kind: Person, Of: "iran", Aliases: []string{"Raisi"}, At: at(10)},
		{ID: "iran", Name: "iran", Aliases: []string{"Iran*"}, At: at(11)},
	}}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Error(diff)
	}
}

func TestRosterProblems(t *testing.T) {
	_, problems := ReadRoster("x.yaml", []byte(`actors:
  - id: israel
    nmae: Israel
    kind: sate
    aliases: [Israel, "(Israeli", "", US, us]
    not: ["["]
  - id: netanyahu
    of: isreal
    aliases: [Netanyahu, Israel]
  - id: israel
    aliases: [Zion, "Zion"]
  - id: a
    of: b
    aliases: [a]
  - id: b
    of: a
    aliases: [b, "‘b’"]
  - id: c
  - name: d
    aliases: [d]
  - {id: e, aliases: ["*", US*]}
`))
	want := `!3:5: unknown key "nmae"; did you mean "name"?
!4:11: kind "sate"; did you mean "state"?
!5:23: alias "(Israeli": an opening bracket without its partner; close it, or write \( for the mark itself
!5:35: an empty item in aliases; text that begins with # stands in quotation marks
!6:11: exclusion "[": "[" is not in the pattern language; alternatives are (a|b), letter case is ignored; for the mark itself write \[
!8:9: "netanyahu" belongs to "isreal", which is no actor; did you mean "israel"?
~9:26: alias "Israel" is both "israel" and "netanyahu"; keep it where it mostly belongs; contexts that tell the two apart can be aliases themselves
!10:9: id "israel" a second time; the first is on line 2
~11:21: alias "Zion" of "israel" a second time; remove one
!13:9: "a" belongs to itself, through "b"
!16:9: "b" belongs to itself, through "a"
~17:18: alias "‘b’" of "b" a second time; remove one
!18:5: actor "c" has no aliases, so that no text can name it; list the ways to name it under aliases:
!19:5: an actor without an id; give it a short one, such as id: iran
~21:23: "*" finds any word; write at least some letters
~21:28: "US*" finds every word with "us", related or not; write more letters, or the words themselves: (a|b)
`
	if diff := cmp.Diff(want, messages(problems)); diff != "" {
		t.Errorf("- wanted, + got:\n%s", diff)
	}
	for name, tt := range map[string]struct{ file, want string }{
		"a lexicon": {"lexicon: x\ncategories: []\n", "!1:1: a lexicon, not a file of actors; give it with --lexicon\n"},
		"nothing":   {"actors: []\n", "!1:1: no actors; list them under actors:\n"},
		"no YAML":   {"actors: [\n", "!1:9: a bracket that is never closed; close it, or put text that begins with a bracket in quotation marks\n"},
	} {
		if _, problems := ReadRoster("x.yaml", []byte(tt.file)); messages(problems) != tt.want {
			t.Errorf("%s: %s", name, messages(problems))
		}
	}
}
