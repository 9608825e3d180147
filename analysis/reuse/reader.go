package reuse

import (
	"strings"

	"github.com/cespare/xxhash/v2"

	"slant/analysis/text"
)

// Kind is what a block is, as far as repetition and form tell.
type Kind uint8

const (
	Plain Kind = iota
	Furniture
	Caption
	Unknown // in what Blocks is told only
)

// Block is what a Reader finds of one block.
type Block struct {
	Kind   Kind
	Hash   uint64 // the same for blocks that differ only in case, marks and numbers
	Shared bool   // all of it is shared text; Passages says so
	known  bool   // documents of several outlets have it
	words  int
}

// Reader tells what blocks are. It belongs to one worker.
type Reader struct {
	vocabulary *text.Vocabulary
	phrases    *phrases
	tones      *text.Table[tone]
	scanner    scanner
	buf        []byte
	marks      []uint8 // of each word that was scanned
}

// NewReader gives a reader for texts whose tokens carry the types of v.
func NewReader(v *text.Vocabulary) *Reader {
	p := readPhrases()
	return &Reader{vocabulary: v, phrases: p, scanner: newScanner(v), tones: text.NewTable(v, func(form string) tone { return p.words[form] })}
}

// Limits of the rules in the package comment.
const (
	labelWords   = 8  // a label has no more words
	bylineWords  = 10 // nor has a byline
	creditsWords = 50 // nor a line of credits: agencies name everybody
	captionWords = 60
	// The name of an agency or two, with the marks between them.
	bracketTokens = 7
	// A line in capitals at the top or a byline is looked for in so many
	// blocks at either end.
	edgeBlocks = 8
)

// Blocks appends what each block of t is. The ledger may be nil. alone has what
// each block is without a ledger, as far as that is known, and may be nil, too:
// a ledger changes only what is repeated, and makes furniture of it.
func (r *Reader) Blocks(t *text.Text, outlet string, ledger *Ledger, alone []Kind, out []Block) []Block {
	o := xxhash.Sum64String(outlet)
	note := 0
	if ledger != nil {
		note = shingled | placed // for Passages
	}
	r.scanner.begin()
	for i := range t.Blocks {
		b := &t.Blocks[i]
		h := r.scanner.block(t, b, note)
		found := Block{Hash: h.hash, words: h.words}
		repeats, documents := 1, 1
		if ledger != nil {
			if repeats, documents = ledger.repeats(o, blockKey(h.hash)); h.words == 0 {
				repeats = 1
			}
			found.known = h.words >= sharedWords && ledger.shared.has(blockKey(h.hash))
		}
		edge := i < edgeBlocks || i >= len(t.Blocks)-edgeBlocks
		switch {
		case alone != nil && alone[i] != Unknown && (alone[i] == Furniture || repeats < 2):
			found.Kind = alone[i]
		case r.furniture(t, b, outlet, h.words, repeats, documents, edge):
			found.Kind = Furniture
		case r.caption(t, b, h.words):
			found.Kind = Caption
		}
		out = append(out, found)
	}
	return out
}

// furniture applies the rules of the package comment to a block of so many
// words.
func (r *Reader) furniture(t *text.Text, b *text.Block, outlet string, words, repeats, documents int, edge bool) bool {
	if words == 0 {
		return true
	}
	if words <= bylineWords+labelWords && r.phrase(t, b, outlet, words) || edge && (r.byline(t, b, words) || words <= creditsWords && r.credits(t, b)) {
		return true
	}
	var toReader, toPay, quoted int
	var paid text.Type // the last word of appeal: one word twice is one
	inQuotes := false
	for _, tok := range t.Tokens[b.Tokens.First:b.Tokens.End] {
		if tok.Kind != text.Word {
			switch n := r.tones.Of(tok.Type); {
			case n&opening != 0:
				inQuotes = true
			case n&closing != 0:
				inQuotes = false
			case n&turning != 0:
				inQuotes = !inQuotes
			}
			continue
		}
		if inQuotes {
			quoted++
			continue
		}
		n := r.tones.Of(tok.Type)
		if n&address != 0 {
			toReader++
		}
		if n&appeal != 0 && (toPay == 0 || paid != tok.Type) {
			toPay++
			paid = tok.Type
		}
	}
	if quoted*2 < words && toReader >= 2 && toPay >= 2 && (toReader+toPay)*8 >= words {
		return true
	}
	if repeats < 2 {
		return false
	}
	if repeats >= 10 || common(repeats, documents) {
		return true
	}
	often := repeats >= 3 || repeats*3 >= documents
	label := words <= labelWords && (words <= 4 || !r.sentence(t, b))
	return often && (label || toReader+toPay >= 2 && quoted*2 < words)
}

// common reports whether a block stands in most of an outlet's documents.
func common(repeats, documents int) bool {
	return documents >= 3 && repeats >= 3 && repeats*2 >= documents
}

// phrase reports whether a block is a phrase of the list, begins with one, or
// is the outlet's name.
func (r *Reader) phrase(t *text.Text, b *text.Block, outlet string, words int) bool {
	r.buf = r.buf[:0]
	n := 0
	tokens := t.Tokens[b.Tokens.First:b.Tokens.End]
	for i, tok := range tokens {
		if tok.Kind != text.Word {
			if tok.Kind == text.Punct && n > 0 && n <= startWords && r.vocabulary.Form(tok.Type) == ":" && tokens[i-1].Kind == text.Word && r.phrases.labels[string(r.buf)] {
				return true
			}
			continue
		}
		if n > 0 {
			r.buf = append(r.buf, ' ')
		}
		r.buf = append(r.buf, r.vocabulary.Form(tok.Type)...)
		if n++; n <= startWords && r.phrases.starts[string(r.buf)] {
			return true
		}
	}
	return r.phrases.whole[string(r.buf)] || n > 0 && string(r.buf) == text.Normalize(outlet)
}

