package yaml

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	goccy "github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
)

// plainValue makes what a library would make of a node: nil, string, []any,
// or a list of pairs.
func plainValue(n Node) any {
	switch n.Kind {
	case Scalar:
		return n.Text
	case List:
		out := []any{}
		for _, i := range n.Items {
			out = append(out, plainValue(i))
		}
		return out
	case Map:
		out := []any{}
		for k, v := range n.Pairs() {
			out = append(out, [2]any{k.Text, plainValue(*v)})
		}
		return out
	}
	return nil
}

// theirs is the reading of goccy/go-yaml in the same shape, every scalar as
// text.
func theirs(t *testing.T, src string) any {
	t.Helper()
	var v goccy.MapSlice
	var l []any
	if err := goccy.UnmarshalWithOptions([]byte(src), &v, goccy.UseOrderedMap()); err == nil {
		return flat(v)
	}
	if err := goccy.UnmarshalWithOptions([]byte(src), &l, goccy.UseOrderedMap()); err != nil {
		t.Fatalf("goccy refuses\n%s\n%v", src, err)
	}
	return flat(l)
}

func flat(v any) any {
	switch v := v.(type) {
	case goccy.MapSlice:
		out := []any{}
		for _, i := range v {
			out = append(out, [2]any{fmt.Sprint(i.Key), flat(i.Value)})
		}
		return out
	case []any:
		out := []any{}
		for _, i := range v {
			out = append(out, flat(i))
		}
		return out
	case nil:
		return nil
	}
	return fmt.Sprint(v)
}

// documents that both read alike.
var documents = map[string]string{
	"map": "a: b\nc: d e\n",
	"nested": `lexicon: x
categories:
  - name: delegitimising
    description: labels that
      go over
      lines
    terms:
      - occupation entity
      - term: Zionist regime
        referent: israel   # a comment
        not: [anti-Zionist regime, "a, b", 'it''s']
      - (Israeli|Zionist) regime
      - '"occup* land"~5'
tests:
  - text: "the crimes of the Zionist regime"
    matches: [Zionist regime]
`,
	"list at the key":      "a:\n- b\n- c\nd: e\n",
	"lists in lists":       "- - a\n  - b\n-\n  - c\n- d\n",
	"empty values":         "a:\nb: x\nc:\n",
	"comments":             "# top\na: b # side\n\n# between\nc: d#e\n",
	"start and end":        "%YAML 1.2\n---\na: b\n...\n",
	"literal":              "a: |\n  one\n   two\n\n  three\nb: x\n",
	"literal, stripped":    "a: |-\n  one\n  two\n\nb: x\n",
	"literal, kept":        "a: |+\n  one\n\nb: x\n",
	"literal, indent":      "a: |2\n   one\n  two\n",
	"folded":               "a: >\n  one\n  two\n\n  three\n    more\n    lines\n  four\nb: x\n",
	"folded, stripped":     "a: >-\n  one\n  two\nb: x\n",
	"double quotes":        `a: "tab\there \"x\" \\ \u00e9 \x41 é"` + "\n",
	"quotes over lines":    "a: \"one\n  two\n\n  three \\\n  four\"\nb: 'x\n  y'\n",
	"quoted keys":          "\"a b\": c\n'd: e': f\n",
	"flow":                 "a: [b, [c, d], {e: f, g: \"h\"}]\ni: {}\nj: []\n",
	"flow over lines":      "a: [\n  b c,\n  d   # comment\n]\ne: {f: g,\n  h: i}\n",
	"flow text over lines": "a: [one\n  two, three]\n",
	"colons":               "time: 10:30\nurl: http://x.y/z\n",
	"plain over lines":     "a: one\n  two\n\n  three\nb: c\n",
	"plain marks":          "a: x!y&z*\nb: (a|b) c?\nc: -x\nd: ?x\n",
	"scripts":              "ключ: Сионистский режим\nکلید: رژیم\n",
	"no-break":             "a: 1.0.0\nb: CC0-1.0\n",
}

func TestReadsLikeALibrary(t *testing.T) {
	for name, src := range documents {
		n, problems := Parse("x.yaml", src)
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
			continue
		}
		if diff := cmp.Diff(theirs(t, src), plainValue(n)); diff != "" {
			t.Errorf("%s (- goccy, + slant):\n%s", name, diff)
		}
		crlf, problems := Parse("x.yaml", strings.ReplaceAll(src, "\n", "\r\n"))
		if diff := cmp.Diff(plainValue(n), plainValue(crlf)); diff != "" || len(problems) > 0 {
			t.Errorf("%s with \\r\\n: %v\n%s", name, problems, diff)
		}
	}
}

