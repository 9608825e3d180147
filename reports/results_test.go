package reports

import (
	"testing"

	"slant/analysis"
	"slant/analysis/corpus"
	"slant/analysis/match"
	"slant/lexicons"
)

// Terms that an outlet never used are written from what their rows have in
// common: the lines must be those of the cells.
func TestLinesOfTermsAreThoseOfTheirCells(t *testing.T) {
	l, problems := lexicons.Read("loaded.yaml", []byte(`lexicon: loaded
version: 1.0.0
categories:
  - name: power
    terms:
      - {term: regime, referent: iran, stance: negative}
      - {term: terror, stance: negative}
  - name: doubt, "claims"
    terms:
      - alleged
      - purported
`), lexicons.ReadOptions{})
	if problems.Fatal() != nil {
		t.Fatal(problems)
	}
	book, problems := analysis.NewCodebook([]*lexicons.Lexicon{l}, nil, nil, match.Options{})
	if problems.Fatal() != nil {
		t.Fatal(problems)
	}
	var tally analysis.Tally
	for i, outlet := range []string{"A, \"B\"", "=C", "D", "D", "D", "D", "D", "D"} {
		o := &analysis.Observation{Document: &corpus.Document{ID: string(rune('a' + i)), Outlet: outlet}}
		o.Words[0] = int64(100 + i)
		o.Counts = []analysis.Count{{Variable: analysis.Variable{Measure: analysis.TermMatches, Key: int32(i % 3)}, N: int32(1 + i)}}
		tally.Add(o, analysis.Copy{})
	}
	table := termsTable(tally.Results(book, nil, analysis.Options{}))
	line, unused := table.Lazy.Lines(), 0
	for i := range table.Len() {
		row := table.Row(i, nil)
		if got, want := string(line(i, nil)), string(AppendRow(nil, row)); got != want {
			t.Errorf("row %d:\n%swant\n%s", i, got, want)
		}
		if row[table.Index("voice")].text == "all" && row[table.Index("documents")].whole() == 0 {
			unused++
		}
	}
	if unused != 4 { // two of each of the outlets with one article
		t.Errorf("%d rows of terms that an outlet never used, want 4", unused)
	}
}
