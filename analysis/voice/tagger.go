package voice

import "slant/analysis/text"

// tag is the part a token plays, as far as the extent of clauses and of names
// depends on it.
type tag uint8

const (
	tNoun tag = iota // nouns, adjectives, names, numbers: what a noun group is made of
	tDet             // the, a, this, some
	tPoss            // his, Iran's
	tSubj            // he, they, it
	tObj             // him, them
	tPrep
	tTo    // before an infinitive
	tCoord // and, or, but
	tSub   // because, if, while
	tRel   // who, which, and "that" where it stands for one
	tThat  // before a clause
	tWh    // whether, how, what
	tAux   // a form of be, have, do, or a modal
	tFin   // a finite verb
	tBase  // an infinitive
	tPart  // a participle: was told, has told
	tIng   // saying
	tAdv
	tComma
	tStop
	tColon
	tSemi
	tDash
	tOpen
	tClose
	tMark
	tOther
)

// tagger gives every token of a text its tag.
type tagger struct {
	tags []tag
}

// run tags the tokens of r, which is a sentence, or several that a quotation
// holds together. words has what is known of every token.
func (g *tagger) run(t *text.Text, words []word, r text.Range) {
	title := titleCase(t, words, r)
	prev := tStop // of the last token that is no adverb or mark
	finite := false
	start := true
	sentence := t.SentenceAt(r.First)
	for i := r.First; i < r.End; i++ {
		if i >= t.Sentences[sentence].End {
			sentence++
		}
		tok, w := &t.Tokens[i], &words[i]
		if w.is&wStop != 0 && !last(t, words, i+1, t.Sentences[sentence].End) {
			g.tags[i] = tNoun // of an abbreviation
			continue
		}
		if tok.Shape == text.Lower {
			start = false
		}
		k := g.of(t, words, r, i, prev, finite, start, title)
		g.tags[i] = k
		switch k {
		case tAdv:
			if start && tok.Kind == text.Word {
				start = false
			}
			continue
		case tMark:
			continue
		case tFin:
			finite = w.is&wSays == 0 // what follows may be a clause of its own
		case tSubj:
			if w.is&wContraction != 0 {
				finite = true
			}
		case tAux:
			finite = true
		case tComma, tSub, tRel, tThat, tWh, tCoord, tSemi, tDash, tColon, tStop, tOpen, tClose:
			finite = false
		}
		start = k == tStop || k == tColon || start && (k == tOpen || k == tDash || k == tOther)
		prev = k
	}
}

// last reports whether nothing but marks stands in a sentence from token i on.
func last(t *text.Text, words []word, i, end int) bool {
	for ; i < end; i++ {
		if t.Tokens[i].Kind != text.Punct {
			return false
		}
	}
	return true
}

// noWord stands for the word after the last.
var noWord word

// titleCase reports whether the words of r are written in the manner of
// headlines, in which capitals do not tell names.
func titleCase(t *text.Text, words []word, r text.Range) bool {
	lower, upper := 0, 0
	for i := r.First; i < r.End && i < r.First+60; i++ {
		tok := &t.Tokens[i]
		if tok.Kind != text.Word || tok.Len() < 4 {
			continue
		}
		if tok.Shape == text.Lower {
			if words[i].is&(wPreposition|wCoordinator|wSubordinator) == 0 {
				if lower++; lower > 2 && upper < 9 {
					return false
				}
			}
		} else {
			upper++
		}
	}
	return upper >= 3 && lower*6 <= upper
}

