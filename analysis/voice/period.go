package voice

import "slant/analysis/text"

// period finds the attributions of p: a sentence of block b, or several that
// a quotation holds together.
func (f *Finder) period(b int, p text.Range) {
	f.tagger.run(f.t, f.words, p)
	if p.First == f.t.Blocks[b].Tokens.First {
		p.First = f.dateline(p)
	}
	f.candidates(p)
	from := p.First // what stands before it has been attributed
	var prior speaker
	if !f.headline(b, p) {
		for k := range f.cands {
			c := &f.cands[k]
			if c.at < from {
				continue
			}
			if end, ok := f.float(b, p, from, c, &prior); ok {
				from = end
			}
		}
	}
	from = p.First
	for k := range f.cands {
		c := &f.cands[k]
		if c.at < from || f.covered(c.at) {
			continue
		}
		if end, ok := f.forward(b, p, c, &prior); ok {
			from = max(from, end)
		}
	}
	f.introduces(b, p)
	f.chains(b, p)
	f.follow(b, p)
}

// introduces notes who is about to speak in the next block, where the last
// words of a block lead to it: "He declared:".
func (f *Finder) introduces(b int, p text.Range) {
	last := p.End - 1
	if p.End != f.t.Blocks[b].Tokens.End || f.in[last] != 0 || f.tags[last] != tColon {
		return
	}
	cue := text.Range{First: last, End: p.End}
	class := Neutral
	at := last
	for k := len(f.cands) - 1; k >= 0; k-- {
		if c := &f.cands[k]; c.form == finite && c.cue.frames&(fQuote|fThat) != 0 && !f.covered(c.at) {
			cue, class, at = c.group, c.cue.class, c.group.First
			break
		}
	}
	source, found := f.subject(at, p)
	if !found || at == last {
		if source, found = f.clauseSubject(last, p); !found {
			return
		}
	}
	f.group++
	f.last = speaker{source: source, cue: cue, class: class, statement: f.group, block: b, end: p.End, ok: true}
}

// dateline gives the first token after the dateline that a block starts with,
// "CLEVELAND, July 19 (UPI) —", or the block's first.
func (f *Finder) dateline(p text.Range) int {
	for i := p.First + 1; i+1 < p.End && i < p.First+14 && f.in[i] == 0; i++ {
		switch f.tags[i] {
		case tFin, tAux, tSubj:
			return p.First
		case tDash:
			if f.tags[i-1] != tClose && f.t.Tokens[p.First].Shape != text.Upper {
				return p.First
			}
			if f.tags[i+1] == tDash && i+2 < p.End {
				i++
			}
			return i + 1
		}
	}
	return p.First
}

// candidates lists the words of p, outside quotations, that may be cues.
func (f *Finder) candidates(p text.Range) {
	f.cands = f.cands[:0]
	quoted := false
	for i := p.First; i < p.End; i++ {
		if q := f.in[i]; q != 0 {
			i = f.found[q-1].End - 1
			quoted = true
			continue
		}
		w := &f.words[i]
		if w.phrase|w.verb|w.noun|w.adjective == 0 {
			switch {
			case w.is&wSource != 0:
				f.sourced(i, p)
			case f.tags[i] == tFin && quoted:
				f.verbal(i, i+1, p, cue{class: Neutral}) // any verb can go with a quotation
			}
			continue
		}
		verb := f.tags[i] >= tFin && f.tags[i] <= tIng
		if verb && w.phrase > 0 {
			if end, c := f.phrase(i, p); end > 0 {
				f.verbal(i, end, p, f.lexicon.cues[c])
				continue
			}
		}
		switch {
		case verb && w.verb > 0:
			f.verbal(i, i+1, p, f.lexicon.cues[w.verb])
		case w.adjective > 0 && (f.tags[i] == tNoun || f.tags[i] == tPart):
			f.cands = append(f.cands, candidate{at: i, group: text.Range{First: i, End: i + 1}, cue: f.lexicon.cues[w.adjective], form: adjective})
		case w.noun > 0 && f.tags[i] == tNoun:
			f.cands = append(f.cands, candidate{at: i, group: text.Range{First: i, End: i + 1}, cue: f.lexicon.cues[w.noun], form: noun})
		}
	}
}

