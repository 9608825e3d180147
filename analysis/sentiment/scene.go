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
	kind    unitKind // as long as it is no name: plain, person, number or punct
	capital bool     // a word with a capital
	initial bool     // the first of its sentence
	name    [3]bool  // whether a capital makes it a name that nobody listed: inHeadline, inside, atStart
}

// Where a word with a capital may stand.
const (
	inHeadline = iota
	inside     // of a sentence
	atStart    // of a sentence or a quotation
)

// set fills the scene with the sentence of a passage, unless it is there.
func (s *scene) set(p *Passage, words *lookup) {
	// Equal bodies are the same string nearly always, which Go sees at once.
	if s.filled && s.sentence == p.Sentence && s.body == p.Text.Body {
		return
	}
	s.filled, s.body, s.sentence = true, p.Text.Body, p.Sentence
	s.cells = s.cells[:0]
	s.words, s.capitals = 0, 0
	for i := p.Sentence.First; i < p.Sentence.End; i++ {
		t := &p.Text.Tokens[i]
		c := cell{word: words.Of(t.Type), kind: punct}
		switch t.Kind {
		case text.Word:
			c.kind = plain
			if c.word.function == pronoun || c.word.function == possessive {
				c.kind = person
			}
			s.words++
			if t.Shape >= text.Title {
				s.capitals++
				c.capital, c.initial = true, i == p.Sentence.First
				c.setNames(p, i)
			}
		case text.Number:
			c.kind = number
		}
		s.cells = append(s.cells, c)
	}
}

// setNames says where the word with a capital at token i would be a name.
func (c *cell) setNames(p *Passage, i int) {
	w := c.word
	if w.i || w.function != content {
		return
	}
	c.name[inHeadline] = !w.common || w.namesake
	c.name[inside] = true
	c.name[atStart] = !w.common
	if w.common && w.namesake {
		// A capital at the start says nothing by itself; a second one does.
		t := &p.Text.Tokens[i]
		c.name[atStart] = t.Shape == text.Upper && t.Len() > 1 ||
			i+1 < p.Sentence.End && p.Text.Tokens[i+1].Kind == text.Word && p.Text.Tokens[i+1].Shape >= text.Title
	}
}

// isHeadline reports whether most words of the sentence have capitals, those
// of the target and of other masked names apart.
func (s *scene) isHeadline(p *Passage) bool {
	words, capitals := s.words, s.capitals
	for i := range p.Target.Len() {
		s.leave(p.Target.First+i, &words, &capitals)
	}
	for k, masks := range [...][]text.Range{p.Others, p.Labels} {
		for j, r := range masks {
			for i := r.First; i < r.End; i++ {
				// What several names have in common counts once.
				if !p.Target.Contains(i) && !contain(masks[:j], i) && (k == 0 || !contain(p.Others, i)) {
					s.leave(i, &words, &capitals)
				}
			}
		}
	}
	return words >= headlineWords && capitals*100 >= words*headlineShare
}

// leave takes token i out of the count of words, if it is one in the sentence.
func (s *scene) leave(i int, words, capitals *int) {
	if !s.sentence.Contains(i) {
		return
	}
	c := &s.cells[i-s.sentence.First]
	if c.kind == plain || c.kind == person {
		*words--
	}
	if c.capital {
		*capitals--
	}
}

// contain reports whether one of the ranges has token i.
func contain(ranges []text.Range, i int) bool {
	for _, r := range ranges {
		if r.Contains(i) {
			return true
		}
	}
	return false
}
