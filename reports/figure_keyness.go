package reports

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"slant/reports/canvas"
)

const (
	keynessPanels = 4
	keynessPoints = 400 // of a panel
	keynessLabels = 12  // on either side
)

// keynessFigure: the funnel of Monroe, Colaresi and Quinn: how far a word's use
// departs from that of the other outlets against how common it is.
func keynessFigure(run *Run, preset Preset) (*Figure, string) {
	shown, of := run.outletsShown(keynessPanels)
	groups := map[string][]record{}
	for _, r := range run.Table("keyness").records(func(r record) bool {
		_, ok := r.num("z")
		return ok && slices.Contains(shown, r.text("outlet")) && r.whole("count")+r.whole("reference_count") > 0
	}) {
		groups[r.text("outlet")] = append(groups[r.text("outlet")], r)
	}
	shown = slices.DeleteFunc(shown, func(o string) bool { return len(groups[o]) == 0 })
	if len(shown) == 0 {
		return nil, "no word is common enough to compare outlets"
	}
	var kept []record
	for _, o := range shown {
		g := groups[o]
		slices.SortStableFunc(g, func(a, b record) int {
			x, _ := a.num("z")
			y, _ := b.num("z")
			return cmp.Or(cmp.Compare(math.Abs(y), math.Abs(x)), cmp.Compare(a.text("word"), b.text("word")))
		})
		groups[o] = g[:min(len(g), keynessPoints)]
		kept = append(kept, groups[o]...)
	}
	columns := min(2, len(shown))
	lines := (len(shown) + columns - 1) / columns
	f := &Figure{
		Title: "Words that set outlets apart",
		Data:  columnsOf(kept, "outlet", "word", "count", "reference_count", "log_odds", "z", "q_value", "documents"),
		Caption: "Each dot is a word: how far its use in the outlet departs from that in all other outlets (z of the log odds ratio with a Dirichlet prior) against how often it occurs in the corpus, on a logarithmic scale. " +
			"Dashed lines: z of ±1.96. Coloured: q below 0.05. The words farthest out are named where there is room." +
			shownOf("outlets", "with the most documents", len(shown), of),
		width:  preset.Double,
		height: min(vg.Length(lines)*preset.Double*0.42, preset.Tallest),
	}
	f.Alt = keynessAlt(shown, groups)
	f.draw = func(p *plate) {
		w, h := (p.Max.X-p.Min.X)/vg.Length(columns), (p.Max.Y-p.Min.Y)/vg.Length(lines)
		for i, o := range shown {
			col, line := i%columns, i/columns
			part := p.part(p.Min.X+w*vg.Length(col), p.Max.Y-h*vg.Length(line+1), p.Min.X+w*vg.Length(col+1)-4, p.Max.Y-h*vg.Length(line))
			keynessPanel(part, run, o, groups[o])
		}
	}
	return f, ""
}

// frequency is how often a word occurs in the whole corpus, as a power of ten.
func frequency(r record) float64 {
	return math.Log10(float64(r.whole("count") + r.whole("reference_count")))
}

// powers marks a logarithmic axis with what the powers of ten stand for.
type powers struct{}

// Ticks gives the whole powers in [lo, hi].
func (powers) Ticks(lo, hi float64) []plot.Tick {
	var out []plot.Tick
	for e := math.Ceil(lo - 1e-9); e <= hi+1e-9; e++ {
		out = append(out, plot.Tick{Value: e, Label: grouped(int64(math.Pow(10, e)))})
	}
	return out
}

