package actor

import (
	"strings"

	"slant/analysis/match"
	"slant/analysis/text"
	"slant/lexicons"
)

// Finder finds the actors of a Gazetteer in texts whose types come from one
// vocabulary. It belongs to one worker, like the vocabulary.
type Finder struct {
	g       *Gazetteer
	v       *text.Vocabulary
	finder  *match.Finder
	roles   *text.Table[role]
	matches []match.Match

	text     *text.Text
	sentence int // the sentence that style is of
	style    style
}

// style is how the words of a sentence are written.
type style uint8

const (
	running  style = iota // as in running text: names have capitals
	titled                // as in headlines: most words have
	capitals              // all letters are capitals
)

// Bind gives a Finder for texts of vocabulary v.
func (g *Gazetteer) Bind(v *text.Vocabulary) *Finder {
	roles := text.NewTable(v, func(form string) role {
		r := g.context[form]
		if g.places[form] || g.places[strings.TrimSuffix(form, "s")] {
			r |= place
		}
		return r
	})
	return &Finder{g: g, v: v, finder: g.matcher.Bind(v), roles: roles}
}

// Find appends the mentions in t to out, in order of place. No two overlap.
func (f *Finder) Find(t *text.Text, out []Mention) []Mention {
	f.text, f.sentence = t, -1
	f.matches = f.finder.Find(t, nil, f.matches[:0])
	for _, m := range f.matches {
		if a := &f.g.aliases[m.Term]; a.actor >= 0 && f.is(a, m.Range) {
			out = append(out, Mention{m.Range, a.actor})
		}
	}
	f.text = nil
	return out
}

// is reports whether the words around a name leave it the actor's.
func (f *Finder) is(a *alias, r text.Range) bool {
	n := f.text.SentenceAt(r.First)
	s := f.text.Sentences[n]
	if r.Len() == 1 && f.text.Tokens[r.First].Shape == text.Upper && f.word(s, r.First, n) || f.followed(a, s, r, n) {
		return false
	}
	if !a.surname && (a.kind != lexicons.State || r.Len() > 1) {
		return true
	}
	before := f.before(s, r.First)
	if before < 0 {
		return true
	}
	if a.surname {
		return f.leavesSurname(a, s, before, n)
	}
	return !f.firstName(before)
}

// word reports whether an acronym, token i, may be a word: in a sentence all
// in capitals, "US" is the country where it comes first or after "the", and
// perhaps the pronoun elsewhere.
func (f *Finder) word(s text.Range, i, n int) bool {
	role := f.roles.Of(f.text.Tokens[i].Type)
	if role&(wordAcronym|wordAcronymInside) == 0 || f.styleOf(n) != capitals {
		return false
	}
	return role&wordAcronym != 0 || !f.begins(s, i) && f.form(i-1) != "the"
}

// followed reports whether the word after a name makes it that of something
// else: "Moscow Times", "Trump Tower", "Bernie Madoff".
func (f *Finder) followed(a *alias, s text.Range, r text.Range, n int) bool {
	if r.End >= s.End {
		return false
	}
	next := &f.text.Tokens[r.End]
	if next.Kind != text.Word || !next.Shape.Capital() || !next.Space || strings.HasSuffix(f.form(r.End-1), "'s") {
		return false
	}
	role := f.roles.Of(next.Type)
	if a.kind == lexicons.Person {
		return role&afterPerson != 0 || a.surname && role&afterSurname != 0 ||
			a.given && f.styleOf(n) == running && role&title == 0 && !f.g.parts[a.actor][f.form(r.End)]
	}
	if a.kind == lexicons.Organization || a.kind == lexicons.Group || f.text.Tokens[r.First].Shape == text.Upper {
		return false // "a Facebook Post", "the U.S. Post Office"
	}
	return role&afterPlace != 0 || role&afterPlaceRun != 0 && f.styleOf(n) == running
}

// before gives the word directly before token i, with nothing but a space
// between, or -1.
func (f *Finder) before(s text.Range, i int) int {
	if i-1 < s.First || !f.text.Tokens[i].Space {
		return -1
	}
	b := i - 1
	if f.form(b) == "." && b > s.First && !f.text.Tokens[b].Space {
		b-- // an abbreviation: "Sen. Warren", "George W. Bush"
	}
	if f.text.Tokens[b].Kind != text.Word {
		return -1
	}
	return b
}

// leavesSurname reports whether the word before a surname, token b, leaves it
// the person's.
func (f *Finder) leavesSurname(a *alias, s text.Range, b, n int) bool {
	tok := &f.text.Tokens[b]
	form := f.form(b)
	role := f.roles.Of(tok.Type)
	switch {
	case tok.Shape == text.Lower, f.g.parts[a.actor][form], role&(title|place) != 0, strings.HasSuffix(form, "'s"):
		return true
	case tok.Len() == 1 && tok.Shape == text.Title && !f.text.Tokens[b+1].Space:
		// A middle initial: what comes before it decides.
		first := f.before(s, b)
		return first < 0 || f.leavesSurname(a, s, first, n)
	case tok.Shape == text.NoCase:
		return true
	case f.styleOf(n) != running, f.begins(s, b):
		return role&given == 0
	}
	if tok.Shape == text.Upper {
		return true // an acronym ("GOP", "MSNBC") is no first name
	}
	// A middle name, if a first name of the person comes before it.
	first := f.before(s, b)
	return first >= 0 && f.g.parts[a.actor][f.form(first)]
}

// firstName reports whether token b, before the name of a state, is a first
// name: "Michael Jordan".
func (f *Finder) firstName(b int) bool {
	tok := &f.text.Tokens[b]
	return tok.Shape.Capital() && f.roles.Of(tok.Type)&(given|place) == given
}

// begins reports whether no word of the sentence, or of what a mark opens in
// it, comes before token i.
func (f *Finder) begins(s text.Range, i int) bool {
	return i == s.First || f.text.Tokens[i-1].Kind == text.Punct && f.form(i-1) != ","
}

func (f *Finder) form(i int) string { return f.v.Form(f.text.Tokens[i].Type) }

// styleOf tells how sentence n is written. Titles leave only prepositions and
// short words small.
func (f *Finder) styleOf(n int) style {
	if n == f.sentence {
		return f.style
	}
	words, upper, long, lower := 0, 0, 0, 0
	s := f.text.Sentences[n]
	for i := s.First; i < s.End; i++ {
		tok := &f.text.Tokens[i]
		if tok.Kind != text.Word || tok.Len() < 2 {
			continue
		}
		words++
		if tok.Shape == text.Upper {
			upper++
		}
		if tok.Len() >= 5 && f.roles.Of(tok.Type)&smallInTitles == 0 {
			long++
			if tok.Shape == text.Lower {
				lower++
			}
		}
	}
	f.sentence = n
	switch {
	case words > 2 && upper*5 >= words*4:
		f.style = capitals
	case lower*8 <= long:
		f.style = titled
	default:
		f.style = running
	}
	return f.style
}
