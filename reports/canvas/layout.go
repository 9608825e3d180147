package canvas

import "math"

// Line is a line of text as it lies on a sheet.
type Line struct {
	Text   string
	Angle  float64 // radians
	Left   float64 // of the box around capitals, points from the left edge
	Bottom float64 // points from the bottom edge
	Right  float64
	Top    float64
}

// Lines gives the text of a sheet in the order in which it was set, for checks
// that nothing is cut off and nothing lies on something else.
func (s *Sheet) Lines() []Line {
	var out []Line
	for i := range s.ops {
		p := &s.ops[i]
		if p.kind != setText {
			continue
		}
		l := s.setter.line(p.text, p.bold)
		m := s.frame(p, l)
		box := Line{Text: p.text, Angle: p.angle, Left: math.Inf(1), Bottom: math.Inf(1), Right: math.Inf(-1), Top: math.Inf(-1)}
		for _, c := range []point{m.apply(0, 0), m.apply(l.width, 0), m.apply(0, capHeight), m.apply(l.width, capHeight)} {
			box.Left, box.Right = min(box.Left, c.x), max(box.Right, c.x)
			box.Bottom, box.Top = min(box.Bottom, c.y), max(box.Top, c.y)
		}
		out = append(out, box)
	}
	return out
}
