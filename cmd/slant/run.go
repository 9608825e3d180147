package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
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

// keepLow is how much garbage there may be, in per cent of what is held. What a
// run holds, instruments of every worker and then whole tables, is much, and
// what it throws away little: half as much again costs a few per cent of the
// time.
const keepLow = 50

func (c *RunCommand) work(w *world) error {
	debug.SetGCPercent(keepLow)
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
	return run, append(kept.said, told...), errors.Join(err, kept.close(w, &p.keep))
}

// passes does what run does once there is a place to keep documents in.
func (p *plan) passes(w *world, c *RunCommand, out *folder, kept *archive, noticed diag.Problems) (*reports.Run, diag.Problems, error) {
	title := func(title string) *progress { return newProgress(w, title, !c.NoProgress) }
	ledger, evidence, r, err := p.observe(w.ctx, out, kept, title)
	if errors.Is(err, index.ErrDamaged) || errors.Is(err, index.ErrMissing) {
		// The ledger was there, and a document was not, or not as it was
		// written: from the source, once more.
		if err = kept.renew(err); err == nil {
			ledger, evidence, r, err = p.observe(w.ctx, out, kept, title)
		}
	}
	if err != nil {
		return nil, nil, err
	}
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
	// The sentences that are shown are few of those that were kept.
	sentences, sampled := r.sampler.Evidence(), r.sampler.Sampled()
	r.sampler = nil
	var statements *reports.Table
	results := p.estimate(r, func() { statements, err = evidence.statementsTable(out) })
	if err != nil {
		return nil, nil, err
	}
	run := &reports.Run{
		Tables:   append(reports.Tables(results), reports.FurnitureTable(r.layout), reports.CopiesTable(ledger, &r.tally), statements),
		Evidence: sentences,
		Sampled:  sampled,
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
	evidence, err := openEvidence(out)
	if err != nil {
		return nil, nil, nil, err
	}
	shown := title("Measuring")
	r, err := p.measure(ctx, kept, ledger, largest, evidence, shown)
	shown.end()
	if closed := evidence.close(); err == nil {
		err = closed
	}
	return ledger, evidence, r, err
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

// evidence writes the long tables while the corpus is read.
type evidence struct {
	names []string
	files []io.WriteCloser
	rows  [4]int

	statements reports.Statements
	quoteBytes int64 // written to quotes.csv
}

// evidenceNames are the tables that a reports.Recorder fills, in its order.
var evidenceNames = []string{"documents", "matches", "mentions", "quotes"}

func openEvidence(out *folder) (*evidence, error) {
	e := &evidence{names: evidenceNames}
	for _, name := range e.names {
		f, err := out.Create("tables/" + name + ".csv")
		if err != nil {
			return nil, err
		}
		e.files = append(e.files, f)
		header := reports.AppendHeader(nil, reports.Schema(name).Columns)
		if _, err := f.Write(header); err != nil {
			return nil, err
		}
		e.quoteBytes = int64(len(header)) // of the last of them, quotes
	}
	return e, nil
}

// Evidence adds the lines of a batch.
func (e *evidence) Evidence(r *reports.Recorder) error {
	for i, lines := range [][]byte{r.Documents, r.Matches, r.Mentions, r.Quotes} {
		if _, err := e.files[i].Write(lines); err != nil {
			return err
		}
		e.rows[i] += r.Rows[i]
	}
	e.statements.Add(r, e.quoteBytes)
	e.quoteBytes += int64(len(r.Quotes))
	return nil
}

// close closes all files and gives the first error.
func (e *evidence) close() error {
	var first error
	for _, f := range e.files {
		if err := f.Close(); first == nil {
			first = err
		}
	}
	return first
}

// statementsTable aligns the quotations that were written.
func (e *evidence) statementsTable(out *folder) (*reports.Table, error) {
	f, err := os.Open(out.path("tables/quotes.csv"))
	if err != nil {
		return nil, err
	}
	defer f.Close() // it was only read
	return e.statements.Table(f)
}

// streams describes the tables for the data package.
func (e *evidence) streams() []reports.Stream {
	var out []reports.Stream
	for i, name := range e.names {
		t := reports.Schema(name)
		out = append(out, reports.Stream{Name: t.Name, Title: t.Title, Columns: t.Columns, Rows: e.rows[i]})
	}
	return out
}
