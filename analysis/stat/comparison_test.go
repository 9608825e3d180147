package stat

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// outlet makes a base and a numerator from (matches, words) of its documents,
// whose ids count from first.
func outlet(first uint64, documents ...[2]int64) (Base, Counts) {
	var b Base
	var x Counts
	for i, d := range documents {
		b.Units = append(b.Units, first+uint64(i))
		b.Y = append(b.Y, d[1])
		if d[0] != 0 {
			x.Index, x.N = append(x.Index, int32(i)), append(x.N, d[0])
		}
	}
	return b, x
}

// byHand enumerates all ways to give m of the documents to the first outlet.
func byHand(documents [][2]int64, m int) (p float64, ways int) {
	difference := func(mask uint) float64 {
		var x, y, u, v int64
		for i, d := range documents {
			if mask>>i&1 == 1 {
				x, y = x+d[0], y+d[1]
			} else {
				u, v = u+d[0], v+d[1]
			}
		}
		return math.Abs(float64(x)/float64(y) - float64(u)/float64(v))
	}
	observed := difference(1<<m - 1)
	extreme := 0
	for mask := uint(0); mask < 1<<len(documents); mask++ {
		if bits.OnesCount(mask) == m {
			ways++
			if difference(mask) >= observed-1e-12 {
				extreme++
			}
		}
	}
	return float64(extreme) / float64(ways), ways
}

func TestPermutationOfFewDocumentsIsEnumerated(t *testing.T) {
	for _, tt := range []struct {
		name string
		a, b [][2]int64
	}{
		{"three and four articles", [][2]int64{{2, 10}, {0, 5}, {3, 6}}, [][2]int64{{0, 9}, {1, 12}, {0, 7}, {0, 30}}},
		{"as far apart as can be", [][2]int64{{5, 10}, {5, 9}, {6, 11}, {4, 8}, {7, 10}}, [][2]int64{{0, 9}, {0, 12}, {1, 7}, {0, 30}, {0, 8}}},
		{"nothing anywhere", [][2]int64{{0, 10}, {0, 9}}, [][2]int64{{0, 9}, {0, 12}, {0, 7}}},
		{"the larger outlet first", [][2]int64{{1, 9}, {0, 12}, {2, 7}, {0, 30}, {3, 8}}, [][2]int64{{0, 10}, {4, 9}}},
	} {
		a, x := outlet(1, tt.a...)
		b, y := outlet(100, tt.b...)
		c := Options{MinUnits: 2}.Compare(a, x, b, y, Rate)
		want, ways := byHand(append(append([][2]int64{}, tt.a...), tt.b...), len(tt.a))
		near(t, tt.name, c.P, want, 1e-12)
		if !c.Exact || c.Arrangements != ways {
			t.Errorf("%s: %d arrangements, exact %v, want all %d", tt.name, c.Arrangements, c.Exact, ways)
		}
	}
}

// A copy that both outlets ran is exchanged with its other half: with nothing
// else, two outlets that ran it in different versions have two arrangements for
// each version.
func TestCopiesInBothOutletsExchangeTheirHalves(t *testing.T) {
	a, x := outlet(1, [2]int64{2, 10}, [2]int64{3, 10}, [2]int64{1, 10})
	b, y := outlet(1, [2]int64{0, 10}, [2]int64{0, 10}, [2]int64{1, 10})
	c := Options{MinUnits: 2}.Compare(a, x, b, y, Rate)
	if c.Shared != 3 || c.Arrangements != 4 || !c.Exact {
		t.Errorf("shared %d, %d arrangements, exact %v; want 3, 4, true", c.Shared, c.Arrangements, c.Exact)
	}
	// Of 6-1, 4-3, 3-4 and 1-6 two are as far apart as the one observed.
	near(t, "p", c.P, 0.5, 0)
	if len(c.Warnings) != 1 || c.Warnings[0].Reason != FewOrders {
		t.Errorf("warnings %v, want that there are too few arrangements", c.Warnings)
	}
}

