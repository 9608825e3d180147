package lexicons

import (
	"fmt"
	"strings"

	"slant/analysis/diag"
	"slant/lexicons/yaml"
)

// own is the key under which quanteda exports the patterns of a category that
// has categories in it.
const own = "__"

// quanteda reads the YAML that quanteda reads and writes: categories are keys
// and nest, patterns are lists, or one text. * and ? are wildcards.
func (r *reading) quanteda() {
	root, problems := yaml.Parse(r.file, r.text)
	r.problems = append(r.problems, problems...)
	if len(problems) > 0 {
		return
	}
	if root.Kind != yaml.Map {
		r.report(diag.Skip, root.At(r.file), "yaml", fmt.Sprintf("the file holds %s, not categories with terms", root.Kind), "a lexicon begins with lexicon: NAME; see the documentation")
		return
	}
	r.node("", &root)
}

// node reads the value of a category.
func (r *reading) node(category string, n *yaml.Node) {
	at := n.At(r.file)
	switch {
	case n.Kind == yaml.Map:
		for k, v := range n.Pairs() {
			at := k.At(r.file)
			if k.Text == own && category != "" {
				r.node(category, v)
				continue
			}
			if k.Text == "terms" || k.Text == "term" {
				r.report(diag.Warning, at, "yaml", fmt.Sprintf("%q is read as the name of a category, as quanteda does", k.Text), "if the file is slant's, it begins with lexicon: NAME and has categories:")
			}
			name := r.nodeName(k.Text, at)
			if category != "" {
				name = category + "." + name
			}
			r.category(name, at)
			r.node(name, v)
		}
	case n.Kind == yaml.List:
		for i := range n.Items {
			r.node(category, &n.Items[i])
		}
	case n.Kind == yaml.Null, n.Plain && n.Text == "~":
	case category == "":
		r.term(EscapePattern(n.Text, "*?"), r.unnamed(at), at)
	default:
		if strings.TrimSpace(n.Text) == "" {
			r.report(diag.Warning, at, "pattern", fmt.Sprintf("an empty pattern in %q", category), "")
			return
		}
		r.term(EscapePattern(spaced(n.Text), "*?"), category, at)
	}
}

// writeQuanteda writes YAML as quanteda's as.yaml does.
func (w *writing) writeQuanteda() {
	places := w.byCategory()
	w.tree(func(c Category, name string, depth int) {
		margin := strings.Repeat("  ", depth)
		w.out.WriteString(margin + yaml.Quote(name) + ":")
		terms := places[c.Name]
		switch nested := w.nested(c.Name); {
		case len(terms) == 0 && !nested:
			w.out.WriteString(" []\n")
			return
		case nested && len(terms) > 0:
			w.out.WriteString("\n" + margin + "  " + own + ":\n")
			margin += "  "
		default:
			w.out.WriteByte('\n')
		}
		for _, i := range terms {
			w.out.WriteString(margin + "  - " + yaml.Quote(w.wordings[i]) + "\n")
		}
	})
}
