package lexicons

import (
	"fmt"
	"slices"
	"strings"

	"slant/analysis/diag"
	"slant/lexicons/yaml"
)

// The keys of a lexicon file.
var (
	lexiconKeys  = []string{"lexicon", "version", "language", "license", "citation", "description", "spelling", "categories", "tests"}
	categoryKeys = []string{"name", "description", "terms"}
	termKeys     = []string{"term", "referent", "stance", "weight", "case", "inflect", "not", "next", "previous", "unless", "note", "source"}
	testKeys     = []string{"text", "matches"}
)

// yamlFile reads slant's own files: lexicons and rosters.
type yamlFile struct {
	file     string
	problems diag.Problems
}

func (y *yamlFile) fail(n *yaml.Node, message, hint string) {
	y.problems = append(y.problems, &diag.Problem{Position: n.At(y.file), Reason: "yaml", Message: message, Hint: hint})
}

// fields gives the values of a map by key. Keys that are not known and keys
// that come twice are problems.
func (y *yamlFile) fields(n *yaml.Node, what string, keys []string) map[string]*yaml.Node {
	if n.Kind != yaml.Map {
		y.fail(n, fmt.Sprintf("%s is %s", what, n.Kind), "its keys are "+strings.Join(keys, ", "))
		return nil
	}
	out := make(map[string]*yaml.Node, len(keys))
	for k, v := range n.Pairs() {
		switch {
		case !slices.Contains(keys, k.Text):
			hint := diag.DidYouMean(k.Text, keys)
			if hint == "" {
				hint = fmt.Sprintf("the keys of %s are %s", what, strings.Join(keys, ", "))
			}
			y.fail(k, fmt.Sprintf("unknown key %q", k.Text), hint)
		case out[k.Text] != nil:
			y.fail(k, fmt.Sprintf("key %q a second time; the first is on line %d", k.Text, out[k.Text].Line), "keep one")
		default:
			out[k.Text] = v
		}
	}
	return out
}

// text gives a value that is text; "" for a key without one.
func (y *yamlFile) text(n *yaml.Node, key string) string {
	if n == nil || n.Empty() {
		return ""
	}
	if n.Kind != yaml.Scalar {
		y.fail(n, fmt.Sprintf("%s is %s, not text", key, n.Kind), "")
		return ""
	}
	return y.clean(n)
}

// line gives a value that is text on one line: a name or a pattern.
func (y *yamlFile) line(n *yaml.Node, key string) string {
	return spaced(y.text(n, key))
}

// clean gives the text of a scalar without white space around it. Quotation
// marks let control characters in, which nothing else of slant expects.
func (y *yamlFile) clean(n *yaml.Node) string {
	if strings.ContainsFunc(n.Text, control) {
		y.fail(n, "a control character in the text", "")
		return ""
	}
	return strings.TrimSpace(n.Text)
}

// list gives a value that is a list of texts; one text is a list of one.
func (y *yamlFile) list(n *yaml.Node, key string) []string {
	if n == nil || n.Kind == yaml.Null {
		return nil
	}
	items := n.Items
	if n.Kind == yaml.Scalar {
		items = []yaml.Node{*n}
	} else if n.Kind != yaml.List {
		y.fail(n, fmt.Sprintf("%s is %s, not a list", key, n.Kind), "")
		return nil
	}
	out := make([]string, 0, len(items))
	for i := range items {
		switch item := &items[i]; {
		case item.Kind != yaml.Scalar && item.Kind != yaml.Null:
			y.fail(item, fmt.Sprintf("an item of %s is %s, not text", key, item.Kind), "")
		case strings.TrimSpace(item.Text) == "":
			y.fail(item, fmt.Sprintf("an empty item in %s", key), "text that begins with # stands in quotation marks")
		default:
			if text := spaced(y.clean(item)); text != "" {
				out = append(out, text)
			}
		}
	}
	return out
}

// truth gives a value that is true or false; false for a key without one.
func (y *yamlFile) truth(n *yaml.Node, key string) bool {
	if n == nil || n.Empty() {
		return false
	}
	v, ok := parseBool(n.Text)
	if n.Kind != yaml.Scalar || !ok {
		y.fail(n, fmt.Sprintf("%s %q is neither true nor false", key, n.Text), "")
	}
	return v
}

