package analysis

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"

	"slant/analysis/spill"
)

// Tally gathers observations. It holds whole numbers by document and no text:
// every estimate, contrast, permutation and leave-one-out is computed from it at
// the end. Adding and merging in any order give the same results, since
// [Tally.Results] orders documents by ID.
//
// Of a document of news that is some 120 bytes to know it by and 260 of numbers,
// which wait in a file where the tally has one. The zero value holds all.
type Tally struct {
	records []*record
	room    []record           // where the next records go
	names   map[string]string  // outlets, dates: one string for all documents
	filling map[string]*filled // by outlet; those not told apart under ""
	blocks  []*block
	to      *spill.Spill
	spills  []*spill.Spill // to, and those of tallies that were merged into this one
}

// record is one document in a tally.
type record struct {
	id       string
	outlet   string
	date     string
	unit     uint64 // what is resampled: the document, or its group of copies
	block    *block
	from, to uint32 // its numbers in the block; see pack
	cluster  string // ID of the first of its copies; empty where there are none
	copies   int    // how many documents the group has
}

// block is the packed numbers of some documents: of five numbers most are below
// 128, and there are as many as an article has mentions.
type block struct {
	piece spill.Piece
	filed bool // piece has them, too

	mu   sync.Mutex
	data []byte
}

// bytes gives the numbers, and reads them back where they wait in a file. They
// are held from then on, until let go.
func (b *block) bytes() []byte {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.data == nil && b.filed {
		b.data = b.piece.Append(nil)
	}
	return b.data
}

// letGo lets the numbers go. They can be read back if they are filed.
func (b *block) letGo() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.data = nil
}

// filled is the block that is being filled.
type filled struct {
	*block
	room []byte
}

// Copy tells of which group of copies a document is: the ID of the first
// document of the group and the group's size. The zero value is no group.
type Copy struct {
	First string
	Size  int
}

// tallyBlock is how many bytes of packed numbers make a block: in memory a block
// is never moved, so that a growing tally leaves no garbage.
const tallyBlock = 64 << 10

// tallyRecords is how many records are allocated at a time: likewise.
const tallyRecords = 512

// NewTally gives an empty tally whose numbers wait in a file. Those of the named
// outlets are kept apart, so that they can be read without the others.
func NewTally(file spill.File, outlets []string) *Tally {
	t := &Tally{to: spill.New(file), filling: make(map[string]*filled)}
	t.spills = []*spill.Spill{t.to}
	for _, name := range outlets {
		t.filling[name] = &filled{}
	}
	return t
}

// Err gives the first error of a file that numbers waited in. Results made
// after one are not to be used.
func (t *Tally) Err() error {
	for _, to := range t.spills {
		if err := to.Err(); err != nil {
			return err
		}
	}
	return nil
}

// Add takes in one document.
func (t *Tally) Add(o *Observation, copyOf Copy) {
	if t.names == nil {
		t.names = make(map[string]string)
	}
	f := t.fillFor(o)
	from := len(f.room)
	f.room = pack(f.room, o)
	f.data = f.room
	r := record{id: o.Document.ID, outlet: t.name(o.Document.Outlet), date: t.name(o.Document.Date), cluster: copyOf.First, copies: copyOf.Size}
	r.unit = xxhash.Sum64String(cmp.Or(copyOf.First, o.Document.ID))
	r.block, r.from, r.to = f.block, uint32(from), uint32(len(f.room))
	if len(t.room) == cap(t.room) {
		t.room = make([]record, 0, tallyRecords)
	}
	t.room = append(t.room, r)
	t.records = append(t.records, &t.room[len(t.room)-1])
}

// fillFor gives a block with room for a document's numbers.
func (t *Tally) fillFor(o *Observation) *filled {
	f := t.filling[o.Document.Outlet]
	if f == nil {
		f = t.filling[""]
	}
	if f == nil {
		if t.filling == nil {
			t.filling = make(map[string]*filled)
		}
		f = &filled{}
		t.filling[""] = f
	}
	// The most that pack can need; nearly always a tenth of it is used.
	most := 10 * (baseVoices + 2 + 3*len(o.Counts) + 9*len(o.Scores))
	if f.block != nil && cap(f.room)-len(f.room) >= most {
		return f
	}
	if f.block != nil && t.to != nil && t.to.Filed() {
		f.piece, f.filed = t.to.Put(f.room), true
		f.letGo()
		f.room = f.room[:0]
	} else {
		f.room = nil // the block has it
	}
	if cap(f.room) < most {
		f.room = make([]byte, 0, max(tallyBlock, most))
	}
	f.block = &block{}
	t.blocks = append(t.blocks, f.block)
	return f
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
	b := r.block.bytes()
	if b == nil { // forgotten, or not to be had: see Err
		return
	}
	u := unpacker{b[r.from:r.to]}
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

// Merge takes in all that another tally holds, which is not to be added to any
// more.
func (t *Tally) Merge(u *Tally) {
	t.records = append(t.records, u.records...)
	t.blocks = append(t.blocks, u.blocks...)
	t.spills = append(t.spills, u.spills...)
}

// file gives a file that numbers wait in; nil where there is none.
func (t *Tally) file() *spill.Spill {
	for _, to := range t.spills {
		if to.Filed() {
			return to
		}
	}
	return nil
}

// leave lets go what can be read back.
func (t *Tally) leave() {
	for _, b := range t.blocks {
		if b.filed {
			b.letGo()
		}
	}
}

// Forget lets go what was counted, once the results are made: Documents and
// Where remain.
func (t *Tally) Forget() {
	for _, b := range t.blocks {
		b.filed = false
		b.letGo()
	}
	t.filling = nil
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
