package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"slant/analysis"
	"slant/analysis/diag"
	"slant/analysis/index"
	"slant/analysis/reuse"
	"slant/lexicons"
	"slant/reports"
)

// Run does the batch job.
func (c *RunCommand) Run(w *world) error {
	return profiled(c.Profile, func() error { return c.work(w) })
}

func (c *RunCommand) work(w *world) error {
	garbage.tune()
	p, problems := c.Plan()
	if fatal := problems.Fatal(); fatal != nil {
		return problems
	}
	out, err := openFolder(c.Out, c.Overwrite)
	if err != nil {
		return err
	}
	run, problems, err := p.run(w, c, out, problems)
	if err != nil {
		if aborted := out.Abort(); aborted != nil {
			err = fmt.Errorf("%w (and the unfinished results could not be removed: %v)", err, aborted)
		}
		if context.Cause(w.ctx) != nil {
			return fmt.Errorf("interrupted; earlier results are untouched")
		}
		return err
	}
	if err := out.Commit(); err != nil {
		return err
	}
	if !c.Quiet {
		if err := summarize(w, c, p, run, problems); err != nil {
			return err
		}
	}
	if problems.Fatal() != nil {
		return exitCode(exitSkipped)
	}
	return nil
}

// run makes both passes, computes the results and writes every file. noticed
// is what was found wrong before any document was read; all problems come back.
func (p *plan) run(w *world, c *RunCommand, out *folder, noticed diag.Problems) (*reports.Run, diag.Problems, error) {
	cache := c.Cache
	if cache == "" {
		cache = w.cache
	}
	kept, err := p.openArchive(cache, out.path(spoolName))
	if err != nil {
		return nil, nil, err
	}
	run, told, err := p.passes(w, c, out, kept, noticed)
	err = errors.Join(err, kept.close(w, &p.keep))
	return run, append(kept.said, told...), err
}

// passes does what run does once there is a place to keep documents in.
func (p *plan) passes(w *world, c *RunCommand, out *folder, kept *archive, noticed diag.Problems) (*reports.Run, diag.Problems, error) {
	title := func(title string) *progress { return newProgress(w, title, !c.NoProgress) }
	ledger, evidence, r, err := p.observe(w.ctx, out, kept, title)
	// The ledger was there, and a document was not, or not as it was written:
	// from the source, once more. Several files may be damaged, and one that
	// cannot be removed is met again.
	met := make(map[string]bool)
	for (errors.Is(err, index.ErrDamaged) || errors.Is(err, index.ErrMissing)) && !met[err.Error()] {
		met[err.Error()] = true
		if err = kept.renew(err); err == nil {
			ledger, evidence, r, err = p.observe(w.ctx, out, kept, title)
		}
	}
	if err != nil {
		return nil, nil, err
	}
	run, told, err := p.report(w, c, out, ledger, evidence, r, noticed)
	return run, told, errors.Join(err, evidence.discard())
}

// report computes the results of what was observed and writes every file.
func (p *plan) report(w *world, c *RunCommand, out *folder, ledger *reuse.Ledger, evidence *evidence, r *result, noticed diag.Problems) (*reports.Run, diag.Problems, error) {
	noticed = append(noticed, p.keep.unknown(r.tally.Where(), &r.passed)...)
	passed := p.keep.String(&r.passed)
	if r.tally.Documents() == 0 {
		told := append(noticed, p.source.shown(r.problems)...)
		told.Sort()
		for _, problem := range told {
			if problem.Severity != diag.Notice {
				fmt.Fprintln(w.err, harmless(problem.Error()))
			}
		}
		if passed != "" {
			return nil, nil, fmt.Errorf("no article is left: %s", passed)
		}
		return nil, nil, errors.New("no article could be used")
	}
	if passed != "" {
		noticed = append(noticed, &diag.Problem{Severity: diag.Notice, Reason: "passed-over", Message: passed})
	}
	sample := evidence.sample()
	// One after the other: both take much room.
	statements, err := evidence.statementsTable(p.all)
	if err != nil {
		return nil, nil, err
	}
	var sentences []reports.Evidence
	var unread error
	results, err := p.estimate(r, func() { sentences, unread = evidence.sentences(sample) })
	if err = errors.Join(err, unread); err != nil {
		return nil, nil, err
	}
	run := &reports.Run{
		Tables:   append(reports.Tables(results), reports.FurnitureTable(r.layout), reports.CopiesTable(ledger, &r.tally), statements),
		Evidence: sentences,
		Sampled:  sample.Part,
		Streamed: evidence.streams(),
		Palette:  reports.Palette(results),
		Names:    p.book.ActorNames(),
	}
	for _, day := range c.Events {
		run.Events = append(run.Events, reports.Event{Date: day})
	}
	run.Manifest = p.manifest(c, r, results)
	noticed = append(noticed, c.project.same(&run.Manifest)...)
	tabled := append(withoutFolders(noticed), r.problems...)
	tabled.Sort()
	run.Tables = append(run.Tables, reports.ProblemsTable(tabled))
	jobs, left, err := reports.Jobs(run, reports.Options{Figures: c.Figures, Preset: c.Preset})
	if err != nil {
		return nil, nil, err
	}
	told := slices.Concat(noticed, p.source.shown(r.problems), left)
	told.Sort()
	return run, told, p.write(jobs, out.Create)
}

// observe makes all passes over the corpus. The evidence tables are whole
// afterwards.
func (p *plan) observe(ctx context.Context, out *folder, kept *archive, title func(string) *progress) (*reuse.Ledger, *evidence, *result, error) {
	ledger, largest, err := p.scan(ctx, kept, title)
	if err != nil {
		return nil, nil, nil, err
	}
	evidence, err := openEvidence(out, p.book)
	if err != nil {
		return nil, nil, nil, err
	}
	shown := title("Measuring")
	r, err := p.measure(ctx, kept, ledger, largest, evidence, shown)
	shown.end()
	if err = errors.Join(err, evidence.close()); err != nil {
		return nil, nil, nil, errors.Join(err, evidence.discard())
	}
	return ledger, evidence, r, nil
}

// withoutFolders gives problems of instruments with the files' names alone, as
// the manifest has them: results do not tell where on a machine a file lay.
func withoutFolders(problems diag.Problems) diag.Problems {
	out := make(diag.Problems, len(problems))
	for i, p := range problems {
		tabled := *p
		tabled.File = path.Base(filepath.ToSlash(p.File))
		if p.File == "" || strings.HasPrefix(p.File, lexicons.EmbeddedPrefix) {
			tabled.File = p.File
		}
		out[i] = &tabled
	}
	return out
}

// manifest gives what run.json says.
func (p *plan) manifest(c *RunCommand, r *result, results *analysis.Results) reports.Manifest {
	m := reports.Manifest{
		Slant: version, Instruments: p.files, Documents: r.tally.Documents(), Skipped: len(r.problems.Fatal()),
		Confidence: c.Confidence, Replicates: c.Replicates, Seed: c.Seed, MinDocuments: c.MinDocuments,
		Scorers: p.book.Scorers, Options: c.list(),
	}
	for _, in := range r.inputs {
		m.Inputs = append(m.Inputs, reports.File{Name: in.Name, Bytes: in.Bytes, SHA256: in.SHA256})
	}
	reports.Describe(&m, results)
	return m
}
