package lexicons

import (
	"fmt"
	"strings"
	"unicode"

	"slant/analysis/diag"
)

// Check finds what is likely a slip in a lexicon that can be read: patterns
// that catch everything, nothing or whole families of words, terms that
// others shadow, exclusions that exclude nothing, referents that no roster
// knows. Without rosters, referents are not looked up. All that it finds is a
// warning; none of it keeps a lexicon from being used.
func (l *Lexicon) Check(rosters ...*Roster) diag.Problems {
	c := &check{lexicon: l, patterns: make([]Pattern, len(l.Terms))}
	for i, t := range l.Terms {
		p, err := parsePattern(t.Pattern)
		if err != nil {
			c.warn(t.At, "pattern", fmt.Sprintf("pattern %q: %s", cut(t.Pattern), err.Message), err.Hint)
			continue
		}
		if c.wildcards(t, p) {
			continue // it shadows all others; saying so once is enough
		}
		c.patterns[i] = p
		c.scripts(t, p)
		c.exclusions(t, p)
	}
	c.duplicates()
	c.shadows()
	c.properties(rosters)
	c.categories()
	c.tests()
	c.problems.Sort()
	return c.problems
}

// check is one run of Check.
type check struct {
	lexicon  *Lexicon
	patterns []Pattern // of the terms; without sequences where it is none or finds everything
	problems diag.Problems
}

func (c *check) warn(at diag.Position, reason, message, hint string) {
	c.problems = append(c.problems, &diag.Problem{Position: at, Severity: diag.Warning, Reason: reason, Message: message, Hint: hint})
}

// wildcards finds patterns that catch everything, which it reports as a result
// too, or a family of words.
func (c *check) wildcards(t Term, p Pattern) (everything bool) {
	for _, s := range p.Sequences {
		written := 0
		for _, e := range s {
			written += letters(e)
		}
		if written == 0 {
			c.warn(t.At, "everything", fmt.Sprintf("%q finds any word", t.Pattern), "write at least some letters")
			return true
		}
		if len(s) > 1 || !s[0].Wild {
			continue
		}
		if strings.Contains(s[0].Form, "*") && written < stem(s[0].Form) {
			c.warn(t.At, "family", fmt.Sprintf("%q finds every word with %q, related or not", t.Pattern, strings.Trim(s[0].Form, "*?")), "write more letters, or the words themselves: (a|b)")
			return false
		}
		if word := strings.TrimSuffix(s[0].Form, "s?"); word != s[0].Form {
			c.warn(t.At, "question", fmt.Sprintf("%q does not find %q: ? stands for exactly one character", t.Pattern, word), fmt.Sprintf("write both words: %s(s|)", word))
			return false
		}
	}
	return false
}

// letters counts the characters of an element that are no wildcards.
func letters(e Element) int {
	n := 0
	for _, r := range e.Form {
		if !e.Wild || r != '*' && r != '?' {
			n++
		}
	}
	return n
}

// stem is the number of letters from which a stem with * is taken to be of
// one family of words: four in an alphabet ("war*" finds ward, warm and
// warn), three where vowels are not written, one where characters are words.
func stem(form string) int {
	for _, r := range form {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			return 1
		case unicode.In(r, unicode.Arabic, unicode.Hebrew):
			return 3
		}
	}
	return 4
}

// scripts finds words in two alphabets, which no text has: а Cyrillic а in a
// Latin word looks right and catches nothing.
func (c *check) scripts(t Term, p Pattern) {
	for _, s := range p.Sequences {
		for _, e := range s {
			var first *unicode.RangeTable
			for _, r := range e.Form {
				table := script(r)
				if table == nil {
					continue
				}
				if first == nil {
					first = table
				}
				if table != first {
					c.warn(t.At, "scripts", fmt.Sprintf("%q in %q mixes alphabets: %q is of another than the letters before it", e.Written, t.Pattern, string(r)), "type the word anew")
					return
				}
			}
		}
	}
}

// exclusions finds those that can never overlap the term, and so exclude
// nothing.
func (c *check) exclusions(t Term, p Pattern) {
	for _, not := range t.Not {
		n, err := parsePattern(not)
		if err != nil {
			c.warn(t.At, "pattern", fmt.Sprintf("exclusion %q: %s", cut(not), err.Message), err.Hint)
			continue
		}
		if !overlap(n, p, t.Inflect) {
			c.warn(t.At, "exclusion", fmt.Sprintf("the exclusion %q never overlaps the term %q and excludes nothing", not, t.Pattern), "write the context with the term in it")
		}
	}
}

// overlap reports whether a context can overlap a match of a term.
func overlap(context, term Pattern, inflect bool) bool {
	for _, c := range context.Sequences {
		for _, t := range term.Sequences {
			if term.Near > 0 || context.Near > 0 {
				if shareWord(c, t, inflect) {
					return true
				}
				continue
			}
			for shift := 1 - len(t); shift < len(c); shift++ {
				if agree(c, t, shift, inflect) {
					return true
				}
			}
		}
	}
	return false
}