func TestTextStaysText(t *testing.T) {
	n, problems := Parse("x.yaml", "a: no\nb: 007\nc: NA\nd: null\ne: ~\nf: ''\n")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for key, want := range map[string]string{"a": "no", "b": "007", "c": "NA", "d": "null"} {
		if got := n.Get(key); got.Text != want {
			t.Errorf("%s: %q", key, got.Text)
		}
	}
	for key, want := range map[string]bool{"a": false, "c": false, "d": true, "e": true, "f": false} {
		if n.Get(key).Empty() != want {
			t.Errorf("%s: Empty is not %v", key, want)
		}
	}
}

func TestPlaces(t *testing.T) {
	n, _ := Parse("x.yaml", "é: [a, \"b\"]\nlist:\n  - k: |\n      text\n    l: 'x\n      y'\n    m: z\n")
	item := n.Get("list").Items[0]
	for want, node := range map[string]*Node{
		"x.yaml:1:6": &n.Items[1].Items[0], "x.yaml:1:9": &n.Items[1].Items[1],
		"x.yaml:3:5": &item, "x.yaml:3:8": item.Get("k"), "x.yaml:5:8": item.Get("l"), "x.yaml:7:8": item.Get("m"),
	} {
		if got := node.At("x.yaml").String(); got != want {
			t.Errorf("%q is at %s, want %s", node.Text, got, want)
		}
	}
}

func TestRefused(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"an alias", "- *phobia\n- b\n", `x:1:3: text that begins with * is an alias in YAML; put it in quotation marks: '*phobia'`},
		{"an alias in brackets", "a: [*phobia]\n", `x:1:5: text that begins with * is an alias`},
		{"an anchor", "a: &x b\n", `x:1:4: text cannot begin with "&"`},
		{"a tag", "a: !!str b\n", `x:1:4: text cannot begin with "!"`},
		{"text after quotes", "- \"occup* land\"~5\n", `x:1:16: "~5" after the closing quotation mark; put the whole in single quotation marks`},
		{"text after brackets", "- [a] b\n", `x:1:7: "b" after the closing bracket`},
		{"two keys", "note: see: this\n", `x:1:7: a second key on the line`},
		{"a colon in lines", "- a\n  b: c\n", `x:2:3: a key indented deeper than the line above it`},
		{"a deep dash", "- a\n - b\n", `x:2:2: a list item indented deeper`},
		{"a deep key", "a: b\n  c: d\n", `x:2:3: a key indented deeper`},
		{"a deep key after a map", "a:\n  b: c\n    d: e\n", `x:3:5: a key indented deeper`},
		{"a shallow key", "a:\n    b: c\n  d: e\n", `x:3:3: this line is indented deeper than "a" above it`},
		{"a tab", "a:\n\tb: c\n", `x:2:2: a tab in the indentation`},
		{"an open quotation mark", "a: \"b\nc: d\n", `x:1:4: a quotation mark that is never closed`},
		{"an open bracket", "a: [b,\nc: d\n", `x:1:4: a bracket that is never closed`},
		{"no comma between items", "a: [b, , c]\n", `x:1:8: nothing between two commas`},
		{"a dash in brackets", "a: [- b]\n", `x:1:5: text in brackets cannot begin with "-"`},
		{"a colon in a list in brackets", "a: [b: c]\n", `x:1:6: a colon and a space in a list in brackets`},
		{"an open map", "a: {b: c\n", `x:1:4: a bracket that is never closed`},
		{"an open map after a colon", "a: {b:", `x:1:4: a bracket that is never closed`},
		{"the wrong bracket", "a: [b}\n", `x:1:6: "}" where a comma or the closing bracket is due`},
		{"text that begins with >", "a: >x\n", `x:1:5: text that begins with | or > in YAML`},
		{"text after the end", "a: b\n...\nc: d\n", `x:3:1: text after the end of the document`},
		{"a colon in continued text", "a: b\n  c\n d: e\n", `x:3:2: a key indented deeper`},
		{"a shallow line", "  a: b\nc: d\n", `x:2:1: this line belongs to nothing above it`},
		{"a deep line in a list", "- a: b\n- c\n   - d\n", `x:3:4: a list item indented deeper`},
		{"no comma between lists", "a: [[b] [c]]\n", `x:1:9: "[c]]" where a comma`},
		{"no key", "a: b\nc\n", `x:2:1: "c" is no key`},
		{"an escape", `a: "\bregime\d"` + "\n", `"\d" is no escape`},
		{"two documents", "a: b\n---\nc: d\n", `x:2:1: a second document`},
		{"a complex key", "? a\n: b\n", `x:1:1: complex keys`},
		{"a dash after a key", "a: - b\n", `x:1:4: a list that begins on the line of its key`},
		{"a literal with text", "a: | b\n", `x:1:6: text after | or >`},
		{"depth", strings.Repeat("- ", 100) + "a\n", `nested more than 64 deep`},
		{"depth of brackets", strings.Repeat("[", 100) + "a\n", `nested more than 64 deep`},
		{"quotes too far left", "a:\n  b: \"c\nd\"\n", `too far to the left`},
	}
	for _, tt := range tests {
		_, problems := Parse("x", tt.src)
		if len(problems) == 0 || !strings.Contains(problems.Error(), tt.want) {
			t.Errorf("%s:\n got  %v\n want %s", tt.name, problems, tt.want)
		}
	}
}

