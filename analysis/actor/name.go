package actor

import (
	_ "embed"
	"slices"
	"strings"

	"slant/lexicons"
)

// nicknameList is data: sets of first names of which one may stand for another.
//
//go:embed nicknames.txt
var nicknameList string

// readNicknames gives, for each form of a first name, the others.
func readNicknames(list string) map[string][]string {
	out := make(map[string][]string)
	for line := range strings.Lines(list) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		set := strings.Fields(line)
		for _, name := range set {
			out[name] = append(out[name], set...)
		}
	}
	return out
}

// names is what the aliases of one actor tell about the parts of its name.
type names struct {
	single map[string]string // pattern → its form, of aliases of one exact word
	first  map[string]bool   // forms of the first words of longer names
	last   map[string]bool   // forms of their last words
	parts  map[string]bool   // forms of all their words, and nicknames of the first
}

// namesOf takes an actor's name and aliases apart.
func namesOf(a *lexicons.Actor, nicknames map[string][]string) names {
	n := names{make(map[string]string), make(map[string]bool), make(map[string]bool), make(map[string]bool)}
	for _, pattern := range append([]string{a.Name}, a.Aliases...) {
		p, err := lexicons.ParsePattern(pattern)
		if err != nil {
			continue // the matcher reports it, with its place
		}
		for _, s := range p.Sequences {
			if len(s) == 1 {
				if !s[0].Wild && len(p.Sequences) == 1 {
					n.single[pattern] = s[0].Form
				}
				continue
			}
			n.first[s[0].Form] = true
			for _, nickname := range nicknames[s[0].Form] {
				n.parts[nickname] = true
			}
			n.last[s[len(s)-1].Form] = true
			for _, e := range s {
				n.parts[e.Form] = true
			}
		}
	}
	return n
}

// role says what part of a person's name an alias of one word is.
func (n *names) role(pattern string, kind lexicons.ActorKind) alias {
	out := alias{kind: kind}
	p, err := lexicons.ParsePattern(pattern)
	if err != nil || kind != lexicons.Person {
		return out
	}
	single := !slices.ContainsFunc(p.Sequences, func(s []lexicons.Element) bool { return len(s) != 1 })
	if !single {
		return out
	}
	form := p.Sequences[0][0].Form
	out.surname = n.last[form]
	out.given = n.first[form] && !n.last[form]
	return out
}
