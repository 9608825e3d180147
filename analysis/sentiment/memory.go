package sentiment

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"

	"slant/analysis/text"
)

// Memory remembers what a scorer judged in one document, so that it is not
// asked again in another run: most of what a study changes (a lexicon's terms)
// touches few of the sentences in which actors stand.
//
// A judgment is known by everything that a Scorer is told of the passage but
// the text: the sentence, the target, the other actors and the labels, as
// places of tokens. So a memory belongs to one scorer and one text, cut up in
// one way.
type Memory struct {
	known  []judgment // in the order in which they were asked for
	next   int        // of known: most probably what is asked for next
	places []int32    // of known, by key; made when the order turns out to be another
	asked  []judgment // what was not known, and the scorer said
}

// judgment is a score under the key of its passage.
type judgment struct {
	key   uint64 // 48 bits
	score Score
}

// Begin forgets everything, for another document.
func (m *Memory) Begin() {
	m.known, m.places, m.asked, m.next = m.known[:0], m.places[:0], m.asked[:0], 0
}

// Learn remembers what AppendBinary made of the document once, besides what it
// has learnt since Begin. It gives an error for other bytes, and remembers
// nothing of them then.
func (m *Memory) Learn(stored []byte) error {
	m.places = m.places[:0]
	before := len(m.known)
	if len(stored)%judgmentBytes != 0 {
		return errJudgments
	}
	for at := 0; at < len(stored); at += judgmentBytes {
		b := stored[at : at+judgmentBytes]
		score, ok := unpackScore(binary.LittleEndian.Uint32(b[6:]))
		if !ok {
			m.known = m.known[:before]
			return errJudgments
		}
		m.known = append(m.known, judgment{uint64(binary.LittleEndian.Uint16(b)) | uint64(binary.LittleEndian.Uint32(b[2:]))<<16, score})
	}
	return nil
}

// errJudgments is what is wrong with bytes that no memory wrote.
var errJudgments = errors.New("no judgments of a document, or damaged ones")

// Score gives what is remembered of a passage, or what the scorer says.
func (m *Memory) Score(s Scorer, p *Passage) Score {
	key := p.key()
	if at := m.find(key); at >= 0 {
		m.next = at + 1
		return m.known[at].score
	}
	j := judgment{key, s.Score(p)}
	m.asked = append(m.asked, j)
	return j.score
}

// find gives the place of a key in known, or -1.
func (m *Memory) find(key uint64) int {
	if m.next < len(m.known) && m.known[m.next].key == key {
		return m.next
	}
	if len(m.known) == 0 {
		return -1
	}
	if len(m.places) == 0 {
		for i := range m.known {
			m.places = append(m.places, int32(i))
		}
		slices.SortFunc(m.places, func(a, b int32) int {
			return cmp.Or(cmp.Compare(m.known[a].key, m.known[b].key), cmp.Compare(a, b))
		})
	}
	at, ok := slices.BinarySearchFunc(m.places, key, func(place int32, key uint64) int { return cmp.Compare(m.known[place].key, key) })
	if !ok {
		return -1
	}
	return int(m.places[at])
}

// judgmentBytes is what a judgment is stored in: the key in 6 bytes, the score
// in 4.
const judgmentBytes = 6 + 4

// AppendBinary appends what the scorer was asked since Begin, but for scores
// that cannot be packed: nothing where all was known. The error is always nil.
func (m *Memory) AppendBinary(b []byte) ([]byte, error) {
	for i := range m.asked {
		j := &m.asked[i]
		packed, ok := packScore(j.score)
		if !ok {
			continue
		}
		b = binary.LittleEndian.AppendUint16(b, uint16(j.key))
		b = binary.LittleEndian.AppendUint32(b, uint32(j.key>>16))
		b = binary.LittleEndian.AppendUint32(b, packed)
	}
	return b, nil
}

// A packed score is, from the lowest bit on: the value plus 1000 in 11 bits; the
// label plus one in 2; whether it was judged; whether there are probabilities;
// the probability of negative in 10 bits. The other two follow from the value
// and the sum.
const (
	labelBit    = 11
	judgedBit   = 13
	likelyBit   = 14
	negativeBit = 15
	packedBits  = 25
)

// packScore packs a score. One whose value is not what its probabilities say
// cannot be packed.
func packScore(s Score) (packed uint32, ok bool) {
	packed = uint32(s.Value+1000) | uint32(s.Label+1)<<labelBit | uint32(s.Negative)<<negativeBit
	if s.Judged {
		packed |= 1 << judgedBit
	}
	if s.Negative|s.Neutral|s.Positive != 0 {
		packed |= 1 << likelyBit
	}
	back, ok := unpackScore(packed)
	return packed, ok && back == s
}

func unpackScore(packed uint32) (s Score, ok bool) {
	s.Value = int16(packed&(1<<labelBit-1)) - 1000
	s.Label = int8(packed>>labelBit&3) - 1
	s.Judged = packed>>judgedBit&1 != 0
	s.Negative = int16(packed >> negativeBit & (1<<(packedBits-negativeBit) - 1))
	if packed>>likelyBit&1 != 0 {
		s.Positive = s.Value + s.Negative
		s.Neutral = 1000 - s.Negative - s.Positive
	}
	return s, packed>>packedBits == 0 && s.Value <= 1000 && s.Label <= 1 && s.Positive >= 0 && s.Neutral >= 0
}

// key hashes what there is of a passage besides the text, to 48 bits: that two
// of a document's few dozen agree by chance happens once in 10^11 documents.
func (p *Passage) key() uint64 {
	h := mixIn(0, p.Sentence)
	h = mixIn(h, p.Target)
	for _, r := range p.Others {
		h = mixIn(h, r)
	}
	h ^= 0x9E3779B97F4A7C15 // an other and a label are two things
	for _, r := range p.Labels {
		h = mixIn(h, r)
	}
	return h >> 16
}

// mixIn is one step of a multiplicative hash with the constants and shifts of
// SplitMix64 (Steele, Lea & Flood 2014).
func mixIn(h uint64, r text.Range) uint64 {
	h += 0x9E3779B97F4A7C15 + uint64(r.First)<<32 + uint64(r.End)
	h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>27) * 0x94D049BB133111EB
	return h ^ h>>31
}
