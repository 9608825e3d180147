package voice

import "slant/analysis/text"

// turn is what somebody says in a transcript: blocks from the one that is
// labelled with who speaks to the one before the next label.
type turn struct {
	block  int
	source text.Range
	end    int // first token after the label

	statement int32
}

// findTurns finds the labels of a transcript: "LAVROV: …", "Q: …", and names
// such as "Lavrov: …" that label several blocks. One label does not make a
// transcript.
func (f *Finder) findTurns() {
	f.turns, f.turn = f.turns[:0], 0
	for b := range f.t.Blocks {
		r := f.t.Blocks[b].Tokens
		n := f.labelEnd(r)
		if n == 0 || f.role(b) == HeadlineBlock || f.furniture(b) {
			continue
		}
		source := text.Range{First: r.First, End: n}
		for !source.Empty() && f.words[source.First].is&wMark != 0 {
			source.First++ // a transcript inside marks
		}
		f.turns = append(f.turns, turn{block: b, source: source, end: n + 1})
	}
	clear(f.labels)
	for _, t := range f.turns {
		f.labels[f.t.Tokens[t.source.End-1].Type]++
	}
	kept := f.turns[:0]
	for _, t := range f.turns {
		if f.shouted(t.source) && len(f.turns) > 1 || f.labels[f.t.Tokens[t.source.End-1].Type] >= 3 {
			kept = append(kept, t)
		}
	}
	if len(kept) < 2 {
		kept = kept[:0]
	}
	f.turns = kept
}

// labelEnd gives the place of the colon of the label that a block starts with,
// or 0.
func (f *Finder) labelEnd(r text.Range) int {
	for i := r.First; i < r.End && i < r.First+6; i++ {
		tok := &f.t.Tokens[i]
		is := f.words[i].is
		switch {
		case is&wColon != 0:
			if i > r.First && i+1 < r.End && f.t.Tokens[i+1].Space {
				return i
			}
			return 0
		case is&wMark != 0 && i == r.First, is&wStop != 0:
		case tok.Kind != text.Word || tok.Shape == text.Lower:
			return 0
		}
	}
	return 0
}

// shouted reports whether a label is all capitals: "MR. LAVROV", "Q".
func (f *Finder) shouted(r text.Range) bool {
	for i := r.First; i < r.End; i++ {
		tok := &f.t.Tokens[i]
		if tok.Kind == text.Word && tok.Shape != text.Upper && tok.Len() > 1 {
			return false
		}
	}
	switch f.form(r.First) {
	case "email", "e-mail", "tel", "phone", "fax", "url", "facebook", "twitter", "web", "photo", "video", "fact", "update", "note", "related", "pledged", "superdelegates":
		return false
	}
	return !r.Empty()
}

// transcript deals with block b if it is part of a turn.
func (f *Finder) transcript(b int, r text.Range) bool {
	for f.turn+1 < len(f.turns) && f.turns[f.turn+1].block <= b {
		f.turn++
	}
	if f.turn < len(f.turns) {
		t := &f.turns[f.turn]
		last := t.block
		if f.turn+1 < len(f.turns) && f.turns[f.turn+1].block-t.block <= 8 {
			last = f.turns[f.turn+1].block - 1
		}
		if b < t.block || b > last {
			return false
		}
		a := Attribution{Content: r, Source: t.source, Class: Neutral, Voice: Quoted, Rule: DirectTranscript}
		if b == t.block {
			a.Content.First = t.end
			a.Cue = text.Range{First: t.end - 1, End: t.end}
			t.statement = f.add(a, 0)
		} else {
			f.add(a, t.statement)
		}
		f.take(r, len(f.out)-1)
		return true
	}
	return false
}
