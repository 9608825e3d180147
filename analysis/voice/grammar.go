package voice

import "slant/analysis/text"

// candidate is a word that may be a cue, with its verb group.
type candidate struct {
	at      int        // the word
	group   text.Range // with its auxiliaries and adverbs
	cue     cue
	form    form
	passive bool
	inner   place
}

// form is how a cue stands in its sentence.
type form uint8

const (
	finite form = iota
	participle
	infinitive
	noun
	adjective
	preposition
)

// chains are verbs that an infinitive continues into one group: "declined to
// say", "went on to say".
func (f *Finder) chain(i int) bool {
	switch f.form(i) {
	case "continue", "continues", "continued", "continuing", "begin", "begins", "began", "begun", "start", "starts", "started",
		"decline", "declines", "declined", "declining", "refuse", "refuses", "refused", "refusing", "on", "tried", "try", "tries", "trying",
		"failed", "fails", "used", "rushed", "hastened", "came", "moved", "had", "has", "have", "having", "appeared", "appears", "seemed", "seems", "needs", "need", "able", "going", "proceeded", "sought", "managed":
		return true
	}
	return false
}

// form gives the normalised form of a token. It is for the few tokens near a
// cue.
func (f *Finder) form(i int) string {
	return f.vocabulary.Form(f.t.Tokens[i].Type)
}

// verbGroup gives the group of the verb at v inside p: auxiliaries, adverbs
// and verbs that lead to it.
func (f *Finder) verbGroup(v int, p text.Range) (g int, k form, passive bool) {
	g, k = v, finite
	switch f.tags[v] {
	case tIng:
		k = participle
	case tBase:
		k = infinitive
	case tPart:
		k = participle
		passive = true
	}
	be := false
	for j := v - 1; j >= p.First && f.in[j] == 0; j-- {
		switch f.tags[j] {
		case tAdv:
			if f.t.Tokens[j].Kind == text.Word && f.t.Tokens[j].Shape != text.Lower {
				return
			}
			if f.words[j].is&wVerb == 0 {
				if k == finite && f.tags[v] == tFin {
					g = j
				}
				continue
			}
			return
		case tAux:
			w := f.words[j].is
			if w&wBe != 0 && !be {
				be = true
				if f.tags[v] == tPart {
					passive = true
				}
			}
			if w&wHave != 0 && f.tags[v] == tPart && !be {
				passive = false
			}
			if f.tags[v] == tIng && w&wBe == 0 {
				return
			}
			k, g = finite, j
			if form := f.form(j); form == "be" || form == "been" || form == "being" || form == "having" {
				k = participle // until a finite auxiliary comes
				if j > p.First && f.tags[j-1] != tAux && f.tags[j-1] != tAdv && f.tags[j-1] != tTo {
					return
				}
			}
			continue
		case tTo:
			if j > p.First && (f.chain(j-1) || f.tags[j-1] == tAdv && j-1 > p.First && f.chain(j-2)) {
				g = j - 1
				if f.form(g) == "on" {
					if g > p.First && f.form(g-1) == "went" {
						g--
					} else if g > p.First && f.words[g-1].is&wVerb == 0 {
						return
					}
				}
				switch f.tags[g] {
				case tFin:
					return g, finite, passive
				case tAux:
					j = g + 1
					k = finite
					continue
				}
				j = g
				k = finite
				continue
			}
			k, g = infinitive, j
			return
		case tFin:
			if j == v-1 && f.tags[v] == tBase {
				return
			}
			return
		}
		return
	}
	return
}

// boundary reports whether a tag ends the reach of a noun group backward.
func boundary(k tag) bool {
	switch k {
	case tStop, tColon, tSemi, tDash, tSub, tThat, tWh, tOpen, tTo, tBase:
		return true
	}
	return false
}

// subject gives the noun group before token g, the source of a verb whose
// group starts there.
func (f *Finder) subject(g int, p text.Range) (source text.Range, ok bool) {
	j := g - 1
	for j >= p.First && f.tags[j] == tAdv && f.in[j] == 0 {
		j--
	}
	if j < p.First || f.in[j] != 0 {
		return
	}
	end := j + 1
	switch f.tags[j] {
	case tSubj, tRel:
		return text.Range{First: j, End: j + 1}, true
	case tObj:
		if f.words[j].is&wSubject != 0 {
			return text.Range{First: j, End: j + 1}, true
		}
		return
	case tComma, tDash:
		return f.apposed(j, p)
	case tNoun, tClose, tPoss, tDet:
	default:
		return
	}
	first := f.nounGroupBack(end, p)
	if first >= end {
		return
	}
	return text.Range{First: first, End: end}, true
}

