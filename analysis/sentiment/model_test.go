package sentiment

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func smallModel() *Model {
	return &Model{
		Mix: 0.5, Temperature: 1, Certain: 0.4, Known: 0.5, Lean: [3]float32{0, 0.1, 0.2},
		Connotations: NewConnotations(map[string]Connotation{"good": {Classes: "\x03\x07", Vader: 1.9, Afinn: 3}, "war": {Vader: -2.9, Afinn: -2}}),
		Hashes:       []uint32{7, 9}, Linear: []int16{1, -2, 3, 4, 5, -6}, Unit: 0.25,
		Hidden: []int8{1, -2, 127, -128}, Scale: 0.5, Bias: []float32{0.1, -0.2}, Out: []float32{1, 2, 3, 4, 5, 6},
	}
}

func TestModelRoundTrip(t *testing.T) {
	m := smallModel()
	data := AppendModel(nil, m)
	got, err := ParseModel(string(data))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m, got, cmp.AllowUnexported(Connotations{})); diff != "" {
		t.Error(diff)
	}
	if again := AppendModel(nil, got); string(again) != string(data) {
		t.Error("the model's bytes changed")
	}
}

func TestParseModelRefusesDamage(t *testing.T) {
	data := AppendModel(nil, smallModel())
	for i := range data {
		broken := append([]byte(nil), data...)
		broken[i] ^= 0x40
		if _, err := ParseModel(string(broken)); err == nil {
			t.Fatalf("byte %d changed, and nothing is said", i)
		}
		if _, err := ParseModel(string(data[:i])); err == nil {
			t.Fatalf("cut off at byte %d, and nothing is said", i)
		}
	}
}

func FuzzParseModel(f *testing.F) {
	f.Add(string(AppendModel(nil, smallModel())))
	f.Fuzz(func(t *testing.T, s string) {
		// Given a right checksum, whatever else is wrong may only be an error.
		if m, err := ParseModel(s); err == nil {
			AppendModel(nil, m)
		}
	})
}

func TestConnotations(t *testing.T) {
	words := map[string]Connotation{"good": {Classes: "\x03\x07", Vader: 1.9, Afinn: 3}, "goodly": {Vader: 1.1}, "war": {Vader: -2.9, Afinn: -2}}
	c := NewConnotations(words)
	for form, want := range words {
		if got, ok := c.Of(form); !ok || got != want {
			t.Errorf("%s: %+v, want %+v", form, got, want)
		}
	}
	for _, form := range []string{"", "a", "goo", "goods", "zebra"} {
		if got, ok := c.Of(form); ok {
			t.Errorf("%q has a connotation: %+v", form, got)
		}
	}
}
