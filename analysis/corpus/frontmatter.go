package corpus

import (
	"errors"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"slant/analysis/diag"
)

// maxFrontMatter is the most front matter that is looked for.
const maxFrontMatter = 64 << 10

// keyLine is how front matter starts, and how a text below a rule does not.
var keyLine = regexp.MustCompile(`^[\pL_"'][\pL\pN _."'-]*:(\s|$)`)

// frontMatter takes the fields from YAML between lines of --- at the start of
// a file, and gives the text after it. Without front matter that is the file.
func (g *reading) frontMatter(s *source, d *draft, whole string) (body string) {
	first, rest, ok := strings.Cut(whole, "\n")
	if !ok || strings.TrimRight(first, " \t\r") != "---" {
		return whole
	}
	head, body, ok := cutFrontMatter(rest)
	if !ok || !keyLine.MatchString(firstLine(head)) {
		return whole
	}
	parsed, err := parser.ParseBytes([]byte(head), 0)
	if err != nil {
		g.badFrontMatter(d.At, err)
		return body
	}
	if len(parsed.Docs) == 0 {
		return body
	}
	var values []*ast.MappingValueNode
	switch node := parsed.Docs[0].Body.(type) {
	case *ast.MappingNode:
		values = node.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{node}
	default:
		return whole
	}
	best := [fields]column{}
	for _, v := range values {
		c := g.r.readColumn(scalar(v.Key))
		value := scalar(v.Value)
		if v.Value.Type() == ast.NullType || c.name == "" {
			continue
		}
		if c.field == variable || c.field == text || c.field == file {
			d.setVar(c.name, value)
			continue
		}
		if before := best[c.field]; before.name != "" && before.rank <= c.rank {
			d.setVar(c.name, value)
			continue
		}
		best[c.field] = c
		position := d.At
		if t := v.Key.GetToken(); t != nil {
			position.Line = d.At.Line + t.Position.Line
			position.Column = t.Position.Column
		}
		d.set(c.field, value)
		if c.field == date {
			d.dateAt = position
		}
		g.synonym(s.scope, position, c)
	}
	return body
}

// cutFrontMatter cuts at the line --- or ... that closes front matter.
func cutFrontMatter(rest string) (head, body string, ok bool) {
	for at := 0; at < len(rest) && at < maxFrontMatter; {
		line, _, broken := strings.Cut(rest[at:], "\n")
		next := at + len(line) + 1
		if fence := strings.TrimRight(line, " \t\r"); fence == "---" || fence == "..." {
			if !broken {
				next = len(rest)
			}
			return rest[:at], rest[next:], true
		}
		at = next
	}
	return "", "", false
}

// firstLine is the first line that is neither empty nor a comment.
func firstLine(s string) string {
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return line
		}
	}
	return ""
}

// scalar gives a value as written, and lists and mappings as YAML in one line.
func scalar(n ast.Node) string {
	switch n := n.(type) {
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.StringNode:
		return n.Value
	case *ast.TagNode:
		return scalar(n.Value)
	case *ast.SequenceNode:
		parts := make([]string, len(n.Values))
		for i, v := range n.Values {
			parts[i] = scalar(v)
		}
		return strings.Join(parts, "; ")
	case *ast.MappingNode, *ast.MappingValueNode:
		return strings.Join(strings.Fields(n.String()), " ")
	}
	if t := n.GetToken(); t != nil {
		return t.Value
	}
	return n.String()
}

// badFrontMatter reports front matter that is no YAML; the text is still used.
func (g *reading) badFrontMatter(at diag.Position, err error) {
	message := err.Error()
	var syntax *yaml.SyntaxError
	if errors.As(err, &syntax) {
		message = syntax.Message
		if t := syntax.Token; t != nil {
			at.Line += t.Position.Line
			at.Column = t.Position.Column
		}
	}
	message = strings.ReplaceAll(message, "\t", `\t`)
	g.problem(&diag.Problem{Position: at, Severity: diag.Warning, Reason: "front-matter", Message: "the front matter is not used: " + oneLine(message),
		Hint: "put values that hold a colon, a hash or a quotation mark in quotes"})
}
