package main

import (
	"context"
	"errors"

	"slant/analysis"
	"slant/analysis/corpus"
	"slant/analysis/diag"
	"slant/analysis/index"
	"slant/analysis/reuse"
	"slant/analysis/text"
	"slant/reports"
)

// A corpus is passed over three times:
//
//	read     every document is annotated as far as it goes by itself, and stored;
//	         what is stored from an earlier run is neither read nor annotated
//	compare  texts that may be copies, or share passages, are looked at again,
//	         in as many rounds as it takes to hold few of them at a time
//	measure  what is stored is settled by the ledger of the first two passes,
//	         and measured with the codebook; what earlier runs have settled,
//	         found and judged of it is stored, too
//
// Texts are cut up once, in the first pass: the others take them from the store.

const (
	// A batch is handed on when it holds this many bytes of text: long enough
	// that handing on costs nothing, short enough to keep all workers busy.
	batchBytes = 128 << 10

	// A document is taken for so many bytes longer than its text, so that a
	// batch of very short ones does not get too many.
	documentBytes = 512

	// A worker's vocabulary starts anew when it has this many types, so that
	// memory does not grow with the corpus. 100 MB of news has as many.
	vocabularyLimit = 1 << 18
)

// batch is some consecutive documents, on their way through the pipeline.
type batch struct {
	number    int
	documents []*corpus.Document
	digests   []index.Digest // of the documents, once they are known
	count     int            // of documents, also when they are gone
	problems  diag.Problems
	passed    passed
	recorder  *reports.Recorder
	lexis     *analysis.Lexis // of a vocabulary that the worker has given up
}

// batches cuts a stream of documents into batches.
type batches struct {
	hand func(*batch) bool
	b    *batch
	size int
}

func newBatches(hand func(*batch) bool) *batches { return &batches{hand: hand, b: &batch{}} }

// add takes in a document whose text has so many bytes. It reports whether
// more is wanted.
func (s *batches) add(d *corpus.Document, size int) bool {
	s.b.documents = append(s.b.documents, d)
	s.b.count++
	s.size += size + documentBytes
	return s.size < batchBytes || s.flush()
}

func (s *batches) flush() bool {
	number := s.b.number
	if !s.hand(s.b) {
		return false
	}
	s.b, s.size = &batch{number: number + 1}, 0
	return true
}

// fromSource feeds everything that the source gives, wanted or not.
func (p *plan) fromSource(ctx context.Context, hand func(*batch) bool) error {
	s := newBatches(hand)
	for d, err := range p.source.documents() {
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			var problem *diag.Problem
			if !errors.As(err, &problem) {
				problem = &diag.Problem{Reason: "read", Message: err.Error()}
			}
			s.b.problems = append(s.b.problems, problem)
			continue
		}
		if !s.add(d, len(d.Text)) {
			return nil
		}
	}
	s.flush()
	return nil
}

// fromListing feeds the wanted documents of a listing, without their texts.
func (p *plan) fromListing(l *index.Listing) feed {
	return func(ctx context.Context, hand func(*batch) bool) error {
		s := newBatches(hand)
		for item, err := range l.Items() {
			switch {
			case err != nil:
				return err
			case ctx.Err() != nil:
				return nil
			case item.Problem != nil:
				s.b.problems = append(s.b.problems, item.Problem)
			case !p.keep.wants(item.Document.Outlet, item.Document.Date):
				s.b.passed.add(item.Document.Outlet, item.Document.Date)
			default:
				s.b.digests = append(s.b.digests, item.Digest)
				if !s.add(item.Document, item.Bytes) {
					return nil
				}
			}
		}
		s.flush()
		return nil
	}
}

// scan makes the passes before measuring, unless an earlier run has made them
// for the same documents: what repeats, and the outlets that are looked at most
// closely.
func (p *plan) scan(ctx context.Context, a *archive, shown func(title string) *progress) (*reuse.Ledger, []string, error) {
	if ledger, largest := a.recall(&p.keep); ledger != nil {
		return ledger, largest, nil
	}
	ledger, largest, err := p.look(ctx, a, shown)
	return ledger, largest, errors.Join(err, a.discard())
}

