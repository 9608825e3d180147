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
// What a mention costs is the length of its sentence. The units are added four
// to a machine word, of 16 bits each, so that what is said of a word is added in
// eight steps; what can be added beforehand (a side and a role, a bond and a
// voice, the classes of a word) is. What the words of a sentence are is looked
// up for its first mention only.
type Target struct {
	model   *Model
	reader  *Reader
	sides   [firstRole * roles]lanes         // a side and a role together
	voices  [firstPreposition * voices]lanes // a bond and a voice together, for bonds below firstPreposition
	bonds   [firstVoice - firstBond]lanes    // what a bond is beyond the first
	classes map[string]*roleSums             // of words, by their classes
	absent  *wordVectors                     // of a word that the model has not, and beyond the ends
	parts   [4][Units]int32                  // sums over the steps with each Near
	sums    [Sums][Units]int32
	far     far
	added   int // steps added so far, which a test counts
	inputs  [Sums * Units]input
	weights [][Sums * Units]five // from the sums: to the classes, then to the hidden units, five at a time
	shapes  [Shapes][]float64    // from the shapes, likewise
	bias    []float64            // likewise
	values  []float64            // of classes and hidden units
	out     [][3]float64         // from the hidden units
	leaning [3]float64
}

// wordVectors are the vectors of a word: a byte for each unit, vectorBias more
// than it is, so that they are added without a sign. They are taken apart into
// lanes where they are added: twice as large, they would be waited for longer.
type wordVectors [Taps][packedUnits]uint64

// roleSums are the sums of the roles of a word's classes, by role and whether
// it is negated, with roleBias in them.
type roleSums [ClassRoles]lanes

// lanes hold a number of 16 bits for each unit, those of the even units of
// eight in one word and those of the odd in the next.
type lanes [2 * packedUnits]uint64

// five is as many numbers as are summed at once: so many stay in registers,
// with what is added to them.
type five [5]float64

// input is a sum that is not zero, with its place among the sums.
type input struct {
	x  float64
	at int
}

const (
	packedUnits = Units / 8
	lowBytes    = 0x00FF00FF00FF00FF
	lowBits     = 0x0001000100010001
	highBits    = lowBits << 15
	vectorBias  = 128
	placeBias   = 1024
	roleBias    = 4096
	// laneZero is what stands for 0 in the sum of a step.
	laneZero = 1 << 15
	// mostSteps is how many steps can be summed in 16 bits.
	mostSteps = (1<<16 - 1) / (Taps*127 + (placeKinds+MostClasses)*MostPlace)
	// firstPreposition is the first bond that is a preposition of its own.
	firstPreposition = 2
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
	t := &Target{model: m, classes: make(map[string]*roleSums), absent: packVectors(string(make([]byte, Taps*Units)))}
	t.reader = &Reader{words: newLookup(v, m.Words, t.dress)}
	t.pack()
	t.layer()
	top := max(m.Lean[0], m.Lean[1], m.Lean[2])
	for k, x := range m.Lean {
		t.leaning[k] = exp(float64(x - top))
	}
	return t
}

// pack adds up the weights of places that go together. Three vectors are added
// to a side with its role, a bond with its voice, and the roles of the classes;
// their biases together are to be laneZero.
func (t *Target) pack() {
	m := t.model
	place := func(p, bias int) lanes { return packPlace(m.Places[p*Units:][:Units], bias) }
	for i := range t.sides {
		t.sides[i] = place(i/roles, laneZero-placeBias-roleBias-3*vectorBias)
		t.sides[i].add(place(firstRole+i%roles, 0))
	}
	for i := range t.voices {
		t.voices[i] = place(firstBond+i/voices, placeBias)
		t.voices[i].add(place(firstVoice+i%voices, 0))
	}
	for b := range t.bonds {
		t.bonds[b] = place(firstBond+b, placeBias)
		t.bonds[b].take(place(firstBond, 0))
	}
}

