package voice

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"slant/analysis/text"
)

// Statement is one attribution as people annotate it and as predictions are
// exchanged: spans in Unicode code points, half-open. Its content may be broken
// ("…," he said, "…").
type Statement struct {
	Source, Cue, Content [][2]int
	Voice                Voice
	Rule                 string   // that decided the first span of content; empty for gold
	Rules                []string // by span of content; empty for gold
}

// Annotation is a document with the statements in it.
type Annotation struct {
	ID         string
	Text       string
	Statements []Statement
	Inner      []Statement // found inside the content of others, and short marks without a source: scored by rule alone
	Discard    [][2]int    // passages that annotators set aside; in no figure
}

// Annotated gives what was found in t in the form that is scored: the parts
// of one statement together; what stands inside the content of another, and
// short marks without a source, apart. As annotators have it, the comma that
// closes an apposition belongs to the source, and a colon to the cue before it.
func Annotated(id string, t *text.Text, vs *Found) Annotation {
	a := Annotation{ID: id, Text: t.Body}
	at := make(map[int32]int)
	p := points{body: t.Body}
	for i := range vs.Attributions {
		x := &vs.Attributions[i]
		to, k, ok := &a.Statements, 0, false
		if x.Voice == Scare || x.Outer >= 0 {
			to = &a.Inner
		} else {
			k, ok = at[x.Statement]
		}
		if !ok {
			k = len(*to)
			if to == &a.Statements {
				at[x.Statement] = k
			}
			*to = append(*to, Statement{Voice: x.Voice, Rule: x.Rule.String()})
		}
		s := &(*to)[k]
		s.Content = append(s.Content, p.span(t.SpanOf(x.Content)))
		s.Rules = append(s.Rules, x.Rule.String())
		if len(s.Source) == 0 && !x.Source.Empty() {
			s.Source = append(s.Source, p.span(t.SpanOf(closed(t, x.Source))))
		}
		if len(s.Cue) == 0 && !x.Cue.Empty() {
			r := x.Cue
			if is(t, r.End, ":") {
				r.End++
			}
			s.Cue = append(s.Cue, p.span(t.SpanOf(r)))
		}
	}
	return a
}

// closed gives a source with the comma after it where it holds one.
func closed(t *text.Text, r text.Range) text.Range {
	for i := r.First; i < r.End; i++ {
		if is(t, i, ",") && is(t, r.End, ",") {
			r.End++
			break
		}
	}
	return r
}

// is reports whether token i is a certain mark.
func is(t *text.Text, i int, mark string) bool {
	return i < len(t.Tokens) && t.Body[t.Tokens[i].Start:t.Tokens[i].End] == mark
}

// points turns byte offsets into code points. Offsets come nearly in order.
type points struct {
	body     string
	at, rune int
}

func (p *points) span(s text.Span) [2]int { return [2]int{p.point(s.Start), p.point(s.End)} }

func (p *points) point(at int) int {
	if at < p.at {
		p.at, p.rune = 0, 0
	}
	p.rune += utf8.RuneCountInString(p.body[p.at:at])
	p.at = at
	return p.rune
}

// Ratio is a precision and a recall, as counts.
type Ratio struct {
	Right     int // predicted units that are right
	Predicted int
	Found     int // gold units that were found
	Gold      int
}

// Precision is the share of the predicted units that are right, 0 for none.
func (r Ratio) Precision() float64 { return share(r.Right, r.Predicted) }

// Recall is the share of the gold units that were found, 0 for none.
func (r Ratio) Recall() float64 { return share(r.Found, r.Gold) }

