package sentiment

import "testing"

func TestWords(t *testing.T) {
	entries := map[string]Entry{"good": {Common: true, Classes: "\x00\x01"}, "goodly": {Classes: "\x01"}, "putin": {}, ",": {Common: true}}
	w := NewWords(entries)
	if w.Len() != len(entries) {
		t.Fatalf("%d words, want %d", w.Len(), len(entries))
	}
	for i := range w.Len() {
		form := w.Form(i)
		if at, e := w.Of(form); at != i || e != entries[form] {
			t.Errorf("%s: number %d, %+v; want %d, %+v", form, at, e, i, entries[form])
		}
	}
	for _, form := range []string{"", "a", "goo", "goods", "zebra"} {
		if at, e := w.Of(form); at != -1 || e != (Entry{}) {
			t.Errorf("%q: number %d, %+v", form, at, e)
		}
	}
}
