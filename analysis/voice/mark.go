package voice

import "slant/analysis/text"

// mark is what a token can do as a mark of quotation.
type mark uint8

const (
	noMark      mark = iota
	straight         // " opens and closes
	curlyOpen        // “
	curlyClose       // ”
	low              // „ opens
	guilOpen         // « opens, or closes in »…«
	guilClose        // »
	apostrophe       // ' opens, closes, or belongs to a word
	singleOpen       // ‘
	singleClose      // ’
	singleLow        // ‚
	angleOpen        // ‹
	angleClose       // ›
	grave            // ` as in ``…''
)

// markOf gives the mark of a normalised form; a curly apostrophe alone is
// told from a straight one by the surface, see (*quotes).mark.
func markOf(form string) mark {
	switch form {
	case `"`, "＂", "″":
		return straight
	case "“", "‟", "❝":
		return curlyOpen
	case "”", "❞":
		return curlyClose
	case "„":
		return low
	case "«":
		return guilOpen
	case "»":
		return guilClose
	case "'":
		return apostrophe
	case "‚":
		return singleLow
	case "‹":
		return angleOpen
	case "›":
		return angleClose
	case "`":
		return grave
	}
	return noMark
}

// family tells which marks can pair: any two of one family.
type family uint8

const (
	double family = iota
	guillemet
	single
	angle
	families
)

func (m mark) family() family {
	switch m {
	case guilOpen, guilClose:
		return guillemet
	case apostrophe, singleOpen, singleClose, singleLow:
		return single
	case angleOpen, angleClose:
		return angle
	}
	return double
}

// quotation is a pair of marks and what stands between them.
type quotation struct {
	text.Range            // marks included
	inner      text.Range // marks excluded
	outer      int32      // index of the quotation it stands in, -1 for none
	open       bool       // never closed: it ends with its block
	block      int32
	words      int32 // words and numbers inside
	continues  bool  // carries on an open quotation of the block before
}

// quotes pairs the marks of quotation of a text.
type quotes struct {
	found []quotation
	stack []pending
}

// pending is a mark that opened and has not closed.
type pending struct {
	at, width int
	family    family
}

// look is one mark as it stands in its surroundings: a token, or two single
// marks that stand for a double one.
type look struct {
	mark   mark
	width  int
	opens  bool // could open: nothing but space or an opening mark before it, no space after it
	closes bool // could close: no space before it
}

// look reads the mark at token i.
func lookAt(t *text.Text, words *text.Few[word], block text.Range, i int) look {
	tok := &t.Tokens[i]
	l := look{mark: words.Of(tok.Type).mark, width: 1}
	switch l.mark {
	case apostrophe:
		switch t.Body[tok.Start:tok.End] {
		case "‘", "‛":
			l.mark = singleOpen
		case "’":
			l.mark = singleClose
		case "'":
			if i+1 < block.End && !t.Tokens[i+1].Space && t.Body[t.Tokens[i+1].Start:t.Tokens[i+1].End] == "'" {
				l.mark, l.width = straight, 2
			}
		}
	case grave:
		if i+1 < block.End && !t.Tokens[i+1].Space && words.Of(t.Tokens[i+1].Type).mark == grave {
			l.mark, l.width = curlyOpen, 2
		} else {
			return look{width: 1}
		}
	}
	next := i + l.width
	spaceAfter := next >= block.End || t.Tokens[next].Space
	before := i == block.First || tok.Space
	if !before {
		p := words.Of(t.Tokens[i-1].Type)
		before = p.is&(wOpen|wDash) != 0 || p.mark != noMark || p.is&wColon != 0
	}
	l.opens = before && !spaceAfter
	l.closes = i > block.First && (!tok.Space || spaceAfter)
	if tok.Space && spaceAfter && l.mark == straight {
		l.opens = next < block.End // " spaced " : whichever is due
	}
	if l.closes && l.opens && !tok.Space {
		// Between two marks, or after a dash: a mark before a word opens.
		p := words.Of(t.Tokens[i-1].Type)
		l.closes = p.is&wStop != 0 || p.mark != noMark && t.Tokens[next].Kind == text.Punct || p.is&wDash != 0 && t.Tokens[next].Kind == text.Punct
		if l.closes {
			l.opens = t.Tokens[next].Kind != text.Punct
		}
	}
	return l
}

