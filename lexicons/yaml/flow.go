package yaml

import (
	"fmt"
	"strings"
)

// flow reads a list or map in brackets.
func (p *parser) flow() Node {
	if p.depth == maxDepth {
		p.stop(fmt.Sprintf("values nested more than %d deep", maxDepth), "")
		return Node{}
	}
	p.depth++
	base := len(p.open)
	defer func() { p.depth-- }()
	kind, close := List, byte(']')
	if p.src[p.pos] == '{' {
		kind, close = Map, '}'
	}
	n := p.node(kind)
	unclosed := func() Node {
		if !p.stopped {
			p.faultAt(int(n.Line), int(n.Column)-1, "a bracket that is never closed", "close it, or put text that begins with a bracket in quotation marks")
			p.stopped, p.pos = true, len(p.src)
		}
		return n
	}
	p.pos++
	for {
		if !p.flowSpace() {
			return unclosed()
		}
		if p.src[p.pos] == close {
			p.pos++
			n.Items = p.items(base)
			return n
		}
		item := p.flowItem()
		if p.stopped || !p.flowSpace() {
			return unclosed()
		}
		if kind == Map {
			value := Node{Line: item.Line, Column: item.Column}
			if p.src[p.pos] == ':' {
				p.pos++
				if !p.flowSpace() {
					return unclosed()
				}
				if c := p.src[p.pos]; c != ',' && c != '}' {
					value = p.flowItem()
				}
				if p.stopped || !p.flowSpace() {
					return unclosed()
				}
			}
			p.open = append(p.open, item, value)
		} else {
			if p.src[p.pos] == ':' {
				p.fault("a colon and a space in a list in brackets", "put the text in quotation marks")
				p.pos++
				continue
			}
			p.open = append(p.open, item)
		}
		switch p.src[p.pos] {
		case ',':
			p.pos++
		case close:
		default:
			p.stop(fmt.Sprintf("%q where a comma or the closing bracket is due", short(p.rest())), "separate values by commas, and put text with brackets or marks in quotation marks")
			return n
		}
	}
}

// flowSpace goes over white space, line ends and comments. It reports false
// at the end of the file.
func (p *parser) flowSpace() bool {
	for p.pos < len(p.src) {
		p.skipSpaces()
		if !p.comment() {
			return true
		}
		p.skipLine()
	}
	return false
}

// flowItem reads one value in brackets.
func (p *parser) flowItem() Node {
	switch c := p.src[p.pos]; c {
	case '"', '\'':
		return p.quoted(-1)
	case '[', '{':
		return p.flow()
	case ',':
		p.stop("nothing between two commas", "")
		return Node{}
	case ':', '|', '>', '#', '-':
		if c != ':' && c != '-' || p.ends(p.pos+1) {
			p.stop(fmt.Sprintf("text in brackets cannot begin with %q", string(c)), "put it in quotation marks")
			return Node{}
		}
	}
	if message, hint := reserved(p.rest()); message != "" {
		hint, _, _ = strings.Cut(hint, ":")
		p.fault(message, hint)
	}
	n := p.node(Scalar)
	n.Plain = true
	n.Text = p.flowPlain()
	var b strings.Builder // for text that goes on over lines, which is rare
	for line := p.line; p.flowSpace() && p.line > line && strings.IndexByte(",[]{}:", p.src[p.pos]) < 0; line = p.line {
		if b.Len() == 0 {
			b.WriteString(n.Text)
		}
		b.WriteByte(' ')
		b.WriteString(p.flowPlain())
	}
	if b.Len() > 0 {
		n.Text = b.String()
	}
	return n
}

// flowPlain reads plain text in brackets up to the end of the line.
func (p *parser) flowPlain() string {
	line := p.rest()
	end := len(line)
	for i := range len(line) {
		c := line[i]
		if strings.IndexByte(",[]{}", c) >= 0 ||
			c == ':' && (i+1 == len(line) || strings.IndexByte(" \t,[]{}", line[i+1]) >= 0) ||
			c == '#' && i > 0 && (line[i-1] == ' ' || line[i-1] == '\t') {
			end = i
			break
		}
	}
	p.pos += end
	return strings.TrimRight(line[:end], " \t")
}
