package voice

import "slant/analysis/text"

// content finds what follows the cue that ends before token i, and by which
// construction.
func (f *Finder) content(i int, p text.Range, c *candidate) (text.Range, Rule) {
	fr := c.cue.frames
	none := text.Range{}
	if i >= p.End {
		return none, NoRule
	}
	if fr&fComp != 0 && fr&fThat == 0 || fr&fAs != 0 && fr&fThat == 0 {
		if r, rule := f.complement(i, p, c); rule != NoRule {
			return r, rule
		}
	}
	j := f.tail(i, p, c)
	if j >= p.End {
		if f.in[i] == 0 && fr&(fObj|fObjTo) != 0 {
			return f.object(i, p, c)
		}
		return none, NoRule
	}
	if f.in[j] == 0 && f.tags[j] == tComma && fr&fThat != 0 {
		// An aside: "said, among other things, that".
		for k := j + 1; k < p.End && k < j+14 && f.in[k] == 0; k++ {
			if f.tags[k] == tComma {
				if k+1 < p.End && f.in[k+1] == 0 && (f.words[k+1].is&wThat != 0 || (f.tags[k+1] == tSubj || f.tags[k+1] == tNoun || f.tags[k+1] == tDet) && f.finiteAfter(k+1, p)) {
					first := k + 1
					if f.tags[j+1] == tSub || f.tags[j+1] == tPrep && f.words[k+1].is&wThat == 0 {
						first = j + 1 // "said, if elected, she would"
					}
					return text.Range{First: first, End: f.clauseEnd(k+1, p, c)}, Clause
				}
				break
			}
		}
	}
	if f.in[j] != 0 || f.tags[j] == tColon || f.tags[j] == tComma {
		k := j
		if f.in[k] == 0 {
			k++
		}
		if k < p.End && f.in[k] != 0 && f.found[f.in[k]-1].First == k && fr&(fQuote|fThat|fClause) != 0 {
			s := &f.found[f.in[k]-1]
			if f.in[j] != 0 || f.tags[j] != tComma || s.words >= 3 || fr&(fQuote|fClause) != 0 {
				end := s.End
				if f.in[j] != 0 && end < p.End {
					// Marks inside a clause: the clause goes on.
					if e := f.clauseEnd(k, p, c); e > end && !f.ends(end, p) {
						end = e
						return text.Range{First: k, End: end}, Clause
					}
				}
				return text.Range{First: s.First, End: end}, DirectBefore
			}
		}
		if f.in[j] == 0 && f.tags[j] == tColon && k < p.End && fr&(fQuote|fThat) != 0 {
			return text.Range{First: k, End: f.clauseEnd(k, p, c)}, Clause
		}
	}
	if f.in[j] == 0 {
		if f.words[j].is&wThat != 0 && fr&fThat != 0 && (f.tags[j] == tThat || f.tags[j] == tRel) {
			return text.Range{First: j, End: f.clauseEnd(j+1, p, c)}, That
		}
		if f.tags[j] == tTo && fr&fTo != 0 && j > i && f.words[j-1].is&wTime != 0 {
			return text.Range{First: j, End: f.clauseEnd(j+1, p, c)}, Infinitive // vowed Tuesday to
		}
		switch f.tags[j] {
		case tWh, tRel:
			if fr&fWh != 0 {
				return text.Range{First: j, End: f.clauseEnd(j+1, p, c)}, Wh
			}
		}
		if f.form(j) == "if" && fr&fWh != 0 && c.cue.class == Asking {
			return text.Range{First: j, End: f.clauseEnd(j+1, p, c)}, Wh
		}
	}
	if k := i; f.in[k] == 0 && f.tags[k] == tPrep && fr&f.words[k].prep != 0 && !f.when(k, p) {
		if end := f.phraseEnd(k+1, p, c); end > k+1 {
			c.group.End = k + 1
			return text.Range{First: k + 1, End: f.trimEnd(end)}, Preposition
		}
		if k+1 < p.End && f.in[k+1] == 0 && (f.tags[k+1] == tIng || f.tags[k+1] == tWh || f.tags[k+1] == tRel) {
			c.group.End = k + 1
			return text.Range{First: k + 1, End: f.clauseEnd(k+1, p, c)}, Preposition
		}
	}
	// Without "that": a clause right after the cue, or after whom it is said to.
	if fr&(fZero|fAddr) != 0 {
		for _, k := range [...]int{i, j} {
			if k >= p.End || f.in[k] != 0 && f.found[f.in[k]-1].words >= 8 {
				continue
			}
			if f.in[k] == 0 && (!f.startsGroup(k) || !f.verbNext(k, p)) {
				continue
			}
			if k == i && j > i && f.words[i].is&wTime != 0 && f.startsGroup(j) {
				continue // said Friday it was
			}
			if k == i && j > i && fr&fAddr != 0 && f.tags[k] != tSubj && f.startsGroup(j) {
				continue // told reporters he would
			}
			if f.finiteAfter(k, p) || fr&fFull != 0 {
				return text.Range{First: k, End: f.clauseEnd(k, p, c)}, Clause
			}
		}
	}
	k := i
	for k < p.End && f.in[k] == 0 && f.tags[k] == tAdv {
		k++
	}
	if k >= p.End {
		return none, NoRule
	}
	if f.in[k] == 0 {
		switch f.tags[k] {
		case tTo:
			if fr&fTo != 0 {
				return text.Range{First: k, End: f.clauseEnd(k+1, p, c)}, Infinitive
			}
		case tIng:
			if fr&fIng != 0 {
				return text.Range{First: k, End: f.clauseEnd(k+1, p, c)}, Gerund
			}
		}
	}
	if fr&fObjTo != 0 {
		n := f.nounGroup(k, p, false)
		if n > k && n+1 < p.End && f.in[n] == 0 && f.tags[n] == tAdv {
			n++ // told him not to
		}
		if n > k && n < p.End && f.tags[n] == tTo && f.in[n] == 0 {
			return text.Range{First: k, End: f.clauseEnd(n, p, c)}, ObjectTo
		}
	}
	if fr&(fComp|fAs) != 0 {
		if r, rule := f.complement(k, p, c); rule != NoRule {
			return r, rule
		}
	}
	if fr&fObj != 0 {
		if j > k && f.in[k] == 0 && f.tags[k] == tPrep && j < p.End && f.in[j] == 0 && (f.tags[j] == tDet || f.tags[j] == tPoss) {
			k = j // discussed in detail the situation
		}
		return f.object(k, p, c)
	}
	return none, NoRule
}

