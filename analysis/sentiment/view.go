package sentiment

import (
	"strings"

	"slant/analysis/text"
)

// word is what is known of a form, looked up once for each type.
type word struct {
	vectors *wordVectors // nil where the model has none
	roles   *roleSums    // of the classes; nil without any
	*details
	is   traits
	mark mark
}

// details is what is known of a form and seldom asked for.
type details struct {
	form        string // empty of a word that a model does not know
	classes     string // of connotation
	function    function
	preposition uint16 // its number, from 2; 0 for other words
}

// traits are what is asked of every word of a sentence again and again: they
// go with a word wherever it is read, and tell whether to look any further.
type traits uint32

const (
	isKnown      traits = 1 << iota // the model has vectors of it; the lowest bit, so that it can be counted without a branch
	isClassed                       // is in a class of connotation
	isContent                       // does no grammatical work
	isBond                          // a preposition
	isBe                            // a form of to be
	isContrast                      // as in grammar.go
	isApart                         // contrasts or subordinates, so that a clause ends before it
	isTurn                          // the same, or begins a relative clause
	isArticle                       // a determiner that does not negate
	isPersonal                      // a pronoun or possessive
	isNegator                       // negates what follows
	isParticiple                    // can be that of a passive
	isCommon                        // a word of a lexicon, of grammar or of the training rows, so hardly a name
	isNamesake                      // common, and a name as well ("Grace", "Hope")
	isNoName                        // a word of grammar, or "i", "i'm": with a capital no name either
	isGenitive                      // ends in 's
	// Of a token or unit, for what of its word does not depend on where it stands:
	isCapital // a word with a capital
	isRival   // a name or a pronoun
	isBorder  // a mark between clauses
)

// when gives the trait where a word has it.
func (t traits) when(has bool) traits {
	if has {
		return t
	}
	return 0
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
	cell
	negated bool
	quoted  bool
	clause  int16
	token   int32 // of the text: the first that it is made of, articles apart
}

// view is a sentence as seen from a mention in it. Names are units without a
// form, so that nothing behind this point can know who is spoken of; an
// article before a name goes with it, so that "the Zionist regime" and
// "Israel" are the same unit.
type view struct {
	scene      scene
	units      []unit
	masks      []int32 // by token of the sentence: the end of what masks it; 0 for nothing
	at         int     // of the target
	possessive bool    // "X's", "his"
	headline   bool    // most of its words have capitals
	words      int     // plain words
	persons    int     // pronouns
	others     int     // names other than the target
	known      int     // words and pronouns that the model has vectors of
}

