package canvas

import (
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// outline gives the contours of a glyph as cubic curves in units of the em.
func (s *Setter) outline(face int, gid font.GID) []segment {
	o, ok := s.face(face).GlyphDataOutline(gid)
	if !ok {
		return nil // a space
	}
	var out []segment
	var cur point
	unit := func(p opentype.SegmentPoint) point {
		return point{float64(p.X) / unitsPerEm, float64(p.Y) / unitsPerEm}
	}
	third := func(a, b point) point { return point{a.x + (b.x-a.x)*2/3, a.y + (b.y-a.y)*2/3} }
	for _, seg := range o.Segments {
		switch seg.Op {
		case opentype.SegmentOpMoveTo:
			if len(out) > 0 {
				out = append(out, segment{kind: 'Z'})
			}
			cur = unit(seg.Args[0])
			out = append(out, segment{'M', [3]point{cur}})
		case opentype.SegmentOpLineTo:
			cur = unit(seg.Args[0])
			out = append(out, segment{'L', [3]point{cur}})
		case opentype.SegmentOpQuadTo:
			q, end := unit(seg.Args[0]), unit(seg.Args[1])
			out = append(out, segment{'C', [3]point{third(cur, q), third(end, q), end}})
			cur = end
		case opentype.SegmentOpCubeTo:
			cur = unit(seg.Args[2])
			out = append(out, segment{'C', [3]point{unit(seg.Args[0]), unit(seg.Args[1]), cur}})
		}
	}
	if len(out) > 0 {
		out = append(out, segment{kind: 'Z'})
	}
	return out
}

// frame is where a line of text lies: the matrix from units of its em to the
// page, its left end at the origin.
func (s *Sheet) frame(p *op, l *line) matrix {
	sin, cos := math.Sincos(p.angle)
	left := p.anchor * l.width * p.size
	return matrix{
		a: p.size * cos, b: p.size * sin, c: -p.size * sin, d: p.size * cos,
		e: p.at.x + left*cos, f: p.at.y + left*sin,
	}
}

// outlines gives a line of text as filled contours on the page.
func (s *Sheet) outlines(p *op) []segment {
	l := s.setter.line(p.text, p.bold)
	m := s.frame(p, l)
	var out []segment
	for _, g := range l.glyphs {
		for _, seg := range s.setter.outline(g.face, g.gid) {
			for i := range seg.p {
				seg.p[i] = m.apply(g.x+seg.p[i].x, g.y+seg.p[i].y)
			}
			out = append(out, seg)
		}
	}
	return out
}
