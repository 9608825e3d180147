package train

import (
	"math"
	"math/rand/v2"

	"slant/analysis/sentiment"
)

const (
	units       = sentiment.Units
	tapped      = sentiment.Taps * sentiment.Units // numbers that a word's vectors have
	inputs      = sentiment.Inputs
	summed      = sentiment.Sums * sentiment.Units // inputs that are sums
	startSpread = 0.1                              // first spread of weights that are to be near 0
)

// nearSums are the sums over some steps only.
var nearSums = [...]int{sentiment.SumDone, sentiment.SumDoer}

// lexeme is a form, with what its vectors are made of.
type lexeme struct {
	form    string
	given   []float32  // pretrained vector; nil for none
	classes []byte     // of connotation
	ratings [2]float32 // VADER's and AFINN's, a third of each
	stem    int32      // number of its stem; -1 where that is too rare
}

// glance is a step of a row: a lexeme and where it stands.
type glance struct {
	lexeme  int32
	places  [4]uint16
	roles   []int32
	near    uint8 // the sums that it is in beside that over all
	negated bool
}

// row is a mention as the network sees it.
type row struct {
	glances []glance
	shapes  []uint8
	label   int // 0, 1, 2 for negative, neutral, positive
	weight  float64
}

// network is what package sentiment's Model describes, before its words are
// counted out: a lexeme's vectors are the sum of what its pretrained vector,
// its classes, its ratings and its stem say, so that words which training
// rows lack have vectors too.
type network struct {
	Options
	lexemes []lexeme
	random  *rand.Rand

	given, classes, ratings, stems *parameter // what makes vectors of words
	places, roles                  *parameter
	hidden, bias, out              *parameter
	direct                         *parameter // past the hidden units

	// Of the rows of a step: the vectors of their words, and the slopes.
	slots            []int32 // by lexeme; -1 for those not in use
	used             []int32
	vectors, slopes  []float32
	looks            []float32 // what each unit sees at each glance of a row
	values, active   []float32 // of the inputs and of the hidden units
	keep, keepHidden []float32
	dropped          []bool
}

func newNetwork(lexemes []lexeme, dimensions, classes, stems int, o Options, number uint64) *network {
	r := rand.New(rand.NewPCG(o.Seed, number))
	n := &network{Options: o, lexemes: lexemes, random: r, slots: make([]int32, len(lexemes))}
	n.given = newParameter(dimensions*tapped, 1/math.Sqrt(float64(max(dimensions, 1))), o.Decay, r)
	n.classes = newParameter(classes*tapped, startSpread, o.Decay, r)
	n.ratings = newParameter(2*tapped, startSpread, o.Decay, r)
	n.stems = newParameter(stems*tapped, startSpread/5, o.StemDecay, r).inRows(tapped)
	n.places = newParameter(sentiment.Places*units, startSpread, o.Decay, r)
	n.roles = newParameter(classes*sentiment.ClassRoles*units, 0, o.RoleDecay, r).inRows(units)
	n.hidden = newParameter(inputs*o.Units, 1/math.Sqrt(units), o.Decay, r)
	n.bias = newParameter(o.Units, 0, 0, r)
	n.out = newParameter(3*o.Units, 0.5/math.Sqrt(float64(o.Units)), o.Decay, r)
	n.direct = newParameter(3*inputs, startSpread/2, o.Decay, r)
	for i := range n.slots {
		n.slots[i] = -1
	}
	n.values, n.active = make([]float32, inputs), make([]float32, o.Units)
	n.keep, n.keepHidden = make([]float32, units), make([]float32, o.Units)
	return n
}

// vector gives the vectors of a lexeme.
func (n *network) vector(l *lexeme, into []float32) {
	clear(into)
	for d, x := range l.given {
		addTimes(x, n.given.at(d, tapped), into)
	}
	for _, c := range l.classes {
		addTimes(1, n.classes.at(int(c), tapped), into)
	}
	for i, x := range l.ratings {
		if x != 0 {
			addTimes(x, n.ratings.at(i, tapped), into)
		}
	}
	if l.stem >= 0 {
		addTimes(1, n.stems.at(int(l.stem), tapped), into)
	}
}

