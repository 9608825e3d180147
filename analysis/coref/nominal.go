package coref

import (
	"strings"

	"slant/analysis/actor"
	"slant/analysis/text"
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
		m.First, m.Actor, m.Rule = r.description(s, i, p, w)
		if a := m.Actor; a >= 0 {
			r.add(thingAt{Range: m.Range, actor: a, kinds: r.kinds[a], gender: r.genderNow(a), subject: w.is&genitive == 0 && r.subject(s, m.First)})
			return m
		}
	}
	if w.is&personNoun != 0 && before.is&predicate == 0 && !r.same(s, i) {
		if p > s.First && before.is&indefinite != 0 && r.word(p-1).is&predicate != 0 || before.is&definite != 0 && w.is&genitive == 0 && r.complement(s, p) && !r.called(s, p) {
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
	if a >= 0 && w.fits == aPerson && r.ownerIndex(s, i, w) < 64 {
		t := &r.told[a]
		if t.offices == 0 {
			r.officials = append(r.officials, a)
		}
		t.offices |= 1 << r.ownerIndex(s, i, w)
	}
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
	return &r.owners[r.ownerIndex(s, i, w)]
}

func (r *Resolver) ownerIndex(s text.Range, i int, w word) int {
	n := int(w.head)
	p := r.previous(s, i)
	if p < 0 && i > s.First && r.form(i-1) == "-" {
		p = i - 2
	}
	if p >= s.First && r.word(p).is&modifier != 0 {
		n += len(r.owners) / 2
	}
	return n
}

// description resolves the description that ends in the head at token i, with
// p the word before it. It gives where the description begins and NoRule where
// it is none, or is not known to be an actor's.
func (r *Resolver) description(s text.Range, i, p int, w word) (int, int32, Rule) {
	o := r.ownerOf(s, i, w)
	if p < 0 || r.word(p).is&definite == 0 {
		if first, a := r.official(s, i, w); a >= 0 {
			return first, a, State
		}
		if !r.owned(s, i) && !r.predicated(s, p) {
			*o = owner{r.document, int32(r.sentence), several, false} // "another president"
		}
		return i, nobody, NoRule
	}
	if !r.ends(s, i) || i+1 < s.End && r.form(i+1) == "of" {
		*o = owner{r.document, int32(r.sentence), several, false} // "the president of Egypt"
		return i, nobody, NoRule
	}
	if r.marks(i) >= 0 {
		return i, nobody, NoRule
	}
	known := o.document == r.document
	if w.is&group != 0 && (!known || o.actor < 0 && int(o.sentence) < r.sentence-reach) {
		if a := r.only(i); a >= 0 {
			return p, a, Kind
		}
		return i, nobody, NoRule
	}
	if !known || o.actor < 0 || r.owned(s, i) || r.nameFollows(s, i) || r.complement(s, p) || !r.meant(o.actor, w) {
		return i, nobody, NoRule
	}
	if o.inName {
		return p, o.actor, NameHead
	}
	return p, o.actor, Title
}

// meant reports whether a head that was said of an actor, and of no other,
// means it here too.
func (r *Resolver) meant(a int32, w word) bool {
	switch {
	case r.faded(a):
		return false
	case w.fits&aPerson != 0:
		return r.leads(a)
	case w.fits&aGovernment != 0:
		return r.near(a)
	}
	return !r.overtaken(a, w)
}

// overtaken reports whether another one whose name has the head was spoken of
// since: "the Republican Party … Democrats … the party", "the State Department
// … the Commerce Department … the department".
func (r *Resolver) overtaken(a int32, w word) bool {
	for k := len(r.things) - 1; k >= r.oldest() && int(r.things[k].sentence) >= r.sentence-reach; k-- {
		switch b := r.things[k].actor; {
		case b == a:
			return false
		case r.things[k].head != 0 && r.things[k].head == w.head:
			return true
		case b >= 0 && r.heads[b]&(1<<w.head) != 0:
			return true
		}
	}
	return false
}

// predicated reports whether the noun after word p tells what somebody is or
// may be, and means nobody in particular: "as president", "for a president".
func (r *Resolver) predicated(s text.Range, p int) bool {
	return p >= 0 && (r.word(p).is&predicate != 0 || r.word(p).is&indefinite != 0 && p > s.First && r.word(p-1).is&predicate != 0)
}

// complement reports whether the description that begins with token p tells
// what somebody is: "Putin is the president".
func (r *Resolver) complement(s text.Range, p int) bool {
	q := r.previous(s, p)
	if q >= 0 && r.form(q) == "not" {
		q = r.previous(s, q)
	}
	if q < 0 {
		return false
	}
	if strings.HasSuffix(r.form(q), "'s") {
		return r.word(q).is&(pronoun|grammar) != 0 // "he's the president"
	}
	return r.word(q).is&predicate != 0 && r.form(q) != "for" && r.form(q) != "as"
}

// called reports whether a verb stands before token p that may have an object
// with another person in it: "called the president".
func (r *Resolver) called(s text.Range, p int) bool {
	switch q := r.previous(s, p); r.form(q) {
	case "called", "named", "elected":
		return true
	}
	return false
}

// nameFollows reports whether a name in apposition follows the noun at token i:
// "the president, Vladimir Putin".
func (r *Resolver) nameFollows(s text.Range, i int) bool {
	return i+1 < s.End && r.form(i+1) == "," && r.nameAt(i+2)
}

// only gives the one actor of the window that a description fits.
func (r *Resolver) only(i int) int32 {
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
		if found >= 0 || x.actor < 0 || x.attribution >= 0 || x.kinds&aGroup == 0 || r.text.Tokens[x.End-1].Shape == text.Lower {
			return nobody // "news organizations" are no name and no one group
		}
		found = x.actor
	}
	return found
}

// official gives the one person named in the document who is of the state that
// is named between "the" and the noun at token i, and was said to be that:
// "the Russian president". It gives where that begins, too.
func (r *Resolver) official(s text.Range, i int, w word) (int, int32) {
	k := len(r.things) - 1
	if k < 0 || w.fits != aPerson || !r.ends(s, i) || r.marks(i) >= 0 || r.nameFollows(s, i) {
		return i, nobody
	}
	x := &r.things[k]
	if x.kinds != aState || x.actor < 0 || x.End != i || x.First <= s.First || r.word(x.First-1).is&definite == 0 {
		return i, nobody
	}
	found := int32(nobody)
	for _, a := range r.officials {
		if r.actors.Parent(a) != x.actor || r.told[a].offices&(1<<r.ownerIndex(s, i, w)) == 0 {
			continue
		}
		if found >= 0 {
			return i, nobody
		}
		found = a
	}
	if found >= 0 && k > 0 && r.things[k-1].actor == found && r.things[k-1].End == x.First-2 {
		return i, nobody // "Putin, the Russian president": in apposition
	}
	return x.First - 1, found
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