func TestIdenticalOutletsDoNotDiffer(t *testing.T) {
	documents := [][2]int64{{2, 10}, {3, 10}, {1, 10}, {0, 20}, {0, 15}}
	a, x := outlet(1, documents...)
	c := Options{}.Compare(a, x, a, x, Rate)
	near(t, "difference", c.Difference, 0, 0)
	near(t, "p", c.P, 1, 0)
	if c.Lo > 0 || c.Hi < 0 {
		t.Errorf("interval [%g, %g] of a difference that is 0", c.Lo, c.Hi)
	}
	other, y := outlet(50, documents...)
	apart := Options{}.Compare(a, x, other, y, Rate)
	if c.Hi-c.Lo >= apart.Hi-apart.Lo {
		t.Errorf("width %.3g for copies, %.3g for different documents: copies should tell less apart", c.Hi-c.Lo, apart.Hi-apart.Lo)
	}
}

// manyOutlets gives two outlets too large to enumerate, with copies.
func manyOutlets() (a, b Base, xs, ys []Counts) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 3 {
		var x, y Counts
		a, b, x, y = worlds[2].pairOf(r, 40, 55, 0.2)
		xs, ys = append(xs, x), append(ys, y)
	}
	// Numerators of other draws lie on the last base well enough.
	return a, b, xs, ys
}

func TestComparisonIsTheSameInAnyOrderOfUnits(t *testing.T) {
	a, b, xs, ys := manyOutlets()
	want := Options{}.Compares(Side{Base: a, Counts: xs}, Side{Base: b, Counts: ys}, Rate)
	r := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		ra, rx := reordered(a, xs, r.Perm(len(a.Units)))
		rb, ry := reordered(b, ys, r.Perm(len(b.Units)))
		if got := (Options{}).Compares(Side{Base: ra, Counts: rx}, Side{Base: rb, Counts: ry}, Rate); !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v\nwant %+v", got, want)
		}
	}
	for i := range xs {
		alone := Options{}.Compare(a, xs[i], b, ys[i], Rate)
		if !reflect.DeepEqual(alone, want[i]) {
			t.Errorf("numerator %d alone: %+v\nwant %+v", i, alone, want[i])
		}
	}
}

// Counts that are multiplied, since copies share the weight of one text, give
// the same contrast.
func TestComparisonOfWeightedCounts(t *testing.T) {
	a, b, xs, ys := manyOutlets()
	times := func(b Base, xs []Counts) (Base, []Counts) {
		heavy, out := Base{Units: b.Units, Weight: 2520}, []Counts(nil)
		for _, y := range b.Y {
			heavy.Y = append(heavy.Y, 2520*y)
		}
		for _, x := range xs {
			y := Counts{Index: x.Index, Signed: x.Signed}
			for _, n := range x.N {
				y.N = append(y.N, 2520*n)
			}
			out = append(out, y)
		}
		return heavy, out
	}
	want := Options{}.Compares(Side{Base: a, Counts: xs}, Side{Base: b, Counts: ys}, Rate)
	ha, hx := times(a, xs)
	hb, hy := times(b, ys)
	for i, c := range (Options{}).Compares(Side{Base: ha, Counts: hx}, Side{Base: hb, Counts: hy}, Rate) {
		near(t, "lower", c.Lo, want[i].Lo, 1e-9)
		near(t, "upper", c.Hi, want[i].Hi, 1e-9)
		near(t, "p", c.P, want[i].P, 0)
	}
}

