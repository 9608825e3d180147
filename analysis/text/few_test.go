package text

import "testing"

func TestFewRemembersAsATableDoes(t *testing.T) {
	type property struct {
		length int
		first  byte
	}
	asked := 0
	of := func(form string) property {
		asked++
		return property{len(form) % 3, form[0] % 2}
	}
	v := NewVocabulary()
	few, table := NewFew(v, of), NewTable(v, of)
	for round := range 2 {
		for _, word := range []string{"Tide", "gull", "harbour", "crane", "a", "of", "lighthouse"}[:4+3*round] {
			typ, _, _ := v.Intern(word)
			if got, want := few.Of(typ), table.Of(typ); got != want {
				t.Errorf("%s: %v, want %v", word, got, want)
			}
		}
	}
	if asked != 2*v.Len() {
		t.Errorf("asked %d times of %d types", asked, v.Len())
	}
	if len(few.values) > 6 {
		t.Errorf("%d values are held, and there are 6", len(few.values))
	}
}
