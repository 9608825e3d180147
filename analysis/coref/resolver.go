package coref

import (
	"cmp"
	"slices"
	"strings"

	"slant/analysis/actor"
	"slant/analysis/text"
	"slant/analysis/voice"
	"slant/lexicons"
)

// Mention is a pronoun or description with the actor that it is of.
type Mention struct {
	text.Range
	Actor int32
	Form  Form
	Rule  Rule
}

// Resolver resolves the pronouns and descriptions of texts whose types come
// from one vocabulary. It belongs to one worker, like the vocabulary.
type Resolver struct {
	vocabulary *text.Vocabulary
	actors     *actor.Gazetteer
	words      *text.Few[word]
	kinds      []kinds  // by actor
	genders    []gender // by actor, as far as the name tells
	heads      []uint64 // by actor: the heads of its names, by bit

	// Of the document at hand.
	text      *text.Text
	voices    *voice.Found
	names     []actor.Mention
	numbers   []uint32 // by type: of what is known of it
	values    []word   // by number
	things    []thingAt
	known     []known      // by type: what the document told of a name that ends in it
	told      []told       // by actor
	owners    []owner      // by head
	sources   []text.Range // of attributions, in order of place
	most      int32        // how often the person was named that was named most
	officials []int32      // persons that the document named by an office
	document  uint32
	segment   int // that holds the token at hand
	sentence  int // likewise
}

// thingAt is something that was spoken of: what a later pronoun can mean.
type thingAt struct {
	text.Range
	actor       int32 // nobody where it is none, or it is not known which
	kinds       kinds
	gender      gender
	sentence    int32
	attribution int32 // of marks of quotation that it stands in; nobody for none
	section     voice.Section
	subject     bool  // comes first in its sentence
	inside      bool  // its name is a part of another
	head        int16 // that the name of a body that is no actor ends in; 0 for none
}

const nobody = -1

// known is what a document told of a name by its last word.
type known struct {
	document uint32
	actor    int32 // nobody where it is none
	gender   gender
	person   bool
}

// told is what a document told of an actor.
type told struct {
	document uint32
	names    int32 // how often it was named
	sentence int32 // where it was named last
	gender   gender
	full     bool   // by more than one word, or with a title
	offices  uint64 // heads that were said of a person, by bit
}

// owner is whom a document described by a head.
type owner struct {
	document uint32
	sentence int32 // of the last use
	actor    int32
	inName   bool // the head is a word of a name of the actor
}

// several is the owner of a head that was said of more than one.
const several = -2

// New gives a resolver of mentions of actors in texts of vocabulary v.
func New(v *text.Vocabulary, actors *actor.Gazetteer) *Resolver {
	l := readLexicon()
	l.surnames(actors)
	r := &Resolver{vocabulary: v, actors: actors, words: text.NewFew(v, l.of), owners: make([]owner, 2*(l.heads+1)), told: make([]told, actors.Len())}
	for i := range int32(actors.Len()) {
		a := actors.Actor(i)
		r.kinds = append(r.kinds, kindsOf(a.Kind))
		g := gender(0)
		if a.Kind == lexicons.Person {
			g = l.genderOf(a.Name)
		}
		r.genders = append(r.genders, g)
		r.heads = append(r.heads, l.headsOf(a))
	}
	return r
}

func kindsOf(k lexicons.ActorKind) kinds {
	switch k {
	case lexicons.Person:
		return aPerson
	case lexicons.State:
		return aState
	case lexicons.Government:
		return aGovernment
	case lexicons.Organization:
		return aBody
	case lexicons.Group:
		return aBody | aGroup
	}
	return 0
}

// genderOf tells the sex of somebody of that name by the first word of it that
// tells; either where none does.
func (l *lexicon) genderOf(name string) gender {
	for w := range strings.FieldsSeq(name) {
		if w := l.words[text.Normalize(w)]; w.is&(given|title) != 0 && w.gender != 0 {
			return w.gender
		}
	}
	return either
}

