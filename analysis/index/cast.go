package index

import (
	"encoding/binary"
	"slices"

	"slant/analysis"
	"slant/analysis/actor"
	"slant/analysis/coref"
	"slant/analysis/text"
)

// longName is how many tokens a mention has for its length to be written apart.
const longName = 4

// mostMet is how many actors nearly every document has at most.
const mostMet = 64

// AppendCast appends the names of a cast and its first reading, as the package
// comment describes them.
func AppendCast(b []byte, c *analysis.Cast) []byte {
	b = binary.AppendUvarint(b, uint64(len(c.Named)))
	var room [mostMet]int32
	met := room[:0] // actors; their places are from 1 on
	end := 0
	for i := range c.Named {
		m := &c.Named[i]
		b = binary.AppendUvarint(b, uint64(m.First-end))
		end = m.End
		place := slices.Index(met, m.Actor) + 1
		b = binary.AppendUvarint(b, uint64(place*longName+min(m.Len(), longName)-1))
		if place == 0 {
			b = binary.AppendUvarint(b, uint64(m.Actor))
			met = append(met, m.Actor)
		}
		if m.Len() >= longName {
			b = binary.AppendUvarint(b, uint64(m.Len()-longName))
		}
	}
	return AppendReading(b, &c.Readings[0])
}

// AppendReading appends one reading, as a record of its own has it.
func AppendReading(b []byte, r *analysis.Reading) []byte {
	b = binary.LittleEndian.AppendUint64(b, r.Key)
	b = binary.AppendUvarint(b, uint64(len(r.Mentions)))
	first := 0
	for i := range r.Mentions {
		m := &r.Mentions[i]
		b = binary.AppendUvarint(b, uint64(m.First-first))
		first = m.First
		b = binary.AppendUvarint(b, uint64(m.Len())<<1|uint64(m.Form-coref.Nominal))
		b = binary.AppendUvarint(b, uint64(m.Actor))
	}
	return b
}

// ReadCast overwrites a cast with what AppendCast had of it. It reports whether
// that is of a text with so many tokens, and of so many actors.
func ReadCast(record []byte, tokens, actors int, into *analysis.Cast) bool {
	d := &decoder{b: record}
	into.Begin()
	n := d.count()
	var room [mostMet]int32
	met := room[:0]
	end := 0
	for range n {
		m := actor.Mention{Range: text.Range{First: end + d.int()}}
		code := d.int()
		length := code%longName + 1
		switch place := code / longName; {
		case place == 0:
			m.Actor = int32(min(d.int(), actors))
			met = append(met, m.Actor)
		case place > len(met):
			return false
		default:
			m.Actor = met[place-1]
		}
		if length == longName {
			length += d.int()
		}
		m.End = m.First + length
		if end = m.End; end > tokens || int(m.Actor) >= actors {
			return false
		}
		into.Named = append(into.Named, m)
	}
	into.Known = true
	return readReading(d, tokens, actors, into)
}

// ReadReading adds to a cast what AppendReading had of it, and reports as
// ReadCast does.
func ReadReading(record []byte, tokens, actors int, into *analysis.Cast) bool {
	return readReading(&decoder{b: record}, tokens, actors, into)
}

func readReading(d *decoder, tokens, actors int, into *analysis.Cast) bool {
	key := d.take(8)
	if key == nil {
		return false
	}
	r := into.Add(binary.LittleEndian.Uint64(key))
	first := 0
	for range d.count() {
		first += d.int()
		code := d.int()
		m := analysis.Anaphor{Range: text.Range{First: first, End: first + code>>1}, Form: coref.Nominal + coref.Form(code&1), Actor: int32(min(d.int(), actors))}
		if m.Empty() || m.End > tokens || int(m.Actor) >= actors {
			return false
		}
		r.Mentions = append(r.Mentions, m)
	}
	return !d.fail && d.at == len(d.b)
}
