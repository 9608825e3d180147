package reports

import (
	"errors"
	"fmt"
	"html"
	"reflect"
	"strconv"
	"strings"
)

// template is a page with places in it, in a part of the language of
// html/template: {{.Field}}, {{if}}, {{else}}, {{range}}, {{range $i, $x := …}},
// {{with}}, {{end}}, {{$x := …}}, "len", "eq", "gt", parentheses, and functions
// of one argument. Every value is escaped for text and for quoted attributes,
// but for markup, which is written as it is; values belong nowhere else.
//
// html/template itself looks methods up by their names, and the linker then
// keeps every exported method of every type in the program: six megabytes.
type template struct {
	nodes     []templateNode
	functions map[string]func(x any) any
}

// markup is HTML, style or script that is written as it is.
type markup string

// templateNode is text, or an action.
type templateNode struct {
	action     string // "": text; "=": a value; if, range, with, :=
	text       string
	names      []string // variables that are set
	expression templateExpression
	body, none []templateNode // none: after else
}

// templateExpression is a value, or a function and its arguments.
type templateExpression struct {
	path      []string // of a value: "" for the dot, or a variable, then fields
	literal   any
	function  string
	arguments []templateExpression
}

// parseTemplate reads a template.
func parseTemplate(source string, functions map[string]func(x any) any) (*template, error) {
	p := &templateParser{rest: source, functions: functions}
	nodes, end, err := p.nodes()
	if err == nil && end != "" {
		err = fmt.Errorf("one %s too many", end)
	}
	if err != nil {
		return nil, fmt.Errorf("line %d: %w", 1+strings.Count(source[:len(source)-len(p.rest)], "\n"), err)
	}
	return &template{nodes, functions}, nil
}

type templateParser struct {
	rest      string
	functions map[string]func(x any) any
}

// nodes reads up to the end of the text, of an action, or an else.
func (p *templateParser) nodes() (nodes []templateNode, end string, err error) {
	for {
		text, rest, found := strings.Cut(p.rest, "{{")
		if text != "" {
			nodes = append(nodes, templateNode{text: text})
		}
		p.rest = rest
		if !found {
			return nodes, "", nil
		}
		action, rest, found := strings.Cut(rest, "}}")
		if !found {
			return nil, "", errors.New("a {{ without }}")
		}
		p.rest = rest
		word, operand, _ := strings.Cut(action, " ")
		n := templateNode{action: word}
		switch word {
		case "end", "else":
			return nodes, word, nil
		case "if", "range", "with":
		default:
			n.action, operand = "=", action
		}
		if left, right, sets := strings.Cut(operand, " := "); sets {
			for name := range strings.SplitSeq(left, ", ") {
				n.names = append(n.names, name)
			}
			operand = right
			if n.action == "=" {
				n.action = ":="
			}
		}
		if n.expression, err = p.expression(operand); err != nil {
			return nil, "", fmt.Errorf("{{%s}}: %w", action, err)
		}
		if n.action != "=" && n.action != ":=" {
			if n.body, end, err = p.nodes(); err == nil && end == "else" {
				n.none, end, err = p.nodes()
			}
			if err == nil && end != "end" {
				err = fmt.Errorf("{{%s}} has no end", action)
			}
			if err != nil {
				return nil, "", err
			}
		}
		nodes = append(nodes, n)
	}
}

// expression reads a value, or a function with its arguments.
func (p *templateParser) expression(s string) (templateExpression, error) {
	var operands []templateExpression
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		if s[0] == '(' {
			end := strings.IndexByte(s, ')')
			if end < 0 {
				return templateExpression{}, errors.New("( without )")
			}
			inner, err := p.expression(s[1:end])
			if err != nil {
				return inner, err
			}
			operands, s = append(operands, inner), s[end+1:]
			continue
		}
		word, rest, _ := strings.Cut(s, " ")
		s = rest
		if n, err := strconv.Atoi(word); err == nil {
			operands = append(operands, templateExpression{literal: n})
			continue
		}
		name := strings.TrimPrefix(strings.TrimPrefix(word, "$"), ".")
		known := p.functions[name] != nil || name == "len" || name == "eq" || name == "gt"
		switch {
		case known && len(operands) == 0 && (s != "" || p.functions[name] != nil):
			operands = append(operands, templateExpression{function: name})
		case word[0] == '.' || word[0] == '$':
			root, fields, _ := strings.Cut(word, ".")
			path := []string{root}
			if fields != "" {
				path = append(path, strings.Split(fields, ".")...)
			}
			operands = append(operands, templateExpression{path: path})
		default:
			return templateExpression{}, fmt.Errorf("unknown word %q", word)
		}
	}
	switch {
	case len(operands) == 0:
		return templateExpression{}, errors.New("no value")
	case operands[0].function != "" && operands[0].arguments == nil:
		operands[0].arguments = operands[1:]
	case len(operands) > 1:
		return templateExpression{}, errors.New("two values")
	}
	return operands[0], nil
}

