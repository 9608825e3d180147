package match

import (
	"cmp"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"slant/analysis/text"
	"slant/lexicons"
)

// naive is the matcher as the package documentation describes it and no
// cleverer: every term at every place, regular expressions for wildcards,
// quanteda's algorithm with its arrays.
type naive struct {
	l    *lexicons.Lexicon
	o    Options
	v    *text.Vocabulary
	body string
	toks []text.Token
	// sentence at hand
	low, high int
}

func (n *naive) find(t *text.Text) []Match {
	n.body, n.toks = t.Body, t.Tokens
	sentences := t.Sentences
	var units []text.Range
	if n.o.Compat == Quanteda {
		units = n.quantedaUnits(t)
		sentences = []text.Range{{First: 0, End: len(n.toks)}}
	}
	var out []Match
	for _, s := range sentences {
		n.low, n.high = s.First, s.End
		var all []found
		for i := range n.l.Terms {
			all = append(all, n.term(int32(i))...)
		}
		if n.o.Compat == LIWC {
			out = append(out, n.liwc(all)...)
		} else {
			out = append(out, n.quanteda(all)...)
		}
	}
	if units != nil {
		for i := range out {
			out[i].First, out[i].End = units[out[i].First].First, units[out[i].End-1].End
		}
	}
	slices.SortFunc(out, func(x, y Match) int {
		return cmp.Or(cmp.Compare(x.First, y.First), cmp.Compare(y.End, x.End), cmp.Compare(x.Term, y.Term))
	})
	return out
}

func (n *naive) quantedaUnits(t *text.Text) []text.Range {
	var ranges []text.Range
	var toks []text.Token
	for i := 0; i < len(t.Tokens); i++ {
		first := i
		tok := t.Tokens[i]
		for i+2 < len(t.Tokens) && tok.IsWord() && t.Body[t.Tokens[i+1].Start:t.Tokens[i+1].End] == "-" &&
			!t.Tokens[i+1].Space && !t.Tokens[i+2].Space && t.Tokens[i+2].IsWord() {
			i += 2
			tok.End = t.Tokens[i].End
		}
		tok.Type, tok.Kind, _ = n.v.Intern(t.Body[tok.Start:tok.End])
		toks = append(toks, tok)
		ranges = append(ranges, text.Range{First: first, End: i + 1})
	}
	n.toks = toks
	return ranges
}

func (n *naive) form(i int) string { return n.v.Form(n.toks[i].Type) }

// skipped reports whether token j may stand between the words of a phrase.
func (n *naive) skipped(j int) bool {
	if n.o.Compat == Quanteda {
		return false
	}
	tok := &n.toks[j]
	switch f := n.form(j); {
	case strings.Contains(`"“”'`, f):
		return true
	case f == "-":
		return !tok.Space && j+1 < n.high && !n.toks[j+1].Space
	case f == ".":
		return j > n.low && !tok.Space && n.form(j-1) != "." && (len(n.form(j-1)) <= 5 || strings.Contains(n.form(j-1), "."))
	}
	return false
}

func (n *naive) step(i, by int) int {
	for j := i + by; n.low <= j && j < n.high; j += by {
		if !n.skipped(j) {
			return j
		}
	}
	return -1
}

// fits reports whether token i is what element e asks for.
func (n *naive) fits(e lexicons.Element, t *lexicons.Term, i int, plural, possessive bool) bool {
	forms := []string{e.Form}
	written := []string{e.Written}
	if plural && !e.Wild {
		forms, written = append(forms, plurals(e.Form)...), append(written, plurals(e.Written)...)
	}
	surface := strings.ReplaceAll(n.body[n.toks[i].Start:n.toks[i].End], "’", "'")
	for k := range forms {
		for _, end := range []string{"", "'s"} {
			if end != "" && !possessive {
				continue
			}
			if !like(forms[k], e.Wild, n.form(i), end) {
				continue
			}
			if e.Wild && strings.Trim(e.Form, "*?") == "" && n.o.Compat != Quanteda && !letter.MatchString(n.form(i)) {
				continue
			}
			if t.Case && !like(written[k], e.Wild, surface, end) && !like(written[k], e.Wild, surface, strings.ToUpper(end)) {
				continue
			}
			if n.o.Names && !capitals(written[k], e.Wild, surface) {
				continue
			}
			return true
		}
	}
	return false
}

