package stat

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

func TestWeightsHaveMeanAndVarianceOne(t *testing.T) {
	var n, sum, squares int
	for w, count := range poissonCounts {
		n += count
		sum += w * count
		squares += w * w * count
		// Within two of 65,536 × the Poisson probability, or 0.1 %.
		want := 65536 * math.Exp(-1) / math.Gamma(float64(w+1))
		if d := math.Abs(float64(count) - want); d > 2 && d > 0.001*want {
			t.Errorf("weight %d: %d of 65536, Poisson %.1f", w, count, want)
		}
	}
	if n != 1<<16 || sum != 1<<16 || squares != 2<<16 {
		t.Errorf("count %d, sum %d, sum of squares %d", n, sum, squares)
	}
}

func TestWeightsOfDifferentUnitsAndSeedsAreUnrelated(t *testing.T) {
	const lanes = 20_000
	draw := func(seed, unit uint64) []float64 {
		packed := make([]uint64, lanes)
		newWeights(seed).draw(unit, packed)
		var out []float64
		for _, w := range packed {
			for k := range 4 {
				out = append(out, float64(w>>(16*k)&0xffff))
			}
		}
		return out
	}
	one := draw(1, 7)
	if mean := sumOf(one) / (4 * lanes); math.Abs(mean-1) > 0.015 {
		t.Errorf("mean weight %.4f", mean)
	}
	for _, other := range [][]float64{draw(1, 8), draw(2, 7), draw(1, 7+1<<63), append(one[1:len(one):len(one)], one[0])} {
		var product float64
		for i := range one {
			product += (one[i] - 1) * (other[i] - 1)
		}
		if r := product / (4 * lanes); math.Abs(r) > 0.015 {
			t.Errorf("correlation %.4f of weights that should have none", r)
		}
	}
	if !slices.Equal(one, draw(1, 7)) {
		t.Error("the same seed and unit have other weights the second time")
	}
}

func sumOf(x []float64) (sum float64) {
	for _, v := range x {
		sum += v
	}
	return sum
}

// Three articles with (matches, words) (2, 10), (0, 5), (3, 6), resampled in
// all 27 ways: the ordinary bootstrap of whole articles, by hand.
func TestResamplingArticlesInAll27Ways(t *testing.T) {
	b := Base{Units: []uint64{1, 2, 3}, Y: []int64{10, 5, 6}}
	x := Counts{Index: []int32{0, 2}, N: []int64{2, 3}}
	near(t, "point", b.Moments(x).Ratio(), .238095, 1e-6)

	r := Options{Replicates: 27}.NewReplicates(1)
	packed := [3][]uint64{make([]uint64, r.lanes), make([]uint64, r.lanes), make([]uint64, r.lanes)}
	for way := range 27 {
		for _, unit := range []int{way % 3, way / 3 % 3, way / 9} {
			packed[unit][way/4] += 1 << (16 * (way % 4))
		}
	}
	for i, y := range b.Y {
		addWide(r.y, packed[i], y)
	}
	acc := newPacked(r.lanes)
	acc.add(r.x[0], packed[0], 2)
	acc.add(r.x[0], packed[2], 3)
	acc.flush(r.x[0])

	ratios := r.Ratios(0)
	mean := sumOf(ratios) / 27
	var variance float64
	for _, v := range ratios {
		variance += (v - mean) * (v - mean) / 27
	}
	near(t, "mean of the 27", mean, .2380924576, 1e-9)
	near(t, "their standard deviation", math.Sqrt(variance), .1053531, 1e-6)
	var support []float64
	var times []int
	for i, v := range ratios {
		if i == 0 || v != ratios[i-1] {
			support, times = append(support, v), append(times, 0)
		}
		times[len(times)-1]++
	}
	for i, want := range []float64{0, 1. / 10, 4. / 25, 3. / 16, 1. / 5, 5. / 21, 7. / 26, 6. / 17, 4. / 11, 1. / 2} {
		near(t, "support", support[i], want, 1e-12)
	}
	if want := []int{1, 3, 3, 3, 1, 6, 3, 3, 3, 1}; !slices.Equal(times, want) {
		t.Errorf("how often: %v, want %v", times, want)
	}
}

// observations makes a base and numerators of all kinds: sparse, dense,
// negative, and too large for packed sums.
func observations(units int) (Base, []Counts) {
	r := rand.New(rand.NewPCG(3, 4))
	b := Base{Units: make([]uint64, units), Y: make([]int64, units)}
	xs := make([]Counts, 5)
	for i := range units {
		b.Units[i] = r.Uint64()
		b.Y[i] = int64(r.IntN(2000))
		for c := range xs {
			var n int64
			switch c {
			case 0:
				n = int64(r.IntN(2))
			case 1:
				n = int64(r.IntN(40)) / 37
			case 2:
				n = int64(r.IntN(2001)) - 1000
			case 3:
				n = int64(r.IntN(100_000))
			case 4:
				n = 8000 + int64(r.IntN(400))
			}
			if n != 0 {
				xs[c].Index, xs[c].N = append(xs[c].Index, int32(i)), append(xs[c].N, n)
			}
		}
	}
	return b, xs
}

