package voice

import "slant/analysis/text"

// according deals with "according to X, …", "…, according to X" and "…, in a
// poll".
func (f *Finder) according(b int, p text.Range, from int, c *candidate, prior *speaker) (end int, ok bool) {
	i, at := c.at, c.group.End
	n := f.sourceAfter(at, p)
	if n == at {
		return 0, false
	}
	a := Attribution{Source: text.Range{First: at, End: n}, Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: According}
	if c.cue.class == Showing {
		a.Rule = InPoll
	}
	if from > p.First && f.leads(from, i) {
		from = p.First // "…," Walker said, according to the Post
	}
	from = f.reach(from, i)
	for k := i - 1; k > from; k-- {
		if f.in[k] == 0 && f.tags[k] == tColon {
			from = k + 1
		}
	}
	m := f.tail(n, p, c)
	comma := m < p.End && f.in[m] == 0 && f.tags[m] == tComma
	switch {
	case f.leads(from, i) || comma && f.after(i-1, p) && !f.clauseLike(text.Range{First: from, End: i - 1}):
		// In front.
		if m >= p.End {
			return 0, false
		}
		if comma {
			m++
		}
		left := text.Range{First: from, End: f.trimEnd(i)}
		for left.First < left.End && f.in[left.First] == 0 && (f.tags[left.First] == tCoord || f.tags[left.First] == tComma) {
			left.First++
		}
		statement := int32(0)
		if !left.Empty() && !f.leads(from, i) {
			a.Content = left
			statement = f.add(a, 0)
			f.take(a.Content, len(f.out)-1)
		}
		a.Content = text.Range{First: m, End: f.clauseEnd(m, p, c)}
		if a.Content.Empty() {
			return 0, false
		}
		statement = f.add(a, statement)
		f.take(a.Content, len(f.out)-1)
		end = a.Content.End
		f.spoke(b, end, a.Source, c, statement, prior)
		return end, true
	}
	a.Content = text.Range{First: from, End: f.trimEnd(i)}
	for a.Content.First < a.Content.End && f.in[a.Content.First] == 0 && (f.tags[a.Content.First] == tCoord || f.tags[a.Content.First] == tComma || f.tags[a.Content.First] == tDash) {
		a.Content.First++
	}
	if a.Content.Empty() {
		return 0, false
	}
	statement := f.add(a, 0)
	f.take(a.Content, len(f.out)-1)
	f.spoke(b, n, a.Source, c, statement, prior)
	return n, true
}
