package train

import (
	"math"
	"testing"

	"slant/analysis/sentiment"
)

// One prediction of 0.8 has a calibration error of 0.2 when it is right and of
// 0.8 when it is wrong: 0.32 on average. The mean of n of them is off by
// sqrt(2/π · 0.8·0.2 / n) on average where n is great.
func TestCalibrationByChance(t *testing.T) {
	sure := func(label int8, n int) []sentiment.Prediction {
		p := sentiment.Prediction{Score: sentiment.Score{Label: label, Judged: true, Negative: 100, Neutral: 100, Positive: 100}}
		switch label {
		case -1:
			p.Score.Negative = 800
		case 0:
			p.Score.Neutral = 800
		default:
			p.Score.Positive = 800
		}
		out := make([]sentiment.Prediction, n)
		for i := range out {
			out[i] = p
		}
		return out
	}
	for _, label := range []int8{-1, 0, 1} {
		one := CalibrationByChance(sure(label, 1), 1)
		if math.Abs(one.Mean-0.32) > 0.03 || math.Abs(one.Most-0.8) > 1e-9 {
			t.Errorf("one row of label %d: %+v, want a mean of 0.32 and at most 0.8", label, one)
		}
		many := CalibrationByChance(sure(label, 400), 1)
		if want := math.Sqrt(2 / math.Pi * 0.16 / 400); math.Abs(many.Mean-want) > 0.1*want {
			t.Errorf("400 rows of label %d: mean %v, want about %v", label, many.Mean, want)
		}
		// The normal distribution exceeds 1.96 standard deviations in one of 20.
		if want := 1.96 * math.Sqrt(0.16/400); math.Abs(many.Most-want) > 0.15*want {
			t.Errorf("400 rows of label %d: at most %v, want about %v", label, many.Most, want)
		}
	}
}
