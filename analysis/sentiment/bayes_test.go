package sentiment

import (
	"strings"
	"testing"

	"slant/analysis/text"
)

func TestBayes(t *testing.T) {
	v := text.NewVocabulary()
	b, err := NewBayes(v)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text string
		want int8
	}{
		{"[He] was accused of lying and fraud.", -1},
		{"[She] won praise for her courage and her great work.", 1},
		{"[He] met reporters on Monday.", 0},
	}
	for _, tt := range tests {
		s := b.Score(passage(t, v, tt.text))
		if s.Label != tt.want {
			t.Errorf("%q: %+v, want label %d", tt.text, s, tt.want)
		}
		if s.Negative+s.Neutral+s.Positive != 1000 {
			t.Errorf("%q: probabilities sum to %d", tt.text, s.Negative+s.Neutral+s.Positive)
		}
	}
}

// Names and labels do not count, and neither does the kind of apostrophe.
func TestBayesMasks(t *testing.T) {
	v := text.NewVocabulary()
	b, err := NewBayes(v)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, a, b string }{
		{"name", "Officials said [Trump] left.", "Officials said [Obama] left."},
		{"name nobody listed", "Officials said [he] met Trump.", "Officials said [he] met Obama."},
		{"label", "Officials of [the <criminal regime>] left.", "Officials of [the <government>] left."},
		{"apostrophe", "[He] isn’t guilty.", "[He] isn't guilty."},
	}
	for _, tt := range tests {
		if a, b := b.Score(passage(t, v, tt.a)), b.Score(passage(t, v, tt.b)); a != b {
			t.Errorf("%s: %+v and %+v", tt.name, a, b)
		}
	}
}

// The library's own Probability is NaN from 208 words on.
func TestBayesLongSentence(t *testing.T) {
	v := text.NewVocabulary()
	b, err := NewBayes(v)
	if err != nil {
		t.Fatal(err)
	}
	s := b.Score(passage(t, v, "[He] was accused of lying"+strings.Repeat(" and of fraud", 500)+"."))
	if s.Label != -1 || s.Negative < 900 {
		t.Errorf("%+v", s)
	}
}
