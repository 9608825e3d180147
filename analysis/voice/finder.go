package voice

import (
	"slices"

	"slant/analysis/text"
)

// Found is what a Finder finds in a text.
type Found struct {
	Attributions []Attribution // in order of Content.First, outer ones first
	Segments     []Segment     // a partition of the tokens, in order
}

// Finder finds voices. It belongs to one worker, like its vocabulary.
type Finder struct {
	vocabulary *text.Vocabulary
	lexicon    *lexicon
	table      *text.Few[word]

	// What is known of the text at hand, by token.
	t     *text.Text
	words []word
	in    []int32 // index of the outermost quotation it stands in, plus one
	tagger

	quotes
	flagged []int32 // tokens that are marks
	roles   []Role

	out    []Attribution
	taken  []int32 // by quotation: the attribution it is the content of, plus one
	last   speaker
	group  int32 // number of the last statement
	cands  []candidate
	turns  []turn
	turn   int               // the one that block at hand is in, or the next
	labels map[text.Type]int // how often what ends a label does
	open   []int32           // attributions that have not ended

	resolved []int32
	sources  []int32  // attributions in order of their sources
	spoken   []spoken // the sources resolved so far
}

// speaker is who spoke last.
type speaker struct {
	source, cue text.Range
	class       Class
	statement   int32
	block       int // where the statement stands
	end         int // token after it
	ok          bool
}

// New gives a finder for texts whose tokens carry the types of v.
func New(v *text.Vocabulary) *Finder {
	l := readLexicon()
	return &Finder{vocabulary: v, lexicon: l, table: newWords(l, v), labels: make(map[text.Type]int)}
}

// Find finds the voices of t. roles has one entry for each block; nil stands
// for plain blocks. The slices of out are overwritten and reused.
func (f *Finder) Find(t *text.Text, roles []Role, out *Found) {
	f.t, f.roles, f.out = t, roles, out.Attributions[:0]
	f.last = speaker{}
	f.group = 0
	f.look(t)
	f.pair(t)
	f.findTurns()
	for b := range t.Blocks {
		f.block(b)
	}
	f.leftovers()
	f.finish()
	out.Attributions = f.out
	out.Segments = f.Segments(t, roles, out.Attributions, out.Segments[:0])
	f.t, f.out, f.roles = nil, nil, nil
}

// role gives what is known of a block.
func (f *Finder) role(b int) Role { return roleOf(f.roles, b) }

func roleOf(roles []Role, b int) Role {
	if b < len(roles) {
		return roles[b]
	}
	return Plain
}

// look reads what is known of every token.
func (f *Finder) look(t *text.Text) {
	f.words, f.flagged = f.words[:0], f.flagged[:0]
	for i := range t.Tokens {
		w := f.table.Of(t.Tokens[i].Type)
		if w.mark != noMark {
			f.flagged = append(f.flagged, int32(i))
		}
		f.words = append(f.words, w)
	}
	f.tags = slices.Grow(f.tags[:0], len(t.Tokens))[:len(t.Tokens)]
	clear(f.tags) // not every token gets one
}

// pair finds the quotations of the text, and which tokens they hold.
func (f *Finder) pair(t *text.Text) {
	f.found = f.found[:0]
	f.in = slices.Grow(f.in[:0], len(t.Tokens))[:len(t.Tokens)]
	clear(f.in)
	k, carried := 0, false
	for b := range t.Blocks {
		from := k
		for k < len(f.flagged) && int(f.flagged[k]) < t.Blocks[b].Tokens.End {
			k++
		}
		if b > 0 && f.furniture(b) != f.furniture(b-1) {
			carried = false
		}
		if from == k {
			carried = false
			continue
		}
		carried = f.find(t, f.table, f.flagged[from:k], b, carried)
	}
	for q := range f.found {
		if f.found[q].outer >= 0 {
			continue
		}
		for i := f.found[q].First; i < f.found[q].End; i++ {
			f.in[i] = int32(q) + 1
		}
	}
	f.taken = slices.Grow(f.taken[:0], len(f.found))[:len(f.found)]
	clear(f.taken)
}

// furniture reports whether block b is page furniture.
func (f *Finder) furniture(b int) bool { return f.role(b) == FurnitureBlock }

