package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"slant/analysis"
	"slant/analysis/match"
	"slant/analysis/stat"
	"slant/analysis/text"
	"slant/analysis/voice"
	"slant/lexicons"
	"slant/lexicons/yaml"
)

// LexiconSuggest is slant lexicon suggest: candidates for a lexicon.
type LexiconSuggest struct {
	Inputs   []string `arg:"" name:"input" help:"Folders, files or archives of articles."`
	Metadata string   `short:"m" placeholder:"CSV" help:"Metadata of the articles, as for slant run."`
	Lexicon  string   `short:"l" default:"loaded-terms" placeholder:"NAME|FILE" help:"Lexicon whose labels are to be added to (${default})."`
	Least    int      `default:"3" help:"Documents that a candidate must be in (${default})."`
	Most     int      `default:"100" help:"Candidates given of each kind (${default})."`
}

// candidate is a phrase that the lexicon does not have.
type candidate struct {
	phrase    string
	documents int
	count     map[string]int64 // by outlet
	last      string           // document it was seen in last
	example   string
	slot      string // the label whose slot it fills; empty when found by keyness
	z         float64
	outlet    string // whose own voice it is typical of
}

// suggester counts two-word phrases of the outlets' own voice.
type suggester struct {
	phrases map[string]*candidate
	words   map[string]int64 // by outlet
	heads   map[string]string
	before  map[string]string
}

// Run prints a lexicon of candidates, ready to be edited: those that stand
// where known labels stand ("the … regime"), and those that one outlet's own
// voice uses more than the others' (log-odds with a Dirichlet prior).
func (c *LexiconSuggest) Run(w *world) error {
	l, problems := readLexicon(c.Lexicon, "")
	if problems.Fatal() != nil {
		return problems
	}
	source, problems := openSource(c.Inputs, c.Metadata)
	if problems.Fatal() != nil {
		return problems
	}
	book, problems := analysis.NewCodebook([]*lexicons.Lexicon{l}, nil, nil, match.Options{})
	if problems.Fatal() != nil {
		return problems
	}
	s := &suggester{phrases: make(map[string]*candidate), words: make(map[string]int64), heads: make(map[string]string), before: make(map[string]string)}
	s.slots(l)
	skipped, err := eachDocument(w, source, book, func(a *analysis.Annotated, o *analysis.Observation) error {
		s.read(a, o)
		return nil
	})
	if err != nil {
		return err
	}
	if _, err := fmt.Fprint(w.out, s.lexicon(l.Name, c)); err != nil {
		return err
	}
	if skipped > 0 {
		return exitCode(exitSkipped)
	}
	return nil
}

// slots notes the first and last words of two-word labels that take a stance:
// what else stands before the one or after the other is a candidate.
func (s *suggester) slots(l *lexicons.Lexicon) {
	for i := range l.Terms {
		t := &l.Terms[i]
		if t.Referent == "" || t.Stance == 0 {
			continue
		}
		p, err := lexicons.ParsePattern(t.Pattern)
		if err != nil {
			continue // the lexicon was checked when it was compiled
		}
		for _, sequence := range p.Sequences {
			if len(sequence) == 2 {
				s.before[sequence[0].Form] = t.Pattern
				s.heads[sequence[1].Form] = t.Pattern
			}
		}
	}
}

// read counts the phrases of one document's own voice that are no match.
func (s *suggester) read(a *analysis.Annotated, o *analysis.Observation) {
	matched := make([]bool, len(a.Text.Tokens)+1)
	for i := range o.Matches {
		for t := o.Matches[i].First; t < o.Matches[i].End; t++ {
			matched[t] = true
		}
	}
	for i := range a.Voices.Segments {
		segment := &a.Voices.Segments[i]
		if segment.Voice != voice.Own || segment.Section == voice.Boilerplate {
			continue
		}
		for t := segment.First; t < segment.End; t++ {
			if a.Text.Tokens[t].Kind != text.Word {
				continue
			}
			s.words[a.Document.Outlet]++
			if t+1 < segment.End && a.Text.Tokens[t+1].Kind == text.Word && !matched[t] && !matched[t+1] {
				s.add(a, t)
			}
		}
	}
}

