package reports

import (
	"fmt"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"slant/reports/canvas"
)

// head is what the browser reads first: the policy, the title, the style.
func (p *Page) head() g.Node {
	policy := "default-src 'none'; style-src " + digest(pageCSS) + "; script-src " + digest(pageJS) + "; img-src data:; base-uri 'none'; form-action 'none'"
	return h.Head(ownLines(
		h.Meta(h.Charset("utf-8")),
		h.Meta(g.Attr("http-equiv", "Content-Security-Policy"), h.Content(policy)),
		h.Meta(h.Name("viewport"), h.Content("width=device-width, initial-scale=1")),
		h.Meta(h.Name("color-scheme"), h.Content("light dark")),
		h.Meta(h.Name("referrer"), h.Content("no-referrer")),
		h.Meta(h.Name("generator"), h.Content("slant "+p.Run.Manifest.Slant)),
		h.TitleEl(shown(p.title())),
		h.StyleEl(g.Raw(pageCSS)),
	))
}

// top is the title, the size of the corpus and the contents. Of the sections
// that can be missing, drawn and problems say whether they are there.
func (p *Page) top(drawn, problems bool) g.Node {
	m := &p.Run.Manifest
	day := func(date string) g.Node { return h.Time(h.DateTime(date), g.Text(date)) }
	entry := func(id, name string) g.Node { return h.Li(h.A(h.Href("#"+id), g.Text(name))) }
	return h.Header(h.Class("top"), ownLines(
		h.P(h.Class("kicker"), g.Text("slant report")),
		h.H1(apart(p.title())),
		h.P(h.Class("corpus"),
			g.Textf("%s documents, %s words, %s", grouped(int64(m.Documents)), grouped(m.Words), count(int64(len(m.Outlets)), "outlet", "outlets")),
			g.If(m.FirstDate != "", g.Group{g.Text(", "), day(m.FirstDate), g.Text(" to "), day(m.LastDate)}),
			g.Text(".\n"),
			g.If(m.Skipped > 0, g.Group{
				h.A(h.Href("#problems"), g.Text(count(int64(m.Skipped), "document was", "documents were")+" skipped")), g.Text("."),
			}),
		),
		h.Nav(h.Aria("label", "Contents"), h.Ul(ownLines(
			entry("findings", "Findings"),
			entry("comparison", "Comparison"),
			g.If(drawn, entry("figures", "Figures")),
			entry("tables", "Tables"),
			entry("methods", "Methods"),
			entry("instruments", "Instruments"),
			g.If(problems, entry("problems", "Problems")),
			entry("run", "Run"),
		))),
	))
}

// section is a section under its heading.
func section(id, heading string, parts ...g.Node) g.Node {
	return h.Section(h.ID(id), h.Aria("labelledby", id+"-h"), g.Raw("\n"), h.H2(h.ID(id+"-h"), g.Text(heading)), ownLines(parts...))
}

// note is a paragraph in small print.
func note(parts ...g.Node) g.Node { return h.P(h.Class("note"), g.Group(parts)) }

// scroll is a part that can be wider than the page.
func scroll(label string, content g.Node) g.Node {
	return h.Div(h.Class("scroll"), h.Role("region"), h.Aria("label", label), h.TabIndex("0"), content)
}

// button is a button of a class, which the script knows it by.
func button(class string, parts ...g.Node) g.Node {
	return h.Button(h.Type("button"), h.Class(class), g.Group(parts))
}

func (p *Page) findings() g.Node {
	const heading = "What stands out"
	if len(p.Findings) == 0 {
		return section("findings", heading, h.P(g.Text("Nothing that can be said with an interval: no difference between outlets has q below 0.05, and no label is common enough in an outlet's own voice. The tables below hold every estimate.")))
	}
	return section("findings", heading,
		h.Ol(h.Class("findings"), ownLines(g.Map(p.Findings, func(f Finding) g.Node {
			return h.Li(h.P(apart(f.Text)), g.Raw("\n"),
				g.If(len(f.Cautions) > 0, h.Ul(h.Class("cautions"), g.Map(f.Cautions, func(caution string) g.Node { return h.Li(apart(caution)) }))), g.Raw("\n"),
				button("ask", h.Data("q", f.Query), g.Text("Show its sentences")))
		})...)),
		note(g.Textf("Square brackets hold %s intervals from the variation between documents. A difference is called one only where q, the p value corrected for all comparisons, is below 0.05.", percent(p.Run.Manifest.Confidence))),
	)
}

