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
	parts := make([][]SpecificationRow, len(ways))
	var jobs []func()
	for i, way := range ways {
		jobs = append(jobs, func() {
			sides := map[string]*group{a: newGroup(a, way.copies), b: newGroup(b, way.copies)}
			for _, r := range t.sorted(way.copies) {
				if g := sides[r.outlet]; g != nil {
					g.records = append(g.records, r)
				}
			}
			for _, g := range sides {
				g.fill()
			}
			parts[i] = s.specifications(sides[a], sides[b], way.name)
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

// specifications gives the contrast under every choice but that of copies.
func (s *study) specifications(a, b *group, copies string) []SpecificationRow {
	l := s.book.Lexicons[0]
	members := members(l, int32(s.book.offsets[0]))
	leave := []string{""}
	for name, terms := range members {
		if len(terms) > 0 && len(terms) < len(l.Terms) {
			leave = append(leave, name)
		}
	}
	slices.Sort(leave)
	var rows []SpecificationRow
	for _, part := range s.book.Text.parts() {
		rows = append(rows, s.counting(a, b, part, copies, leave, members)...)
	}
	return rows
}

// counting gives the contrast in part of the text.
func (s *study) counting(a, b *group, part, copies string, leave []string, members map[string][]int32) []SpecificationRow {
	l := s.book.Lexicons[0]
	own := part == "own" && s.book.Text == AllText // or nothing else was counted
	var rows []SpecificationRow
	for _, v := range []int{int(voice.Own), All} {
		for _, furniture := range []string{"out", "in"} {
			if furniture == "in" && v == int(voice.Own) {
				continue // furniture is nobody's narration
			}
			var xs, ys []stat.Counts
			fa, fb := a.frame(full(a.baseWith(v, furniture, own)), nil), b.frame(full(b.baseWith(v, furniture, own)), nil)
			for _, out := range leave {
				terms := without(s.book.loaded(0), members[out])
				vs := variables(TermMatches, v, terms...)
				if furniture == "in" {
					vs = append(vs, variables(TermMatches, Boilerplate, terms...)...)
				}
				var signs []int64
				if own {
					less := variables(SharedMatches, v, terms...)
					signs = append(slices.Repeat([]int64{1}, len(vs)), slices.Repeat([]int64{-1}, len(less))...)
					vs = append(vs, less...)
				}
				xs, ys = append(xs, fa.column(a.column(vs, signs))), append(ys, fb.column(b.column(vs, signs)))
			}
			// No test is read off this table, only intervals.
			for i, c := range s.options.Stat.Differences(fa.base, xs, fb.base, ys, stat.Rate) {
				rows = append(rows, SpecificationRow{Measure: "rate", Key: l.Name, A: a.outlet, B: b.outlet, Estimate: c.Difference, Comparison: c,
					Voice: VoiceName(v), Copies: copies, Text: part, Furniture: furniture, LeftOut: leave[i]})
			}
		}
	}
	return rows
}

// baseWith gives the base of a rate, with the words of furniture if wanted, and
// without those of shared text if only an outlet's own is.
func (g *group) baseWith(v int, furniture string, own bool) []int64 {
	base := slices.Clone(g.base(v))
	if own {
		for _, of := range baseOf(v) {
			shared := g.columns[Variable{SharedWords, of, 0}.code()]
			for k, i := range shared.Index {
				base[i] -= shared.N[k]
			}
		}
	}
	if furniture == "in" {
		base = addColumns(base, g.words[Boilerplate])
	}
	return base
}

// without gives the terms that are not among others.
func without(terms, others []int32) []int32 {
	var out []int32
	for _, n := range terms {
		if !slices.Contains(others, n) {
			out = append(out, n)
		}
	}
	return out
}
