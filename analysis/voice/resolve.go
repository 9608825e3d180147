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
	Person bool // a person, whom "he", "she" and titles can stand for
	Plural bool // a group of people, whom "they" can stand for
}

// Resolve gives the actor who is the source of each attribution, or -1:
//
//   - an actor named in the source, a person before a body ("Kremlin spokesman
//     Dmitry Peskov" is Peskov where Peskov is an actor), else the first;
//   - for "he", "she", "who" and a title alone ("the president"), the person
//     who was named or spoke last before it, in the same block or the one
//     before;
//   - for "it", "they" and a body alone ("the ministry"), the actor last named
//     that is no person.
//
// What is named inside marks of quotation is not looked back to. mentions are
// in order of place. The next call overwrites the result.
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
		m := f.actor(t, vs, source, mentions)
		m.Range = source
		f.resolved[i] = m.Actor
		f.spoken = append(f.spoken, m)
	}
	return f.resolved
}

// nobody is the actor of a source that cannot be resolved.
var nobody = ActorMention{Actor: -1}

// actor resolves one source.
func (f *Finder) actor(t *text.Text, vs *Found, s text.Range, mentions []ActorMention) ActorMention {
	at := sort.Search(len(mentions), func(i int) bool { return mentions[i].First >= s.First })
	found := nobody
	for k := at; k < len(mentions) && mentions[k].First < s.End; k++ {
		if mentions[k].Person {
			return mentions[k]
		}
		if found.Actor < 0 {
			found = mentions[k]
		}
	}
	if found.Actor >= 0 {
		return found
	}
	want, ok := f.antecedent(t, s)
	if !ok {
		return nobody
	}
	from := 0
	if b := t.BlockAt(s.First); b > 0 {
		from = t.Blocks[b-1].Tokens.First
	}
	for k := at - 1; k >= 0 && mentions[k].First >= from; k-- {
		if want.fits(&mentions[k]) && !quotedAt(vs, mentions[k].First) {
			found = mentions[k]
			break
		}
	}
	for k := len(f.spoken) - 1; k >= 0 && f.spoken[k].First >= from; k-- {
		m := &f.spoken[k]
		if found.Actor >= 0 && m.First < found.First {
			break
		}
		if m.Actor >= 0 && want.fits(m) {
			return *m
		}
	}
	return found
}

// quotedAt reports whether token i stands inside marks of quotation.
func quotedAt(vs *Found, i int) bool {
	k := sort.Search(len(vs.Segments), func(k int) bool { return vs.Segments[k].End > i })
	return k < len(vs.Segments) && vs.Segments[k].Voice == Quoted
}

// antecedent is what a source can stand for.
type antecedent struct{ person, body, many bool }

func (w antecedent) fits(m *ActorMention) bool {
	return w.person && m.Person || w.body && !m.Person && !m.Plural || w.many && (m.Plural || !m.Person)
}

// antecedent tells what a source without a name stands for.
func (f *Finder) antecedent(t *text.Text, s text.Range) (antecedent, bool) {
	last := t.Tokens[s.End-1]
	form := f.vocabulary.Form(last.Type)
	if s.Len() == 1 {
		switch form {
		case "he", "she", "who", "i", "him", "her", "his", "himself", "herself":
			return antecedent{person: true}, true
		case "it", "its", "itself", "which":
			return antecedent{body: true}, true
		case "they", "their", "them", "we":
			return antecedent{many: true}, true
		}
		return antecedent{}, false
	}
	first := f.vocabulary.Form(t.Tokens[s.First].Type)
	if first != "the" && first != "his" && first != "her" && first != "its" || s.Len() > 4 {
		return antecedent{}, false
	}
	switch form {
	case "president", "minister", "premier", "chancellor", "leader", "senator", "governor", "secretary", "ambassador", "envoy", "diplomat", "general",
		"commander", "spokesman", "spokeswoman", "spokesperson", "chief", "chairman", "chairwoman", "director", "king", "candidate", "nominee",
		"politician", "congressman", "congresswoman", "representative", "official", "mayor", "judge", "author":
		return antecedent{person: true}, true
	case "ministry", "government", "kremlin", "presidency", "army", "military", "party", "organization", "organisation", "group", "movement", "company",
		"agency", "administration", "campaign", "court", "country", "state", "statement", "readout", "council", "committee", "bloc":
		return antecedent{body: true}, true
	}
	return antecedent{}, false
}
