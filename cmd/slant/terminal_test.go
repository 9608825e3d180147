package main

import "testing"

func TestHarmless(t *testing.T) {
	tests := map[string]string{
		"plain “text”\n\tde façon":   "plain “text”\n\tde façon",
		"\x1b]0;owned\x07\x1b[2Jnow": "\uFFFD]0;owned\uFFFD\uFFFD[2Jnow",
		"a\x00b\rc\u0085d":           "a\uFFFDb\uFFFDc\uFFFDd",
		"exe\u202egpj\u2066x\u2069":  "exe\uFFFDgpj\uFFFDx\uFFFD",
		"עברית 中文 👩‍🔬":               "עברית 中文 👩‍🔬",
	}
	for in, want := range tests {
		if got := harmless(in); got != want {
			t.Errorf("harmless(%q) = %q, want %q", in, got, want)
		}
	}
}
