package canvas

import (
	"hash/fnv"
	"image/color"
	"io"
	"math"
	"strings"
	"unicode"
)

// TeX says how a sheet is written as a pgfpicture for \input.
type TeX struct{}

// Write writes the sheet as a pgfpicture. Text that LaTeX's standard fonts
// have is left to LaTeX, in the document's sans serif; other text is drawn.
func (TeX) Write(w io.Writer, s *Sheet) error {
	b := []byte("% " + ascii(s.Name) + ", drawn by slant. Needs \\usepackage{pgf} and \\usepackage[T1]{fontenc}.\n\\begin{pgfpicture}\n")
	b = append(b, "\\pgfpathrectangle{\\pgfpointorigin}{\\pgfqpoint{"...)
	b = appendBP(b, s.width)
	b = append(b, "}{"...)
	b = appendBP(b, s.height)
	b = append(b, "}}\\pgfusepath{use as bounding box}\n\\pgfsetroundjoin\n"...)
	for i := range s.ops {
		p := &s.ops[i]
		switch p.kind {
		case stroke:
			b = append(b, "\\begin{pgfscope}"...)
			b = appendTeXColor(b, p.color)
			b = append(b, "\\pgfsetlinewidth{"...)
			b = appendBP(b, p.width)
			b = append(b, '}')
			if len(p.dash) > 0 {
				b = append(b, "\\pgfsetdash{"...)
				for _, d := range p.dash {
					b = append(b, '{')
					b = appendBP(b, d)
					b = append(b, '}')
				}
				b = append(b, "}{"...)
				b = appendBP(b, p.offset)
				b = append(b, '}')
			}
			b = appendPGF(b, p.path)
			b = append(b, "\\pgfusepath{stroke}\\end{pgfscope}\n"...)
		case fill:
			b = append(b, "\\begin{pgfscope}"...)
			b = appendTeXColor(b, p.color)
			b = appendPGF(b, p.path)
			b = append(b, "\\pgfusepath{fill}\\end{pgfscope}\n"...)
		case setText:
			b = s.texText(b, p)
		}
	}
	b = append(b, "\\end{pgfpicture}%\n"...)
	_, err := w.Write(b)
	return err
}

func (s *Sheet) texText(b []byte, p *op) []byte {
	b = append(b, "\\begin{pgfscope}"...)
	b = appendTeXColor(b, p.color)
	escaped, ok := escapeTeX(Visible(p.text))
	if !ok {
		b = appendPGF(b, s.outlines(p))
		return append(b, "\\pgfusepath{fill}\\end{pgfscope}\n"...)
	}
	b = append(b, "\\pgftext[x="...)
	b = appendBP(b, p.at.x)
	b = append(b, ",y="...)
	b = appendBP(b, p.at.y)
	if p.angle != 0 {
		b = append(b, ",rotate="...)
		b = appendLength(b, p.angle*180/math.Pi)
	}
	switch {
	case p.anchor <= -0.75:
		b = append(b, ",right"...)
	case p.anchor > -0.25:
		b = append(b, ",left"...)
	}
	b = append(b, ",base]{\\sffamily\\fontsize{"...)
	b = appendLength(b, p.size*72.27/72) // to TeX's point
	b = append(b, "}{"...)
	b = appendLength(b, p.size*1.2*72.27/72)
	b = append(b, "}\\selectfont "...)
	if p.bold {
		b = append(b, "\\bfseries "...)
	}
	b = append(b, escaped...)
	return append(b, "}\\end{pgfscope}\n"...)
}

// appendBP appends a length in PostScript points, which TeX calls big points.
func appendBP(b []byte, x float64) []byte {
	return append(appendLength(b, x), "bp"...)
}

func appendTeXColor(b []byte, c color.NRGBA) []byte {
	c = opaque(c)
	b = append(b, "\\definecolor{c}{RGB}{"...)
	for i, v := range []uint8{c.R, c.G, c.B} {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendLength(b, float64(v))
	}
	return append(b, "}\\color{c}"...)
}

func appendPGF(b []byte, path []segment) []byte {
	for i := range path {
		seg := &path[i]
		n := 1
		switch seg.kind {
		case 'M':
			b = append(b, "\\pgfpathmoveto"...)
		case 'L':
			b = append(b, "\\pgfpathlineto"...)
		case 'C':
			b = append(b, "\\pgfpathcurveto"...)
			n = 3
		case 'Z':
			b = append(b, "\\pgfpathclose"...)
			n = 0
		}
		for j := range n {
			b = append(b, "{\\pgfqpoint{"...)
			b = appendBP(b, seg.p[j].x)
			b = append(b, "}{"...)
			b = appendBP(b, seg.p[j].y)
			b = append(b, "}}"...)
		}
	}
	return b
}

// InLaTeX reports whether LaTeX's standard fonts have every letter of text.
func InLaTeX(text string) bool {
	return !strings.ContainsFunc(Visible(text), func(r rune) bool { return !inT1(r) })
}

