package sentiment

import (
	"bytes"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jonreiter/govader"
)

// The constants of VADER (Hutto & Gilbert, ICWSM 2014; vaderSentiment at
// commit 44fc044, file vaderSentiment.py).
const (
	vaderCapitals  = 0.733 // an ALL-CAPS word among others that are not
	vaderNegation  = -0.74
	vaderNever     = 1.25 // "never so", "never this"
	vaderAlpha     = 15.0 // normalisation
	vaderExclaim   = 0.292
	vaderQuestion  = 0.18
	vaderQuestions = 0.96
	vaderBut       = 0.5  // change of weight before and after "but"
	vaderCut       = 0.05 // |compound| from which a text is not neutral
)

// Vader scores the sentence of a mention by the rules of VADER: a lexicon of
// 7,500 words rated on social media, with negation, intensifiers, capitals,
// punctuation and "but". It knows nothing of targets: every mention in a
// sentence gets the same score.
//
// Words come from github.com/jonreiter/govader. The rules are carried out
// here, on one pass over the sentence, because that library (like VADER
// itself, whose cost grows with the square of a text's length) allocates for
// every word.
//
// Before the rules are applied, apostrophes and quotation marks are made
// straight and dashes made spaces, without which VADER reads "isn’t bad" as
// "bad"; names and labels are masked, because "Defence Ministry" has no
// opinion.
//
// One quirk of the original is not copied: when two words have the same
// score, its rule for "but" may weigh one of them twice and the other not at
// all. Scores of a kind with the published examples are the same to four
// decimals.
type Vader struct {
	words map[string]vaderEntry
	emoji map[string]string
	list  []vaderWord
	word  []byte
	marks struct{ exclaim, question int }
	mask  mask
	last  cache
}

// vaderEntry is what is known of a word form.
type vaderEntry struct {
	valence float64
	rated   bool // it has a valence
	boost   float64
	booster bool
	negates bool
	id      vaderID
}

// vaderWord is a word of the text at hand.
type vaderWord struct {
	vaderEntry
	upper bool
}

// vaderID tells the words apart that rules name.
type vaderID uint8

const (
	_ vaderID = iota
	vNo
	vOr
	vNor
	vNever
	vSo
	vThis
	vWithout
	vDoubt
	vLeast
	vAt
	vVery
	vKind
	vSort
	vJust
	vEnough
	vOf
	vBut
	vThe
	vShit
	vBomb
	vBad
	vAss
	vYeah
	vRight
	vKiss
	vDeath
	vTo
	vDie
	vFor
	vBus
	vStop
	vBeating
	vBroken
	vHeart
)

// vaderContraction negates, whatever word it is in.
var vaderContraction = []byte("n't")

var vaderNamed = map[string]vaderID{
	"no": vNo, "or": vOr, "nor": vNor, "never": vNever, "so": vSo, "this": vThis, "without": vWithout,
	"doubt": vDoubt, "least": vLeast, "at": vAt, "very": vVery, "kind": vKind, "sort": vSort, "just": vJust,
	"enough": vEnough, "of": vOf, "but": vBut, "the": vThe, "shit": vShit, "bomb": vBomb, "bad": vBad,
	"ass": vAss, "yeah": vYeah, "right": vRight, "kiss": vKiss, "death": vDeath, "to": vTo, "die": vDie,
	"for": vFor, "bus": vBus, "stop": vStop, "beating": vBeating, "broken": vBroken, "heart": vHeart,
}

// vaderIdiom is a phrase with a valence of its own; the third word may be 0.
type vaderIdiom struct {
	words   [3]vaderID
	valence float64
}

var vaderIdioms = []vaderIdiom{
	{[3]vaderID{vThe, vShit}, 3}, {[3]vaderID{vThe, vBomb}, 3}, {[3]vaderID{vBad, vAss}, 1.5},
	{[3]vaderID{vBus, vStop}, 0}, {[3]vaderID{vYeah, vRight}, -2}, {[3]vaderID{vKiss, vOf, vDeath}, -1.5},
	{[3]vaderID{vTo, vDie, vFor}, 3}, {[3]vaderID{vBeating, vHeart}, 3.1}, {[3]vaderID{vBroken, vHeart}, -2.9},
}

// NewVader gives a VADER scorer. Loading its words takes a few milliseconds.
func NewVader() *Vader {
	source := govader.NewSentimentIntensityAnalyzer()
	v := &Vader{words: make(map[string]vaderEntry, len(source.Lexicon)+200), emoji: source.EmojiDict}
	for word, valence := range source.Lexicon {
		v.words[word] = vaderEntry{valence: valence, rated: true}
	}
	// The library's copy is older than the commit by this word.
	v.words["heart"] = vaderEntry{valence: 3.2, rated: true}
	for word, boost := range source.Constants.BoosterDict {
		e := v.words[word]
		e.boost, e.booster = boost, true
		v.words[word] = e
	}
	for _, word := range source.Constants.NegateList {
		e := v.words[word]
		e.negates = true
		v.words[word] = e
	}
	for word, id := range vaderNamed {
		e := v.words[word]
		e.id = id
		v.words[word] = e
	}
	return v
}

