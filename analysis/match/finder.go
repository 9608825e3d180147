package match

import (
	"strings"
	"unicode/utf8"

	"slant/analysis/text"
	"slant/lexicons"
)

// Finder finds the terms of a Matcher in texts whose types come from one
// vocabulary. It belongs to one worker, like the vocabulary.
type Finder struct {
	m          *Matcher
	vocabulary *text.Vocabulary
	class      *text.Table[int32]
	gap        *text.Table[gap]
	classes    []class // from 1 on
	alone      []int32 // by class: the term, where one pattern of one word is all that begins here and nothing can be against it; or -1

	body    string
	tokens  []text.Token
	types   []int32 // class by type
	gaps    []gap   // likewise
	low     int     // first token of the sentence at hand
	high    int     // the token after its last
	path    []int   // tokens that the elements of the sequence at hand matched
	cluster cluster
	units   units
}

// class is what the types that match the same pattern words have in common.
// Its number is negative when no pattern begins with them.
type class struct {
	ends     []accept // patterns of one word
	roots    []int32  // nodes one element from the root, from which an edge leaves
	elements []int32  // every element matched
	nears    []int32
}

// gap is what a token may be between the words of a phrase.
type gap uint8

const (
	solid  gap = iota // a word, or a mark that breaks phrases
	mark              // a mark of quotation, or nothing visible
	hyphen            // passed over where no space sets it off
	stop              // a full stop: passed over after an abbreviation
)

// Bind gives a Finder for texts of vocabulary v.
func (m *Matcher) Bind(v *text.Vocabulary) *Finder {
	f := &Finder{m: m, vocabulary: v, classes: make([]class, 1), alone: make([]int32, 1), path: make([]int, 64)}
	f.class = text.NewTable(v, f.classOf)
	f.gap = text.NewTable(v, gapOf)
	f.cluster.m = m
	return f
}

// classOf gives the number of a form's class: what the text asks of every
// token, computed once for every type.
func (f *Finder) classOf(form string) int32 {
	m := f.m
	elements := m.elements.of(form, nil)
	if len(elements) == 0 {
		return 0
	}
	c := class{elements: elements}
	for _, e := range elements {
		if n, ok := m.trie.child(root, e); ok {
			c.ends = append(c.ends, m.trie.endsOf(n)...)
			if len(m.trie.edgesOf(n)) > 0 {
				c.roots = append(c.roots, n)
			}
		}
		c.nears = append(c.nears, m.nearsOf[e]...)
	}
	alone := int32(-1)
	if len(c.ends) == 1 && c.roots == nil && c.nears == nil && c.ends[0].check < 0 && len(m.conds) == 0 {
		alone = max(alone, c.ends[0].id)
	}
	n := int32(len(f.classes))
	f.classes = append(f.classes, c)
	f.alone = append(f.alone, alone)
	if c.ends == nil && c.roots == nil && c.nears == nil {
		return -n
	}
	return n
}

// gapOf classes a form.
func gapOf(form string) gap {
	switch form {
	case "":
		return mark
	case ".":
		return stop
	case "-", "‐", "‑", "–", "־":
		return hyphen
	}
	if lexicons.Separates(form) {
		return mark
	}
	return solid
}

// Find appends the matches in t to out, ordered by place: by first word, then
// the longer first, then by term. With within not nil, only those that lie
// wholly in one of its ranges, which must be in order, are appended; what is
// outside still decides whether they are matches.
func (f *Finder) Find(t *text.Text, within []text.Range, out []Match) []Match {
	f.body, f.tokens = t.Body, t.Tokens
	f.types, f.gaps = f.class.All(), f.gap.All()
	first := len(out)
	switch {
	case f.m.options.Compat == Quanteda:
		out = f.findUnits(t, out)
	case within == nil:
		for _, s := range t.Sentences {
			out = f.sentence(s, out)
		}
	default:
		next := 0
		for _, w := range within {
			if w.Empty() {
				continue
			}
			for next = max(next, t.SentenceAt(w.First)); next < len(t.Sentences) && t.Sentences[next].First < w.End; next++ {
				out = f.sentence(t.Sentences[next], out)
			}
		}
	}
	if within != nil {
		out = inside(out, first, within)
	}
	f.body, f.tokens = "", nil // do not keep the document alive
	return out
}

// inside keeps of out[first:] what lies wholly in one of the ranges.
func inside(out []Match, first int, within []text.Range) []Match {
	kept, w := out[:first], 0
	for _, m := range out[first:] {
		for w < len(within) && within[w].End <= m.First {
			w++
		}
		if w < len(within) && within[w].First <= m.First && m.End <= within[w].End {
			kept = append(kept, m)
		}
	}
	return kept
}

