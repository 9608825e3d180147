package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"slant/analysis"
	"slant/analysis/corpus"
	"slant/analysis/diag"
	"slant/analysis/reuse"
	"slant/analysis/text"
	"slant/reports"
)

// This file is the only one with goroutines: a reader, workers, and a writer
// that puts what the workers did back into the order of the documents.
//
//	reader ─batches→ workers ─done→ writer
//
// Everything a worker owns (vocabulary, annotator, coder, scorers) is its own;
// everything shared (codebook, ledger) is immutable. So nothing that is
// written depends on the number of workers.

const (
	// A batch is handed on when it holds this many bytes of text: long enough
	// that handing on costs nothing, short enough to keep all workers busy.
	batchBytes = 256 << 10

	// A worker's vocabulary starts anew when it has this many types, so that
	// memory does not grow with the corpus. 100 MB of news has a third of it.
	vocabularyLimit = 1 << 20

	// seats is how many batches there may be at a time for each worker.
	seats = 4
)

// batch is some consecutive documents, on their way through the pipeline.
type batch struct {
	number    int
	documents []*corpus.Document
	count     int // of documents, also when they are gone
	problems  diag.Problems
	passed    passed
	recorder  *reports.Recorder
}

// result is what comes out of a run before anything is estimated.
type result struct {
	tally    analysis.Tally
	lexis    *analysis.Lexis
	sampler  *reports.Sampler
	layout   *analysis.Furniture
	problems diag.Problems
	passed   passed
	inputs   []corpus.Input
}

// sink takes the lines of the evidence tables, in order.
type sink interface {
	Evidence(r *reports.Recorder) error
}