func TestComparisonTurnedAround(t *testing.T) {
	a, b, xs, ys := manyOutlets()
	there, back := Options{}.Compares(Side{Base: a, Counts: xs}, Side{Base: b, Counts: ys}, Rate), Options{}.Compares(Side{Base: b, Counts: ys}, Side{Base: a, Counts: xs}, Rate)
	for i, c := range there {
		d := back[i]
		near(t, "difference", d.Difference, -c.Difference, 0)
		near(t, "lower", d.Lo, -c.Hi, 1e-12)
		near(t, "upper", d.Hi, -c.Lo, 1e-12)
		near(t, "ratio", d.Ratio, 1/c.Ratio, 1e-12)
		near(t, "lower ratio", d.RatioLo, 1/c.RatioHi, 1e-9)
		near(t, "upper ratio", d.RatioHi, 1/c.RatioLo, 1e-9)
		near(t, "p", d.P, c.P, 0)
	}
}

// Drawn permutations agree with enumerated ones.
func TestDrawnPermutationsAreFair(t *testing.T) {
	a, x := outlet(1, [2]int64{2, 10}, [2]int64{0, 5}, [2]int64{3, 6}, [2]int64{1, 8}, [2]int64{2, 9})
	b, y := outlet(3, [2]int64{0, 9}, [2]int64{4, 6}, [2]int64{0, 7}, [2]int64{0, 30}, [2]int64{1, 12}, [2]int64{1, 3})
	p := newPool(newOverlap(a, b), []Counts{x}, []Counts{y})
	least := math.Abs(p.observed().difference(0)) * (1 - 1e-9)
	var all, extreme int
	p.enumerate(func(s *sample) {
		all++
		if math.Abs(s.difference(0)) >= least {
			extreme++
		}
	})
	exact := float64(extreme) / float64(all)
	const draws = 40_000
	s, hits := newSource(1, a.Units, b.Units), []int{0}
	p.drawn(&s, draws, []limit{newLimit(p.observed().difference(0))}, hits)
	// Within four standard errors.
	near(t, "p", float64(hits[0])/draws, exact, 4*math.Sqrt(exact*(1-exact)/draws))
}

// Rounds are made of one another. If two of their arrangements had anything to do
// with each other, the number of those that are extreme would vary more, or
// less, from seed to seed than that of independent draws.
func TestDrawnPermutationsAreIndependentInPairs(t *testing.T) {
	a, x := outlet(1, [2]int64{2, 10}, [2]int64{0, 5}, [2]int64{3, 6}, [2]int64{1, 8}, [2]int64{2, 9}, [2]int64{1, 7})
	b, y := outlet(5, [2]int64{0, 9}, [2]int64{4, 6}, [2]int64{0, 7}, [2]int64{0, 30}, [2]int64{1, 12}, [2]int64{1, 3}, [2]int64{0, 11})
	p := newPool(newOverlap(a, b), []Counts{x}, []Counts{y})
	least := math.Abs(p.observed().difference(0)) * (1 - 1e-9)
	var all, extreme float64
	p.enumerate(func(s *sample) {
		all++
		if math.Abs(s.difference(0)) >= least {
			extreme++
		}
	})
	const draws, seeds = 500, 20000
	share := extreme / all
	mean, variance := draws*share, draws*share*(1-share)
	var sum, squares float64
	for seed := range uint64(seeds) {
		s, hits := newSource(seed, a.Units, b.Units), []int{0}
		p.drawn(&s, draws, []limit{newLimit(p.observed().difference(0))}, hits)
		d := float64(hits[0]) - mean
		sum, squares = sum+d, squares+d*d
	}
	// Within four standard errors, as shares, which near takes as they are.
	near(t, "mean", (mean+sum/seeds)/draws, share, 4*math.Sqrt(variance/seeds)/draws)
	near(t, "variance", squares/seeds/variance, 1, 4*math.Sqrt(2./seeds))
}

func TestTooFewDocumentsAreNotCompared(t *testing.T) {
	a, x := outlet(1, [2]int64{2, 10}, [2]int64{0, 5}, [2]int64{3, 6})
	b, y := outlet(9, [2]int64{0, 9}, [2]int64{4, 6}, [2]int64{0, 7}, [2]int64{0, 30}, [2]int64{1, 12})
	c := Options{}.Compare(a, x, b, y, Rate)
	near(t, "difference", c.Difference, 1000*(5./21-5./64), 1e-12)
	if c.Interval || !math.IsNaN(c.P) || !math.IsNaN(c.Lo) || !math.IsNaN(c.RatioHi) {
		t.Errorf("an interval or a test from three documents: %+v", c)
	}
	if want := "3 documents: an interval needs at least 5; add documents or pool outlets"; len(c.Warnings) != 1 || c.Warnings[0].Text != want {
		t.Errorf("warnings %v, want %q", c.Warnings, want)
	}
}

