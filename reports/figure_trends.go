package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"slant/reports/canvas"
)

const (
	trendsShown = 9 // panels, three a line
	axisSlack   = 4 // points by which a date may stand out of its panel
)

// trendsFigure: small multiples over time, one panel for each outlet, all on
// one scale; a period without an estimate is a gap in the line.
func trendsFigure(run *Run, preset Preset) (*Figure, string) {
	shown, of := run.outletsShown(trendsShown)
	// The measure with the most documents that say something is drawn.
	totals, estimates := map[string]int64{}, 0
	rows := run.Table("trends").records(func(r record) bool {
		if v := r.text("voice"); v != "own" && v != "" || !slices.Contains(shown, r.text("outlet")) {
			return false
		}
		if x, ok := r.num("estimate"); ok {
			estimates++
			if x != 0 {
				totals[r.text("measure")+"/"+r.text("key")] += r.whole("documents")
			}
		}
		return true
	})
	if estimates > 0 && len(totals) == 0 {
		return nil, "every estimate of every period is zero"
	}
	if len(totals) == 0 {
		return nil, "no period has an estimate; the documents may have no dates"
	}
	best, _ := top(totals, 1)
	measure, key, _ := strings.Cut(best[0], "/")
	rows = slices.DeleteFunc(rows, func(r record) bool { return r.text("measure") != measure || r.text("key") != key })
	var periods []string
	for _, r := range rows {
		if p := r.text("period"); !slices.Contains(periods, p) {
			periods = append(periods, p)
		}
	}
	slices.Sort(periods)
	if len(periods) < 2 {
		return nil, "all documents lie in one period"
	}
	days := make([]float64, len(periods))
	for i, p := range periods {
		t, err := time.Parse(time.DateOnly, p)
		if err != nil {
			return nil, "a period is not a date: " + p
		}
		days[i] = float64(t.Unix()) / 86400
	}
	slices.SortStableFunc(rows, func(a, b record) int {
		return cmp.Or(cmp.Compare(run.paletteIndex(a.text("outlet")), run.paletteIndex(b.text("outlet"))), cmp.Compare(a.text("period"), b.text("period")))
	})
	data := columnsOf(rows, "period", "outlet", "measure", "key", "voice", "estimate", "lo", "hi", "documents")
	byPanel := map[string][]record{}
	var values []float64
	for _, r := range data.records(all) {
		byPanel[r.text("outlet")] = append(byPanel[r.text("outlet")], r)
		values = append(values, numbers(r, "estimate", "lo", "hi")...)
	}
	shown = slices.DeleteFunc(shown, func(o string) bool { return len(byPanel[o]) == 0 })
	lo, hi := span(values)
	if measure != "sentiment" {
		lo = 0
	}
	_, name, ok := strings.Cut(plainKey(key), "/")
	if !ok {
		name = key
	}
	if measure == "sentiment" {
		name, _, _ = strings.Cut(key, "/")
	}
	columns := min(3, len(shown))
	lines := (len(shown) + columns - 1) / columns
	events := ""
	if len(run.Events) > 0 {
		var parts []string
		for i, e := range run.Events {
			parts = append(parts, fmt.Sprintf("%d: %s, %s", i+1, e.Date, e.Label))
		}
		events = " Vertical lines: " + strings.Join(parts, "; ") + "."
	}
	unit := map[string]string{"rate": "per 1,000 words", "score": "weighted, per 1,000 words", "share": "share", "sentiment": "mean score"}[measure]
	f := &Figure{
		Title: fmt.Sprintf("%s of %s over time", measureName(measure), name),
		Data:  data,
		Caption: fmt.Sprintf("%s of %s in the outlet's own voice by %s, all panels on one scale. Bands are %s intervals from the variation between documents; a period without a band has too few documents, a gap has none.%s%s",
			measureName(measure), name, cmp.Or(run.Manifest.option("by"), "period"), percent(run.Manifest.Confidence), events, shownOf("outlets", "with the most documents", len(shown), of)),
		width:  preset.Double,
		height: min(vg.Length(lines)*preset.row()*6.2+vg.Length(2.6*preset.Text), preset.Tallest),
	}
	f.Alt = trendsAlt(shown, byPanel)
	f.draw = func(p *plate) {
		axis := vg.Length(p.setter.Width(fixed(hi, 1), p.Small, false)) + 8
		foot := vg.Length(2.2 * p.Small)
		head := vg.Length(1.7 * p.Text)
		top := p.Max.Y - vg.Length(1.6*p.Text)
		p.say(unit, p.Min.X, p.Max.Y-vg.Length(0.6*p.Text), left, false)
		w, h := (p.Max.X-p.Min.X-axis)/vg.Length(columns), (top-p.Min.Y-2)/vg.Length(lines)
		for i, o := range shown {
			col, line := i%columns, i/columns
			x0 := p.Min.X + axis + w*vg.Length(col)
			y1 := top - h*vg.Length(line)
			panel := p.part(x0, y1-h+foot, x0+w-14, y1-head)
			p.FillText(p.style(p.Text, true, ink), vg.Point{X: x0, Y: y1 - head + vg.Length(0.5*p.Text)}, p.setter.Fit(o, p.Text, true, (w-16).Points()))
			trendPanel(panel, run, o, byPanel[o], periods, days, lo, hi, col == 0)
		}
	}
	return f, ""
}

