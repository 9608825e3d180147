package sentiment

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/cespare/xxhash/v2"
)

// Model is what the scorer "target" has learnt: a logistic regression and a
// network with one hidden layer over the same features, whose probabilities
// are mixed. Package train makes one; AppendModel writes it and ParseModel
// reads it.
//
// # File
//
// All numbers are little-endian, in this order:
//
//	magic       "slantTM2"
//	uint32 ×3   number of words W, of features N, of hidden units H
//	float32 ×7  Mix, Temperature, Certain, Known, Lean
//	W times     a word: length byte, form, VADER × 10 (int8), AFINN (int8),
//	            number of classes (byte), classes (bytes); in order of form
//	N × uint32  hashes of the features, ascending
//	float32     what 1 is worth in the next block
//	N × 3 int16 weights of the regression, for negative, neutral, positive
//	float32     what 1 is worth in the next block
//	N × H int8  weights into the hidden units
//	H float32   their biases
//	H × 3 float32  weights out of them
//	uint64      xxHash of everything before
type Model struct {
	Mix         float32 // share of the network in the mixture
	Temperature float32 // divides the log odds of the mixture
	Certain     float32 // least top probability of a mention that is judged
	Known       float32 // least share of words that occurred in training, likewise
	// Lean is added to the log probabilities of negative, neutral and positive
	// before the label is chosen, and only there: a label that is chosen only
	// when it is the likeliest is chosen too seldom if it is rare.
	Lean [3]float32

	Connotations *Connotations

	Hashes []uint32 // ascending
	Linear []int16  // 3 for each feature
	Unit   float32  // what 1 is worth in Linear
	Hidden []int8   // len(Bias) for each feature
	Scale  float32  // what 1 is worth in Hidden
	Bias   []float32
	Out    []float32 // 3 for each hidden unit
}

const modelMagic = "slantTM2"

// AppendModel writes a model to the end of b. The same model gives the same
// bytes.
func AppendModel(b []byte, m *Model) []byte {
	start := len(b)
	b = append(b, modelMagic...)
	for _, n := range [...]int{m.Connotations.Len(), len(m.Hashes), len(m.Bias)} {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	b = appendFloats(b, m.Mix, m.Temperature, m.Certain, m.Known)
	b = appendFloats(b, m.Lean[:]...)
	b = append(b, m.Connotations.entries...)
	for _, h := range m.Hashes {
		b = binary.LittleEndian.AppendUint32(b, h)
	}
	b = appendFloats(b, m.Unit)
	for _, w := range m.Linear {
		b = binary.LittleEndian.AppendUint16(b, uint16(w))
	}
	b = appendFloats(b, m.Scale)
	for _, w := range m.Hidden {
		b = append(b, byte(w))
	}
	b = appendFloats(b, m.Bias...)
	b = appendFloats(b, m.Out...)
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
	words, n, h := int(r.uint32()), int(r.uint32()), int(r.uint32())
	// The checksum says that the counts are those written; this keeps a
	// forged file from asking for all of memory.
	if int64(words)*4+int64(n)*(4+6+int64(h))+int64(h)*16 > int64(len(data)) {
		return nil, errModel
	}
	m := &Model{}
	m.Mix, m.Temperature, m.Certain, m.Known = r.float(), r.float(), r.float(), r.float()
	m.Lean = [3]float32(r.floats(3))
	m.Connotations = parseConnotations(&r, words)
	m.Hashes = make([]uint32, n)
	for i := range m.Hashes {
		m.Hashes[i] = r.uint32()
	}
	m.Unit = r.float()
	m.Linear = make([]int16, 3*n)
	for i := range m.Linear {
		m.Linear[i] = int16(r.uint16())
	}
	m.Scale = r.float()
	m.Hidden = make([]int8, n*h)
	for i, c := range []byte(r.take(n * h)) {
		m.Hidden[i] = int8(c)
	}
	m.Bias, m.Out = r.floats(h), r.floats(3*h)
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

func (r *reader) uint16() uint16 {
	s := r.take(2)
	if s == "" {
		return 0
	}
	return uint16(s[0]) | uint16(s[1])<<8
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

func (r *reader) floats(n int) []float32 {
	out := make([]float32, n)
	for i := range out {
		out[i] = r.float()
	}
	return out
}
