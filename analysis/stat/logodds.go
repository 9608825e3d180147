package stat

import "math"

// LogOdds gives the log-odds ratio with an informative Dirichlet prior of
// Monroe, Colaresi & Quinn (2008), the measure of Fightin' Words, and its
// z-score:
//
//	δ = ln[(y₁+α)/(n₁+α₀−y₁−α)] − ln[(y₂+α)/(n₂+α₀−y₂−α)]
//	z = δ / √(1/(y₁+α) + 1/(y₂+α))
//
// (equations 16, 20 and 22), for y₁ of n₁ words against y₂ of n₂. prior is α,
// the pseudo-count of this word; priors is α₀, that of all words. ConvoKit's
// default is 0.1 for each word; an informative prior gives each word its share
// of α₀ in a larger corpus. tidylo compares with all groups together, and
// scattertext uses a variance of four terms: their numbers differ.
func LogOdds(y1, y2, n1, n2 int64, prior, priors float64) (delta, z float64) {
	logit := func(y, n int64) float64 {
		count := float64(y) + prior
		return math.Log(count / (float64(n) + priors - count))
	}
	delta = logit(y1, n1) - logit(y2, n2)
	return delta, delta / logOddsError(y1, y2, prior)
}

// logOddsError gives the standard error of the log-odds (equation 20).
func logOddsError(y1, y2 int64, prior float64) float64 {
	return math.Sqrt(1/(float64(y1)+prior) + 1/(float64(y2)+prior))
}