// trendPanel draws one outlet's line with its band.
func trendPanel(p *plate, run *Run, outlet string, rows []record, periods []string, days []float64, lo, hi float64, labelled bool) {
	first, last := days[0], days[len(days)-1]
	x := func(d float64) vg.Length {
		return p.Min.X + 3 + (p.Max.X-p.Min.X-6)*vg.Length((d-first)/(last-first))
	}
	y := func(v float64) vg.Length { return p.Min.Y + (p.Max.Y-p.Min.Y)*vg.Length((v-lo)/(hi-lo)) }
	for _, t := range (ticks{3}).Ticks(lo, hi) {
		p.line(p.Min.X, y(t.Value), p.Max.X, y(t.Value), 0.8*p.Line, grid)
		if labelled {
			p.whisper(t.Label, p.Min.X-4, y(t.Value), right, ink)
		}
	}
	for _, t := range dateTicks(periods, days, p.Max.X-p.Min.X, p) {
		p.line(x(t.Value), p.Min.Y, x(t.Value), p.Min.Y-2.5, p.Line, ink)
		// The labels at the ends stay inside the panel.
		half := vg.Length(p.setter.Width(t.Label, p.Small, false) / 2)
		at := min(max(x(t.Value), p.Min.X+half-axisSlack), p.Max.X-half+axisSlack)
		p.whisper(t.Label, at, p.Min.Y-2.5-vg.Length(0.8*p.Small), centre, ink)
	}
	p.line(p.Min.X, p.Min.Y, p.Max.X, p.Min.Y, p.Line, ink)
	for i, e := range run.Events {
		t, err := time.Parse(time.DateOnly, e.Date)
		d := float64(t.Unix()) / 86400
		if err != nil || d < first || d > last {
			continue
		}
		p.line(x(d), p.Min.Y, x(d), p.Max.Y, p.Line, faint, 2, 1.5)
		p.whisper(fmt.Sprint(i+1), x(d)+2, p.Max.Y-vg.Length(0.5*p.Small), left, faint)
	}
	look := run.look(outlet)
	// Runs of neighbouring periods with an estimate, and of those with an
	// interval: what lies between two runs is unknown and stays empty.
	var line []vg.Point
	var upper, lower []vg.Point
	flushLine := func() {
		if len(line) > 1 {
			p.StrokeLines(draw.LineStyle{Color: look.Color, Width: vg.Length(2 * p.Line)}, line)
		}
		line = nil
	}
	flushBand := func() {
		if len(upper) > 1 {
			slices.Reverse(lower)
			p.FillPolygon(tint(look.Color, 56), append(upper, lower...))
		} else if len(upper) == 1 {
			p.line(upper[0].X, upper[0].Y, lower[0].X, lower[0].Y, 2.2*p.Line, tint(look.Color, 120))
		}
		upper, lower = nil, nil
	}
	at := func(r record) int { return slices.Index(periods, r.text("period")) }
	for pass := range 2 { // bands below lines
		previous := -2
		for _, r := range rows {
			k := at(r)
			v, ok := r.num("estimate")
			l, okLo := r.num("lo")
			h, okHi := r.num("hi")
			if k != previous+1 || !ok {
				flushLine()
			}
			if k != previous+1 || !okLo || !okHi {
				flushBand()
			}
			if pass == 0 && okLo && okHi {
				upper = append(upper, vg.Point{X: x(days[k]), Y: y(min(h, hi))})
				lower = append(lower, vg.Point{X: x(days[k]), Y: y(max(l, lo))})
			}
			if pass == 1 && ok {
				line = append(line, vg.Point{X: x(days[k]), Y: y(v)})
			}
			previous = k
		}
		flushBand()
		flushLine()
	}
	for _, r := range rows {
		v, ok := r.num("estimate")
		if !ok {
			continue
		}
		_, sureHere := r.num("lo")
		canvas.Mark{Label: outlet + ", " + r.text("period") + ": " + withInterval(r.cell("estimate"), r.cell("lo"), r.cell("hi")), Query: trendQuery(r).String()}.Draw(p.Canvas, func() {
			look.Shape.draw(&p.Canvas, vg.Point{X: x(days[at(r)]), Y: y(v)}, p.radius()*0.8, look.Color, sureHere)
		})
	}
}

func trendQuery(r record) query {
	q := queryOf(r)
	for _, k := range []string{"period", "measure", "key"} {
		q[k] = r.text(k)
	}
	return q
}

// dateTicks gives as many periods as have room, evenly spaced, written as
// short as they can be told apart.
func dateTicks(periods []string, days []float64, width vg.Length, p *plate) []plot.Tick {
	cut := len("2006-01-02")
	switch {
	case !slices.ContainsFunc(periods, func(s string) bool { return !strings.HasSuffix(s, "-01-01") }):
		cut = len("2006")
	case !slices.ContainsFunc(periods, func(s string) bool { return !strings.HasSuffix(s, "-01") }):
		cut = len("2006-01")
	}
	room := max(2, int(width.Points()/(1.4*p.setter.Width(periods[0][:cut], p.Small, false)+6)))
	step := (len(periods)-1)/room + 1
	var out []plot.Tick
	for i := 0; i < len(periods); i += step {
		out = append(out, plot.Tick{Value: days[i], Label: periods[i][:cut]})
	}
	return out
}

func trendsAlt(outlets []string, rows map[string][]record) string {
	var parts []string
	for _, o := range outlets[:min(4, len(outlets))] {
		known := slices.DeleteFunc(slices.Clone(rows[o]), func(r record) bool { _, ok := r.num("estimate"); return !ok })
		if len(known) == 0 {
			continue
		}
		a, z := known[0], known[len(known)-1]
		parts = append(parts, fmt.Sprintf("%s from %s in %s to %s in %s", o, withInterval(a.cell("estimate"), a.cell("lo"), a.cell("hi")), a.text("period"), withInterval(z.cell("estimate"), z.cell("lo"), z.cell("hi")), z.text("period")))
	}
	return fmt.Sprintf("Lines with bands over time in %d panels, one for each outlet: ", len(outlets)) + strings.Join(parts, "; ") + "."
}
