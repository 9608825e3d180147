package voice

import "slant/analysis/text"

// period finds the attributions of p: a sentence of block b, or several that
// a quotation holds together.
func (f *Finder) period(b int, p text.Range) {
	f.tagger.run(f.t, f.words, p)
	f.candidates(p)
	from := p.First // what stands before it has been attributed
	var prior speaker
	for k := range f.cands {
		c := &f.cands[k]
		if c.at < from {
			continue
		}
		if end, ok := f.float(b, p, from, c, &prior); ok {
			from = end
		}
	}
	if from == p.First {
		f.headline(b, p)
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
	f.chains(b, p)
	f.follow(b, p)
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
	case "per":
		if i > p.First && f.tags[i-1] == tComma {
			f.cands = append(f.cands, candidate{at: i, group: text.Range{First: i, End: i + 1}, cue: cue{class: Neutral}, form: preposition})
		}
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

// float finds a cue that stands after its content or inside it: "…, he said",
// "…, said Peskov, …", "…, according to the Kremlin".
func (f *Finder) float(b int, p text.Range, from int, c *candidate, prior *speaker) (end int, ok bool) {
	if c.form == preposition {
		return f.according(b, p, from, c, prior)
	}
	if c.form != finite || c.passive {
		return 0, false
	}
	if c.cue.frames&(fClause|fQuote) == 0 {
		s, found := f.subject(c.group.First, p)
		if !found || s.First == p.First || !f.speech(s.First-1, p) || c.cue.frames&fThat == 0 && !f.commaInside(s.First-1) {
			return 0, false
		}
	}
	var source text.Range
	rule := FloatAfter
	head := c.group.First // first token of source and cue
	tail := c.group.End
	if f.after(c.group.First-1, p) && c.group.First > p.First {
		// Inverted: "…," said Peskov.
		tail = c.group.End
		if tail >= p.End || f.in[tail] != 0 {
			return 0, false
		}
		switch f.tags[tail] {
		case tNoun, tDet, tPoss, tSubj:
		default:
			return 0, false
		}
		if f.compound(c) || c.cue.frames&fComp != 0 {
			return 0, false
		}
		n := f.sourceAfter(tail, p)
		if n == tail {
			return 0, false
		}
		if m := f.tail(n, p, c); !f.ends(m, p) && f.tags[m] != tPart && f.tags[m] != tIng && f.tags[m] != tRel && f.tags[m] != tSub && f.tags[m] != tOpen && f.tags[m] != tCoord {
			return 0, false
		}
		source = text.Range{First: tail, End: n}
		tail = n
		rule = FloatInverted
	} else {
		s, found := f.subject(c.group.First, p)
		if !found || s.First == p.First {
			return 0, false
		}
		source, head = s, s.First
		if f.tags[s.First] == tRel {
			return 0, false
		}
		for head-1 > p.First && f.tags[head-1] == tAdv && f.in[head-1] == 0 {
			head--
		}
		if f.words[head-1].is&wAs != 0 && f.in[head-1] == 0 {
			if end, ok := f.asSaid(b, p, from, c, s, prior); ok {
				return end, true
			}
		}
		if !f.after(head-1, p) {
			return 0, false
		}
		tail = f.tail(c.group.End, p, c)
		if f.speech(head-1, p) {
			// Right after a quotation, what follows the cue does not matter.
			rule = DirectAfter
		} else if !f.ends(tail, p) || f.cue(tail, p) == tColon {
			return 0, false
		}
	}
	left := text.Range{First: f.reach(from, head), End: head}
	if left.First < left.End && f.in[left.First] == 0 && f.tags[left.First] == tOpen && f.outside(left) {
		left.First++
	}
	for left.First < left.End && f.in[left.First] == 0 && (f.tags[left.First] == tComma || f.tags[left.First] == tStop || f.tags[left.First] == tSemi || f.tags[left.First] == tDash) {
		left.First++
	}
	left.End = f.trimEnd(left.End)
	if left.Empty() {
		return 0, false
	}
	quoted := false
	if q := f.in[left.End-1]; q != 0 && f.found[q-1].End == left.End {
		s := &f.found[q-1]
		if f.in[left.First] == q && s.First == left.First || (s.words >= 8 || f.tags[s.inner.End-1] == tComma && s.words >= 3) && f.startsClause(s) {
			left.First = s.First
			quoted = true
		}
	}
	if !quoted {
		if rule == FloatInverted && !f.finiteAfter(left.First, left) && !(f.words[c.at].is&wSaysOnly != 0 && f.clauseLike(left)) && (tail+1 >= p.End || f.in[tail] != 0 || f.in[tail+1] != 0 || f.tags[tail] != tComma || f.tags[tail+1] != tAux && f.tags[tail+1] != tFin) {
			return 0, false
		}
		if f.adverbial(left) && (tail >= p.End || f.in[tail] != 0 || f.tags[tail] != tComma || tail+1 < p.End && f.in[tail+1] != 0) {
			return 0, false // "In the book, he wrote, “…”"
		}
		// "X, he said, Y": what stands right after is more of it.
		if !f.clauseLike(left) && tail < p.End && f.in[tail] == 0 && f.tags[tail] != tComma && f.tags[tail] != tDash {
			return 0, false
		}
	}
	a := Attribution{Content: left, Source: source, Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: rule}
	if quoted {
		a.Voice = Quoted
		a.Rule = DirectAfter
		if rule == FloatInverted {
			a.Rule = DirectInverted
		}
	}
	statement := f.add(a, 0)
	f.take(left, len(f.out)-1)
	end = tail
	// The other half of a broken statement.
	if tail < p.End && f.in[tail] == 0 && (f.tags[tail] == tComma || f.tags[tail] == tDash) {
		tail++
	}
	if tail < p.End && tail > 0 {
		if q := f.in[tail]; q != 0 {
			s := &f.found[q-1]
			r := text.Range{First: s.First, End: s.End}
			if s.First == tail && (quoted || s.words >= 5) {
				if quoted {
					f.add(Attribution{Content: r, Source: source, Cue: c.group, Class: c.cue.class, Voice: Quoted, Rule: DirectBroken}, statement)
				} else {
					r.End = f.clauseEnd(tail, p, c)
					f.add(Attribution{Content: r, Source: source, Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: rule}, statement)
				}
				f.take(r, len(f.out)-1)
				end = r.End
			}
		} else if !quoted && f.tags[tail-1] == tComma && !f.clauseLike(left) && f.tags[tail] != tIng {
			r := text.Range{First: tail, End: f.clauseEnd(tail, p, c)}
			if !r.Empty() {
				f.add(Attribution{Content: r, Source: source, Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: rule}, statement)
				f.take(r, len(f.out)-1)
				end = r.End
			}
		}
	}
	f.spoke(b, end, source, c, statement, prior)
	return end, true
}

// reach gives the first token of what a cue at token i can take as content
// before it, from token from on: what an open bracket or a semicolon cuts off
// is out of reach.
func (f *Finder) reach(from, i int) int {
	depth := 0
	for k := i - 1; k > from; k-- {
		if f.in[k] != 0 {
			continue
		}
		switch f.tags[k] {
		case tClose:
			depth++
		case tOpen:
			if depth == 0 {
				return k + 1
			}
			depth--
		case tSemi:
			return k + 1
		}
	}
	return from
}

// outside reports whether the bracket that a range starts with closes after
// it.
func (f *Finder) outside(r text.Range) bool {
	depth := 0
	for i := r.First; i < r.End; i++ {
		switch f.tags[i] {
		case tOpen:
			depth++
		case tClose:
			depth--
		}
	}
	return depth > 0
}

// compound reports whether a verb group is more than the verb and adverbs: such
// a verb is not inverted.
func (f *Finder) compound(c *candidate) bool {
	for i := c.group.First; i < c.group.End; i++ {
		if f.tags[i] == tAux || f.tags[i] == tTo {
			return true
		}
	}
	return false
}

// adverbial reports whether a range only tells when or where: it starts with a
// preposition or a participle and holds no finite verb.
func (f *Finder) adverbial(r text.Range) bool {
	switch f.tags[r.First] {
	case tPrep, tIng, tPart, tAdv, tTo:
	case tNoun:
		if f.words[r.First].is&wTime == 0 {
			return false
		}
	default:
		return false
	}
	for i := r.First; i < r.End; i++ {
		if f.tags[i] == tFin || f.tags[i] == tAux || f.in[i] != 0 {
			return false
		}
	}
	return true
}

// asSaid deals with "As the Times reported, …" and "…, as the Times reported".
func (f *Finder) asSaid(b int, p text.Range, from int, c *candidate, source text.Range, prior *speaker) (end int, ok bool) {
	as := source.First - 1
	for as > p.First && f.words[as].is&wAs == 0 {
		as--
	}
	tail := f.tail(c.group.End, p, c)
	if !f.ends(tail, p) {
		return 0, false
	}
	var content text.Range
	switch {
	case as == from || f.leads(from, as) || f.in[as-1] == 0 && f.tags[as-1] == tCoord:
		if tail >= p.End || f.in[tail] == 0 && f.tags[tail] != tComma && f.tags[tail] != tColon {
			return 0, false
		}
		n := tail
		if f.in[n] == 0 {
			n++
		}
		content = text.Range{First: n, End: f.clauseEnd(n, p, c)}
		end = content.End
	case f.in[as-1] == 0 && f.tags[as-1] == tComma:
		content = text.Range{First: from, End: f.trimEnd(as)}
		end = tail
	default:
		return 0, false
	}
	if content.Empty() {
		return 0, false
	}
	statement := f.add(Attribution{Content: content, Source: source, Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: AsSaid}, 0)
	f.take(content, len(f.out)-1)
	f.spoke(b, end, source, c, statement, prior)
	return end, true
}

// leads reports whether nothing but conjunctions and adverbs stands between
// two tokens.
func (f *Finder) leads(from, to int) bool {
	for i := from; i < to; i++ {
		if f.in[i] != 0 || f.tags[i] != tCoord && f.tags[i] != tAdv && f.tags[i] != tOpen && f.tags[i] != tComma && f.tags[i] != tDash {
			return false
		}
	}
	return true
}

// cue gives the tag of token i, or tStop past the end.
func (f *Finder) cue(i int, p text.Range) tag {
	if i >= p.End {
		return tStop
	}
	return f.tags[i]
}

// spoke remembers who spoke.
func (f *Finder) spoke(b, end int, source text.Range, c *candidate, statement int32, prior *speaker) {
	s := speaker{source: source, cue: c.group, class: c.cue.class, statement: statement, block: b, end: end, ok: true}
	*prior = s
	if !source.Empty() {
		f.last = s
	}
}

// after reports whether what follows token i can be the source or cue of what
// ends there: i is a comma, or the last mark of a quotation.
func (f *Finder) after(i int, p text.Range) bool {
	if i < p.First {
		return false
	}
	if q := f.in[i]; q != 0 {
		return f.found[q-1].End == i+1
	}
	switch f.tags[i] {
	case tComma, tDash:
		return true
	case tStop:
		return i > p.First && f.in[i-1] != 0
	}
	return false
}

// speech reports whether token i ends a quotation that can stand alone as
// what somebody says: it has a verb or a stop inside its end.
func (f *Finder) speech(i int, p text.Range) bool {
	if i < p.First || f.in[i] == 0 {
		return false
	}
	s := &f.found[f.in[i]-1]
	if s.End != i+1 || s.open {
		return false
	}
	switch f.tags[s.inner.End-1] {
	case tComma, tStop, tDash:
		return true
	}
	return s.words >= 5 && f.startsClause(s)
}

// commaInside reports whether the quotation that ends with token i ends in a
// comma: its sentence goes on with who says it, whatever the verb.
func (f *Finder) commaInside(i int) bool {
	s := &f.found[f.in[i]-1]
	return f.tags[s.inner.End-1] == tComma && s.words >= 3
}

// startsClause reports whether a quotation can stand alone: it starts with a
// capital, and the sentence or a comma before it.
func (f *Finder) startsClause(q *quotation) bool {
	return q.inner.First < q.inner.End && f.t.Tokens[q.inner.First].Shape != text.Lower && q.First > 0 &&
		(f.tags[q.First-1] == tComma || f.tags[q.First-1] == tColon || f.tags[q.First-1] == tStop)
}

// clauseLike reports whether a range holds a finite verb.
func (f *Finder) clauseLike(r text.Range) bool {
	for i := r.First; i < r.End; i++ {
		if f.tags[i] == tFin || f.tags[i] == tAux {
			return true
		}
		if f.in[i] != 0 {
			return true
		}
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

// follow gives a source to the quotations of p that nothing has been found for.
func (f *Finder) follow(b int, p text.Range) {
	for i := p.First; i < p.End; i++ {
		q := f.in[i]
		if q == 0 {
			continue
		}
		s := &f.found[q-1]
		i = max(i, s.End-1)
		if f.taken[q-1] != 0 || s.words < 3 || s.block != int32(b) {
			continue
		}
		a := Attribution{Content: s.Range, Voice: Quoted}
		switch {
		case s.First == p.First && f.trimEnd(p.End) <= s.End:
			// All of its sentence: who spoke last goes on.
			switch {
			case !f.last.ok:
				continue
			case f.last.block == b:
				a.Rule = DirectFollow
			case f.last.block == b-1 && p.First == f.t.Blocks[b].Tokens.First:
				a.Rule = DirectCarry
			default:
				continue
			}
			a.Source, a.Cue, a.Class = f.last.source, f.last.cue, f.last.class
			f.add(a, f.last.statement)
			f.take(s.Range, len(f.out)-1)
			f.last.block = b
			continue
		case s.First > p.First && f.in[s.First-1] == 0 && f.tags[s.First-1] == tColon:
			source, found := f.clauseSubject(s.First-1, p)
			if !found {
				if first := f.nounGroupBack(s.First-1, p); first < s.First-1 {
					source, found = text.Range{First: first, End: s.First - 1}, true
				}
			}
			if !found {
				continue
			}
			a.Source, a.Cue, a.Class, a.Rule = source, text.Range{First: s.First - 1, End: s.First}, Neutral, DirectColon
		case s.words >= 5 && s.First > p.First:
			source, found := text.Range{}, false
			if k := f.tags[s.inner.First]; k == tFin || k == tAux || f.words[s.inner.First].is&wVerb != 0 && f.tags[s.First-1] == tNoun {
				source, found = f.subject(s.First, p) // Putin “outlined approaches”
			}
			if !found {
				source, found = f.clauseSubject(s.First, p)
			}
			if !found {
				continue
			}
			a.Source, a.Rule = source, DirectSubject
		default:
			continue
		}
		statement := f.add(a, 0)
		f.take(s.Range, len(f.out)-1)
		f.last = speaker{source: a.Source, cue: a.Cue, class: a.Class, statement: statement, block: b, end: s.End, ok: true}
	}
}
