package analysis

import (
	"cmp"
	"slices"

	"slant/analysis/actor"
	"slant/analysis/coref"
	"slant/analysis/match"
	"slant/analysis/sentiment"
	"slant/analysis/text"
	"slant/analysis/voice"
)

// Coder applies a codebook to annotated documents. It belongs to one worker,
// whose vocabulary the documents' types must come from.
type Coder struct {
	book     *Codebook
	finders  []*match.Finder
	actors   *actor.Finder
	anaphors *coref.Resolver
	voices   *voice.Finder
	scorers  []sentiment.Scorer
	// One for each scorer, of the document that is measured; nil: none.
	memories []sentiment.Memory
	cast     *Cast // likewise

	matches  []match.Match
	named    []actor.Mention
	referred []actor.Mention // what a pronoun can stand for: mentions by name or label, counted or not
	resolved []Anaphor
	read     []coref.Mention
	buf      []byte
	speakers []voice.ActorMention
	sources  []int32
	others   []text.Range
	labels   []text.Range
	marked   []text.Range
	passages []sentiment.Passage
	told     []sentiment.Score // of them, by one scorer
	scores   []sentiment.Score
	voiceOf  []int32 // by token: its segment
	taken    []int32 // by token: 1 + the last actor with a mention there; then other things
}

// NewCoder binds a codebook to a vocabulary. scorers are the worker's own, in
// the order of the codebook's names.
func NewCoder(book *Codebook, v *text.Vocabulary, scorers []sentiment.Scorer) *Coder {
	c := &Coder{book: book, actors: book.Actors.Bind(v), anaphors: coref.New(v, book.Actors), voices: voice.New(v), scorers: scorers}
	for _, m := range book.matchers {
		c.finders = append(c.finders, m.Bind(v))
	}
	return c
}

// Remember has the coder ask memories before the scorers, of which there are as
// many, and a cast before it looks for actors. What it finds it adds to them.
// The caller sees to it that they are of the document that is measured.
func (c *Coder) Remember(memories []sentiment.Memory, cast *Cast) {
	c.memories, c.cast = memories, cast
}

// Measure overwrites out with what the codebook sees in a document.
func (c *Coder) Measure(a *Annotated, out *Observation) {
	out.Document = a.Document
	out.Words = [baseVoices]int64{}
	out.Counts, out.Scores = out.Counts[:0], out.Scores[:0]
	out.Matches, out.Mentions, out.Quotes = out.Matches[:0], out.Mentions[:0], out.Quotes[:0]
	c.words(a, out)
	c.findMatches(a, out)
	c.findMentions(a, out)
	c.findAnaphors(a, out)
	c.findQuotes(a, out)
	c.judge(a, out)
	c.count(a, out)
}

// words counts the base of every voice, and notes each token's segment.
func (c *Coder) words(a *Annotated, out *Observation) {
	c.voiceOf = c.voiceOf[:0]
	for i := range a.Voices.Segments {
		s := &a.Voices.Segments[i]
		v := int(s.Voice)
		if s.Section == voice.Boilerplate {
			v = Boilerplate
		}
		for t := s.First; t < s.End; t++ {
			c.voiceOf = append(c.voiceOf, int32(i))
			if a.Text.Tokens[t].IsWord() {
				out.Words[v]++
			}
		}
	}
	var shared [voice.Voices]int64
	for _, r := range a.Shared {
		for t := r.First; t < r.End; t++ {
			if s := &a.Voices.Segments[c.voiceOf[t]]; s.Section != voice.Boilerplate && a.Text.Tokens[t].IsWord() {
				shared[s.Voice]++
			}
		}
	}
	for v, n := range shared {
		switch {
		case c.book.Text == OwnText:
			out.Words[v] -= n
		case c.book.Text == SharedText:
			out.Words[v] = n
		case n > 0:
			out.Counts = append(out.Counts, Count{Variable{SharedWords, uint8(v), 0}, int32(n)})
		}
	}
}

