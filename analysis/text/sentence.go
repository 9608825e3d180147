package text

import (
	_ "embed"
	"strings"
)

// abbreviationList is data: a word a line, under a heading that says when a
// full stop after it ends a sentence.
//
//go:embed abbreviations.txt
var abbreviationList string

// role is what a type can mean for the end of a sentence.
type role uint16

const (
	noRole      role = 0
	fullStop    role = 1 << iota
	terminal         // ? ! … and their like: always an end
	closing          // a mark that closes: it belongs to the sentence before it
	opening          // a mark that opens
	neverEnds        // abbreviation that something always follows: Mr, Gen
	beforeDigit      // abbreviation that goes with a number: No, Jan
	mayEnd           // abbreviation that may stand last: Inc, Jr, U.S
	starter          // word that seldom has a capital inside a sentence
)

// sentences finds the ends of sentences in tokens.
type sentences struct {
	roles *Table[role]
}

func newSentences(v *Vocabulary) *sentences {
	words := readAbbreviations(abbreviationList)
	return &sentences{NewTable(v, func(form string) role {
		switch form {
		case ".":
			return fullStop
		case "?", "!", "…", "。", "؟", "۔", "！", "？", "‼", "⁉":
			return terminal
		case "”", "»", ")", "]", "}", "›", "’":
			return closing
		case "“", "«", "(", "[", "{", "„", "‚", "‹", "‘", "—", "–", "-", "•":
			return opening
		case `"`, "'":
			return opening | closing
		}
		r := words[form]
		if strings.Contains(form, ".") {
			r |= mayEnd // U.S, a.m, Ph.D
		}
		return r
	})}
}

// readAbbreviations reads the list: headings end in a colon.
func readAbbreviations(list string) map[string]role {
	headings := map[string]role{"never:": neverEnds, "digit:": beforeDigit, "may:": mayEnd, "starter:": starter}
	out := make(map[string]role)
	var r role
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if h, ok := headings[line]; ok {
			r = h
			continue
		}
		for w := range strings.FieldsSeq(line) {
			out[Normalize(w)] |= r
		}
	}
	return out
}

// split appends the sentences of one block.
func (s *sentences) split(tokens []Token, block Range, out []Range) []Range {
	first := block.First
	for i := block.First; i < block.End; i++ {
		if tokens[i].Kind != Punct {
			continue
		}
		if r := s.roles.Of(tokens[i].Type); r&(fullStop|terminal) == 0 {
			continue
		}
		stop := i
		for i+1 < block.End && s.follows(tokens, i+1) {
			i++
		}
		next := i + 1
		if next >= block.End {
			break
		}
		if s.ends(tokens, block, stop, next) {
			out = append(out, Range{first, next})
			first = next
		}
	}
	if first < block.End {
		out = append(out, Range{first, block.End})
	}
	return out
}

// follows reports whether token i still belongs to the end of a sentence: one
// more stop, or a mark that closes with no space before it.
func (s *sentences) follows(tokens []Token, i int) bool {
	return !tokens[i].Space && tokens[i].Kind == Punct &&
		s.roles.Of(tokens[i].Type)&(fullStop|terminal|closing) != 0
}

// ends reports whether the sentence with its stop at token stop is over when
// next follows.
func (s *sentences) ends(tokens []Token, block Range, stop, next int) bool {
	n := &tokens[next]
	if !n.Space {
		return false
	}
	begin := next
	for begin < block.End && tokens[begin].Kind == Punct && s.roles.Of(tokens[begin].Type)&opening != 0 {
		begin++
	}
	if begin < block.End && tokens[begin].Shape == Lower {
		return false
	}
	if s.roles.Of(tokens[stop].Type)&fullStop == 0 || stop == block.First || tokens[stop].Space {
		return true
	}
	before := &tokens[stop-1]
	if before.Kind != Word {
		return true
	}
	role := s.roles.Of(before.Type)
	switch {
	case role&neverEnds != 0 && before.Shape != Lower:
		return false
	case role&beforeDigit != 0 && begin < block.End && tokens[begin].Kind == Number:
		return false
	case role&mayEnd != 0:
		return begin < block.End && (begin > next || s.roles.Of(tokens[begin].Type)&starter != 0)
	case before.Shape == Title && before.Len() == 1:
		// An initial, unless it is the pronoun: "than I. The".
		return begin < block.End && s.roles.Of(tokens[begin].Type)&starter != 0
	}
	return true
}
