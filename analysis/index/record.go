package index

import (
	"encoding/binary"
	"slices"

	"github.com/cespare/xxhash/v2"

	"slant/analysis"
	"slant/analysis/text"
	"slant/analysis/voice"
)

// What stands between two tokens; see the package comment.
const (
	gapNone = iota
	gapSpace
	gapBreak
	gapOther
)

// appendRecord appends a document as the package comment describes it, without
// its checksum. number gives the number of a spelling in the segment.
func appendRecord(b []byte, a *analysis.Annotated, sketch []byte, spelt []text.Surface, number func(text.Surface) uint64) []byte {
	t := &a.Text
	b = binary.AppendUvarint(b, uint64(len(sketch)))
	b = append(b, sketch...)
	b = binary.AppendUvarint(b, uint64(len(t.Body)))
	b = binary.AppendUvarint(b, uint64(a.Shift))
	b = binary.AppendUvarint(b, uint64(len(t.Tokens)))
	end := 0
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		n := number(spelt[i]) << 2
		gap := t.Body[end:tok.Start]
		end = tok.End
		switch {
		case gap == "" && !tok.Space:
			b = binary.AppendUvarint(b, n+gapNone)
		case gap == " " && tok.Space:
			b = binary.AppendUvarint(b, n+gapSpace)
		case gap == "":
			b = binary.AppendUvarint(b, n+gapBreak)
		default:
			b = binary.AppendUvarint(b, n+gapOther)
			space := uint64(0)
			if tok.Space {
				space = 1
			}
			b = binary.AppendUvarint(b, uint64(len(gap))<<1|space)
			b = append(b, gap...)
		}
	}
	b = appendString(b, t.Body[end:])
	b = binary.AppendUvarint(b, uint64(len(t.Blocks)))
	for i := range t.Blocks {
		b = append(b, byte(a.Roles[i]))
		s := t.Blocks[i].Sentences
		b = binary.AppendUvarint(b, uint64(s.Len()))
		for _, r := range t.Sentences[s.First:s.End] {
			b = binary.AppendUvarint(b, uint64(r.Len()))
		}
	}
	return appendAttributions(b, a.Voices.Attributions)
}

func appendAttributions(b []byte, attributions []voice.Attribution) []byte {
	b = binary.AppendUvarint(b, uint64(len(attributions)))
	first, statement := 0, int32(0)
	for i := range attributions {
		at := &attributions[i]
		b = binary.AppendVarint(b, int64(at.Content.First-first))
		first = at.Content.First
		b = binary.AppendUvarint(b, uint64(at.Content.Len()))
		for _, r := range [...]text.Range{at.Source, at.Cue} {
			if r.Empty() {
				b = append(b, 0)
				continue
			}
			b = binary.AppendUvarint(b, uint64(r.Len()))
			b = binary.AppendVarint(b, int64(r.First-first))
		}
		b = append(b, byte(at.Voice), byte(at.Class), byte(at.Rule))
		b = binary.AppendVarint(b, int64(at.Statement-statement))
		statement = at.Statement
		b = binary.AppendUvarint(b, uint64(at.Outer+1))
	}
	return b
}

// checked gives a record without its checksum, or nothing when that is wrong.
func checked(record []byte) ([]byte, bool) {
	if len(record) < 8 || binary.LittleEndian.Uint64(record) != xxhash.Sum64(record[8:]) {
		return nil, false
	}
	return record[8:], true
}

// sketchOf gives what the first pass takes of a document.
func sketchOf(record []byte) ([]byte, error) {
	record, ok := checked(record)
	if !ok {
		return nil, ErrDamaged
	}
	d := decoder{b: record}
	sketch := d.bytes()
	if d.fail {
		return nil, ErrDamaged
	}
	return sketch, nil
}

// wordBytes is what a spelling is copied as, if it has no more.
const wordBytes = 16

