package train

import (
	_ "embed" // the frames
	"strings"

	"slant/analysis/sentiment"
	"slant/analysis/text"
)

// frameFile holds neutral sentences with @ for an actor.
//
//go:embed frames.txt
var frameFile string

// Frames gives the bias probe: a hundred neutral sentences with @ for an actor.
func Frames() []string {
	var out []string
	for _, line := range strings.Split(frameFile, "\n") {
		if line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

// Bias is what a scorer thinks of names: the mean score, in [-1, 1], of the
// frames with each of them in turn.
type Bias struct {
	Names          int
	Least, Most    float64 // mean score of the name that fares worst, and best
	LeastN, MostN  string  // those names
	Mean           float64 // over all names
	NeutralPercent float64 // share of the sentences that are called neutral
}

// Spread is the greatest difference between two names.
func (b Bias) Spread() float64 { return b.Most - b.Least }

// Probe puts every name into every frame.
func Probe(s sentiment.Scorer, segmenter *text.Segmenter, names []string) (Bias, error) {
	frames := Frames()
	b := Bias{Names: len(names)}
	neutral := 0
	for i, name := range names {
		sum := 0
		for _, f := range frames {
			p, err := Marked(strings.Replace(f, "@", "["+name+"]", 1), segmenter)
			if err != nil {
				return b, err
			}
			score := s.Score(p)
			sum += int(score.Value)
			if score.Label == 0 {
				neutral++
			}
		}
		mean := float64(sum) / 1000 / float64(len(frames))
		if i == 0 || mean < b.Least {
			b.Least, b.LeastN = mean, name
		}
		if i == 0 || mean > b.Most {
			b.Most, b.MostN = mean, name
		}
		b.Mean += mean / float64(len(names))
	}
	if n := len(names) * len(frames); n > 0 {
		b.NeutralPercent = 100 * float64(neutral) / float64(n)
	}
	return b, nil
}
