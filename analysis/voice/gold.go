package voice

import (
	"encoding/json"
	"fmt"
	"slices"
)

// goldRow is a row of gold as slant validate reads it, or of PolNeAR.
type goldRow struct {
	ID           string      `json:"id"`
	Text         *string     `json:"text"`
	Attributions []goldSpans `json:"attributions"`
	Annotators   map[string]struct {
		Attributions []goldSpans `json:"attributions"`
		Discard      [][][2]int  `json:"discard"`
	} `json:"annotators"`
}

type goldSpans struct {
	Source  [][2]int `json:"source"`
	Cue     [][2]int `json:"cue"`
	Content [][2]int `json:"content"`
}

// ReadGold reads one row of gold: {id, text, attributions: [{source, cue,
// content}]} with spans [[start, end], …] in code points. A row of PolNeAR
// (Newell, Margolin & Ruths, LREC 2018) with its "annotators" is read as well:
// of several annotators the first by name counts, and what they set aside is
// in no figure.
func ReadGold(line []byte) (Annotation, error) {
	var row goldRow
	if err := json.Unmarshal(line, &row); err != nil {
		return Annotation{}, fmt.Errorf("not a row of gold: %w", err)
	}
	if row.ID == "" || row.Text == nil {
		return Annotation{}, fmt.Errorf("a row of gold needs %q and %q", "id", "text")
	}
	a := Annotation{ID: row.ID, Text: *row.Text}
	spans := row.Attributions
	if len(row.Annotators) > 0 {
		names := make([]string, 0, len(row.Annotators))
		for name := range row.Annotators {
			names = append(names, name)
		}
		first := row.Annotators[slices.Min(names)]
		spans, a.Discard = first.Attributions, slices.Concat(first.Discard...)
	}
	for _, s := range spans {
		if len(s.Source)+len(s.Cue)+len(s.Content) == 0 {
			continue
		}
		a.Statements = append(a.Statements, Statement{Source: s.Source, Cue: s.Cue, Content: s.Content})
	}
	return a, nil
}
