package main

import "strings"

// harmless gives text of an article, or with some in it, without what a
// terminal would obey: control characters, which move the cursor or name the
// window, and marks that turn the direction of writing round. They are shown
// as U+FFFD.
func harmless(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < 0x20, 0x7F <= r && r < 0xA0, 0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069:
			return '\uFFFD'
		}
		return r
	}, s)
}
