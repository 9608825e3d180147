package canvas

import (
	"image/color"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/go-text/typesetting/font"
)

// EPS says how a sheet is written as Encapsulated PostScript.
type EPS struct{}

// Write writes the sheet as EPS, level 2: every glyph is defined once as a
// procedure and filled where it stands, tints are opaque.
func (EPS) Write(w io.Writer, s *Sheet) error {
	b := []byte("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 ")
	b = strconv.AppendInt(b, int64(math.Ceil(s.width)), 10)
	b = append(b, ' ')
	b = strconv.AppendInt(b, int64(math.Ceil(s.height)), 10)
	b = append(b, "\n%%HiResBoundingBox: 0 0 "...)
	b = appendPair(b, s.width, s.height)
	b = append(b, "\n%%Title: "...)
	b = append(b, ascii(s.Name)...)
	b = append(b, "\n%%Creator: slant\n%%LanguageLevel: 2\n%%Pages: 1\n%%EndComments\n%%BeginProlog\n"...)
	b = append(b, "/m{moveto}bind def/l{lineto}bind def/c{curveto}bind def/z{closepath}bind def\n"...)
	b = append(b, "/T{gsave concat}bind def/E{grestore}bind def/G{gsave translate newpath cvx exec fill grestore}bind def\n"...)
	b = s.epsGlyphs(b)
	b = append(b, "%%EndProlog\n%%Page: 1 1\ngsave 1 setlinejoin\n"...)
	for i := range s.ops {
		b = s.epsOp(b, &s.ops[i])
	}
	b = append(b, "grestore\n%%Trailer\n%%EOF\n"...)
	_, err := w.Write(b)
	return err
}

func (s *Sheet) epsOp(b []byte, p *op) []byte {
	switch p.kind {
	case stroke:
		b = appendRGB(b, p.color)
		b = appendLength(b, p.width)
		b = append(b, " setlinewidth ["...)
		for _, d := range p.dash {
			b = appendLength(b, d)
			b = append(b, ' ')
		}
		b = append(b, "] "...)
		b = appendLength(b, p.offset)
		b = append(b, " setdash newpath "...)
		b = appendPS(b, p.path, appendLength)
		b = append(b, "stroke\n"...)
	case fill:
		b = appendRGB(b, p.color)
		b = append(b, "newpath "...)
		b = appendPS(b, p.path, appendLength)
		b = append(b, "fill\n"...)
	case setText:
		l := s.setter.line(p.text, p.bold)
		m := s.frame(p, l)
		b = appendRGB(b, p.color)
		b = append(b, '[')
		for _, v := range []float64{m.a, m.b, m.c, m.d, m.e, m.f} {
			b = appendFine(b, v)
			b = append(b, ' ')
		}
		b = append(b, "]T "...)
		for _, g := range l.glyphs {
			if len(s.setter.outline(g.face, g.gid)) == 0 {
				continue
			}
			b = append(b, '/')
			b = append(b, glyphName(g.face, g.gid)...)
			b = append(b, ' ')
			b = appendFine(b, g.x)
			b = append(b, ' ')
			b = appendFine(b, g.y)
			b = append(b, " G "...)
		}
		b = append(b, "E\n"...)
	}
	return b
}

// epsGlyphs defines each glyph of the sheet once, in the order of first use.
func (s *Sheet) epsGlyphs(b []byte) []byte {
	seen := map[string]bool{}
	for i := range s.ops {
		if s.ops[i].kind != setText {
			continue
		}
		for _, g := range s.setter.line(s.ops[i].text, s.ops[i].bold).glyphs {
			name := glyphName(g.face, g.gid)
			path := s.setter.outline(g.face, g.gid)
			if seen[name] || len(path) == 0 {
				continue
			}
			seen[name] = true
			b = append(b, '/')
			b = append(b, name...)
			b = append(b, '{')
			b = appendPS(b, path, appendFine)
			b = append(b, "}def\n"...)
		}
	}
	return b
}

func glyphName(face int, gid font.GID) string {
	return "g" + strconv.Itoa(face) + "_" + strconv.Itoa(int(gid))
}

func appendPS(b []byte, path []segment, number func([]byte, float64) []byte) []byte {
	for i := range path {
		seg := &path[i]
		n := 1
		switch seg.kind {
		case 'C':
			n = 3
		case 'Z':
			n = 0
		}
		for j := range n {
			b = number(b, seg.p[j].x)
			b = append(b, ' ')
			b = number(b, seg.p[j].y)
			b = append(b, ' ')
		}
		b = append(b, seg.kind|0x20, ' ') // in lower case
	}
	return b
}

func appendRGB(b []byte, c color.NRGBA) []byte {
	c = opaque(c)
	for _, v := range [3]uint8{c.R, c.G, c.B} {
		b = appendFine(b, float64(v)/255)
		b = append(b, ' ')
	}
	return append(b, "setrgbcolor "...)
}

func appendPair(b []byte, x, y float64) []byte {
	b = appendLength(b, x)
	b = append(b, ' ')
	return appendLength(b, y)
}

// ascii gives text for a PostScript comment.
func ascii(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '?'
		}
		return r
	}, s)
}
