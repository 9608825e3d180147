package sentiment

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/cespare/xxhash/v2"
)

// Sizes of the network.
const (
	Units  = 32 // units that look at each word
	Taps   = 4  // vectors of a word: see Vectors
	Inputs = Sums*Units + Shapes
)

// Sums of what a unit sees. The latter two are bits of Step's Near as well.
const (
	SumAll  = iota // over the sentence
	SumDone        // over the target and the near words that it is not the subject of
	SumDoer        // over the target and the near words that it may be the subject of
	Sums
)

// The vectors of a word.
const (
	TapOwn     = iota // when it is looked at
	TapBefore         // when the word before it is looked at
	TapAfter          // when the word after it is looked at
	TapNegated        // when it is looked at and negated, added to its own
)

// MostPlace is the greatest weight of a place or a role, either way: so the
// sums over a dozen of words fit 16 bits.
const MostPlace = 255

// Model is what the scorer "target" has learnt: a network with two layers. A
// unit of the first looks at every word with its neighbours and its place as
// seen from the target: what the word's vectors, its places and its roles say is
// added up, and what is over nought is summed over the sentence, and once more
// over the target with those words near it that it may be the subject of, and
// with those near it that it may not. The second layer is a usual one on those
// sums, beside which they go straight to the classes as well. Package train
// makes one; AppendModel writes it and ParseModel reads it.
//
// # File
//
// All numbers are little-endian, in this order:
//
//	magic       "slantTM4"
//	uint32 ×3   number of words W, of classes C, of hidden units H
//	float32 ×5  Certain, Known, Lean
//	W times     a word: length byte, form, whether it is common (byte), number
//	            of classes (byte), classes (bytes); in order of form
//	W × Taps × Units int8   vectors of the words, in the same order
//	Places × Units int16    weights of the places
//	C × ClassRoles × Units int16  weights of the classes with their roles
//	Inputs × H float32      weights into the hidden units: from the sums of all
//	            units, each kind of sum in turn, then from the shapes
//	H float32               their biases
//	H × 3 float32           weights out of them
//	Inputs × 3 float32      weights past them
//	uint64      xxHash of everything before
type Model struct {
	Certain float32 // least top probability of a mention that is judged
	Known   float32 // least share of words that have vectors, likewise
	// Lean is added to the log probabilities of negative, neutral and positive
	// before the label is chosen, and only there: a label that is chosen only
	// when it is the likeliest is chosen too seldom if it is rare.
	Lean [3]float32

	Words   *Words
	Vectors string    // Taps × Units for each word, signed bytes; a string, so that it is a part of the file and no copy
	Places  []int16   // Units for each place, in the unit of Vectors
	Roles   []int16   // Units for each role with a class, see Step.Roles; likewise
	Hidden  []float32 // len(Bias) for each input
	Bias    []float32
	Out     []float32 // 3 for each hidden unit
	Direct  []float32 // 3 for each input
}

const modelMagic = "slantTM4"

// AppendModel writes a model to the end of b. The same model gives the same
// bytes.
func AppendModel(b []byte, m *Model) []byte {
	start := len(b)
	b = append(b, modelMagic...)
	for _, n := range [...]int{m.Words.Len(), len(m.Roles) / (ClassRoles * Units), len(m.Bias)} {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	b = appendFloats(b, m.Certain, m.Known)
	b = appendFloats(b, m.Lean[:]...)
	b = append(b, m.Words.entries...)
	b = append(b, m.Vectors...)
	for _, x := range [][]int16{m.Places, m.Roles} {
		for _, w := range x {
			b = binary.LittleEndian.AppendUint16(b, uint16(w))
		}
	}
	for _, x := range [][]float32{m.Hidden, m.Bias, m.Out, m.Direct} {
		b = appendFloats(b, x...)
	}
	return binary.LittleEndian.AppendUint64(b, xxhash.Sum64(b[start:]))
}

func appendFloats(b []byte, xs ...float32) []byte {
	for _, x := range xs {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	return b
}

var errModel = errors.New("not a model of this version of slant, or a damaged one")

// ParseModel reads what AppendModel wrote.
func ParseModel(data string) (*Model, error) {
	r := reader{data: data}
	if len(data) < len(modelMagic)+8 || r.take(len(modelMagic)) != modelMagic {
		return nil, errModel
	}
	body, sum := data[:len(data)-8], reader{data: data[len(data)-8:]}
	if xxhash.Sum64String(body) != sum.uint64() {
		return nil, fmt.Errorf("%w: wrong checksum", errModel)
	}
	words, classes, h := int(r.uint32()), int(r.uint32()), int(r.uint32())
	// The checksum says that the counts are those written; this keeps a
	// forged file from asking for all of memory.
	if int64(words)*(3+Taps*Units)+int64(classes)*ClassRoles*Units*2+int64(h)*4*Inputs > int64(len(data)) {
		return nil, errModel
	}
	m := &Model{Certain: r.float(), Known: r.float(), Lean: [3]float32(r.floats(3))}
	m.Words = parseWords(&r, words, classes)
	m.Vectors = r.take(words * Taps * Units)
	m.Places, m.Roles = r.weights(Places*Units), r.weights(classes*ClassRoles*Units)
	m.Hidden, m.Bias, m.Out = r.floats(Inputs*h), r.floats(h), r.floats(3*h)
	m.Direct = r.floats(3 * Inputs)
	if r.short || r.at != len(body) {
		return nil, errModel
	}
	return m, nil
}

// reader takes numbers off a string. What is not there is read as zero.
type reader struct {
	data  string
	at    int
	short bool
}

func (r *reader) take(n int) string {
	if n < 0 || n > len(r.data)-r.at {
		r.short = true
		return ""
	}
	r.at += n
	return r.data[r.at-n : r.at]
}

func (r *reader) byte() byte {
	s := r.take(1)
	if s == "" {
		return 0
	}
	return s[0]
}

func (r *reader) uint32() uint32 {
	s := r.take(4)
	if s == "" {
		return 0
	}
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func (r *reader) uint64() uint64 { return uint64(r.uint32()) | uint64(r.uint32())<<32 }

func (r *reader) float() float32 { return math.Float32frombits(r.uint32()) }

// weights takes n weights of places or roles.
func (r *reader) weights(n int) []int16 {
	s := r.take(2 * n)
	out := make([]int16, n)
	for i := range len(s) / 2 {
		out[i] = min(max(int16(uint16(s[2*i])|uint16(s[2*i+1])<<8), -MostPlace), MostPlace)
	}
	return out
}

func (r *reader) floats(n int) []float32 {
	out := make([]float32, n)
	for i := range out {
		out[i] = r.float()
	}
	return out
}
