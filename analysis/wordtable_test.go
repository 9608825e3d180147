package analysis

import (
	"testing"
)

func TestWordTablesAdd(t *testing.T) {
	const outlets, words = 9, 500
	table := newWordTable(outlets)
	want := make(map[[2]int]wordSums)
	x := uint64(1)
	for i := range 200_000 {
		x = x*6364136223846793005 + 1442695040888963407
		word, outlet := int(x>>33%words), int(x>>48%outlets)
		word = min(word, int(x>>20%words)) // some are more frequent
		if word%3 == 0 {
			outlet = word % outlets
		}
		n := int64(1)
		switch word {
		case 7: // sums of it outgrow small ones one by one
			n = 2000
		case 11:
			n = 3000
		case 13: // and at once
			n = 70_000
		}
		s := wordSums{1, n, n * n, n * int64(100+i%900)}
		table.add(uint32(word), words, outlet, s)
		sum := want[[2]int{word, outlet}]
		sum.add(s)
		want[[2]int{word, outlet}] = sum
	}
	wide := 0
	for word := range words {
		for outlet := range outlets {
			if got := table.get(uint32(word), outlet); got != want[[2]int{word, outlet}] {
				t.Errorf("word %d in outlet %d: %+v, want %+v", word, outlet, got, want[[2]int{word, outlet}])
			}
		}
		if table.heads[word].wide {
			wide++
		}
	}
	if wide < 2 || wide > words/10 {
		t.Errorf("%d words have large sums", wide)
	}
	if got := table.get(words+1, 0); got != (wordSums{}) {
		t.Errorf("a word that is not there has %+v", got)
	}
}

// A word in a document or two, which most words are, takes 24 bytes.
func TestWordTablesAreSmall(t *testing.T) {
	const words = 100_000
	table := newWordTable(9)
	for w := range uint32(words) {
		table.add(w, words, int(w%9), wordSums{1, 1, 1, 400})
		if w%3 == 0 {
			table.add(w, words, 5, wordSums{1, 2, 4, 800})
		}
	}
	size := 8*len(table.heads) + 16*len(table.small) + 32*len(table.wide)
	for _, free := range table.free {
		size += 4 * len(free)
	}
	if size > 40*words {
		t.Errorf("%d bytes for %d words", size, words)
	}
}

func BenchmarkWordTable(b *testing.B) {
	const words = 1 << 17
	b.ReportAllocs()
	x := uint64(1)
	for b.Loop() {
		table := newWordTable(9)
		for range 1 << 20 {
			x = x*6364136223846793005 + 1442695040888963407
			word := min(x>>47, x>>20%words, x>>30%words)
			table.add(uint32(word), words, int(x>>8%9), wordSums{1, 2, 4, 800})
		}
	}
}
