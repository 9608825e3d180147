package reports

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Colours of Okabe and Ito (https://jfly.uni-koeln.de/color/), which the colour
// blind tell apart. Yellow comes last: on white it needs an outline.
var okabeIto = []color.NRGBA{
	{0x00, 0x72, 0xB2, 255}, // blue
	{0xD5, 0x5E, 0x00, 255}, // vermilion
	{0x00, 0x9E, 0x73, 255}, // bluish green
	{0xCC, 0x79, 0xA7, 255}, // reddish purple
	{0xE6, 0x9F, 0x00, 255}, // orange
	{0x56, 0xB4, 0xE9, 255}, // sky blue
	{0x00, 0x00, 0x00, 255}, // black
	{0xF0, 0xE4, 0x42, 255}, // yellow
}

// Inks that are not data. The page finds them by value to turn them light in
// the dark, so no other colour may have the same.
var (
	ink   = color.NRGBA{0x1A, 0x1A, 0x1A, 255} // text and axes
	faint = color.NRGBA{0x59, 0x59, 0x59, 255} // secondary text, 7:1 on white
	grid  = color.NRGBA{0xDD, 0xDD, 0xDD, 255}
	none  = color.NRGBA{0xE8, 0xE8, 0xE8, 255} // a cell with nothing to show
	white = color.NRGBA{0xFF, 0xFF, 0xFF, 255} // text on dark cells
	paper = color.NRGBA{0xFE, 0xFE, 0xFE, 255} // inside of a hollow dot
	black = color.NRGBA{0x01, 0x01, 0x01, 255} // text on light cells; not the black of an outlet
)

// Look is how an outlet looks in every figure of a run: colour, and for those
// who see none a shape and a line type.
type Look struct {
	Color  color.NRGBA
	Shape  Shape
	Dashes []vg.Length
}

var dashes = [][]vg.Length{nil, {4, 2}, {1, 1.5}, {6, 2, 1, 2}, {2, 2}}

// look gives the look of the n-th outlet. Colours repeat after eight, shapes
// after five, so 40 outlets have a look of their own.
func look(n int) Look {
	return Look{okabeIto[n%len(okabeIto)], Shape(n % int(shapes)), dashes[n%len(dashes)]}
}

// Shape is the form of a dot.
type Shape uint8

const (
	Circle Shape = iota
	Square
	Triangle
	Diamond
	TriangleDown
	shapes
)

// outline gives the shape around a centre, with about the area of a circle of
// the radius.
func (s Shape) outline(at vg.Point, r vg.Length) vg.Path {
	var p vg.Path
	corner := func(angle float64, r vg.Length) {
		sin, cos := math.Sincos(angle)
		pt := vg.Point{X: at.X + r*vg.Length(cos), Y: at.Y + r*vg.Length(sin)}
		if len(p) == 0 {
			p.Move(pt)
		} else {
			p.Line(pt)
		}
	}
	corners := func(n int, first float64, r vg.Length) {
		for i := range n {
			corner(first+2*math.Pi*float64(i)/float64(n), r)
		}
		p.Close()
	}
	switch s {
	case Square:
		corners(4, math.Pi/4, r*1.22)
	case Triangle:
		corners(3, math.Pi/2, r*1.4)
	case Diamond:
		corners(4, 0, r*1.35)
	case TriangleDown:
		corners(3, -math.Pi/2, r*1.4)
	default:
		p.Move(vg.Point{X: at.X + r, Y: at.Y})
		p.Arc(at, r, 0, 2*math.Pi)
		p.Close()
	}
	return p
}

// draw draws the shape, filled or hollow.
func (s Shape) draw(c *draw.Canvas, at vg.Point, r vg.Length, col color.NRGBA, filled bool) {
	path := s.outline(at, r)
	c.SetLineDash(nil, 0)
	if filled {
		c.SetColor(col)
		c.Fill(path)
		if luminance(col) > 0.6 { // yellow on white
			c.SetColor(ink)
			c.SetLineWidth(0.4)
			c.Stroke(path)
		}
		return
	}
	c.SetColor(paper)
	c.Fill(path)
	c.SetColor(col)
	if luminance(col) > 0.6 {
		c.SetColor(ink)
	}
	c.SetLineWidth(r * 0.4)
	c.Stroke(path)
}

// voiceLook is the colour and hatch of a voice in bars: the outlet's own voice
// dark, what it passes on lighter, distance striped.
var voiceLook = []struct {
	voice string
	color color.NRGBA
	hatch Hatch
}{
	{"own", color.NRGBA{0x00, 0x6B, 0xA8, 255}, NoHatch}, // a shade darker, to carry white figures
	{"quoted", okabeIto[4], Rising},
	{"reported", okabeIto[5], Dots},
	{"scare", okabeIto[3], Falling},
}

// Hatch is a pattern over a fill, for print without colour.
type Hatch uint8

const (
	NoHatch Hatch = iota
	Rising
	Falling
	Dots
)

// draw hatches a rectangle. Lines end at its edges, so that no format needs
// clipping.
func (h Hatch) draw(c *draw.Canvas, r vg.Rectangle, col color.NRGBA) {
	const step = 3.2
	c.SetColor(col)
	c.SetLineWidth(0.5)
	c.SetLineDash(nil, 0)
	w, ht := r.Max.X-r.Min.X, r.Max.Y-r.Min.Y
	var p vg.Path
	switch h {
	case Rising, Falling:
		for d := -ht + step/2; d < w; d += step {
			// The line x − y = d inside the rectangle.
			x0, x1 := max(d, 0), min(d+ht, w)
			if x1 <= x0 {
				continue
			}
			y0, y1 := x0-d, x1-d
			if h == Falling {
				y0, y1 = ht-y0, ht-y1
			}
			p.Move(vg.Point{X: r.Min.X + x0, Y: r.Min.Y + y0})
			p.Line(vg.Point{X: r.Min.X + x1, Y: r.Min.Y + y1})
		}
	case Dots: // rows of dashes as long as they are wide
		c.SetLineWidth(0.9)
		c.SetLineDash([]vg.Length{0.9, step - 0.9}, 0)
		for y := vg.Length(step / 2); y < ht-0.4 && w > step; y += step {
			p.Move(vg.Point{X: r.Min.X + step/2, Y: r.Min.Y + y})
			p.Line(vg.Point{X: r.Max.X - 0.4, Y: r.Min.Y + y})
		}
	}
	if len(p) > 0 {
		c.Stroke(p)
	}
	c.SetLineDash(nil, 0)
}

// luminance is the relative luminance of WCAG 2.2, in [0, 1].
func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// onto gives the text colour with the better contrast on a cell.
func onto(c color.NRGBA) color.NRGBA {
	if luminance(c) > 0.1791 { // where black and white contrast alike, by 4.6 to 1
		return black
	}
	return white
}

// sequential gives the colour of a share in [0, 1], from nearly white to deep
// blue, evenly in lightness to the eye.
func sequential(x float64) color.NRGBA {
	return between(x, color.NRGBA{0xF4, 0xF8, 0xFC, 255}, color.NRGBA{0x73, 0xAE, 0xD6, 255}, color.NRGBA{0x08, 0x33, 0x66, 255})
}

// diverging gives the colour of a score in [-1, 1], from vermilion through
// nearly white to blue.
func diverging(x float64) color.NRGBA {
	return between((x+1)/2, color.NRGBA{0xA8, 0x3E, 0x00, 255}, color.NRGBA{0xF7, 0xF5, 0xF2, 255}, color.NRGBA{0x00, 0x4F, 0x8A, 255})
}

// between interpolates over three colours in linear steps.
func between(x float64, a, b, c color.NRGBA) color.NRGBA {
	x = min(max(x, 0), 1)
	if x > 0.5 {
		a, b, x = b, c, x-0.5
	}
	mix := func(u, v uint8) uint8 { return uint8(math.Round(float64(u) + (float64(v)-float64(u))*2*x)) }
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

// tint gives the colour thinned for bands and bars under text.
func tint(c color.NRGBA, alpha uint8) color.NRGBA {
	c.A = alpha
	return c
}
