package yaml

import (
	"fmt"
	"strings"

	"slant/analysis/diag"
)

// maxDepth bounds how deep values nest, and with it the stack.
const maxDepth = 64

// Parse reads a document. Where a value cannot be read, the problem is noted
// and reading goes on with the next line; where the structure itself is
// broken, reading stops. A document with problems is not to be used.
func Parse(file, src string) (Node, diag.Problems) {
	if strings.Contains(src, "\r") {
		src = strings.ReplaceAll(strings.ReplaceAll(src, "\r\n", "\n"), "\r", "\n")
	}
	p := &parser{file: file, src: strings.TrimPrefix(src, "\ufeff"), line: 1}
	root := p.document()
	return root, p.problems
}

type parser struct {
	file      string
	src       string
	pos       int
	line      int // of pos, from 1
	lineStart int // where that line begins in src
	depth     int
	stopped   bool
	problems  diag.Problems
	open      []Node // items of the lists and maps not yet complete, as a stack
	free      []Node // room for items of complete ones
}

// items takes what was put on the stack since it had n nodes.
func (p *parser) items(n int) []Node {
	count := len(p.open) - n
	if count > len(p.free) {
		p.free = make([]Node, max(count, min(len(p.src)/16+8, 1024)))
	}
	out := p.free[:count:count]
	copy(out, p.open[n:])
	p.free, p.open = p.free[count:], p.open[:n]
	return out
}

func (p *parser) column() int { return p.pos - p.lineStart }

func (p *parser) node(k Kind) Node {
	return Node{Kind: k, Line: int32(p.line), Column: int32(p.column() + 1)}
}

// fault notes a problem at pos.
func (p *parser) fault(message, hint string) {
	p.faultAt(p.line, p.column(), message, hint)
}

func (p *parser) faultAt(line, column int, message, hint string) {
	p.problems = append(p.problems, &diag.Problem{
		Position: diag.Position{File: p.file, Line: line, Column: column + 1},
		Reason:   "yaml", Message: message, Hint: hint,
	})
}

// stop notes a problem after which the structure cannot be followed.
func (p *parser) stop(message, hint string) {
	if !p.stopped {
		p.fault(message, hint)
		p.stopped = true
		p.pos = len(p.src)
	}
}

// document reads everything.
func (p *parser) document() Node {
	for !p.stopped && strings.HasPrefix(p.src[p.pos:], "%") { // directives
		p.skipLine()
	}
	if !p.content() {
		if p.marker() != "---" {
			return p.node(Null)
		}
		p.pos += 3
	}
	root := p.value(-1, false)
	if p.content() {
		p.stop("this line belongs to nothing above it", "indent it like the line it belongs with")
	}
	switch p.marker() {
	case "---":
		p.stop("a second document in the file", "keep one document a file")
	case "...":
		p.pos += 3
		if p.content() || p.marker() != "" {
			p.stop("text after the end of the document", "keep one document a file")
		}
	}
	return root
}

// marker gives the document marker at pos, "" for none.
func (p *parser) marker() string {
	if p.column() != 0 || len(p.src)-p.pos < 3 {
		return ""
	}
	if m := p.src[p.pos : p.pos+3]; (m == "---" || m == "...") && p.ends(p.pos+3) {
		return m
	}
	return ""
}

// ends reports whether src[i] is white space or the end.
func (p *parser) ends(i int) bool {
	return i >= len(p.src) || p.src[i] == ' ' || p.src[i] == '\n' || p.src[i] == '\t'
}

// rest is what remains of the line.
func (p *parser) rest() string {
	s := p.src[p.pos:]
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return s[:i]
	}
	return s
}

// skipLine goes to the start of the next line.
func (p *parser) skipLine() {
	p.pos += len(p.rest())
	if p.pos < len(p.src) {
		p.pos++
		p.line++
		p.lineStart = p.pos
	}
}

// skipSpaces goes over blanks within the line.
func (p *parser) skipSpaces() {
	for p.pos < len(p.src) && (p.src[p.pos] == ' ' || p.src[p.pos] == '\t') {
		p.pos++
	}
}

// comment reports whether a comment or the end of the line is at pos.
func (p *parser) comment() bool {
	if p.pos >= len(p.src) || p.src[p.pos] == '\n' {
		return true
	}
	return p.src[p.pos] == '#' && (p.pos == p.lineStart || p.src[p.pos-1] == ' ' || p.src[p.pos-1] == '\t')
}

// content goes over blanks, comments and line ends to what comes next. It
// reports false at the end and at a document marker.
func (p *parser) content() bool {
	for p.pos < len(p.src) {
		start := p.pos
		p.skipSpaces()
		if !p.comment() {
			if tab := strings.IndexByte(p.src[start:p.pos], '\t'); tab >= 0 && start == p.lineStart {
				p.stop("a tab in the indentation", "YAML is indented with spaces only")
				return false
			}
			return p.marker() == ""
		}
		p.skipLine()
	}
	return false
}

