package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"slant/analysis/diag"
	"slant/analysis/sentiment"
	"slant/analysis/text"
	"slant/analysis/voice"
	"slant/reports"
)

// ValidateCommand is slant validate: how far slant agrees with people.
type ValidateCommand struct {
	Gold        string   `arg:"" help:"Gold rows, JSON Lines. Attribution: {id, text, attributions: [{source, cue, content}]}; sentiment: {id, text, target, from, to, label}. Offsets in code points."`
	Task        string   `required:"" enum:"attribution,sentiment" help:"attribution or sentiment."`
	Scorers     []string `name:"scorer" sep:"none" placeholder:"NAME" help:"Sentiment scorer; repeatable: ${scorers}, a folder with a classifier of your own, its tokenizer and a slant-onnx.yaml. Default: ${scorer}."`
	Predictions string   `placeholder:"CSV" help:"Write what was predicted there."`
}

// Run scores predictions against gold rows and prints the figures.
func (c *ValidateCommand) Run(w *world) error {
	f, err := os.Open(c.Gold)
	if err != nil {
		return diag.Problems{{Position: diag.Position{File: c.Gold}, Message: "there is no such file", Hint: "name a file of gold rows"}}
	}
	defer f.Close() // it was only read
	var predictions []byte
	if c.Task == "attribution" {
		predictions, err = c.attribution(w, f)
	} else {
		predictions, err = c.sentiment(w, f)
	}
	if err != nil || c.Predictions == "" {
		return err
	}
	return os.WriteFile(c.Predictions, predictions, 0o644)
}

// attribution finds who says what in every gold row's text.
func (c *ValidateCommand) attribution(w *world, in io.Reader) ([]byte, error) {
	gold, err := readAttributions(c.Gold, in)
	if err != nil {
		return nil, err
	}
	v := text.NewVocabulary()
	segmenter, finder := text.NewSegmenter(v), voice.New(v)
	var t text.Text
	var found voice.Found
	predicted := make([]voice.Annotation, 0, len(gold))
	csv := reports.AppendHeader(nil, []reports.Column{{Name: "id"}, {Name: "voice"}, {Name: "content_start"}, {Name: "content_end"},
		{Name: "source_start"}, {Name: "source_end"}, {Name: "cue_start"}, {Name: "cue_end"}, {Name: "rule"}})
	for i := range gold {
		segmenter.Segment(gold[i].Text, &t)
		finder.Find(&t, nil, &found)
		a := voice.Annotated(gold[i].ID, &t, &found)
		predicted = append(predicted, a)
		for _, s := range a.Statements {
			for i, content := range s.Content {
				row := []reports.Value{reports.Text(a.ID), reports.Text(s.Voice.String()), reports.Int(content[0]), reports.Int(content[1])}
				row = append(append(row, span(s.Source)...), span(s.Cue)...)
				csv = reports.AppendRow(csv, append(row, reports.Text(s.Rules[i])))
			}
		}
	}
	return csv, printAttribution(w.out, voice.ScoreAttributions(gold, predicted))
}

// span gives the start and end of the first of some spans as cells.
func span(spans [][2]int) []reports.Value {
	if len(spans) == 0 {
		return make([]reports.Value, 2)
	}
	return []reports.Value{reports.Int(spans[0][0]), reports.Int(spans[0][1])}
}

// readAttributions reads gold rows; it gives every bad row at once.
func readAttributions(name string, in io.Reader) ([]voice.Annotation, error) {
	var gold []voice.Annotation
	var problems diag.Problems
	lines := bufio.NewReaderSize(in, 1<<20)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if len(strings.TrimSpace(string(line))) > 0 {
			a, bad := voice.ReadGold(line)
			if bad != nil {
				problems = append(problems, &diag.Problem{Position: diag.Position{File: name, Line: n, Column: 1}, Message: bad.Error()})
			} else {
				gold = append(gold, a)
			}
		}
		if errors.Is(err, io.EOF) {
			return gold, problems.Err()
		}
		if err != nil {
			return nil, err
		}
	}
}

