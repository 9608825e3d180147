package reports

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"slant/analysis/voice"
)

// Evidence reads the sentences of the sample back from the tables of evidence,
// and gives them in the order of outlets, documents and places.
func (s *Sample) Evidence(documents, matches, mentions io.ReaderAt) ([]Evidence, error) {
	tables := [...]evidenceTable{
		newEvidenceTable("documents", documents, "document", "date", "title", "url"),
		newEvidenceTable("matches", matches, "source", "sentence"),
		newEvidenceTable("mentions", mentions, "source", "sentence"),
	}
	order := make([]int, len(s.passages))
	for i := range order {
		order[i] = i
	}
	// By document, whose line is then read once.
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(s.passages[i].document, s.passages[j].document), cmp.Compare(i, j))
	})
	out := make([]Evidence, len(s.passages))
	var document [4]string
	last := int32(-1)
	for _, i := range order {
		p := &s.passages[i]
		if p.document != last {
			last = p.document
			if err := tables[0].read(s.documents[last], int(s.documents[last+1]-s.documents[last]), document[:]); err != nil {
				return nil, err
			}
		}
		table := &tables[1]
		if p.key.mention {
			table = &tables[2]
		}
		var line [2]string
		if err := table.read(p.line, int(p.size), line[:]); err != nil {
			return nil, err
		}
		out[i] = s.evidence(p, document, line)
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(compareEvidence(&out[i], &out[j]), cmp.Compare(i, j)) })
	sorted := make([]Evidence, len(out)) // they are large to move
	for k, i := range order {
		sorted[k] = out[i]
	}
	return sorted, nil
}

// evidence gives a passage as the page shows it: document has the cells that
// show its document, line source and sentence.
func (s *Sample) evidence(p *passage, document [4]string, line [2]string) Evidence {
	k := p.key
	e := Evidence{
		Document: document[0], Outlet: s.names[k.outlet], Date: document[1], Title: document[2], URL: document[3],
		Voice: voice.Voice(k.voice).String(), Section: voice.Section(k.section).String(),
		Sentence: line[1], Source: line[0], Cue: s.cues[p.cue],
		Start: int(p.start), End: int(p.end),
	}
	if p.speaker >= 0 {
		e.SourceActor = s.book.Actors.Actor(p.speaker).ID
	}
	if k.mention {
		e.Kind, e.Actor = "mention", s.book.Actors.Actor(k.thing).ID
		if len(s.book.Scorers) > 0 {
			e.Scorer, e.Score, e.Label = s.book.Scorers[0], float64(p.score)/1000, int(p.label)
		}
		return e
	}
	l, term := s.book.Term(k.thing)
	e.Kind, e.Lexicon, e.Category, e.Term, e.Referent = "match", l.Name, term.Category, term.Pattern, term.Referent
	return e
}

// compareEvidence orders sentences by outlet, document and place.
func compareEvidence(a, b *Evidence) int {
	if c := strings.Compare(a.Outlet, b.Outlet); c != 0 {
		return c
	}
	if c := strings.Compare(a.Document, b.Document); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.Start, b.Start), strings.Compare(a.Kind, b.Kind), strings.Compare(a.Term, b.Term),
		strings.Compare(a.Actor, b.Actor), strings.Compare(a.Sentence, b.Sentence))
}

// evidenceTable reads some cells of the lines of a table of evidence.
type evidenceTable struct {
	name  string
	file  io.ReaderAt
	cells int   // of a line
	at    []int // those that are read
}

func newEvidenceTable(name string, file io.ReaderAt, columns ...string) evidenceTable {
	schema := Schema(name)
	t := evidenceTable{name: name, file: file, cells: len(schema.Columns)}
	for _, column := range columns {
		t.at = append(t.at, schema.Index(column))
	}
	return t
}

// read reads the cells of a line of so many bytes. Several may read at a time.
func (t *evidenceTable) read(line int64, size int, into []string) error {
	b := make([]byte, size)
	n, err := t.file.ReadAt(b, line)
	if n == size {
		var room [evidenceColumns]string
		row := splitRow(string(b), room[:0])
		if len(row) == t.cells {
			for k, at := range t.at {
				into[k] = strings.Clone(row[at]) // not the whole line
			}
			return nil
		}
		err = errLine
	}
	return fmt.Errorf("%s.csv could not be read back: %w", t.name, err)
}

// evidenceColumns is how many columns a table of evidence has at most.
const evidenceColumns = 24

// errLine is a line that is not as it was written.
var errLine = errors.New("a line is not as it was written")
