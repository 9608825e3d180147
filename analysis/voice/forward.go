package voice

import "slant/analysis/text"

// forward finds the content that follows a cue.
func (f *Finder) forward(b int, p text.Range, c *candidate, prior *speaker) (end int, ok bool) {
	if c.form == noun || c.form == adjective {
		return f.nominal(b, p, c, prior)
	}
	fr := c.cue.frames
	source, found := text.Range{}, false
	rule := NoRule
	switch {
	case c.passive:
		return f.passive(b, p, c, prior)
	case c.form == finite:
		source, found = f.subject(c.group.First, p)
		if !found && c.group.First > p.First && f.in[c.group.First-1] == 0 && (f.tags[c.group.First-1] == tCoord || f.tags[c.group.First-1] == tComma) && prior.ok {
			source, found = prior.source, true
		}
	case c.form == participle:
		rule = Participle
		if prior.ok {
			source, found = prior.source, true
		} else {
			source, found = f.subject(c.group.First, p)
		}
	case c.form == infinitive:
		if prior.ok {
			source, found = prior.source, true
		}
		if fr&(fClause|fThat) == 0 {
			return 0, false
		}
	}
	if fr&fRaise != 0 {
		return f.raising(b, p, c, source, prior)
	}
	i := c.group.End
	content, r := f.content(i, p, c)
	if r == NoRule {
		return 0, false
	}
	if rule == NoRule || r == DirectBefore {
		rule = r
	}
	if !found && rule != That && rule != DirectBefore && rule != Participle {
		return 0, false
	}
	a := Attribution{Content: content, Source: source, Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: rule}
	if q := f.in[content.First]; q != 0 && f.found[q-1].First == content.First && f.found[q-1].End == content.End && f.found[q-1].words > 0 {
		a.Voice = Quoted
		if a.Rule == Clause {
			a.Rule = DirectBefore
		}
	}
	statement := f.add(a, 0)
	f.take(content, len(f.out)-1)
	f.spoke(b, content.End, source, c, statement, prior)
	return content.End, true
}