// lookup gives what is known of a type, and of what has no form of its own. It
// is found out when it is asked for: most types stand near no mention.
type lookup struct {
	vocabulary            *text.Vocabulary
	property              func(form string) *word
	words                 []*word // by type; nil where not looked up yet
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

// unknown is a word that a model does not know. Of most of them the same is
// known, so that they share it.
type unknown struct {
	function    function
	preposition uint16
	is          traits
	mark        mark
}

// newLookup makes the table of words for a vocabulary. model adds to a word
// what the model has of it by its number; nil where that is not wanted.
func newLookup(v *text.Vocabulary, words *Words, model func(i int, w *word)) *lookup {
	shared := make(map[unknown]*word)
	property := func(form string) *word {
		w := word{details: &details{form: form, function: functions[form], preposition: prepositions[form]}, mark: marks[form]}
		base := strings.TrimSuffix(form, "'s")
		i, e := words.Of(form)
		if i < 0 {
			i, e = words.Of(base)
		}
		w.classes = e.Classes
		if i >= 0 && model != nil {
			model(i, &w)
			w.is |= isKnown
		}
		f := w.function
		w.is |= isClassed.when(w.classes != "") | isContent.when(f == content) | isBond.when(f == preposition) | isBe.when(f == be) |
			isContrast.when(f == contrast) | isApart.when(f == contrast || f == subordinator) |
			isTurn.when(f == contrast || f == subordinator || f == relative) | isArticle.when(f == determiner && !negates(form)) |
			isPersonal.when(f == pronoun || f == possessive) | isNegator.when(negates(form)) | isParticiple.when(participle(form)) |
			isCommon.when(e.Common || f != content) | isNamesake.when(namesakes[base]) |
			isNoName.when(f != content || form == "i" || strings.HasPrefix(form, "i'")) | isGenitive.when(len(base) < len(form))
		if i >= 0 || model == nil {
			return &w
		}
		key := unknown{f, w.preposition, w.is, w.mark}
		if shared[key] == nil {
			w.form = ""
			shared[key] = &w
		}
		return shared[key]
	}
	target, other, number := property(formTarget), property(formOther), property(formNumber)
	return &lookup{vocabulary: v, property: property, target: target, other: other, number: number}
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
	if cap(v.units) < p.Sentence.Len() {
		v.units = make([]unit, 0, 2*p.Sentence.Len())
	}
	v.units = v.units[:0]
	v.at, v.possessive = -1, false
	v.words, v.persons, v.others, v.known = 0, 0, 0, 0
	if p.Target.Empty() || p.Target.First < p.Sentence.First || p.Target.First >= p.Sentence.End {
		return false
	}
	v.scene.set(p, words)
	first, end := p.Sentence.First, p.Sentence.End
	here := wholeTarget(p)
	v.mask(p)
	cells := v.scene.cells
	var clause int16
	quoted, negators := false, false
	for i := first; i < end; {
		c := &cells[i-first]
		if i == here.First {
			v.dropArticle()
			last := cells[here.End-1-first].word
			v.possessive = last.is&isGenitive != 0 || here.Len() == 1 && last.function == possessive ||
				here.Len() > 1 && last.mark == apostrophe
			v.at = len(v.units)
			v.units = append(v.units, unit{cell: cell{word: words.target, kind: target}, clause: clause, quoted: quoted, token: int32(i)})
			i = here.End
			if i < end && !p.Text.Tokens[i].Space && cells[i-first].mark == apostrophe {
				v.possessive = true // "the Houthis' leader"
				i++
			}
			continue
		}
		if n := int(v.masks[i-first]); n > i {
			v.name(words.other, i, clause, quoted)
			// What reaches into the target ends there.
			if i < here.First && here.First < n {
				n = here.First
			}
			i = n
			continue
		}
		i++
		switch c.kind {
		case plain, person:
			if c.is&isCapital != 0 && v.isName(c) {
				v.name(words.other, i-1, clause, quoted)
				continue
			}
			if c.kind == person {
				v.persons++
			} else {
				v.words++
			}
			v.known += int(c.is & isKnown)
			if c.is&(isTurn|isNegator) != 0 {
				if c.is&isTurn != 0 {
					clause++
				}
				negators = negators || c.is&isNegator != 0
			}
		case punct:
			switch c.mark {
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
		case number:
			v.units = append(v.units, unit{cell: cell{word: words.number, kind: number}, clause: clause, quoted: quoted, token: int32(i - 1)})
			continue
		}
		n := len(v.units)
		v.units = v.units[:n+1] // there is room for a unit of each token
		u := &v.units[n]
		u.cell = *c
		u.clause, u.quoted, u.negated, u.token = clause, quoted, false, int32(i-1)
	}
	if negators {
		v.negate()
	}
	return true
}

// mask notes which tokens the scorer may not read beside the target, and
// whether the sentence is a headline: whether most of its words have capitals,
// those of the target and of the masked names apart.
func (v *view) mask(p *Passage) {
	s := &v.scene
	if n := len(s.cells); cap(v.masks) < n {
		v.masks = make([]int32, n, 2*n)
	} else {
		v.masks = v.masks[:n]
		clear(v.masks)
	}
	words, capitals := s.words, s.capitals
	leave := func(c *cell) {
		word, capital := c.counts()
		words -= word
		capitals -= capital
	}
	first, end := p.Sentence.First, p.Sentence.End
	for i := p.Target.First; i < min(p.Target.End, end); i++ {
		leave(&s.cells[i-first])
	}
	for _, masks := range [...][]text.Range{p.Others, p.Labels} {
		for _, r := range masks {
			last := int32(min(r.End, end))
			for i := max(r.First, first); i < int(last); i++ {
				at := &v.masks[i-first]
				// What several names have in common counts once.
				if *at == 0 && !p.Target.Contains(i) {
					leave(&s.cells[i-first])
				}
				*at = max(*at, last)
			}
		}
	}
	v.headline = words >= headlineWords && capitals*100 >= words*headlineShare
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
	if u := &v.units[n-1]; u.is&isArticle != 0 {
		v.words--
		v.known -= int(u.is & isKnown)
		v.units = v.units[:n-1]
	}
}

// name adds a name that begins with token i; a run of names is one.
func (v *view) name(w *word, i int, clause int16, quoted bool) {
	v.dropArticle()
	if n := len(v.units); n > 0 && v.units[n-1].kind == other {
		return
	}
	v.others++
	v.units = append(v.units, unit{cell: cell{word: w, kind: other, is: isRival}, clause: clause, quoted: quoted, token: int32(i)})
}

// isName reports whether a capital word is to be taken for a name that nobody
// listed.
func (v *view) isName(c *cell) bool {
	if v.headline {
		return c.name&inHeadline != 0
	}
	initial := c.initial
	if n := len(v.units); !initial && n > 0 {
		m := v.units[n-1].mark
		initial = m == openQuote || m == quote
	}
	if initial {
		return c.name&atStart != 0
	}
	return c.name&inside != 0
}

// negate marks the units in the scope of a negation.
func (v *view) negate() {
	for i := range v.units {
		if v.units[i].kind != plain || v.units[i].is&isNegator == 0 {
			continue
		}
		n := 0
		for j := i + 1; j < len(v.units) && n < negationReach; j++ {
			u := &v.units[j]
			if u.kind == punct && u.mark != hyphen || u.is&isContrast != 0 {
				break
			}
			u.negated = true
			if u.kind == plain {
				n++
			}
		}
	}
}
