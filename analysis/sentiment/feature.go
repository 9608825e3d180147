package sentiment

import "slant/analysis/text"

// Feature is one thing noticed about a mention: what, as a hash, and how much.
type Feature struct {
	Hash  uint32
	Value float32
}

// Families of features. The number is part of each hash.
const (
	fBias uint32 = iota
	fPossessive
	fQuoted
	fFirst
	fHeadline
	fLength
	fOthers
	fWord       // a word's stem
	fWordSide   // … and its side of the target
	fWordNear   // … and its distance
	fWordNot    // a negated word
	fClass      // a class of connotation, negated or not
	fClassSide  // … and its side
	fClassNear  // … and its distance
	fClassRole  // … and the role of the target with it
	fClassVoice // … and whether it is quoted
	fClassRoleNear
	fFrame      // … and who stands on either side of it
	fPredicate  // the nearest content word before the target, and after
	fFirstClass // the nearest word with a connotation, and the target's role with it
	fPolarity   // sums of the polarity lexicons in a window
	fSome       // whether such a sum is not 0
	fRatio      // how one-sided it is
	fBefore     // the one, two or three units before the target
	fAfter
	fAround
	fPair     // two words in a row
	fPairSide // … and their side
)

// Windows in which polarity is summed.
const (
	wAll = iota
	wThree
	wSix
	wTwelve
	wLeft
	wRight
	wClause
	wQuotes
	windows
)

// Extractor turns passages into features. It belongs to one worker.
type Extractor struct {
	words *lookup
	view  view
	out   []Feature
}

// NewExtractor gives an extractor for passages with types of v.
func NewExtractor(v *text.Vocabulary, connotations *Connotations) *Extractor {
	return &Extractor{words: newLookup(v, connotations)}
}

// Features gives the features of a passage: none when its target is not in
// its sentence. The slice is good until the next call. A hash may come more
// than once; only the first one counts.
func (e *Extractor) Features(p *Passage) []Feature {
	e.out = e.out[:0]
	v := &e.view
	if !v.read(p, e.words) {
		return nil
	}
	e.add(fBias, 0, 0, 0)
	e.shape()
	var sums [windows]polarity
	for j := range v.units {
		u := &v.units[j]
		if j == v.at || u.kind != plain && u.kind != person {
			continue
		}
		e.word(j)
		e.classes(j)
		e.sum(u, &sums)
	}
	e.polarities(&sums)
	e.neighbours()
	e.pairs()
	e.nearest()
	return e.out
}

// add notes a feature of a family with up to three properties.
func (e *Extractor) add(family, a, b, c uint32) { e.weigh(family, a, b, c, 1) }

func (e *Extractor) weigh(family, a, b, c uint32, value float32) {
	e.out = append(e.out, Feature{hashFeature(family, a, b, c), value})
}

// hashFeature mixes a family and three properties.
func hashFeature(family, a, b, c uint32) uint32 {
	h := uint64(family+1) * 0x9E3779B97F4A7C15
	h = (h ^ uint64(a)) * 0xFF51AFD7ED558CCD
	h ^= h >> 32
	h = (h ^ uint64(b)) * 0xC4CEB9FE1A85EC53
	h ^= h >> 29
	h = (h ^ uint64(c)) * 0xFF51AFD7ED558CCD
	h ^= h >> 32
	return uint32(h)
}

// shape notes how the sentence is built around the target.
func (e *Extractor) shape() {
	v := &e.view
	if v.possessive {
		e.add(fPossessive, 0, 0, 0)
	}
	if v.units[v.at].quoted {
		e.add(fQuoted, 0, 0, 0)
	}
	if v.at == 0 {
		e.add(fFirst, 0, 0, 0)
	}
	if v.headline {
		e.add(fHeadline, 0, 0, 0)
	}
	words, others := 0, 0
	for i := range v.units {
		switch v.units[i].kind {
		case plain:
			words++
		case other:
			others++
		}
	}
	e.add(fLength, distance(words/2), 0, 0)
	e.add(fOthers, distance(others), 0, 0)
}

// distance puts a number of words into one of six classes.
func distance(n int) uint32 {
	if n < 0 {
		n = -n
	}
	switch {
	case n <= 1:
		return 0
	case n == 2:
		return 1
	case n <= 4:
		return 2
	case n <= 8:
		return 3
	case n <= 15:
		return 4
	}
	return 5
}

// side is 0 before the target and 1 after it.
func (u *unit) side() uint32 {
	if u.away < 0 {
		return 0
	}
	return 1
}

// wordReach is how far from the target the distance of a word is noted.
const wordReach = 8

