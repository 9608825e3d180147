package train

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"slant/analysis/sentiment"
	"slant/analysis/text"
)

// Options are what a training run can be told. The zero value is not useful;
// start from Defaults.
type Options struct {
	Seed        uint64
	Units       int     // of the hidden layer
	Epochs      int     // passes over the rows
	Batch       int     // rows of one step
	Rate        float64 // of learning, at its height
	Decay       float64 // of the weights, at a rate of 1
	StemDecay   float64 // of what is learnt of single stems
	RoleDecay   float64 // of classes in their roles
	WordDropout float64 // share of words left out at each step
	UnitDropout float64 // share of units, likewise
	Seen        int     // rows that a stem must occur in to have a weight of its own
	Temperature float64 // divides the logits
	Certain     float64
	Known       float64
	Lean        [3]float64
	Folds       int // of cross-validation
	Words       int // most words of the model
}

// Defaults are the settings of the embedded model. All were chosen by
// cross-validation on the training rows.
func Defaults() Options {
	return Options{
		Seed: 1, Units: 16, Epochs: 10, Batch: 32, Rate: 0.004, Decay: 0.5, StemDecay: 0.5, RoleDecay: 2, WordDropout: 0.1, UnitDropout: 0.5, Seen: 3,
		Temperature: 1, Certain: 0.4, Known: 0.5, Lean: [3]float64{0, 0, 0.3}, Folds: 5, Words: 34000,
	}
}

// Target trains the model of the scorer "target". Without vectors it is a
// worse one.
func Target(rows []sentiment.Gold, vectors *Vectors, o Options) (*sentiment.Model, error) {
	s, err := newSchool(rows, vectors, o)
	if err != nil {
		return nil, err
	}
	return s.fit(s.rows), nil
}

// school is what training needs: rows as the network sees them, and the
// words of the model.
type school struct {
	Options
	rows       []row
	words      *sentiment.Words
	lexemes    []lexeme // the words, in order
	dimensions int
	classes    int
	stems      int
}

// newSchool reads the rows.
func newSchool(rows []sentiment.Gold, vectors *Vectors, o Options) (*school, error) {
	connotations, err := Connotations()
	if err != nil {
		return nil, err
	}
	s := &school{Options: o, classes: len(classNames(connotationFile))}
	if vectors != nil {
		s.dimensions = vectors.Dimensions
	}
	v := text.NewVocabulary()
	passages := sentiment.Passages(rows, v)
	small := seenSmall(passages, v)
	entries := make(map[string]sentiment.Entry)
	for form, c := range connotations {
		entries[form] = sentiment.Entry{Common: true, Classes: c.Classes[:min(len(c.Classes), sentiment.MostClasses)]}
	}
	for form := range small {
		e := entries[form]
		e.Common = true
		entries[form] = e
	}
	forms, stems := met(passages, v, sentiment.NewWords(entries))
	for form := range forms {
		if _, ok := entries[form]; !ok {
			entries[form] = entries[strings.TrimSuffix(form, "'s")]
		}
	}
	for i := 0; i < vectors.Len() && len(entries) < o.Words; i++ {
		if form := vectors.order[i]; wordLike(form) {
			if _, ok := entries[form]; !ok {
				entries[form] = sentiment.Entry{}
			}
		}
	}
	s.words = sentiment.NewWords(entries)
	numbers := make(map[string]int32)
	for i := range s.words.Len() {
		form := s.words.Form(i)
		base := strings.TrimSuffix(form, "'s")
		c, ok := connotations[form]
		if !ok {
			c = connotations[base]
		}
		l := lexeme{form: form, given: vectors.Of(form), classes: []byte(c.Classes), ratings: [2]float32{c.Vader / 3, c.Afinn / 3}, stem: -1}
		if l.given == nil {
			l.given = vectors.Of(base)
		}
		if stem := sentiment.Stem(form); stems[stem] >= o.Seen {
			n, ok := numbers[stem]
			if !ok {
				n = int32(len(numbers))
				numbers[stem] = n
			}
			l.stem = n
		}
		s.lexemes = append(s.lexemes, l)
	}
	s.stems = len(numbers)
	s.read(rows, passages, v)
	return s, nil
}

