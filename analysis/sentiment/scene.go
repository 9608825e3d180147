package sentiment

import "slant/analysis/text"

// scene is a sentence before anybody in it is the target: what of its tokens
// is the same for all the mentions in it, so that it is worked out for the
// first of them only. Of a sentence without end each mention has a stretch of
// its own around it: what two of them share is kept from one to the next, so
// that a token is looked at about once, however many mentions are near it.
type scene struct {
	filled          bool
	body            string // keeps the document alive, so that its memory isn't another's
	sentence        text.Range
	cells           []cell // one for each token; a part of room
	room            []cell
	words, capitals int // words, and those of them with capitals
	made            int // cells made so far, which a test counts
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
	same := s.filled && s.body == p.Text.Body
	if same && s.sentence == p.Sentence {
		return
	}
	if same && s.sentence.Contains(p.Sentence.First) {
		s.slide(p.Sentence)
	} else {
		s.cells, s.words, s.capitals = s.room[:0], 0, 0
	}
	s.filled, s.body, s.sentence = true, p.Text.Body, p.Sentence
	kept := len(s.cells)
	s.grow(p.Sentence.Len())
	s.made += len(s.cells) - kept
	for i := p.Sentence.First + kept; i < p.Sentence.End; i++ {
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

// slide keeps of the cells those that are the same in a sentence that begins
// within this one. The last of them is not: what it is depends on what follows.
func (s *scene) slide(to text.Range) {
	first := to.First - s.sentence.First
	end := max(min(to.End, s.sentence.End)-1-s.sentence.First, first)
	for _, gone := range [...][]cell{s.cells[:first], s.cells[end:]} {
		for i := range gone {
			word, capital := gone[i].counts()
			s.words -= word
			s.capitals -= capital
		}
	}
	s.cells = s.cells[first:end]
	if len(s.cells) > 0 {
		c := &s.cells[0]
		c.initial = c.is&isCapital != 0
	}
}

// grow makes the cells n, and leaves those that are there. They wander through
// a room of more than twice as many, so that they are seldom moved.
func (s *scene) grow(n int) {
	if n > cap(s.cells) {
		from := s.cells
		if 2*n > len(s.room) {
			s.room = make([]cell, 3*n)
		}
		s.cells = s.room[:copy(s.room, from)]
	}
	s.cells = s.cells[:n]
}

// counts gives 1 for a word, and 1 for a capital.
func (c *cell) counts() (word, capital int) {
	if c.kind == plain || c.kind == person {
		word = 1
	}
	if c.is&isCapital != 0 {
		capital = 1
	}
	return word, capital
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
