package match

import (
	"strings"

	"slant/analysis/text"
	"slant/lexicons"
)

// quanteda's tokens() keeps words joined by hyphens together, and its
// patterns are cut at white space alone. In that mode a document is matched
// over units: runs of words joined by hyphens, or single tokens.

// glue stands for a hyphen inside a word while a pattern is parsed. It is a
// letter to UAX #29 and in no text: LATIN EPIGRAPHIC LETTER SIDEWAYS I.
const glue = "ꟷ"

// glueHyphens hides the hyphens of a pattern that are inside words.
func glueHyphens(pattern string) string {
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		if pattern[i] == '-' && i > 0 && i+1 < len(pattern) && pattern[i-1] != ' ' && pattern[i+1] != ' ' {
			b.WriteString(glue)
			continue
		}
		b.WriteByte(pattern[i])
	}
	return b.String()
}

// unglueHyphens puts the hyphens back into the words.
func unglueHyphens(p lexicons.Pattern) {
	for _, s := range p.Sequences {
		for i := range s {
			s[i].Form = strings.ReplaceAll(s[i].Form, glue, "-")
			s[i].Written = strings.ReplaceAll(s[i].Written, glue, "-")
		}
	}
}

// units is a text as quanteda's tokens() would cut it.
type units struct {
	on     bool
	tokens []text.Token
	ranges []text.Range // by unit: the tokens it is made of
}

// findUnits is Find over units. A phrase may cross sentences, as it may in
// quanteda, which has none; the full stop between them is a token.
func (f *Finder) findUnits(t *text.Text, out []Match) []Match {
	u := &f.units
	u.tokens, u.ranges = u.tokens[:0], u.ranges[:0]
	for i := 0; i < len(t.Tokens); {
		end := i + 1
		for end+1 < len(t.Tokens) && t.Tokens[end-1].IsWord() && f.joined(t.Tokens, end) {
			end += 2
		}
		tok := t.Tokens[i]
		if end > i+1 {
			tok.End = t.Tokens[end-1].End
			tok.Type, tok.Kind, tok.Shape = f.vocabulary.Intern(t.Body[tok.Start:tok.End])
		}
		u.tokens = append(u.tokens, tok)
		u.ranges = append(u.ranges, text.Range{First: i, End: end})
		i = end
	}
	u.on, f.tokens = true, u.tokens
	f.types, f.gaps = f.class.All(), f.gap.All() // units may be of new types
	first := len(out)
	out = f.sentence(text.Range{First: 0, End: len(u.tokens)}, out)
	u.on = false
	for i := first; i < len(out); i++ {
		m := &out[i]
		m.Range = text.Range{First: u.ranges[m.First].First, End: u.ranges[m.End-1].End}
	}
	return out
}

// joined reports whether token i is a hyphen that joins the word before it to
// the one after it.
func (f *Finder) joined(tokens []text.Token, i int) bool {
	return f.gaps[tokens[i].Type] == hyphen && !tokens[i].Space && !tokens[i+1].Space && tokens[i+1].IsWord()
}
