package match

import (
	"fmt"
	"slices"
	"strings"

	"slant/lexicons"
)

// condition is a term's lexicons.Condition made ready.
type condition struct {
	next     int32   // element that the next word must match; -1 for none
	previous []int32 // categories, as a set; -1 is none
	unless   bool
}

// conditions compiles the conditions of all terms.
func (c *compiler) conditions() {
	any := false
	for i := range c.lexicon.Terms {
		any = any || c.lexicon.Terms[i].If.Next != "" || c.lexicon.Terms[i].If.Previous != nil
	}
	if !any {
		return
	}
	numbers := make(map[string]int32)
	for i := range c.lexicon.Categories {
		numbers[c.lexicon.Categories[i].Name] = -1 // known, perhaps without terms
	}
	for i := range c.lexicon.Terms {
		numbers[c.lexicon.Terms[i].Category] = c.m.categories[i]
	}
	c.m.conds = make([]condition, len(c.lexicon.Terms))
	for i := range c.lexicon.Terms {
		c.m.conds[i] = c.condition(&c.lexicon.Terms[i], numbers)
	}
}

// condition compiles the condition of one term.
func (c *compiler) condition(t *lexicons.Term, numbers map[string]int32) condition {
	out := condition{next: -1, unless: t.If.Unless}
	if t.If.Next != "" {
		p, ok := c.parse(t.If.Next, t)
		switch {
		case !ok:
		case len(p.Sequences) != 1 || len(p.Sequences[0]) != 1 || p.Near > 0:
			c.problem(t, fmt.Sprintf("the next word of %q is given as %q, which is not one word", t.Pattern, t.If.Next), "")
		default:
			out.next = c.m.elements.add(p.Sequences[0][0], forms{})
		}
	}
	for _, name := range t.If.Previous {
		known := false
		for category, k := range numbers {
			if category == name || strings.HasPrefix(category, name+".") {
				known = true
				out.previous = append(out.previous, k)
			}
		}
		if !known {
			c.problem(t, fmt.Sprintf("%q counts only after a word of %q, which is no category", t.Pattern, name), "")
		}
	}
	slices.Sort(out.previous)
	return out
}

// holds reports whether a term with condition c counts where tokens first to
// end stand.
func (f *Finder) holds(c *condition, first, end int) bool {
	switch {
	case c.next >= 0:
		return f.nextIs(c.next, end) != c.unless
	case c.previous != nil:
		return f.previousIn(c.previous, first) != c.unless
	}
	return true
}

// nextIs reports whether the word after a match that ends at end matches an
// element.
func (f *Finder) nextIs(element int32, end int) bool {
	next := f.next(end - 1)
	if next < 0 {
		return false
	}
	for _, e := range f.elementsAt(next) {
		if e == element {
			return true
		}
	}
	return false
}

// previousIn reports whether the word before token first is a term of one of
// the categories, on its own and whatever that term's own condition.
func (f *Finder) previousIn(categories []int32, first int) bool {
	before := f.previous(first)
	if before < 0 {
		return false
	}
	t := &f.m.trie
	for _, e := range f.elementsAt(before) {
		n, ok := t.child(root, e)
		if !ok {
			continue
		}
		for _, a := range t.endsOf(n) {
			if a.id < 0 || a.check >= 0 && !f.m.checks[a.check][0].fit(f.surface(before), f.tokens[before].Shape) {
				continue
			}
			for _, k := range categories {
				if f.m.categories[a.id] == k {
					return true
				}
			}
		}
	}
	return false
}

// elementsAt gives the elements that token i matches.
func (f *Finder) elementsAt(i int) []int32 {
	c := f.types[f.tokens[i].Type]
	if c < 0 {
		c = -c
	}
	return f.classes[c].elements
}
