package analysis

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"slant/analysis/stat"
	"slant/analysis/text"
	"slant/analysis/voice"
)

// Lexis counts the words that outlets use in their own voice, for keyness. It
// keeps the sums that resampling documents needs and no document: its size is
// that of the vocabulary, times the outlets that are told apart. It belongs to
// one worker, whose vocabulary the documents' types come from, until it is
// merged into another.
//
// Of a group of copies only the first document is counted, so that every
// document is a unit.
type Lexis struct {
	names  []string       // of the outlets told apart; all others are counted together
	place  map[string]int // by name
	bases  []stat.Moments // of all words, by outlet; the last is all others
	byType [][]stat.Moments
	byForm []map[string]stat.Moments // of earlier vocabularies and other workers
	forms  *text.Vocabulary
	counts []int64     // by type, of the document at hand; zero between documents
	seen   []text.Type // those that are not zero
}

// NewLexis gives an empty lexis that tells the named outlets apart.
func NewLexis(outlets []string) *Lexis {
	l := &Lexis{names: outlets, place: make(map[string]int)}
	for i, name := range outlets {
		l.place[name] = i
	}
	n := len(outlets) + 1
	l.bases, l.byType, l.byForm = make([]stat.Moments, n), make([][]stat.Moments, n), make([]map[string]stat.Moments, n)
	for i := range l.byForm {
		l.byForm[i] = make(map[string]stat.Moments)
	}
	return l
}

// Largest gives the outlets that a study looks at most closely, those with the
// most documents, in order of name.
func Largest(documents map[string]int) []string {
	var names []string
	for name := range documents {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(documents[b], documents[a]), strings.Compare(a, b))
	})
	names = names[:min(mainOutlets, len(names))]
	slices.Sort(names)
	return names
}

// Add counts the words of a document whose types come from v.
func (l *Lexis) Add(a *Annotated, v *text.Vocabulary) {
	if l.forms != v {
		l.settle()
		l.forms = v
	}
	if len(l.counts) < v.Len() {
		l.counts = append(l.counts, make([]int64, v.Len()-len(l.counts))...)
	}
	words := int64(0)
	for i := range a.Voices.Segments {
		s := &a.Voices.Segments[i]
		if s.Voice != voice.Own || s.Section == voice.Boilerplate {
			continue
		}
		for _, t := range a.Text.Tokens[s.First:s.End] {
			if t.Kind > text.Number {
				continue
			}
			words++
			if t.Kind == text.Word {
				if l.counts[t.Type] == 0 {
					l.seen = append(l.seen, t.Type)
				}
				l.counts[t.Type]++
			}
		}
	}
	at, ok := l.place[a.Document.Outlet]
	if !ok {
		at = len(l.names)
	}
	l.bases[at].Add(0, words)
	sums := l.byType[at]
	if len(sums) < v.Len() {
		sums = append(sums, make([]stat.Moments, v.Len()-len(sums))...)
		l.byType[at] = sums
	}
	for _, t := range l.seen {
		m, n := &sums[t], l.counts[t]
		m.Hits++
		m.X += n
		m.XX += n * n
		m.XY += n * words
		l.counts[t] = 0
	}
	l.seen = l.seen[:0]
}

// settle turns what is counted by type into counts by form.
func (l *Lexis) settle() {
	for at, sums := range l.byType {
		for t, m := range sums {
			if m.X != 0 {
				all := l.byForm[at][l.forms.Form(text.Type(t))]
				all.Merge(m)
				l.byForm[at][l.forms.Form(text.Type(t))] = all
			}
		}
		l.byType[at] = nil
	}
	l.counts, l.forms = nil, nil
}

// Merge takes in what another lexis of the same outlets counted.
func (l *Lexis) Merge(m *Lexis) {
	l.settle()
	m.settle()
	for at := range m.bases {
		l.bases[at].Merge(m.bases[at])
		for form, sums := range m.byForm[at] {
			all := l.byForm[at][form]
			all.Merge(sums)
			l.byForm[at][form] = all
		}
	}
}

