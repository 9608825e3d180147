package reports

import (
	"math"
	"strings"
	"testing"

	"slant/analysis"
)

func contrastRun(rows ...[]Value) *Run {
	t := Schema("contrasts")
	for _, r := range rows {
		for len(r) < len(t.Columns) {
			r = append(r, Value{})
		}
		t.Rows = append(t.Rows, r)
	}
	return &Run{Tables: []*Table{t}}
}

func contrast(measure, voice string, difference, lo, hi, q float64) []Value {
	return []Value{Text(measure), Text("authority/dock clique"), Text(voice), Text("Courier"), Text("Post"), Num(0.5 + difference), Num(0.5), Num(difference), Num(lo), Num(hi), Num(q / 2), Num(q), Int(40), Int(50)}
}

// A difference is a finding only with an interval that leaves out zero and
// with q below 0.05.
func TestWhatIsAFinding(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name string
		row  []Value
		want string // beginning of the text, empty for no finding
	}{
		{"sure", contrast("share", "own", 0.3, 0.1, 0.5, 0.01), "Courier names authority “dock clique” in 80\u00A0% of its mentions in its own voice, Post in 50\u00A0%: a difference of 30 points [10, 50], q = 0.01."},
		{"the other way round", contrast("share", "own", -0.3, -0.5, -0.1, 0.01), "Post names authority “dock clique” in 50\u00A0% of its mentions in its own voice, Courier in 20\u00A0%: a difference of 30 points [10, 50]"},
		{"q too large", contrast("share", "own", 0.3, 0.1, 0.5, 0.05), ""},
		{"interval over zero", contrast("share", "own", 0.3, -0.01, 0.5, 0.01), ""},
		{"no interval", contrast("share", "own", 0.3, nan, nan, 0.01), ""},
		{"half an interval", contrast("share", "own", 0.3, 0.1, nan, 0.01), ""},
		{"no q", contrast("share", "own", 0.3, 0.1, 0.5, nan), ""},
		{"another measure", contrast("entropy", "own", 0.3, 0.1, 0.5, 0.01), ""},
		{"sentiment", contrast("sentiment", "quoted", 0.3, 0.1, 0.5, 0.01), "Sentences about authority score higher in Courier than in Post in its quotations: mean 0.80 against 0.50"},
		{"rate", contrast("rate", "all", 0.3, 0.1, 0.5, 0.01), "Courier uses terms of dock clique 0.80 times per 1,000 words in all voices, Post 0.50 times: a difference of 0.30 [0.10, 0.50], q = 0.01."},
	} {
		got := Findings(contrastRun(c.row))
		switch {
		case c.want == "" && len(got) > 0:
			t.Errorf("%s: found %q", c.name, got[0].Text)
		case c.want != "" && (len(got) != 1 || !strings.HasPrefix(got[0].Text, c.want)):
			t.Errorf("%s: found %v, want %q", c.name, got, c.want)
		}
	}
}

// All others together are never the subject of a sentence.
func TestFindingAgainstAllOthers(t *testing.T) {
	down := contrast("share", "own", -0.3, -0.5, -0.1, 0.01)
	down[4] = Text(analysis.Rest)
	up := contrast("sentiment", "own", 0.3, 0.1, 0.5, 0.01)
	up[3] = Text(analysis.Rest)
	for _, c := range []struct {
		row  []Value
		want string
	}{
		{down, "Courier names authority “dock clique” in 20\u00A0% of its mentions in its own voice, all other outlets together in 50\u00A0%: a difference of −30 points [−50, −10]"},
		{up, "Sentences about authority score lower in Post than in all other outlets together in its own voice: mean 0.50 against 0.80, a difference of −0.30 [−0.50, −0.10]"},
	} {
		if got := Findings(contrastRun(c.row)); len(got) != 1 || !strings.HasPrefix(got[0].Text, c.want) {
			t.Errorf("found %v, want %q", got, c.want)
		}
	}
}

// The clearest difference comes first, and the outlet's own voice before what
// it quotes.
func TestWhichFinding(t *testing.T) {
	wide, clear := contrast("share", "own", 0.6, 0.05, 0.95, 0.01), contrast("share", "own", 0.4, 0.3, 0.5, 0.01)
	quoted := contrast("share", "quoted", 0.8, 0.7, 0.9, 0.001)
	got := Findings(contrastRun(wide, quoted, clear))
	if len(got) != 1 || got[0].Estimate != 0.4 {
		t.Errorf("found %+v", got)
	}
	if got := Findings(contrastRun(quoted)); len(got) != 1 || got[0].Estimate != 0.8 {
		t.Errorf("with quotations alone, found %+v", got)
	}
}

func TestShares(t *testing.T) {
	naming := Schema("naming")
	add := func(label, stance, voice string, share, lo, hi float64) {
		naming.Rows = append(naming.Rows, []Value{Text("Courier"), Text("union"), Text(label), Text(stance), Text(voice), Int(50), Int(25), Int(30), Num(share), Num(lo), Num(hi), {}})
	}
	add("strike mob", "negative", "own", 0.5, 0.4, 0.6)
	add("strike gang", "negative", "quoted", 0.9, 0.8, 1)      // not its own words
	add("Pilots' Union", "", "own", 0.4, 0.3, 0.5)             // no stance
	add("rare mob", "negative", "own", 0.05, 0.01, 0.1)        // too little
	add("mob", "negative", "own", 0.9, math.NaN(), math.NaN()) // no interval
	got := Findings(&Run{Tables: []*Table{naming}})
	if len(got) != 1 || got[0].Text != "Courier names union “strike mob” in 50\u00A0% [40, 60] of its 50 mentions in its own voice." || !math.IsNaN(got[0].Q) {
		t.Errorf("found %+v", got)
	}
}

// A number that hangs on one article says so.
func TestCautions(t *testing.T) {
	run := contrastRun(contrast("share", "own", 0.3, 0.1, 0.5, 0.01))
	influence := Schema("influence")
	add := func(outlet string, without float64) {
		row := []Value{Text("share"), Text("authority/dock clique"), Text(outlet), Num(0.8), Text("doc-7"), Num(without), {}, {}}
		for len(row) < len(influence.Columns) {
			row = append(row, Value{})
		}
		influence.Rows = append(influence.Rows, row)
	}
	add("Courier", 0.6)
	add("Post", 0.79)
	add("Gazette", 0.1)
	run.Tables = append(run.Tables, influence)
	got := strings.Join(Findings(run)[0].Cautions, "\n")
	if !strings.Contains(got, "One article moves it: without doc-7 the estimate for Courier is 0.60 instead of 0.80.") || strings.Contains(got, "Post") || strings.Contains(got, "Gazette") {
		t.Errorf("cautions: %s", got)
	}
	if !strings.Contains(got, "Picked from 1 comparisons") {
		t.Errorf("cautions do not name the family: %s", got)
	}
}

// A sample run's findings obey the rule for every one of them.
func TestNoFindingWithoutAnInterval(t *testing.T) {
	for name, make := range sampleRuns {
		findings := Findings(make())
		if len(findings) == 0 || len(findings) > 4 {
			t.Errorf("%s: %d findings", name, len(findings))
		}
		for _, f := range findings {
			if math.IsNaN(f.Lo) || math.IsNaN(f.Hi) || f.Lo > f.Estimate || f.Hi < f.Estimate || !math.IsNaN(f.Q) && f.Q >= significant {
				t.Errorf("%s: %+v", name, f)
			}
			if strings.Contains(f.Text, "not estimable") || strings.Contains(f.Text, "NaN") {
				t.Errorf("%s: %q", name, f.Text)
			}
		}
	}
}
