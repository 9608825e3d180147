package reports

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"slant/reports/canvas"
)

const specificationsShown = 240

// multiverseFigure: the specification curve of the main contrast: its estimate
// under every choice, in order of size, and below it which choices those are.
func multiverseFigure(run *Run, preset Preset) (*Figure, string) {
	t := run.Table("multiverse")
	rows := t.records(func(r record) bool { _, ok := r.num("estimate"); return ok })
	if len(rows) < 2 {
		return nil, "there are not two specifications of a contrast"
	}
	same := func(a, b record) bool {
		return !slices.ContainsFunc([]string{"measure", "key", "outlet_a", "outlet_b"}, func(c string) bool { return a.text(c) != b.text(c) })
	}
	first := rows[0]
	rows = slices.DeleteFunc(rows, func(r record) bool { return !same(r, first) })
	all := len(rows)
	slices.SortStableFunc(rows, func(a, b record) int {
		x, _ := a.num("estimate")
		y, _ := b.num("estimate")
		return cmp.Compare(x, y)
	})
	if all > specificationsShown { // every k-th, so that the curve keeps its form
		var thin []record
		for i := range specificationsShown {
			thin = append(thin, rows[i*(all-1)/(specificationsShown-1)])
		}
		rows = thin
	}
	names := []string{"measure", "key", "outlet_a", "outlet_b", "specification", "estimate", "lo", "hi", "documents"}
	choices := choicesOf(t)
	options, dropped := optionsShown(rows, choices)
	dropped += choicesInWords(t.records(func(r record) bool { return same(r, first) }), choices)
	curve := preset.row() * 8
	f := &Figure{
		Title: fmt.Sprintf("%s of %s, %s less %s, under every choice", measureName(first.text("measure")), first.text("key"), first.text("outlet_a"), first.text("outlet_b")),
		Data:  columnsOf(rows, append(names, choices...)...),
		Caption: fmt.Sprintf("Specification curve: the difference under each of %s, ordered by size, with %s intervals where they can be estimated. Marked by a dotted line: the specification reported elsewhere. Below, the strokes show which choices make each specification.%s%s",
			count(int64(all), "combination of choices", "combinations of choices"), percent(run.Manifest.Confidence), shownOf("specifications", "evenly spaced over the curve", len(rows), all), dropped),
		width: preset.Double,
	}
	lo, _ := rows[0].num("estimate")
	hi, _ := rows[len(rows)-1].num("estimate")
	f.Alt = fmt.Sprintf("Specification curve of %d estimates from %s to %s; %d of them are above zero.", len(rows), short(lo), short(hi), len(slices.DeleteFunc(slices.Clone(rows), func(r record) bool { x, _ := r.num("estimate"); return x <= 0 })))
	step := preset.row() * 0.8
	f.height = min(curve+vg.Length(len(options))*step+preset.headHeight()+10, preset.Tallest)
	f.draw = func(p *plate) {
		var lines []string
		for _, o := range options {
			lines = append(lines, o.choice+": "+o.label())
		}
		label := p.widest(lines, (p.Max.X-p.Min.X)*0.35) + 10
		x0, x1 := p.Min.X+label, p.Max.X-4
		x := func(i int) vg.Length { return x0 + (x1-x0)*(vg.Length(i)+0.5)/vg.Length(len(rows)) }
		var values []float64
		for _, r := range rows {
			values = append(values, numbers(r, "estimate", "lo", "hi")...)
		}
		lo, hi := span(values, 0)
		lo, hi = min(lo, 0), max(hi, 0)
		top, bottom := p.Max.Y-vg.Length(1.6*p.Text), p.Max.Y-curve
		y := func(v float64) vg.Length { return bottom + (top-bottom)*vg.Length((v-lo)/(hi-lo)) }
		p.say(measureUnit(first.text("measure")), x0, p.Max.Y-vg.Length(0.6*p.Text), left, false)
		for _, t := range (ticks{5}).Ticks(lo, hi) {
			p.line(x0, y(t.Value), x1, y(t.Value), 0.8*p.Line, grid)
			p.whisper(t.Label, x0-5, y(t.Value), right, ink)
		}
		p.line(x0, y(0), x1, y(0), p.Line, faint)
		reported := -1
		for i, r := range rows {
			if r.whole("specification") == 1 {
				reported = i
			}
			v, _ := r.num("estimate")
			canvas.Mark{Label: fmt.Sprintf("Specification %d: %s", r.whole("specification"), withInterval(r.cell("estimate"), r.cell("lo"), r.cell("hi"))), Query: queryOf(r).String()}.Draw(p.Canvas, func() {
				l, okLo := r.num("lo")
				h, okHi := r.num("hi")
				if okLo && okHi {
					p.StrokeLine2(draw.LineStyle{Color: tint(okabeIto[0], 110), Width: min(vg.Length(2*p.Line), (x1-x0)/vg.Length(len(rows))*0.5)}, x(i), y(l), x(i), y(h))
				}
				few := len(rows) <= 60
				Circle.draw(&p.Canvas, vg.Point{X: x(i), Y: y(v)}, max(0.8, min(p.radius(), (x1-x0)/vg.Length(len(rows))*0.45)), okabeIto[0], i == reported || !few)
				if i == reported && !few {
					Circle.draw(&p.Canvas, vg.Point{X: x(i), Y: y(v)}, p.radius(), okabeIto[1], true)
				}
			})
		}
		for k, o := range options {
			y := bottom - step*(vg.Length(k)+0.9)
			if k == 0 || options[k-1].choice != o.choice {
				p.line(p.Min.X, y+step*0.5, x1, y+step*0.5, 0.8*p.Line, grid)
				p.say(p.fit(lines[k], label-10), x0-8, y, right, false)
			} else {
				p.say(p.fit(o.label(), label-10), x0-8, y, right, false)
			}
			var on vg.Path
			for i, r := range rows {
				if r.text(o.choice) == o.value {
					on.Move(vg.Point{X: x(i), Y: y - step*0.3})
					on.Line(vg.Point{X: x(i), Y: y + step*0.3})
				}
			}
			p.SetLineStyle(draw.LineStyle{Color: ink, Width: max(0.5, min(2.4, (x1-x0)/vg.Length(len(rows))*0.6))})
			p.Stroke(on)
		}
		if reported >= 0 {
			p.line(x(reported), bottom-step*(vg.Length(len(options))+0.4), x(reported), top, p.Line, faint, 1, 2)
		}
	}
	return f, ""
}

