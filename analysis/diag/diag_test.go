package diag

import "testing"

func TestProblemPrintsPositionFactAndRemedy(t *testing.T) {
	tests := []struct {
		problem Problem
		want    string
	}{
		{Problem{Position: Position{"a.yaml", 41, 7}, Message: `unknown key "cateogry"`, Hint: `did you mean "category"?`},
			`a.yaml:41:7: unknown key "cateogry"; did you mean "category"?`},
		{Problem{Position: Position{File: "a.csv", Line: 3}, Message: "no outlet"}, "a.csv:3: no outlet"},
		{Problem{Position: Position{File: "a.gz"}, Message: "cut short"}, "a.gz: cut short"},
		{Problem{Message: "--confidence 95: must lie between 0 and 1", Hint: "did you mean 0.95?"},
			"--confidence 95: must lie between 0 and 1; did you mean 0.95?"},
	}
	for _, tt := range tests {
		if got := tt.problem.Error(); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	known := []string{"category", "term", "referent", "stance"}
	tests := map[string]string{
		"cateogry": `did you mean "category"?`,
		"Terms":    `did you mean "term"?`,
		"stanze":   `did you mean "stance"?`,
		"colour":   "",
		"":         "",
	}
	for wrote, want := range tests {
		if got := DidYouMean(wrote, known); got != want {
			t.Errorf("DidYouMean(%q) = %q, want %q", wrote, got, want)
		}
	}
}

func TestProblemsSortByPlace(t *testing.T) {
	ps := Problems{
		{Position: Position{"b", 1, 1}}, {Position: Position{"a", 2, 1}},
		{Position: Position{"a", 1, 9}}, {Position: Position{"a", 1, 2}},
	}
	ps.Sort()
	want := []string{"a:1:2", "a:1:9", "a:2:1", "b:1:1"}
	for i, p := range ps {
		if p.Position.String() != want[i] {
			t.Errorf("place %d is %s, want %s", i, p.Position, want[i])
		}
	}
	if (Problems{}).Err() != nil {
		t.Error("no problems must be no error")
	}
}
