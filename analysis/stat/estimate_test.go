package stat

import (
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

func TestEstimateOfFourArticles(t *testing.T) {
	b, x := outlet(1, [2]int64{2, 1000}, [2]int64{0, 500}, [2]int64{3, 600}, [2]int64{0, 900}, [2]int64{1, 2000})
	e := Options{}.Ratio(b, x, Rate)
	if !e.OK || !e.Interval || e.N != 5 || e.Confidence != 0.95 || len(e.Warnings) != 0 {
		t.Fatalf("got %+v", e)
	}
	near(t, "matches per 1,000 words", e.Center, 6./5, 1e-12)

	// By hand: R = 6/5000, residuals 0.8, -0.6, 2.28, -1.08, -1.4.
	taylor := Options{}.Taylor(b.Moments(x), Rate)
	se := 1000 * math.Sqrt(5./4*(0.8*0.8+0.6*0.6+2.28*2.28+1.08*1.08+1.4*1.4)) / 5000
	near(t, "upper, t on 4 degrees of freedom", taylor.Hi, 1.2+2.776445105*se, 1e-9)
	near(t, "lower, cut off at zero", taylor.Lo, max(0, 1.2-2.776445105*se), 1e-9)
}

func TestTooFewDocumentsHaveNoInterval(t *testing.T) {
	for _, tt := range []struct {
		documents, least int
		interval         bool
		warning          string
	}{
		{0, 0, false, "nothing to count on: no words here; widen the corpus or leave the row out"},
		{1, 0, false, "1 document: an interval needs at least 5; add documents or pool outlets"},
		{3, 0, false, "3 documents: an interval needs at least 5; add documents or pool outlets"},
		{5, 0, true, ""},
		{5, 10, false, "5 documents: an interval needs at least 10; add documents or pool outlets"},
		{2, 2, true, ""},
		{1, 1, false, "1 document: an interval needs at least 2; add documents or pool outlets"},
	} {
		var m Moments
		for i := range tt.documents {
			m.Add(int64(i), 100)
		}
		o := Options{MinUnits: tt.least}
		for _, e := range []Estimate{o.Estimate(m, Rate), o.Taylor(m, Rate)} {
			if e.Interval != tt.interval || math.IsNaN(e.Lo) == tt.interval || math.IsNaN(e.Hi) == tt.interval {
				t.Errorf("%d documents, at least %d: interval %v [%g, %g]", tt.documents, tt.least, e.Interval, e.Lo, e.Hi)
			}
			if e.OK != (tt.documents > 0) || math.IsNaN(e.Center) == e.OK {
				t.Errorf("%d documents: center %g, OK %v", tt.documents, e.Center, e.OK)
			}
			var got string
			for _, w := range e.Warnings {
				got += w.Text
			}
			if got != tt.warning {
				t.Errorf("%d documents: warned %q, want %q", tt.documents, got, tt.warning)
			}
		}
	}
}

// Documents without a denominator, such as those that never mention the
// referent, are no evidence about a share.
func TestDocumentsWithoutChancesDoNotCount(t *testing.T) {
	b, x := outlet(1, [2]int64{1, 2}, [2]int64{0, 0}, [2]int64{0, 3}, [2]int64{0, 0}, [2]int64{2, 2})
	e := Options{}.Ratio(b, x, Share)
	if e.N != 3 || e.Interval {
		t.Errorf("%d units, interval %v; want 3 and none", e.N, e.Interval)
	}
	if !strings.HasPrefix(e.Warnings[0].Text, "3 documents: ") {
		t.Errorf("warned %q", e.Warnings[0].Text)
	}
}

// Documents in which a term does not occur are evidence.
func TestZerosCount(t *testing.T) {
	few, x := outlet(1, [2]int64{1, 500}, [2]int64{2, 500}, [2]int64{1, 500}, [2]int64{1, 500}, [2]int64{2, 500})
	many := Base{Units: few.Units, Y: few.Y}
	for i := range uint64(45) {
		many.Units, many.Y = append(many.Units, 100+i), append(many.Y, 500)
	}
	near(t, "rate in five", Options{}.Ratio(few, x, Rate).Center, 2.8, 1e-12)
	e := Options{}.Ratio(many, x, Rate)
	near(t, "rate in fifty", e.Center, 0.28, 1e-12)
	if e.Hi > 1 {
		t.Errorf("upper bound %.3g, as if the documents without a match were not there", e.Hi)
	}
}

// An outlet that never uses a term has an upper bound, which falls as one over
// the words read.
func TestNeverUsedIsNotZeroForSure(t *testing.T) {
	bound := func(documents int64, k Measure) float64 {
		var m Moments
		for range documents {
			m.Add(0, 1000)
		}
		e := Options{}.Estimate(m, k)
		if e.Lo != 0 || e.Center != 0 {
			t.Errorf("%d documents: %g from %g, want 0", documents, e.Center, e.Lo)
		}
		return e.Hi
	}
	// The bound of a Poisson count of zero is 3.69 events; here each of them
	// is a document that has the term twice.
	near(t, "a thousand documents", bound(1000, Rate)/(2*3.69/1000), 1, 0.01)
	near(t, "a hundred", bound(100, Rate)/bound(1000, Rate)/10, 1, 0.1)
	// All chances of a document go one way: 0 of 1,000 documents, Clopper and
	// Pearson.
	near(t, "share of labels", bound(1000, Share)/0.003682, 1, 0.01)
}

func TestAllOneWayIsNotOneForSure(t *testing.T) {
	var share, mean, neutral Moments
	for range 10 {
		share.Add(4, 4)
		mean.Add(-2000, 2)
		neutral.Add(0, 2)
	}
	e := Options{}.Estimate(share, Share)
	if e.Hi != 1 || !(0.6 < e.Lo && e.Lo < 0.8) {
		t.Errorf("ten documents with one label: [%g, %g]", e.Lo, e.Hi)
	}
	e = Options{}.Estimate(mean, Mean)
	if e.Lo != -1 || !(-0.7 < e.Hi && e.Hi < -0.2) {
		t.Errorf("ten documents with one score: %g [%g, %g]", e.Center, e.Lo, e.Hi)
	}
	e = Options{}.Estimate(neutral, Mean)
	near(t, "symmetric", e.Lo, -e.Hi, 1e-9)
	if e.Hi <= 0 {
		t.Errorf("ten neutral documents: [%g, %g]", e.Lo, e.Hi)
	}
}

func TestMirroredMeasuresHaveMirroredIntervals(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	var label, others, score, negated Moments
	for range 30 {
		x, y := worlds[9].unit(r)
		label.Add(x, y)
		others.Add(y-x, y)
		x, y = worlds[11].unit(r)
		score.Add(x, y)
		negated.Add(-x, y)
	}
	a, b := Options{}.Estimate(label, Share), Options{}.Estimate(others, Share)
	near(t, "share", a.Lo, 1-b.Hi, 1e-9)
	near(t, "share", a.Hi, 1-b.Lo, 1e-9)
	a, b = Options{}.Estimate(score, Mean), Options{}.Estimate(negated, Mean)
	near(t, "mean", a.Lo, -b.Hi, 1e-9)
	near(t, "mean", a.Hi, -b.Lo, 1e-9)
}

func TestConfidenceWidensIntervals(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 9))
	for _, w := range worlds {
		b, x := w.draw(r, 25)
		var last Estimate
		for i, confidence := range []float64{0.5, 0.8, 0.9, 0.95, 0.99, 0.999} {
			e := Options{Confidence: confidence}.Ratio(b, x, w.measure)
			if e.Confidence != confidence {
				t.Errorf("confidence %g, want %g", e.Confidence, confidence)
			}
			if i > 0 && (e.Lo > last.Lo || e.Hi < last.Hi || e.Hi-e.Lo <= last.Hi-last.Lo) {
				t.Errorf("%s: [%g, %g] at %g, [%g, %g] at less", w.name, e.Lo, e.Hi, confidence, last.Lo, last.Hi)
			}
			last = e
		}
	}
}