// of decides one tag.
func (g *tagger) of(t *text.Text, words []word, r text.Range, i int, prev tag, finite, start, title bool) tag {
	tok, w := &t.Tokens[i], &words[i]
	if tok.Kind != text.Word {
		switch {
		case tok.Kind == text.Number:
			return tNoun
		case w.is&wMark != 0:
			return tMark
		case w.is&wComma != 0:
			return tComma
		case w.is&wStop != 0:
			return tStop
		case w.is&wDash != 0:
			if hyphen(t, i) {
				return tNoun
			}
			return tDash
		case w.is&wColon != 0:
			return tColon
		case w.is&wSemicolon != 0:
			return tSemi
		case w.is&wOpen != 0:
			return tOpen
		case w.is&wClose != 0:
			return tClose
		case tok.Kind == text.Symbol, t.Body[tok.Start] == '&', t.Body[tok.Start] == '/', t.Body[tok.Start] == '%', t.Body[tok.Start] == '#', t.Body[tok.Start] == '@':
			return tNoun
		}
		return tOther
	}
	is := w.is
	if is == 0 {
		return tNoun
	}
	next := &noWord
	n := i + 1
	for n < r.End && words[n].is&wMark != 0 {
		n++
	}
	if n < r.End {
		next = &words[n]
	}
	if is&(wVerb|wAdverb|wPreposition|wCoordinator|wDeterminer) != 0 && (i > r.First && hyphen(t, i-1) || i+1 < r.End && hyphen(t, i+1) && is&wAux == 0) {
		return tNoun // defense-related, in-state
	}
	if tok.Shape == text.Upper && !title && is&(wSubject|wObject|wRelative|wQuestion|wModal|wBe) != 0 && tok.Len() > 1 {
		return tNoun // US, IT, WHO
	}
	capital := tok.Shape != text.Lower && !title && !start
	if is&wThat != 0 {
		switch {
		case prev == tPrep, prev == tDet:
			return tDet
		case next.is&(wVerb|wAux) != 0 && next.is&(wDeterminer|wPossessive) == 0 && (prev == tNoun || prev == tComma) && t.Tokens[n].Shape == text.Lower:
			return tRel
		case start:
			return tDet
		}
		return tThat
	}
	if is&wTo != 0 {
		if next.is&vBase != 0 && next.is&(wDeterminer|wPossessive) == 0 && n < r.End && (t.Tokens[n].Shape == text.Lower || title) ||
			next.is&(wBe|wHave|wDo) != 0 {
			return tTo
		}
		if i > r.First && words[i-1].is&wTakesTo != 0 && next.is == 0 && n < r.End && t.Tokens[n].Shape == text.Lower && t.Tokens[n].Kind == text.Word {
			return tTo // wants to cement
		}
		if next.is&wAdverb != 0 && n < r.End && (n > i+1 || n+1 < r.End && (words[n+1].is&vBase != 0 || words[n+1].is == 0 && t.Tokens[n+1].Shape == text.Lower && t.Tokens[n+1].Kind == text.Word)) {
			return tTo
		}
		return tPrep
	}
	if capital && is&(wSubject|wObject|wDeterminer|wPossessive) == 0 {
		if is&wGenitive != 0 {
			return tPoss
		}
		return tNoun
	}
	if is&wGenitive != 0 && is&wSubject == 0 {
		if next.is&(wVerb|wAux|wPreposition|wComma|wStop) != 0 && next.is&vBase == 0 && prev == tPrep {
			return tNoun
		}
		return tPoss
	}
	if is&wRelative != 0 && is&wQuestion != 0 {
		// who, which, where, whom, whose
		if prev == tNoun || prev == tComma || prev == tPrep || prev == tClose || prev == tPoss || prev == tDet || prev == tObj {
			return tRel
		}
		return tWh
	}
	if is&wQuestion != 0 {
		return tWh
	}
	if is&wRelative != 0 {
		return tRel
	}
	if is&(wSubject) != 0 {
		if is&wObject != 0 || is&wDeterminer != 0 {
			return tObj
		}
		form := t.Body[tok.Start:tok.End]
		if (form == "it" || form == "you") && (prev == tPrep || prev == tFin || prev == tBase || prev == tIng || prev == tPart) &&
			next.is&(wAux|vPast|vS) == 0 {
			return tObj
		}
		return tSubj
	}
	if is&wPossessive != 0 {
		if is&wObject != 0 && (n >= r.End || next.is&(wComma|wStop|wPreposition|wDeterminer|wTo|wThat|wAs|wPossessive|wCoordinator|wAux|wQuestion|wRelative) != 0) {
			return tObj
		}
		return tPoss
	}
	if is&wObject != 0 {
		return tObj
	}
	if is&wAux != 0 {
		if is&wModal != 0 && (prev == tDet || prev == tPoss) {
			return tNoun // the will
		}
		return tAux
	}
	if is&wVerb != 0 {
		if k, ok := g.verb(t, words, i, n, next, prev, finite, start, title); ok {
			return k
		}
	}
	switch {
	case is&wDeterminer != 0:
		if is&wAdverb != 0 && (prev == tAux || prev == tSubj) {
			return tAdv // have both argued, they all said
		}
		return tDet
	case is&wPreposition != 0 && prev == tDet && (next.is == 0 || next.is&wPerson != 0) && n < r.End && t.Tokens[n].Kind == text.Word:
		return tNoun // an inside source
	case is&wPreposition != 0 && prev == tAux && next.is&vPart != 0:
		return tAdv // has since said
	case is&wPreposition != 0 && is&wSubordinator != 0:
		if next.is&wSubject != 0 {
			return tSub
		}
		return tPrep
	case is&wPreposition != 0:
		return tPrep
	case is&wCoordinator != 0:
		return tCoord
	case is&wSubordinator != 0:
		return tSub
	case is&wAdverb != 0 && is&wTime == 0:
		if prev == tDet && next.is&(wVerb|wAux) == 0 || prev == tPoss {
			return tNoun // the next president, his second term
		}
		return tAdv
	}
	return tNoun
}