// smallest is how often a word must be seen written small to be common.
const smallest = 2

// seenSmall gives the forms that occur written small.
func seenSmall(passages []*sentiment.Passage, v *text.Vocabulary) map[string]bool {
	counts := make(map[string]int)
	done := make(map[*text.Text]bool)
	for _, p := range passages {
		if done[p.Text] {
			continue
		}
		done[p.Text] = true
		for _, t := range p.Text.Tokens {
			if t.Kind == text.Word && t.Shape < text.Title {
				counts[v.Form(t.Type)]++
			}
		}
	}
	out := make(map[string]bool)
	for form, n := range counts {
		if n >= smallest {
			out[form] = true
		}
	}
	return out
}

// met gives the forms that readers of the passages meet, and in how many
// passages each stem occurs.
func met(passages []*sentiment.Passage, v *text.Vocabulary, words *sentiment.Words) (forms map[string]bool, stems map[string]int) {
	forms, stems = make(map[string]bool), make(map[string]int)
	reader := sentiment.NewReader(v, words)
	last := make(map[string]int)
	for i, p := range passages {
		steps, _ := reader.Read(p)
		for k := range steps {
			form := steps[k].Form()
			forms[form] = true
			if stem := sentiment.Stem(form); last[stem] != i+1 {
				last[stem] = i + 1
				stems[stem]++
			}
		}
	}
	return forms, stems
}

// read makes the rows.
func (s *school) read(rows []sentiment.Gold, passages []*sentiment.Passage, v *text.Vocabulary) {
	reader := sentiment.NewReader(v, s.words)
	s.rows = make([]row, len(rows))
	for i, w := range weights(rows) {
		r := &s.rows[i]
		r.label, r.weight = int(rows[i].Label)+1, w
		steps, shapes := reader.Read(passages[i])
		r.shapes = append(r.shapes, shapes...)
		for k := range steps {
			at, _ := s.words.Of(steps[k].Form())
			g := glance{lexeme: int32(at), places: steps[k].Places, near: steps[k].Near, negated: steps[k].Negated}
			steps[k].Roles(func(number int) { g.roles = append(g.roles, int32(number)) })
			r.glances = append(r.glances, g)
		}
	}
}

// fit trains on rows and makes the model.
func (s *school) fit(rows []row) *sentiment.Model {
	n := newNetwork(s.lexemes, s.dimensions, s.classes, s.stems, s.Options, 0)
	n.fit(rows)
	m := &sentiment.Model{
		Certain: float32(s.Certain), Known: float32(s.Known),
		Lean:  [3]float32{float32(s.Lean[0]), float32(s.Lean[1]), float32(s.Lean[2])},
		Words: s.words,
	}
	vectors := make([]float32, len(s.lexemes)*tapped)
	for i := range s.lexemes {
		n.vector(&s.lexemes[i], vectors[i*tapped:(i+1)*tapped])
	}
	unit := s.unit(rows, vectors)
	bytes := make([]byte, len(vectors))
	for i, w := range vectors {
		bytes[i] = byte(int8(math.Round(float64(min(max(w/unit, -math.MaxInt8), math.MaxInt8)))))
	}
	m.Vectors = string(bytes)
	m.Places, m.Roles = counted(n.places.weights, unit), counted(n.roles.weights, unit)
	// Sums come in units; logits are divided by the temperature.
	cool := float32(1 / s.Temperature)
	m.Hidden, m.Bias = slices.Clone(n.hidden.weights), slices.Clone(n.bias.weights)
	m.Out, m.Direct = slices.Clone(n.out.weights), slices.Clone(n.direct.weights)
	scale(unit, m.Hidden[:summed*s.Units])
	scale(cool, m.Out)
	scale(cool, m.Direct)
	scale(unit, m.Direct[:summed*3])
	return m
}

