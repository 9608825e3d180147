package reports

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"slant/analysis/stat"
	"slant/reports/canvas"
)

const similarityShown = 20

// similarityFigure: the divergences between outlets as a heat map beside the
// tree that average linkage makes of them.
func similarityFigure(run *Run, preset Preset) (*Figure, string) {
	shown, of := run.outletsShown(similarityShown)
	t := run.Table("similarity")
	voice := ""
	for _, v := range []string{"own", "all"} {
		if voice == "" && len(t.records(func(r record) bool { return r.text("voice") == v })) > 0 {
			voice = v
		}
	}
	rows := t.records(func(r record) bool {
		_, ok := r.num("divergence")
		return ok && r.text("voice") == voice && slices.Contains(shown, r.text("outlet_a")) && slices.Contains(shown, r.text("outlet_b"))
	})
	cells := map[[2]string]record{}
	highest := 0.0
	for _, r := range rows {
		cells[[2]string{r.text("outlet_a"), r.text("outlet_b")}] = r
		cells[[2]string{r.text("outlet_b"), r.text("outlet_a")}] = r
		d, _ := r.num("divergence")
		highest = max(highest, d)
	}
	shown = slices.DeleteFunc(shown, func(o string) bool {
		return !slices.ContainsFunc(shown, func(p string) bool { return cells[[2]string{o, p}].table != nil })
	})
	if len(shown) < 3 {
		return nil, "fewer than three outlets can be compared"
	}
	distance := make([][]float64, len(shown))
	for i, a := range shown {
		distance[i] = make([]float64, len(shown))
		for j, b := range shown {
			if i == j {
				continue
			}
			distance[i][j] = math.NaN()
			if r := cells[[2]string{a, b}]; r.table != nil {
				distance[i][j], _ = r.num("divergence")
			}
		}
	}
	tree := stat.AverageLinkage(distance)
	cell := min(preset.row()*1.3, (preset.Double-150)/vg.Length(len(shown)))
	f := &Figure{
		Title: "How far the outlets lie apart in the labels they use",
		Data:  columnsOf(rows, "outlet_a", "outlet_b", "voice", "divergence", "lo", "hi", "documents_a", "documents_b"),
		Caption: fmt.Sprintf("Jensen–Shannon divergence of the shares of labels, base 2, times 100: 0 is the same labels as often, 100 none in common; %s. Columns are in the order of the rows. Right: average linkage; the farther right two outlets meet, the less alike they are. Intervals are in the table.",
			map[string]string{"own": "in the outlets' own voice", "all": "in all voices"}[voice]) + shownOf("outlets", "with the most documents", len(shown), of),
		Alt:   similarityAlt(rows),
		width: preset.Double,
	}
	heads := vg.Length(1.6 * preset.Small)
	f.height = min(heads+vg.Length(len(shown))*cell+vg.Length(2.4*preset.Small)+6, preset.Tallest)
	f.draw = func(p *plate) {
		number := vg.Length(p.setter.Width("00", p.Small, false)) + 6
		label := p.widest(shown, (p.Max.X-p.Min.X)*0.3) + 8 + number
		const branch = 90
		size := min(cell, (p.Max.X-p.Min.X-label-branch)/vg.Length(len(shown)), (p.Max.Y-p.Min.Y-heads-vg.Length(2.4*p.Small))/vg.Length(len(shown)))
		x0, y0 := p.Min.X+label, p.Max.Y-heads-2
		for i, a := range tree.Order {
			y := y0 - size*vg.Length(i+1)
			p.say(p.fit(shown[a], label-number-8), x0-number-2, y+size/2, right, false)
			// Columns are the rows again; a number says which.
			p.whisper(fmt.Sprint(i+1), x0-6, y+size/2, right, faint)
			p.whisper(fmt.Sprint(i+1), x0+size*(vg.Length(i)+0.5), y0+heads*0.4, centre, faint)
			for j, b := range tree.Order {
				x := x0 + size*vg.Length(j)
				r := cells[[2]string{shown[a], shown[b]}]
				d, ok := 0.0, false
				if r.table != nil {
					d, ok = r.num("divergence")
				}
				if !ok {
					p.box(x, y, x+size-1, y+size-1, none)
					continue
				}
				col := sequential(d / max(highest, 0.01))
				text := fixed(d*100, 0)
				canvas.Mark{Label: fmt.Sprintf("%s and %s: %s, divergence %s", shown[a], shown[b], text, withInterval(r.cell("divergence"), r.cell("lo"), r.cell("hi"))), Query: queryOf(r).String()}.Draw(p.Canvas, func() {
					p.box(x, y, x+size-1, y+size-1, col)
					if size.Points() > p.setter.Width(text, p.Small, false)+2 {
						p.whisper(text, x+(size-1)/2, y+(size-1)/2, centre, onto(col))
					}
				})
			}
		}
		p.tree(tree, x0+size*vg.Length(len(shown))+8, y0, size, branch-16, len(shown))
		key := p.Min.Y + vg.Length(0.8*p.Small)
		p.whisper("0", x0-3, key, right, ink)
		const steps, w = 24, 4
		for i := range steps {
			p.box(x0+vg.Length(i*w), key-3, x0+vg.Length((i+1)*w)+0.2, key+3, sequential((float64(i)+0.5)/steps))
		}
		p.whisper(fixed(highest*100, 0), x0+steps*w+4, key, left, ink)
	}
	return f, ""
}