// comparison is the table of outlets. Each number asks for its sentences.
func (p *Page) comparison() g.Node {
	c := compare(p.Run)
	head := func(head comparisonHead) g.Node {
		return h.Th(h.Scope("col"), h.Class("n"), h.Abbr(h.Title(canvas.Visible(head.Doc)), apart(head.Text)),
			g.If(head.Unit != "", h.Span(h.Class("unit"), apart(head.Unit))))
	}
	cell := func(cell comparisonCell) g.Node {
		number := g.Text(cell.Text)
		if cell.Query != "" {
			number = button("cell", h.Data("q", cell.Query), number)
		}
		return h.Td(h.Class("n"), g.If(cell.Note != "", h.Title(canvas.Visible(cell.Note))), number,
			g.If(cell.Range != "", h.Span(h.Class("ci"), g.Text(cell.Range))))
	}
	row := func(row comparisonRow) g.Node {
		return h.Tr(h.Th(h.Scope("row"), apart(row.Outlet)), g.Map(row.Cells, cell))
	}
	fewer := ""
	if c.Of > len(c.Rows) {
		fewer = fmt.Sprintf("Shown are the %d outlets with the most documents, of %s. ", len(c.Rows), grouped(int64(c.Of)))
	}
	return section("comparison", "The outlets side by side",
		scroll("Table of outlets", h.Table(h.Class("main"), ownLines(
			h.THead(h.Tr(h.Th(h.Scope("col"), g.Text("Outlet")), g.Map(c.Heads, head))),
			h.TBody(ownLines(g.Map(c.Rows, row)...)),
		))),
		note(g.Textf("Rates and shares are of the outlet's own voice, with %s intervals below them; – means that there was no chance to name or use it. %sChoose a number to read its sentences.", percent(p.Run.Manifest.Confidence), fewer)),
	)
}

// figures shows what was drawn and says why the others were not.
func (p *Page) figures(drawings []drawing) g.Node {
	if len(drawings) == 0 {
		return nil
	}
	figure := func(d drawing) g.Node {
		file := func(extension, name string) g.Node { return h.A(h.Href("figures/"+d.Name+"."+extension), g.Text(name)) }
		return h.Figure(h.ID("figure-"+d.Name), ownLines(
			h.H3(shown(d.Title)),
			scroll(d.Title, g.Raw(d.svg)),
			h.FigCaption(ownLines(
				h.P(apart(d.Caption)),
				h.P(h.Class("files"), g.Text("Files: "),
					g.Map(p.Formats, func(f string) g.Node { return g.Group{file(f, formatName(f)), g.Text(" ")} }),
					file("csv", "data (CSV)")),
			)),
		))
	}
	var reasons []string
	for _, l := range p.LeftOut {
		reasons = append(reasons, l.Name+" ("+l.Reason+")")
	}
	return section("figures", "Figures",
		note(g.Text("Every dot, bar and cell can be chosen, with the pointer or with Tab and the arrow keys, and shows its sentences.")),
		ownLines(g.Map(drawings, figure)...),
		g.If(len(reasons) > 0, note(g.Text("Left out, because there is nothing to show: "), shown(strings.Join(reasons, "; ")), g.Text("."))),
	)
}

// formatName writes a format as its users do.
func formatName(format string) string {
	if format == "tex" {
		return "TikZ"
	}
	return strings.ToUpper(format)
}

// tables is where the script shows every table, with their files below.
func (p *Page) tables() g.Node {
	const beside = "The same tables are in the folder "
	hidden := g.Attr("hidden")
	choice := func(label, id, name string) g.Node {
		return h.Label(g.If(label != "", h.ID(label)), g.Text(name+" "), h.Select(h.ID(id)))
	}
	file := func(name, title string, rows int) g.Node {
		return h.Li(h.A(h.Href("tables/"+name+".csv"), g.Text(name+".csv")), g.Text(": "+title+", "+count(int64(rows), "row", "rows")))
	}
	var files g.Group
	for _, t := range p.Run.Tables {
		files = append(files, file(t.Name, t.Title, t.Len()))
	}
	for _, s := range p.Run.Streamed {
		files = append(files, file(s.Name, s.Title, s.Rows))
	}
	return section("tables", "Tables",
		h.NoScript(h.P(g.Text("This part needs scripts. "+beside), h.Code(g.Text("tables")), g.Text(" beside this page."))),
		h.P(h.ID("old"), hidden, g.Text("This browser cannot unpack the tables and sentences of so large a run; any browser from 2023 on can. "+beside), h.Code(g.Text("tables")), g.Text(" beside this page.")),
		h.Div(h.ID("explorer"), hidden, ownLines(
			h.Div(h.Class("controls"), ownLines(
				choice("", "table-name", "Table"),
				h.Label(g.Text("Find "), h.Input(h.ID("table-find"), h.Type("search"), h.AutoComplete("off"), g.Attr("spellcheck", "false"))),
				choice("outlet-label", "table-outlet", "Outlet"),
				choice("voice-label", "table-voice", "Voice"),
			)),
			h.P(h.ID("table-note"), h.Class("note"), h.Aria("live", "polite")),
			scroll("Table", h.Table(h.ID("table"))),
			h.P(h.Button(h.Type("button"), h.ID("more"), hidden, g.Text("Show more rows"))),
		)),
		h.Details(h.Summary(g.Text("All tables as files")), h.Ul(files)),
	)
}

// sentencesWindow is where the script shows the sentences that were asked for.
func sentencesWindow() g.Node {
	return h.Dialog(h.ID("sentences"), h.Aria("labelledby", "sentences-h"), ownLines(
		h.Div(h.Class("dialog-head"),
			h.H2(h.ID("sentences-h"), g.Text("Sentences")),
			h.Button(h.Type("button"), h.ID("close"), h.Aria("label", "Close"), g.Text("×"))),
		h.P(h.ID("sentences-note"), h.Class("note")),
		h.Div(h.ID("sentences-list")),
	))
}
