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
// A mention has some 200 features, most of which the model knows, and what they
// cost is the cache miss of each. So all that is known of a feature lies
// together, in 64 bytes where there are 48 hidden units, in the order in which
// features are first met: the common ones come soon, and lie close. The weights
// into the hidden units are bytes, added eight at a time.
type Target struct {
	model    *Model
	features *Extractor
	slots    []targetSlot // by hash: open addressing
	rows     []uint64     // of the features met so far, rowWords to each
	rowWords int
	ones     []int32 // of the mention: where the rows of features with value 1 are
	others   []otherRow
	turn     uint64 // of the mention: a feature counts once for each
	hidden   []float64
}

// targetSlot says where a feature is: nowhere (0), in the model (its number
// plus one), or in the rows (the bits of rowMet, and where it begins).
type targetSlot struct {
	hash uint32
	at   uint32
}

// otherRow is a known feature with a value other than 1.
type otherRow struct {
	row   int32
	value float32
}

// Words of a row: the turn in which it was last seen; the weights of the
// regression, 16 bits each; then those into the hidden units, a byte each, 128
// more than they are, so that they are added without a sign.
const (
	rowTurn = iota
	rowLinear
	rowHidden
)

const (
	rowMet  = 1 << 31
	rowBias = 128
)

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
	for 2*size < 3*len(m.Hashes) {
		size *= 2
	}
	packed := (len(m.Bias) + 7) / 8
	t := &Target{
		model:    m,
		features: NewExtractor(v, m.Connotations),
		slots:    make([]targetSlot, size),
		rowWords: rowHidden + packed,
		hidden:   make([]float64, 8*packed),
	}
	for i, h := range m.Hashes {
		at := int(h) & (size - 1)
		for t.slots[at].at != 0 {
			at = (at + 1) & (size - 1)
		}
		t.slots[at] = targetSlot{h, uint32(i) + 1}
	}
	return t
}

// meet gives a feature of the model its row.
func (t *Target) meet(s *targetSlot) {
	i, units, m := int(s.at-1), len(t.model.Bias), t.model
	at := len(t.rows)
	t.rows = append(t.rows, make([]uint64, t.rowWords)...)
	row := t.rows[at:]
	for c, w := range m.Linear[3*i : 3*i+3] {
		row[rowLinear] |= uint64(uint16(w)) << (16 * c)
	}
	for k, w := range m.Hidden[units*i : units*(i+1)] {
		row[rowHidden+k/8] |= uint64(uint8(int(w)+rowBias)) << (8 * (k % 8))
	}
	s.at = rowMet | uint32(at)
}

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
	t.find(features)
	var sum [3]int64
	for _, r := range t.ones {
		w := t.rows[int(r)+rowLinear]
		sum[0] += int64(int16(w))
		sum[1] += int64(int16(w >> 16))
		sum[2] += int64(int16(w >> 32))
	}
	clear(t.hidden)
	for first := 0; first < len(t.ones); first += mostOnes {
		t.addOnes(t.ones[first:min(first+mostOnes, len(t.ones))])
	}
	for _, o := range t.others {
		v := float64(o.value)
		row := t.rows[o.row : int(o.row)+t.rowWords]
		for c := range linear {
			linear[c] += v * float64(int16(row[rowLinear]>>(16*c)))
		}
		for k, x := range row[rowHidden:] {
			into := t.hidden[8*k : 8*k+8 : 8*k+8]
			x ^= signBits // 128 less, as signed bytes
			into[0] += v * float64(int8(x))
			into[1] += v * float64(int8(x>>8))
			into[2] += v * float64(int8(x>>16))
			into[3] += v * float64(int8(x>>24))
			into[4] += v * float64(int8(x>>32))
			into[5] += v * float64(int8(x>>40))
			into[6] += v * float64(int8(x>>48))
			into[7] += v * float64(int8(x>>56))
		}
	}
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

// find looks the features up, each once.
func (t *Target) find(features []Feature) {
	t.turn++
	t.ones, t.others = t.ones[:0], t.others[:0]
	for i := range features {
		f := &features[i]
		s := t.slot(f.Hash)
		if s == nil {
			continue
		}
		if s.at&rowMet == 0 {
			t.meet(s)
		}
		at := int32(s.at &^ rowMet)
		if t.rows[at+rowTurn] == t.turn {
			continue
		}
		t.rows[at+rowTurn] = t.turn
		if f.Value == 1 {
			t.ones = append(t.ones, at)
		} else {
			t.others = append(t.others, otherRow{at, f.Value})
		}
	}
}

// slot gives the place of a feature that the model knows, or nil.
func (t *Target) slot(hash uint32) *targetSlot {
	mask := len(t.slots) - 1
	for at := int(hash) & mask; ; at = (at + 1) & mask {
		switch s := &t.slots[at]; {
		case s.at == 0:
			return nil
		case s.hash == hash:
			return s
		}
	}
}

const (
	lowBytes = 0x00FF00FF00FF00FF
	signBits = 0x8080808080808080
	mostOnes = 257 // bytes that can be added up in 16 bits
)

// addOnes adds the weights of at most mostOnes features to the hidden units,
// two words of eight units at a time, so that their sums stay in registers.
func (t *Target) addOnes(ones []int32) {
	bias := float64(rowBias * len(ones))
	for k := rowHidden; k < t.rowWords; k += 2 {
		l := min(k+1, t.rowWords-1) // the same word twice where one is left
		var even, odd [2]uint64
		for _, r := range ones {
			x, y := t.rows[int(r)+k], t.rows[int(r)+l]
			even[0] += x & lowBytes
			odd[0] += x >> 8 & lowBytes
			even[1] += y & lowBytes
			odd[1] += y >> 8 & lowBytes
		}
		for n, word := range [2]int{k, l} {
			if n == 1 && l == k {
				break
			}
			into := t.hidden[8*(word-rowHidden):][:8]
			for lane := range 4 {
				into[2*lane] += float64(uint16(even[n]>>(16*lane))) - bias
				into[2*lane+1] += float64(uint16(odd[n]>>(16*lane))) - bias
			}
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
		if u.word.known || t.slot(hashFeature(fWord, u.word.stem, 0, 0)) != nil {
			known++
		}
	}
	if words == 0 {
		return 0
	}
	return float32(known) / float32(words)
}