func TestRatioOfZeroAndToZero(t *testing.T) {
	none, zero := outlet(1, [2]int64{0, 100}, [2]int64{0, 120}, [2]int64{0, 90}, [2]int64{0, 80}, [2]int64{0, 150})
	some, x := outlet(20, [2]int64{2, 100}, [2]int64{1, 120}, [2]int64{2, 90}, [2]int64{0, 80}, [2]int64{1, 150})
	c := Options{}.Compare(none, zero, some, x, Rate)
	if c.Ratio != 0 || c.RatioLo != 0 || !(c.RatioHi > 0) {
		t.Errorf("ratio %g [%g, %g], want 0 from 0", c.Ratio, c.RatioLo, c.RatioHi)
	}
	c = Options{}.Compare(some, x, none, zero, Rate)
	if !math.IsNaN(c.Ratio) || !math.IsNaN(c.RatioLo) || !math.IsNaN(c.RatioHi) {
		t.Errorf("ratio to zero %g [%g, %g], want NaN", c.Ratio, c.RatioLo, c.RatioHi)
	}
	if !(c.Lo < c.Difference && c.Difference < c.Hi) {
		t.Errorf("difference %g [%g, %g]", c.Difference, c.Lo, c.Hi)
	}
}

func TestDrawsThatNeverReachSaySo(t *testing.T) {
	var far, near [][2]int64
	for i := range int64(30) {
		far, near = append(far, [2]int64{20 + i, 100}), append(near, [2]int64{0, 100})
	}
	a, x := outlet(1, far...)
	b, y := outlet(100, near...)
	c := Options{Replicates: 99}.Compare(a, x, b, y, Rate)
	if c.P != 0.01 || c.Exact || c.Arrangements != 99 {
		t.Errorf("p %g, exact %v, %d arrangements; want 0.01 of 99 draws", c.P, c.Exact, c.Arrangements)
	}
	if len(c.Warnings) != 1 || c.Warnings[0].Reason != Floor {
		t.Errorf("warnings %v, want that p has reached its floor", c.Warnings)
	}
}

// Where one outlet writes briefs and the other features, exchanging documents
// confounds outlet and length.
func TestOutletsWithoutCommonLengthsAreWarnedOf(t *testing.T) {
	var briefs, features [][2]int64
	for i := range int64(30) {
		briefs, features = append(briefs, [2]int64{i % 2, 100 + i}), append(features, [2]int64{i % 3, 2000 + i})
	}
	a, x := outlet(1, briefs...)
	b, y := outlet(100, features...)
	c := Options{Replicates: 99}.Compare(a, x, b, y, Rate)
	if len(c.Warnings) == 0 || c.Warnings[0].Reason != Unlike {
		t.Errorf("warnings %v, want that the documents are unlike in length", c.Warnings)
	}
	if c = (Options{Replicates: 99}).Compare(a, x, a, x, Rate); len(c.Warnings) != 1 || c.Warnings[0].Reason != FewOrders {
		t.Errorf("warnings %v, want that there is nothing to exchange", c.Warnings)
	}
}