// look makes the passes that scan makes.
func (p *plan) look(ctx context.Context, a *archive, shown func(title string) *progress) (*reuse.Ledger, []string, error) {
	survey, documents, err := p.survey(ctx, a, shown)
	if err != nil {
		return nil, nil, err
	}
	candidates := survey.Candidates()
	if err := survey.Err(); err != nil {
		return nil, nil, err
	}
	if !candidates.None() {
		parts := make([]*reuse.Part, p.workers)
		for i := range parts {
			parts[i] = candidates.Part()
		}
		progress := shown("Comparing what is alike")
		defer progress.end()
		for more := true; more; more = candidates.Next() {
			err := p.flow(ctx, progress, p.fromListing(a.listing), func(i int) func(*batch) error {
				w := &comparer{archive: a, part: parts[i], candidates: candidates}
				return w.batch
			}, func(*batch) error { return nil })
			if err != nil {
				return nil, nil, err
			}
		}
	}
	ledger, largest := survey.Ledger(candidates), analysis.Largest(documents)
	if err := survey.Err(); err != nil {
		return nil, nil, err
	}
	a.forgo(a.keep(&p.keep, ledger, largest))
	return ledger, largest, nil
}

// survey makes the first pass: over what is stored if all of it is, and else
// over the source. It gives the number of documents by outlet besides.
func (p *plan) survey(ctx context.Context, a *archive, shown func(title string) *progress) (*reuse.Survey, map[string]int, error) {
	for {
		pass := p.surveySource
		if a.listing != nil {
			pass = p.surveyStored
		}
		surveys := make([]*reuse.Survey, p.workers)
		for i := range surveys {
			file, err := a.aside()
			if err != nil {
				return nil, nil, err
			}
			surveys[i] = reuse.NewSpilling(file)
		}
		documents := make(map[string]int)
		err := pass(ctx, a, surveys, func(b *batch) {
			for _, d := range b.documents {
				if p.keep.wants(d.Outlet, d.Date) {
					documents[d.Outlet]++
				}
			}
		}, shown)
		switch {
		case err == nil:
			for _, s := range surveys[1:] {
				surveys[0].Merge(s)
			}
			return surveys[0], documents, nil
		case errors.Is(err, index.ErrDamaged), errors.Is(err, index.ErrMissing):
			// What was damaged is gone from the store now: each round has
			// less to stumble over.
			if err := a.renew(err); err != nil {
				return nil, nil, err
			}
		default:
			return nil, nil, err
		}
	}
}

func (p *plan) surveyStored(ctx context.Context, a *archive, surveys []*reuse.Survey, count func(*batch), shown func(title string) *progress) error {
	progress := shown("Looking for what repeats")
	defer progress.end()
	return p.flow(ctx, progress, p.fromListing(a.listing), func(i int) func(*batch) error {
		w := &sketcher{archive: a, survey: surveys[i]}
		return w.batch
	}, func(b *batch) error { count(b); return nil })
}

func (p *plan) surveySource(ctx context.Context, a *archive, surveys []*reuse.Survey, count func(*batch), shown func(title string) *progress) error {
	listing, err := a.store.NewListing()
	if err != nil {
		return err
	}
	readers := make([]*reader, p.workers)
	for i := range readers {
		readers[i] = &reader{plan: p, store: a.store, survey: surveys[i], writer: a.store.NewWriter(), hasher: index.NewHasher()}
	}
	progress := shown("Reading")
	err = p.flow(ctx, progress, p.fromSource, func(i int) func(*batch) error { return readers[i].batch }, func(b *batch) error {
		count(b)
		return list(listing, b)
	})
	progress.end()
	for _, r := range readers { // what was done before an error is kept for the next run
		err = errors.Join(err, r.writer.Close())
	}
	if err != nil {
		return errors.Join(err, listing.Abort())
	}
	a.listing, err = listing.Close(a.key)
	return errors.Join(err, a.store.Refresh())
}

// list adds a batch to a listing.
func list(l *index.ListingWriter, b *batch) error {
	for _, problem := range b.problems {
		if err := l.Problem(problem); err != nil {
			return err
		}
	}
	for i, d := range b.documents {
		if err := l.Document(d, b.digests[i]); err != nil {
			return err
		}
	}
	return nil
}

