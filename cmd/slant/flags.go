package main

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"slant/analysis/diag"
)

// The command line is read from structs and their tags, so that an option is
// one line with its help beside it:
//
//	cmd:""            the field is a command, or a group of some
//	arg:""            an argument by place; a list takes all that are left
//	optional:""       an argument that may be left out
//	required:""       a flag that may not
//	name:"x"          another name than the field's; short:"x" one letter more
//	help:"x"          what it is for; ${name} stands for a word of the parser's,
//	                  ${default} for the default
//	default:"x"       the value when it is not given
//	enum:"x,y"        the only values
//	placeholder:"X"   what the help writes for a value
//	sep:"none"        a list whose values are not cut at commas
//
// A library for this, github.com/alecthomas/kong, looks methods up by their
// names, and the linker then keeps every exported method of every type in the
// program: six megabytes of it.

// commandLine is what may stand on the command line of a program.
type commandLine struct {
	root  *commandNode
	words map[string]string // for ${name} in help
}

// commandNode is a command, or a group of commands.
type commandNode struct {
	name, help string
	path       string // with the names before it
	target     reflect.Value
	commands   []*commandNode
	args       []*option
	flags      []*option
}

// option is a flag or an argument.
type option struct {
	name, short, help string
	standard          string // the default as it is written
	placeholder       string
	enum              []string
	value             reflect.Value
	optional          bool // of an argument
	required          bool // of a flag
	whole             bool // values of a list are not cut at commas
	placed            bool // an argument, not a flag
}

// parsedLine is what stood on a command line.
type parsedLine struct {
	node *commandNode
	set  []string // names of the flags that were given
	help bool     // --help was
}

// newCommandLine reads the commands of a struct, given by its address.
func newCommandLine(name string, commands any, words map[string]string) *commandLine {
	c := &commandLine{words: words}
	c.root = c.node(name, "", reflect.ValueOf(commands).Elem())
	return c
}

func (c *commandLine) node(name, path string, v reflect.Value) *commandNode {
	n := &commandNode{name: name, path: strings.TrimSpace(path + " " + name), target: v}
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if !field.IsExported() {
			continue
		}
		tag := func(key string) (string, bool) { return field.Tag.Lookup(key) }
		name, ok := tag("name")
		if !ok {
			name = dashed(field.Name)
		}
		help, _ := tag("help")
		if _, ok := tag("cmd"); ok {
			below := c.node(name, n.path, v.Field(i))
			below.help = help
			n.commands = append(n.commands, below)
			continue
		}
		o := &option{name: name, value: v.Field(i)}
		o.short, _ = tag("short")
		o.standard, _ = tag("default")
		o.placeholder, _ = tag("placeholder")
		if values, ok := tag("enum"); ok {
			o.enum = strings.Split(values, ",")
		}
		_, o.optional = tag("optional")
		_, o.required = tag("required")
		sep, _ := tag("sep")
		o.whole = sep == "none"
		o.help = strings.ReplaceAll(help, "${default}", o.standard)
		for word, means := range c.words {
			o.help = strings.ReplaceAll(o.help, "${"+word+"}", means)
		}
		if _, o.placed = tag("arg"); o.placed {
			n.args = append(n.args, o)
		} else {
			n.flags = append(n.flags, o)
		}
	}
	return n
}

// dashed writes a field's name as a flag's: MinDocuments, min-documents.
func dashed(name string) string {
	var b strings.Builder
	for i, r := range name {
		capital := r >= 'A' && r <= 'Z'
		if capital && i > 0 && name[i-1] >= 'a' && name[i-1] <= 'z' {
			b.WriteByte('-')
		}
		b.WriteString(strings.ToLower(string(r)))
	}
	return b.String()
}

// parse sets the fields of the command that is asked for, the others to their
// defaults. The error is one of usage.
func (c *commandLine) parse(args []string) (*parsedLine, error) {
	p := &parsedLine{node: c.root}
	var words []string // arguments by place
	flags := true      // no -- yet
	for i := 0; i < len(args); i++ {
		arg := args[i]
		switch {
		case flags && arg == "--":
			flags = false
		case flags && (arg == "--help" || arg == "-h"):
			p.help = true
		case flags && len(arg) > 1 && arg[0] == '-':
			taken, err := p.flag(arg, args[i+1:])
			if err != nil {
				if p.help || slices.Contains(args[i:], "--help") || slices.Contains(args[i:], "-h") {
					p.help = true
					continue
				}
				return p, err
			}
			i += taken
		case len(p.node.commands) > 0:
			at := slices.IndexFunc(p.node.commands, func(n *commandNode) bool { return n.name == arg })
			if at < 0 {
				return p, fmt.Errorf("unexpected argument %s%s", arg, meant(arg, p.node.names()))
			}
			p.node = p.node.commands[at]
			for _, o := range append(slices.Clone(p.node.flags), p.node.args...) {
				if err := o.reset(); err != nil {
					return p, err
				}
			}
		default:
			words = append(words, arg)
		}
	}
	if p.help {
		return p, nil
	}
	if len(p.node.commands) > 0 {
		quoted := make([]string, len(p.node.commands))
		for i, name := range p.node.names() {
			quoted[i] = strconv.Quote(name)
		}
		return p, fmt.Errorf("expected one of %s", strings.Join(quoted, ", "))
	}
	if err := p.place(words); err != nil {
		return p, err
	}
	var missing []string
	for _, o := range p.node.flags {
		if o.required && !slices.Contains(p.set, o.name) {
			missing = append(missing, o.usage())
		}
	}
	if len(missing) > 0 {
		return p, fmt.Errorf("missing flags: %s", strings.Join(missing, ", "))
	}
	return p, nil
}

