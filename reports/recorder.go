package reports

import (
	"slant/analysis"
	"slant/analysis/reuse"
	"slant/analysis/text"
	"slant/analysis/voice"
	"slant/lexicons"
)

// contextWords is how many words stand in the columns left and right.
const contextWords = 10

// Recorder writes the evidence behind a run, one document after the other, as
// lines of CSV. It belongs to one worker; the pieces are joined in the order
// of the documents.
type Recorder struct {
	Documents, Matches, Mentions, Quotes []byte
	Rows                                 [4]int // of the tables in that order

	book  *analysis.Codebook
	row   []Value
	lines []quoteLine // of Quotes, those that may be wordings of a statement
	stems []uint32    // of all of them, one after the other

	seen      []documentLine // of Documents
	sightings []sighting     // of Matches and Mentions, for the Sampler
	passages  int            // matches and mentions
	lottery   uint64         // hash of the document at hand
}

// NewRecorder gives a recorder of what book measures.
func NewRecorder(book *analysis.Codebook) *Recorder {
	return &Recorder{book: book}
}

// Reset forgets all lines.
func (r *Recorder) Reset() {
	r.Documents, r.Matches, r.Mentions, r.Quotes = r.Documents[:0], r.Matches[:0], r.Mentions[:0], r.Quotes[:0]
	r.Rows = [4]int{}
	r.lines, r.stems = r.lines[:0], r.stems[:0]
	clear(r.sightings) // they hold texts
	r.seen, r.sightings, r.passages = r.seen[:0], r.sightings[:0], 0
}

// Record adds one document.
func (r *Recorder) Record(a *analysis.Annotated, o *analysis.Observation, group reuse.Group) {
	r.seeDocument(a, len(r.Documents))
	r.document(a, o, group)
	for i := range o.Matches {
		r.match(a, o, &o.Matches[i])
	}
	for i := range o.Mentions {
		r.mention(a, o, &o.Mentions[i])
	}
	r.passages += len(o.Matches) + len(o.Mentions)
	for i := range o.Quotes {
		r.quote(a, &o.Quotes[i])
	}
}

func (r *Recorder) document(a *analysis.Annotated, o *analysis.Observation, group reuse.Group) {
	d := a.Document
	words := int64(0)
	for _, n := range o.Words[:voice.Voices] {
		words += n
	}
	matches := 0
	for i := range o.Matches {
		if o.Matches[i].Section != voice.Boilerplate {
			matches++
		}
	}
	var copied string
	if group.First != d.ID {
		copied = group.First
	}
	r.row = append(r.row[:0],
		Text(d.ID), Text(d.Outlet), Text(d.Date), Text(d.Title), Text(d.URL),
		Int(words), Int(o.Words[voice.Own]), Int(o.Words[voice.Quoted]), Int(matches),
		Text(copied), Text(group.Name), Text(d.At.File), Int(d.At.Line), Text(a.Wire))
	r.Documents = AppendRow(r.Documents, r.row)
	r.Rows[0]++
}

func (r *Recorder) match(a *analysis.Annotated, o *analysis.Observation, m *analysis.Match) {
	l, term := r.book.Term(m.Term)
	r.place(a, &m.Place)
	r.row = append(r.row, Text(l.Name), Text(term.Category), Text(term.Pattern), Text(a.Text.Surface(m.Range)),
		Text(term.Referent), StanceOf(term), Text(m.Voice.String()), Text(m.Section.String()))
	r.attribution(a, m.Attribution)
	r.row = append(r.row, Text(rule(a, m.Attribution)))
	r.context(a, m.Range)
	r.row = append(r.row, cueClass(a, m.Attribution))
	start := len(r.Matches)
	r.Matches = AppendRow(r.Matches, r.row)
	r.Rows[1]++
	r.see(a, o, &m.Place, sampleKey{thing: m.Term}, start, len(r.Matches))
}

func (r *Recorder) mention(a *analysis.Annotated, o *analysis.Observation, m *analysis.Mention) {
	actor := r.book.Actors.Actor(m.Actor)
	// Where nobody scores, a mention still has a line.
	for i := range max(1, len(m.Scores)) {
		r.place(a, &m.Place)
		r.row = append(r.row, Text(actor.ID), Text(a.Text.Surface(m.Range)), Text(m.Voice.String()), Text(m.Section.String()))
		source := ""
		if m.Attribution >= 0 {
			source = a.Text.Surface(a.Voices.Attributions[m.Attribution].Source)
		}
		r.row = append(r.row, Text(source))
		r.score(m, i)
		r.context(a, m.Range)
		r.row = append(r.row, Text(m.Form.String()))
		start := len(r.Mentions)
		r.Mentions = AppendRow(r.Mentions, r.row)
		r.Rows[2]++
		if i > 0 || len(m.Scores) > 0 && !m.Scores[0].Judged {
			continue
		}
		x := r.see(a, o, &m.Place, sampleKey{thing: m.Actor, mention: true}, start, len(r.Mentions))
		if len(m.Scores) > 0 {
			x.score, x.label = int32(m.Scores[0].Value), int8(m.Scores[0].Label)
		}
	}
}

