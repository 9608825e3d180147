package reports

import (
	"image/color"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"slant/reports/canvas"
)

// plate is what a figure is drawn on: a part of the sheet with the sizes that
// the preset asks for.
type plate struct {
	draw.Canvas
	Preset
	setter *canvas.Setter
}

// part gives the part of the plate inside a rectangle.
func (p *plate) part(left, bottom, right, top vg.Length) *plate {
	q := *p
	q.Rectangle = vg.Rectangle{Min: vg.Point{X: left, Y: bottom}, Max: vg.Point{X: right, Y: top}}
	return &q
}

func (p *plate) style(size float64, bold bool, col color.Color) text.Style {
	s := text.Style{Color: col, Font: font.Font{Size: vg.Length(size)}, Handler: canvas.Handler{Setter: p.setter}}
	if bold {
		s.Font.Weight = xfont.WeightBold
	}
	return s
}

// Where text lies relative to its point.
const (
	left   = text.XLeft
	centre = text.XCenter
	right  = text.XRight
)

// say sets a line in the size of labels, centred on y.
func (p *plate) say(txt string, x, y vg.Length, at text.XAlignment, bold bool) {
	s := p.style(p.Text, bold, ink)
	s.XAlign, s.YAlign = at, text.YCenter
	p.FillText(s, vg.Point{X: x, Y: y}, txt)
}

// whisper sets a line in the small size, centred on y.
func (p *plate) whisper(txt string, x, y vg.Length, at text.XAlignment, col color.Color) {
	s := p.style(p.Small, false, col)
	s.XAlign, s.YAlign = at, text.YCenter
	p.FillText(s, vg.Point{X: x, Y: y}, txt)
}

// widest gives the width of the widest of some lines in the size of labels,
// at most limit.
func (p *plate) widest(lines []string, limit vg.Length) vg.Length {
	var w vg.Length
	for _, l := range lines {
		w = max(w, vg.Length(p.setter.Width(l, p.Text, false)))
	}
	return min(w, limit)
}

// fit cuts a line in the size of labels to a width.
func (p *plate) fit(txt string, width vg.Length) string {
	return p.setter.Fit(txt, p.Text, false, width.Points())
}

// box fills a rectangle.
func (p *plate) box(left, bottom, right, top vg.Length, col color.Color) {
	p.FillPolygon(col, []vg.Point{{X: left, Y: bottom}, {X: right, Y: bottom}, {X: right, Y: top}, {X: left, Y: top}})
}

// line draws a straight line.
func (p *plate) line(x0, y0, x1, y1 vg.Length, width float64, col color.Color, dashes ...vg.Length) {
	p.StrokeLine2(draw.LineStyle{Color: col, Width: vg.Length(width), Dashes: dashes}, x0, y0, x1, y1)
}

// bar draws an interval with the line weight of intervals.
func (p *plate) bar(x0, x1, y vg.Length, col color.Color, dashes ...vg.Length) {
	p.line(x0, y, x1, y, 2.2*p.Line, col, dashes...)
}

// radius is the size of a dot.
func (p *plate) radius() vg.Length { return vg.Length(0.34 * p.Small) }

// row is the height of one row of dots or cells.
func (p Preset) row() vg.Length { return vg.Length(1.9 * p.Text) }

// fits gives how many rows a figure of so many blocks, each with an axis and
// a heading, has room for on the tallest page, and at most n.
func (p Preset) fits(n, blocks int) int {
	each := (p.Tallest - 2) / vg.Length(max(blocks, 1))
	return max(1, min(n, int((each-p.axisHeight()-p.headHeight()-2)/p.row())))
}

// ticksOn gives as many round ticks as have room on an axis.
func (p *plate) ticksOn(width vg.Length, lo, hi float64) ticks {
	for n := 8; n > 1; n-- {
		need := 0.0
		for _, t := range (ticks{n}).Ticks(lo, hi) {
			need += p.setter.Width(t.Label, p.Small, false) + p.Small
		}
		if need <= width.Points() {
			return ticks{n}
		}
	}
	return ticks{1}
}

// axes gives a plot whose axes have the preset's sizes, the x axis with round
// ticks and the y axis hidden: rows are labelled by hand, so that panels side
// by side share them.
func (p *plate) axes(lo, hi float64, label string) *plot.Plot {
	a := plot.New()
	a.BackgroundColor = nil
	for _, axis := range []*plot.Axis{&a.X, &a.Y} {
		axis.LineStyle.Width, axis.LineStyle.Color = vg.Length(p.Line), ink
		axis.Tick.LineStyle.Width, axis.Tick.LineStyle.Color = vg.Length(p.Line), ink
		axis.Tick.Length = 2.5
		axis.Padding = 0
		tick, title := p.style(p.Small, false, ink), p.style(p.Text, false, ink)
		tick.XAlign, tick.YAlign = axis.Tick.Label.XAlign, axis.Tick.Label.YAlign
		title.XAlign, title.YAlign = axis.Label.TextStyle.XAlign, axis.Label.TextStyle.YAlign
		title.Rotation = axis.Label.TextStyle.Rotation
		axis.Tick.Label, axis.Label.TextStyle = tick, title
	}
	// Tick labels hang from the axis by their capitals; leave them air.
	a.X.Tick.Label.YAlign = -1.5
	a.X.Label.Text, a.X.Label.Padding = label, vg.Length(0.9*p.Small)
	a.X.Min, a.X.Max, a.X.Tick.Marker = lo, hi, p.ticksOn(p.Size().X, lo, hi)
	a.HideY()
	a.Y.Min, a.Y.Max = 0, 1
	return a
}

// layer is a drawing in the coordinates of a plot.
type layer func(c draw.Canvas, x, y func(float64) vg.Length)

// Plot implements plot.Plotter.
func (l layer) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	l(c, x, y)
}

// gridX draws a light line at every tick of the x axis, and a firm one at the
// reference where it lies on the axis.
func (p *plate) gridX(a *plot.Plot, reference float64) layer {
	return func(c draw.Canvas, x, _ func(float64) vg.Length) {
		q := *p
		q.Canvas = c
		for _, t := range a.X.Tick.Marker.Ticks(a.X.Min, a.X.Max) {
			q.line(x(t.Value), c.Min.Y, x(t.Value), c.Max.Y, 0.8*p.Line, grid)
		}
		if reference >= a.X.Min && reference <= a.X.Max {
			q.line(x(reference), c.Min.Y, x(reference), c.Max.Y, p.Line, faint)
		}
	}
}

// span gives the range of an axis that holds all values and the references,
// with a little air, and never of no width.
func span(values []float64, references ...float64) (lo, hi float64) {
	all := append(append([]float64{}, values...), references...)
	if len(all) == 0 {
		return 0, 1
	}
	lo, hi = all[0], all[0]
	for _, v := range all {
		lo, hi = min(lo, v), max(hi, v)
	}
	if lo == hi {
		lo, hi = lo-0.5, hi+0.5
	}
	air := (hi - lo) * 0.04
	if len(references) == 0 || lo < references[0] {
		lo -= air
	}
	return lo, hi + air
}
