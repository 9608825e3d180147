package sentiment

import (
	_ "embed" // the model

	"slant/analysis/text"
)

// Target scores how a sentence speaks of one actor in it: the default. See
// the package comment for what it looks at, and MODEL-CARD.md for how good it
// is. It makes no garbage for each mention, and its scores are the same on
// every kind of processor: sums over words are of whole numbers, and floating
// point is rounded after every step.
//
// What a mention costs is the length of its sentence: a word has its vectors
// in 128 bytes, and the units are added four to a machine word, of 16 bits
// each. What the words of a sentence are is looked up for its first mention only.
type Target struct {
	model   *Model
	reader  *Reader
	places  [Places]lanes
	sides   [firstRole * roles]lanes // a side and a role together
	roles   []lanes
	absent  *wordVectors    // of a word that the model has not, and beyond the ends
	parts   [4][Units]int32 // sums over the steps with each Near
	sums    [Sums][Units]int32
	weights [][4][Sums * Units]float64 // from the sums: to the classes, then to the hidden units, four at a time
	shapes  [Shapes][]float64          // from the shapes, likewise
	bias    []float64                  // likewise
	values  []float64                  // of classes and hidden units
	out     [][3]float64               // from the hidden units
	leaning [3]float64
}

// wordVectors are the vectors of a word: a byte for each unit, 128 more than
// it is, so that they are added without a sign.
type wordVectors [Taps][packedUnits]uint64

// lanes hold a number of 16 bits for each unit, those of the even units of
// eight in one word and those of the odd in the next.
type lanes [2 * packedUnits]uint64

const (
	packedUnits = Units / 8
	lowBytes    = 0x00FF00FF00FF00FF
	lowBits     = 0x0001000100010001
	vectorBias  = 128
	placeBias   = 1024
	roleBias    = 4096
	// laneZero is what stands for 0 in the sum of a step.
	laneZero = 1 << 15
	// mostSteps is how many steps can be summed in 16 bits.
	mostSteps = (1<<16 - 1) / (Taps*127 + (placeKinds+MostClasses)*MostPlace)
)

//go:embed target.bin
var targetModel string

// NewTarget gives the scorer for passages with types of v. Reading the model
// takes about two milliseconds: its words and their vectors stay where they
// are in the file until they are met.
func NewTarget(v *text.Vocabulary) (*Target, error) {
	m, err := ParseModel(targetModel)
	if err != nil {
		return nil, err
	}
	return NewTargetFrom(m, v), nil
}

// NewTargetFrom gives a scorer with a model that package train made.
func NewTargetFrom(m *Model, v *text.Vocabulary) *Target {
	h := len(m.Bias)
	fours := (3 + h + 3) / 4
	t := &Target{
		model: m, absent: new(wordVectors), weights: make([][4][Sums * Units]float64, fours),
		bias: make([]float64, 4*fours), values: make([]float64, 4*fours), out: make([][3]float64, h),
	}
	for i := range t.absent {
		for k := range t.absent[i] {
			t.absent[i][k] = lowBits * (vectorBias | vectorBias<<8)
		}
	}
	t.reader = &Reader{words: newLookup(v, m.Words, func(i int) *wordVectors { return packVectors(m.Vectors[i*Taps*Units:][:Taps*Units]) })}
	for p := range t.places {
		// Four vectors are added, absent ones among them, four places, and all
		// roles together; their biases together are to be laneZero.
		bias := placeBias
		if p < firstRole {
			bias = laneZero - (placeKinds-1)*placeBias - Taps*vectorBias - roleBias
		}
		t.places[p] = packPlace(m.Places[p*Units:][:Units], bias)
	}
	for i := range t.sides {
		for k, role := range t.places[firstRole+i%roles] {
			t.sides[i][k] = t.places[i/roles][k] + role
		}
	}
	t.roles = make([]lanes, len(m.Roles)/Units)
	for i := range t.roles {
		t.roles[i] = packPlace(m.Roles[i*Units:][:Units], placeBias)
	}
	for k := range t.shapes {
		t.shapes[k] = make([]float64, 4*fours)
	}
	for i := range 3 + h {
		for k := range Inputs {
			var w float32
			if i < 3 {
				w = m.Direct[3*k+i]
			} else {
				w = m.Hidden[h*k+i-3]
			}
			if k < Sums*Units {
				t.weights[i/4][i%4][k] = float64(w)
			} else {
				t.shapes[k-Sums*Units][i] = float64(w)
			}
		}
	}
	for k, b := range m.Bias {
		t.bias[3+k] = float64(b)
		for c := range 3 {
			t.out[k][c] = float64(m.Out[3*k+c])
		}
	}
	top := max(m.Lean[0], m.Lean[1], m.Lean[2])
	for k, x := range m.Lean {
		t.leaning[k] = exp(float64(x - top))
	}
	return t
}

