package canvas

import (
	"image/color"
	"io"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// PNG says how a sheet is written as PNG.
type PNG struct {
	DPI int // dots per inch
}

// Write writes the sheet as PNG on white, with its resolution in the file.
func (o PNG) Write(w io.Writer, s *Sheet) error {
	c := vgimg.NewWith(vgimg.UseWH(vg.Length(s.width), vg.Length(s.height)), vgimg.UseDPI(o.DPI), vgimg.UseBackgroundColor(color.White))
	for i := range s.ops {
		p := &s.ops[i]
		c.SetColor(p.color)
		switch p.kind {
		case stroke:
			c.SetLineWidth(vg.Length(p.width))
			dash := make([]vg.Length, len(p.dash))
			for j, d := range p.dash {
				dash[j] = vg.Length(d)
			}
			c.SetLineDash(dash, vg.Length(p.offset))
			c.Stroke(vgPath(p.path))
		case fill:
			c.Fill(vgPath(p.path))
		case setText:
			if path := s.outlines(p); len(path) > 0 {
				c.Fill(vgPath(path))
			}
		}
	}
	return writePNG(w, c.Image(), o.DPI)
}

func vgPath(path []segment) vg.Path {
	out := make(vg.Path, 0, len(path))
	at := func(p point) vg.Point { return vg.Point{X: vg.Length(p.x), Y: vg.Length(p.y)} }
	for i := range path {
		switch seg := &path[i]; seg.kind {
		case 'M':
			out.Move(at(seg.p[0]))
		case 'L':
			out.Line(at(seg.p[0]))
		case 'C':
			out.CubeTo(at(seg.p[0]), at(seg.p[1]), at(seg.p[2]))
		case 'Z':
			out.Close()
		}
	}
	return out
}
