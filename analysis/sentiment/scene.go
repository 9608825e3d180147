package sentiment

import "slant/analysis/text"

// scene is a sentence before anybody in it is the target: what of its tokens
// is the same for all the mentions in it, so that it is worked out for the
// first of them only.
type scene struct {
	filled          bool
	body            string // keeps the document alive, so that its memory isn't another's
	sentence        text.Range
	cells           []cell // one for each token
	words, capitals int    // words, and those of them with capitals
}

// cell is what a token is.
type cell struct {
	word    *word
	is      traits   // of the word, as far as its kind leaves room for them
	mark    mark     // likewise
	kind    unitKind // as long as it is no name: plain, person, number or punct
	name    named    // where a capital makes it a name that nobody listed
	initial bool     // the first of its sentence
}

// named is a set of places where a word with a capital may stand.
type named uint8

const (
	inHeadline named = 1 << iota
	inside           // of a sentence
	atStart          // of a sentence or a quotation
)

// set fills the scene with the sentence of a passage, unless it is there.
func (s *scene) set(p *Passage, words *lookup) {
	// Equal bodies are the same string nearly always, which Go sees at once.
	if s.filled && s.sentence == p.Sentence && s.body == p.Text.Body {
		return
	}
	s.filled, s.body, s.sentence = true, p.Text.Body, p.Sentence
	if n := p.Sentence.Len(); cap(s.cells) < n {
		s.cells = make([]cell, n, 2*n)
	} else {
		s.cells = s.cells[:n]
	}
	s.words, s.capitals = 0, 0
	for i := p.Sentence.First; i < p.Sentence.End; i++ {
		t := &p.Text.Tokens[i]
		w := words.Of(t.Type)
		c := &s.cells[i-p.Sentence.First]
		c.word, c.is, c.mark, c.kind, c.name, c.initial = w, 0, w.mark, punct, 0, false
		switch t.Kind {
		case text.Word:
			c.kind, c.is = plain, w.is
			if w.is&isPersonal != 0 {
				c.kind, c.is = person, w.is&isKnown|isRival
			}
			s.words++
			if t.Shape >= text.Title {
				s.capitals++
				c.is |= isCapital
				c.initial = i == p.Sentence.First
				c.setNames(p, i)
			}
		case text.Number:
			c.kind = number
		default:
			if w.mark == border || w.mark == noMark || w.mark == apostrophe {
				c.is = isBorder
			}
		}
	}
}

// setNames says where the word with a capital at token i would be a name.
func (c *cell) setNames(p *Passage, i int) {
	is := c.word.is
	if is&isNoName != 0 {
		return
	}
	c.name = inside
	if is&isCommon == 0 {
		c.name |= inHeadline | atStart
		return
	}
	if is&isNamesake == 0 {
		return
	}
	// A capital at the start says nothing by itself; a second one does.
	c.name |= inHeadline
	t := &p.Text.Tokens[i]
	if t.Shape == text.Upper && t.Len() > 1 ||
		i+1 < p.Sentence.End && p.Text.Tokens[i+1].Kind == text.Word && p.Text.Tokens[i+1].Shape >= text.Title {
		c.name |= atStart
	}
}