// F1 is the harmonic mean of precision and recall.
func (r Ratio) F1() float64 {
	p, q := r.Precision(), r.Recall()
	if p+q == 0 {
		return 0
	}
	return 2 * p * q / (p + q)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func (r *Ratio) add(s Ratio) {
	r.Right += s.Right
	r.Predicted += s.Predicted
	r.Found += s.Found
	r.Gold += s.Gold
}

// RuleScore says how often a rule is right. A statement of several spans counts
// under the rule of each.
type RuleScore struct {
	Rule       string
	Statements int // spans of content that the rule decided
	Words      int // in them
	Right      int // of the words, those that are content in gold; for short marks without a source, those that are not
	Content    int // spans that are exactly one of gold
	Source     int // spans that overlap content of gold whose source overlaps theirs, or neither has one
}

// Report is how well predicted attributions agree with gold.
type Report struct {
	Documents int
	Words     Ratio // words inside attributed content

	// Distinct spans of a document, equal to one of the other side.
	Source, Cue, Content Ratio
	// The same, where sharing one character is enough.
	SourceOverlap, CueOverlap, ContentOverlap Ratio

	// Speakers of direct quotations: gold statements whose content starts with
	// a mark of quotation. Predicted are those of them for which a statement
	// that shares content names a source; right, those whose source overlaps.
	Speakers Ratio

	Rules []RuleScore // in order of their names
}

// ScoreAttributions compares predicted statements with gold ones, document by
// document; documents are matched by ID, and a gold document without a
// prediction counts as one without statements.
func ScoreAttributions(gold, predicted []Annotation) Report {
	byID := make(map[string]*Annotation, len(predicted))
	for i := range predicted {
		byID[predicted[i].ID] = &predicted[i]
	}
	var r Report
	rules := make(map[string]*RuleScore)
	for i := range gold {
		g := &gold[i]
		p := byID[g.ID]
		if p == nil {
			p = &Annotation{}
		}
		r.document(g, p, rules)
	}
	for _, s := range rules {
		r.Rules = append(r.Rules, *s)
	}
	slices.SortFunc(r.Rules, func(a, b RuleScore) int { return cmp.Compare(a.Rule, b.Rule) })
	return r
}

func (r *Report) document(g, p *Annotation, rules map[string]*RuleScore) {
	r.Documents++
	runes := []rune(g.Text)
	words := wordsOf(runes)
	const inGold, inPredicted, discarded = 1, 2, 4
	marks := make([]uint8, len(runes)+1)
	paint := func(spans [][2]int, m uint8) {
		for _, s := range spans {
			for i := max(s[0], 0); i < min(s[1], len(runes)); i++ {
				marks[i] |= m
			}
		}
	}
	paint(g.Discard, discarded)
	for i := range g.Statements {
		paint(g.Statements[i].Content, inGold)
	}
	for i := range p.Statements {
		paint(p.Statements[i].Content, inPredicted)
	}
	for _, w := range words {
		switch m := marks[w]; {
		case m&discarded != 0:
		case m == inGold|inPredicted:
			r.Words.add(Ratio{1, 1, 1, 1})
		case m == inGold:
			r.Words.Gold++
		case m == inPredicted:
			r.Words.Predicted++
		}
	}
	roles := []struct {
		exact, overlap *Ratio
		of             func(*Statement) [][2]int
	}{
		{&r.Source, &r.SourceOverlap, func(s *Statement) [][2]int { return s.Source }},
		{&r.Cue, &r.CueOverlap, func(s *Statement) [][2]int { return s.Cue }},
		{&r.Content, &r.ContentOverlap, func(s *Statement) [][2]int { return s.Content }},
	}
	for _, role := range roles {
		a, b := distinct(runes, g, role.of), distinct(runes, p, role.of)
		role.exact.add(agree(a, b, func(x, y [2]int) bool { return x == y }))
		role.overlap.add(agree(a, b, func(x, y [2]int) bool { return x[0] < y[1] && y[0] < x[1] }))
	}
	r.speakers(g, p, runes)
	for _, statements := range [...][]Statement{p.Statements, p.Inner} {
		for i := range statements {
			for k := range statements[i].Rules {
				scoreRule(g, &statements[i], k, rules, words, func(w int) (gold, out bool) { return marks[w]&inGold != 0, marks[w]&discarded != 0 })
			}
		}
	}
}

// scoreRule counts span k of a statement for the rule that decided it.
func scoreRule(g *Annotation, s *Statement, k int, rules map[string]*RuleScore, words []int, at func(int) (gold, out bool)) {
	x := rules[s.Rules[k]]
	if x == nil {
		x = &RuleScore{Rule: s.Rules[k]}
		rules[s.Rules[k]] = x
	}
	x.Statements++
	span := s.Content[k : k+1]
	for _, w := range words {
		if gold, out := at(w); !out && holds(span, w) {
			x.Words++
			if gold != (s.Voice == Scare) {
				x.Right++
			}
		}
	}
	exact, source := false, false
	for j := range g.Statements {
		h := &g.Statements[j]
		exact = exact || slices.Contains(h.Content, span[0])
		source = source || overlap(span, h.Content) && (overlap(s.Source, h.Source) || len(s.Source) == 0 && len(h.Source) == 0)
	}
	if exact {
		x.Content++
	}
	if source {
		x.Source++
	}
}

// speakers scores who says direct quotations.
func (r *Report) speakers(g, p *Annotation, runes []rune) {
	for i := range g.Statements {
		s := &g.Statements[i]
		if len(s.Source) == 0 || len(s.Content) == 0 || !direct(runes, s.Content[0]) {
			continue
		}
		r.Speakers.Gold++
		best, shared := -1, 0
		for j := range p.Statements {
			if n := common(s.Content, p.Statements[j].Content); n > shared && len(p.Statements[j].Source) > 0 {
				best, shared = j, n
			}
		}
		if best < 0 {
			continue
		}
		r.Speakers.Predicted++
		if overlap(s.Source, p.Statements[best].Source) {
			r.Speakers.Right++
			r.Speakers.Found++
		}
	}
}

// direct reports whether a span starts with a mark of quotation.
func direct(runes []rune, s [2]int) bool {
	if s[0] < 0 || s[0] >= len(runes) {
		return false
	}
	switch runes[s[0]] {
	case '"', '“', '”', '„', '«', '‘':
		return true
	case '\'':
		return s[0]+1 < len(runes)
	}
	return false
}

// wordsOf gives the place of the first character of every word: a run of
// letters, digits and apostrophes.
func wordsOf(runes []rune) []int {
	var out []int
	inside := false
	for i, c := range runes {
		in := unicode.IsLetter(c) || unicode.IsDigit(c) || inside && (c == '\'' || c == '’')
		if in && !inside {
			out = append(out, i)
		}
		inside = in
	}
	return out
}

func holds(spans [][2]int, at int) bool {
	for _, s := range spans {
		if s[0] <= at && at < s[1] {
			return true
		}
	}
	return false
}

func overlap(a, b [][2]int) bool { return common(a, b) > 0 }

// common counts the code points that two sets of spans share.
func common(a, b [][2]int) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			n += max(0, min(x[1], y[1])-max(x[0], y[0]))
		}
	}
	return n
}

// distinct gives the different spans of one role in a document, without white
// space at their ends.
func distinct(runes []rune, a *Annotation, of func(*Statement) [][2]int) [][2]int {
	var out [][2]int
	for i := range a.Statements {
		for _, s := range of(&a.Statements[i]) {
			for s[0] < s[1] && s[0] < len(runes) && unicode.IsSpace(runes[s[0]]) {
				s[0]++
			}
			for s[1] > s[0] && s[1] <= len(runes) && unicode.IsSpace(runes[s[1]-1]) {
				s[1]--
			}
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(x, y [2]int) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) })
	return slices.Compact(out)
}

// agree counts the spans of each side that fit one of the other.
func agree(gold, predicted [][2]int, fits func(a, b [2]int) bool) Ratio {
	r := Ratio{Predicted: len(predicted), Gold: len(gold)}
	for _, p := range predicted {
		if slices.ContainsFunc(gold, func(g [2]int) bool { return fits(g, p) }) {
			r.Right++
		}
	}
	for _, g := range gold {
		if slices.ContainsFunc(predicted, func(p [2]int) bool { return fits(g, p) }) {
			r.Found++
		}
	}
	return r
}
