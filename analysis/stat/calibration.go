package stat

import "math"

// Bin is one line of a reliability table: the predictions whose probability
// lies in (Lo, Hi], what was claimed for them and what was true of them.
type Bin struct {
	Lo, Hi     float64
	N          int64
	Confidence float64 // mean probability of the predicted class
	Accuracy   float64 // share that were right
}

// Reliability sorts predictions into bins of equal width by the probability
// the classifier gave its own choice. An empty bin has NaN for both means; a
// probability of 0 falls into the first bin. Both slices have one entry for
// each prediction.
func Reliability(probability []float64, right []bool, bins int) []Bin {
	out := make([]Bin, bins)
	for i := range out {
		out[i].Lo, out[i].Hi = float64(i)/float64(bins), float64(i+1)/float64(bins)
	}
	for i, p := range probability {
		b := &out[min(max(int(math.Ceil(p*float64(bins)))-1, 0), bins-1)]
		b.N++
		b.Confidence += p
		if right[i] {
			b.Accuracy++
		}
	}
	for i := range out {
		out[i].Confidence /= float64(out[i].N)
		out[i].Accuracy /= float64(out[i].N)
	}
	return out
}

// CalibrationError gives the expected calibration error of a reliability table
// (Naeini, Cooper & Hauskrecht 2015; Guo et al. 2017): the mean distance of
// claimed probability and accuracy, weighted by the predictions in each bin.
func CalibrationError(bins []Bin) float64 {
	var n int64
	var sum float64
	for _, b := range bins {
		if b.N > 0 {
			n += b.N
			sum += float64(float64(b.N) * math.Abs(b.Accuracy-b.Confidence))
		}
	}
	if n == 0 {
		return math.NaN()
	}
	return sum / float64(n)
}