// scan makes the first pass: the ledger of what repeats, and the outlets that
// are looked at most closely.
func (p *plan) scan(ctx context.Context, progress *progress) (*reuse.Ledger, []string, error) {
	surveys := make([]*reuse.Survey, p.workers)
	documents := make(map[string]int)
	err := p.flow(ctx, progress, func(i int) func(*batch) error {
		surveys[i] = reuse.NewSurvey()
		var sketcher reuse.Sketcher
		var sketch reuse.Sketch
		return func(b *batch) error {
			for _, d := range b.documents {
				sketcher.Sketch(d.Text, &sketch)
				surveys[i].Add(d.ID, d.Outlet, d.Date, &sketch)
			}
			return nil
		}
	}, func(b *batch) error {
		for _, d := range b.documents {
			documents[d.Outlet]++
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	survey := surveys[0]
	for _, s := range surveys[1:] {
		survey.Merge(s)
	}
	candidates := survey.Candidates()
	if !candidates.None() {
		parts := make([]*reuse.Part, p.workers)
		for i := range parts {
			parts[i] = candidates.Part()
		}
		err := p.flow(ctx, progress, func(i int) func(*batch) error {
			return func(b *batch) error {
				for _, d := range b.documents {
					parts[i].Add(d.ID, d.Outlet, d.Text)
				}
				return nil
			}
		}, func(*batch) error { return nil })
		if err != nil {
			return nil, nil, err
		}
	}
	return survey.Ledger(candidates), analysis.Largest(documents), nil
}

// measure makes the second pass.
func (p *plan) measure(ctx context.Context, ledger *reuse.Ledger, largest []string, out sink, progress *progress) (*result, error) {
	r := &result{sampler: reports.NewSampler(p.book), lexis: analysis.NewLexis(largest), layout: analysis.NewFurniture()}
	workers := make([]*worker, p.workers)
	// Recorders go round: the lines of a batch take several megabytes.
	spare := make(chan *reports.Recorder, seats*p.workers+1) // one is being written
	err := p.flow(ctx, progress, func(i int) func(*batch) error {
		w := &worker{plan: p, ledger: ledger, spare: spare, lexis: analysis.NewLexis(largest), layout: analysis.NewFurniture(), sampler: reports.NewSampler(p.book)}
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
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, w := range workers {
		r.tally.Merge(&w.tally)
		r.sampler.Merge(w.sampler)
		r.lexis.Merge(w.lexis)
		r.layout.Merge(w.layout)
	}
	r.inputs = p.source.reader.Inputs()
	return r, nil
}

// flow reads every wanted document, has the workers do their part with the
// batches, and hands the batches to write in order.
func (p *plan) flow(ctx context.Context, progress *progress, worker func(i int) func(*batch) error, write func(*batch) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	todo := make(chan *batch)
	done := make(chan *batch, p.workers)
	// A batch must have a seat to be read, and gives it up when it is written:
	// one slow document cannot let the others pile up behind it.
	taken := make(chan struct{}, seats*p.workers)

	go func() {
		defer close(todo)
		p.read(ctx, func(b *batch) bool {
			select {
			case taken <- struct{}{}:
			case <-ctx.Done():
				return false
			}
			select {
			case todo <- b:
				return true
			case <-ctx.Done():
				return false
			}
		})
	}()
	var working sync.WaitGroup
	for i := range p.workers {
		working.Go(func() {
			work := worker(i)
			for b := range todo {
				if err := guarded(work, b); err != nil {
					cancel(err)
					return
				}
				done <- b
			}
		})
	}
	go func() {
		working.Wait()
		close(done)
	}()

	waiting := make(map[int]*batch)
	next := 0
	var failed error
	for b := range done {
		waiting[b.number] = b
		for b := waiting[next]; b != nil; b = waiting[next] {
			delete(waiting, next)
			next++
			<-taken
			progress.add(b)
			if failed == nil {
				if failed = write(b); failed != nil {
					cancel(failed)
				}
			}
		}
	}
	if failed != nil {
		return failed
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return nil
}

// guarded has a worker do a batch. Should it panic, the error names the
// documents: a fault in slant must not look like a result.
func guarded(work func(*batch) error, b *batch) (err error) {
	defer func() {
		if r := recover(); r != nil {
			at := ""
			if len(b.documents) > 0 {
				at = fmt.Sprintf(" between documents %q and %q", b.documents[0].ID, b.documents[len(b.documents)-1].ID)
			}
			err = fmt.Errorf("internal error%s: %v; please report it with these documents", at, r)
		}
	}()
	return work(b)
}

// keepLow is how much garbage there may be, in per cent of what is held, once
// the corpus is read: from then on tables are held whole, which takes more
// memory than the documents on their way did, and little of the time is left.
const keepLow = 50

// estimate computes the results. beside is another job, done meanwhile.
func (p *plan) estimate(r *result, beside func()) *analysis.Results {
	debug.SetGCPercent(keepLow)
	work := r.tally.Work(p.book, r.lexis, p.options)
	r.lexis = nil // the work holds it as long as it has to
	jobs := append([]func(){beside}, work.Jobs...)
	p.each(len(jobs), func(i int) { jobs[i]() })
	return work.Results()
}

// write does the jobs of writing the results. All errors are given, in the
// order of the jobs.
func (p *plan) write(jobs []reports.Job, create reports.Create) error {
	errs := make([]error, len(jobs))
	p.each(len(jobs), func(i int) {
		if err := jobs[i].Run(create); err != nil {
			errs[i] = fmt.Errorf("%s: %w", jobs[i].Name, err)
		}
	})
	return errors.Join(errs...)
}

// each does n jobs, as many at a time as there are workers.
func (p *plan) each(n int, job func(i int)) {
	var next atomic.Int64
	var working sync.WaitGroup
	for range p.workers {
		working.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				job(i)
			}
		})
	}
	working.Wait()
}

// read cuts the stream of documents into batches.
func (p *plan) read(ctx context.Context, hand func(*batch) bool) {
	b := &batch{}
	size := 0
	flush := func() bool {
		number := b.number
		if !hand(b) {
			return false
		}
		b, size = &batch{number: number + 1}, 0
		return true
	}
	for d, err := range p.source.documents() {
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			var problem *diag.Problem
			if !errors.As(err, &problem) {
				problem = &diag.Problem{Reason: "read", Message: err.Error()}
			}
			b.problems = append(b.problems, problem)
			continue
		}
		if !p.keep.wants(d.Outlet, d.Date) {
			b.passed.add(d.Outlet, d.Date)
			continue
		}
		b.documents = append(b.documents, d)
		b.count++
		if size += len(d.Text) + 512; size >= batchBytes && !flush() {
			return
		}
	}
	flush()
}

// worker is one goroutine's own instruments for the second pass.
type worker struct {
	plan       *plan
	ledger     *reuse.Ledger
	spare      chan *reports.Recorder
	vocabulary *text.Vocabulary
	annotator  *analysis.Annotator
	coder      *analysis.Coder
	tally      analysis.Tally
	lexis      *analysis.Lexis
	layout     *analysis.Furniture
	sampler    *reports.Sampler
	annotated  analysis.Annotated
	observed   analysis.Observation
}

// bind gives the worker a new vocabulary, and instruments that know it.
func (w *worker) bind() error {
	w.vocabulary = text.NewVocabulary()
	w.annotator = analysis.NewAnnotator(w.vocabulary)
	scorers, err := w.plan.scorers(w.vocabulary)
	if err != nil {
		return err
	}
	w.coder = analysis.NewCoder(w.plan.book, w.vocabulary, scorers)
	return nil
}

// batch annotates and measures a batch of documents.
func (w *worker) batch(b *batch) error {
	if w.vocabulary == nil || w.vocabulary.Len() > vocabularyLimit {
		if err := w.bind(); err != nil {
			return err
		}
	}
	select {
	case b.recorder = <-w.spare:
	default:
		b.recorder = reports.NewRecorder(w.plan.book)
	}
	for _, d := range b.documents {
		w.annotator.Annotate(d, w.ledger, &w.annotated)
		w.coder.Measure(&w.annotated, &w.observed)
		group := w.ledger.Group(d.ID)
		w.tally.Add(&w.observed, analysis.Copy{First: group.First, Size: group.Size})
		if group.First == "" || group.First == d.ID {
			w.lexis.Add(&w.annotated, w.vocabulary)
		}
		w.layout.Add(&w.annotated, &w.observed)
		b.recorder.Record(&w.annotated, &w.observed, group)
		w.sampler.Add(&w.annotated, &w.observed)
	}
	b.documents = nil // the text is no longer needed
	return nil
}
