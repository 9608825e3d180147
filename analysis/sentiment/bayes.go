package sentiment

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the trained counts
	"fmt"
	"io"
	"math"
	"strings"
	"unicode"

	nb "github.com/cdipaolo/goml/text"
	cdipaolo "github.com/cdipaolo/sentiment"

	"slant/analysis/text"
)

// Bayes is naive Bayes on the words of a mention's sentence, by
// github.com/cdipaolo/sentiment and its github.com/cdipaolo/goml, retrained
// on news (BayesText and package train say how; MODEL-CARD.md with what
// result). As that library stands it is trained on film reviews, knows no
// neutral class, and calls nearly any sentence of news positive; on news it is
// hardly better than chance, which is why it is not on offer.
//
// It knows nothing of targets: its use is to be compared with.
type Bayes struct {
	odds  *text.Table[bayesOdds]
	prior [3]float64
}

// bayesOdds is the log probability of a word in each class; the zero value
// stands for a word that is not in the model.
type bayesOdds [3]float64

const (
	// BayesTotal is the entry in which a model counts all the words of each
	// class. goml keeps no such totals, and without them classes that have
	// more words would win.
	BayesTotal = "#words"
	// bayesSmoothing is added to each count; chosen by cross-validation.
	bayesSmoothing = 0.5
	// bayesTemperature divides the log odds. Words of a sentence are not
	// independent, so that naive Bayes is much too sure of itself; the value
	// gives the least log loss in cross-validation.
	bayesTemperature = 3.0
)

//go:embed bayes.json.gz
var bayesModel []byte

// NewBayes gives a naive Bayes scorer for passages with types of v.
func NewBayes(v *text.Vocabulary) (*Bayes, error) { return NewBayesFrom(bayesModel, v) }

// NewBayesFrom gives a scorer with a model's file that package train made.
func NewBayesFrom(file []byte, v *text.Vocabulary) (*Bayes, error) {
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("bayes: model: %w", err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("bayes: model: %w", err)
	}
	models, err := cdipaolo.RestoreModels(data)
	if err != nil {
		return nil, fmt.Errorf("bayes: model: %w", err)
	}
	return newBayes(models[cdipaolo.English], v)
}

func newBayes(model *nb.NaiveBayes, v *text.Vocabulary) (*Bayes, error) {
	if model == nil || len(model.Probabilities) != 3 {
		return nil, fmt.Errorf("bayes: the model has not three classes")
	}
	total, ok := model.Words.Get(BayesTotal)
	if !ok {
		return nil, fmt.Errorf("bayes: the model does not count its words")
	}
	b := &Bayes{}
	var space [3]float64
	for k := range space {
		b.prior[k] = math.Log(model.Probabilities[k])
		space[k] = math.Log(float64(total.Count[k]) + bayesSmoothing*float64(model.DictCount))
	}
	b.odds = text.NewTable(v, func(form string) (o bayesOdds) {
		// Logarithms are summed here, and not by the library's Probability,
		// whose product of small numbers is 0/0 from about 200 words on.
		word, ok := model.Words.Get(bayesWord(form))
		if !ok {
			return o
		}
		for k := range o {
			o[k] = math.Log(float64(word.Count[k])+bayesSmoothing) - space[k]
		}
		return o
	})
	return b, nil
}

// Name is "bayes".
func (b *Bayes) Name() string { return "bayes" }

// Score gives the posterior of the mention's sentence, evened out by a
// temperature.
func (b *Bayes) Score(p *Passage) Score {
	sum := b.prior
	for i := p.Sentence.First; i < p.Sentence.End; i++ {
		if !readable(p, i) {
			continue
		}
		o := b.odds.Of(p.Text.Tokens[i].Type)
		for k := range sum {
			sum[k] += o[k]
		}
	}
	for k := range sum {
		sum[k] /= bayesTemperature
	}
	return scoreOf(softmax(sum))
}

// BayesText is what naive Bayes reads of a passage: the words that are not
// masked, without anything but their letters, with a space between each two.
func BayesText(p *Passage, v *text.Vocabulary) string {
	var s strings.Builder
	for i := p.Sentence.First; i < p.Sentence.End; i++ {
		if !readable(p, i) {
			continue
		}
		if s.Len() > 0 {
			s.WriteByte(' ')
		}
		s.WriteString(bayesWord(v.Form(p.Text.Tokens[i].Type)))
	}
	return s.String()
}

// bayesWord is the form under which the library keeps a word: base.OnlyWords
// takes away everything but letters.
func bayesWord(form string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, form)
}

// readable reports whether token i is a word that may bear on the score: it
// belongs to no actor and no label, and has no capital, by which names are
// known that no list of actors has. The first word of a sentence has one anyway.
func readable(p *Passage, i int) bool {
	t := &p.Text.Tokens[i]
	if t.Kind != text.Word || t.Shape >= text.Title && i > p.Sentence.First || p.Target.Contains(i) {
		return false
	}
	for _, r := range p.Others {
		if r.Contains(i) {
			return false
		}
	}
	for _, r := range p.Labels {
		if r.Contains(i) {
			return false
		}
	}
	return true
}
