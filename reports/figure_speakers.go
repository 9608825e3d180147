package reports

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"slant/reports/canvas"
)

const (
	speakersPanels = 4
	speakersActors = 8
)

// speakersFigure: how those whom an outlet quotes speak of one another: a
// matrix of sources by targets for each outlet.
func speakersFigure(run *Run, preset Preset) (*Figure, string) {
	rows := run.Table("speakers").records(func(r record) bool { _, ok := r.num("mean"); return ok })
	totals, outletTotals := map[string]int64{}, map[string]int64{}
	for _, r := range rows {
		totals[r.text("source")] += r.whole("mentions")
		totals[r.text("target")] += r.whole("mentions")
		outletTotals[r.text("outlet")] += r.whole("mentions")
	}
	if len(totals) == 0 {
		return nil, "no quoted actor speaks of an actor"
	}
	actors, ofActors := top(totals, speakersActors)
	shown, of := top(outletTotals, speakersPanels)
	rows = slices.DeleteFunc(rows, func(r record) bool {
		return !slices.Contains(shown, r.text("outlet")) || !slices.Contains(actors, r.text("source")) || !slices.Contains(actors, r.text("target"))
	})
	if len(rows) == 0 {
		return nil, "no quoted actor speaks of an actor"
	}
	cells := map[[3]string]record{}
	for _, r := range rows {
		cells[[3]string{r.text("outlet"), r.text("source"), r.text("target")}] = r
	}
	columns := min(2, len(shown))
	lines := (len(shown) + columns - 1) / columns
	f := &Figure{
		Title: "How those who are quoted speak of one another",
		Data:  columnsOf(rows, "outlet", "source", "target", "mentions", "documents", "mean", "mean_lo", "mean_hi", "note"),
		Caption: "Rows speak, columns are spoken of: mean score, from −1 to 1, of mentions of the target in quotations and indirect speech of the source. A coloured cell has an interval (see the table); a number on grey rests on too few documents for one; an empty cell has no mention." +
			shownOf("outlets", "with the most such mentions", len(shown), of) + shownOf("actors", "who speak or are spoken of most", len(actors), ofActors),
		width: preset.Double,
	}
	if columns == 1 {
		f.width = max(preset.Single, preset.Double*2/3)
	}
	head := vg.Length(preset.Text) * 7
	cell := preset.row() * 1.15
	f.height = min(vg.Length(lines)*(head+cell*vg.Length(len(actors))+8)+vg.Length(2*preset.Small), preset.Tallest)
	f.Alt = speakersAlt(run, shown, rows)
	f.draw = func(p *plate) {
		foot := vg.Length(2 * p.Small)
		w, h := (p.Max.X-p.Min.X)/vg.Length(columns), (p.Max.Y-p.Min.Y-foot)/vg.Length(lines)
		for i, o := range shown {
			x, y := p.Min.X+w*vg.Length(i%columns), p.Max.Y-h*vg.Length(i/columns)
			part := p.part(x, y-h, x+w-8, y)
			speakersPanel(part, run, o, actors, cells, head)
		}
		p.divergingKey(p.Min.X+40, p.Min.Y+vg.Length(0.8*p.Small))
	}
	return f, ""
}

func speakersPanel(p *plate, run *Run, outlet string, actors []string, cells map[[3]string]record, head vg.Length) {
	label := p.widest(run.actors(actors), (p.Max.X-p.Min.X)*0.35) + 7
	n := vg.Length(len(actors))
	// The last head leans out over its column.
	const headLength, tilt = 54, 1.1
	over := vg.Length(headLength * math.Cos(tilt))
	w := min((p.Max.X-p.Min.X-label-over)/(n-0.5), 3*p.row())
	h := (p.Max.Y - p.Min.Y - head - 4) / n
	x0, y0 := p.Min.X+label, p.Max.Y-head
	p.FillText(p.style(p.Text, true, ink), vg.Point{X: p.Min.X + 2, Y: p.Max.Y - vg.Length(1.1*p.Text)}, p.setter.Fit(outlet, p.Text, true, (p.Max.X-p.Min.X-4).Points()))
	for j, target := range actors {
		s := p.style(p.Text, false, ink)
		s.Rotation = tilt
		p.FillText(s, vg.Point{X: x0 + w*(vg.Length(j)+0.4), Y: y0 + 4}, p.setter.Fit(run.actor(target), p.Text, false, headLength))
	}
	for i, source := range actors {
		y := y0 - h*vg.Length(i+1)
		p.say(p.fit(run.actor(source), label-7), x0-6, y+h/2, right, false)
		for j, target := range actors {
			x := x0 + w*vg.Length(j)
			r := cells[[3]string{outlet, source, target}]
			if r.table == nil {
				p.line(x+w/2-2, y+h/2, x+w/2+2, y+h/2, p.Line, grid)
				continue
			}
			mean, _ := r.num("mean")
			_, sureHere := r.num("mean_lo")
			text := fixed(mean, 1)
			canvas.Mark{Label: fmt.Sprintf("%s, %s on %s: %s, exactly %s, %s", outlet, run.actor(source), run.actor(target), text, withInterval(r.cell("mean"), r.cell("mean_lo"), r.cell("mean_hi")), count(r.whole("mentions"), "mention", "mentions")), Query: queryOf(r).String()}.Draw(p.Canvas, func() {
				if !sureHere {
					p.box(x, y, x+w-1, y+h-1, none)
					p.whisper(text, x+(w-1)/2, y+(h-1)/2, centre, ink)
					return
				}
				col := diverging(mean)
				p.box(x, y, x+w-1, y+h-1, col)
				p.whisper(text, x+(w-1)/2, y+(h-1)/2, centre, onto(col))
			})
		}
	}
}

// divergingKey draws the scale of scores.
func (p *plate) divergingKey(x, y vg.Length) {
	const steps, w = 25, 4
	p.whisper("−1", x-3, y, right, ink)
	for i := range steps {
		p.box(x+vg.Length(i*w), y-3, x+vg.Length((i+1)*w)+0.2, y+3, diverging((float64(i)+0.5)/steps*2-1))
	}
	p.whisper("1", x+steps*w+4, y, left, ink)
}

func speakersAlt(run *Run, outlets []string, rows []record) string {
	var parts []string
	for _, o := range outlets {
		var low record
		for _, r := range rows {
			if r.text("outlet") != o {
				continue
			}
			if _, ok := r.num("mean_lo"); !ok {
				continue
			}
			x, _ := r.num("mean")
			if low.table == nil {
				low = r
			} else if y, _ := low.num("mean"); x < y {
				low = r
			}
		}
		if low.table != nil {
			parts = append(parts, fmt.Sprintf("in %s %s speaks worst of %s, %s", o, run.actor(low.text("source")), run.actor(low.text("target")), withInterval(low.cell("mean"), low.cell("mean_lo"), low.cell("mean_hi"))))
		}
	}
	alt := fmt.Sprintf("Matrices of sources by targets in %d panels, one for each outlet.", len(outlets))
	if len(parts) > 0 {
		alt += " " + strings.ToUpper(parts[0][:1]) + strings.Join(parts, "; ")[1:] + "."
	}
	return alt
}