// agree reports whether a term that begins shift elements after the context
// can be in one text with it.
func agree(context, term []Element, shift int, inflect bool) bool {
	for i, t := range term {
		if at := i + shift; at >= 0 && at < len(context) && !same(context[at], t, inflect) {
			return false
		}
	}
	return true
}

// shareWord reports whether the two have a word in common.
func shareWord(context, term []Element, inflect bool) bool {
	for _, t := range term {
		for _, c := range context {
			if same(c, t, inflect) {
				return true
			}
		}
	}
	return false
}

// same reports whether two elements can stand for the same token.
func same(context, term Element, inflect bool) bool {
	return meets(context, term) || inflect && inflected(context.Form, term.Form)
}

// inflected reports whether a word may be a form of another: they differ in
// their last letters only.
func inflected(form, word string) bool {
	last := 1 // colony, colonies
	if strings.HasSuffix(word, "man") || strings.HasSuffix(word, "fe") {
		last = 2 // woman, women; knife, knives
	}
	return len(word) > 2 && strings.HasPrefix(form, word[:len(word)-last]) && len(form) <= len(word)+3
}

// duplicates finds patterns that come twice, under whatever spelling. What a
// file says in one line is meant so.
func (c *check) duplicates() {
	type entry struct {
		key       string
		sensitive bool
	}
	first := make(map[entry]int, len(c.patterns))
	for i, t := range c.lexicon.Terms {
		if len(c.patterns[i].Sequences) == 0 || conditional(t) {
			continue
		}
		key := entry{c.patterns[i].key(), t.Case}
		j, seen := first[key]
		if !seen {
			first[key] = i
			continue
		}
		a := c.lexicon.Terms[j]
		switch {
		case a.At.Line == t.At.Line && t.At.Line > 0:
		case a.Category == t.Category:
			c.warn(t.At, "duplicate", fmt.Sprintf("%q is in %q already, on line %d, under other conditions; where both hold it counts twice", t.Pattern, t.Category, a.At.Line), "")
		default:
			c.warn(t.At, "duplicate", fmt.Sprintf("%q is in %q too, on line %d; it counts in both", t.Pattern, a.Category, a.At.Line), "")
		}
	}
}

// properties finds stances without a referent, referents that are no actor,
// and conditions that cannot be met.
func (c *check) properties(rosters []*Roster) {
	ids := map[string]bool{}
	var known []string
	for _, r := range rosters {
		for _, a := range r.Actors {
			if !ids[a.ID] {
				ids[a.ID] = true
				known = append(known, a.ID)
			}
		}
	}
	categories := map[string]bool{}
	for _, category := range c.lexicon.Categories {
		categories[category.Name] = true
	}
	for _, t := range c.lexicon.Terms {
		if t.HasStance && t.Referent == "" {
			c.warn(t.At, "stance", fmt.Sprintf("%q has a stance, but no referent that it is toward", t.Pattern), "name the actor under referent")
		}
		if t.Referent != "" && len(rosters) > 0 && !ids[t.Referent] {
			c.warn(t.At, "referent", fmt.Sprintf("the referent %q of %q is no actor", t.Referent, t.Pattern), diag.DidYouMean(t.Referent, known))
		}
		for _, name := range t.If.Previous {
			if !categories[name] {
				c.warn(t.At, "condition", fmt.Sprintf("%q depends on category %q, which there is none of", t.Pattern, name), "")
			}
		}
		switch {
		case t.If.Next != "" && len(t.If.Previous) > 0:
			c.warn(t.At, "condition", fmt.Sprintf("%q has conditions on the word before and on the next; one is possible", t.Pattern), "")
		case t.If.Unless && !conditional(t):
			c.warn(t.At, "condition", fmt.Sprintf("%q has unless without next or previous", t.Pattern), "")
		}
	}
}

// categories finds those without terms.
func (c *check) categories() {
	filled := map[string]bool{}
	mark := func(name string) {
		for {
			filled[name] = true
			dot := strings.LastIndexByte(name, '.')
			if dot < 0 {
				return
			}
			name = name[:dot]
		}
	}
	for _, t := range c.lexicon.Terms {
		if !filled[t.Category] {
			mark(t.Category)
		}
	}
	for _, category := range c.lexicon.Categories {
		if !filled[category.Name] && !c.lexicon.implied(category.Name) {
			c.warn(category.At, "category", fmt.Sprintf("category %q has no terms", category.Name), "")
		}
	}
}

// tests finds expectations that no matcher could meet.
func (c *check) tests() {
	for _, t := range c.lexicon.Tests {
		rest := t.Text
		for _, m := range t.Matches {
			i := strings.Index(rest, m)
			if i < 0 {
				c.warn(t.At, "test", fmt.Sprintf("the test expects %q, which is not in its text, or not in that order", m), "write the words as they stand in the text")
				break
			}
			rest = rest[i:]
		}
	}
}
