package voice

import "slant/analysis/text"

// forward finds the content that follows a cue.
func (f *Finder) forward(b int, p text.Range, c *candidate, prior *speaker) (end int, ok bool) {
	switch {
	case c.form == preposition:
		return 0, false
	case c.form == adverb:
		return f.reportedly(b, p, c, prior)
	case c.form == noun || c.form == adjective:
		return f.nominal(b, p, c, prior)
	case c.passive:
		return f.passive(b, p, c, prior)
	}
	fr := c.cue.frames
	source, found := text.Range{}, false
	rule := NoRule
	switch c.form {
	case finite:
		source, found = f.subject(c.group.First, p)
		if g := c.group.First; !found && prior.ok && !prior.source.Empty() && prior.end < g && f.leads(prior.end, g) {
			source, found = prior.source, true // said … and urged …
		}
		if !found {
			source, found = f.clauseSubject(c.group.First, p)
		}
		if found && fr&fThat != 0 {
			if end, ok := f.relative(b, p, c, source, prior); ok {
				return end, true
			}
		}
	case participle:
		rule = Participle
		g := c.group.First
		if g > p.First && f.in[g-1] == 0 && f.tags[g-1] == tPrep && fr&fThat == 0 && (fr&(fObj|fComp) == 0 || fr&fComp == 0 && c.cue.class != Accusing && c.cue.class != Denying && c.cue.class != Emphasising) {
			return 0, false // by reciting, for seeking
		}
		if g > p.First && f.in[g-1] == 0 && f.tags[g-1] == tNoun && (f.words[g-1].is&wPerson != 0 || fr&fThat != 0) {
			source, found = f.subject(g, p) // a statement saying
		} else if prior.ok && prior.end <= g && prior.end >= g-3 && !prior.source.Empty() {
			source, found = prior.source, true
		} else {
			source, found = f.clauseSubject(g, p)
		}
		if !found && fr&fThat == 0 {
			return 0, false
		}
	case infinitive:
		source, found = f.clauseSubject(c.group.First, p)
		if fr&fThat == 0 || !found {
			return 0, false
		}
	}
	c.inner = f.placeOf(c.group.First, p, c.form, source)
	if fr&fTo != 0 && f.chain(c.at) && c.group.End+1 < p.End && f.in[c.group.End] == 0 && f.tags[c.group.End] == tTo && f.words[c.group.End+1].verb > 0 && f.in[c.group.End+1] == 0 {
		return 0, false // "declined to say": the cue is "say"
	}
	if fr&fComp != 0 && c.group.Len() == 1 && c.form == finite && f.indefinite(source) {
		return 0, false // a party called Anti-Prom
	}
	if c.cue.frames == 0 {
		return 0, false
	}
	content, r := f.content(c.group.End, p, c)
	if r == NoRule {
		return 0, false
	}
	if content.End < p.End && f.in[content.End] != 0 && f.found[f.in[content.End]-1].First == content.End && (content.End == content.First || f.in[content.End-1] == 0) {
		content.End = f.found[f.in[content.End]-1].End // called on leaders “not to feed it”
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
	return f.emit(b, a, c, prior), true
}

// emit adds an attribution whose content follows its cue, and gives the end of
// the content.
func (f *Finder) emit(b int, a Attribution, c *candidate, prior *speaker) int {
	statement := f.add(a, 0)
	f.take(a.Content, len(f.out)-1)
	f.spoke(b, a.Content.End, a.Source, c, statement, prior)
	return a.Content.End
}

// relative deals with "…, which he said was needed": the word before the
// source is the subject of what is said.
func (f *Finder) relative(b int, p text.Range, c *candidate, source text.Range, prior *speaker) (end int, ok bool) {
	r := source.First - 1
	if r < p.First || f.in[r] != 0 {
		return 0, false
	}
	first := r
	if f.words[r].is&(wRelative|wThat) == 0 && f.form(r) != "what" {
		if f.tags[r] != tNoun || f.tags[source.First] != tSubj {
			return 0, false
		}
		first = f.nounGroupBack(r+1, p) // a decision they say allowed it
		if first > r {
			return 0, false
		}
	}
	n := c.group.End
	for n < p.End && f.in[n] == 0 && f.tags[n] == tAdv {
		n++
	}
	if n >= p.End || f.in[n] != 0 || f.tags[n] != tAux && f.tags[n] != tFin {
		return 0, false
	}
	a := Attribution{Content: text.Range{First: first, End: r + 1}, Source: source, Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: Relative}
	statement := f.add(a, 0)
	if first > p.First && f.in[first-1] == 0 && f.tags[first-1] == tComma {
		c.inner = inRelative
	}
	a.Content = text.Range{First: c.group.End, End: f.clauseEnd(c.group.End, p, c)}
	f.add(a, statement)
	f.take(a.Content, len(f.out)-1)
	f.spoke(b, a.Content.End, source, c, statement, prior)
	return a.Content.End, true
}

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

// passive deals with "is believed to", "was quoted as saying", "was told that",
// "asked whether".
func (f *Finder) passive(b int, p text.Range, c *candidate, prior *speaker) (end int, ok bool) {
	fr := c.cue.frames
	i := c.group.End
	for i < p.End && f.in[i] == 0 && f.tags[i] == tAdv {
		i++
	}
	var source text.Range
	if n := f.tail(i, p, &candidate{}); n > i && n < p.End && f.in[n] == 0 && f.words[n-1].is&wTime != 0 && f.words[n].prep&fBy != 0 {
		i = n // was reported last week by
	}
	if i+1 < p.End && f.in[i] == 0 && f.words[i].prep&fBy != 0 {
		if n := f.nounGroup(i+1, p, true); n > i+1 {
			source = text.Range{First: i + 1, End: n}
			i = n
		}
	}
	a := Attribution{Source: source, Cue: c.group, Class: c.cue.class, Voice: Reported}
	if as := c.group.First - 1; as >= p.First && f.in[as] == 0 && f.words[as].is&wAs != 0 && fr&(fThat|fObj) != 0 && !source.Empty() {
		i = f.tail(i, p, c)
		switch {
		case f.leads(p.First, as) && i < p.End && f.in[i] == 0 && f.tags[i] == tComma:
			// As reported by the Times, …
			a.Content, a.Rule = text.Range{First: i + 1, End: f.clauseEnd(i+1, p, c)}, AsSaid
			return f.emit(b, a, c, prior), true
		case as > p.First && f.in[as-1] == 0 && f.tags[as-1] == tComma && f.ends(i, p):
			a.Content, a.Rule = text.Range{First: f.reach(p.First, as), End: f.trimEnd(as)}, AsSaid
			f.emit(b, a, c, prior)
			return i, true
		}
	}
	if i+1 < p.End && f.in[i] == 0 && f.in[i+1] == 0 && f.words[i].is&wAs != 0 && f.tags[i+1] == tIng && f.words[i+1].is&wSays != 0 && c.group.Len() > 1 {
		// She was quoted as saying that …
		subject, found := f.subject(c.group.First, p)
		said := candidate{at: i + 1, group: text.Range{First: c.group.First, End: i + 2}, cue: f.lexicon.cues[f.words[i+1].verb], form: finite}
		if content, rule := f.content(i+2, p, &said); found && rule != NoRule {
			a.Content, a.Source, a.Cue, a.Class, a.Rule = content, subject, said.group, said.cue.class, rule
			if q := f.in[content.First]; q != 0 && f.found[q-1].Range == content {
				a.Voice = Quoted
			}
			return f.emit(b, a, &said, prior), true
		}
	}
	at := i
	if fr&fAddr != 0 && c.group.Len() == 1 && i > p.First+1 && f.form(c.group.First-1) == "when" && f.in[i] == 0 && f.startsGroup(i) && f.finiteAfter(i, p) {
		a.Content, a.Rule = text.Range{First: i, End: f.askedEnd(i, p, c)}, Asked
		return f.emit(b, a, c, prior), true
	}
	if c.cue.class == Asking || fr&fAddr != 0 {
		at = f.tail(i, p, c)
	}
	if at < p.End && f.in[at] == 0 {
		switch k := f.tags[at]; {
		case k == tThat && fr&fThat != 0:
			a.Content, a.Rule = text.Range{First: at, End: f.clauseEnd(at+1, p, c)}, That
		case (k == tWh || k == tRel || f.form(at) == "if") && c.cue.class == Asking:
			a.Content, a.Rule = text.Range{First: at, End: f.askedEnd(at+1, p, c)}, Asked
		case k == tPrep && c.cue.class == Asking && fr&f.words[at].prep != 0:
			c.group.End = at + 1
			a.Cue = c.group
			a.Content, a.Rule = text.Range{First: at + 1, End: f.askedEnd(at+1, p, c)}, Asked
		}
		if a.Rule != NoRule && !a.Content.Empty() {
			return f.emit(b, a, c, prior), true
		}
	}
	if c.group.Len() < 2 || !f.compound(c) {
		return 0, false
	}
	subject, found := f.subject(c.group.First, p)
	if !found {
		if subject, found = f.clauseSubject(c.group.First, p); !found {
			return 0, false
		}
	}
	var rest text.Range
	switch {
	case i < p.End && f.in[i] == 0 && f.tags[i] == tPrep && f.words[i].prep&(fFor|fOf|fWith|fOver) != 0 && fr&fObj != 0 && (c.cue.class == Accusing || c.cue.class == Emphasising) && !f.when(i, p):
		rest = text.Range{First: i, End: f.clauseEnd(i, p, c)}
	case i < p.End && f.in[i] == 0 && f.tags[i] == tTo && fr&(fPassive|fObjTo) != 0:
		rest = text.Range{First: i, End: f.clauseEnd(i+1, p, c)}
	case i < p.End && f.in[i] == 0 && f.words[i].is&wAs != 0 && fr&(fAs|fComp) != 0:
		rest = text.Range{First: i, End: f.clauseEnd(i+1, p, c)}
	case i < p.End && fr&fComp != 0 && source.Empty() && (f.in[i] != 0 || f.tags[i] == tNoun || f.tags[i] == tDet):
		rest = text.Range{First: i, End: f.clauseEnd(i, p, c)}
	case !source.Empty() && fr&(fObj|fComp|fAs) != 0:
	default:
		return 0, false
	}
	a.Content, a.Rule = subject, Passive
	statement := f.add(a, 0)
	end = max(c.group.End, source.End)
	if !rest.Empty() {
		a.Content = rest
		f.add(a, statement)
		f.take(rest, len(f.out)-1)
		end = rest.End
	}
	f.spoke(b, end, source, c, statement, prior)
	return end, true
}

// askedEnd gives the end of what somebody was asked: before the comma that
// leads to the answer.
func (f *Finder) askedEnd(i int, p text.Range, c *candidate) int {
	end := f.clauseEnd(i, p, c)
	for k := i; k < end; k++ {
		if q := f.in[k]; q != 0 {
			k = f.found[q-1].End - 1
			continue
		}
		if f.tags[k] == tComma && (k+1 >= end || f.in[k+1] != 0 || f.tags[k+1] != tCoord) {
			return k
		}
	}
	return end
}

// reportedly deals with adverbs: "Iran has reportedly shown restraint". Nobody
// is named; the subject is part of what is reported.
func (f *Finder) reportedly(b int, p text.Range, c *candidate, prior *speaker) (end int, ok bool) {
	a := Attribution{Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: Adverb}
	at := c.group.End
	if at < p.End && f.in[at] == 0 && f.tags[at] == tComma {
		at++
	}
	a.Content = text.Range{First: at, End: f.clauseEnd(at, p, c)}
	if a.Content.Empty() {
		return 0, false
	}
	statement := f.add(a, 0)
	f.take(a.Content, len(f.out)-1)
	end = a.Content.End
	g := c.at
	for g > p.First && f.in[g-1] == 0 && f.tags[g-1] == tAux {
		g--
	}
	if subject, found := f.subject(g, p); found {
		a.Content = text.Range{First: subject.First, End: c.at}
		f.add(a, statement)
	}
	f.spoke(b, end, text.Range{}, c, statement, prior)
	return end, true
}

// nominal deals with nouns and adjectives: "the claim that", "is confident
// that".
func (f *Finder) nominal(b int, p text.Range, c *candidate, prior *speaker) (end int, ok bool) {
	i := c.group.End
	if i >= p.End || f.in[i] != 0 {
		return 0, false
	}
	rule := NoRule
	var content, source text.Range
	fr := c.cue.frames
	if c.form == noun && fr&fThat != 0 {
		if n := f.tail(i, p, &candidate{}); n > i && n < p.End && f.in[n] == 0 && f.tags[n] == tThat && f.words[n-1].is&wTime != 0 {
			i = n // his statement on Wednesday that
		}
	}
	switch {
	case f.tags[i] == tPrep && fr&fThat != 0 && f.saidBy(i, p) > 0:
		// an allegation from his wife that
		n := f.saidBy(i, p)
		source = text.Range{First: i + 1, End: n}
		content, rule = text.Range{First: n, End: f.clauseEnd(n+1, p, c)}, NounThat
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
		k := c.at - 1
		for k > p.First && k > c.at-4 && f.tags[k] == tNoun && f.in[k] == 0 && f.t.Tokens[k].Shape == text.Lower {
			k-- // his earlier promise
		}
		if k >= p.First && f.in[k] == 0 && f.tags[k] == tPoss {
			source = text.Range{First: f.nounGroupBack(k+1, p), End: k + 1}
			c.group.First = k + 1
		} else if rule == NounOf {
			return 0, false
		}
	}
	statement := f.add(Attribution{Content: content, Source: source, Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: rule}, 0)
	f.take(content, len(f.out)-1)
	f.spoke(b, content.End, source, c, statement, prior)
	return content.End, true
}

// saidBy gives the end of the source that the preposition at i leads to, where
// a clause follows it: "from his wife that". It is 0 for none.
func (f *Finder) saidBy(i int, p text.Range) int {
	if w := f.form(i); w != "from" && w != "by" {
		return 0
	}
	n := f.sourceAfter(i+1, p)
	if n < p.End && f.in[n] == 0 && f.tags[n] == tComma {
		n++
	}
	if n == i+1 || n >= p.End || f.in[n] != 0 || f.words[n].is&wThat == 0 {
		return 0
	}
	return n
}
