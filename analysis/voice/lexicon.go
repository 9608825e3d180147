package voice

import (
	_ "embed"
	"strings"

	"slant/analysis/text"
)

// cueList and wordList are data; their form is described at their head.
//
//go:embed cues.txt
var cueList string

//go:embed words.txt
var wordList string

// frames says what can be the content of a cue.
type frames uint64

const (
	fClause frames = 1 << iota
	fThat
	fWh
	fTo
	fIng
	fObj
	fComp
	fAddr
	fObjTo
	fQuote
	fAs
	fPassive
	fOf
	fOn
	fAbout
	fFor
	fAgainst
	fWith
	fPrepTo
	fIn
	fAt
	fInto
	fToward
	fOver
	fBy
	fZero
	fFull
)

var frameNames = map[string]frames{
	"clause": fClause | fZero | fThat | fWh | fQuote, "zero": fZero | fThat | fWh, "that": fThat | fWh, "wh": fWh, "whether": fWh, "to": fTo, "ing": fIng,
	"obj": fObj, "comp": fComp, "addr": fAddr, "objto": fObjTo, "quote": fQuote, "full": fFull, "as": fAs, "passive": fPassive,
	"of": fOf, "on": fOn, "about": fAbout, "for": fFor, "against": fAgainst, "with": fWith, "in": fIn, "at": fAt,
	"into": fInto, "toward": fToward, "towards": fToward, "over": fOver, "by": fBy,
	"@of": fOf, "@on": fOn, "@about": fAbout, "@for": fFor, "@against": fAgainst, "@with": fWith, "@to": fPrepTo, "@in": fIn, "@at": fAt,
	"@into": fInto, "@toward": fToward, "@over": fOver, "@by": fBy,
}

// prepositions gives the frame of a preposition.
func prepositionFrame(form string) frames {
	if form == "to" {
		return fPrepTo
	}
	switch f := frameNames["@"+form]; {
	case f != 0:
		return f
	case form == "towards":
		return fToward
	}
	return 0
}

// cue is what cues.txt says of a lemma in one part of speech.
type cue struct {
	frames frames
	class  Class
}

// feature is what words.txt and the forms of the verbs say of a word.
type feature uint64

const (
	wDeterminer feature = 1 << iota
	wPossessive
	wSubject
	wObject
	wPreposition
	wCoordinator
	wSubordinator
	wRelative
	wQuestion
	wModal
	wBe
	wHave
	wDo
	wAdverb
	wTime
	wPerson
	wAddressee
	wTitle
	vBase
	vS
	vPast
	vPart
	vIng
	wComma
	wStop
	wColon
	wSemicolon
	wDash
	wOpen
	wClose
	wMark // a mark of quotation
	wGenitive
	wThat
	wTo
	wAs
	wSays        // form of a verb that a clause can follow
	wTakesTo     // form of a verb that an infinitive follows
	wSaysOnly    // the same, and it takes no noun phrase
	wListed      // a verb of the lists, not one told by its ending
	wSource      // according, per, poll
	wNoun        // a noun cue or its plural, or another noun that is also a verb
	wContraction // he's, they've
	wMany        // stands for several, or before them: people, many, two
)

const (
	wVerb = vBase | vS | vPast | vPart | vIng
	wAux  = wModal | wBe | wHave | wDo
)

// word is what is known of a type.
type word struct {
	is        feature
	prep      frames // of a preposition
	phrase    int16  // index into lexicon.phrases of the first that starts with it; 0 for none
	verb      int16  // indexes into lexicon.cues; 0 for none
	noun      int16
	adjective int16
	mark      mark
}

// lexicon is cues.txt and words.txt, read.
type lexicon struct {
	cues                    []cue
	features                map[string]feature
	verbs, nouns, adjective map[string]int16
	phrases                 []phrase
	phraseOf                map[string]int16 // first phrase of a form, plus one
}

// phrase is a cue of several words: "point out", "make it clear".
type phrase struct {
	rest []string // the words after the verb
	cue  int16
	next int16 // the next phrase that starts with the same form, plus one
}

