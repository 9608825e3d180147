package yaml

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// Quote writes s so that every reader of YAML takes it for that text: plain
// where nothing speaks against it, else in quotation marks.
func Quote(s string) string { return quote(s, "") }

// QuoteFlow is Quote for text in a list or map in brackets.
func QuoteFlow(s string) string { return quote(s, ",[]{}") }

func quote(s, forbidden string) string {
	if plain(s, forbidden) {
		return s
	}
	control := strings.ContainsFunc(s, func(r rune) bool { return !printable(r) })
	if !control && strings.ContainsAny(s, `"\`) {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case printable(r):
			b.WriteRune(r)
		case r <= 0xFF:
			fmt.Fprintf(&b, `\x%02X`, r)
		case r <= 0xFFFF:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// plain reports whether s can stand without quotation marks, also for readers
// of YAML 1.1, to whom "no" is an answer and "1_000" a number.
func plain(s, forbidden string) bool {
	if s == "" || strings.TrimSpace(s) != s || strings.ContainsAny(s, forbidden) {
		return false
	}
	if strings.IndexByte("-?:,[]{}#&*!|>'\"%@`=<~.+", s[0]) >= 0 || s[len(s)-1] == ':' {
		return false
	}
	if strings.Contains(s, ": ") || strings.Contains(s, " #") {
		return false
	}
	if strings.ContainsFunc(s, func(r rune) bool { return !printable(r) }) {
		return false
	}
	switch strings.ToLower(s) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf":
		return false
	}
	if c := s[0]; '0' <= c && c <= '9' {
		if _, err := strconv.ParseFloat(strings.ReplaceAll(s, "_", ""), 64); err == nil {
			return false
		}
		// dates, sexagesimal, octal and hexadecimal numbers
		return strings.ContainsFunc(s, func(r rune) bool { return r == ' ' || unicode.IsLetter(r) && r > 'f' && r != 'x' && r != 'o' })
	}
	return true
}

// printable reports whether a character is written as it is. The joiners of
// Persian and Indic words are, though nobody sees them.
func printable(r rune) bool {
	return unicode.IsPrint(r) || r == '\u200c' || r == '\u200d'
}
