package train

import (
	"math"
	"math/rand/v2"
)

// network is a net with one hidden layer of tanh units.
type network struct {
	hidden []float32 // for each feature, a weight into each unit
	bias   []float32
	out    []float32 // for each unit, a weight to each class
}

// fitNetworks trains several networks from different seeds and makes them one,
// with the hidden units of all, whose logits are the mean of theirs: what each
// learnt by chance evens out.
func fitNetworks(rows []row, n int, o Options) *network {
	units := o.Units * o.Networks
	all := &network{hidden: make([]float32, n*units), bias: make([]float32, units), out: make([]float32, 3*units)}
	for k := range o.Networks {
		m := fitNetwork(rows, n, o, uint64(k))
		for i := range n {
			copy(all.hidden[i*units+k*o.Units:], m.hidden[i*o.Units:][:o.Units])
		}
		copy(all.bias[k*o.Units:], m.bias)
		for i, w := range m.out {
			all.out[3*k*o.Units+i] = w / float32(o.Networks)
		}
	}
	return all
}

// fitNetwork trains a network by AdaGrad (Duchi et al. 2011), one row at a
// time. At every step most features and some units are left out at random
// (dropout, Srivastava et al. 2014), so that no prediction hangs on one word.
// All chance comes from the seed and the network's number.
func fitNetwork(rows []row, n int, o Options, number uint64) *network {
	random := rand.New(rand.NewPCG(o.Seed, number))
	units := o.Units
	m := &network{hidden: make([]float32, n*units), bias: make([]float32, units), out: make([]float32, 3*units)}
	// Small, since a rare feature keeps much of what it begins with.
	for i := range m.hidden {
		m.hidden[i] = float32(random.NormFloat64() * 0.01)
	}
	for i := range m.out {
		m.out[i] = float32(random.NormFloat64() * 0.5 / math.Sqrt(float64(units)))
	}
	squares := &network{hidden: make([]float32, len(m.hidden)), bias: make([]float32, len(m.bias)), out: make([]float32, len(m.out))}
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	h, back, keep := make([]float32, units), make([]float32, units), make([]float32, units)
	var kept []feature
	for epoch := range o.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		rate := float32(o.Rate * (1 - 0.9*float64(epoch)/float64(o.Epochs)))
		for _, at := range order {
			kept = kept[:0]
			for _, f := range rows[at].features {
				if random.Float64() >= o.Dropout {
					kept = append(kept, feature{f.at, f.value / float32(1-o.Dropout)})
				}
			}
			for k := range keep {
				keep[k] = 0
				if random.Float64() >= o.UnitDropout {
					keep[k] = float32(1 / (1 - o.UnitDropout))
				}
			}
			p := softmax(m.forward(kept, h, keep))
			p[rows[at].label]--
			for k := range p {
				p[k] *= rows[at].weight
			}
			for k := range h {
				back[k] = 0
				for c := range p {
					w := &m.out[3*k+c]
					back[k] += float32(p[c]) * *w
					descend(w, &squares.out[3*k+c], float32(p[c])*h[k]*keep[k], rate)
				}
				back[k] *= keep[k] * (1 - h[k]*h[k])
				descend(&m.bias[k], &squares.bias[k], back[k], rate)
			}
			for _, f := range kept {
				w, s := m.hidden[int(f.at)*units:][:units], squares.hidden[int(f.at)*units:][:units]
				for k := range w {
					descend(&w[k], &s[k], back[k]*f.value, rate)
				}
			}
		}
	}
	return m
}

// descend takes one step of AdaGrad: the more a weight has moved, the less it
// still does.
func descend(w, squares *float32, gradient, rate float32) {
	*squares += gradient * gradient
	*w -= rate * gradient / (float32(math.Sqrt(float64(*squares))) + 1e-3)
}

// forward gives the logits, and in h the values of the hidden units. keep
// weighs each unit; nil keeps all.
func (m *network) forward(features []feature, h, keep []float32) (z [3]float64) {
	copy(h, m.bias)
	for _, f := range features {
		for k, w := range m.hidden[int(f.at)*len(h):][:len(h)] {
			h[k] += f.value * w
		}
	}
	for k, x := range h {
		h[k] = float32(math.Tanh(float64(x)))
		y := h[k]
		if keep != nil {
			y *= keep[k]
		}
		for c := range z {
			z[c] += float64(y * m.out[3*k+c])
		}
	}
	return z
}
