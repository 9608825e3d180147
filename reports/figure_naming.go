package reports

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"slant/reports/canvas"
)

const labelsShown = 20 // columns of the heat map

// namingFigure: which share of its mentions of an actor each outlet gives to
// each label, in its own voice; cells of nobody's naming are grey.
func namingFigure(run *Run, preset Preset) (*Figure, string) {
	shown, of := run.outletsShown(min(outletsShown, int((preset.Tallest-170)/preset.row())))
	totals, stances, chances := map[string]int64{}, map[string]string{}, map[string]int64{}
	rows := run.Table("naming").records(func(r record) bool {
		if r.text("voice") != "own" || !slices.Contains(shown, r.text("outlet")) {
			return false
		}
		totals[labelKey(r)] += r.whole("matches")
		chances[r.text("referent")] += r.whole("matches")
		stances[labelKey(r)] = r.text("stance")
		return true
	})
	loaded := map[string]int64{}
	for k, n := range totals {
		if n > 0 && stances[k] != "" {
			loaded[k] = n
		}
	}
	if len(loaded) == 0 {
		return nil, "no outlet used a label for an actor in its own voice"
	}
	labels, ofLabels := topLabels(loaded, stances, labelsShown)
	slices.SortFunc(labels, func(a, b string) int {
		ra, rb := referentOf(a), referentOf(b)
		return cmp.Or(cmp.Compare(chances[rb], chances[ra]), cmp.Compare(ra, rb), cmp.Compare(stanceOrder(stances[a]), stanceOrder(stances[b])), cmp.Compare(loaded[b], loaded[a]), cmp.Compare(a, b))
	})
	rows = slices.DeleteFunc(rows, func(r record) bool { return !slices.Contains(labels, labelKey(r)) })
	data := arranged(columnsOf(rows, "outlet", "referent", "label", "stance", "voice", "chances", "matches", "documents", "share", "share_lo", "share_hi", "note"), "referent", "label", "outlet")
	cells := map[[2]string]record{}
	highest := 0.0
	for _, r := range data.records(all) {
		cells[[2]string{r.text("outlet"), labelKey(r)}] = r
		if x, ok := r.num("share"); ok && len(numbers(r, "share_lo")) > 0 {
			highest = max(highest, x)
		}
	}
	docs := run.documentsOf()
	counts := map[string]string{}
	for o, n := range docs {
		counts[o] = grouped(n)
	}
	slices.SortStableFunc(shown, func(a, b string) int { return cmp.Compare(docs[b], docs[a]) })
	f := &Figure{
		Title: "How each outlet names each actor in its own voice",
		Data:  data,
		Caption: "Share of each label in all mentions of its referent, in per cent, in the outlet's own voice. Grey: the outlet did not mention the referent in its own voice, so there was no chance to name it. A number without colour rests on too few documents for an interval. " +
			"Labels stand under their referent, negative ones (−) first, positive ones (+) last. n: documents. Intervals are in the table." +
			shownOf("outlets", "with the most documents", len(shown), of) + shownOf("labels", "with the most matches, those with a stance first", len(labels), ofLabels),
		width: preset.Double,
	}
	f.Alt = fmt.Sprintf("Heat map of %d outlets by %d labels. ", len(shown), len(labels)) + largestCells(cells, shown, labels)
	heads := make([]string, len(labels))
	for j, l := range labels {
		heads[j] = labelWithSign(l, stances)
	}
	head, together := 0.0, referentsFit(labels, preset)
	if !together {
		for j, l := range labels {
			heads[j] = canvas.Apart(referentOf(l)) + ": " + heads[j]
		}
	}
	setter, err := canvas.NewSetter()
	if err != nil {
		return nil, err.Error()
	}
	for _, h := range heads {
		head = max(head, setter.Width(h, preset.Text, false))
	}
	head = math.Min(head, 150)
	const angle = math.Pi / 4
	headHeight := vg.Length(head*math.Sin(angle)+2.2*preset.Text) + 4
	f.height = min(headHeight+vg.Length(len(shown))*preset.row()+vg.Length(2.4*preset.Small)+2, preset.Tallest)
	f.draw = func(p *plate) {
		width := p.Max.X - p.Min.X
		label := p.widest(shown, width*0.32) + 7
		note := vg.Length(p.setter.Width("n 12,345", p.Small, false))
		slant := vg.Length(head * math.Cos(angle)) // that the last heading leans out
		cell := min((width-label-max(note, slant))/vg.Length(len(labels)), 2.6*p.row())
		row := min((p.Max.Y-p.Min.Y-headHeight-vg.Length(2.4*p.Small))/vg.Length(len(shown)), p.row())
		x0, y0 := p.Min.X+label, p.Max.Y-headHeight
		for j := range labels {
			x := x0 + cell*(vg.Length(j)+0.5)
			s := p.style(p.Text, false, ink)
			s.Rotation = angle
			p.FillText(s, vg.Point{X: x + 1, Y: y0 + 4}, p.setter.Fit(heads[j], p.Text, false, head))
		}
		if together {
			p.referentHeads(labels, x0, p.Max.Y-vg.Length(0.8*p.Text), cell, y0)
		}
		for i, o := range shown {
			y := y0 - row*vg.Length(i+1)
			p.say(p.fit(o, label-7), x0-6, y+row/2, right, false)
			for j, l := range labels {
				p.shareCell(cells[[2]string{o, l}], x0+cell*vg.Length(j), y, cell, row, highest)
			}
			p.whisper(counts[o], x0+cell*vg.Length(len(labels))+note, y+row/2, right, faint)
		}
		p.whisper("n", x0+cell*vg.Length(len(labels))+note, y0+vg.Length(0.6*p.Small), right, faint)
		p.shareKey(x0, p.Min.Y+vg.Length(0.8*p.Small), highest)
	}
	return f, ""
}

