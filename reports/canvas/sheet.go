package canvas

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// Sheet is a canvas that remembers what was drawn, in points of the page, with
// all transformations carried out.
type Sheet struct {
	Name        string // short, for ids in SVG
	Title       string // what the figure is
	Description string // what it shows, for those who cannot see it

	width, height float64
	setter        *Setter
	ops           []op
	state         state
	stack         []state
}

var _ vg.CanvasSizer = (*Sheet)(nil)

// Mark is a part of a figure that stands for something: a reader of the page
// can ask what is behind it.
type Mark struct {
	Label string // what it shows, spoken: "Courier, own voice: 0.42"
	Query string // what the page looks up
}

type opKind uint8

const (
	stroke opKind = iota
	fill
	setText
	openMark
	closeMark
)

// op is one drawing step.
type op struct {
	kind   opKind
	color  color.NRGBA
	path   []segment
	width  float64   // of a stroke
	dash   []float64 // of a stroke
	offset float64   // into dash

	text   string
	size   float64
	bold   bool
	at     point   // of the anchor, on the baseline
	angle  float64 // radians
	anchor float64 // 0 left, -0.5 centre, -1 right

	mark Mark
}

// segment is a step of a path: M, L, C or Z.
type segment struct {
	kind byte
	p    [3]point
}

type point struct{ x, y float64 }

type state struct {
	color  color.NRGBA
	width  float64
	dash   []float64
	offset float64
	m      matrix
}

// matrix is an affine map: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

func (m matrix) apply(x, y float64) point {
	return point{m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f}
}

// NewSheet gives an empty sheet.
func NewSheet(s *Setter, width, height vg.Length) *Sheet {
	return &Sheet{
		width: width.Points(), height: height.Points(), setter: s,
		state: state{color: color.NRGBA{A: 255}, width: 1, m: matrix{a: 1, d: 1}},
	}
}

// Size gives width and height.
func (s *Sheet) Size() (x, y vg.Length) { return vg.Length(s.width), vg.Length(s.height) }

// Mark draws something that readers can ask about. On a canvas that is no
// sheet it only draws.
func (m Mark) Draw(c vg.Canvas, draw func()) {
	s := Of(c)
	if s == nil {
		draw()
		return
	}
	s.ops = append(s.ops, op{kind: openMark, mark: m})
	draw()
	s.ops = append(s.ops, op{kind: closeMark})
}

// SetLineWidth implements vg.Canvas.
func (s *Sheet) SetLineWidth(w vg.Length) { s.state.width = w.Points() }

// SetLineDash implements vg.Canvas.
func (s *Sheet) SetLineDash(pattern []vg.Length, offset vg.Length) {
	s.state.dash = nil
	for _, l := range pattern {
		s.state.dash = append(s.state.dash, l.Points())
	}
	s.state.offset = offset.Points()
}

// SetColor implements vg.Canvas.
func (s *Sheet) SetColor(c color.Color) {
	if c == nil {
		c = color.Black
	}
	s.state.color = color.NRGBAModel.Convert(c).(color.NRGBA)
}

// Rotate implements vg.Canvas.
func (s *Sheet) Rotate(rad float64) {
	sin, cos := math.Sincos(rad)
	m := s.state.m
	s.state.m = matrix{
		m.a*cos + m.c*sin, m.b*cos + m.d*sin,
		m.c*cos - m.a*sin, m.d*cos - m.b*sin, m.e, m.f,
	}
}

// Translate implements vg.Canvas.
func (s *Sheet) Translate(pt vg.Point) {
	p := s.state.m.apply(pt.X.Points(), pt.Y.Points())
	s.state.m.e, s.state.m.f = p.x, p.y
}

// Scale implements vg.Canvas.
func (s *Sheet) Scale(x, y float64) {
	m := &s.state.m
	m.a, m.b, m.c, m.d = m.a*x, m.b*x, m.c*y, m.d*y
}

// Push implements vg.Canvas.
func (s *Sheet) Push() { s.stack = append(s.stack, s.state) }

// Pop implements vg.Canvas.
func (s *Sheet) Pop() {
	if n := len(s.stack); n > 0 {
		s.state, s.stack = s.stack[n-1], s.stack[:n-1]
	}
}

// Stroke implements vg.Canvas.
func (s *Sheet) Stroke(p vg.Path) {
	if s.state.width > 0 && len(p) > 0 {
		s.ops = append(s.ops, op{kind: stroke, color: s.state.color, path: s.path(p), width: s.state.width, dash: s.state.dash, offset: s.state.offset})
	}
}

