package reports

import "testing"

func TestWordingIsTheFirstOfAPattern(t *testing.T) {
	tests := map[string]string{
		"Zionist regime":                      "Zionist regime",
		"(Israeli|Israel's) regime":           "Israeli regime",
		"illegal (immigrant|migrant)":         "illegal immigrant",
		"terror*":                             "terror*",
		"Hamas (Gaza)":                        "Hamas Gaza",
		"(unclosed":                           "(unclosed",
		"regime in (Tehran|Teheran|the city)": "regime in Tehran",
	}
	for pattern, want := range tests {
		if got := plainLabel(pattern); got != want {
			t.Errorf("plainLabel(%q) = %q, want %q", pattern, got, want)
		}
	}
	if got := plainKey("israel/(Israeli|Israel's) regime"); got != "israel/Israeli regime" {
		t.Errorf("key as %q", got)
	}
}
