package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// run is a row of one of the marks *, _ and ~ in a text whose links, code and
// escapes are resolved.
type run struct{ at, length int }

// unmark takes out the marks that open and close emphasis, by CommonMark's
// rules in short: a run opens before a word and closes after one, underscores
// and tildes not inside a word, and every mark needs its fellow. A mark that
// has none, such as a footnote's asterisk, stands for itself.
func unmark(s string, runs []run) string {
	if len(runs) < 2 {
		return s
	}
	left := make([]int, len(runs)) // marks that stand
	var open [3][]int              // runs with marks to close, by kind of mark
	for i, r := range runs {
		left[i] = r.length
		c := s[r.at]
		if c == '~' && r.length != 2 {
			continue // one tilde is an approximation
		}
		before, _ := utf8.DecodeLastRuneInString(s[:r.at])
		after, _ := utf8.DecodeRuneInString(s[r.at+r.length:])
		opens := r.at+r.length < len(s) && !unicode.IsSpace(after)
		closes := r.at > 0 && !unicode.IsSpace(before)
		if opens && closes && c != '*' && isWord(before) && isWord(after) {
			continue
		}
		if opens && closes && c != '*' { // next to punctuation: whichever side the word is on
			opens, closes = isWord(after), isWord(before) || !isWord(after)
		}
		stack := &open[strings.IndexByte("*_~", c)]
		for closes && left[i] > 0 && len(*stack) > 0 {
			o := (*stack)[len(*stack)-1]
			n := min(left[o], left[i])
			left[o] -= n
			left[i] -= n
			if left[o] == 0 {
				*stack = (*stack)[:len(*stack)-1]
			}
		}
		if opens && left[i] > 0 {
			*stack = append(*stack, i)
		}
	}
	var out strings.Builder
	at := 0
	for i, r := range runs {
		out.WriteString(s[at:r.at])
		out.WriteString(s[r.at : r.at+left[i]])
		at = r.at + r.length
	}
	out.WriteString(s[at:])
	return out.String()
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func countRun(s string, c byte) int {
	n := 0
	for n < len(s) && s[n] == c {
		n++
	}
	return n
}