// shared reports whether token t is shared text.
func shared(a *Annotated, t int) bool {
	at, _ := slices.BinarySearchFunc(a.Shared, t, func(r text.Range, t int) int { return cmp.Compare(r.End, t+1) })
	return at < len(a.Shared) && a.Shared[at].Contains(t)
}

// counts reports whether what begins with token t is counted. Furniture always
// is, apart.
func (c *Coder) counts(a *Annotated, t int) bool {
	if c.book.Text == AllText || a.Voices.Segments[c.voiceOf[t]].Section == voice.Boilerplate {
		return true
	}
	return shared(a, t) == (c.book.Text == SharedText)
}

// place tells who speaks where tokens r stand: the voice of the segment that
// holds the first word, or scare if any word is scare-quoted.
func (c *Coder) place(a *Annotated, r text.Range) Place {
	s := &a.Voices.Segments[c.voiceOf[r.First]]
	for t := r.First + 1; t < r.End && s.Voice != voice.Scare; t++ {
		if at := &a.Voices.Segments[c.voiceOf[t]]; at.Voice == voice.Scare {
			s = at
		}
	}
	return Place{Range: r, Voice: s.Voice, Section: s.Section, Attribution: s.Attribution}
}

func (c *Coder) findMatches(a *Annotated, out *Observation) {
	for i, f := range c.finders {
		c.matches = f.Find(&a.Text, nil, c.matches[:0])
		for _, m := range c.matches {
			if !c.counts(a, m.First) {
				continue
			}
			out.Matches = append(out.Matches, Match{c.place(a, m.Range), m.Term + int32(c.book.offsets[i])})
		}
	}
}

// termHere stands in Coder.taken where a token belongs to a use of a term.
const termHere = -1

// findMentions joins the actors' own names and the labels that name them.
func (c *Coder) findMentions(a *Annotated, out *Observation) {
	c.findNames(a)
	c.referred = c.referred[:0]
	for _, m := range c.named {
		if !c.counts(a, m.First) {
			c.referred = append(c.referred, m)
			continue
		}
		out.Mentions = append(out.Mentions, Mention{Place: Place{Range: m.Range}, Actor: m.Actor, Label: m.Actor})
	}
	names := len(out.Mentions)
	for i := range out.Matches {
		m := &out.Matches[i]
		if label := c.book.labelOf[m.Term]; label >= 0 {
			out.Mentions = append(out.Mentions, Mention{Place: Place{Range: m.Range}, Actor: c.book.labels[label].Referent, Label: label})
		}
	}
	c.taken = append(c.taken[:0], make([]int32, len(a.Text.Tokens))...)
	if len(out.Mentions) > names { // names alone come in order and do not overlap
		c.join(out)
	}
	for i := range out.Mentions {
		out.Mentions[i].Place = c.place(a, out.Mentions[i].Range)
	}
}

// join puts names and labels in order: where two of an actor's overlap, they
// are one mention, and the longer stands.
func (c *Coder) join(out *Observation) {
	slices.SortStableFunc(out.Mentions, func(x, y Mention) int {
		return cmp.Or(cmp.Compare(x.Actor, y.Actor), cmp.Compare(y.Len(), x.Len()), cmp.Compare(x.First, y.First),
			// Of an alias and a label that are alike the label stands.
			compareBool(c.book.labels[x.Label].Plain, c.book.labels[y.Label].Plain), cmp.Compare(x.Label, y.Label))
	})
	kept := out.Mentions[:0]
	for _, m := range out.Mentions {
		if !slices.Contains(c.taken[m.First:m.End], m.Actor+1) {
			kept = append(kept, m)
			for t := m.First; t < m.End; t++ {
				c.taken[t] = m.Actor + 1
			}
		}
	}
	out.Mentions = kept
	slices.SortStableFunc(out.Mentions, compareMentions)
}

