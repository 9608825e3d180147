package train

import (
	"math/rand/v2"
	"slices"

	"slant/analysis/sentiment"
)

// Chance is the calibration error that chance alone makes of a number of
// predictions: what would be measured if the probabilities were right.
type Chance struct {
	Mean float64
	Most float64 // that 95 of 100 draws do not exceed
}

// chanceDraws is how many times Chance is drawn.
const chanceDraws = 2000

// CalibrationByChance draws, for every prediction with probabilities, whether
// it is right from the probability of its label, measures the calibration
// error of the draws, and does so chanceDraws times. The calibration error is
// never negative, so that few rows have one of their own, however good the
// model.
func CalibrationByChance(predictions []sentiment.Prediction, seed uint64) Chance {
	r := rand.New(rand.NewPCG(seed, 0))
	drawn := slices.Clone(predictions)
	errors := make([]float64, chanceDraws)
	sum := 0.0
	for n := range errors {
		for i := range drawn {
			s := &drawn[i].Score
			drawn[i].Label = s.Label
			if chosen := [...]int16{s.Negative, s.Neutral, s.Positive}[s.Label+1]; r.Float64()*1000 >= float64(chosen) {
				drawn[i].Label = (s.Label+2)%3 - 1 // any other label is as wrong
			}
		}
		errors[n] = sentiment.Evaluate(drawn).ECE
		sum += errors[n]
	}
	slices.Sort(errors)
	return Chance{Mean: sum / chanceDraws, Most: errors[chanceDraws*95/100-1]}
}
