package lexicons

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a pattern. They are far above what a reader of the lexicon could
// still survey, and they bound the work of a careless or hostile file.
const (
	maxPattern   = 1000 // bytes
	maxSequences = 1000 // after every bracket is written out
	maxElements  = 40   // in one sequence
	maxNear      = 100  // words apart
	maxNesting   = 8    // brackets in brackets
)

// Pattern is what a term looks for: any one of its sequences. The package
// documentation has the grammar.
type Pattern struct {
	// Sequences are the wordings, brackets written out, in the order of the
	// alternatives. There is at least one and none is empty.
	Sequences [][]Element
	// Near is 0 where the elements of a sequence follow each other. Otherwise
	// they stand in one sentence in any order, with at most Near other words
	// between the first and the last of them.
	Near int
}

// Element is one token of a sequence.
type Element struct {
	Form    string // as text.Normalize gives it; what a token's form is compared with
	Written string // as the file has it, for terms that match letter case
	Wild    bool   // whether * and ? in it are wildcards; if not they are themselves
}

// PatternError says what is wrong with a pattern, and where.
type PatternError struct {
	Offset  int // bytes into the pattern
	Message string
	Hint    string
}

// Error gives the message and, after a semicolon, the remedy.
func (e *PatternError) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + "; " + e.Hint
}

// ParsePattern reads a pattern in slant's notation. Its error is always a
// *PatternError.
func ParsePattern(s string) (Pattern, error) {
	p, err := parsePattern(s)
	if err != nil {
		return Pattern{}, err
	}
	return p, nil
}

// parsePattern is ParsePattern with the error in its own type.
func parsePattern(s string) (Pattern, *PatternError) {
	if len(s) > maxPattern {
		return Pattern{}, &PatternError{maxPattern, fmt.Sprintf("a pattern of %d bytes; the limit is %d", len(s), maxPattern), "make several terms of it"}
	}
	if simple(s) {
		return single(s)
	}
	if err := suspect(s); err != nil {
		return Pattern{}, err
	}
	body, start, near, err := proximity(s)
	if err != nil {
		return Pattern{}, err
	}
	x := expansion{pattern: body}
	wordings, err := x.alternatives(0)
	if err != nil {
		err.Offset += start
		return Pattern{}, err
	}
	p := Pattern{Sequences: make([][]Element, 0, len(wordings)), Near: near}
	for _, w := range wordings {
		elements := split(w)
		switch {
		case len(elements) == 0:
			return Pattern{}, &PatternError{start, "a pattern without a word", "write the word, or remove the entry"}
		case len(elements) > maxElements:
			return Pattern{}, &PatternError{start, fmt.Sprintf("a pattern of %d words; the limit is %d", len(elements), maxElements), ""}
		case near > 0 && len(elements) == 1:
			return Pattern{}, &PatternError{start, fmt.Sprintf("%q has one word before ~, and nothing to be near to", s), `write at least two, such as "occup* land"~5`}
		}
		p.Sequences = append(p.Sequences, elements)
	}
	return p, nil
}

// simple reports whether the pattern has no character that could be syntax.
func simple(s string) bool {
	return s != "" && !strings.ContainsAny(s, "()|\"~\\[]{}^$.")
}

// single is the short way for the pattern of one wording: nearly all of them.
func single(s string) (Pattern, *PatternError) {
	elements := split(s)
	if len(elements) == 0 {
		return Pattern{}, &PatternError{0, "a pattern without a word", "write the word, or remove the entry"}
	}
	if len(elements) > maxElements {
		return Pattern{}, &PatternError{0, fmt.Sprintf("a pattern of %d words; the limit is %d", len(elements), maxElements), ""}
	}
	return Pattern{Sequences: [][]Element{elements}}, nil
}

// suspect finds what is not in the grammar, most of it habits from regular
// expressions, before it can be read as something else.
func suspect(s string) *PatternError {
	quotes := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch c {
		case '\\':
			if i+1 == len(s) {
				return &PatternError{i, `a \ at the end of the pattern`, "remove it"}
			}
			if n := s[i+1]; n < utf8.RuneSelf && !unicode.IsPunct(rune(n)) && !unicode.IsSymbol(rune(n)) {
				return &PatternError{i, fmt.Sprintf(`%q is not in the pattern language: \ stands only before a mark`, s[i:i+2]), "patterns are not regular expressions and always match whole words"}
			}
			i++
		case '"':
			quotes++
		case '(':
			if strings.HasPrefix(s[i:], "(?<") || strings.HasPrefix(s[i:], "(?=") || strings.HasPrefix(s[i:], "(?!") {
				return &PatternError{i, fmt.Sprintf("%q looks behind or ahead, as regular expressions do", s[i:min(i+4, len(s))]), "name the contexts that are not a match under \"not\""}
			}
			if strings.HasPrefix(s[i:], "(?:") || strings.HasPrefix(s[i:], "(?i") || strings.HasPrefix(s[i:], "(?P") {
				return &PatternError{i, fmt.Sprintf("%q is from regular expressions", s[i:i+3]), "brackets need no mark of their kind, and letter case is ignored: (a|b)"}
			}
		case '[', ']', '{', '}', '^':
			return &PatternError{i, fmt.Sprintf("%q is not in the pattern language", string(c)), fmt.Sprintf(`alternatives are (a|b), letter case is ignored; for the mark itself write \%c`, c)}
		case '$':
			if i > 0 && i+1 == len(s) && s[i-1] != ' ' {
				return &PatternError{i, `"$" at the end is not in the pattern language`, `patterns always match whole words; for the mark itself write \$`}
			}
		case '.':
			if i+1 < len(s) && (s[i+1] == '*' || s[i+1] == '+' || s[i+1] == '?') {
				return &PatternError{i, fmt.Sprintf("%q is from regular expressions", s[i:i+2]), `write * alone for any run of characters, ? for one; for the full stop itself write \.`}
			}
		}
	}
	if quotes%2 == 1 {
		return &PatternError{strings.IndexByte(s, '"'), "a quotation mark without its partner", `remove it, or write \" for inches and the like`}
	}
	return nil
}

