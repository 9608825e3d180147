package analysis

import (
	"cmp"
	"slices"
	"strings"

	"slant/analysis/voice"
	"slant/lexicons"
)

// tenths is how many parts a body is cut into, to say where a label falls;
// part 0 is the headline.
const tenths = 10

// tenth tells in which part of the article token t stands.
func tenth(a *Annotated, t int, section voice.Section) int32 {
	if section == voice.Headline {
		return 0
	}
	before, all := 0, 0
	for i := range a.Voices.Segments {
		s := &a.Voices.Segments[i]
		if s.Section == voice.Headline || s.Section == voice.Boilerplate {
			continue
		}
		all += s.Len()
		switch {
		case s.End <= t:
			before += s.Len()
		case s.First <= t:
			before += t - s.First
		}
	}
	return int32(before*tenths/max(all, 1)) + 1
}

// DispersionRow is how often a label falls in one tenth of an outlet's articles.
type DispersionRow struct {
	Outlet   string
	Referent *lexicons.Actor
	Label    string
	Voice    int
	Tenth    int // 0 is the headline, 1 the first tenth of the body, 10 the last
	Matches  int64
}

// dispersion gives where in this outlet's articles the labels fall.
func (g *group) dispersion(book *Codebook) []DispersionRow {
	var rows []DispersionRow
	for code := range g.place {
		v := variableOf(code)
		if v.Measure != LabelPlaces {
			continue
		}
		c, _ := g.get(code)
		label := &book.labels[v.Key/(tenths+1)]
		rows = append(rows, DispersionRow{Outlet: g.outlet, Referent: book.Actors.Actor(label.Referent), Label: label.Name,
			Voice: int(v.Voice), Tenth: int(v.Key % (tenths + 1)), Matches: g.whole(c.total())})
	}
	slices.SortFunc(rows, func(a, b DispersionRow) int {
		return cmp.Or(strings.Compare(a.Referent.ID, b.Referent.ID), strings.Compare(a.Label, b.Label), cmp.Compare(a.Voice, b.Voice), cmp.Compare(a.Tenth, b.Tenth))
	})
	return rows
}

// CatchRow is what one term caught in the whole corpus, furniture apart.
type CatchRow struct {
	Lexicon   *lexicons.Lexicon
	Term      *lexicons.Term
	Matches   int64
	Documents int
	Outlets   int
}

// catches gives a row for every term of every lexicon, those that caught
// nothing among them.
func (s *study) catches() []CatchRow {
	rows := make([]CatchRow, s.book.terms)
	for n := range rows {
		row := &rows[n]
		row.Lexicon, row.Term = s.book.Term(int32(n))
		vs := variables(TermMatches, All, int32(n))
		outlets := make(map[int32]bool)
		for _, v := range vs {
			for _, k := range s.whole.holders[v.code()] {
				outlets[k] = true
			}
		}
		matches := int64(0)
		for k := range outlets {
			c := s.whole.parts[k].column(vs, nil)
			matches += total(c)
			row.Documents += len(c.Index)
		}
		row.Matches, row.Outlets = s.whole.whole(matches), len(outlets)
	}
	return rows
}