// nounGroupBack gives the first token of the noun group that ends before
// token end, with what qualifies it: "the president of the bank".
func (f *Finder) nounGroupBack(end int, p text.Range) int {
	first := end
	depth := 0
	k := end - 1
	for ; k >= p.First; k-- {
		if f.in[k] != 0 {
			break
		}
		switch f.tags[k] {
		case tClose:
			depth++
			continue
		case tOpen:
			if depth == 0 {
				k++
				goto done
			}
			depth--
			first = k
			continue
		}
		if depth > 0 {
			continue
		}
		switch f.tags[k] {
		case tNoun, tDet, tPoss:
			first = k
			continue
		case tPrep:
			if k == p.First || first == end {
				goto done
			}
			switch f.tags[k-1] {
			case tNoun, tClose:
				if f.words[k-1].is&wTime != 0 && f.form(k) != "of" || f.words[k].is&wSubordinator != 0 || f.words[k].is&wAs != 0 {
					goto done
				}
				continue
			case tDet:
				if f.form(k) == "of" {
					continue
				}
			}
			goto done
		case tCoord:
			if k > p.First && f.in[k-1] == 0 && f.form(k) == "and" {
				switch f.tags[k-1] {
				case tNoun, tClose:
					continue
				case tSubj:
					first = k - 1
				}
			}
			goto done
		case tComma:
			// A list: "Clinton, Sanders and O'Malley".
			goto done
		case tIng, tPart:
			if k > p.First && f.tags[k-1] == tNoun && k-1 > p.First {
				continue // people briefed on the situation
			}
			goto done
		}
		break
	}
done:
	for first < end && (f.tags[first] == tPrep || f.tags[first] == tCoord || f.tags[first] == tComma) {
		first++
	}
	return f.trimTime(first, end)
}

// trimTime drops what only tells the time or place before a noun group: "last
// week", "In Iowa on Tuesday".
func (f *Finder) trimTime(first, end int) int {
	for i := first; i+1 < end; i++ {
		if f.words[i].is&wTime == 0 || f.tags[i] != tNoun || f.words[i].is&wPerson != 0 {
			continue
		}
		switch f.tags[i+1] {
		case tDet:
			first = i + 1
		case tNoun:
			if f.t.Tokens[i+1].Shape != text.Lower && f.t.Tokens[i+1].Kind == text.Word && (i == first || f.tags[i-1] != tPrep || f.words[i-1].is&wTo == 0) && f.words[i].is&wGenitive == 0 {
				first = i + 1
			}
		}
	}
	return first
}

// apposed gives the noun group before the comma at j that closes an apposition
// or an aside: "Sergei Lavrov, the foreign minister, said".
func (f *Finder) apposed(j int, p text.Range) (source text.Range, ok bool) {
	for k := j - 1; k >= p.First && k > j-40; k-- {
		if f.in[k] != 0 {
			return
		}
		switch f.tags[k] {
		case tStop, tSemi, tColon:
			return
		case tComma:
			if k == p.First || k+1 >= j {
				return
			}
			switch f.tags[k-1] {
			case tNoun, tClose, tSubj:
			default:
				continue
			}
			first := k
			if f.tags[k-1] == tSubj {
				first = k - 1
			} else {
				first = f.nounGroupBack(k, p)
			}
			if first >= k {
				continue
			}
			// A name, or something definite, at the start of its clause.
			if first > p.First {
				switch f.tags[first-1] {
				case tStop, tComma, tSub, tThat, tCoord, tDash, tColon, tSemi, tMark, tAdv, tWh:
				default:
					continue
				}
				if f.tags[first-1] == tComma && f.tags[first] == tNoun && f.t.Tokens[first].Shape == text.Lower && f.words[first].is&wPerson == 0 {
					continue
				}
			}
			switch f.tags[k+1] {
			case tPrep, tIng, tPart, tAdv, tTo, tSub, tWh:
				return text.Range{First: first, End: k}, true // an aside
			case tNoun:
				if f.words[k+1].is&wTime != 0 {
					return text.Range{First: first, End: k}, true
				}
			}
			if f.tags[first] == tNoun && f.t.Tokens[first].Shape == text.Lower && f.words[k+1].is&wRelative == 0 && f.words[first].is&wPerson == 0 {
				continue
			}
			return text.Range{First: first, End: j}, true
		}
	}
	return
}

