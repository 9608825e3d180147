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
	if q := f.in[content.First]; q != 0 && f.found[q-1].Range == content && a.Rule == Clause {
		a.Rule = DirectBefore
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
