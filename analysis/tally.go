package analysis

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// Tally gathers observations. It holds whole numbers by document and no text,
// some 400 bytes a document of news: every estimate, contrast, permutation and
// leave-one-out is computed from it at the end. Adding and merging in any
// order give the same results, since [Tally.Results] orders documents by ID.
type Tally struct {
	records []*record
	room    []record          // where the next records go
	block   []byte            // where the numbers of the next documents go
	names   map[string]string // outlets, dates: one string for all documents
}

// record is one document in a tally. What was counted in it is packed: of five
// numbers most are below 128, and there are as many as an article has mentions.
type record struct {
	id      string
	outlet  string
	date    string
	unit    uint64 // what is resampled: the document, or its group of copies
	numbers []byte // see pack
	cluster string // ID of the first of its copies; empty where there are none
	copies  int    // how many documents the group has
}

// Copy tells of which group of copies a document is: the ID of the first
// document of the group and the group's size. The zero value is no group.
type Copy struct {
	First string
	Size  int
}

// tallyBlock is how many bytes of packed numbers are allocated at a time: a
// block is never moved, so that a growing tally leaves no garbage.
const tallyBlock = 64 << 10

// tallyRecords is how many records are: likewise.
const tallyRecords = 512

// Add takes in one document.
func (t *Tally) Add(o *Observation, copyOf Copy) {
	if t.names == nil {
		t.names = make(map[string]string)
	}
	// The most that pack can need; nearly always a tenth of it is used.
	most := 10 * (baseVoices + 2 + 3*len(o.Counts) + 9*len(o.Scores))
	if cap(t.block)-len(t.block) < most {
		t.block = make([]byte, 0, max(tallyBlock, most))
	}
	from := len(t.block)
	t.block = pack(t.block, o)
	r := record{id: o.Document.ID, outlet: t.name(o.Document.Outlet), date: t.name(o.Document.Date), cluster: copyOf.First, copies: copyOf.Size}
	r.unit = xxhash.Sum64String(cmp.Or(copyOf.First, o.Document.ID))
	r.numbers = t.block[from:len(t.block):len(t.block)]
	if len(t.room) == cap(t.room) {
		t.room = make([]record, 0, tallyRecords)
	}
	t.room = append(t.room, r)
	t.records = append(t.records, &t.room[len(t.room)-1])
}

// name gives the one string that stands for all equal ones.
func (t *Tally) name(s string) string {
	own, ok := t.names[s]
	if !ok {
		own = strings.Clone(s)
		t.names[own] = own
	}
	return own
}

// pack appends what was counted in a document: the words by voice, the number
// of counts and the counts, the number of sums and the sums. Keys and actors
// come as differences from the one before.
func pack(b []byte, o *Observation) []byte {
	for _, n := range o.Words {
		b = binary.AppendVarint(b, n)
	}
	b = binary.AppendUvarint(b, uint64(len(o.Counts)))
	last := int32(0)
	for _, n := range o.Counts {
		b = binary.AppendVarint(b, int64(n.Key)-int64(last))
		b = append(b, uint8(n.Measure)<<4|n.Variable.Voice)
		b = binary.AppendVarint(b, int64(n.N))
		last = n.Key
	}
	b = binary.AppendUvarint(b, uint64(len(o.Scores)))
	last = 0
	for i := range o.Scores {
		s := &o.Scores[i]
		b = binary.AppendVarint(b, int64(s.Actor)-int64(last))
		b = append(b, s.Scorer, s.Voice)
		for _, n := range [...]int32{s.Source, s.Mentions, s.Anaphoric, s.Positive, s.Neutral, s.Negative} {
			b = binary.AppendVarint(b, int64(n))
		}
		b = binary.AppendVarint(b, s.Sum)
		last = s.Actor
	}
	return b
}

// unpacker reads what pack wrote.
type unpacker struct{ b []byte }

func (u *unpacker) byte() uint8 {
	c := u.b[0]
	u.b = u.b[1:]
	return c
}

func (u *unpacker) varint() int64 {
	if c := u.b[0]; c < 0x80 { // nearly always
		u.b = u.b[1:]
		return int64(c>>1) ^ -int64(c&1)
	}
	n, size := binary.Varint(u.b)
	u.b = u.b[size:]
	return n
}

func (u *unpacker) length() int {
	if c := u.b[0]; c < 0x80 { // likewise
		u.b = u.b[1:]
		return int(c)
	}
	n, size := binary.Uvarint(u.b)
	u.b = u.b[size:]
	return int(n)
}

// each gives what was counted in a document: its words by voice, then every
// count, then every sum. What is nil is not wanted.
func (r *record) each(words func(v int, n int64), count func(Count), score func(*ScoreSum)) {
	u := unpacker{r.numbers}
	for v := range baseVoices {
		if n := u.varint(); words != nil {
			words(v, n)
		}
	}
	key := int32(0)
	for range u.length() {
		key += int32(u.varint())
		c, n := u.byte(), u.varint()
		if count != nil {
			count(Count{Variable{Measure(c >> 4), c & 0xF, key}, int32(n)})
		}
	}
	if score == nil {
		return
	}
	var s ScoreSum
	for range u.length() {
		s.Actor += int32(u.varint())
		s.Scorer, s.Voice = u.byte(), u.byte()
		s.Source, s.Mentions, s.Anaphoric = int32(u.varint()), int32(u.varint()), int32(u.varint())
		s.Positive, s.Neutral, s.Negative = int32(u.varint()), int32(u.varint()), int32(u.varint())
		s.Sum = u.varint()
		score(&s)
	}
}

// Merge takes in all that another tally holds.
func (t *Tally) Merge(u *Tally) {
	t.records = append(t.records, u.records...)
}

// Forget lets go what was counted, once the results are made: Documents and
// Where remain.
func (t *Tally) Forget() {
	for _, r := range t.records {
		r.numbers = nil
	}
	t.block = nil
}

// Documents is how many documents were added.
func (t *Tally) Documents() int { return len(t.records) }

// sorted gives those of the wanted records that count, by document ID.
func (t *Tally) sorted(copies Copies, wanted func(*record) bool) []*record {
	var out []*record
	for _, r := range t.records {
		if wanted(r) && (copies != FirstOnly || r.cluster == "" || r.cluster == r.id) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b *record) int { return strings.Compare(a.id, b.id) })
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
