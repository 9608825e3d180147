package index

import (
	"encoding/binary"

	"slant/analysis"
	"slant/analysis/reuse"
	"slant/analysis/text"
	"slant/analysis/voice"
)

// AppendSettled appends what the corpus says of a document, as the package
// comment describes it. anew tells that Annotator.Settle found its voices
// anew.
func AppendSettled(b []byte, a *analysis.Annotated, anew bool) []byte {
	b = binary.AppendUvarint(b, uint64(len(a.Roles)))
	for i, role := range a.Roles {
		kind := a.Blocks[i].Kind
		b = append(b, byte(role)|byte(kind)<<4)
		if kind == reuse.Furniture {
			b = binary.LittleEndian.AppendUint64(b, a.Blocks[i].Hash)
		}
	}
	b = appendString(b, a.Wire)
	b = binary.AppendUvarint(b, uint64(len(a.Shared)))
	end := 0
	for _, r := range a.Shared {
		b = binary.AppendUvarint(b, uint64(r.First-end))
		b = binary.AppendUvarint(b, uint64(r.Len()))
		end = r.End
	}
	if !anew {
		return append(b, 0)
	}
	return appendAttributions(append(b, 1), a.Voices.Attributions)
}

// ReadSettled overwrites, in a document just loaded, what AppendSettled had of
// it; analysis.Annotator.Cut does the rest. Of blocks it gives the kind, and of
// furniture the hash. It reports whether that is of such a document.
func ReadSettled(record []byte, into *analysis.Annotated) bool {
	d := &decoder{b: record}
	if d.count() != len(into.Text.Blocks) {
		return false
	}
	into.Roles, into.Blocks, into.Shared = into.Roles[:0], into.Blocks[:0], into.Shared[:0]
	for range into.Text.Blocks {
		c := d.byte()
		b := reuse.Block{Kind: reuse.Kind(c >> 4)}
		if b.Kind == reuse.Furniture {
			if hash := d.take(8); hash != nil {
				b.Hash = binary.LittleEndian.Uint64(hash)
			}
		}
		into.Roles = append(into.Roles, voice.Role(c&0xf))
		into.Blocks = append(into.Blocks, b)
	}
	into.Wire = d.string()
	end := 0
	for range d.count() {
		first := end + d.int()
		end = first + d.int()
		if end > len(into.Text.Tokens) {
			return false
		}
		into.Shared = append(into.Shared, text.Range{First: first, End: end})
	}
	if d.byte() != 0 {
		into.Voices.Attributions = readAttributions(d, len(into.Text.Tokens), into.Voices.Attributions[:0])
	}
	return !d.fail && d.at == len(d.b)
}