// block finds the attributions of one block.
func (f *Finder) block(b int) {
	if b > 0 && f.furniture(b) != f.furniture(b-1) {
		f.last = speaker{}
	}
	tokens := f.t.Blocks[b].Tokens
	if f.role(b) == QuotationBlock {
		a := Attribution{Content: tokens, Voice: Quoted, Rule: DirectBlock}
		statement := int32(0)
		if f.last.ok && f.last.block >= b-1 {
			a.Source, a.Cue, a.Class, statement = f.last.source, f.last.cue, f.last.class, f.last.statement
			f.last.block = b
		}
		f.add(a, statement)
		f.take(tokens, len(f.out)-1)
		return
	}
	if f.transcript(b, tokens) {
		return
	}
	s := f.t.Blocks[b].Sentences
	for s.First < s.End {
		p := f.t.Sentences[s.First]
		s.First++
		for s.First < s.End && f.in[p.End-1] != 0 && f.in[p.End] == f.in[p.End-1] {
			p.End = f.t.Sentences[s.First].End
			s.First++
		}
		for s.First < s.End && f.asks(p, f.t.Sentences[s.First]) {
			p.End = f.t.Sentences[s.First].End
			s.First++
			for s.First < s.End && f.in[p.End-1] != 0 && f.in[p.End] == f.in[p.End-1] {
				p.End = f.t.Sentences[s.First].End
				s.First++
			}
		}
		for end := f.cut(p); end < p.End; end = f.cut(p) {
			f.period(b, text.Range{First: p.First, End: end})
			p.First = end
		}
		f.period(b, p)
	}
}

// longest is how many tokens outside marks of quotation a sentence can have.
// What is longer is no sentence but a list or a table.
const longest = 400

// cut gives where a sentence that is too long is cut: outside marks.
func (f *Finder) cut(p text.Range) int {
	n := 0
	for i := p.First; i < p.End; i++ {
		if q := f.in[i]; q != 0 {
			i = f.found[q-1].End - 1
			continue
		}
		if n++; n > longest {
			return i
		}
	}
	return p.End
}

// asks reports whether a sentence that is a quotation goes on in the next one:
// “Why?” Moreno asked.
func (f *Finder) asks(p, next text.Range) bool {
	q := f.in[p.End-1]
	if q == 0 || f.found[q-1].End != p.End || f.found[q-1].inner.Empty() || f.in[p.First] == 0 {
		return false
	}
	last := f.form(f.found[q-1].inner.End - 1)
	for i := next.First; i < next.End && i < next.First+12 && f.in[i] == 0; i++ {
		w := &f.words[i]
		if w.is&(wStop|wColon|wSemicolon|wThat|wAux) != 0 {
			return false
		}
		if w.verb == 0 || w.is&(vPast|vS) == 0 || w.is&wNoun != 0 || f.lexicon.cues[w.verb].frames&(fQuote|fClause) == 0 || f.t.Tokens[i].Shape != text.Lower {
			continue
		}
		if i+1 >= next.End || f.in[i+1] != 0 {
			return true
		}
		switch after := &f.words[i+1]; {
		case after.is&(wThat|wSubject|wColon|wQuestion) != 0:
			return false
		case last == "?" || last == "!" || last == "…":
			return true
		default:
			return after.is&(wStop|wComma) != 0
		}
	}
	return false
}

// add appends an attribution to a statement; 0 stands for a new one. Content
// that is all inside marks is quoted.
func (f *Finder) add(a Attribution, statement int32) int32 {
	if !a.Content.Empty() {
		if q := f.in[a.Content.First]; q != 0 && f.found[q-1].Range == a.Content && a.Voice == Reported {
			a.Voice = Quoted
		}
	}
	if statement == 0 {
		f.group++
		statement = f.group
	}
	a.Statement = statement
	f.out = append(f.out, a)
	return statement
}

// take records that the quotations inside a range belong to attribution a.
func (f *Finder) take(r text.Range, a int) {
	for i := r.First; i < r.End; i++ {
		if q := f.in[i]; q != 0 {
			if f.taken[q-1] == 0 {
				f.taken[q-1] = int32(a) + 1
			}
			i = max(i, f.found[q-1].End-1)
		}
	}
}

// leftovers gives the quotations that no source was found for.
func (f *Finder) leftovers() {
	n := len(f.out)
	for q := range f.found {
		s := &f.found[q]
		if s.outer >= 0 || s.words == 0 {
			continue
		}
		if at := f.taken[q]; at > 0 {
			a := f.out[at-1]
			switch {
			case int(at) > n || a.Voice != Reported:
			case s.words < 5 && f.isName(s) && (f.naming(s) || a.Source.Empty()):
				f.add(Attribution{Content: s.Range, Voice: Scare, Rule: NameMarks}, 0)
			default:
				f.add(Attribution{Content: s.Range, Source: a.Source, Cue: a.Cue, Class: a.Class, Voice: Quoted, Rule: DirectPart}, a.Statement)
			}
			continue
		}
		switch {
		case s.words >= 5:
			f.add(Attribution{Content: s.Range, Voice: Quoted, Rule: DirectAlone}, 0)
		case f.isName(s):
			f.add(Attribution{Content: s.Range, Voice: Scare, Rule: NameMarks}, 0)
		default:
			f.add(Attribution{Content: s.Range, Voice: Scare, Rule: ScareMarks}, 0)
		}
	}
}