// find pairs the marks of a block and appends its quotations, in order of
// their first marks. carried says that the block before ended inside a
// quotation.
func (q *quotes) find(t *text.Text, words *text.Few[word], flagged []int32, block int, carried bool) (open bool) {
	b := t.Blocks[block].Tokens
	q.stack = q.stack[:0]
	from := len(q.found)
	skip := -1
	for k, at := range flagged {
		i := int(at)
		if i <= skip {
			continue
		}
		l := lookAt(t, words, b, i)
		if l.mark == noMark {
			continue
		}
		skip = i + l.width - 1
		f := l.mark.family()
		if f == single {
			q.single(t, words, b, flagged[k+1:], i, l)
			continue
		}
		opened := q.top(f)
		if l.mark == straight && l.width == 1 && inches(t, words, b, flagged[k+1:], i, opened >= 0) {
			continue
		}
		closing := opened >= 0
		switch l.mark {
		case curlyOpen, low:
			// Closes only where it cannot open: “True Promise“.
			closing = closing && !l.opens && l.closes
		case curlyClose:
			if opened < 0 && l.opens {
				closing = false
			} else if opened < 0 {
				continue // closes what was never opened
			}
		case straight:
			if closing && l.opens && !l.closes {
				closing = false
			}
			if !closing && !l.opens && l.closes {
				if opened < 0 {
					continue
				}
				closing = true
			}
		case guilOpen, guilClose:
			if opened < 0 && i+l.width >= b.End {
				continue
			}
		case angleOpen, angleClose:
			if opened < 0 && !l.opens {
				continue
			}
		}
		if closing {
			if l.width == 2 && i+2 < b.End && !t.Tokens[i+2].Space && words.Of(t.Tokens[i+2].Type).mark == apostrophe {
				l.width = 3 // ''': a single mark inside, and the double one
				skip++
			}
			q.close(t, opened, i, l.width, block)
			continue
		}
		if opened >= 0 && f == double && l.mark != low {
			// The last one was never closed, unless marks enough follow to
			// close both: then this one is nested.
			if !closers(t, words, b, flagged[k+1:], f, len(q.stack)+1) {
				q.abandon(t, words, b, opened, i, block)
			}
		}
		q.stack = append(q.stack, pending{i, l.width, f})
	}
	if n := q.top(double); n >= 0 {
		open = true
		q.close(t, n, b.End, 0, block)
	} else if n := q.top(guillemet); n >= 0 {
		open = true
		q.close(t, n, b.End, 0, block)
	} else if n := q.top(single); n >= 0 && q.stack[n].at == b.First && len(q.found) == from {
		open = true
		q.close(t, n, b.End, 0, block)
	}
	own := q.found[from:]
	order(own)
	nest(own, from)
	if carried && len(own) > 0 && own[0].First == b.First {
		own[0].continues = true
	}
	for i := range own {
		own[i].words = int32(t.Words(own[i].inner))
	}
	return open
}

// top gives the index of the innermost pending mark of a family, or -1.
func (q *quotes) top(f family) int {
	for n := len(q.stack) - 1; n >= 0; n-- {
		if q.stack[n].family == f {
			return n
		}
	}
	return -1
}

// close ends pending mark n with the mark at token i, of width tokens, or
// with the block where width is 0. What opened inside it and did not close is
// no quotation.
func (q *quotes) close(t *text.Text, n, i, width, block int) {
	p := q.stack[n]
	q.stack = q.stack[:n]
	r := quotation{
		Range: text.Range{First: p.at, End: i + width}, inner: text.Range{First: p.at + p.width, End: i},
		outer: -1, open: width == 0, block: int32(block),
	}
	if r.inner.Empty() {
		return
	}
	q.found = append(q.found, r)
}

// abandon ends pending mark n, which was never closed, before the mark that
// opens at token i: where its sentence ends, or right there.
func (q *quotes) abandon(t *text.Text, words *text.Few[word], b text.Range, n, i, block int) {
	p := q.stack[n]
	s := t.Sentences[t.SentenceAt(p.at)]
	end := min(s.End, i)
	q.close(t, n, end, 0, block)
	if k := len(q.found) - 1; k >= 0 && q.found[k].First == p.at {
		q.found[k].open = false
	}
}

