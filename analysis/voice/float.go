package voice

import "slant/analysis/text"

// floating is a cue that stands after its content or inside it, with its
// source: "…, he said", "…, said Peskov, …".
type floating struct {
	source text.Range
	head   int // first token of source and cue
	tail   int // token after them, and after whom it is said to, when and where
	rule   Rule
}

// float finds the content of a cue that stands after it or inside it.
func (f *Finder) float(b int, p text.Range, from int, c *candidate, prior *speaker) (end int, ok bool) {
	if c.form == preposition {
		return f.according(b, p, from, c, prior)
	}
	if c.form != finite || c.passive {
		return 0, false
	}
	w, ok := f.upright(p, c)
	if !ok || !f.speech(w.head-1, p) {
		// Not “…,” X, who is Y, told Z; perhaps “…,” said X.
		if v, found := f.inverted(p, c); found {
			w, ok = v, true
		}
	}
	if !ok {
		return 0, false
	}
	if w.rule != FloatInverted {
		if as := w.head - 1; f.in[as] == 0 && f.words[as].is&wAs != 0 {
			return f.asSaid(b, p, from, c, w.source, prior)
		}
		if !f.after(w.head-1, p) {
			return 0, false
		}
		if f.speech(w.head-1, p) {
			// Right after a quotation, what follows the cue does not matter.
			w.rule = DirectAfter
		} else if !f.ends(w.tail, p) || w.tail < p.End && f.in[w.tail] == 0 && f.tags[w.tail] == tColon {
			return 0, false
		}
	}
	if c.cue.frames&(fClause|fQuote) == 0 {
		// Any verb can go with a quotation that ends in a comma.
		if i := w.head - 1; !f.speech(i, p) || w.rule == FloatInverted || c.cue.frames&fThat == 0 && (!f.commaInside(i) || f.found[f.in[i]-1].First > from) {
			return 0, false
		}
	}
	left, quoted := f.before(p, from, w.head)
	if left.Empty() {
		return 0, false
	}
	part := f.adverbial(left)
	clause := f.clauseLike(left) && !part
	if !quoted {
		goesOn := w.tail+1 < p.End && f.in[w.tail] == 0 && f.tags[w.tail] == tComma
		switch {
		case w.rule == FloatInverted && !f.finiteAfter(left.First, left) && !(f.words[c.at].is&wSaysOnly != 0 && clause) &&
			!(goesOn && f.in[w.tail+1] == 0 && (f.tags[w.tail+1] == tAux || f.tags[w.tail+1] == tFin)):
			return 0, false
		case part && !(goesOn && f.in[w.tail+1] == 0):
			return 0, false // "In the book, he wrote, “…”"
		case !clause && w.tail < p.End && f.in[w.tail] == 0 && f.tags[w.tail] != tComma && f.tags[w.tail] != tDash:
			return 0, false
		}
	}
	a := Attribution{Content: left, Source: w.source, Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: w.rule}
	if quoted {
		a.Voice, a.Rule = Quoted, DirectAfter
		if w.rule == FloatInverted {
			a.Rule = DirectInverted
		}
	}
	statement := f.add(a, 0)
	f.take(left, len(f.out)-1)
	end = w.tail
	if r, rule := f.otherHalf(p, c, w, quoted, clause); !r.Empty() {
		a.Content, a.Rule = r, rule
		f.add(a, statement)
		f.take(r, len(f.out)-1)
		end = r.End
	}
	f.spoke(b, end, w.source, c, statement, prior)
	return end, true
}

// inverted reads a cue with its source behind it: "…," said Peskov.
func (f *Finder) inverted(p text.Range, c *candidate) (w floating, ok bool) {
	at := c.group.End
	if c.group.First == p.First || !f.after(c.group.First-1, p) || at >= p.End || f.in[at] != 0 || f.compound(c) || c.cue.frames&fComp != 0 {
		return w, false
	}
	switch f.tags[at] {
	case tNoun, tDet, tPoss, tSubj:
	default:
		return w, false
	}
	n := f.sourceAfter(at, p)
	if n == at {
		return w, false
	}
	if m := f.tail(n, p, c); !f.ends(m, p) {
		switch f.tags[m] {
		case tPart, tIng, tRel, tSub, tOpen, tCoord:
		default:
			return w, false
		}
	}
	return floating{text.Range{First: at, End: n}, c.group.First, n, FloatInverted}, true
}

// upright reads a cue with its source in front of it: "…," Peskov said.
func (f *Finder) upright(p text.Range, c *candidate) (w floating, ok bool) {
	s, found := f.subject(c.group.First, p)
	if !found || s.First == p.First || f.tags[s.First] == tRel {
		return w, false
	}
	head := s.First
	for head-1 > p.First && f.tags[head-1] == tAdv && f.in[head-1] == 0 {
		head--
	}
	return floating{s, head, f.tail(c.group.End, p, c), FloatAfter}, true
}

