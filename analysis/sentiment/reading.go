package sentiment

import "slant/analysis/text"

// Step is one unit of a sentence as seen from its target: a word, a mark, a
// name, or the target itself; and where it stands.
type Step struct {
	Places  [placeKinds]uint16 // one of each kind of place, numbered through
	Near    uint8              // the sums that it is in beside that over all: bits SumDone and SumDoer
	Negated bool
	word    *word
}

// Form is the normalised form of the step; names, numbers and the target have
// one of their own each ("#other", "#number", "#target"). It is that of a Reader:
// a Target does not keep the forms of words that its model does not know.
func (s *Step) Form() string { return s.word.form }

// Roles calls use with the number of what the target may be to each class of
// connotation that the word has: one for each class, role, and whether the
// word is negated.
func (s *Step) Roles(use func(number int)) {
	for i := range len(s.word.classes) {
		use(s.role(i))
	}
}

// role gives the number for class i.
func (s *Step) role(i int) int { return int(s.word.classes[i])*ClassRoles + s.stand() }

// stand gives the role and whether the word is negated, as one number.
func (s *Step) stand() int {
	n := int(s.Places[placeRole] - firstRole)
	if s.Negated {
		n += roles
	}
	return n
}

// Kinds of places. Each step has one of each.
const (
	placeSide  = iota // side of the target, how far off, whether negated
	placeRole         // what the target may be to the word
	placeBond         // by which preposition the target is bound to the word
	placeVoice        // quotation marks, clauses between, whether it is the nearest word of its kind
	placeKinds
)

// Where the places of each kind begin, and how many there are in all.
const (
	firstSide  = 0
	firstRole  = firstSide + 2*2*farClasses + 2
	firstBond  = firstRole + roles
	firstVoice = firstBond + maxPreps + 2
	Places     = firstVoice + voices
)

// roles is the number of roles, voices that of the places of voice; ClassRoles
// is how many numbers Step.Roles has for each class.
const (
	roles      = 8
	voices     = 4 * 3 * 4
	ClassRoles = 2 * roles
)

// maxPreps is the greatest number of prepositions.
const maxPreps = 80

// Shapes of a sentence around its target: those that hold of one are noted.
const (
	shapeAny = iota
	shapePossessive
	shapeQuoted
	shapeFirst
	shapeHeadline
	shapeLength                   // … and five more, by number of words
	shapeOthers = shapeLength + 6 // … and five more, by number of other names
	Shapes      = shapeOthers + 6
)

// Reader reads passages. It belongs to one worker.
type Reader struct {
	words  *lookup
	view   view
	steps  []Step
	shapes []uint8
}

// NewReader gives a reader for passages with types of v.
func NewReader(v *text.Vocabulary, words *Words) *Reader {
	return &Reader{words: newLookup(v, words, nil)}
}

// Read gives the steps of a passage and its shapes: none when its target is
// not in its sentence. Both are good until the next call.
func (r *Reader) Read(p *Passage) ([]Step, []uint8) {
	v := &r.view
	if !v.read(p, r.words) {
		return nil, nil
	}
	n := len(v.units)
	if cap(r.steps) < n {
		r.steps = make([]Step, n, 2*n)
	}
	r.steps = r.steps[:n]
	r.steps[v.at] = Step{word: r.words.target, Near: SumDone | SumDoer, Places: [placeKinds]uint16{firstRole - 1, firstRole, firstBond, firstVoice}}
	r.sweep(1)
	r.sweep(-1)
	r.shape()
	return r.steps, r.shapes
}

// Bits of a role. A passive turns a role round: who "was praised" stands to
// the praise as one whom somebody praised, and one "by" whom somebody was
// praised as one who praises.
const (
	roleDoer  = 1 << iota // the target may be the subject of the word
	roleApart             // a clause border lies between
	roleRival             // so does another name or a pronoun
)

// sweep walks from the target to an end of the sentence and says of each unit
// where it stands, from what it has passed on the way.
func (r *Reader) sweep(step int) {
	v := &r.view
	here := &v.units[v.at]
	var role, bond, side uint16
	var bound uint16 // by the preposition right before the target
	// What changes anything for the units to come, or is the nearest of its
	// kind: less and less of a sentence.
	watch := isRival | isBorder | isApart | isContent | isClassed
	if step > 0 {
		role, side = roleDoer, 1<<1
	} else {
		watch |= isBond
		if v.at > 0 {
			bound = v.units[v.at-1].word.preposition
		}
	}
	heard := uint16(0)
	if here.quoted {
		heard = 8
	}
	away := 0
	for j := v.at + step; 0 <= j && j < len(v.units); j += step {
		u := &v.units[j]
		s := &r.steps[j]
		if u.kind != punct {
			away++
		}
		place := uint16(farness[min(away, len(farness)-1)])<<2 | side
		if u.negated {
			place |= 1
		}
		is := role
		by := bond
		if bound != 0 && j < v.at-1 {
			by = bound
		}
		if u.is&isParticiple != 0 && (step > 0 && v.passive(j, v.at+1) || by == agent && v.passive(j, 0)) {
			is ^= roleDoer
		}
		near := uint8(0)
		if away <= nearWords {
			near = SumDone
			if is&roleDoer != 0 {
				near = SumDoer
			}
		}
		voice := heard | uint16(min(max(u.clause-here.clause, here.clause-u.clause), 2))<<4
		if u.quoted {
			voice |= 4
		}
		if found := u.is & watch; found != 0 {
			if found&isRival != 0 {
				role |= roleRival
			}
			if found&(isBorder|isApart) != 0 {
				role |= roleApart
				found |= isBorder | isApart
			}
			if found&isBond != 0 {
				bond = 1
			}
			if found&isContent != 0 {
				voice |= 1
			}
			if found&isClassed != 0 {
				voice |= 2
			}
			watch &^= found
		}
		s.word, s.Near, s.Negated = u.word, near, u.negated
		// One after the other: an array made first would have to be copied.
		s.Places[placeSide], s.Places[placeRole] = firstSide+place, firstRole+is
		s.Places[placeBond], s.Places[placeVoice] = firstBond+by, firstVoice+voice
	}
}

// nearWords is how many words on either side are near the target.
const nearWords = 3

// farClasses is the number of classes of distance.
const farClasses = 8

// farness gives the class of a number of words; of more, it is the last.
var farness = [...]uint8{0, 0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 6, 6, farClasses - 1}

// agent is the number of "by".
var agent = prepositions["by"]

// passive reports whether word j is a participle with a form of to be up to
// three words before it, and not before unit first.
func (v *view) passive(j, first int) bool {
	for k := j - 1; k >= first && k >= j-3; k-- {
		u := &v.units[k]
		if u.is&isBe != 0 {
			return true
		}
		if u.kind != plain {
			return false
		}
	}
	return false
}

// shape notes how the sentence is built around the target.
func (r *Reader) shape() {
	v := &r.view
	r.shapes = append(r.shapes[:0], shapeAny)
	if v.possessive {
		r.shapes = append(r.shapes, shapePossessive)
	}
	if v.units[v.at].quoted {
		r.shapes = append(r.shapes, shapeQuoted)
	}
	if v.at == 0 {
		r.shapes = append(r.shapes, shapeFirst)
	}
	if v.headline {
		r.shapes = append(r.shapes, shapeHeadline)
	}
	r.shapes = append(r.shapes, shapeLength+manyness(v.words/2), shapeOthers+manyness(v.others))
}

// manyness puts a number into one of six classes.
func manyness(n int) uint8 {
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
