package sentiment

import (
	"strings"

	"slant/analysis/text"
)

// word is what is known of a form, looked up once for each type.
type word struct {
	form        string
	vectors     *wordVectors // nil where the model has none
	classes     string       // of connotation
	function    function
	preposition uint16 // its number, from 2; 0 for other words
	negates     bool
	participle  bool
	common      bool // a word of a lexicon, of grammar or of the training rows, so hardly a name
	namesake    bool // common, and a name as well ("Grace", "Hope")
	possessive  bool // ends in 's
	i           bool // "i", "i'm": always capital
	mark        mark
}

// mark is what a punctuation mark does.
type mark uint8

const (
	noMark mark = iota
	hyphen
	border    // ends a clause: comma, colon, dash, bracket
	openQuote // “
	shutQuote // ”
	quote     // ", which may be either
	apostrophe
)

var marks = map[string]mark{
	"-": hyphen, "‐": hyphen, "‑": hyphen, ",": border, ";": border, ":": border, "—": border, "–": border, "(": border, ")": border,
	".": border, "!": border, "?": border, "…": border, "“": openQuote, "”": shutQuote, "\"": quote, "„": openQuote, "«": openQuote, "»": shutQuote,
	"'": apostrophe,
}

// namesakes are words of the lexicons that are names of people or places
// often enough that a capital makes them one, in a headline too.
var namesakes = func() map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(`trump grace hope faith joy justice bush brown rice rich noble swift young strong sharp
		wise frank may will christian pence power powers price bill mark chance love king wolf warren cruz gore cotton
		pope bishop champion save savage payne pride wood moody sessions lord sterling crystal bright merry`) {
		m[w] = true
	}
	return m
}()

// unitKind is what a unit of a view is.
type unitKind uint8

const (
	plain unitKind = iota
	target
	other // a name, of an actor or unknown, or a loaded label
	person
	number
	punct
)

// unit is one step in a sentence as seen from its target: a word, a mark, or
// a whole name, however long it is.
type unit struct {
	kind    unitKind
	word    *word
	clause  int16
	negated bool
	quoted  bool
}

// view is a sentence as seen from a mention in it. Names are units without a
// form, so that nothing behind this point can know who is spoken of; an
// article before a name goes with it, so that "the Zionist regime" and
// "Israel" are the same unit.
type view struct {
	scene      scene
	units      []unit
	at         int  // of the target
	possessive bool // "X's", "his"
	headline   bool // most of its words have capitals
	words      int  // plain words
	persons    int  // pronouns
	others     int  // names other than the target
	known      int  // words and pronouns that the model has vectors of
}

// lookup gives what is known of a type, and of what has no form of its own. It
// is found out when it is asked for: most types stand near no mention.
type lookup struct {
	vocabulary            *text.Vocabulary
	property              func(form string) *word
	words                 []*word // by type
	target, other, number *word
}

// Of gives what is known of a type.
func (l *lookup) Of(t text.Type) *word {
	if int(t) >= len(l.words) {
		l.words = append(l.words, make([]*word, l.vocabulary.Len()-len(l.words))...)
	}
	w := l.words[t]
	if w == nil {
		w = l.property(l.vocabulary.Form(t))
		l.words[t] = w
	}
	return w
}

// newLookup makes the table of words for a vocabulary. vectors gives those of
// a word by its number; nil for none.
func newLookup(v *text.Vocabulary, words *Words, vectors func(i int) *wordVectors) *lookup {
	property := func(form string) *word {
		w := &word{form: form, function: functions[form], preposition: prepositions[form], negates: negates(form), participle: participle(form), mark: marks[form]}
		base := strings.TrimSuffix(form, "'s")
		w.possessive = len(base) < len(form)
		i, e := words.Of(form)
		if i < 0 {
			i, e = words.Of(base)
		}
		w.classes, w.common = e.Classes, e.Common || w.function != content
		if i >= 0 && vectors != nil {
			w.vectors = vectors(i)
		}
		w.namesake = namesakes[base]
		w.i = form == "i" || strings.HasPrefix(form, "i'")
		return w
	}
	return &lookup{vocabulary: v, property: property, target: property(formTarget), other: property(formOther), number: property(formNumber)}
}

// Forms of what has none of its own. No token has a form like these.
const (
	formTarget = "#target"
	formOther  = "#other"
	formNumber = "#number"
)

// headlineShare is the share of words with capitals, in per cent, from which
// a sentence is a headline, and headlineWords the fewest words of one.
const (
	headlineShare = 60
	headlineWords = 4
)