// clauseSubject gives the subject of the last finite verb before token i: who
// is meant by a participle or infinitive there.
func (f *Finder) clauseSubject(i int, p text.Range) (source text.Range, ok bool) {
	var relative text.Range
	for k := i - 1; k >= p.First; k-- {
		if q := f.in[k]; q != 0 {
			k = f.found[q-1].First
			continue
		}
		switch f.tags[k] {
		case tSemi:
			return relative, !relative.Empty()
		case tFin, tAux:
			if f.tags[k] == tAux && k > p.First && (f.tags[k-1] == tAux || f.tags[k-1] == tAdv && k-1 > p.First && f.tags[k-2] == tAux) {
				continue
			}
			g := k
			for g > p.First && f.in[g-1] == 0 && f.tags[g-1] == tAdv {
				g--
			}
			s, found := f.subject(g, p)
			if !found {
				continue
			}
			if f.tags[s.First] == tRel {
				if relative.Empty() {
					relative = s
				}
				continue
			}
			return s, true
		}
	}
	return relative, !relative.Empty()
}

// nounGroup gives the end of the noun group that starts at token i, with what
// qualifies it. Where loose is set, it may go on through "of", "to", "that".
func (f *Finder) nounGroup(i int, p text.Range, deep bool) int {
	start := i
	for i < p.End {
		if q := f.in[i]; q != 0 {
			s := &f.found[q-1]
			if s.words >= 8 && i > start {
				return i
			}
			i = s.End
			continue
		}
		switch f.tags[i] {
		case tNoun, tDet, tPoss:
			if i > start && f.tags[i] == tNoun && f.words[i].is&wTime != 0 && f.words[i].is&(wVerb|wModal) == 0 && f.t.Tokens[i].Shape != text.Lower && f.tags[i-1] != tPrep && f.tags[i-1] != tDet {
				return i
			}
			if f.tags[i] == tDet && i > start && f.tags[i-1] == tNoun {
				return i
			}
			i++
			continue
		case tSubj, tObj:
			if i == start {
				return i + 1
			}
			return i
		case tAdv:
			if i+1 < p.End && (f.tags[i+1] == tNoun || f.tags[i+1] == tPart) && f.words[i].is&wTime == 0 {
				i++
				continue
			}
			return i
		case tOpen:
			for k := i + 1; k < p.End && k < i+12; k++ {
				if f.tags[k] == tClose {
					i = k
					break
				}
			}
			if f.tags[i] == tClose {
				i++
				continue
			}
			return i
		case tCoord:
			if i+1 < p.End && i > start {
				switch f.tags[i+1] {
				case tNoun, tDet, tPoss:
					if f.words[i].is&wCoordinator != 0 && f.form(i) != "but" {
						i++
						continue
					}
				}
			}
			return i
		case tPrep:
			if i == start || i+1 >= p.End || f.in[i+1] == 0 && (f.tags[i+1] == tAux || f.tags[i+1] == tIng && f.words[i+1].is&vIng != 0 && f.words[i+1].is&wNoun == 0) {
				return i
			}
			if !deep && f.form(i) != "of" {
				return i
			}
			if f.tags[i-1] != tNoun && f.tags[i-1] != tClose && f.tags[i-1] != tDet && f.tags[i-1] != tMark && f.tags[i-1] != tObj {
				return i
			}
			if f.when(i, p) {
				return i
			}
			if w := f.form(i); w == "as" || w == "after" || w == "before" || w == "during" || w == "by" || w == "until" || w == "since" || w == "than" || w == "without" || w == "despite" {
				return i
			}
			i++
			continue
		case tIng:
			if i == start || f.tags[i-1] == tPrep {
				i++
				continue
			}
			return i
		}
		return i
	}
	return i
}

// when reports whether the preposition at i leads to a time or an occasion.
func (f *Finder) when(i int, p text.Range) bool {
	for k := i + 1; k < p.End && k < i+4; k++ {
		if f.words[k].is&wTime != 0 && f.words[k].is&wModal == 0 {
			return true
		}
		switch f.form(k) {
		case "interview", "statement", "speech", "tweet", "email", "letter", "twitter", "facebook", "conference", "briefing", "remarks", "appearance", "op-ed", "memo", "debate", "rally", "report", "note", "call":
			return f.form(i) == "in" || f.form(i) == "on" || f.form(i) == "at" || f.form(i) == "during" || f.form(i) == "via"
		}
		if f.tags[k] == tPrep || f.tags[k] == tComma {
			break
		}
	}
	return false
}