func readLexicon() *lexicon {
	l := &lexicon{
		cues:     make([]cue, 1, 1024),
		features: make(map[string]feature),
		verbs:    make(map[string]int16), nouns: make(map[string]int16), adjective: make(map[string]int16), phraseOf: make(map[string]int16),
	}
	l.readWords(wordList)
	l.readCues(cueList)
	return l
}

var headings = map[string]feature{
	"determiner:": wDeterminer, "possessive:": wPossessive, "subject:": wSubject, "object:": wObject, "preposition:": wPreposition,
	"coordinator:": wCoordinator, "subordinator:": wSubordinator, "relative:": wRelative, "question:": wQuestion, "modal:": wModal,
	"be:": wBe, "have:": wHave, "do:": wDo, "adverb:": wAdverb, "notadverb:": 0, "time:": wTime, "person:": wPerson,
	"addressee:": wAddressee, "title:": wTitle, "verb:": wVerb, "contraction:": wSubject | wContraction, "many:": wMany, "noun:": wNoun,
}

func (l *lexicon) readWords(list string) {
	heading := ""
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if _, ok := headings[line]; ok {
			heading = line
			continue
		}
		for w := range strings.FieldsSeq(line) {
			if heading == "verb:" {
				for _, f := range inflect(w) {
					l.features[f.word] |= f.is
				}
				continue
			}
			l.features[w] |= headings[heading]
		}
	}
}

func (l *lexicon) readCues(list string) {
	part, class := "verb", NoClass
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if heading, ok := strings.CutPrefix(line, "== "); ok {
			fields := strings.Fields(heading)
			part = "verb"
			if len(fields) == 2 {
				part = fields[0]
			}
			class, _ = classOf(fields[len(fields)-1])
			continue
		}
		lemma, list, _ := strings.Cut(line, ":")
		lemma = strings.TrimSpace(lemma)
		c := cue{class: class}
		for name := range strings.FieldsSeq(list) {
			c.frames |= frameNames[name]
			if part != "verb" && name == "to" {
				c.frames |= fPrepTo
			}
		}
		if head, rest, ok := strings.Cut(lemma, "_"); ok {
			l.cues = append(l.cues, c)
			for _, f := range inflect(head) {
				l.features[f.word] |= f.is
				l.phrases = append(l.phrases, phrase{strings.Split(rest, "_"), int16(len(l.cues) - 1), l.phraseOf[f.word]})
				l.phraseOf[f.word] = int16(len(l.phrases))
			}
			continue
		}
		switch part {
		case "verb":
			forms := inflect(lemma)
			i := l.add(l.verbs[forms[0].word], c)
			for _, f := range forms {
				l.features[f.word] |= f.is
				if c.frames&fThat != 0 {
					l.features[f.word] |= wSays
				}
				if c.frames&fTo != 0 {
					l.features[f.word] |= wTakesTo
				}
				if c.frames&(fClause|fObj) == fClause {
					l.features[f.word] |= wSaysOnly
				}
				if l.verbs[f.word] == 0 {
					l.verbs[f.word] = i
				}
			}
		case "noun":
			i := l.add(l.nouns[lemma], c)
			for _, w := range []string{lemma, pluralOf(lemma)} {
				l.features[w] |= wNoun
				l.nouns[w] = i
			}
		case "adjective":
			l.adjective[lemma] = l.add(l.adjective[lemma], c)
		}
	}
}

// add files a cue, or joins it with what is known of its lemma.
func (l *lexicon) add(at int16, c cue) int16 {
	if at > 0 {
		l.cues[at].frames |= c.frames
		return at
	}
	l.cues = append(l.cues, c)
	return int16(len(l.cues) - 1)
}

