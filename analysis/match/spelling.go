package match

import (
	_ "embed"
	"slices"
	"strings"

	"slant/analysis/text"
)

// spellingList is data: what differs between British and American spelling.
//
//go:embed spelling.txt
var spellingList string

// speller knows the other spellings of a word. What it makes of a word that
// is spelled in one way only is no word, and matches nothing; the list leaves
// out the pairs where it would be another word.
type speller struct {
	words map[string][]string
	stems [][2]string // British, American
	our   []string
	re    []string
	l     []string
}

// newSpeller reads the list.
func newSpeller() *speller {
	s := &speller{words: make(map[string][]string)}
	heading := ""
	for line := range strings.Lines(spellingList) {
		line = strings.TrimSpace(line)
		fields := strings.Fields(line)
		switch {
		case line == "", line[0] == '#':
		case strings.HasSuffix(line, ":"):
			heading = line
		case heading == "words:":
			s.pair(fields[0], fields[1])
			s.pair(fields[0]+"s", fields[1]+"s")
		case heading == "stems:":
			s.stems = append(s.stems, [2]string{fields[0], fields[1]})
		case heading == "our:":
			s.our = append(s.our, fields...)
		case heading == "re:":
			s.re = append(s.re, fields...)
		case heading == "l:":
			s.l = append(s.l, fields...)
		}
	}
	return s
}

func (s *speller) pair(a, b string) {
	s.words[a] = append(s.words[a], b)
	s.words[b] = append(s.words[b], a)
}

// others gives the other spellings of a word, in the letter case it has. A
// word may differ in two places ("colourise").
func (s *speller) others(word string, wild bool) []string {
	lower := text.Normalize(word)
	all := []string{lower}
	for i := 0; i < len(all) && len(all) < 8; i++ {
		for _, w := range s.once(all[i], wild) {
			if !slices.Contains(all, w) {
				all = append(all, w)
			}
		}
	}
	all = all[1:]
	if word != lower {
		for i := range all {
			all[i] = matchCase(word, all[i])
		}
	}
	return all
}

// once gives the spellings that differ in one place.
func (s *speller) once(word string, wild bool) []string {
	begin, rest := word, ""
	if wild {
		if i := strings.IndexAny(word, "*?"); i >= 0 {
			begin, rest = word[:i], word[i:]
		}
	}
	var out []string
	if !wild {
		out = append(out, s.words[word]...)
	}
	for _, prefix := range spelledPrefixes {
		base, ok := strings.CutPrefix(begin, prefix)
		if !ok {
			continue
		}
		for _, w := range s.stem(base, wild) {
			out = append(out, prefix+w+rest)
		}
	}
	for _, w := range s.ending(begin, wild) {
		out = append(out, w+rest)
	}
	return out
}

// spelledPrefixes may come before a stem.
var spelledPrefixes = []string{"", "anti", "co", "de", "dis", "in", "mis", "non", "over", "pre", "re", "un", "under"}

// derived is what may follow -or where British English has -our: not
// "honorary", "humorous", "laborious".
var derived = []string{"", "able", "ably", "al", "ally", "ed", "er", "ers", "ful", "fully", "hood", "hoods", "ing", "ings", "ise", "ize", "ism", "ist", "ists",
	"ite", "ites", "itism", "less", "ly", "s", "some", "y", "ies", "er's"}

// stem respells the beginning of a word.
func (s *speller) stem(base string, wild bool) []string {
	var out []string
	for _, p := range s.stems {
		for side := range 2 {
			if after, ok := strings.CutPrefix(base, p[side]); ok {
				out = append(out, p[1-side]+after)
			}
		}
	}
	for _, p := range s.our {
		after, ok := strings.CutPrefix(base, p)
		if !ok {
			continue
		}
		if after, ok := strings.CutPrefix(after, "our"); ok {
			out = append(out, p+"or"+after)
		} else if after, ok := strings.CutPrefix(after, "or"); ok && (wild || slices.Contains(derived, after)) {
			out = append(out, p+"our"+after)
		}
	}
	if wild {
		return out
	}
	for _, p := range s.l {
		after, ok := strings.CutPrefix(base, p)
		if !ok {
			continue
		}
		if double, ok := strings.CutPrefix(after, "l"); ok && slices.Contains(afterL, double) {
			out = append(out, p+double)
		} else if slices.Contains(afterL, after) {
			out = append(out, p+"l"+after)
		}
	}
	return out
}

// afterL are the endings before which British English doubles an l.
var afterL = []string{"ed", "er", "ers", "ing", "ings", "ist", "ists", "or", "ors", "ous", "ously"}

// ending respells the end of a word: -re, and -ise in all its forms.
func (s *speller) ending(word string, wild bool) []string {
	var out []string
	swap := func(from, to string) {
		if base, ok := strings.CutSuffix(word, from); ok && len(base) >= 3 {
			out = append(out, base+to)
		}
	}
	if wild {
		if len(word) >= 6 { // "organis*", not "is*"
			for _, e := range afterS {
				swap("is"+e, "iz"+e)
				swap("iz"+e, "is"+e)
			}
			swap("is", "iz")
			swap("iz", "is")
		}
		return out
	}
	for _, e := range afterS {
		swap("is"+e, "iz"+e)
		swap("iz"+e, "is"+e)
	}
	for _, p := range s.re {
		for _, e := range [...][2]string{{"re", "er"}, {"res", "ers"}, {"red", "ered"}, {"ring", "ering"}} {
			for side := range 2 {
				if base, ok := strings.CutSuffix(word, p+e[side]); ok {
					out = append(out, base+p+e[1-side])
				}
			}
		}
	}
	return out
}

// afterS are the endings of verbs in -ise and -ize and what comes of them.
var afterS = []string{"e", "es", "ed", "er", "ers", "ing", "able", "ation", "ations", "ational"}
