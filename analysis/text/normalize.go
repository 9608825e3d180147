package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize gives the form by which words are compared: Unicode NFC, lower
// case, every apostrophe straight, and without what writers leave out or vary
// freely: soft hyphens and other invisible format characters, the tatweel,
// Arabic vowel signs, Hebrew points. Arabic and Persian yeh and kaf are one.
// It is idempotent.
func Normalize(s string) string {
	plain := true
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf {
			return normalizeRunes(s)
		} else if 'A' <= c && c <= 'Z' {
			plain = false
		}
	}
	if plain {
		return s
	}
	return strings.ToLower(s)
}

func normalizeRunes(s string) string {
	mapped := strings.Map(func(r rune) rune {
		switch {
		case r == '’' || r == '‘' || r == 'ʼ' || r == '＇' || r == '‛':
			return '\''
		case r == 'ـ': // tatweel
			return -1
		case r >= 0x064B && r <= 0x065F, r == 0x0670: // Arabic vowel signs
			return -1
		case r >= 0x0591 && r <= 0x05BD, r == 0x05BF, r == 0x05C1, r == 0x05C2, r == 0x05C4, r == 0x05C5, r == 0x05C7: // Hebrew points
			return -1
		case r == 'ي' || r == 'ى': // Arabic yeh, alef maksura
			return 'ی'
		case r == 'ك': // Arabic kaf
			return 'ک'
		case r == utf8.RuneError, r < utf8.RuneSelf:
			return unicode.ToLower(r)
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFC.String(s))
	// Dropping a mark can leave a pair that composes, and lower case of a
	// composed letter can be decomposed (İ); compose once more.
	return norm.NFC.String(mapped)
}

// shapeOf tells the letter case of a word.
func shapeOf(s string) Shape {
	letters, capitals, first := 0, 0, false
	cased := false
	for _, r := range s {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		switch {
		case unicode.IsUpper(r), unicode.IsTitle(r):
			capitals++
			cased = true
			if letters == 1 {
				first = true
			}
		case unicode.IsLower(r):
			cased = true
		}
	}
	switch {
	case !cased:
		return NoCase
	case capitals == 0:
		return Lower
	case letters > 1 && capitals == letters:
		return Upper
	case letters > 2 && capitals == letters-1 && possessive(s):
		return Upper // "IDF's", "NATO’s"
	case first && capitals == 1:
		return Title
	}
	return Mixed
}

// possessive reports whether a surface form ends in 's, with any apostrophe.
func possessive(s string) bool {
	return strings.HasSuffix(s, "'s") || strings.HasSuffix(s, "’s")
}

// kindOf tells what a token is made of.
func kindOf(s string) Kind {
	digit := false
	for _, r := range s {
		if unicode.IsLetter(r) {
			return Word
		}
		digit = digit || unicode.IsDigit(r) || unicode.IsNumber(r)
	}
	if digit {
		return Number
	}
	r, _ := utf8.DecodeRuneInString(s)
	if unicode.IsPunct(r) {
		return Punct
	}
	return Symbol
}