// of gives what is known of a normalised form.
func (l *lexicon) of(form string) word {
	w := word{is: l.features[form], verb: l.verbs[form], noun: l.nouns[form], adjective: l.adjective[form], phrase: l.phraseOf[form], mark: markOf(form)}
	switch form {
	case ",":
		w.is |= wComma
	case ".", "?", "!", "…":
		w.is |= wStop
	case ":":
		w.is |= wColon
	case ";":
		w.is |= wSemicolon
	case "—", "–", "-", "―", "--":
		w.is |= wDash
	case "(", "[", "{":
		w.is |= wOpen
	case ")", "]", "}":
		w.is |= wClose
	case "that":
		w.is |= wThat
	case "to":
		w.is |= wTo
	case "as":
		w.is |= wAs
	case "according", "words", "per", "poll", "polls", "survey", "surveys", "reportedly", "allegedly", "purportedly":
		w.is |= wSource
	}
	if w.mark != noMark {
		w.is |= wMark
	}
	if w.is&wPreposition != 0 {
		w.prep = prepositionFrame(form)
	}
	if strings.HasSuffix(form, "'s") {
		w.is |= wGenitive
	}
	if w.is != 0 || w.verb|w.noun|w.adjective != 0 {
		return w
	}
	_, known := l.features[form]
	switch {
	case known:
	case len(form) > 4 && strings.HasSuffix(form, "ly"):
		w.is |= wAdverb
	case len(form) > 4 && strings.HasSuffix(form, "ed") && form[len(form)-3] != 'e':
		w.is |= vPast | vPart
	case len(form) > 5 && strings.HasSuffix(form, "ing"):
		w.is |= vIng
	case strings.HasSuffix(form, "n't"):
		w.is |= wModal
	}
	return w
}

// inflected is a form of a verb.
type inflected struct {
	word string
	is   feature
}

// inflect gives the forms of a verb written "lemma", "lemma+" or
// "lemma/past/participle".
func inflect(entry string) []inflected {
	parts := strings.Split(entry, "/")
	base, double := strings.CutSuffix(parts[0], "+")
	stem := base
	if double {
		stem += base[len(base)-1:]
	}
	past := regularPast(base, stem, double)
	part := past
	if len(parts) > 1 {
		past, part = parts[1], parts[1]
	}
	if len(parts) > 2 {
		part = parts[2]
	}
	ing := stem + "ing"
	switch {
	case strings.HasSuffix(base, "ie"):
		ing = base[:len(base)-2] + "ying"
	case strings.HasSuffix(base, "e") && !strings.HasSuffix(base, "ee") && !strings.HasSuffix(base, "ye") && base != "be":
		ing = base[:len(base)-1] + "ing"
	case !double && doubles(base) && len(parts) > 1:
		ing = base + base[len(base)-1:] + "ing"
	}
	return []inflected{{base, vBase | wListed}, {third(base), vS | wListed}, {past, vPast | wListed}, {part, vPart | wListed}, {ing, vIng | wListed}}
}

// doubles reports whether a verb ends in one vowel and one consonant.
func doubles(base string) bool {
	n := len(base)
	vowel := func(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
	return n >= 3 && !vowel(base[n-1]) && vowel(base[n-2]) && (!vowel(base[n-3]) || base[n-3] == 'u' && n > 3 && base[n-4] == 'q') &&
		strings.IndexByte("wxy", base[n-1]) < 0
}

func regularPast(base, stem string, double bool) string {
	n := len(base)
	switch {
	case double:
		return stem + "ed"
	case strings.HasSuffix(base, "e"):
		return base + "d"
	case n > 1 && base[n-1] == 'y' && strings.IndexByte("aeiou", base[n-2]) < 0:
		return base[:n-1] + "ied"
	}
	return base + "ed"
}

func third(base string) string {
	n := len(base)
	switch {
	case n > 1 && base[n-1] == 'y' && strings.IndexByte("aeiou", base[n-2]) < 0:
		return base[:n-1] + "ies"
	case strings.HasSuffix(base, "s"), strings.HasSuffix(base, "x"), strings.HasSuffix(base, "z"),
		strings.HasSuffix(base, "ch"), strings.HasSuffix(base, "sh"), strings.HasSuffix(base, "o"):
		return base + "es"
	}
	return base + "s"
}

func pluralOf(noun string) string {
	if strings.HasSuffix(noun, "sis") {
		return noun[:len(noun)-2] + "es"
	}
	return third(noun)
}

// newWords gives the table of what is known of the types of v.
func newWords(l *lexicon, v *text.Vocabulary) *text.Few[word] {
	return text.NewFew(v, l.of)
}
