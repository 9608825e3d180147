package voice

import "slant/analysis/text"

// ActorMention is a mention of an actor, as far as it matters for telling who
// speaks.
type ActorMention struct {
	text.Range
	Actor  int32
	Person bool // a person, whom "he", "she" and titles can stand for
	Plural bool // a group of people, whom "they" can stand for
}

// Resolve gives the actor who is the source of each attribution, or -1:
//
//   - an actor named in the source, or the first of several ("Kremlin spokesman
//     Dmitry Peskov" is Peskov where Peskov is an actor: a person comes before
//     a body);
//   - for "he", "she", "who" and a title alone ("the president"), the last
//     person named before the source, in the same block or the one before;
//   - for "it", "they" and a body alone ("the ministry"), the last actor named
//     that is no person.
//
// mentions are in order of place. The slice is overwritten by the next call.
func (f *Finder) Resolve(t *text.Text, vs *Found, mentions []ActorMention) []int32 {
	f.resolved = f.resolved[:0]
	for i := range vs.Attributions {
		a := &vs.Attributions[i]
		f.resolved = append(f.resolved, f.actor(t, a, mentions))
	}
	return f.resolved
}

// actor resolves one source.
func (f *Finder) actor(t *text.Text, a *Attribution, mentions []ActorMention) int32 {
	s := a.Source
	if s.Empty() {
		return -1
	}
	lo, hi := 0, len(mentions)
	for lo < hi { // the first mention that ends after the source starts
		mid := int(uint(lo+hi) >> 1)
		if mentions[mid].First < s.First {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	found := int32(-1)
	for k := lo; k < len(mentions) && mentions[k].First < s.End; k++ {
		if mentions[k].Person {
			return mentions[k].Actor
		}
		if found < 0 {
			found = mentions[k].Actor
		}
	}
	if found >= 0 {
		return found
	}
	want, ok := f.antecedent(t, s)
	if !ok {
		return -1
	}
	from := 0
	if b := t.BlockAt(s.First); b > 0 {
		from = t.Blocks[b-1].Tokens.First
	}
	for k := lo - 1; k >= 0 && mentions[k].First >= from; k-- {
		m := &mentions[k]
		if want.fits(m) {
			return m.Actor
		}
	}
	return -1
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
