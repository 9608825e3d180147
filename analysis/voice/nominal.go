package voice

import "slant/analysis/text"

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
