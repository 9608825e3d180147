package analysis

import (
	"strings"

	"slant/analysis/stat"
	"slant/lexicons"
)

// Copies says what becomes of documents that are copies of one another.
type Copies uint8

const (
	// KeepCopies: every document counts; a group of copies is one unit for
	// resampling. The zero value.
	KeepCopies Copies = iota
	// FirstOnly: only the first document of a group counts.
	FirstOnly
	// Weighted: the documents of a group share the weight of one.
	Weighted
)

// Options are the choices that Results are made with. The zero value works.
type Options struct {
	Stat   stat.Options
	Copies Copies
	Period Period   // of trends; chosen by the length of the time covered when zero
	Events []string // days, YYYY-MM-DD, before and after which outlets are compared
}

// Results are the aggregated tables, every one in canonical order.
type Results struct {
	Outlets    []OutletRow
	Terms      TermTable
	Categories []CategoryRow
	Naming     []NamingRow
	Sentiment  []SentimentRow
	Stance     []StanceRow
	Speakers   []SpeakerRow
	Dispersion []DispersionRow
	Catches    []CatchRow
	Contrasts  []ContrastRow
	Keyness    []KeynessRow
	Trends     []TrendRow
	Influence  []InfluenceRow
	Multiverse []SpecificationRow
	Similarity []SimilarityRow
}

// OutletRow describes one outlet's part of the corpus.
type OutletRow struct {
	Outlet          string
	Documents       int
	UniqueDocuments int // groups of copies count once
	Words           [baseVoices]int64
	FirstDate       string
	LastDate        string
}

// Rate is matches out of a base, with the estimate of their ratio.
type Rate struct {
	Matches   int64
	Documents int // documents with a match
	Base      int64
	Estimate  stat.Estimate
	Note      string
}

// TermRow is one term in one outlet and voice.
type TermRow struct {
	Outlet  string
	Lexicon *lexicons.Lexicon
	Term    *lexicons.Term
	Number  int32 // of the term; see Codebook.Term
	Voice   int
	Rate
}

// CategoryRow is one category, with those nested in it, in one outlet and voice.
type CategoryRow struct {
	Outlet   string
	Lexicon  *lexicons.Lexicon
	Category string
	Voice    int
	Rate
	Score stat.Estimate // sum of weights for each 1,000 words
}

// NamingRow is one label's share of the chances to name its referent.
type NamingRow struct {
	Outlet   string
	Referent *lexicons.Actor
	Label    Label
	Voice    int
	Rate     // Base: chances
}

// SentimentRow is what one scorer makes of one actor in one outlet and voice.
type SentimentRow struct {
	Outlet    string
	Actor     *lexicons.Actor
	Voice     int
	Scorer    string
	Mentions  int64
	Anaphoric int64 // of the mentions, those by pronoun or description
	Documents int
	Positive  int64
	Neutral   int64
	Negative  int64
	Mean      stat.Estimate // of the judged mentions' scores, in [-1, 1]
	Net       float64       // (positive − negative) / judged mentions
	Judged    int64
	Note      string
}

// StanceRow sums up how one outlet treats one actor. Numbers that there is
// nothing to compute from are NaN.
type StanceRow struct {
	Outlet    string
	Actor     *lexicons.Actor
	Mentions  int64
	Naming    float64 // own voice: (positive − negative labels) / mentions, in [-1, 1]
	Sentiment float64 // own voice, first scorer: mean score, in [-1, 1]
	Loaded    int64   // labels with a stance, of which the next three are shares
	Adopted   float64 // own
	Relayed   float64 // quoted and reported
	Distanced float64 // scare
	Note      string
}

// SpeakerRow is how one source speaks of one actor in one outlet, by the first
// scorer.
type SpeakerRow struct {
	Outlet    string
	Source    *lexicons.Actor
	Target    *lexicons.Actor
	Mentions  int64
	Documents int
	Mean      stat.Estimate
	Note      string
}

// used tells which variables occur anywhere in the corpus, furniture apart. Where
// every document counts, the group of all has the answer.
func (t *Tally) used(whole *group, copies Copies) map[Variable]bool {
	out := make(map[Variable]bool)
	use := func(v Variable) {
		if v.Voice != Boilerplate {
			out[Variable{v.Measure, 0, v.Key}] = true
		}
	}
	if copies != FirstOnly {
		for code := range whole.holders {
			use(variableOf(code))
		}
		return out
	}
	for _, r := range t.records {
		r.each(nil, func(c Count) { use(c.Variable) }, nil)
	}
	return out
}

func (g *group) describe() OutletRow {
	row := OutletRow{Outlet: g.outlet, Documents: len(g.records), UniqueDocuments: len(g.units)}
	for i := range g.records {
		d := g.records[i].date
		if d == "" {
			continue
		}
		if row.FirstDate == "" || d < row.FirstDate {
			row.FirstDate = d
		}
		if d > row.LastDate {
			row.LastDate = d
		}
	}
	for v := range row.Words {
		row.Words[v] = g.whole(sum(g.words[v]))
	}
	return row
}

// over is a base of the outlet's own rows, and what is estimated over it.
type over struct {
	g    *group
	f    *frame
	base int64 // the sum
	sums stat.Over
	none [stat.Score + 1]*Rate // by measure, the last of which is Score: what nothing out of the base comes to
}

func (g *group) over(base stat.Counts) *over {
	f := g.frame(base, nil)
	return &over{g: g, f: f, base: g.whole(total(base)), sums: g.own.Over(f.base)}
}

// rate estimates a column. Of most terms an outlet has none: they have one
// estimate together.
func (o *over) rate(c stat.Counts, k stat.Measure) Rate {
	nothing := len(c.Index) == 0 && !c.Signed
	if nothing && o.none[k] != nil {
		return *o.none[k]
	}
	r := Rate{Matches: o.g.whole(total(c)), Documents: len(c.Index), Base: o.base, Estimate: o.sums.Ratio(o.f.column(c), k)}
	r.Note = o.g.note(&r.Estimate)
	if nothing {
		o.none[k] = &r
	}
	return r
}

// noted is what one warning comes to.
type noted struct {
	warnings []stat.Warning
	note     string
}

// note joins what an estimate warns of. Most rows of a small outlet have the
// same few warnings: they are held once. It belongs to the outlet's own rows.
func (g *group) note(e *stat.Estimate) string {
	if len(e.Warnings) != 1 {
		return note(*e)
	}
	n, ok := g.noted[e.Warnings[0]]
	if !ok {
		n = noted{e.Warnings, note(*e)}
		if g.noted == nil {
			g.noted = make(map[stat.Warning]noted)
		}
		g.noted[e.Warnings[0]] = n
	}
	e.Warnings = n.warnings
	return n.note
}

// note joins what an estimate warns of.
func note(e stat.Estimate) string { return warnings(e.Warnings) }

func warnings(ws []stat.Warning) string {
	parts := make([]string, len(ws))
	for i, w := range ws {
		parts[i] = w.Text
	}
	return strings.Join(parts, "; ")
}