func printAttribution(out io.Writer, r voice.Report) error {
	var b strings.Builder
	row := func(name string, x voice.Ratio) {
		fmt.Fprintf(&b, "%-34s %9.3f %9.3f %9.3f %9d\n", name, x.Precision(), x.Recall(), x.F1(), x.Gold)
	}
	fmt.Fprintf(&b, "%s\n\n%-34s %9s %9s %9s %9s\n", plural(r.Documents, "document"), "", "precision", "recall", "F1", "gold")
	row("words inside attributed content", r.Words)
	row("source, exact", r.Source)
	row("source, overlap", r.SourceOverlap)
	row("cue, exact", r.Cue)
	row("cue, overlap", r.CueOverlap)
	row("content, exact", r.Content)
	row("content, overlap", r.ContentOverlap)
	row("speaker of a direct quotation", r.Speakers)
	fmt.Fprintf(&b, "\n%-24s %10s %15s %13s %13s\n", "rule", "statements", "words precision", "content exact", "source right")
	for _, s := range r.Rules {
		fmt.Fprintf(&b, "%-24s %10d %15.3f %13.3f %13.3f\n", s.Rule, s.Statements, part(s.Right, s.Words), part(s.Content, s.Statements), part(s.Source, s.Statements))
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func part(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// sentiment has every scorer judge every gold row.
func (c *ValidateCommand) sentiment(w *world, in io.Reader) ([]byte, error) {
	gold, err := sentiment.ReadGold(c.Gold, in)
	if err != nil {
		return nil, err
	}
	set, problems := openScorers(c.Scorers)
	if problems.Fatal() != nil {
		return nil, problems
	}
	names := set.names
	header := []reports.Column{{Name: "id"}, {Name: "label"}, {Name: "predicted"}, {Name: "score"}, {Name: "negative"}, {Name: "neutral"}, {Name: "positive"}}
	if len(names) > 1 {
		header = append(header, reports.Column{Name: "scorer"})
	}
	csv := reports.AppendHeader(nil, header)
	v := text.NewVocabulary()
	scorers, err := set.bind(v)
	if err != nil {
		return nil, err
	}
	for i, name := range names {
		predictions := sentiment.Predict(scorers[i], gold, v)
		for _, p := range predictions {
			s := p.Score
			row := []reports.Value{reports.Text(p.ID), reports.Int(int(p.Label)), reports.Int(int(s.Label)), reports.Num(float64(s.Value) / 1000),
				reports.Num(float64(s.Negative) / 1000), reports.Num(float64(s.Neutral) / 1000), reports.Num(float64(s.Positive) / 1000)}
			if len(names) > 1 {
				row = append(row, reports.Text(name))
			}
			csv = reports.AppendRow(csv, row)
		}
		if err := printSentiment(w.out, name, sentiment.Evaluate(predictions)); err != nil {
			return nil, err
		}
	}
	return csv, nil
}

func printSentiment(out io.Writer, name string, e sentiment.Evaluation) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s, %d not judged, accuracy %.3f, macro-F1 %.3f\n", name, plural(e.N, "row"), e.Unjudged, e.Accuracy, e.MacroF1)
	fmt.Fprintf(&b, "  %-9s %9s %9s %9s %9s\n", "label", "precision", "recall", "F1", "gold")
	for _, c := range e.Classes {
		fmt.Fprintf(&b, "  %-9d %9.3f %9.3f %9.3f %9d\n", c.Label, c.Precision, c.Recall, c.F1, c.Gold)
	}
	fmt.Fprintf(&b, "  gold label by predicted label (-1, 0, 1)\n")
	for i, row := range e.Confusion {
		fmt.Fprintf(&b, "  %-9d %9d %9d %9d\n", i-1, row[0], row[1], row[2])
	}
	if e.Calibrated {
		fmt.Fprintf(&b, "  expected calibration error %.3f\n  %-9s %9s %9s %9s\n", e.ECE, "from", "rows", "said", "right")
		for _, bin := range e.Reliability {
			fmt.Fprintf(&b, "  %-9.1f %9d %9.3f %9.3f\n", bin.From, bin.N, bin.Confidence, bin.Accuracy)
		}
	}
	_, err := io.WriteString(out, b.String()+"\n")
	return err
}