func keynessPanel(p *plate, run *Run, outlet string, rows []record) {
	look := run.look(outlet)
	var xs, zs []float64
	for _, r := range rows {
		z, _ := r.num("z")
		xs, zs = append(xs, frequency(r)), append(zs, z)
	}
	_, xHi := span(xs, 0)
	zLo, zHi := span(zs, -2.2, 2.2)
	top := p.Max.Y - p.headHeight()
	axis := vg.Length(p.setter.Width("−100", p.Small, false)) + 14
	panel := p.part(p.Min.X+axis, p.Min.Y, p.Max.X, top)
	p.FillText(p.style(p.Text, true, ink), vg.Point{X: panel.Min.X, Y: top + vg.Length(0.6*p.Text)}, p.setter.Fit(outlet, p.Text, true, panel.Size().X.Points()))
	a := panel.axes(0, xHi, "occurrences in the corpus")
	a.X.Tick.Marker = powers{}
	a.Y.Min, a.Y.Max = zLo, zHi
	a.Add(layer(func(c draw.Canvas, x, y func(float64) vg.Length) {
		q := *panel
		q.Canvas = c
		for _, t := range (ticks{6}).Ticks(zLo, zHi) {
			q.line(c.Min.X, y(t.Value), c.Max.X, y(t.Value), 0.8*q.Line, grid)
			q.whisper(t.Label, c.Min.X-4, y(t.Value), right, ink)
		}
		for _, z := range []float64{-1.96, 1.96} {
			q.line(c.Min.X, y(z), c.Max.X, y(z), q.Line, faint, 3, 2)
		}
		labelled := newLabels(c.Rectangle)
		var plain, telling vg.Path
		at := func(r record) vg.Point {
			z, _ := r.num("z")
			return vg.Point{X: x(frequency(r)), Y: y(z)}
		}
		for _, r := range rows {
			if tells(r) {
				telling = append(telling, look.Shape.outline(at(r), 1.7)...)
			} else {
				plain = append(plain, Square.outline(at(r), 0.9)...)
			}
			labelled.occupy(at(r), 1.5)
		}
		q.SetColor(tint(faint, 140))
		q.Fill(plain)
		q.SetColor(look.Color)
		q.Fill(telling)
		if luminance(look.Color) > 0.6 {
			q.SetLineStyle(draw.LineStyle{Color: ink, Width: 0.3})
			q.Stroke(telling)
		}
		named := map[bool]int{}
		for _, r := range rows { // farthest first
			z, _ := r.num("z")
			if !tells(r) || named[z > 0] >= keynessLabels {
				continue
			}
			pt, anchor, ok := labelled.place(at(r), 3, vg.Length(q.setter.Width(r.text("word"), q.Small, false)), vg.Length(q.Small))
			if !ok {
				continue
			}
			named[z > 0]++
			canvas.Mark{Label: fmt.Sprintf("%s, “%s”: z %s, %s times in the outlet, %s elsewhere", outlet, r.text("word"), short(z), grouped(r.whole("count")), grouped(r.whole("reference_count"))), Query: keynessQuery(r).String()}.Draw(c, func() {
				look.Shape.draw(&q.Canvas, at(r), 1.7, look.Color, true)
				q.whisper(r.text("word"), pt.X, pt.Y, anchor, ink)
			})
		}
	}))
	(&rowLayout{bottom: p.Min.Y + p.axisHeight(), top: top}).draw(a, panel)
	s := p.style(p.Text, false, ink)
	s.Rotation, s.XAlign = math.Pi/2, centre
	p.FillText(s, vg.Point{X: p.Min.X + vg.Length(p.Text)*0.8, Y: (p.Min.Y + p.axisHeight() + top) / 2}, "z")
}

// tells reports whether a word sets the outlet apart.
func tells(r record) bool {
	q, ok := r.num("q_value")
	return ok && q < significant
}

func keynessQuery(r record) query {
	return query{"outlet": r.text("outlet"), "word": r.text("word")}
}

func keynessAlt(outlets []string, groups map[string][]record) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Funnel plots of words in %d panels, one for each outlet.", len(outlets))
	for _, o := range outlets {
		var more, less []string
		for _, r := range groups[o] {
			z, _ := r.num("z")
			if !tells(r) {
				continue
			}
			if z > 0 && len(more) < 5 {
				more = append(more, r.text("word"))
			}
			if z < 0 && len(less) < 5 {
				less = append(less, r.text("word"))
			}
		}
		if len(more) > 0 {
			fmt.Fprintf(&b, " %s uses most beyond the others: %s.", o, strings.Join(more, ", "))
		}
		if len(less) > 0 {
			fmt.Fprintf(&b, " It uses least: %s.", strings.Join(less, ", "))
		}
	}
	return b.String()
}
