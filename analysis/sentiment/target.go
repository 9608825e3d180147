package sentiment

import (
	_ "embed" // the model
	"math"

	"slant/analysis/text"
)

// Target scores how a sentence speaks of one actor in it: the default. See
// the package comment for what it looks at, and MODEL-CARD.md for how good it
// is. It makes no garbage for each mention.
//
// A mention has some 250 features, most of which the model does not know, so
// what counts is to find that out without a cache miss, and to pay one miss for
// those that it knows: a filter of eight bits a feature comes first, then a
// table of hashes, then a row that holds all weights of the feature, those into
// the hidden units as bytes that are added eight at a time.
type Target struct {
	model    *Model
	features *Extractor
	filter   []uint64 // a bit for the upper half of each hash
	slots    []targetSlot
	rows     []uint64 // rowWords for each feature
	rowWords int
	found    []foundRow
	turn     uint64 // of the mention: a feature counts once for each
	even     []uint64
	odd      []uint64
	hidden   []float64
}

// targetSlot leads from a hash to a row: open addressing, zero for free.
type targetSlot struct {
	hash uint32
	row  uint32 // plus one
}

// foundRow is a feature that the model knows.
type foundRow struct {
	row   int32
	value float32
}

// Words of a row: the turn in which it was last seen, the weights of the
// regression, 16 bits each, then those into the hidden units, a byte each, 128
// more than they are, so that they are added without a sign.
const (
	rowTurn = iota
	rowLinear
	rowHidden
)

const rowBias = 128

//go:embed target.bin
var targetModel string

// NewTarget gives the scorer for passages with types of v. Reading the model
// takes a few milliseconds, so it is made for runs that ask for it.
func NewTarget(v *text.Vocabulary) (*Target, error) {
	m, err := ParseModel(targetModel)
	if err != nil {
		return nil, err
	}
	return NewTargetFrom(m, v), nil
}

// NewTargetFrom gives a scorer with a model that package train made.
func NewTargetFrom(m *Model, v *text.Vocabulary) *Target {
	size := 1 << 10
	for size < 2*len(m.Hashes) {
		size *= 2
	}
	units := len(m.Bias)
	packed := (units + 7) / 8
	t := &Target{
		model:    m,
		features: NewExtractor(v, m.Connotations),
		filter:   make([]uint64, (1<<filterBits)/64),
		slots:    make([]targetSlot, size),
		rowWords: rowHidden + packed,
		even:     make([]uint64, packed),
		odd:      make([]uint64, packed),
		hidden:   make([]float64, 8*packed),
	}
	t.rows = make([]uint64, t.rowWords*len(m.Hashes))
	for i, h := range m.Hashes {
		t.filter[h>>(32-filterBits)/64] |= 1 << (h >> (32 - filterBits) % 64)
		at := int(h) & (size - 1)
		for t.slots[at].row != 0 {
			at = (at + 1) & (size - 1)
		}
		t.slots[at] = targetSlot{h, uint32(i) + 1}
		row := t.rows[i*t.rowWords : (i+1)*t.rowWords]
		for c, w := range m.Linear[3*i : 3*i+3] {
			row[rowLinear] |= uint64(uint16(w)) << (16 * c)
		}
		for k, w := range m.Hidden[units*i : units*(i+1)] {
			row[rowHidden+k/8] |= uint64(uint8(int(w)+rowBias)) << (8 * (k % 8))
		}
	}
	return t
}

// filterBits is the size of the filter: 64 KB, which stay in the processor's
// second cache, and let one unknown feature in eight through.
const filterBits = 19

// Name is "target".
func (t *Target) Name() string { return "target" }

// Score gives the probabilities of the three classes. A mention is not judged
// when too few of the sentence's words occurred in training (another
// language, a list of names, a bare label), or when no class is likely enough.
func (t *Target) Score(p *Passage) Score {
	features := t.features.Features(p)
	if features == nil {
		return Score{}
	}
	linear, network := t.logits(features)
	a, b := softmax(linear), softmax(network)
	mix := float64(t.model.Mix)
	for k := range a {
		a[k] = math.Log((1-mix)*a[k]+mix*b[k]) / float64(t.model.Temperature)
	}
	q := softmax(a)
	s := scoreOf(q)
	s.Label = t.label(q)
	s.Judged = float32(max(q[0], q[1], q[2])) >= t.model.Certain && t.known() >= t.model.Known
	return s
}

