package analysis

import (
	"maps"
	"slices"
	"strings"

	"slant/analysis/stat"
	"slant/analysis/voice"
	"slant/lexicons"
)

// terms gives a row in voice all for every term that occurs anywhere in the
// corpus, zeros included, and rows by voice for those that occur here.
func (g *group) terms(book *Codebook, used []int32) termPart {
	p := termPart{book: book}
	holds := g.termVoices(book)
	for _, n := range used {
		if holds[n]&outside == 0 {
			p.zeros = append(p.zeros, n)
		}
	}
	var places [tableVoices][]int // of the rows of a voice
	for n, voices := range holds {
		if voices == 0 {
			continue
		}
		l, term := book.Term(int32(n))
		for v := range tableVoices {
			// In any voice outside furniture, or in that of furniture.
			if v == Boilerplate && voices&^outside != 0 || v != Boilerplate && voices&outside != 0 {
				places[v] = append(places[v], len(p.rows))
				p.rows = append(p.rows, TermRow{Outlet: g.outlet, Lexicon: l, Term: term, Number: int32(n), Voice: v})
			}
		}
	}
	p.rows = slices.Clone(p.rows) // without room for more
	for v, rows := range places {
		if len(rows) == 0 && v != All {
			continue
		}
		over := g.over(full(g.base(v)))
		for _, i := range rows {
			p.rows[i].Rate = over.rate(g.column(variables(TermMatches, v, p.rows[i].Number), nil), stat.Rate)
		}
		if v == All {
			p.none = TermRow{Outlet: g.outlet, Voice: All, Rate: over.rate(stat.Counts{}, stat.Rate)}
		}
	}
	p.place()
	return p
}

// outside are the voices outside furniture, a bit each.
const outside = 1<<voice.Voices - 1

// termVoices gives the voices that each term was counted in here, a bit each.
func (g *group) termVoices(book *Codebook) []uint8 {
	out := make([]uint8, book.terms)
	for code := range g.place {
		if v := variableOf(code); v.Measure == TermMatches {
			out[v.Key] |= 1 << v.Voice
		}
	}
	return out
}

// variables gives the variables that a cell of a table sums.
func variables(m Measure, v int, keys ...int32) []Variable {
	in := voices(v)
	out := make([]Variable, 0, len(keys)*len(in))
	for _, key := range keys {
		for _, w := range in {
			out = append(out, Variable{m, w, key})
		}
	}
	return out
}

// listed is a category of a lexicon: its terms, those of nested categories
// among them.
type listed struct {
	lexicon *lexicons.Lexicon
	name    string
	terms   []int32
	signed  bool // whether its score can have either sign, which is a matter of all terms
}

// categories gives the categories of all lexicons, by name.
func (book *Codebook) categories() []listed {
	var out []listed
	for i, l := range book.Lexicons {
		members := members(l, int32(book.offsets[i]))
		for _, name := range slices.Sorted(maps.Keys(members)) {
			out = append(out, listed{l, name, members[name], book.bothSigns(members[name])})
		}
	}
	return out
}

// categories gives every category of every lexicon in every voice, zeros
// included; furniture only where it holds matches.
func (g *group) categories(book *Codebook, all []listed) []CategoryRow {
	out := make([]CategoryRow, 0, tableVoices*len(all))
	holds := g.termVoices(book)
	var overs [tableVoices]*over
	for v := range overs {
		overs[v] = g.over(full(g.base(v)))
	}
	var here []int32 // the terms that this outlet uses: of a large lexicon, few
	for _, c := range all {
		here = here[:0]
		for _, n := range c.terms {
			if holds[n] != 0 {
				here = append(here, n)
			}
		}
		for v, over := range overs {
			var count stat.Counts
			score := stat.Counts{Signed: c.signed}
			if vs := g.held(variables(TermMatches, v, here...)); len(vs) > 0 {
				count, score = g.column(vs, nil), g.column(vs, weights(book, vs))
				score.Signed = c.signed
			}
			rate := over.rate(count, stat.Rate)
			if v == Boilerplate && rate.Matches == 0 {
				continue
			}
			out = append(out, CategoryRow{Outlet: g.outlet, Lexicon: c.lexicon, Category: c.name, Voice: v,
				Rate: rate, Score: over.rate(score, stat.Score).Estimate})
		}
	}
	return slices.Clip(out)
}

// held gives those of some variables that were counted here.
func (g *group) held(vs []Variable) []Variable {
	return slices.DeleteFunc(vs, func(v Variable) bool {
		_, ok := g.place[v.code()]
		return !ok
	})
}

// members gives the terms of each category by their numbers, those of nested
// categories included.
func members(l *lexicons.Lexicon, offset int32) map[string][]int32 {
	out := make(map[string][]int32)
	for _, c := range l.Categories {
		out[c.Name] = nil
	}
	for i := range l.Terms {
		name := l.Terms[i].Category
		for name != "" {
			out[name] = append(out[name], offset+int32(i))
			dot := strings.LastIndexByte(name, '.')
			if dot < 0 {
				break
			}
			name = name[:dot]
		}
	}
	return out
}

// bothSigns reports whether some of the terms have positive and some negative
// weights.
func (c *Codebook) bothSigns(terms []int32) bool {
	var up, down bool
	for _, n := range terms {
		_, term := c.Term(n)
		up, down = up || term.Weight > 0, down || term.Weight < 0
	}
	return up && down
}

// weights gives what each variable of term matches counts, in thousandths.
func weights(book *Codebook, vs []Variable) []int64 {
	out := make([]int64, len(vs))
	for i, v := range vs {
		_, term := book.Term(v.Key)
		out[i] = int64(term.Weight)
	}
	return out
}
