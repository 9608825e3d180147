package reports

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"slant/reports/canvas"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

//go:embed page.js
var pageJS string

// Page is report.html: one file that opens without a network and shows the
// sentences behind every number.
//
// What comes from articles reaches the page in two ways: through
// a template, which escapes it, and as JSON in a script element of type
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

// Write writes the page.
func (p *Page) Write(w io.Writer) error {
	view, err := p.view()
	if err != nil {
		return err
	}
	t, err := parseTemplate(pageHTML, map[string]func(x any) any{
		"show":    func(x any) any { return canvas.Visible(fmt.Sprint(x)) },
		"Grouped": func(x any) any { return view.Grouped(x) },
		"Percent": func(x any) any { return percent(x.(float64)) },
		"Files":   func(any) any { return view.Files() },
		"Upper":   func(x any) any { return view.Upper(fmt.Sprint(x)) },
	})
	if err != nil {
		return fmt.Errorf("page.html: %w", err)
	}
	page, err := t.execute(view)
	if err != nil {
		return fmt.Errorf("page.html: %w", err)
	}
	_, err = io.WriteString(w, page)
	return err
}

// pageView is what the template shows.
type pageView struct {
	*Page
	CSP        string
	CSS        markup
	JS         markup
	Data       markup // JSON, or deflated and in base64
	Deflated   bool
	Title      string
	Comparison comparison
	Drawn      []drawnFigure
	Tables     []tableLink
	Sentences  int
	Reasons    []reasonCount
	Manifest   string
}

type drawnFigure struct {
	*Figure
	SVG markup
}

type tableLink struct {
	Name, Title string
	Rows        int
	OnPage      bool
}

type reasonCount struct {
	Reason string
	Count  int
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func (p *Page) view() (*pageView, error) {
	v := &pageView{Page: p, CSS: markup(pageCSS), JS: markup(pageJS)}
	v.CSP = "default-src 'none'; style-src " + digest(pageCSS) + "; script-src " + digest(pageJS) + "; img-src data:; base-uri 'none'; form-action 'none'"
	v.Title = p.title()
	v.Comparison = compare(p.Run)
	for _, f := range p.Figures {
		s := p.Sheets[f.Name]
		if s == nil {
			continue
		}
		var b bytes.Buffer
		if err := (canvas.SVG{Inline: true}).Write(&b, s); err != nil {
			return nil, err
		}
		v.Drawn = append(v.Drawn, drawnFigure{f, markup(b.String())})
	}
	for _, t := range p.Run.Tables {
		v.Tables = append(v.Tables, tableLink{t.Name, t.Title, t.Len(), true})
	}
	for _, s := range p.Run.Streamed {
		v.Tables = append(v.Tables, tableLink{s.Name, s.Title, s.Rows, false})
	}
	counts := map[string]int64{}
	for _, r := range p.Run.Table("problems").records(all) {
		counts[r.text("reason")]++
	}
	reasons, _ := top(counts, len(counts))
	for _, r := range reasons {
		v.Reasons = append(v.Reasons, reasonCount{r, int(counts[r])})
	}
	room := pageBytes - len(pageHTML) - len(pageCSS) - len(pageJS)
	for _, f := range v.Drawn {
		room -= len(f.SVG)
	}
	data, deflated, n, err := encode(p.Run, room)
	if err != nil {
		return nil, err
	}
	v.Data, v.Deflated, v.Sentences = markup(data), deflated, n
	manifest, err := json.MarshalIndent(p.Run.Manifest, "", "  ")
	if err != nil {
		return nil, err
	}
	v.Manifest = string(manifest)
	return v, nil
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

// Grouped writes a count with commas, for the template.
func (v *pageView) Grouped(n any) string {
	switch n := n.(type) {
	case int:
		return grouped(int64(n))
	case int64:
		return grouped(n)
	}
	return fmt.Sprint(n)
}

// Files gives the formats beside SVG that the figures were written in.
func (v *pageView) Files() []string {
	return slices.DeleteFunc(slices.Clone(v.Formats), func(f string) bool { return !slices.Contains(Formats, f) })
}

// Upper writes a format as its users do.
func (v *pageView) Upper(s string) string {
	if s == "tex" {
		return "TikZ"
	}
	return strings.ToUpper(s)
}
