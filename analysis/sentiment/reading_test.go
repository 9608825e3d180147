package sentiment

import (
	"strings"
	"testing"

	"slant/analysis/text"
)

// Near words are told apart by whether the target may be their subject; a
// passive turns that round.
func TestNear(t *testing.T) {
	tests := []struct {
		text string
		want string // for each step: a for SumDoer, p for SumDone, b for both, . for far
	}{
		{"yesterday in the morning critics praised [him] for all that she did there", "...pppbaaa..."},
		{"[He] was praised by critics in the city", "bapa...."},
		{"[He] praised critics, who were there today", "baaaa..."},
		{"[He]", "b"},
	}
	v := text.NewVocabulary()
	r := NewReader(v, smallModel().Words)
	for _, tt := range tests {
		steps, _ := r.Read(passage(t, v, tt.text))
		var got strings.Builder
		for i := range steps {
			got.WriteByte(".pab"[steps[i].Near])
		}
		if got.String() != tt.want {
			t.Errorf("%q: %s, want %s", tt.text, got.String(), tt.want)
		}
	}
}