// Resolve appends the pronouns and descriptions in t that are defended to be
// of an actor to out, in order of place. names are the mentions by name and
// label, in order of place.
func (r *Resolver) Resolve(t *text.Text, vs *voice.Found, names []actor.Mention, out []Mention) []Mention {
	if len(names) == 0 {
		return out
	}
	r.text, r.voices, r.names = t, vs, names
	r.numbers, r.values = r.words.All()
	r.document++
	r.things = r.things[:0]
	r.segment, r.most = 0, 0
	r.officials = r.officials[:0]
	r.sources = r.sources[:0]
	for i := range vs.Attributions {
		if a := &vs.Attributions[i]; !a.Source.Empty() {
			r.sources = append(r.sources, a.Source)
		}
	}
	slices.SortFunc(r.sources, func(a, b text.Range) int { return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.End, b.End)) })
	for s := range t.Sentences {
		r.sentence = s
		out = r.read(t.Sentences[s], out)
	}
	r.text, r.voices, r.names = nil, nil, nil
	return out
}

// read goes through one sentence.
func (r *Resolver) read(s text.Range, out []Mention) []Mention {
	for i := s.First; i < s.End; {
		for len(r.names) > 0 && r.names[0].First < i {
			r.names = r.names[1:]
		}
		seg := r.at(i)
		if seg.Section == voice.Headline || seg.Section == voice.Boilerplate {
			i = min(seg.End, s.End)
			continue
		}
		if len(r.names) > 0 && r.names[0].First == i {
			m := r.names[0]
			r.named(s, m)
			i = max(m.End, i+1)
			continue
		}
		stop := min(seg.End, s.End)
		if len(r.names) > 0 {
			stop = min(stop, r.names[0].First)
		}
		for i < stop && r.idle(&r.text.Tokens[i]) {
			i++
		}
		if i == stop {
			continue
		}
		tok := &r.text.Tokens[i]
		w := r.values[r.numbers[tok.Type]]
		if w.is&pronoun != 0 {
			if end := r.eitherSex(s, i, w); end > i {
				i = end
				continue
			}
			if m := r.pronoun(s, i, w); m.Actor >= 0 {
				out = append(out, m)
			}
			i++
			continue
		}
		if tok.Shape != text.Lower && (w.is&grammar == 0 || i > s.First && tok.Shape != text.Title) && w.is&(definite|indefinite) == 0 {
			if end := r.name(s, i); end > i {
				i = end
				continue
			}
		}
		if w.is&(head|personNoun) != 0 {
			if m := r.noun(s, i, w); m.Actor >= 0 {
				out = append(out, m)
			}
		}
		i++
	}
	return out
}

// idle reports whether a token, which begins no mention by name, is neither a
// pronoun nor a name or noun. Most are.
func (r *Resolver) idle(tok *text.Token) bool {
	return tok.Kind != text.Word || tok.Shape == text.Lower && r.values[r.numbers[tok.Type]].is&(pronoun|head|personNoun) == 0
}

// at gives the segment of token i; tokens come in order.
func (r *Resolver) at(i int) *voice.Segment {
	for r.voices.Segments[r.segment].End <= i {
		r.segment++
	}
	return &r.voices.Segments[r.segment]
}

// marks gives the quotation that token i stands in, or nobody.
func (r *Resolver) marks(i int) int32 {
	if seg := r.at(i); seg.Voice == voice.Quoted || seg.Voice == voice.Scare {
		return seg.Attribution
	}
	return nobody
}

func (r *Resolver) add(x thingAt) {
	seg := r.at(x.First)
	x.sentence, x.section, x.attribution = int32(r.sentence), seg.Section, nobody
	if seg.Voice == voice.Quoted || seg.Voice == voice.Scare {
		x.attribution = max(seg.Attribution, 0)
	}
	r.things = append(r.things, x)
}

// word gives what is known of token i, nothing outside the text.
func (r *Resolver) word(i int) word {
	if i < 0 || i >= len(r.text.Tokens) {
		return word{}
	}
	return r.values[r.numbers[r.text.Tokens[i].Type]]
}

func (r *Resolver) form(i int) string { return r.vocabulary.Form(r.text.Tokens[i].Type) }

