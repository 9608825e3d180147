package stat

import (
	"cmp"
	"slices"
)

// bandSize and maxBands: how many units there are to one band of similar
// denominators, and how many bands at most. Twenty remove nearly all of the
// difference in length between two outlets.
const (
	bandSize = 10
	maxBands = 20
)

// pool is the units of two groups, ready to be exchanged between them.
//
// A unit that is in one group only may go to either, but in place of one of
// similar length: units are sorted by denominator and cut into bands, and
// each group keeps its number of units in each band. Without bands the test
// rejects a true hypothesis far too often where one outlet writes longer
// articles. A unit in both groups has its two halves exchanged, or not.
type pool struct {
	bands []band
	units []member // of one group only, by band
	pairs []member // of both groups: what A gains by an exchange
	order []int32  // scratch: positions in units
	cells int
	allY  int64
	allX  []int64
	fixY  int64 // what group A has before any unit is drawn
	fixX  []int64
	now   sample
	keptY int64 // of the sample observed
	keptX []int64
}

// member is what a unit adds to a group: its denominator and its numerators.
type member struct {
	id   uint64
	y    int64
	cell []int32
	n    []int64
	inA  bool
}

// band is a range of pool.units out of which draw are taken: those that go to
// A (sign +1), or, where A has the larger part, those that do not (−1).
type band struct {
	first, end int
	draw       int
	sign       int64
}

// sample is one arrangement: the sums of group A, and of both.
type sample struct {
	y, allY     int64
	x, allX     []int64
	overA, over float64 // 1/y of A and of B
}

// difference gives the difference of the two ratios for one numerator.
func (s sample) difference(cell int) float64 {
	return float64(float64(s.x[cell])*s.overA) - float64(float64(s.allX[cell]-s.x[cell])*s.over)
}

func newPool(in overlap, xs, ys []Counts) *pool {
	a, b := members(in.a, xs), members(in.b, ys)
	p := &pool{cells: len(xs), allX: make([]int64, len(xs)), fixX: make([]int64, len(xs)), keptX: make([]int64, len(xs))}
	for _, side := range [][]member{a, b} {
		for _, u := range side {
			p.allY += u.y
			u.addTo(p.allX, 1)
		}
	}
	for _, u := range a {
		p.keptY += u.y
		u.addTo(p.keptX, 1)
	}
	taken := make([]bool, len(b))
	for i, u := range a {
		j := in.inB[i]
		if j < 0 || !b[j].any() {
			if u.any() {
				u.inA = true
				p.units = append(p.units, u)
			}
			continue
		}
		if !u.any() {
			continue
		}
		taken[j] = true
		p.fixY += u.y
		u.addTo(p.fixX, 1)
		if swap := exchange(u, b[j]); swap.any() {
			p.pairs = append(p.pairs, swap)
		}
	}
	for j, u := range b {
		if !taken[j] && u.any() {
			p.units = append(p.units, u)
		}
	}
	p.cut()
	p.now = sample{allY: p.allY, x: make([]int64, len(xs)), allX: p.allX}
	return p
}

// members turns numerators by cell into numerators by unit.
func members(b Base, xs []Counts) []member {
	size := make([]int32, len(b.Units)+1)
	for _, x := range xs {
		for _, i := range x.Index {
			size[i+1]++
		}
	}
	for i := range b.Units {
		size[i+1] += size[i]
	}
	cells, counts := make([]int32, size[len(b.Units)]), make([]int64, size[len(b.Units)])
	next := slices.Clone(size)
	for c, x := range xs {
		for k, i := range x.Index {
			cells[next[i]], counts[next[i]] = int32(c), x.N[k]
			next[i]++
		}
	}
	out := make([]member, len(b.Units))
	for i, u := range b.Units {
		out[i] = member{id: u, y: b.Y[i], cell: cells[size[i]:size[i+1]], n: counts[size[i]:size[i+1]]}
	}
	return out
}

// any reports whether the unit has anything to add.
func (u member) any() bool { return u.y != 0 || len(u.cell) > 0 }

func (u member) addTo(sums []int64, sign int64) {
	for k, c := range u.cell {
		sums[c] += sign * u.n[k]
	}
}

// exchange gives what group A gains when it gives u for v.
func exchange(u, v member) member {
	swap := member{id: u.id, y: v.y - u.y}
	by := func(c int32, n int64) {
		if n != 0 {
			swap.cell, swap.n = append(swap.cell, c), append(swap.n, n)
		}
	}
	i, j := 0, 0
	for i < len(u.cell) || j < len(v.cell) {
		switch {
		case j == len(v.cell) || i < len(u.cell) && u.cell[i] < v.cell[j]:
			by(u.cell[i], -u.n[i])
			i++
		case i == len(u.cell) || v.cell[j] < u.cell[i]:
			by(v.cell[j], v.n[j])
			j++
		default:
			by(u.cell[i], v.n[j]-u.n[i])
			i, j = i+1, j+1
		}
	}
	return swap
}

