package lexicons

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"slant/analysis/diag"
)

// liwc reads the .dic of LIWC 2001, 2007 and 2015: a list of numbered
// categories between two lines of %, then terms with the numbers of their
// categories. Fields are separated by tabs; spaces and doubled tabs are
// understood too. Categories indented by tabs nest (LIWC 2015). Where a term
// is in a category and in one nested in it, only the nested one is kept:
// nesting counts it in both.
//
// Conditional codes (LIWC2007 Operator's Manual, "Conditional Categories")
// become conditions:
//
//	kind   <of>131/125         131 if the next word is "of", else 125
//	like   (02 134)125/464     125 if the word before is in 02 or 134, else 464
func (r *reading) liwc() {
	d := liwcFile{reading: r, ids: map[string]string{}}
	section := 0
	for n, line := range r.lines() {
		switch trimmed := strings.TrimSpace(line); {
		case trimmed == "%" && section < 2:
			section++
		case trimmed == "":
		case section == 1:
			d.category(n, line)
		case section == 2:
			d.term(n, line)
		}
	}
	if section < 2 {
		r.report(diag.Skip, r.at(1, 1), "liwc", "the list of categories has no second line with % alone", "a .dic begins: %, categories, %, terms")
	}
}

type liwcFile struct {
	*reading
	ids   map[string]string // categories by number without leading zeros
	above []liwcLevel       // the categories that the next one may be nested in
}

type liwcLevel struct {
	depth int
	name  string
}

var (
	headerLine  = regexp.MustCompile(`^([0-9]+)[ \t]+(.*)$`)
	nameAndText = regexp.MustCompile(`^(\S+)[ \t]+\((.+)\)$`)
	// one code: a number, a condition on the next word, or on the one before
	liwcCode  = regexp.MustCompile(`^(?:([0-9]+)|<([^<>]*)>([0-9]*)(?:/([0-9]+))?|\(([0-9 \t,]+)\)([0-9]*)(?:/([0-9]+))?)(?:[ \t]+|$)`)
	liwcCodes = regexp.MustCompile(`[ \t]+((?:(?:[0-9]+|<[^<>]*>[0-9]*(?:/[0-9]+)?|\([0-9 \t,]+\)[0-9]*(?:/[0-9]+)?)[ \t]*)+)$`)
)

// category reads a line of the header.
func (d *liwcFile) category(n int, line string) {
	text := strings.TrimLeft(line, "\t")
	depth := len(line) - len(text)
	text = strings.TrimSpace(text)
	at := d.at(n, 1+strings.Index(line, text))
	id, name := "", text
	if m := headerLine.FindStringSubmatch(text); m != nil {
		id, name = m[1], strings.TrimSpace(m[2])
	} else if numeric(text) {
		d.report(diag.Warning, at, "liwc", fmt.Sprintf("category %s has no name", text), "")
		id = text
	}
	description := ""
	if m := nameAndText.FindStringSubmatch(name); m != nil {
		name, description = m[1], spaced(m[2])
	}
	name = d.nodeName(name, at)
	for len(d.above) > 0 && d.above[len(d.above)-1].depth >= depth {
		d.above = d.above[:len(d.above)-1]
	}
	if len(d.above) > 0 {
		name = d.above[len(d.above)-1].name + "." + name
	}
	d.above = append(d.above, liwcLevel{depth, name})
	if id != "" {
		key := liwcID(id)
		if other, taken := d.ids[key]; taken {
			d.report(diag.Warning, at, "liwc", fmt.Sprintf("number %s of %q is taken by %q; the first keeps it", id, name, other), "")
			return
		}
		d.ids[key] = name
	}
	i := d.reading.category(name, at)
	d.lexicon.Categories[i].Description = description
}

// term reads a line of the list.
func (d *liwcFile) term(n int, line string) {
	word, codes := d.cut(line)
	at := d.at(n, 1+strings.Index(line, strings.TrimSpace(line)))
	if word == "" {
		d.report(diag.Warning, at, "liwc", "numbers without a term", "")
		return
	}
	if codes == "" {
		d.report(diag.Warning, at, "liwc", fmt.Sprintf("%q is in no category", cut(word)), "")
		return
	}
	pattern := EscapePattern(spaced(word), "*")
	for codes != "" {
		m := liwcCode.FindStringSubmatch(codes)
		if m == nil {
			d.report(diag.Warning, at, "liwc", fmt.Sprintf("%q: %q is no number of a category and no condition", cut(word), cut(codes)), "")
			return
		}
		codes = codes[len(m[0]):]
		switch {
		case m[1] != "":
			d.add(pattern, m[1], Condition{}, at)
		case strings.HasPrefix(m[0], "<"):
			next := spaced(m[2])
			if next == "" {
				d.report(diag.Warning, at, "liwc", fmt.Sprintf("%q: a condition without a word in <>", cut(word)), "")
				continue
			}
			d.add(pattern, m[3], Condition{Next: EscapePattern(next, "*")}, at)
			d.add(pattern, m[4], Condition{Next: EscapePattern(next, "*"), Unless: true}, at)
		default:
			var previous []string
			for id := range strings.FieldsSeq(strings.ReplaceAll(m[5], ",", " ")) {
				if name, ok := d.name(id, pattern, at); ok {
					previous = append(previous, name)
				}
			}
			if len(previous) > 0 {
				d.add(pattern, m[6], Condition{Previous: previous}, at)
				d.add(pattern, m[7], Condition{Previous: previous, Unless: true}, at)
			}
		}
	}
}