// credits reports whether a block says who worked on the article, or names
// the agency that it is from in brackets.
func (r *Reader) credits(t *text.Text, b *text.Block) bool {
	tokens := t.Tokens[b.Tokens.First:b.Tokens.End]
	// "Reporting by The Times showed that …" is a sentence.
	if !r.sentence(t, b) || r.holds(tokens, editing) {
		for n := 2; n <= 4; n++ {
			if r.words(tokens, n); r.phrases.credits[string(r.buf)] {
				return true
			}
		}
	}
	last, n := len(tokens), endWords
	for ; last > 0 && n > 0; last-- {
		if tokens[last-1].Kind == text.Word {
			n--
		}
	}
	r.words(tokens[last:], endWords)
	return r.phrases.ends[string(r.buf)] || r.bracketed(tokens)
}

// words puts the first n words of some tokens into r.buf.
func (r *Reader) words(tokens []text.Token, n int) {
	r.buf = r.buf[:0]
	for i := 0; i < len(tokens) && n > 0; i++ {
		if tokens[i].Kind != text.Word {
			continue
		}
		if len(r.buf) > 0 {
			r.buf = append(r.buf, ' ')
		}
		r.buf = append(r.buf, r.vocabulary.Form(tokens[i].Type)...)
		n--
	}
}

// holds reports whether one of some tokens has a tone.
func (r *Reader) holds(tokens []text.Token, n tone) bool {
	for i := range tokens {
		if r.tones.Of(tokens[i].Type)&n != 0 {
			return true
		}
	}
	return false
}

// bracketed reports whether tokens are nothing but a name in brackets:
// "(Reuters)".
func (r *Reader) bracketed(tokens []text.Token) bool {
	last := len(tokens) - 1
	if last < 2 || last > bracketTokens || r.vocabulary.Form(tokens[0].Type) != "(" || r.vocabulary.Form(tokens[last].Type) != ")" {
		return false
	}
	for _, tok := range tokens[1:last] {
		if tok.Kind == text.Word && tok.Shape == text.Lower && r.vocabulary.Form(tok.Type) != "and" {
			return false
		}
	}
	return true
}

// byline reports whether a block names its author and no more: "By Ann Lee,
// Reuters", or a line of dates and times.
func (r *Reader) byline(t *text.Text, b *text.Block, words int) bool {
	if words > bylineWords {
		return false
	}
	tokens := t.Tokens[b.Tokens.First:b.Tokens.End]
	numbers, small := 0, 0
	for i := range tokens {
		switch {
		case tokens[i].Kind == text.Number:
			numbers++
		case tokens[i].Kind == text.Word && tokens[i].Shape == text.Lower && !months[r.vocabulary.Form(tokens[i].Type)]:
			small++
		}
	}
	first := r.vocabulary.Form(tokens[0].Type)
	if first == "by" && words > 1 {
		return small <= 1+words/4 && !r.sentence(t, b)
	}
	if first == "updated" || first == "published" || first == "posted" || first == "modified" {
		return numbers > 0
	}
	// "April 16, 2024 3:04 PM EDT": a month or a weekday, and numbers.
	if numbers == 0 || small > 0 || r.sentence(t, b) {
		return false
	}
	for i := range tokens {
		if tokens[i].Kind == text.Word && !months[r.vocabulary.Form(tokens[i].Type)] && tokens[i].Shape != text.Upper {
			return false
		}
	}
	return true
}

// months are the words a line of dates is made of.
var months = func() map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(`january february march april may june july august september october november december
		jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday
		mon tue wed thu fri sat sun am pm a.m p.m edt est gmt utc at on updated published ago min read minutes hours years of`) {
		m[w] = true
	}
	return m
}()

// sentence reports whether a block ends as a sentence does.
func (r *Reader) sentence(t *text.Text, b *text.Block) bool {
	for i := b.Tokens.End - 1; i >= b.Tokens.First; i-- {
		if t.Tokens[i].Kind != text.Punct {
			return false
		}
		switch r.vocabulary.Form(t.Tokens[i].Type) {
		case ".", "?", "!":
			return true
		case "”", "’", `"`, "'", ")", "…":
		default:
			return false
		}
	}
	return false
}

// caption reports whether a block is a caption: it ends with the credit of a
// picture, after a bracket, a slash or the word itself.
func (r *Reader) caption(t *text.Text, b *text.Block, words int) bool {
	tokens := t.Tokens[b.Tokens.First:b.Tokens.End]
	if len(tokens) > 2*captionWords || words > captionWords {
		return false
	}
	const tail = 8
	credits, separated := 0, false
	for i := max(0, len(tokens)-tail); i < len(tokens); i++ {
		form := r.vocabulary.Form(tokens[i].Type)
		switch {
		case tokens[i].Kind <= text.Number:
			if r.tones.Of(tokens[i].Type)&credit != 0 && (tokens[i].Shape != text.Lower || strings.Contains(form, ".") || separated || form == "photo") {
				credits++
			}
		case form == "/" || form == "(" || form == "[" || form == "|" || form == "©":
			separated = true
		}
	}
	return credits > 0 && separated && !endsPlain(t, b, r)
}

// endsPlain reports whether a block ends with a full stop after a word, as
// prose does: "…, said the agency (AP)." is prose, "… (Photo: AP)" is not.
func endsPlain(t *text.Text, b *text.Block, r *Reader) bool {
	return r.vocabulary.Form(t.Tokens[b.Tokens.End-1].Type) == "."
}
