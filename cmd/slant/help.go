package main

import (
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"
)

// helpWidth is how wide the help is, in characters.
const helpWidth = 80

// help writes what may stand on the command line after a command. about is
// said of the program as a whole.
func (c *commandLine) help(n *commandNode, about string) string {
	var b strings.Builder
	b.WriteString("Usage: " + n.path)
	for _, o := range n.flags {
		if o.required {
			b.WriteString(" " + o.usage())
		}
	}
	for _, o := range n.args {
		b.WriteString(" " + o.usage())
	}
	if len(n.commands) > 0 {
		b.WriteString(" <command>")
	} else if len(n.flags) > 0 {
		b.WriteString(" [flags]")
	}
	b.WriteString("\n")
	if n == c.root {
		n.help = about
	}
	for _, paragraph := range strings.Split(n.help, "\n\n") {
		b.WriteString("\n" + strings.Join(folded(paragraph, helpWidth), "\n") + "\n")
	}
	if len(n.args) > 0 {
		b.WriteString("\nArguments:\n")
		var rows [][2]string
		for _, o := range n.args {
			rows = append(rows, [2]string{o.usage(), o.help})
		}
		columns(&b, rows, 0)
	}
	b.WriteString("\nFlags:\n")
	rows := [][2]string{{"-h, --help", "Show context-sensitive help."}}
	for _, o := range n.flags {
		short := "    "
		if o.short != "" {
			short = "-" + o.short + ", "
		}
		rows = append(rows, [2]string{short + o.usage(), o.help})
	}
	columns(&b, rows, 1)
	if len(n.commands) > 0 {
		b.WriteString("\nCommands:\n")
		columns(&b, n.below(strings.TrimSpace(strings.TrimPrefix(n.path, c.root.name))), 0)
		if n == c.root {
			fmt.Fprintf(&b, "\nRun \"%s <command> --help\" for more information on a command.\n", c.root.name)
		}
	}
	return b.String()
}

// below gives the commands of a group with their help, those of groups in it
// by both names.
func (n *commandNode) below(path string) [][2]string {
	var rows [][2]string
	for _, command := range n.commands {
		name := strings.TrimSpace(path + " " + command.name)
		if len(command.commands) > 0 {
			rows = append(rows, command.below(name)...)
			continue
		}
		rows = append(rows, [2]string{name, command.help})
	}
	return rows
}

// usage writes an argument or a flag as it is given.
func (o *option) usage() string {
	more, comma := "", ""
	if o.value.Kind() == reflect.Slice {
		more, comma = " ...", ",..."
	}
	if !o.placed {
		if o.value.Kind() == reflect.Bool {
			return "--" + o.name
		}
		if o.whole {
			comma = ""
		}
		stands := o.placeholder
		if stands == "" {
			stands = o.standard
		}
		if stands == "" {
			stands = strings.ToUpper(o.value.Kind().String())
		}
		return "--" + o.name + "=" + stands + comma
	}
	s := "<" + o.name + ">" + more
	if o.optional {
		s = "[" + s + "]"
	}
	return s
}

// columns writes names with their help beside them; gap is the row before
// which an empty line stands, when there is one.
func columns(b *strings.Builder, rows [][2]string, gap int) {
	width := 0
	for _, row := range rows {
		width = max(width, utf8.RuneCountInString(row[0]))
	}
	for i, row := range rows {
		if gap > 0 && i == gap {
			b.WriteByte('\n')
		}
		name := row[0]
		for k, line := range folded(row[1], helpWidth-width-6) {
			if k > 0 {
				name = ""
			}
			pad := strings.Repeat(" ", width-utf8.RuneCountInString(name)+4)
			b.WriteString("  " + name + pad + line + "\n")
		}
	}
}

// folded breaks a paragraph between words.
func folded(s string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	return append(lines, line)
}