func TestMomentsInAnyOrderAndAnyPartsAreEqual(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	b, x := worlds[11].draw(r, 1000)
	whole := b.Moments(x)
	for _, shards := range []int{1, 2, 7, 16} {
		order := r.Perm(len(b.Units))
		var sum Moments
		for s := range shards {
			part, px := reordered(b, []Counts{x}, order[s*1000/shards:(s+1)*1000/shards])
			sum.Merge(part.Moments(px[0]))
		}
		if sum != whole {
			t.Errorf("%d shards: %+v, want %+v", shards, sum, whole)
		}
		rb, rx := reordered(b, []Counts{x}, order)
		if got, want := (Options{}).Ratio(rb, rx[0], Mean), (Options{}).Ratio(b, x, Mean); !reflect.DeepEqual(got, want) {
			t.Errorf("reordered: %+v, want %+v", got, want)
		}
	}
}

func TestRatiosAreRatio(t *testing.T) {
	b, xs := observations(300)
	xs = xs[:2]
	for i, e := range (Options{}).Ratios(b, xs, Rate) {
		if want := (Options{}).Ratio(b, xs[i], Rate); !reflect.DeepEqual(e, want) {
			t.Errorf("got %+v, want %+v", e, want)
		}
	}
}

func TestInfluentialDocument(t *testing.T) {
	for _, tt := range []struct {
		name      string
		documents [][2]int64
		unit      int
		without   float64 // per 1,000 words
	}{
		{"one document has most matches", [][2]int64{{1, 100}, {0, 100}, {9, 100}, {0, 100}}, 2, 1000 * 1. / 300},
		{"a long document without any", [][2]int64{{2, 100}, {2, 100}, {0, 2000}, {2, 100}}, 2, 1000 * 6. / 300},
		{"the first of equals", [][2]int64{{1, 100}, {0, 100}, {1, 100}, {0, 100}}, 0, 1000 * 1. / 300},
		{"nothing moves", [][2]int64{{1, 100}, {1, 100}}, -1, math.NaN()},
		{"one document", [][2]int64{{1, 100}}, -1, math.NaN()},
		{"documents without words do not matter", [][2]int64{{1, 100}, {0, 0}, {0, 50}}, 0, 0},
	} {
		b, x := outlet(1, tt.documents...)
		unit, without := b.Influence(x, Rate)
		if unit != tt.unit {
			t.Errorf("%s: document %d, want %d", tt.name, unit, tt.unit)
		}
		near(t, tt.name, without, tt.without, 1e-12)
	}
}

