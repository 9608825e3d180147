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

// Sampler chooses a bounded sample of the evidence: of every outlet, term or
// actor and voice, the passages whose hash comes first. Which those are
// depends on document and place alone.
//
// Hundreds of outlets have a hundred thousand of such passages, of which few
// are shown in the end. So of each there is only where its line is in the
// tables of evidence.
type Sampler struct {
	outlets   map[string]uint32
	names     []string // of the outlets, by number
	cues      map[string]int32
	cueTexts  []string // by number
	book      *analysis.Codebook
	places    map[sampleKey]int32 // of the cells
	cells     []sampleOf
	samples   [][]sampled // in blocks that are never moved
	free      []int32     // places in samples that were given up
	documents []int64     // where their lines begin
	end       int64       // of the last of them
	seen      int
}

// sampleOf is what is kept of a cell, and how many passages it has.
type sampleOf struct {
	seen int32
	kept [sampleCell]int32 // places in samples plus one, in order
}

// sampleKey is a cell of which sentences are kept.
type sampleKey struct {
	outlet  uint32
	thing   int32 // term or actor
	mention bool
	voice   uint8
	section uint8
}

// sampled is a passage with its place in the lottery.
type sampled struct {
	hash       uint64
	line       int64 // where its line begins in matches.csv or mentions.csv
	size       int32 // of the line, in bytes
	document   int32 // by number
	start, end int32 // of the surface form in the sentence, as the line has it
	cue        int32 // by number
	speaker    int32 // actor who is the source; -1 for none that is known
	score      int32 // in thousandths
	label      int8
}

// sampleBlock is how many passages are allocated at a time.
const sampleBlock = 1 << 10

// sighting is what a Recorder notes of a line for the Sampler.
type sighting struct {
	sampled
	key  sampleKey // but for the outlet
	text string    // of the cue
}

// documentLine is what a Recorder notes of a line of documents.csv.
type documentLine struct {
	outlet    string
	start     int // of the line
	sightings int // of this document and those before it
}

// seeDocument notes a document, whose line begins at start. Its passages
// follow.
func (r *Recorder) seeDocument(a *analysis.Annotated, o *analysis.Observation, start int) {
	r.seen = append(r.seen, documentLine{outlet: a.Document.Outlet, start: start, sightings: len(r.sightings)})
	r.lottery = xxhash.Sum64String(a.Document.ID)
	r.speakers = r.speakers[:0]
	for range a.Voices.Attributions {
		r.speakers = append(r.speakers, -1)
	}
	for i := range o.Quotes {
		r.speakers[o.Quotes[i].Attribution] = o.Quotes[i].Actor
	}
}

// see notes a passage whose line, from start to end, has sentence.
func (r *Recorder) see(a *analysis.Annotated, p *analysis.Place, key sampleKey, start, end int) *sighting {
	sentence, span := a.Text.SpanOf(a.SentenceAround(p.Range)), a.Text.SpanOf(p.Range)
	key.voice, key.section = uint8(p.Voice), uint8(p.Section)
	x := sighting{key: key, sampled: sampled{
		hash: lot(r.lottery, a.Text.Tokens[p.First].Start), line: int64(start), size: int32(end - start), speaker: -1,
		start: int32(span.Start - sentence.Start), end: int32(span.End - sentence.Start),
	}}
	if !r.whole {
		x.start, x.end = int32(lengthInTable(a.Text.Body[sentence.Start:span.Start])), int32(lengthInTable(a.Text.Body[sentence.Start:span.End]))
	}
	if p.Attribution >= 0 {
		x.text = a.Text.Surface(a.Voices.Attributions[p.Attribution].Cue)
		x.speaker = r.speakers[p.Attribution]
	}
	r.sightings = append(r.sightings, x)
	r.seen[len(r.seen)-1].sightings++
	return &r.sightings[len(r.sightings)-1]
}

// lengthInTable is how long a text is once it is read back from a table, which has no
// NUL.
func lengthInTable(s string) int { return len(s) + strings.Count(s, "\x00")*(len("\uFFFD")-1) }

// lot gives a passage its place in the lottery (Fibonacci hashing of the
// offset into the document's hash).
func lot(document uint64, offset int) uint64 {
	h := (document ^ uint64(offset)*0x9E3779B97F4A7C15) * 0xFF51AFD7ED558CCD
	return h ^ h>>32
}

// NewSampler gives an empty sampler.
func NewSampler(book *analysis.Codebook) *Sampler {
	return &Sampler{book: book, outlets: make(map[string]uint32), cues: make(map[string]int32), places: make(map[sampleKey]int32)}
}

// Add offers everything that a recorder has, whose lines of documents, matches
// and mentions are written from those offsets on. The lines come in their
// order.
func (s *Sampler) Add(r *Recorder, documents, matches, mentions int64) {
	at := 0
	for _, d := range r.seen {
		outlet := number(s.outlets, &s.names, d.outlet)
		for ; at < d.sightings; at++ {
			x := &r.sightings[at]
			e, key := x.sampled, x.key
			key.outlet = outlet
			if key.mention {
				e.line += mentions
			} else {
				e.line += matches
			}
			e.document = int32(len(s.documents))
			s.offer(key, &e, x.text)
		}
		s.documents = append(s.documents, documents+int64(d.start))
	}
	s.end = documents + int64(len(r.Documents))
	s.seen += r.passages
}

