package reports

import (
	"io"
	"strings"
	"unicode/utf8"
)

// WriteMarkdown writes the table as a pipe table, for those who write in
// Quarto or convert to Word with pandoc.
func (p *Printed) WriteMarkdown(w io.Writer) error {
	cells := make([][]string, 0, len(p.Rows)+1)
	head := make([]string, len(p.Heads))
	for i, h := range p.Heads {
		head[i] = escapeMarkdown(h.Text)
	}
	cells = append(cells, head)
	for _, row := range p.Rows {
		line := make([]string, len(row))
		for i, c := range row {
			line[i] = escapeMarkdown(c)
		}
		cells = append(cells, line)
	}
	width := make([]int, len(p.Heads))
	for _, row := range cells {
		for i, c := range row {
			width[i] = max(width[i], utf8.RuneCountInString(c), 3)
		}
	}
	var b strings.Builder
	for k, row := range cells {
		for i, c := range row {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(c))
			if p.Heads[i].Wide > 0 {
				c += pad
			} else {
				c = pad + c
			}
			b.WriteString("| " + c + " ")
		}
		b.WriteString("|\n")
		if k > 0 {
			continue
		}
		for i := range row {
			if p.Heads[i].Wide > 0 {
				b.WriteString("|:" + strings.Repeat("-", width[i]+1))
			} else {
				b.WriteString("|" + strings.Repeat("-", width[i]+1) + ":")
			}
		}
		b.WriteString("|\n")
	}
	b.WriteString("\n: " + escapeMarkdown(p.Title) + " {#tbl-" + p.Name + "}\n")
	for _, n := range p.Notes {
		b.WriteString("\n" + escapeMarkdown(n) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
