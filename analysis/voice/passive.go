package voice

import "slant/analysis/text"

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
