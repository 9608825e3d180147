package stat

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"
)

// A world is a population of documents with a known truth: what the coverage
// of an interval is measured against.
type world struct {
	name    string
	measure Measure
	truth   float64
	unit    func(*rand.Rand) (x, y int64)
}

func poisson(r *rand.Rand, mean float64) int64 {
	var k int64
	for mean > 500 { // in parts, since exp(-mean) would vanish
		k += poisson(r, 500)
		mean -= 500
	}
	limit := math.Exp(-mean)
	for p := r.Float64(); p > limit; p *= r.Float64() {
		k++
	}
	return k
}

// gammaVariate has that shape and mean 1 (Marsaglia & Tsang 2000).
func gammaVariate(r *rand.Rand, shape float64) float64 {
	if shape < 1 {
		return gammaVariate(r, shape+1) * (shape + 1) / shape * math.Pow(r.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := r.NormFloat64()
		v := math.Pow(1+c*x, 3)
		if v > 0 && math.Log(r.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v / shape
		}
	}
}

func negativeBinomial(r *rand.Rand, mean, size float64) int64 {
	return poisson(r, mean*gammaVariate(r, size))
}

func betaVariate(r *rand.Rand, mean, correlation float64) float64 {
	total := 1/correlation - 1
	a := mean * total * gammaVariate(r, mean*total)
	b := (1 - mean) * total * gammaVariate(r, (1-mean)*total)
	return a / (a + b)
}

// copies is how often a text stands in one outlet: mostly once.
func copies(r *rand.Rand) int64 {
	if r.Float64() < 0.9 {
		return 1
	}
	return 2 + int64(r.IntN(2))
}

func articleWords(r *rand.Rand, median float64) float64 {
	return math.Round(median*math.Exp(0.7*r.NormFloat64())) + 20
}

// termRate: a term comes in clusters, clusters for each 1,000 words, of 1 +
// negative binomial matches. Measured on 14,179 news articles, a document that
// has a term has it 2.1 times, and the average match stands in a document with
// four.
func termRate(name string, clusters, more, size float64) world {
	return world{name, Rate, clusters * (1 + more), func(r *rand.Rand) (int64, int64) {
		words := articleWords(r, 600)
		var x int64
		for range poisson(r, clusters*words/1000) {
			x += 1 + negativeBinomial(r, more, size)
		}
		c := copies(r)
		return c * x, c * int64(words)
	}}
}

// weightedTerms: matches have weight 2 or -1, and a document leans to one.
func weightedTerms(name string, clusters float64) world {
	return world{name, Score, clusters * 2.1 * (2*0.6 - 0.4), func(r *rand.Rand) (int64, int64) {
		words := articleWords(r, 600)
		p := betaVariate(r, 0.6, 0.3)
		var x int64
		for range poisson(r, clusters*words/1000) {
			for range 1 + negativeBinomial(r, 1.1, 0.5) {
				if r.Float64() < p {
					x += 2000
				} else {
					x -= 1000
				}
			}
		}
		c := copies(r)
		return c * x, c * int64(words)
	}}
}

// labelShare: documents keep to a label; two mentions in one document agree
// with that correlation.
func labelShare(name string, share, correlation float64) world {
	return world{name, Share, share, func(r *rand.Rand) (int64, int64) {
		chances := 1 + negativeBinomial(r, 2, 0.5)
		p := betaVariate(r, share, correlation)
		var x int64
		for range chances {
			if r.Float64() < p {
				x++
			}
		}
		c := copies(r)
		return c * x, c * chances
	}}
}

// meanScore: mentions are scored -1, 0 or 1 with a tone of the document.
func meanScore(name string, mean, neutral, correlation float64) world {
	return world{name, Mean, mean, func(r *rand.Rand) (int64, int64) {
		mentions := 1 + negativeBinomial(r, 2, 0.5)
		p := betaVariate(r, (mean/(1-neutral)+1)/2, correlation)
		var x int64
		for range mentions {
			switch {
			case r.Float64() < neutral:
			case r.Float64() < p:
				x += 1000
			default:
				x -= 1000
			}
		}
		c := copies(r)
		return c * x, c * mentions
	}}
}

var worlds = []world{
	termRate("term, 0.02 per 1,000 words", 0.01, 1.1, 0.5),
	termRate("term, 0.1 per 1,000 words", 0.048, 1.1, 0.5),
	termRate("term, 0.5 per 1,000 words", 0.24, 1.1, 0.5),
	termRate("category, 2 per 1,000 words", 0.85, 1.35, 0.5),
	termRate("category, 10 per 1,000 words", 5, 1, 1),
	weightedTerms("weights, 0.5 terms per 1,000 words", 0.24),
	weightedTerms("weights, 10 terms per 1,000 words", 5),
	labelShare("label, share 0.03", 0.03, 0.5),
	labelShare("label, share 0.1", 0.1, 0.7),
	labelShare("label, share 0.5", 0.5, 0.7),
	labelShare("label, share 0.9", 0.9, 0.5),
	meanScore("score, mean -0.3", -0.3, 0.3, 0.3),
	meanScore("score, mean 0, nearly all neutral", 0, 0.95, 0.3),
}

// draw fills moments with the units of an outlet.
func (w world) draw(r *rand.Rand, units int) (Base, Counts) {
	var b Base
	c := Counts{Signed: w.measure == Score}
	for i := range units {
		x, y := w.unit(r)
		b.Units = append(b.Units, r.Uint64())
		b.Y = append(b.Y, y)
		if x != 0 {
			c.Index = append(c.Index, int32(i))
			c.N = append(c.N, x)
		}
	}
	return b, c
}

type method struct {
	name string
	of   func(b Base, x Counts, k Measure) Estimate
	sims int
}

func TestCoverageOfIntervals(t *testing.T) {
	if testing.Short() {
		t.Skip("a long simulation")
	}
	o := Options{MinUnits: 2}
	methods := []method{
		{"one more", func(b Base, x Counts, k Measure) Estimate { return o.Ratio(b, x, k) }, 2000},
		{"Taylor", func(b Base, x Counts, k Measure) Estimate { return o.Taylor(b.Moments(x), k) }, 2000},
		{"bootstrap", func(b Base, x Counts, k Measure) Estimate {
			o := o
			o.Replicates = 400
			return o.Bootstrap(b, []Counts{x}, k)[0]
		}, 500},
	}
	sizes := []int{5, 10, 20, 50, 100, 300}
	var table strings.Builder
	fmt.Fprintf(&table, "\t%-34s %-14s", "documents", "")
	for _, n := range sizes {
		fmt.Fprintf(&table, " %6d", n)
	}
	fmt.Fprintln(&table)
	for _, w := range worlds {
		covered, width := make([][]float64, len(methods)), make([][]float64, len(methods))
		for j := range methods {
			covered[j], width[j] = make([]float64, len(sizes)), make([]float64, len(sizes))
		}
		for s, n := range sizes {
			r := rand.New(rand.NewPCG(6, uint64(n)))
			for i := range methods[0].sims {
				b, x := w.draw(r, n)
				for j, m := range methods {
					if i >= m.sims {
						continue
					}
					e := m.of(b, x, w.measure)
					if e.Lo <= w.truth && w.truth <= e.Hi {
						covered[j][s] += 100 / float64(m.sims)
					}
					width[j][s] += (e.Hi - e.Lo) / float64(m.sims)
				}
			}
			if n >= 20 && covered[0][s] < 93 {
				t.Errorf("%s, %d documents: the 95 %% interval covers in %.1f %% of samples", w.name, n, covered[0][s])
			}
		}
		name := w.name
		for j, m := range methods {
			fmt.Fprintf(&table, "\t%-34s %-14s", name, m.name)
			for s := range sizes {
				fmt.Fprintf(&table, " %6.1f", covered[j][s])
			}
			fmt.Fprintln(&table)
			name = ""
		}
		for j, m := range methods[:2] {
			fmt.Fprintf(&table, "\t%-34s %-14s", "", "width, "+m.name)
			for s := range sizes {
				fmt.Fprintf(&table, " %6.3g", width[j][s])
			}
			fmt.Fprintln(&table)
		}
	}
	checkDoc(t, table.String())
}

// checkDoc fails unless the package comment has the table that the simulation
// prints.
func checkDoc(t *testing.T, table string) {
	t.Helper()
	if runtime.GOARCH != "amd64" {
		return // logarithms differ in the last digit, and samples with them
	}
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	want := "//" + strings.ReplaceAll(strings.TrimSuffix(table, "\n"), "\n", "\n//") + "\n"
	if !strings.Contains(string(doc), want) {
		t.Errorf("the table in doc.go is not this one:\n%s", want)
	}
}

// pairOf draws two outlets of the same world, some of whose units are wire
// copies that both ran.
func (w world) pairOf(r *rand.Rand, m, n int, shared float64) (a, b Base, x, y Counts) {
	a, x = w.draw(r, m)
	b, y = w.draw(r, n)
	k := int(shared * float64(min(m, n)))
	// The first k units of b become those of a.
	copy(b.Units[:k], a.Units[:k])
	copy(b.Y[:k], a.Y[:k])
	mixed := Counts{Signed: y.Signed}
	for i, at := range x.Index {
		if int(at) < k {
			mixed.Index, mixed.N = append(mixed.Index, at), append(mixed.N, x.N[i])
		}
	}
	for i, at := range y.Index {
		if int(at) >= k {
			mixed.Index, mixed.N = append(mixed.Index, at), append(mixed.N, y.N[i])
		}
	}
	return a, b, x, mixed
}

func TestContrastsUnderTheNull(t *testing.T) {
	if testing.Short() {
		t.Skip("a long simulation")
	}
	o := Options{Replicates: 199}
	longer := termRate("", 0.24, 1.1, 0.5)
	longer.unit = func(r *rand.Rand) (int64, int64) {
		words := articleWords(r, 1200)
		var x int64
		for range poisson(r, 0.24*words/1000) {
			x += 1 + negativeBinomial(r, 1.1, 0.5)
		}
		return x, int64(words)
	}
	var table strings.Builder
	fmt.Fprintf(&table, "\t%-45s %9s %9s %9s %9s\n", "", "documents", "copies %", "rejects", "covers")
	for _, w := range []world{worlds[1], worlds[2], worlds[3], worlds[5], worlds[8], worlds[9], worlds[11]} {
		for _, s := range []struct {
			m, n   int
			shared float64
			other  *world
		}{{10, 10, 0, nil}, {20, 20, 0.3, nil}, {20, 200, 0, nil}, {100, 100, 0.3, nil}, {50, 50, 0, &longer}} {
			name := w.name
			if s.other != nil {
				if w.name != worlds[2].name {
					continue
				}
				name += ", B twice as long"
			}
			r := rand.New(rand.NewPCG(7, uint64(s.m*1000+s.n)))
			const sims = 3000
			rejected, covered := 0, 0
			for range sims {
				a, b, x, y := w.pairOf(r, s.m, s.n, s.shared)
				if s.other != nil {
					b, y = s.other.draw(r, s.n)
				}
				c := o.Compare(a, x, b, y, w.measure)
				if c.P <= 0.05 {
					rejected++
				}
				if c.Lo <= 0 && 0 <= c.Hi {
					covered++
				}
			}
			percent := func(n int) float64 { return 100 * float64(n) / sims }
			fmt.Fprintf(&table, "\t%-45s %9s %9.0f %9.1f %9.1f\n", name, fmt.Sprintf("%d/%d", s.m, s.n), 100*s.shared, percent(rejected), percent(covered))
			if percent(rejected) > 6 {
				t.Errorf("%s, %d and %d: the test rejects a true hypothesis at 5 %% in %.1f %%", name, s.m, s.n, percent(rejected))
			}
			if min(s.m, s.n) >= 20 && percent(covered) < 93 {
				t.Errorf("%s, %d and %d: the interval of the difference covers in %.1f %%", name, s.m, s.n, percent(covered))
			}
		}
	}
	checkDoc(t, table.String())
}

func TestKeynessUnderTheNull(t *testing.T) {
	if testing.Short() {
		t.Skip("a long simulation")
	}
	var o Options
	var table strings.Builder
	fmt.Fprintf(&table, "\t%-30s %9s %8s %8s %8s %8s %8s %8s\n", "", "documents", "G2 5 %", "P 5 %", "P 1 %", "P 0.1 %", "covers", "... x 3")
	for _, w := range worlds[:4] {
		for _, s := range []struct{ m, n int }{{20, 100}, {50, 2000}, {200, 2000}} {
			r := rand.New(rand.NewPCG(9, uint64(s.m*1000+s.n)))
			sims := 4000
			if s.n > 1000 {
				sims = 1500
			}
			var naive, at5, at1, at01, covers, covers3, tested float64
			for range sims {
				var target, thrice, reference Moments
				for range s.m {
					x, y := w.unit(r)
					target.Add(x, y)
					x, y = w.unit(r)
					thrice.Add(x, (y+1)/3) // the same matches in a third of the words
				}
				for range s.n {
					reference.Add(w.unit(r))
				}
				if target.X+reference.X < 3 {
					continue // too rare to stand in any table
				}
				tested++
				k := o.Keyness(target, reference, 0.01, 1)
				if chiSquareP(math.Abs(k.G2)) <= 0.05 {
					naive++
				}
				if k.P <= 0.05 {
					at5++
				}
				if k.P <= 0.01 {
					at1++
				}
				if k.P <= 0.001 {
					at01++
				}
				if k.Lo <= 0 && 0 <= k.Hi {
					covers++
				}
				if k := o.Keyness(thrice, reference, 0.01, 1); k.Lo <= math.Log(3) && math.Log(3) <= k.Hi {
					covers3++
				}
			}
			percent := func(n float64) float64 { return 100 * n / tested }
			fmt.Fprintf(&table, "\t%-30s %9s %8.1f %8.1f %8.2f %8.2f %8.1f %8.1f\n", w.name, fmt.Sprintf("%d/%d", s.m, s.n),
				percent(naive), percent(at5), percent(at1), percent(at01), percent(covers), percent(covers3))
			if percent(at5) > 6 {
				t.Errorf("%s, %d and %d: P rejects a true hypothesis at 5 %% in %.1f %%", w.name, s.m, s.n, percent(at5))
			}
		}
	}
	checkDoc(t, table.String())
}
