package analysis

import (
	"slices"
	"testing"

	"slant/lexicons"
)

func TestTermTableIsInOrderOfOutletTermAndVoice(t *testing.T) {
	book := &Codebook{Lexicons: []*lexicons.Lexicon{{Name: "l", Terms: make([]lexicons.Term, 6)}}, offsets: []int{0}, terms: 6}
	row := func(outlet string, term int32, v int) TermRow { return TermRow{Outlet: outlet, Number: term, Voice: v} }
	parts := []termPart{
		{zeros: []int32{0, 2, 3}, none: row("A", 0, All)},
		{rows: []TermRow{row("B", 2, 0), row("B", 2, All), row("B", 3, Boilerplate), row("B", 5, All)}, zeros: []int32{0, 3}, none: row("B", 0, All)},
		{none: row("C", 0, All)}, // no terms
		{rows: []TermRow{row("D", 0, All)}, zeros: []int32{2, 3}, none: row("D", 0, All)},
	}
	want := []TermRow{
		row("A", 0, All), row("A", 2, All), row("A", 3, All),
		row("B", 0, All), row("B", 2, 0), row("B", 2, All), row("B", 3, Boilerplate), row("B", 3, All), row("B", 5, All),
		row("D", 0, All), row("D", 2, All), row("D", 3, All),
	}
	var table TermTable
	for _, p := range parts {
		p.book = book
		p.place()
		table.add(p)
	}
	if table.Len() != len(want) {
		t.Fatalf("%d rows, want %d", table.Len(), len(want))
	}
	walked := slices.Collect(table.All())
	for i, w := range want {
		for _, got := range []TermRow{table.At(i), walked[i]} {
			if got.Outlet != w.Outlet || got.Number != w.Number || got.Voice != w.Voice {
				t.Errorf("row %d: %s, term %d, %s; want %s, term %d, %s", i, got.Outlet, got.Number, VoiceName(got.Voice), w.Outlet, w.Number, VoiceName(w.Voice))
			}
		}
	}
}
