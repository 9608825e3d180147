package stat

import (
	"math"
	"slices"
)

// Replicates holds the sums of one base and of several numerators over it in
// each bootstrap replicate. Units are added in any order and in any parts:
// since all sums are of whole numbers and a unit's weights depend on its id
// alone, Replicates that were filled apart and merged are equal to those
// filled at once. To spread the work over cores, give each a part of the
// units, or all units and a part of the numerators.
type Replicates struct {
	weights weights
	n       int       // replicates
	lanes   int       // words that hold one unit's weights
	y       []int64   // sum of the denominator in each replicate
	x       [][]int64 // sum of each numerator in each replicate
	units   int       // with a denominator
	totalY  int64     // unweighted
	totalX  []int64
}

// NewReplicates gives empty sums for that many numerators.
func (o Options) NewReplicates(numerators int) *Replicates {
	n := o.replicates()
	r := &Replicates{
		weights: newWeights(o.seed()),
		n:       n,
		lanes:   (n + 3) / 4,
		y:       make([]int64, n),
		x:       make([][]int64, numerators),
		totalX:  make([]int64, numerators),
	}
	all := make([]int64, numerators*n)
	for i := range r.x {
		r.x[i] = all[i*n : (i+1)*n : (i+1)*n]
	}
	return r
}

// block is how many units have their weights drawn at a time: with 2,000
// replicates a block takes 1 MB, which stays in the processor's cache while
// all numerators are summed.
const block = 256

// Add sums units: a denominator, and a numerator for each of the cells that
// NewReplicates was told of, in the same order.
func (r *Replicates) Add(b Base, xs []Counts) {
	drawn := make([]uint64, block*r.lanes)
	var ready [block]bool
	acc := make([]packed, len(xs))
	for i := range acc {
		acc[i] = newPacked(r.lanes)
	}
	at := make([]int, len(xs)) // position in each numerator
	for first := 0; first < len(b.Units); first += block {
		last := min(first+block, len(b.Units))
		clear(ready[:])
		weightsOf := func(i int) []uint64 {
			w := drawn[(i-first)*r.lanes : (i-first+1)*r.lanes]
			if !ready[i-first] {
				ready[i-first] = true
				r.weights.draw(b.Units[i], w)
			}
			return w
		}
		for i := first; i < last; i++ {
			if y := b.Y[i]; y != 0 {
				r.units++
				r.totalY += y
				addWide(r.y, weightsOf(i), y)
			}
		}
		for c := range xs {
			x := &xs[c]
			k := at[c]
			for ; k < len(x.Index) && int(x.Index[k]) < last; k++ {
				n := x.N[k]
				r.totalX[c] += n
				acc[c].add(r.x[c], weightsOf(int(x.Index[k])), n)
			}
			at[c] = k
		}
	}
	for c := range acc {
		acc[c].flush(r.x[c])
	}
}

// packed sums small counts four replicates at a time, in 16 bits each, and
// hands them on before a sum could overflow.
type packed struct {
	lanes []uint64
	room  int64 // how much the fullest sum can still take
}

func newPacked(lanes int) packed {
	return packed{make([]uint64, lanes), math.MaxUint16}
}

func (p *packed) add(wide []int64, w []uint64, n int64) {
	need := n * int64(maxWeight)
	if n < 0 || need > math.MaxUint16 {
		addWide(wide, w, n)
		return
	}
	if need > p.room {
		p.flush(wide)
	}
	p.room -= need
	lanes := p.lanes[:len(w)]
	if n == 1 {
		for i, x := range w {
			lanes[i] += x
		}
		return
	}
	for i, x := range w {
		lanes[i] += x * uint64(n)
	}
}

func (p *packed) flush(wide []int64) {
	if p.room == math.MaxUint16 {
		return
	}
	addWide(wide, p.lanes, 1)
	clear(p.lanes)
	p.room = math.MaxUint16
}

// addWide adds n times the packed weights to the sums.
func addWide(sums []int64, w []uint64, n int64) {
	whole := len(sums) / 4
	for i, x := range w[:whole] {
		s := sums[4*i : 4*i+4 : 4*i+4]
		s[0] += n * int64(x&0xffff)
		s[1] += n * int64(x>>16&0xffff)
		s[2] += n * int64(x>>32&0xffff)
		s[3] += n * int64(x>>48)
	}
	for k := 4 * whole; k < len(sums); k++ {
		sums[k] += n * int64(w[k/4]>>(16*(k%4))&0xffff)
	}
}

// Merge adds the sums of o, which was made with the same options and the same
// number of numerators from other units.
func (r *Replicates) Merge(o *Replicates) {
	for i, y := range o.y {
		r.y[i] += y
	}
	for c := range o.x {
		for i, x := range o.x[c] {
			r.x[c][i] += x
		}
		r.totalX[c] += o.totalX[c]
	}
	r.totalY += o.totalY
	r.units += o.units
}

// Ratios gives the ratio of one numerator to the denominator in each replicate
// that has a denominator, in ascending order.
func (r *Replicates) Ratios(cell int) []float64 {
	out := make([]float64, 0, r.n)
	for i, y := range r.y {
		if y > 0 {
			out = append(out, float64(r.x[cell][i])/float64(y))
		}
	}
	slices.Sort(out)
	return out
}

// Bootstrap gives estimates with the percentile interval of the Poisson
// bootstrap over units, beside the closed form of [Options.Ratios]. It covers
// less often; see the table in the package comment.
func (o Options) Bootstrap(b Base, xs []Counts, k Measure) []Estimate {
	r := o.NewReplicates(len(xs))
	r.Add(b, xs)
	base := b.total()
	out := make([]Estimate, len(xs))
	for i, x := range xs {
		e := o.center(b.with(base, x), k)
		if e.Interval {
			ratios := r.Ratios(i)
			e.Lo = k.clip(quantile(ratios, o.tail()) * k.Scale())
			e.Hi = k.clip(quantile(ratios, 1-o.tail()) * k.Scale())
		}
		out[i] = e
	}
	return out
}

// quantile interpolates between the order statistics of sorted (R's type 7).
func quantile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := float64(p * float64(len(sorted)-1))
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + float64((at-float64(i))*(sorted[i+1]-sorted[i]))
}