// choicesOf names the columns that are choices: those after the last that
// every such table has.
func choicesOf(t *Table) []string {
	var out []string
	for _, c := range t.Columns[t.Index("documents")+1:] {
		if !slices.Contains([]string{"documents_a", "documents_b", "note"}, c.Name) {
			out = append(out, c.Name)
		}
	}
	return out
}

// choicesInWords says what copies and shared text do to the difference, with
// all else as it is reported: " As reported it is 2.1 [1.2, 3.0]; with copies
// first 1.9 [1.0, 2.8].". It is empty where neither was varied.
func choicesInWords(rows []record, choices []string) string {
	at := slices.IndexFunc(rows, func(r record) bool { return r.whole("specification") == 1 })
	if at < 0 {
		return ""
	}
	reported := rows[at]
	value := func(r record) string {
		if _, ok := r.num("estimate"); !ok {
			return "no estimate"
		}
		return withInterval(r.cell("estimate"), r.cell("lo"), r.cell("hi"))
	}
	said := ""
	for _, varied := range []string{"copies", "text"} {
		for _, r := range rows {
			others := slices.ContainsFunc(choices, func(c string) bool { return c != varied && r.text(c) != reported.text(c) })
			if slices.Contains(choices, varied) && !others && r.text(varied) != reported.text(varied) {
				said += fmt.Sprintf("; with %s %s %s", varied, r.text(varied), value(r))
			}
		}
	}
	if said == "" {
		return ""
	}
	return " As reported it is " + value(reported) + said + "."
}

// option is one value of a choice.
type option struct{ choice, value string }

func (o option) label() string {
	if o.value == "" {
		return "nothing"
	}
	return o.value
}

// optionsOfChoice is how many values of one choice have a row.
const optionsOfChoice = 8

// optionsShown gives the values of the choices that were made, and says which
// are left out: where a choice has many values, those that move the estimate
// most are shown.
func optionsShown(rows []record, choices []string) (options []option, dropped string) {
	total := 0.0
	for _, r := range rows {
		x, _ := r.num("estimate")
		total += x
	}
	mean := total / float64(len(rows))
	for _, c := range choices {
		sums, counts := map[string]float64{}, map[string]float64{}
		var values []string
		for _, r := range rows {
			v := r.text(c)
			if counts[v] == 0 {
				values = append(values, v)
			}
			x, _ := r.num("estimate")
			sums[v] += x
			counts[v]++
		}
		if len(values) < 2 {
			continue // no choice was made
		}
		slices.Sort(values)
		if n := len(values); n > optionsOfChoice {
			slices.SortStableFunc(values, func(a, b string) int {
				return cmp.Compare(math.Abs(sums[b]/counts[b]-mean), math.Abs(sums[a]/counts[a]-mean))
			})
			values = values[:optionsOfChoice]
			slices.Sort(values)
			dropped += fmt.Sprintf(" Of the %d values of %s the %d that move the difference most have a row.", n, c, optionsOfChoice)
		}
		for _, v := range values {
			options = append(options, option{c, v})
		}
	}
	return options, dropped
}
