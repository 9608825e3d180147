package reports

import (
	"fmt"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

// methods says how the numbers were made, and from whose work.
func (p *Page) methods() g.Node {
	paragraph := func(m Paragraph) g.Node { return h.P(h.Strong(g.Text(m.Head+".")), g.Text(" "), apart(m.Text)) }
	work := func(r Reference) g.Node {
		return h.Li(apart(r.Plain), g.If(r.URL != "", g.Group{g.Text(" "), h.A(h.Href(r.URL), h.Rel("noopener noreferrer"), g.Text(r.URL))}))
	}
	return section("methods", "Methods",
		ownLines(g.Map(p.Methods.Paragraphs, paragraph)...),
		h.H3(g.Text("References")),
		h.Ul(h.Class("references"), g.Map(p.Methods.References, work)),
	)
}

// instruments names lexicons, actors and scorers with their digests.
func (p *Page) instruments() g.Node {
	instrument := func(i Instrument) g.Node {
		return h.Li(g.Text(i.Kind+" "), h.Strong(apart(i.Name)), g.Text(" "+i.Version),
			g.If(i.Terms != 0, g.Text(", "+grouped(int64(i.Terms))+" entries")),
			g.If(i.License != "", g.Text(", "+i.License)),
			g.If(i.Citation != "", g.Group{g.Text(". "), apart(i.Citation)}),
			g.Text(" "), h.Span(h.Class("hash"), g.Text("SHA-256 "+i.SHA256)))
	}
	return section("instruments", "Instruments",
		h.Ul(g.Map(p.Run.Manifest.Instruments, instrument)),
		h.P(button("open", h.Data("table", "lexicon"), g.Text("Every term with what it caught"))),
	)
}

// problems counts what was found wrong, by reason, the most frequent first.
func (p *Page) problems() g.Node {
	counts := map[string]int64{}
	for _, r := range p.Run.Table("problems").records(all) {
		counts[r.text("reason")]++
	}
	if len(counts) == 0 {
		return nil
	}
	reasons, _ := top(counts, len(counts))
	return section("problems", "Problems",
		h.Ul(g.Map(reasons, func(reason string) g.Node { return h.Li(g.Text(reason + ": " + grouped(counts[reason]))) })),
		h.P(button("open", h.Data("table", "problems"), g.Text("All problems with file and line"))),
	)
}

// run says how the run is repeated, and how many of its sentences the page has.
func (p *Page) run(sentences int, manifest string) g.Node {
	m := &p.Run.Manifest
	of := grouped(int64(len(p.Run.Evidence)))
	if p.Run.Sampled {
		of = "the run's many"
	}
	return section("run", "This run",
		h.P(g.Text(fmt.Sprintf("slant %s, seed %d. The file ", m.Slant, m.Seed)), h.Code(g.Text("run.json")),
			g.Textf(" beside this page repeats it. %s of %s sentences are on this page; all of them are in the folder ", grouped(int64(sentences)), of),
			h.Code(g.Text("tables")), g.Text(".")),
		h.Details(h.Summary(g.Text("Manifest")), h.Pre(h.TabIndex("0"), shown(manifest))),
	)
}
