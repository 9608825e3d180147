package canvas

import (
	"math"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Handler sets the text of gonum/plot with a Setter. Every text is one line;
// its height is that of a capital.
type Handler struct{ Setter *Setter }

var _ text.Handler = Handler{}

// Cache gives an empty cache: the fonts are the Setter's.
func (Handler) Cache() *font.Cache { return font.NewCache(nil) }

// Extents gives the height of a capital for all three measures, so that
// gonum's corrections for descenders are zero.
func (Handler) Extents(f font.Font) font.Extents {
	h := f.Size * capHeight
	return font.Extents{Ascent: h, Height: h}
}

// Lines gives the text as one line.
func (Handler) Lines(txt string) []string { return []string{txt} }

// Box gives the width of the line and the height of a capital.
func (h Handler) Box(txt string, f font.Font) (width, height, depth vg.Length) {
	return vg.Length(h.Setter.Width(txt, f.Size.Points(), isBold(f))), f.Size * capHeight, 0
}

// Draw sets the line at the point, aligned and turned as the style says.
func (h Handler) Draw(c vg.Canvas, txt string, sty text.Style, pt vg.Point) {
	if txt == "" || sty.Font.Size <= 0 {
		return
	}
	sin, cos := math.Sincos(sty.Rotation)
	down := float64(sty.YAlign) * sty.Font.Size.Points() * capHeight
	pt = pt.Add(vg.Point{X: vg.Length(-sin * down), Y: vg.Length(cos * down)})
	c.SetColor(sty.Color)
	if sheet := Of(c); sheet != nil {
		sheet.text(txt, sty.Font.Size.Points(), isBold(sty.Font), pt, sty.Rotation, float64(sty.XAlign))
		return
	}
	left := float64(sty.XAlign) * h.Setter.Width(txt, sty.Font.Size.Points(), isBold(sty.Font))
	c.Push()
	c.Translate(pt)
	c.Rotate(sty.Rotation)
	c.FillString(font.Face{Font: sty.Font}, vg.Point{X: vg.Length(left)}, txt)
	c.Pop()
}

func isBold(f font.Font) bool { return f.Weight >= xfont.WeightBold }

// Of gives the sheet that c draws on, or nil where it is another canvas.
func Of(c vg.Canvas) *Sheet {
	for {
		switch v := c.(type) {
		case *Sheet:
			return v
		case *draw.Canvas:
			c = v.Canvas
		case draw.Canvas:
			c = v.Canvas
		default:
			return nil
		}
	}
}