// verbal lists a verb as a candidate.
func (f *Finder) verbal(i, end int, p text.Range, c cue) {
	g, k, passive := f.verbGroup(i, p)
	f.cands = append(f.cands, candidate{at: i, group: text.Range{First: g, End: end}, cue: c, form: k, passive: passive})
}

// phrase finds the cue of several words that starts with the verb at i, and
// where it ends.
func (f *Finder) phrase(i int, p text.Range) (end int, c int16) {
	for k := f.words[i].phrase; k > 0; k = f.lexicon.phrases[k-1].next {
		ph := &f.lexicon.phrases[k-1]
		j := i + 1
		for _, w := range ph.rest {
			if j < p.End && f.tags[j] == tAdv && f.form(j) != w {
				j++
			}
			if j >= p.End || f.in[j] != 0 || f.form(j) != w {
				j = -1
				break
			}
			j++
		}
		if j > end {
			end, c = j, ph.cue
		}
	}
	return end, c
}

// sourced lists prepositions that name a source: "according to", "per", and
// "in" before a poll.
func (f *Finder) sourced(i int, p text.Range) {
	switch f.form(i) {
	case "according":
		if i+1 < p.End && f.words[i+1].is&wTo != 0 {
			f.cands = append(f.cands, candidate{at: i, group: text.Range{First: i, End: i + 2}, cue: cue{class: Neutral}, form: preposition})
		}
	case "words":
		// in the words of
		if i >= p.First+2 && i+1 < p.End && f.form(i+1) == "of" && f.form(i-2) == "in" {
			f.cands = append(f.cands, candidate{at: i - 2, group: text.Range{First: i - 2, End: i + 2}, cue: cue{class: Neutral}, form: preposition})
		}
	case "per":
		if i > p.First && f.tags[i-1] == tComma {
			f.cands = append(f.cands, candidate{at: i, group: text.Range{First: i, End: i + 1}, cue: cue{class: Neutral}, form: preposition})
		}
	case "reportedly", "allegedly", "purportedly":
		class := Claiming
		if f.form(i) == "reportedly" {
			class = Neutral
		}
		f.cands = append(f.cands, candidate{at: i, group: text.Range{First: i, End: i + 1}, cue: cue{class: class}, form: adverb})
	case "poll", "polls", "survey", "surveys":
		k, name := i-1, false
		for k >= p.First && f.in[k] == 0 && (f.tags[k] == tNoun || f.tags[k] == tDet || f.tags[k] == tPoss) {
			name = name || f.t.Tokens[k].Shape != text.Lower || f.words[k].is&wDeterminer != 0 && f.form(k) != "the"
			k--
		}
		if k < p.First || f.in[k] != 0 || f.form(k) != "in" || i+1 < p.End && f.tags[i+1] == tNoun {
			return
		}
		if name && (f.ends(f.tail(f.sourceAfter(k+1, p), p, &candidate{}), p) || k <= p.First+1) {
			f.cands = append(f.cands, candidate{at: k, group: text.Range{First: k, End: k + 1}, cue: cue{class: Showing}, form: preposition})
		}
	}
}

// covered reports whether token i stands in the content, source or cue of an
// attribution of its period.
func (f *Finder) covered(i int) bool {
	for k := len(f.out) - 1; k >= 0; k-- {
		a := &f.out[k]
		if a.Content.Contains(i) || a.Source.Contains(i) || a.Cue.Contains(i) {
			return true
		}
		if a.Content.End < i-400 {
			break
		}
	}
	return false
}
