package sentiment

import (
	_ "embed" // the model
	"math"

	"slant/analysis/text"
)

// Target scores how a sentence speaks of one actor in it: the default. See
// the package comment for what it looks at, and MODEL-CARD.md for how good it
// is. It makes no garbage for each mention.
type Target struct {
	model    *Model
	features *Extractor
	index    []int32 // of hashes: open addressing, -1 for free
	seen     []uint32
	turn     uint32 // of seen: a feature counts once for each mention
	hidden   []float32
}

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
	t := &Target{
		model:    m,
		features: NewExtractor(v, m.Connotations),
		index:    make([]int32, size),
		seen:     make([]uint32, len(m.Hashes)),
		hidden:   make([]float32, len(m.Bias)),
	}
	for i := range t.index {
		t.index[i] = -1
	}
	for i, h := range m.Hashes {
		at := int(h) & (size - 1)
		for t.index[at] >= 0 {
			at = (at + 1) & (size - 1)
		}
		t.index[at] = int32(i)
	}
	return t
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
	s.Judged = float32(max(q[0], q[1], q[2])) >= t.model.Certain && t.known() >= t.model.Known
	return s
}

// logits are the unnormalised scores of the regression and of the network.
func (t *Target) logits(features []Feature) (linear, network [3]float64) {
	m := t.model
	t.turn++
	if t.turn == 0 { // four thousand million mentions later
		clear(t.seen)
		t.turn = 1
	}
	h := t.hidden
	clear(h)
	n := len(h)
	var sum [3]float32
	for _, f := range features {
		i := t.find(f.Hash)
		if i < 0 || t.seen[i] == t.turn {
			continue
		}
		t.seen[i] = t.turn
		w := m.Linear[3*i : 3*i+3]
		sum[0] += f.Value * float32(w[0])
		sum[1] += f.Value * float32(w[1])
		sum[2] += f.Value * float32(w[2])
		row := m.Hidden[i*n : i*n+n]
		for k, x := range row {
			h[k] += f.Value * float32(x)
		}
	}
	for k, x := range h {
		y := math.Tanh(float64(x*m.Scale + m.Bias[k]))
		for c := range network {
			network[c] += y * float64(m.Out[3*k+c])
		}
	}
	for c := range linear {
		linear[c] = float64(sum[c] * m.Unit)
	}
	return linear, network
}

// find gives the index of a feature, or -1.
func (t *Target) find(hash uint32) int {
	mask := len(t.index) - 1
	for at := int(hash) & mask; ; at = (at + 1) & mask {
		i := t.index[at]
		if i < 0 || t.model.Hashes[i] == hash {
			return int(i)
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