// Name is "vader".
func (v *Vader) Name() string { return "vader" }

// Score gives the compound score of the mention's sentence. It has no
// probabilities.
func (v *Vader) Score(p *Passage) Score {
	v.mask.set(p)
	if s, ok := v.last.get(p, &v.mask); ok {
		return s
	}
	v.reset()
	tokens := p.Text.Tokens
	for i := p.Sentence.First; i < p.Sentence.End; {
		// A word of VADER's is what stands between white space.
		v.word = v.word[:0]
		masked := false
		for first := i; i < p.Sentence.End && (i == first || !tokens[i].Space); i++ {
			if v.mask.covers(i) {
				masked = true
				continue
			}
			v.write(p.Text.Body[tokens[i].Start:tokens[i].End])
		}
		if masked && len(v.word) == 0 {
			v.list = append(v.list, vaderWord{})
			continue
		}
		v.flush()
	}
	c := v.compound()
	s := Score{Value: int16(math.Round(c * 1000)), Judged: true}
	switch {
	case c >= vaderCut:
		s.Label = 1
	case c <= -vaderCut:
		s.Label = -1
	}
	v.last.put(p, &v.mask, s)
	return s
}

// Compound gives the compound score of a text, in [-1, 1].
func (v *Vader) Compound(s string) float64 {
	v.reset()
	for _, word := range strings.Fields(s) {
		v.write(word)
		v.flush()
	}
	return v.compound()
}

func (v *Vader) reset() {
	v.list, v.word = v.list[:0], v.word[:0]
	v.marks.exclaim, v.marks.question = 0, 0
}

// write adds a piece of a word, with typographic marks made plain and emoji
// spelt out.
func (v *Vader) write(piece string) {
	for i, r := range piece {
		switch r {
		case '!':
			v.marks.exclaim++
		case '?':
			v.marks.question++
		case '’', '‘', 'ʼ':
			r = '\''
		case '“', '”', '„', '«', '»':
			r = '"'
		case '—', '–', '…':
			v.flush()
			continue
		}
		if r >= utf8.RuneSelf && r != utf8.RuneError {
			// Slicing a string makes no garbage; string(r) would.
			if name, ok := v.emoji[piece[i:i+utf8.RuneLen(r)]]; ok {
				v.flush()
				for rest, part := name, ""; rest != ""; {
					part, rest, _ = strings.Cut(rest, " ")
					v.word = append(v.word, part...)
					if rest != "" {
						v.flush()
					}
				}
				continue
			}
		}
		v.word = utf8.AppendRune(v.word, r)
	}
}

// flush ends a word: outer punctuation comes off, unless hardly anything
// would be left, as with ":)".
func (v *Vader) flush() {
	if len(v.word) == 0 {
		return
	}
	word := v.word
	for len(word) > 0 && asciiPunct(word[0]) {
		word = word[1:]
	}
	for len(word) > 0 && asciiPunct(word[len(word)-1]) {
		word = word[:len(word)-1]
	}
	if utf8.RuneCount(word) <= 2 {
		word = v.word
	}
	upper := isUpper(word)
	lowerInPlace(word)
	e := v.words[string(word)]
	if !e.negates && bytes.Contains(word, vaderContraction) {
		e.negates = true
	}
	v.list = append(v.list, vaderWord{e, upper})
	v.word = v.word[:0]
}

// compound carries out the rules on the words written.
func (v *Vader) compound() float64 {
	capitals := 0
	but := -1
	for i := range v.list {
		if v.list[i].upper {
			capitals++
		}
		if but < 0 && v.list[i].id == vBut {
			but = i
		}
	}
	mixed := capitals > 0 && capitals < len(v.list)
	sum := 0.0
	for i := range v.list {
		x := v.valence(i, mixed)
		switch {
		case but < 0 || i == but:
		case i < but:
			x *= 1 - vaderBut
		default:
			x *= 1 + vaderBut
		}
		sum += x
	}
	if sum == 0 {
		return 0
	}
	emphasis := float64(min(v.marks.exclaim, 4)) * vaderExclaim
	switch q := v.marks.question; {
	case q > 3:
		emphasis += vaderQuestions
	case q > 1:
		emphasis += float64(q) * vaderQuestion
	}
	if sum < 0 {
		emphasis = -emphasis
	}
	sum += emphasis
	return sum / math.Sqrt(sum*sum+vaderAlpha)
}

