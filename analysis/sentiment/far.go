package sentiment

import "slices"

// far remembers what the units saw in stretches of a sentence without end. The
// mentions in it are near each other, and far from most of what is around them:
// there a mention often sees to the word what one before it saw.
type far [farStretches]stretch

// stretch is a run of steps of which none is near its target.
type stretch struct {
	steps []Step // with one on either side, which the units look at too
	sum   [Units]int32
}

const (
	// longSentence is how many steps a sentence has from which on anything is
	// remembered of it. None of prose has so many, and there is little to gain
	// where the sentence of two mentions is not much longer than what is near them.
	longSentence = 300
	// stretchTokens is how long stretches are: they begin where the number of a
	// token is a multiple, so that they are the same for every mention.
	stretchTokens = 16
	// farStretches is how many are remembered: the 33 around a mention, as they
	// stand to it on either side, in quotation marks or not, and after some
	// prepositions. Four times as many would be found hardly more often.
	farStretches = 1 << 8
)

// addLong adds the steps of a long sentence, stretch by stretch.
func (t *Target) addLong(steps []Step) {
	units := t.reader.view.units
	for first, end := 0, 0; first < len(steps); first = end {
		number := units[first].token / stretchTokens
		near := false
		for ; end < len(steps) && units[end].token/stretchTokens == number; end++ {
			near = near || steps[end].Near != 0
		}
		if near || first == 0 || end == len(steps) {
			t.addBetween(steps, first, end)
		} else {
			t.addFar(steps, first, end, number)
		}
	}
}

// addBetween adds the steps from first to end.
func (t *Target) addBetween(steps []Step, first, end int) {
	before, beyond := t.absent, t.absent
	if first > 0 {
		before = t.vectors(&steps[first-1])
	}
	if end < len(steps) {
		beyond = t.vectors(&steps[end])
	}
	t.add(steps[first:end], before, beyond)
}

// addFar adds the steps of stretch number, which is at neither end.
func (t *Target) addFar(steps []Step, first, end int, number int32) {
	s := t.far.find(number, &steps[first])
	sum := &t.parts[0] // what is near nothing
	around := steps[first-1 : end+1]
	if slices.Equal(s.steps, around) {
		for k, x := range &s.sum {
			sum[k] += x
		}
		return
	}
	before := *sum
	t.addBetween(steps, first, end)
	s.steps = append(s.steps[:0], around...)
	for k, x := range sum {
		s.sum[k] = x - before[k]
	}
}

// find gives the place of a stretch that begins with a step: by its number, and
// by what the mentions see differently.
func (f *far) find(number int32, first *Step) *stretch {
	h := uint64(number)
	for _, p := range first.Places {
		h = h<<9 ^ uint64(p)
	}
	return &f[h*0x9E3779B97F4A7C15>>32%farStretches]
}