// referentsFit reports whether every referent has so many labels that its name
// fits above them.
func referentsFit(labels []string, preset Preset) bool {
	cell := min((preset.Double.Points()-150)/float64(len(labels)), 2.6*preset.row().Points())
	for j := 0; j < len(labels); {
		k := j
		for k < len(labels) && referentOf(labels[k]) == referentOf(labels[j]) {
			k++
		}
		if float64(len(referentOf(labels[j])))*preset.Text*0.55 > cell*float64(k-j) {
			return false
		}
		j = k
	}
	return true
}

func labelKey(r record) string { return r.text("referent") + "/" + r.text("label") }

func referentOf(key string) string {
	before, _, _ := strings.Cut(key, "/")
	return before
}

func stanceOrder(stance string) int {
	return slices.Index([]string{"negative", "neutral", "positive"}, stance)
}

// labelWithSign gives a label with the sign of its stance, so that the reader
// needs no colour for it.
func labelWithSign(key string, stances map[string]string) string {
	_, label, _ := strings.Cut(plainKey(key), "/")
	switch stances[key] {
	case "negative":
		return "− " + label
	case "positive":
		return "+ " + label
	}
	return label
}

// referentHeads writes each referent once above its labels, with a rule that
// shows which they are.
func (p *plate) referentHeads(labels []string, x0, y, cell, base vg.Length) {
	for j := 0; j < len(labels); {
		k := j
		for k < len(labels) && referentOf(labels[k]) == referentOf(labels[j]) {
			k++
		}
		from, to := x0+cell*vg.Length(j), x0+cell*vg.Length(k)
		if j > 0 {
			p.line(from, base, from, base+3, p.Line, faint)
		}
		s := p.style(p.Text, true, ink)
		p.FillText(s, vg.Point{X: from, Y: y - vg.Length(p.Text)*0.36}, p.setter.Fit(referentOf(labels[j]), p.Text, true, (to-from+20).Points()))
		p.line(from, y-vg.Length(0.75*p.Text), to-3, y-vg.Length(0.75*p.Text), p.Line, faint)
		j = k
	}
}

// shareCell draws one cell of a heat map of shares.
func (p *plate) shareCell(r record, x, y, w, h vg.Length, highest float64) {
	if r.table == nil {
		p.box(x, y, x+w-1, y+h-1, none)
		return
	}
	share, ok := r.num("share")
	if !ok {
		p.box(x, y, x+w-1, y+h-1, none)
		return
	}
	col := sequential(share / max(highest, 0.01))
	mark := canvas.Mark{
		Label: fmt.Sprintf("%s, %s as %s: %s\u00A0%% of %s mentions", r.text("outlet"), r.text("referent"), plainLabel(r.text("label")), fixed(share*100, 0), grouped(r.whole("chances"))),
		Query: queryOf(r).String(),
	}
	_, estimable := r.num("share_lo")
	mark.Draw(p.Canvas, func() {
		if !estimable {
			p.whisper(fixed(share*100, 0), x+(w-1)/2, y+(h-1)/2, centre, faint)
			return
		}
		p.box(x, y, x+w-1, y+h-1, col)
		p.whisper(fixed(share*100, 0), x+(w-1)/2, y+(h-1)/2, centre, onto(col))
	})
}

// shareKey draws the scale of the heat map's colours.
func (p *plate) shareKey(x, y vg.Length, highest float64) {
	const steps, w = 24, 4
	p.whisper("0", x-3, y, right, ink)
	for i := range steps {
		p.box(x+vg.Length(i*w), y-3, x+vg.Length((i+1)*w)+0.2, y+3, sequential((float64(i)+0.5)/steps))
	}
	end := x + steps*w + 4
	text := fixed(highest*100, 0) + " per cent"
	p.whisper(text, end, y, left, ink)
	end += vg.Length(p.setter.Width(text, p.Small, false)) + 12
	p.box(end, y-3, end+8, y+3, none)
	p.whisper("no chance to name", end+12, y, left, ink)
}

// largestCells names the largest shares for those who cannot see them.
func largestCells(cells map[[2]string]record, outlets, labels []string) string {
	var list []record
	for _, o := range outlets {
		for _, l := range labels {
			if r := cells[[2]string{o, l}]; r.table != nil {
				if _, ok := r.num("share"); ok {
					list = append(list, r)
				}
			}
		}
	}
	slices.SortStableFunc(list, func(a, b record) int {
		x, _ := a.num("share")
		y, _ := b.num("share")
		return cmp.Compare(y, x)
	})
	var parts []string
	for _, r := range list[:min(3, len(list))] {
		x, _ := r.num("share")
		parts = append(parts, fmt.Sprintf("%s as %s in %s with %s", r.text("referent"), plainLabel(r.text("label")), r.text("outlet"), percent(x)))
	}
	return "Largest shares: " + strings.Join(parts, "; ") + "."
}
