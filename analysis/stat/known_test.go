package stat

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// near fails unless got is want, to a relative or absolute tolerance.
// near fails unless a number lies within a tolerance of another one: as a
// difference or as a part of it, whichever allows more.
func near(t *testing.T, name string, got, want, tolerance float64) {
	t.Helper()
	if math.IsNaN(want) && math.IsNaN(got) || got == want {
		return
	}
	if d := math.Abs(got - want); !(d <= tolerance || d <= tolerance*math.Abs(want)) {
		t.Errorf("%s: got %.12g, want %.12g", name, got, want)
	}
}

// shared gives the path of a file of data that is not part of the project.
func shared(t *testing.T, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the package")
		}
	}
	path := filepath.Join(dir, "../shared/data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("not part of the project, and not here: %v", err)
	}
	return path
}

// number reads a JSON number, or R's "Inf" as text.
type number float64

func (n *number) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) == nil {
		x, err := strconv.ParseFloat(s, 64)
		*n = number(x)
		return err
	}
	return json.Unmarshal(b, (*float64)(n))
}

type rAnswer struct {
	Kind     string
	Table    []int64
	Chi2     float64
	PChi2    float64 `json:"p"`
	Yates    float64 `json:"chi2_yates"`
	PYates   float64 `json:"p_yates"`
	FisherP  float64 `json:"fisher_p"`
	FisherOR number  `json:"fisher_or_cmle"`
	G2       float64
	K, N     int
	Wilson   []float64 `json:"wilson95"`
	Method   string
	Adjusted []float64
}

// rAnswers reads what R 4.2.2 computes with chisq.test, fisher.test, prop.test
// and p.adjust.
func rAnswers(t *testing.T, kind string) []rAnswer {
	t.Helper()
	data, err := os.ReadFile(shared(t, "known-answers/stats_R_reference.json"))
	if err != nil {
		t.Fatal(err)
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatal(err)
	}
	var out []rAnswer
	for _, r := range raw {
		var a struct{ Kind string }
		if err := json.Unmarshal(r, &a); err != nil {
			t.Fatal(err)
		}
		if a.Kind != kind {
			continue
		}
		var full rAnswer
		if kind == "p.adjust" { // there "p" is a list
			var adjust struct {
				Method   string
				P        []float64
				Adjusted []float64
			}
			if err := json.Unmarshal(r, &adjust); err != nil {
				t.Fatal(err)
			}
			full.Method, full.Adjusted, full.Wilson = adjust.Method, adjust.Adjusted, adjust.P
		} else if err := json.Unmarshal(r, &full); err != nil {
			t.Fatal(err)
		}
		out = append(out, full)
	}
	if len(out) == 0 {
		t.Fatalf("no answers of kind %q", kind)
	}
	return out
}

func TestFourfoldAsRComputesIt(t *testing.T) {
	for _, a := range rAnswers(t, "2x2") {
		f := Fourfold{A: a.Table[0], B: a.Table[1], C: a.Table[2], D: a.Table[3]}
		chi, p := f.ChiSquare(Uncorrected)
		near(t, "chi-square", math.Abs(chi), a.Chi2, 1e-9)
		near(t, "its p", p, a.PChi2, 1e-9)
		chi, p = f.ChiSquare(Yates)
		near(t, "chi-square, Yates", math.Abs(chi), a.Yates, 1e-9)
		near(t, "its p", p, a.PYates, 1e-9)
		g2, _ := f.G2(Uncorrected)
		near(t, "G2", math.Abs(g2), a.G2, 1e-9)
		or, p := f.Fisher()
		// R finds the estimate to about four digits (uniroot's tolerance).
		near(t, "Fisher's odds ratio", or, float64(a.FisherOR), 2e-4)
		near(t, "Fisher's p", p, a.FisherP, 1e-9)
	}
}

func TestWilsonAsRComputesIt(t *testing.T) {
	for _, a := range rAnswers(t, "proportion") {
		e := Options{}.Wilson(a.K, a.N)
		near(t, "lower", e.Lo, a.Wilson[0], 1e-9)
		near(t, "upper", e.Hi, a.Wilson[1], 1e-9)
	}
}

func TestBenjaminiHochbergAsRComputesIt(t *testing.T) {
	for _, a := range rAnswers(t, "p.adjust") {
		if a.Method != "BH" {
			continue
		}
		for i, q := range BenjaminiHochberg(a.Wilson) {
			near(t, "q", q, a.Adjusted[i], 1e-9)
		}
	}
}

// The z-scores of the 2012 convention speeches were computed from the counts
// with ConvoKit's formula, which is that of Monroe, Colaresi & Quinn 2008.
func TestLogOddsOfTheConventionSpeeches(t *testing.T) {
	f, err := os.Open(shared(t, "known-answers/two_group_corpus/counts_2012.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = '\t'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string][2]int64{}
	var all [2]int64
	for _, row := range rows[1:] {
		var c [2]int64
		for i := range c {
			if c[i], err = strconv.ParseInt(row[i+1], 10, 64); err != nil {
				t.Fatal(err)
			}
			all[i] += c[i]
		}
		counts[row[0]] = c
	}
	data, err := os.ReadFile(shared(t, "known-answers/fightin_words_reference.json"))
	if err != nil {
		t.Fatal(err)
	}
	var reference map[string]map[string]any
	if err := json.Unmarshal(data, &reference); err != nil {
		t.Fatal(err)
	}
	tested := 0
	for name, table := range reference {
		if name == "meta" {
			continue
		}
		for _, list := range table {
			for _, entry := range list.([]any) {
				e := entry.([]any)
				word := e[0].(string)
				c := counts[word]
				var prior, priors float64
				switch name {
				case "uninformative_0.1":
					prior, priors = 0.1, 0.1*float64(len(counts))
				case "uninformative_0.01":
					prior, priors = 0.01, 0.01*float64(len(counts))
				case "informative_a0_500":
					prior, priors = 500*float64(c[0]+c[1])/float64(all[0]+all[1]), 500
				default:
					t.Fatalf("unknown table %q", name)
				}
				_, z := LogOdds(c[0], c[1], all[0], all[1], prior, priors)
				near(t, name+" "+word, z, e[3].(float64), 1e-6)
				tested++
			}
		}
	}
	if tested != 90 {
		t.Errorf("compared %d words, want 90", tested)
	}
}
