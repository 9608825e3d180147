package analysis

import (
	"cmp"
	"slices"
	"strings"

	"slant/analysis/stat"
	"slant/analysis/voice"
)

// Quantity is a number that is estimated for an outlet and compared between
// outlets: a category's rate, a label's share, the sentiment toward an actor.
type Quantity struct {
	Measure string // "rate", "share" or "sentiment"
	Key     string // category, label or actor, after its lexicon or referent and a slash
	Voice   int    // of the aggregated tables

	kind  stat.Measure
	base  baseKey
	terms []int32 // of a rate, by number; of a share, the one label
	place int     // among the study's quantities
}

// baseKey names a base: quantities with the same one can be resampled together.
type baseKey struct {
	kind  stat.Measure
	thing int32 // referent of a share, actor of a sentiment; 0 for a rate
	voice int
}

// Limits on what is compared: of a large corpus, its largest outlets, and of
// labels and actors those that most documents have. They are chosen by how
// much there is of them, never by how they differ, so the tests stay honest.
const (
	mainOutlets = 8
	mainActors  = 20
	mainLabels  = 40
)

// quantities gives what is compared in a study: every category in the outlet's
// own voice and in all voices, the labels and the actors that most documents
// have, in the outlet's own voice. A lexicon as a whole is compared only where
// its terms take a stance, and without those that are neutral: a sum over
// frames means nothing, and neutral names are there to be chosen.
func (book *Codebook) quantities(whole *group) []Quantity {
	var out []Quantity
	for i, l := range book.Lexicons {
		members := members(l, int32(book.offsets[i]))
		names := make([]string, 0, len(members))
		for name := range members {
			names = append(names, name)
		}
		all := book.loaded(i)
		slices.Sort(names)
		for _, v := range []int{int(voice.Own), All} {
			if len(all) > 0 {
				out = append(out, Quantity{Measure: "rate", Key: l.Name, Voice: v, kind: stat.Rate, base: baseKey{stat.Rate, 0, v}, terms: all})
			}
			for _, name := range names {
				out = append(out, Quantity{Measure: "rate", Key: l.Name + "/" + name, Voice: v, kind: stat.Rate, base: baseKey{stat.Rate, 0, v}, terms: members[name]})
			}
		}
	}
	out = append(out, book.labelQuantities(whole)...)
	return append(out, book.actorQuantities(whole)...)
}

// loaded gives the terms of a lexicon whose sum means something: all but the
// neutral ones, and none of a lexicon that takes no stance at all.
func (book *Codebook) loaded(lexicon int) []int32 {
	var out []int32
	stands := false
	for n := range book.Lexicons[lexicon].Terms {
		t := &book.Lexicons[lexicon].Terms[n]
		stands = stands || t.HasStance && t.Stance != 0
		if !t.HasStance || t.Stance != 0 {
			out = append(out, int32(book.offsets[lexicon]+n))
		}
	}
	if !stands {
		return nil
	}
	return out
}

// labelQuantities gives the share of each of the most widespread labels.
func (book *Codebook) labelQuantities(whole *group) []Quantity {
	var out []Quantity
	documents := make(map[string]int)
	for n, l := range book.labels {
		found := whole.holding(Variable{LabelMatches, uint8(voice.Own), int32(n)})
		if l.Plain || found == 0 {
			continue
		}
		q := Quantity{Measure: "share", Key: book.Actors.Actor(l.Referent).ID + "/" + l.Name, Voice: int(voice.Own), kind: stat.Share,
			base: baseKey{stat.Share, l.Referent, int(voice.Own)}, terms: []int32{int32(n)}}
		if _, ok := documents[q.Key]; !ok { // the same label of another stance goes by the same key
			out = append(out, q)
		}
		documents[q.Key] += found
	}
	return mostDocuments(out, documents, mainLabels)
}

// actorQuantities gives the sentiment toward each of the most widespread actors.
func (book *Codebook) actorQuantities(whole *group) []Quantity {
	var out []Quantity
	documents := make(map[string]int)
	for actor := range int32(book.Actors.Len()) {
		found := whole.mentioning(scoreKey{actor, uint8(voice.Own), 0})
		if found == 0 {
			continue
		}
		q := Quantity{Measure: "sentiment", Key: book.Actors.Actor(actor).ID, Voice: int(voice.Own), kind: stat.Mean,
			base: baseKey{stat.Mean, actor, int(voice.Own)}}
		out = append(out, q)
		documents[q.Key] = found
	}
	return mostDocuments(out, documents, mainActors)
}

