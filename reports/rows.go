package reports

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// rowLayout is a figure of labelled rows: labels at the left, one or more
// panels side by side, a column of text at the right.
type rowLayout struct {
	panels []*plate
	bottom vg.Length // of the data area
	step   vg.Length // from row to row
	top    vg.Length
}

// y gives the middle of a row on a panel's data area.
func (r *rowLayout) y(c draw.Canvas, i int) vg.Length {
	h := (c.Max.Y - c.Min.Y) / vg.Length(r.count())
	return c.Max.Y - h*(vg.Length(i)+0.5)
}

func (r *rowLayout) count() int { return max(1, int((r.top-r.bottom)/r.step+0.5)) }

// axisHeight is what the x axis with ticks and title takes.
func (p Preset) axisHeight() vg.Length { return vg.Length(2.6*p.Small + 1.6*p.Text) }

// headHeight is what the titles of panels take.
func (p Preset) headHeight() vg.Length { return vg.Length(1.9 * p.Text) }

// rowsHeight gives the height of a figure of n rows.
func rowsHeight(p Preset, n int) vg.Length {
	return min(vg.Length(n)*p.row()+p.axisHeight()+p.headHeight()+2, p.Tallest)
}

// draw draws a panel with its axis so that the data area is that of the rows:
// gonum makes the axis as high as its labels.
func (r *rowLayout) draw(a *plot.Plot, panel *plate) {
	area := a.DataCanvas(panel.Canvas)
	panel.Min.Y += r.bottom - area.Min.Y
	a.Draw(panel.Canvas)
}

// rows lays out a figure of rows. The labels are drawn, the titles of the
// panels above them, and at the right of the last panel the note of each row
// under the heading n.
func (p *plate) rows(labels []string, panels int, titles []string, note func(label string) string) *rowLayout {
	const gap = 10
	width := p.Max.X - p.Min.X
	label := p.widest(labels, width*0.32) + 7
	noteWidth := vg.Length(0)
	if note != nil {
		notes := []string{"n"}
		for _, l := range labels {
			notes = append(notes, note(l))
		}
		noteWidth = p.widest(notes, width*0.3) + 8
	}
	r := &rowLayout{bottom: p.Min.Y + p.axisHeight(), top: p.Max.Y - p.headHeight()}
	r.step = (r.top - r.bottom) / vg.Length(max(len(labels), 1))
	each := (width - label - noteWidth - gap*vg.Length(panels-1) - 4) / vg.Length(panels)
	for k := range panels {
		x := p.Min.X + label + vg.Length(k)*(each+gap)
		panel := p.part(x, p.Min.Y, x+each, r.top)
		r.panels = append(r.panels, panel)
		if k < len(titles) {
			s := p.style(p.Text, true, ink)
			title := p.setter.Fit(titles[k], p.Text, true, (each + gap - 4).Points())
			p.FillText(s, vg.Point{X: x, Y: r.top + vg.Length(0.7*p.Text)}, title)
		}
	}
	for i, l := range labels {
		y := r.top - r.step*(vg.Length(i)+0.5)
		p.say(p.fit(l, label-7), p.Min.X+label-6, y, right, false)
		if note != nil {
			p.whisper(note(l), p.Max.X-1, y, right, faint)
		}
	}
	if note != nil {
		p.whisper("n", p.Max.X-1, r.top+vg.Length(0.9*p.Text), right, faint)
	}
	return r
}
