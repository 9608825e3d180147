package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"slant/reports/canvas"
)

const contrastsShown = 12 // rows of one measure, where there is room

// contrastsFigure: a forest of differences between outlets, one block for each
// measure, those with the smallest q first.
func contrastsFigure(run *Run, preset Preset) (*Figure, string) {
	groups := map[string][]record{}
	rows := run.Table("contrasts").records(func(r record) bool {
		_, okD := r.num("difference")
		_, okLo := r.num("lo")
		_, okHi := r.num("hi")
		return okD && okLo && okHi
	})
	var measures []string
	for _, r := range rows {
		m := r.text("measure")
		if !slices.Contains(measures, m) {
			measures = append(measures, m)
		}
		groups[m] = append(groups[m], r)
	}
	if len(rows) == 0 {
		return nil, "no difference between outlets has an interval"
	}
	if len(measures) > 4 {
		measures = measures[:4]
	}
	each := preset.fits(contrastsShown, len(measures))
	var shown []record
	for _, m := range measures {
		g := groups[m]
		slices.SortStableFunc(g, func(a, b record) int {
			x, okX := a.num("q_value")
			y, okY := b.num("q_value")
			if okX != okY {
				if okX {
					return -1
				}
				return 1
			}
			return cmp.Or(cmp.Compare(x, y), cmp.Compare(sure(b), sure(a)))
		})
		g = g[:min(len(g), each)]
		slices.SortStableFunc(g, func(a, b record) int {
			x, _ := a.num("difference")
			y, _ := b.num("difference")
			return cmp.Compare(y, x)
		})
		groups[m] = g
		shown = append(shown, g...)
	}
	f := &Figure{
		Title: "Differences between outlets",
		Data:  columnsOf(shown, "measure", "key", "voice", "outlet_a", "outlet_b", "estimate_a", "estimate_b", "difference", "lo", "hi", "p_value", "q_value", "documents_a", "documents_b", "note"),
		Caption: fmt.Sprintf("First outlet less second, with %s intervals from the variation between documents. Filled: q below 0.05, the p value of a permutation test corrected over all %s comparisons (Benjamini–Hochberg). Hollow: not told apart. "+
			"For each measure the %d comparisons with the smallest q are shown, in the order of their difference.", percent(run.Manifest.Confidence), grouped(int64(len(run.Table("contrasts").Rows))), each),
		width: preset.Double,
	}
	f.Alt = contrastsAlt(shown)
	heights := make([]vg.Length, len(measures))
	for i, m := range measures {
		heights[i] = rowsHeight(preset, len(groups[m]))
		f.height += heights[i]
	}
	scale := vg.Length(1)
	if f.height > preset.Tallest {
		scale = preset.Tallest / f.height
		f.height = preset.Tallest
	}
	f.draw = func(p *plate) {
		blocks := make([][]contrastRow, len(measures))
		var labels []string
		noteWidth := vg.Length(0)
		for i, m := range measures {
			blocks[i] = p.contrastRows(m, groups[m])
			for _, row := range blocks[i] {
				labels = append(labels, row.label)
				noteWidth = max(noteWidth, vg.Length(p.setter.Width(row.note, p.Small, false))+8)
			}
		}
		labelWidth := p.widest(labels, (p.Max.X-p.Min.X)*0.5) + 7
		top := p.Max.Y
		for i, m := range measures {
			h := heights[i] * scale
			contrastBlock(p.part(p.Min.X, top-h, p.Max.X, top), m, blocks[i], labelWidth, noteWidth)
			top -= h
		}
	}
	return f, ""
}

// contrastRow is one row of the forest.
type contrastRow struct {
	record
	label, note string
}

