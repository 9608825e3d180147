package text

// Span is a part of a document in bytes, half-open.
type Span struct{ Start, End int }

// Len is the number of bytes.
func (s Span) Len() int { return s.End - s.Start }

// Range is a part of a sequence (tokens, unless a field says otherwise) by
// index, half-open.
type Range struct{ First, End int }

// Len is the number of elements.
func (r Range) Len() int { return r.End - r.First }

// Empty reports whether the range holds nothing.
func (r Range) Empty() bool { return r.End <= r.First }

// Contains reports whether element i lies in the range.
func (r Range) Contains(i int) bool { return r.First <= i && i < r.End }

// Overlaps reports whether the two ranges share an element.
func (r Range) Overlaps(s Range) bool { return r.First < s.End && s.First < r.End }

// Kind is what a token is made of.
type Kind uint8

const (
	Word   Kind = iota // at least one letter
	Number             // digits and no letter
	Punct              // a mark of punctuation
	Symbol             // anything else: currency, emoji, control characters
)

// Shape is the letter case of a token as it stands in the text.
type Shape uint8

const (
	NoCase Shape = iota // no letters, or a script without case
	Lower               // no capital
	Title               // the first letter and no other is a capital; "I", "A"
	Upper               // at least two letters, all capitals
	Mixed               // any other: "McConnell", "iPhone"
)

// Capital reports whether a name could be written so: a capital comes first,
// or the script has none.
func (s Shape) Capital() bool { return s != Lower }

// Token is one word, number or mark.
type Token struct {
	Span
	Type  Type
	Kind  Kind
	Shape Shape
	Space bool // white space, or the start of the text, comes before it
}

// IsWord reports whether the token counts as a word: it is a word or a number.
func (t *Token) IsWord() bool { return t.Kind <= Number }

// Block is a paragraph, headline, list item or other line that stands alone.
type Block struct {
	Span
	Tokens    Range
	Sentences Range // of Text.Sentences
}

// Text is a document cut up. Blocks, sentences and tokens are in order of
// place; sentences partition the tokens, and each block is whole sentences.
type Text struct {
	Body      string
	Tokens    []Token
	Sentences []Range
	Blocks    []Block
}

// Surface gives the text from the first token of r to its last.
func (t *Text) Surface(r Range) string {
	if r.Empty() {
		return ""
	}
	return t.Body[t.Tokens[r.First].Start:t.Tokens[r.End-1].End]
}

// SpanOf gives the bytes from the first token of r to its last.
func (t *Text) SpanOf(r Range) Span {
	if r.Empty() {
		return Span{}
	}
	return Span{t.Tokens[r.First].Start, t.Tokens[r.End-1].End}
}

// Words counts the words and numbers among the tokens of r.
func (t *Text) Words(r Range) int {
	n := 0
	for i := r.First; i < r.End; i++ {
		if t.Tokens[i].Kind <= Number {
			n++
		}
	}
	return n
}

// SentenceAt gives the index of the sentence that holds token i.
func (t *Text) SentenceAt(i int) int {
	lo, hi := 0, len(t.Sentences)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if t.Sentences[mid].End <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// BlockAt gives the index of the block that holds token i.
func (t *Text) BlockAt(i int) int {
	lo, hi := 0, len(t.Blocks)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if t.Blocks[mid].Tokens.End <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
