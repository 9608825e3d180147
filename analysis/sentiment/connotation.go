package sentiment

import (
	"math"
	"slices"
	"sort"
)

// Connotation is what the model knows of a word before it learns anything:
// the classes it is in (see package train), and its ratings in the polarity
// lexicons.
type Connotation struct {
	Classes string  // a byte for each class; a string, so that it is a part of the file and no copy
	Vader   float32 // in [-4, 4]; 0 for words that it does not rate
	Afinn   float32 // in [-5, 5]; 0 for words that it does not rate
}

// Connotations are those of all words that have any. They stay in the form in
// which a model's file has them, since reading one is put off until its word
// is met: a run meets each but once.
type Connotations struct {
	entries string
	at      []uint32 // where each entry begins, in order of form
}

// NewConnotations gives the connotations of words. Ratings are kept to one
// decimal.
func NewConnotations(words map[string]Connotation) *Connotations {
	forms := make([]string, 0, len(words))
	for form := range words {
		forms = append(forms, form)
	}
	slices.Sort(forms)
	var b []byte
	c := &Connotations{at: make([]uint32, 0, len(forms))}
	for _, form := range forms {
		w := words[form]
		c.at = append(c.at, uint32(len(b)))
		b = append(b, byte(len(form)))
		b = append(b, form...)
		b = append(b, byte(int8(math.Round(float64(w.Vader)*10))), byte(int8(w.Afinn)), byte(len(w.Classes)))
		b = append(b, w.Classes...)
	}
	c.entries = string(b)
	return c
}

// parseConnotations takes n entries off a file.
func parseConnotations(r *reader, n int) *Connotations {
	first := r.at
	c := &Connotations{at: make([]uint32, 0, n)}
	for range n {
		c.at = append(c.at, uint32(r.at-first))
		r.take(int(r.byte()))
		r.take(2)
		r.take(int(r.byte()))
	}
	c.entries = r.data[first:r.at]
	return c
}

// Len is the number of words.
func (c *Connotations) Len() int { return len(c.at) }

// Of gives the connotation of a form, and whether it has one.
func (c *Connotations) Of(form string) (Connotation, bool) {
	i := sort.Search(len(c.at), func(i int) bool { return c.form(i) >= form })
	if i == len(c.at) || c.form(i) != form {
		return Connotation{}, false
	}
	r := reader{data: c.entries, at: int(c.at[i]) + 1 + len(form)}
	return Connotation{
		Vader:   float32(int8(r.byte())) / 10,
		Afinn:   float32(int8(r.byte())),
		Classes: r.take(int(r.byte())),
	}, true
}

// form gives the form of entry i.
func (c *Connotations) form(i int) string {
	at := int(c.at[i])
	return c.entries[at+1 : at+1+int(c.entries[at])]
}
