package analysis

import (
	"cmp"
	"slices"
	"testing"

	"slant/analysis/corpus"
	"slant/analysis/reuse"
	"slant/analysis/text"
)

// furnitureOf gives a document in which blocks of furniture stand, named by
// their hashes.
func furnitureOf(id string, hashes ...uint64) *Annotated {
	a := &Annotated{Document: &corpus.Document{ID: id, Outlet: "Herald"}}
	var body string
	for range hashes {
		body += "Advertisement of " + id + "\n\n"
	}
	text.NewSegmenter(text.NewVocabulary()).Segment(body, &a.Text)
	for _, h := range hashes {
		a.Blocks = append(a.Blocks, reuse.Block{Hash: h, Kind: reuse.Furniture})
	}
	return a
}

func TestFurnitureCountsDocumentsOnceInAnyOrder(t *testing.T) {
	documents := []*Annotated{furnitureOf("a", 1), furnitureOf("b", 1, 1, 2, 1), furnitureOf("c", 2, 1), furnitureOf("d", 2, 2)}
	want := []FurnitureRow{
		{Outlet: "Herald", Hash: 1, Words: 3, Documents: 3, Text: "Advertisement of a"},
		{Outlet: "Herald", Hash: 2, Words: 3, Documents: 3, Text: "Advertisement of b"},
	}
	for order := range 24 { // every order of four
		left := slices.Clone(documents)
		parts := []*Furniture{NewFurniture(), NewFurniture()}
		for n, k := 4, order; n > 0; n-- {
			parts[n%2].Add(left[k%n], &Observation{})
			left = slices.Delete(left, k%n, k%n+1)
			k /= n
		}
		parts[0].Merge(parts[1])
		rows := parts[0].Rows()
		slices.SortFunc(rows, func(a, b FurnitureRow) int { return cmp.Compare(a.Hash, b.Hash) })
		for i := range rows {
			rows[i].document, rows[i].latest = "", ""
		}
		if !slices.Equal(rows, want) {
			t.Fatalf("order %d: got %+v, want %+v", order, rows, want)
		}
	}
}
