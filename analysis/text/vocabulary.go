package text

import "github.com/cespare/xxhash/v2"

// Type is the number of a normalised form in a Vocabulary.
type Type uint32

// Vocabulary numbers the normalised forms that it has seen, from 0 on. It
// belongs to one worker: it is not safe for concurrent use.
//
// Surfaces ("Regime", "regime", "REGIME") are what is looked up, so that a
// word is normalised when it is first seen and never again. The table is open
// addressing with one 16-byte slot for each surface: half of the time that a
// Go map takes, most of which is cache misses.
type Vocabulary struct {
	slots    []slot
	surfaces []string // by slot.surface
	forms    []string // by Type
	types    map[string]Type
}

// slot holds one surface. A zero surface marks a free slot; others are the
// index in Vocabulary.surfaces plus one.
type slot struct {
	hash    uint32 // upper half of the hash; the lower half chose the slot
	surface uint32
	typ     Type
	kind    Kind
	shape   Shape
}

// NewVocabulary gives an empty vocabulary.
func NewVocabulary() *Vocabulary {
	return &Vocabulary{slots: make([]slot, 1<<13), types: make(map[string]Type)}
}

// Len is the number of types.
func (v *Vocabulary) Len() int { return len(v.forms) }

// Form gives the normalised form of a type.
func (v *Vocabulary) Form(t Type) string { return v.forms[t] }

// Intern gives the type, kind and shape of a token as it stands in a text.
func (v *Vocabulary) Intern(surface string) (Type, Kind, Shape) {
	h := xxhash.Sum64String(surface)
	high, mask := uint32(h>>32), len(v.slots)-1
	for i := int(uint32(h)) & mask; ; i = (i + 1) & mask {
		s := &v.slots[i]
		if s.surface == 0 {
			return v.add(surface, high, i)
		}
		if s.hash == high && v.surfaces[s.surface-1] == surface {
			return s.typ, s.kind, s.shape
		}
	}
}

// add puts a new surface into free slot i.
func (v *Vocabulary) add(surface string, high uint32, i int) (Type, Kind, Shape) {
	own := string([]byte(surface)) // a copy: the document may be freed
	v.surfaces = append(v.surfaces, own)
	s := slot{hash: high, surface: uint32(len(v.surfaces)), typ: v.typeOf(Normalize(own)), kind: kindOf(own), shape: shapeOf(own)}
	v.slots[i] = s
	if len(v.surfaces)*2 > len(v.slots) {
		v.grow()
	}
	return s.typ, s.kind, s.shape
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
	mask := len(v.slots) - 1
	for _, s := range old {
		if s.surface == 0 {
			continue
		}
		i := int(uint32(xxhash.Sum64String(v.surfaces[s.surface-1]))) & mask
		for v.slots[i].surface != 0 {
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

// fill computes the property of every type that came since the last time.
func (t *Table[T]) fill() {
	for i := len(t.values); i < len(t.vocabulary.forms); i++ {
		t.values = append(t.values, t.property(t.vocabulary.forms[i]))
	}
}
