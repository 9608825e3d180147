package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"slant/analysis"
	"slant/analysis/corpus"
	"slant/analysis/diag"
	"slant/analysis/match"
	"slant/analysis/text"
	"slant/analysis/voice"
	"slant/lexicons"
)

// ShowCommand is slant show: one document with everything that slant sees in it.
type ShowCommand struct {
	Input    string   `arg:"" help:"Folder, file or archive of articles."`
	ID       string   `arg:"" optional:"" help:"Document to show; needed when the input has several."`
	Metadata string   `short:"m" placeholder:"CSV" help:"Metadata of the articles, as for slant run."`
	Lexicons []string `name:"lexicon" short:"l" sep:"none" placeholder:"NAME|FILE" help:"Lexicons. Default: loaded-terms."`
	Actors   []string `short:"a" sep:"none" placeholder:"NAME|FILE" help:"Actors files. Default: actors."`
	HTML     bool     `help:"Print a page."`
}

// Run finds the document and prints it.
func (c *ShowCommand) Run(w *world) error {
	source, problems := openSource([]string{c.Input}, c.Metadata)
	if problems.Fatal() != nil {
		return problems
	}
	rosters, problems := readRosters(c.Actors)
	var ls []*lexicons.Lexicon
	for _, name := range orDefault(c.Lexicons, defaultLexicon) {
		l, found := readLexicon(name, "")
		problems = append(problems, found...)
		if l != nil {
			ls = append(ls, l)
		}
	}
	if problems.Fatal() != nil {
		return problems
	}
	book, problems := analysis.NewCodebook(ls, rosters, nil, match.Options{})
	if problems.Fatal() != nil {
		return problems
	}
	d, err := c.find(w, source)
	if err != nil {
		return err
	}
	v := text.NewVocabulary()
	var a analysis.Annotated
	var o analysis.Observation
	analysis.NewAnnotator(v).Annotate(d, nil, &a)
	analysis.NewCoder(book, v, nil).Measure(&a, &o)
	return c.print(w, book, &a, &o)
}

// find looks for the document of the wanted ID, or for the only one there is.
func (c *ShowCommand) find(w *world, s *source) (found *corpus.Document, err error) {
	var ids []string
	var skipped diag.Problems
	for d, problem := range s.documents() {
		var p *diag.Problem
		switch {
		case w.ctx.Err() != nil:
			return nil, context.Cause(w.ctx)
		case errors.As(problem, &p) && p.Severity == diag.Skip:
			skipped = append(skipped, p)
		case problem != nil:
		case c.ID == d.ID:
			return d, nil
		case c.ID != "":
			ids = append(ids, d.ID)
		case found != nil:
			return nil, diag.Problems{{Position: diag.Position{File: c.Input}, Message: "holds several documents", Hint: fmt.Sprintf("name one, such as: slant show %s %q", c.Input, found.ID)}}
		default:
			found = d
		}
	}
	if found != nil {
		return found, nil
	}
	for _, p := range s.shown(skipped)[:min(len(skipped), shownSkips)] {
		fmt.Fprintln(w.err, harmless(p.Error()))
	}
	if c.ID == "" {
		return nil, diag.Problems{{Position: diag.Position{File: c.Input}, Message: "holds no document that can be read"}}
	}
	hint := diag.DidYouMean(c.ID, ids)
	if hint == "" {
		hint = "the ids stand in tables/documents.csv of a run"
	}
	return nil, diag.Problems{{Position: diag.Position{File: c.Input}, Message: fmt.Sprintf("has no document %q", c.ID), Hint: hint}}
}

// marking is a passage that is marked, with what it is.
type marking struct {
	text.Range
	kind  string // class of the mark: quoted, scare, reported, furniture, source, cue, actor, term
	label string // what it is, for marks that have more to say than their kind
	rank  int    // what encloses what where two are alike
}

// markings gives everything to be marked, outer passages first.
func markings(book *analysis.Codebook, a *analysis.Annotated, o *analysis.Observation) []marking {
	var out []marking
	for i, role := range a.Roles {
		switch role {
		case voice.FurnitureBlock:
			out = append(out, marking{a.Text.Blocks[i].Tokens, "furniture", "", 0})
		case voice.HeadlineBlock:
			out = append(out, marking{a.Text.Blocks[i].Tokens, "headline", "", 0})
		case voice.CaptionBlock:
			out = append(out, marking{a.Text.Blocks[i].Tokens, "caption", "", 0})
		}
	}
	for i := range a.Voices.Attributions {
		at := &a.Voices.Attributions[i]
		out = append(out, marking{at.Content, at.Voice.String(), "", 1}, marking{at.Source, "source", "", 2}, marking{at.Cue, "cue", "", 3})
	}
	for i := range o.Mentions {
		m := &o.Mentions[i]
		label := book.Actors.Actor(m.Actor).ID
		if m.Form.Anaphoric() {
			label += ", " + m.Form.String()
		}
		out = append(out, marking{m.Range, "actor", label, 4})
	}
	for i := range o.Matches {
		m := &o.Matches[i]
		_, term := book.Term(m.Term)
		out = append(out, marking{m.Range, "term", term.Category, 5})
	}
	out = slices.DeleteFunc(out, func(m marking) bool { return m.Empty() })
	slices.SortStableFunc(out, func(x, y marking) int {
		return cmp.Or(cmp.Compare(x.First, y.First), cmp.Compare(y.End, x.End), cmp.Compare(x.rank, y.rank), strings.Compare(x.label, y.label))
	})
	return slices.Compact(out)
}