// sentence appends the matches in one sentence.
func (f *Finder) sentence(s text.Range, out []Match) []Match {
	f.low, f.high = s.First, s.End
	tokens, types := f.tokens[:s.End], f.types
	for i := s.First; i < len(tokens); i++ {
		c := types[tokens[i].Type]
		if c <= 0 {
			continue
		}
		if f.cluster.over(i) {
			out = f.cluster.resolve(f, out)
		}
		if term := f.alone[c]; term >= 0 && len(f.cluster.found) == 0 && f.end(i) == i+1 {
			// Most matches are such. Nothing that comes later can overlap one.
			out = append(out, Match{text.Range{First: i, End: i + 1}, term})
			continue
		}
		k := &f.classes[c]
		f.path[0] = i
		for j := range k.ends {
			f.accept(&k.ends[j], 0)
		}
		for _, n := range k.roots {
			f.walk(n, 0)
		}
		for _, n := range k.nears {
			f.near(&f.m.nears[n], i)
		}
	}
	if len(f.cluster.found) > 0 {
		out = f.cluster.resolve(f, out)
	}
	return out
}

// walk follows the edges from node n, which path[:depth+1] has led to.
func (f *Finder) walk(n int32, depth int) {
	next := f.next(f.path[depth])
	if next < 0 {
		return
	}
	f.path[depth+1] = next
	t := &f.m.trie
	for _, e := range f.elementsAt(next) {
		child, ok := t.child(n, e)
		if !ok {
			continue
		}
		ends := t.endsOf(child)
		for i := range ends {
			f.accept(&ends[i], depth+1)
		}
		if len(t.edgesOf(child)) > 0 {
			f.walk(child, depth+1)
		}
	}
}

// accept notes a sequence found, unless letter case or the term's condition
// are against it.
func (f *Finder) accept(a *accept, depth int) {
	if a.check >= 0 {
		check := f.m.checks[a.check]
		for k := range check {
			if !check[k].fit(f.surface(f.path[k]), f.tokens[f.path[k]].Shape) {
				return
			}
		}
	}
	f.found(found{first: f.path[0], end: f.end(f.path[depth]), words: a.words, rank: a.rank, id: a.id})
}

// found notes a possible match if the term's condition holds.
func (f *Finder) found(x found) {
	if x.id >= 0 && len(f.m.conds) > 0 && !f.holds(&f.m.conds[x.id], x.first, x.end) {
		return
	}
	f.cluster.add(x)
}

// next gives the token that stands next to token i in a phrase, or -1.
// Quotation marks are passed over, hyphens that no space sets off, and the
// full stop of an abbreviation.
func (f *Finder) next(i int) int {
	if f.units.on {
		if i+1 < f.high {
			return i + 1
		}
		return -1
	}
	for j := i + 1; j < f.high; j++ {
		tok := &f.tokens[j]
		switch f.gaps[tok.Type] {
		case solid:
			return j
		case hyphen:
			if !f.tight(j) {
				return j
			}
		case stop:
			if j != i+1 || tok.Space || !abbreviation(f.surface(i)) {
				return j
			}
		}
	}
	return -1
}

// previous is next to the left.
func (f *Finder) previous(i int) int {
	if f.units.on {
		if i > f.low {
			return i - 1
		}
		return -1
	}
	for j := i - 1; j >= f.low; j-- {
		switch f.gaps[f.tokens[j].Type] {
		case solid:
			return j
		case hyphen:
			if !f.tight(j) {
				return j
			}
		case stop:
			if j == f.low || f.tokens[j].Space || !abbreviation(f.surface(j-1)) {
				return j
			}
		}
	}
	return -1
}

// tight reports whether hyphen j joins two words: no space before it, and
// none after it but a line break.
func (f *Finder) tight(j int) bool {
	if f.tokens[j].Space || j+1 >= f.high {
		return false
	}
	next := &f.tokens[j+1]
	return !next.Space || strings.ContainsAny(f.body[f.tokens[j].End:next.Start], "\n\r")
}

// abbreviation reports whether a full stop after a word, within a sentence,
// can be that of an abbreviation: the word has stops inside ("U.S") or is
// short ("Gen", "Capt").
func abbreviation(word string) bool {
	return utf8.RuneCountInString(word) <= 5 || strings.Contains(word, ".")
}

// surface gives token i as it stands in the text.
func (f *Finder) surface(i int) string { return f.body[f.tokens[i].Start:f.tokens[i].End] }

// end gives the end of a match whose last word is token i: the full stop that
// closes "U.S." belongs to it.
func (f *Finder) end(i int) int {
	if f.units.on || i+1 >= f.high || f.tokens[i].Kind != text.Word || f.tokens[i+1].Space {
		return i + 1
	}
	if f.gaps[f.tokens[i+1].Type] == stop && strings.Contains(f.surface(i), ".") {
		return i + 2
	}
	return i + 1
}
