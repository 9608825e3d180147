package match

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"slant/lexicons"
)

// headOf gives the element of a phrase that takes the plural: the last one,
// or the one before the first preposition ("prisoner of war"). It is -1 for
// elements with wildcards, whose plural is the wildcards' affair.
func headOf(sequence []lexicons.Element) int {
	head := len(sequence) - 1
	for i := 1; i < len(sequence)-1; i++ {
		if !sequence[i].Wild && prepositions[sequence[i].Form] {
			head = i - 1
			break
		}
	}
	if sequence[head].Wild {
		return -1
	}
	return head
}

var prepositions = map[string]bool{
	"against": true, "at": true, "between": true, "by": true, "for": true, "from": true, "in": true, "of": true,
	"on": true, "to": true, "under": true, "with": true, "within": true, "without": true,
}

// irregular plurals of English, as news has them. A compound ends as its last
// part does ("spokeswoman").
var irregular = map[string][]string{
	"child": {"children"}, "foot": {"feet"}, "goose": {"geese"}, "mouse": {"mice"}, "tooth": {"teeth"}, "ox": {"oxen"},
	"man": {"men"}, "person": {"people", "persons"},
	"half": {"halves"}, "knife": {"knives"}, "leaf": {"leaves"}, "life": {"lives"}, "loaf": {"loaves"}, "self": {"selves"},
	"shelf": {"shelves"}, "thief": {"thieves"}, "wife": {"wives"}, "wolf": {"wolves"}, "calf": {"calves"},
	"criterion": {"criteria"}, "phenomenon": {"phenomena"}, "medium": {"media"}, "memorandum": {"memoranda", "memorandums"},
	"referendum": {"referendums", "referenda"}, "bacterium": {"bacteria"}, "curriculum": {"curricula"}, "datum": {"data"},
	"embargo": {"embargoes"}, "hero": {"heroes"}, "veto": {"vetoes"}, "echo": {"echoes"}, "torpedo": {"torpedoes"},
	"potato": {"potatoes"}, "tomato": {"tomatoes"}, "cargo": {"cargoes", "cargos"}, "volcano": {"volcanoes", "volcanos"},
	"buffalo": {"buffaloes", "buffalos"}, "mosquito": {"mosquitoes"}, "negro": {"negroes"}, "quiz": {"quizzes"},
	"aircraft": nil, "deer": nil, "fish": nil, "headquarters": nil, "offspring": nil, "series": nil, "sheep": nil, "species": nil,
}

// men are words in -man whose plural is not in -men.
var men = map[string]bool{
	"german": true, "human": true, "inhuman": true, "norman": true, "ottoman": true, "roman": true, "shaman": true,
	"superhuman": true, "talisman": true, "subhuman": true, "turkoman": true,
}

// plurals gives the plural forms of an English noun; none for a word that is
// a plural already or is not in Latin letters. Odd words come out odd
// ("sheepfolds" has none, "datas" is never asked for); a form that is no word
// matches nothing.
func plurals(noun string) []string {
	lower := strings.ToLower(noun)
	if p, ok := irregular[lower]; ok {
		return recase(noun, p)
	}
	if stem, ok := strings.CutSuffix(lower, "man"); ok && stem != "" && !men[lower] {
		return []string{noun[:len(noun)-3] + matchCase(noun[len(noun)-3:], "men")}
	}
	last, size := utf8.DecodeLastRuneInString(noun)
	switch {
	case size == 0, !unicode.Is(unicode.Latin, last) && !unicode.IsDigit(last):
		return nil
	}
	end := func(suffixes ...string) bool {
		for _, s := range suffixes {
			if strings.HasSuffix(noun, s) {
				return true
			}
		}
		return false
	}
	cut := func(n int, with string) []string { return []string{noun[:len(noun)-n] + with} }
	switch {
	case end("is"):
		return cut(2, "es")
	case end("ss", "us", "as", "x", "z", "ch", "sh"):
		return cut(0, "es")
	case end("s"):
		return nil
	case end("quy"), end("y") && len(noun) > 1 && !strings.ContainsRune("aeiouAEIOU", rune(noun[len(noun)-2])):
		return cut(1, "ies")
	}
	return cut(0, "s")
}

// recase gives irregular forms the first letter that the noun has.
func recase(noun string, forms []string) []string {
	out := make([]string, len(forms))
	for i, f := range forms {
		out[i] = matchCase(noun, f)
	}
	return out
}

// matchCase writes form with the letter case of model: all capitals, or the
// first.
func matchCase(model, form string) string {
	first, _ := utf8.DecodeRuneInString(model)
	switch {
	case len(model) > 1 && model == strings.ToUpper(model) && model != strings.ToLower(model):
		return strings.ToUpper(form)
	case unicode.IsUpper(first):
		r, n := utf8.DecodeRuneInString(form)
		return string(unicode.ToUpper(r)) + form[n:]
	}
	return form
}