// R 4.2.2: prop.test(k, n, correct = FALSE); the last three rows are in
// Newcombe 1998.
func TestWilson(t *testing.T) {
	for _, tt := range []struct {
		k, n   int
		lo, hi float64
	}{
		{0, 10, 0, .27753},
		{2, 5, .11762, .76928},
		{15, 148, .06239, .16049},
		{81, 263, .25529, .36621},
		{1, 29, .00611, .17176},
		{10, 10, 1 - .27753, 1},
	} {
		e := Options{}.Wilson(tt.k, tt.n)
		near(t, "lower", e.Lo, tt.lo, 5e-6)
		near(t, "upper", e.Hi, tt.hi, 5e-6)
	}
	if e := (Options{}).Wilson(1, 4); e.Interval || e.Center != 0.25 || len(e.Warnings) != 1 {
		t.Errorf("four documents: %+v", e)
	}
	if e := (Options{}).Wilson(0, 0); e.OK || !math.IsNaN(e.Center) || len(e.Warnings) != 1 {
		t.Errorf("no documents: %+v", e)
	}
}

func TestBenjaminiHochberg(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct{ p, q []float64 }{
		{[]float64{.001, .008, .039, .041, .042}, []float64{.005, .02, .042, .042, .042}},
		{[]float64{.01, .02, .03, .04, .05}, []float64{.05, .05, .05, .05, .05}},
		{[]float64{.05, .01, .04, .02, .03}, []float64{.05, .05, .05, .05, .05}},
		{[]float64{nan, .04, nan, .01}, []float64{nan, .04, nan, .02}},
		{[]float64{1, .9}, []float64{1, 1}},
		{nil, nil},
	} {
		q := BenjaminiHochberg(tt.p)
		if len(q) != len(tt.q) {
			t.Fatalf("%d q-values of %d", len(q), len(tt.q))
		}
		for i := range q {
			near(t, "q", q[i], tt.q[i], 1e-12)
		}
	}
}

// The interval holds the center and stays inside the measure, whatever the
// counts.
func FuzzEstimate(f *testing.F) {
	f.Add([]byte{2, 10, 0, 5, 3, 6, 1, 1, 0, 200}, byte(0), 0.95)
	f.Add([]byte{0, 0, 0, 0, 0, 1, 0, 1, 0, 1}, byte(1), 0.5)
	f.Add([]byte{255, 255, 0, 1, 0, 1, 255, 255, 7, 7}, byte(2), 0.999)
	f.Fuzz(func(t *testing.T, data []byte, kind byte, confidence float64) {
		k := Measure(kind % 4)
		var m Moments
		for i := 0; i+1 < len(data); i += 2 {
			x, y := int64(data[i]), int64(data[i+1])
			switch k {
			case Rate:
				y *= y // from a short note to a book
			case Share:
				x = min(x, y)
			case Mean:
				x = (min(x, 2*y) - y) * 1000
			case Score:
				x = (x - 100) * 500
				m.Signed = true
			}
			m.Add(x, y)
		}
		o := Options{Confidence: confidence, MinUnits: 2}
		lo, hi := k.Bounds()
		for _, e := range []Estimate{o.Estimate(m, k), o.Taylor(m, k)} {
			if e.OK != (m.Y > 0) || e.Interval != (m.Y > 0 && m.N >= 2) {
				t.Fatalf("%+v of %+v", e, m)
			}
			if e.Interval && !(lo <= e.Lo && e.Lo <= e.Center && e.Center <= e.Hi && e.Hi <= hi) {
				t.Fatalf("%+v of %+v", e, m)
			}
		}
	})
}

