package voice

import "slant/analysis/text"

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
			if f.tags[f.found[q-1].inner.End-1] == tComma && i > start && depth == 0 && f.writes(i+1, p, c) {
				return i + 1 // “…,” adding
			}
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
			if n < p.End && f.in[n] != 0 && c.inner == inFront && f.tags[i+1] != tCoord && f.found[f.in[n]-1].words >= 2 {
				return i
			}
			if n >= p.End || f.in[n] != 0 {
				continue
			}
			if c.inner != noClause && f.resumes(i, n, p, c) {
				return i
			}
			if f.writes(i+1, p, c) {
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

// writes reports whether what follows a comma at token i is the writer's: the
// next cue of the same source, or another source.
func (f *Finder) writes(i int, p text.Range, c *candidate) bool {
	n := i
	if n < p.End && f.tags[n] == tCoord {
		n++
	}
	for n < p.End && f.tags[n] == tAdv {
		n++
	}
	if n >= p.End || f.in[n] != 0 {
		return false
	}
	switch w := &f.words[n]; {
	case f.tags[n] == tIng && w.verb > 0:
		return f.lexicon.cues[w.verb].frames&(fThat|fComp|fObj) != 0 && c.form != participle
	case n > i && f.tags[n-1] == tCoord && f.tags[n] == tFin && w.verb > 0:
		return f.sameTense(n, c)
	}
	w := f.form(n)
	return w == "according" || w == "compared"
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
func (f *Finder) placeOf(g int, p text.Range, form form, source text.Range) place {
	if !source.Empty() && f.tags[source.First] == tRel && source.First > p.First {
		if f.in[source.First-1] != 0 || f.tags[source.First-1] != tNoun && f.tags[source.First-1] != tDet {
			return inRelative
		}
		if !f.finiteBefore(source.First, p) {
			return inRestrictive // the subject of its sentence
		}
	}
	if form != finite && !f.clauseLike(text.Range{First: p.First, End: g}) {
		return inFront // "By saying so, he …"
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
