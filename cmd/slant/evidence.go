package main

import (
	"errors"
	"io"
	"os"

	"slant/analysis"
	"slant/reports"
)

// evidence writes the long tables while the corpus is read, and reads back
// what few of their lines are shown elsewhere.
type evidence struct {
	folder *folder
	names  []string
	files  []io.WriteCloser
	rows   [4]int
	bytes  [4]int64   // written to each
	opened []*os.File // to be read

	sampler    *reports.Sampler
	statements *reports.Statements
	spool      *os.File // of the statements
}

// evidenceNames are the tables that a reports.Recorder fills, in its order.
var evidenceNames = []string{"documents", "matches", "mentions", "quotes"}

// Their places.
const (
	documentsTable = iota
	matchesTable
	mentionsTable
	quotesTable
)

// statementsSpool is a file, among results in the making, that is gone when
// they are made.
const statementsSpool = ".quotations"

func openEvidence(out *folder, book *analysis.Codebook) (*evidence, error) {
	spool, err := os.Create(out.path(statementsSpool))
	if err != nil {
		return nil, err
	}
	e := &evidence{folder: out, names: evidenceNames, spool: spool, statements: reports.NewStatements(spool), sampler: reports.NewSampler(book)}
	for i, name := range e.names {
		f, err := out.Create(e.file(i))
		if err != nil {
			return nil, errors.Join(err, e.close(), e.discard())
		}
		e.files = append(e.files, f)
		header := reports.AppendHeader(nil, reports.Schema(name).Columns)
		if _, err := f.Write(header); err != nil {
			return nil, errors.Join(err, e.close(), e.discard())
		}
		e.bytes[i] = int64(len(header))
	}
	return e, nil
}

// file names a table's file.
func (e *evidence) file(table int) string { return "tables/" + e.names[table] + ".csv" }

// Evidence adds the lines of a batch.
func (e *evidence) Evidence(r *reports.Recorder) error {
	if err := e.statements.Add(r, e.bytes[quotesTable]); err != nil {
		return err
	}
	e.sampler.Add(r, e.bytes[documentsTable], e.bytes[matchesTable], e.bytes[mentionsTable])
	for i, lines := range [][]byte{r.Documents, r.Matches, r.Mentions, r.Quotes} {
		if _, err := e.files[i].Write(lines); err != nil {
			return err
		}
		e.rows[i] += r.Rows[i]
		e.bytes[i] += int64(len(lines))
	}
	return nil
}

// close closes the tables, which are whole then.
func (e *evidence) close() error {
	var errs []error
	for _, f := range e.files {
		errs = append(errs, f.Close())
	}
	return errors.Join(errs...)
}

// back opens a table to be read, until discard.
func (e *evidence) back(table int) (*os.File, error) {
	f, err := os.Open(e.folder.path(e.file(table)))
	if err == nil {
		e.opened = append(e.opened, f)
	}
	return f, err
}

// sample chooses the passages that are shown, once all are known.
func (e *evidence) sample() *reports.Sample {
	sample := e.sampler.Sample()
	e.sampler = nil
	return sample
}

// sentences reads a sample back.
func (e *evidence) sentences(sample *reports.Sample) ([]reports.Evidence, error) {
	var files [3]*os.File
	for i, table := range [...]int{documentsTable, matchesTable, mentionsTable} {
		var err error
		if files[i], err = e.back(table); err != nil {
			return nil, err
		}
	}
	return sample.Evidence(files[0], files[1], files[2])
}

// statementsTable aligns the quotations that were written. each does some jobs.
func (e *evidence) statementsTable(each func(jobs []func())) (*reports.Table, error) {
	quotes, err := e.back(quotesTable)
	if err != nil {
		return nil, err
	}
	alignment, err := e.statements.Align()
	if err != nil {
		return nil, err
	}
	each(alignment.Jobs)
	e.statements = nil
	return alignment.Table(quotes)
}

// discard closes what is read, and removes what no result is.
func (e *evidence) discard() error {
	errs := []error{e.spool.Close(), os.Remove(e.spool.Name())}
	for _, f := range e.opened {
		errs = append(errs, f.Close())
	}
	return errors.Join(errs...)
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