// dress gives word i of the model its vectors and what it says of its classes.
func (t *Target) dress(i int, w *word) {
	w.vectors = packVectors(t.model.Vectors[i*Taps*Units:][:Taps*Units])
	if w.classes == "" {
		return
	}
	sums, ok := t.classes[w.classes]
	if !ok {
		sums = new(roleSums)
		for role := range sums {
			sums[role] = noRoles
			for _, class := range []byte(w.classes) {
				sums[role].add(packPlace(t.model.Roles[(int(class)*ClassRoles+role)*Units:][:Units], 0))
			}
		}
		t.classes[w.classes] = sums
	}
	w.roles = sums
}

// layer lays out the weights of the second layer.
func (t *Target) layer() {
	m, h := t.model, len(t.model.Bias)
	fives := (3 + h + 4) / 5
	t.weights, t.bias, t.values, t.out = make([][Sums * Units]five, fives), make([]float64, 5*fives), make([]float64, 5*fives), make([][3]float64, h)
	for k := range t.shapes {
		t.shapes[k] = make([]float64, 5*fives)
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
				t.weights[i/5][k][i%5] = float64(w)
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
}

// packPlace gives the weights of a place with a bias each. Without a bias, a
// weight below zero borrows from the lane above, which adding it to a bias
// gives back.
func packPlace(from []int16, bias int) (l lanes) {
	for k, w := range from {
		l[k/8*2+k%2] += uint64(bias+int(w)) << (16 * (k % 8 / 2))
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

func (l *lanes) add(m lanes) {
	for i, x := range m {
		l[i] += x
	}
}

func (l *lanes) take(m lanes) {
	for i, x := range m {
		l[i] -= x
	}
}

// noRoles is what a word without classes adds.
var noRoles = func() (l lanes) {
	for i := range l {
		l[i] = lowBits * roleBias
	}
	return l
}()

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

// sum lets the units look at every step, and sums what they see.
func (t *Target) sum(steps []Step) {
	clear(t.parts[:])
	if len(steps) < longSentence {
		t.add(steps, t.absent, t.absent)
	} else {
		t.addLong(steps)
	}
	for k, far := range t.parts[0] {
		done, doer, both := t.parts[SumDone][k], t.parts[SumDoer][k], t.parts[SumDone|SumDoer][k]
		t.sums[SumAll][k] = far + done + doer + both
		t.sums[SumDone][k], t.sums[SumDoer][k] = done+both, doer+both
	}
}

// add lets the units look at steps, which stand between words with the vectors
// before and beyond. The sums are eight variables and no array, so that they
// stay in registers.
func (t *Target) add(steps []Step, before, beyond *wordVectors) {
	t.added += len(steps)
	var e0, o0, e1, o1, e2, o2, e3, o3 uint64
	own := t.vectors(&steps[0])
	flush := mostSteps
	var more lanes
	for j := range steps {
		s := &steps[j]
		last := j == len(steps)-1
		after := beyond
		if !last {
			after = t.vectors(&steps[j+1])
		}
		role, bond := int(s.Places[placeRole]-firstRole), int(s.Places[placeBond]-firstBond)
		c := &noRoles
		if s.word.roles != nil {
			c = &s.word.roles[s.stand()]
		}
		if s.Negated || bond >= firstPreposition {
			more = *c
			t.seldom(s, own, &more)
			c = &more
			bond %= firstPreposition
		}
		a, b := &t.sides[int(s.Places[placeSide])*roles+role], &t.voices[bond*voices+int(s.Places[placeVoice]-firstVoice)]
		x, y, z := &own[TapOwn], &after[TapBefore], &before[TapAfter]
		e0 += positive(a[0] + b[0] + c[0] + (x[0]&lowBytes + y[0]&lowBytes + z[0]&lowBytes))
		o0 += positive(a[1] + b[1] + c[1] + (x[0]>>8&lowBytes + y[0]>>8&lowBytes + z[0]>>8&lowBytes))
		e1 += positive(a[2] + b[2] + c[2] + (x[1]&lowBytes + y[1]&lowBytes + z[1]&lowBytes))
		o1 += positive(a[3] + b[3] + c[3] + (x[1]>>8&lowBytes + y[1]>>8&lowBytes + z[1]>>8&lowBytes))
		e2 += positive(a[4] + b[4] + c[4] + (x[2]&lowBytes + y[2]&lowBytes + z[2]&lowBytes))
		o2 += positive(a[5] + b[5] + c[5] + (x[2]>>8&lowBytes + y[2]>>8&lowBytes + z[2]>>8&lowBytes))
		e3 += positive(a[6] + b[6] + c[6] + (x[3]&lowBytes + y[3]&lowBytes + z[3]&lowBytes))
		o3 += positive(a[7] + b[7] + c[7] + (x[3]>>8&lowBytes + y[3]>>8&lowBytes + z[3]>>8&lowBytes))
		before, own = own, after
		if flush--; flush == 0 || last || steps[j+1].Near != s.Near {
			l := lanes{e0, o0, e1, o1, e2, o2, e3, o3}
			l.flush(&t.parts[s.Near])
			e0, o0, e1, o1, e2, o2, e3, o3 = 0, 0, 0, 0, 0, 0, 0, 0
			flush = mostSteps
		}
	}
}

// seldom adds what few steps have: a negation, and a bond that is a preposition
// of its own, which sum takes for the bond bond%firstPreposition.
func (t *Target) seldom(s *Step, own *wordVectors, into *lanes) {
	if s.Negated {
		for i, x := range own[TapNegated] {
			into[2*i] += x&lowBytes - lowBits*vectorBias
			into[2*i+1] += x>>8&lowBytes - lowBits*vectorBias
		}
	}
	if bond := s.Places[placeBond] - firstBond; bond >= firstPreposition {
		into.add(t.bonds[bond])
		into.take(t.bonds[bond%firstPreposition])
	}
}

// positive gives what each lane has over laneZero, or 0.
func positive(x uint64) uint64 {
	over := x & highBits
	return x & (over - over>>15)
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
func (t *Target) vectors(s *Step) *wordVectors {
	if v := s.word.vectors; v != nil {
		return v
	}
	return t.absent
}

// logits are the unnormalised scores of the classes. Many sums are zero, those
// over near words above all, and add nothing.
func (t *Target) logits(shapes []uint8) (z [3]float64) {
	some := 0
	for i := range t.sums {
		for k, n := range t.sums[i] {
			t.inputs[some] = input{float64(n), i*Units + k}
			some += int(uint32(-n) >> 31) // one more where n, which is not below zero, is above: which no branch could guess
		}
	}
	copy(t.values, t.bias)
	for _, s := range shapes {
		for i, w := range t.shapes[s] {
			t.values[i] += w
		}
	}
	for i := range t.weights {
		weigh(t.inputs[:some], &t.weights[i], (*five)(t.values[5*i:]))
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

// weigh adds the weighted inputs to five values.
func weigh(inputs []input, weights *[Sums * Units]five, into *five) {
	var a, b, c, d, e float64
	for i := range inputs {
		w, x := &weights[inputs[i].at], inputs[i].x
		a += float64(x * w[0])
		b += float64(x * w[1])
		c += float64(x * w[2])
		d += float64(x * w[3])
		e += float64(x * w[4])
	}
	into[0], into[1], into[2], into[3], into[4] = into[0]+a, into[1]+b, into[2]+c, into[3]+d, into[4]+e
}

// known is the share of the words just read that the model has vectors of.
func (t *Target) known() float32 {
	v := &t.reader.view
	if v.words+v.persons == 0 {
		return 0
	}
	return float32(v.known) / float32(v.words+v.persons)
}
