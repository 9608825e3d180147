package reports

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"slant/analysis"
	"slant/analysis/match"
	"slant/lexicons"
)

// sightingsOf gives a recorder with a document that has a passage for each
// hash.
func sightingsOf(document string, hashes ...uint64) *Recorder {
	r := &Recorder{}
	r.seen = append(r.seen, documentLine{outlet: "Herald, the"})
	cells := make([]Value, len(Schema("documents").Columns))
	cells[0], cells[2], cells[3], cells[4] = Text(document), Text("2024-01-02"), Text("A “title”, "+document), Text("https://example.org/"+document)
	r.Documents = AppendRow(r.Documents, cells)
	for _, hash := range hashes {
		schema := Schema("matches")
		cells := make([]Value, len(schema.Columns))
		cells[schema.Index("source")], cells[schema.Index("sentence")] = Text("Ms Doe"), Text(fmt.Sprintf("Sentence %d, \"she\" said.", hash))
		start := len(r.Matches)
		r.Matches = AppendRow(r.Matches, cells)
		r.sightings = append(r.sightings, sighting{text: "said", sampled: sampled{hash: hash, line: int64(start), size: int32(len(r.Matches) - start), speaker: -1, start: 0, end: 8}})
		r.seen[0].sightings++
		r.passages++
	}
	return r
}

// The sample is of the passages that come first by lot, in whatever order they
// are met, and is read back as it was written.
func TestSampleIsOfTheFirstByLot(t *testing.T) {
	book, problems := analysis.NewCodebook([]*lexicons.Lexicon{{Name: "l", Terms: []lexicons.Term{{Pattern: "term", Category: "c"}}}}, nil, nil, match.Options{})
	if problems.Fatal() != nil {
		t.Fatal(problems)
	}
	documents := []*Recorder{sightingsOf("d1", 50, 10), sightingsOf("d2", 40, 20, 60), sightingsOf("d3"), sightingsOf("d4", 30, 5)}
	for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}} {
		s := NewSampler(book)
		documentLines, matchLines := "head\n", "heads\n"
		for _, i := range order {
			s.Add(documents[i], int64(len(documentLines)), int64(len(matchLines)), 0)
			documentLines += string(documents[i].Documents)
			matchLines += string(documents[i].Matches)
		}
		sample := s.Sample()
		if !sample.Part {
			t.Error("seven passages were met and three are shown: it is a part")
		}
		evidence, err := sample.Evidence(strings.NewReader(documentLines), strings.NewReader(matchLines), strings.NewReader(""))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range evidence {
			got = append(got, fmt.Sprint(e.Document, " ", e.Outlet, " ", e.Title, " ", e.Sentence[e.Start:e.End], " ", e.Sentence, " ", e.Source, " ", e.Cue))
		}
		var want []string
		for _, x := range []struct {
			document string
			hash     int
		}{{"d1", 10}, {"d2", 20}, {"d4", 5}} {
			want = append(want, fmt.Sprintf("%s Herald, the A “title”, %s Sentence Sentence %d, \"she\" said. Ms Doe said", x.document, x.document, x.hash))
		}
		if !slices.Equal(got, want) {
			t.Errorf("order %v: got %q\nwant %q", order, got, want)
		}
		if _, err := s.Sample().Evidence(strings.NewReader("head\n"), strings.NewReader(matchLines), strings.NewReader("")); err == nil {
			t.Error("a table that was cut off: no error")
		}
	}
}

func TestSplitRowUndoesAppendRow(t *testing.T) {
	for _, cells := range [][]string{
		{"plain", "with, comma", `with "quotes"`, "two\nlines", "carriage\r\nreturn"},
		{"", "", ""},
		{"=formula", "'=formula", "''@x", "＝wide", "-1", "'plain"},
		{`"`, `""`, `",`, "\n", ` space`, `\.`},
		{"last is empty", ""},
		{"", "first is empty"},
	} {
		var row []Value
		for _, c := range cells {
			row = append(row, Text(c))
		}
		line := string(AppendRow(nil, row))
		if got := splitRow(line, nil); !slices.Equal(got, cells) {
			t.Errorf("%q: got %q, want %q", line, got, cells)
		}
	}
	for _, broken := range []string{"", "\n", `"open`, `a"b,c`, `"a"b`, ",", "a,\"\"\"\n"} {
		splitRow(broken, nil) // whatever it gives, it ends
	}
}
