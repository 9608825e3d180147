package match

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"slant/analysis/diag"
	"slant/analysis/text"
	"slant/lexicons"
)

// Expectations runs the tests that a lexicon carries about itself, and gives
// one problem for each that fails. The surface forms of a test are compared
// with the matches word by word, in order; letter case and marks of quotation
// between the words make no difference. m must be made of l.
func Expectations(l *lexicons.Lexicon, m *Matcher) diag.Problems {
	v := text.NewVocabulary()
	s, f := text.NewSegmenter(v), m.Bind(v)
	var cut, want text.Text
	var problems diag.Problems
	words := func(t *text.Text, r text.Range) string {
		var out []string
		for i := r.First; i < r.End; i++ {
			if form := v.Form(t.Tokens[i].Type); gapOf(form) == solid {
				out = append(out, form)
			}
		}
		return strings.Join(out, " ")
	}
	for i := range l.Tests {
		test := &l.Tests[i]
		s.Segment(test.Text, &cut)
		var got, found, expected []string
		for _, match := range f.Find(&cut, nil, nil) {
			got = append(got, words(&cut, match.Range))
			found = append(found, strconv.Quote(cut.Surface(match.Range)))
		}
		for _, surface := range test.Matches {
			s.Segment(surface, &want)
			expected = append(expected, words(&want, text.Range{First: 0, End: len(want.Tokens)}))
		}
		if slices.Equal(got, expected) {
			continue
		}
		quoted := make([]string, len(test.Matches))
		for j, surface := range test.Matches {
			quoted[j] = strconv.Quote(surface)
		}
		problems = append(problems, &diag.Problem{Position: test.At, Reason: "test",
			Message: fmt.Sprintf("test %q matches [%s], not [%s]", test.Text, strings.Join(found, ", "), strings.Join(quoted, ", ")),
			Hint:    "mend the patterns, or what the test expects",
		})
	}
	return problems
}
