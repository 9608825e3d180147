package stat

import (
	"cmp"
	"math"
	"slices"
	"testing"
)

// Target "b b b b b b b a a a", reference "a a a a a a a b b", feature b:
// the example of quanteda.textstats 0.97's tests for textstat_keyness.
var bees = NewFourfold(7, 2, 10, 9)

func TestChiSquareOfQuantedasExample(t *testing.T) {
	for _, tt := range []struct {
		name       string
		correction Correction
		want, p    float64
	}{
		{"yates where small, quanteda's default", YatesWhereSmall, 2.632438272, 0.1047},
		{"yates, as R's chisq.test", Yates, 2.632438272, 0.1047},
		{"none", Uncorrected, 4.337160494, 0.03729},
		// quanteda multiplies by q and prints 4.682; its own test of
		// 4.017626, which divides, is commented out.
		{"williams", Williams, 4.017626, 0.0450},
	} {
		got, p := bees.ChiSquare(tt.correction)
		near(t, tt.name, got, tt.want, 1e-6)
		near(t, tt.name+", p", p, tt.p, 1e-4)
	}
}

// quanteda adds 1e-9 inside the logarithm: its values end in …370, …447 and
// …781 where exact ones differ in the eighth digit.
func TestG2OfQuantedasExample(t *testing.T) {
	for _, tt := range []struct {
		name       string
		correction Correction
		want       float64
	}{
		{"none", Uncorrected, 4.534939370},
		{"williams, q = 1.079533247", Williams, 4.200833447},
		{"yates where small, the default of quanteda's code", YatesWhereSmall, 2.702843781},
	} {
		got, _ := bees.G2(tt.correction)
		near(t, tt.name, got, tt.want, 1e-7)
	}
	near(t, "q", bees.williams(), 1.079533247, 1e-9)
}

// R: fisher.test(matrix(c(7, 3, 2, 7), 2)), as quanteda's "exact".
func TestFisherOfQuantedasExample(t *testing.T) {
	or, p := bees.Fisher()
	near(t, "odds ratio", or, 7.166281974, 2e-4)
	near(t, "p", p, 0.06977851869, 1e-9)
}

func TestFisherAtTheEdges(t *testing.T) {
	for _, tt := range []struct {
		name  string
		table Fourfold
		or, p float64
	}{
		{"never in the target", Fourfold{0, 8, 500, 492}, 0, 0.00759517492979},
		{"always in the target, never in the reference", Fourfold{5, 0, 0, 5}, math.Inf(1), 0.00793650793651},
		{"nowhere: the margins leave no choice", Fourfold{0, 0, 10, 10}, math.NaN(), 1},
	} {
		or, p := tt.table.Fisher()
		near(t, tt.name+", odds ratio", or, tt.or, 1e-6)
		near(t, tt.name+", p", p, tt.p, 1e-9)
	}
}

// Target "a a a b b c c c c c c d e f g h h", reference "a a b c c d d d d e f
// h": quanteda.textstats 0.97, order of features by statistic.
func letters() (names []string, tables []Fourfold) {
	target := []int64{3, 2, 6, 1, 1, 1, 1, 2}
	reference := []int64{2, 1, 2, 4, 1, 1, 0, 1}
	for i := range target {
		names = append(names, string(rune('a'+i)))
		tables = append(tables, NewFourfold(target[i], reference[i], 17, 12))
	}
	return names, tables
}

func TestOrderOfQuantedasKeyness(t *testing.T) {
	names, tables := letters()
	for _, tt := range []struct {
		measure string
		of      func(Fourfold) float64
		want    string
	}{
		{"chi2", func(f Fourfold) float64 { x, _ := f.ChiSquare(YatesWhereSmall); return x }, "gcbhaefd"},
		{"lr, no correction", func(f Fourfold) float64 { x, _ := f.G2(Uncorrected); return x }, "cgbhaefd"},
		{"exact", func(f Fourfold) float64 { x, _ := f.Fisher(); return x }, "gcbhaefd"},
	} {
		order := []int{0, 1, 2, 3, 4, 5, 6, 7}
		slices.SortStableFunc(order, func(i, j int) int { return -cmp.Compare(tt.of(tables[i]), tt.of(tables[j])) })
		got := ""
		for _, i := range order {
			got += names[i]
		}
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.measure, got, tt.want)
		}
	}
}

func TestValuesOfQuantedasKeyness(t *testing.T) {
	_, tables := letters()
	for i, want := range []float64{0.004738562, 0.089303670, 0.467298378, -2.040247141, -0.065813362, -0.065813362, 0.731092437, 0.089303670} {
		got, _ := tables[i].ChiSquare(YatesWhereSmall)
		near(t, "chi2 of "+string(rune('a'+i)), got, want, 1e-8)
	}
	near(t, "pmi of a", tables[0].PMI(), 0.02325686, 1e-7)
	near(t, "pmi of g", tables[6].PMI(), 0.53408249, 1e-7)
}

// Two occurrences-against-size examples in which Rayson's two-cell statistic
// and the four-cell one differ: UCREL's log-likelihood page; quanteda.extras'
// tests.
func TestRaysonIsNotFourCellG2(t *testing.T) {
	near(t, "Rayson", RaysonLogLikelihood(10, 5, 100, 200), 6.931471806, 1e-9)
	g2, _ := NewFourfold(10, 5, 100, 200).G2(Uncorrected)
	near(t, "four cells", g2, 7.329811674, 1e-9)
	near(t, "Rayson with a zero", RaysonLogLikelihood(12, 0, 10000, 10000), 16.63553233, 1e-9)
}