// Fill implements vg.Canvas.
func (s *Sheet) Fill(p vg.Path) {
	if len(p) > 0 {
		s.ops = append(s.ops, op{kind: fill, color: s.state.color, path: s.path(p)})
	}
}

// FillString implements vg.Canvas.
func (s *Sheet) FillString(f font.Face, pt vg.Point, text string) {
	if f.Font.Size > 0 && text != "" {
		s.text(text, f.Font.Size.Points(), isBold(f.Font), pt, 0, 0)
	}
}

func (s *Sheet) text(text string, size float64, bold bool, pt vg.Point, angle, anchor float64) {
	s.ops = append(s.ops, op{
		kind: setText, color: s.state.color, text: text, size: size, bold: bold, anchor: anchor,
		at: s.state.m.apply(pt.X.Points(), pt.Y.Points()), angle: angle + math.Atan2(s.state.m.b, s.state.m.a),
	})
}

// DrawImage draws nothing: images are what some formats cannot carry, and no
// figure of slant has one.
func (s *Sheet) DrawImage(vg.Rectangle, image.Image) {}

// path carries out the transformation and turns arcs and quadratic curves
// into cubic ones.
func (s *Sheet) path(p vg.Path) []segment {
	out := make([]segment, 0, len(p))
	var cur vg.Point
	at := func(pt vg.Point) point { return s.state.m.apply(pt.X.Points(), pt.Y.Points()) }
	for _, c := range p {
		switch c.Type {
		case vg.MoveComp:
			out = append(out, segment{'M', [3]point{at(c.Pos)}})
			cur = c.Pos
		case vg.LineComp:
			out = append(out, segment{'L', [3]point{at(c.Pos)}})
			cur = c.Pos
		case vg.CurveComp:
			c1, c2 := c.Control[0], c.Control[len(c.Control)-1]
			if len(c.Control) == 1 {
				q := c.Control[0]
				c1 = cur.Add(q.Sub(cur).Scale(2.0 / 3))
				c2 = c.Pos.Add(q.Sub(c.Pos).Scale(2.0 / 3))
			}
			out = append(out, segment{'C', [3]point{at(c1), at(c2), at(c.Pos)}})
			cur = c.Pos
		case vg.ArcComp:
			out, cur = s.arc(out, c)
		case vg.CloseComp:
			out = append(out, segment{kind: 'Z'})
		}
	}
	return out
}

// arc appends an arc as cubic curves of at most a quarter circle each, which
// deviate from it by less than 0.03 % of the radius.
func (s *Sheet) arc(out []segment, c vg.PathComp) ([]segment, vg.Point) {
	on := func(angle float64) vg.Point {
		sin, cos := math.Sincos(angle)
		return vg.Point{X: c.Pos.X + c.Radius*vg.Length(cos), Y: c.Pos.Y + c.Radius*vg.Length(sin)}
	}
	at := func(pt vg.Point) point { return s.state.m.apply(pt.X.Points(), pt.Y.Points()) }
	kind := byte('L')
	if len(out) == 0 || out[len(out)-1].kind == 'Z' {
		kind = 'M'
	}
	start := on(c.Start)
	if kind == 'M' || out[len(out)-1].p[0] != at(start) {
		out = append(out, segment{kind, [3]point{at(start)}})
	}
	n := int(math.Ceil(math.Abs(c.Angle)/(math.Pi/2) - 1e-9))
	if n == 0 {
		return out, start
	}
	step := c.Angle / float64(n)
	k := vg.Length(4.0 / 3 * math.Tan(step/4))
	end := start
	for i := range n {
		a0 := c.Start + float64(i)*step
		p0, p1 := on(a0), on(a0+step)
		c1 := vg.Point{X: p0.X - k*(p0.Y-c.Pos.Y), Y: p0.Y + k*(p0.X-c.Pos.X)}
		c2 := vg.Point{X: p1.X + k*(p1.Y-c.Pos.Y), Y: p1.Y - k*(p1.X-c.Pos.X)}
		out = append(out, segment{'C', [3]point{at(c1), at(c2), at(p1)}})
		end = p1
	}
	return out, end
}

// opaque gives the colour as it looks on white.
func opaque(c color.NRGBA) color.NRGBA {
	if c.A == 255 {
		return c
	}
	over := func(v uint8) uint8 { return uint8((int(v)*int(c.A) + 255*(255-int(c.A)) + 127) / 255) }
	return color.NRGBA{over(c.R), over(c.G), over(c.B), 255}
}