// findQuotes resolves the source of every attribution to an actor. A pronoun
// or description that is all of a source ("she said") is of the actor that it
// is of as a mention; package voice resolves the rest by rules of its own.
func (c *Coder) findQuotes(a *Annotated, out *Observation) {
	c.speakers = c.speakers[:0]
	clear(c.taken)
	for i := range a.Voices.Attributions {
		if s := a.Voices.Attributions[i].Source; !s.Empty() {
			c.taken[s.First] = int32(s.End)
		}
	}
	for i := range out.Mentions {
		m := &out.Mentions[i]
		if m.Form == coref.Name || c.taken[m.First] == int32(m.End) {
			c.speakers = append(c.speakers, c.book.speaker(m))
		}
	}
	c.sources = c.voices.Resolve(&a.Text, &a.Voices, c.speakers)
	for i := range a.Voices.Attributions {
		at := &a.Voices.Attributions[i]
		if at.Content.Empty() {
			continue
		}
		section := a.Voices.Segments[c.voiceOf[at.Content.First]].Section
		out.Quotes = append(out.Quotes, Quote{Attribution: int32(i), Actor: c.sources[i], Section: section})
	}
}

// findAnaphors adds the pronouns and descriptions that stand for an actor. They
// stand for names that are not counted, too. What is a use of a term already
// stays that and nothing else.
func (c *Coder) findAnaphors(a *Annotated, out *Observation) {
	apart := len(c.referred) > 0
	for i := range out.Mentions {
		c.referred = append(c.referred, actor.Mention{Range: out.Mentions[i].Range, Actor: out.Mentions[i].Actor})
	}
	if apart { // else they are in order
		slices.SortStableFunc(c.referred, func(x, y actor.Mention) int {
			return cmp.Or(cmp.Compare(x.First, y.First), cmp.Compare(x.End, y.End), cmp.Compare(x.Actor, y.Actor))
		})
	}
	c.readAnaphors(a)
	if len(c.resolved) == 0 {
		return
	}
	for i := range out.Matches {
		for t := out.Matches[i].First; t < out.Matches[i].End; t++ {
			c.taken[t] = termHere
		}
	}
	for i := range c.resolved {
		r := &c.resolved[i]
		if !slices.Contains(c.taken[r.First:r.End], termHere) && c.counts(a, r.First) {
			out.Mentions = append(out.Mentions, Mention{Place: c.place(a, r.Range), Actor: r.Actor, Label: -1, Form: r.Form})
		}
	}
	slices.SortStableFunc(out.Mentions, compareMentions)
}

// judge has every scorer judge every mention in its sentence, all of a sentence
// together.
func (c *Coder) judge(a *Annotated, out *Observation) {
	c.scores = c.scores[:0]
	c.marked = c.marked[:0]
	for i := range out.Matches {
		if m := &out.Matches[i]; c.book.masked[m.Term] {
			c.marked = append(c.marked, m.Range)
		}
	}
	slices.SortFunc(c.marked, func(x, y text.Range) int { return cmp.Or(cmp.Compare(x.First, y.First), cmp.Compare(x.End, y.End)) })
	// Mentions and matches stand in the order of the text: what ends before
	// one sentence ends before the next one, too.
	near, label := 0, 0
	for from := 0; from < len(out.Mentions); {
		s := a.SentenceAround(out.Mentions[from].Range)
		to := from + 1
		for to < len(out.Mentions) && a.SentenceAround(out.Mentions[to].Range) == s {
			to++
		}
		for label < len(c.marked) && c.marked[label].End <= s.First {
			label++
		}
		c.labels = c.labels[:0]
		for _, r := range c.marked[label:] {
			if r.First >= s.End {
				break
			}
			if r.Overlaps(s) {
				c.labels = append(c.labels, r)
			}
		}
		for near < len(out.Mentions) && out.Mentions[near].End <= s.First {
			near++
		}
		c.judgeSentence(a, s, out.Mentions[near:], out.Mentions[from:to])
		from = to
	}
}

