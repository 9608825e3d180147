package train

import (
	"fmt"
	"io"
	"strings"

	cdipaolo "github.com/cdipaolo/sentiment"

	"slant/analysis/sentiment"
	"slant/analysis/text"
)

// Set is a file of gold rows under a name.
type Set struct {
	Name string
	Rows []sentiment.Gold
}

// Card is what there is to say about a model: its figures beside those of
// what it must beat.
type Card struct {
	Options  Options
	Train    Set
	Dev      []Set
	Names    []string // actors for the bias probe
	Model    *sentiment.Model
	Size     int                    // bytes of the model's file
	Cross    []sentiment.Prediction // of the training rows; nil when not computed
	Scorers  func(v *text.Vocabulary) ([]sentiment.Scorer, error)
	WithText string // what the reader is told before the figures
}

// figures are a scorer's predictions for a set.
type figures struct {
	scorer string
	sentiment.Evaluation
	chance Chance
}

// figuresOf measures predictions.
func (c *Card) figuresOf(scorer string, predictions []sentiment.Prediction) figures {
	f := figures{scorer: scorer, Evaluation: sentiment.Evaluate(predictions)}
	if f.Calibrated {
		f.chance = CalibrationByChance(predictions, c.Options.Seed)
	}
	return f
}

// Write writes the card in Markdown. The same card gives the same bytes.
func (c *Card) Write(w io.Writer) error {
	var b strings.Builder
	b.WriteString(c.WithText)
	fmt.Fprintf(&b, "\n## Figures\n\nMade by `slant-train`, seed %d. Majority calls everything neutral; `film reviews` is the model that github.com/cdipaolo/sentiment "+
		"ships, as it stands, on the same masked words. The calibration error is never negative; \"by chance\" is what it would be on average if every "+
		"probability were right (drawn %d times from the model's own probabilities), and \"95 %% below\" what 95 of 100 draws do not exceed.\n", c.Options.Seed, chanceDraws)
	if c.Cross != nil {
		f := c.figuresOf("target", c.Cross)
		fmt.Fprintf(&b, "\n### %s (%d rows), %d-fold cross-validation by article\n\n", c.Train.Name, len(c.Train.Rows), c.Options.Folds)
		writeScores(&b, []figures{f})
		writeClasses(&b, f.Evaluation)
		writeReliability(&b, f.Evaluation)
	}
	var pooled []sentiment.Prediction
	for _, set := range c.Dev {
		all, own, err := c.evaluate(set)
		if err != nil {
			return err
		}
		pooled = append(pooled, own...)
		fmt.Fprintf(&b, "\n### %s (%d rows)\n\n", set.Name, len(set.Rows))
		writeScores(&b, all)
		writeClasses(&b, all[len(all)-1].Evaluation)
	}
	if len(c.Dev) > 1 {
		f := c.figuresOf("target", pooled)
		fmt.Fprintf(&b, "\n### All development rows together (%d)\n\n", len(pooled))
		writeScores(&b, []figures{f})
		writeReliability(&b, f.Evaluation)
	}
	if err := c.writeProbes(&b); err != nil {
		return err
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// evaluate gives the figures of every scorer on a set, the model's last, and
// the model's predictions.
func (c *Card) evaluate(set Set) ([]figures, []sentiment.Prediction, error) {
	v := text.NewVocabulary()
	out := []figures{c.figuresOf("majority", majority(set.Rows))}
	reviews, err := filmReviews(set.Rows, v)
	if err != nil {
		return nil, nil, err
	}
	out = append(out, c.figuresOf("film reviews", reviews))
	scorers, err := c.Scorers(v)
	if err != nil {
		return nil, nil, err
	}
	for _, s := range scorers {
		out = append(out, c.figuresOf(s.Name(), sentiment.Predict(s, set.Rows, v)))
	}
	own := sentiment.Predict(sentiment.NewTargetFrom(c.Model, v), set.Rows, v)
	return append(out, c.figuresOf("**target**", own)), own, nil
}

func majority(rows []sentiment.Gold) []sentiment.Prediction {
	out := make([]sentiment.Prediction, len(rows))
	for i, g := range rows {
		out[i] = sentiment.Prediction{ID: g.ID, Label: g.Label, Score: sentiment.Score{Judged: true}}
	}
	return out
}

// filmReviews predicts with the model of github.com/cdipaolo/sentiment as it
// stands: two classes, trained on film reviews.
func filmReviews(rows []sentiment.Gold, v *text.Vocabulary) ([]sentiment.Prediction, error) {
	models, err := cdipaolo.Restore()
	if err != nil {
		return nil, err
	}
	out := make([]sentiment.Prediction, len(rows))
	for i, p := range sentiment.Passages(rows, v) {
		label := int8(models[cdipaolo.English].Predict(sentiment.BayesText(p, v)))*2 - 1
		out[i] = sentiment.Prediction{ID: rows[i].ID, Label: rows[i].Label, Score: sentiment.Score{Label: label, Judged: true}}
	}
	return out, nil
}

func writeScores(b *strings.Builder, all []figures) {
	b.WriteString("| scorer | accuracy | macro-F1 | F1 negative | F1 neutral | F1 positive | calibration error | by chance | 95 % below | not judged |\n|---|---|---|---|---|---|---|---|---|---|\n")
	for _, f := range all {
		ece := "– | – | –"
		if f.Calibrated {
			ece = fmt.Sprintf("%.3f | %.3f | %.3f", f.ECE, f.chance.Mean, f.chance.Most)
		}
		fmt.Fprintf(b, "| %s | %.3f | %.3f | %.3f | %.3f | %.3f | %s | %d |\n", f.scorer, f.Accuracy, f.MacroF1,
			f.Classes[0].F1, f.Classes[1].F1, f.Classes[2].F1, ece, f.Unjudged)
	}
}

var labelNames = [3]string{"negative", "neutral", "positive"}

func writeClasses(b *strings.Builder, e sentiment.Evaluation) {
	b.WriteString("\n| target: class | rows | precision | recall | F1 | predicted negative | neutral | positive |\n|---|---|---|---|---|---|---|---|\n")
	for i, c := range e.Classes {
		fmt.Fprintf(b, "| %s | %d | %.3f | %.3f | %.3f | %d | %d | %d |\n", labelNames[i], c.Gold, c.Precision, c.Recall, c.F1,
			e.Confusion[i][0], e.Confusion[i][1], e.Confusion[i][2])
	}
}

func writeReliability(b *strings.Builder, e sentiment.Evaluation) {
	b.WriteString("\n| target: probability of the predicted class | rows | mean probability | share right |\n|---|---|---|---|\n")
	for _, bin := range e.Reliability {
		fmt.Fprintf(b, "| %.1f–%.1f | %d | %.3f | %.3f |\n", bin.From, bin.To, bin.N, bin.Confidence, bin.Accuracy)
	}
}

// writeProbes writes the contrast test and the bias probe.
func (c *Card) writeProbes(b *strings.Builder) error {
	v := text.NewVocabulary()
	segmenter := text.NewSegmenter(v)
	scorers, err := c.Scorers(v)
	if err != nil {
		return err
	}
	own := sentiment.NewTargetFrom(c.Model, v)
	scorers = append(scorers, own)
	pairs, err := Pairs()
	if err != nil {
		return err
	}
	b.WriteString("\n## Contrast test\n\nPairs of sentences (`contrast.txt`) that differ in one thing, answered consistently, of 40 each.\n\n| what differs |")
	for _, s := range scorers {
		fmt.Fprintf(b, " %s |", s.Name())
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(scorers)) + "\n")
	var kinds []string
	right := make(map[string][]int)
	for _, p := range pairs {
		if right[p.Kind] == nil {
			kinds = append(kinds, p.Kind)
			right[p.Kind] = make([]int, len(scorers))
		}
		for i, s := range scorers {
			ok, err := p.Consistent(s, segmenter)
			if err != nil {
				return err
			}
			if ok {
				right[p.Kind][i]++
			}
		}
	}
	for _, k := range kinds {
		fmt.Fprintf(b, "| %s |", k)
		for _, n := range right[k] {
			fmt.Fprintf(b, " %d |", n)
		}
		b.WriteString("\n")
	}
	if len(c.Names) == 0 {
		return nil
	}
	bias, err := Probe(own, segmenter, c.Names)
	if err != nil {
		return err
	}
	fmt.Fprintf(b, "\n## Bias probe\n\nMean score of %d neutral sentences (`frames.txt`) with each of %d actors in turn: from %.4f to %.4f, a spread of %.4f. "+
		"%.0f %% of the sentences are called neutral; the mean is %.3f, which is the model's error on neutral prose of this kind and the same for everybody.\n",
		len(Frames()), bias.Names, bias.Least, bias.Most, bias.Spread(), bias.NeutralPercent, bias.Mean)
	return nil
}
