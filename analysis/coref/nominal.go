package coref

import (
	"slant/analysis/actor"
	"slant/analysis/text"
	"slant/analysis/voice"
)

// noun resolves the noun at token i where it is a description, and takes note
// of it where it is somebody a pronoun can mean.
func (r *Resolver) noun(s text.Range, i int, w word) Mention {
	m := Mention{Range: text.Range{First: i, End: i + 1}, Actor: nobody, Form: Nominal}
	p := r.previous(s, i)
	before := r.word(p)
	// Some write "the President" with a capital.
	if r.text.Tokens[i].Shape != text.Lower && before.is&definite == 0 || r.titled(s, i) {
		return m
	}
	g := w.gender
	if g == 0 {
		g = either
	}
	if w.is&head != 0 {
		if a, rule := r.description(s, i, p, w); rule != NoRule {
			m.Actor, m.Rule = a, rule
			m.First = p
			r.add(thingAt{Range: m.Range, actor: a, kinds: r.kinds[a], gender: r.genderNow(a), subject: w.is&genitive == 0 && r.subject(s, p)})
			return m
		}
	}
	if w.is&personNoun != 0 && before.is&predicate == 0 && !r.same(s, i) {
		if p > s.First && before.is&indefinite != 0 && r.word(p-1).is&predicate != 0 {
			return m
		}
		r.add(thingAt{Range: m.Range, actor: nobody, kinds: aPerson, gender: g, subject: p >= 0 && before.is&(definite|indefinite) != 0 && r.subject(s, p)})
	}
	return m
}

// genderNow gives what is known of an actor's sex.
func (r *Resolver) genderNow(a int32) gender {
	if r.genders[a] == either && r.told[a].document == r.document {
		return r.told[a].gender
	}
	return r.genders[a]
}

// titled reports whether a name follows the noun at token i, so that the noun
// belongs to it: "former president Jimmy Carter".
func (r *Resolver) titled(s text.Range, i int) bool {
	j := i + 1
	if j < s.End && r.form(j) == "." && !r.text.Tokens[j].Space {
		j++
	}
	return j < s.End && r.text.Tokens[j].Kind == text.Word && r.text.Tokens[j].Shape != text.Lower
}

// same reports whether the noun at token i is in apposition to the name before
// it: "Comey, the former director".
func (r *Resolver) same(s text.Range, i int) bool {
	for j := i - 1; j >= max(s.First, i-6); j-- {
		tok := &r.text.Tokens[j]
		if tok.Kind == text.Punct && r.form(j) == "," {
			k := len(r.things) - 1
			return k >= 0 && r.things[k].End == j && r.things[k].kinds&aPerson != 0
		}
		if tok.Kind != text.Word || r.word(j).is&(grammar) != 0 && r.word(j).is&(definite|indefinite) == 0 {
			return false
		}
	}
	return false
}

// describe takes note of the heads that a name has in it or beside it.
func (r *Resolver) describe(s text.Range, m actor.Mention) {
	// In the name: "Supreme Court", "Zionist regime".
	if m.Len() > 1 {
		if w := r.word(m.First); w.is&head != 0 && w.fits == aPerson {
			r.own(m.First, s, w, m.Actor, false) // "President Putin" may be an alias
		}
		if w := r.word(m.End - 1); w.is&head != 0 {
			r.own(m.End-1, s, w, m.Actor, true)
		}
	}
	// Before it: "President Putin", "the militant group Hamas".
	if p := r.previous(s, m.First); p >= 0 {
		if w := r.word(p); w.is&head != 0 && w.is&genitive == 0 {
			r.own(p, s, w, m.Actor, false)
		}
	}
	// After it: "the Islamic State group", "Putin, the president".
	if m.End >= s.End {
		return
	}
	if w := r.word(m.End); w.is&head != 0 && r.text.Tokens[m.End].Shape == text.Lower && r.ends(s, m.End) {
		r.own(m.End, s, w, m.Actor, false)
		return
	}
	if r.form(m.End) != "," || m.End+1 >= s.End || r.word(m.End+1).is&(definite|indefinite) == 0 {
		return
	}
	for j := m.End + 2; j < min(s.End, m.End+7); j++ {
		w := r.word(j)
		if r.text.Tokens[j].Kind != text.Word || w.is&(grammar|ending|genitive) != 0 {
			return
		}
		if w.is&head != 0 && r.ends(s, j) {
			r.own(j, s, w, m.Actor, false)
			return
		}
	}
}

// own says that a head was said of an actor.
func (r *Resolver) own(i int, s text.Range, w word, a int32, inName bool) {
	if w.fits&r.kinds[a] == 0 {
		a = several // "the Trump party": of a thing that is no actor
	}
	o := r.ownerOf(s, i, w)
	switch {
	case o.document != r.document:
		*o = owner{r.document, int32(r.sentence), a, inName}
	case o.actor != a:
		o.actor, o.sentence = several, int32(r.sentence)
	default:
		o.inName = o.inName || inName
	}
}

