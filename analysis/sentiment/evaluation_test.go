package sentiment

import (
	"math"
	"testing"
)

// Worked by hand: gold - - - 0 0 + +, predicted - - 0 0 + + -.
func TestEvaluate(t *testing.T) {
	gold := []int8{-1, -1, -1, 0, 0, 1, 1}
	predicted := []int8{-1, -1, 0, 0, 1, 1, -1}
	var ps []Prediction
	for i := range gold {
		s := Score{Label: predicted[i], Judged: i > 0, Negative: 100, Neutral: 100, Positive: 100}
		// Sure of 0.9 on the first four rows, of 0.7 on the others.
		sure := int16(900)
		if i > 3 {
			sure = 700
		}
		switch predicted[i] {
		case -1:
			s.Negative = sure
		case 0:
			s.Neutral = sure
		default:
			s.Positive = sure
		}
		ps = append(ps, Prediction{Label: gold[i], Score: s})
	}
	e := Evaluate(ps)
	near := func(name string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("%s %v, want %v", name, got, want)
		}
	}
	near("accuracy", e.Accuracy, 4.0/7)
	near("precision of -1", e.Classes[0].Precision, 2.0/3)
	near("recall of -1", e.Classes[0].Recall, 2.0/3)
	near("F1 of 0", e.Classes[1].F1, 0.5)
	near("F1 of 1", e.Classes[2].F1, 0.5)
	near("macro-F1", e.MacroF1, (2.0/3+0.5+0.5)/3)
	// 4 rows sure of 0.9, 3 right; 3 rows sure of 0.7, 1 right.
	near("ECE", e.ECE, 4.0/7*(0.9-0.75)+3.0/7*(0.7-1.0/3))
	if e.Unjudged != 1 || e.Confusion[0][1] != 1 || e.Confusion[2][0] != 1 {
		t.Errorf("%+v", e)
	}
}

func TestEvaluateMajority(t *testing.T) {
	e := Evaluate([]Prediction{{Label: -1}, {Label: 0}, {Label: 0}, {Label: 1}})
	if math.Abs(e.MacroF1-2.0/3/3) > 1e-12 || e.Calibrated || e.Reliability != nil {
		t.Errorf("%+v", e)
	}
}

// A row without probabilities is in no row of the reliability table, and the
// calibration error is that of the others.
func TestEvaluateWithoutProbabilities(t *testing.T) {
	sure := Score{Label: 1, Judged: true, Neutral: 200, Positive: 800, Value: 800}
	e := Evaluate([]Prediction{{Label: 1, Score: sure}, {Label: 0}, {Label: 1, Score: sure}})
	if len(e.Reliability) != 1 || e.Reliability[0].N != 2 || math.Abs(e.ECE-0.2) > 1e-12 {
		t.Errorf("reliability %+v, calibration error %v", e.Reliability, e.ECE)
	}
	if e.N != 3 || e.Unjudged != 1 || math.Abs(e.Accuracy-1) > 1e-12 {
		t.Errorf("%+v", e)
	}
}