// valence is the score of word i in its context.
func (v *Vader) valence(i int, mixed bool) float64 {
	w := &v.list[i]
	if !w.rated || w.booster || w.id == vKind && v.id(i+1) == vOf {
		return 0
	}
	x := w.valence
	if w.id == vNo && i+1 < len(v.list) && v.list[i+1].rated {
		x = 0 // it negates the next word instead
	}
	if v.id(i-1) == vNo || v.id(i-2) == vNo || v.id(i-3) == vNo && (v.id(i-1) == vOr || v.id(i-1) == vNor) {
		x = w.valence * vaderNegation
	}
	if w.upper && mixed {
		x = away(x, vaderCapitals)
	}
	for back := 1; back <= 3 && back <= i; back++ {
		before := &v.list[i-back]
		if before.rated {
			continue
		}
		x += before.boosts(x, mixed) * [...]float64{1, 0.95, 0.9}[back-1]
		x = v.negate(x, i, back)
		if back == 3 {
			x = v.idiom(x, i)
		}
	}
	if v.id(i-1) == vLeast && !v.list[i-1].rated && (i == 1 || v.id(i-2) != vAt && v.id(i-2) != vVery) {
		x *= vaderNegation
	}
	return x
}

// id names word i; 0 where there is none.
func (v *Vader) id(i int) vaderID {
	if i < 0 || i >= len(v.list) {
		return 0
	}
	return v.list[i].id
}

// boosts is what an intensifier adds to a valence of x after it.
func (w *vaderWord) boosts(x float64, mixed bool) float64 {
	if !w.booster {
		return 0
	}
	b := w.boost
	if x < 0 {
		b = -b
	}
	if w.upper && mixed {
		// As the original has it: a valence of exactly 0 counts as negative.
		if x > 0 {
			b += vaderCapitals
		} else {
			b -= vaderCapitals
		}
	}
	return b
}

// negate applies the negation that stands back words before word i.
func (v *Vader) negate(x float64, i, back int) float64 {
	emphatic := func(j int) bool { return v.id(j) == vSo || v.id(j) == vThis }
	switch back {
	case 2:
		if v.id(i-2) == vNever && emphatic(i-1) {
			return x * vaderNever
		}
		if v.id(i-2) == vWithout && v.id(i-1) == vDoubt {
			return x
		}
	case 3:
		// The original's "never … and (so or this) or (so or this)" binds so
		// that "so" one word back is enough; published scores depend on it.
		if v.id(i-3) == vNever && emphatic(i-2) || emphatic(i-1) {
			return x * vaderNever
		}
		if v.id(i-3) == vWithout && (v.id(i-2) == vDoubt || v.id(i-1) == vDoubt) {
			return x
		}
	}
	if v.list[i-back].negates {
		return x * vaderNegation
	}
	return x
}

// idiom looks for phrases around word i, which has three words before it.
func (v *Vader) idiom(x float64, i int) float64 {
	for _, at := range [...]struct{ first, n int }{{i - 1, 2}, {i - 2, 3}, {i - 2, 2}, {i - 3, 3}, {i - 3, 2}} {
		if y, ok := v.phrase(at.first, at.n); ok {
			x = y
			break
		}
	}
	if y, ok := v.phrase(i, 2); ok {
		x = y
	}
	if y, ok := v.phrase(i, 3); ok {
		x = y
	}
	for _, j := range [...]int{i - 3, i - 2} {
		a, b := v.id(j), v.id(j+1)
		if (a == vKind || a == vSort) && b == vOf || a == vJust && b == vEnough {
			x -= 0.293
		}
	}
	return x
}

// phrase gives the valence of the idiom that is the n words from first on.
func (v *Vader) phrase(first, n int) (float64, bool) {
	words := [3]vaderID{v.id(first), v.id(first + 1)}
	if n == 3 {
		words[2] = v.id(first + 2)
		if words[2] == 0 {
			return 0, false
		}
	}
	for i := range vaderIdioms {
		if vaderIdioms[i].words == words {
			return vaderIdioms[i].valence, true
		}
	}
	return 0, false
}

// away moves x away from 0; 0 itself downwards, as the original does.
func away(x, by float64) float64 {
	if x > 0 {
		return x + by
	}
	return x - by
}

func asciiPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

// isUpper is Python's str.isupper: cased letters, and none of them small.
func isUpper(word []byte) bool {
	upper := false
	for i := 0; i < len(word); {
		r, n := utf8.DecodeRune(word[i:])
		i += n
		if unicode.IsLower(r) {
			return false
		}
		upper = upper || unicode.IsUpper(r)
	}
	return upper
}

// lowerInPlace makes letters small. Where the small letter has another
// length in UTF-8, the letter is left: no such word is in the lexicon.
func lowerInPlace(word []byte) {
	for i := 0; i < len(word); {
		if c := word[i]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				word[i] = c + 'a' - 'A'
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(word[i:])
		if l := unicode.ToLower(r); l != r && utf8.RuneLen(l) == n {
			utf8.EncodeRune(word[i:], l)
		}
		i += n
	}
}
