package corpus

import (
	"bytes"
	"strings"
	"unicode"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"slant/analysis/diag"
)

// A page's main content is taken for too little when it has fewer letters and
// marks than this, about 25 words of English, and the page's whole text has
// more than four times as many.
const tooLittle = 140

// page reads an HTML page: its main content as text, and what it says of
// itself. A page that defeats the parser is skipped.
func (g *reading) page(d *draft, content []byte) *diag.Problem {
	defeated := func(err error) *diag.Problem {
		return &diag.Problem{Position: d.At, Reason: "extraction", Message: "the page cannot be read: " + oneLine(err.Error())}
	}
	doc, err := html.Parse(bytes.NewReader(content))
	if err != nil {
		return defeated(err)
	}
	head := readHead(doc)
	p := readability.NewParser()
	p.KeepClasses = true // a caption is often known by its class alone
	article, err := p.ParseAndMutate(doc, nil)
	if err != nil {
		return defeated(err)
	}
	if d.Title = head.headline(collapse(article.Title())); d.Title == "" {
		d.Title = head.linked
	}
	d.URL = head.url
	d.Language = head.language
	d.date = head.date
	byline := collapse(article.Byline())
	if byline != "" {
		d.setVar("byline", byline)
	}
	if head.site != "" {
		d.setVar("site_name", head.site)
	}
	t := pageText{title: d.Title, byline: byline}
	if article.Node != nil {
		t.read(article.Node)
	}
	d.Text, d.Marks = t.out.finish()
	if found := inked(d.Text); found < tooLittle {
		// The parser has taken doc apart; the whole page is needed again.
		if doc, err = html.Parse(bytes.NewReader(content)); err != nil {
			return defeated(err)
		}
		whole := pageText{title: d.Title, byline: byline, whole: true}
		whole.read(doc)
		body, marks := whole.out.finish()
		if all := inked(body); all > 4*found {
			d.Text, d.Marks = body, marks
			g.problem(&diag.Problem{Position: d.At, Severity: diag.Warning, Reason: "extraction",
				Message: "no main content found on the page; its whole text is used, " + count(all, "letter")})
		}
	} else if t.linked > len(d.Text)/2 {
		g.problem(&diag.Problem{Position: d.At, Severity: diag.Warning, Reason: "extraction", Message: "more than half of the text found on the page is links",
			Hint: "leave out pages that only lead to articles"})
	}
	return nil
}

// inked counts the characters of a text that are no white space: a measure of
// length for scripts with blanks between words and without.
func inked(s string) (n int) {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// collapse makes every run of white space one blank, as a browser does.
func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }
