package reports

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"slant/reports/canvas"
)

//go:embed page.css
var pageCSS string

//go:embed page.js
var pageJS string

// Page is report.html: one file that opens without a network and shows the
// sentences behind every number.
//
// What comes from articles reaches the page in two ways: as text and
// attributes, which gomponents escapes, and as JSON in a script element of type
// application/json, in which <, > and & are written as escapes. The page's
// content security policy lets only its own two blocks of style and script
// run, named by their digests, and lets nothing be loaded.
type Page struct {
	Run      *Run
	Figures  []*Figure
	Sheets   map[string]*canvas.Sheet // by name of the figure
	LeftOut  []LeftOut
	Formats  []string // of the figures' files
	Findings []Finding
	Methods  Methods
}

// Write writes the page. The error is one of w, of a figure that cannot be
// drawn, or of data that JSON cannot hold.
func (p *Page) Write(w io.Writer) error {
	drawings, err := p.drawings()
	if err != nil {
		return err
	}
	room := pageBytes - len(pageCSS) - len(pageJS)
	for _, d := range drawings {
		room -= len(d.svg)
	}
	data, deflated, sentences, err := encode(p.Run, room)
	if err != nil {
		return err
	}
	manifest, err := json.MarshalIndent(p.Run.Manifest, "", "  ")
	if err != nil {
		return err
	}
	figures, problems := p.figures(drawings), p.problems()
	return h.Doctype(h.HTML(h.Lang("en"), ownLines(
		p.head(),
		h.Body(ownLines(
			h.A(h.Class("skip"), h.Href("#findings"), g.Text("Skip to the findings")),
			p.top(figures != nil, problems != nil),
			h.Main(ownLines(
				p.findings(),
				p.comparison(),
				figures,
				p.tables(),
				p.methods(),
				p.instruments(),
				problems,
				p.run(sentences, string(manifest)),
			)),
			sentencesWindow(),
			h.Script(h.Type("application/json"), h.ID("data"), g.If(deflated, h.Data("encoding", "deflate")), g.Raw(string(data))),
			h.Script(g.Raw(pageJS)),
		)),
	))).Render(w)
}

// ownLines puts each part of the page on a line of its own, for those who read
// its source, and for white space between words. Parts that are nil are left
// out.
func ownLines(parts ...g.Node) g.Group {
	all := g.Group{g.Raw("\n")}
	for _, part := range parts {
		if part != nil {
			all = append(all, part, g.Raw("\n"))
		}
	}
	return all
}

// shown is text of an article, an instrument or a user: controls that would
// reorder the page are spelled out.
func shown(s string) g.Node { return g.Text(canvas.Visible(s)) }

// apart is such text whose direction of writing does not reach its neighbours.
func apart(s string) g.Node { return g.El("bdi", shown(s)) }

// drawing is a figure and its SVG.
type drawing struct {
	*Figure
	svg string
}

// drawings draws the figures that have a sheet.
func (p *Page) drawings() ([]drawing, error) {
	var drawings []drawing
	for _, f := range p.Figures {
		s := p.Sheets[f.Name]
		if s == nil {
			continue
		}
		var b strings.Builder
		if err := (canvas.SVG{Inline: true}).Write(&b, s); err != nil {
			return nil, err
		}
		drawings = append(drawings, drawing{f, b.String()})
	}
	return drawings, nil
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
func (p *Page) title() string {
	names := p.Run.Manifest.Outlets
	switch len(names) {
	case 0:
		return "slant report"
	case 1:
		return "How " + names[0] + " names and speaks"
	case 2:
		return "How " + names[0] + " and " + names[1] + " name and speak"
	}
	return fmt.Sprintf("How %s outlets name and speak", grouped(int64(len(names))))
}

// option gives the value of an option of the run, empty where it had none.
func (m *Manifest) option(name string) string {
	for _, o := range m.Options {
		if o.Name == name {
			return o.Value
		}
	}
	return ""
}
