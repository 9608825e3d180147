package reports

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"slant/analysis"
	"slant/reports/canvas"
)

// Finding is one thing of a run that stands out, in words that claim no more
// than the numbers carry.
type Finding struct {
	Text     string // one sentence with estimate and interval
	Measure  string
	Key      string
	Outlets  []string
	Estimate float64
	Lo, Hi   float64
	Q        float64  // of a difference; NaN for a single estimate
	Cautions []string // what a reader must know before quoting it
	Query    string   // finds its sentences; see the page
}

// significant is the q value below which a difference is called one.
const significant = 0.05

// Findings gives at most four things that stand out: for each measure the
// largest difference between two outlets that has an interval without zero and
// q below 0.05, then the largest naming shares that have an interval. Nothing
// without an interval is ever a finding, and where no difference passes, none
// is claimed.
func Findings(run *Run) []Finding {
	var out []Finding
	for _, measure := range []string{"share", "rate", "sentiment", "score"} {
		if f, ok := largestContrast(run, measure); ok {
			out = append(out, f)
		}
	}
	for _, f := range largestShares(run) {
		if len(out) >= 4 {
			break
		}
		if !slices.ContainsFunc(out, func(g Finding) bool { return g.Key == f.Key && slices.Contains(g.Outlets, f.Outlets[0]) }) {
			out = append(out, f)
		}
	}
	return out[:min(4, len(out))]
}

// largestContrast gives the largest difference of a measure that may be called
// one. Where the own voice has such a difference, the other voices are not
// looked at: it is the outlet that is described.
func largestContrast(run *Run, measure string) (Finding, bool) {
	t := run.Table("contrasts")
	passing := t.records(func(r record) bool {
		q, okQ := r.num("q_value")
		lo, okLo := r.num("lo")
		hi, okHi := r.num("hi")
		_, okD := r.num("difference")
		return r.text("measure") == measure && okQ && okLo && okHi && okD && q < significant && (lo > 0 || hi < 0)
	})
	if own := slices.DeleteFunc(slices.Clone(passing), func(r record) bool { return r.text("voice") != "own" }); len(own) > 0 {
		passing = own
	}
	if len(passing) == 0 {
		return Finding{}, false
	}
	// The difference whose nearer end lies farthest from zero: what can be said
	// to be large, not what may be large by chance.
	r := slices.MaxFunc(passing, func(a, b record) int { return cmp.Compare(sure(a), sure(b)) })
	d, _ := r.num("difference")
	lo, _ := r.num("lo")
	hi, _ := r.num("hi")
	q, _ := r.num("q_value")
	a, b := r.text("outlet_a"), r.text("outlet_b")
	ea, _ := r.num("estimate_a")
	eb, _ := r.num("estimate_b")
	// The larger one is the subject, but never all the others together.
	if d < 0 && b != analysis.Rest || a == analysis.Rest {
		a, b, ea, eb, d, lo, hi = b, a, eb, ea, -d, -hi, -lo
	}
	f := Finding{Measure: measure, Key: r.text("key"), Outlets: []string{a, b}, Estimate: d, Lo: lo, Hi: hi, Q: q, Query: queryOf(r).String()}
	f.Text = contrastText(run, measure, r.text("key"), r.text("voice"), a, b, ea, eb, d, lo, hi) + fmt.Sprintf(", q = %s.", short(q))
	f.Cautions = append(f.Cautions, fmt.Sprintf("Picked from %s comparisons as the clearest in %s; q is corrected for all of them (Benjamini–Hochberg), the interval is not.", grouped(int64(len(t.Rows))), measure))
	f.Cautions = append(f.Cautions, cautions(run, r, measure, d, a, b)...)
	return f, true
}

// bare writes a share in per cent without the sign.
func bare(x float64) string { return strings.TrimSuffix(percent(x), "\u00A0%") }

// sure is how far from zero the nearer end of the interval lies.
func sure(r record) float64 {
	lo, _ := r.num("lo")
	hi, _ := r.num("hi")
	return max(lo, -hi)
}