// proximity takes "…"~n apart. It gives the pattern within the marks, its
// place, and n; or the whole pattern and 0 where there is no such thing.
func proximity(s string) (body string, start, near int, err *PatternError) {
	at := -1
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
		} else if s[i] == '~' {
			at = i
			break
		}
	}
	if at < 0 {
		return s, 0, 0, nil
	}
	const form = `words near each other are written "occup* land"~5`
	open := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) })
	if s[open] != '"' || at < 2 || s[at-1] != '"' || at-1 == open {
		return "", 0, 0, &PatternError{at, `"~" stands only after the closing mark of words in quotation marks`, form + `; for the mark itself write \~`}
	}
	number := strings.TrimSpace(s[at+1:])
	n, bad := strconv.Atoi(number)
	if bad != nil || number[0] < '0' || number[0] > '9' {
		return "", 0, 0, &PatternError{at, fmt.Sprintf("%q after ~ is not a number of words", number), form}
	}
	if n < 1 || n > maxNear {
		return "", 0, 0, &PatternError{at, fmt.Sprintf("~%s: the number of words must lie between 1 and %d", number, maxNear), ""}
	}
	return s[open+1 : at-1], open + 1, n, nil
}

// expansion writes brackets out. Escapes stay as they are for split.
type expansion struct {
	pattern string
	at      int
}

// alternatives reads up to the bracket that closes the group it is in, or to
// the end at depth 0, and gives every wording.
func (x *expansion) alternatives(depth int) ([]string, *PatternError) {
	open := x.at - 1
	var out []string
	current := []string{""}
	plain := x.at // start of literal text not yet appended
	flush := func() {
		if plain < x.at {
			for i := range current {
				current[i] += x.pattern[plain:x.at]
			}
		}
	}
	for x.at < len(x.pattern) {
		switch x.pattern[x.at] {
		case '\\':
			x.at += 2 // suspect has seen that a mark follows
			x.at = min(x.at, len(x.pattern))
			continue
		case '(':
			flush()
			if depth == maxNesting {
				return nil, &PatternError{x.at, fmt.Sprintf("brackets more than %d deep", maxNesting), "make several terms of it"}
			}
			x.at++
			inner, err := x.alternatives(depth + 1)
			if err != nil {
				return nil, err
			}
			if len(current)*len(inner)+len(out) > maxSequences {
				return nil, &PatternError{x.at - 1, fmt.Sprintf("brackets that stand for more than %d wordings", maxSequences), "make several terms of it"}
			}
			product := make([]string, 0, len(current)*len(inner))
			for _, c := range current {
				for _, i := range inner {
					product = append(product, c+i)
				}
			}
			current, plain = product, x.at
			continue
		case '|', ')':
			if depth == 0 {
				if x.pattern[x.at] == ')' {
					return nil, &PatternError{x.at, "a closing bracket without its partner", `write \) for the mark itself`}
				}
				return nil, &PatternError{x.at, `"|" outside brackets`, "put brackets around the alternatives: (a|b)"}
			}
			flush()
			if len(out)+len(current) > maxSequences {
				return nil, &PatternError{x.at, fmt.Sprintf("brackets that stand for more than %d wordings", maxSequences), "make several terms of it"}
			}
			out, current = append(out, current...), []string{""}
			closing := x.pattern[x.at] == ')'
			x.at++
			plain = x.at
			if closing {
				return out, nil
			}
			continue
		}
		x.at++
	}
	if depth > 0 {
		return nil, &PatternError{open, "an opening bracket without its partner", `close it, or write \( for the mark itself`}
	}
	flush()
	return current, nil
}

// EscapePattern gives the pattern that means s itself: every character that
// would be syntax gets a \ before it, except those in keep. Readers of other
// programs' files use it for what is no syntax there.
func EscapePattern(s, keep string) string {
	const syntax = `*?()|~\[]{}^$`
	quotes := strings.Count(s, `"`)
	if quotes%2 == 0 && !strings.ContainsAny(s, syntax+".") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case strings.IndexByte(keep, c) >= 0:
		case strings.IndexByte(syntax, c) >= 0,
			c == '"' && quotes%2 == 1,
			c == '.' && i+1 < len(s) && strings.IndexByte("*+?", s[i+1]) >= 0:
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

// key gives a string that two patterns share when they find the same
// wordings in the same order of alternatives.
func (p Pattern) key() string {
	if len(p.Sequences) == 1 && p.Near == 0 && len(p.Sequences[0]) == 1 {
		if e := p.Sequences[0][0]; e.Wild || !strings.ContainsAny(e.Form, "*?") {
			return e.Form
		}
	}
	return p.keyOf(func(e Element) string { return e.Form })
}

// keyOf is key with the text of an element that is to count.
func (p Pattern) keyOf(text func(Element) string) string {
	var b strings.Builder
	for i, s := range p.Sequences {
		if i > 0 {
			b.WriteByte('|')
		}
		for j, e := range s {
			if j > 0 {
				b.WriteByte(' ')
			}
			if !e.Wild && strings.ContainsAny(e.Form, "*?") {
				b.WriteByte('\\')
			}
			b.WriteString(text(e))
		}
	}
	if p.Near > 0 {
		b.WriteString("~" + strconv.Itoa(p.Near))
	}
	return b.String()
}
