package analysis

import (
	"cmp"
	"slices"
	"strings"

	"slant/analysis/stat"
)

// naming gives the share of each label in the chances to name its referent.
// A referent has rows where a lexicon has a label for it that occurs anywhere
// in the corpus, and in the voices in which this outlet named it at all; the
// actor's own name is one of the labels, so that the shares add up to one.
func (g *group) naming(book *Codebook, used map[Variable]bool) []NamingRow {
	var rows []NamingRow
	for referent, labels := range book.namings(used) {
		for v := range tableVoices {
			chances := g.column(variables(LabelMatches, v, labels...), nil)
			if len(chances.Index) == 0 {
				continue
			}
			var columns []stat.Counts
			first := len(rows)
			for _, label := range labels {
				columns = append(columns, g.column(variables(LabelMatches, v, label), nil))
				rows = append(rows, NamingRow{Outlet: g.outlet, Referent: book.Actors.Actor(referent), Label: book.labels[label], Voice: v})
			}
			for i, rate := range g.rates(columns, chances, stat.Share) {
				rows[first+i].Rate = rate
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b NamingRow) int {
		return cmp.Or(
			strings.Compare(a.Referent.ID, b.Referent.ID),
			compareBool(a.Label.Plain, b.Label.Plain),
			strings.Compare(a.Label.Name, b.Label.Name),
			cmp.Compare(a.Voice, b.Voice),
		)
	})
	return rows
}

// namings gives, for every referent that is named by a label of a lexicon
// somewhere in the corpus, the labels in use and the actor's own name.
func (c *Codebook) namings(used map[Variable]bool) map[int32][]int32 {
	out := make(map[int32][]int32)
	for n, l := range c.labels {
		if !l.Plain && used[Variable{LabelMatches, 0, int32(n)}] {
			out[l.Referent] = append(out[l.Referent], int32(n))
		}
	}
	for referent := range out {
		out[referent] = append(out[referent], referent) // its own name has its number
	}
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