// ownerOf gives the place of a head, "vice president" being another than
// "president".
func (r *Resolver) ownerOf(s text.Range, i int, w word) *owner {
	n := int(w.head)
	p := r.previous(s, i)
	if p < 0 && i > s.First && r.form(i-1) == "-" {
		p = i - 2
	}
	if p >= s.First && r.word(p).is&modifier != 0 {
		n += len(r.owners) / 2
	}
	return &r.owners[n]
}

// description resolves "the" and a head, tokens p and i. It gives NoRule where
// the noun is none, or is not known to be an actor's.
func (r *Resolver) description(s text.Range, i, p int, w word) (int32, Rule) {
	o := r.ownerOf(s, i, w)
	bare := p >= 0 && r.word(p).is&definite != 0
	if !bare {
		if r.owned(s, i) {
			return nobody, NoRule // "Putin, a president"; noted with the name
		}
		if p >= 0 && r.word(p).is&predicate != 0 || r.word(p).is&indefinite != 0 && p > s.First && r.word(p-1).is&predicate != 0 {
			return nobody, NoRule // "as president", "for a president": nobody in particular
		}
		*o = owner{r.document, int32(r.sentence), several, false}
		return nobody, NoRule
	}
	if !r.ends(s, i) || i+1 < s.End && r.word(i+1).is&preposition != 0 && r.form(i+1) == "of" {
		*o = owner{r.document, int32(r.sentence), several, false}
		return nobody, NoRule
	}
	if v := r.at(i).Voice; v == voice.Quoted || v == voice.Scare {
		return nobody, NoRule
	}
	if w.is&group != 0 && (o.document != r.document || o.actor < 0 && int(o.sentence) < r.sentence-reach) {
		return r.only(i)
	}
	if o.document != r.document || o.actor < 0 {
		return nobody, NoRule
	}
	if r.owned(s, i) || i+1 < s.End && r.form(i+1) == "," && r.nameAt(i+2) {
		return nobody, NoRule // in apposition
	}
	if q := r.previous(s, p); q >= 0 && r.word(q).is&predicate != 0 && r.form(q) != "for" && r.form(q) != "as" {
		return nobody, NoRule // "Putin is the president"
	}
	switch {
	case w.fits&aPerson != 0 && (!r.leads(o.actor) || r.faded(o.actor)), w.fits&aGovernment != 0 && o.actor >= 0 && !r.near(o.actor):
		return nobody, NoRule
	}
	if o.inName {
		return o.actor, NameHead
	}
	return o.actor, Title
}

// only gives the one actor of the window that a description fits.
func (r *Resolver) only(i int) (int32, Rule) {
	found := int32(nobody)
	section := r.at(i).Section
	for k := len(r.things) - 1; k >= r.oldest(); k-- {
		x := &r.things[k]
		if int(x.sentence) < r.sentence-reach || x.section != section {
			break
		}
		if x.kinds&aBody == 0 || x.actor == found && found >= 0 {
			continue
		}
		if found >= 0 || x.actor < 0 || x.attribution >= 0 || x.kinds&aGroup == 0 {
			return nobody, NoRule
		}
		found = x.actor
	}
	if found < 0 {
		return nobody, NoRule
	}
	return found, Kind
}

// leads reports whether no person was named more often in the document so far.
// "The president" needs no introduction where everybody knows who is: a
// document that calls another one president may mean the incumbent.
func (r *Resolver) leads(a int32) bool {
	return r.told[a].document == r.document && r.told[a].names >= r.most
}

// near reports whether an actor was spoken of in this sentence or the two
// before.
func (r *Resolver) near(a int32) bool {
	for k := len(r.things) - 1; k >= r.oldest() && int(r.things[k].sentence) >= r.sentence-reach; k-- {
		if r.things[k].actor == a {
			return true
		}
	}
	return false
}

// owned reports whether the noun at token i is in apposition to the mention of
// an actor before it.
func (r *Resolver) owned(s text.Range, i int) bool {
	k := len(r.things) - 1
	if k < 0 || r.things[k].First < s.First || r.things[k].actor < 0 {
		return false
	}
	end := r.things[k].End
	if end == i {
		return true
	}
	if end >= i || r.form(end) != "," || i-end > 6 {
		return false
	}
	for j := end + 1; j < i; j++ {
		if r.text.Tokens[j].Kind != text.Word || r.word(j).is&grammar != 0 && r.word(j).is&(definite|indefinite) == 0 {
			return false
		}
	}
	return true
}

// ends reports whether the noun at token i is the last of its group: "the
// government said", not "the government shutdown".
func (r *Resolver) ends(s text.Range, i int) bool {
	if r.word(i).is&genitive != 0 || i+1 >= s.End {
		return true
	}
	next := &r.text.Tokens[i+1]
	if next.Kind == text.Punct {
		return r.form(i+1) != "-" || next.Space
	}
	return next.Kind == text.Word && next.Shape == text.Lower && r.word(i+1).is&(grammar|ending) != 0
}
