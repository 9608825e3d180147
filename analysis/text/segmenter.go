package text

import (
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// Segmenter cuts texts up. It belongs to one worker, like its Vocabulary.
type Segmenter struct {
	vocabulary *Vocabulary
	sentences  *sentences
	iterator   *words.Iterator[string]
	spans      []Span
	surfaces   []Surface
}

// NewSegmenter gives a segmenter whose tokens carry the types of v.
func NewSegmenter(v *Vocabulary) *Segmenter {
	return &Segmenter{vocabulary: v, sentences: newSentences(v), iterator: words.FromString("")}
}

// Segment cuts body into blocks, sentences and tokens. It overwrites into,
// whose slices it reuses.
func (s *Segmenter) Segment(body string, into *Text) {
	into.Body = body
	into.Tokens, into.Sentences, into.Blocks = into.Tokens[:0], into.Sentences[:0], into.Blocks[:0]
	s.surfaces = s.surfaces[:0]
	s.spans = BlockSpans(body, s.spans[:0])
	for _, span := range s.spans {
		first, sentence := len(into.Tokens), len(into.Sentences)
		into.Tokens = s.tokens(body, span, into.Tokens)
		end := len(into.Tokens)
		if end == first {
			continue // nothing but invisible characters
		}
		into.Sentences = s.sentences.split(into.Tokens, Range{first, end}, into.Sentences)
		into.Blocks = append(into.Blocks, Block{
			Span:      Span{into.Tokens[first].Start, into.Tokens[end-1].End},
			Tokens:    Range{first, end},
			Sentences: Range{sentence, len(into.Sentences)},
		})
	}
}

// Surfaces gives the surface of every token of the text segmented last. The
// next call of Segment overwrites it.
func (s *Segmenter) Surfaces() []Surface { return s.surfaces }

// tokens appends the tokens of one block.
func (s *Segmenter) tokens(body string, block Span, out []Token) []Token {
	space := true
	for at := block.Start; at < block.End; {
		if at+keyBytes <= block.End {
			// Three tokens in four are decided here, by eight bytes at once.
			eight := load(body, at)
			if n := letters(eight); n > 0 && n < keyBytes && parts(byte(eight>>(8*n))) {
				typ, is := s.vocabulary.internShort(eight&(1<<(8*n)-1), body, at, at+n)
				out = s.put(Span{at, at + n}, typ, is, space, out)
				at, space = at+n, false
				continue
			}
		}
		c := body[at]
		if c < utf8.RuneSelf && class[c] == asciiSpace {
			at++
			space = true
			continue
		}
		if c >= utf8.RuneSelf {
			if r, n := utf8.DecodeRuneInString(body[at:block.End]); invisible(r) {
				at += n
				space = true
				continue
			}
		}
		end := s.boundary(body[:block.End], at)
		out = s.add(body, at, end, space, out)
		at, space = end, false
	}
	return out
}

// letters is how many of eight bytes, the first in the lowest, are ASCII
// letters before one that is not. Every byte is looked at by itself: adding to
// its lower seven bits sets the eighth from 'a' on, and from beyond 'z' on.
func letters(eight uint64) int {
	const each = 0x0101010101010101
	small := (eight | 0x20*each) & (0x7F * each)
	is := (small + (0x80-'a')*each) &^ (small + (0x7F-'z')*each) &^ eight & (0x80 * each)
	return bits.TrailingZeros64(^is&(0x80*each)) / 8
}

// parts reports whether a byte after a letter is sure to begin another token.
func parts(c byte) bool {
	return c < utf8.RuneSelf && (class[c] == asciiSpace || class[c] == asciiOther)
}

// add appends the token body[at:end], or the pieces of one in which two
// sentences have run together.
func (s *Segmenter) add(body string, at, end int, space bool, out []Token) []Token {
	surface := body[at:end]
	if dot := lostBreak(surface); dot > 0 {
		out = s.add(body, at, at+dot, space, out)
		out = s.add(body, at+dot, at+dot+1, false, out)
		return s.add(body, at+dot+1, end, true, out)
	}
	typ, is := s.vocabulary.intern(body, at, end)
	return s.put(Span{at, end}, typ, is, space, out)
}

// put appends a token. It is filled in where it stands: one made elsewhere in
// bytes and copied in words is waited for.
func (s *Segmenter) put(span Span, typ Type, is facts, space bool, out []Token) []Token {
	s.surfaces = append(s.surfaces, is.surface())
	if len(out) == cap(out) {
		out = slices.Grow(out, 1)
	}
	out = out[:len(out)+1]
	t := &out[len(out)-1]
	t.Span, t.Type, t.Kind, t.Shape, t.Space = span, typ, is.kind(), is.shape(), space
	return out
}

// lostBreak gives the place of a full stop in a token such as "silenced.Iran"
// where the space after a sentence was lost: small letters before it, and
// after it a capital with a small letter. It gives 0 where there is none.
func lostBreak(surface string) int {
	for i := 3; i+2 < len(surface); i++ {
		if surface[i] != '.' {
			continue
		}
		if lower(surface[i-1]) && lower(surface[i-2]) && lower(surface[i-3]) &&
			'A' <= surface[i+1] && surface[i+1] <= 'Z' && lower(surface[i+2]) {
			return i
		}
	}
	return 0
}

func lower(c byte) bool { return 'a' <= c && c <= 'z' }

// Classes of ASCII bytes, as far as word boundaries can be told from them
// alone (UAX #29 version 16, table 3).
const (
	asciiOther  = iota // alone in its token
	asciiLetter        // ALetter
	asciiDigit         // Numeric
	asciiJoin          // ExtendNumLet: the low line
	asciiMid           // MidLetter, MidNum, MidNumLet, Single_Quote: may join
	asciiSpace
)

var class = func() (t [utf8.RuneSelf]uint8) {
	for c := range t {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
			t[c] = asciiLetter
		case '0' <= c && c <= '9':
			t[c] = asciiDigit
		case c == '_':
			t[c] = asciiJoin
		case c == '\'' || c == '.' || c == ':' || c == ',' || c == ';':
			t[c] = asciiMid
		case c == ' ' || '\t' <= c && c <= '\r':
			t[c] = asciiSpace
		}
	}
	return t
}()