// label chooses among probabilities, with the model's lean.
func (t *Target) label(q [3]float64) int8 {
	best := 1
	var x [3]float64
	for k := range q {
		x[k] = math.Log(q[k]) + float64(t.model.Lean[k])
	}
	for k := range x {
		if x[k] > x[best] {
			best = k
		}
	}
	return int8(best - 1)
}

// logits are the unnormalised scores of the regression and of the network.
// Nearly all features have the value 1: their weights are summed as whole
// numbers, the others' beside them.
func (t *Target) logits(features []Feature) (linear, network [3]float64) {
	m := t.model
	t.turn++
	clear(t.hidden)
	var sum [3]int64
	ones := 0
	// First all are found, then all are read: the reads do not wait for each
	// other then.
	t.found = t.found[:0]
	for i := range features {
		if row := t.find(features[i].Hash); row >= 0 {
			t.found = append(t.found, foundRow{int32(row), features[i].Value})
		}
	}
	for _, f := range t.found {
		i := int(f.row)
		row := t.rows[i*t.rowWords : (i+1)*t.rowWords]
		if row[rowTurn] == t.turn {
			continue
		}
		row[rowTurn] = t.turn
		w := row[rowLinear]
		if f.value != 1 {
			v := float64(f.value)
			linear[0] += v * float64(int16(w))
			linear[1] += v * float64(int16(w>>16))
			linear[2] += v * float64(int16(w>>32))
			for k, x := range m.Hidden[i*len(m.Bias) : (i+1)*len(m.Bias)] {
				t.hidden[k] += v * float64(x)
			}
			continue
		}
		sum[0] += int64(int16(w))
		sum[1] += int64(int16(w >> 16))
		sum[2] += int64(int16(w >> 32))
		even, odd := t.even, t.odd[:len(t.even)]
		for k, x := range row[rowHidden:][:len(even)] {
			even[k] += x & lowBytes
			odd[k] += x >> 8 & lowBytes
		}
		if ones++; ones == mostOnes {
			t.unpack(ones)
			ones = 0
		}
	}
	t.unpack(ones)
	for k, b := range m.Bias {
		y := math.Tanh(t.hidden[k]*float64(m.Scale) + float64(b))
		for c := range network {
			network[c] += y * float64(m.Out[3*k+c])
		}
	}
	for c := range linear {
		linear[c] = (linear[c] + float64(sum[c])) * float64(m.Unit)
	}
	return linear, network
}

const (
	lowBytes = 0x00FF00FF00FF00FF
	mostOnes = 257 // bytes that can be added up in 16 bits
)

// unpack adds the sums of bytes of so many features to the hidden units.
func (t *Target) unpack(features int) {
	for k := range t.even {
		for lane := range 4 {
			t.hidden[8*k+2*lane] += float64(int(uint16(t.even[k]>>(16*lane))) - rowBias*features)
			t.hidden[8*k+2*lane+1] += float64(int(uint16(t.odd[k]>>(16*lane))) - rowBias*features)
		}
	}
	clear(t.even)
	clear(t.odd)
}

// find gives the number of a feature, or -1.
func (t *Target) find(hash uint32) int {
	if high := hash >> (32 - filterBits); t.filter[high/64]>>(high%64)&1 == 0 {
		return -1
	}
	mask := len(t.slots) - 1
	for at := int(hash) & mask; ; at = (at + 1) & mask {
		s := t.slots[at]
		if s.row == 0 || s.hash == hash {
			return int(s.row) - 1
		}
	}
}

// known is the share of the words just read that are in the model.
func (t *Target) known() float32 {
	v := &t.features.view
	words, known := 0, 0
	for i := range v.units {
		u := &v.units[i]
		if u.kind != plain && u.kind != person {
			continue
		}
		words++
		if u.word.known || t.find(hashFeature(fWord, u.word.stem, 0, 0)) >= 0 {
			known++
		}
	}
	if words == 0 {
		return 0
	}
	return float32(known) / float32(words)
}