// single deals with a single mark, which may be an apostrophe.
func (q *quotes) single(t *text.Text, words *text.Few[word], b text.Range, rest []int32, i int, l look) {
	opened := q.top(single)
	if opened >= 0 && l.mark != singleOpen && l.closes && !l.opens {
		if possessive(t, b, i) && closerAhead(t, words, b, rest) {
			return // the voters' choice
		}
		q.close(t, opened, i, l.width, int(t.BlockAt(i)))
		return
	}
	if l.mark == singleClose || !l.opens || opened >= 0 {
		return
	}
	if i+1 < b.End && elision(t, i+1) {
		return
	}
	if l.mark == apostrophe && !closerAhead(t, words, b, rest) {
		return
	}
	if l.mark != apostrophe && !closerAhead(t, words, b, rest) && i != b.First {
		return
	}
	q.stack = append(q.stack, pending{i, l.width, single})
}

// possessive reports whether the mark at i could be the apostrophe of a
// plural: it follows an s and a word follows it.
func possessive(t *text.Text, b text.Range, i int) bool {
	if i == b.First || i+1 >= b.End || !t.Tokens[i+1].Space || t.Tokens[i+1].Kind != text.Word {
		return false
	}
	p := t.Tokens[i-1]
	return p.Kind == text.Word && (t.Body[p.End-1] == 's' || t.Body[p.End-1] == 'S')
}

// elision reports whether token i is what an apostrophe leaves of a word or
// of a year: 'em, '90s.
func elision(t *text.Text, i int) bool {
	tok := &t.Tokens[i]
	if tok.Kind == text.Number || t.Body[tok.Start] >= '0' && t.Body[tok.Start] <= '9' {
		return true
	}
	switch t.Body[tok.Start:tok.End] {
	case "em", "til", "tis", "twas", "cause", "n", "bout", "round", "Til", "Tis", "Twas", "Cause":
		return true
	}
	return false
}

// far is how many marks are looked at ahead, at most.
const far = 200

// closerAhead reports whether a later single mark of the block closes before
// another opens.
func closerAhead(t *text.Text, words *text.Few[word], b text.Range, rest []int32) bool {
	for k := 0; k < min(len(rest), far); k++ {
		i := int(rest[k])
		l := lookAt(t, words, b, i)
		if l.width == 2 {
			k++
			continue
		}
		if l.mark.family() != single || l.mark == noMark {
			continue
		}
		if l.closes && !l.opens && l.mark != singleOpen {
			return true
		}
		if l.opens && (l.mark == singleOpen || l.mark == apostrophe && !elision(t, i+1)) {
			return false
		}
	}
	return false
}

// closers reports whether at least n marks of a family that can only close
// follow in the block.
func closers(t *text.Text, words *text.Few[word], b text.Range, rest []int32, f family, n int) bool {
	for k := 0; k < min(len(rest), far) && n > 0; k++ {
		l := lookAt(t, words, b, int(rest[k]))
		if l.width == 2 {
			k++
		}
		if l.mark == noMark || l.mark.family() != f {
			continue
		}
		if l.closes && !l.opens {
			n--
		} else {
			n++
		}
	}
	return n <= 0
}

// inches reports whether the mark at token i stands for inches or seconds:
// it follows a number without space, and either nothing is open, or the
// sentence goes on and a mark that can close follows before one that opens.
func inches(t *text.Text, words *text.Few[word], b text.Range, rest []int32, i int, open bool) bool {
	if i == b.First || t.Tokens[i].Space || t.Tokens[i-1].Kind != text.Number {
		return false
	}
	if !open {
		return true
	}
	if i+1 >= b.End || t.Tokens[i+1].Kind == text.Punct || t.Tokens[i+1].Shape != text.Lower {
		return false
	}
	for _, at := range rest[:min(len(rest), far)] {
		l := lookAt(t, words, b, int(at))
		if l.mark == noMark || l.mark.family() != double {
			continue
		}
		return l.closes && !l.opens
	}
	return false
}

// order sorts quotations by their first marks; they come nearly sorted.
func order(qs []quotation) {
	for i := 1; i < len(qs); i++ {
		for j := i; j > 0 && qs[j].First < qs[j-1].First; j-- {
			qs[j], qs[j-1] = qs[j-1], qs[j]
		}
	}
}

// nest tells each quotation, in order, which one it stands in. base is the
// index of the first.
func nest(qs []quotation, base int) {
	for i := range qs {
		for j := i - 1; j >= 0; j-- {
			if qs[j].End >= qs[i].End {
				qs[i].outer = int32(base + j)
				break
			}
			if qs[j].outer < 0 && qs[j].End <= qs[i].First {
				break
			}
		}
	}
}