// value reads what follows a key, a dash or the start of the document. parent
// is the column of the map or list that it belongs to. A list may stand as
// far left as the key that it is the value of.
func (p *parser) value(parent int, ofKey bool) Node {
	if p.depth == maxDepth {
		p.stop(fmt.Sprintf("values nested more than %d deep", maxDepth), "")
	}
	p.depth++
	defer func() { p.depth-- }()
	nothing := p.node(Null)
	p.skipSpaces()
	if p.comment() {
		if !p.content() {
			return nothing
		}
		if c := p.column(); c <= parent && !(ofKey && c == parent && p.dash()) {
			return nothing
		}
		ofKey = false // what stands on a line of its own may be anything
	}
	if p.stopped {
		return nothing
	}
	if p.dash() {
		if ofKey {
			p.stop("a list that begins on the line of its key", "start it on the next line")
			return nothing
		}
		return p.list(p.column())
	}
	if _, _, key := p.key(); key {
		if ofKey {
			p.fault("a second key on the line", "put text with a colon and a space in quotation marks, or the key on a line of its own")
			p.skipLine()
			return nothing
		}
		return p.mapping(p.column())
	}
	return p.scalar(parent)
}

// dash reports whether a list item begins at pos.
func (p *parser) dash() bool {
	return p.pos < len(p.src) && p.src[p.pos] == '-' && p.ends(p.pos+1)
}

// list reads the items whose dashes stand in column c.
func (p *parser) list(c int) Node {
	n, base := p.node(List), len(p.open)
	for {
		p.pos++
		item := p.value(c, false) // before p.open is read: it grows in there
		p.open = append(p.open, item)
		if !p.content() || p.column() < c || p.column() == c && !p.dash() {
			break
		}
		if p.column() > c {
			p.stop("this line is indented deeper than the list it follows", "align it")
			break
		}
	}
	n.Items = p.items(base)
	return n
}

// mapping reads the pairs whose keys stand in column c.
func (p *parser) mapping(c int) Node {
	n, base := p.node(Map), len(p.open)
	for {
		key := p.node(Scalar)
		text, colon, _ := p.key()
		key.Text, key.Plain = text, p.src[p.pos] != '"' && p.src[p.pos] != '\''
		p.pos = colon + 1
		p.open = append(p.open, key)
		value := p.value(c, true)
		p.open = append(p.open, value)
		if !p.content() || p.column() < c || p.column() == c && p.dash() {
			break
		}
		if p.column() > c {
			p.stop(fmt.Sprintf("this line is indented deeper than %q above it", key.Text), "align it")
			break
		}
		if _, _, ok := p.key(); !ok {
			p.stop(fmt.Sprintf("%q is no key", short(p.rest())), "a key is followed by a colon and a space")
			break
		}
	}
	n.Items = p.items(base)
	return n
}

// key looks whether a key of a map begins at pos: text, then a colon, then
// white space, all on one line. It gives the key and the place of the colon.
func (p *parser) key() (text string, colon int, ok bool) {
	line := p.rest()
	if line == "" {
		return "", 0, false
	}
	switch line[0] {
	case '"', '\'':
		end := closing(line, line[0])
		if end < 0 {
			return "", 0, false
		}
		i := end + 1
		for i < len(line) && line[i] == ' ' {
			i++
		}
		if i < len(line) && line[i] == ':' && p.ends(p.pos+i+1) {
			q := *p // read the key without moving
			q.problems = nil
			n := q.quoted(-1)
			return n.Text, p.pos + i, len(q.problems) == 0
		}
		return "", 0, false
	case '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '%', '@', '`', ',':
		return "", 0, false
	case '?':
		if p.ends(p.pos + 1) {
			return "", 0, false
		}
	}
	for i := 0; ; i++ {
		j := strings.IndexAny(line[i:], ":#")
		if j < 0 {
			return "", 0, false
		}
		i += j
		if line[i] == '#' && i > 0 && (line[i-1] == ' ' || line[i-1] == '\t') {
			return "", 0, false
		}
		if line[i] == ':' && p.ends(p.pos+i+1) {
			return strings.TrimRight(line[:i], " \t"), p.pos + i, true
		}
	}
}

// closing gives the place of the mark that closes the one at s[0], -1 for
// none.
func closing(s string, mark byte) int {
	for i := 1; i < len(s); i++ {
		switch {
		case mark == '"' && s[i] == '\\':
			i++
		case s[i] == mark && mark == '\'' && i+1 < len(s) && s[i+1] == '\'':
			i++
		case s[i] == mark:
			return i
		}
	}
	return -1
}

// short cuts text that a message quotes.
func short(s string) string {
	s = strings.TrimSpace(s)
	if r := []rune(s[:min(len(s), 200)]); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