// hyphen reports whether token i is a hyphen inside a word.
func hyphen(t *text.Text, i int) bool {
	return t.Body[t.Tokens[i].Start] == '-' && !t.Tokens[i].Space && i > 0 && (t.Tokens[i-1].Kind != text.Punct || t.Body[t.Tokens[i-1].Start] == '.') &&
		i+1 < len(t.Tokens) && !t.Tokens[i+1].Space && t.Tokens[i+1].Kind != text.Punct
}

// verb decides whether a form of a verb is one here, or a noun or adjective.
func (g *tagger) verb(t *text.Text, words []word, i, n int, next *word, prev tag, finite, start, title bool) (tag, bool) {
	is := words[i].is
	after := func(k tag) bool { return prev == k }
	object := next.is&(wDeterminer|wPossessive|wObject|wSubject|wThat|wTo|wQuestion) != 0
	switch {
	case is&wPreposition != 0 && is&(vIng|vPast) != 0 && start:
		return tPrep, true
	case is&vIng != 0:
		if is&wNoun != 0 && (prev == tNoun || prev == tPrep && !object) {
			return tNoun, true
		}
		if after(tDet) || after(tPoss) && next.is&(wDeterminer|wPossessive|wThat) == 0 {
			return tNoun, true
		}
		if (after(tNoun) && !finite || start && t.Tokens[i].Shape == text.Title) && next.is&(wAux|vPast|vS) != 0 && next.is&(wPreposition|wDeterminer) == 0 && (is&wListed == 0 || !start) {
			return tNoun, true
		}
		return tIng, true
	case is&(vPast|vPart) != 0 && is&(vBase|vS) == 0:
		switch prev {
		case tAux:
			if is&vPart != 0 {
				return tPart, true
			}
			return tFin, true
		case tNoun:
			if i > 0 && t.Tokens[i-1].Kind == text.Number && next.is == 0 && n < len(t.Tokens) && t.Tokens[n].Kind == text.Word && t.Tokens[n].Shape == text.Lower {
				return tNoun, true // 1,237 pledged delegates
			}
		case tDet:
			if words[i].verb > 0 && i > 0 && words[i-1].is&wMany != 0 && (is&wSaysOnly != 0 || object || next.is&wMark != 0) {
				return tFin, true // several said
			}
			return tNoun, true
		case tPoss:
			return tNoun, true
		case tPrep:
			if is&vPast != 0 && is&vPart != 0 && words[i-1].is&wAs == 0 {
				return tNoun, true
			}
			return tPart, true
		case tSubj, tRel:
			return tFin, true
		case tTo:
			return tPart, true
		case tPart:
			return tPart, true // have been told
		}
		if is&vPast == 0 {
			return tPart, true
		}
		if start {
			return tPart, true // "Asked whether …"
		}
		if prev == tNoun && (finite && !object && is&wSaysOnly == 0 || is&vPart != 0 && is&wSaysOnly == 0 && g.reduced(t, words, n, next)) {
			return tPart, true // a statement released by
		}
		if prev == tComma && next.is&wPreposition != 0 && next.is&wTo == 0 && words[i].verb == 0 {
			return tPart, true
		}
		if next.prep&fBy != 0 && is&vPart != 0 {
			return tPart, true
		}
		if (prev == tComma || prev == tCoord) && next.is == 0 && n < len(t.Tokens) && t.Tokens[n].Shape == text.Lower && is&vPart != 0 && words[i].verb == 0 {
			return tNoun, true // , well-known author
		}
		return tFin, true
	}
	// A base or third person form, perhaps also a noun.
	switch prev {
	case tTo:
		if is&(vBase|vPart) != 0 {
			return tBase, true
		}
		return tNoun, true
	case tAux:
		if is&vBase != 0 {
			return tBase, true
		}
		if is&vPart != 0 {
			return tPart, true
		}
		return tNoun, true
	case tSubj:
		if is&(vBase|vS|vPast) != 0 {
			if is&vBase != 0 && finite && !object {
				return tBase, true
			}
			return tFin, true
		}
	case tRel:
		return tFin, true
	case tDet:
		if words[i].verb > 0 && i > 0 && words[i-1].is&wMany != 0 && is&vBase != 0 && (is&wSaysOnly != 0 && is&wNoun == 0 || object) {
			return tFin, true // one in five say
		}
		return tNoun, true
	case tPoss, tPrep:
		return tNoun, true
	case tObj:
		return tBase, true
	case tNoun, tClose:
		if is&(wAdverb|wSubordinator|wDeterminer) != 0 && !object || is&wPreposition != 0 {
			return 0, false
		}
		if is&wSaysOnly != 0 && is&wNoun == 0 && !start {
			return tFin, true
		}
		if finite || start || next.is&(wAux|vPast) != 0 && next.is&vBase == 0 {
			return tNoun, true
		}
		if is&vPast != 0 && is&vBase != 0 && is&wDeterminer == 0 { // put, cut, cast
			if is&wSays != 0 && next.is&(wStop|wComma) != 0 && g.floats(words, i-1) {
				return tFin, true // “…,” the statement read.
			}
			if object || next.is&(wPreposition|wColon) != 0 || n > i+1 || next.is == 0 && is&wNoun == 0 {
				return tFin, true
			}
			return tNoun, true
		}
		if g.agrees(t, words, i, n, next, object) {
			return tFin, true
		}
		return tNoun, true
	case tCoord, tComma:
		if is&vPast != 0 && is&wDeterminer == 0 {
			return tFin, true
		}
		if is&(wPreposition|wAdverb|wSubordinator|wDeterminer) != 0 {
			return 0, false
		}
		named := prev == tComma && is&vS != 0 && words[i].verb > 0 && n < len(t.Tokens) && t.Tokens[n].Kind == text.Word && t.Tokens[n].Shape != text.Lower
		if object && (is&wNoun == 0 || next.is&wSubject != 0 || prev == tComma && is&vS != 0) || named || prev == tComma && is&vS != 0 && is&wListed != 0 && is&wNoun == 0 || words[i].verb > 0 && is&vS != 0 && is&wNoun == 0 || is&wSaysOnly != 0 && is&wNoun == 0 {
			if is&vBase != 0 && prev == tCoord {
				return tBase, true
			}
			return tFin, true
		}
		return tNoun, true
	}
	if is&(wPreposition|wAdverb|wSubordinator|wDeterminer) != 0 {
		return 0, false
	}
	return tNoun, true
}