// score adds the cells of scorer i.
func (r *Recorder) score(m *analysis.Mention, i int) {
	if i >= len(m.Scores) {
		r.row = append(r.row, Value{}, Value{}, Value{})
		return
	}
	r.row = append(r.row, Text(r.book.Scorers[i]))
	if s := &m.Scores[i]; s.Judged {
		r.row = append(r.row, Num(float64(s.Value)/1000), Int(int(s.Label)))
		return
	}
	r.row = append(r.row, Value{}, Value{})
}

func (r *Recorder) quote(a *analysis.Annotated, q *analysis.Quote) {
	at := &a.Voices.Attributions[q.Attribution]
	span := a.Text.SpanOf(at.Content)
	start, _ := a.Offset(span.Start)
	end, _ := a.Offset(span.End)
	actor := ""
	if q.Actor >= 0 {
		actor = r.book.Actors.Actor(q.Actor).ID
	}
	r.row = append(r.row[:0], Text(a.Document.ID), Text(a.Document.Outlet), Int(start), Int(end), Text(at.Voice.String()),
		Text(a.Text.Body[span.Start:span.End]), Int(a.Text.Words(at.Content)), Text(a.Text.Surface(at.Source)), Text(actor),
		Text(a.Text.Surface(at.Cue)), Text(at.Rule.String()), cueClass(a, q.Attribution), Text(q.Section.String()))
	begin := len(r.Quotes)
	r.Quotes = AppendRow(r.Quotes, r.row)
	r.note(a, q, begin, start)
	r.Rows[3]++
}

// place begins a row with the document and the offsets of a passage in it.
func (r *Recorder) place(a *analysis.Annotated, p *analysis.Place) {
	span := a.Text.SpanOf(p.Range)
	start, _ := a.Offset(span.Start)
	end, _ := a.Offset(span.End)
	d := a.Document
	r.row = append(r.row[:0], Text(d.ID), Text(d.Outlet), Text(d.Date), Int(start), Int(end))
}

// attribution adds source and cue.
func (r *Recorder) attribution(a *analysis.Annotated, n int32) {
	if n < 0 {
		r.row = append(r.row, Value{}, Value{})
		return
	}
	at := &a.Voices.Attributions[n]
	r.row = append(r.row, Text(a.Text.Surface(at.Source)), Text(a.Text.Surface(at.Cue)))
}

func rule(a *analysis.Annotated, n int32) string {
	if n < 0 {
		return ""
	}
	return a.Voices.Attributions[n].Rule.String()
}

// cueClass is empty where there is no cue.
func cueClass(a *analysis.Annotated, n int32) Value {
	if n < 0 || a.Voices.Attributions[n].Cue.Empty() {
		return Value{}
	}
	return Text(a.Voices.Attributions[n].Class.String())
}

// context adds the words to the left and right, within the block, and the
// sentence.
func (r *Recorder) context(a *analysis.Annotated, m text.Range) {
	t := &a.Text
	block := t.Blocks[t.BlockAt(m.First)].Tokens
	left, right := m.First, m.End
	for words := 0; left > block.First && words < contextWords; {
		left--
		if t.Tokens[left].IsWord() {
			words++
		}
	}
	for words := 0; right < block.End && words < contextWords; right++ {
		if t.Tokens[right].IsWord() {
			words++
		}
	}
	sentence := a.SentenceAround(m)
	r.row = append(r.row, Text(t.Surface(text.Range{First: left, End: m.First})), Text(t.Surface(text.Range{First: m.End, End: right})), Text(t.Surface(sentence)))
}

// StanceOf gives a term's stance as a cell, empty where the lexicon gives none.
func StanceOf(term *lexicons.Term) Value {
	if !term.HasStance {
		return Value{}
	}
	return stanceValue(term.Stance)
}

func stanceValue(s lexicons.Stance) Value {
	switch {
	case s < 0:
		return Text("negative")
	case s > 0:
		return Text("positive")
	}
	return Text("neutral")
}
