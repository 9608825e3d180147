package voice

import "slant/analysis/text"

// phraseEnd gives the end of the noun phrase at i that is what a cue is about:
// the noun group, and the clause that qualifies it.
func (f *Finder) phraseEnd(i int, p text.Range, c *candidate) int {
	end := f.nounGroup(i, p, true)
	if end == i || end >= p.End || f.in[end] != 0 {
		return end
	}
	switch f.tags[end] {
	case tThat, tRel, tTo, tPart:
		return f.clauseEnd(end, p, c)
	case tIng:
		if f.tags[end-1] == tNoun && end > i+1 {
			return f.clauseEnd(end, p, c) // donors seeking meetings
		}
	case tPrep:
		if end+1 >= p.End || f.when(end, p) {
			return end
		}
		switch w := f.form(end); {
		case w == "as":
			if f.in[end+1] != 0 || !f.finiteAfter(end+1, p) {
				return f.complementEnd(end, p, c) // trashing him as unqualified
			}
		case f.in[end+1] != 0:
		case w == "of" && end == i+1:
			return f.complementEnd(end, p, c) // accused him of a smear
		case f.tags[end+1] == tIng || f.tags[end+1] == tAux:
			if w != "by" && w != "after" && w != "before" {
				return f.clauseEnd(end+1, p, c) // accused it of trying
			}
		}
	case tComma:
		return f.listEnd(end, p)
	}
	return end
}

// listEnd gives the end of the list that goes on after the comma at i, or i:
// "health care, free college and other programs".
func (f *Finder) listEnd(i int, p text.Range) int {
	for k, items := i, 0; k+1 < p.End && f.in[k] == 0 && f.in[k+1] == 0; items++ {
		switch f.tags[k] {
		case tComma:
			k++
			if f.tags[k] == tCoord && items > 0 {
				k++
			}
		default:
			return i
		}
		if k >= p.End || f.in[k] != 0 {
			return i
		}
		start := k
		and := items > 0 && f.tags[start-1] == tCoord
		for k < p.End && f.in[k] == 0 && (f.tags[k] == tNoun || f.tags[k] == tDet || f.tags[k] == tPoss || f.tags[k] == tPrep && k > start && !f.when(k, p)) {
			k++
		}
		if k == start {
			return i
		}
		if and {
			if f.ends(k, p) {
				return k
			}
			return i
		}
		if k+1 < p.End && f.in[k] == 0 && f.tags[k] == tCoord && f.form(k) != "but" {
			if n := f.nounGroup(k+1, p, true); n > k+1 && f.ends(n, p) {
				return n
			}
			return i
		}
	}
	return i
}

// complement gives what something is called, or described as.
func (f *Finder) complement(i int, p text.Range, c *candidate) (text.Range, Rule) {
	for i < p.End && f.in[i] == 0 && f.tags[i] == tAdv {
		i++
	}
	if c.cue.frames&fComp != 0 {
		if i < p.End && f.in[i] == 0 {
			switch f.tags[i] {
			case tNoun, tDet, tPoss, tObj, tSubj:
				return text.Range{First: i, End: f.complementEnd(i, p, c)}, Complement
			case tPrep:
				if w := f.form(i); w == "for" || w == "on" || w == "upon" {
					c.group.End = i + 1
					n := f.nounGroup(i+1, p, true)
					if n == i+1 {
						return text.Range{}, NoRule
					}
					if n < p.End && (f.tags[n] == tTo || w == "for" && f.tags[n] == tPrep) {
						n = f.clauseEnd(n, p, c)
					}
					return text.Range{First: i + 1, End: n}, Preposition
				}
			}
		} else if i < p.End {
			return text.Range{First: i, End: f.complementEnd(i, p, c)}, Complement
		}
		return text.Range{}, NoRule
	}
	n := f.nounGroup(i, p, true)
	if n > i && n < p.End && f.words[n].is&wAs != 0 {
		return text.Range{First: i, End: f.clauseEnd(n, p, c)}, As
	}
	return text.Range{}, NoRule
}

// complementEnd gives the end of what something is called: before a comma, a
// dash, or what tells the time or the occasion.
func (f *Finder) complementEnd(i int, p text.Range, c *candidate) int {
	end := f.clauseEnd(i, p, c)
	for k := i; k < end; k++ {
		if q := f.in[k]; q != 0 {
			k = f.found[q-1].End - 1
			continue
		}
		switch f.tags[k] {
		case tDash, tColon:
			return k
		case tComma:
			if k+1 < end && f.in[k+1] != 0 || k+2 < end && f.tags[k+1] == tCoord && f.in[k+2] != 0 {
				continue
			}
			return k
		case tPrep:
			if k > i+1 && f.when(k, p) {
				return k
			}
		}
	}
	return end
}
