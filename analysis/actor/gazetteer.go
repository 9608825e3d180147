package actor

import (
	_ "embed"
	"fmt"
	"strings"

	"slant/analysis/diag"
	"slant/analysis/match"
	"slant/analysis/text"
	"slant/lexicons"
)

// decoyList is data: patterns of names that no actor of their parts has.
//
//go:embed decoys.txt
var decoyList string

// Gazetteer is every actor of one or more rosters, made ready to be found. It
// is immutable and may be shared between workers. Actors are numbered from 0
// in the order of the rosters.
type Gazetteer struct {
	actors  []lexicons.Actor
	rosters []int // by actor: which of the rosters it is from
	byID    map[string]int32
	parents []int32 // by actor; -1 for none
	matcher *match.Matcher
	aliases []alias           // by term of the matcher
	parts   []map[string]bool // by actor: forms of the words of its longer names
	places  map[string]bool   // last words of the names of what is no person
	context map[string]role
}

// alias is what a term of the matcher stands for.
type alias struct {
	actor   int32 // -1 for a decoy
	kind    lexicons.ActorKind
	surname bool // the last name of a person whose full name is known
	given   bool // the first name of such a person
}

// Mention is one place where a text names an actor.
type Mention struct {
	text.Range
	Actor int32
}

// Compile makes the actors of rosters ready. It gives every problem at once;
// with one of severity Skip among them the Gazetteer is not to be used.
func Compile(rosters ...*lexicons.Roster) (*Gazetteer, diag.Problems) {
	g := &Gazetteer{byID: make(map[string]int32), places: make(map[string]bool), context: readContext(contextList)}
	var problems diag.Problems
	for n, r := range rosters {
		for i := range r.Actors {
			a := &r.Actors[i]
			if first, ok := g.byID[a.ID]; ok {
				problems = append(problems, &diag.Problem{
					Position: a.At, Reason: "duplicate-actor",
					Message: fmt.Sprintf("two actors have the id %q (the other is %s, %s)", a.ID, g.actors[first].Name, g.actors[first].At),
					Hint:    "give one of them another id, or leave one of the files out",
				})
				continue
			}
			g.byID[a.ID] = int32(len(g.actors))
			g.actors = append(g.actors, *a)
			g.rosters = append(g.rosters, n)
		}
	}
	problems = append(problems, g.family()...)
	problems = append(problems, g.compile()...)
	return g, problems
}

// family finds the parent of every actor.
func (g *Gazetteer) family() diag.Problems {
	var problems diag.Problems
	ids := make([]string, len(g.actors))
	for i := range g.actors {
		ids[i] = g.actors[i].ID
	}
	g.parents = make([]int32, len(g.actors))
	for i := range g.actors {
		a := &g.actors[i]
		g.parents[i] = -1
		if a.Of == "" {
			continue
		}
		n, ok := g.byID[a.Of]
		if !ok {
			hint := diag.DidYouMean(a.Of, ids)
			if hint == "" {
				hint = "add that actor, or take \"of\" out"
			}
			problems = append(problems, &diag.Problem{Position: a.At, Reason: "unknown-actor",
				Message: fmt.Sprintf("%q is \"of\" %q, which is no actor", a.ID, a.Of), Hint: hint})
			continue
		}
		g.parents[i] = n
	}
	for i := range g.actors {
		if steps := g.climb(int32(i)); steps > len(g.actors) {
			a := &g.actors[i]
			problems = append(problems, &diag.Problem{Position: a.At, Reason: "actor-circle",
				Message: fmt.Sprintf("%q belongs to itself by way of %q", a.ID, a.Of), Hint: "take one \"of\" out of the circle"})
			g.parents[i] = -1
		}
	}
	return problems
}

// climb counts the steps from an actor to the top; more than there are actors
// in a circle.
func (g *Gazetteer) climb(actor int32) int {
	n := 0
	for a := g.parents[actor]; a >= 0 && n <= len(g.actors); a = g.parents[a] {
		n++
	}
	return n
}

// compile makes the matcher of all aliases.
func (g *Gazetteer) compile() diag.Problems {
	var problems diag.Problems
	l := &lexicons.Lexicon{Name: "actors", Language: "en"}
	owner := make(map[string]int32)
	nicknames := readNicknames(nicknameList)
	g.parts = make([]map[string]bool, len(g.actors))
	for i := range g.actors {
		a := &g.actors[i]
		names := namesOf(a, nicknames)
		g.parts[i] = names.parts
		if len(a.Aliases) == 0 {
			problems = append(problems, &diag.Problem{Position: a.At, Severity: diag.Warning, Reason: "no-alias",
				Message: fmt.Sprintf("%q has no aliases and will never be found", a.ID), Hint: "list its names under \"aliases\", the full one too"})
		}
		if a.Kind != lexicons.Person {
			for w := range names.last {
				g.places[w] = true
			}
			for _, w := range names.single {
				g.places[w] = true
			}
		}
		for _, pattern := range a.Aliases {
			// Inside one roster, its reader has seen to this.
			if other, ok := owner[pattern]; ok && g.rosters[other] != g.rosters[i] {
				problems = append(problems, &diag.Problem{Position: a.At, Severity: diag.Warning, Reason: "shared-alias",
					Message: fmt.Sprintf("%q is an alias of %q and of %q; it counts as the first", pattern, g.actors[other].ID, a.ID),
					Hint:    "keep it with one of them"})
			} else {
				owner[pattern] = int32(i)
			}
			n := names.role(pattern, a.Kind)
			n.actor = int32(i)
			g.aliases = append(g.aliases, n)
			word := names.single[pattern]
			l.Terms = append(l.Terms, lexicons.Term{Pattern: pattern, Not: a.Not, Inflect: a.Kind != lexicons.Person && demonym(word), At: a.At})
		}
	}
	for line := range strings.Lines(decoyList) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			l.Terms = append(l.Terms, lexicons.Term{Pattern: line})
			g.aliases = append(g.aliases, alias{actor: -1})
		}
	}
	m, found := match.Compile(l, match.Options{Names: true})
	g.matcher = m
	return append(problems, found...)
}

// demonym reports whether a word can be the name of one of a people, whose
// plural is regular: "Israeli", "Iranian".
func demonym(word string) bool { return strings.HasSuffix(word, "i") || strings.HasSuffix(word, "an") }

// Len is the number of actors.
func (g *Gazetteer) Len() int { return len(g.actors) }

// Actor gives actor n. It must not be changed.
func (g *Gazetteer) Actor(n int32) *lexicons.Actor { return &g.actors[n] }

// ByID gives the number of the actor with an id.
func (g *Gazetteer) ByID(id string) (int32, bool) {
	n, ok := g.byID[id]
	return n, ok
}

// Parent gives the actor that actor n belongs to, or -1.
func (g *Gazetteer) Parent(n int32) int32 { return g.parents[n] }

// Ancestors appends the actors that actor n belongs to, the nearest first, by
// which a count of n rolls up.
func (g *Gazetteer) Ancestors(n int32, out []int32) []int32 {
	for a := g.parents[n]; a >= 0; a = g.parents[a] {
		out = append(out, a)
	}
	return out
}

// Within reports whether actor n is actor m or belongs to it.
func (g *Gazetteer) Within(n, m int32) bool {
	for ; n >= 0; n = g.parents[n] {
		if n == m {
			return true
		}
	}
	return false
}