// brush writes marks in one way or another.
type brush struct {
	open, close func(m *marking) string
	text        func(s string) string
}

// paint writes a text with its markings. Where two cross, the later one is
// closed with the earlier and opened again after it, so that marks nest.
func paint(out io.Writer, a *analysis.Annotated, ms []marking, b brush) error {
	var w strings.Builder
	done := 0
	write := func(to int) {
		w.WriteString(b.text(a.Text.Body[done:to]))
		done = to
	}
	var open []*marking
	next := 0
	for i := range a.Text.Tokens {
		for next < len(ms) && ms[next].First == i {
			write(a.Text.Tokens[i].Start)
			w.WriteString(b.open(&ms[next]))
			open = append(open, &ms[next])
			next++
		}
		keep := slices.IndexFunc(open, func(m *marking) bool { return m.End == i+1 })
		if keep < 0 {
			continue
		}
		write(a.Text.Tokens[i].End)
		for j := len(open) - 1; j >= keep; j-- {
			w.WriteString(b.close(open[j]))
		}
		left := slices.DeleteFunc(slices.Clone(open[keep:]), func(m *marking) bool { return m.End == i+1 })
		for _, m := range left {
			w.WriteString(b.open(m))
		}
		open = append(open[:keep], left...)
	}
	write(len(a.Text.Body))
	_, err := io.WriteString(out, w.String())
	return err
}

func (c *ShowCommand) print(w *world, book *analysis.Codebook, a *analysis.Annotated, o *analysis.Observation) error {
	ms := markings(book, a, o)
	if c.HTML {
		return printPage(w.out, a, ms)
	}
	b := brush{
		open: func(m *marking) string {
			if m.label != "" {
				return "⟦" + m.kind + " " + m.label + ": "
			}
			return "⟦" + m.kind + ": "
		},
		close: func(*marking) string { return "⟧" },
		text:  harmless,
	}
	if w.color {
		var colors []string
		b = brush{
			open: func(m *marking) string {
				colors = append(colors, terminalColors[m.kind])
				return terminalColors[m.kind]
			},
			close: func(*marking) string {
				colors = colors[:len(colors)-1]
				return "\x1b[0m" + strings.Join(colors, "")
			},
			text: harmless,
		}
		if err := printLegend(w.out); err != nil {
			return err
		}
	}
	fmt.Fprintf(w.out, "%s, %s, %s\n\n", harmless(a.Document.ID), harmless(a.Document.Outlet), cmp.Or(a.Document.Date, "no date"))
	if err := paint(w.out, a, ms, b); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w.out)
	return err
}

// terminalColors are the ANSI colours of the marks. Voices colour the letters,
// what stands inside them is underlined, bold or on a ground.
var terminalColors = map[string]string{
	"quoted": "\x1b[34m", "reported": "\x1b[36m", "scare": "\x1b[35m", "furniture": "\x1b[2m", "headline": "\x1b[1m", "caption": "\x1b[3m",
	"source": "\x1b[4m", "cue": "\x1b[3m", "actor": "\x1b[33m", "term": "\x1b[7m",
}

func printLegend(out io.Writer) error {
	kinds := []string{"quoted", "reported", "scare", "furniture", "source", "cue", "actor", "term"}
	for i, k := range kinds {
		kinds[i] = terminalColors[k] + k + "\x1b[0m"
	}
	_, err := fmt.Fprintln(out, strings.Join(kinds, "  "))
	return err
}

// pageStyle keeps to colours with a contrast of 4.5 and marks that survive
// grey: underlines and borders.
const pageStyle = `body{font:1.05rem/1.65 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
p{white-space:pre-wrap}.quoted{background:#dceafb}.reported{background:#e2f3ea}.scare{background:#f8e1ee}.furniture{color:#595959;font-size:.85em}
.headline{font-weight:bold;font-size:1.3em}.caption{font-style:italic}.source{border-bottom:2px solid #0072b2}.cue{border-bottom:2px dotted #0072b2}
.actor{border-bottom:2px solid #b35900}.term{outline:2px solid #a00040;outline-offset:1px}
dl{font-family:sans-serif;font-size:.8rem;display:flex;flex-wrap:wrap;gap:.3rem 1rem}dd{margin:0}`

func printPage(out io.Writer, a *analysis.Annotated, ms []marking) error {
	title := cmp.Or(a.Document.Title, a.Document.ID)
	fmt.Fprintf(out, "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n"+
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>%s</title><style>%s</style></head><body>\n<dl>",
		html.EscapeString(cmp.Or(a.Document.Language, "en")), html.EscapeString(title), pageStyle)
	for _, k := range []string{"quoted", "reported", "scare", "furniture", "source", "cue", "actor", "term"} {
		fmt.Fprintf(out, "<dd><span class=\"%s\">%s</span></dd>", k, k)
	}
	fmt.Fprintf(out, "</dl>\n<p dir=\"auto\">")
	err := paint(out, a, ms, brush{
		open: func(m *marking) string {
			return fmt.Sprintf("<span class=\"%s\" title=\"%s\">", m.kind, html.EscapeString(strings.TrimSpace(m.kind+" "+m.label)))
		},
		close: func(*marking) string { return "</span>" },
		text:  html.EscapeString,
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, "</p></body></html>")
	return err
}
