package reuse

import (
	_ "embed"
	"strings"

	"slant/analysis/text"
)

// furnitureList is data: what furniture says.
//
//go:embed furniture.txt
var furnitureList string

// tone is what a word can say of the block it stands in.
type tone uint8

const (
	address tone = 1 << iota
	appeal
	credit
	opening // a mark that begins a quotation
	closing // ends one
	turning // does either
	editing // the word itself, which a sentence of credits has
)

// phrases is furnitureList, read.
type phrases struct {
	whole   map[string]bool
	starts  map[string]bool // beginnings, of which none has more than startWords words
	labels  map[string]bool // the same, where a colon follows
	credits map[string]bool // the same, in a line of credits
	ends    map[string]bool // ends of such lines, of endWords words
	words   map[string]tone
}

// startWords is how many words the longest beginning may have.
const startWords = 6

// endWords is how many words every end has.
const endWords = 4

func readPhrases() *phrases {
	p := &phrases{whole: make(map[string]bool), starts: make(map[string]bool), labels: make(map[string]bool),
		credits: make(map[string]bool), ends: make(map[string]bool), words: make(map[string]tone)}
	tones := map[string]tone{"address:": address, "appeal:": appeal, "credit:": credit}
	p.words["“"], p.words["”"], p.words[`"`], p.words["editing"] = opening, closing, turning, editing
	section := ""
	for line := range strings.Lines(furnitureList) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasSuffix(line, ":"):
			section = line
		case section == "is:":
			p.whole[text.Normalize(line)] = true
		case section == "starts:":
			p.starts[text.Normalize(line)] = true
		case section == "labels:":
			p.labels[text.Normalize(line)] = true
		case section == "credits:":
			p.credits[text.Normalize(line)] = true
		case section == "ends:":
			p.ends[text.Normalize(line)] = true
		default:
			for w := range strings.FieldsSeq(line) {
				p.words[text.Normalize(w)] |= tones[section]
			}
		}
	}
	return p
}