// finiteBefore reports whether a finite verb stands in the clause before token
// i.
func (f *Finder) finiteBefore(i int, p text.Range) bool {
	for k := i - 1; k >= p.First && f.in[k] == 0; k-- {
		switch f.tags[k] {
		case tFin, tAux, tIng:
			return true
		case tComma, tSemi, tSub, tThat, tColon, tCoord:
			return false
		}
	}
	return false
}

// clauseEnd gives where the clause that starts at token i and belongs to a cue
// ends: before the stop of its sentence, or before what the writer adds.
func (f *Finder) clauseEnd(i int, p text.Range, c *candidate) int {
	depth := 0
	start := i
	if i >= p.End {
		return p.End
	}
	bare := f.tags[i] == tBase || f.tags[i] == tTo || i > p.First && f.tags[i-1] == tTo || f.tags[i] == tIng // an infinitive or participle, without a subject
	inner := 0                                                                                               // finite verbs that belong to clauses inside
	restrictive := c.inner == inRestrictive
	seen := bare // the finite verb of the clause
	for ; i < p.End; i++ {
		if q := f.in[i]; q != 0 {
			i = f.found[q-1].End - 1
			continue
		}
		switch f.tags[i] {
		case tOpen:
			depth++
		case tClose:
			if depth == 0 {
				return i
			}
			depth--
		}
		if depth > 0 {
			continue
		}
		switch f.tags[i] {
		case tSemi:
			return i
		case tSubj, tRel, tThat, tWh, tSub:
			inner++
		case tFin, tAux:
			if restrictive {
				// "Those who said it fell split evenly": the second verb is theirs.
				if seen && i > start+1 && (f.tags[i-1] == tNoun || f.tags[i-1] == tAdv || f.tags[i-1] == tPart) && inner == 0 {
					return i
				}
				if inner > 0 {
					inner--
				}
				seen = true
				for i+1 < p.End && f.in[i+1] == 0 && (f.tags[i+1] == tAux || f.tags[i+1] == tAdv || f.tags[i+1] == tPart || f.tags[i+1] == tBase) {
					i++
				}
				continue
			}
			if !bare || i == start {
				continue
			}
			if f.tags[i] == tAux && (f.tags[i-1] == tAux || f.tags[i-1] == tAdv && i > start+1 && f.tags[i-2] == tAux || f.tags[i-1] == tTo) {
				continue // have been
			}
			if inner > 0 {
				inner--
				continue
			}
			if c.form == noun && i > start+1 {
				// "his plan to fight is known": what follows is not of it.
				for i > start && f.tags[i-1] == tAdv {
					i--
				}
				return f.trimEnd(i)
			}
		case tComma:
			if i+1 >= p.End || i == start {
				continue
			}
			n := i + 1
			if f.tags[n] == tCoord {
				n++
			}
			for n < p.End && f.tags[n] == tAdv {
				n++
			}
			if n >= p.End || f.in[n] != 0 {
				continue
			}
			if c.inner != noClause && f.resumes(i, n, p, c) {
				return i
			}
			if f.tags[n] == tIng && f.words[n].verb > 0 && f.lexicon.cues[f.words[n].verb].frames&(fThat|fClause|fComp|fObj) != 0 && c.form != participle {
				return i
			}
			if w := f.form(n); w == "according" || w == "compared" {
				return i
			}
			if f.tags[n-1] == tCoord && f.tags[n] == tFin && f.words[n].verb > 0 && f.sameTense(n, c) {
				return i
			}
		case tCoord:
			n := i + 1
			for n < p.End && f.tags[n] == tAdv {
				n++
			}
			if n < p.End && f.in[n] == 0 && f.words[n].verb > 0 && (f.tags[n] == tFin && f.sameTense(n, c) || f.tags[n] == tIng && c.form == participle) {
				return i
			}
		}
	}
	return f.trimEnd(p.End)
}

