package analysis

import (
	"slices"

	"slant/analysis/stat"
	"slant/analysis/voice"
)

// weightUnit is what a whole document weighs when copies share the weight of
// one: it is divisible by every group size up to ten, so that sums stay exact.
const weightUnit = 2520

// group is one outlet's documents, with what is counted in each: the columns
// of a sparse table whose rows are the documents in order of ID.
type group struct {
	outlet  string
	records []record
	weight  int64 // what a document of its own weighs: 1, or weightUnit
	units   []uint64
	unitOf  []int32 // by document
	words   [baseVoices][]int64
	columns map[Variable]stat.Counts
	scores  map[scoreKey]*scoreColumns
	spoken  map[spokenKey]*scoreColumns
}

// scoreKey names the judged mentions that belong together.
type scoreKey struct {
	actor  int32
	voice  uint8
	scorer uint8
}

// spokenKey names the judged mentions of a target in one source's words.
type spokenKey struct{ source, target int32 }

// scoreColumns are the sums of one scoreKey by document, in a slice each.
type scoreColumns struct {
	index                                      []int32
	mentions, positive, neutral, negative, sum []int64
}

// groups cuts a tally by outlet, in order of name.
func (t *Tally) groups(copies Copies) []*group {
	var out []*group
	of := make(map[string]*group)
	for _, r := range t.sorted(copies) {
		g := of[r.outlet]
		if g == nil {
			g = newGroup(r.outlet, copies)
			of[r.outlet] = g
			out = append(out, g)
		}
		g.records = append(g.records, r)
	}
	slices.SortFunc(out, byOutlet)
	for _, g := range out {
		g.fill(t)
	}
	return out
}

// whole gives all documents as one group.
func (t *Tally) whole(copies Copies) *group {
	g := newGroup("", copies)
	g.records = t.sorted(copies)
	g.fill(t)
	return g
}

func newGroup(outlet string, copies Copies) *group {
	g := &group{outlet: outlet, weight: 1}
	if copies == Weighted {
		g.weight = weightUnit
	}
	return g
}

// share is what document i weighs.
func (g *group) share(i int) int64 {
	if g.weight == 1 || g.records[i].copies < 2 {
		return g.weight
	}
	return g.weight / int64(g.records[i].copies)
}

// fill builds the columns.
func (g *group) fill(t *Tally) {
	g.columns = make(map[Variable]stat.Counts)
	g.scores = make(map[scoreKey]*scoreColumns)
	g.spoken = make(map[spokenKey]*scoreColumns)
	unit := make(map[uint64]int32)
	for v := range g.words {
		g.words[v] = make([]int64, len(g.records))
	}
	for i := range g.records {
		r := &g.records[i]
		u, ok := unit[r.unit]
		if !ok {
			u = int32(len(g.units))
			unit[r.unit] = u
			g.units = append(g.units, r.unit)
		}
		g.unitOf = append(g.unitOf, u)
		w := g.share(i)
		for v := range r.words {
			g.words[v][i] = w * r.words[v]
		}
		for _, n := range t.counts[r.counts[0]:r.counts[1]] {
			c := g.columns[n.Variable]
			c.Index = append(c.Index, int32(i))
			c.N = append(c.N, w*int64(n.N))
			g.columns[n.Variable] = c
		}
		for _, s := range t.scores[r.scores[0]:r.scores[1]] {
			addScore(g.scores, scoreKey{s.Actor, s.Voice, s.Scorer}, i, w, &s)
			if s.Source >= 0 && s.Scorer == 0 && s.Voice != Boilerplate {
				addScore(g.spoken, spokenKey{s.Source, s.Actor}, i, w, &s)
			}
		}
	}
}

