package analysis

import (
	"fmt"
	"slices"

	"slant/analysis/actor"
	"slant/analysis/diag"
	"slant/analysis/match"
	"slant/analysis/voice"
	"slant/lexicons"
)

// Codebook is what a study measures with: lexicons, actors and the names of
// scorers, compiled. It is immutable and may be shared.
type Codebook struct {
	Lexicons []*lexicons.Lexicon
	Actors   *actor.Gazetteer
	Scorers  []string  // in the order of their rows
	Text     TextScope // which words are counted; NewCodebook leaves it at all

	matchers []*match.Matcher
	offsets  []int   // of each lexicon's first term in the numbering of all terms
	labelOf  []int32 // by term of all lexicons: index of its label; -1 without a referent
	masked   []bool  // likewise: whether scorers may not read it
	labels   []Label
	terms    int
}

// TextScope says which of an article's words are counted. Words that several
// outlets share, agency copy above all, are a choice of another kind than an
// outlet's own.
type TextScope uint8

const (
	AllText    TextScope = iota
	OwnText              // all but SharedText
	SharedText           // blocks and passages that other outlets have too; see package reuse
)

// parts names the parts of the text that a study which counts s can tell apart:
// what it counts, then what is in it.
func (s TextScope) parts() []string {
	switch s {
	case OwnText:
		return []string{"own"}
	case SharedText:
		return []string{"shared"}
	}
	return []string{"all", "own"}
}

// Label is one way to name a referent.
type Label struct {
	Referent int32 // actor
	Name     string
	Stance   lexicons.Stance
	Plain    bool // the actor's own names, as opposed to a term of a lexicon
}

// NewCodebook compiles lexicons and rosters. It gives every problem at once;
// those of severity Skip mean that there is no codebook.
func NewCodebook(ls []*lexicons.Lexicon, rosters []*lexicons.Roster, scorers []string, o match.Options) (*Codebook, diag.Problems) {
	c := &Codebook{Lexicons: ls, Scorers: scorers}
	var problems diag.Problems
	gazetteer, found := actor.Compile(rosters...)
	c.Actors, problems = gazetteer, append(problems, found...)
	seen := make(map[string]string)
	for _, l := range ls {
		if other, ok := seen[l.Name]; ok {
			problems = append(problems, &diag.Problem{
				Position: diag.Position{File: l.File},
				Message:  fmt.Sprintf("two lexicons are called %q (the other is %s)", l.Name, other),
				Hint:     "give one of them another name: the tables tell them apart by it",
			})
		}
		seen[l.Name] = l.File
		m, found := match.Compile(l, o)
		problems = append(problems, found...)
		c.matchers = append(c.matchers, m)
	}
	if problems.Fatal() != nil {
		return nil, problems
	}
	problems = append(problems, c.number()...)
	if problems.Fatal() != nil {
		return nil, problems
	}
	return c, problems
}

// number gives every term of every lexicon and every label its number. The
// first labels are the actors' own names, in the order of the actors.
func (c *Codebook) number() diag.Problems {
	var problems diag.Problems
	for i := range c.Actors.Len() {
		c.labels = append(c.labels, Label{Referent: int32(i), Name: c.Actors.Actor(int32(i)).Name, Plain: true})
	}
	known := make(map[Label]int32)
	for _, l := range c.Lexicons {
		c.offsets = append(c.offsets, c.terms)
		c.terms += len(l.Terms)
		// A lexicon that says of terms whom they name is one of labels: what
		// an actor is called must not be counted again as what is said of it.
		// One of frames, of emotions or of any other words is of what is said.
		names := slices.ContainsFunc(l.Terms, func(t lexicons.Term) bool { return t.Referent != "" })
		for range l.Terms {
			c.masked = append(c.masked, names)
		}
		for i := range l.Terms {
			label, problem := c.label(l, &l.Terms[i], known)
			if problem != nil {
				problems = append(problems, problem)
			}
			c.labelOf = append(c.labelOf, label)
		}
	}
	return problems
}

// label gives the number of the label that a term is, or -1.
func (c *Codebook) label(l *lexicons.Lexicon, term *lexicons.Term, known map[Label]int32) (int32, *diag.Problem) {
	if term.Referent == "" {
		return -1, nil
	}
	referent, ok := c.Actors.ByID(term.Referent)
	if !ok {
		ids := make([]string, c.Actors.Len())
		for i := range ids {
			ids[i] = c.Actors.Actor(int32(i)).ID
		}
		hint := diag.DidYouMean(term.Referent, ids)
		if hint == "" {
			hint = "add the actor to the actors file, or take the referent out"
		}
		return -1, &diag.Problem{
			Position: term.At,
			Severity: diag.Warning,
			Reason:   "unknown-referent",
			Message:  fmt.Sprintf("referent %q of %q is no actor; the term is counted, but gives no naming share", term.Referent, term.Pattern),
			Hint:     hint,
		}
	}
	key := Label{Referent: referent, Name: term.Pattern, Stance: term.Stance}
	if n, ok := known[key]; ok {
		return n, nil
	}
	n := int32(len(c.labels))
	c.labels = append(c.labels, key)
	known[key] = n
	return n, nil
}

// ActorNames gives the names of the actors by id.
func (c *Codebook) ActorNames() map[string]string {
	out := make(map[string]string, c.Actors.Len())
	for i := range int32(c.Actors.Len()) {
		out[c.Actors.Actor(i).ID] = c.Actors.Actor(i).Name
	}
	return out
}

// first reports whether a term is of the first lexicon.
func (c *Codebook) first(term int32) bool { return int(term) < len(c.Lexicons[0].Terms) }

// Terms is how many terms the lexicons have together.
func (c *Codebook) Terms() int { return c.terms }

// Term gives the lexicon and the term behind a number.
func (c *Codebook) Term(n int32) (*lexicons.Lexicon, *lexicons.Term) {
	i := len(c.offsets) - 1
	for c.offsets[i] > int(n) {
		i--
	}
	return c.Lexicons[i], &c.Lexicons[i].Terms[int(n)-c.offsets[i]]
}

// speaker gives a mention as far as it can be the source of a quotation.
func (c *Codebook) speaker(m *Mention) voice.ActorMention {
	kind := c.Actors.Actor(m.Actor).Kind
	return voice.ActorMention{
		Range:  m.Range,
		Actor:  m.Actor,
		Person: kind == lexicons.Person,
		Plural: kind == lexicons.People || kind == lexicons.Group,
	}
}