// items gives the items of a list under a key.
func (y *yamlFile) items(n *yaml.Node, key string) []yaml.Node {
	if n == nil || n.Empty() {
		return nil
	}
	if n.Kind != yaml.List {
		y.fail(n, fmt.Sprintf("%s is %s, not a list", key, n.Kind), `begin each item with "- "`)
		return nil
	}
	return n.Items
}

// yaml reads slant's own format.
func (r *reading) yaml() {
	root, problems := yaml.Parse(r.file, r.text)
	r.problems = append(r.problems, problems...)
	if len(problems) > 0 {
		return
	}
	y := &yamlFile{file: r.file}
	defer func() { r.problems = append(r.problems, y.problems...) }()
	if root.Kind == yaml.Map && root.Get("actors") != nil && root.Get("categories") == nil {
		y.fail(&root, "a file of actors, not a lexicon", "give it with --actors")
		return
	}
	fields := y.fields(&root, "a lexicon", lexiconKeys)
	l := r.lexicon
	l.Name = y.line(fields["lexicon"], "lexicon")
	l.Version = y.line(fields["version"], "version")
	l.Language = y.line(fields["language"], "language")
	l.License = y.line(fields["license"], "license")
	l.Citation = y.line(fields["citation"], "citation")
	l.Description = y.text(fields["description"], "description")
	l.Spelling = y.truth(fields["spelling"], "spelling")
	categories := y.items(fields["categories"], "categories")
	terms := 0
	for i := range categories {
		if list := categories[i].Get("terms"); list != nil {
			terms += len(list.Items)
		}
	}
	l.Terms = make([]Term, 0, terms)
	for i := range categories {
		r.yamlCategory(y, &categories[i])
	}
	tests := y.items(fields["tests"], "tests")
	for i := range tests {
		fields := y.fields(&tests[i], "a test", testKeys)
		if fields == nil {
			continue
		}
		text := y.text(fields["text"], "text")
		if text == "" {
			y.fail(&tests[i], "a test without a text", "")
			continue
		}
		l.Tests = append(l.Tests, Test{Text: text, Matches: y.list(fields["matches"], "matches"), At: tests[i].At(r.file)})
	}
}

// yamlCategory reads a category with its terms.
func (r *reading) yamlCategory(y *yamlFile, n *yaml.Node) {
	fields := y.fields(n, "a category", categoryKeys)
	if fields == nil {
		return
	}
	name := y.line(fields["name"], "name")
	at := n.At(r.file)
	if node := fields["name"]; node != nil {
		at = node.At(r.file)
	}
	switch i, known := r.known[name]; {
	case name == "":
		y.fail(n, "a category without a name", "")
		return
	case !nests(name):
		y.fail(fields["name"], fmt.Sprintf("category %q has an empty part", name), "a dot nests categories")
		return
	case known && !r.lexicon.implied(name):
		y.fail(fields["name"], fmt.Sprintf("category %q a second time; the first is on line %d", name, r.lexicon.Categories[i].At.Line), "put its terms there")
		return
	}
	i := r.category(name, at)
	c := &r.lexicon.Categories[i]
	c.At, c.Description = at, y.text(fields["description"], "description")
	terms := y.items(fields["terms"], "terms")
	for i := range terms {
		r.yamlTerm(y, &terms[i], name)
	}
}

// yamlTerm reads a term: a pattern alone, or one with properties.
func (r *reading) yamlTerm(y *yamlFile, n *yaml.Node, category string) {
	if n.Kind == yaml.Scalar && strings.TrimSpace(n.Text) != "" {
		if pattern := spaced(y.clean(n)); pattern != "" {
			r.term(pattern, category, n.At(r.file))
		}
		return
	}
	if n.Kind == yaml.Null || n.Kind == yaml.Scalar {
		y.fail(n, "an empty term", "a term that begins with # stands in quotation marks")
		return
	}
	fields := y.fields(n, "a term", termKeys)
	if fields == nil {
		return
	}
	pattern := y.line(fields["term"], "term")
	if node := fields["term"]; node != nil && node.Kind == yaml.Scalar {
		pattern = spaced(y.clean(node)) // "null" is a word here
	}
	if pattern == "" {
		y.fail(n, "properties without a term", `the pattern stands under "term"`)
		return
	}
	t := r.term(pattern, category, fields["term"].At(r.file))
	t.Referent = y.line(fields["referent"], "referent")
	if s := y.text(fields["stance"], "stance"); s != "" {
		if t.Stance, t.HasStance = parseStance(s); !t.HasStance {
			y.fail(fields["stance"], fmt.Sprintf("stance %q", s), stanceHint(s))
		}
	}
	if s := y.text(fields["weight"], "weight"); s != "" {
		t.Weight = r.milli(s, fields["weight"].At(r.file))
	}
	t.Case = y.truth(fields["case"], "case")
	t.Inflect = y.truth(fields["inflect"], "inflect")
	t.Not = y.list(fields["not"], "not")
	t.If.Next = y.line(fields["next"], "next")
	t.If.Previous = y.list(fields["previous"], "previous")
	t.If.Unless = y.truth(fields["unless"], "unless")
	t.Note = y.text(fields["note"], "note")
	t.Source = y.text(fields["source"], "source")
}

