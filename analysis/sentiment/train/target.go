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
	Ridge       float64 // penalty of the regression
	Networks    int     // networks whose mean is taken
	Units       int     // hidden units of each
	Epochs      int     // passes over the rows
	Rate        float64 // first learning rate of the network
	Dropout     float64 // share of features left out at each step
	UnitDropout float64 // share of hidden units, likewise
	Seen        int     // rows a feature must occur in
	Mix         float64 // share of the network in the mixture
	Temperature float64
	Certain     float64
	Known       float64
	Lean        [3]float64
	Folds       int // of cross-validation
}

// Defaults are the settings of the embedded model. All were chosen by
// cross-validation on the training rows.
func Defaults() Options {
	return Options{
		Seed: 1, Ridge: 60, Networks: 3, Units: 16, Epochs: 4, Rate: 0.02, Dropout: 0.7, UnitDropout: 0.3, Seen: 2,
		Mix: 0.5, Temperature: 1, Certain: 0.4, Known: 0.5, Lean: [3]float64{0, 0, 0.3}, Folds: 5,
	}
}

// Target trains the model of the scorer "target".
func Target(rows []sentiment.Gold, o Options) (*sentiment.Model, error) {
	connotations, err := Connotations()
	if err != nil {
		return nil, err
	}
	return fit(notice(rows, connotations), connotations, o), nil
}

// noticed is a row with the features of its passage, each one once.
type noticed struct {
	features []sentiment.Feature
	label    int
	weight   float64
}

func notice(rows []sentiment.Gold, connotations *sentiment.Connotations) []noticed {
	v := text.NewVocabulary()
	extractor := sentiment.NewExtractor(v, connotations)
	out := make([]noticed, len(rows))
	for i, p := range sentiment.Passages(rows, v) {
		seen := make(map[uint32]bool)
		for _, f := range extractor.Features(p) {
			if !seen[f.Hash] {
				seen[f.Hash] = true
				out[i].features = append(out[i].features, f)
			}
		}
		out[i].label = int(rows[i].Label) + 1
	}
	for i, w := range weights(rows) {
		out[i].weight = w
	}
	return out
}

// fit trains both halves of the model and rounds their weights.
func fit(all []noticed, connotations *sentiment.Connotations, o Options) *sentiment.Model {
	counts := make(map[uint32]int)
	for _, r := range all {
		for _, f := range r.features {
			counts[f.Hash]++
		}
	}
	m := &sentiment.Model{
		Mix: float32(o.Mix), Temperature: float32(o.Temperature), Certain: float32(o.Certain), Known: float32(o.Known),
		Lean:         [3]float32{float32(o.Lean[0]), float32(o.Lean[1]), float32(o.Lean[2])},
		Connotations: connotations,
	}
	for h, n := range counts {
		if n >= o.Seen {
			m.Hashes = append(m.Hashes, h)
		}
	}
	slices.Sort(m.Hashes)
	rows := make([]row, len(all))
	for i, r := range all {
		rows[i].label, rows[i].weight = r.label, r.weight
		for _, f := range r.features {
			if at, ok := slices.BinarySearch(m.Hashes, f.Hash); ok {
				rows[i].features = append(rows[i].features, feature{int32(at), f.Value})
			}
		}
	}
	regression := linear(rows, len(m.Hashes), o.Ridge)
	net := fitNetworks(rows, len(m.Hashes), o)
	top := 0.0
	for _, w := range regression {
		top = max(top, math.Abs(w))
	}
	m.Unit = float32(top / math.MaxInt16)
	m.Linear = make([]int16, len(regression))
	for i, w := range regression {
		m.Linear[i] = int16(math.Round(w / top * math.MaxInt16))
	}
	var reach float32
	for _, w := range net.hidden {
		reach = max(reach, w, -w)
	}
	m.Scale = reach / math.MaxInt8
	m.Hidden = make([]int8, len(net.hidden))
	for i, w := range net.hidden {
		m.Hidden[i] = int8(math.Round(float64(w / m.Scale)))
	}
	m.Bias, m.Out = net.bias, net.out
	return m
}

// CrossValidate trains a model on all folds but one and predicts that one,
// for each fold in turn. Rows of one article are in one fold, so that no
// model is asked about a sentence whose neighbours it has seen. The
// predictions are in the order of the rows.
func CrossValidate(rows []sentiment.Gold, o Options) ([]sentiment.Prediction, error) {
	if o.Folds < 2 {
		return nil, fmt.Errorf("%d folds: cross-validation needs two", o.Folds)
	}
	connotations, err := Connotations()
	if err != nil {
		return nil, err
	}
	all := notice(rows, connotations)
	v := text.NewVocabulary()
	passages := sentiment.Passages(rows, v)
	out := make([]sentiment.Prediction, len(rows))
	for k := range o.Folds {
		var rest []noticed
		for i, g := range rows {
			if fold(g, o.Folds) != k {
				rest = append(rest, all[i])
			}
		}
		scorer := sentiment.NewTargetFrom(fit(rest, connotations, o), v)
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
