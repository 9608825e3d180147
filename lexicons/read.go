package lexicons

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"path"
	"strings"
	"unicode"

	"slant/analysis/diag"
)

// ReadOptions say how to read a file where its content alone should not
// decide. The zero value lets it.
type ReadOptions struct {
	Encoding string // name as on the web, such as "iso-8859-2"
	Format   Format
}

// Read reads a lexicon in whatever format it is. Problems of severity Skip
// mean that the lexicon is not to be used; what could be made of it is given
// all the same, so that Check can find what else is wrong with it. A Warning
// is something that the file says and slant cannot do, a Notice something
// that slant understood in a way the user should know of.
func Read(name string, data []byte, opts ReadOptions) (*Lexicon, diag.Problems) {
	sum := sha256.Sum256(data)
	l := &Lexicon{File: name, Digest: hex.EncodeToString(sum[:])}
	text, used, problems := decode(name, data, opts.Encoding)
	l.Encoding = used
	if len(problems.Fatal()) > 0 {
		return l, problems
	}
	l.Format = opts.Format
	if l.Format == 0 {
		l.Format = detect(name, text)
	}
	r := &reading{file: name, text: text, lexicon: l, problems: problems, known: map[string]int{}}
	switch l.Format {
	case YAML:
		r.yaml()
	case CSV, TSV:
		r.table()
	case Text:
		r.plain()
	case LIWC:
		r.liwc()
	case LIWC22:
		r.liwc22()
	case Lexicoder, Yoshikoder:
		r.yoshikoder()
	case Lexicoder3:
		r.lexicoder3()
	case WordStat:
		r.wordstat()
	case VBPro:
		r.vbpro()
	case Quanteda:
		r.quanteda()
	}
	r.finish()
	r.problems.Sort()
	return l, r.problems
}

// reading is one lexicon on its way from text to terms.
type reading struct {
	file     string
	text     string
	lexicon  *Lexicon
	problems diag.Problems
	known    map[string]int // categories by name
}

func (r *reading) at(line, column int) diag.Position {
	return diag.Position{File: r.file, Line: line, Column: column}
}

func (r *reading) report(s diag.Severity, at diag.Position, reason, message, hint string) {
	r.problems = append(r.problems, &diag.Problem{Position: at, Severity: s, Reason: reason, Message: message, Hint: hint})
}

// lines goes through the text by line, numbered from 1, without line ends.
func (r *reading) lines() iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		n := 0
		for line := range strings.Lines(r.text) {
			n++
			if !yield(n, strings.TrimSuffix(line, "\n")) {
				return
			}
		}
	}
}

// category makes sure that the lexicon has the category of that name, and
// those that it is nested in, and gives its index.
func (r *reading) category(name string, at diag.Position) int {
	if i, ok := r.known[name]; ok {
		return i
	}
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
		r.category(name[:dot], at)
	}
	i := len(r.lexicon.Categories)
	r.known[name] = i
	r.lexicon.Categories = append(r.lexicon.Categories, Category{Name: name, At: at})
	return i
}

// term adds a term whose weight is 1 to a category that is there.
func (r *reading) term(pattern, category string, at diag.Position) *Term {
	r.lexicon.Terms = append(r.lexicon.Terms, Term{Pattern: pattern, Category: category, Weight: 1000, At: at})
	return &r.lexicon.Terms[len(r.lexicon.Terms)-1]
}

// nodeName makes the name of a category in a file where nesting shows
// otherwise: dots, which nest in slant, are replaced.
func (r *reading) nodeName(name string, at diag.Position) string {
	name = spaced(name)
	if name == "" {
		r.report(diag.Warning, at, "category", "a category without a name; called \"_\"", "")
		return "_"
	}
	if strings.Contains(name, ".") {
		without := strings.ReplaceAll(name, ".", "_")
		r.report(diag.Warning, at, "category", fmt.Sprintf("category %q is read as %q: a dot in a name nests categories", name, without), "")
		return without
	}
	return name
}

// dottedName makes the name of a category in a file without nesting, where a
// dot can be meant to nest, as in what slant itself writes.
func (r *reading) dottedName(name string, at diag.Position) string {
	name = spaced(name)
	if nests(name) {
		return name
	}
	return r.nodeName(name, at)
}

// nests reports whether every part of a dotted name is there.
func nests(name string) bool {
	for part := range strings.SplitSeq(name, ".") {
		if strings.TrimSpace(part) != part || part == "" {
			return false
		}
	}
	return true
}

