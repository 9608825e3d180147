package reports

import (
	"strings"

	"slant/lexicons"
)

// plainLabel gives a term as it is printed for readers: the first wording of its
// pattern, which for terms with a referent tells them apart. Tables keep the
// pattern, by which they join.
func plainLabel(pattern string) string {
	if !strings.ContainsAny(pattern, "(|\"") {
		return pattern
	}
	p, err := lexicons.ParsePattern(pattern)
	if err != nil || len(p.Sequences) == 0 {
		return pattern // an actor's own name may look like a pattern
	}
	words := make([]string, len(p.Sequences[0]))
	for i, e := range p.Sequences[0] {
		words[i] = e.Written
	}
	return strings.Join(words, " ")
}

// plainKey gives a key such as "israel/(Israeli|Israel's) regime" with its
// label in words.
func plainKey(key string) string {
	before, label, ok := strings.Cut(key, "/")
	if !ok {
		return key
	}
	return before + "/" + plainLabel(label)
}
