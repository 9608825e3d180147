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
	for code, c := range g.columns {
		v := variableOf(code)
		if v.Measure != LabelPlaces {
			continue
		}
		label := &book.labels[v.Key/(tenths+1)]
		rows = append(rows, DispersionRow{Outlet: g.outlet, Referent: book.Actors.Actor(label.Referent), Label: label.Name,
			Voice: int(v.Voice), Tenth: int(v.Key % (tenths + 1)), Matches: g.whole(total(c))})
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
	var rows []CatchRow
	for n := range int32(s.book.terms) {
		l, term := s.book.Term(n)
		c := s.whole.column(variables(TermMatches, All, n), nil)
		outlets := make(map[string]bool)
		for _, i := range c.Index {
			outlets[s.whole.records[i].outlet] = true
		}
		rows = append(rows, CatchRow{l, term, s.whole.whole(total(c)), len(c.Index), len(outlets)})
	}
	return rows
}
