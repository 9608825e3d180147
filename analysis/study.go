package analysis

import (
	"strings"
)

// study is a tally on its way to results: cut by outlet, with the whole corpus
// as one group beside it.
type study struct {
	book       *Codebook
	options    Options
	groups     []*group
	whole      *group
	used       map[Variable]bool
	quantities []Quantity
	finish     []func(*Results) // what puts the parts of each table together
}

// Work is the computation of results, cut into jobs that share nothing they
// change: they may be done side by side and in any order.
type Work struct {
	Jobs  []func()
	study *study
}

// Work prepares the computation of every table.
func (t *Tally) Work(book *Codebook, lexis *Lexis, o Options) *Work {
	groups, whole := t.groups(o.Copies)
	s := &study{book: book, options: o, groups: groups, whole: whole, used: t.used()}
	s.quantities = book.quantities(s.whole)
	for i := range s.quantities {
		s.quantities[i].place = i
	}
	for _, g := range append(s.main(), s.whole) {
		g.prepare(s.quantities)
	}
	w := &Work{study: s}
	for _, jobs := range [][]func(){s.outlets(), s.contrasts(), s.keyness(lexis), s.trends(), s.influences(), s.multiverse(t), s.similarities()} {
		w.Jobs = append(w.Jobs, jobs...)
	}
	return w
}

// Results puts the results together once all jobs are done.
func (w *Work) Results() *Results {
	r := &Results{}
	for _, f := range w.study.finish {
		f(r)
	}
	return r
}

// Results computes every table, one after the other.
func (t *Tally) Results(book *Codebook, lexis *Lexis, o Options) *Results {
	w := t.Work(book, lexis, o)
	for _, job := range w.Jobs {
		job()
	}
	return w.Results()
}

// outlets gives a job for each outlet's own rows.
func (s *study) outlets() []func() {
	parts := make([]Results, len(s.groups))
	var jobs []func()
	for i, g := range s.groups {
		jobs = append(jobs, func() {
			parts[i] = Results{
				Outlets:    []OutletRow{g.describe()},
				Terms:      g.terms(s.book, s.used, s.options),
				Categories: g.categories(s.book, s.options),
				Naming:     g.naming(s.book, s.used, s.options),
				Sentiment:  g.sentiment(s.book, s.options),
				Stance:     g.stance(s.book, s.options),
				Speakers:   g.speakers(s.book, s.options),
				Dispersion: g.dispersion(s.book),
			}
		})
	}
	s.finish = append(s.finish, func(r *Results) {
		r.Catches = s.catches()
		for i := range parts {
			p := &parts[i]
			r.Outlets = append(r.Outlets, p.Outlets...)
			r.Terms = append(r.Terms, p.Terms...)
			r.Categories = append(r.Categories, p.Categories...)
			r.Naming = append(r.Naming, p.Naming...)
			r.Sentiment = append(r.Sentiment, p.Sentiment...)
			r.Stance = append(r.Stance, p.Stance...)
			r.Speakers = append(r.Speakers, p.Speakers...)
			r.Dispersion = append(r.Dispersion, p.Dispersion...)
		}
	})
	return jobs
}

func byOutlet(a, b *group) int { return strings.Compare(a.outlet, b.outlet) }