// counted gives weights in whole units.
func counted(weights []float32, unit float32) []int16 {
	out := make([]int16, len(weights))
	for i, w := range weights {
		out[i] = int16(math.Round(float64(min(max(w/unit, -sentiment.MostPlace), sentiment.MostPlace))))
	}
	return out
}

// clipped is the share of the numbers of words in the rows that are too great
// for a byte.
const clipped = 0.0005

// unit chooses what 1 is worth in the model's bytes.
func (s *school) unit(rows []row, vectors []float32) float32 {
	seen := make([]bool, len(s.lexemes))
	var sizes []float32
	for i := range rows {
		for _, g := range rows[i].glances {
			if seen[g.lexeme] {
				continue
			}
			seen[g.lexeme] = true
			for _, w := range vectors[int(g.lexeme)*tapped:][:tapped] {
				sizes = append(sizes, max(w, -w))
			}
		}
	}
	slices.Sort(sizes)
	return sizes[int(float64(len(sizes)-1)*(1-clipped))] / math.MaxInt8
}

func scale(a float32, x []float32) {
	for i := range x {
		x[i] *= a
	}
}

// CrossValidate trains a model on all folds but one and predicts that one,
// for each fold in turn. Rows of one article are in one fold, so that no
// model is asked about a sentence whose neighbours it has learnt from; which
// words there are is taken from all rows, labels apart. The predictions are in the order of the rows.
func CrossValidate(rows []sentiment.Gold, vectors *Vectors, o Options) ([]sentiment.Prediction, error) {
	if o.Folds < 2 {
		return nil, fmt.Errorf("%d folds: cross-validation needs two", o.Folds)
	}
	s, err := newSchool(rows, vectors, o)
	if err != nil {
		return nil, err
	}
	v := text.NewVocabulary()
	passages := sentiment.Passages(rows, v)
	out := make([]sentiment.Prediction, len(rows))
	for k := range o.Folds {
		var rest []row
		for i, g := range rows {
			if fold(g, o.Folds) != k {
				rest = append(rest, s.rows[i])
			}
		}
		scorer := sentiment.NewTargetFrom(s.fit(rest), v)
		for i, g := range rows {
			if fold(g, o.Folds) == k {
				out[i] = sentiment.Prediction{ID: g.ID, Label: g.Label, Score: scorer.Score(passages[i])}
			}
		}
	}
	return out, nil
}

// fold gives the fold of a row: by article where its ID names one, as those
// of NewsMTSC do in their first three parts, else by its text.
func fold(g sentiment.Gold, folds int) int {
	key := g.Text
	if parts := strings.SplitN(g.ID, "_", 4); len(parts) == 4 {
		key = strings.Join(parts[:3], "_")
	}
	h := fnv.New32a()
	h.Write([]byte(key))
	return int(h.Sum32() % uint32(folds))
}

// natural are the shares of negative, neutral and positive among mentions as
// they come, in sentences with one target and with several: those of the
// development rows of NewsMTSC, which were drawn at random. Its training rows
// were not: sentences with several targets that are all neutral were mostly
// left out, so that a model trained on the rows as they are takes a second
// name in a sentence for a sign that it is not neutral.
var natural = [2][3]float64{{0.381, 0.401, 0.218}, {0.308, 0.491, 0.201}}

// weights gives every row a weight that brings the shares of the labels to
// the natural ones. Rows whose shares cannot be estimated weigh 1.
func weights(rows []sentiment.Gold) []float64 {
	targets := make(map[string]int)
	for _, g := range rows {
		targets[g.Text]++
	}
	several := func(g sentiment.Gold) int {
		if targets[g.Text] > 1 {
			return 1
		}
		return 0
	}
	var counts [2][3]float64
	var totals [2]float64
	for _, g := range rows {
		counts[several(g)][g.Label+1]++
		totals[several(g)]++
	}
	out := make([]float64, len(rows))
	for i, g := range rows {
		out[i] = 1
		if k := several(g); totals[k] >= 100 {
			out[i] = natural[k][g.Label+1] * totals[k] / counts[k][g.Label+1]
		}
	}
	return out
}
