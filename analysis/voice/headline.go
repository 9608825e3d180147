package voice

import "slant/analysis/text"

// headline deals with quotation by colon: "Russia: We Told Israel the Truth"
// and "Israel Struck First: Report".
func (f *Finder) headline(b int, p text.Range) bool {
	block := f.t.Blocks[b].Tokens
	if p.First != block.First || p.Len() > 40 {
		return false
	}
	for i := p.First + 1; i < p.End-1; i++ {
		if f.tags[i] != tColon || f.in[i] != 0 {
			continue
		}
		left := text.Range{First: p.First, End: i}
		right := text.Range{First: i + 1, End: f.trimEnd(p.End)}
		cue := text.Range{First: i, End: i + 1}
		if left.Len() <= 6 && f.name(left) && right.Len() >= 3 {
			a := Attribution{Content: right, Source: left, Cue: cue, Class: Neutral, Voice: Reported, Rule: HeadlineColon}
			if q := f.in[right.First]; q != 0 && f.found[q-1].Range == right {
				a.Voice, a.Rule = Quoted, DirectColon
			}
			statement := f.add(a, 0)
			f.take(right, len(f.out)-1)
			c := candidate{group: cue, cue: cue2}
			f.spoke(b, right.End, left, &c, statement, &speaker{})
			return true
		}
		return false
	}
	return false
}

var cue2 = cue{class: Neutral}

// name reports whether a range is nothing but a name.
func (f *Finder) name(r text.Range) bool {
	for i := r.First; i < r.End; i++ {
		if f.in[i] != 0 || f.tags[i] != tNoun && f.tags[i] != tPoss || f.t.Tokens[i].Shape == text.Lower {
			return false
		}
	}
	return !r.Empty()
}

// transcript deals with blocks of an interview: "LAVROV: …", "Q: …".
func (f *Finder) transcript(b int, r text.Range) bool {
	n := 0
	for i := r.First; i < r.End && i < r.First+5; i++ {
		tok := &f.t.Tokens[i]
		if f.words[i].is&wColon != 0 {
			n = i
			break
		}
		if tok.Shape != text.Upper && !(tok.Shape == text.Title && tok.Len() == 1) && f.words[i].is&wStop == 0 {
			return false
		}
	}
	if n <= r.First || n+1 >= r.End || !f.t.Tokens[n+1].Space {
		return false
	}
	if f.role(b) == HeadlineBlock || b == 0 {
		return false
	}
	a := Attribution{Content: text.Range{First: n + 1, End: r.End}, Source: text.Range{First: r.First, End: n}, Cue: text.Range{First: n, End: n + 1}, Class: Neutral, Voice: Quoted, Rule: DirectTranscript}
	f.add(a, 0)
	f.take(a.Content, len(f.out)-1)
	return true
}
