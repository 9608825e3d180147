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
// that of the vocabulary, and of what each outlet that is told apart uses of
// it. It belongs to one worker, whose vocabulary the documents' types come
// from, until it is merged into another.
//
// Of a group of copies only the first document is counted, so that every
// document is a unit.
type Lexis struct {
	names  []string         // of the outlets told apart; all others are counted together
	place  map[string]int   // by name
	bases  []stat.Moments   // of all words, by outlet; the last is all others
	byType []wordTable      // by outlet, of the types of vocabulary
	types  *text.Vocabulary // that of the documents now added
	byForm []wordTable      // likewise, of earlier vocabularies and other workers
	ids    map[string]uint32
	forms  []string    // by id
	counts []int32     // by type, of the document at hand; zero between documents
	seen   []text.Type // those that are not zero

	closed bool
	words  []keyWord    // that are tested, once it is closed
	base   stat.Moments // of the whole corpus, likewise
}

// wordTable holds sums of some of the words there are: of most, an outlet has
// never used any.
type wordTable struct {
	place []uint32 // by word: its place in sums plus one, or 0
	sums  []wordSums
}

// wordSums are the sums of one word over documents; see stat.Moments.
type wordSums struct {
	hits      uint32
	x, xx, xy int64
}

// grow makes room for so many words.
func (t *wordTable) grow(words int) {
	if len(t.place) < words {
		t.place = append(t.place, make([]uint32, words-len(t.place))...)
	}
}

// of gives the sums of a word, among so many that there are.
func (t *wordTable) of(word uint32, words int) *wordSums {
	t.grow(words)
	return t.known(word)
}

// known gives the sums of a word that there is room for.
func (t *wordTable) known(word uint32) *wordSums {
	if t.place[word] == 0 {
		t.sums = append(t.sums, wordSums{})
		t.place[word] = uint32(len(t.sums))
	}
	return &t.sums[t.place[word]-1]
}

// get gives the sums of a word, zero where it has none.
func (t *wordTable) get(word uint32) wordSums {
	if int(word) >= len(t.place) || t.place[word] == 0 {
		return wordSums{}
	}
	return t.sums[t.place[word]-1]
}

func (s *wordSums) add(t wordSums) {
	s.hits += t.hits
	s.x += t.x
	s.xx += t.xx
	s.xy += t.xy
}

// moments gives the sums of a word over the documents of a base.
func (s wordSums) moments(base stat.Moments) stat.Moments {
	base.Hits, base.X, base.XX, base.XY = int64(s.hits), s.x, s.xx, s.xy
	return base
}