// cut sorts the units by denominator, and by id where that is equal, and cuts
// them into bands.
func (p *pool) cut() {
	slices.SortFunc(p.units, func(u, v member) int { return cmp.Or(cmp.Compare(u.y, v.y), cmp.Compare(u.id, v.id)) })
	n := len(p.units)
	count := min(max(n/bandSize, 1), maxBands)
	for k := range count {
		b := band{first: k * n / count, end: (k + 1) * n / count, sign: 1}
		for _, u := range p.units[b.first:b.end] {
			if u.inA {
				b.draw++
			}
		}
		// Where both have as many, the owner of the first unit is drawn, so that
		// the test is the same whichever group is called A.
		if rest := b.end - b.first - b.draw; rest < b.draw || rest == b.draw && !p.units[b.first].inA {
			b.draw, b.sign = rest, -1
			for _, u := range p.units[b.first:b.end] {
				p.fixY += u.y
				u.addTo(p.fixX, 1)
			}
		}
		if b.draw > 0 {
			p.bands = append(p.bands, b)
		}
	}
	p.order = make([]int32, n)
	for i := range p.order {
		p.order[i] = int32(i)
	}
}

// observed gives the groups as they are.
func (p *pool) observed() sample {
	return p.weigh(sample{y: p.keptY, allY: p.allY, x: p.keptX, allX: p.allX})
}

func (p *pool) weigh(s sample) sample {
	s.overA, s.over = 1/float64(s.y), 1/float64(s.allY-s.y)
	return s
}

// take adds a unit to the sample in p.now.
func (p *pool) take(u *member, sign int64) {
	p.now.y += sign * u.y
	for k, c := range u.cell {
		p.now.x[c] += sign * u.n[k]
	}
}

// reset makes p.now hold what no draw changes.
func (p *pool) reset() {
	p.now.y = p.fixY
	copy(p.now.x, p.fixX)
}

// draw gives an arrangement at random. It is valid until the next.
func (p *pool) draw(s *source) sample {
	p.reset()
	for _, b := range p.bands {
		for i := b.first; i < b.first+b.draw; i++ {
			j := i + s.below(b.end-i)
			p.order[i], p.order[j] = p.order[j], p.order[i]
			p.take(&p.units[p.order[i]], b.sign)
		}
	}
	var bits uint64
	for i := range p.pairs {
		if i%64 == 0 {
			bits = s.next()
		}
		if bits>>(i%64)&1 == 1 {
			p.take(&p.pairs[i], 1)
		}
	}
	return p.weigh(p.now)
}

// arrangements gives the number of different ways to exchange the units, and
// whether it is no more than most.
func (p *pool) arrangements(most int) (int, bool) {
	total := 1
	for _, b := range p.bands {
		n := b.end - b.first
		ways := 1
		for k := 1; k <= b.draw; k++ {
			ways = ways * (n - k + 1) / k
			if ways > most {
				return 0, false
			}
		}
		if total *= ways; total > most {
			return 0, false
		}
	}
	for range p.pairs {
		if total *= 2; total > most {
			return 0, false
		}
	}
	return total, true
}

// enumerate calls visit with every arrangement.
func (p *pool) enumerate(visit func(sample)) {
	p.reset()
	p.choose(0, 0, 0, visit)
}

// choose goes through all ways to take the units of the bands from the k-th
// on, of whose draws taken are made from the units before at; then through the
// pairs.
func (p *pool) choose(k, taken, at int, visit func(sample)) {
	if k == len(p.bands) {
		p.swap(0, visit)
		return
	}
	b := p.bands[k]
	if taken == b.draw {
		p.choose(k+1, 0, 0, visit)
		return
	}
	for i := b.first + at; i <= b.end-(b.draw-taken); i++ {
		p.take(&p.units[i], b.sign)
		p.choose(k, taken+1, i+1-b.first, visit)
		p.take(&p.units[i], -b.sign)
	}
}

func (p *pool) swap(i int, visit func(sample)) {
	if i == len(p.pairs) {
		visit(p.weigh(p.now))
		return
	}
	p.swap(i+1, visit)
	p.take(&p.pairs[i], 1)
	p.swap(i+1, visit)
	p.take(&p.pairs[i], -1)
}
