package coref

import (
	"slices"

	"slant/analysis/text"
	"slant/analysis/voice"
)

// reach is how many sentences before its own a pronoun looks back to.
const reach = 2

// chain is how many sentences may follow one another in which a person is only
// "he": each link can be wrong, and then all that follow it are.
const chain = 5

// Sentences are sometimes not cut: in lists, and in texts without full stops.
// No more is looked at for one pronoun than this.
const (
	behind = 48 // things spoken of before it
	ahead  = 64 // tokens after it
)

// oldest gives the index of the first thing that is looked at.
func (r *Resolver) oldest() int { return max(0, len(r.things)-behind) }

// pronoun resolves the pronoun at token i and takes note of it.
func (r *Resolver) pronoun(s text.Range, i int, w word) Mention {
	m := Mention{Range: text.Range{First: i, End: i + 1}, Actor: nobody, Form: Pronoun}
	if !r.bound(s, i) {
		m.Actor, m.Rule = r.antecedent(s, i, w)
	}
	if m.Actor >= 0 && r.faded(m.Actor) {
		m.Actor, m.Rule = nobody, NoRule
	}
	x := thingAt{Range: m.Range, actor: m.Actor, kinds: aPerson, gender: w.gender, subject: w.is&possessive == 0 && r.subject(s, i)}
	if m.Actor >= 0 && r.genders[m.Actor] == either {
		r.told[m.Actor].gender = w.gender
		for k := r.oldest(); k < len(r.things); k++ {
			if r.things[k].actor == m.Actor {
				r.things[k].gender = w.gender
			}
		}
	}
	r.add(x)
	return m
}

// eitherSex gives where a pair such as "his or her", which means anybody, ends
// that begins with the pronoun at token i; i where there is none.
func (r *Resolver) eitherSex(s text.Range, i int, w word) int {
	if i+2 >= s.End || r.form(i+1) != "or" && r.form(i+1) != "/" {
		return i
	}
	if x := r.word(i + 2); x.is&pronoun == 0 || x.gender&w.gender != 0 {
		return i
	}
	return i + 3
}

// bound reports whether "him" is the object of a verb whose subject may stand
// right before it, so that it is anybody but that: "Putin asked him".
func (r *Resolver) bound(s text.Range, i int) bool {
	if f := r.form(i); f != "him" && (f != "her" || !r.ends(s, i)) {
		return false
	}
	if i-2 >= s.First && r.form(i-2) == "," {
		return true // "Putin, who had called, asked him"
	}
	for k := len(r.things) - 1; k >= r.oldest(); k-- {
		x := &r.things[k]
		if x.First < s.First || i-x.End > 3 {
			break
		}
		if x.kinds&aPerson != 0 {
			return true
		}
	}
	seg := r.at(i)
	return seg.Voice == voice.Reported && seg.Attribution >= 0 && r.voices.Attributions[seg.Attribution].Content.First == i
}

// faded reports whether an actor was named too long ago.
func (r *Resolver) faded(a int32) bool { return r.sentence-int(r.told[a].sentence) > chain }

// antecedent finds the one person that a pronoun can mean.
func (r *Resolver) antecedent(s text.Range, i int, w word) (int32, Rule) {
	seg := r.at(i)
	quote := r.marks(i)
	if seg.Voice == voice.Scare || seg.Voice == voice.Quoted && quote < 0 {
		return nobody, NoRule
	}
	if seg.Voice == voice.Reported && seg.Attribution >= 0 {
		if a, ok := r.speaker(i, seg.Attribution, w); ok {
			return a, Speaker
		}
	}
	found, inside, at, sure, own := int32(nobody), int32(nobody), int32(0), true, false
	for k := len(r.things) - 1; k >= r.oldest(); k-- {
		x := &r.things[k]
		if int(x.sentence) < r.sentence-reach || x.section != seg.Section || own && int(x.sentence) < r.sentence {
			break
		}
		if x.kinds&aPerson == 0 || x.gender&w.gender == 0 {
			continue
		}
		if x.attribution != quote && (quote >= 0 || x.actor >= 0 && x.sentence != int32(r.sentence)) {
			if quote >= 0 {
				break // what was said before the marks were opened
			}
			continue
		}
		if x.actor < 0 || x.attribution != quote || found >= 0 && x.actor != found {
			sure = false
			break
		}
		if inside >= 0 && inside != x.actor {
			sure = false
			break
		}
		if x.inside {
			inside = x.actor // no antecedent, but a rival of any other
			continue
		}
		if found < 0 {
			found, at = x.actor, x.sentence
		}
		own = own || int(x.sentence) == r.sentence && (x.subject || r.speaks(k))
	}
	if !sure {
		if quote < 0 && r.subject(s, i) {
			if a := r.centre(seg.Section, w); a >= 0 && !(r.opens(s) && r.other(s, i, w, a)) {
				return a, Centre
			}
		}
		return nobody, NoRule
	}
	if found < 0 {
		return nobody, NoRule
	}
	if own {
		return found, Subject
	}
	if int(at) == r.sentence {
		return found, Sentence
	}
	if r.opens(s) && r.other(s, i, w, found) {
		return nobody, NoRule
	}
	return found, Before
}

