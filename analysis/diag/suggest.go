package diag

import (
	"strconv"
	"strings"
)

// DidYouMean gives the hint `did you mean "word"?` with the known word
// nearest to what the user wrote, or "" where none is near enough: at most
// two edits apart, one for words under six bytes. Case is ignored; ties go to
// the first known word.
func DidYouMean(wrote string, known []string) string {
	limit := 2
	if len(wrote) < 6 {
		limit = 1
	}
	best, at := limit+1, ""
	for _, k := range known {
		if d := distance(strings.ToLower(wrote), strings.ToLower(k)); d < best {
			best, at = d, k
		}
	}
	if at == "" {
		return ""
	}
	return "did you mean " + strconv.Quote(at) + "?"
}

// distance is the optimal string alignment distance in bytes: insertions,
// deletions, substitutions and swaps of neighbours cost one each.
func distance(a, b string) int {
	previous, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(row[j+1]+1, next[j]+1, row[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], previous[j-1]+1)
			}
		}
		previous, row, next = row, next, previous
	}
	return row[len(b)]
}
