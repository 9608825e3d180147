package analysis

import (
	"strings"
	"unicode"

	"slant/analysis/reuse"
	"slant/analysis/text"
)

// A headline stands near the top: it is looked for in this many lines.
const headlineLines = 16

// An untitled document's first line is taken for its headline when it has no
// more words than this and no full stop.
const headlineWords = 25

// holdsTitle reports whether one of the first lines of body is the title.
func holdsTitle(body, title string) bool {
	seen := 0
	for line := range strings.Lines(body) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if sameWords(line, title) {
			return true
		}
		if seen++; seen == headlineLines {
			break
		}
	}
	return false
}

// sameWords reports whether two lines are alike but for case, marks and space.
func sameWords(a, b string) bool {
	for {
		var ra, rb rune
		ra, a = nextLetter(a)
		rb, b = nextLetter(b)
		if ra != rb {
			return false
		}
		if ra == 0 {
			return true
		}
	}
}

// nextLetter gives the next letter or digit of s in small, and what follows
// it; 0 at the end.
func nextLetter(s string) (rune, string) {
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r), s[i+len(string(r)):]
		}
	}
	return 0, ""
}

// headlineBlock gives the index of the block that is the headline, or -1.
func headlineBlock(t *text.Text, title string, blocks []reuse.Block) int {
	for i := range min(headlineLines, len(t.Blocks)) {
		b := &t.Blocks[i]
		if title != "" {
			if sameWords(t.Body[b.Start:b.End], title) {
				return i
			}
			continue
		}
		if blocks[i].Kind != reuse.Plain {
			continue
		}
		// No title was given: only the first line of the article can be one,
		// and only if it is no sentence and something comes after it.
		last := t.Tokens[b.Tokens.End-1]
		full := t.Body[last.Start:last.End]
		if t.Words(b.Tokens) > headlineWords || full == "." || full == ":" || i+1 == len(t.Blocks) {
			return -1
		}
		return i
	}
	return -1
}