// A lexicon whose weights have one sign gives scores that do not cross zero.
func TestScoresOfOneSign(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	var matches, weighted, negated, mixed, turned Moments
	for i := range int64(30) {
		x, y := worlds[2].unit(r)
		matches.Add(x, y)
		weighted.Add(1000*x, y)
		negated.Add(-1000*x, y)
		sign := 1 - 2*(i%2)
		mixed.Add(1000*sign*x, y)
		turned.Add(-1000*sign*x, y)
	}
	rate, score := Options{}.Estimate(matches, Rate), Options{}.Estimate(weighted, Score)
	near(t, "weight 1 counts", score.Center, rate.Center, 1e-12)
	near(t, "lower", score.Lo, rate.Lo, 1e-9)
	near(t, "upper", score.Hi, rate.Hi, 1e-9)
	minus := Options{}.Estimate(negated, Score)
	near(t, "negated, lower", minus.Lo, -score.Hi, 0)
	near(t, "negated, upper", minus.Hi, -score.Lo, 0)
	mixed.Signed, turned.Signed = true, true
	both, back := Options{}.Estimate(mixed, Score), Options{}.Estimate(turned, Score)
	near(t, "of both signs", both.Lo, -back.Hi, 1e-12)
	if !(both.Lo < both.Center && both.Center < both.Hi) {
		t.Errorf("%g [%g, %g]", both.Center, both.Lo, both.Hi)
	}
}

// Where copies share the weight of one text, counts are multiplied to stay
// whole; nothing else changes.
func TestWeightedCountsHaveTheSameIntervals(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 9))
	for _, w := range worlds {
		for _, units := range []int{6, 40} {
			b, x := w.draw(r, units)
			want := Options{}.Ratio(b, x, w.measure)
			heavy := Base{Units: b.Units, Weight: 2520}
			for _, y := range b.Y {
				heavy.Y = append(heavy.Y, 2520*y)
			}
			y := Counts{Index: x.Index, Signed: x.Signed}
			for _, n := range x.N {
				y.N = append(y.N, 2520*n)
			}
			got := Options{}.Ratio(heavy, y, w.measure)
			near(t, w.name+", center", got.Center, want.Center, 1e-12)
			near(t, w.name+", lower", got.Lo, want.Lo, 1e-9)
			near(t, w.name+", upper", got.Hi, want.Hi, 1e-9)
		}
	}
	// A million documents of two thousand words do not overflow.
	m := Base{Y: []int64{2520 * 2000}, Weight: 2520}.total()
	if m.YY <= 0 || m.YY > 9e18/1_000_000 {
		t.Errorf("square of one document: %d", m.YY)
	}
}

// What an estimator remembers changes nothing: with the same sums in other
// groups, and groups of other sizes, it gives what the options give.
func TestEstimatorRemembersWhatItGave(t *testing.T) {
	o := Options{Confidence: 0.9}
	e := o.Estimator()
	a, x := outlet(1, [2]int64{2, 10}, [2]int64{0, 5}, [2]int64{3, 6}, [2]int64{1, 8}, [2]int64{2, 9})
	b, y := outlet(1, [2]int64{2, 10}, [2]int64{0, 5}, [2]int64{3, 6}, [2]int64{1, 8}, [2]int64{2, 9}, [2]int64{0, 7})
	for range 2 {
		for _, k := range []Measure{Rate, Score, Share} {
			for _, in := range []struct {
				Base
				Counts
			}{{a, x}, {b, y}, {b, Counts{}}, {a, Counts{}}} {
				got, want := e.Ratios(in.Base, []Counts{in.Counts, in.Counts}, k), o.Estimate(in.Moments(in.Counts), k)
				if !reflect.DeepEqual(got, []Estimate{want, want}) {
					t.Errorf("measure %d: got %+v\nwant %+v twice", k, got, want)
				}
			}
		}
	}
}