// Intervals hold what they are of, p-values are probabilities, and exchanging
// the groups turns everything around, whatever the counts.
func FuzzCompare(f *testing.F) {
	f.Add([]byte{2, 10, 0, 5, 3, 6, 0, 9, 1, 12, 0, 7}, byte(3), byte(1), byte(0))
	f.Add([]byte{1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0}, byte(3), byte(0), byte(1))
	f.Add([]byte{9, 3, 8, 200, 1, 1, 4, 4, 4, 4, 250, 3, 7, 7, 90, 90}, byte(4), byte(2), byte(2))
	f.Fuzz(func(t *testing.T, data []byte, split, shared, kind byte) {
		k := Measure(kind % 4)
		var documents [][2]int64
		for i := 0; i+1 < len(data) && len(documents) < 60; i += 2 {
			x, y := int64(data[i]), int64(data[i+1])
			switch k {
			case Share:
				x = min(x, y)
			case Mean:
				x = (min(x, 2*y) - y) * 1000
			}
			if y == 0 {
				x = 0
			}
			documents = append(documents, [2]int64{x, y})
		}
		at := min(int(split), len(documents))
		a, x := outlet(100, documents[:at]...)
		x.Signed = k == Score
		b, y := outlet(100+uint64(at)-uint64(min(int(shared), at)), documents[at:]...)
		o := Options{MinUnits: 2, Replicates: 19}
		c, d := o.Compare(a, x, b, y, k), o.Compare(b, y, a, x, k)
		if c.Interval != d.Interval || c.P != d.P && !math.IsNaN(c.P) || c.Shared != d.Shared {
			t.Fatalf("there %+v\nback %+v", c, d)
		}
		if !c.Interval {
			return
		}
		if !(c.P > 0 && c.P <= 1 && c.Lo <= c.Difference && c.Difference <= c.Hi) {
			t.Fatalf("%+v", c)
		}
		if !math.IsNaN(c.Ratio) && !(0 <= c.RatioLo && c.RatioLo <= c.Ratio && c.Ratio <= c.RatioHi) {
			t.Fatalf("%+v", c)
		}
	})
}

// documentsFor makes a group and numerators of which each document touches
// some.
func documentsFor(r *rand.Rand, n, cells, touched int) (Base, []Counts) {
	base, xs := Base{}, make([]Counts, cells)
	for i := range n {
		base.Units, base.Y = append(base.Units, r.Uint64()), append(base.Y, 200+int64(r.IntN(1200)))
		for c := r.IntN(cells / touched); c < cells; c += cells / touched {
			xs[c].Index, xs[c].N = append(xs[c].Index, int32(i)), append(xs[c].N, 1+int64(r.IntN(3)))
		}
	}
	return base, xs
}

// One outlet of 300 with fourteen thousand documents and 100 measures, against
// the rest.
func BenchmarkOutletAgainstTheRest(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	one, x := documentsFor(r, 47, 100, 5)
	rest, y := documentsFor(r, 14_000-47, 100, 5)
	b.Run("estimates", func(b *testing.B) {
		for range b.N {
			Options{}.Ratios(one, x, Rate)
		}
	})
	b.Run("contrasts", func(b *testing.B) {
		for range b.N {
			Options{}.Compares(Side{Base: one, Counts: x}, Side{Base: rest, Counts: y}, Rate)
		}
	})
}

// Many units are sorted another way than few, and into the same order.
func TestManyUnitsAreSortedAsFew(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, most := range []int64{1, 30, 5000, 1 << 40} {
		units := make([]member, 3*fewUnits)
		for i := range units {
			units[i] = member{y: r.Int64N(most) - most/2, id: r.Uint64()}
		}
		want := slices.Clone(units)
		slices.SortFunc(want, func(u, v member) int { return cmp.Or(cmp.Compare(u.y, v.y), cmp.Compare(u.id, v.id)) })
		if got := sorted(units, make([]member, len(units))); !slices.Equal(got, want) {
			t.Errorf("denominators below %d are not in order", most)
		}
	}
}

