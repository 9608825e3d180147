package text

import "strings"

// lines cuts a text at its line breaks, without them. Empty and blank lines
// are left in, since they end a block of wrapped lines.
func lines(body string, out []Span) []Span {
	start := 0
	for i := 0; i < len(body); {
		// This loop sees the whole corpus. Most bytes are decided here, ...
		if i+keyBytes <= len(body) && unbroken(load(body, i)) {
			i += keyBytes
			continue
		}
		// ... and most others here.
		if c := body[i]; c > '\r' && c != 0xC2 && c != 0xE2 {
			i++
			continue
		}
		n := lineBreak(body[i:])
		if n == 0 {
			i++
			continue
		}
		out = append(out, Span{start, i})
		i += n
		start = i
	}
	return append(out, Span{start, len(body)})
}

// unbroken reports whether eight bytes are sure to hold no part of a line
// break: all are ASCII and none is less than 0x0E. To take 0x0E from a lesser one
// sets its eighth bit, and may set that of a 0x0E after it: then it is not sure.
func unbroken(eight uint64) bool {
	const each = 0x0101010101010101
	return ((eight-0x0E*each)|eight)&(0x80*each) == 0
}

// lineBreak gives the length of the line break that s begins with, or 0: the
// mandatory breaks of UAX #14, CR and LF each on its own.
func lineBreak(s string) int {
	switch {
	case '\n' <= s[0] && s[0] <= '\r':
		return 1
	case strings.HasPrefix(s, "\u0085"):
		return 2
	case strings.HasPrefix(s, "\u2028"), strings.HasPrefix(s, "\u2029"):
		return 3
	}
	return 0
}

// BlockSpans appends the spans of the blocks of a text: its lines that are not
// blank, or runs of them where the lines are wrapped.
func BlockSpans(body string, out []Span) []Span {
	all := lines(body, out)
	if !wrapped(body, all) {
		kept := all[:0]
		for _, l := range all {
			if !blank(body[l.Start:l.End]) {
				kept = append(kept, l)
			}
		}
		return kept
	}
	kept := all[:0]
	open := false
	for _, l := range all {
		switch {
		case blank(body[l.Start:l.End]):
			// "\r\n" makes an empty line between any two; only one that
			// holds a line break of its own ends the block.
			if l.Start == 0 || l.Len() > 0 || body[l.Start-1] != '\r' || l.Start >= len(body) || body[l.Start] != '\n' {
				open = false
			}
		case open:
			kept[len(kept)-1].End = l.End
		default:
			kept = append(kept, l)
			open = true
		}
	}
	return kept
}

// Lines of a wrapped text are long, of much the same length, and break in the
// middle of sentences: the next one often starts with a small letter.
const (
	wrappedMin = 45 // bytes; no wrapped line but a paragraph's last is shorter
	wrappedMax = 110
)

// wrapped reports whether the lines of a text were broken at a fixed width.
// It looks at neighbouring lines: at least three pairs, four in five of them
// of a wrapped length, and three in ten continued by a small letter.
func wrapped(body string, ls []Span) bool {
	pairs, long, continued := 0, 0, 0
	previous := Span{}
	for _, l := range ls {
		line := strings.TrimSpace(body[l.Start:l.End])
		if line == "" {
			if l.Len() > 0 || l.Start == 0 || body[l.Start-1] != '\r' {
				previous = Span{}
			}
			continue
		}
		if previous.Len() > 0 {
			pairs++
			if n := previous.Len(); n >= wrappedMin && n <= wrappedMax {
				long++
			}
			if c := line[0]; 'a' <= c && c <= 'z' {
				continued++
			}
		}
		previous = l
	}
	return pairs >= 3 && long*5 >= pairs*4 && continued*10 >= pairs*3
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }
