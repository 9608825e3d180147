package reports

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"slant/reports/canvas"
)

const (
	outletsShown    = 30 // rows of a figure
	categoriesShown = 4  // panels of a figure
)

// ratesFigure: for each category, matches per 1,000 words by outlet, in the
// outlet's own voice and in all voices, with intervals; documents at the
// right; outlets in the order of the first panel's own rate.
func ratesFigure(run *Run, preset Preset) (*Figure, string) {
	shown, of := run.outletsShown(preset.fits(outletsShown, 1))
	totals := map[string]int64{}
	rows := run.Table("categories").records(func(r record) bool {
		if v := r.text("voice"); v != "own" && v != "all" || !slices.Contains(shown, r.text("outlet")) {
			return false
		}
		if r.text("voice") == "all" {
			totals[categoryKey(r)] += r.whole("matches")
		}
		return true
	})
	for k, n := range totals {
		if n == 0 {
			delete(totals, k)
		}
	}
	if len(totals) == 0 {
		return nil, "no term of a lexicon matched"
	}
	panels, ofPanels := categoriesApart(totals, categoriesShown)
	rows = slices.DeleteFunc(rows, func(r record) bool { return !slices.Contains(panels, categoryKey(r)) })
	data := columnsOf(rows, "outlet", "lexicon", "category", "voice", "rate", "rate_lo", "rate_hi", "matches", "words", "note")
	outlets := columnsOf(run.Table("outlets").records(all), "outlet", "documents")
	data = arranged(joined(data, outlets, "outlet", "documents"), "lexicon", "category", "voice", "-rate", "outlet")

	first := map[string]float64{}
	cells := map[[3]string]record{}
	for _, r := range data.records(all) {
		cells[[3]string{categoryKey(r), r.text("outlet"), r.text("voice")}] = r
		if x, ok := r.num("rate"); ok && r.text("voice") == "own" && categoryKey(r) == panels[0] {
			first[r.text("outlet")] = x
		}
	}
	order := slices.Clone(shown)
	slices.SortStableFunc(order, func(a, b string) int {
		x, okX := first[a]
		y, okY := first[b]
		switch {
		case okX != okY && okX, okX && x > y:
			return -1
		case okX != okY, okY && x < y:
			return 1
		}
		return 0
	})
	f := &Figure{
		Title: "Rate of each category by outlet",
		Data:  data,
		Caption: fmt.Sprintf("Matches per 1,000 words by outlet. Filled: in the outlet's own voice, of its words of narration. Hollow: in all voices, of all words outside page furniture. "+
			"Bars are %s intervals from the variation between documents; a dot without a bar has no interval because too few documents mention it. n: documents. Outlets are ordered by the own-voice rate of %s.%s%s",
			percent(run.Manifest.Confidence), namesWithin(panels)[0], shownOf("outlets", "with the most documents", len(shown), of), shownOf("categories", "with the most matches", len(panels), ofPanels)),
		width: preset.Double,
	}
	if len(panels) == 1 && len(order) < 12 {
		f.width = max(preset.Single, preset.Double*2/3)
	}
	docs := run.documentsOf()
	f.height = rowsHeight(preset, len(order))
	f.Alt = ratesAlt(panels, order, cells)
	f.draw = func(p *plate) {
		rows := p.rows(order, len(panels), namesWithin(panels), func(o string) string { return grouped(docs[o]) })
		for k, panel := range rows.panels {
			var values []float64
			for _, o := range order {
				for _, v := range []string{"own", "all"} {
					r := cells[[3]string{panels[k], o, v}]
					values = append(values, numbers(r, "rate", "rate_lo", "rate_hi")...)
				}
			}
			_, hi := span(values, 0)
			a := panel.axes(0, hi, "per 1,000 words")
			a.Add(panel.gridX(a, 0), layer(func(c draw.Canvas, x, _ func(float64) vg.Length) {
				for i, o := range order {
					look := run.look(o)
					y := rows.y(c, i)
					drawDot(panel, c, run, cells[[3]string{panels[k], o, "all"}], "rate", x, y-rows.step*0.17, look, false)
					drawDot(panel, c, run, cells[[3]string{panels[k], o, "own"}], "rate", x, y+rows.step*0.14, look, true)
				}
			}))
			rows.draw(a, panel)
		}
	}
	return f, ""
}

// categoriesApart gives the categories with the most matches, at most n, and
// how many there are. Of a category and one nested in it, which share their
// matches, only one is taken where most are the same.
func categoriesApart(totals map[string]int64, n int) (keys []string, of int) {
	ranked, of := top(totals, len(totals))
	for _, k := range ranked {
		if len(keys) == n {
			break
		}
		if !slices.ContainsFunc(keys, func(have string) bool {
			return 10*totals[k] > 6*totals[have] && (strings.HasPrefix(k, have+".") || strings.HasPrefix(have, k+"."))
		}) {
			keys = append(keys, k)
		}
	}
	return keys, of
}

func categoryKey(r record) string { return r.text("lexicon") + "/" + r.text("category") }

// namesWithin gives keys for readers: without the part before the slash where
// all have the same.
func namesWithin(keys []string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		before, after, ok := strings.Cut(k, "/")
		first, _, _ := strings.Cut(keys[0], "/")
		if !ok || before != first {
			return keys
		}
		out[i] = after
	}
	return out
}

// numbers gives those of the named cells that hold a number.
func numbers(r record, columns ...string) []float64 {
	if r.table == nil {
		return nil
	}
	var out []float64
	for _, c := range columns {
		if x, ok := r.num(c); ok {
			out = append(out, x)
		}
	}
	return out
}

// drawDot draws one estimate with its interval and makes it answer a click.
func drawDot(p *plate, c draw.Canvas, run *Run, r record, column string, x func(float64) vg.Length, y vg.Length, look Look, filled bool) {
	if r.table == nil {
		return
	}
	v, ok := r.num(column)
	if !ok {
		return
	}
	q := *p
	q.Canvas = c
	mark := canvas.Mark{
		Label: strings.Join(nonEmpty(r.text("outlet"), r.text("category"), r.text("actor"), r.text("voice")+" voice"), ", ") + ": " + withInterval(r.cell(column), r.cell(column+"_lo"), r.cell(column+"_hi")),
		Query: queryOf(r).String(),
	}
	mark.Draw(c, func() {
		lo, okLo := r.num(column + "_lo")
		hi, okHi := r.num(column + "_hi")
		if okLo && okHi {
			q.bar(x(lo), x(hi), y, look.Color)
		}
		look.Shape.draw(&q.Canvas, vg.Point{X: x(v), Y: y}, q.radius(), look.Color, filled)
	})
}

func nonEmpty(parts ...string) []string {
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" || s == " voice" })
}

func ratesAlt(panels, order []string, cells map[[3]string]record) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Dot plot of %d outlets in %d panels, one for each category.", len(order), len(panels))
	for i, k := range panels {
		best, most := "", math.Inf(-1)
		least, low := "", math.Inf(1)
		for _, o := range order {
			r := cells[[3]string{k, o, "own"}]
			if r.table == nil {
				continue
			}
			if x, ok := r.num("rate"); ok {
				if x > most {
					best, most = o, x
				}
				if x < low {
					least, low = o, x
				}
			}
		}
		if best != "" {
			fmt.Fprintf(&b, " %s: in its own voice, highest %s with %s per 1,000 words, lowest %s with %s.", namesWithin(panels)[i], best, short(most), least, short(low))
		}
	}
	return b.String()
}

// percent writes a share: "95 %".
func percent(x float64) string {
	return strings.TrimSuffix(fixed(x*100, 1), ".0") + "\u00A0%"
}

// shownOf says in a caption that a figure shows only some.
func shownOf(what, which string, shown, of int) string {
	if shown >= of {
		return ""
	}
	return fmt.Sprintf(" Shown are the %d %s %s, of %d.", shown, what, which, of)
}
