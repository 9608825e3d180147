package sentiment

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"slant/analysis/diag"
	"slant/analysis/text"
)

// Gold is one mention that people have judged.
type Gold struct {
	ID     string
	Text   string
	Target text.Span // bytes of Text
	Label  int8      // -1, 0 or 1
	At     diag.Position
}

// goldRow is a Gold as it stands in a file. Offsets are Unicode code points.
type goldRow struct {
	ID     json.RawMessage `json:"id"`
	Text   *string         `json:"text"`
	Target *string         `json:"target"`
	From   *int            `json:"from"`
	To     *int            `json:"to"`
	Label  *int            `json:"label"`
}

// maxGoldLine is the longest line that ReadGold takes, in bytes.
const maxGoldLine = 16 << 20

// ReadGold reads gold rows as JSON Lines {"id", "text", "target", "from",
// "to", "label"}. from and to are code points, half-open; target is what
// stands between them, and is checked where it is given; a row without an id
// is called by its line. It reads on after a bad row, so that the error, a
// diag.Problems, names all of them.
func ReadGold(name string, r io.Reader) ([]Gold, error) {
	var rows []Gold
	var problems diag.Problems
	scanner := bufio.NewScanner(r)
	scanner.Buffer(make([]byte, 1<<16), maxGoldLine)
	line := 0
	for scanner.Scan() {
		line++
		if len(scanner.Bytes()) == 0 {
			continue
		}
		g, err := parseGold(scanner.Bytes())
		g.At = diag.Position{File: name, Line: line, Column: 1}
		if g.ID == "" {
			g.ID = strconv.Itoa(line)
		}
		if err != nil {
			err.Position = g.At
			problems = append(problems, err)
			continue
		}
		rows = append(rows, g)
	}
	if err := scanner.Err(); err != nil {
		return rows, fmt.Errorf("%s:%d: %w", name, line+1, err)
	}
	return rows, problems.Err()
}

// parseGold reads one row; the problem it gives has no position yet.
func parseGold(line []byte) (Gold, *diag.Problem) {
	var row goldRow
	var g Gold
	if err := json.Unmarshal(line, &row); err != nil {
		var t *json.UnmarshalTypeError
		if errors.As(err, &t) && t.Field != "" {
			return g, &diag.Problem{Message: fmt.Sprintf("%q is a %s", t.Field, t.Value), Hint: goldShape}
		}
		return g, &diag.Problem{Message: "not a JSON object: " + err.Error(), Hint: goldShape}
	}
	if row.ID != nil {
		if err := json.Unmarshal(row.ID, &g.ID); err != nil {
			g.ID = string(row.ID) // a number, as it is written
		}
	}
	switch {
	case row.Text == nil:
		return g, &diag.Problem{Message: `no "text"`, Hint: goldShape}
	case row.From == nil || row.To == nil:
		return g, &diag.Problem{Message: `no "from" or no "to"`, Hint: goldShape}
	case row.Label == nil:
		return g, &diag.Problem{Message: `no "label"`, Hint: goldShape}
	case *row.Label < -1 || *row.Label > 1:
		return g, &diag.Problem{Message: fmt.Sprintf(`"label" is %d`, *row.Label), Hint: "must be -1, 0 or 1"}
	}
	g.Text, g.Label = *row.Text, int8(*row.Label)
	span, ok := codePoints(g.Text, *row.From, *row.To)
	if !ok {
		return g, &diag.Problem{
			Message: fmt.Sprintf("from %d to %d is no stretch of a text of %d code points", *row.From, *row.To, utf8.RuneCountInString(g.Text)),
			Hint:    "offsets count Unicode code points from 0, and to is the first one after the target",
		}
	}
	g.Target = span
	if row.Target != nil && g.Text[span.Start:span.End] != *row.Target {
		return g, &diag.Problem{
			Message: fmt.Sprintf("target is %q, but from %d to %d stands %q", *row.Target, *row.From, *row.To, g.Text[span.Start:span.End]),
			Hint:    "offsets count Unicode code points, not bytes",
		}
	}
	return g, nil
}

const goldShape = `every row needs {"text": …, "from": …, "to": …, "label": -1, 0 or 1}`

// codePoints turns an interval of code points of s into one of bytes.
func codePoints(s string, from, to int) (text.Span, bool) {
	if from < 0 || to <= from {
		return text.Span{}, false
	}
	span, n := text.Span{Start: -1}, 0
	for i := range s {
		if n == from {
			span.Start = i
		}
		if n == to {
			span.End = i
			return span, true
		}
		n++
	}
	span.End = len(s)
	return span, n == to && span.Start >= 0
}

// Passages gives each row as the scorers see it, with the types of v. A row's
// sentence is the one, by the rules of package text, in which its target
// begins. Rows say nothing of other actors, so there are none: those that two
// rows with the same text would give away are there in some files and not in
// others, and a model that saw them would learn how the file was made.
func Passages(rows []Gold, v *text.Vocabulary) []*Passage {
	passages := make([]*Passage, len(rows))
	segmenter := text.NewSegmenter(v)
	texts := make(map[string]*text.Text)
	for i, g := range rows {
		t := texts[g.Text]
		if t == nil {
			t = new(text.Text)
			segmenter.Segment(g.Text, t)
			texts[g.Text] = t
		}
		p := &Passage{Text: t, Target: tokensOf(t, g.Target)}
		if len(t.Sentences) > 0 {
			p.Sentence = t.Sentences[min(t.SentenceAt(p.Target.First), len(t.Sentences)-1)]
		}
		p.Target.End = min(p.Target.End, p.Sentence.End)
		passages[i] = p
	}
	return passages
}

// tokensOf gives the tokens that a span of bytes touches.
func tokensOf(t *text.Text, span text.Span) text.Range {
	first := 0
	for first < len(t.Tokens) && t.Tokens[first].End <= span.Start {
		first++
	}
	end := first
	for end < len(t.Tokens) && t.Tokens[end].Start < span.End {
		end++
	}
	return text.Range{First: first, End: end}
}
