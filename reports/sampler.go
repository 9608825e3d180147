package reports

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"slant/analysis"
	"slant/analysis/voice"
)

// The sample holds at most this many sentences of each cell, and this many in
// all, of which two in three are matches where there are so many: what fits
// into a page of under five megabytes.
const (
	sampleCell    = 3
	sampleAll     = 18000
	sampleMatches = 12000
)

// Sampler keeps a bounded sample of the evidence: of every outlet, term or
// actor and voice, the passages whose hash comes first. Which those are
// depends on document and place alone, so that samplers may be merged in any
// order.
type Sampler struct {
	outlets   map[string]uint32
	names     []string // of the outlets, by number
	book      *analysis.Codebook
	cells     map[sampleKey]*sampleOf
	seen      int
	document  *sampledDocument // the one last sampled from
	sentences map[int]string   // … and its sentences, by where they begin
}

// sampleOf is what is kept of a cell, and how many passages it has.
type sampleOf struct {
	kept []sampled
	seen int
}

// sampleKey is a cell of which sentences are kept.
type sampleKey struct {
	outlet  uint32
	thing   int32 // term or actor
	mention bool
	voice   uint8
	section uint8
}

// sampled is a passage with its place in the lottery. Hundreds of outlets have
// a hundred thousand of them, of which few are shown in the end, so each is
// kept small until then.
type sampled struct {
	hash       uint64
	document   *sampledDocument
	sentence   string // shared by the passages in it
	said       string // source and cue, one after the other
	cue        int32  // where the cue begins
	start, end int32  // of the surface form in the sentence
	speaker    int32  // actor who is the source; -1 for none that is known
	score      int32  // in thousandths
	label      int8
}

// sampledDocument is what the page shows of a document, once for all of its
// passages.
type sampledDocument struct {
	id, date, title, url string
}

// NewSampler gives an empty sampler.
func NewSampler(book *analysis.Codebook) *Sampler {
	return &Sampler{book: book, outlets: make(map[string]uint32), cells: make(map[sampleKey]*sampleOf), sentences: make(map[int]string)}
}

// Add offers everything that was found in a document.
func (s *Sampler) Add(a *analysis.Annotated, o *analysis.Observation) {
	document, outlet := xxhash.Sum64String(a.Document.ID), s.outlet(a.Document.Outlet)
	for i := range o.Matches {
		m := &o.Matches[i]
		key := sampleKey{outlet, m.Term, false, uint8(m.Voice), uint8(m.Section)}
		cell := s.cell(key)
		cell.seen++
		if hash := lot(document, a.Text.Tokens[m.First].Start); cell.wants(hash) {
			cell.keep(s.sample(a, o, &m.Place, hash))
		}
	}
	for i := range o.Mentions {
		m := &o.Mentions[i]
		if len(m.Scores) == 0 || !m.Scores[0].Judged {
			continue
		}
		key := sampleKey{outlet, m.Actor, true, uint8(m.Voice), uint8(m.Section)}
		cell := s.cell(key)
		cell.seen++
		if hash := lot(document, a.Text.Tokens[m.First].Start); cell.wants(hash) {
			e := s.sample(a, o, &m.Place, hash)
			e.score, e.label = int32(m.Scores[0].Value), int8(m.Scores[0].Label)
			cell.keep(e)
		}
	}
	s.seen += len(o.Matches) + len(o.Mentions)
}

// outlet gives the number of an outlet.
func (s *Sampler) outlet(name string) uint32 {
	n, ok := s.outlets[name]
	if !ok {
		n = uint32(len(s.names))
		s.outlets[name] = n
		s.names = append(s.names, name)
	}
	return n
}

// lot gives a passage its place in the lottery (Fibonacci hashing of the
// offset into the document's hash).
func lot(document uint64, offset int) uint64 {
	h := (document ^ uint64(offset)*0x9E3779B97F4A7C15) * 0xFF51AFD7ED558CCD
	return h ^ h>>32
}

// cell gives the cell of that key.
func (s *Sampler) cell(k sampleKey) *sampleOf {
	c := s.cells[k]
	if c == nil {
		c = &sampleOf{}
		s.cells[k] = c
	}
	return c
}

// wants reports whether a passage would be kept.
func (c *sampleOf) wants(hash uint64) bool {
	return len(c.kept) < sampleCell || hash <= c.kept[len(c.kept)-1].hash
}

// keep puts a passage among the first of its cell.
func (c *sampleOf) keep(e sampled) {
	at, _ := slices.BinarySearchFunc(c.kept, e, func(a, b sampled) int { return compareSampled(&a, &b) })
	if len(c.kept) < sampleCell {
		c.kept = append(c.kept, e)
	}
	if at < len(c.kept) {
		copy(c.kept[at+1:], c.kept[at:])
		c.kept[at] = e
	}
}

// compareSampled orders passages by their lot, which hardly ever is the same.
func compareSampled(a, b *sampled) int {
	if a.hash != b.hash {
		return cmp.Compare(a.hash, b.hash)
	}
	return cmp.Or(strings.Compare(a.document.id, b.document.id), cmp.Compare(a.start, b.start),
		strings.Compare(a.sentence, b.sentence))
}