// A difference counts from the limit on, whatever its sign and however small.
func TestLimitIsReached(t *testing.T) {
	numbers := []float64{0, math.SmallestNonzeroFloat64, 1e-9, 0.25, 0.3, 7, math.MaxFloat64, math.Inf(1)}
	for _, observed := range numbers[:len(numbers)-1] {
		for _, n := range numbers {
			want := 0
			if n >= observed*(1-1e-9) {
				want = 1
			}
			for _, d := range []float64{n, -n} {
				if got := newLimit(-observed).reached(d); got != want {
					t.Errorf("%g reaches %g: got %d", d, observed, got)
				}
			}
		}
	}
}

// Two outlets of a small corpus with a hundred measures.
func BenchmarkTwoSmallOutlets(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	one, x := documentsFor(r, 60, 100, 5)
	two, y := documentsFor(r, 90, 100, 5)
	for range b.N {
		Options{}.Compares(Side{Base: one, Counts: x}, Side{Base: two, Counts: y}, Rate)
	}
}

// Two large outlets with twenty measures.
func BenchmarkTwoLargeOutlets(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	one, x := documentsFor(r, 900, 20, 1)
	two, y := documentsFor(r, 1000, 20, 1)
	for range b.N {
		Options{}.Compares(Side{Base: one, Counts: x}, Side{Base: two, Counts: y}, Rate)
	}
}

// With every arrangement of the units of two bands and of three pairs as the one
// observed, each P from 1/(m+1) on is as frequent as it says: in one round, in
// two of which the last is short, and in many.
func TestDrawnPermutationsAreExact(t *testing.T) {
	const bands, size, draw, exchanged = 2, 10, 2, 3
	s := newSource(99, nil, nil)
	var single, halves [][2]int64 // numerator and denominator
	for i := range bands * size {
		single = append(single, [2]int64{int64(s.below(50)), int64(100*(1+i/size) + s.below(9)*7 + i)})
	}
	for i := range 2 * exchanged {
		halves = append(halves, [2]int64{int64(s.below(30)), int64(33 + 7*i)})
	}
	// observe gives P·(m+1) where chosen units are those of A, and flips says
	// whose halves are exchanged.
	observe := func(chosen [bands * draw]int, flips, draws int) int {
		var of [2]Base
		var n [2]Counts
		put := func(group int, id uint64, u [2]int64) {
			n[group].Index, n[group].N = append(n[group].Index, int32(len(of[group].Units))), append(n[group].N, u[0])
			of[group].Units, of[group].Y = append(of[group].Units, id), append(of[group].Y, u[1])
		}
		for i, u := range single {
			group := 1
			if slices.Contains(chosen[:], i) {
				group = 0
			}
			put(group, uint64(i), u)
		}
		for i := range exchanged {
			put(flips>>i&1, uint64(100+i), halves[2*i])
			put(flips>>i&1^1, uint64(100+i), halves[2*i+1])
		}
		p := newPool(newOverlap(of[0], of[1]), n[:1], n[1:])
		if len(p.bands) != bands || len(p.pairs) != exchanged || p.apart {
			t.Fatalf("%d bands, %d pairs", len(p.bands), len(p.pairs))
		}
		from := newSource(uint64(draws*8+flips), of[0].Units, of[1].Units)
		extreme := []int{0}
		p.drawn(&from, draws, []limit{newLimit(p.observed().difference(0))}, extreme)
		return extreme[0] + 1
	}
	for _, draws := range []int{19, 70, 199} {
		count, all := make([]int, draws+2), 0
		for i := range size * size * size * size {
			chosen := [bands * draw]int{i % size, i / size % size, size + i/size/size%size, size + i/size/size/size}
			if chosen[0] >= chosen[1] || chosen[2] >= chosen[3] {
				continue
			}
			for flips := range 1 << exchanged {
				count[observe(chosen, flips, draws)]++
				all++
			}
		}
		below := 0
		for k := 1; k <= draws; k++ {
			below += count[k]
			level := float64(k) / float64(draws+1)
			// Draws of one arrangement after the other are independent.
			near(t, fmt.Sprintf("%d draws: P at most %.3f", draws, level), float64(below)/float64(all), level, 4*math.Sqrt(level*(1-level)/float64(all)))
		}
	}
}
