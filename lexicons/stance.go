package lexicons

import (
	"strings"

	"slant/analysis/diag"
)

// stances are the words for Negative, Neutral and Positive.
var stances = []string{"negative", "neutral", "positive"}

// parseStance reads a stance: its word, or a sign as spreadsheets have it.
func parseStance(s string) (Stance, bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "negative", "-1", "-":
		return Negative, true
	case "neutral", "0":
		return Neutral, true
	case "positive", "1", "+1", "+":
		return Positive, true
	}
	return 0, false
}

// String gives the word for a stance.
func (s Stance) String() string { return stances[min(max(s, -1), 1)+1] }

// stanceHint is the remedy for what is no stance.
func stanceHint(wrote string) string {
	if hint := diag.DidYouMean(wrote, stances); hint != "" {
		return hint
	}
	return "it is negative, neutral or positive"
}

// parseBool reads an answer to a question such as "case".
func parseBool(s string) (value, ok bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "true", "yes", "1", "x":
		return true, true
	case "false", "no", "0":
		return false, true
	}
	return false, false
}