// base is the name of the file without folder and extension: what a lexicon
// is called that does not say.
func base(file string) string {
	name := path.Base(strings.ReplaceAll(file, `\`, "/"))
	if i := strings.IndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	return name
}

// unnamed is the category of terms in a file that has none: it has the
// lexicon's name.
func (r *reading) unnamed(at diag.Position) string {
	name := strings.ReplaceAll(base(r.file), ".", "_")
	if r.lexicon.Name != "" {
		name = strings.ReplaceAll(r.lexicon.Name, ".", "_")
	}
	r.category(name, at)
	return name
}

// finish checks what all formats have in common and drops terms that would
// be counted twice.
func (r *reading) finish() {
	l := r.lexicon
	if l.Name == "" {
		l.Name = base(r.file)
	}
	r.distinct(r.wellFormed())
	if len(l.Terms) == 0 && len(r.problems.Fatal()) == 0 {
		r.report(diag.Skip, diag.Position{File: r.file}, "empty", fmt.Sprintf("no terms (read as %s)", l.Format), "")
	}
}

// wellFormed leaves out terms whose patterns are none, and gives the keys of
// the others. In slant's own notation that is the author's to mend; in other
// programs' files nothing else can be done.
func (r *reading) wellFormed() []string {
	severity := diag.Warning
	if r.lexicon.Format.holds(language) {
		severity = diag.Skip
	}
	terms := r.lexicon.Terms
	keys := make([]string, 0, len(terms))
	kept := terms[:0]
	for _, t := range terms {
		ok := true
		check := func(what, pattern string) string {
			p, err := parsePattern(pattern)
			if err != nil {
				ok = false
				r.report(severity, t.At, "pattern", fmt.Sprintf("%s %q: %s", what, cut(pattern), err.Message), err.Hint)
				return ""
			}
			return p.key()
		}
		key := check("pattern", t.Pattern)
		for _, not := range t.Not {
			check("exclusion", not)
		}
		if t.If.Next != "" {
			check("next word", t.If.Next)
		}
		if ok {
			keys, kept = append(keys, key), append(kept, t)
		}
	}
	r.lexicon.Terms = kept
	return keys
}

// distinct drops a term that is in its category already, and one that a
// nested category has too: the nesting counts it. keys are the terms'.
func (r *reading) distinct(keys []string) {
	terms := r.lexicon.Terms
	type entry struct{ key, category string }
	first := make(map[entry]int, len(terms))
	drop := make([]bool, len(terms))
	for i, t := range terms {
		e := entry{keys[i], t.Category}
		j, seen := first[e]
		if !seen {
			first[e] = i
			continue
		}
		if !sameConditions(t, terms[j]) {
			continue
		}
		drop[i] = true
		switch a := terms[j]; {
		case a.Weight != t.Weight || a.Stance != t.Stance || a.HasStance != t.HasStance || a.Inflect != t.Inflect:
			r.report(diag.Warning, t.At, "duplicate", fmt.Sprintf("%q is in %q already, on line %d, with other properties; the first counts", t.Pattern, t.Category, a.At.Line), "remove one")
		case r.lexicon.Format != LIWC || a.At.Line == t.At.Line:
			r.report(diag.Notice, t.At, "duplicate", fmt.Sprintf("%q is in %q already, on line %d", t.Pattern, t.Category, a.At.Line), "")
		}
	}
	for i, t := range terms {
		for dot := strings.LastIndexByte(t.Category, '.'); dot >= 0; dot = strings.LastIndexByte(t.Category[:dot], '.') {
			if j, ok := first[entry{keys[i], t.Category[:dot]}]; ok && !drop[j] && sameConditions(t, terms[j]) {
				drop[j] = true
				if r.lexicon.Format != LIWC {
					r.report(diag.Notice, terms[j].At, "duplicate", fmt.Sprintf("%q counts in %q already, as it is in %q", terms[j].Pattern, terms[j].Category, t.Category), "")
				}
			}
		}
	}
	kept := terms[:0]
	for i, t := range terms {
		if !drop[i] {
			kept = append(kept, t)
		}
	}
	r.lexicon.Terms = kept
}

// sameConditions reports whether two terms of one pattern count at the same
// places of a text.
func sameConditions(a, b Term) bool {
	return a.Referent == b.Referent && a.Case == b.Case && strings.Join(a.Not, "\x00") == strings.Join(b.Not, "\x00") && sameIf(a.If, b.If)
}

func sameIf(a, b Condition) bool {
	return a.Next == b.Next && a.Unless == b.Unless && strings.Join(a.Previous, "\x00") == strings.Join(b.Previous, "\x00")
}

// spaced makes white space single blanks.
func spaced(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r != ' ' && unicode.IsSpace(r) }) && !strings.Contains(s, "  ") && strings.TrimSpace(s) == s {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// cut shortens what a message quotes.
func cut(s string) string {
	if r := []rune(s[:min(len(s), 400)]); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