// NewLexis gives an empty lexis that tells the named outlets apart.
func NewLexis(outlets []string) *Lexis {
	l := &Lexis{names: outlets, place: make(map[string]int), ids: make(map[string]uint32)}
	for i, name := range outlets {
		l.place[name] = i
	}
	n := len(outlets) + 1
	l.bases, l.byType, l.byForm = make([]stat.Moments, n), make([]wordTable, n), make([]wordTable, n)
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
	if l.types != v {
		l.settle()
		l.types = v
	}
	if len(l.counts) < v.Len() {
		l.counts = append(l.counts, make([]int32, v.Len()-len(l.counts))...)
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
	table := &l.byType[at]
	table.grow(v.Len())
	for _, t := range l.seen {
		n := int64(l.counts[t])
		l.counts[t] = 0
		table.known(uint32(t)).add(wordSums{1, n, n * n, n * words})
	}
	l.seen = l.seen[:0]
}

// settle turns what is counted by type into counts by form.
func (l *Lexis) settle() {
	if l.types != nil {
		l.gather(l.byType, l.types.Len(), func(t uint32) string { return l.types.Form(text.Type(t)) })
	}
	clear(l.byType)
	l.counts, l.types = nil, nil
}

// gather adds tables of so many words to those by form.
func (l *Lexis) gather(tables []wordTable, words int, form func(uint32) string) {
	for word := range uint32(words) {
		id, known := uint32(0), false
		for at := range tables {
			sums := tables[at].get(word)
			if sums.hits == 0 {
				continue
			}
			if !known {
				id, known = l.id(form(word)), true
			}
			l.byForm[at].of(id, len(l.forms)).add(sums)
		}
	}
}

// id gives the number of a form, a new one where needed.
func (l *Lexis) id(form string) uint32 {
	id, ok := l.ids[form]
	if !ok {
		id = uint32(len(l.forms))
		l.ids[form] = id
		l.forms = append(l.forms, form)
	}
	return id
}

// Merge takes in what another lexis of the same outlets counted.
func (l *Lexis) Merge(m *Lexis) {
	l.settle()
	for at := range m.bases {
		l.bases[at].Merge(m.bases[at])
	}
	l.gather(m.byForm, len(m.forms), func(id uint32) string { return m.forms[id] })
	if m.types != nil {
		l.gather(m.byType, m.types.Len(), func(t uint32) string { return m.types.Form(text.Type(t)) })
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
	l.Close()
	parts := make([]keyPart, len(l.names))
	var jobs []func()
	for at := range l.names {
		if len(s.groups) > 1 {
			jobs = append(jobs, func() { parts[at] = s.keyWords(l, at) })
		}
	}
	s.finish = append(s.finish, func(r *Results) {
		var p []float64
		for i := range parts {
			p = append(p, parts[i].p...)
		}
		q := stat.BenjaminiHochberg(p)
		for i := range parts {
			for k, at := range parts[i].at {
				parts[i].rows[k].Q = q[at]
			}
			r.Keyness = append(r.Keyness, parts[i].rows...)
			q = q[len(parts[i].p):]
		}
	})
	return jobs
}

// keyWord is a word that is tested.
type keyWord struct {
	id   uint32
	form string
	sums wordSums // in all outlets
}

// widespread gives the words in enough documents, in order, and the base of
// the whole corpus.
func (l *Lexis) widespread() ([]keyWord, stat.Moments) {
	var base stat.Moments
	for at := range l.bases {
		base.Merge(l.bases[at])
	}
	var words []keyWord
	for id, form := range l.forms {
		w := keyWord{id: uint32(id), form: form}
		for at := range l.byForm {
			w.sums.add(l.byForm[at].get(w.id))
		}
		if w.sums.hits >= keyDocuments {
			words = append(words, w)
		}
	}
	slices.SortFunc(words, func(a, b keyWord) int { return strings.Compare(a.form, b.form) })
	return words, base
}

// Close ends the counting. Words that are not tested, which most words of a
// corpus are, since they are in a document or two, are let go.
func (l *Lexis) Close() {
	if l.closed {
		return
	}
	l.closed = true
	l.settle()
	l.words, l.base = l.widespread()
	words := l.words
	for at := range l.byForm {
		var kept wordTable
		for n := range words {
			if sums := l.byForm[at].get(words[n].id); sums.hits > 0 {
				*kept.of(uint32(n), len(words)) = sums
			}
		}
		l.byForm[at] = kept
	}
	for n := range words {
		words[n].id = uint32(n)
	}
	l.ids, l.forms = nil, nil
}

// keyPart is the tests of one outlet: of all the p-values, and the rows of the
// words with the highest and lowest z.
type keyPart struct {
	p    []float64
	rows []KeynessRow
	at   []int // by row: its place in p
}

// keyWords tests the words of one outlet against all others. The words are tens
// of thousands and the rows hundreds, so those are made anew.
func (s *study) keyWords(l *Lexis, at int) keyPart {
	own, base, words := l.bases[at], l.base, l.words
	rest := less(base, own)
	test := func(w *keyWord) stat.Keyness {
		x := l.byForm[at].get(w.id)
		y := wordSums{w.sums.hits - x.hits, w.sums.x - x.x, w.sums.xx - x.xx, w.sums.xy - x.xy}
		prior := keyPriors * float64(w.sums.x) / float64(base.Y)
		return s.options.Stat.Keyness(x.moments(own), y.moments(rest), prior, keyPriors)
	}
	var out keyPart
	var order []keyPlace
	for i := range words {
		if k := test(&words[i]); !math.IsNaN(k.P) {
			order = append(order, keyPlace{k.Z, int32(i), int32(len(out.p))})
			out.p = append(out.p, k.P)
		}
	}
	for _, e := range extremes(order) {
		w := &words[e.word]
		out.rows, out.at = append(out.rows, KeynessRow{Outlet: l.names[at], Word: w.form, Keyness: test(w)}), append(out.at, int(e.test))
	}
	return out
}

// less takes the sums of b, a part, out of a.
func less(a, b stat.Moments) stat.Moments {
	return stat.Moments{N: a.N - b.N, Hits: a.Hits - b.Hits, X: a.X - b.X, Y: a.Y - b.Y, XX: a.XX - b.XX, YY: a.YY - b.YY, XY: a.XY - b.XY}
}

// keyPlace is a word that was tested: its place among the words, which are in
// order, and among the tests.
type keyPlace struct {
	z          float64
	word, test int32
}

// extremes keeps the words with the highest and lowest z.
func extremes(order []keyPlace) []keyPlace {
	slices.SortFunc(order, func(a, b keyPlace) int {
		if c := cmp.Compare(b.z, a.z); c != 0 {
			return c
		}
		return cmp.Compare(a.word, b.word)
	})
	if len(order) > 2*keyRows {
		order = slices.Concat(order[:keyRows], order[len(order)-keyRows:])
	}
	return order
}