// capitals reports whether every capital of a name is one in the text.
func capitals(written string, wild bool, surface string) bool {
	if wild {
		written = strings.TrimRight(written[:strings.IndexAny(written+"*", "*")], "?")
	}
	for i := range written {
		if 'A' <= written[i] && written[i] <= 'Z' && (surface[i] < 'A' || surface[i] > 'Z') {
			return false
		}
	}
	return true
}

var (
	likes  = map[string]*regexp.Regexp{}
	letter = regexp.MustCompile(`[\pL\pN]`)
)

func like(pattern string, wild bool, s, end string) bool {
	if !wild {
		return s == pattern+end
	}
	re, ok := likes[pattern+end]
	if !ok {
		q := regexp.QuoteMeta(pattern)
		q = strings.ReplaceAll(strings.ReplaceAll(q, `\*`, `.*`), `\?`, `.`)
		re = regexp.MustCompile(`^(?s:` + q + `)` + end + `$`)
		likes[pattern+end] = re
	}
	return re.MatchString(s)
}

// term gives the occurrences of one term that no exclusion overlaps.
func (n *naive) term(id int32) []found {
	t := &n.l.Terms[id]
	var out []found
	for _, x := range n.pattern(t.Pattern, t, id) {
		excluded := false
		for _, not := range t.Not {
			for _, y := range n.pattern(not, t, id) {
				excluded = excluded || x.first < y.end && y.first < x.end
			}
		}
		if !excluded && n.holds(t, x) {
			out = append(out, x)
		}
	}
	return out
}

func (n *naive) holds(t *lexicons.Term, x found) bool {
	is := func(i int, pattern string) bool {
		p, _ := lexicons.ParsePattern(pattern)
		n := *n
		n.o.Names = false // a condition asks nothing of letter case
		return i >= 0 && len(p.Sequences[0]) == 1 && n.fits(p.Sequences[0][0], &lexicons.Term{}, i, false, false)
	}
	switch {
	case t.If.Next != "":
		return is(n.step(x.end-1, 1), t.If.Next) != t.If.Unless
	case t.If.Previous != nil:
		before := n.step(x.first, -1)
		in := false
		for i := range n.l.Terms {
			o := &n.l.Terms[i]
			p, _ := lexicons.ParsePattern(o.Pattern)
			if before >= 0 && slices.Contains(t.If.Previous, o.Category) && p.Near == 0 {
				for _, s := range p.Sequences {
					plural := o.Inflect && n.o.Compat == Default
					in = in || len(s) == 1 && n.fits(s[0], o, before, plural, n.o.Compat == Default)
				}
			}
		}
		return in != t.If.Unless
	}
	return true
}

// pattern gives the occurrences of a pattern of term t.
func (n *naive) pattern(pattern string, t *lexicons.Term, id int32) []found {
	p, err := lexicons.ParsePattern(pattern)
	if err != nil {
		panic(err)
	}
	possessive, inflect := n.o.Compat == Default, t.Inflect && n.o.Compat == Default
	var out []found
	for _, s := range p.Sequences {
		rank := int32(0)
		for _, e := range s {
			rank += rankOf(e)
		}
		for i := n.low; i < n.high; i++ {
			if p.Near > 0 {
				if last, words := n.near(s, p.Near, t, i, inflect, possessive); last >= 0 {
					out = append(out, found{i, last + 1, int32(words), rank, id})
				}
				continue
			}
			at := i
			for k, e := range s {
				if k > 0 {
					at = n.step(at, 1)
				}
				if at < 0 || n.skipped(at) && k == 0 || !n.fits(e, t, at, inflect && k == headOf(s), possessive && k == len(s)-1) {
					at = -1
					break
				}
			}
			if at >= 0 {
				out = append(out, found{i, at + 1, int32(len(s)), rank, id})
			}
		}
	}
	return out
}

