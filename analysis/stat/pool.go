package stat

import (
	"cmp"
	"slices"
)

const (
	// bandSize and maxBands: how many units there are to one band of similar
	// denominators, and how many bands at most. Twenty remove nearly all of the
	// difference in length between two outlets.
	bandSize = 10
	maxBands = 20
	// leastOverlap is the part of the smaller group that must find units of the
	// other in its bands; with less, bands are joined.
	leastOverlap = 0.2
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
	cell  []int32  // numerators of the members, one after the other
	n     []int64  // and their counts
	fixY  int64    // what group A has before any unit is drawn
	fixX  []int64
	now   sample
	kept  sample // the groups as they are
	apart bool   // whether bands were joined for want of overlap
}

// member is what a unit adds to a group: its denominator and its numerators,
// a range of pool.cell and pool.n.
type member struct {
	y        int64
	id       uint64
	from, to int32
	inA      bool
}

// any reports whether the unit has anything to add.
func (u member) any() bool { return u.y != 0 || u.from < u.to }

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
func (s *sample) difference(cell int) float64 {
	return float64(float64(s.x[cell])*s.overA) - float64(float64(s.allX[cell]-s.x[cell])*s.over)
}

func newPool(in overlap, xs, ys []Counts) *pool {
	p := &pool{fixX: make([]int64, len(xs))}
	all := make([]int64, len(xs))
	both := make([]member, len(in.a.Units)+len(in.b.Units))
	a, b := both[:len(in.a.Units)], both[len(in.a.Units):]
	entries := 0
	for c := range xs {
		entries += len(xs[c].Index) + len(ys[c].Index)
	}
	p.cell, p.n = make([]int32, 0, entries), make([]int64, 0, entries)
	p.members(a, in.a, xs)
	p.members(b, in.b, ys)
	for _, u := range a {
		p.kept.y += u.y
		p.add(all, u, 1)
	}
	p.kept.x = slices.Clone(all)
	p.kept.allY = p.kept.y
	for _, u := range b {
		p.kept.allY += u.y
		p.add(all, u, 1)
	}
	p.kept.allX = all
	p.units = make([]member, 0, len(a)+len(b))
	p.now = sample{allY: p.kept.allY, x: make([]int64, len(xs)), allX: all}

	for i, u := range a {
		switch j := in.inB[i]; {
		case !u.any():
		case j >= 0 && b[j].any():
			p.fixY += u.y
			p.add(p.fixX, u, 1)
			if swap := p.exchange(u, b[j]); swap.any() {
				p.pairs = append(p.pairs, swap)
			}
			b[j] = member{} // spoken for
		default:
			u.inA = true
			p.units = append(p.units, u)
		}
	}
	for _, u := range b {
		if u.any() {
			p.units = append(p.units, u)
		}
	}
	slices.SortFunc(p.pairs, func(u, v member) int { return cmp.Compare(u.id, v.id) })
	p.cut(both)
	return p
}

// members turns numerators by cell into numerators by unit.
func (p *pool) members(out []member, b Base, xs []Counts) {
	total := 0
	for _, x := range xs {
		total += len(x.Index)
		for _, i := range x.Index {
			out[i].to++
		}
	}
	at := int32(len(p.cell))
	for i := range out {
		out[i].y, out[i].id = b.Y[i], b.Units[i]
		size := out[i].to
		out[i].from, out[i].to = at, at
		at += size
	}
	p.cell, p.n = p.cell[:len(p.cell)+total], p.n[:len(p.n)+total]
	for c, x := range xs {
		for k, i := range x.Index {
			u := &out[i]
			p.cell[u.to], p.n[u.to] = int32(c), x.N[k]
			u.to++
		}
	}
}

// add adds the numerators of a unit, or takes them away.
func (p *pool) add(sums []int64, u member, sign int64) {
	for k := u.from; k < u.to; k++ {
		sums[p.cell[k]] += sign * p.n[k]
	}
}

// exchange gives what group A gains when it gives u for v.
func (p *pool) exchange(u, v member) member {
	swap := member{id: u.id, y: v.y - u.y, from: int32(len(p.cell))}
	by := func(c int32, n int64) {
		if n != 0 {
			p.cell, p.n = append(p.cell, c), append(p.n, n)
		}
	}
	i, j := u.from, v.from
	for i < u.to || j < v.to {
		switch {
		case j == v.to || i < u.to && p.cell[i] < p.cell[j]:
			by(p.cell[i], -p.n[i])
			i++
		case i == u.to || p.cell[j] < p.cell[i]:
			by(p.cell[j], p.n[j])
			j++
		default:
			by(p.cell[i], p.n[j]-p.n[i])
			i, j = i+1, j+1
		}
	}
	swap.to = int32(len(p.cell))
	return swap
}

