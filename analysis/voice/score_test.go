package voice

import (
	"math"
	"testing"
)

// TestScoreAttributions holds figures worked out by hand. The text has the
// words He said “no” and left ; content is “no” (7 to 11) in gold.
func TestScoreAttributions(t *testing.T) {
	gold := []Annotation{
		{ID: "a", Text: "é: He said “no” and left", Statements: []Statement{{Source: [][2]int{{3, 5}}, Cue: [][2]int{{6, 10}}, Content: [][2]int{{11, 15}}}}},
		{ID: "b", Text: "Nothing found here", Statements: []Statement{{Source: [][2]int{{0, 7}}, Content: [][2]int{{8, 13}}}}},
	}
	predicted := []Annotation{
		{ID: "a", Text: gold[0].Text, Statements: []Statement{{Source: [][2]int{{3, 5}}, Cue: [][2]int{{3, 10}}, Content: [][2]int{{11, 24}}, Rule: "x", Rules: []string{"x"}}}},
	}
	r := ScoreAttributions(gold, predicted)
	for _, c := range []struct {
		name string
		got  Ratio
		want Ratio
	}{
		{"words", r.Words, Ratio{Right: 1, Predicted: 3, Found: 1, Gold: 2}},
		{"source", r.Source, Ratio{Right: 1, Predicted: 1, Found: 1, Gold: 2}},
		{"cue", r.Cue, Ratio{Predicted: 1, Gold: 1}},
		{"cue overlap", r.CueOverlap, Ratio{Right: 1, Predicted: 1, Found: 1, Gold: 1}},
		{"content", r.Content, Ratio{Predicted: 1, Gold: 2}},
		{"content overlap", r.ContentOverlap, Ratio{Right: 1, Predicted: 1, Found: 1, Gold: 2}},
		{"speakers", r.Speakers, Ratio{Right: 1, Predicted: 1, Found: 1, Gold: 1}},
	} {
		if c.got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, c.got, c.want)
		}
	}
	// Precision 1/3, recall 1/2: F1 = 2·(1/6)/(5/6) = 0.4.
	if f := r.Words.F1(); math.Abs(f-0.4) > 1e-12 {
		t.Errorf("F1 of words %v, want 0.4", f)
	}
	if len(r.Rules) != 1 || r.Rules[0] != (RuleScore{Rule: "x", Statements: 1, Words: 3, Right: 1, Source: 1}) {
		t.Errorf("rules: %+v", r.Rules)
	}
}

func TestReadGold(t *testing.T) {
	a, err := ReadGold([]byte(`{"id": "a", "text": "x", "attributions": [{"source": [[0, 1]], "cue": [], "content": [[2, 3], [4, 5]]}]}`))
	if err != nil || a.ID != "a" || len(a.Statements) != 1 || len(a.Statements[0].Content) != 2 || a.Statements[0].Source[0] != [2]int{0, 1} {
		t.Errorf("%+v, %v", a, err)
	}
	a, err = ReadGold([]byte(`{"id": "p", "text": "x", "annotators": {"b": {"attributions": []}, "a": {"attributions": [{"cue": [[0, 1]]}], "discard": [[[3, 4]], [[5, 6]]]}}}`))
	if err != nil || len(a.Statements) != 1 || len(a.Discard) != 2 || a.Discard[1] != [2]int{5, 6} {
		t.Errorf("of two annotators the first by name counts: %+v, %v", a, err)
	}
	for _, bad := range []string{``, `{"id": "a"}`, `{"text": "a"}`, `{"id": "a", "text": "b", "attributions": 3}`} {
		if _, err := ReadGold([]byte(bad)); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}

// TestAnnotated joins the parts of a statement, in code points, and leaves out
// what stands inside another or has no source.
func TestAnnotated(t *testing.T) {
	tx, vs := find("Café news: a “bad” day.\n\n“The ferry,” Ada Moreno, the mayor, said, “sank.”")
	a := Annotated("x", tx, vs)
	if len(a.Statements) != 1 {
		t.Fatalf("%+v", a.Statements)
	}
	if len(a.Inner) != 1 || a.Inner[0].Rule != "scare" {
		t.Errorf("inner: %+v", a.Inner)
	}
	s := a.Statements[0]
	runes := []rune(a.Text)
	if len(s.Content) != 2 || string(runes[s.Content[0][0]:s.Content[0][1]]) != "“The ferry,”" || string(runes[s.Content[1][0]:s.Content[1][1]]) != "“sank.”" {
		t.Errorf("content %v", s.Content)
	}
	if got := string(runes[s.Source[0][0]:s.Source[0][1]]); got != "Ada Moreno, the mayor," {
		t.Errorf("source %q: the comma that closes an apposition belongs to it", got)
	}
}