// centre gives the actor that the sentence before this one is about: its
// subject, or who speaks in it.
func (r *Resolver) centre(section voice.Section, w word) int32 {
	found, at := int32(nobody), int32(r.sentence-1)
	for k := len(r.things) - 1; k >= r.oldest(); k-- {
		x := &r.things[k]
		if x.sentence < int32(r.sentence-1) || x.section != section {
			break
		}
		if x.sentence == int32(r.sentence) {
			if x.kinds&aPerson != 0 && x.gender&w.gender != 0 {
				return nobody
			}
			continue
		}
		if x.kinds&aPerson == 0 || x.inside || x.gender&w.gender == 0 || x.attribution >= 0 || x.sentence != at {
			continue
		}
		if !x.subject && !r.speaks(k) {
			continue
		}
		if x.actor < 0 || found >= 0 && x.actor != found {
			return nobody
		}
		found = x.actor
	}
	return found
}

// speaks reports whether the k-th thing is the first person in a source, and so
// its head; but of "Newsom's secretary, Pavel Orlov, said" Orlov is, and in "his
// office said" only one who is known is spoken of.
func (r *Resolver) speaks(k int) bool {
	x := &r.things[k]
	n, found := slices.BinarySearchFunc(r.sources, x.First, func(s text.Range, i int) int { return s.First - i })
	switch {
	case !found && n == 0, !found && r.sources[n-1].End < x.End:
		return false
	case !found:
		for k--; k >= 0 && r.things[k].First >= r.sources[n-1].First; k-- {
			if y := &r.things[k]; y.kinds&aPerson != 0 && !y.inside {
				return y.First == r.sources[n-1].First && r.whose(y)
			}
		}
		return false
	case !r.whose(x):
		return true
	case x.actor < 0 && r.sources[n].Len() > 1 && r.word(x.First).is&pronoun != 0:
		return false
	}
	for k++; k < len(r.things) && r.things[k].First < r.sources[n].End; k++ {
		if r.things[k].kinds&aPerson != 0 && !r.things[k].inside {
			return false
		}
	}
	return true
}

// whose reports whether a thing only tells whose something is.
func (r *Resolver) whose(x *thingAt) bool { return r.word(x.End-1).is&(genitive|possessive) != 0 }

// speaker gives the source of indirect speech, where nobody else of that sex
// stands between the source and the pronoun.
func (r *Resolver) speaker(i int, attribution int32, w word) (int32, bool) {
	source := r.voices.Attributions[attribution].Source
	if source.Empty() || source.First > i {
		return nobody, false
	}
	found, named := int32(nobody), false
	for k := len(r.things) - 1; k >= r.oldest() && r.things[k].First >= source.First; k-- {
		x := &r.things[k]
		if x.kinds&aPerson == 0 || x.gender&w.gender == 0 {
			continue
		}
		if x.actor < 0 || x.inside || found >= 0 && found != x.actor {
			return nobody, false
		}
		found, named = x.actor, named || x.End == source.End
	}
	return found, named
}

// opens reports whether a sentence begins with what comes before its main
// clause: "When he came, Putin …", "But in his letter, Putin …".
func (r *Resolver) opens(s text.Range) bool {
	for i := s.First; i < min(s.End, s.First+3); i++ {
		if r.text.Tokens[i].Kind == text.Word && r.word(i).is&opener != 0 {
			return true
		}
	}
	return false
}

// other reports whether somebody else of that sex is named later in the
// sentence: "When he came, Putin …".
func (r *Resolver) other(s text.Range, i int, w word, found int32) bool {
	end := min(s.End, i+ahead)
	for _, m := range r.names {
		if m.First >= end {
			break
		}
		if m.First > i && r.kinds[m.Actor] == aPerson && m.Actor != found && r.genders[m.Actor]&w.gender != 0 {
			return true
		}
	}
	// A name that is no actor's: two words with capitals after a comma.
	for j := i + 2; j+1 < end; j++ {
		if r.text.Tokens[j].Kind == text.Word && r.text.Tokens[j].Shape != text.Lower && r.text.Tokens[j+1].Kind == text.Word && r.text.Tokens[j+1].Shape != text.Lower && r.form(j-1) == "," {
			return true
		}
	}
	return false
}
