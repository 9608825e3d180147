package reports

import (
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// labels finds room for names beside dots: none lies on a dot or on another
// name, and a name without room is left away.
type labels struct {
	area  vg.Rectangle
	taken []vg.Rectangle
}

func newLabels(area vg.Rectangle) *labels { return &labels{area: area} }

// occupy keeps names away from a dot.
func (l *labels) occupy(at vg.Point, r vg.Length) {
	l.taken = append(l.taken, vg.Rectangle{Min: vg.Point{X: at.X - r, Y: at.Y - r}, Max: vg.Point{X: at.X + r, Y: at.Y + r}})
}

// place gives where a name of the size stands beside a dot, centred in height,
// trying right, left, above and below, then farther off.
func (l *labels) place(at vg.Point, gap, width, height vg.Length) (pt vg.Point, anchor text.XAlignment, ok bool) {
	for _, far := range []vg.Length{0, 0.5, 1} {
		up := height*0.8 + far*height
		for _, c := range []struct {
			dx, dy vg.Length
			anchor text.XAlignment
		}{
			{gap, far * height * 0.6, left}, {-gap, far * height * 0.6, right}, {0, up, centre}, {0, -up, centre},
			{gap, up * 0.7, left}, {gap, -up * 0.7, left}, {-gap, up * 0.7, right}, {-gap, -up * 0.7, right},
		} {
			pt := vg.Point{X: at.X + c.dx, Y: at.Y + c.dy}
			x := pt.X + vg.Length(c.anchor)*width
			box := vg.Rectangle{Min: vg.Point{X: x - 0.5, Y: pt.Y - height*0.55}, Max: vg.Point{X: x + width + 0.5, Y: pt.Y + height*0.55}}
			if l.free(box) {
				l.taken = append(l.taken, box)
				return pt, c.anchor, true
			}
		}
	}
	return vg.Point{}, left, false
}

func (l *labels) free(box vg.Rectangle) bool {
	if box.Min.X < l.area.Min.X || box.Max.X > l.area.Max.X || box.Min.Y < l.area.Min.Y || box.Max.Y > l.area.Max.Y {
		return false
	}
	for _, t := range l.taken {
		if box.Min.X < t.Max.X && t.Min.X < box.Max.X && box.Min.Y < t.Max.Y && t.Min.Y < box.Max.Y {
			return false
		}
	}
	return true
}
