package reports

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"slant/reports/canvas"
)

// textWidth is the width of a line of A4 with the margins of report.tex, in
// points: what the shares of columns are shares of.
const textWidth = 482

// cellSize is the size of text in printed tables, in points.
const cellSize = 8

// WriteLaTeX writes the table for \input, in the style of booktabs. It needs
// the packages array, booktabs, longtable and pgf.
func (p *Printed) WriteLaTeX(w io.Writer, setter *canvas.Setter) error {
	const head = "% Written by slant. Needs \\usepackage{array,booktabs,longtable,pgf} and \\usepackage[T1]{fontenc}.\n"
	var b strings.Builder
	var spec, heads strings.Builder
	for i, h := range p.Heads {
		if i > 0 {
			heads.WriteString(" & ")
		}
		if h.Wide > 0 {
			fmt.Fprintf(&spec, ">{\\raggedright\\arraybackslash}p{%.3f\\linewidth}", h.Wide)
		} else {
			spec.WriteString("r")
		}
		heads.WriteString(setter.InlineTeX(h.Text, cellSize, 0))
	}
	title := setter.InlineTeX(p.Title, 10, textWidth)
	end := "\\end{longtable}"
	b.WriteString("{\\fontsize{8}{9.6}\\selectfont\\setlength{\\tabcolsep}{3pt}\n")
	if p.Long {
		fmt.Fprintf(&b, "\\begin{longtable}{@{}%s@{}}\n\\caption{%s}\\label{tab:%s}\\\\\n\\toprule\n%s \\\\\n\\midrule\n\\endfirsthead\n\\toprule\n%s \\\\\n\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n",
			spec.String(), title, p.Name, heads.String(), heads.String())
	} else {
		end = "\\bottomrule\n\\end{tabular}"
		fmt.Fprintf(&b, "\\begin{table}[htbp]\n\\centering\n\\fontsize{8}{9.6}\\selectfont\n\\caption{%s}\\label{tab:%s}\n\\begin{tabular}{@{}%s@{}}\n\\toprule\n%s \\\\\n\\midrule\n",
			title, p.Name, spec.String(), heads.String())
	}
	for k, row := range p.Rows {
		if p.newGroup(k) && k > 0 {
			b.WriteString("\\addlinespace\n")
		}
		if p.Name == "corpus" && k > 0 && k == len(p.Rows)-1 && row[0] == "All" {
			b.WriteString("\\midrule\n")
		}
		for i, c := range row {
			if i > 0 {
				b.WriteString(" & ")
			}
			if p.Heads[i].Group && k > 0 && !p.newGroup(k) && p.Rows[k-1][i] == c {
				continue
			}
			b.WriteString(texCell(setter, c, p.Heads[i].Wide))
		}
		b.WriteString(" \\\\\n")
	}
	b.WriteString(end + "\n")
	notes := ""
	for _, n := range p.Notes {
		notes += setter.InlineTeX(n, cellSize, textWidth) + " "
	}
	if notes != "" {
		fmt.Fprintf(&b, "\\par\\noindent\\parbox{\\linewidth}{\\raggedright\\fontsize{8}{9.6}\\selectfont\\textit{Note.} %s}\n", strings.TrimSpace(notes))
	}
	if !p.Long {
		b.WriteString("\\end{table}\n")
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, head+setter.Definitions()+b.String())
	return err
}

// newGroup reports whether row k begins a group of rows.
func (p *Printed) newGroup(k int) bool {
	if k == 0 {
		return true
	}
	for i, h := range p.Heads {
		if h.Group && p.Rows[k][i] != p.Rows[k-1][i] {
			return true
		}
	}
	return false
}

// texCell sets a cell. Words too long for a column may break after a mark or,
// if they must, anywhere; a name that is drawn is drawn small enough.
func texCell(setter *canvas.Setter, text string, wide float64) string {
	if wide == 0 {
		return setter.InlineTeX(text, cellSize, 0)
	}
	width := wide * textWidth * 0.97
	if !canvas.InLaTeX(text) {
		return setter.InlineTeX(text, cellSize, width)
	}
	var b strings.Builder
	for i, word := range strings.Split(text, " ") {
		if i > 0 {
			b.WriteByte(' ')
		}
		if setter.Width(word, cellSize, false) <= width*0.85 {
			b.WriteString(setter.InlineTeX(word, cellSize, 0))
			continue
		}
		var part []rune
		for _, r := range word {
			part = append(part, r)
			switch {
			case unicode.IsPunct(r) || unicode.IsSymbol(r):
				b.WriteString(setter.InlineTeX(string(part), cellSize, 0) + "\\allowbreak{}")
				part = part[:0]
			case len(part) == 6:
				b.WriteString(setter.InlineTeX(string(part), cellSize, 0) + "\\-")
				part = part[:0]
			}
		}
		b.WriteString(setter.InlineTeX(string(part), cellSize, 0))
	}
	return b.String()
}

