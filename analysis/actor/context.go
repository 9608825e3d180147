package actor

import (
	_ "embed"
	"strings"

	"slant/analysis/text"
)

// contextList is data: words by what they tell of a name beside them.
//
//go:embed context.txt
var contextList string

// role is what a word tells of a name beside it.
type role uint16

const (
	title             role = 1 << iota // may come before a surname
	given                              // is a first name
	afterPlace                         // makes a place's name that of something else
	afterPlaceRun                      // the same in running text
	afterPerson                        // makes a surname that of a thing or relative
	afterSurname                       // makes a surname that of a relative
	wordAcronym                        // an acronym that is a word when small
	wordAcronymInside                  // the same, but seldom a word that begins a sentence
	smallInTitles                      // is written small in titles
	place                              // is a name of an actor that is no person
)

// readContext reads the list: headings end in a colon.
func readContext(list string) map[string]role {
	headings := map[string]role{
		"title:": title, "given:": given, "after-place:": afterPlace,
		"after-place-in-text:": afterPlaceRun, "after-person:": afterPerson, "after-surname:": afterSurname,
		"word-acronym:": wordAcronym, "word-acronym-inside:": wordAcronymInside,
		"small-in-titles:": smallInTitles,
	}
	out := make(map[string]role)
	var r role
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if h, ok := headings[line]; ok {
			r = h
			continue
		}
		for w := range strings.FieldsSeq(line) {
			out[text.Normalize(w)] |= r
		}
	}
	return out
}
