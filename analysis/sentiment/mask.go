package sentiment

import "slant/analysis/text"

// mask is the set of tokens in a sentence that a scorer must not read: names
// of actors and loaded labels. Whether a token belongs to the target or to
// another actor makes no difference to it, so that all the mentions of a
// sentence share one mask.
type mask struct {
	sentence text.Range
	covered  []bool
}

// set makes the mask of a passage.
func (m *mask) set(p *Passage) {
	m.sentence = p.Sentence
	n := p.Sentence.Len()
	if cap(m.covered) < n {
		m.covered = make([]bool, n, 2*n)
	}
	m.covered = m.covered[:n]
	clear(m.covered)
	m.cover(p.Target)
	for _, r := range p.Others {
		m.cover(r)
	}
	for _, r := range p.Labels {
		m.cover(r)
	}
}

func (m *mask) cover(r text.Range) {
	for i := max(r.First, m.sentence.First); i < min(r.End, m.sentence.End); i++ {
		m.covered[i-m.sentence.First] = true
	}
}

// covers reports whether token i may not be read.
func (m *mask) covers(i int) bool { return m.covered[i-m.sentence.First] }

// cache keeps the score of one sentence, for scorers to whom all the mentions
// in it are the same.
type cache struct {
	filled   bool
	body     string // keeps the document alive, so that its memory isn't another's
	sentence text.Range
	covered  []bool
	score    Score
}

// get gives the score kept, if it is of this sentence with this mask.
func (c *cache) get(p *Passage, m *mask) (Score, bool) {
	// Equal bodies are the same string nearly always, which Go sees at once.
	if !c.filled || c.sentence != p.Sentence || len(c.body) != len(p.Text.Body) || c.body != p.Text.Body {
		return Score{}, false
	}
	for i, covered := range m.covered {
		if covered != c.covered[i] {
			return Score{}, false
		}
	}
	return c.score, true
}

// put keeps the score of a sentence.
func (c *cache) put(p *Passage, m *mask, s Score) {
	c.filled, c.body, c.sentence, c.score = true, p.Text.Body, p.Sentence, s
	c.covered = append(c.covered[:0], m.covered...)
}