// implied reports whether a category is there only because others are nested
// in it: it has no terms and no description.
func (l *Lexicon) implied(name string) bool {
	nested := false
	for _, c := range l.Categories {
		if c.Name == name && c.Description != "" {
			return false
		}
		nested = nested || strings.HasPrefix(c.Name, name+".")
	}
	return nested && !slices.ContainsFunc(l.Terms, func(t Term) bool { return t.Category == name })
}

// writeYAML writes slant's own format.
func (w *writing) writeYAML() {
	l := w.lexicon
	pair(&w.out, "lexicon", l.Name)
	pair(&w.out, "version", l.Version)
	pair(&w.out, "language", l.Language)
	pair(&w.out, "license", l.License)
	pair(&w.out, "citation", l.Citation)
	pair(&w.out, "description", l.Description)
	truth(&w.out, "spelling", l.Spelling)
	w.out.WriteString("categories:\n")
	places := w.byCategory()
	for _, c := range l.Categories {
		if len(places[c.Name]) == 0 && l.implied(c.Name) {
			continue
		}
		w.out.WriteString("  - name: " + yaml.Quote(c.Name) + "\n")
		if c.Description != "" {
			w.out.WriteString("    description: " + yaml.Quote(c.Description) + "\n")
		}
		if len(places[c.Name]) > 0 {
			w.out.WriteString("    terms:\n")
		}
		for _, i := range places[c.Name] {
			w.yamlTerm(w.terms[i])
		}
	}
	if len(l.Tests) > 0 {
		w.out.WriteString("tests:\n")
	}
	for _, t := range l.Tests {
		w.out.WriteString("  - text: " + yaml.Quote(t.Text) + "\n    matches: " + flowList(t.Matches) + "\n")
	}
}

// yamlTerm writes a term: its pattern alone where it has no properties.
func (w *writing) yamlTerm(t Term) {
	var b strings.Builder
	pair(&b, "referent", t.Referent)
	if t.HasStance {
		pair(&b, "stance", t.Stance.String())
	}
	if t.Weight != 1000 {
		b.WriteString("weight: " + t.Weight.String() + "\n")
	}
	truth(&b, "case", t.Case)
	truth(&b, "inflect", t.Inflect)
	if len(t.Not) > 0 {
		b.WriteString("not: " + flowList(t.Not) + "\n")
	}
	pair(&b, "next", t.If.Next)
	if len(t.If.Previous) > 0 {
		b.WriteString("previous: " + flowList(t.If.Previous) + "\n")
	}
	truth(&b, "unless", t.If.Unless)
	pair(&b, "note", t.Note)
	pair(&b, "source", t.Source)
	w.out.WriteString("      - ")
	if b.Len() == 0 {
		w.out.WriteString(yaml.Quote(t.Pattern) + "\n")
		return
	}
	w.out.WriteString("term: " + yaml.Quote(t.Pattern) + "\n")
	for line := range strings.Lines(b.String()) { // no value has a line break of its own: Quote writes \n
		w.out.WriteString("        " + line)
	}
}

func pair(b *strings.Builder, key, value string) {
	if value != "" {
		b.WriteString(key + ": " + yaml.Quote(value) + "\n")
	}
}

func truth(b *strings.Builder, key string, value bool) {
	if value {
		b.WriteString(key + ": true\n")
	}
}

func flowList(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = yaml.QuoteFlow(v)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
