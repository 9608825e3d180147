package sentiment

import (
	"slices"
	"sort"
)

// Entry is what the model says of a word beside its vectors.
type Entry struct {
	// Common says that the word is in a lexicon or was seen written small, so
	// that a capital at the start of a sentence makes no name of it.
	Common  bool
	Classes string // of connotation, a byte for each; a string, so that it is a part of the file and no copy
}

// MostClasses is how many classes a word can be in.
const MostClasses = 8

// Words are those that the model has vectors for. They stay in the form in
// which a model's file has them, since reading one is put off until its word
// is met: a run meets each but once.
type Words struct {
	entries string
	at      []uint32 // where each entry begins, in order of form
}

// NewWords gives the words of a map. Their numbers are their places in order
// of form.
func NewWords(words map[string]Entry) *Words {
	forms := make([]string, 0, len(words))
	for form := range words {
		forms = append(forms, form)
	}
	slices.Sort(forms)
	var b []byte
	w := &Words{at: make([]uint32, 0, len(forms))}
	for _, form := range forms {
		w.at = append(w.at, uint32(len(b)))
		b = append(b, byte(len(form)))
		b = append(b, form...)
		e := words[form]
		common := byte(0)
		if e.Common {
			common = 1
		}
		b = append(b, common, byte(len(e.Classes)))
		b = append(b, e.Classes...)
	}
	w.entries = string(b)
	return w
}

// parseWords takes n entries off a file, whose classes are fewer than those
// given.
func parseWords(r *reader, n, classes int) *Words {
	first := r.at
	w := &Words{at: make([]uint32, 0, n)}
	for range n {
		w.at = append(w.at, uint32(r.at-first))
		r.take(int(r.byte()))
		r.take(1)
		of := r.take(int(r.byte()))
		r.short = r.short || len(of) > MostClasses
		for i := range len(of) {
			r.short = r.short || int(of[i]) >= classes
		}
	}
	w.entries = r.data[first:r.at]
	return w
}

// Len is the number of words.
func (w *Words) Len() int { return len(w.at) }

// Of gives the number of a form and what is said of it; -1 for a form that is
// not among the words.
func (w *Words) Of(form string) (int, Entry) {
	i := sort.Search(len(w.at), func(i int) bool { return w.Form(i) >= form })
	if i == len(w.at) || w.Form(i) != form {
		return -1, Entry{}
	}
	r := reader{data: w.entries, at: int(w.at[i]) + 1 + len(form)}
	common := r.byte() == 1
	return i, Entry{Common: common, Classes: r.take(int(r.byte()))}
}

// Form gives the form of word i.
func (w *Words) Form(i int) string {
	at := int(w.at[i])
	return w.entries[at+1 : at+1+int(w.entries[at])]
}
