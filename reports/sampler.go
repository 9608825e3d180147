package reports

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"slant/analysis"
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
	book  *analysis.Codebook
	cells map[sampleKey]*sampleOf
	seen  int
}

// sampleOf is what is kept of a cell, and how many passages it has.
type sampleOf struct {
	kept []sampled
	seen int
}

// sampleKey is a cell of which sentences are kept.
type sampleKey struct {
	outlet  string
	mention bool
	thing   int32 // term or actor
	voice   uint8
	section uint8
}

// sampled is a piece of evidence with its place in the lottery.
type sampled struct {
	hash uint64
	Evidence
}

// NewSampler gives an empty sampler.
func NewSampler(book *analysis.Codebook) *Sampler {
	return &Sampler{book: book, cells: make(map[sampleKey]*sampleOf)}
}

// Add offers everything that was found in a document.
func (s *Sampler) Add(a *analysis.Annotated, o *analysis.Observation) {
	document := xxhash.Sum64String(a.Document.ID)
	for i := range o.Matches {
		m := &o.Matches[i]
		key := sampleKey{a.Document.Outlet, false, m.Term, uint8(m.Voice), uint8(m.Section)}
		cell := s.cell(key)
		cell.seen++
		if hash := lot(document, a.Text.Tokens[m.First].Start); cell.wants(hash) {
			e := s.evidence(a, &m.Place)
			l, term := s.book.Term(m.Term)
			e.Kind, e.Lexicon, e.Category, e.Term, e.Referent = "match", l.Name, term.Category, term.Pattern, term.Referent
			cell.keep(sampled{hash, e})
		}
	}
	for i := range o.Mentions {
		m := &o.Mentions[i]
		if len(m.Scores) == 0 || !m.Scores[0].Judged {
			continue
		}
		key := sampleKey{a.Document.Outlet, true, m.Actor, uint8(m.Voice), uint8(m.Section)}
		cell := s.cell(key)
		cell.seen++
		if hash := lot(document, a.Text.Tokens[m.First].Start); cell.wants(hash) {
			e := s.evidence(a, &m.Place)
			e.Kind, e.Actor, e.Scorer = "mention", s.book.Actors.Actor(m.Actor).ID, s.book.Scorers[0]
			e.Score, e.Label = float64(m.Scores[0].Value)/1000, int(m.Scores[0].Label)
			cell.keep(sampled{hash, e})
		}
	}
	s.seen += len(o.Matches) + len(o.Mentions)
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
	at, _ := slices.BinarySearchFunc(c.kept, e, compareSampled)
	c.kept = slices.Insert(c.kept, at, e)
	c.kept = c.kept[:min(len(c.kept), sampleCell)]
}

func compareSampled(a, b sampled) int {
	return cmp.Or(cmp.Compare(a.hash, b.hash), strings.Compare(a.Document, b.Document), cmp.Compare(a.Start, b.Start), strings.Compare(a.Sentence, b.Sentence))
}

// evidence copies what the page shows of a passage: the document's text is
// not to be kept alive by it.
func (s *Sampler) evidence(a *analysis.Annotated, p *analysis.Place) Evidence {
	d := a.Document
	sentence := a.Text.SpanOf(a.SentenceAround(p.Range))
	span := a.Text.SpanOf(p.Range)
	e := Evidence{
		Document: d.ID, Outlet: d.Outlet, Date: d.Date, Title: strings.Clone(d.Title), URL: strings.Clone(d.URL),
		Voice: p.Voice.String(), Section: p.Section.String(),
		Sentence: strings.Clone(a.Text.Body[sentence.Start:sentence.End]),
		Start:    span.Start - sentence.Start, End: span.End - sentence.Start,
	}
	if p.Attribution >= 0 {
		at := &a.Voices.Attributions[p.Attribution]
		e.Source, e.Cue = strings.Clone(a.Text.Surface(at.Source)), strings.Clone(a.Text.Surface(at.Cue))
	}
	return e
}

// Merge takes in what another sampler kept.
func (s *Sampler) Merge(t *Sampler) {
	for k, from := range t.cells {
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
				mentions = append(mentions, candidate{&c.kept[i], i, c.seen})
			} else {
				matches = append(matches, candidate{&c.kept[i], i, c.seen})
			}
		}
	}
	mentions = firstOf(mentions, max(sampleAll-sampleMatches, sampleAll-len(matches)))
	matches = firstOf(matches, sampleAll-len(mentions))
	out := make([]Evidence, 0, len(matches)+len(mentions))
	for _, c := range append(matches, mentions...) {
		out = append(out, c.Evidence)
	}
	slices.SortStableFunc(out, func(a, b Evidence) int {
		return cmp.Or(strings.Compare(a.Outlet, b.Outlet), strings.Compare(a.Document, b.Document), cmp.Compare(a.Start, b.Start),
			strings.Compare(a.Kind, b.Kind), strings.Compare(a.Term, b.Term), strings.Compare(a.Actor, b.Actor), strings.Compare(a.Sentence, b.Sentence))
	})
	return out
}

// firstOf gives the n candidates that come first.
func firstOf(list []candidate, n int) []candidate {
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(b.seen, a.seen), compareSampled(*a.sampled, *b.sampled),
			strings.Compare(a.Lexicon, b.Lexicon), strings.Compare(a.Term, b.Term), strings.Compare(a.Actor, b.Actor))
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
