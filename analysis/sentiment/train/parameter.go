package train

import (
	"math"
	"math/rand/v2"
)

// parameter is a block of weights with what Adam (Kingma & Ba 2015) keeps of
// each: the gradient since the last step, its mean and the mean of its square.
type parameter struct {
	weights, gradient []float32
	mean, square      []float32
	average           []float32 // of the weights, since averaging began
	decay             float32   // share of a weight that is taken away at a rate of 1
	// Where row is more than 0, the block is of rows of so many weights, and a
	// step moves those alone that were touched since the last one.
	row       int
	touched   []int32
	isTouched []bool
	steps     []int // of each row
}

const (
	adamMean   = 0.9
	adamSquare = 0.99
)

func newParameter(n int, deviation, decay float64, random *rand.Rand) *parameter {
	p := &parameter{weights: make([]float32, n), gradient: make([]float32, n), mean: make([]float32, n), square: make([]float32, n), decay: float32(decay)}
	for i := range p.weights {
		p.weights[i] = float32(random.NormFloat64() * deviation)
	}
	return p
}

// inRows makes a block one of rows.
func (p *parameter) inRows(row int) *parameter {
	n := len(p.weights) / row
	p.row, p.isTouched, p.steps = row, make([]bool, n), make([]int, n)
	return p
}

// at gives the weights of row i, of the given length.
func (p *parameter) at(i, row int) []float32 { return p.weights[i*row : (i+1)*row] }

// slope gives the gradient of row i.
func (p *parameter) slope(i, row int) []float32 { return p.gradient[i*row : (i+1)*row] }

func (p *parameter) touch(i int32) {
	if !p.isTouched[i] {
		p.isTouched[i] = true
		p.touched = append(p.touched, i)
	}
}

// step moves the weights against their gradient, and forgets it.
func (p *parameter) step(rate float64, number int) {
	if p.row == 0 {
		p.move(0, len(p.weights), rate, number)
		return
	}
	for _, i := range p.touched {
		p.isTouched[i] = false
		p.steps[i]++
		p.move(int(i)*p.row, int(i+1)*p.row, rate, p.steps[i])
	}
	p.touched = p.touched[:0]
}

// move takes one step of Adam with decay beside it (Loshchilov & Hutter 2019)
// for some of the weights; number counts their steps from 1.
func (p *parameter) move(from, to int, rate float64, number int) {
	scale := float32(rate / (1 - math.Pow(adamMean, float64(number))))
	spread := float32(1 / (1 - math.Pow(adamSquare, float64(number))))
	keep := 1 - float32(rate)*p.decay
	w, g, m, v := p.weights[from:to], p.gradient[from:to], p.mean[from:to], p.square[from:to]
	for i, x := range g {
		g[i] = 0
		m[i] = adamMean*m[i] + (1-adamMean)*x
		v[i] = adamSquare*v[i] + (1-adamSquare)*x*x
		w[i] = keep*w[i] - scale*m[i]/(float32(math.Sqrt(float64(v[i]*spread)))+1e-7)
	}
}

// remember takes the weights into their average, as the number'th.
func (p *parameter) remember(number int) {
	if number == 1 {
		p.average = make([]float32, len(p.weights))
	}
	share := 1 / float32(number)
	for i, w := range p.weights {
		p.average[i] += share * (w - p.average[i])
	}
}

// addTimes adds a times x to y.
func addTimes(a float32, x, y []float32) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] += a * v
	}
}

// product is the sum of the products of x and y.
func product(x, y []float32) (sum float32) {
	y = y[:len(x)]
	for i, v := range x {
		sum += v * y[i]
	}
	return sum
}

func softmax(z [3]float64) [3]float64 {
	top := max(z[0], z[1], z[2])
	sum := 0.0
	for k := range z {
		z[k] = math.Exp(z[k] - top)
		sum += z[k]
	}
	for k := range z {
		z[k] /= sum
	}
	return z
}