// add counts the phrase of tokens t and t+1.
func (s *suggester) add(a *analysis.Annotated, t int) {
	first := text.Normalize(a.Text.Surface(text.Range{First: t, End: t + 1}))
	second := strings.TrimSuffix(text.Normalize(a.Text.Surface(text.Range{First: t + 1, End: t + 2})), "'s")
	if len(first) < 4 || len(second) < 4 {
		return // function words
	}
	phrase := first + " " + second
	c := s.phrases[phrase]
	if c == nil {
		sentence := a.Text.Surface(a.Text.Sentences[a.Text.SentenceAt(t)])
		c = &candidate{phrase: phrase, count: make(map[string]int64), example: oneLine(strings.Clone(sentence))}
		s.phrases[phrase] = c
	}
	c.count[a.Document.Outlet]++
	if c.last != a.Document.ID {
		c.last = a.Document.ID
		c.documents++
	}
}

// lexicon writes the candidates as a lexicon of two categories.
func (s *suggester) lexicon(name string, o *LexiconSuggest) string {
	var slot, key []*candidate
	for _, c := range s.phrases {
		if c.documents < o.Least {
			continue
		}
		words := strings.Fields(c.phrase)
		if label := cmp.Or(s.heads[words[1]], s.before[words[0]]); label != "" {
			c.slot = label
			slot = append(slot, c)
			continue
		}
		if s.typical(c); c.z >= keyZ {
			key = append(key, c)
		}
	}
	slices.SortFunc(slot, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(b.documents, a.documents), strings.Compare(a.phrase, b.phrase))
	})
	slices.SortFunc(key, func(a, b *candidate) int { return cmp.Or(cmp.Compare(b.z, a.z), strings.Compare(a.phrase, b.phrase)) })
	var b strings.Builder
	fmt.Fprintf(&b, "# Candidates, not terms: read each in context (slant kwic), keep few, give referent, stance and source.\nlexicon: %s\nversion: 0.0.1\nlanguage: en\ncategories:\n",
		yaml.Quote(name+"-candidates"))
	writeCandidates(&b, "slot", "Phrases that stand where a known label stands.", slot[:min(len(slot), o.Most)])
	writeCandidates(&b, "keyness", "Phrases that one outlet's own voice uses more than the others'.", key[:min(len(key), o.Most)])
	return b.String()
}

// keyZ is the z-score from which on a phrase is typical of an outlet.
const keyZ = 1.96

// typical finds the outlet that a phrase is most typical of.
func (s *suggester) typical(c *candidate) {
	var all, words int64
	for _, n := range c.count {
		all += n
	}
	for _, n := range s.words {
		words += n
	}
	outlets := make([]string, 0, len(c.count))
	for outlet := range c.count {
		outlets = append(outlets, outlet)
	}
	slices.Sort(outlets)
	for _, outlet := range outlets {
		own := s.words[outlet]
		if own == words {
			continue // there is nobody to compare with
		}
		const priors = 500.0
		_, z := stat.LogOdds(c.count[outlet], all-c.count[outlet], own, words-own, priors*float64(all)/float64(words), priors)
		if z > c.z {
			c.z, c.outlet = z, outlet
		}
	}
}

func writeCandidates(b *strings.Builder, name, description string, cs []*candidate) {
	fmt.Fprintf(b, "  - name: %s\n    description: %s\n    terms:", name, yaml.Quote(description))
	if len(cs) == 0 {
		b.WriteString(" []\n")
		return
	}
	b.WriteString("\n")
	for _, c := range cs {
		var outlets []string
		for outlet := range c.count {
			outlets = append(outlets, outlet)
		}
		slices.SortFunc(outlets, func(x, y string) int {
			return cmp.Or(cmp.Compare(c.count[y], c.count[x]), strings.Compare(x, y))
		})
		for i, outlet := range outlets {
			outlets[i] = fmt.Sprintf("%s %d", outlet, c.count[outlet])
		}
		const shown = 5
		if len(outlets) > shown {
			outlets = append(outlets[:shown], fmt.Sprintf("%d more", len(outlets)-shown))
		}
		why := fmt.Sprintf("in the slot of %q", c.slot)
		if c.slot == "" {
			why = fmt.Sprintf("typical of %s, z = %.1f", c.outlet, c.z)
		}
		note := fmt.Sprintf("%s; %s; %s; e.g. %s", why, plural(c.documents, "document"), strings.Join(outlets, ", "), c.example)
		fmt.Fprintf(b, "      - term: %s\n        note: %s\n", yaml.Quote(c.phrase), yaml.Quote(note))
	}
}
