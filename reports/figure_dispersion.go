package reports

import (
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"slant/reports/canvas"
)

const (
	tenths          = 11 // the headline and ten tenths of the body
	dispersionShown = 10
)

// dispersionFigure: where in the article each label falls and in whose voice,
// over all outlets: the headline, then the body from its first tenth to its
// last.
func dispersionFigure(run *Run, preset Preset) (*Figure, string) {
	totals := map[string]int64{}
	sums := map[[3]string]int64{}
	for _, r := range run.Table("dispersion").records(func(r record) bool { return isVoice(r.text("voice")) }) {
		totals[labelKey(r)] += r.whole("matches")
		sums[[3]string{labelKey(r), r.text("voice"), r.text("tenth")}] += r.whole("matches")
	}
	if len(totals) == 0 {
		return nil, "no label has a place in an article"
	}
	shown, of := top(totals, dispersionShown)
	data := &Table{Columns: []Column{
		{"referent", String, "", "Id of the actor that the label names."},
		{"label", String, "", "One way to name the referent."},
		{"voice", String, "", "Who speaks: own, quoted, scare or reported."},
		{"tenth", Integer, "tenths of the body", "Place in the article: 0 is the headline, 1 the first tenth of the body's words, 10 the last."},
		{"matches", Integer, "matches", "Matches at that place in that voice, over all outlets."},
	}}
	for _, l := range shown {
		referent, label, _ := strings.Cut(l, "/")
		for _, v := range voiceLook {
			for tenth := range tenths {
				if n := sums[[3]string{l, v.voice, fmt.Sprint(tenth)}]; n > 0 {
					data.Rows = append(data.Rows, []Value{Text(referent), Text(label), Text(v.voice), Int(tenth), Int(n)})
				}
			}
		}
	}
	strip := preset.row() * 2
	f := &Figure{
		Title:   "Where in the article each label falls",
		Data:    data,
		Caption: "Matches of each label in the headline (H) and in each tenth of the body, from the first to the last, over all outlets; the parts of a bar are the voices. Heights compare within a row, not between rows. n: matches." + shownOf("labels", "with the most matches", len(shown), of),
		width:   max(preset.Single, preset.Double*2/3),
		height:  min(vg.Length(len(shown))*strip+vg.Length(2*preset.Text)+vg.Length(2*preset.Small), preset.Tallest),
	}
	f.Alt = dispersionAlt(shown, sums)
	f.draw = func(p *plate) {
		var names []string
		for _, l := range shown {
			_, label, _ := strings.Cut(plainKey(l), "/")
			names = append(names, label)
		}
		label := p.widest(names, (p.Max.X-p.Min.X)*0.4) + 8
		note := vg.Length(p.setter.Width("12,345", p.Small, false)) + 6
		x0, x1 := p.Min.X+label, p.Max.X-note
		p.voiceKey(x0, p.Max.Y-vg.Length(0.8*p.Text))
		top := p.Max.Y - vg.Length(2*p.Text)
		bottom := p.Min.Y + vg.Length(1.8*p.Small)
		h := (top - bottom) / vg.Length(len(shown))
		const gap = 6 // between headline and body
		w := (x1 - x0 - gap) / tenths
		left0 := func(tenth int) vg.Length {
			x := x0 + w*vg.Length(tenth)
			if tenth > 0 {
				x += gap
			}
			return x
		}
		p.whisper("n", p.Max.X-1, top+2, right, faint)
		for i, l := range shown {
			base := top - h*vg.Length(i+1)
			highest := int64(1)
			for tenth := range tenths {
				var n int64
				for _, v := range voiceLook {
					n += sums[[3]string{l, v.voice, fmt.Sprint(tenth)}]
				}
				highest = max(highest, n)
			}
			p.line(x0, base, x1, base, p.Line, faint)
			p.say(p.fit(names[i], label-8), x0-7, base+h*0.35, right, false)
			p.whisper(grouped(totals[l]), p.Max.X-1, base+h*0.35, right, faint)
			for tenth := range tenths {
				y := base
				for _, v := range voiceLook {
					n := sums[[3]string{l, v.voice, fmt.Sprint(tenth)}]
					if n == 0 {
						continue
					}
					part := (h - 4) * vg.Length(float64(n)/float64(highest))
					referent, name, _ := strings.Cut(l, "/")
					place := "headline"
					if tenth > 0 {
						place = fmt.Sprintf("tenth %d of the body", tenth)
					}
					mark := canvas.Mark{Label: fmt.Sprintf("%s, %s, %s: %s", plainLabel(name), place, v.voice, count(n, "match", "matches")), Query: query{"referent": referent, "label": name, "voice": v.voice}.String()}
					mark.Draw(p.Canvas, func() {
						rect := vg.Rectangle{Min: vg.Point{X: left0(tenth), Y: y}, Max: vg.Point{X: left0(tenth) + w - 1.5, Y: y + part}}
						p.box(rect.Min.X, rect.Min.Y, rect.Max.X, rect.Max.Y, v.color)
						v.hatch.draw(&p.Canvas, rect, tint(white, 150))
					})
					y += part
				}
			}
		}
		foot := p.Min.Y + vg.Length(0.8*p.Small)
		p.whisper("H", left0(0)+w/2, foot, centre, ink)
		for _, tenth := range []int{1, 5, 10} {
			p.whisper(fmt.Sprint(tenth), left0(tenth)+w/2, foot, centre, ink)
		}
		p.whisper("tenth of the body", x0-7, foot, right, ink)
	}
	return f, ""
}

func dispersionAlt(labels []string, sums map[[3]string]int64) string {
	var parts []string
	for _, l := range slices.Clone(labels)[:min(4, len(labels))] {
		var n [tenths]int64
		var total int64
		for _, v := range voiceLook {
			for t := range tenths {
				n[t] += sums[[3]string{l, v.voice, fmt.Sprint(t)}]
			}
		}
		for _, k := range n {
			total += k
		}
		_, name, _ := strings.Cut(plainKey(l), "/")
		parts = append(parts, fmt.Sprintf("%s %s in headlines and %s in the first tenth", name, percent(float64(n[0])/float64(total)), percent(float64(n[1])/float64(total))))
	}
	return fmt.Sprintf("Strips of bars for %d labels over the headline and the tenths of the body: ", len(labels)) + strings.Join(parts, "; ") + "."
}