// isName reports whether a short quotation is the name of a work or of an
// operation: its words have capitals, and there are several of them or a word
// before it says that it is a name.
func (f *Finder) isName(q *quotation) bool {
	capitals := 0
	for i := q.inner.First; i < q.inner.End; i++ {
		tok := &f.t.Tokens[i]
		switch {
		case tok.Kind != text.Word:
		case tok.Shape != text.Lower:
			capitals++
		case f.words[i].is&(wDeterminer|wPreposition|wCoordinator|wTo) == 0:
			return false
		}
	}
	return capitals > 0 && (f.naming(q) || capitals >= 2 && f.role(int(q.block)) != HeadlineBlock)
}

// naming reports whether a word before a quotation says that it is a name.
func (f *Finder) naming(q *quotation) bool {
	for i := q.First - 1; i >= 0 && i >= q.First-3 && f.in[i] == 0; i-- {
		switch f.form(i) {
		case "operation", "dubbed", "titled", "entitled", "named", "nicknamed", "codenamed", "known", "film", "movie", "book", "novel", "memoir", "song", "album",
			"show", "series", "documentary", "play", "episode", "column", "essay", "program", "programme", "campaign", "hashtag", "slogan", "app", "magazine", "newspaper", "podcast", "project":
			return true
		case "called":
			return i == q.First-1 && i > 0 && f.tags[i-1] == tNoun && f.t.Tokens[i-1].Shape == text.Lower // a film called
		}
	}
	return false
}

// finish puts the attributions in order and tells which stands in which.
func (f *Finder) finish() {
	f.out = slices.DeleteFunc(f.out, func(a Attribution) bool { return a.Content.Empty() })
	slices.SortStableFunc(f.out, func(a, b Attribution) int {
		if a.Content.First != b.Content.First {
			return a.Content.First - b.Content.First
		}
		return b.Content.End - a.Content.End
	})
	f.open = f.open[:0]
	for i := range f.out {
		a := &f.out[i]
		for len(f.open) > 0 && f.out[f.open[len(f.open)-1]].Content.End <= a.Content.First {
			f.open = f.open[:len(f.open)-1]
		}
		a.Outer = -1
		if n := len(f.open); n > 0 {
			a.Outer = f.open[n-1]
			// Two that cross: the later one gives way.
			a.Content.End = min(a.Content.End, f.out[a.Outer].Content.End)
		}
		f.open = append(f.open, int32(i))
	}
}

// Segments appends the runs of one voice that attributions, in order of
// Content.First with the outer ones first, cut the tokens of t into. roles has
// one entry for each block; nil stands for plain blocks.
func (f *Finder) Segments(t *text.Text, roles []Role, attributions []Attribution, out []Segment) []Segment {
	next := 0
	stack := f.open[:0]
	for b := range t.Blocks {
		tokens := t.Blocks[b].Tokens
		section := sectionOf(roleOf(roles, b))
		for i := tokens.First; i < tokens.End; {
			for len(stack) > 0 && attributions[stack[len(stack)-1]].Content.End <= i {
				stack = stack[:len(stack)-1]
			}
			for next < len(attributions) && attributions[next].Content.First <= i {
				if attributions[next].Content.End > i {
					stack = append(stack, int32(next))
				}
				next++
			}
			end, at, v := tokens.End, int32(-1), Own
			if len(stack) > 0 {
				at = stack[len(stack)-1]
				end = min(end, attributions[at].Content.End)
				v = attributions[at].Voice
			}
			if next < len(attributions) {
				end = min(end, attributions[next].Content.First)
			}
			out = append(out, Segment{Range: text.Range{First: i, End: end}, Voice: v, Section: section, Attribution: at})
			i = end
		}
	}
	f.open = stack
	return out
}

// sectionOf gives the section of a block.
func sectionOf(r Role) Section {
	switch r {
	case HeadlineBlock:
		return Headline
	case CaptionBlock:
		return Caption
	case FurnitureBlock:
		return Boilerplate
	}
	return Body
}