// Hardie's log ratio, Gabrielatos & Marchi's %DIFF, the risk and odds ratios
// and the approximate Bayes factor of 10 in 100 against 5 in 200.
func TestEffectSizesOfTenInAHundred(t *testing.T) {
	near(t, "log ratio", LogRatio(10, 5, 100, 200), 2, 1e-12)
	near(t, "%DIFF", PercentDifference(10, 5, 100, 200), 300, 1e-12)
	near(t, "odds ratio", NewFourfold(10, 5, 100, 200).OddsRatio(), 4.3333, 1e-4)
	near(t, "BIC", BIC(RaysonLogLikelihood(10, 5, 100, 200), 300), 1.2277, 1e-4)
	near(t, "log ratio with a zero in the reference", LogRatio(8, 0, 1000, 1000), 4, 1e-12)
	near(t, "log ratio with a zero in the target", LogRatio(0, 4, 1000, 1000), -3, 1e-12)
}

// Sketch Engine's page on simple maths: 35 in 112,289,776 words against 263 in
// 1,559,716,979.
func TestSimpleMathsOfSketchEngine(t *testing.T) {
	near(t, "score", SimpleMaths(35, 263, 112_289_776, 1_559_716_979, 1), 1.1224, 1e-4)
}

// Yoshikoder: 32/1200 against 10/900, and the example of its main method.
func TestRiskRatioOfYoshikoder(t *testing.T) {
	for _, tt := range []struct {
		a, b, c, d   int64
		rr, low, top float64
	}{
		{32, 10, 1200, 900, 2.4, 1.1861, 4.8563},
		{11, 3, 25, 34, 4.9867, 1.5515, 16.0273},
		{0, 3, 25, 34, math.NaN(), math.NaN(), math.NaN()},
	} {
		rr, lo, hi := RiskRatio(tt.a, tt.b, tt.c, tt.d, 0.95)
		near(t, "risk ratio", rr, tt.rr, 1e-4)
		near(t, "lower", lo, tt.low, 1e-4)
		near(t, "upper", hi, tt.top, 1e-4)
	}
}

// The letters again, with ConvoKit's default prior of 0.1 for each of eight
// words, and with the pooled counts as the prior.
func TestLogOddsOfTheLetters(t *testing.T) {
	for _, tt := range []struct {
		word           string
		y1, y2         int64
		prior, priors  float64
		delta, z       float64
		deltaTolerance float64
	}{
		{"c", 6, 2, 0.1, 0.8, 0.97700633, 1.22113875, 1e-7},
		{"d", 1, 4, 0.1, 0.8, math.NaN(), -1.83256453, 0},
		{"g", 1, 0, 0.1, 0.8, math.NaN(), 0.64309974, 0},
		{"c", 6, 2, 8, 29, math.NaN(), 0.73597727, 0},
		{"d", 1, 4, 5, 29, math.NaN(), -1.19270107, 0},
	} {
		delta, z := LogOdds(tt.y1, tt.y2, 17, 12, tt.prior, tt.priors)
		if tt.deltaTolerance > 0 {
			near(t, tt.word+", delta", delta, tt.delta, tt.deltaTolerance)
		}
		near(t, tt.word+", z", z, tt.z, 1e-7)
	}
}

// The same 10 of 100 words against 5 of 200, spread evenly over documents or
// heaped in one: the formulas for words see no difference, the test does.
func TestKeynessCountsDocumentsNotWords(t *testing.T) {
	group := func(documents int, words int64, counts ...int64) Moments {
		var m Moments
		for i := range documents {
			var x int64
			if i < len(counts) {
				x = counts[i]
			}
			m.Add(x, words)
		}
		return m
	}
	reference := group(20, 10, 1, 1, 1, 1, 1)
	even := Options{}.Keyness(group(10, 10, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), reference, 0.01, 1)
	heaped := Options{}.Keyness(group(10, 10, 9, 1), reference, 0.01, 1)
	for _, k := range []Keyness{even, heaped} {
		near(t, "G2", k.G2, 7.329811674, 1e-9)
		near(t, "log ratio", k.LogRatio, 2, 1e-12)
		near(t, "%DIFF", k.PercentDifference, 300, 1e-12)
		if k.Count != 10 || k.Reference != 5 || k.Words != 100 || k.ReferenceWords != 200 {
			t.Errorf("counts %+v", k)
		}
		if !(k.Lo < k.LogOdds && k.LogOdds < k.Hi) {
			t.Errorf("log-odds %g [%g, %g]", k.LogOdds, k.Lo, k.Hi)
		}
	}
	if even.Burst != 1 || even.Documents != 10 || heaped.Documents != 2 {
		t.Errorf("even: burst %g in %d documents; heaped: %d documents", even.Burst, even.Documents, heaped.Documents)
	}
	near(t, "p of words that keep apart is that of G2", even.P, chiSquareP(7.329811674), 1e-9)
	if heaped.P < 0.05 || heaped.Burst < 4 {
		t.Errorf("nine occurrences in one document: burst %.3g, p %.3g", heaped.Burst, heaped.P)
	}
	few := Options{}.Keyness(group(3, 10, 3, 3, 4), reference, 0.01, 1)
	if !math.IsNaN(few.P) || !math.IsNaN(few.Lo) || math.IsNaN(few.Z) {
		t.Errorf("three documents: %+v", few)
	}
}