// execute writes the template for a view.
func (t *template) execute(view any) (string, error) {
	var b strings.Builder
	err := t.write(&b, t.nodes, reflect.ValueOf(view), map[string]reflect.Value{"$": reflect.ValueOf(view)})
	return b.String(), err
}

func (t *template) write(b *strings.Builder, nodes []templateNode, dot reflect.Value, variables map[string]reflect.Value) error {
	for i := range nodes {
		n := &nodes[i]
		if n.action == "" {
			b.WriteString(n.text)
			continue
		}
		v, err := t.value(&n.expression, dot, variables)
		if err != nil {
			return err
		}
		body := n.body
		switch n.action {
		case "=":
			if v.Type() == reflect.TypeFor[markup]() {
				b.WriteString(v.String())
				continue
			}
			b.WriteString(escaped(v.Interface()))
			continue
		case ":=":
			variables[n.names[0]] = v
			continue
		case "range":
			for k := range v.Len() {
				if len(n.names) == 2 {
					variables[n.names[0]], variables[n.names[1]] = reflect.ValueOf(k), v.Index(k)
				}
				if err := t.write(b, n.body, v.Index(k), variables); err != nil {
					return err
				}
			}
			if v.Len() > 0 {
				continue
			}
			body = n.none
		case "with":
			if !v.IsZero() {
				if err := t.write(b, n.body, v, variables); err != nil {
					return err
				}
				continue
			}
			body = n.none
		case "if":
			if !holds(v) {
				body = n.none
			}
		}
		if err := t.write(b, body, dot, variables); err != nil {
			return err
		}
	}
	return nil
}

// escaped writes a value as text of a page. No page may hold the character 0.
func escaped(x any) string {
	return strings.ReplaceAll(html.EscapeString(fmt.Sprint(x)), "\x00", "\uFFFD")
}

// holds reports whether a condition holds: a number that is not 0, a text or
// list that is not empty.
func holds(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.String:
		return v.Len() > 0
	}
	return !v.IsZero()
}

func (t *template) value(e *templateExpression, dot reflect.Value, variables map[string]reflect.Value) (reflect.Value, error) {
	if e.literal != nil {
		return reflect.ValueOf(e.literal), nil
	}
	if e.function == "" {
		return follow(e.path, dot, variables)
	}
	var arguments []reflect.Value
	for i := range e.arguments {
		v, err := t.value(&e.arguments[i], dot, variables)
		if err != nil {
			return v, err
		}
		arguments = append(arguments, v)
	}
	f := t.functions[e.function]
	switch {
	case f != nil && len(arguments) == 0:
		return reflect.ValueOf(f(nil)), nil
	case f != nil && len(arguments) == 1:
		return reflect.ValueOf(f(arguments[0].Interface())), nil
	case e.function == "len" && len(arguments) == 1:
		return reflect.ValueOf(arguments[0].Len()), nil
	case e.function == "eq" && len(arguments) == 2:
		return reflect.ValueOf(arguments[0].Int() == arguments[1].Int()), nil
	case e.function == "gt" && len(arguments) == 2:
		return reflect.ValueOf(arguments[0].Int() > arguments[1].Int()), nil
	}
	return dot, fmt.Errorf("%s with %d arguments", e.function, len(arguments))
}

// follow gives the field that a path leads to.
func follow(path []string, dot reflect.Value, variables map[string]reflect.Value) (reflect.Value, error) {
	v := dot
	if path[0] != "" {
		var ok bool
		if v, ok = variables[path[0]]; !ok {
			return v, fmt.Errorf("there is no %s", path[0])
		}
	}
	for _, name := range path[1:] {
		for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct || !v.FieldByName(name).IsValid() {
			return v, fmt.Errorf("there is no field %s", name)
		}
		v = v.FieldByName(name)
	}
	return v, nil
}
