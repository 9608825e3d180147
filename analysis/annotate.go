package analysis

import (
	"slices"

	"slant/analysis/corpus"
	"slant/analysis/reuse"
	"slant/analysis/text"
	"slant/analysis/voice"
)

// Annotated is a document with its tokens and voices. It owes nothing to any
// lexicon or actors file.
type Annotated struct {
	Document *corpus.Document
	Text     text.Text
	Roles    []voice.Role  // one for each block
	Blocks   []reuse.Block // likewise
	Voices   voice.Found
	Shared   []text.Range // text that other outlets have too, in order; no furniture
	Wire     string       // agency that the article says it comes from; empty for none
	// Shift is how many bytes the headline takes up in front of the document's
	// own text: it is put there when the text does not hold it already.
	Shift int
}

// headlineGap stands between a headline and the text it is put in front of.
const headlineGap = "\n\n"

// Offset gives the place of byte i of Text.Body in the document as read, and
// whether that is the headline field rather than the text.
func (a *Annotated) Offset(i int) (offset int, headline bool) {
	if i < a.Shift {
		return i, true
	}
	return i - a.Shift, false
}

// sentenceReach is how many tokens of a sentence are looked at on either side
// of a passage in it. No sentence of prose is so long; a list, or a text
// without full stops, is, and may hold thousands of mentions: whatever is done
// or written for each of them must not grow with the sentence.
const sentenceReach = 256

// SentenceAround gives the sentence that passage r begins in, as tokens; of a
// sentence without end, the 256 tokens on either side of the passage.
func (a *Annotated) SentenceAround(r text.Range) text.Range {
	s := a.Text.Sentences[a.Text.SentenceAt(r.First)]
	return text.Range{First: max(s.First, r.First-sentenceReach), End: min(s.End, r.End+sentenceReach)}
}

// Annotator annotates documents, one after the other. It belongs to one worker.
type Annotator struct {
	Vocabulary *text.Vocabulary
	segmenter  *text.Segmenter
	voices     *voice.Finder
	layout     *reuse.Reader
	alone      []voice.Role // of the blocks, by the document alone
	kinds      []reuse.Kind // likewise
}

// NewAnnotator gives an annotator whose tokens carry the types of v.
func NewAnnotator(v *text.Vocabulary) *Annotator {
	return &Annotator{Vocabulary: v, segmenter: text.NewSegmenter(v), voices: voice.New(v), layout: reuse.NewReader(v)}
}

// Annotate overwrites into with doc's annotation. The ledger may be nil: then
// only such furniture is known as a single article gives away.
func (a *Annotator) Annotate(doc *corpus.Document, ledger *reuse.Ledger, into *Annotated) {
	into.Document, into.Shift = doc, 0
	body := doc.Text
	if doc.Title != "" && !holdsTitle(body, doc.Title) {
		body = doc.Title + headlineGap + body
		into.Shift = len(doc.Title) + len(headlineGap)
	}
	a.segmenter.Segment(body, &into.Text)
	a.roles(doc, ledger, nil, into)
	into.Wire = reuse.Wire(&into.Text, into.Blocks)
	a.voices.Find(&into.Text, into.Roles, &into.Voices)
	a.shared(ledger, into)
}

// Surfaces gives the surface of every token of the document annotated last.
func (a *Annotator) Surfaces() []text.Surface { return a.segmenter.Surfaces() }

// Settle brings an annotation that was made without a ledger in line with one.
// Of into it needs the document, the text, the shift, the roles and the
// attributions; the rest is overwritten. Voices are found anew only where the
// ledger knows blocks for something else than the document by itself did: it
// reports whether they were.
func (a *Annotator) Settle(ledger *reuse.Ledger, into *Annotated) (anew bool) {
	a.alone = append(a.alone[:0], into.Roles...)
	a.roles(into.Document, ledger, a.kindsOf(into), into)
	into.Wire = reuse.Wire(&into.Text, into.Blocks)
	anew = !slices.Equal(a.alone, into.Roles)
	if anew {
		a.voices.Find(&into.Text, into.Roles, &into.Voices)
	} else {
		a.Cut(into)
	}
	a.shared(ledger, into)
	return anew
}

// kindsOf gives the kinds of the blocks that an annotation was made with, as far
// as their roles tell: those of headlines were not looked at, and marks stand
// over kinds.
func (a *Annotator) kindsOf(into *Annotated) []reuse.Kind {
	a.kinds = a.kinds[:0]
	for _, role := range into.Roles {
		kind := reuse.Unknown
		switch {
		case len(into.Document.Marks) > 0:
		case role == voice.Plain:
			kind = reuse.Plain
		case role == voice.FurnitureBlock:
			kind = reuse.Furniture
		case role == voice.CaptionBlock:
			kind = reuse.Caption
		}
		a.kinds = append(a.kinds, kind)
	}
	return a.kinds
}

// Cut overwrites the segments of into by its roles and attributions.
func (a *Annotator) Cut(into *Annotated) {
	into.Voices.Segments = a.voices.Segments(&into.Text, into.Roles, into.Voices.Attributions, into.Voices.Segments[:0])
}

// shared finds the text that other outlets have too.
func (a *Annotator) shared(ledger *reuse.Ledger, into *Annotated) {
	segments := into.Voices.Segments
	into.Shared = a.layout.Passages(&into.Text, into.Blocks, ledger, func(token int) bool {
		for segments[0].End <= token { // tokens come in order
			segments = segments[1:]
		}
		return segments[0].Voice == voice.Quoted
	}, into.Shared[:0])
}

// roles decides what each block is. alone is what is known of their kinds
// without the ledger; nil for nothing.
func (a *Annotator) roles(doc *corpus.Document, ledger *reuse.Ledger, alone []reuse.Kind, into *Annotated) {
	t := &into.Text
	into.Blocks = a.layout.Blocks(t, doc.Outlet, ledger, alone, into.Blocks[:0])
	into.Roles = into.Roles[:0]
	headline := headlineBlock(t, doc.Title, into.Blocks)
	for i := range t.Blocks {
		role := voice.Plain
		switch {
		case i == headline, t.Blocks[i].Start < into.Shift:
			role = voice.HeadlineBlock
		case into.Blocks[i].Kind == reuse.Furniture:
			role = voice.FurnitureBlock
		case into.Blocks[i].Kind == reuse.Caption:
			role = voice.CaptionBlock
		}
		into.Roles = append(into.Roles, role)
	}
	for _, m := range doc.Marks {
		for i := range t.Blocks {
			b := t.Blocks[i].Span
			if b.Start-into.Shift < m.Start || b.End-into.Shift > m.End || into.Roles[i] == voice.FurnitureBlock {
				continue
			}
			switch m.Role {
			case corpus.Headline:
				into.Roles[i] = voice.HeadlineBlock
			case corpus.Caption:
				into.Roles[i] = voice.CaptionBlock
			case corpus.Blockquote:
				into.Roles[i] = voice.QuotationBlock
			case corpus.Byline:
				into.Roles[i] = voice.FurnitureBlock
			}
		}
	}
}
