package corpus

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pageText renders a page or a part of it as a browser without style sheets
// would show it.
type pageText struct {
	out    blocks
	line   strings.Builder // the running line
	space  bool            // white space is due before the next word
	title  string
	byline string
	whole  bool // the whole page, of which navigation is left out
	seen   int  // blocks written
	quotes int  // open <q>
	links  int  // open <a>
	linked int  // bytes of text in links
}

// roles of an element and what lies in it; the first that is set, from the
// outside, holds.
var elementRoles = map[atom.Atom]Role{
	atom.Figcaption: Caption, atom.Caption: Caption, atom.Blockquote: Blockquote, atom.Li: ListItem, atom.Dd: ListItem, atom.Dt: ListItem,
	atom.H1: Subheading, atom.H2: Subheading, atom.H3: Subheading, atom.H4: Subheading, atom.H5: Subheading, atom.H6: Subheading,
}

// silent elements have no text of the article in them.
var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Button: true, atom.Input: true,
	atom.Select: true, atom.Textarea: true, atom.Iframe: true, atom.Object: true, atom.Video: true, atom.Audio: true, atom.Canvas: true,
	atom.Head: true, atom.Img: true, atom.Math: true,
}

// furniture elements are left out when a whole page is read.
var furniture = map[atom.Atom]bool{atom.Nav: true, atom.Footer: true, atom.Aside: true, atom.Form: true, atom.Menu: true, atom.Dialog: true}

// block elements start a block and end it.
var blockElements = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Header: true, atom.Footer: true, atom.Main: true, atom.Aside: true,
	atom.Nav: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Ul: true, atom.Ol: true,
	atom.Dl: true, atom.Blockquote: true, atom.Pre: true, atom.Figure: true, atom.Figcaption: true, atom.Table: true, atom.Caption: true,
	atom.Hr: true, atom.Address: true, atom.Fieldset: true, atom.Form: true, atom.Details: true, atom.Summary: true, atom.Body: true,
}

// read renders a node.
func (t *pageText) read(n *html.Node) {
	t.node(n, 0)
	t.flush(0)
}

func (t *pageText) node(n *html.Node, role Role) {
	switch n.Type {
	case html.TextNode:
		t.words(n.Data, n.Parent != nil && n.Parent.DataAtom == atom.Pre)
		return
	case html.ElementNode:
	case html.DocumentNode:
		t.children(n, role)
		return
	default:
		return
	}
	if silent[n.DataAtom] || t.whole && (furniture[n.DataAtom] || hasAttribute(n, "hidden")) {
		return
	}
	inner := t.role(n, role)
	switch {
	case n.DataAtom == atom.Br:
		t.flush(role)
	case n.DataAtom == atom.A:
		t.links++
		t.children(n, role)
		t.links--
	case n.DataAtom == atom.Q:
		t.quote(n, role)
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		t.children(n, role)
		t.space = true
	case n.DataAtom == atom.Li || n.DataAtom == atom.Tr || n.DataAtom == atom.Dt || n.DataAtom == atom.Dd:
		t.flush(role)
		t.children(n, inner)
		t.flush(inner)
	case n.DataAtom == atom.Blockquote:
		t.flush(role)
		t.out.enter()
		t.children(n, inner)
		t.flush(inner)
		t.out.leave()
	case blockElements[n.DataAtom] || inner != role:
		t.flush(role)
		// Paragraphs inside a list item are lines of the list.
		if role != ListItem {
			t.out.end()
		}
		t.children(n, inner)
		t.flush(inner)
		if role != ListItem {
			t.out.end()
		}
	default:
		t.children(n, role)
	}
}

func (t *pageText) children(n *html.Node, role Role) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t.node(c, role)
	}
}

// role gives the role of an element's text.
func (t *pageText) role(n *html.Node, outer Role) Role {
	role := elementRoles[n.DataAtom]
	for name := range strings.FieldsSeq(strings.ToLower(attribute(n, "class"))) {
		if strings.HasSuffix(name, "caption") || strings.HasSuffix(name, "caption-text") {
			role = Caption
		}
	}
	switch {
	case role == 0 || outer == Caption || outer == Blockquote && role != Caption:
		return outer
	}
	return role
}

// quote writes a <q>, around which browsers put quotation marks.
func (t *pageText) quote(n *html.Node, role Role) {
	open, closing := "“", "”"
	if t.quotes%2 == 1 {
		open, closing = "‘", "’"
	}
	t.quotes++
	t.words(open, false)
	t.children(n, role)
	t.line.WriteString(closing)
	t.quotes--
}

// words adds text to the line, its white space collapsed unless preformatted.
func (t *pageText) words(s string, keep bool) {
	if keep {
		for i, line := range strings.Split(s, "\n") {
			if i > 0 {
				t.flush(0)
			}
			t.line.WriteString(line)
		}
		return
	}
	for len(s) > 0 {
		n := strings.IndexAny(s, " \t\n\f\r")
		if n < 0 {
			n = len(s)
		}
		if n > 0 {
			if t.space && t.line.Len() > 0 {
				t.line.WriteByte(' ')
			}
			t.space = false
			t.line.WriteString(s[:n])
			if t.links > 0 {
				t.linked += n
			}
		}
		if n < len(s) {
			t.space = true
			n++
		}
		s = s[n:]
	}
}

// flush ends the line. The headline, where the page repeats it before the
// text, is left out.
func (t *pageText) flush(role Role) {
	s := strings.TrimSpace(t.line.String())
	t.line.Reset()
	t.space = false
	if s == "" {
		return
	}
	t.seen++
	if t.seen <= 3 && strings.EqualFold(s, t.title) {
		return
	}
	if role == 0 && t.seen <= 8 && (t.isByline(s) || isDateline(s)) {
		role = Byline
	}
	t.out.line(s, role)
}

// isByline says whether a line is the page's byline.
func (t *pageText) isByline(s string) bool {
	if t.byline == "" || len(s) > len(t.byline)+40 {
		return false
	}
	s = strings.TrimPrefix(strings.ToLower(s), "by ")
	return strings.HasPrefix(s, strings.TrimPrefix(strings.ToLower(t.byline), "by "))
}

// isDateline says whether a line is nothing but a date.
func isDateline(s string) bool {
	iso, _, _ := ParseDate(s, MonthFirst)
	return iso != "" && !digits(s)
}