// learn hands the slopes of a lexeme's vectors on to what makes them.
func (n *network) learn(l *lexeme, slopes []float32) {
	for d, x := range l.given {
		addTimes(x, slopes, n.given.slope(d, tapped))
	}
	for _, c := range l.classes {
		addTimes(1, slopes, n.classes.slope(int(c), tapped))
	}
	for i, x := range l.ratings {
		if x != 0 {
			addTimes(x, slopes, n.ratings.slope(i, tapped))
		}
	}
	if l.stem >= 0 {
		n.stems.touch(l.stem)
		addTimes(1, slopes, n.stems.slope(int(l.stem), tapped))
	}
}

// load computes the vectors of a row's words that are not there yet.
func (n *network) load(r *row) {
	for i := range r.glances {
		l := r.glances[i].lexeme
		if n.slots[l] >= 0 {
			continue
		}
		n.slots[l] = int32(len(n.used))
		n.used = append(n.used, l)
		for len(n.vectors) < len(n.used)*tapped {
			n.vectors, n.slopes = append(n.vectors, 0), append(n.slopes, 0)
		}
		at := (len(n.used) - 1) * tapped
		n.vector(&n.lexemes[l], n.vectors[at:at+tapped])
		clear(n.slopes[at : at+tapped])
	}
}

// unload forgets the vectors.
func (n *network) unload() {
	for _, l := range n.used {
		n.slots[l] = -1
	}
	n.used = n.used[:0]
}

// tap gives the offset in the vectors of the words in use that glance i of a
// row adds as the given tap, or -1 for none.
func (n *network) tap(r *row, i, tap int) int {
	j := i
	switch tap {
	case sentiment.TapBefore:
		j++
	case sentiment.TapAfter:
		j--
	case sentiment.TapNegated:
		if !r.glances[i].negated {
			return -1
		}
	}
	if j < 0 || j >= len(r.glances) || n.dropped[j] {
		return -1
	}
	return int(n.slots[r.glances[j].lexeme])*tapped + tap*units
}

// drop decides what is left out of a step, so that no prediction hangs on one
// word or one unit (dropout, Srivastava et al. 2014): nothing when not training.
func (n *network) drop(glances int, training bool) {
	n.dropped = n.dropped[:0]
	for range glances {
		n.dropped = append(n.dropped, training && n.random.Float64() < n.WordDropout)
	}
	for _, keep := range [][]float32{n.keep, n.keepHidden} {
		for k := range keep {
			switch {
			case !training:
				keep[k] = 1
			case n.random.Float64() < n.UnitDropout:
				keep[k] = 0
			default:
				keep[k] = float32(1 / (1 - n.UnitDropout))
			}
		}
	}
}

// forward gives the logits of a row whose words are loaded.
func (n *network) forward(r *row, training bool) (z [3]float64) {
	n.drop(len(r.glances), training)
	clear(n.values)
	for len(n.looks) < len(r.glances)*units {
		n.looks = append(n.looks, 0)
	}
	for i := range r.glances {
		look := n.looks[i*units:][:units]
		clear(look)
		for _, p := range r.glances[i].places {
			addTimes(1, n.places.at(int(p), units), look)
		}
		if !n.dropped[i] {
			for _, k := range r.glances[i].roles {
				addTimes(1, n.roles.at(int(k), units), look)
			}
		}
		for tap := range sentiment.Taps {
			if at := n.tap(r, i, tap); at >= 0 {
				addTimes(1, n.vectors[at:at+units], look)
			}
		}
		for k, x := range look {
			look[k] = max(x, 0)
			n.values[k] += look[k]
		}
		for _, sum := range nearSums {
			if int(r.glances[i].near)&sum != 0 {
				addTimes(1, look, n.values[sum*units:][:units])
			}
		}
	}
	for k := range n.values[:summed] {
		n.values[k] *= n.keep[k%units]
	}
	for _, s := range r.shapes {
		n.values[summed+int(s)] = 1
	}
	copy(n.active, n.bias.weights)
	for i, x := range n.values {
		if x != 0 {
			addTimes(x, n.hidden.at(i, n.Units), n.active)
			for c := range z {
				z[c] += float64(x * n.direct.weights[3*i+c])
			}
		}
	}
	for k, x := range n.active {
		n.active[k] = max(x, 0) * n.keepHidden[k]
		for c := range z {
			z[c] += float64(n.active[k] * n.out.weights[3*k+c])
		}
	}
	return z
}

