package analysis

import (
	"cmp"
	"slices"
	"strings"

	"slant/analysis/stat"
	"slant/lexicons"
)

// named is a referent that is named by a label of a lexicon somewhere in the
// corpus: the labels in use and the actor's own name, in order.
type named struct {
	referent *lexicons.Actor
	labels   []int32
}

// naming gives the share of each label in the chances to name its referent.
// A referent has rows where a lexicon has a label for it that occurs anywhere
// in the corpus, and in the voices in which this outlet named it at all; the
// actor's own name is one of the labels, so that the shares add up to one.
func (g *group) naming(book *Codebook, referents []named) []NamingRow {
	var out []NamingRow
	for _, n := range referents {
		first := len(out)
		for v := range tableVoices {
			chances := g.column(variables(LabelMatches, v, n.labels...), nil)
			if len(chances.Index) == 0 {
				continue
			}
			over := g.over(chances)
			for _, label := range n.labels {
				out = append(out, NamingRow{Outlet: g.outlet, Referent: n.referent, Label: book.labels[label], Voice: v,
					Rate: over.rate(g.column(variables(LabelMatches, v, label), nil), stat.Share)})
			}
		}
		slices.SortStableFunc(out[first:], func(a, b NamingRow) int { return cmp.Or(a.Label.compare(&b.Label), cmp.Compare(a.Voice, b.Voice)) })
	}
	return slices.Clip(out)
}

// compare puts the labels of lexicons before the actor's own name.
func (l *Label) compare(m *Label) int {
	return cmp.Or(compareBool(l.Plain, m.Plain), strings.Compare(l.Name, m.Name))
}

// namings gives every referent that is named by a label of a lexicon somewhere
// in the corpus, by its ID.
func (book *Codebook) namings(used map[Variable]bool) []named {
	labels := make(map[int32][]int32)
	for n, l := range book.labels {
		if !l.Plain && used[Variable{LabelMatches, 0, int32(n)}] {
			labels[l.Referent] = append(labels[l.Referent], int32(n))
		}
	}
	out := make([]named, 0, len(labels))
	for referent, of := range labels {
		of = append(of, referent) // its own name has its number
		slices.SortStableFunc(of, func(a, b int32) int { return book.labels[a].compare(&book.labels[b]) })
		out = append(out, named{book.Actors.Actor(referent), of})
	}
	slices.SortFunc(out, func(a, b named) int { return strings.Compare(a.referent.ID, b.referent.ID) })
	return out
}

// compareBool puts false before true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
