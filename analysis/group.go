package analysis

import (
	"cmp"
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
	records []record
	weight  int64 // what a document of its own weighs: 1, or weightUnit
	units   []uint64
	unitOf  []int32 // by document
	words   [baseVoices][]int64
	columns map[uint64]stat.Counts // by Variable.code
	scores  map[scoreKey]*scoreColumns
	spoken  map[spokenKey]*scoreColumns
	parts   []part                  // of the group of all documents
	holders map[uint64][]int32      // likewise: the parts that have a column of it
	counted []stat.Counts           // numerators of the study's quantities, where prepared
	bases   map[baseKey]stat.Counts // likewise, their denominators
	noted   map[stat.Warning]noted  // of its own rows
}

// part is an outlet's group inside the group of all.
type part struct {
	*group
	at []int32 // by document: its place in the whole
}

// scoreKey names the judged mentions that belong together.
type scoreKey struct {
	actor  int32
	voice  uint8
	scorer uint8
}

// spokenKey names the judged mentions of a target in one source's words.
type spokenKey struct{ source, target int32 }

// scoreColumns are the sums of one scoreKey by document.
type scoreColumns struct {
	index []int32
	sums  []scoreSums
}

// scoreSums are one document's numbers, by what the document weighs. The
// counts fit: an article of ten megabytes has not as many mentions.
type scoreSums struct {
	mentions, anaphoric, positive, neutral, negative int32
	sum                                              int64
}

// judged is how many mentions were given a score.
func (s *scoreSums) judged() int64 {
	return int64(s.positive) + int64(s.neutral) + int64(s.negative)
}

// groups cuts a tally by outlet, in order of name, and gives the group of all.
func (t *Tally) groups(copies Copies) ([]*group, *group) {
	whole := newGroup("", copies)
	whole.records = t.sorted(copies)
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
		p.fill()
		out = append(out, p.group)
	}
	whole.holders = make(map[uint64][]int32)
	for n, p := range whole.parts {
		for v := range p.columns {
			whole.holders[v] = append(whole.holders[v], int32(n))
		}
	}
	whole.number()
	for v := range whole.words {
		whole.words[v] = make([]int64, len(whole.records))
		for _, p := range whole.parts {
			for i, n := range p.words[v] {
				whole.words[v][p.at[i]] = n
			}
		}
	}
	return out, whole
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

// fill builds the columns. The documents are read twice, so that every column
// is made as long as it will be.
func (g *group) fill() {
	g.number()
	lengths := make(map[uint64]int)
	scored := make(map[scoreKey]int)
	spoken := make(map[spokenKey]int)
	for i := range g.records {
		g.records[i].each(func(int, int64) {}, func(n Count) { lengths[n.code()]++ }, func(s *ScoreSum) {
			scored[scoreKey{s.Actor, s.Voice, s.Scorer}]++
			if s.speaks() {
				spoken[spokenKey{s.Source, s.Actor}]++
			}
		})
	}
	g.columns = make(map[uint64]stat.Counts, len(lengths))
	g.scores = make(map[scoreKey]*scoreColumns, len(scored))
	g.spoken = make(map[spokenKey]*scoreColumns, len(spoken))
	for v := range g.words {
		g.words[v] = make([]int64, len(g.records))
	}
	for i := range g.records {
		w := g.share(i)
		g.records[i].each(
			func(v int, n int64) { g.words[v][i] = w * n },
			func(n Count) {
				code := n.code()
				c := g.columns[code]
				if c.Index == nil {
					c.Index, c.N = make([]int32, 0, lengths[code]), make([]int64, 0, lengths[code])
				}
				c.Index, c.N = append(c.Index, int32(i)), append(c.N, w*int64(n.N))
				g.columns[code] = c
			},
			func(s *ScoreSum) {
				key := scoreKey{s.Actor, s.Voice, s.Scorer}
				addScore(g.scores, key, scored[key], i, w, s)
				if s.speaks() {
					key := spokenKey{s.Source, s.Actor}
					addScore(g.spoken, key, spoken[key], i, w, s)
				}
			})
	}
}

