package train

import "math"

// row is a mention as the learners see it.
type row struct {
	features []feature // each one once
	label    int       // 0, 1, 2 for negative, neutral, positive
	weight   float64
}

// feature is one of the features in use, by its place.
type feature struct {
	at    int32
	value float32
}

// Settings of the regression.
const (
	linearSteps  = 100
	linearMemory = 8    // pairs that L-BFGS keeps
	linearEnough = 1e-6 // relative gain of a step that is worth no other
)

// linear fits a multinomial logistic regression with a ridge penalty of
// l2/2·|w|² by L-BFGS (Nocedal 1980) with a backtracking line search. It gives
// three weights for each of n features.
func linear(rows []row, n int, l2 float64) []float64 {
	size := 3 * n
	w, gradient := make([]float64, size), make([]float64, size)
	next, nextGradient := make([]float64, size), make([]float64, size)
	direction := make([]float64, size)
	loss := linearLoss(rows, w, gradient, l2)
	var steps, changes [][]float64
	var rho []float64
	alpha := make([]float64, linearMemory)
	for range linearSteps {
		copy(direction, gradient)
		for i := len(steps) - 1; i >= 0; i-- {
			alpha[i] = rho[i] * dot(steps[i], direction)
			add(-alpha[i], changes[i], direction)
		}
		if k := len(steps) - 1; k >= 0 {
			scale(1/(rho[k]*dot(changes[k], changes[k])), direction)
		} else if norm := math.Sqrt(dot(direction, direction)); norm > 0 {
			scale(1/norm, direction)
		}
		for i := range steps {
			add(alpha[i]-rho[i]*dot(changes[i], direction), steps[i], direction)
		}
		slope := -dot(gradient, direction)
		if slope > -1e-10 {
			break
		}
		size, nextLoss, better := 1.0, 0.0, false
		for range 20 {
			for i := range w {
				next[i] = w[i] - size*direction[i]
			}
			nextLoss = linearLoss(rows, next, nextGradient, l2)
			if better = nextLoss <= loss+1e-4*size*slope; better {
				break
			}
			size /= 2
		}
		if !better {
			break
		}
		step, change := make([]float64, len(w)), make([]float64, len(w))
		for i := range w {
			step[i], change[i] = next[i]-w[i], nextGradient[i]-gradient[i]
		}
		if product := dot(change, step); product > 1e-12 {
			steps, changes, rho = append(steps, step), append(changes, change), append(rho, 1/product)
			if len(steps) > linearMemory {
				steps, changes, rho = steps[1:], changes[1:], rho[1:]
			}
		}
		w, next = next, w
		gradient, nextGradient = nextGradient, gradient
		gain := (loss - nextLoss) / math.Max(1, math.Abs(loss))
		loss = nextLoss
		if gain < linearEnough {
			break
		}
	}
	return w
}

// linearLoss gives the penalised log loss at w, and its gradient.
func linearLoss(rows []row, w, gradient []float64, l2 float64) float64 {
	loss := 0.0
	for i, x := range w {
		gradient[i] = l2 * x
		loss += 0.5 * l2 * x * x
	}
	for r := range rows {
		p := softmax(linearLogits(rows[r].features, w))
		loss -= rows[r].weight * math.Log(p[rows[r].label]+1e-12)
		p[rows[r].label]--
		for k := range p {
			p[k] *= rows[r].weight
		}
		for _, f := range rows[r].features {
			g := gradient[3*f.at : 3*f.at+3]
			v := float64(f.value)
			g[0] += v * p[0]
			g[1] += v * p[1]
			g[2] += v * p[2]
		}
	}
	return loss
}

func linearLogits(features []feature, w []float64) (z [3]float64) {
	for _, f := range features {
		x := w[3*f.at : 3*f.at+3]
		v := float64(f.value)
		z[0] += v * x[0]
		z[1] += v * x[1]
		z[2] += v * x[2]
	}
	return z
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

func dot(a, b []float64) (sum float64) {
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// add adds a·x to y.
func add(a float64, x, y []float64) {
	for i, v := range x {
		y[i] += a * v
	}
}

func scale(a float64, x []float64) {
	for i := range x {
		x[i] *= a
	}
}
