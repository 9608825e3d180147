package train

import (
	_ "embed" // the word lists
	"fmt"
	"strconv"
	"strings"

	"github.com/jonreiter/govader"
)

// connotationFile lists the words of each class; its head tells its form.
//
//go:embed connotations.txt
var connotationFile string

// afinnFile is AFINN-165 (Finn Årup Nielsen; Apache License 2.0): a word, a
// tab, a rating from -5 to 5.
//
//go:embed afinn-165.tsv
var afinnFile string

// Connotation is what is known of a word before anything is learnt.
type Connotation struct {
	Classes string  // who looks good and who looks bad when it is used: a byte for each class
	Vader   float32 // rating in [-4, 4]; 0 for words that VADER does not rate
	Afinn   float32 // rating in [-5, 5]; 0 for words that AFINN does not rate
}

// Connotations gives those of all words that have one, by form: the classes
// written for slant, in all their inflections, with the ratings of VADER (MIT)
// and AFINN-165.
func Connotations() (map[string]Connotation, error) {
	out := make(map[string]Connotation)
	if err := readClasses(connotationFile, out); err != nil {
		return nil, err
	}
	for w, x := range govader.NewSentimentIntensityAnalyzer().Lexicon {
		if !wordLike(w) {
			continue // emoticons
		}
		c := out[w]
		c.Vader = float32(x)
		out[w] = c
	}
	for n, line := range strings.Split(strings.TrimSpace(afinnFile), "\n") {
		w, rating, ok := strings.Cut(line, "\t")
		x, err := strconv.Atoi(rating)
		if !ok || err != nil {
			return nil, fmt.Errorf("afinn-165.tsv:%d: no word and rating: %q", n+1, line)
		}
		if !wordLike(w) {
			continue // phrases
		}
		c := out[w]
		c.Afinn = float32(x)
		out[w] = c
	}
	fill(out)
	return out, nil
}

// Classes whose words are good or bad whoever they are said of.
const (
	goodClasses = `praise support help reward win strive posperson posthing posnoun posevent goodadv poll ahead honour love hope leader
		bravery virtue skill agreement gratitude celebration charity growth care cheer soften historic good`
	badClasses = `blame harm damage oppose punish lose deceive wrong negperson negthing negnoun negcrime neglegal negevent badadv swear
		reaction tragedy tragedyverb vice insult failure quarrel trouble sexscandal tyranny radicalism incompetence unwell behind
		wealthbad flee overreach stumble controversial racial false extreme crime2 lawful seizure laugh spread bad`
)

// fillRating is the rating of a word that AFINN does not have, but a class of
// one sign.
const fillRating = 2

// fill rates the words that AFINN has not by the sign of their classes.
func fill(out map[string]Connotation) {
	sign := make(map[byte]float32)
	for i, name := range classNames(connotationFile) {
		switch {
		case contains(goodClasses, name):
			sign[byte(i)] = 1
		case contains(badClasses, name):
			sign[byte(i)] = -1
		}
	}
	for form, c := range out {
		if c.Afinn != 0 {
			continue
		}
		sum, n := float32(0), float32(0)
		for _, k := range []byte(c.Classes) {
			if sign[k] != 0 {
				sum += sign[k]
				n++
			}
		}
		if n > 0 && (sum == n || sum == -n) {
			c.Afinn = fillRating * sum / n
			out[form] = c
		}
	}
}

func contains(list, name string) bool {
	for _, w := range strings.Fields(list) {
		if w == name {
			return true
		}
	}
	return false
}

// classNames gives the names of the classes in a file, by number.
func classNames(s string) []string {
	var names []string
	for _, line := range strings.Split(s, "\n") {
		if strings.HasPrefix(line, "[") {
			names = append(names, strings.Fields(strings.Trim(line, "[]"))[0])
		}
	}
	return names
}

// readClasses reads the form of connotations.txt: a line "[name part-of-speech]"
// opens a class, "#" a comment; the rest is words.
func readClasses(s string, out map[string]Connotation) error {
	class, part := -1, ""
	for n, line := range strings.Split(s, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
			continue
		case line[0] == '[':
			fields := strings.Fields(strings.Trim(line, "[]"))
			if len(fields) == 0 || len(fields) > 2 {
				return fmt.Errorf("connotations.txt:%d: a class is [name] or [name part-of-speech]: %q", n+1, line)
			}
			class++
			part = ""
			if len(fields) == 2 {
				part = fields[1]
			}
			continue
		case class < 0:
			return fmt.Errorf("connotations.txt:%d: words before the first class", n+1)
		}
		for _, w := range strings.Fields(strings.ToLower(line)) {
			for _, form := range inflections(w, part) {
				c := out[form]
				if k := string([]byte{byte(class)}); !strings.Contains(c.Classes, k) {
					c.Classes += k
					out[form] = c
				}
			}
		}
	}
	return nil
}

// wordLike reports whether a lexicon's entry can be the form of one token.
func wordLike(w string) bool {
	for i := range len(w) {
		if c := w[i]; !('a' <= c && c <= 'z' || c == '\'') {
			return false
		}
	}
	return w != ""
}
