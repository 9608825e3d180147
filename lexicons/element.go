package lexicons

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/unicode/norm"

	"slant/analysis/text"
)

// split cuts one wording into elements exactly as package text cuts a
// document into tokens, so that what is typed in a lexicon is found in a
// text. It is the only place that knows how; a fuzz test holds the two
// together. Wildcards count as letters. Escapes are resolved here.
func split(wording string) []Element {
	if elements, ok := splitASCII(wording); ok {
		return elements
	}
	plain, wild := unescape(wording)
	var out []Element
	tokens := words.FromString("")
	for at := 0; at < len(plain); {
		if r, n := utf8.DecodeRuneInString(plain[at:]); invisible(r) {
			at += n
			continue
		}
		tokens.SetText(plain[at:])
		tokens.Next()
		token := tokens.Value()
		if !Separates(token) {
			out = append(out, element(token, wild, at))
		}
		at += len(token)
	}
	return out
}

// splitASCII is split for words of ASCII letters, digits and wildcards with
// spaces, hyphens and apostrophes between or in them. It reports false where
// anything else occurs.
func splitASCII(s string) ([]Element, bool) {
	n := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case wordByte(c):
			if i == 0 || !wordByte(s[i-1]) {
				n++
			}
		case c == ' ', c == '-':
		case c == '\'':
			if i == 0 || i+1 == len(s) || !letterByte(s[i-1]) || !letterByte(s[i+1]) {
				return nil, false
			}
			n-- // one word, seen as two
		default:
			return nil, false
		}
	}
	out := make([]Element, 0, n)
	for i := 0; i < len(s); i++ {
		if !wordByte(s[i]) {
			continue
		}
		start, wild := i, false
		for ; i < len(s) && (wordByte(s[i]) || s[i] == '\''); i++ {
			wild = wild || s[i] == '*' || s[i] == '?'
		}
		w := s[start:i]
		out = append(out, Element{Form: text.Normalize(w), Written: w, Wild: wild})
	}
	return out, true
}

func letterByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '*' || c == '?'
}

func wordByte(c byte) bool { return letterByte(c) || '0' <= c && c <= '9' || c == '_' }

// standIn takes the place of a wildcard while word boundaries are looked for.
const standIn = 'x'

// unescape removes the \ of escapes and puts stand-ins for wildcards; wild
// holds the wildcards by their place in plain.
func unescape(s string) (plain string, wild map[int]byte) {
	if !strings.ContainsAny(s, `\*?`) {
		return s, nil
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\\':
			if i++; i < len(s) {
				b = append(b, s[i])
			}
		case '*', '?':
			if wild == nil {
				wild = make(map[int]byte)
			}
			wild[len(b)] = c
			b = append(b, standIn)
		default:
			b = append(b, c)
		}
	}
	return string(b), wild
}

// element makes an element of a token that starts at byte start.
func element(token string, wild map[int]byte, start int) Element {
	e := Element{Written: token}
	if len(wild) > 0 {
		b := []byte(token)
		for i := range b {
			if c, ok := wild[start+i]; ok {
				b[i], e.Wild = c, true
			}
		}
		e.Written = string(b)
	}
	e.Written = norm.NFC.String(e.Written)
	e.Form = text.Normalize(e.Written)
	return e
}

// invisible reports whether a character stands for no more than white space.
func invisible(r rune) bool {
	return r == '\u200b' || r == '\ufeff' || unicode.IsSpace(r)
}

// Separates reports whether a token is a hyphen or a mark of quotation: what
// may stand between the words of a phrase, in a pattern and in a text, and
// never breaks a match. An en dash counts as a hyphen ("Israel–Gaza"), the
// longer dashes do not.
func Separates(token string) bool {
	switch token {
	case "-", "‐", "‑", "–", "\u00ad",
		`"`, "'", "`", "´", "“", "”", "„", "‟", "‘", "’", "‚", "‛", "«", "»", "‹", "›",
		"「", "」", "『", "』", "〝", "〞", "＂", "＇", "״", "׳":
		return true
	}
	return false
}
