package index

import (
	"slices"

	"slant/analysis"
	"slant/analysis/text"
)

// Loader loads documents for one vocabulary. It belongs to one worker.
type Loader struct {
	store      *Store
	vocabulary *text.Vocabulary
	tables     []*table // those used last, the latest first
	loads      int      // documents loaded
	buf        []byte
	body       []byte // of the text at hand
}

// table is the spellings of a segment.
type table struct {
	segment   *segment
	spellings string // one after the other
	words     []word
	last      int // the load that used it last
}

// word is a spelling, and what the loader's vocabulary has for it once it is
// met. There are some hundred thousand in a segment: each is kept small.
type word struct {
	start, end uint32 // in the spellings
	typ        text.Type
	kind       text.Kind
	shape      text.Shape
	known      bool
}

// A loader holds the spellings of so many segments at most, and only of those
// that it has used for one of the last heldLoads documents, which is looked at
// every so many. Documents come in the order in which they were written, but for
// those of other workers and of earlier runs.
const (
	heldTables = 8
	heldLoads  = 1 << 8
)

// NewLoader gives a loader for texts with types of v.
func (s *Store) NewLoader(v *text.Vocabulary) *Loader { return &Loader{store: s, vocabulary: v} }

func (l *Loader) meet(w *word, spelling string) {
	w.typ, w.kind, w.shape = l.vocabulary.Intern(spelling)
	w.known = true
}

// Load overwrites into with the annotation stored under a digest: text, shift,
// roles and attributions, as found without a ledger. The rest is for
// analysis.Annotator.Settle. The error is one of damage.
func (l *Loader) Load(digest Digest, into *analysis.Annotated) error {
	s, record, err := l.store.record(annotated, digest, &l.buf)
	if err != nil {
		return err
	}
	t, err := l.table(s)
	if err == nil {
		err = l.read(record, t, into)
	}
	if err != nil {
		return l.store.damaged(s, err)
	}
	return nil
}

// table gives the spellings of a segment.
func (l *Loader) table(s *segment) (*table, error) {
	if l.loads++; l.loads%heldLoads == 0 {
		l.tables = slices.DeleteFunc(l.tables, func(t *table) bool { return l.loads-t.last > heldLoads })
	}
	for i, t := range l.tables {
		if t.segment == s {
			t.last = l.loads
			copy(l.tables[1:i+1], l.tables[:i])
			l.tables[0] = t
			return t, nil
		}
	}
	b, err := s.part(s.spellings[0], s.spellings[1])
	if err != nil {
		return nil, err
	}
	d := decoder{b: b}
	t := &table{segment: s, spellings: string(b), words: make([]word, d.count()), last: l.loads}
	for i := range t.words {
		n := d.count()
		if d.take(n); d.fail || n == 0 {
			return nil, ErrDamaged
		}
		t.words[i].start, t.words[i].end = uint32(d.at-n), uint32(d.at)
	}
	if len(l.tables) < heldTables {
		l.tables = append(l.tables, nil)
	}
	copy(l.tables[1:], l.tables)
	l.tables[0] = t
	return t, nil
}