// reader is one goroutine's own instruments for the first pass over a source.
type reader struct {
	plan       *plan
	store      *index.Store
	writer     *index.Writer
	hasher     *index.Hasher
	survey     *reuse.Survey
	sketch     reuse.Sketch
	stored     []byte // the sketch
	buf        []byte
	vocabulary *text.Vocabulary
	annotator  *analysis.Annotator
	sketcher   *reuse.Sketcher
	annotated  analysis.Annotated
}

func (r *reader) batch(b *batch) error {
	for _, d := range b.documents {
		digest := r.hasher.Of(d)
		b.digests = append(b.digests, digest)
		if !r.plan.keep.wants(d.Outlet, d.Date) {
			continue
		}
		if err := r.document(d, digest); err != nil {
			return err
		}
		r.survey.Add(d.ID, d.Outlet, d.Date, &r.sketch)
	}
	return r.survey.Err()
}

// document stores a document if it is not stored, and has its sketch ready.
func (r *reader) document(d *corpus.Document, digest index.Digest) error {
	if r.store.Has(digest) {
		stored, err := r.store.Sketch(digest, &r.buf)
		if err != nil {
			return err
		}
		return r.sketch.UnmarshalBinary(stored)
	}
	if r.vocabulary == nil || r.vocabulary.Len() > vocabularyLimit {
		r.vocabulary = text.NewVocabulary()
		r.annotator, r.sketcher = analysis.NewAnnotator(r.vocabulary), reuse.NewSketcher(r.vocabulary)
	}
	r.annotator.Annotate(d, nil, &r.annotated)
	r.sketcher.Sketch(&r.annotated.Text, r.annotated.Shift, &r.sketch)
	var err error
	if r.stored, err = r.sketch.AppendBinary(r.stored[:0]); err != nil {
		return err
	}
	return r.writer.Add(digest, r.vocabulary, &r.annotated, r.annotator.Surfaces(), r.stored)
}

// sketcher does the first pass over what is stored.
type sketcher struct {
	archive *archive
	survey  *reuse.Survey
	sketch  reuse.Sketch
	buf     []byte
}

func (w *sketcher) batch(b *batch) error {
	for i, d := range b.documents {
		stored, err := w.archive.store.Sketch(b.digests[i], &w.buf)
		if err != nil {
			return err
		}
		if err := w.sketch.UnmarshalBinary(stored); err != nil {
			return errors.Join(err, index.ErrDamaged)
		}
		w.survey.Add(d.ID, d.Outlet, d.Date, &w.sketch)
	}
	return w.survey.Err()
}

// comparer does the second pass.
type comparer struct {
	archive    *archive
	candidates *reuse.Candidates
	part       *reuse.Part
	loader     *index.Loader
	vocabulary *text.Vocabulary
	sketch     reuse.Sketch
	annotated  analysis.Annotated
	buf        []byte
}

func (w *comparer) batch(b *batch) error {
	for i, d := range b.documents {
		wanted, err := w.wants(d.ID, b.digests[i])
		if err != nil {
			return err
		}
		if !wanted {
			continue
		}
		if w.vocabulary == nil || w.vocabulary.Len() > vocabularyLimit {
			w.vocabulary = text.NewVocabulary()
			w.loader = w.archive.store.NewLoader(w.vocabulary)
		}
		if err := w.loader.Load(b.digests[i], &w.annotated); err != nil {
			return err
		}
		w.part.Add(d.ID, d.Outlet, w.vocabulary, &w.annotated.Text, w.annotated.Shift)
	}
	return nil
}

// wants reports whether a document has to be looked at. Of most that is known
// without their sketches.
func (w *comparer) wants(id string, digest index.Digest) (bool, error) {
	if known, wanted := w.candidates.Knows(id); known {
		return wanted, nil
	}
	stored, err := w.archive.store.Sketch(digest, &w.buf)
	if err != nil {
		return false, err
	}
	if err := w.sketch.UnmarshalBinary(stored); err != nil {
		return false, err
	}
	return w.candidates.Wants(id, &w.sketch), nil
}