// before gives the content in front of a floating cue: a quotation, or all
// that is in reach.
func (f *Finder) before(p text.Range, from, head int) (left text.Range, quoted bool) {
	left = text.Range{First: f.reach(from, head), End: head}
	if left.First < left.End && f.in[left.First] == 0 && f.tags[left.First] == tOpen && f.outside(left) {
		left.First++
	}
	for left.First < left.End && f.in[left.First] == 0 {
		switch f.tags[left.First] {
		case tComma, tStop, tSemi, tDash:
			left.First++
			continue
		}
		break
	}
	left.End = f.trimEnd(left.End)
	if left.Empty() {
		return left, false
	}
	if d := f.lastDash(left); d > 0 && !f.clauseLike(text.Range{First: d + 1, End: left.End}) {
		left.First = d + 1 // - a provision, he said, that …
	}
	if q := f.in[left.End-1]; q != 0 && f.found[q-1].End == left.End {
		s := &f.found[q-1]
		whole := f.in[left.First] == q && s.First == left.First
		if whole || (s.words >= 8 || f.tags[s.inner.End-1] == tComma && s.words >= 3) && f.startsClause(s) {
			left.First = s.First
			return left, true
		}
	}
	return left, false
}

// lastDash gives the place of the last dash of a range, or 0 where its dashes
// come in pairs.
func (f *Finder) lastDash(r text.Range) int {
	last, n := 0, 0
	for i := r.First; i < r.End-1; i++ {
		if f.in[i] == 0 && f.tags[i] == tDash && f.tags[i+1] != tDash {
			last, n = i, n+1
		}
	}
	if n%2 == 0 {
		return 0
	}
	return last
}

// otherHalf gives what follows a floating cue and belongs to what is said:
// the other half of a broken quotation, or of a clause that is no clause yet.
func (f *Finder) otherHalf(p text.Range, c *candidate, w floating, quoted, clause bool) (text.Range, Rule) {
	at := w.tail
	comma := false
	if at < p.End && f.in[at] == 0 && (f.tags[at] == tComma || f.tags[at] == tDash) {
		comma = f.tags[at] == tComma
		at++
	}
	if at >= p.End {
		return text.Range{}, NoRule
	}
	if q := f.in[at]; q != 0 {
		s := &f.found[q-1]
		switch {
		case s.First != at:
		case quoted:
			return s.Range, DirectBroken
		case s.words >= 5:
			return text.Range{First: at, End: f.clauseEnd(at, p, c)}, w.rule
		}
		return text.Range{}, NoRule
	}
	if !quoted && comma && !clause && f.tags[at] != tIng {
		return text.Range{First: at, End: f.clauseEnd(at, p, c)}, w.rule
	}
	return text.Range{}, NoRule
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

// adverbial reports whether a range only tells when or where: it starts with a
// preposition or a participle and holds no finite verb, or it is a clause such
// as "While he was speaking".
func (f *Finder) adverbial(r text.Range) bool {
	if f.subordinate(r.First) {
		for i := r.First; i < r.End; i++ {
			if f.tags[i] == tComma {
				return false
			}
		}
		return true
	}
	switch f.tags[r.First] {
	case tIng, tPart:
		// "Asked how it would change", "Saying so".
		for i := r.First; i < r.End; i++ {
			if f.in[i] == 0 && f.tags[i] == tComma {
				return false
			}
		}
		return true
	case tPrep, tAdv, tTo:
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

// subordinate reports whether token i starts a clause that is only a part of
// its sentence: "While", "If".
func (f *Finder) subordinate(i int) bool {
	return f.in[i] == 0 && (f.tags[i] == tSub || f.words[i].is&(wAs|wSubordinator) != 0 && f.tags[i] != tNoun || f.tags[i] == tWh && f.form(i) == "when")
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
	a := Attribution{Content: content, Source: source, Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: AsSaid}
	statement := f.add(a, 0)
	f.take(content, len(f.out)-1)
	if end == tail && !f.clauseLike(content) && tail+1 < p.End && f.in[tail] == 0 && f.tags[tail] == tComma && f.in[tail+1] == 0 && (f.tags[tail+1] == tFin || f.tags[tail+1] == tAux) {
		a.Content = text.Range{First: tail + 1, End: f.clauseEnd(tail+1, p, c)}
		f.add(a, statement)
		f.take(a.Content, len(f.out)-1)
		end = a.Content.End
	}
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
