package lexicons

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// shadows finds terms whose every wording another term of the category finds
// too, through a wildcard. Only sequences of one length can shadow each
// other: of two lengths, the longer match counts.
//
// Lexicons of a hundred thousand terms are checked, so wider patterns are
// looked up by the letters before the first wildcard in their first element:
// those letters must begin the first element of what they shadow. Patterns
// that begin with a wildcard are looked up by the letters after the last.
func (c *check) shadows() {
	index := map[shadowKey][]int{}
	for i, p := range c.patterns {
		t := c.lexicon.Terms[i]
		if p.Near > 0 || len(t.Not) > 0 || conditional(t) {
			continue
		}
		for _, s := range p.Sequences {
			if !wild(s) {
				continue
			}
			if k := widerKey(t.Category, s); len(index[k]) == 0 || index[k][len(index[k])-1] != i {
				index[k] = append(index[k], i)
			}
		}
	}
	for i, p := range c.patterns {
		if p.Near > 0 || len(p.Sequences) == 0 || conditional(c.lexicon.Terms[i]) {
			continue
		}
		if j := c.shadowOf(i, index); j >= 0 {
			t, wider := c.lexicon.Terms[i], c.lexicon.Terms[j]
			c.warn(t.At, "shadowed", fmt.Sprintf("%q is found by %q too, on line %d, in the same category", t.Pattern, wider.Pattern, wider.At.Line), "remove one, or make the wider one narrower")
		}
	}
}

type shadowKey struct {
	category string
	length   int
	suffix   bool
	letters  string
}

func wild(s []Element) bool {
	for _, e := range s {
		if e.Wild {
			return true
		}
	}
	return false
}

// widerKey is where a sequence with wildcards is kept.
func widerKey(category string, s []Element) shadowKey {
	e := s[0]
	if !e.Wild {
		return shadowKey{category, len(s), false, e.Form}
	}
	if prefix := e.Form[:strings.IndexAny(e.Form, "*?")]; prefix != "" {
		return shadowKey{category, len(s), false, prefix}
	}
	return shadowKey{category, len(s), true, e.Form[strings.LastIndexAny(e.Form, "*?")+1:]}
}

// shadowOf gives the first other term that finds all that term i finds, -1
// for none. Of two patterns that find the same, only the later is shadowed.
func (c *check) shadowOf(i int, index map[shadowKey][]int) int {
	narrow, t := c.patterns[i], c.lexicon.Terms[i]
	found := -1
	consider := func(k shadowKey) bool {
		for n, j := range index[k] {
			if n == maxCandidates {
				return false
			}
			wider := c.lexicon.Terms[j]
			if j == i || wider.Case && !t.Case || t.Inflect && !wider.Inflect && !endsWild(c.patterns[j]) {
				continue
			}
			if covered(narrow, c.patterns[j]) && !(j > i && covered(c.patterns[j], narrow)) {
				found = j
				return true
			}
		}
		return false
	}
	s := narrow.Sequences[0] // every wording must be covered, so this one
	form := s[0].Form
	if s[0].Wild {
		form = form[:strings.IndexAny(form, "*?")]
	}
	for end := len(form); end > 0; {
		if consider(shadowKey{t.Category, len(s), false, form[:end]}) {
			return found
		}
		_, n := utf8.DecodeLastRuneInString(form[:end])
		end -= n
	}
	form = s[0].Form
	if s[0].Wild {
		form = form[strings.LastIndexAny(form, "*?")+1:]
	}
	for start := 0; start <= len(form); {
		if consider(shadowKey{t.Category, len(s), true, form[start:]}) {
			return found
		}
		_, n := utf8.DecodeRuneInString(form[start:])
		start += max(n, 1)
	}
	return -1
}

// maxCandidates bounds the work on lexicons in which thousands of patterns
// begin alike.
const maxCandidates = 200

// endsWild reports whether every wording ends in *, so that plurals are found.
func endsWild(p Pattern) bool {
	for _, s := range p.Sequences {
		if e := s[len(s)-1]; !e.Wild || !strings.HasSuffix(e.Form, "*") {
			return false
		}
	}
	return true
}

// covered reports whether every wording of a pattern is covered by one of the
// wider pattern.
func covered(narrow, wider Pattern) bool {
	for _, n := range narrow.Sequences {
		some := false
		for _, w := range wider.Sequences {
			some = some || coversAll(w, n)
		}
		if !some {
			return false
		}
	}
	return true
}

func coversAll(wider, narrow []Element) bool {
	if len(wider) != len(narrow) {
		return false
	}
	for i := range wider {
		if !covers(wider[i], narrow[i]) {
			return false
		}
	}
	return true
}
