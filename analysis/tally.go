package analysis

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// Tally gathers observations. It holds whole numbers by document and no text,
// about half a kilobyte a document: every estimate, contrast, permutation and
// leave-one-out is computed from it at the end. Adding and merging in any
// order give the same results, since [Tally.Results] orders documents by ID.
type Tally struct {
	records []record
	counts  []Count
	scores  []ScoreSum
}

// record is one document in a tally.
type record struct {
	id      string
	outlet  string
	date    string
	unit    uint64 // what is resampled: the document, or its group of copies
	words   [baseVoices]int64
	counts  [2]int // part of Tally.counts
	scores  [2]int // part of Tally.scores
	cluster string // ID of the first of its copies; empty where there are none
	copies  int    // how many documents the group has
}

// Copy tells of which group of copies a document is: the ID of the first
// document of the group and the group's size. The zero value is no group.
type Copy struct {
	First string
	Size  int
}

// Add takes in one document.
func (t *Tally) Add(o *Observation, copyOf Copy) {
	r := record{id: o.Document.ID, outlet: o.Document.Outlet, date: o.Document.Date, words: o.Words, cluster: copyOf.First, copies: copyOf.Size}
	r.unit = xxhash.Sum64String(cmp.Or(copyOf.First, o.Document.ID))
	r.counts[0] = len(t.counts)
	t.counts = append(t.counts, o.Counts...)
	r.counts[1] = len(t.counts)
	r.scores[0] = len(t.scores)
	t.scores = append(t.scores, o.Scores...)
	r.scores[1] = len(t.scores)
	t.records = append(t.records, r)
}

// Merge takes in all that another tally holds.
func (t *Tally) Merge(u *Tally) {
	counts, scores := len(t.counts), len(t.scores)
	t.counts = append(t.counts, u.counts...)
	t.scores = append(t.scores, u.scores...)
	for _, r := range u.records {
		for i := range 2 {
			r.counts[i] += counts
			r.scores[i] += scores
		}
		t.records = append(t.records, r)
	}
}

// Documents is how many documents were added.
func (t *Tally) Documents() int { return len(t.records) }

// sorted gives the records that count, by document ID.
func (t *Tally) sorted(copies Copies) []record {
	var out []record
	for _, r := range t.records {
		if copies != FirstOnly || r.cluster == "" || r.cluster == r.id {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b record) int { return strings.Compare(a.id, b.id) })
	return out
}

// Where gives the outlet and date of every document, by ID.
func (t *Tally) Where() map[string][2]string {
	out := make(map[string][2]string, len(t.records))
	for i := range t.records {
		out[t.records[i].id] = [2]string{t.records[i].outlet, t.records[i].date}
	}
	return out
}