// contrastRows labels the rows of a measure: who less whom, on what, and at the
// right the difference in figures.
func (p *plate) contrastRows(measure string, group []record) []contrastRow {
	rows := make([]contrastRow, len(group))
	for i, r := range group {
		before, thing, ok := strings.Cut(plainKey(r.text("key")), "/")
		if !ok || thing == "" || measure == "sentiment" {
			thing = before
		}
		label := canvas.Apart(p.fit(r.text("outlet_a"), 84)) + " − " + canvas.Apart(p.fit(r.text("outlet_b"), 84)) + ": " + canvas.Apart(p.fit(thing, 90))
		if v := r.text("voice"); v != "own" && v != "" {
			label += " (" + v + ")"
		}
		note := withInterval(r.cell("difference"), r.cell("lo"), r.cell("hi"))
		if q, ok := r.num("q_value"); ok {
			note += "   q " + short(q)
		}
		rows[i] = contrastRow{r, label, note}
	}
	return rows
}

// contrastBlock draws the rows of one measure on an axis of their own.
func contrastBlock(p *plate, measure string, rows []contrastRow, labelWidth, noteWidth vg.Length) {
	r := &rowLayout{bottom: p.Min.Y + p.axisHeight(), top: p.Max.Y - p.headHeight()}
	r.step = (r.top - r.bottom) / vg.Length(len(rows))
	panel := p.part(p.Min.X+labelWidth, p.Min.Y, p.Max.X-noteWidth, r.top)
	p.FillText(p.style(p.Text, true, ink), vg.Point{X: panel.Min.X, Y: r.top + vg.Length(0.7*p.Text)}, measureName(measure))
	var values []float64
	for _, row := range rows {
		values = append(values, numbers(row.record, "lo", "hi")...)
	}
	lo, hi := span(values, 0)
	a := panel.axes(min(lo, 0), max(hi, 0), measureUnit(measure))
	a.Add(panel.gridX(a, 0), layer(func(c draw.Canvas, x, _ func(float64) vg.Length) {
		q := *panel
		q.Canvas = c
		for i, row := range rows {
			y := r.y(c, i)
			d, _ := row.num("difference")
			dLo, _ := row.num("lo")
			dHi, _ := row.num("hi")
			qv, ok := row.num("q_value")
			canvas.Mark{Label: row.label + ", " + row.note, Query: queryOf(row.record).String()}.Draw(c, func() {
				q.bar(x(dLo), x(dHi), y, ink)
				Circle.draw(&q.Canvas, vg.Point{X: x(d), Y: y}, q.radius(), ink, ok && qv < significant)
			})
		}
	}))
	r.draw(a, panel)
	for i, row := range rows {
		y := r.top - r.step*(vg.Length(i)+0.5)
		p.say(p.fit(row.label, labelWidth-7), p.Min.X+labelWidth-6, y, right, false)
		p.whisper(row.note, p.Max.X-1, y, right, faint)
	}
}

// measureName gives the name of a measure for a heading.
func measureName(measure string) string {
	switch measure {
	case "share":
		return "Naming share"
	case "rate":
		return "Rate"
	case "score":
		return "Weighted rate"
	case "sentiment":
		return "Sentiment"
	}
	if measure == "" {
		return ""
	}
	return strings.ToUpper(measure[:1]) + measure[1:]
}

// measureUnit gives the unit of a difference for an axis.
func measureUnit(measure string) string {
	switch measure {
	case "share":
		return "difference of shares"
	case "rate", "score":
		return "difference per 1,000 words"
	case "sentiment":
		return "difference of mean scores"
	}
	return "difference"
}

func contrastsAlt(shown []record) string {
	passing := slices.DeleteFunc(slices.Clone(shown), func(r record) bool {
		q, ok := r.num("q_value")
		return !ok || q >= significant
	})
	slices.SortStableFunc(passing, func(a, b record) int { return cmp.Compare(sure(b), sure(a)) })
	var parts []string
	for _, r := range passing[:min(4, len(passing))] {
		parts = append(parts, fmt.Sprintf("%s of %s, %s less %s, %s", r.text("measure"), plainKey(r.text("key")), r.text("outlet_a"), r.text("outlet_b"), withInterval(r.cell("difference"), r.cell("lo"), r.cell("hi"))))
	}
	alt := fmt.Sprintf("Forest plot of %d differences, of which %d have q below 0.05.", len(shown), len(passing))
	if len(parts) > 0 {
		alt += " " + strings.Join(parts, "; ") + "."
	}
	return alt
}
