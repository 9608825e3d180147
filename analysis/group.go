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
// of a sparse table whose rows are the documents in order of ID. The group of
// all documents holds no columns: it puts them together from those of the
// outlets, since each would be kept twice otherwise.
type group struct {
	outlet  string
	records []*record
	weight  int64 // what a document of its own weighs: 1, or weightUnit
	units   []uint64
	unitOf  []int32 // by document
	words   [baseVoices][]int64
	columns
	scores    scoreColumns[scoreKey]
	spoken    scoreColumns[spokenKey]
	parts     []part                 // of the group of all documents
	holders   map[uint64][]int32     // likewise: the parts that have a column of it
	counted   []sparse               // numerators of the study's quantities, where prepared
	bases     map[baseKey]sparse     // likewise, their denominators
	estimates [][]stat.Estimate      // by base of the study, of its quantities; of the main outlets
	noted     map[stat.Warning]noted // of its own rows
	own       *stat.Estimator        // likewise
}

// part is an outlet's group inside the group of all.
type part struct {
	*group
	at []int32 // by document: its place in the whole
}

// groups cuts a tally by outlet, in order of name, and gives the group of all.
func (t *Tally) groups(copies Copies) ([]*group, *group) {
	whole := newGroup("", copies)
	whole.records = t.sorted(copies, func(*record) bool { return true })
	of := make(map[string]int)
	for i, r := range whole.records {
		n, ok := of[r.outlet]
		if !ok {
			n = len(whole.parts)
			of[r.outlet] = n
			whole.parts = append(whole.parts, part{group: newGroup(r.outlet, copies)})
		}
		p := &whole.parts[n]
		p.records = append(p.records, r)
		p.at = append(p.at, int32(i))
	}
	slices.SortFunc(whole.parts, func(a, b part) int { return byOutlet(a.group, b.group) })
	var out []*group
	for _, p := range whole.parts {
		out = append(out, p.group)
	}
	return out, whole
}

// join makes the group of all documents ready once those of the outlets are
// filled.
func (g *group) join() {
	g.holders = make(map[uint64][]int32)
	for n, p := range g.parts {
		for v := range p.place {
			g.holders[v] = append(g.holders[v], int32(n))
		}
	}
	g.number()
	for v := range g.words {
		g.words[v] = make([]int64, len(g.records))
		for _, p := range g.parts {
			for i, n := range p.words[v] {
				g.words[v][p.at[i]] = n
			}
		}
	}
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

// number finds the units that documents belong to.
func (g *group) number() {
	unit := make(map[uint64]int32, len(g.records))
	g.unitOf = make([]int32, 0, len(g.records))
	for i := range g.records {
		u, ok := unit[g.records[i].unit]
		if !ok {
			u = int32(len(g.units))
			unit[g.records[i].unit] = u
			g.units = append(g.units, g.records[i].unit)
		}
		g.unitOf = append(g.unitOf, u)
	}
}

// fill builds the columns of the group's documents.
func (g *group) fill() {
	g.count(func(Variable) bool { return true })
	g.judge()
}

// count builds the columns of the wanted variables, and those of words.
func (g *group) count(wanted func(Variable) bool) {
	g.number()
	for v := range g.words {
		g.words[v] = make([]int64, len(g.records))
	}
	g.columns = packColumns(func(count func(int32, uint64, int64)) {
		for i, r := range g.records {
			w := g.share(i)
			r.each(func(v int, n int64) { g.words[v][i] = w * n }, func(n Count) {
				if wanted(n.Variable) {
					count(int32(i), n.code(), w*int64(n.N))
				}
			}, nil)
		}
	})
}

// holding is how many documents a variable occurs in.
func (g *group) holding(v Variable) int {
	code := v.code()
	c, _ := g.get(code)
	n := int(c.documents)
	for _, k := range g.holders[code] {
		n += g.parts[k].holding(v)
	}
	return n
}

// whole gives a weighted sum as a number of whole things.
func (g *group) whole(n int64) int64 { return (n + g.weight/2) / g.weight }

// base gives the words by document that a rate in voice v is a rate of:
// narration for own and scare, everything outside furniture for all.
func (g *group) base(v int) []int64 {
	of := baseOf(v)
	if len(of) == 1 {
		return g.words[v]
	}
	var columns [][]int64
	for _, w := range of {
		columns = append(columns, g.words[w])
	}
	return addColumns(columns...)
}

// baseOf gives the voices whose words are the base of voice v.
func baseOf(v int) []uint8 {
	switch v {
	case int(voice.Own), int(voice.Scare):
		return []uint8{uint8(voice.Own), uint8(voice.Scare)}
	}
	return voices(v)
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
	summands, entries := make([]summand, 0, 8), 0
	for j, v := range variables {
		w := int64(1)
		if weights != nil {
			w = weights[j]
		}
		code := v.code()
		if c, ok := g.get(code); ok {
			summands, entries = append(summands, summand{c, w, nil}), entries+int(c.documents)
		}
		for _, k := range g.holders[code] {
			p := &g.parts[k]
			c, _ := p.get(code)
			summands, entries = append(summands, summand{c, w, p.at}), entries+int(c.documents)
		}
	}
	signed := len(weights) > 0 && slices.Min(weights) < 0 && slices.Max(weights) > 0
	if entries == 0 {
		return stat.Counts{Signed: signed}
	}
	if len(summands) == 1 && weights == nil && g.parts == nil {
		return summands[0].counts()
	}
	sums := newGather(entries, len(g.records))
	for _, s := range summands {
		s.each(func(i int32, n int64) {
			if s.at != nil {
				i = s.at[i]
			}
			sums.add(i, s.weight*n)
		})
	}
	out := sums.column()
	out.Signed = signed
	return out
}

// summand is a column that goes into another.
type summand struct {
	sparse
	weight int64
	at     []int32 // by document: its place in the whole; nil where it is the same
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