func (n *commandNode) names() []string {
	var names []string
	for _, below := range n.commands {
		names = append(names, below.name)
	}
	return names
}

// meant gives ", did you mean …?" where a name is near.
func meant(wrote string, known []string) string {
	if hint := diag.DidYouMean(wrote, known); hint != "" {
		return ", " + hint
	}
	return ""
}

// flag sets the flag that an argument is, and gives how many of the next
// arguments it took: --name=value, --name value, -n value, -nvalue, and for
// switches --name, --name=false, -n.
func (p *parsedLine) flag(arg string, next []string) (taken int, err error) {
	name, value, given := strings.Cut(arg, "=")
	var at int
	if strings.HasPrefix(name, "--") {
		at = slices.IndexFunc(p.node.flags, func(o *option) bool { return o.name == name[2:] })
	} else {
		at = slices.IndexFunc(p.node.flags, func(o *option) bool { return o.short != "" && o.short == name[1:2] })
		if at >= 0 && len(name) > 2 {
			name, value, given = name[:2], strings.TrimPrefix(arg[2:], "="), true
		}
	}
	if at < 0 {
		known := []string{"--help"}
		for _, o := range p.node.flags {
			known = append(known, "--"+o.name)
		}
		return 0, fmt.Errorf("unknown flag %s%s", name, meant(name, known))
	}
	o := p.node.flags[at]
	switch {
	case given:
	case o.value.Kind() == reflect.Bool:
		value = "true"
	case len(next) == 0 || len(next[0]) > 1 && next[0][0] == '-':
		return 0, fmt.Errorf("--%s: expected %s; a value that begins with - is written --%s=-…", o.name, o.kind(), o.name)
	default:
		value, taken = next[0], 1
	}
	if !slices.Contains(p.set, o.name) {
		p.set = append(p.set, o.name)
		if o.value.Kind() == reflect.Slice {
			o.value.SetZero() // what is given stands for the default
		}
	}
	if err := o.take(value); err != nil {
		return 0, fmt.Errorf("--%s%w", o.name, err)
	}
	return taken, nil
}

// place gives the arguments their places.
func (p *parsedLine) place(words []string) error {
	for i, o := range p.node.args {
		if len(words) == 0 {
			if o.optional {
				continue
			}
			var expected []string
			for _, o := range p.node.args[i:] {
				expected = append(expected, o.usage())
			}
			return fmt.Errorf("expected %q", strings.Join(expected, " "))
		}
		n := 1
		if o.value.Kind() == reflect.Slice {
			n = len(words)
		}
		for _, word := range words[:n] {
			if err := o.take(word); err != nil {
				return fmt.Errorf("<%s>%w", o.name, err)
			}
		}
		words = words[n:]
	}
	if len(words) > 0 {
		return fmt.Errorf("unexpected argument %s", words[0])
	}
	return nil
}

// reset sets the default.
func (o *option) reset() error {
	o.value.SetZero()
	if o.standard == "" {
		return nil
	}
	return o.take(o.standard)
}

// kind is what a value has to be, for messages.
func (o *option) kind() string {
	switch o.value.Kind() {
	case reflect.Float64:
		return "a float"
	case reflect.Int:
		return "a whole number"
	case reflect.Uint64:
		return "a whole number of 0 or more"
	case reflect.Bool:
		return "true or false"
	}
	return "a value"
}

// take sets the value, or adds to a list. The error goes on after the name.
func (o *option) take(s string) error {
	if len(o.enum) > 0 && !slices.Contains(o.enum, s) {
		quoted := make([]string, len(o.enum))
		for i, value := range o.enum {
			quoted[i] = strconv.Quote(value)
		}
		return fmt.Errorf(" must be one of %s but got %q", strings.Join(quoted, ","), s)
	}
	wrong := fmt.Errorf(": expected %s but got %q", o.kind(), s)
	switch o.value.Kind() {
	case reflect.String:
		o.value.SetString(s)
	case reflect.Bool:
		b, err := strconv.ParseBool(s)
		if err != nil {
			return wrong
		}
		o.value.SetBool(b)
	case reflect.Int:
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return wrong
		}
		o.value.SetInt(n)
	case reflect.Uint64:
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			return wrong
		}
		o.value.SetUint(n)
	case reflect.Float64:
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return wrong
		}
		o.value.SetFloat(x)
	case reflect.Slice:
		values := []string{s}
		if !o.whole {
			values = strings.Split(s, ",")
		}
		for _, value := range values {
			o.value.Set(reflect.Append(o.value, reflect.ValueOf(value)))
		}
	default:
		return fmt.Errorf(" is %s, of a kind that no flag has", o.value.Kind())
	}
	return nil
}
