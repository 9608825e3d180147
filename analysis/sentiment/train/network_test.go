package train

import (
	"math"
	"testing"

	"slant/analysis/sentiment"
)

// smallNetwork has three lexemes, each made of something else, and a row that
// goes through every part of the network.
func smallNetwork() (*network, row) {
	lexemes := []lexeme{
		{form: "war", given: []float32{0.6, -0.8}, stem: -1},
		{form: "good", classes: []byte{1}, ratings: [2]float32{0.5, 1}, stem: 0},
		{form: "#target", stem: 1},
	}
	o := Options{Seed: 3, Units: 4, Epochs: 40, Batch: 2, Rate: 0.02}
	n := newNetwork(lexemes, 2, 2, 2, o, 0)
	r := row{
		glances: []glance{
			{lexeme: 0, places: [4]uint16{1, 40, 50, 130}},
			{lexeme: 1, places: [4]uint16{3, 41, 51, 131}, near: sentiment.SumDoer, roles: []int32{sentiment.ClassRoles + 2}, negated: true},
			{lexeme: 2, places: [4]uint16{32, 36, 44, 126}, near: sentiment.SumDone | sentiment.SumDoer},
		},
		shapes: []uint8{0, 3}, label: 2, weight: 1,
	}
	return n, r
}

func (n *network) loss(r *row) float64 {
	n.unload()
	n.load(r)
	return -math.Log(softmax(n.forward(r, false))[r.label])
}

// Every slope is what the loss does when the weight is moved a little.
func TestSlopes(t *testing.T) {
	n, r := smallNetwork()
	n.loss(&r)
	p := softmax(n.forward(&r, false))
	p[r.label]--
	n.backward(&r, [3]float32{float32(p[0]), float32(p[1]), float32(p[2])})
	for k, l := range n.used {
		n.learn(&n.lexemes[l], n.slopes[k*tapped:(k+1)*tapped])
	}
	const little = 1e-3
	for name, p := range map[string]*parameter{
		"given": n.given, "classes": n.classes, "ratings": n.ratings, "stems": n.stems, "places": n.places, "roles": n.roles,
		"hidden": n.hidden, "bias": n.bias, "out": n.out, "direct": n.direct,
	} {
		moved := 0
		for i, slope := range p.gradient {
			if slope == 0 && i%17 != 0 {
				continue
			}
			w := p.weights[i]
			p.weights[i] = w + little
			up := n.loss(&r)
			p.weights[i] = w - little
			down := n.loss(&r)
			p.weights[i] = w
			want := (up - down) / (2 * little)
			if slope != 0 {
				moved++
			}
			// A unit that begins to see something on the way makes a kink.
			if math.Abs(want-float64(slope)) > 0.01+0.1*math.Abs(want) {
				t.Errorf("%s %d: slope %.5f, want %.5f", name, i, slope, want)
			}
		}
		if moved == 0 {
			t.Errorf("%s: no slope", name)
		}
	}
}

func TestFitLearns(t *testing.T) {
	n, r := smallNetwork()
	other := row{glances: []glance{r.glances[0], r.glances[2]}, shapes: []uint8{0}, label: 0, weight: 1}
	before := n.loss(&r) + n.loss(&other)
	n.unload()
	n.fit([]row{r, other})
	if after := n.loss(&r) + n.loss(&other); after > before/10 {
		t.Errorf("loss %.3f, then %.3f", before, after)
	}
	again, _ := smallNetwork()
	again.fit([]row{r, other})
	for i, w := range n.hidden.weights {
		if w != again.hidden.weights[i] {
			t.Fatalf("weight %d is %v, then %v", i, w, again.hidden.weights[i])
		}
	}
}