// packPlace gives the weights of a place with a bias each.
func packPlace(from []int16, bias int) (l lanes) {
	for k, w := range from {
		l[k/8*2+k%2] |= uint64(bias+int(w)) << (16 * (k % 8 / 2))
	}
	return l
}

// packVectors gives the vectors of a word from their signed bytes.
func packVectors(from string) *wordVectors {
	v := new(wordVectors)
	for i := range len(from) {
		v[i/Units][i%Units/8] |= uint64(from[i]^vectorBias) << (8 * (i % 8))
	}
	return v
}

// Name is "target".
func (t *Target) Name() string { return "target" }

// Score gives the probabilities of the three classes. A mention is not judged
// when the model knows too few of the sentence's words (another language, a
// list of names, a bare label), or when no class is likely enough.
func (t *Target) Score(p *Passage) Score {
	steps, shapes := t.reader.Read(p)
	if steps == nil {
		return Score{}
	}
	t.sum(steps)
	q := softmax(t.logits(shapes))
	s := scoreOf(q)
	s.Label = t.label(q)
	s.Judged = float32(max(q[0], q[1], q[2])) >= t.model.Certain && t.known() >= t.model.Known
	return s
}

// label chooses among probabilities, with the model's lean.
func (t *Target) label(q [3]float64) int8 {
	best := 1
	for k := range q {
		q[k] *= t.leaning[k]
	}
	for k := range q {
		if q[k] > q[best] {
			best = k
		}
	}
	return int8(best - 1)
}

// sum lets the units look at every step, and sums what they see. The sums are
// eight variables and no array, so that they stay in registers.
func (t *Target) sum(steps []Step) {
	clear(t.parts[:])
	var e0, o0, e1, o1, e2, o2, e3, o3 uint64
	before, own := &t.absent[TapAfter], t.vectors(steps, 0)
	flush := mostSteps
	var none, some lanes
	for i := range none {
		none[i] = lowBits * roleBias
	}
	for j := range steps {
		after := t.vectors(steps, j+1)
		s := &steps[j]
		a := &t.sides[int(s.Places[placeSide])*roles+int(s.Places[placeRole]-firstRole)]
		b, c := &t.places[s.Places[placeBond]], &t.places[s.Places[placeVoice]]
		x, y, z, n := &own[TapOwn], &after[TapBefore], before, &t.absent[TapNegated]
		if s.Negated {
			n = &own[TapNegated]
		}
		r := &none
		if s.word.classes != "" {
			t.addRoles(s, &some)
			r = &some
		}
		e0 += positive(a[0] + b[0] + c[0] + r[0] + (x[0]&lowBytes + y[0]&lowBytes + z[0]&lowBytes + n[0]&lowBytes))
		o0 += positive(a[1] + b[1] + c[1] + r[1] + (x[0]>>8&lowBytes + y[0]>>8&lowBytes + z[0]>>8&lowBytes + n[0]>>8&lowBytes))
		e1 += positive(a[2] + b[2] + c[2] + r[2] + (x[1]&lowBytes + y[1]&lowBytes + z[1]&lowBytes + n[1]&lowBytes))
		o1 += positive(a[3] + b[3] + c[3] + r[3] + (x[1]>>8&lowBytes + y[1]>>8&lowBytes + z[1]>>8&lowBytes + n[1]>>8&lowBytes))
		e2 += positive(a[4] + b[4] + c[4] + r[4] + (x[2]&lowBytes + y[2]&lowBytes + z[2]&lowBytes + n[2]&lowBytes))
		o2 += positive(a[5] + b[5] + c[5] + r[5] + (x[2]>>8&lowBytes + y[2]>>8&lowBytes + z[2]>>8&lowBytes + n[2]>>8&lowBytes))
		e3 += positive(a[6] + b[6] + c[6] + r[6] + (x[3]&lowBytes + y[3]&lowBytes + z[3]&lowBytes + n[3]&lowBytes))
		o3 += positive(a[7] + b[7] + c[7] + r[7] + (x[3]>>8&lowBytes + y[3]>>8&lowBytes + z[3]>>8&lowBytes + n[3]>>8&lowBytes))
		before, own = &own[TapAfter], after
		if flush--; flush == 0 || j == len(steps)-1 || steps[j+1].Near != s.Near {
			l := lanes{e0, o0, e1, o1, e2, o2, e3, o3}
			l.flush(&t.parts[s.Near])
			e0, o0, e1, o1, e2, o2, e3, o3 = 0, 0, 0, 0, 0, 0, 0, 0
			flush = mostSteps
		}
	}
	for k, far := range t.parts[0] {
		done, doer, both := t.parts[SumDone][k], t.parts[SumDoer][k], t.parts[SumDone|SumDoer][k]
		t.sums[SumAll][k] = far + done + doer + both
		t.sums[SumDone][k], t.sums[SumDoer][k] = done+both, doer+both
	}
}