// previous gives the word before token i in its sentence, over the full stop
// of an abbreviation, or -1.
func (r *Resolver) previous(s text.Range, i int) int {
	i--
	if i >= s.First && r.text.Tokens[i].Kind == text.Punct && !r.text.Tokens[i].Space && r.form(i) == "." {
		i--
	}
	if i < s.First || r.text.Tokens[i].Kind != text.Word {
		return -1
	}
	return i
}

// named takes note of a mention by name.
func (r *Resolver) named(s text.Range, m actor.Mention) {
	k := r.kinds[m.Actor]
	t := &r.told[m.Actor]
	if t.document != r.document {
		*t = told{document: r.document, gender: either}
	}
	t.names++
	t.sentence = int32(r.sentence)
	x := thingAt{Range: m.Range, actor: m.Actor, kinds: k}
	if k == aPerson {
		r.most = max(r.most, t.names)
		x.gender = r.learn(s, m)
		x.subject = r.subject(s, m.First) && r.word(m.End-1).is&genitive == 0 && !r.attributive(s, m)
		k := r.knownAt(m.End - 1)
		if t.full = t.full || m.Len() > 1 || r.entitled(s, m); !t.full && k.person && k.actor != m.Actor {
			x.actor = nobody // "Billy Graham … Graham": hardly another whom nothing has introduced
		}
		if m.Len() > 1 {
			if k.person && k.actor != m.Actor {
				k.actor = nobody
			} else {
				k.person, k.actor = true, m.Actor // whom the surname alone may mean from now on
			}
		}
	}
	r.describe(s, m)
	r.add(x)
	if k != aPerson && m.Len() > 1 {
		r.inside(m)
	}
}

// entitled reports whether a title stands before a mention.
func (r *Resolver) entitled(s text.Range, m actor.Mention) bool {
	p := r.previous(s, m.First)
	return p >= 0 && r.word(p).is&title != 0
}

// inside takes note of the person whose name stands in that of something else:
// "the Trump administration".
func (r *Resolver) inside(m actor.Mention) {
	for i := m.First; i < m.End; i++ {
		if a := r.word(i).bears; a > 0 {
			r.add(thingAt{Range: m.Range, actor: a - 1, kinds: aPerson, gender: r.genders[a-1], inside: true})
			return
		}
	}
}

// attributive reports whether a name of a person only tells whose something
// is: "the Nixon operative", "Trump campaign".
func (r *Resolver) attributive(s text.Range, m actor.Mention) bool {
	if p := r.previous(s, m.First); p >= 0 && r.word(p).is&definite != 0 {
		return true
	}
	return m.End < s.End && r.text.Tokens[m.End].Space && r.word(m.End).is&(belonging|personNoun) != 0
}

// knownAt gives what the document told of names that end in token i.
func (r *Resolver) knownAt(i int) *known {
	typ := r.text.Tokens[i].Type
	for int(typ) >= len(r.known) {
		r.known = append(r.known, known{})
	}
	k := &r.known[typ]
	if k.document != r.document {
		*k = known{document: r.document, actor: nobody}
	}
	return k
}

// learn gives the sex of a person, from the name or the title before it.
func (r *Resolver) learn(s text.Range, m actor.Mention) gender {
	if g := r.genders[m.Actor]; g != either {
		return g
	}
	t := &r.told[m.Actor]
	if p := r.previous(s, m.First); p >= 0 {
		if w := r.word(p); w.is&title != 0 && w.gender != 0 && t.gender == either {
			t.gender = w.gender
		}
	}
	return t.gender
}

// foremost is how many tokens can come before the subject of a sentence.
const foremost = 16

// subject reports whether only titles and words of grammar come before token i
// in its sentence, or since an opening mark.
func (r *Resolver) subject(s text.Range, i int) bool {
	if i-s.First > foremost {
		return false
	}
	direct := true
	for j := i - 1; j >= s.First; j-- {
		if r.text.Tokens[j].Kind != text.Word {
			direct = false
			continue
		}
		w := r.word(j)
		if direct && w.is&opener != 0 && w.is&(title|definite) == 0 {
			return false // "With Putin away, …"
		}
		direct = direct && w.is&(title|modifier|definite) != 0
		if w.is&(title|modifier|definite) == 0 && r.text.Tokens[j].Shape == text.Lower {
			return false
		}
	}
	return true
}