// resumes reports whether after the comma at i, and conjunctions and adverbs
// up to n, the sentence goes on in which the clause of the cue is only a part:
// "While he says so, they …", "The man, who says so, has …".
func (f *Finder) resumes(i, n int, p text.Range, c *candidate) bool {
	switch c.inner {
	case inRelative:
		return (f.tags[n] == tFin || f.tags[n] == tAux) && f.tags[i+1] != tCoord
	case inFront:
		if f.tags[i+1] == tCoord {
			return false
		}
		switch f.tags[n] {
		case tSubj:
			return true
		case tNoun, tDet, tPoss, tIng:
			return f.finiteAfter(n, p)
		case tPrep:
			return n+1 < p.End && f.finiteAfter(n+1, p)
		}
	}
	return false
}

// place tells in what part of its sentence a cue stands.
type place uint8

const (
	noClause      place = iota // the main clause
	inFront                    // a clause in front: "While he says so, …"
	inRelative                 // "The man, who says so, …"
	inRestrictive              // "Those who say so …"
)

// placeOf tells where the cue of a verb group that starts at g stands.
func (f *Finder) placeOf(g int, p text.Range, source text.Range) place {
	if !source.Empty() && f.tags[source.First] == tRel && source.First > p.First {
		if f.in[source.First-1] != 0 || f.tags[source.First-1] != tNoun && f.tags[source.First-1] != tDet {
			return inRelative
		}
		if !f.finiteBefore(source.First, p) {
			return inRestrictive // the subject of its sentence
		}
	}
	for k := g - 1; k >= p.First; k-- {
		if f.in[k] != 0 || f.tags[k] == tSemi || f.tags[k] == tColon || f.tags[k] == tDash {
			return noClause
		}
		if f.tags[k] == tComma && !(k+1 < g && f.tags[k+1] != tSub && f.words[k+1].is&wAs == 0 && k > source.First) {
			return noClause
		}
		first := k == p.First || k == p.First+1 && f.tags[p.First] == tCoord || f.tags[k-1] == tComma
		if first {
			if f.tags[k] == tSub || f.words[k].is&(wSubordinator|wAs) != 0 && f.tags[k] != tNoun || f.tags[k] == tWh && f.form(k) == "when" {
				return inFront
			}
		}
	}
	return noClause
}

// sameTense reports whether the finite verb at n could go on after the cue.
func (f *Finder) sameTense(n int, c *candidate) bool {
	a, b := f.words[n].is, f.words[c.at].is
	return a&b&vPast != 0 || a&b&vS != 0
}

// trimEnd gives the end of what stands before token end without stops.
func (f *Finder) trimEnd(end int) int {
	for end > 0 && f.in[end-1] == 0 {
		switch f.tags[end-1] {
		case tStop, tComma, tColon, tSemi, tDash:
			end--
			continue
		}
		break
	}
	return end
}

// finiteAfter reports whether a finite verb that can be the verb of the noun
// group at i follows: what starts at i is a clause.
func (f *Finder) finiteAfter(i int, p text.Range) bool {
	need := 1
	for k := i; k < p.End && k < i+60; k++ {
		if q := f.in[k]; q != 0 {
			s := &f.found[q-1]
			if f.tags[s.inner.First] == tFin || f.tags[s.inner.First] == tAux || f.tags[s.inner.First] == tAdv && s.words > 1 {
				return true // Clinton “drew quite well”
			}
			k = s.End - 1
			continue
		}
		switch f.tags[k] {
		case tFin, tAux:
			if f.tags[k] == tAux && k > i && f.tags[k-1] == tTo {
				continue
			}
			if need--; need == 0 {
				return true
			}
			for k+1 < p.End && (f.tags[k+1] == tAux || f.tags[k+1] == tAdv || f.tags[k+1] == tPart) {
				k++
			}
		case tRel:
			need++
		case tThat:
			if k > i {
				need++
			}
		case tSubj:
			if f.words[k].is&wContraction != 0 {
				if need--; need == 0 {
					return true
				}
				continue
			}
			if k > i && f.tags[k-1] == tNoun {
				need++ // the man he saw
			}
		case tStop, tSemi, tColon:
			return false
		case tSub, tWh:
			if k > i {
				return false
			}
			need++
		case tComma:
			if k+1 >= p.End {
				return false
			}
			switch f.tags[k+1] {
			case tCoord, tSubj, tSub, tIng, tAdv, tWh, tTo:
				if need == 1 {
					return false
				}
			}
		}
	}
	return false
}
