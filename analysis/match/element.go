package match

import (
	"slices"
	"strings"
	"unicode"

	"slant/lexicons"
)

// elements numbers the distinct words of patterns and tells which of them a
// form matches. It is asked once for every type of a vocabulary.
type elements struct {
	numbers    map[elementKey]int32 // gone once packed
	possessive []bool               // by element: it matches with 's too
	literal    map[string]int32     // form → the last of its postings, plus one
	postings   []posting
	globs      []globElement
	anchors    anchors
	marks      bool     // wildcards alone match marks of punctuation too
	speller    *speller // nil until a lexicon asks for it
}

type elementKey struct {
	form string
	wild bool
	forms
}

// forms says in which forms, besides its own, an element matches.
type forms struct {
	plural     bool
	possessive bool
	spelling   bool // in British and American spelling
}

// posting is one element that a form matches; before is the posting before
// it, plus one.
type posting struct {
	element int32
	before  int32
}

type globElement struct {
	pattern string
	element int32
}

func (es *elements) init(marks bool) {
	es.numbers = make(map[elementKey]int32)
	es.literal = make(map[string]int32)
	es.marks = marks
}

// pack drops what only compiling needs.
func (es *elements) pack() { es.numbers, es.speller = nil, nil }

// add gives the number of an element.
func (es *elements) add(e lexicons.Element, f forms) int32 {
	key := elementKey{e.Form, e.Wild, f}
	if n, ok := es.numbers[key]; ok {
		return n
	}
	n := int32(len(es.possessive))
	es.numbers[key] = n
	es.possessive = append(es.possessive, f.possessive)
	for _, form := range es.variants(e.Form, e.Wild, f) {
		if e.Wild {
			es.anchors.add(form, int32(len(es.globs)))
			es.globs = append(es.globs, globElement{form, n})
			continue
		}
		es.postings = append(es.postings, posting{n, es.literal[form]})
		es.literal[form] = int32(len(es.postings))
	}
	return n
}

// variants gives the forms in which an element matches, its own first; the
// possessive is left to the look-up. It works on normalised forms and on words
// as written alike.
func (es *elements) variants(form string, wild bool, f forms) []string {
	out := []string{form}
	if f.spelling {
		if es.speller == nil {
			es.speller = newSpeller()
		}
		out = append(out, es.speller.others(form, wild)...)
	}
	if f.plural && !wild {
		for _, w := range out {
			out = append(out, plurals(w)...)
		}
	}
	return out
}

// of appends the elements that a form matches, ascending.
func (es *elements) of(form string, out []int32) []int32 {
	first := len(out)
	out = es.exactly(form, false, out)
	if base, ok := strings.CutSuffix(form, "'s"); ok && base != "" {
		out = es.exactly(base, true, out)
	}
	found := out[first:]
	slices.Sort(found)
	return out[:first+len(slices.Compact(found))]
}

// exactly appends the elements that form itself matches.
func (es *elements) exactly(form string, possessive bool, out []int32) []int32 {
	for p := es.literal[form]; p > 0; p = es.postings[p-1].before {
		if e := es.postings[p-1].element; !possessive || es.possessive[e] {
			out = append(out, e)
		}
	}
	es.anchors.candidates(form, func(i int32) {
		g := &es.globs[i]
		if possessive && !es.possessive[g.element] || !glob(g.pattern, form) {
			return
		}
		if !es.marks && !isWord(form) && strings.Trim(g.pattern, "*?") == "" {
			return
		}
		out = append(out, g.element)
	})
	return out
}

// isWord reports whether a form has a letter or a digit.
func isWord(form string) bool {
	return strings.ContainsFunc(form, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}