func (e *Extractor) word(j int) {
	u := &e.view.units[j]
	e.add(fWord, u.word.stem, 0, 0)
	e.add(fWordSide, u.word.stem, u.side(), 0)
	if -wordReach <= u.away && u.away <= wordReach {
		e.add(fWordNear, u.word.stem, u.side(), distance(int(u.away)))
	}
	if u.negated {
		e.add(fWordNot, u.word.stem, 0, 0)
	}
}

// roleReach is how far from the target roles are noted with their distance.
const roleReach = 10

func (e *Extractor) classes(j int) {
	v := &e.view
	u := &v.units[j]
	if len(u.word.Classes) == 0 {
		return
	}
	r, prep := v.role(j)
	frame, frameWord := v.frame(j)
	near := distance(int(u.away))
	var voice uint32
	if u.quoted && !v.units[v.at].quoted {
		voice = 1
	}
	for _, c := range []byte(u.word.Classes) {
		k := uint32(c) << 1
		if u.negated {
			k |= 1
		}
		e.add(fClass, k, 0, 0)
		e.add(fClassSide, k, u.side(), 0)
		e.add(fClassNear, k, u.side(), near)
		e.add(fClassRole, k, r, prep)
		e.add(fClassVoice, k, voice, 0)
		if frame != 0 {
			e.add(fFrame, k, frame, frameWord)
		}
		if -roleReach <= u.away && u.away <= roleReach {
			e.add(fClassRoleNear, k, r<<3|near, prep)
		}
	}
}

// Bits of a role.
const (
	roleAfter   = 1 << iota // the word comes after the target, which may be its subject
	roleApart               // a clause border lies between
	roleRival               // so does another name or a pronoun
	rolePassive             // the word is a passive: the target may be what it is done to
)

// role says what the target may be to word j, and, when the word comes first,
// by which preposition it is bound to it ("criticism of X", "accused by X").
func (v *view) role(j int) (r, prep uint32) {
	lo, hi := v.at, j
	if lo > hi {
		lo, hi = hi, lo
	}
	between := uint32(0)
	for k := lo + 1; k < hi; k++ {
		u := &v.units[k]
		switch u.kind {
		case other, person:
			r |= roleRival
		case punct:
			if u.word.mark == border || u.word.mark == noMark || u.word.mark == apostrophe {
				r |= roleApart
			}
		case plain:
			switch u.word.function {
			case contrast, subordinator:
				r |= roleApart
			case preposition:
				between = 1
			}
		}
	}
	if j > v.at {
		r |= roleAfter
		if v.passive(j, v.at+1) {
			r |= rolePassive
		}
		return r, 0
	}
	if before := &v.units[v.at-1]; v.at-1 > j && before.word.function == preposition {
		return r, before.word.form
	}
	return r, between
}

// frame says what stands on either side of word j in its clause, as far as it
// can be the subject and the object of j: the target, another name, a person,
// or nothing of the kind. It is 0 where the target is on neither side. prep
// is the preposition that binds the second.
func (v *view) frame(j int) (f, prep uint32) {
	before, _ := v.nominal(j, -1, len(v.units))
	after, prep := v.nominal(j, 1, frameReach)
	if before != frameTarget && after != frameTarget {
		return 0, 0
	}
	f = 1<<5 | before<<2 | after
	if v.passive(j, 0) {
		f |= 1 << 4
	}
	return f, prep
}

// frameReach is how far after a word its object is sought.
const frameReach = 8

// Who stands beside a word.
const (
	frameTarget = iota
	frameOther
	framePerson
	frameNobody
)

// nominal gives who is nearest to unit j in a direction, within the clause,
// and the preposition between.
func (v *view) nominal(j, step, reach int) (who, prep uint32) {
	for k, n := j+step, 0; 0 <= k && k < len(v.units) && n < reach; k, n = k+step, n+1 {
		u := &v.units[k]
		switch {
		case u.kind == target:
			return frameTarget, prep
		case u.kind == other:
			return frameOther, prep
		case u.kind == person && u.word.function == pronoun:
			return framePerson, prep
		case u.kind == punct && u.word.mark != hyphen && u.word.mark != apostrophe,
			u.word.function == contrast, u.word.function == subordinator:
			return frameNobody, prep
		case u.word.function == preposition:
			prep = u.word.form
		}
	}
	return frameNobody, prep
}

// passive reports whether word j is a participle with a form of to be up to
// three words before it, and not before unit first.
func (v *view) passive(j, first int) bool {
	if !v.units[j].word.participle {
		return false
	}
	for k := j - 1; k >= first && k >= j-3; k-- {
		u := &v.units[k]
		if u.word.function == be {
			return true
		}
		if u.kind != plain {
			return false
		}
	}
	return false
}

