package coref

import (
	_ "embed"
	"strings"

	"slant/analysis/actor"
	"slant/analysis/text"
	"slant/lexicons"
)

// wordList and nameList are data; their form is described at their heads.
//
//go:embed words.txt
var wordList string

//go:embed names.txt
var nameList string

// class is what is known of a word.
type class uint32

const (
	pronoun     class = 1 << iota
	possessive        // "his"
	definite          // "the"
	indefinite        // "a", "an"
	head              // can be the last word of a description of an actor
	personNoun        // another noun for one person
	title             // may come before a name of a person
	given             // a first name
	thing             // of names that are no person's
	grammar           // no name and no noun
	ending            // of a form that is hardly a noun: "elected", "quickly"
	opener            // begins a clause before the main clause
	predicate         // before a noun that tells what somebody is
	modifier          // makes another office of the noun after it
	genitive          // ends in 's
	time              // a day or month
	belonging         // after a name: what is the person's
	preposition       // may begin what belongs to the noun before it
	group             // a head that says what an actor is, so that it needs no use before
)

// gender is a set: a name that nobody knows can be either.
type gender uint8

const (
	male gender = 1 << iota
	female
	either = male | female
)

// kinds is a set of what a description can describe.
type kinds uint8

const (
	aPerson kinds = 1 << iota
	aState
	aGovernment
	aBody
	aGroup // besides aBody: armed groups, movements
)

// word is what is known of a type. Zero is a word of no interest.
type word struct {
	is     class
	gender gender // of pronouns, titles, first names and nouns; 0 where they do not tell
	fits   kinds  // of a head
	head   int16  // number of the head and of what stands for it
	bears  int32  // of a person's name that may stand alone: 1 + the actor
}

// lexicon is the lists, read.
type lexicon struct {
	words map[string]word
	heads int16 // how many numbers there are
}

var classes = map[string]class{
	"he:": pronoun, "his:": pronoun | possessive, "she:": pronoun, "her:": pronoun | possessive,
	"person-head:": head | personNoun, "state-head:": head, "government-head:": head, "body-head:": head, "group-head:": head | group,
	"person-noun:": personNoun, "title:": title, "thing:": thing, "grammar:": grammar, "opener:": opener,
	"predicate:": predicate, "time:": time, "modifier:": modifier, "belonging:": belonging,
}

var headKinds = map[string]kinds{
	"person-head:": aPerson, "state-head:": aState, "government-head:": aState | aGovernment, "body-head:": aBody, "group-head:": aBody,
}

// readLexicon reads the lists.
func readLexicon() *lexicon {
	l := &lexicon{words: make(map[string]word)}
	l.read(wordList, 0)
	l.read(nameList, given)
	for _, form := range []string{"of", "for", "at", "to"} {
		w := l.words[form]
		w.is |= preposition
		l.words[form] = w
	}
	for form, is := range map[string]class{"the": definite, "a": indefinite, "an": indefinite} {
		w := l.words[form]
		w.is |= is
		l.words[form] = w
	}
	return l
}

// read adds one list; of is what all of its words are besides.
func (l *lexicon) read(list string, of class) {
	heading := ""
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if !strings.Contains(line, " ") && strings.HasSuffix(line, ":") {
			heading = line
			continue
		}
		if headKinds[heading] != 0 {
			l.heads++
		}
		for form := range strings.FieldsSeq(line) {
			form = text.Normalize(form)
			w := l.words[form]
			w.is |= classes[heading] | of
			switch heading {
			case "male:":
				w.gender |= male
			case "female:":
				w.gender |= female
			}
			if k := headKinds[heading]; k != 0 {
				w.fits, w.head = k, l.heads
			}
			l.words[form] = w
		}
	}
}

// surnames adds the names of persons that may stand alone.
func (l *lexicon) surnames(actors *actor.Gazetteer) {
	for i := range int32(actors.Len()) {
		a := actors.Actor(i)
		if a.Kind != lexicons.Person {
			continue
		}
		for _, alias := range a.Aliases {
			if form := text.Normalize(alias); !strings.ContainsAny(form, " |*?()\"") {
				w := l.words[form]
				w.bears = i + 1
				l.words[form] = w
			}
		}
	}
}

// headsOf gives the heads that the names of an actor end in.
func (l *lexicon) headsOf(a *lexicons.Actor) (heads uint64) {
	for _, name := range append([]string{a.Name}, a.Aliases...) {
		words := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(" ()|", r) })
		for _, word := range words[min(1, len(words)):] {
			if w := l.words[text.Normalize(word)]; w.is&head != 0 && w.fits&kindsOf(a.Kind) != 0 {
				heads |= 1 << w.head
			}
		}
	}
	return heads
}

// of looks a form up.
func (l *lexicon) of(form string) word {
	if w, ok := l.words[form]; ok {
		return w
	}
	if base, ok := strings.CutSuffix(form, "'s"); ok {
		w := l.words[base]
		w.is |= genitive
		return w
	}
	switch {
	case len(form) > 4 && strings.HasSuffix(form, "ed"), len(form) > 4 && strings.HasSuffix(form, "ly"):
		return word{is: ending}
	}
	return word{}
}
