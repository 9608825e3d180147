package train

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"slant/analysis/sentiment"
	"slant/analysis/text"
)

// newsMTSC reads a file of NewsMTSC, which lies beside the project where there
// is a copy of it.
func newsMTSC(t *testing.T, name string) []sentiment.Gold {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "..", "shared", "data", "newsmtsc", name))
	if err != nil {
		t.Skipf("NewsMTSC is not here: %v", err)
	}
	defer f.Close()
	rows, err := sentiment.ReadGold(name, f)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// The embedded models on the development rows of NewsMTSC. The floors are what
// was measured, less two points; what the scorer is for is to be far better
// than those that know nothing of targets.
func TestDevelopmentRows(t *testing.T) {
	for name, floor := range map[string]float64{"dev-rw.jsonl": 0.72, "dev-mt.jsonl": 0.67} {
		rows := newsMTSC(t, name)
		v := text.NewVocabulary()
		target, err := sentiment.NewTarget(v)
		if err != nil {
			t.Fatal(err)
		}
		bayes, err := sentiment.NewBayes(v)
		if err != nil {
			t.Fatal(err)
		}
		of := func(s sentiment.Scorer) sentiment.Evaluation {
			return sentiment.Evaluate(sentiment.Predict(s, rows, v))
		}
		own, others := of(target), []sentiment.Evaluation{of(bayes), of(sentiment.NewVader()), sentiment.Evaluate(majority(rows))}
		t.Logf("%s: target %.3f, bayes %.3f, vader %.3f, majority %.3f; calibration error %.3f", name, own.MacroF1, others[0].MacroF1,
			others[1].MacroF1, others[2].MacroF1, own.ECE)
		if own.MacroF1 < floor {
			t.Errorf("%s: macro-F1 %.3f, want %.3f", name, own.MacroF1, floor)
		}
		for _, e := range others {
			if own.MacroF1 < e.MacroF1+0.1 {
				t.Errorf("%s: macro-F1 %.3f is hardly more than %.3f", name, own.MacroF1, e.MacroF1)
			}
		}
		if own.ECE > 0.07 {
			t.Errorf("%s: calibration error %.3f", name, own.ECE)
		}
	}
}

func TestInflections(t *testing.T) {
	tests := []struct {
		lemma, part string
		want        []string
	}{
		{"accuse", "verb", []string{"accuse", "accuses", "accused", "accusing"}},
		{"rob", "verb", []string{"robs", "robbed", "robbing"}},
		{"bully", "verb", []string{"bullies", "bullied", "bullying"}},
		{"steal", "verb", []string{"stole", "stolen", "stealing"}},
		{"criticize", "verb", []string{"criticise", "criticised", "criticising"}},
		{"hostage", "noun", []string{"hostages"}},
		{"gunman", "noun", []string{"gunmen"}},
		{"witch", "noun", []string{"witches"}},
		{"horrible", "adj", []string{"horribly"}},
		{"angry", "adj", []string{"angrily", "angrier", "angriest"}},
		{"heroic", "adj", []string{"heroically"}},
	}
	for _, tt := range tests {
		got := inflections(tt.lemma, tt.part)
		for _, w := range tt.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: no %q among %q", tt.lemma, w, got)
			}
		}
	}
}

func TestReadClasses(t *testing.T) {
	out := make(map[string]Connotation)
	if err := readClasses("# a comment\n[blame verb]\naccuse blame\n\n[bad]\nblame liar\n", out); err != nil {
		t.Fatal(err)
	}
	for form, want := range map[string]string{"accused": "\x00", "blame": "\x00\x01", "liar": "\x01", "liars": ""} {
		if got := out[form].Classes; got != want {
			t.Errorf("%s: classes %q, want %q", form, got, want)
		}
	}
	for _, bad := range []string{"accuse\n", "[]\naccuse\n", "[a b c]\n"} {
		if err := readClasses(bad, out); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

// Every class with a sign is there.
func TestSignedClassesExist(t *testing.T) {
	names := classNames(connotationFile)
	if len(names) > math.MaxUint8 {
		t.Errorf("%d classes do not fit a byte", len(names))
	}
	for _, name := range append(strings.Fields(goodClasses), strings.Fields(badClasses)...) {
		if !slices.Contains(names, name) {
			t.Errorf("no class %q", name)
		}
	}
}

func TestWeights(t *testing.T) {
	var rows []sentiment.Gold
	for i := range 200 {
		rows = append(rows, sentiment.Gold{Text: string(rune('a' + i)), Label: int8(i % 2)}) // half neutral, half positive
	}
	w := weights(rows)
	neutral, positive := 0.0, 0.0
	for i, g := range rows {
		if g.Label == 0 {
			neutral += w[i]
		} else {
			positive += w[i]
		}
	}
	if got, want := neutral/positive, natural[0][1]/natural[0][2]; math.Abs(got-want) > 1e-9 {
		t.Errorf("neutral to positive %.4f, want %.4f", got, want)
	}
	for _, x := range weights(rows[:10]) {
		if x != 1 {
			t.Errorf("ten rows say nothing of shares, yet one weighs %v", x)
		}
	}
}

// Rows of one article are in one fold.
func TestFold(t *testing.T) {
	a := sentiment.Gold{ID: "polusa_v1_77_Smith_1_5", Text: "one"}
	b := sentiment.Gold{ID: "polusa_v1_77_Jones_8_9", Text: "two"}
	if fold(a, 5) != fold(b, 5) {
		t.Error("two sentences of one article are in two folds")
	}
	seen := make(map[int]bool)
	for i := range 100 {
		seen[fold(sentiment.Gold{Text: string(rune('a' + i))}, 5)] = true
	}
	if len(seen) != 5 {
		t.Errorf("%d folds in use, want 5", len(seen))
	}
}
