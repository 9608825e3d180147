package stat

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode"
)

// TestCoverageOnNews draws outlets of 20 to 300 documents from real articles,
// the population being all of them: no model of how words cluster is involved.
func TestCoverageOnNews(t *testing.T) {
	if testing.Short() {
		t.Skip("reads thousands of articles")
	}
	f, err := os.Open(shared(t, "allsides/articles.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	terms := []string{"illegal", "undocumented", "regime regimes", "terrorist terrorists", "radical radicals", "migrant migrants",
		"racist racists racism", "claimed claims", "attack attacks attacked", "thug thugs", "hardline hardliner hardliners"}
	term := map[string]int{}
	for i, words := range terms {
		for _, w := range strings.Fields(words) {
			term[w] = i
		}
	}
	var words []int64
	counts := make([][]int64, len(terms))
	in := bufio.NewScanner(z)
	in.Buffer(nil, 1<<26)
	for in.Scan() {
		var article struct{ Text string }
		if err := json.Unmarshal(in.Bytes(), &article); err != nil {
			t.Fatal(err)
		}
		tokens := strings.FieldsFunc(strings.ToLower(article.Text), func(r rune) bool { return !unicode.IsLetter(r) })
		if len(tokens) < 30 {
			continue
		}
		words = append(words, int64(len(tokens)))
		for i := range counts {
			counts[i] = append(counts[i], 0)
		}
		for _, w := range tokens {
			if i, ok := term[w]; ok {
				counts[i][len(words)-1]++
			}
		}
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	var o Options
	for i, term := range terms {
		var all Moments
		for d, n := range words {
			all.Add(counts[i][d], n)
		}
		truth := all.Ratio() * Rate.Scale()
		for _, n := range []int{20, 50, 100, 300} {
			r := rand.New(rand.NewPCG(8, uint64(n)))
			const sims = 2000
			covered, taylor := 0, 0
			for range sims {
				var m Moments
				for range n {
					d := r.IntN(len(words))
					m.Add(counts[i][d], words[d])
				}
				if e := o.Estimate(m, Rate); e.Lo <= truth && truth <= e.Hi {
					covered++
				}
				if e := o.Taylor(m, Rate); e.Lo <= truth && truth <= e.Hi {
					taylor++
				}
			}
			percent := func(n int) float64 { return 100 * float64(n) / sims }
			t.Logf("%-30s %.3f per 1,000 words, %3d documents: %.1f %%, Taylor %.1f %%", term, truth, n, percent(covered), percent(taylor))
			if percent(covered) < 93 {
				t.Errorf("%s, %d documents: covers in %.1f %%", term, n, percent(covered))
			}
		}
	}
}
