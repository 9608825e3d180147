package voice

import (
	"os"
	"testing"
)

// seedQuotation is a passage and who says it, by byte: where its first word
// starts, its voice, and where its source starts (-1 for nobody).
type seedQuotation struct {
	at     int
	voice  Voice
	source int
}

// seedKey was written by hand, from reading the articles.
var seedKey = []struct {
	file       string
	quotations []seedQuotation
}{
	{"000_32be508965d08342.txt", []seedQuotation{
		{596, Quoted, 421},
		{626, Quoted, 827},
		{1421, Quoted, 1613},
		{1937, Scare, -1},
		{2080, Scare, -1},
		{2208, Quoted, 2176},
	}},
	{"001_5d48d74027181e34.txt", []seedQuotation{
		{522, Quoted, 411},
		{1284, Quoted, 1467},
		{1489, Quoted, 1569},
		{1590, Quoted, 1569},
		{2308, Quoted, 2438},
		{2483, Quoted, 2438},
	}},
	{"002_147038e5f9ffe6c6.txt", []seedQuotation{
		{669, Quoted, 557},
		{942, Quoted, 848},
		{1021, Quoted, 1144},
		{1332, Quoted, 1323},
		{1493, Quoted, 1647},
		{1951, Quoted, 1837},
		{2056, Quoted, 2012},
		{2121, Quoted, 2012},
		{2586, Scare, -1},
		{2729, Scare, -1},
		{2856, Quoted, 2824},
	}},
	{"003_f3ce73c135c9bc5f.txt", []seedQuotation{
		{321, Quoted, 295},
		{444, Quoted, 471},
		{607, Quoted, 827},
		{1020, Quoted, 885},
		{1064, Quoted, 1206},
		{2317, Scare, -1},
		{2460, Scare, -1},
		{2588, Quoted, 2556},
	}},
	{"004_b0a046e14d024fd7.txt", []seedQuotation{
		{434, Quoted, 378},
		{584, Quoted, 553},
		{1287, Scare, -1},
		{1424, Quoted, 1756},
		{1961, Quoted, 1810},
		{2058, Quoted, 1993},
		{2351, Quoted, 2316},
		{1094, Own, -1},
		{1511, Quoted, 1756},
	}},
}

// TestSeeds holds every quotation of the five articles to the key.
func TestSeeds(t *testing.T) {
	for _, s := range seedKey {
		data, err := os.ReadFile(shared(t, "seeds", s.file))
		if err != nil {
			t.Fatal(err)
		}
		tx, vs := find(string(data))
		check(t, tx, vs)
		for _, q := range s.quotations {
			i := 0
			for tx.Tokens[i].Start < q.at {
				i++
			}
			var at *Segment
			for k := range vs.Segments {
				if vs.Segments[k].Contains(i) {
					at = &vs.Segments[k]
				}
			}
			if at.Voice != q.voice {
				t.Errorf("%s:%d: %q is %s, want %s", s.file, q.at, tx.Surface(at.Range), at.Voice, q.voice)
				continue
			}
			if q.voice == Own {
				continue
			}
			source := vs.Attributions[at.Attribution].Source
			if got := !source.Empty(); got != (q.source >= 0) {
				t.Errorf("%s:%d: source of %q is %q", s.file, q.at, tx.Surface(at.Range), tx.Surface(source))
			} else if got && tx.SpanOf(source).Start != q.source {
				t.Errorf("%s:%d: source of %q is %q at %d, want %d", s.file, q.at, tx.Surface(at.Range), tx.Surface(source), tx.SpanOf(source).Start, q.source)
			}
		}
	}
}