// mostDocuments gives the n quantities with the most documents, by key.
func mostDocuments(qs []Quantity, documents map[string]int, n int) []Quantity {
	slices.SortFunc(qs, func(a, b Quantity) int {
		return cmp.Or(cmp.Compare(documents[b.Key], documents[a.Key]), strings.Compare(a.Key, b.Key))
	})
	qs = qs[:min(n, len(qs))]
	slices.SortFunc(qs, func(a, b Quantity) int { return strings.Compare(a.Key, b.Key) })
	return qs
}

// prepare puts together what is counted of every quantity, and out of what:
// contrasts and trends each ask for it again.
func (g *group) prepare(s *study) {
	counted := make([]sparse, len(s.quantities))
	bases := make(map[baseKey]sparse)
	for i := range s.quantities {
		q := &s.quantities[i]
		counted[i] = newSparse(g.numerator(q))
		if _, ok := bases[q.base]; !ok {
			bases[q.base] = newSparse(g.denominator(s.book, q.base))
		}
	}
	g.counted, g.bases = counted, bases
}

// measured is what the quantities of one base come to in a group, or in some
// of its documents. It is put together where it is asked for: of all bases at
// once it would be the most that a run holds.
type measured struct {
	*frame
	columns   []stat.Counts   // by quantity
	estimates []stat.Estimate // likewise; nil where they are of one use only
}

// measure gives what the quantities of a base come to, without the documents
// that are left out.
func (g *group) measure(book *Codebook, qs []Quantity, leave []bool) *measured {
	m := &measured{frame: g.frame(g.denominator(book, qs[0].base), leave), columns: make([]stat.Counts, len(qs))}
	for i := range qs {
		m.columns[i] = m.column(g.numerator(&qs[i]))
	}
	return m
}

// estimate estimates everything once for all contrasts that the group is in, and
// for influence.
func (g *group) estimate(s *study) {
	all := make([][]stat.Estimate, len(s.bases))
	for n, qs := range s.bases {
		m := g.measure(s.book, qs, nil)
		all[n] = s.options.Stat.Ratios(m.base, m.columns, qs[0].kind)
	}
	g.estimates = all
}

// measured gives what the quantities of base n of the study come to in the whole
// group, with the estimates where they are made.
func (g *group) measured(s *study, n int) *measured {
	m := g.measure(s.book, s.bases[n], nil)
	if g.estimates != nil {
		m.estimates = g.estimates[n]
	}
	return m
}

// side gives some of the quantities as a side of a contrast.
func (m *measured) side(which []int) stat.Side {
	s := stat.Side{Base: m.base}
	for _, i := range which {
		s.Counts = append(s.Counts, m.columns[i])
		if m.estimates != nil {
			s.Estimates = append(s.Estimates, m.estimates[i])
		}
	}
	return s
}

// numerator gives what is counted of a quantity, by document.
func (g *group) numerator(q *Quantity) stat.Counts {
	if g.counted != nil {
		return g.counted[q.place].counts()
	}
	switch q.kind {
	case stat.Rate:
		return g.column(variables(TermMatches, q.Voice, q.terms...), nil)
	case stat.Share:
		return g.column(variables(LabelMatches, q.Voice, q.terms...), nil)
	}
	return g.scored(scoreKey{q.base.thing, uint8(q.Voice), 0}).total()
}

// denominator gives a base by document.
func (g *group) denominator(book *Codebook, b baseKey) stat.Counts {
	if y, ok := g.bases[b]; ok {
		return y.counts()
	}
	switch b.kind {
	case stat.Rate:
		return full(g.base(b.voice))
	case stat.Share:
		var labels []int32
		for n, l := range book.labels {
			if l.Referent == b.thing {
				labels = append(labels, int32(n))
			}
		}
		return g.column(variables(LabelMatches, b.voice, labels...), nil)
	}
	return g.scored(scoreKey{b.thing, uint8(b.voice), 0}).column((*scoreSums).judged)
}

// byBase puts quantities with the same base together, in the order in which
// bases and quantities come.
func byBase(qs []Quantity) [][]Quantity {
	var out [][]Quantity
	place := make(map[baseKey]int)
	for _, q := range qs {
		n, ok := place[q.base]
		if !ok {
			n = len(out)
			place[q.base] = n
			out = append(out, nil)
		}
		out[n] = append(out[n], q)
	}
	return out
}
