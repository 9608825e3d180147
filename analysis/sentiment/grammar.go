package sentiment

import (
	"slices"
	"strings"
)

// function is the grammatical work that a word does. Words that do none are
// judged by their connotations.
type function uint8

const (
	content function = iota
	preposition
	determiner
	be // forms of to be, and of to get as an auxiliary
	have
	modal
	conjunction  // and, or
	contrast     // but, although
	subordinator // because, if, when
	relative     // who, which
	pronoun
	possessive // his, her, their
)

// functions gives the function of the words that have one. Forms are
// normalised, so their apostrophes are straight.
var functions = func() map[string]function {
	m := make(map[string]function)
	for _, line := range []struct {
		f     function
		words string
	}{
		{preposition, `of in on at by for from with to about against over under after before between into through during
			toward towards upon within among despite like as than without near via per regarding concerning behind beyond
			around onto off out up down amid alongside`},
		{determiner, "the a an this these those some any each every another all both such no its my your our"},
		{possessive, "his her their"},
		{be, `is are was were be been being am get gets got getting it's he's she's they're we're you're i'm that's
			isn't aren't wasn't weren't`},
		{have, "has have had having hasn't haven't hadn't i've we've they've you've"},
		{modal, `will would can could may might must shall should won't wouldn't can't couldn't shouldn't do does did
			don't doesn't didn't cannot`},
		{conjunction, "and or nor &"},
		{contrast, "but however although though yet while whereas nevertheless nonetheless instead unlike"},
		{subordinator, "because if when unless until since where so"},
		{relative, "who which that whose whom"},
		{pronoun, `he she they him them it i we you us me himself herself themselves itself myself yourself ourselves`},
	} {
		for _, w := range strings.Fields(line.words) {
			m[w] = line.f
		}
	}
	return m
}()

// prepositions gives each preposition a number, from 2, in order of form.
var prepositions = func() map[string]uint16 {
	var forms []string
	for form, f := range functions {
		if f == preposition {
			forms = append(forms, form)
		}
	}
	slices.Sort(forms)
	m := make(map[string]uint16)
	for i, form := range forms {
		m[form] = uint16(i + 2)
	}
	return m
}()

// negators turn what follows them round, up to negationReach words on or to
// the end of the clause.
var negators = func() map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(`not no never none nobody nothing neither nor without cannot cant dont didnt doesnt
		wont isnt hardly barely scarcely rarely seldom lack lacks lacked lacking fail fails failed failing refuse refuses
		refused refusing unable unlikely deny denies denied denying`) {
		m[w] = true
	}
	return m
}()

const negationReach = 5

// irregularParticiples are the past participles in common use with verbs that
// do something to somebody and that end neither in -ed nor in -en.
var irregularParticiples = func() map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(`shot hit hurt caught sued beat cut set told held sent met led kept left found built
		brought bought taught sought fought lost won struck hung paid put shut split thrown known shown torn sworn worn
		born slain undercut upset made seen done gone cast misled`) {
		m[w] = true
	}
	return m
}()

// participle reports whether a form can be the past participle of a passive.
func participle(form string) bool {
	return strings.HasSuffix(form, "ed") || strings.HasSuffix(form, "en") || irregularParticiples[form]
}

// negates reports whether a word negates.
func negates(form string) bool { return negators[form] || strings.HasSuffix(form, "n't") }

// Stem gives the form that a word shares with its inflections. It is rough on
// purpose: it needs to be the same for "criticised", "criticises" and
// "criticising", not to be a word.
func Stem(w string) string {
	w = strings.TrimSuffix(w, "'s")
	n := len(w)
	switch {
	case n > 6 && strings.HasSuffix(w, "ingly"):
		w = w[:n-5]
	case n > 5 && strings.HasSuffix(w, "edly"):
		w = w[:n-4]
	case n > 5 && strings.HasSuffix(w, "ing"):
		w = w[:n-3]
	case n > 4 && (strings.HasSuffix(w, "ied") || strings.HasSuffix(w, "ies")):
		w = w[:n-2]
	case n > 4 && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "es")):
		w = w[:n-2]
	case n > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		w = w[:n-1]
	}
	n = len(w)
	if n > 3 && w[n-1] == w[n-2] && !strings.ContainsRune("aeiousl", rune(w[n-1])) {
		w = w[:n-1]
	}
	if len(w) > 3 && w[len(w)-1] == 'e' {
		w = w[:len(w)-1]
	}
	if n = len(w); n > 3 && w[n-1] == 'y' && n < 40 {
		w = w[:n-1] + "i"
	}
	return w
}
