package yaml

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// scalar reads text, or a list or map in flow notation.
func (p *parser) scalar(parent int) Node {
	n := p.node(Scalar)
	switch c := p.src[p.pos]; c {
	case '"', '\'':
		n = p.quoted(parent)
		p.endOfValue(c)
		return n
	case '[', '{':
		n = p.flow()
		if !p.stopped {
			p.endOfValue(c)
		}
		return n
	case '|', '>':
		return p.block(parent)
	}
	if message, hint := reserved(p.rest()); message != "" {
		p.fault(message, hint)
		p.skipLine()
		return n
	}
	n.Plain = true
	text, more := p.plainLine()
	if blanks, goesOn := p.continues(parent); !more || !goesOn {
		n.Text = text
	} else {
		n.Text = p.plainLines(text, blanks, parent)
	}
	return n
}

// plainLines reads the second and further lines of a plain scalar. blanks is
// the number of empty lines before the second.
func (p *parser) plainLines(first string, blanks, parent int) string {
	var b strings.Builder
	b.WriteString(first)
	for goesOn := true; goesOn; {
		if p.dash() {
			p.stop("a list item indented deeper than the one above it", "align the dashes")
			break
		}
		if _, _, key := p.key(); key {
			p.stop("a key indented deeper than the line above it", "align it")
			break
		}
		if blanks == 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.Repeat("\n", blanks))
		text, more := p.plainLine()
		b.WriteString(text)
		if !more {
			break
		}
		blanks, goesOn = p.continues(parent)
	}
	return b.String()
}

// reserved says why text cannot begin a plain scalar.
func reserved(line string) (message, hint string) {
	switch c := line[0]; c {
	case '*':
		message = "text that begins with * is an alias in YAML"
	case '&', '!', '%', '@', '`', ',', ']', '}':
		message = fmt.Sprintf("text cannot begin with %q in YAML", string(c))
	case '?':
		if len(line) > 1 && line[1] != ' ' {
			return "", ""
		}
		message = "complex keys are not supported"
	default:
		return "", ""
	}
	return message, fmt.Sprintf("put it in quotation marks: '%s'", strings.ReplaceAll(short(line), "'", "''"))
}

// plainLine reads plain text up to the end of the line or a comment, and goes
// to the next line. more is false after a comment, which ends a scalar. A
// colon with a space is no part of plain text.
func (p *parser) plainLine() (text string, more bool) {
	line := p.rest()
	end := len(line)
	for i := 1; i < len(line); i++ {
		if line[i] == '#' && (line[i-1] == ' ' || line[i-1] == '\t') {
			end = i
			break
		}
	}
	for i := range end {
		if line[i] == ':' && (i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '\t') {
			p.pos += i
			p.fault("a colon and a space within text that is not in quotation marks", "put the text in quotation marks")
			break
		}
	}
	p.skipLine()
	return strings.TrimRight(line[:end], " \t"), end == len(line)
}

// continues goes to the next line of a plain scalar, if the line after blank
// ones belongs to it: it is indented deeper than the parent and no comment.
func (p *parser) continues(parent int) (blanks int, goesOn bool) {
	if p.pos != p.lineStart || p.stopped {
		return 0, false
	}
	saved := *p
	for p.pos < len(p.src) {
		p.skipSpaces()
		if p.pos < len(p.src) && p.src[p.pos] != '\n' {
			break
		}
		p.skipLine()
		blanks++
	}
	if p.pos < len(p.src) && p.column() > parent && !p.comment() && p.marker() == "" &&
		!strings.Contains(p.src[p.lineStart:p.pos], "\t") {
		return blanks, true
	}
	*p = saved
	return 0, false
}