// sample copies what the page shows of a passage: the document's text is not
// to be kept alive by it.
func (s *Sampler) sample(a *analysis.Annotated, o *analysis.Observation, p *analysis.Place, hash uint64) sampled {
	d := a.Document
	if s.document == nil || s.document.id != d.ID {
		s.document = &sampledDocument{d.ID, d.Date, strings.Clone(d.Title), strings.Clone(d.URL)}
		clear(s.sentences)
	}
	sentence := a.Text.SpanOf(a.SentenceAround(p.Range))
	span := a.Text.SpanOf(p.Range)
	shared, ok := s.sentences[sentence.Start]
	if text := a.Text.Body[sentence.Start:sentence.End]; !ok || len(shared) != len(text) {
		shared = strings.Clone(text)
		s.sentences[sentence.Start] = shared
	}
	source, cue := "", ""
	if p.Attribution >= 0 {
		at := &a.Voices.Attributions[p.Attribution]
		source, cue = a.Text.Surface(at.Source), a.Text.Surface(at.Cue)
	}
	speaker := int32(-1)
	for i := range o.Quotes {
		if o.Quotes[i].Attribution == p.Attribution {
			speaker = o.Quotes[i].Actor
			break
		}
	}
	return sampled{
		speaker: speaker,
		hash:    hash, document: s.document, sentence: shared, said: strings.Join([]string{source, cue}, ""), cue: int32(len(source)),
		start: int32(span.Start - sentence.Start), end: int32(span.End - sentence.Start),
	}
}

// evidence gives a passage of a cell as the page shows it.
func (s *Sampler) evidence(k sampleKey, p *sampled) Evidence {
	d := p.document
	e := Evidence{
		Document: d.id, Outlet: s.names[k.outlet], Date: d.date, Title: d.title, URL: d.url,
		Voice: voice.Voice(k.voice).String(), Section: voice.Section(k.section).String(),
		Sentence: p.sentence, Source: p.said[:p.cue], Cue: p.said[p.cue:],
		Start: int(p.start), End: int(p.end),
	}
	if p.speaker >= 0 {
		e.SourceActor = s.book.Actors.Actor(p.speaker).ID
	}
	if k.mention {
		e.Kind, e.Actor, e.Scorer = "mention", s.book.Actors.Actor(k.thing).ID, s.book.Scorers[0]
		e.Score, e.Label = float64(p.score)/1000, int(p.label)
		return e
	}
	l, term := s.book.Term(k.thing)
	e.Kind, e.Lexicon, e.Category, e.Term, e.Referent = "match", l.Name, term.Category, term.Pattern, term.Referent
	return e
}

// Merge takes in what another sampler kept.
func (s *Sampler) Merge(t *Sampler) {
	for k, from := range t.cells {
		k.outlet = s.outlet(t.names[k.outlet])
		c := s.cell(k)
		c.seen += from.seen
		for _, e := range from.kept {
			if c.wants(e.hash) {
				c.keep(e)
			}
		}
	}
	s.seen += t.seen
}

// candidate is a passage that may be shown: the rank-th of a cell.
type candidate struct {
	*sampled
	key        sampleKey
	rank, seen int
}

// Evidence gives the sample in the order of documents and places. Where it
// would be too much for a page, every cell keeps its first before any keeps
// its second, and the cells with the most passages, which are those that a
// page shows, come before the others.
func (s *Sampler) Evidence() []Evidence {
	var matches, mentions []candidate
	for k, c := range s.cells {
		for i := range c.kept {
			if k.mention {
				mentions = append(mentions, candidate{&c.kept[i], k, i, c.seen})
			} else {
				matches = append(matches, candidate{&c.kept[i], k, i, c.seen})
			}
		}
	}
	mentions = s.firstOf(mentions, max(sampleAll-sampleMatches, sampleAll-len(matches)))
	matches = s.firstOf(matches, sampleAll-len(mentions))
	out := make([]Evidence, 0, len(matches)+len(mentions))
	for _, c := range append(matches, mentions...) {
		out = append(out, s.evidence(c.key, c.sampled))
	}
	order := make([]int, len(out)) // sentences are large to move
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := &out[i], &out[j]
		if c := strings.Compare(a.Outlet, b.Outlet); c != 0 {
			return c
		}
		if c := strings.Compare(a.Document, b.Document); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(a.Start, b.Start), strings.Compare(a.Kind, b.Kind), strings.Compare(a.Term, b.Term),
			strings.Compare(a.Actor, b.Actor), strings.Compare(a.Sentence, b.Sentence), cmp.Compare(i, j))
	})
	sorted := make([]Evidence, len(out))
	for k, i := range order {
		sorted[k] = out[i]
	}
	return sorted
}

// firstOf gives the n candidates that come first.
func (s *Sampler) firstOf(list []candidate, n int) []candidate {
	slices.SortFunc(list, func(a, b candidate) int {
		if a.rank != b.rank {
			return cmp.Compare(a.rank, b.rank)
		}
		if a.seen != b.seen {
			return cmp.Compare(b.seen, a.seen)
		}
		if c := compareSampled(a.sampled, b.sampled); c != 0 {
			return c
		}
		x, y := s.evidence(a.key, a.sampled), s.evidence(b.key, b.sampled)
		return cmp.Or(strings.Compare(x.Lexicon, y.Lexicon), strings.Compare(x.Term, y.Term), strings.Compare(x.Actor, y.Actor))
	})
	return list[:min(n, len(list))]
}

// Sampled reports whether the sample leaves anything out.
func (s *Sampler) Sampled() bool {
	n := 0
	for _, c := range s.cells {
		n += len(c.kept)
	}
	return n < s.seen || n > sampleAll
}