// addRoles sums the roles of a step's classes, with one bias for all.
func (t *Target) addRoles(s *Step, into *lanes) {
	bias := uint64(roleBias-placeBias*len(s.word.classes)) * lowBits
	var e0, o0, e1, o1, e2, o2, e3, o3 uint64
	for i := range len(s.word.classes) {
		r := &t.roles[s.role(i)]
		e0, o0, e1, o1 = e0+r[0], o0+r[1], e1+r[2], o1+r[3]
		e2, o2, e3, o3 = e2+r[4], o2+r[5], e3+r[6], o3+r[7]
	}
	*into = lanes{e0 + bias, o0 + bias, e1 + bias, o1 + bias, e2 + bias, o2 + bias, e3 + bias, o3 + bias}
}

// positive gives what each lane has over laneZero, or 0.
func positive(x uint64) uint64 {
	over := x >> 15 & lowBits
	return x & (over<<15 - over)
}

// flush adds lanes to a sum.
func (l *lanes) flush(into *[Units]int32) {
	for i, x := range l {
		eight := into[i/2*8:][:8]
		for lane := range 4 {
			eight[i%2+2*lane] += int32(uint16(x >> (16 * lane)))
		}
	}
}

// vectors gives those of a step.
func (t *Target) vectors(steps []Step, j int) *wordVectors {
	if j < len(steps) {
		if v := steps[j].word.vectors; v != nil {
			return v
		}
	}
	return t.absent
}

// logits are the unnormalised scores of the classes.
func (t *Target) logits(shapes []uint8) (z [3]float64) {
	var in [Sums * Units]float64
	for i := range t.sums {
		for k, n := range t.sums[i] {
			in[i*Units+k] = float64(n)
		}
	}
	copy(t.values, t.bias)
	for _, s := range shapes {
		for i, w := range t.shapes[s] {
			t.values[i] += w
		}
	}
	for i := range t.weights {
		w := &t.weights[i]
		var a, b, c, d float64
		for k, x := range &in {
			a += float64(x * w[0][k])
			b += float64(x * w[1][k])
			c += float64(x * w[2][k])
			d += float64(x * w[3][k])
		}
		v := t.values[4*i : 4*i+4 : 4*i+4]
		v[0] += a
		v[1] += b
		v[2] += c
		v[3] += d
	}
	copy(z[:], t.values)
	for k, w := range t.out {
		if y := t.values[3+k]; y > 0 {
			z[0] += float64(y * w[0])
			z[1] += float64(y * w[1])
			z[2] += float64(y * w[2])
		}
	}
	return z
}

// known is the share of the words just read that the model has vectors of.
func (t *Target) known() float32 {
	v := &t.reader.view
	if v.words+v.persons == 0 {
		return 0
	}
	return float32(v.known) / float32(v.words+v.persons)
}