// near gives the last token of the window that begins with token i, or -1.
func (n *naive) near(s []lexicons.Element, other int, t *lexicons.Term, i int, plural, possessive bool) (int, int) {
	fit := func(k, j int) bool {
		return n.fits(s[k], t, j, plural && headOf(s) >= 0 && !s[k].Wild, possessive)
	}
	// covers reports whether every element has a token of its own in a..b,
	// the ends among them.
	var place func(k, used, a, b int) bool
	place = func(k, used, a, b int) bool {
		if k == len(s) {
			return used&1 != 0 && used>>(b-a)&1 != 0
		}
		for j := a; j <= b; j++ {
			if used>>(j-a)&1 == 0 && fit(k, j) && place(k+1, used|1<<(j-a), a, b) {
				return true
			}
		}
		return false
	}
	words := func(a, b int) (w int) {
		for j := a; j <= b; j++ {
			slot := false
			for k := range s {
				slot = slot || fit(k, j)
			}
			if slot || n.toks[j].IsWord() {
				w++
			}
		}
		return w
	}
	for b := i; b < n.high; b++ {
		if !place(0, 0, i, b) {
			continue
		}
		if words(i, b)-len(s) > other {
			return -1, 0
		}
		for a := i; a <= b; a++ {
			for c := a; c <= b; c++ {
				if (a > i || c < b) && place(0, 0, a, c) {
					return -1, 0
				}
			}
		}
		return b, words(i, b)
	}
	return -1, 0
}

// quanteda is the algorithm of tokens_lookup.cpp with its arrays.
func (n *naive) quanteda(all []found) []Match {
	keys := map[string]int{}
	for i := range n.l.Terms {
		if n.o.Names {
			keys[n.l.Terms[i].Category] = 0
		} else if _, ok := keys[n.l.Terms[i].Category]; !ok {
			keys[n.l.Terms[i].Category] = len(keys)
		}
	}
	key := func(x *found) int { return keys[n.l.Terms[x.id].Category] }
	g := make([]bool, len(n.toks))
	l := make([][]bool, len(keys))
	for k := range l {
		l[k] = make([]bool, len(n.toks))
	}
	counts := func(i int, x *found) bool {
		return i == x.first || !strings.Contains(`"“”'-.`, n.form(i))
	}
	var out []Match
	longest := int32(0)
	for i := range all {
		longest = max(longest, all[i].words)
	}
	for span := longest; span >= 1; span-- {
		for i := range n.toks {
			if !slices.ContainsFunc(all, func(x found) bool { return x.words == span && x.first == i }) {
				continue
			}
			for end := len(n.toks); end > i; end-- {
				var here []*found
				for j := range all {
					if all[j].words == span && all[j].first == i && all[j].end == end {
						here = append(here, &all[j])
					}
				}
				if here == nil {
					continue
				}
				if n.o.Compat == Default {
					covered := true
					for t := i; t < end; t++ {
						covered = covered && (g[t] || !counts(t, here[0]))
					}
					if covered {
						continue
					}
				}
				for k := range l {
					if slices.Contains(l[k][i:end], true) {
						continue
					}
					var best *found
					for _, x := range here {
						if key(x) == k && (best == nil || cmp.Or(cmp.Compare(x.rank, best.rank), cmp.Compare(x.id, best.id)) < 0) {
							best = x
						}
					}
					if best != nil {
						out = append(out, best.match())
						for t := i; t < end; t++ {
							l[k][t], g[t] = true, true
						}
					}
				}
			}
		}
	}
	return out
}

// liwc reads from left to right and takes one entry for each word.
func (n *naive) liwc(all []found) []Match {
	entry := func(x *found) int {
		return slices.IndexFunc(n.l.Terms, func(t lexicons.Term) bool { return strings.EqualFold(t.Pattern, n.l.Terms[x.id].Pattern) })
	}
	var out []Match
	for i := n.low; i < n.high; {
		var best *found
		for j := range all {
			if x := &all[j]; x.first == i && (best == nil || cmp.Or(cmp.Compare(best.end, x.end), cmp.Compare(x.rank, best.rank), cmp.Compare(entry(x), entry(best))) < 0) {
				best = x
			}
		}
		if best == nil {
			i++
			continue
		}
		seen := map[string]bool{}
		for id := range n.l.Terms {
			t := &n.l.Terms[id]
			for j := range all {
				x := &all[j]
				if int(x.id) == id && x.first == i && x.end == best.end && strings.EqualFold(t.Pattern, n.l.Terms[best.id].Pattern) && !seen[t.Category] {
					seen[t.Category] = true
					out = append(out, x.match())
				}
			}
		}
		i = best.end
	}
	return out
}

