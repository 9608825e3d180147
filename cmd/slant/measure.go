package main

import (
	"context"

	"slant/analysis"
	"slant/analysis/corpus"
	"slant/analysis/diag"
	"slant/analysis/index"
	"slant/analysis/reuse"
	"slant/analysis/text"
	"slant/reports"
)

// result is what comes out of a run before anything is estimated.
type result struct {
	tally    analysis.Tally
	lexis    *analysis.Lexis
	layout   *analysis.Furniture
	problems diag.Problems
	passed   passed
	inputs   []corpus.Input
}

// sink takes the lines of the evidence tables, in order.
type sink interface {
	Evidence(r *reports.Recorder) error
}

// measure makes the last pass.
func (p *plan) measure(ctx context.Context, a *archive, ledger *reuse.Ledger, largest []string, out sink, progress *progress) (*result, error) {
	r := &result{lexis: a.recallWords(&p.keep, largest), layout: analysis.NewFurniture()}
	counted := r.lexis != nil // by an earlier run: no lexicon changes anything of it
	lexis := func() *analysis.Lexis { return nil }
	if !counted {
		lexis = func() *analysis.Lexis { return analysis.NewLexis(largest) }
		r.lexis = lexis()
	}
	workers := make([]*worker, p.workers)
	kept := p.keepsakes(a)
	tallies := make([]*analysis.Tally, p.workers)
	for i := range tallies {
		file, err := a.aside()
		if err != nil {
			return nil, err
		}
		tallies[i] = analysis.NewTally(file, largest)
	}
	// Recorders go round: the lines of a batch take several megabytes.
	spare := make(chan *reports.Recorder, seats*p.workers+1) // one is being written
	err := p.flow(ctx, progress, p.fromListing(a.listing), func(i int) func(*batch) error {
		w := &worker{plan: p, store: a.store, ledger: ledger, spare: spare, kept: kept[i], newLexis: lexis, tally: tallies[i], lexis: lexis(), layout: analysis.NewFurniture()}
		workers[i] = w
		return w.batch
	}, func(b *batch) error {
		r.problems = append(r.problems, b.problems...)
		r.passed.merge(&b.passed)
		if err := out.Evidence(b.recorder); err != nil {
			return err
		}
		b.recorder.Reset()
		spare <- b.recorder
		if b.lexis != nil {
			r.lexis.Merge(b.lexis)
		}
		return nil
	})
	var failed error
	for _, k := range kept { // what was done before an error is kept for the next run
		if err := k.close(); err != nil {
			failed = err // one of them is enough to tell
		}
	}
	a.forgo(failed)
	a.lost(kept)
	if err != nil {
		return nil, err
	}
	for _, w := range workers {
		w.unbind()
	}
	merges := []func(*worker){ // the longest first
		func(w *worker) {
			if !counted {
				r.lexis.Merge(w.lexis)
			}
		},
		func(w *worker) { r.layout.Merge(w.layout) },
		func(w *worker) { r.tally.Merge(w.tally) },
	}
	p.each(len(merges), func(i int) {
		for _, w := range workers {
			merges[i](w)
		}
	})
	clear(workers) // what they have left can go
	if !counted {
		r.lexis.Close()
		if err := a.keepWords(&p.keep, r.lexis); failed == nil { // likewise
			a.forgo(err)
		}
	}
	a.store.Forget() // this was the last pass
	r.inputs = p.source.reader.Inputs()
	return r, nil
}

// worker is one goroutine's own instruments for the last pass.
type worker struct {
	plan       *plan
	store      *index.Store
	ledger     *reuse.Ledger
	kept       *keepsake
	spare      chan *reports.Recorder
	newLexis   func() *analysis.Lexis
	vocabulary *text.Vocabulary
	loader     *index.Loader
	annotator  *analysis.Annotator
	coder      *analysis.Coder
	tally      *analysis.Tally
	lexis      *analysis.Lexis // nil: an earlier run has counted the words
	layout     *analysis.Furniture
	annotated  analysis.Annotated
	observed   analysis.Observation
}

// bind gives the worker a new vocabulary, and instruments that know it.
func (w *worker) bind() error {
	w.vocabulary = text.NewVocabulary()
	w.loader = w.store.NewLoader(w.vocabulary)
	w.annotator = analysis.NewAnnotator(w.vocabulary)
	scorers, err := w.plan.scorers.bind(w.vocabulary)
	if err != nil {
		return err
	}
	w.coder = analysis.NewCoder(w.plan.book, w.vocabulary, scorers)
	w.kept.bind(w.coder)
	return nil
}

// unbind lets the vocabulary and the instruments go, but for what is counted.
func (w *worker) unbind() {
	w.vocabulary, w.loader, w.annotator, w.coder, w.spare = nil, nil, nil, nil, nil
	w.annotated, w.observed = analysis.Annotated{}, analysis.Observation{}
}

// batch settles and measures a batch of documents.
func (w *worker) batch(b *batch) error {
	if w.vocabulary == nil || w.vocabulary.Len() > vocabularyLimit {
		if w.vocabulary != nil {
			b.lexis, w.lexis = w.lexis, w.newLexis()
		}
		if err := w.bind(); err != nil {
			return err
		}
	}
	select {
	case b.recorder = <-w.spare:
	default:
		b.recorder = reports.NewRecorder(w.plan.book)
	}
	for i, d := range b.documents {
		if err := w.loader.Load(b.digests[i], &w.annotated); err != nil {
			return err
		}
		d.Text = w.annotated.Text.Body[w.annotated.Shift:]
		w.annotated.Document = d
		if err := w.kept.settle(b.digests[i], w.annotator, w.ledger, &w.annotated); err != nil {
			return err
		}
		if err := w.kept.remember(b.digests[i], &w.annotated); err != nil {
			return err
		}
		w.coder.Measure(&w.annotated, &w.observed)
		if err := w.kept.keep(); err != nil {
			return err
		}
		group := w.ledger.Group(d.ID)
		w.tally.Add(&w.observed, analysis.Copy{First: group.First, Size: group.Size})
		if w.lexis != nil && (group.First == "" || group.First == d.ID) {
			w.lexis.Add(&w.annotated, w.vocabulary)
		}
		w.layout.Add(&w.annotated, &w.observed)
		b.recorder.Record(&w.annotated, &w.observed, group)
	}
	b.documents = nil // the text is no longer needed
	return w.tally.Err()
}