// number gives the number of a name, which is a new one where needed.
func number[N ~int32 | ~uint32](of map[string]N, names *[]string, name string) N {
	n, ok := of[name]
	if !ok {
		name = strings.Clone(name)
		n = N(len(*names))
		of[name] = n
		*names = append(*names, name)
	}
	return n
}

// offer keeps a passage if it is among the first of its cell.
func (s *Sampler) offer(k sampleKey, e *sampled, cue string) {
	place, ok := s.places[k]
	if !ok {
		place = int32(len(s.cells))
		s.places[k] = place
		s.cells = append(s.cells, sampleOf{})
	}
	c := &s.cells[place]
	c.seen++
	last := c.kept[sampleCell-1]
	if last > 0 && compareSampled(e, s.sample(last-1)) > 0 {
		return
	}
	if last > 0 {
		s.free = append(s.free, last-1)
	}
	e.cue = number(s.cues, &s.cueTexts, cue)
	at := sampleCell - 1
	for ; at > 0 && (c.kept[at-1] == 0 || compareSampled(e, s.sample(c.kept[at-1]-1)) < 0); at-- {
		c.kept[at] = c.kept[at-1]
	}
	c.kept[at] = s.place(e) + 1
}

// place puts a passage somewhere.
func (s *Sampler) place(e *sampled) int32 {
	if n := len(s.free); n > 0 {
		at := s.free[n-1]
		s.free = s.free[:n-1]
		*s.sample(at) = *e
		return at
	}
	n := len(s.samples) - 1
	if n < 0 || len(s.samples[n]) == sampleBlock {
		s.samples = append(s.samples, make([]sampled, 0, sampleBlock))
		n++
	}
	s.samples[n] = append(s.samples[n], *e)
	return int32(n*sampleBlock + len(s.samples[n]) - 1)
}

func (s *Sampler) sample(at int32) *sampled { return &s.samples[at/sampleBlock][at%sampleBlock] }

// compareSampled orders passages by their lot, which hardly ever is the same.
func compareSampled(a, b *sampled) int {
	if a.hash != b.hash {
		return cmp.Compare(a.hash, b.hash)
	}
	return cmp.Or(cmp.Compare(a.document, b.document), cmp.Compare(a.start, b.start), cmp.Compare(a.line, b.line))
}

// candidate is a passage that may be shown: the rank-th of a cell.
type candidate struct {
	*sampled
	key  sampleKey
	rank int8
	seen int32
}

// passage is one that is shown.
type passage struct {
	sampled
	key sampleKey
}

// Sample gives the passages that are shown, of which the sampler is not needed
// any more. Where all would be too much for a page, every cell keeps its first
// before any keeps its second, and the cells with the most passages, which are
// those that a page shows, come before the others.
func (s *Sampler) Sample() *Sample {
	var matches, mentions []candidate
	n := 0
	for k, place := range s.places {
		c := &s.cells[place]
		for i, at := range c.kept {
			if at == 0 {
				break
			}
			n++
			e := candidate{s.sample(at - 1), k, int8(i), c.seen}
			if k.mention {
				mentions = append(mentions, e)
			} else {
				matches = append(matches, e)
			}
		}
	}
	mentions = s.firstOf(mentions, max(sampleAll-sampleMatches, sampleAll-len(matches)))
	matches = s.firstOf(matches, sampleAll-len(mentions))
	out := &Sample{Part: n < s.seen || n > sampleAll, book: s.book, names: s.names, cues: s.cueTexts, documents: append(s.documents, s.end)}
	out.passages = make([]passage, 0, len(matches)+len(mentions))
	for _, list := range [][]candidate{matches, mentions} {
		for _, c := range list {
			out.passages = append(out.passages, passage{*c.sampled, c.key})
		}
	}
	return out
}

// firstOf gives the n candidates that come first.
func (s *Sampler) firstOf(list []candidate, n int) []candidate {
	slices.SortFunc(list, func(a, b candidate) int {
		if c := cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(b.seen, a.seen), cmp.Compare(a.hash, b.hash)); c != 0 {
			return c
		}
		x, y := s.thing(a.key), s.thing(b.key)
		return cmp.Or(cmp.Compare(a.document, b.document), cmp.Compare(a.start, b.start),
			strings.Compare(x[0], y[0]), strings.Compare(x[1], y[1]), cmp.Compare(a.line, b.line))
	})
	return list[:min(n, len(list))]
}

// thing names the term, after its lexicon, or the actor of a cell.
func (s *Sampler) thing(k sampleKey) [2]string {
	if k.mention {
		return [2]string{"", s.book.Actors.Actor(k.thing).ID}
	}
	l, term := s.book.Term(k.thing)
	return [2]string{l.Name, term.Pattern}
}

// Sample is the passages that are shown.
type Sample struct {
	Part bool // whether there are passages that are not shown

	passages  []passage
	book      *analysis.Codebook
	names     []string // of outlets
	cues      []string
	documents []int64 // where their lines begin, and where the last ends
}
