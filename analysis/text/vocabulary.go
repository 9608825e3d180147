package text

import (
	"math/bits"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// Type is the number of a normalised form in a Vocabulary.
type Type uint32

// Surface is the number of a surface in a Vocabulary: a word as it was written.
type Surface uint32

// Vocabulary numbers the normalised forms that it has seen, from 0 on. It
// belongs to one worker: it is not safe for concurrent use.
//
// Surfaces ("Regime", "regime", "REGIME") are what is looked up, so that a
// word is normalised when it is first seen and never again. The table is open
// addressing with one 16-byte slot for each surface. A surface of eight bytes
// or less, which four tokens in five are, is its own key, so that a look-up
// touches nothing but its slot. One of sixteen or less is two such keys, in a
// table of its own; of a longer one the key is the hash, and the bytes are
// compared besides.
//
// What words are spelt stands in a few long strings, one after the other, and
// everything else says where: a vocabulary has some hundred thousand words, and
// as many pointers would have to be followed whenever garbage is collected.
type Vocabulary struct {
	slots    []slot
	shift    uint // the slot of a key is in the upper bits of its product
	wide     []wideSlot
	widths   int             // wide slots that are used
	chunks   []string        // spellings
	filling  strings.Builder // the last of the chunks
	surfaces []spelling      // by Surface
	forms    []spelling      // by Type
	types    []formSlot      // by hash of the form, open addressing
}

// spelling is a part of a chunk.
type spelling struct{ chunk, at, bytes uint32 }

// chunkBytes is how long a chunk is; one that begins with a longer word has
// nothing else.
const chunkBytes = 64 << 10

// formSlot holds one form.
type formSlot struct {
	hash uint32 // its upper bits
	typ  Type   // plus one; 0 stands for an empty slot
}

// slot holds one surface.
type slot struct {
	key uint64 // the bytes, first in the lowest; or the hash of more than eight
	typ Type
	is  facts
}

// wideSlot holds one surface of nine to sixteen bytes.
type wideSlot struct {
	first, rest uint64
	typ         Type
	is          facts
}

// facts packs what there is to say of a surface: that there is one, its kind
// and shape, and its number.
type facts uint32

const (
	used        facts = 1 << 0
	long        facts = 1 << 1
	kindBits          = 2 // two of them
	shapeBits         = 4 // three
	surfaceBits       = 8 // the rest
)

func (f facts) kind() Kind       { return Kind(f >> kindBits & 3) }
func (f facts) shape() Shape     { return Shape(f >> shapeBits & 7) }
func (f facts) surface() Surface { return Surface(f >> surfaceBits) }

// keyBytes is how long a surface can be that is its own key. No token holds
// the byte zero but the one that is nothing else, so that bytes filled up with
// zeros stand for one surface only.
const keyBytes = 8

// spread is an odd number near 2^64 divided by the golden ratio (Knuth, The Art
// of Computer Programming 3, section 6.4): the upper bits of a product with it
// depend on every bit of the key.
const spread = 0x9E3779B97F4A7C15

const firstSlots = 13 // bits

// Three slots in four are used before there are twice as many: four of them
// lie in one line of the processor's cache.
const usedOfFour = 3

// NewVocabulary gives an empty vocabulary.
func NewVocabulary() *Vocabulary {
	return &Vocabulary{slots: make([]slot, 1<<firstSlots), shift: 64 - firstSlots, wide: make([]wideSlot, 1<<firstSlots), types: make([]formSlot, 1<<firstSlots)}
}

// Len is the number of types.
func (v *Vocabulary) Len() int { return len(v.forms) }

// Form gives the normalised form of a type. Whoever keeps it longer than the
// vocabulary should clone it: it is part of a long string.
func (v *Vocabulary) Form(t Type) string { return v.spelt(v.forms[t]) }

// Spelling gives a surface as it was written, as Form does.
func (v *Vocabulary) Spelling(s Surface) string { return v.spelt(v.surfaces[s]) }

func (v *Vocabulary) spelt(s spelling) string { return v.chunks[s.chunk][s.at : s.at+s.bytes] }

// Intern gives the type, kind and shape of a token as it stands in a text.
func (v *Vocabulary) Intern(surface string) (Type, Kind, Shape) {
	t, is := v.intern(surface, 0, len(surface))
	return t, is.kind(), is.shape()
}

// intern does so for body[at:end].
func (v *Vocabulary) intern(body string, at, end int) (Type, facts) {
	var key uint64
	n := end - at
	switch {
	case n > 2*keyBytes:
		return v.internLong(body[at:end])
	case n > keyBytes:
		return v.internWide(body[at:end])
	case at+keyBytes <= len(body):
		key = load(body, at) & (^uint64(0) >> (8 * (keyBytes - n) & 63))
	default:
		for i := end - 1; i >= at; i-- {
			key = key<<8 | uint64(body[i])
		}
	}
	return v.internShort(key, body, at, end)
}

// load gives eight bytes of a text from at on, the first in the lowest.
func load(body string, at int) uint64 {
	b := body[at : at+keyBytes]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// internShort interns body[at:end], which is its own key.
func (v *Vocabulary) internShort(key uint64, body string, at, end int) (Type, facts) {
	mask := len(v.slots) - 1
	for i := int(key * spread >> v.shift); ; i = (i + 1) & mask {
		s := &v.slots[i&mask]
		if s.key == key && s.is&(used|long) == used {
			return s.typ, s.is
		}
		if s.is == 0 {
			typ, is := v.add(body[at:end])
			*s = slot{key, typ, is}
			v.grow()
			return typ, is
		}
	}
}

func (v *Vocabulary) internLong(surface string) (Type, facts) {
	key := xxhash.Sum64String(surface)
	mask := len(v.slots) - 1
	for i := int(key * spread >> v.shift); ; i = (i + 1) & mask {
		s := &v.slots[i&mask]
		if s.key == key && s.is&long != 0 && v.Spelling(s.is.surface()) == surface {
			return s.typ, s.is
		}
		if s.is == 0 {
			typ, is := v.add(surface)
			*s = slot{key, typ, is | long}
			v.grow()
			return typ, is
		}
	}
}

// internWide interns a surface of nine to sixteen bytes: the first eight, and
// the others filled up with zeros.
func (v *Vocabulary) internWide(surface string) (Type, facts) {
	first := load(surface, 0)
	rest := load(surface, len(surface)-keyBytes) >> (8 * (2*keyBytes - len(surface)))
	mask := len(v.wide) - 1
	for i := wideHash(first, rest) & mask; ; i = (i + 1) & mask {
		s := &v.wide[i]
		if s.first == first && s.rest == rest && s.is != 0 {
			return s.typ, s.is
		}
		if s.is == 0 {
			typ, is := v.add(surface)
			*s = wideSlot{first, rest, typ, is}
			v.growWide()
			return typ, is
		}
	}
}

// wideHash makes every bit of a wide surface count in the lower ones.
func wideHash(first, rest uint64) int {
	upper, lower := bits.Mul64(first^spread, rest^spread>>1)
	return int(upper ^ lower)
}

// add numbers a new surface.
func (v *Vocabulary) add(surface string) (Type, facts) {
	is := used | facts(kindOf(surface))<<kindBits | facts(shapeOf(surface))<<shapeBits | facts(len(v.surfaces))<<surfaceBits
	form := Normalize(surface)
	typ := v.typeOf(form)
	if form == surface {
		v.surfaces = append(v.surfaces, v.forms[typ])
	} else {
		v.surfaces = append(v.surfaces, v.store(surface))
	}
	return typ, is
}

// typeOf gives the type of a normalised form, a new one where needed.
func (v *Vocabulary) typeOf(form string) Type {
	hash := xxhash.Sum64String(form)
	upper, mask := uint32(hash>>32), len(v.types)-1
	for i := int(upper) & mask; ; i = (i + 1) & mask {
		s := &v.types[i]
		if s.typ == 0 {
			v.forms = append(v.forms, v.store(form))
			*s = formSlot{upper, Type(len(v.forms))}
			if len(v.forms)*2 > len(v.types) {
				v.growTypes()
			}
			return Type(len(v.forms) - 1)
		}
		if s.hash == upper && v.Form(s.typ-1) == form {
			return s.typ - 1
		}
	}
}

// store copies a spelling: the document that it is from may be freed.
func (v *Vocabulary) store(s string) spelling {
	// A builder moves what it holds only when there is no room for more.
	if len(v.chunks) == 0 || v.filling.Cap()-v.filling.Len() < len(s) {
		v.filling.Reset()
		v.filling.Grow(max(chunkBytes, len(s)))
		v.chunks = append(v.chunks, "")
	}
	at, chunk := v.filling.Len(), len(v.chunks)-1
	v.filling.WriteString(s)
	v.chunks[chunk] = v.filling.String()
	return spelling{uint32(chunk), uint32(at), uint32(len(s))}
}

// grow doubles the slots when too many are used.
func (v *Vocabulary) grow() {
	if (len(v.surfaces)-v.widths)*4 <= len(v.slots)*usedOfFour {
		return
	}
	old := v.slots
	v.slots = make([]slot, 2*len(old))
	v.shift--
	mask := len(v.slots) - 1
	for _, s := range old {
		if s.is == 0 {
			continue
		}
		i := int(s.key * spread >> v.shift)
		for v.slots[i].is != 0 {
			i = (i + 1) & mask
		}
		v.slots[i] = s
	}
}

// growWide counts a wide slot as used, and doubles them when too many are.
func (v *Vocabulary) growWide() {
	if v.widths++; v.widths*4 <= len(v.wide)*usedOfFour {
		return
	}
	old := v.wide
	v.wide = make([]wideSlot, 2*len(old))
	mask := len(v.wide) - 1
	for _, s := range old {
		if s.is == 0 {
			continue
		}
		i := wideHash(s.first, s.rest) & mask
		for v.wide[i].is != 0 {
			i = (i + 1) & mask
		}
		v.wide[i] = s
	}
}

func (v *Vocabulary) growTypes() {
	old := v.types
	v.types = make([]formSlot, 2*len(old))
	mask := len(v.types) - 1
	for _, s := range old {
		if s.typ == 0 {
			continue
		}
		i := int(s.hash) & mask
		for v.types[i].typ != 0 {
			i = (i + 1) & mask
		}
		v.types[i] = s
	}
}

// Table remembers, for every type of a vocabulary, what an instrument wants
// to know of it.
type Table[T any] struct {
	vocabulary *Vocabulary
	property   func(form string) T
	values     []T
}

// NewTable gives a table of property over v's types. property must depend on
// the form alone.
func NewTable[T any](v *Vocabulary, property func(form string) T) *Table[T] {
	return &Table[T]{vocabulary: v, property: property}
}

// Of gives the property of a type.
func (t *Table[T]) Of(typ Type) T {
	if int(typ) >= len(t.values) {
		t.fill()
	}
	return t.values[typ]
}

// All gives the property of every type that the vocabulary has, by type, until
// it has more. It must not be changed.
func (t *Table[T]) All() []T {
	t.fill()
	return t.values
}

// fill computes the property of every type that came since the last time.
func (t *Table[T]) fill() {
	for i := len(t.values); i < len(t.vocabulary.forms); i++ {
		t.values = append(t.values, t.property(t.vocabulary.Form(Type(i))))
	}
}
