package sentiment

import "slant/analysis/text"

// Prediction is what a scorer made of a gold row.
type Prediction struct {
	ID    string
	Label int8 // the gold label
	Score Score
}

// Predict scores gold rows. v is the vocabulary that the scorer was made for.
func Predict(s Scorer, rows []Gold, v *text.Vocabulary) []Prediction {
	out := make([]Prediction, len(rows))
	for i, p := range Passages(rows, v) {
		out[i] = Prediction{ID: rows[i].ID, Label: rows[i].Label, Score: s.Score(p)}
	}
	return out
}

// Class holds the figures of one label.
type Class struct {
	Label             int8
	Gold, Predicted   int // rows
	Precision, Recall float64
	F1                float64
}

// Bin is a row of the reliability table: the predictions made with a
// probability in [From, To), and how many of them were right.
type Bin struct {
	From, To   float64
	N          int
	Confidence float64 // mean probability of the predicted label
	Accuracy   float64
}

// Bins is how many rows a reliability table has.
const Bins = 10

// Evaluation is how well predictions agree with gold labels. What cannot be
// judged counts with the label it was given, so that no scorer gains by
// declining.
type Evaluation struct {
	N         int
	Unjudged  int
	Accuracy  float64
	MacroF1   float64   // mean F1 of the three labels
	Classes   [3]Class  // -1, 0, 1
	Confusion [3][3]int // gold label + 1, then predicted label + 1
	// Calibrated says whether the scorer gave probabilities; without them ECE
	// and Reliability are empty. Rows that it gave none for, such as one whose
	// target it could not find, are in neither.
	Calibrated  bool
	ECE         float64 // expected calibration error: mean |Confidence − Accuracy|, weighted by N
	Reliability []Bin   // those of the Bins that are not empty
}

// Evaluate compares predictions with their gold labels. F1 of a label that
// neither occurs nor is predicted is 0. ECE is that of Guo et al. (ICML 2017)
// over ten bins of equal width.
func Evaluate(predictions []Prediction) Evaluation {
	e := Evaluation{N: len(predictions)}
	var bins [Bins]struct{ n, right, milli int }
	given := 0 // rows with probabilities
	for _, p := range predictions {
		e.Confusion[p.Label+1][p.Score.Label+1]++
		if !p.Score.Judged {
			e.Unjudged++
		}
		if p.Score.Negative+p.Score.Neutral+p.Score.Positive == 0 {
			continue // no probabilities: nothing that could be calibrated
		}
		e.Calibrated = true
		given++
		chosen := [...]int16{p.Score.Negative, p.Score.Neutral, p.Score.Positive}[p.Score.Label+1]
		b := &bins[min(int(chosen)*Bins/1000, Bins-1)]
		b.n++
		b.milli += int(chosen)
		if p.Label == p.Score.Label {
			b.right++
		}
	}
	right := 0
	for i := range e.Classes {
		c := &e.Classes[i]
		c.Label = int8(i - 1)
		hit := e.Confusion[i][i]
		right += hit
		for j := range 3 {
			c.Gold += e.Confusion[i][j]
			c.Predicted += e.Confusion[j][i]
		}
		c.Precision = ratio(hit, c.Predicted)
		c.Recall = ratio(hit, c.Gold)
		c.F1 = ratio(2*hit, c.Gold+c.Predicted)
		e.MacroF1 += c.F1 / 3
	}
	e.Accuracy = ratio(right, e.N)
	if !e.Calibrated {
		return e
	}
	for i, b := range bins {
		if b.n == 0 {
			continue
		}
		row := Bin{
			From: float64(i) / Bins, To: float64(i+1) / Bins, N: b.n,
			Confidence: float64(b.milli) / 1000 / float64(b.n), Accuracy: ratio(b.right, b.n),
		}
		e.Reliability = append(e.Reliability, row)
		gap := row.Confidence - row.Accuracy
		e.ECE += max(gap, -gap) * ratio(b.n, given)
	}
	return e
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
