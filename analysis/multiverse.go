package analysis

import (
	"cmp"
	"slices"

	"slant/analysis/stat"
	"slant/analysis/voice"
)

// SpecificationRow is the main contrast of a run under one set of choices.
type SpecificationRow struct {
	Measure  string
	Key      string
	A, B     string
	Number   int // 1 is the set of choices of the rest of the tables
	Estimate float64
	stat.Comparison
	Voice     string
	Copies    string
	Text      string // "all" or, outside shared text, "own"; with one of them counted at all, that
	Furniture string // "out" or "in"
	LeftOut   string // category whose terms are left out; empty for none
}

// multiverse compares the two largest outlets on the rate of the first lexicon
// as a whole, under every combination of the choices a reviewer could ask for.
// The contrast is chosen by size, before anything is known of it.
func (s *study) multiverse(t *Tally) []func() {
	main := s.main()
	if len(main) < 2 || len(s.book.Lexicons) == 0 || s.book.loaded(0) == nil {
		return nil
	}
	slices.SortStableFunc(main, func(a, b *group) int { return cmp.Compare(len(b.units), len(a.units)) })
	a, b := main[0].outlet, main[1].outlet
	if b < a {
		a, b = b, a
	}
	ways := []struct {
		name   string
		copies Copies
	}{{"keep", KeepCopies}, {"first", FirstOnly}, {"weight", Weighted}}
	for i, way := range ways {
		if way.copies == s.options.Copies { // what is reported comes first
			ways[0], ways[i] = way, ways[0]
		}
	}
	choices := s.book.choices()
	parts := make([][]SpecificationRow, len(ways))
	var jobs []func()
	for i, way := range ways {
		jobs = append(jobs, func() {
			sides := s.groups
			if way.copies != s.options.Copies {
				sides = t.counting(way.copies, choices, a, b)
			}
			of := func(outlet string) *group {
				return sides[slices.IndexFunc(sides, func(g *group) bool { return g.outlet == outlet })]
			}
			parts[i] = s.specifications(of(a), of(b), way.name, choices)
		})
	}
	s.finish = append(s.finish, func(r *Results) {
		r.Multiverse = slices.Concat(parts...)
		for i := range r.Multiverse {
			r.Multiverse[i].Number = i + 1
		}
	})
	return jobs
}

// choices are the terms that the multiverse counts, and what it leaves out of
// them: nothing, then one category after the other.
type choices struct {
	terms []int32
	leave []string  // categories; first none
	less  [][]int32 // by category left out: its terms among those counted
}

// choices gives those of the first lexicon.
func (book *Codebook) choices() *choices {
	l := book.Lexicons[0]
	c := &choices{terms: book.loaded(0), leave: []string{""}}
	members := members(l, int32(book.offsets[0]))
	for name, terms := range members {
		if len(terms) > 0 && len(terms) < len(l.Terms) {
			c.leave = append(c.leave, name)
		}
	}
	slices.Sort(c.leave)
	for _, name := range c.leave {
		c.less = append(c.less, common(c.terms, members[name]))
	}
	return c
}

// common gives the numbers that are in both of two lists, which ascend.
func common(a, b []int32) []int32 {
	var out []int32
	for _, n := range b {
		if _, ok := slices.BinarySearch(a, n); ok {
			out = append(out, n)
		}
	}
	return out
}

// counting gives two outlets under another choice of copies, with the columns
// alone that the multiverse is made of.
func (t *Tally) counting(copies Copies, c *choices, outlets ...string) []*group {
	groups := make([]*group, len(outlets))
	for i, outlet := range outlets {
		g := newGroup(outlet, copies)
		g.records = t.sorted(copies, func(r *record) bool { return r.outlet == outlet })
		g.count(c.counts)
		groups[i] = g
	}
	return groups
}

// counts reports whether a variable is one that the multiverse looks at.
func (c *choices) counts(v Variable) bool {
	switch v.Measure {
	case SharedWords:
		return true
	case TermMatches, SharedMatches:
		_, ok := slices.BinarySearch(c.terms, v.Key)
		return ok
	}
	return false
}

// specifications gives the contrast under every choice but that of copies.
func (s *study) specifications(a, b *group, copies string, c *choices) []SpecificationRow {
	var rows []SpecificationRow
	for _, part := range s.book.Text.parts() {
		for _, v := range []int{int(voice.Own), All} {
			for _, furniture := range []string{"out", "in"} {
				if furniture == "in" && v == int(voice.Own) {
					continue // furniture is nobody's narration
				}
				own := part == "own" && s.book.Text == AllText // or nothing else was counted
				// No test is read off this table, only intervals.
				for i, d := range s.options.Stat.Differences(a.under(v, furniture, own, c), b.under(v, furniture, own, c), stat.Rate) {
					rows = append(rows, SpecificationRow{Measure: "rate", Key: s.book.Lexicons[0].Name, A: a.outlet, B: b.outlet, Estimate: d.Difference, Comparison: d,
						Voice: VoiceName(v), Copies: copies, Text: part, Furniture: furniture, LeftOut: c.leave[i]})
				}
			}
		}
	}
	return rows
}

// under gives an outlet's base under some choices, and what is counted over it
// for each that could be left out: the sum of all, from which what is left out
// is taken away.
func (g *group) under(v int, furniture string, own bool, c *choices) stat.Side {
	f := g.frame(full(g.baseWith(v, furniture, own)), nil)
	count := func(terms []int32) stat.Counts {
		vs := variables(TermMatches, v, terms...)
		if furniture == "in" {
			vs = append(vs, variables(TermMatches, Boilerplate, terms...)...)
		}
		if !own {
			return f.column(g.column(vs, nil))
		}
		less := variables(SharedMatches, v, terms...)
		signs := append(slices.Repeat([]int64{1}, len(vs)), slices.Repeat([]int64{-1}, len(less))...)
		return f.column(g.column(append(vs, less...), signs))
	}
	all := count(c.terms)
	xs := make([]stat.Counts, len(c.less))
	for i, terms := range c.less {
		xs[i] = without(all, count(terms))
	}
	return stat.Side{Base: f.base, Counts: xs}
}

// without takes a column away from one that it is part of.
func without(all, part stat.Counts) stat.Counts {
	if len(part.Index) == 0 {
		return all
	}
	all.N = slices.Clone(all.N)
	k := 0
	for j, i := range part.Index {
		for all.Index[k] != i {
			k++
		}
		all.N[k] -= part.N[j]
	}
	return all
}

// baseWith gives the base of a rate, with the words of furniture if wanted, and
// without those of shared text if only an outlet's own is.
func (g *group) baseWith(v int, furniture string, own bool) []int64 {
	base := slices.Clone(g.base(v))
	if own {
		for _, of := range baseOf(v) {
			shared, _ := g.get(Variable{SharedWords, of, 0}.code())
			shared.each(func(i int32, n int64) { base[i] -= n })
		}
	}
	if furniture == "in" {
		base = addColumns(base, g.words[Boilerplate])
	}
	return base
}
