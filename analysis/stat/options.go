package stat

// Options are the choices of an analysis. The zero value is the default.
type Options struct {
	Confidence float64 // of every interval, between 0 and 1; 0 means 0.95
	Replicates int     // bootstrap replicates, and permutations of a test; 0 means 2000
	Seed       uint64  // of all that is drawn at random; 0 means 1
	MinUnits   int     // fewer units than this have no interval; 0 means 5; never below 2
}

const (
	defaultConfidence = 0.95
	defaultReplicates = 2000
	defaultSeed       = 1
	defaultMinUnits   = 5
)

// confidence is cut off where the tails would vanish in rounding.
func (o Options) confidence() float64 {
	if o.Confidence > 0 && o.Confidence < 1 {
		return min(o.Confidence, 0.999999)
	}
	return defaultConfidence
}

func (o Options) replicates() int {
	if o.Replicates > 0 {
		return o.Replicates
	}
	return defaultReplicates
}

func (o Options) seed() uint64 {
	if o.Seed != 0 {
		return o.Seed
	}
	return defaultSeed
}

// Least gives how many units an interval takes, at least 2.
func (o Options) Least() int {
	if o.MinUnits > 0 {
		return max(o.MinUnits, 2)
	}
	return defaultMinUnits
}

// tail gives the probability left out on either side of an interval.
func (o Options) tail() float64 { return float64((1 - o.confidence()) / 2) }
