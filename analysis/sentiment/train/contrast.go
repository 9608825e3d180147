package train

import (
	_ "embed" // the pairs
	"fmt"
	"strings"

	"slant/analysis/sentiment"
	"slant/analysis/text"
)

// contrastFile holds the pairs; its head tells their form.
//
//go:embed contrast.txt
var contrastFile string

// Pair is two sentences that differ in one thing.
type Pair struct {
	Kind          string // what differs: target, negation, passive, label, voice
	Relation      string // what must hold of their scores: >, <, = (same label), == (same score)
	First, Second string // with marks: [target], {another actor}, <loaded label>
}

// Pairs gives the contrast test: 200 pairs, 40 of each kind.
func Pairs() ([]Pair, error) {
	var out []Pair
	for n, line := range strings.Split(contrastFile, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, " | ")
		if len(f) != 4 {
			return nil, fmt.Errorf("contrast.txt:%d: four fields are wanted, not %d", n+1, len(f))
		}
		out = append(out, Pair{f[0], f[1], f[2], f[3]})
	}
	return out, nil
}

// Consistent reports whether a scorer answers a pair as it must.
func (p Pair) Consistent(s sentiment.Scorer, segmenter *text.Segmenter) (bool, error) {
	first, err := Marked(p.First, segmenter)
	if err != nil {
		return false, err
	}
	second, err := Marked(p.Second, segmenter)
	if err != nil {
		return false, err
	}
	a, b := s.Score(first), s.Score(second)
	switch p.Relation {
	case ">":
		return a.Value > b.Value, nil
	case "<":
		return a.Value < b.Value, nil
	case "=":
		return a.Label == b.Label, nil
	case "==":
		return a == b, nil
	}
	return false, fmt.Errorf("unknown relation %q", p.Relation)
}

// Marked reads a sentence with marks: [target], {another actor}, <loaded label>.
func Marked(marked string, segmenter *text.Segmenter) (*sentiment.Passage, error) {
	const opening, closing = "[{<", "]}>"
	var body strings.Builder
	var open []int // places in found
	type mark struct {
		kind int
		text.Span
	}
	var found []mark
	for _, r := range marked {
		if k := strings.IndexRune(opening, r); k >= 0 {
			open = append(open, len(found))
			found = append(found, mark{k, text.Span{Start: body.Len()}})
		} else if k := strings.IndexRune(closing, r); k >= 0 {
			if len(open) == 0 || found[open[len(open)-1]].kind != k {
				return nil, fmt.Errorf("%q: %c closes nothing", marked, r)
			}
			found[open[len(open)-1]].End = body.Len()
			open = open[:len(open)-1]
		} else {
			body.WriteRune(r)
		}
	}
	if len(open) > 0 {
		return nil, fmt.Errorf("%q: a mark is not closed", marked)
	}
	p := &sentiment.Passage{Text: new(text.Text)}
	segmenter.Segment(body.String(), p.Text)
	for _, m := range found {
		var r text.Range
		for i, t := range p.Text.Tokens {
			if t.Start < m.End && m.Start < t.End {
				if r.Empty() {
					r.First = i
				}
				r.End = i + 1
			}
		}
		switch m.kind {
		case 0:
			p.Target = r
		case 1:
			p.Others = append(p.Others, r)
		default:
			p.Labels = append(p.Labels, r)
		}
	}
	if p.Target.Empty() {
		return nil, fmt.Errorf("%q: no [target]", marked)
	}
	p.Sentence = p.Text.Sentences[p.Text.SentenceAt(p.Target.First)]
	return p, nil
}
