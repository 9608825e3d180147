package analysis

import (
	"cmp"
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
	for v, rows := range places {
		columns := make([]stat.Counts, 0, len(rows)+1)
		for _, i := range rows {
			columns = append(columns, g.column(variables(TermMatches, v, p.rows[i].Number), nil))
		}
		if v == All {
			columns = append(columns, stat.Counts{})
		}
		for k, rate := range g.rates(columns, full(g.base(v)), stat.Rate) {
			if k == len(rows) {
				p.none = TermRow{Outlet: g.outlet, Voice: All, Rate: rate}
				continue
			}
			p.rows[rows[k]].Rate = rate
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
	for code := range g.columns {
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

// categories gives every category of every lexicon in every voice, zeros
// included; furniture only where it holds matches.
func (g *group) categories(book *Codebook) []CategoryRow {
	var out []CategoryRow
	holds := g.termVoices(book)
	for i, l := range book.Lexicons {
		var rows []CategoryRow
		members := members(l, int32(book.offsets[i]))
		names := make([]string, 0, len(members))
		for name := range members {
			names = append(names, name)
		}
		slices.Sort(names)
		// Of a large lexicon an outlet uses few terms; but whether a score can
		// have either sign is a matter of all of them.
		here := make(map[string][]int32, len(names))
		signed := make(map[string]bool, len(names))
		for name, terms := range members {
			signed[name] = book.bothSigns(terms)
			for _, n := range terms {
				if holds[n] != 0 {
					here[name] = append(here[name], n)
				}
			}
		}
		for v := range tableVoices {
			var counts, weighted []stat.Counts
			first := len(rows)
			for _, name := range names {
				vs := variables(TermMatches, v, here[name]...)
				score := g.column(vs, weights(book, vs))
				score.Signed = signed[name]
				counts, weighted = append(counts, g.column(vs, nil)), append(weighted, score)
				rows = append(rows, CategoryRow{Outlet: g.outlet, Lexicon: l, Category: name, Voice: v})
			}
			base := full(g.base(v))
			scores := g.rates(weighted, base, stat.Score)
			for j, rate := range g.rates(counts, base, stat.Rate) {
				rows[first+j].Rate, rows[first+j].Score = rate, scores[j].Estimate
			}
		}
		rows = slices.DeleteFunc(rows, func(r CategoryRow) bool { return r.Voice == Boilerplate && r.Matches == 0 })
		slices.SortStableFunc(rows, func(a, b CategoryRow) int {
			return cmp.Or(strings.Compare(a.Category, b.Category), cmp.Compare(a.Voice, b.Voice))
		})
		out = append(out, rows...)
	}
	return out
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