// Random lexicons and texts over few words, so that everything overlaps.
var (
	randomWords  = []string{"a", "b", "c", "ab", "abc", "ba", "bus", "man", "A", "B", "Ab", "a's", "b’s", "men", "as"}
	randomMarks  = []string{" ", " ", " ", " ", " ", "-", " “", "” ", ", ", ". ", " - ", "\n", "'", `" "`}
	randomGlobs  = []string{"a*", "A?*", "*b", "?", "b?", "*b*", "a", "b", "c", "ab", "ba", "man", "bus", "A", "B", "a's", "*a*c"}
	randomGroups = []string{"k1", "k2", "k3"}
)

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

func randomPattern(r *rand.Rand) string {
	for {
		var b strings.Builder
		for i := range 1 + r.IntN(1+r.IntN(4)) {
			if i > 0 {
				b.WriteString(" ")
			}
			if r.IntN(12) == 0 {
				b.WriteString("(" + pick(r, randomGlobs) + "|" + pick(r, randomGlobs) + " " + pick(r, randomGlobs) + ")")
			} else {
				b.WriteString(pick(r, randomGlobs))
			}
		}
		s := b.String()
		if r.IntN(12) == 0 && strings.Contains(s, " ") {
			s = `"` + s + `"~` + string(rune('1'+r.IntN(3)))
		}
		if p, err := lexicons.ParsePattern(s); err == nil && !wildcards(p) && (p.Near == 0 || len(p.Sequences[0]) < 5 && len(p.Sequences[len(p.Sequences)-1]) < 5) {
			return s
		}
	}
}

func randomLexicon(r *rand.Rand) *lexicons.Lexicon {
	l := &lexicons.Lexicon{}
	for range 1 + r.IntN(6) {
		t := lexicons.Term{Pattern: randomPattern(r), Category: pick(r, randomGroups), Case: r.IntN(5) == 0, Inflect: r.IntN(4) == 0}
		if r.IntN(4) == 0 {
			t.Not = append(t.Not, randomPattern(r))
		}
		switch r.IntN(10) {
		case 0:
			t.If = lexicons.Condition{Next: pick(r, randomGlobs), Unless: r.IntN(2) == 0}
		case 1:
			t.If = lexicons.Condition{Previous: []string{pick(r, randomGroups)}, Unless: r.IntN(2) == 0}
		}
		l.Terms = append(l.Terms, t)
		if r.IntN(5) == 0 {
			t.Category = pick(r, randomGroups)
			l.Terms = append(l.Terms, t)
		}
	}
	for _, name := range randomGroups {
		l.Categories = append(l.Categories, lexicons.Category{Name: name})
	}
	return l
}

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(14) {
		b.WriteString(pick(r, randomWords) + pick(r, randomMarks))
	}
	return b.String()
}

// The matcher and a naive scan agree on random lexicons and texts: a million
// cases, 20,000 with -short.
func TestMatcherAgreesWithANaiveScan(t *testing.T) {
	cases := 1_000_000
	if testing.Short() {
		cases = 20_000
	}
	const texts = 25 // for each lexicon
	r := rand.New(rand.NewPCG(1, 2))
	var v *text.Vocabulary
	var s *text.Segmenter
	var cut text.Text
	matches := 0
	for i := range cases / texts {
		if i%100 == 0 { // joined words of --compat quanteda pile up
			v = text.NewVocabulary()
			s = text.NewSegmenter(v)
		}
		l := randomLexicon(r)
		o := Options{Compat: Compat(i % 3), Names: i%12 == 0}
		m, problems := Compile(l, o)
		if problems != nil {
			t.Fatal(problems)
		}
		f := m.Bind(v)
		ref := &naive{l: l, o: o, v: v}
		for range texts {
			body := randomText(r)
			s.Segment(body, &cut)
			got, want := f.Find(&cut, nil, nil), ref.find(&cut)
			matches += len(want)
			if !slices.Equal(got, want) {
				t.Fatalf("options %+v, text %q\nlexicon %+v\ngot  %v %q\nwant %v %q", o, body, l.Terms, got, surfaces(&cut, got), want, surfaces(&cut, want))
			}
		}
	}
	t.Logf("%d cases, %d matches", cases/texts*texts, matches)
}