// read makes the view of a passage, reusing v's memory. It reports whether
// there is a target in the sentence.
func (v *view) read(p *Passage, words *lookup) bool {
	v.units = v.units[:0]
	v.at, v.possessive = -1, false
	v.words, v.persons, v.others, v.known = 0, 0, 0, 0
	if p.Target.Empty() || p.Target.First < p.Sentence.First || p.Target.First >= p.Sentence.End {
		return false
	}
	v.scene.set(p, words)
	first, end := p.Sentence.First, p.Sentence.End
	here, masks := wholeTarget(p), masked(p)
	v.headline = v.scene.isHeadline(p)
	var clause int16
	quoted, negators := false, false
	for i := first; i < end; {
		c := &v.scene.cells[i-first]
		if i == here.First {
			v.dropArticle()
			last := v.scene.cells[here.End-1-first].word
			v.possessive = last.possessive || here.Len() == 1 && last.function == possessive ||
				here.Len() > 1 && last.mark == apostrophe
			v.at = len(v.units)
			v.units = append(v.units, unit{kind: target, word: words.target, clause: clause, quoted: quoted})
			i = here.End
			if i < end && !p.Text.Tokens[i].Space && v.scene.cells[i-first].word.mark == apostrophe {
				v.possessive = true // "the Houthis' leader"
				i++
			}
			continue
		}
		if masks.Contains(i) {
			if n := maskedEnd(p, i); n > i {
				v.name(words.other, clause, quoted)
				// What reaches into the target ends there.
				if i < here.First && here.First < n {
					n = here.First
				}
				i = n
				continue
			}
		}
		i++
		w := c.word
		switch c.kind {
		case plain, person:
			if c.capital && v.isName(c) {
				v.name(words.other, clause, quoted)
				continue
			}
			if c.kind == person {
				v.persons++
			} else {
				v.words++
			}
			if w.vectors != nil {
				v.known++
			}
			if w.function == contrast || w.function == subordinator || w.function == relative {
				clause++
			}
			negators = negators || w.negates
		case number:
			w = words.number
		default:
			switch w.mark {
			case openQuote:
				quoted = true
				clause++
			case shutQuote:
				quoted = false
				clause++
			case quote:
				quoted = !quoted
				clause++
			case border:
				clause++
			}
		}
		v.units = append(v.units, unit{kind: c.kind, word: w, clause: clause, quoted: quoted})
	}
	if negators {
		v.negate()
	}
	return true
}

// wholeTarget gives the target with every label that overlaps it: "Zionist
// regime", where the list of actors has but "regime".
func wholeTarget(p *Passage) text.Range {
	r := p.Target
	for changed := true; changed; {
		changed = false
		for _, l := range p.Labels {
			if l.Overlaps(r) && (l.First < r.First || l.End > r.End) {
				r.First, r.End = min(r.First, l.First), max(r.End, l.End)
				changed = true
			}
		}
	}
	return text.Range{First: max(r.First, p.Sentence.First), End: min(r.End, p.Sentence.End)}
}

// dropArticle takes away an article or the like before a name.
func (v *view) dropArticle() {
	n := len(v.units)
	if n == 0 {
		return
	}
	if w := v.units[n-1].word; w.function == determiner && !w.negates {
		v.units = v.units[:n-1]
		v.words--
		if w.vectors != nil {
			v.known--
		}
	}
}

// name adds a name; a run of names is one.
func (v *view) name(w *word, clause int16, quoted bool) {
	v.dropArticle()
	if n := len(v.units); n > 0 && v.units[n-1].kind == other {
		return
	}
	v.others++
	v.units = append(v.units, unit{kind: other, word: w, clause: clause, quoted: quoted})
}

// isName reports whether a capital word is to be taken for a name that nobody
// listed.
func (v *view) isName(c *cell) bool {
	if v.headline {
		return c.name[inHeadline]
	}
	initial := c.initial
	if n := len(v.units); !initial && n > 0 {
		m := v.units[n-1].word.mark
		initial = m == openQuote || m == quote
	}
	if initial {
		return c.name[atStart]
	}
	return c.name[inside]
}

// masked gives the stretch from the first masked token to the last, so that
// most tokens need no further look.
func masked(p *Passage) text.Range {
	var r text.Range
	for _, masks := range [...][]text.Range{p.Others, p.Labels} {
		for _, m := range masks {
			if r.Empty() {
				r = m
			}
			r.First, r.End = min(r.First, m.First), max(r.End, m.End)
		}
	}
	return r
}

// maskedEnd gives the end of the actor's name or label that token i is in, or i.
func maskedEnd(p *Passage, i int) int {
	end := i
	for _, r := range p.Others {
		if r.Contains(i) {
			end = max(end, r.End)
		}
	}
	for _, r := range p.Labels {
		if r.Contains(i) {
			end = max(end, r.End)
		}
	}
	return min(end, p.Sentence.End)
}

// negate marks the units in the scope of a negation.
func (v *view) negate() {
	for i := range v.units {
		if v.units[i].kind != plain || !v.units[i].word.negates {
			continue
		}
		n := 0
		for j := i + 1; j < len(v.units) && n < negationReach; j++ {
			u := &v.units[j]
			if u.kind == punct && u.word.mark != hyphen || u.word.function == contrast {
				break
			}
			u.negated = true
			if u.kind == plain {
				n++
			}
		}
	}
}
