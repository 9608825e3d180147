package sentiment

import (
	"crypto/sha256"
	"encoding/hex"
	"math"

	"slant/analysis/text"
)

// Version is that of the scorers: what an embedded one says of a passage, and
// what a model of the user's own is asked about it, may change with it, and
// only with it. Judgments that are kept between runs are of one version.
const Version = 1

// Fingerprint is the SHA-256, in hexadecimal, of the model in the box that a
// scorer reads; empty for one that reads none.
func Fingerprint(scorer string) string {
	var model []byte
	switch scorer {
	case "target":
		model = []byte(targetModel)
	case "bayes":
		model = bayesModel
	default:
		return ""
	}
	sum := sha256.Sum256(model)
	return hex.EncodeToString(sum[:])
}

// Passage is one mention in its sentence, as a scorer sees it.
type Passage struct {
	Text     *text.Text
	Sentence text.Range   // tokens
	Target   text.Range   // tokens of the mention that is judged
	Others   []text.Range // mentions of other actors in the sentence, by place
	Labels   []text.Range // loaded labels in the sentence: to be masked
}

// Score is a scorer's judgement of one mention. Numbers are thousandths, so
// that sums over mentions are exact.
type Score struct {
	Value                       int16 // in [-1000, 1000]: P(positive) − P(negative), or the scorer's own score
	Label                       int8  // -1, 0 or 1
	Judged                      bool  // false: the scorer can't tell, and the mention is in no mean
	Negative, Neutral, Positive int16 // probabilities, summing to 1000; all 0 for a scorer that gives none
}

// Scorer judges mentions. It belongs to one worker, like the Vocabulary whose
// types the passages carry. It is an interface because users choose among
// several: target, vader, bayes, and a classifier of their own.
type Scorer interface {
	Name() string
	Score(p *Passage) Score
}

// softmax turns scores of the three classes into probabilities.
func softmax(x [3]float64) [3]float64 {
	top := max(x[0], x[1], x[2])
	sum := 0.0
	for k := range x {
		x[k] = exp(x[k] - top)
		sum += x[k]
	}
	for k := range x {
		x[k] /= sum
	}
	return x
}

// exp is e to the x, for x of at most 0, with a relative error of about
// |x|·1e-16; from -700 it is 0.
// That of package math differs in the last digit between processors, and then
// a score might in the last thousandth.
func exp(x float64) float64 {
	if !(x > -700) {
		return 0
	}
	// x = n·ln 2 + r, and e to the r by its series, in Horner's form.
	n := math.Floor(float64(x*math.Log2E) + 0.5)
	r := x - float64(n*math.Ln2)
	sum := 0.0
	for _, c := range &expSeries {
		sum = float64(sum*r) + c
	}
	return sum * math.Float64frombits(uint64(int(n)+1023)<<52) // 2 to the n
}

// expSeries has one over the factorials of 12 to 0. What follows is less than
// 1e-15 where r is at most half of ln 2.
var expSeries = [...]float64{
	1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1,
}

// scoreOf rounds probabilities of negative, neutral and positive to
// thousandths that sum to 1000, and names the likeliest.
func scoreOf(p [3]float64) Score {
	s := Score{Negative: int16(math.Round(p[0] * 1000)), Positive: int16(math.Round(p[2] * 1000)), Judged: true}
	if s.Negative+s.Positive > 1000 {
		s.Positive = 1000 - s.Negative
	}
	s.Neutral = 1000 - s.Negative - s.Positive
	s.Value = s.Positive - s.Negative
	switch {
	case p[0] > p[1] && p[0] > p[2]:
		s.Label = -1
	case p[2] > p[1] && p[2] > p[0]:
		s.Label = 1
	}
	return s
}
