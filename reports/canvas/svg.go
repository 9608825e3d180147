package canvas

import (
	"encoding/hex"
	"image/color"
	"io"
	"math"
	"unicode/utf8"
)

// SVG says how a sheet is written as SVG.
type SVG struct {
	Inline bool // for an HTML page: no XML declaration, larger, marks kept
}

// Write writes the sheet as SVG with real text.
func (o SVG) Write(w io.Writer, s *Sheet) error {
	b := make([]byte, 0, 256+len(s.ops)*96)
	size := func(key string, v float64, unit string) {
		b = append(b, ' ')
		b = append(b, key...)
		b = append(b, `="`...)
		b = appendLength(b, v)
		b = append(b, unit...)
		b = append(b, '"')
	}
	if !o.Inline {
		b = append(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"...)
	}
	b = append(b, `<svg xmlns="http://www.w3.org/2000/svg"`...)
	if o.Inline {
		// Text of 8 points is then as high as that of the page around it.
		const enlarged = 1.6
		size("width", s.width*enlarged, "")
		size("height", s.height*enlarged, "")
	} else {
		size("width", s.width, "pt")
		size("height", s.height, "pt")
	}
	b = append(b, ` viewBox="0 0 `...)
	b = appendLength(b, s.width)
	b = append(b, ' ')
	b = appendLength(b, s.height)
	// An image is one thing to a screen reader; a figure with marks is a group
	// of things to go through.
	role := "img"
	if o.Inline {
		role = "group"
	}
	b = append(b, `" role="`+role+`" aria-labelledby="`...)
	b = appendXML(b, s.Name+"-title "+s.Name+"-desc")
	b = append(b, `" font-family="`+Family+`" stroke-linejoin="round">`...)
	b = append(b, "\n<title id=\""...)
	b = appendXML(b, s.Name+"-title")
	b = append(b, `">`...)
	b = appendXML(b, Visible(s.Title))
	b = append(b, "</title>\n<desc id=\""...)
	b = appendXML(b, s.Name+"-desc")
	b = append(b, `">`...)
	b = appendXML(b, Visible(s.Description))
	b = append(b, "</desc>\n"...)
	if !o.Inline {
		b = append(b, `<rect width="100%" height="100%" fill="#ffffff"/>`...)
		b = append(b, '\n')
	}
	for i := range s.ops {
		b = o.op(b, s, &s.ops[i])
	}
	b = append(b, "</svg>\n"...)
	_, err := w.Write(b)
	return err
}

func (o SVG) op(b []byte, s *Sheet, p *op) []byte {
	switch p.kind {
	case stroke:
		b = append(b, `<path d="`...)
		b = s.svgPath(b, p.path)
		b = append(b, `" fill="none"`...)
		b = appendPaint(b, "stroke", p.color)
		b = append(b, ` stroke-width="`...)
		b = appendLength(b, p.width)
		b = append(b, '"')
		if len(p.dash) > 0 {
			b = append(b, ` stroke-dasharray="`...)
			for i, d := range p.dash {
				if i > 0 {
					b = append(b, ' ')
				}
				b = appendLength(b, d)
			}
			b = append(b, '"')
			if p.offset != 0 {
				b = append(b, ` stroke-dashoffset="`...)
				b = appendLength(b, p.offset)
				b = append(b, '"')
			}
		}
		b = append(b, "/>\n"...)
	case fill:
		b = append(b, `<path d="`...)
		b = s.svgPath(b, p.path)
		b = append(b, '"')
		b = appendPaint(b, "fill", p.color)
		b = append(b, "/>\n"...)
	case setText:
		b = s.svgText(b, p)
	case openMark:
		if o.Inline {
			b = append(b, `<g class="mark" role="button" tabindex="-1" aria-label="`...)
			b = appendXML(b, Visible(p.mark.Label))
			// Queries are JSON, full of double quotes.
			b = append(b, `" data-q='`...)
			b = appendEscaped(b, p.mark.Query, false)
			b = append(b, "'>\n"...)
		}
	case closeMark:
		if o.Inline {
			b = append(b, "</g>\n"...)
		}
	}
	return b
}

func (s *Sheet) svgPath(b []byte, path []segment) []byte {
	for i := range path {
		b = append(b, path[i].kind)
		n := 1
		switch path[i].kind {
		case 'C':
			n = 3
		case 'Z':
			n = 0
		}
		for j := range n {
			if j > 0 {
				b = append(b, ' ')
			}
			b = appendLength(b, path[i].p[j].x)
			b = append(b, ' ')
			b = appendLength(b, s.height-path[i].p[j].y)
		}
	}
	return b
}

// svgText writes a line anchored where it was meant to be, so that a reader's
// font of other widths keeps it aligned, and held to its length, so that it
// cannot run into its neighbour.
func (s *Sheet) svgText(b []byte, p *op) []byte {
	l := s.setter.line(p.text, p.bold)
	anchor := p.anchor
	b = append(b, `<text x="`...)
	b = appendLength(b, p.at.x)
	b = append(b, `" y="`...)
	b = appendLength(b, s.height-p.at.y)
	b = append(b, `" font-size="`...)
	b = appendLength(b, p.size)
	b = append(b, '"')
	if p.bold {
		b = append(b, ` font-weight="bold"`...)
	}
	if l.rtl {
		b = append(b, ` direction="rtl"`...)
		anchor = -1 - anchor // start is on the right
	}
	switch {
	case anchor <= -0.75:
		b = append(b, ` text-anchor="end"`...)
	case anchor <= -0.25:
		b = append(b, ` text-anchor="middle"`...)
	}
	if utf8.RuneCountInString(p.text) > 4 {
		b = append(b, ` textLength="`...)
		b = appendLength(b, l.width*p.size)
		b = append(b, `" lengthAdjust="spacingAndGlyphs"`...)
	}
	if p.angle != 0 {
		b = append(b, ` transform="rotate(`...)
		b = appendLength(b, -p.angle*180/math.Pi)
		b = append(b, ' ')
		b = appendLength(b, p.at.x)
		b = append(b, ' ')
		b = appendLength(b, s.height-p.at.y)
		b = append(b, `)"`...)
	}
	b = appendPaint(b, "fill", p.color)
	b = append(b, '>')
	b = appendXML(b, Visible(p.text))
	return append(b, "</text>\n"...)
}

func appendPaint(b []byte, key string, c color.NRGBA) []byte {
	b = append(b, ' ')
	b = append(b, key...)
	b = append(b, `="#`...)
	b = hex.AppendEncode(b, []byte{c.R, c.G, c.B})
	b = append(b, '"')
	if c.A != 255 {
		b = append(b, ' ')
		b = append(b, key...)
		b = append(b, `-opacity="`...)
		b = appendFine(b, float64(c.A)/255)
		b = append(b, '"')
	}
	return b
}

// appendXML appends text for an element or a quoted attribute.
func appendXML(b []byte, s string) []byte { return appendEscaped(b, s, true) }

// appendEscaped appends text for an element or an attribute: with quotes, for
// an attribute in either kind of quotes, without, for one in single quotes.
// Characters that XML cannot hold become U+FFFD.
func appendEscaped(b []byte, s string, quotes bool) []byte {
	for _, r := range s {
		switch {
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '"' && quotes:
			b = append(b, "&quot;"...)
		case r == '\'':
			b = append(b, "&#39;"...)
		case r == '\t' || r == '\n' || r == '\r':
			b = append(b, ' ')
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
			b = utf8.AppendRune(b, utf8.RuneError)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}