func contrastText(run *Run, measure, key, voice, a, b string, ea, eb, d, lo, hi float64) string {
	a, b = canvas.Apart(a), canvas.Apart(b)
	if b == analysis.Rest {
		b = "all other outlets together"
	}
	what, thing, _ := strings.Cut(plainKey(key), "/")
	if thing == "" {
		thing = what // the whole lexicon
	}
	if measure != "rate" {
		what = run.actor(what)
	}
	what, thing = canvas.Apart(what), canvas.Apart(thing)
	in := " " + inVoice(voice)
	switch measure {
	case "share":
		points := func(x float64) string { return fixed(100*x, 0) }
		return fmt.Sprintf("%s names %s “%s” in %s of its mentions%s, %s in %s: a difference of %s points [%s, %s]", a, what, thing, percent(ea), in, b, percent(eb), points(d), points(lo), points(hi))
	case "rate":
		return fmt.Sprintf("%s uses terms of %s %s times per 1,000 words%s, %s %s times: a difference of %s [%s, %s]", a, thing, short(ea), in, b, short(eb), short(d), short(lo), short(hi))
	case "sentiment":
		higher := "higher"
		if d < 0 {
			higher = "lower"
		}
		return fmt.Sprintf("Sentences about %s score %s in %s than in %s%s: mean %s against %s, a difference of %s [%s, %s]", what, higher, a, b, in, short(ea), short(eb), short(d), short(lo), short(hi))
	}
	return fmt.Sprintf("%s and %s differ in %s of %s%s: %s against %s, a difference of %s [%s, %s]", a, b, measure, key, in, short(ea), short(eb), short(d), short(lo), short(hi))
}

func inVoice(voice string) string {
	switch voice {
	case "own":
		return "in its own voice"
	case "quoted":
		return "in its quotations"
	case "reported":
		return "in indirect speech"
	case "scare":
		return "in scare quotes"
	}
	return "in all voices"
}

// cautions gives what to say beside a finding of a size: notes of the row, few
// documents, and the one article or term that carries a good part of it.
func cautions(run *Run, r record, measure string, size float64, outlets ...string) []string {
	var out []string
	if note := r.text("note"); note != "" {
		out = append(out, strings.ToUpper(note[:1])+strings.TrimSuffix(note[1:], ".")+".")
	}
	for _, c := range []string{"documents_a", "documents_b"} {
		if n, ok := r.num(c); ok && n < 20 {
			out = append(out, fmt.Sprintf("%s rests on no more than %s documents.", r.text("outlet"+strings.TrimPrefix(c, "documents")), grouped(int64(n))))
		}
	}
	for _, i := range run.Table("influence").records(func(i record) bool {
		return i.text("measure") == measure && i.text("key") == r.text("key") && (i.text("voice") == "" || i.text("voice") == r.text("voice")) && slices.Contains(outlets, i.text("outlet"))
	}) {
		e, ok := i.num("estimate")
		if !ok {
			continue
		}
		if w, ok := i.num("without_document"); ok && math.Abs(w-e) > math.Abs(size)/4 {
			out = append(out, fmt.Sprintf("One article moves it: without %s the estimate for %s is %s instead of %s.", i.text("document"), i.text("outlet"), short(w), short(e)))
		}
		if w, ok := i.num("without_term"); ok && i.text("term") != "" && measure != "share" && math.Abs(w-e) > math.Abs(size)/2 {
			out = append(out, fmt.Sprintf("One term carries it: without “%s” the estimate for %s is %s instead of %s.", i.text("term"), i.text("outlet"), short(w), short(e)))
		}
	}
	return out
}

// largestShares gives loaded labels by the lower end of their share's interval
// in the outlet's own voice: where at least so much is sure. A share of nearly
// nothing is none.
func largestShares(run *Run) []Finding {
	const atLeast = 0.05
	rows := run.Table("naming").records(func(r record) bool {
		lo, ok := r.num("share_lo")
		_, okHi := r.num("share_hi")
		s := r.text("stance")
		return ok && okHi && r.text("voice") == "own" && (s == "negative" || s == "positive") && lo >= atLeast
	})
	slices.SortStableFunc(rows, func(a, b record) int {
		x, _ := a.num("share_lo")
		y, _ := b.num("share_lo")
		return cmp.Compare(y, x)
	})
	var out []Finding
	for _, r := range rows[:min(4, len(rows))] {
		e, _ := r.num("share")
		lo, _ := r.num("share_lo")
		hi, _ := r.num("share_hi")
		f := Finding{Measure: "share", Key: labelKey(r), Outlets: []string{r.text("outlet")}, Estimate: e, Lo: lo, Hi: hi, Q: math.NaN(), Query: queryOf(r).String()}
		f.Text = fmt.Sprintf("%s names %s “%s” in %s [%s, %s] of its %s mentions in its own voice.", canvas.Apart(r.text("outlet")), canvas.Apart(run.actor(r.text("referent"))), canvas.Apart(plainLabel(r.text("label"))),
			percent(e), bare(lo), bare(hi), grouped(r.whole("chances")))
		f.Cautions = cautions(run, r, "share", e, r.text("outlet"))
		out = append(out, f)
	}
	return out
}
