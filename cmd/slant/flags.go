package main

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

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
// pflag takes the arguments apart. What stands around it, commands, arguments
// by place, defaults and help, is here and in help.go: the libraries that have
// all of it look methods up by their names, and the linker then keeps every
// exported method of every type in the program, six megabytes of it.

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
// defaults. The error is one of usage. Who asks for help gets it, whatever flags
// are wrong.
func (c *commandLine) parse(args []string) (*parsedLine, error) {
	p := &parsedLine{node: c.root}
	for _, arg := range args {
		if arg == "--" {
			break
		}
		if strings.HasPrefix(arg, "-test.") { // pflag passes over the flags of go test
			return p, fmt.Errorf("unknown flag %s", arg)
		}
	}
	for {
		words, err := p.flags(args)
		if err != nil && (slices.Contains(args, "--help") || slices.Contains(args, "-h")) {
			p.help = true
			return p, nil
		}
		names := p.node.names()
		switch {
		case err != nil:
			return p, err
		case p.help && (len(words) == 0 || len(names) == 0):
			return p, nil
		case len(names) == 0:
			return p, p.place(words)
		case len(words) == 0:
			return p, fmt.Errorf("expected one of %s", quoted(names, ", "))
		}
		at := slices.Index(names, words[0])
		if at < 0 {
			return p, fmt.Errorf("unexpected argument %s%s", words[0], meant(words[0], names))
		}
		p.node, args = p.node.commands[at], words[1:]
		for _, o := range slices.Concat(p.node.flags, p.node.args) {
			if err := o.reset(); err != nil {
				return p, err
			}
		}
	}
}

func (n *commandNode) names() []string {
	var names []string
	for _, below := range n.commands {
		names = append(names, below.name)
	}
	return names
}

// quoted writes names in quotation marks.
func quoted(names []string, separator string) string {
	marked := make([]string, len(names))
	for i, name := range names {
		marked[i] = strconv.Quote(name)
	}
	return strings.Join(marked, separator)
}

// meant gives ", did you mean …?" where a name is near.
func meant(wrote string, known []string) string {
	if hint := diag.DidYouMean(wrote, known); hint != "" {
		return ", " + hint
	}
	return ""
}

// flags sets the flags of the command and gives what is left: its arguments,
// or the name of a command below it and what follows that.
func (p *parsedLine) flags(args []string) ([]string, error) {
	set := pflag.NewFlagSet(p.node.path, pflag.ContinueOnError)
	set.SetInterspersed(len(p.node.commands) == 0)
	set.BoolP("help", "h", false, "")
	known := []string{"--help"}
	for _, o := range p.node.flags {
		flag := set.VarPF(o, o.name, o.short, o.help)
		if o.value.Kind() == reflect.Bool {
			flag.NoOptDefVal = "true"
		}
		known = append(known, "--"+o.name)
	}
	err := set.ParseAll(args, func(flag *pflag.Flag, value string) error {
		o, ok := flag.Value.(*option)
		if !ok {
			p.help = p.help || value == "true"
			return nil
		}
		return p.give(o, value, args)
	})
	var unknown *pflag.NotExistError
	var lacking *pflag.ValueRequiredError
	switch {
	case errors.As(err, &lacking):
		return nil, lacking.GetFlag().Value.(*option).lacks()
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if letters := unknown.GetSpecifiedShortnames(); letters != "" {
			name = "-" + letters
		}
		return nil, fmt.Errorf("unknown flag %s%s", name, meant(name, known))
	}
	return set.Args(), err
}

// give gives a flag its value, which stands among the arguments. Two values
// that pflag finds are none: the next flag, and the sign of -o=, as in
// -o=$UNSET.
func (p *parsedLine) give(o *option, value string, args []string) error {
	switch {
	case len(value) > 1 && value[0] == '-' && slices.Contains(args, value):
		return o.lacks()
	case value == "=" && slices.Contains(args, "-"+o.short+"="):
		value = ""
	}
	if !slices.Contains(p.set, o.name) {
		p.set = append(p.set, o.name)
		if o.value.Kind() == reflect.Slice {
			o.value.SetZero() // what is given stands for the default
		}
	}
	if err := o.Set(value); err != nil {
		return fmt.Errorf("--%s%w", o.name, err)
	}
	return nil
}

// lacks is the error for a flag without a value.
func (o *option) lacks() error {
	return fmt.Errorf("--%s: expected %s; a value that begins with - is written --%s=-…", o.name, o.kind(), o.name)
}

// place gives the arguments their places, and tells what is missing.
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
			if err := o.Set(word); err != nil {
				return fmt.Errorf("<%s>%w", o.name, err)
			}
		}
		words = words[n:]
	}
	if len(words) > 0 {
		return fmt.Errorf("unexpected argument %s", words[0])
	}
	var missing []string
	for _, o := range p.node.flags {
		if o.required && !slices.Contains(p.set, o.name) {
			missing = append(missing, o.usage())
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("missing flags: %s", strings.Join(missing, ", "))
	}
	return nil
}

// reset sets the default.
func (o *option) reset() error {
	o.value.SetZero()
	if o.standard == "" {
		return nil
	}
	return o.Set(o.standard)
}

// Type is the kind of the value, for pflag.
func (o *option) Type() string { return o.value.Kind().String() }

// String is the default as it is written, for pflag.
func (o *option) String() string { return o.standard }

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

// Set sets the value, or adds to a list. The error goes on after the name.
func (o *option) Set(s string) error {
	if len(o.enum) > 0 && !slices.Contains(o.enum, s) {
		return fmt.Errorf(" must be one of %s but got %q", quoted(o.enum, ","), s)
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
