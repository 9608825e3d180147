package stat

import (
	"math"
	"testing"
)

// scikit-learn's documentation of classification_report: gold 0 1 2 2 2,
// predicted 0 0 2 2 1.
func TestScoresOfScikitLearnsReport(t *testing.T) {
	c := NewConfusion(3)
	for i, gold := range []int{0, 1, 2, 2, 2} {
		c.Add(gold, []int{0, 0, 2, 2, 1}[i])
	}
	near(t, "accuracy", c.Accuracy(), 0.6, 1e-12)
	near(t, "macro F1", c.MacroF1(), 0.49, 0.005)
	for i, want := range []ClassScore{
		{1, 2, 1, 0.5, 1, 0.67},
		{1, 1, 0, 0, 0, 0},
		{3, 2, 2, 1, 0.67, 0.8},
	} {
		got := c.Classes()[i]
		if got.Gold != want.Gold || got.Predicted != want.Predicted || got.Right != want.Right {
			t.Errorf("class %d: got %+v, want %+v", i, got, want)
		}
		near(t, "precision", got.Precision, want.Precision, 0.005)
		near(t, "recall", got.Recall, want.Recall, 0.005)
		near(t, "F1", got.F1, want.F1, 0.005)
	}
}

func TestClassesThatAreMissing(t *testing.T) {
	c := NewConfusion(3)
	near(t, "accuracy of nothing", c.Accuracy(), math.NaN(), 0)
	near(t, "macro F1 of nothing", c.MacroF1(), math.NaN(), 0)
	c.Add(0, 0)
	c.Add(1, 0)
	s := c.Classes()
	near(t, "precision of a class never predicted", s[1].Precision, math.NaN(), 0)
	near(t, "its F1", s[1].F1, 0, 0)
	near(t, "F1 of a class that is nowhere", s[2].F1, math.NaN(), 0)
	near(t, "macro F1 leaves that out", c.MacroF1(), (2./3+0)/2, 1e-12)
}

// By hand: two bins, 0.55 and 0.65 claimed with one of two right, 0.9 twice
// with both right.
func TestCalibration(t *testing.T) {
	bins := Reliability([]float64{0.55, 0.65, 0.9, 0.9}, []bool{true, false, true, true}, 4)
	if bins[2].N != 2 || bins[3].N != 2 || bins[0].N != 0 {
		t.Fatalf("got %+v", bins)
	}
	near(t, "claimed", bins[2].Confidence, 0.6, 1e-12)
	near(t, "true", bins[2].Accuracy, 0.5, 1e-12)
	near(t, "an empty bin", bins[0].Accuracy, math.NaN(), 0)
	near(t, "expected calibration error", CalibrationError(bins), 0.5*0.1+0.5*0.1, 1e-12)
	near(t, "of nothing", CalibrationError(Reliability(nil, nil, 5)), math.NaN(), 0)
}

func TestProbabilitiesAtTheEdgesOfBins(t *testing.T) {
	bins := Reliability([]float64{0, 0.5, 0.500001, 1}, make([]bool, 4), 2)
	if bins[0].N != 2 || bins[1].N != 2 {
		t.Errorf("got %+v", bins)
	}
}
