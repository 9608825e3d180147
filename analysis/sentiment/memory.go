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
// Judgments are known by everything that a Scorer is told of the passages but
// the text: the sentence, the targets, the other actors and the labels, as
// places of tokens. So a memory belongs to one scorer and one text, cut up in
// one way.
type Memory struct {
	// Each has passages known one by one, not all of a sentence together: it is
	// for a scorer that is slow, which is not to be asked again of what has
	// stayed the same beside something new.
	Each bool

	known  []judgment // in the order in which they were asked for
	next   int        // of known: most probably what is asked for next
	places []int32    // of known, by key; made when the order turns out to be another
	asked  []judgment // what was not known, and the scorer said
	scores []Score    // of known and asked
}

// judgment is what was said of passages, under their key.
type judgment struct {
	key      uint64 // 48 bits
	from, to int32  // in Memory.scores
}

// Begin forgets everything, for another document.
func (m *Memory) Begin() {
	m.known, m.places, m.asked, m.scores, m.next = m.known[:0], m.places[:0], m.asked[:0], m.scores[:0], 0
}

// Judge appends what is remembered of the passages of a sentence, or what the
// scorer says, to out: one score for each.
func (m *Memory) Judge(s Scorer, passages []Passage, out []Score) []Score {
	if !m.Each {
		return m.judge(s, passages, out)
	}
	for i := range passages {
		out = m.judge(s, passages[i:i+1], out)
	}
	return out
}

func (m *Memory) judge(s Scorer, passages []Passage, out []Score) []Score {
	key := keyOf(passages)
	if at := m.find(key); at >= 0 {
		if j := &m.known[at]; int(j.to-j.from) == len(passages) {
			m.next = at + 1
			return append(out, m.scores[j.from:j.to]...)
		}
	}
	j := judgment{key: key, from: int32(len(m.scores))}
	for i := range passages {
		m.scores = append(m.scores, s.Score(&passages[i]))
	}
	j.to = int32(len(m.scores))
	m.asked = append(m.asked, j)
	return append(out, m.scores[j.from:]...)
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

// What a judgment is stored in: the key, and one packed score after the other;
// the lowest byte comes first. The highest bit of a score says that another
// follows.
const (
	keyBytes   = 6
	scoreBytes = 3
	moreBit    = 23
)

// AppendBinary appends what the scorer was asked since Begin, but for scores
// that cannot be packed: nothing where all was known. The error is always nil.
func (m *Memory) AppendBinary(b []byte) ([]byte, error) {
	for i := range m.asked {
		j := &m.asked[i]
		before := len(b)
		b = binary.LittleEndian.AppendUint32(b, uint32(j.key))
		b = binary.LittleEndian.AppendUint16(b, uint16(j.key>>32))
		for at := j.from; at < j.to; at++ {
			packed, ok := packScore(m.scores[at])
			if !ok {
				b = b[:before]
				break
			}
			if at < j.to-1 {
				packed |= 1 << moreBit
			}
			b = append(b, byte(packed), byte(packed>>8), byte(packed>>16))
		}
	}
	return b, nil
}

// Learn remembers what AppendBinary made of the document once, besides what it
// has learnt since Begin. It gives an error for other bytes, and remembers
// nothing of them then.
func (m *Memory) Learn(stored []byte) error {
	m.places = m.places[:0]
	known, scores := len(m.known), len(m.scores)
	for len(stored) > 0 {
		if stored = m.learn(stored); stored == nil {
			m.known, m.scores = m.known[:known], m.scores[:scores]
			return errJudgments
		}
	}
	return nil
}

// learn remembers the first judgment that is stored, and gives what is stored
// after it; nil where there is no judgment.
func (m *Memory) learn(stored []byte) []byte {
	if len(stored) < keyBytes {
		return nil
	}
	j := judgment{key: uint64(binary.LittleEndian.Uint32(stored)) | uint64(binary.LittleEndian.Uint16(stored[4:]))<<32, from: int32(len(m.scores))}
	stored = stored[keyBytes:]
	for more := true; more; {
		if len(stored) < scoreBytes {
			return nil
		}
		packed := uint32(stored[0]) | uint32(stored[1])<<8 | uint32(stored[2])<<16
		stored = stored[scoreBytes:]
		more = packed>>moreBit != 0
		score, ok := unpackScore(packed &^ (1 << moreBit))
		if !ok {
			return nil
		}
		m.scores = append(m.scores, score)
	}
	j.to = int32(len(m.scores))
	m.known = append(m.known, j)
	return stored
}

// errJudgments is what is wrong with bytes that no memory wrote.
var errJudgments = errors.New("no judgments of a document, or damaged ones")

// A packed score is, from the lowest bit on: what was said, in 20 bits; the
// label plus one in 2; whether it was judged. Said are the probabilities of
// negative × 1001 + that of positive, from which the others follow, or by a
// scorer that gives none, after all of those, the value plus 1000.
const (
	labelBit  = 20
	judgedBit = 22
	wholes    = 1001
	unlikely  = wholes * wholes
)

// packScore packs a score. One whose value is not what its probabilities say
// cannot be packed.
func packScore(s Score) (packed uint32, ok bool) {
	said := unlikely + uint32(s.Value+1000)
	if s.Negative|s.Neutral|s.Positive != 0 {
		said = uint32(s.Negative)*wholes + uint32(s.Positive)
	}
	packed = said&(1<<labelBit-1) | uint32(s.Label+1)&3<<labelBit
	if s.Judged {
		packed |= 1 << judgedBit
	}
	back, ok := unpackScore(packed)
	return packed, ok && back == s
}

func unpackScore(packed uint32) (s Score, ok bool) {
	s.Label = int8(packed>>labelBit&3) - 1
	s.Judged = packed>>judgedBit&1 != 0
	if said := packed & (1<<labelBit - 1); said < unlikely {
		s.Negative, s.Positive = int16(said/wholes), int16(said%wholes)
		s.Neutral = 1000 - s.Negative - s.Positive
		s.Value = s.Positive - s.Negative
	} else {
		s.Value = int16(min(said-unlikely, 2001)) - 1000
	}
	return s, packed>>moreBit == 0 && s.Value <= 1000 && s.Label <= 1 && s.Neutral >= 0
}

// keyOf hashes what there is of passages besides the text, to 48 bits: that two
// of a document's few dozen sentences agree by chance happens once in 10^11
// documents.
func keyOf(passages []Passage) uint64 {
	h := uint64(0)
	for i := range passages {
		p := &passages[i]
		h = mixIn(h, p.Sentence)
		h = mixIn(h, p.Target)
		for _, r := range p.Others {
			h = mixIn(h, r)
		}
		h ^= 0x9E3779B97F4A7C15 // an other and a label are two things
		for _, r := range p.Labels {
			h = mixIn(h, r)
		}
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