// agrees reports whether the verb at i, which could be a noun, can be the verb
// of the noun group before it: "officials say" and "the poll shows", but
// "battleground states" and "two reports".
func (g *tagger) agrees(t *text.Text, words []word, i, n int, next *word, object bool) bool {
	is := words[i].is
	head := i - 1
	for head > 0 && (g.tags[head] == tAdv || g.tags[head] == tMark) {
		head--
	}
	if g.tags[head] == tClose {
		for head > 0 && g.tags[head] != tOpen {
			head--
		}
		head--
	}
	if head < 0 || t.Tokens[head].Kind != text.Word {
		return false
	}
	h := &t.Tokens[head]
	name := h.Shape != text.Lower
	many := plural(t, words, head)
	if is&wSays != 0 && next.is&(wStop|wComma) != 0 && g.floats(words, head) && (is&vBase != 0) == many {
		return true // …, records show.
	}
	capital := n < len(t.Tokens) && t.Tokens[n].Shape != text.Lower && t.Tokens[n].Kind <= text.Number
	follows := object || capital || next.is&(wMark|vIng) != 0 // something that can be its object or clause
	if k := g.headNoun(words, head); k != head {
		// "the next series of emails", "files from the company"
		if is&vS != 0 && !plural(t, words, k) && follows || is&vBase != 0 && plural(t, words, k) && words[i].verb > 0 && (object || next.is&wMark != 0) {
			return true
		}
	}
	definite, several := false, words[head].is&wMany != 0
	for k := head; k >= 0; k-- {
		switch g.tags[k] {
		case tDet:
			definite = true
			several = several || words[k].is&wMany != 0
		case tPoss:
			definite = true
		case tNoun:
			several = several || words[k].is&wMany != 0 || k < head && t.Tokens[k].Kind == text.Number
			continue
		case tMark:
			continue
		}
		break
	}
	cue := words[i].verb > 0
	noun := is&wNoun != 0
	switch {
	case is&vS != 0:
		if many && !name || several {
			return false
		}
		if name || words[head].is&wPerson != 0 {
			return follows || !noun || name && next.prep&fAbout != 0 || next.is&(wAdverb|wAs) != 0 || cue && next.is == 0
		}
		return definite && (follows || !noun && (next.is == 0 || next.is&(wAdverb|wPreposition) != 0)) || !noun && next.is&(wThat|wSubject) != 0
	case is&vBase != 0:
		if !many && !several {
			return false
		}
		if noun {
			return follows || next.is == 0 && next.is&wStop == 0 && n < len(t.Tokens) && t.Tokens[n].Kind == text.Word
		}
		return follows || cue || next.is&(wAdverb|wAs|wPreposition) != 0 || next.is == 0 && n < len(t.Tokens) && t.Tokens[n].Kind == text.Word
	}
	return false
}