// endOfValue makes sure that nothing but a comment follows on the line.
func (p *parser) endOfValue(mark byte) {
	p.skipSpaces()
	if p.comment() || p.stopped {
		return
	}
	rest := short(p.rest())
	switch mark {
	case '"':
		p.fault(fmt.Sprintf("%q after the closing quotation mark", rest), `put the whole in single quotation marks: '"…" …'`)
	case '\'':
		p.fault(fmt.Sprintf("%q after the closing quotation mark", rest), "double an apostrophe within single quotation marks: 'it''s'")
	default:
		p.fault(fmt.Sprintf("%q after the closing bracket", rest), "put text that begins with a bracket in quotation marks")
	}
	p.skipLine()
}

// quoted reads text in quotation marks, over several lines where need be.
func (p *parser) quoted(parent int) Node {
	n := p.node(Scalar)
	mark := p.src[p.pos]
	end := closing(p.src[p.pos:], mark)
	if end < 0 {
		p.stop("a quotation mark that is never closed", "")
		return n
	}
	raw := p.src[p.pos+1 : p.pos+end]
	if mark == '\'' {
		n.Text = strings.ReplaceAll(fold(raw, false), "''", "'")
	} else {
		n.Text = p.unescape(fold(raw, true))
	}
	for i := strings.IndexByte(raw, '\n'); i >= 0; i = strings.IndexByte(raw, '\n') {
		p.line++
		p.pos += i + 1
		p.lineStart = p.pos + 1
		raw = raw[i+1:]
		if text := strings.TrimLeft(raw, " "); len(raw)-len(text) <= parent && text != "" && text[0] != '\n' {
			p.pos++
			p.stop("text in quotation marks goes on too far to the left", "close the marks, or indent the line")
			return n
		}
	}
	p.pos = p.pos + len(raw) + 2
	return n
}

// fold joins the lines of quoted text: a line break is a space, an empty line
// a line break. With escapes, a backslash at the end of a line joins it to
// the next without a space.
func fold(raw string, escapes bool) string {
	if !strings.Contains(raw, "\n") {
		return raw
	}
	var b strings.Builder
	lines := strings.Split(raw, "\n")
	breaks, joined := 0, false
	for i, line := range lines {
		if i > 0 {
			line = strings.TrimLeft(line, " \t")
		}
		if i < len(lines)-1 {
			line = strings.TrimRight(line, " \t")
		}
		if line == "" && i > 0 && i < len(lines)-1 {
			breaks++
			continue
		}
		switch {
		case i == 0:
		case breaks > 0:
			b.WriteString(strings.Repeat("\n", breaks))
		case !joined:
			b.WriteByte(' ')
		}
		breaks, joined = 0, false
		if escapes && i < len(lines)-1 && oddBackslashes(line) {
			line, joined = line[:len(line)-1], true
		}
		b.WriteString(line)
	}
	return b.String()
}

// oddBackslashes reports whether the last backslash of the line is no part of
// an escaped backslash.
func oddBackslashes(line string) bool {
	return (len(line)-len(strings.TrimRight(line, `\`)))%2 == 1
}

// escapes of YAML 1.2, section 5.7.
var escapes = map[byte]rune{
	'0': 0, 'a': 7, 'b': 8, 't': 9, 'n': 10, 'v': 11, 'f': 12, 'r': 13, 'e': 27,
	' ': ' ', '\t': '\t', '"': '"', '/': '/', '\\': '\\', 'N': 0x85, '_': 0xA0, 'L': 0x2028, 'P': 0x2029,
}

// unescape resolves the escapes of text in double quotation marks.
func (p *parser) unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		if r, ok := escapes[s[i]]; ok {
			b.WriteRune(r)
			continue
		}
		digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[s[i]]
		if digits > 0 && i+digits < len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+1+digits], 16, 32); err == nil && utf8.ValidRune(rune(v)) {
				b.WriteRune(rune(v))
				i += digits
				continue
			}
		}
		p.fault(fmt.Sprintf(`"\%s" is no escape in double quotation marks`, s[i:min(i+1, len(s))]), "use single quotation marks, in which a backslash is itself")
	}
	return b.String()
}
