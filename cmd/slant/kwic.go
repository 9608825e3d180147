package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"slant/analysis"
	"slant/analysis/diag"
	"slant/analysis/match"
	"slant/analysis/text"
	"slant/lexicons"
	"slant/reports"
)

// KwicCommand is slant kwic: a concordance.
type KwicCommand struct {
	Pattern  string   `arg:"" help:"Pattern, as in lexicons: 'occup* land', '(Israeli|Zionist) regime'."`
	Inputs   []string `arg:"" name:"input" help:"Folders, files or archives of articles."`
	Metadata string   `short:"m" placeholder:"CSV" help:"Metadata of the articles, as for slant run."`
	Sort     string   `default:"document" enum:"document,left,right,outlet,date" help:"Order of the lines: document, left, right, outlet or date (${default})."`
	Width    int      `default:"40" help:"Characters of context on either side (${default})."`
	Case     bool     `help:"Match letter case exactly."`
	Inflect  bool     `help:"Match plural forms too."`
	Format   string   `default:"text" enum:"text,csv" help:"text or csv (${default})."`
}

// line is one line of a concordance.
type line struct {
	document, outlet, date, voice, section string
	start, end                             int
	left, surface, right                   string
}

// Run prints the concordance.
func (c *KwicCommand) Run(w *world) error {
	lexicon := &lexicons.Lexicon{Name: "kwic", File: "PATTERN", Categories: []lexicons.Category{{Name: "kwic"}},
		Terms: []lexicons.Term{{Pattern: c.Pattern, Category: "kwic", Weight: 1000, Case: c.Case, Inflect: c.Inflect}}}
	if problems := lexicon.Check(); problems.Fatal() != nil {
		return problems
	}
	book, problems := analysis.NewCodebook([]*lexicons.Lexicon{lexicon}, nil, nil, match.Options{})
	if problems.Fatal() != nil {
		return problems
	}
	source, problems := openSource(c.Inputs, c.Metadata)
	if problems.Fatal() != nil {
		return problems
	}
	if c.Width < 0 {
		return diag.Problems{{Message: fmt.Sprintf("--width %d: must be 0 or more", c.Width)}}
	}
	var lines []line
	skipped, err := eachDocument(w, source, book, func(a *analysis.Annotated, o *analysis.Observation) error {
		for i := range o.Matches {
			lines = append(lines, c.line(a, &o.Matches[i]))
		}
		return nil
	})
	if err != nil {
		return err
	}
	c.order(lines)
	if c.Format == "csv" {
		err = csvLines(w, lines)
	} else {
		err = c.textLines(w, lines)
	}
	if err == nil && skipped > 0 {
		return exitCode(exitSkipped)
	}
	return err
}

// line copies what a line shows.
func (c *KwicCommand) line(a *analysis.Annotated, m *analysis.Match) line {
	d := a.Document
	span := a.Text.SpanOf(m.Range)
	block := a.Text.Blocks[a.Text.BlockAt(m.First)].Span
	start, _ := a.Offset(span.Start)
	end, _ := a.Offset(span.End)
	return line{
		document: d.ID, outlet: d.Outlet, date: d.Date, voice: m.Voice.String(), section: m.Section.String(), start: start, end: end,
		left:    oneLine(a.Text.Body[block.Start:span.Start]),
		surface: oneLine(a.Text.Body[span.Start:span.End]),
		right:   oneLine(a.Text.Body[span.End:block.End]),
	}
}

// oneLine gives s with every run of white space as one space.
func oneLine(s string) string {
	joined := strings.Join(strings.Fields(s), " ")
	if s != "" && strings.TrimLeft(s, " \t\r\n") != s {
		joined = " " + joined
	}
	if s != "" && strings.TrimRight(s, " \t\r\n") != s {
		joined += " "
	}
	return joined
}

// order sorts the lines; those that are alike stay in the order of documents.
func (c *KwicCommand) order(lines []line) {
	key := map[string]func(l *line) string{
		"left":   func(l *line) string { return reversedWords(l.left) },
		"right":  func(l *line) string { return text.Normalize(l.right) },
		"outlet": func(l *line) string { return l.outlet },
		"date":   func(l *line) string { return l.date },
	}[c.Sort]
	if key == nil {
		return
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(key(&a), key(&b)) })
}

// reversedWords gives the words of s from the last to the first.
func reversedWords(s string) string {
	words := strings.Fields(text.Normalize(s))
	slices.Reverse(words)
	return strings.Join(words, " ")
}

// textLines prints the lines with the matches under each other.
func (c *KwicCommand) textLines(w *world, lines []line) error {
	bold, plain := "", ""
	if w.color {
		bold, plain = "\x1b[1;31m", "\x1b[0m"
	}
	var b strings.Builder
	for _, l := range lines {
		left := []rune(harmless(l.left))
		left = left[max(0, len(left)-c.Width):]
		right := []rune(harmless(l.right))
		right = right[:min(len(right), c.Width)]
		fmt.Fprintf(&b, "%*s%s%s%s%-*s  %s, %s, %s\n", c.Width, string(left), bold, harmless(l.surface), plain, c.Width, string(right), l.voice, harmless(l.outlet), harmless(l.document))
	}
	fmt.Fprintf(&b, "%s\n", plural(len(lines), "line"))
	_, err := fmt.Fprint(w.out, b.String())
	return err
}

// csvLines prints the lines as a table.
func csvLines(w *world, lines []line) error {
	columns := []reports.Column{{Name: "document"}, {Name: "outlet"}, {Name: "date"}, {Name: "start"}, {Name: "end"}, {Name: "voice"}, {Name: "section"},
		{Name: "left"}, {Name: "surface"}, {Name: "right"}}
	out := reports.AppendHeader(nil, columns)
	for _, l := range lines {
		out = reports.AppendRow(out, []reports.Value{reports.Text(l.document), reports.Text(l.outlet), reports.Text(l.date), reports.Int(l.start), reports.Int(l.end),
			reports.Text(l.voice), reports.Text(l.section), reports.Text(l.left), reports.Text(l.surface), reports.Text(l.right)})
	}
	_, err := w.out.Write(out)
	return err
}