// boundary gives the end of the token that starts at body[at].
func (s *Segmenter) boundary(body string, at int) int {
	c := body[at]
	if c >= utf8.RuneSelf {
		return s.slow(body, at)
	}
	k := class[c]
	end := at + 1
	if k == asciiOther || k == asciiMid {
		// WB999, unless something that extends it follows (WB4).
		if end < len(body) && body[end] >= utf8.RuneSelf {
			return s.slow(body, at)
		}
		return end
	}
	for end < len(body) && body[end] < utf8.RuneSelf {
		switch class[body[end]] {
		case asciiLetter, asciiDigit, asciiJoin: // WB5, WB8 to WB10, WB13a, WB13b
			end++
			continue
		case asciiMid: // WB6, WB7, WB11, WB12
			if end+1 < len(body) && body[end+1] >= utf8.RuneSelf {
				return s.slow(body, at)
			}
			if end+1 < len(body) && joins(body[end-1], body[end], body[end+1]) {
				end += 2
				continue
			}
		}
		return end
	}
	if end == len(body) {
		return end
	}
	// A curly apostrophe between letters joins (WB6, WB7); the other marks of
	// general punctuation that news is full of break. The rest is for the library.
	if body[end] == 0xE2 && end+2 < len(body) && body[end+1] == 0x80 {
		switch body[end+2] {
		case 0x93, 0x94, 0x9C, 0x9D, 0xA6: // – — “ ” …
			if end+3 < len(body) && body[end+3] >= utf8.RuneSelf {
				return s.slow(body, at)
			}
			return end
		}
	}
	if body[end] == 0xC2 && end+1 < len(body) && body[end+1] == 0xA0 { // no-break space
		return end
	}
	return s.slow(body, at)
}

// joins reports whether mid joins what stands before and after it.
func joins(before, mid, after byte) bool {
	b, a := class[before], class[after]
	switch mid {
	case '\'', '.':
		return b == asciiLetter && a == asciiLetter || b == asciiDigit && a == asciiDigit
	case ':':
		return b == asciiLetter && a == asciiLetter
	}
	return b == asciiDigit && a == asciiDigit
}

// slow asks the library.
func (s *Segmenter) slow(body string, at int) int {
	s.iterator.SetText(body[at:])
	s.iterator.Next()
	return at + s.iterator.End()
}

// invisible reports whether a character stands for no more than white space.
func invisible(r rune) bool {
	return r == '\u200b' || r == '\ufeff' || unicode.IsSpace(r)
}
