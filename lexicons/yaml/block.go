package yaml

import "strings"

// block reads a literal (|) or folded (>) scalar.
func (p *parser) block(parent int) Node {
	n := p.node(Scalar)
	folded := p.src[p.pos] == '>'
	p.pos++
	chomp, indent := byte(0), -1
	for p.pos < len(p.src) && !p.ends(p.pos) {
		switch c := p.src[p.pos]; {
		case (c == '-' || c == '+') && chomp == 0:
			chomp = c
		case '1' <= c && c <= '9' && indent < 0:
			indent = max(parent, 0) + int(c-'0')
		default:
			p.fault("text that begins with | or > in YAML", "put it in quotation marks")
			p.skipLine()
			return n
		}
		p.pos++
	}
	p.skipSpaces()
	if !p.comment() {
		p.fault("text after | or > on the same line", "start it on the next line")
		p.skipLine()
		return n
	}
	p.skipLine()
	n.Text = chomped(p.blockLines(parent, indent), folded, chomp)
	return n
}

// blockLines takes the lines of a block scalar, without their indentation,
// which the first line with text sets unless the header did.
func (p *parser) blockLines(parent, indent int) []string {
	var lines []string
	for p.pos < len(p.src) {
		line := p.rest()
		text := strings.TrimLeft(line, " ")
		depth := len(line) - len(text)
		if text == "" {
			if indent >= 0 && depth > indent {
				line = line[indent:]
			} else {
				line = ""
			}
		} else {
			if depth <= parent || indent >= 0 && depth < indent || depth == 0 && p.marker() != "" {
				break
			}
			if indent < 0 {
				indent = depth
			}
			line = line[indent:]
		}
		lines = append(lines, line)
		p.skipLine()
	}
	return lines
}

// chomped joins the lines of a block scalar. chomp is '-' (no final line
// break), '+' (all of them) or 0 (one).
func chomped(lines []string, folded bool, chomp byte) string {
	trailing := 0
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
		trailing++
	}
	var b strings.Builder
	breaks, wasDeeper, first := 0, false, true
	for _, line := range lines {
		if line == "" && folded {
			breaks++
			continue
		}
		deeper := line != "" && (line[0] == ' ' || line[0] == '\t')
		switch {
		case first && folded:
			b.WriteString(strings.Repeat("\n", breaks))
		case first:
		case !folded || deeper || wasDeeper:
			b.WriteString(strings.Repeat("\n", breaks+1))
		case breaks == 0:
			b.WriteByte(' ')
		default:
			b.WriteString(strings.Repeat("\n", breaks))
		}
		breaks, wasDeeper, first = 0, deeper, false
		b.WriteString(line)
	}
	switch {
	case chomp == '+':
		if len(lines) > 0 {
			trailing++
		}
		b.WriteString(strings.Repeat("\n", trailing))
	case chomp == 0 && len(lines) > 0:
		b.WriteByte('\n')
	}
	return b.String()
}