// content finds what follows the cue that ends before token i, and by which
// construction.
func (f *Finder) content(i int, p text.Range, c *candidate) (text.Range, Rule) {
	fr := c.cue.frames
	none := text.Range{}
	if i >= p.End {
		return none, NoRule
	}
	if fr&fComp != 0 && fr&fThat == 0 || fr&fAs != 0 && fr&(fThat|fClause) == 0 {
		return f.complement(i, p, c)
	}
	j := f.tail(i, p, c)
	if j >= p.End {
		if f.in[i] == 0 && fr&(fObj|fObjTo) != 0 {
			return f.object(i, p, c)
		}
		return none, NoRule
	}
	if f.in[j] != 0 || f.tags[j] == tColon || f.tags[j] == tComma {
		k := j
		if f.in[k] == 0 {
			k++
		}
		if k < p.End && f.in[k] != 0 && f.found[f.in[k]-1].First == k && fr&(fQuote|fThat|fClause) != 0 {
			s := &f.found[f.in[k]-1]
			if f.tags[j] != tComma || s.words >= 3 {
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
		switch f.tags[j] {
		case tThat:
			if fr&fThat != 0 {
				return text.Range{First: j, End: f.clauseEnd(j+1, p, c)}, That
			}
		case tWh, tRel:
			if fr&fWh != 0 {
				return text.Range{First: j, End: f.clauseEnd(j+1, p, c)}, Wh
			}
		}
		if f.form(j) == "if" && fr&fWh != 0 && c.cue.class == Asking {
			return text.Range{First: j, End: f.clauseEnd(j+1, p, c)}, Wh
		}
	}
	// Without "that": a clause right after the cue, or after whom it is said to.
	if fr&fThat != 0 {
		for _, k := range [...]int{i, j} {
			if k < p.End && f.in[k] == 0 {
				switch f.tags[k] {
				case tNoun, tDet, tPoss, tSubj, tObj, tAdv, tIng, tThat:
					if f.finiteAfter(k, p) {
						if k == i && j > i && fr&fAddr != 0 && f.tags[k] != tSubj && j < p.End && f.tags[j] != tFin && f.tags[j] != tAux {
							continue
						}
						return text.Range{First: k, End: f.clauseEnd(k, p, c)}, Clause
					}
				}
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
		case tPrep:
			if fr&f.words[k].prep != 0 {
				c.group.End = k + 1
				end := f.nounGroup(k+1, p, true)
				if end > k+1 {
					if end < p.End && (f.tags[end] == tTo || f.tags[end] == tIng) {
						end = f.clauseEnd(end, p, c)
					}
					return text.Range{First: k + 1, End: end}, Preposition
				}
				if k+1 < p.End && f.in[k+1] == 0 && (f.tags[k+1] == tIng || f.tags[k+1] == tWh || f.tags[k+1] == tRel) {
					return text.Range{First: k + 1, End: f.clauseEnd(k+1, p, c)}, Preposition
				}
			}
		}
	}
	if fr&fObjTo != 0 {
		if n := f.nounGroup(k, p, false); n > k && n < p.End && f.tags[n] == tTo && f.in[n] == 0 {
			return text.Range{First: k, End: f.clauseEnd(n, p, c)}, ObjectTo
		}
	}
	if fr&(fComp|fAs) != 0 {
		if r, rule := f.complement(k, p, c); rule != NoRule {
			return r, rule
		}
	}
	if fr&fObj != 0 {
		return f.object(k, p, c)
	}
	return none, NoRule
}

// object gives the noun phrase after a cue.
func (f *Finder) object(i int, p text.Range, c *candidate) (text.Range, Rule) {
	for i < p.End && f.in[i] == 0 && f.tags[i] == tAdv {
		i++
	}
	end := f.nounGroup(i, p, true)
	if end == i {
		return text.Range{}, NoRule
	}
	if end < p.End && f.in[end] == 0 {
		switch f.tags[end] {
		case tThat, tRel, tTo, tPart:
			end = f.clauseEnd(end, p, c)
		}
	}
	return text.Range{First: i, End: f.trimEnd(end)}, Object
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
				return text.Range{First: i, End: f.clauseEnd(i, p, c)}, Complement
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
			return text.Range{First: i, End: f.clauseEnd(i, p, c)}, Complement
		}
		return text.Range{}, NoRule
	}
	n := f.nounGroup(i, p, true)
	if n > i && n < p.End && f.words[n].is&wAs != 0 {
		return text.Range{First: i, End: f.clauseEnd(n, p, c)}, As
	}
	return text.Range{}, NoRule
}

// passive deals with "is believed to", "was quoted as saying", "was told that".
func (f *Finder) passive(b int, p text.Range, c *candidate, prior *speaker) (end int, ok bool) {
	i := c.group.End
	for i < p.End && f.in[i] == 0 && f.tags[i] == tAdv {
		i++
	}
	if i >= p.End || f.in[i] != 0 {
		return 0, false
	}
	if f.tags[i] == tThat && c.cue.frames&fThat != 0 {
		a := Attribution{Content: text.Range{First: i, End: f.clauseEnd(i+1, p, c)}, Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: That}
		statement := f.add(a, 0)
		f.take(a.Content, len(f.out)-1)
		f.spoke(b, a.Content.End, a.Source, c, statement, prior)
		return a.Content.End, true
	}
	if f.tags[i] == tTo && c.cue.frames&fPassive != 0 && c.group.Len() > 1 {
		subject, found := f.subject(c.group.First, p)
		if !found {
			return 0, false
		}
		r := text.Range{First: i, End: f.clauseEnd(i+1, p, c)}
		statement := f.add(Attribution{Content: subject, Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: Passive}, 0)
		f.add(Attribution{Content: r, Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: Passive}, statement)
		f.take(r, len(f.out)-1)
		f.spoke(b, r.End, text.Range{}, c, statement, prior)
		return r.End, true
	}
	return 0, false
}

// raising deals with "seems to", "is likely to": nobody is said to think so.
func (f *Finder) raising(b int, p text.Range, c *candidate, subject text.Range, prior *speaker) (end int, ok bool) {
	return 0, false
}

// nominal deals with nouns and adjectives: "the claim that", "is confident
// that".
func (f *Finder) nominal(b int, p text.Range, c *candidate, prior *speaker) (end int, ok bool) {
	i := c.group.End
	if i >= p.End || f.in[i] != 0 {
		return 0, false
	}
	rule := NoRule
	var content text.Range
	fr := c.cue.frames
	switch {
	case f.tags[i] == tThat && fr&fThat != 0:
		content, rule = text.Range{First: i, End: f.clauseEnd(i+1, p, c)}, NounThat
	case f.tags[i] == tTo && fr&fTo != 0:
		content, rule = text.Range{First: i, End: f.clauseEnd(i+1, p, c)}, NounTo
	case f.tags[i] == tPrep && fr&f.words[i].prep != 0:
		n := f.nounGroup(i+1, p, true)
		if n > i+1 {
			c.group.End = i + 1
			content, rule = text.Range{First: i + 1, End: n}, NounOf
		}
	}
	if rule == NoRule || content.Empty() {
		return 0, false
	}
	var source text.Range
	if c.form == adjective {
		rule = Adjective
		g := c.at - 1
		for g >= p.First && f.tags[g] == tAdv {
			g--
		}
		if g < p.First || f.tags[g] != tAux && f.tags[g] != tFin {
			return 0, false
		}
		for g > p.First && (f.tags[g-1] == tAux || f.tags[g-1] == tAdv) {
			g--
		}
		c.group.First = g
		source, _ = f.subject(g, p)
	} else {
		if c.at > p.First && f.tags[c.at-1] == tPoss {
			source = text.Range{First: c.at - 1, End: c.at}
			for source.First > p.First && f.tags[source.First-1] == tNoun && f.words[source.First].is&wGenitive != 0 {
				source.First--
			}
		} else if rule == NounOf {
			return 0, false
		}
	}
	statement := f.add(Attribution{Content: content, Source: source, Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: rule}, 0)
	f.take(content, len(f.out)-1)
	f.spoke(b, content.End, source, c, statement, prior)
	return content.End, true
}
