package train

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/cdipaolo/goml/base"
	nb "github.com/cdipaolo/goml/text"
	cdipaolo "github.com/cdipaolo/sentiment"

	"slant/analysis/sentiment"
	"slant/analysis/text"
)

// bayesTokens cuts at spaces, and counts every word under
// sentiment.BayesTotal too.
type bayesTokens struct{}

func (bayesTokens) Tokenize(s string) []string {
	words := strings.Fields(s)
	for _, w := range words {
		if len(w) >= 3 { // goml drops shorter ones
			words = append(words, sentiment.BayesTotal)
		}
	}
	return words
}

// Bayes trains naive Bayes on gold rows through goml's own interface.
func Bayes(rows []sentiment.Gold) (*nb.NaiveBayes, error) {
	v := text.NewVocabulary()
	// The stream is filled and closed before the learner reads it, so that
	// nothing runs at the same time and the result is always the same.
	stream := make(chan base.TextDatapoint, len(rows))
	for i, p := range sentiment.Passages(rows, v) {
		stream <- base.TextDatapoint{X: sentiment.BayesText(p, v), Y: uint8(rows[i].Label + 1)}
	}
	close(stream)
	model := nb.NewNaiveBayes(stream, 3, func(rune) bool { return false })
	model.UpdateTokenizer(bayesTokens{})
	model.Output = io.Discard
	errs := make(chan error, len(rows))
	model.OnlineLearn(errs)
	for err := range errs {
		return nil, fmt.Errorf("naive Bayes: %w", err)
	}
	return model, nil
}

// bayesSeen is how often a word must have been seen to be written.
const bayesSeen = 2

// BayesFile gives a model in the form that sentiment.RestoreModels of
// github.com/cdipaolo/sentiment reads, compressed. Words seen once are left
// out. The same model gives the same bytes.
func BayesFile(model *nb.NaiveBayes) ([]byte, error) {
	raw, err := json.Marshal(model)
	if err != nil {
		return nil, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, err
	}
	var words map[string]nb.Word
	if err := json.Unmarshal(fields["words"], &words); err != nil {
		return nil, err
	}
	for w, entry := range words {
		if entry.Seen < bayesSeen {
			delete(words, w)
		}
	}
	if fields["words"], err = json.Marshal(words); err != nil {
		return nil, err
	}
	// The library writes its tokenizer but cannot read it.
	delete(fields, "tokenizer")
	data, err := json.Marshal(map[cdipaolo.Language]map[string]json.RawMessage{cdipaolo.English: fields})
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
