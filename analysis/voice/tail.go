package voice

import "slant/analysis/text"

// tail skips what can stand between a cue and the end of its clause or the
// content: whom it is said to, when and where. It gives the token after it.
func (f *Finder) tail(i int, p text.Range, c *candidate) int {
	start := i
	for i < p.End && f.in[i] == 0 {
		switch f.tags[i] {
		case tAdv:
			i++
			continue
		case tPrep:
			if c.cue.frames&f.words[i].prep != 0 && !f.when(i, p) {
				return i
			}
			n := f.nounGroup(i+1, p, true)
			if n == i+1 {
				if n < p.End && f.in[n] == 0 && (f.tags[n] == tWh || f.tags[n] == tIng) {
					for n < p.End && !f.ends(n, p) {
						n++
					}
					return n
				}
				return i
			}
			i = n
			continue
		case tSub:
			// while campaigning in Iowa
			if i+1 < p.End && f.in[i+1] == 0 && (f.tags[i+1] == tIng || f.tags[i+1] == tPart) {
				n := i + 1
				for n < p.End && f.in[n] == 0 && !f.ends(n, p) && f.tags[n] != tFin && f.tags[n] != tAux {
					n++
				}
				if f.ends(n, p) {
					i = n
					continue
				}
			}
			return i
		case tNoun:
			if f.words[i].is&wTime != 0 && (f.t.Tokens[i].Shape != text.Lower || i > start || i+1 < p.End && f.words[i+1].is&wAdverb != 0) {
				i++
				continue
			}
			if i == start && c.cue.frames&(fAddr|fObjTo) != 0 {
				i = f.nounGroup(i, p, false)
				continue
			}
			if f.form(i) == "last" || f.form(i) == "this" {
				i++
				continue
			}
		case tDet, tPoss, tObj:
			if f.tags[i] == tDet && i+1 < p.End && f.words[i+1].is&wTime != 0 {
				i += 2
				continue
			}
			if i == start && c.cue.frames&(fAddr|fObjTo) != 0 {
				i = f.nounGroup(i, p, false)
				continue
			}
		}
		return i
	}
	return i
}

// ends reports whether token i ends a clause: a comma, a stop, a dash, the
// opening of a quotation, or the end of the period.
func (f *Finder) ends(i int, p text.Range) bool {
	if i >= p.End || f.in[i] != 0 {
		return true
	}
	switch f.tags[i] {
	case tComma, tStop, tSemi, tDash, tColon, tClose:
		return true
	}
	return false
}

// sourceAfter gives the end of the noun group at i that names the source
// after its cue: "said Stuart Stevens, who was Mitt Romney's adviser".
func (f *Finder) sourceAfter(i int, p text.Range) int {
	n := f.nounGroup(i, p, true)
	if n == i || f.tags[i] == tSubj {
		return n
	}
	if n+1 < p.End && f.in[n] == 0 && f.in[n+1] == 0 && f.tags[n+1] == tPrep && (f.tags[n] == tPart || f.tags[n] == tFin && f.words[n].is&vPart != 0 && f.words[n].verb == 0) {
		if m := f.nounGroup(n+2, p, true); m > n+2 && f.words[n+1].prep&fBy == 0 && !f.when(n+1, p) {
			n = m // one official involved in the talks
		}
	}
	end := n
	for end < p.End && f.in[end] == 0 && f.tags[end] == tComma && end+1 < p.End && f.in[end+1] == 0 {
		k := end + 1
		switch f.tags[k] {
		case tNoun, tDet, tPoss:
			if f.words[k].is&wTime != 0 {
				return end
			}
			m := f.nounGroup(k, p, true)
			if m == k || m < p.End && (f.tags[m] == tFin || f.tags[m] == tAux) {
				return end
			}
			end = m
		case tRel:
			m := k + 1
			if m < p.End && f.words[m].is&wSays != 0 {
				return end // who said
			}
			for m < p.End && f.tags[m] != tComma && f.tags[m] != tStop && f.tags[m] != tSemi {
				m++
			}
			end = m
		default:
			return end
		}
	}
	return end
}

// spoke remembers who spoke.
func (f *Finder) spoke(b, end int, source text.Range, c *candidate, statement int32, prior *speaker) {
	s := speaker{source: source, cue: c.group, class: c.cue.class, statement: statement, block: b, end: end, ok: true}
	*prior = s
	if !source.Empty() && f.tags[source.First] != tRel && (c.form == finite || c.form == preposition) {
		f.last = s
	} else if f.last.ok && f.last.block == b {
		f.last.end = end
	}
}
