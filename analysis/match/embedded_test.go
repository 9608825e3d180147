package match

import (
	"strings"
	"testing"

	"slant/lexicons"
)

// Every lexicon in the box keeps what it promises about itself.
func TestEmbeddedLexiconsPassTheirOwnTests(t *testing.T) {
	tested := 0
	for _, name := range lexicons.EmbeddedNames() {
		data, _ := lexicons.Embedded(name)
		l, problems := lexicons.Read(lexicons.EmbeddedPrefix+name, data, lexicons.ReadOptions{})
		if l == nil || len(l.Terms) == 0 {
			continue // a roster
		}
		for _, p := range problems {
			t.Errorf("reading: %v", p)
		}
		m, problems := Compile(l, Options{})
		for _, p := range problems {
			t.Errorf("compiling: %v", p)
		}
		for _, p := range Expectations(l, m) {
			t.Error(p)
		}
		tested += len(l.Tests)
	}
	if tested < 50 {
		t.Errorf("only %d tests in the embedded lexicons", tested)
	}
}

func TestExpectationsReportWhatFails(t *testing.T) {
	l := dictionary("c: Zionist regime")
	l.Tests = []lexicons.Test{
		{Text: "the “Zionist” regime’s crimes", Matches: []string{"zionist regime's"}},
		{Text: "an Israeli regime", Matches: nil},
		{Text: "the Zionist regime", Matches: nil},
		{Text: "the Zionist state", Matches: []string{"Zionist state"}},
	}
	m, _ := Compile(l, Options{})
	got := Expectations(l, m).Error()
	want := `test "the Zionist regime" matches ["Zionist regime"], not []; mend the patterns, or what the test expects
test "the Zionist state" matches [], not ["Zionist state"]; mend the patterns, or what the test expects`
	if strings.TrimSpace(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
