package analysis

import (
	"slices"
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
	bases      [][]Quantity     // the quantities, those with the same base together
	finish     []func(*Results) // what puts the parts of each table together
}

// Work is the computation of results, in four steps: Columns, Prepare, Compare
// and Outlets. Each gives jobs that share nothing they change: they may be done
// side by side and in any order, and once all are done the next step follows.
type Work struct {
	tally *Tally
	lexis *Lexis
	study *study
}

// Work prepares the computation of every table, and closes the lexis.
func (t *Tally) Work(book *Codebook, lexis *Lexis, o Options) *Work {
	groups, whole := t.groups(o.Copies)
	if lexis != nil {
		lexis.Close()
	}
	return &Work{t, lexis, &study{book: book, options: o, groups: groups, whole: whole}}
}

// Columns gives the jobs that put together what was counted, outlet by outlet.
func (w *Work) Columns() []func() {
	var jobs []func()
	for _, g := range w.study.groups {
		jobs = append(jobs, g.fill)
	}
	return jobs
}

// Prepare gives the jobs that put together what is compared, and those for
// tables that need nothing but columns.
func (w *Work) Prepare() []func() {
	s := w.study
	s.whole.join()
	s.used = w.tally.used(s.whole, s.options.Copies)
	w.tally.leave() // the multiverse asks again, for two of the outlets
	s.quantities = s.book.quantities(s.whole)
	for i := range s.quantities {
		s.quantities[i].place = i
	}
	s.bases = byBase(s.quantities)
	// First what holds the words of the corpus, and what takes long.
	jobs := append(s.keyness(w.lexis), func() {
		s.whole.prepare(s)
		s.whole.words = [baseVoices][]int64{} // the bases that are made of them are packed
	})
	w.lexis = nil
	for _, g := range s.main() {
		jobs = append(jobs, func() {
			g.prepare(s)
			g.estimate(s)
		})
	}
	return slices.Concat(jobs, s.similarities(), s.multiverse(w.tally))
}

// Compare gives the jobs for what is made of the quantities. What is counted in
// the tally is needed no more.
func (w *Work) Compare() []func() {
	s := w.study
	w.putAside()
	w.tally = nil
	return slices.Concat(s.contrasts(), s.trends(), s.influences())
}

// Outlets gives the jobs for the rows of every outlet. Of hundreds of outlets
// they are many, and each lets go what was counted of its outlet, so that no
// earlier job may be done afterwards.
func (w *Work) Outlets() []func() { return w.study.outlets() }

// Results puts the results together once all jobs are done.
func (w *Work) Results() *Results {
	r := &Results{}
	for i, f := range w.study.finish {
		f(r)
		w.study.finish[i] = nil
	}
	return r
}

// Results computes every table, one after the other, and closes the lexis.
func (t *Tally) Results(book *Codebook, lexis *Lexis, o Options) *Results {
	w := t.Work(book, lexis, o)
	for _, step := range []func() []func(){w.Columns, w.Prepare, w.Compare, w.Outlets} {
		for _, job := range step() {
			job()
		}
	}
	return w.Results()
}

// outlets gives a job for each outlet's own rows.
func (s *study) outlets() []func() {
	parts := make([]Results, len(s.groups))
	terms := make([]termPart, len(s.groups))
	var used []int32
	for n := range int32(s.book.terms) {
		if s.used[Variable{TermMatches, 0, n}] {
			used = append(used, n)
		}
	}
	catches, categories, referents, rank := s.catches(), s.book.categories(), s.book.namings(s.used), s.book.ranks()
	groups := s.groups
	s.groups, s.whole = nil, nil
	var jobs []func()
	for i, g := range groups {
		jobs = append(jobs, func() {
			g.restore()
			g.own = s.options.Stat.Estimator()
			terms[i] = g.terms(s.book, used)
			parts[i] = Results{
				Outlets:    []OutletRow{g.describe()},
				Categories: g.categories(s.book, categories),
				Naming:     g.naming(s.book, referents),
				Sentiment:  g.sentiment(s.book, rank),
				Stance:     g.stance(s.book),
				Speakers:   g.speakers(s.book),
				Dispersion: g.dispersion(s.book),
			}
			*g = group{}
		})
	}
	s.finish = append(s.finish, func(r *Results) {
		r.Catches = catches
		join(&r.Outlets, parts, func(p *Results) *[]OutletRow { return &p.Outlets })
		for _, p := range terms {
			r.Terms.add(p)
		}
		join(&r.Categories, parts, func(p *Results) *[]CategoryRow { return &p.Categories })
		join(&r.Naming, parts, func(p *Results) *[]NamingRow { return &p.Naming })
		join(&r.Sentiment, parts, func(p *Results) *[]SentimentRow { return &p.Sentiment })
		join(&r.Stance, parts, func(p *Results) *[]StanceRow { return &p.Stance })
		join(&r.Speakers, parts, func(p *Results) *[]SpeakerRow { return &p.Speakers })
		join(&r.Dispersion, parts, func(p *Results) *[]DispersionRow { return &p.Dispersion })
	})
	return jobs
}

// join puts the parts of a table together, without room for more: the tables of
// hundreds of outlets are the most that a run holds. The parts are let go.
func join[R any](into *[]R, parts []Results, rows func(*Results) *[]R) {
	n := 0
	for i := range parts {
		n += len(*rows(&parts[i]))
	}
	if n == 0 {
		return
	}
	*into = make([]R, 0, n)
	for i := range parts {
		part := rows(&parts[i])
		*into = append(*into, *part...)
		*part = nil
	}
}

func byOutlet(a, b *group) int { return strings.Compare(a.outlet, b.outlet) }
