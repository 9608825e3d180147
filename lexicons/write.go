package lexicons

import (
	"fmt"
	"iter"
	"strings"

	"slant/analysis/diag"
)

// Write gives a lexicon in a format, in UTF-8 with line feeds. The problems,
// all of them warnings and notices, tell what the format cannot hold: a
// property that is lost, with the first term that has it, and every term that
// had to be left out because it would mean something else.
func Write(l *Lexicon, f Format) ([]byte, diag.Problems) {
	w := &writing{lexicon: l, format: f}
	w.losses()
	w.choose()
	switch f {
	case YAML:
		w.writeYAML()
	case CSV:
		w.writeTable(',')
	case TSV:
		w.writeTable('\t')
	case Text:
		w.writePlain()
	case LIWC:
		w.writeLIWC()
	case LIWC22:
		w.writeLIWC22()
	case Lexicoder, Yoshikoder:
		w.writeYoshikoder()
	case Lexicoder3:
		w.writeLexicoder3()
	case WordStat:
		w.writeWordStat()
	case VBPro:
		w.writeVBPro()
	case Quanteda:
		w.writeQuanteda()
	default:
		return nil, diag.Problems{{Position: diag.Position{File: l.File}, Reason: "format", Message: "no format to write"}}
	}
	return []byte(w.out.String()), w.problems
}

// writing is one lexicon on its way into a format.
type writing struct {
	lexicon  *Lexicon
	format   Format
	out      strings.Builder
	problems diag.Problems
	terms    []Term   // those that the format can hold
	wordings []string // of the terms, one each, in the notation of the format
}

func (w *writing) report(s diag.Severity, at diag.Position, message string) {
	w.problems = append(w.problems, &diag.Problem{Position: at, Severity: s, Reason: "not-held", Message: message})
}

// losses reports the properties that the format cannot hold.
func (w *writing) losses() {
	l, at := w.lexicon, diag.Position{File: w.lexicon.File}
	lost := func(what feature, used bool, message string) {
		if used && !w.format.holds(what) {
			w.report(diag.Warning, at, fmt.Sprintf("%s cannot hold %s", w.format, message))
		}
	}
	var meta []string
	for _, m := range []struct{ name, value string }{{"version", l.Version}, {"language", l.Language}, {"license", l.License}, {"citation", l.Citation}} {
		if m.value != "" {
			meta = append(meta, m.name)
		}
	}
	if l.Spelling {
		meta = append(meta, "spelling")
	}
	lost(metadata, len(meta) > 0, "the lexicon's "+strings.Join(meta, ", "))
	lost(naming, l.Name != base(l.File), fmt.Sprintf("the name %q", l.Name))
	lost(describing, l.Description != "", "the lexicon's description")
	lost(selfTesting, len(l.Tests) > 0, fmt.Sprintf("tests; %d are lost", len(l.Tests)))
	lost(categorising, len(l.Categories) > 1, fmt.Sprintf("categories; %d become one list", len(l.Categories)))
	nested, described := false, 0
	for _, c := range l.Categories {
		nested = nested || strings.Contains(c.Name, ".")
		if c.Description != "" {
			described++
		}
	}
	lost(describingCat, described > 0, fmt.Sprintf("descriptions of categories; %d are lost", described))
	if nested && w.format.holds(categorising) && !w.format.holds(nesting) {
		w.report(diag.Notice, at, fmt.Sprintf("%s knows no categories in categories; their names are written with dots", w.format))
	}
	for _, p := range []struct {
		what feature
		name string
		has  func(Term) bool
	}{
		{referring, "referents and stances", func(t Term) bool { return t.Referent != "" || t.HasStance }},
		{weighing, "weights", func(t Term) bool { return t.Weight != 1000 }},
		{casing, "case: true, so that letter case will be ignored", func(t Term) bool { return t.Case }},
		{inflecting, "inflect: true, so that only the forms written will match", func(t Term) bool { return t.Inflect }},
		{excluding, "exclusions, so that more will match", func(t Term) bool { return len(t.Not) > 0 }},
		{noting, "notes and sources", func(t Term) bool { return t.Note != "" || t.Source != "" }},
	} {
		n := 0
		for _, t := range l.Terms {
			if p.has(t) {
				if n++; n == 1 {
					at = t.At
				}
			}
		}
		lost(p.what, n > 0, fmt.Sprintf("%s; %d of %d terms have them", p.name, n, len(l.Terms)))
	}
}

