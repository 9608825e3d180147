package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"slant/reports/canvas"
)

const (
	voiceLabels  = 8 // groups of bars
	voiceOutlets = 6 // bars of a group
)

// voicesFigure: in whose voice each loaded label stands, as bars of 100 per
// cent for each outlet.
func voicesFigure(run *Run, preset Preset) (*Figure, string) {
	shown, of := run.outletsShown(voiceOutlets)
	head := vg.Length(2 * preset.Text)
	group := vg.Length(1.7 * preset.Text)
	rowH := vg.Length(1.65 * preset.Text)
	foot := vg.Length(1.8 * preset.Small)
	most := max(1, min(voiceLabels, int((preset.Tallest-head-foot)/(group+rowH*vg.Length(len(shown))))))
	totals, stances, sums := map[string]int64{}, map[string]string{}, map[[2]string]int64{}
	rows := run.Table("naming").records(func(r record) bool {
		if r.text("stance") == "" || !isVoice(r.text("voice")) || !slices.Contains(shown, r.text("outlet")) || r.whole("matches") == 0 {
			return false
		}
		totals[labelKey(r)] += r.whole("matches")
		stances[labelKey(r)] = r.text("stance")
		sums[[2]string{labelKey(r), r.text("outlet")}] += r.whole("matches")
		return true
	})
	if len(totals) == 0 {
		return nil, "no label of an actor was used"
	}
	labels, ofLabels := topLabels(totals, stances, most)
	rows = slices.DeleteFunc(rows, func(r record) bool { return !slices.Contains(labels, labelKey(r)) })
	data := columnsOf(rows, "outlet", "referent", "label", "voice", "matches")
	data.Columns = append(data.Columns, Column{"share", Number, "share", "Share of the voice in all matches of the label in the outlet, in [0, 1]."})
	for i, row := range data.Rows {
		r := record{data, row}
		data.Rows[i] = append(row, Num(float64(r.whole("matches"))/float64(sums[[2]string{labelKey(r), r.text("outlet")}])))
	}
	slices.SortStableFunc(data.Rows, func(a, b []Value) int {
		x, y := record{data, a}, record{data, b}
		return cmp.Or(cmp.Compare(slices.Index(labels, labelKey(x)), slices.Index(labels, labelKey(y))), cmp.Compare(run.paletteIndex(x.text("outlet")), run.paletteIndex(y.text("outlet"))), cmp.Compare(voiceOrder(x.text("voice")), voiceOrder(y.text("voice"))))
	})
	// One bar for each label and outlet that has matches.
	type bar struct {
		label, outlet string
		parts         []record
	}
	var bars []bar
	for _, r := range data.records(all) {
		if n := len(bars); n == 0 || bars[n-1].label != labelKey(r) || bars[n-1].outlet != r.text("outlet") {
			bars = append(bars, bar{label: labelKey(r), outlet: r.text("outlet")})
		}
		b := &bars[len(bars)-1]
		b.parts = append(b.parts, r)
	}
	f := &Figure{
		Title: "In whose voice each label stands",
		Data:  data,
		Caption: "Matches of each label by voice, as shares of all its matches in the outlet: the outlet's own words, attributed or long quotations, indirect speech, and short quotations without a source (scare quotes). n: matches. " +
			"An outlet without matches of a label has no bar." + shownOf("labels", "with the most matches, those with a stance first", len(labels), ofLabels) + shownOf("outlets", "with the most documents", len(shown), of),
		width:  max(preset.Single, preset.Double*2/3),
		height: min(head+vg.Length(len(labels))*group+vg.Length(len(bars))*rowH+foot, preset.Tallest),
	}
	f.Alt = voicesAlt(labels, rows)
	f.draw = func(p *plate) {
		width := p.Max.X - p.Min.X
		label := p.widest(shown, width*0.36) + 7
		note := vg.Length(p.setter.Width("12,345", p.Small, false)) + 6
		x0, w := p.Min.X+label, width-label-note
		p.voiceKey(x0, p.Max.Y-vg.Length(0.8*p.Text))
		scale := (p.Max.Y - p.Min.Y - head - foot) / (vg.Length(len(labels))*group + vg.Length(len(bars))*rowH)
		y := p.Max.Y - head
		p.whisper("n", p.Max.X-1, y-group*0.4, right, faint)
		for i, b := range bars {
			if i == 0 || b.label != bars[i-1].label {
				y -= group * scale
				referent, name, _ := strings.Cut(plainKey(b.label), "/")
				title := name + " (" + referent + ")"
				p.FillText(p.style(p.Text, true, ink), vg.Point{X: x0, Y: y + vg.Length(0.3*p.Text)}, p.setter.Fit(title, p.Text, true, w.Points()))
			}
			y -= rowH * scale
			h := rowH*scale - 1.6
			p.say(p.fit(b.outlet, label-7), x0-6, y+h/2, right, false)
			at, n := x0, int64(0)
			for _, part := range b.parts {
				share, _ := part.num("share")
				n += part.whole("matches")
				p.voiceBar(part, at, y, w*vg.Length(share), h, share)
				at += w * vg.Length(share)
			}
			p.whisper(grouped(n), p.Max.X-1, y+h/2, right, faint)
		}
		for _, t := range []float64{0, 0.25, 0.5, 0.75, 1} {
			p.whisper(fixed(t*100, 0), x0+w*vg.Length(t), p.Min.Y+vg.Length(0.7*p.Small), centre, ink)
		}
		p.whisper("per cent", x0-6, p.Min.Y+vg.Length(0.7*p.Small), right, ink)
	}
	return f, ""
}

