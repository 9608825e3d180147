package reports

import (
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const actorsShown = 6 // panels, three a line

// sentimentFigure: how each outlet speaks of each actor in its own voice, and
// how those it quotes do.
func sentimentFigure(run *Run, preset Preset) (*Figure, string) {
	shown, of := run.outletsShown(preset.fits(outletsShown/2, 2))
	scorer := ""
	if len(run.Manifest.Scorers) > 0 {
		scorer = run.Manifest.Scorers[0]
	}
	totals := map[string]int64{}
	rows := run.Table("sentiment").records(func(r record) bool {
		v := r.text("voice")
		if r.text("scorer") != scorer || v != "own" && v != "quoted" || !slices.Contains(shown, r.text("outlet")) {
			return false
		}
		if _, ok := r.num("mean"); !ok {
			return false
		}
		totals[r.text("actor")] += r.whole("mentions")
		return true
	})
	if len(totals) == 0 {
		return nil, "no mention of an actor was scored"
	}
	actors, ofActors := top(totals, actorsShown)
	rows = slices.DeleteFunc(rows, func(r record) bool { return !slices.Contains(actors, r.text("actor")) })
	data := arranged(columnsOf(rows, "outlet", "actor", "voice", "scorer", "mean", "mean_lo", "mean_hi", "mentions", "documents", "note"), "actor", "voice", "outlet")
	cells := map[[3]string]record{}
	var values []float64
	for _, r := range data.records(all) {
		cells[[3]string{r.text("actor"), r.text("outlet"), r.text("voice")}] = r
		values = append(values, numbers(r, "mean", "mean_lo", "mean_hi")...)
	}
	reach := 0.1
	for _, v := range values {
		reach = min(1, max(reach, v*1.05, -v*1.05))
	}
	const columns = 3
	lines := (len(actors) + columns - 1) / columns
	docs := run.documentsOf()
	f := &Figure{
		Title: "How each outlet speaks of each actor",
		Data:  data,
		Caption: fmt.Sprintf("Mean score of the sentences that mention the actor, from −1 (negative) to 1 (positive), scorer %s. Filled: in the outlet's own voice. Hollow: in its quotations. "+
			"Bars are %s intervals from the variation between documents; a dot without a bar has none because too few documents mention the actor. n: documents. A score is not an opinion: read the validation of the scorer before comparing actors.%s%s",
			scorer, percent(run.Manifest.Confidence), shownOf("actors", "with the most mentions", len(actors), ofActors), shownOf("outlets", "with the most documents", len(shown), of)),
		Alt:    sentimentAlt(run, actors, shown, cells),
		width:  preset.Double,
		height: min(vg.Length(lines)*rowsHeight(preset, len(shown)), preset.Tallest),
	}
	f.draw = func(p *plate) {
		h := (p.Max.Y - p.Min.Y) / vg.Length(lines)
		for line := range lines {
			part := actors[line*columns : min(len(actors), (line+1)*columns)]
			q := p.part(p.Min.X, p.Max.Y-h*vg.Length(line+1), p.Max.X, p.Max.Y-h*vg.Length(line))
			rows := q.rows(shown, min(columns, len(actors)), run.actors(part), func(o string) string { return grouped(docs[o]) })
			for k, actor := range part {
				panel := rows.panels[k]
				a := panel.axes(-reach, reach, "mean score")
				a.Add(panel.gridX(a, 0), layer(func(c draw.Canvas, x, _ func(float64) vg.Length) {
					for i, o := range shown {
						y := rows.y(c, i)
						drawDot(panel, c, run, cells[[3]string{actor, o, "quoted"}], "mean", x, y-rows.step*0.17, run.look(o), false)
						drawDot(panel, c, run, cells[[3]string{actor, o, "own"}], "mean", x, y+rows.step*0.14, run.look(o), true)
					}
				}))
				rows.draw(a, panel)
			}
		}
	}
	return f, ""
}

func sentimentAlt(run *Run, actors, outlets []string, cells map[[3]string]record) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Dot plot of %d outlets in %d panels, one for each actor.", len(outlets), len(actors))
	for _, a := range actors {
		var parts []string
		for _, o := range outlets[:min(4, len(outlets))] {
			if r := cells[[3]string{a, o, "own"}]; r.table != nil {
				parts = append(parts, o+" "+withInterval(r.cell("mean"), r.cell("mean_lo"), r.cell("mean_hi")))
			}
		}
		if len(parts) > 0 {
			fmt.Fprintf(&b, " %s: %s.", run.actor(a), strings.Join(parts, "; "))
		}
	}
	return b.String()
}