// choose settles what is written of each term: one wording or several, or
// nothing where the format could only say something else.
func (w *writing) choose() {
	expanded := 0
	w.terms = make([]Term, 0, len(w.lexicon.Terms))
	w.wordings = make([]string, 0, len(w.lexicon.Terms))
	for _, t := range w.lexicon.Terms {
		if conditional(t) && !w.format.holds(conditioning) {
			w.leaveOut(t, "it counts only beside certain words")
			continue
		}
		if w.format == LIWC22 && t.Weight == 0 {
			w.leaveOut(t, "a weight of 0 is no membership there")
			continue
		}
		wordings, why := []string{t.Pattern}, ""
		if !w.format.holds(language) {
			wordings, why = w.inFull(t.Pattern)
			if why == "" && t.If.Next != "" {
				var next []string
				if next, why = w.inFull(t.If.Next); why == "" {
					t.If.Next = next[0]
				}
				if len(next) > 1 {
					why = "the condition has more than one wording"
				}
			}
		}
		if why != "" {
			w.leaveOut(t, why)
			continue
		}
		if len(wordings) > 1 {
			expanded++
		}
		for _, wording := range wordings {
			w.terms, w.wordings = append(w.terms, t), append(w.wordings, wording)
		}
	}
	if expanded > 0 {
		w.report(diag.Notice, diag.Position{File: w.lexicon.File},
			fmt.Sprintf("%s knows no brackets; %d patterns are written out as several", w.format, expanded))
	}
}

func (w *writing) leaveOut(t Term, why string) {
	w.report(diag.Warning, t.At, fmt.Sprintf("%q is left out of %s: %s", t.Pattern, w.format, why))
}

// inFull gives the wordings of a pattern for a format without slant's pattern
// language, in which * is a wildcard, ? perhaps, and nothing else is syntax.
func (w *writing) inFull(pattern string) (wordings []string, why string) {
	p, err := parsePattern(pattern)
	if err != nil {
		return nil, err.Message
	}
	if p.Near > 0 {
		return nil, "words near each other are not known there"
	}
	x := expansion{pattern: pattern}
	raw, err := x.alternatives(0)
	if err != nil {
		return nil, err.Message
	}
	for _, s := range raw {
		var b strings.Builder
		for i := 0; i < len(s); i++ {
			switch c := s[i]; {
			case c == '?' && !w.format.holds(questions):
				return nil, "the wildcard ? is not known there"
			case c == '\\' && i+1 < len(s):
				i++
				if s[i] == '*' || s[i] == '?' && w.format.holds(questions) {
					return nil, fmt.Sprintf("%q would be a wildcard there", string(s[i]))
				}
				b.WriteByte(s[i])
			default:
				b.WriteByte(c)
			}
		}
		wording := spaced(b.String())
		if w.format == WordStat && (strings.Contains(wording, "_") || strings.HasPrefix(wording, "@")) {
			return nil, "a low line is a space there, and @ begins a rule"
		}
		if w.format == VBPro && strings.HasPrefix(wording, ">>") && strings.HasSuffix(wording, "<<") {
			return nil, "it would be a category there"
		}
		wordings = append(wordings, wording)
	}
	return wordings, ""
}

// word is a wording with the terms that it stands for.
type word struct {
	wording string
	terms   []Term
}

// byWording gathers terms of the same wording, in the order of the first.
func (w *writing) byWording() []word {
	var out []word
	index := map[string]int{}
	for i, t := range w.terms {
		s := w.wordings[i]
		j, seen := index[s]
		if !seen {
			j = len(out)
			index[s] = j
			out = append(out, word{wording: s})
		}
		out[j].terms = append(out[j].terms, t)
	}
	return out
}

// byCategory gathers the places of the terms of each category.
func (w *writing) byCategory() map[string][]int {
	out := map[string][]int{}
	for i, t := range w.terms {
		out[t.Category] = append(out[t.Category], i)
	}
	return out
}

// within goes through a category and those that it is nested in, outwards.
func (w *writing) within(category string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for yield(category) {
			dot := strings.LastIndexByte(category, '.')
			if dot < 0 {
				return
			}
			category = category[:dot]
		}
	}
}

// tree goes through the categories as they nest, each before those in it, with
// the last part of its name and its depth from 0.
func (w *writing) tree(visit func(c Category, name string, depth int)) {
	children := map[string][]Category{}
	for _, c := range w.lexicon.Categories {
		parent := ""
		if dot := strings.LastIndexByte(c.Name, '.'); dot >= 0 {
			parent = c.Name[:dot]
		}
		children[parent] = append(children[parent], c)
	}
	var walk func(parent string, depth int)
	walk = func(parent string, depth int) {
		for _, c := range children[parent] {
			visit(c, c.Name[strings.LastIndexByte(c.Name, '.')+1:], depth)
			walk(c.Name, depth+1)
		}
	}
	walk("", 0)
}