// tree draws a dendrogram that grows from the rows of the heat map to the
// right, with its scale below.
func (p *plate) tree(t stat.Dendrogram, x0, top, row, width vg.Length, n int) {
	if len(t.Merges) == 0 {
		return
	}
	highest := 0.0
	for _, m := range t.Merges {
		if !math.IsInf(m.Height, 0) {
			highest = max(highest, m.Height)
		}
	}
	x := func(h float64) vg.Length {
		if math.IsInf(h, 0) || highest == 0 {
			return x0 + width
		}
		return x0 + width*vg.Length(h/highest)
	}
	type node struct {
		y vg.Length
		h float64
	}
	nodes := make([]node, n, n+len(t.Merges))
	for i, leaf := range t.Order {
		nodes[leaf] = node{y: top - row*(vg.Length(i)+0.5)}
	}
	for _, m := range t.Merges {
		a, b := nodes[m.A], nodes[m.B]
		p.line(x(a.h), a.y, x(m.Height), a.y, 1.6*p.Line, ink)
		p.line(x(b.h), b.y, x(m.Height), b.y, 1.6*p.Line, ink)
		p.line(x(m.Height), a.y, x(m.Height), b.y, 1.6*p.Line, ink)
		nodes = append(nodes, node{(a.y + b.y) / 2, m.Height})
	}
	base := top - row*vg.Length(n) - 1
	p.line(x0, base, x0+width, base, p.Line, ink)
	for _, v := range []float64{0, highest} {
		p.line(x(v), base, x(v), base-2.5, p.Line, ink)
		p.whisper(fixed(v*100, 0), x(v), base-2.5-vg.Length(0.8*p.Small), centre, ink)
	}
}

func similarityAlt(rows []record) string {
	near, far := rows[0], rows[0]
	for _, r := range rows {
		d, _ := r.num("divergence")
		if x, _ := near.num("divergence"); d < x {
			near = r
		}
		if x, _ := far.num("divergence"); d > x {
			far = r
		}
	}
	say := func(r record) string {
		return fmt.Sprintf("%s and %s with %s", r.text("outlet_a"), r.text("outlet_b"), withInterval(r.cell("divergence"), r.cell("lo"), r.cell("hi")))
	}
	return "Heat map of divergences with a tree. Most alike: " + say(near) + ". Least alike: " + say(far) + "."
}