// startsGroup reports whether token i can be the first of a clause.
func (f *Finder) startsGroup(i int) bool {
	switch f.tags[i] {
	case tNoun, tDet, tPoss, tSubj, tObj, tIng, tThat, tSub:
		return true
	case tAdv:
		return f.words[i].is&wTime == 0
	case tAux:
		return f.form(i) == "having" || f.form(i) == "being"
	case tPrep:
		switch f.form(i) {
		case "as", "at", "up", "about", "over", "under", "in", "despite", "after", "for", "on", "by", "between", "among":
			s := f.t.Sentences[f.t.SentenceAt(i)]
			for k := i + 1; k < s.End; k++ {
				if f.tags[k] == tComma {
					s.End = k
				}
			}
			return f.finiteAfter(i+1, s)
		}
	}
	return false
}

// verbNext reports whether a verb follows the pronoun at i, or i is no
// pronoun: "found it right there" has no clause.
func (f *Finder) verbNext(i int, p text.Range) bool {
	if f.tags[i] != tSubj && f.tags[i] != tObj || f.words[i].is&wContraction != 0 {
		return true
	}
	for i++; i < p.End && f.tags[i] == tAdv; i++ {
	}
	if i >= p.End || f.in[i] != 0 {
		return i < p.End
	}
	switch f.tags[i] {
	case tFin, tAux, tCoord, tComma:
		return true
	}
	return f.words[i].is&wVerb != 0 && f.tags[i] != tIng
}

// object gives the noun phrase after a cue.
func (f *Finder) object(i int, p text.Range, c *candidate) (text.Range, Rule) {
	for i < p.End && f.in[i] == 0 && f.tags[i] == tAdv {
		i++
	}
	end := f.phraseEnd(i, p, c)
	if end == i {
		return text.Range{}, NoRule
	}
	return text.Range{First: i, End: f.trimEnd(end)}, Object
}

// indefinite reports whether a noun group starts with "a" and names no person:
// what follows it qualifies it.
func (f *Finder) indefinite(r text.Range) bool {
	if r.Empty() {
		return false
	}
	switch f.form(r.First) {
	case "a", "an", "another", "one", "some":
		return f.words[r.End-1].is&wPerson == 0
	}
	return false
}
