package match

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"slant/analysis/text"
	"slant/lexicons"
)

// letters is what one word of a pattern asks of letter case. The zero value
// asks nothing.
type letters struct {
	written []string // as the file has it, in every form that matches
	wild    bool
	exact   bool // small letters count as well as capitals
	titled  bool // the first letter is the only capital
}

// letters says what element e of term t, matching in forms f, asks.
func (c *compiler) letters(e lexicons.Element, f forms, t *lexicons.Term) letters {
	if !t.Case && (!c.m.options.Names || !strings.ContainsFunc(e.Written, unicode.IsUpper)) {
		return letters{}
	}
	return letters{
		written: c.m.elements.variants(e.Written, e.Wild, f),
		wild:    e.Wild,
		exact:   t.Case,
		titled:  titled(e.Written),
	}
}

// titled reports whether the first letter of a word is its only capital.
func titled(word string) bool {
	first, n := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && !strings.ContainsFunc(word[n:], unicode.IsUpper)
}

// fit reports whether a word of a text, whose form the element matches, is
// written with the capitals that the pattern asks for.
func (l *letters) fit(surface string, shape text.Shape) bool {
	switch {
	case l.written == nil, surface == l.written[0] && !l.wild:
		return true
	case l.exact:
	case shape == text.Lower:
		return false
	case l.titled && (shape == text.Title || shape == text.Upper):
		return true
	}
	surface = norm.NFC.String(surface)
	for _, w := range l.written {
		switch {
		case l.wild && l.exact:
			plain := strings.ReplaceAll(surface, "’", "'")
			if glob(w, plain) || glob(w, strings.TrimSuffix(plain, "'s")) {
				return true
			}
		case l.wild:
			if begin, _, _ := strings.Cut(w, "*"); l.begins(strings.TrimRight(begin, "?"), surface) {
				return true
			}
		case l.same(w, surface):
			return true
		}
	}
	return false
}

// same reports whether a word is w letter by letter; a possessive ending may
// follow.
func (l *letters) same(w, surface string) bool {
	rest, ok := l.strip(w, surface)
	if !ok {
		return false
	}
	n := 0
	for _, r := range rest {
		if cased(r) {
			n++
		}
	}
	return n == 0 || n == 1 && (strings.HasSuffix(rest, "s") || strings.HasSuffix(rest, "S"))
}

// begins reports whether a word begins with w.
func (l *letters) begins(w, surface string) bool {
	_, ok := l.strip(w, surface)
	return ok
}

// strip takes the letters of w from the front of a word. Marks and letters
// without case are passed over in both: the element has compared them.
func (l *letters) strip(w, surface string) (rest string, ok bool) {
	for _, want := range w {
		if !cased(want) {
			continue
		}
		got := rune(-1)
		for surface != "" {
			r, n := utf8.DecodeRuneInString(surface)
			surface = surface[n:]
			if cased(r) {
				got = r
				break
			}
		}
		if unicode.ToLower(got) != unicode.ToLower(want) {
			return "", false
		}
		if up := unicode.IsUpper(want); up && !unicode.IsUpper(got) || l.exact && !up && unicode.IsUpper(got) {
			return "", false
		}
	}
	return surface, true
}

// cased reports whether a character has a letter case.
func cased(r rune) bool { return unicode.IsUpper(r) || unicode.IsLower(r) || unicode.IsTitle(r) }