// judgeSentence has every scorer judge mentions in sentence s, whose labels are
// at hand. around begins with the first mention that may lie in it.
func (c *Coder) judgeSentence(a *Annotated, s text.Range, around, mentions []Mention) {
	c.passages, c.others = c.passages[:0], c.others[:0]
	for i := range mentions {
		m := &mentions[i]
		first := len(c.others)
		for j := 0; j < len(around) && around[j].First < s.End; j++ {
			if o := &around[j]; o.Form == coref.Name && o.Actor != m.Actor && o.Overlaps(s) && !o.Overlaps(m.Range) {
				c.others = append(c.others, o.Range)
			}
		}
		c.passages = append(c.passages, sentiment.Passage{Text: &a.Text, Sentence: s, Target: m.Range, Others: c.others[first:len(c.others):len(c.others)], Labels: c.labels})
	}
	first, n := len(c.scores), len(c.scorers)
	c.scores = append(c.scores, make([]sentiment.Score, n*len(mentions))...)
	for i := range mentions {
		mentions[i].Scores = c.scores[first+n*i : first+n*(i+1) : first+n*(i+1)]
	}
	for k, scorer := range c.scorers {
		c.told = c.told[:0]
		if c.memories != nil {
			c.told = c.memories[k].Judge(scorer, c.passages, c.told)
		} else {
			for i := range c.passages {
				c.told = append(c.told, scorer.Score(&c.passages[i]))
			}
		}
		for i, score := range c.told {
			mentions[i].Scores[k] = score
		}
	}
}

// count sums matches and mentions by variable.
func (c *Coder) count(a *Annotated, out *Observation) {
	for i := range out.Matches {
		m := &out.Matches[i]
		out.Counts = append(out.Counts, Count{Variable{TermMatches, uint8(m.tableVoice()), m.Term}, 1})
		if c.book.Text == AllText && c.book.first(m.Term) && m.Section != voice.Boilerplate && shared(a, m.First) {
			out.Counts = append(out.Counts, Count{Variable{SharedMatches, uint8(m.Voice), m.Term}, 1})
		}
	}
	for i := range out.Mentions {
		m := &out.Mentions[i]
		if m.Form == coref.Name {
			out.Counts = append(out.Counts, Count{Variable{LabelMatches, uint8(m.tableVoice()), m.Label}, 1})
		}
		if m.Form == coref.Name && !c.book.labels[m.Label].Plain && m.Section != voice.Boilerplate {
			place := m.Label*(tenths+1) + tenth(a, m.First, m.Section)
			out.Counts = append(out.Counts, Count{Variable{LabelPlaces, uint8(m.Voice), place}, 1})
		}
		source := int32(-1)
		if m.Attribution >= 0 && (m.Voice == voice.Quoted || m.Voice == voice.Reported) {
			source = c.sources[m.Attribution]
		}
		for j, s := range m.Scores {
			sum := ScoreSum{Actor: m.Actor, Source: source, Voice: uint8(m.tableVoice()), Scorer: uint8(j), Mentions: 1}
			if m.Form.Anaphoric() {
				sum.Anaphoric = 1
			}
			if s.Judged {
				sum.Sum = int64(s.Value)
				switch s.Label {
				case 1:
					sum.Positive = 1
				case 0:
					sum.Neutral = 1
				case -1:
					sum.Negative = 1
				}
			}
			out.Scores = append(out.Scores, sum)
		}
	}
	out.Counts = mergeCounts(out.Counts)
	out.Scores = mergeScores(out.Scores)
}

// mergeCounts sorts counts by variable and sums those of the same one.
func mergeCounts(counts []Count) []Count {
	slices.SortFunc(counts, func(x, y Count) int { return x.Variable.compare(y.Variable) })
	kept := counts[:0]
	for _, n := range counts {
		if k := len(kept); k > 0 && kept[k-1].Variable == n.Variable {
			kept[k-1].N += n.N
			continue
		}
		kept = append(kept, n)
	}
	return kept
}

// mergeScores sorts sums by what they are of and adds up those of the same.
func mergeScores(scores []ScoreSum) []ScoreSum {
	slices.SortFunc(scores, func(x, y ScoreSum) int { return x.compare(&y) })
	kept := scores[:0]
	for _, s := range scores {
		if k := len(kept); k > 0 && kept[k-1].compare(&s) == 0 {
			kept[k-1].add(&s)
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// compareMentions orders mentions by place.
func compareMentions(x, y Mention) int {
	return cmp.Or(cmp.Compare(x.First, y.First), cmp.Compare(x.End, y.End), cmp.Compare(x.Actor, y.Actor))
}