// reduced reports whether a past form before token n is a participle, since
// the verb of its sentence is still to come: "a document filed Thursday says".
func (g *tagger) reduced(t *text.Text, words []word, n int, next *word) bool {
	if next.is&(wPreposition|wTime) == 0 {
		return false
	}
	for k := n; k < len(words) && k < n+12; k++ {
		is := words[k].is
		switch {
		case is&(wComma|wStop|wColon|wSemicolon|wDash|wCoordinator|wRelative|wThat|wQuestion|wTo|wMark|wSubject) != 0,
			is&wSubordinator != 0 && is&wPreposition == 0:
			return false
		case is&wAux != 0 && k > n && t.Tokens[k].Shape == text.Lower:
			return true
		case words[k].verb > 0 && is&(vPast|vS) != 0 && is&(wNoun|wPreposition|wAdverb) == 0 && k > n && t.Tokens[k].Shape == text.Lower && words[k-1].is&(wDeterminer|wPreposition|wPossessive) == 0:
			return k+1 < len(words) && words[k+1].prep&fBy == 0
		}
	}
	return false
}

// floats reports whether the noun group that ends at i stands after a comma or
// a mark of quotation.
func (g *tagger) floats(words []word, i int) bool {
	for k := i; k > 0; k-- {
		switch g.tags[k] {
		case tNoun, tDet, tPoss, tPrep, tCoord:
			continue
		case tComma, tMark:
			return true
		}
		break
	}
	return false
}

// headNoun gives the head of the noun group that ends with the noun at i, if
// prepositions lead to it.
func (g *tagger) headNoun(words []word, i int) int {
	head := i
	for k := i; k > 0 && k > i-12; k-- {
		switch g.tags[k] {
		case tNoun, tDet, tPoss:
			continue
		case tPrep:
			if g.tags[k-1] == tNoun {
				head = k - 1
				continue
			}
		}
		break
	}
	return head
}

// plural reports whether a noun names several.
func plural(t *text.Text, words []word, i int) bool {
	tok := &t.Tokens[i]
	if words[i].is&wMany != 0 {
		return true
	}
	n := tok.Len()
	if n < 3 || t.Body[tok.End-1] != 's' {
		return false
	}
	switch t.Body[tok.End-2] {
	case 's', 'u', 'i':
		return false
	}
	return true
}
