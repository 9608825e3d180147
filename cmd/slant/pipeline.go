package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"slant/analysis"
	"slant/reports"
)

// This file is the only one with goroutines: a reader, workers, and a writer
// that puts what the workers did back into the order of the documents.
//
//	reader ─batches→ workers ─done→ writer
//
// Everything a worker owns (vocabulary, annotator, coder, scorers) is its own;
// everything shared (codebook, ledger) is immutable. So nothing that is
// written depends on the number of workers. What the passes over a corpus do
// with it stands in passes.go and measure.go.

// seats is how many batches there may be at a time for each worker.
const seats = 4

// feed gives the batches of a pass, one after the other, until it is told that
// no more are wanted.
type feed func(ctx context.Context, hand func(*batch) bool) error

// flow has the workers do their part with the batches of a feed, and hands the
// batches to write in order.
func (p *plan) flow(ctx context.Context, progress *progress, read feed, worker func(i int) func(*batch) error, write func(*batch) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	queue := make(chan *batch)
	done := make(chan *batch, p.workers)
	// A batch must have a seat to be read, and gives it up when it is written:
	// one slow document cannot let the others pile up behind it.
	taken := make(chan struct{}, seats*p.workers)

	go func() {
		defer close(queue)
		err := read(ctx, func(b *batch) bool {
			select {
			case taken <- struct{}{}:
			case <-ctx.Done():
				return false
			}
			select {
			case queue <- b:
				return true
			case <-ctx.Done():
				return false
			}
		})
		if err != nil {
			cancel(err)
		}
	}()
	var working sync.WaitGroup
	for i := range p.workers {
		working.Go(func() {
			work := worker(i)
			for b := range queue {
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
			garbage.tune()
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

// estimate computes the results. besides is done side by side with the last step,
// in which the least is held.
func (p *plan) estimate(r *result, besides func()) (*analysis.Results, error) {
	work := r.tally.Work(p.book, r.lexis, p.options)
	r.lexis = nil // the work holds it as long as it has to
	p.all(work.Columns())
	p.all(work.Prepare())
	compare := work.Compare()
	r.tally.Forget()
	p.all(compare)
	p.all(append([]func(){besides}, work.Outlets()...))
	return work.Results(), r.tally.Err()
}

// all does jobs, and lets each go when it is done with what it alone held.
func (p *plan) all(jobs []func()) {
	p.each(len(jobs), func(i int) {
		jobs[i]()
		jobs[i] = nil
	})
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
				garbage.tune()
			}
		})
	}
	working.Wait()
}