// KeynessRow is how far one word sets one outlet's own voice apart from that
// of all others.
type KeynessRow struct {
	Outlet string
	Word   string
	stat.Keyness
	Q float64
}

// Limits on the table of keyness: a word must be in so many documents of the
// corpus to be tested, and of each outlet so many rows are given at either end.
const (
	keyDocuments = 5
	keyRows      = 250
)

// keyPriors is how many words the Dirichlet prior is worth: each word has of
// them its share in the whole corpus, the informative prior of Monroe, Colaresi
// & Quinn (2008).
const keyPriors = 500.0

// keyness tests every widespread word in each of the outlets told apart.
func (s *study) keyness(l *Lexis) []func() {
	if l == nil {
		return nil
	}
	l.settle()
	parts := make([][]KeynessRow, len(l.names))
	var jobs []func()
	if len(s.groups) > 1 {
		forms, sums, base := l.all()
		for at := range l.names {
			jobs = append(jobs, func() { parts[at] = s.keyWords(l, at, forms, sums, base) })
		}
	}
	s.finish = append(s.finish, func(r *Results) {
		rows := slices.Concat(parts...)
		p := make([]float64, len(rows))
		for i := range rows {
			p[i] = rows[i].P
		}
		for i, q := range stat.BenjaminiHochberg(p) {
			rows[i].Q = q
		}
		r.Keyness = extremes(rows)
	})
	return jobs
}

// all sums the counts over all outlets: the words in enough documents, in
// order, their sums, and the base.
func (l *Lexis) all() ([]string, map[string]stat.Moments, stat.Moments) {
	sums := make(map[string]stat.Moments)
	var base stat.Moments
	for at := range l.bases {
		base.Merge(l.bases[at])
		for form, m := range l.byForm[at] {
			all := sums[form]
			all.Merge(m)
			sums[form] = all
		}
	}
	var forms []string
	for form, m := range sums {
		if m.Hits >= keyDocuments {
			forms = append(forms, form)
		}
	}
	slices.Sort(forms)
	return forms, sums, base
}

// keyWords tests the words of one outlet against all others.
func (s *study) keyWords(l *Lexis, at int, forms []string, sums map[string]stat.Moments, base stat.Moments) []KeynessRow {
	var rows []KeynessRow
	own := l.bases[at]
	rest := less(base, own)
	for _, form := range forms {
		all := sums[form]
		x := l.byForm[at][form]
		y := less(all, x)
		prior := keyPriors * float64(all.X) / float64(base.Y)
		k := s.options.Stat.Keyness(over(x, own), over(y, rest), prior, keyPriors)
		if !math.IsNaN(k.P) {
			rows = append(rows, KeynessRow{Outlet: l.names[at], Word: form, Keyness: k})
		}
	}
	return rows
}

// over gives the sums of a word over the documents of a base.
func over(x, base stat.Moments) stat.Moments {
	x.N, x.Y, x.YY = base.N, base.Y, base.YY
	return x
}

// less takes the sums of b, a part, out of a.
func less(a, b stat.Moments) stat.Moments {
	return stat.Moments{N: a.N - b.N, Hits: a.Hits - b.Hits, X: a.X - b.X, Y: a.Y - b.Y, XX: a.XX - b.XX, YY: a.YY - b.YY, XY: a.XY - b.XY}
}

// extremes keeps, of each outlet, the words with the highest and lowest z.
func extremes(rows []KeynessRow) []KeynessRow {
	slices.SortFunc(rows, func(a, b KeynessRow) int {
		return cmp.Or(strings.Compare(a.Outlet, b.Outlet), cmp.Compare(b.Z, a.Z), strings.Compare(a.Word, b.Word))
	})
	var out []KeynessRow
	for i := 0; i < len(rows); {
		j := i
		for j < len(rows) && rows[j].Outlet == rows[i].Outlet {
			j++
		}
		part := rows[i:j]
		if len(part) > 2*keyRows {
			part = slices.Concat(part[:keyRows], part[len(part)-keyRows:])
		}
		out = append(out, part...)
		i = j
	}
	return out
}