// addScore adds one document's sums. A document has several of the same key
// when several sources speak; they follow each other.
func addScore[K comparable](columns map[K]*scoreColumns, k K, i int, w int64, s *ScoreSum) {
	c := columns[k]
	if c == nil {
		c = &scoreColumns{}
		columns[k] = c
	}
	n := len(c.index) - 1
	if n < 0 || c.index[n] != int32(i) {
		n++
		c.index = append(c.index, int32(i))
		c.mentions = append(c.mentions, 0)
		c.positive = append(c.positive, 0)
		c.neutral = append(c.neutral, 0)
		c.negative = append(c.negative, 0)
		c.sum = append(c.sum, 0)
	}
	c.mentions[n] += w * int64(s.Mentions)
	c.positive[n] += w * int64(s.Positive)
	c.neutral[n] += w * int64(s.Neutral)
	c.negative[n] += w * int64(s.Negative)
	c.sum[n] += w * s.Sum
}

// whole gives a weighted sum as a number of whole things.
func (g *group) whole(n int64) int64 { return (n + g.weight/2) / g.weight }

// base gives the words by document that a rate in voice v is a rate of:
// narration for own and scare, everything outside furniture for all.
func (g *group) base(v int) []int64 {
	switch v {
	case int(voice.Own), int(voice.Scare):
		return addColumns(g.words[voice.Own], g.words[voice.Scare])
	case All:
		return addColumns(g.words[:voice.Voices]...)
	}
	return g.words[v]
}

func addColumns(columns ...[]int64) []int64 {
	out := make([]int64, len(columns[0]))
	for _, c := range columns {
		for i, n := range c {
			out[i] += n
		}
	}
	return out
}

// voices gives the voices of the data that a voice of the tables gathers.
func voices(v int) []uint8 {
	if v == All {
		return []uint8{uint8(voice.Own), uint8(voice.Quoted), uint8(voice.Scare), uint8(voice.Reported)}
	}
	return []uint8{uint8(v)}
}

// column sums variables by document. weights may be nil; otherwise it holds
// what each variable counts, in thousandths.
func (g *group) column(variables []Variable, weights []int64) stat.Counts {
	if len(variables) == 1 && weights == nil {
		return g.columns[variables[0]]
	}
	sums := make(map[int32]int64)
	for j, v := range variables {
		w := int64(1)
		if weights != nil {
			w = weights[j]
		}
		c := g.columns[v]
		for k, i := range c.Index {
			sums[i] += w * c.N[k]
		}
	}
	out := sparse(sums)
	out.Signed = len(weights) > 0 && slices.Min(weights) < 0 && slices.Max(weights) > 0
	return out
}

// sparse gives sums by index as a column, in order.
func sparse(sums map[int32]int64) stat.Counts {
	var c stat.Counts
	for i := range sums {
		c.Index = append(c.Index, i)
	}
	slices.Sort(c.Index)
	for _, i := range c.Index {
		c.N = append(c.N, sums[i])
	}
	return c
}

// total sums a column.
func total(c stat.Counts) int64 {
	var n int64
	for _, x := range c.N {
		n += x
	}
	return n
}

func sum(xs []int64) int64 {
	var n int64
	for _, x := range xs {
		n += x
	}
	return n
}

// frame is a base by resampled unit, without the units whose base is zero:
// they are no evidence for or against.
type frame struct {
	g     *group
	base  stat.Base
	place []int32 // by unit of the group: its place in base; -1 when left out
	leave []bool  // by document: those whose counts are left out; nil for none
}

// frame gives the frame of a base by document.
func (g *group) frame(y []int64) *frame {
	f := &frame{g: g, place: make([]int32, len(g.units)), base: stat.Base{Weight: g.weight}}
	sums := make([]int64, len(g.units))
	for i, n := range y {
		sums[g.unitOf[i]] += n
	}
	for u, n := range sums {
		f.place[u] = -1
		if n != 0 {
			f.place[u] = int32(len(f.base.Units))
			f.base.Units = append(f.base.Units, g.units[u])
			f.base.Y = append(f.base.Y, n)
		}
	}
	return f
}

// column gives a column by document as one by unit of the frame.
func (f *frame) column(x stat.Counts) stat.Counts {
	sums := make(map[int32]int64, len(x.Index))
	for k, i := range x.Index {
		if p := f.place[f.g.unitOf[i]]; p >= 0 && (f.leave == nil || !f.leave[i]) {
			sums[p] += x.N[k]
		}
	}
	out := sparse(sums)
	out.Signed = x.Signed
	return out
}