// polarity is a sum of ratings, good and bad apart: VADER's, then AFINN's.
type polarity [2]struct{ good, bad float32 }

func (p *polarity) add(vader, afinn float32) {
	for i, x := range [...]float32{vader, afinn} {
		if x > 0 {
			p[i].good += x
		} else {
			p[i].bad -= x
		}
	}
}

// sum adds the ratings of a word to the windows that it is in.
func (e *Extractor) sum(u *unit, sums *[windows]polarity) {
	vader, afinn := u.word.Vader, u.word.Afinn
	if vader == 0 && afinn == 0 {
		return
	}
	if u.negated {
		vader, afinn = vader*vaderNegation, afinn*vaderNegation
	}
	t := &e.view.units[e.view.at]
	away := max(u.away, -u.away)
	for w, in := range [windows]bool{
		wAll: true, wThree: away <= 3, wSix: away <= 6, wTwelve: away <= 12,
		wLeft: away <= 6 && u.away < 0, wRight: away <= 6 && u.away > 0,
		wClause: u.clause == t.clause, wQuotes: u.quoted,
	} {
		if in {
			sums[w].add(vader, afinn)
		}
	}
}

// polarityTop is the sum above which more makes no difference.
const polarityTop = 8

func (e *Extractor) polarities(sums *[windows]polarity) {
	for w := range sums {
		for i, s := range sums[w] {
			k := uint32(w<<1 | i)
			if s.good > 0 {
				e.weigh(fPolarity, k, 1, 0, min(s.good, polarityTop)/4)
				e.weigh(fSome, k, 1, 0, 0.5)
			}
			if s.bad > 0 {
				e.weigh(fPolarity, k, 0, 0, min(s.bad, polarityTop)/4)
				e.weigh(fSome, k, 0, 0, 0.5)
			}
			if s.good+s.bad > 0 {
				e.weigh(fRatio, k, 0, 0, (s.good-s.bad)/(s.good+s.bad+2))
			}
		}
	}
}

// neighbours notes what stands right before and after the target.
func (e *Extractor) neighbours() {
	v := &e.view
	at := func(i int) uint32 {
		switch {
		case i < 0:
			return 1
		case i >= len(v.units):
			return 2
		}
		return v.units[i].word.stem
	}
	b1, b2, b3 := at(v.at-1), at(v.at-2), at(v.at-3)
	a1, a2, a3 := at(v.at+1), at(v.at+2), at(v.at+3)
	e.add(fBefore, b1, 0, 0)
	e.add(fBefore, b1, b2, 0)
	e.add(fBefore, b1, b2, b3)
	e.add(fAfter, a1, 0, 0)
	e.add(fAfter, a1, a2, 0)
	e.add(fAfter, a1, a2, a3)
	e.add(fAround, b1, a1, 0)
}

func (e *Extractor) pairs() {
	v := &e.view
	for j := 0; j+1 < len(v.units); j++ {
		a, b := &v.units[j], &v.units[j+1]
		if a.kind == punct || b.kind == punct {
			continue
		}
		e.add(fPair, a.word.stem, b.word.stem, 0)
		if -wordReach <= a.away && a.away <= wordReach {
			e.add(fPairSide, a.word.stem, b.word.stem, a.side())
		}
	}
}

// nearestReach is how far from the target the nearest connotation is sought.
const nearestReach = 10

func (e *Extractor) nearest() {
	v := &e.view
	note := func(j int) bool {
		w := v.units[j].word
		if len(w.Classes) == 0 {
			return false
		}
		r, prep := v.role(j)
		for _, c := range []byte(w.Classes) {
			e.add(fFirstClass, uint32(c), r, prep)
		}
		return true
	}
	for j := v.at + 1; j < len(v.units) && v.units[j].away < nearestReach && !note(j); j++ {
	}
	for j := v.at - 1; j >= 0 && v.units[j].away > -nearestReach && !note(j); j-- {
	}
	e.add(fPredicate, v.content(1), 1, 0)
	e.add(fPredicate, v.content(-1), 0, 0)
}

// contentReach is how far from the target the nearest content word is sought.
const contentReach = 4

// content gives the stem of the nearest word that is not a function word,
// after the target or before it, in its clause; 0 for none.
func (v *view) content(step int) uint32 {
	for j, n := v.at+step, 0; 0 <= j && j < len(v.units) && n < contentReach && v.units[j].kind != punct; j, n = j+step, n+1 {
		if u := &v.units[j]; u.kind == plain && u.word.function == content {
			return u.word.stem
		}
	}
	return 0
}