// backward adds to all slopes what the row just gone forward says; g is the
// slope of its loss in the logits.
func (n *network) backward(r *row, g [3]float32) {
	back := make([]float32, n.Units)
	for k, x := range n.active {
		if x > 0 {
			back[k] = product(g[:], n.out.at(k, 3)) * n.keepHidden[k]
			addTimes(x, g[:], n.out.slope(k, 3))
			n.bias.gradient[k] += back[k]
		}
	}
	var slope [summed]float32
	for i, x := range n.values {
		if x == 0 {
			continue
		}
		addTimes(x, g[:], n.direct.slope(i, 3))
		addTimes(x, back, n.hidden.slope(i, n.Units))
		if i < summed {
			slope[i] = (product(g[:], n.direct.at(i, 3)) + product(back, n.hidden.at(i, n.Units))) * n.keep[i%units]
		}
	}
	var look [units]float32
	for i := range r.glances {
		copy(look[:], slope[:units])
		for _, sum := range nearSums {
			if int(r.glances[i].near)&sum != 0 {
				addTimes(1, slope[sum*units:][:units], look[:])
			}
		}
		for k, x := range n.looks[i*units:][:units] {
			if x <= 0 {
				look[k] = 0
			}
		}
		for _, p := range r.glances[i].places {
			addTimes(1, look[:], n.places.slope(int(p), units))
		}
		if !n.dropped[i] {
			for _, k := range r.glances[i].roles {
				n.roles.touch(k)
				addTimes(1, look[:], n.roles.slope(int(k), units))
			}
		}
		for tap := range sentiment.Taps {
			if at := n.tap(r, i, tap); at >= 0 {
				addTimes(1, look[:], n.slopes[at:at+units])
			}
		}
	}
}

// warming is the share of the steps in which the rate rises to its height;
// then it falls in a line to a twentieth.
const warming = 0.05

// The weights that the network ends with are the mean of those that it had
// every averageEvery steps since a share of averageFrom of all was done
// (Polyak & Juditsky 1992): the chance of the last steps evens out.
const (
	averageFrom  = 0.5
	averageEvery = 8
)

// fit trains the network. All chance comes from the seed and the network's
// number.
func (n *network) fit(rows []row) {
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	parameters := []*parameter{n.given, n.classes, n.ratings, n.stems, n.places, n.roles, n.hidden, n.bias, n.out, n.direct}
	steps := float64(n.Epochs * ((len(rows) + n.Batch - 1) / n.Batch))
	number, remembered := 0, 0
	for range n.Epochs {
		n.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for first := 0; first < len(order); first += n.Batch {
			batch := order[first:min(first+n.Batch, len(order))]
			n.unload()
			for _, i := range batch {
				n.load(&rows[i])
			}
			for _, i := range batch {
				r := &rows[i]
				p := softmax(n.forward(r, true))
				p[r.label]--
				var g [3]float32
				for c := range p {
					g[c] = float32(p[c] * r.weight / float64(n.Batch))
				}
				n.backward(r, g)
			}
			for k, l := range n.used {
				n.learn(&n.lexemes[l], n.slopes[k*tapped:(k+1)*tapped])
			}
			number++
			done := float64(number) / steps
			rate := n.Rate * min(1-0.95*done, done/warming)
			for _, p := range parameters {
				p.step(rate, number)
			}
			if done > averageFrom && number%averageEvery == 0 {
				remembered++
				for _, p := range parameters {
					p.remember(remembered)
				}
			}
		}
	}
	n.unload()
	if remembered > 0 {
		for _, p := range parameters {
			p.weights = p.average
		}
	}
}