func isVoice(v string) bool { return voiceOrder(v) >= 0 }

func voiceOrder(v string) int {
	for i, l := range voiceLook {
		if l.voice == v {
			return i
		}
	}
	return -1
}

// voiceBar draws one part of a bar, with its share in it where there is room.
func (p *plate) voiceBar(r record, x, y, w, h vg.Length, share float64) {
	look := voiceLook[voiceOrder(r.text("voice"))]
	mark := canvas.Mark{
		Label: fmt.Sprintf("%s, %s, %s: %s\u00A0%%, %s matches", r.text("outlet"), plainLabel(r.text("label")), r.text("voice"), fixed(share*100, 0), grouped(r.whole("matches"))),
		Query: queryOf(r).String(),
	}
	mark.Draw(p.Canvas, func() {
		rect := vg.Rectangle{Min: vg.Point{X: x, Y: y}, Max: vg.Point{X: x + max(w-0.6, 0.3), Y: y + h}}
		p.box(rect.Min.X, rect.Min.Y, rect.Max.X, rect.Max.Y, look.color)
		look.hatch.draw(&p.Canvas, rect, tint(white, 150))
		text := fixed(share*100, 0)
		if tw := vg.Length(p.setter.Width(text, p.Small, false)); w > tw+5 {
			if look.hatch != NoHatch {
				p.box(x+w/2-tw/2-1.5, y+1, x+w/2+tw/2+1.5, y+h-1, look.color)
			}
			p.whisper(text, x+w/2, y+h/2, centre, onto(look.color))
		}
	})
}

// voiceKey draws the key of the voices in one line.
func (p *plate) voiceKey(x, y vg.Length) {
	for _, v := range voiceLook {
		rect := vg.Rectangle{Min: vg.Point{X: x, Y: y - 3.5}, Max: vg.Point{X: x + 10, Y: y + 3.5}}
		p.box(rect.Min.X, rect.Min.Y, rect.Max.X, rect.Max.Y, v.color)
		v.hatch.draw(&p.Canvas, rect, tint(white, 150))
		p.whisper(v.voice, x+13, y, left, ink)
		x += vg.Length(p.setter.Width(v.voice, p.Small, false)) + 24
	}
}

func voicesAlt(labels []string, rows []record) string {
	sums := map[[2]string]int64{}
	totals := map[string]int64{}
	for _, r := range rows {
		sums[[2]string{labelKey(r), r.text("voice")}] += r.whole("matches")
		totals[labelKey(r)] += r.whole("matches")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Stacked bars of 100 per cent for %d labels and each outlet.", len(labels))
	for i, l := range labels {
		_, name, _ := strings.Cut(plainKey(l), "/")
		if i == 4 {
			break
		}
		fmt.Fprintf(&b, " %s over these outlets: %s in their own voice, %s quoted, %s reported, %s in scare quotes.", name,
			percent(float64(sums[[2]string{l, "own"}])/float64(totals[l])), percent(float64(sums[[2]string{l, "quoted"}])/float64(totals[l])),
			percent(float64(sums[[2]string{l, "reported"}])/float64(totals[l])), percent(float64(sums[[2]string{l, "scare"}])/float64(totals[l])))
	}
	return b.String()
}
