// Package reuse finds what repeats: page furniture inside an outlet, copies
// and wire text across outlets.
package reuse

import "slant/analysis/text"

// Kind is what a block is, as far as repetition and form tell.
type Kind uint8

const (
	Plain Kind = iota
	Furniture
	Caption
)

// Group is a group of copies of one text, as one of its documents sees it.
type Group struct {
	Name       string // of the group
	First      string // ID of the first of its documents
	Size       int    // documents
	Similarity float64
}

// Ledger is what only the whole corpus can tell. It is immutable; a nil one
// knows nothing.
type Ledger struct{}

// Group gives the group of copies a document belongs to; the zero value when
// it is the only one of its text.
func (l *Ledger) Group(document string) Group { return Group{} }

// Survey gathers what a Ledger is made from.
type Survey struct{}

// NewSurvey gives an empty survey.
func NewSurvey() *Survey { return &Survey{} }

// Add takes in one document.
func (s *Survey) Add(id, outlet, date, title, body string) {}

// Merge takes in what another survey saw.
func (s *Survey) Merge(t *Survey) {}

// Ledger gives what the survey found.
func (s *Survey) Ledger() *Ledger { return &Ledger{} }

// Reader tells the kinds of blocks. It belongs to one worker.
type Reader struct{}

// NewReader gives a reader for texts whose tokens carry the types of v.
func NewReader(v *text.Vocabulary) *Reader { return &Reader{} }

// Kinds appends the kind of each block of t.
func (r *Reader) Kinds(t *text.Text, outlet string, ledger *Ledger, out []Kind) []Kind {
	for range t.Blocks {
		out = append(out, Plain)
	}
	return out
}
