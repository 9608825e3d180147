package stat

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestJensenShannonInBits(t *testing.T) {
	for _, tt := range []struct {
		name string
		p, q []int64
		want float64
	}{
		// The letters of quanteda's keyness example.
		{"17 against 12 letters", []int64{3, 2, 6, 1, 1, 1, 1, 2}, []int64{2, 1, 2, 4, 1, 1, 0, 1}, .1379543646},
		{"disjoint", []int64{3, 0}, []int64{0, 5}, 1},
		{"halves against 9 to 1", []int64{1, 1}, []int64{9, 1}, .1467931024},
		{"the same shares", []int64{1, 2, 3}, []int64{10, 20, 30}, 0},
		{"nothing on one side", []int64{1, 2}, []int64{0, 0}, math.NaN()},
	} {
		near(t, tt.name, JensenShannon(tt.p, tt.q), tt.want, 1e-9)
		near(t, tt.name+", turned around", JensenShannon(tt.q, tt.p), tt.want, 1e-9)
	}
	bits := JensenShannon([]int64{3, 2, 6, 1, 1, 1, 1, 2}, []int64{2, 1, 2, 4, 1, 1, 0, 1})
	near(t, "nats", bits*math.Ln2, .0956226789, 1e-9)
	near(t, "distance", math.Sqrt(bits), .3714220842, 1e-9)
}

// labels draws documents that use some of the labels, of a distribution that
// varies from document to document.
func labels(r *rand.Rand, documents int, shares []float64) (Base, []Counts) {
	var b Base
	xs := make([]Counts, len(shares))
	for i := range documents {
		p, sum := make([]float64, len(shares)), 0.0
		for k, s := range shares {
			if s > 0 {
				p[k] = s * gammaVariate(r, s*0.7)
			}
			sum += p[k]
		}
		counts := make([]int64, len(shares))
		chances := 1 + negativeBinomial(r, 2, 0.5)
		for range chances {
			k, u := 0, r.Float64()*sum
			for k < len(p)-1 && u >= p[k] {
				u -= p[k]
				k++
			}
			counts[k]++
		}
		b.Units, b.Y = append(b.Units, r.Uint64()), append(b.Y, chances)
		for k, n := range counts {
			if n > 0 {
				xs[k].Index, xs[k].N = append(xs[k].Index, int32(i)), append(xs[k].N, n)
			}
		}
	}
	return b, xs
}

func (o Options) divergence(a Base, x []Counts, b Base, y []Counts) Estimate {
	p, q := o.NewReplicates(len(x)), o.NewReplicates(len(y))
	p.Add(a, x)
	q.Add(b, y)
	return o.Divergence(p, q)
}

func TestDivergenceOfFewDocuments(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	a, x := labels(r, 3, []float64{0.5, 0.5})
	b, y := labels(r, 30, []float64{0.5, 0.5})
	e := Options{}.divergence(a, x, b, y)
	if !e.OK || e.Interval || e.N != 3 || len(e.Warnings) != 1 || e.Warnings[0].Reason != FewUnits {
		t.Errorf("three documents: %+v", e)
	}
	e = Options{}.divergence(Base{}, make([]Counts, 2), b, y)
	if e.OK || len(e.Warnings) != 1 || e.Warnings[0].Reason != NoBase {
		t.Errorf("no documents: %+v", e)
	}
}

// Two outlets that ran the same copies cannot differ by chance: their
// replicates move together.
func TestDivergenceOfCopiesIsZero(t *testing.T) {
	a, x := labels(rand.New(rand.NewPCG(1, 2)), 60, []float64{0.5, 0.3, 0.2})
	e := Options{}.divergence(a, x, a, x)
	if e.Center != 0 || e.Lo != 0 || e.Hi > 0.01 {
		t.Errorf("divergence of an outlet from itself: %g [%g, %g]", e.Center, e.Lo, e.Hi)
	}
}

func TestCoverageOfDivergence(t *testing.T) {
	if testing.Short() {
		t.Skip("a long simulation")
	}
	o := Options{Replicates: 200}
	for _, pair := range [][2][]float64{
		{{0.5, 0.5}, {0.5, 0.5}},
		{{0.6, 0.2, 0.1, 0.1}, {0.6, 0.2, 0.1, 0.1}},
		{{0.5, 0.5}, {0.35, 0.65}},
		{{0.6, 0.2, 0.1, 0.1}, {0.1, 0.1, 0.2, 0.6}},
		{{0.9, 0.1}, {0.1, 0.9}},
	} {
		truth := jensenShannon(len(pair[0]), func(i int) (p, q float64) { return pair[0][i], pair[1][i] })
		for _, n := range []int{20, 100, 300} {
			r := rand.New(rand.NewPCG(11, uint64(n)))
			const sims = 400
			covered := 0
			for range sims {
				a, x := labels(r, n, pair[0])
				b, y := labels(r, n, pair[1])
				if e := o.divergence(a, x, b, y); e.Lo <= truth+1e-12 && truth <= e.Hi {
					covered++
				}
			}
			percent := 100 * float64(covered) / sims
			t.Logf("%v, %d documents each: %.1f %%", pair, n, percent)
			if percent < 92 {
				t.Errorf("%v, %d documents each: covers in %.1f %%", pair, n, percent)
			}
		}
	}
}
