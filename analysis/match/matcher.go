package match

import (
	"errors"
	"fmt"
	"strings"

	"slant/analysis/diag"
	"slant/analysis/text"
	"slant/lexicons"
)

// Compat chooses whose rules of matching hold.
type Compat uint8

const (
	Default  Compat = iota // slant's own, as the package documentation says
	Quanteda               // quanteda's tokens and its nested_scope = "key"
	LIWC                   // one entry for each word, the longest, exact before wildcard
)

// Options of a Matcher. The zero value is slant's own rules.
type Options struct {
	Compat Compat
	// Names says that the patterns are names: a capital in a pattern must be
	// a capital in the text, and all terms count as one category, so that no
	// two matches overlap.
	Names bool
}

// Match is one use of a term, from its first word to its last. Marks of
// quotation and hyphens between the words are inside, those around it are not.
type Match struct {
	text.Range
	Term int32 // index into Lexicon.Terms
}

// Matcher is a lexicon made ready for matching. It is immutable and may be
// shared between workers.
type Matcher struct {
	options  Options
	elements elements
	trie     trie
	nears    []near
	nearsOf  map[int32][]int32 // element → the nears that it is in
	checks   [][]letters       // of sequences that mind letter case, by element

	// By term:
	categories []int32     // the number of its category
	keys       []int32     // the number of what never holds a word twice: its category, unless Names
	entries    []int32     // the first term of the same pattern
	excluded   []bool      // whether it has exclusions
	conds      []condition // empty when no term has one
}

// Compile makes a lexicon ready for matching. It gives every problem at once;
// a term with a problem is left out of the Matcher.
func Compile(l *lexicons.Lexicon, o Options) (*Matcher, diag.Problems) {
	c := &compiler{lexicon: l, m: &Matcher{
		options:    o,
		nearsOf:    make(map[int32][]int32),
		categories: make([]int32, len(l.Terms)),
		keys:       make([]int32, len(l.Terms)),
		entries:    make([]int32, len(l.Terms)),
		excluded:   make([]bool, len(l.Terms)),
	}}
	c.m.elements.init(o.Compat == Quanteda)
	c.trie.init()
	c.number()
	for i := range l.Terms {
		c.term(int32(i))
	}
	c.conditions()
	c.m.trie = c.trie.pack()
	c.m.elements.pack()
	return c.m, c.problems
}

// compiler is the state of one Compile.
type compiler struct {
	lexicon  *lexicons.Lexicon
	m        *Matcher
	trie     builder
	problems diag.Problems
}

// number gives categories and entries their numbers.
func (c *compiler) number() {
	categories := make(map[string]int32)
	patterns := make(map[string]int32)
	for i := range c.lexicon.Terms {
		t := &c.lexicon.Terms[i]
		k, ok := categories[t.Category]
		if !ok {
			k = int32(len(categories))
			categories[t.Category] = k
		}
		c.m.categories[i] = k
		if !c.m.options.Names {
			c.m.keys[i] = k
		}
		p := strings.ToLower(t.Pattern)
		if _, ok := patterns[p]; !ok {
			patterns[p] = int32(i)
		}
		c.m.entries[i] = patterns[p]
	}
}

// term compiles one term and its exclusions.
func (c *compiler) term(i int32) {
	t := &c.lexicon.Terms[i]
	p, ok := c.parse(t.Pattern, t)
	if !ok {
		return
	}
	if wildcards(p) && c.m.options.Compat != Quanteda {
		c.problem(t, fmt.Sprintf("%q matches every word", t.Pattern), "write at least one letter beside the wildcards")
		return
	}
	c.pattern(p, t, i)
	for _, not := range t.Not {
		if p, ok := c.parse(not, t); ok {
			c.m.excluded[i] = true
			c.pattern(p, t, ^i)
		}
	}
}

// wildcards reports whether a sequence of p has nothing but wildcards.
func wildcards(p lexicons.Pattern) bool {
	for _, s := range p.Sequences {
		only := true
		for _, e := range s {
			only = only && e.Wild && strings.Trim(e.Form, "*?") == ""
		}
		if only {
			return true
		}
	}
	return false
}

// parse reads a pattern of term t.
func (c *compiler) parse(pattern string, t *lexicons.Term) (lexicons.Pattern, bool) {
	source := pattern
	if c.m.options.Compat == Quanteda {
		source = glueHyphens(pattern)
	}
	p, err := lexicons.ParsePattern(source)
	if err != nil {
		hint := ""
		if pe := (*lexicons.PatternError)(nil); errors.As(err, &pe) {
			c.problem(t, fmt.Sprintf("pattern %q: %s", pattern, pe.Message), pe.Hint)
			return p, false
		}
		c.problem(t, fmt.Sprintf("pattern %q: %v", pattern, err), hint)
		return p, false
	}
	if c.m.options.Compat == Quanteda {
		unglueHyphens(p)
	}
	return p, true
}

func (c *compiler) problem(t *lexicons.Term, message, hint string) {
	c.problems = append(c.problems, &diag.Problem{Position: t.At, Reason: "pattern", Message: message, Hint: hint})
}

// pattern compiles the sequences of p. id is the number of the term, or its
// complement for an exclusion of the term.
func (c *compiler) pattern(p lexicons.Pattern, t *lexicons.Term, id int32) {
	for _, sequence := range p.Sequences {
		sequence = withoutStops(sequence)
		head := -1
		if t.Inflect && c.m.options.Compat == Default {
			head = headOf(sequence)
		}
		if p.Near > 0 {
			c.near(sequence, p.Near, t, id, head >= 0)
			continue
		}
		node, rank := int32(root), int32(0)
		check := make([]letters, len(sequence))
		minds := false
		for k, e := range sequence {
			f := c.forms()
			f.plural = k == head
			f.possessive = f.possessive && k == len(sequence)-1
			node = c.trie.child(node, c.m.elements.add(e, f))
			rank += rankOf(e)
			check[k] = c.letters(e, f, t)
			minds = minds || check[k].written != nil
		}
		a := accept{id: id, rank: rank, words: int32(len(sequence)), check: -1}
		if minds {
			a.check = int32(len(c.m.checks))
			c.m.checks = append(c.m.checks, check)
		}
		c.trie.accept(node, a)
	}
}

// forms says in which forms the words of a lexicon match, whatever their place.
func (c *compiler) forms() forms {
	return forms{
		possessive: c.m.options.Compat == Default,
		spelling:   c.lexicon.Spelling && c.m.options.Compat == Default,
	}
}

// rankOf is 0 for an exact element; for one with wildcards it is the lower
// the more letters it names.
func rankOf(e lexicons.Element) int32 {
	if !e.Wild {
		return 0
	}
	named := len(e.Form) - strings.Count(e.Form, "*") - strings.Count(e.Form, "?")
	return int32(1<<16 - min(named, 1<<10))
}

// withoutStops leaves out the full stops that follow a word: those of
// abbreviations, which need not be in a text ("U.S.", "Mr. Biden").
func withoutStops(sequence []lexicons.Element) []lexicons.Element {
	out := make([]lexicons.Element, 0, len(sequence))
	for i, e := range sequence {
		if i > 0 && !e.Wild && e.Form == "." && isWord(sequence[i-1].Form) {
			continue
		}
		out = append(out, e)
	}
	return out
}
