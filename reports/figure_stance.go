package reports

import (
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"slant/reports/canvas"
)

// stanceFigure: for each actor, how each outlet names it and how it speaks of
// it, as two dots on one scale with a line between them.
func stanceFigure(run *Run, preset Preset) (*Figure, string) {
	shown, of := run.outletsShown(preset.fits(outletsShown/2, 2))
	totals := map[string]int64{}
	rows := run.Table("stance").records(func(r record) bool {
		_, naming := r.num("naming")
		_, sentiment := r.num("sentiment")
		if !naming && !sentiment || !slices.Contains(shown, r.text("outlet")) {
			return false
		}
		totals[r.text("actor")] += r.whole("mentions")
		return true
	})
	if len(totals) == 0 {
		return nil, "no actor was both mentioned and named or scored"
	}
	actors, ofActors := top(totals, actorsShown)
	rows = slices.DeleteFunc(rows, func(r record) bool { return !slices.Contains(actors, r.text("actor")) })
	data := arranged(columnsOf(rows, "outlet", "actor", "mentions", "naming", "sentiment", "adopted", "relayed", "distanced", "note"), "actor", "outlet")
	cells := map[[2]string]record{}
	reach := 0.1
	for _, r := range data.records(all) {
		cells[[2]string{r.text("actor"), r.text("outlet")}] = r
		for _, v := range numbers(r, "naming", "sentiment") {
			reach = min(1, max(reach, v*1.08, -v*1.08))
		}
	}
	const columns = 3
	lines := (len(actors) + columns - 1) / columns
	docs := run.documentsOf()
	f := &Figure{
		Title: "Stance of each outlet toward each actor",
		Data:  data,
		Caption: "Filled: naming in the outlet's own voice, positive less negative labels over mentions. Hollow: mean sentiment in the outlet's own voice. Both run from −1 to 1; the line between them shows how far they agree. " +
			"These are points without intervals: see the figures of naming and sentiment for what is sure. n: documents." +
			shownOf("actors", "with the most mentions", len(actors), ofActors) + shownOf("outlets", "with the most documents", len(shown), of),
		width:  preset.Double,
		height: min(vg.Length(lines)*rowsHeight(preset, len(shown)), preset.Tallest),
	}
	f.Alt = stanceAlt(run, actors, shown, cells)
	f.draw = func(p *plate) {
		h := (p.Max.Y - p.Min.Y) / vg.Length(lines)
		for line := range lines {
			part := actors[line*columns : min(len(actors), (line+1)*columns)]
			q := p.part(p.Min.X, p.Max.Y-h*vg.Length(line+1), p.Max.X, p.Max.Y-h*vg.Length(line))
			rows := q.rows(shown, min(columns, len(actors)), run.actors(part), func(o string) string { return grouped(docs[o]) })
			for k, actor := range part {
				panel := rows.panels[k]
				a := panel.axes(-reach, reach, "negative to positive")
				a.Add(panel.gridX(a, 0), layer(func(c draw.Canvas, x, _ func(float64) vg.Length) {
					for i, o := range shown {
						drawStance(panel, c, cells[[2]string{actor, o}], x, rows.y(c, i), run.look(o))
					}
				}))
				rows.draw(a, panel)
			}
		}
	}
	return f, ""
}

func drawStance(p *plate, c draw.Canvas, r record, x func(float64) vg.Length, y vg.Length, look Look) {
	if r.table == nil {
		return
	}
	q := *p
	q.Canvas = c
	naming, okN := r.num("naming")
	sentiment, okS := r.num("sentiment")
	label := r.text("outlet") + ", " + r.text("actor")
	if okN {
		label += ", naming " + short(naming)
	}
	if okS {
		label += ", sentiment " + short(sentiment)
	}
	canvas.Mark{Label: label, Query: queryOf(r).String()}.Draw(c, func() {
		if okN && okS {
			q.line(x(naming), y, x(sentiment), y, q.Line, look.Color)
		}
		if okS {
			look.Shape.draw(&q.Canvas, vg.Point{X: x(sentiment), Y: y}, q.radius(), look.Color, false)
		}
		if okN {
			look.Shape.draw(&q.Canvas, vg.Point{X: x(naming), Y: y}, q.radius(), look.Color, true)
		}
	})
}

func stanceAlt(run *Run, actors, outlets []string, cells map[[2]string]record) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Paired dots for %d outlets in %d panels, one for each actor: naming and sentiment.", len(outlets), len(actors))
	for _, a := range actors {
		var parts []string
		for _, o := range outlets[:min(4, len(outlets))] {
			if r := cells[[2]string{a, o}]; r.table != nil {
				n, okN := r.num("naming")
				s, okS := r.num("sentiment")
				if okN && okS {
					parts = append(parts, fmt.Sprintf("%s %s and %s", o, short(n), short(s)))
				}
			}
		}
		if len(parts) > 0 {
			fmt.Fprintf(&b, " %s: %s.", run.actor(a), strings.Join(parts, "; "))
		}
	}
	return b.String()
}