// InlineTeX gives text for running LaTeX: escaped where LaTeX's standard fonts
// have every letter, else as a small drawing at the height of the surrounding
// text, so that a document compiles with pdflatex whatever a name holds. Size
// is the size of the surrounding text; a drawing wider than limit is made
// smaller, unless limit is 0. Drawings are commands, which stand in
// Definitions.
func (s *Setter) InlineTeX(text string, size, limit float64) string {
	if escaped, ok := escapeTeX(Visible(text)); ok {
		return escaped
	}
	l := s.line(text, false)
	if width := l.width * size; limit > 0 && width > limit {
		size *= limit / width
	}
	sheet := &Sheet{setter: s}
	b := []byte("\\begin{pgfpicture}\\pgfsetbaseline{0pt}\\pgfpathrectangle{\\pgfpointorigin}{\\pgfqpoint{")
	b = appendBP(b, l.width*size)
	b = append(b, "}{"...)
	b = appendBP(b, capHeight*size)
	b = append(b, "}}\\pgfusepath{use as bounding box}"...)
	b = appendPGF(b, sheet.outlines(&op{text: text, size: size}))
	b = append(b, "\\pgfusepath{fill}\\end{pgfpicture}"...)
	name := "\\slantname" + letters(b)
	if _, ok := s.drawn[name]; !ok {
		if s.drawn == nil {
			s.drawn = map[string]struct{}{}
		}
		s.drawn[name] = struct{}{}
		s.definitions = append(append(s.definitions, "\\providecommand{"+name+"}{"...), b...)
		s.definitions = append(s.definitions, "}\n"...)
	}
	return name + "{}"
}

// Definitions gives the commands that InlineTeX has used, to stand before the
// text. Files that share a drawing may define it twice.
func (s *Setter) Definitions() string { return string(s.definitions) }

// letters gives a name for a drawing in letters alone, which is all that TeX
// takes.
func letters(drawing []byte) string {
	h := fnv.New64a()
	h.Write(drawing) //nolint:errcheck // a hash takes everything
	var out []byte
	for n := h.Sum64(); n > 0; n /= 26 {
		out = append(out, byte('a'+n%26))
	}
	return string(out)
}

// escapeTeX gives text with every character that means something to LaTeX
// escaped, and whether pdflatex has all its letters in the T1 encoding.
func escapeTeX(text string) (string, bool) {
	if i := strings.IndexFunc(text, func(r rune) bool { return !inT1(r) }); i >= 0 {
		return "", false
	}
	var b strings.Builder
	for _, r := range text {
		if e, ok := texEscapes[r]; ok {
			b.WriteString(e)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String(), true
}

// texEscapes writes characters as commands that work in text, in headings and
// in tables. A dash pair or a quote pair is kept from becoming a ligature.
var texEscapes = map[rune]string{
	'\\': `\textbackslash{}`, '{': `\{`, '}': `\}`, '$': `\$`, '&': `\&`, '#': `\#`, '%': `\%`, '_': `\_`,
	'^': `\textasciicircum{}`, '~': `\textasciitilde{}`, '<': `\textless{}`, '>': `\textgreater{}`, '|': `\textbar{}`,
	'"': `\textquotedbl{}`, '\'': `\textquotesingle{}`, '`': `\textasciigrave{}`, '-': `-{}`, '[': `{[}`, ']': `{]}`,
	'−': `\ensuremath{-}`, '×': `\ensuremath{\times}`, '±': `\ensuremath{\pm}`, '≥': `\ensuremath{\geq}`, '≤': `\ensuremath{\leq}`,
	'·': `\textperiodcentered{}`, '\u00A0': `~`, '\u202F': `\,`, '\u2009': `\,`, '\u00AD': `\-`,
	'–': `\textendash{}`, '—': `\textemdash{}`, '‘': `\textquoteleft{}`, '’': `\textquoteright{}`, '“': `\textquotedblleft{}`, '”': `\textquotedblright{}`,
	'„': `\quotedblbase{}`, '‚': `\quotesinglbase{}`, '…': `\ldots{}`, '•': `\textbullet{}`, '†': `\textdagger{}`, '‡': `\textdaggerdbl{}`,
	'°': `\textdegree{}`, '€': `\texteuro{}`, '§': `\S{}`, '¶': `\P{}`, '£': `\pounds{}`, '©': `\textcopyright{}`, '®': `\textregistered{}`, '™': `\texttrademark{}`,
}

// inT1 reports whether pdflatex can set r with \usepackage[T1]{fontenc}.
func inT1(r rune) bool {
	if r >= ' ' && r <= '~' {
		return true
	}
	if _, ok := texEscapes[r]; ok {
		return true
	}
	if r >= 'À' && r <= 'ÿ' {
		return true
	}
	return strings.ContainsRune("ĂăĄąĆćČčĎďĐđĖėĘęĚěĞğİıĹĺĽľŁłŃńŇňŊŋŐőŒœŔŕŘřŚśŞşŠšŢţŤťŪūŮůŰűŸŹźŻżŽž«»‹›¡¿", r) && unicode.IsPrint(r)
}
