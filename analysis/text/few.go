package text

// Few remembers what an instrument wants to know of every type of a vocabulary
// like a Table, where that is much and most types have the same of it: each
// takes four bytes, and the values in use stay close to one another.
type Few[T comparable] struct {
	numbers *Table[uint32] // of values
	values  []T
}

// NewFew gives a table of property over v's types. property must depend on the
// form alone.
func NewFew[T comparable](v *Vocabulary, property func(form string) T) *Few[T] {
	f := &Few[T]{}
	known := make(map[T]uint32)
	f.numbers = NewTable(v, func(form string) uint32 {
		value := property(form)
		n, ok := known[value]
		if !ok {
			n = uint32(len(f.values))
			known[value] = n
			f.values = append(f.values, value)
		}
		return n
	})
	return f
}

// Of gives the property of a type.
func (f *Few[T]) Of(typ Type) T { return f.values[f.numbers.Of(typ)] }

// All gives of every type that the vocabulary has the number of its property, by
// type, until it has more, and the properties by number. Neither must be changed.
func (f *Few[T]) All() (numbers []uint32, values []T) {
	numbers = f.numbers.All()
	return numbers, f.values
}