func TestGoesOnAfterABadValue(t *testing.T) {
	n, problems := Parse("x", "a: *b\nc: d: e\nf: \"g\" h\ni: j\n")
	if len(problems) != 3 || n.Get("i") == nil || n.Get("i").Text != "j" {
		t.Errorf("%d problems: %v", len(problems), problems)
	}
}

func TestQuoteIsReadBackByBoth(t *testing.T) {
	for _, s := range []string{"", "a b", "no", "null", "1.0", "1.0.0", "007", "24/7", "a: b", "a #b", "#b", "*x", "x*", "(a|b) c",
		`"occup* land"~5`, `back\slash`, "it's", `it's "x"`, "tab\tx", "line\nline", " x ", "a:", "é", "می\u200cخواهد", "[a]", "a, b", "-", "- a", "?", "~", "%", "@x", "a\u0085b", "\ufeffx", "10 men", "2020-01-02", "😀"} {
		for _, doc := range []string{"k: " + Quote(s) + "\n", "- " + Quote(s) + "\n", "k: [" + QuoteFlow(s) + ", b]\n"} {
			n, problems := Parse("x", doc)
			if len(problems) > 0 {
				t.Errorf("%q: %v", doc, problems)
				continue
			}
			if diff := cmp.Diff(theirs(t, doc), plainValue(n)); diff != "" {
				t.Errorf("%q: (- goccy, + slant)\n%s", doc, diff)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, src := range documents {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		n, problems := Parse("x", src)
		count := 0
		var walk func(n *Node)
		walk = func(n *Node) {
			count++
			if n.Line < 1 || n.Column < 1 {
				t.Fatalf("%q: a node at %d:%d", src, n.Line, n.Column)
			}
			for i := range n.Items {
				walk(&n.Items[i])
			}
		}
		if len(problems) == 0 {
			walk(&n)
		}
		if count > 2*len(src)+2 {
			t.Fatalf("%d nodes from %d bytes", count, len(src))
		}
	})
}

func FuzzQuote(f *testing.F) {
	for _, s := range []string{"a b", "no", "a: b", "*x", "\"a\"~5", "'", "\n", "\u200c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		for _, doc := range []string{"k: " + Quote(s) + "\n", "- - " + Quote(s) + "\n", "- {k: " + QuoteFlow(s) + ", l: [" + QuoteFlow(s) + "]}\n"} {
			n, problems := Parse("x", doc)
			if len(problems) > 0 {
				t.Fatalf("%q: %v", doc, problems)
			}
			var walk func(n *Node)
			walk = func(n *Node) {
				if n.Kind == Scalar && n.Text != s && n.Text != "k" && n.Text != "l" {
					t.Fatalf("%q in %q came back as %q", s, doc, n.Text)
				}
				for i := range n.Items {
					walk(&n.Items[i])
				}
			}
			walk(&n)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		var s strings.Builder
		s.WriteString("lexicon: x\ncategories:\n  - name: a\n    terms:\n")
		for i := range n {
			fmt.Fprintf(&s, "      - term: word%d regime\n        referent: israel\n        stance: negative\n", i)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(s.Len()))
			b.ReportAllocs()
			for b.Loop() {
				if _, problems := Parse("x", s.String()); len(problems) > 0 {
					b.Fatal(problems)
				}
			}
		})
	}
}
