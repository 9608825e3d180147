package voice

import (
	"testing"

	"slant/analysis/text"
)

func TestRoles(t *testing.T) {
	body := "Ferry Sinks in Harbour\n“It was old,” Moreno said.\nSubscribe now. “You will love it, really.”\n“It will not float again, ever.”\nMoreno on the bridge\nNobody should sail in a storm.\nThe end."
	tx, vs := find(body, HeadlineBlock, Plain, FurnitureBlock, Plain, CaptionBlock, QuotationBlock, Plain)
	check(t, tx, vs)
	sections := []Section{Headline, Body, Boilerplate, Body, Caption, Body, Body}
	for _, s := range vs.Segments {
		if b := tx.BlockAt(s.First); s.Section != sections[b] || tx.BlockAt(s.End-1) != b {
			t.Errorf("%q is in section %s, want %s", tx.Surface(s.Range), s.Section, sections[b])
		}
	}
	for _, a := range vs.Attributions {
		b := tx.BlockAt(a.Content.First)
		switch b {
		case 1:
			if tx.Surface(a.Source) != "Moreno" {
				t.Errorf("source of %q: %q", tx.Surface(a.Content), tx.Surface(a.Source))
			}
		case 2, 3:
			if a.Voice != Quoted || !a.Source.Empty() {
				t.Errorf("%q is carried over page furniture: %q", tx.Surface(a.Content), tx.Surface(a.Source))
			}
		case 5:
			if a.Rule != DirectBlock || a.Voice != Quoted {
				t.Errorf("block quotation %q: %s %s", tx.Surface(a.Content), a.Rule, a.Voice)
			}
		default:
			t.Errorf("%q in block %d", tx.Surface(a.Content), b)
		}
	}
}

// TestReuse finds the same with slices that held something else.
func TestReuse(t *testing.T) {
	const long, short = "“It was old,” Moreno said. “It sank,” she added.\n\n“That is all.”", "Moreno said that it sank."
	_, want := find(short)
	var tx text.Text
	var vs Found
	seg, f := instruments()
	for _, body := range []string{long, short, "", long, short} {
		seg.Segment(body, &tx)
		f.Find(&tx, nil, &vs)
		check(t, &tx, &vs)
	}
	if len(vs.Attributions) != len(want.Attributions) || len(vs.Segments) != len(want.Segments) || vs.Attributions[0] != want.Attributions[0] {
		t.Errorf("%+v after another text, %+v before", vs, *want)
	}
	allocs := testing.AllocsPerRun(20, func() { f.Find(&tx, nil, &vs) })
	if allocs > 0 {
		t.Errorf("%v allocations in a text seen before", allocs)
	}
}

func TestRuleTable(t *testing.T) {
	seen := map[string]bool{}
	for r := NoRule + 1; r < rules; r++ {
		if r.String() == "" || r.Example() == "" || seen[r.String()] {
			t.Errorf("rule %d: id %q, example %q", r, r.String(), r.Example())
		}
		seen[r.String()] = true
	}
}