// eight gives eight bytes of s, in one load.
func eight(s string, at int) uint64 {
	b := s[at : at+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// read takes a record apart. The document's own fields are not in it.
func (l *Loader) read(record []byte, words *table, into *analysis.Annotated) error {
	record, ok := checked(record)
	if !ok {
		return ErrDamaged
	}
	d := &decoder{b: record}
	d.bytes() // the sketch
	size, shift := d.int(), d.int()
	n := d.count()
	t := &into.Text
	t.Tokens, t.Sentences, t.Blocks = t.Tokens[:0], t.Sentences[:0], t.Blocks[:0]
	body := slices.Grow(l.body[:0], min(size, 1<<28)+wordBytes)
	if cap(t.Tokens) < n {
		t.Tokens = make([]text.Token, n, n+n/4)
	}
	t.Tokens = t.Tokens[:n]
	for i := range t.Tokens {
		code := d.uvarint()
		if code>>2 >= uint64(len(words.words)) {
			return ErrDamaged
		}
		w := &words.words[code>>2]
		if !w.known {
			l.meet(w, words.spellings[w.start:w.end])
		}
		space := false
		switch code & 3 {
		case gapSpace:
			body = append(body, ' ')
			space = true
		case gapBreak:
			space = true
		case gapOther:
			length := d.uvarint()
			body = append(body, d.take(int(min(length>>1, 1<<40)))...)
			space = length&1 != 0
		}
		start := len(body)
		end := start + int(w.end-w.start)
		if end-start <= wordBytes && start+wordBytes <= cap(body) && int(w.start)+wordBytes <= len(words.spellings) {
			// Most words are short: it is quicker to copy more than there is.
			binary.LittleEndian.PutUint64(body[start:start+8], eight(words.spellings, int(w.start)))
			binary.LittleEndian.PutUint64(body[start+8:start+wordBytes], eight(words.spellings, int(w.start)+8))
			body = body[:end]
		} else {
			body = append(body, words.spellings[w.start:w.end]...)
		}
		// Where it stands: one made elsewhere in bytes and copied in words is
		// waited for.
		tok := &t.Tokens[i]
		tok.Start, tok.End, tok.Type, tok.Kind, tok.Shape, tok.Space = start, end, w.typ, w.kind, w.shape, space
	}
	body = append(body, d.bytes()...)
	t.Body, l.body = string(body), body
	if shift > len(t.Body) {
		return ErrDamaged
	}
	into.Shift = shift
	if !readBlocks(d, t, into) {
		return ErrDamaged
	}
	into.Voices.Attributions = readAttributions(d, len(t.Tokens), into.Voices.Attributions[:0])
	into.Voices.Segments = into.Voices.Segments[:0]
	if d.fail || d.at != len(d.b) || len(t.Body) != size {
		return ErrDamaged
	}
	return nil
}

// readBlocks gives the blocks, their sentences and their roles, and whether
// they hold all tokens.
func readBlocks(d *decoder, t *text.Text, into *analysis.Annotated) bool {
	into.Roles = into.Roles[:0]
	token := 0
	for range d.count() {
		into.Roles = append(into.Roles, voice.Role(d.byte()))
		b := text.Block{Tokens: text.Range{First: token}, Sentences: text.Range{First: len(t.Sentences)}}
		for range d.count() {
			length := d.int()
			t.Sentences = append(t.Sentences, text.Range{First: token, End: token + length})
			token += length
		}
		b.Tokens.End, b.Sentences.End = token, len(t.Sentences)
		if token > len(t.Tokens) || b.Tokens.Empty() {
			return false
		}
		b.Span = text.Span{Start: t.Tokens[b.Tokens.First].Start, End: t.Tokens[token-1].End}
		t.Blocks = append(t.Blocks, b)
	}
	return token == len(t.Tokens)
}

func readAttributions(d *decoder, tokens int, out []voice.Attribution) []voice.Attribution {
	n := d.count()
	first, statement := 0, int32(0)
	// within gives a range of so many tokens, if the text has them.
	within := func(at int64, length int) text.Range {
		if at < 0 || at+int64(length) > int64(tokens) {
			d.fail = true
			return text.Range{}
		}
		return text.Range{First: int(at), End: int(at) + length}
	}
	for i := range n {
		var a voice.Attribution
		start := int64(first) + d.varint()
		a.Content = within(start, d.int())
		first = a.Content.First
		for _, r := range [...]*text.Range{&a.Source, &a.Cue} {
			if length := d.int(); length > 0 {
				*r = within(int64(first)+d.varint(), length)
			}
		}
		a.Voice, a.Class, a.Rule = voice.Voice(d.byte()), voice.Class(d.byte()), voice.Rule(d.byte())
		statement += int32(d.varint())
		a.Statement = statement
		a.Outer = int32(d.int()) - 1
		if a.Voice >= voice.Voices || int(a.Outer) >= i || d.fail {
			d.fail = true
			return out
		}
		out = append(out, a)
	}
	return out
}