// reordered gives the same units in another order, from first to last.
func reordered(b Base, xs []Counts, order []int) (Base, []Counts) {
	var rb Base
	out := make([]Counts, len(xs))
	for at, i := range order {
		rb.Units = append(rb.Units, b.Units[i])
		rb.Y = append(rb.Y, b.Y[i])
		for c, x := range xs {
			if k, ok := slices.BinarySearch(x.Index, int32(i)); ok {
				out[c].Index, out[c].N = append(out[c].Index, int32(at)), append(out[c].N, x.N[k])
			}
		}
	}
	return rb, out
}

func TestPackedSumsAreThePlainSums(t *testing.T) {
	b, xs := observations(20_000)
	o := Options{Replicates: 7}
	r := o.NewReplicates(len(xs))
	r.Add(b, xs)
	wantY, wantX := make([]int64, 7), make([][]int64, len(xs))
	weight := make([][7]int64, len(b.Units))
	packed := make([]uint64, 2)
	for i, u := range b.Units {
		r.weights.draw(u, packed)
		for k := range 7 {
			weight[i][k] = int64(packed[k/4] >> (16 * (k % 4)) & 0xffff)
			wantY[k] += weight[i][k] * b.Y[i]
		}
	}
	for c, x := range xs {
		wantX[c] = make([]int64, 7)
		for j, i := range x.Index {
			for k := range 7 {
				wantX[c][k] += weight[i][k] * x.N[j]
			}
		}
	}
	if !slices.Equal(r.y, wantY) || !reflect.DeepEqual(r.x, wantX) {
		t.Errorf("got %v and %v\nwant %v and %v", r.y, r.x, wantY, wantX)
	}
}

func TestReplicatesInAnyOrderAndAnyPartsAreEqual(t *testing.T) {
	b, xs := observations(1500)
	o := Options{Replicates: 101, Seed: 5}
	whole := o.NewReplicates(len(xs))
	whole.Add(b, xs)
	r := rand.New(rand.NewPCG(1, 1))
	for _, shards := range []int{1, 2, 7, 16} {
		order := r.Perm(len(b.Units))
		parts := make([]*Replicates, shards)
		for s := range parts {
			parts[s] = o.NewReplicates(len(xs))
			sb, sx := reordered(b, xs, order[s*len(order)/shards:(s+1)*len(order)/shards])
			parts[s].Add(sb, sx)
		}
		r.Shuffle(shards, func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		for _, p := range parts[1:] {
			parts[0].Merge(p)
		}
		if !reflect.DeepEqual(parts[0], whole) {
			t.Errorf("%d shards: other sums than in one go", shards)
		}
	}
	for c := range xs {
		alone := o.NewReplicates(1)
		alone.Add(b, xs[c:c+1])
		if !slices.Equal(alone.x[0], whole.x[c]) || !slices.Equal(alone.y, whole.y) {
			t.Errorf("numerator %d alone: other sums than among others", c)
		}
	}
}

// With many units the spread of the replicates is the linearised standard
// error.
func TestBootstrapAgreesWithTaylorInLargeSamples(t *testing.T) {
	w := worlds[4]
	b, x := w.draw(rand.New(rand.NewPCG(2, 3)), 3000)
	boot := Options{}.Bootstrap(b, []Counts{x}, w.measure)[0]
	taylor := Options{}.Taylor(b.Moments(x), w.measure)
	near(t, "width", boot.Hi-boot.Lo, taylor.Hi-taylor.Lo, 0.05)
	near(t, "lower", boot.Lo, taylor.Lo, 0.01)
}

func TestQuantileAsRsDefault(t *testing.T) {
	x := []float64{1, 2, 4, 8} // R: quantile(c(1,2,4,8), c(0, .1, .5, .975, 1))
	for i, p := range []float64{0, .1, .5, .975, 1} {
		near(t, "quantile", quantile(x, p), []float64{1, 1.3, 3, 7.7, 8}[i], 1e-12)
	}
	near(t, "of nothing", quantile(nil, .5), math.NaN(), 0)
}

// A million documents, 2,000 cells of which each document touches ten, 1,000
// replicates: the whole table of a large corpus. Run with -benchtime 1x.
func BenchmarkMillionDocuments(b *testing.B) {
	const units, cells, touched = 1_000_000, 2000, 10
	r := rand.New(rand.NewPCG(1, 1))
	base := Base{Units: make([]uint64, units), Y: make([]int64, units)}
	xs := make([]Counts, cells)
	for i := range units {
		base.Units[i], base.Y[i] = r.Uint64(), 200+int64(r.IntN(1200))
		seen := 0
		for c := r.IntN(cells / touched); seen < touched; c += cells / touched {
			xs[c].Index = append(xs[c].Index, int32(i))
			xs[c].N = append(xs[c].N, 1+int64(r.IntN(3)))
			seen++
		}
	}
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		s := Options{Replicates: 1000}.NewReplicates(cells)
		s.Add(base, xs)
	}
}
