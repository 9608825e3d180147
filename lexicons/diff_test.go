package lexicons

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDiff(t *testing.T) {
	read := func(file, data string) *Lexicon {
		l, problems := Read(file, []byte(data), ReadOptions{})
		if len(problems.Fatal()) > 0 {
			t.Fatal(problems)
		}
		return l
	}
	a := read("a.yaml", `lexicon: x
version: 1.0.0
categories:
  - name: state
    description: old
    terms:
      - Zionist regime
      - Zionist-entity
      - term: occupied territory
        referent: israel
        stance: negative
      - moves
      - gone
      - term: Bloc
        case: true
  - name: dropped
    terms: [last]
`)
	b := read("b.yaml", `lexicon: x
version: 1.1.0
categories:
  - name: other
    terms: [moves]
  - name: state
    description: new
    terms:
      - term: zionist "entity"
        note: same wording, other spelling
      - Zionist regime
      - term: occupied territory
        referent: palestine
        stance: neutral
        weight: 2
        not: [occupied territory map]
        inflect: true
      - term: BLOC
        case: true
      - come
`)
	var got []string
	for _, c := range Diff(a, b) {
		got = append(got, c.At.String()+": "+c.String())
	}
	want := []string{
		`b.yaml: the lexicon: version was "1.0.0", is "1.1.0"`,
		`b.yaml:6:11: category "state": description was "old", is "new"`,
		`a.yaml:16:11: category "dropped": removed`,
		`b.yaml:4:11: category "other": added`,
		`b.yaml:9:15: term "zionist \"entity\"" in "state": note was "", is "same wording, other spelling"`,
		`b.yaml:12:15: term "occupied territory" in "state": referent was "israel", is "palestine"`,
		`b.yaml:12:15: term "occupied territory" in "state": stance was "negative", is "neutral"`,
		`b.yaml:12:15: term "occupied territory" in "state": weight was "1", is "2"`,
		`b.yaml:12:15: term "occupied territory" in "state": inflect was "false", is "true"`,
		`b.yaml:12:15: term "occupied territory" in "state": not was "", is "occupied territory map"`,
		`b.yaml:5:13: term "moves" in "other": category was "state", is "other"`,
		`a.yaml:13:9: term "gone" in "state": removed`,
		`b.yaml:18:15: term "BLOC" in "state": term was "Bloc", is "BLOC"`,
		`a.yaml:17:13: term "last" in "dropped": removed`,
		`b.yaml:20:9: term "come" in "state": added`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("- wanted, + got:\n%s", diff)
	}
	if same := Diff(a, a); len(same) != 0 {
		t.Errorf("a lexicon differs from itself: %v", same)
	}
}

// What one format holds of another shows no difference at all.
func TestDiffOfConverted(t *testing.T) {
	l, _ := Read("study.dic", []byte("%\n1\tA\n\t2\tB\n%\nkind\t<of>1/2\nlamb*\t1\t2\nso called\t2\n"), ReadOptions{})
	data, _ := Write(l, YAML)
	again, problems := Read("study.yaml", data, ReadOptions{})
	if changes := Diff(l, again); len(changes)+len(problems) > 0 {
		t.Errorf("%v %v", changes, problems)
	}
}

// A pattern may be in a category with and without a condition.
func TestDiffPairsTermsOfOnePatternByTheirConditions(t *testing.T) {
	with := Term{Pattern: "like", Category: "a", If: Condition{Next: "of"}}
	without := Term{Pattern: "like", Category: "a"}
	a, b := &Lexicon{Terms: []Term{with, without}}, &Lexicon{Terms: []Term{without, with}}
	if changes := Diff(a, b); len(changes) > 0 {
		t.Errorf("%v", changes)
	}
	b.Terms[1].If.Next = "to"
	if changes := Diff(a, b); len(changes) != 1 || changes[0].Property != "next" || changes[0].After != "to" {
		t.Errorf("%v", changes)
	}
}