// cut separates a term from its codes. With a tab in the line, that is where
// the term ends; else the codes are what can be codes at the end of the line.
// Of several numbers there the first belong to the term while they number no
// category ("area 51 7").
func (d *liwcFile) cut(line string) (word, codes string) {
	line = strings.TrimSpace(line)
	if tab := strings.IndexByte(line, '\t'); tab >= 0 {
		return strings.TrimSpace(line[:tab]), strings.TrimSpace(line[tab:])
	}
	m := liwcCodes.FindStringSubmatchIndex(line)
	if m == nil {
		return line, ""
	}
	start := m[2]
	for {
		first, rest, more := strings.Cut(line[start:], " ")
		if _, defined := d.ids[liwcID(first)]; defined || !more || !numeric(first) || strings.TrimSpace(rest) == "" {
			break
		}
		start += len(first) + 1 + len(rest) - len(strings.TrimLeft(rest, " "))
	}
	return strings.TrimSpace(line[:start]), line[start:]
}

// add puts a term into the category of a number; an empty number stands for
// none, as in "<of>/125".
func (d *liwcFile) add(pattern, id string, condition Condition, at diag.Position) {
	if id == "" {
		return
	}
	if name, ok := d.name(id, pattern, at); ok {
		d.reading.term(pattern, name, at).If = condition
	}
}

// name gives the category of a number, or reports that there is none.
func (d *liwcFile) name(id, pattern string, at diag.Position) (string, bool) {
	name, ok := d.ids[liwcID(id)]
	if !ok {
		d.report(diag.Warning, at, "liwc", fmt.Sprintf("%q: no category has number %s", cut(pattern), cut(id)), "")
	}
	return name, ok
}

// liwcID makes zero-padded numbers the same as others: 01 is 1.
func liwcID(id string) string {
	if id = strings.TrimLeft(id, "0"); id == "" {
		return "0"
	}
	return id
}

func numeric(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// writeLIWC writes a .dic. A term in a nested category gets the numbers of
// the categories around it too, because LIWC does not count them by itself.
func (w *writing) writeLIWC() {
	w.out.WriteString("%\n")
	number := map[string]string{}
	for i, c := range w.lexicon.Categories {
		number[c.Name] = strconv.Itoa(i + 1)
	}
	w.tree(func(c Category, name string, depth int) {
		switch {
		case c.Description != "" && strings.Contains(name, " "):
			w.report(diag.Warning, c.At, fmt.Sprintf("%s cannot hold the description of %q, whose name has a blank", w.format, name))
		case c.Description != "":
			name += " (" + spaced(c.Description) + ")"
		case nameAndText.MatchString(name):
			name = w.unbracketed(c, name)
		}
		w.out.WriteString(strings.Repeat("\t", depth) + number[c.Name] + "\t" + name + "\n")
	})
	w.out.WriteString("%\n")
	for _, word := range w.byWording() {
		w.out.WriteString(word.wording)
		written := map[string]bool{}
		for _, t := range word.terms {
			if conditional(t) {
				continue
			}
			code := ""
			for name := range w.within(t.Category) {
				if !written[name] {
					written[name] = true
					code = "\t" + number[name] + code
				}
			}
			w.out.WriteString(code)
		}
		w.liwcConditions(word.terms, number)
		w.out.WriteByte('\n')
	}
}

func conditional(t Term) bool { return t.If.Next != "" || len(t.If.Previous) > 0 }

// liwcConditions writes the conditional codes of a wording. A term and one
// for the other case share a code.
func (w *writing) liwcConditions(terms []Term, number map[string]string) {
	done := make([]bool, len(terms))
	for i, t := range terms {
		if done[i] || !conditional(t) {
			continue
		}
		other := t.If
		other.Unless = !other.Unless
		then, otherwise := number[t.Category], ""
		for j := i + 1; j < len(terms); j++ {
			if !done[j] && sameIf(terms[j].If, other) {
				done[j] = true
				otherwise = number[terms[j].Category]
				break
			}
		}
		if t.If.Unless {
			then, otherwise = otherwise, then
		}
		code := ""
		if t.If.Next != "" {
			code = "\t<" + t.If.Next + ">"
		} else {
			ids := make([]string, len(t.If.Previous))
			for i, name := range t.If.Previous {
				ids[i] = number[name]
			}
			code = "\t(" + strings.Join(ids, " ") + ")"
		}
		w.out.WriteString(code + then)
		if otherwise != "" {
			w.out.WriteString("/" + otherwise)
		}
	}
}