// speaks reports whether the sum is of what a known source says, by the first
// scorer.
func (s *ScoreSum) speaks() bool { return s.Source >= 0 && s.Scorer == 0 && s.Voice != Boilerplate }

// addScore adds one document's sums to a column of at most so many. A document
// has several of the same key when several sources speak; they are one row.
func addScore[K comparable](columns map[K]*scoreColumns, k K, most, i int, w int64, s *ScoreSum) {
	c := columns[k]
	if c == nil {
		c = &scoreColumns{make([]int32, 0, most), make([]scoreSums, 0, most)}
		columns[k] = c
	}
	n := len(c.index) - 1
	if n < 0 || c.index[n] != int32(i) {
		n++
		c.index, c.sums = append(c.index, int32(i)), append(c.sums, scoreSums{})
	}
	t := &c.sums[n]
	t.mentions += int32(w) * s.Mentions
	t.anaphoric += int32(w) * s.Anaphoric
	t.positive += int32(w) * s.Positive
	t.neutral += int32(w) * s.Neutral
	t.negative += int32(w) * s.Negative
	t.sum += w * s.Sum
}

// scored gives the sums of a key, nil where there is none.
func (g *group) scored(k scoreKey) *scoreColumns {
	if g.parts == nil {
		return g.scores[k]
	}
	all := &scoreColumns{}
	type entry struct {
		at int32
		*scoreSums
	}
	var entries []entry
	for _, p := range g.parts {
		if c := p.scores[k]; c != nil {
			for n, i := range c.index {
				entries = append(entries, entry{p.at[i], &c.sums[n]})
			}
		}
	}
	if entries == nil {
		return nil
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.at, b.at) })
	for _, e := range entries {
		all.index, all.sums = append(all.index, e.at), append(all.sums, *e.scoreSums)
	}
	return all
}

// holding is how many documents a variable occurs in.
func (g *group) holding(v Variable) int {
	code := v.code()
	n := len(g.columns[code].Index)
	for _, k := range g.holders[code] {
		n += len(g.parts[k].columns[code].Index)
	}
	return n
}

// mentioning is how many documents have sums of a key.
func (g *group) mentioning(k scoreKey) int {
	n := 0
	if c := g.scores[k]; c != nil {
		n = len(c.index)
	}
	for _, p := range g.parts {
		n += p.mentioning(k)
	}
	return n
}

// total gives the sums of scores as a column.
func (c *scoreColumns) total() stat.Counts {
	out := stat.Counts{Index: c.index, N: make([]int64, len(c.index))}
	for k := range c.sums {
		out.N[k] = c.sums[k].sum
	}
	return out
}

// all sums over the documents.
func (c *scoreColumns) all() (mentions, judged, sum int64) {
	for k := range c.sums {
		s := &c.sums[k]
		mentions += int64(s.mentions)
		judged += s.judged()
		sum += s.sum
	}
	return mentions, judged, sum
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
	if len(variables) == 1 && weights == nil && g.parts == nil {
		return g.columns[variables[0].code()]
	}
	entries := 0
	for _, v := range variables {
		entries += g.holding(v)
	}
	sums := newGather(entries, len(g.records))
	for j, v := range variables {
		w := int64(1)
		if weights != nil {
			w = weights[j]
		}
		code := v.code()
		c := g.columns[code]
		for k, i := range c.Index {
			sums.add(i, w*c.N[k])
		}
		for _, k := range g.holders[code] {
			p := &g.parts[k]
			c := p.columns[code]
			for k, i := range c.Index {
				sums.add(p.at[i], w*c.N[k])
			}
		}
	}
	out := sums.column()
	out.Signed = len(weights) > 0 && slices.Min(weights) < 0 && slices.Max(weights) > 0
	return out
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
