package voice

import (
	"slices"
	"sort"

	"slant/analysis/text"
)

// ActorMention is a mention of an actor, as far as it matters for telling who
// speaks: by name, or by a pronoun or description that is all of a source and
// that its actor is known of.
type ActorMention struct {
	text.Range
	Actor  int32
	Person bool // a person, whom "who" can stand for
	Plural bool // a group of people, whom "they" can stand for
}

// Resolve gives the actor who is the source of each attribution, or -1:
//
//   - an actor named in the source, a person before a body ("Kremlin spokesman
//     Dmitry Peskov" is Peskov where Peskov is an actor), else the first; a
//     pronoun or description counts as named where it is among mentions. A
//     person who is only what the source belongs to or is about is not it:
//     neither "Moreno's lawyer" nor "a lawyer for Moreno" is Moreno;
//   - for "who" and "which", the one whose mention ends right before it;
//   - for "it" and "they", a body and a group that was the source before, in the
//     same block or the one before, with no other in between.
//
// Every other source is nobody's: whoever was named or spoke last is, more often
// than not, another one than "he" or "the official". mentions are in order of
// place. The next call overwrites the result.
func (f *Finder) Resolve(t *text.Text, vs *Found, mentions []ActorMention) []int32 {
	n := len(vs.Attributions)
	f.resolved = slices.Grow(f.resolved[:0], n)[:n]
	f.sources = f.sources[:0]
	for i := range vs.Attributions {
		f.resolved[i] = -1
		if !vs.Attributions[i].Source.Empty() {
			f.sources = append(f.sources, int32(i))
		}
	}
	slices.SortStableFunc(f.sources, func(a, b int32) int {
		return vs.Attributions[a].Source.First - vs.Attributions[b].Source.First
	})
	f.spoken = f.spoken[:0]
	for _, i := range f.sources {
		source := vs.Attributions[i].Source
		if k := len(f.spoken); k > 0 && f.spoken[k-1].Range == source {
			f.resolved[i] = f.spoken[k-1].Actor
			continue
		}
		m := f.actor(t, source, mentions)
		whole := source.Len()-m.Len() <= 1
		m.Range = source
		f.resolved[i] = m.Actor
		f.spoken = append(f.spoken, spoken{m, whole})
	}
	return f.resolved
}

// spoken is a source, with the actor that it is resolved to.
type spoken struct {
	ActorMention
	whole bool // with an article at most, the mention of the actor is all of it
}

// nobody is the actor of a source that cannot be resolved.
var nobody = ActorMention{Actor: -1}

// actor resolves one source.
func (f *Finder) actor(t *text.Text, s text.Range, mentions []ActorMention) ActorMention {
	at := sort.Search(len(mentions), func(i int) bool { return mentions[i].First >= s.First })
	found, passed := nobody, false
	for k := at; k < len(mentions) && mentions[k].First < s.End; k++ {
		first := mentions[k].First
		switch {
		case mentions[k].Person && f.beyond(t, s, mentions[k].Range, &first):
			// What comes after is told of that person, and what is before may be
			// the person's title: "a lawyer for House Speaker Moreno".
			if passed = true; found.End > first {
				found = nobody
			}
		case mentions[k].Person:
			return mentions[k]
		case found.Actor < 0 && !passed:
			found = mentions[k]
		}
	}
	if found.Actor >= 0 {
		return found
	}
	if s.Len() != 1 {
		return nobody
	}
	switch f.vocabulary.Form(t.Tokens[s.First].Type) {
	case "who":
		return f.beside(t, s.First, mentions[:at], true)
	case "which":
		return f.beside(t, s.First, mentions[:at], false)
	case "it":
		return f.goesOn(t, s.First, mentions[:at], false)
	case "they":
		return f.goesOn(t, s.First, mentions[:at], true)
	}
	return nobody
}

// beyond reports whether a person in a source stands in the genitive before its
// head ("Moreno's lawyer") or behind a preposition after it ("people close to
// President Moreno"), and where the name begins, titles included.
func (f *Finder) beyond(t *text.Text, s, person text.Range, first *int) bool {
	is := func(i int) feature { return f.table.Of(t.Tokens[i].Type).is }
	capital := func(i int) bool {
		return i >= s.First && t.Tokens[i].Kind == text.Word && t.Tokens[i].Shape.Capital()
	}
	i := person.First - 1
	for capital(i) || i > s.First && is(i)&wPreposition != 0 && capital(i-1) && capital(i+1) { // "Secretary of State"
		i--
	}
	*first = i + 1
	return person.End < s.End && is(person.End-1)&wGenitive != 0 || i > s.First && is(i)&(wPreposition|wTo) != 0
}

// beside gives the last of mentions where it is of a person, or of none, and ends
// right before token i: "Putin, who".
func (f *Finder) beside(t *text.Text, i int, mentions []ActorMention, person bool) ActorMention {
	if i > 0 && f.vocabulary.Form(t.Tokens[i-1].Type) == "," {
		i--
	}
	if k := len(mentions) - 1; k >= 0 && mentions[k].End == i && mentions[k].Person == person {
		return mentions[k]
	}
	return nobody
}

// goesOn gives the source before token i where it is a body, or a group of
// people, and goes on to speak: "The ministry said that … It said that".
func (f *Finder) goesOn(t *text.Text, i int, mentions []ActorMention, plural bool) ActorMention {
	last := len(f.spoken) - 1
	if last < 0 {
		return nobody
	}
	from := 0
	if b := t.BlockAt(i); b > 0 {
		from = t.Blocks[b-1].Tokens.First
	}
	m := f.spoken[last]
	if !m.whole || m.Actor < 0 || m.Person || m.Plural != plural || m.First < from {
		return nobody
	}
	for k := len(mentions) - 1; k >= 0 && mentions[k].First >= m.End; k-- {
		if !mentions[k].Person && mentions[k].Actor != m.Actor {
			return nobody
		}
	}
	return m.ActorMention
}
