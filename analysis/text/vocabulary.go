package text

import "github.com/cespare/xxhash/v2"

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
// touches nothing but its slot; of a longer one the key is the hash, and the
// bytes are compared besides.
type Vocabulary struct {
	slots    []slot
	shift    uint     // the slot of a key is in the upper bits of its product
	surfaces []string // by Surface
	forms    []string // by Type
	types    map[string]Type
}

// slot holds one surface.
type slot struct {
	key uint64 // the bytes, first in the lowest; or the hash of more than eight
	typ Type
	is  facts
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

// NewVocabulary gives an empty vocabulary.
func NewVocabulary() *Vocabulary {
	return &Vocabulary{slots: make([]slot, 1<<firstSlots), shift: 64 - firstSlots, types: make(map[string]Type)}
}

// Len is the number of types.
func (v *Vocabulary) Len() int { return len(v.forms) }

// Form gives the normalised form of a type.
func (v *Vocabulary) Form(t Type) string { return v.forms[t] }

// Spelling gives a surface as it was written.
func (v *Vocabulary) Spelling(s Surface) string { return v.surfaces[s] }

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
	case n > keyBytes:
		return v.internLong(body[at:end])
	case at+keyBytes <= len(body):
		b := body[at : at+keyBytes]
		key = uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		key &= ^uint64(0) >> (8 * (keyBytes - n) & 63)
	default:
		for i := end - 1; i >= at; i-- {
			key = key<<8 | uint64(body[i])
		}
	}
	mask := len(v.slots) - 1
	for i := int(key * spread >> v.shift); ; i = (i + 1) & mask {
		s := &v.slots[i&mask]
		if s.key == key && s.is&(used|long) == used {
			return s.typ, s.is
		}
		if s.is == 0 {
			return v.add(s, key, body[at:end])
		}
	}
}

func (v *Vocabulary) internLong(surface string) (Type, facts) {
	key := xxhash.Sum64String(surface)
	mask := len(v.slots) - 1
	for i := int(key * spread >> v.shift); ; i = (i + 1) & mask {
		s := &v.slots[i&mask]
		if s.key == key && s.is&long != 0 && v.surfaces[s.is.surface()] == surface {
			return s.typ, s.is
		}
		if s.is == 0 {
			return v.add(s, key, surface)
		}
	}
}

// add puts a new surface into the free slot s.
func (v *Vocabulary) add(s *slot, key uint64, surface string) (Type, facts) {
	own := string([]byte(surface)) // a copy: the document may be freed
	is := used | facts(kindOf(own))<<kindBits | facts(shapeOf(own))<<shapeBits | facts(len(v.surfaces))<<surfaceBits
	if len(own) > keyBytes {
		is |= long
	}
	typ := v.typeOf(Normalize(own))
	*s = slot{key, typ, is}
	v.surfaces = append(v.surfaces, own)
	if len(v.surfaces)*2 > len(v.slots) {
		v.grow()
	}
	return typ, is
}

// typeOf gives the type of a normalised form, a new one where needed.
func (v *Vocabulary) typeOf(form string) Type {
	if t, ok := v.types[form]; ok {
		return t
	}
	t := Type(len(v.forms))
	v.forms = append(v.forms, form)
	v.types[form] = t
	return t
}

func (v *Vocabulary) grow() {
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
		t.values = append(t.values, t.property(t.vocabulary.forms[i]))
	}
}