// cut sorts the units by denominator and cuts them into bands: as many as
// leave enough units to exchange. spare is room for as many units, to sort them.
func (p *pool) cut(spare []member) {
	n := len(p.units)
	p.units = sorted(p.units, spare[:n])
	inA := 0
	for _, u := range p.units {
		if u.inA {
			inA++
		}
	}
	for count := min(n/bandSize, maxBands); ; count /= 2 {
		p.bands = p.bandsOf(max(count, 1))
		exchanged := 0
		for _, b := range p.bands {
			exchanged += b.draw
		}
		if count <= 1 || float64(exchanged) >= leastOverlap*float64(min(inA, n-inA)) {
			break
		}
		p.apart = true
	}
	for _, b := range p.bands {
		if b.sign < 0 {
			for _, u := range p.units[b.first:b.end] {
				p.fixY += u.y
				p.add(p.fixX, u, 1)
			}
		}
	}
}

// fewUnits is up to how many units comparing is the faster way to sort them.
const fewUnits = 400

// sorted sorts units by denominator, then by id. An outlet and all others are
// all the documents of a corpus, sorted anew for every outlet and base: many are
// dealt out by eleven binary digits of their denominators at a time, the last
// first, into as much room elsewhere and back.
func sorted(units, other []member) []member {
	if len(units) < fewUnits {
		slices.SortFunc(units, func(u, v member) int {
			return cmp.Or(cmp.Compare(u.y, v.y), cmp.Compare(u.id, v.id))
		})
		return units
	}
	least, most := units[0].y, units[0].y
	for _, u := range units {
		least, most = min(least, u.y), max(most, u.y)
	}
	const digits = 11
	for shift := 0; uint64(most-least)>>shift != 0; shift += digits {
		digit := func(u *member) uint64 { return uint64(u.y-least) >> shift & (1<<digits - 1) }
		var ends [1<<digits + 1]int32 // where those with a digit go: behind those with a smaller one
		for i := range units {
			ends[digit(&units[i])+1]++
		}
		for d := range 1 << digits {
			ends[d+1] += ends[d]
		}
		for i := range units {
			d := digit(&units[i])
			other[ends[d]] = units[i]
			ends[d]++
		}
		units, other = other, units
	}
	for first, end := 0, 1; first < len(units); first, end = end, end+1 {
		for end < len(units) && units[end].y == units[first].y {
			end++
		}
		sortByID(units[first:end])
	}
	return units
}

// sortByID sorts units with the same denominator, which are most often few.
func sortByID(units []member) {
	if len(units) > 16 {
		slices.SortFunc(units, func(u, v member) int { return cmp.Compare(u.id, v.id) })
		return
	}
	for i := 1; i < len(units); i++ {
		u, k := units[i], i
		for ; k > 0 && units[k-1].id > u.id; k-- {
			units[k] = units[k-1]
		}
		units[k] = u
	}
}

// bandsOf cuts the units into about so many bands, none of which ends between
// two units with the same denominator.
func (p *pool) bandsOf(count int) []band {
	var out []band
	n := len(p.units)
	for k, first := 0, 0; k < count && first < n; k++ {
		end := (k + 1) * n / count
		for end < n && end > 0 && p.units[end].y == p.units[end-1].y {
			end++
		}
		if end <= first {
			continue
		}
		b := band{first: first, end: end, sign: 1}
		for _, u := range p.units[first:end] {
			if u.inA {
				b.draw++
			}
		}
		// Where both have as many, the owner of the first unit is drawn, so that
		// the test is the same whichever group is called A.
		if rest := end - first - b.draw; rest < b.draw || rest == b.draw && !p.units[first].inA {
			b.draw, b.sign = rest, -1
		}
		out = append(out, b)
		first = end
	}
	return out
}

// observed gives the groups as they are.
func (p *pool) observed() *sample {
	return p.kept.weigh()
}

// weigh makes a sample ready for differences.
func (s *sample) weigh() *sample {
	s.overA, s.over = 1/float64(s.y), 1/float64(s.allY-s.y)
	return s
}

// take adds a unit to the sample in p.now.
func (p *pool) take(u member, sign int64) {
	p.now.y += sign * u.y
	p.add(p.now.x, u, sign)
}

// reset makes p.now hold what no draw changes.
func (p *pool) reset() {
	p.now.y = p.fixY
	copy(p.now.x, p.fixX)
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
func (p *pool) enumerate(visit func(*sample)) {
	p.reset()
	p.choose(0, 0, 0, visit)
}

// choose goes through all ways to take the units of the bands from the k-th
// on, of whose draws taken are made from the units before at; then through the
// pairs.
func (p *pool) choose(k, taken, at int, visit func(*sample)) {
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
		p.take(p.units[i], b.sign)
		p.choose(k, taken+1, i+1-b.first, visit)
		p.take(p.units[i], -b.sign)
	}
}

func (p *pool) swap(i int, visit func(*sample)) {
	if i == len(p.pairs) {
		visit(p.now.weigh())
		return
	}
	p.swap(i+1, visit)
	p.take(p.pairs[i], 1)
	p.swap(i+1, visit)
	p.take(p.pairs[i], -1)
}