// WriteFiguresTeX writes figures.tex, which includes every figure with caption
// and label.
func WriteFiguresTeX(w io.Writer, figures []*Figure, setter *canvas.Setter) error {
	const head = `% Written by slant. Needs \usepackage{graphicx,pgf} and \usepackage[T1]{fontenc}.
% A figure is set at its own size, or smaller where the page is.
\newsavebox{\slantbox}
\newcommand{\slantfigure}[1]{%
  \sbox{\slantbox}{\includegraphics{#1}}%
  \ifdim\wd\slantbox>\linewidth\sbox{\slantbox}{\resizebox{\linewidth}{!}{\usebox{\slantbox}}}\fi
  \ifdim\ht\slantbox>0.8\textheight\sbox{\slantbox}{\resizebox{!}{0.8\textheight}{\usebox{\slantbox}}}\fi
  \usebox{\slantbox}}
`
	var b strings.Builder
	for _, f := range figures {
		fmt.Fprintf(&b, "\n\\begin{figure}[htbp]\n\\centering\n\\slantfigure{figure-%s.pdf}\n\\caption[%s]{\\footnotesize %s. %s}\n\\label{fig:%s}\n\\end{figure}\n",
			f.Name, texWords(setter, f.Title), texWords(setter, f.Title), texWords(setter, f.Caption), f.Name)
	}
	_, err := io.WriteString(w, head+setter.Definitions()+b.String())
	return err
}

// texWords sets running text word by word, so that only a word that LaTeX
// lacks letters for is drawn, and lines can break.
func texWords(setter *canvas.Setter, text string) string {
	if canvas.InLaTeX(text) {
		return setter.InlineTeX(text, 10, 0)
	}
	words := strings.Split(text, " ")
	var b strings.Builder
	for i := 0; i < len(words); {
		if i > 0 {
			b.WriteByte(' ')
		}
		j := i + 1
		// Neighbouring words that are drawn are one drawing: they may run
		// from right to left.
		if !canvas.InLaTeX(words[i]) {
			for j < len(words) && !canvas.InLaTeX(words[j]) {
				j++
			}
		}
		b.WriteString(setter.InlineTeX(strings.Join(words[i:j], " "), 10, textWidth*0.9))
		i = j
	}
	return b.String()
}

// WriteReportTeX writes report.tex, a document that compiles as it stands with
// pdflatex and with lualatex.
func WriteReportTeX(w io.Writer, run *Run, findings []Finding, methods Methods, tables []*Printed, hasFigures bool, setter *canvas.Setter) error {
	const head = `% Written by slant. Compile in this folder with pdflatex or lualatex.
\documentclass[a4paper,10pt]{article}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[utf8]{inputenc}
  \usepackage[T1]{fontenc}
  \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
\else
  \usepackage{fontspec}
\fi
\usepackage{textcomp}
\usepackage[margin=20mm]{geometry}
\usepackage{array,booktabs,longtable,graphicx,pgf}
\usepackage[hidelinks]{hyperref}
\hypersetup{pdfcreator={slant}}
\setlength{\emergencystretch}{3em}
\raggedbottom
`
	var b strings.Builder
	fmt.Fprintf(&b, "\\title{%s}\n\\author{slant %s}\n\\date{%s}\n\\begin{document}\n\\maketitle\n\n\\section{Findings}\n", texWords(setter, (&Page{Run: run}).title()), texWords(setter, run.Manifest.Slant), texWords(setter, strings.Trim(run.Manifest.FirstDate+" to "+run.Manifest.LastDate, " to")))
	if len(findings) == 0 {
		b.WriteString("Nothing that can be said with an interval: no difference between outlets has $q$ below 0.05.\n")
	} else {
		b.WriteString("\\begin{enumerate}\n")
		for _, f := range findings {
			b.WriteString("\\item " + texWords(setter, f.Text))
			for _, c := range f.Cautions {
				b.WriteString(" \\textit{" + texWords(setter, c) + "}")
			}
			b.WriteString("\n")
		}
		b.WriteString("\\end{enumerate}\n")
	}
	b.WriteString("\n\\section{Methods}\n")
	for _, p := range methods.Paragraphs {
		b.WriteString("\\paragraph{" + texWords(setter, p.Head) + "} " + texWords(setter, p.Text) + "\n\n")
	}
	b.WriteString("\\section{Tables}\n")
	for _, t := range tables {
		b.WriteString("\\input{" + t.Name + ".tex}\n\n\\bigskip\n")
	}
	if hasFigures {
		b.WriteString("\\clearpage\n\\section{Figures}\n\\input{figures.tex}\n\\clearpage\n")
	}
	b.WriteString("\n\\section*{References}\n\\begin{description}\n")
	for _, r := range methods.References {
		b.WriteString("\\item " + texWords(setter, r.Plain))
		if r.URL != "" {
			b.WriteString(" \\url{" + r.URL + "}")
		}
		b.WriteString("\n")
	}
	b.WriteString("\\end{description}\n\\end{document}\n")
	_, err := io.WriteString(w, head+setter.Definitions()+b.String())
	return err
}
