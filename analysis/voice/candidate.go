package voice

import "slant/analysis/text"

// candidate is a word that may be a cue, with its verb group.
type candidate struct {
	at      int        // the word
	group   text.Range // with its auxiliaries and adverbs
	cue     cue
	form    form
	passive bool
	inner   place
}

// form is how a cue stands in its sentence.
type form uint8

const (
	finite form = iota
	participle
	infinitive
	noun
	adjective
	preposition
	adverb
)

// chains are verbs that an infinitive continues into one group: "declined to
// say", "went on to say".
func (f *Finder) chain(i int) bool {
	switch f.form(i) {
	case "continue", "continues", "continued", "continuing", "begin", "begins", "began", "begun", "start", "starts", "started",
		"decline", "declines", "declined", "declining", "refuse", "refuses", "refused", "refusing", "on", "tried", "try", "tries", "trying",
		"failed", "fails", "used", "rushed", "hastened", "came", "moved", "had", "has", "have", "having", "appeared", "appears", "seemed", "seems", "needs", "need", "able", "going", "proceeded", "sought", "managed":
		return true
	}
	return false
}

// form gives the normalised form of a token. It is for the few tokens near a
// cue.
func (f *Finder) form(i int) string {
	return f.vocabulary.Form(f.t.Tokens[i].Type)
}

// verbGroup gives the group of the verb at v inside p: auxiliaries, adverbs
// and verbs that lead to it.
func (f *Finder) verbGroup(v int, p text.Range) (g int, k form, passive bool) {
	g, k = v, finite
	switch f.tags[v] {
	case tIng:
		k = participle
	case tBase:
		k = infinitive
	case tPart:
		k = participle
		passive = true
	}
	be := false
	for j := v - 1; j >= p.First && f.in[j] == 0; j-- {
		switch f.tags[j] {
		case tAdv:
			if f.t.Tokens[j].Kind == text.Word && f.t.Tokens[j].Shape != text.Lower {
				return
			}
			if f.words[j].is&wVerb == 0 {
				if k == finite && f.tags[v] == tFin {
					g = j
				}
				continue
			}
			return
		case tAux:
			w := f.words[j].is
			if w&wBe != 0 && !be {
				be = true
				if f.tags[v] == tPart {
					passive = true
				}
			}
			if w&wHave != 0 && f.tags[v] == tPart && !be {
				passive = false
			}
			if f.tags[v] == tIng && w&wBe == 0 {
				return
			}
			k, g = finite, j
			if form := f.form(j); form == "be" || form == "been" || form == "being" || form == "having" {
				k = participle // until a finite auxiliary comes
				if j > p.First && f.tags[j-1] != tAux && f.tags[j-1] != tAdv && f.tags[j-1] != tTo {
					return
				}
			}
			continue
		case tTo:
			if j > p.First && (f.chain(j-1) || f.tags[j-1] == tAdv && j-1 > p.First && f.chain(j-2)) {
				g = j - 1
				if f.form(g) == "on" {
					if g > p.First && (f.form(g-1) == "went" || f.form(g-1) == "goes" || f.form(g-1) == "go" || f.form(g-1) == "going") {
						g--
					} else if g > p.First && f.words[g-1].is&wVerb == 0 {
						return
					}
				}
				switch f.tags[g] {
				case tFin:
					return g, finite, passive
				case tAux:
					j = g + 1
					k = finite
					continue
				}
				j = g
				k = finite
				continue
			}
			k, g = infinitive, j
			return
		case tSubj:
			if f.words[j].is&wContraction != 0 && k == participle {
				// "they're demanding", "he's said"
				last := f.form(j)
				k, passive = finite, f.tags[v] == tPart && last[len(last)-1] != 's' && last[len(last)-1] != 'e' || f.tags[v] == tPart && len(last) > 3 && last[len(last)-3:] == "'re"
			}
			return
		}
		return
	}
	return
}
