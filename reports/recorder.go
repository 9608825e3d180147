package reports

import (
	"strconv"
	"strings"

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
	head  line // the first cells of every passage of the document at hand
	whole bool // its text has nothing that lengthInTable counts otherwise
	// The sentence written last to Matches and to Mentions: many passages stand
	// in one.
	sentences [2]writtenSentence

	lines []quoteLine // of Quotes, those that may be wordings of a statement
	stems []uint32    // of all of them, one after the other

	seen      []documentLine // of Documents
	sightings []sighting     // of Matches and Mentions, for the Sampler
	passages  int            // matches and mentions
	lottery   uint64         // hash of the document at hand
	speakers  []int32        // by attribution of it: the actor who is the source; -1 for none that is known
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
	r.begin(a)
	r.seeDocument(a, o, len(r.Documents))
	r.document(a, o, group)
	for i := range o.Matches {
		r.match(a, o, &o.Matches[i])
	}
	for i := range o.Mentions {
		r.mention(a, &o.Mentions[i])
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

// begin makes ready for a document.
func (r *Recorder) begin(a *analysis.Annotated) {
	d := a.Document
	r.head = line(appendField(r.head[:0], d.ID)).text(d.Outlet).text(d.Date)
	r.whole = strings.IndexByte(a.Text.Body, 0) < 0
	r.sentences = [2]writtenSentence{}
}

// line is a line of CSV in the making, after its first cell.
type line []byte

func (l line) text(s string) line { return appendField(append(l, ','), s) }

func (l line) whole(n int) line { return strconv.AppendInt(append(l, ','), int64(n), 10) }

func (l line) cell(v Value) line { return appendCell(append(l, ','), &v) }

// writtenSentence is a sentence of the document at hand, and where its cell is
// in a table; empty before the first.
type writtenSentence struct {
	sentence   text.Range
	start, end int
}

func (r *Recorder) match(a *analysis.Annotated, o *analysis.Observation, m *analysis.Match) {
	lexicon, term := r.book.Term(m.Term)
	start := len(r.Matches)
	l := r.place(r.Matches, a, &m.Place)
	l = l.text(lexicon.Name).text(term.Category).text(term.Pattern).text(a.Text.Surface(m.Range)).
		text(term.Referent).cell(StanceOf(term)).text(m.Voice.String()).text(m.Section.String())
	l = attribution(l, a, m.Attribution).text(rule(a, m.Attribution))
	l = context(l, a, m.Range, &r.sentences[0]).cell(cueClass(a, m.Attribution))
	r.Matches = append(l, '\n')
	r.Rows[1]++
	r.see(a, &m.Place, sampleKey{thing: m.Term}, start, len(r.Matches))
}

func (r *Recorder) mention(a *analysis.Annotated, m *analysis.Mention) {
	actor := r.book.Actors.Actor(m.Actor)
	// Where nobody scores, a mention still has a line.
	for i := range max(1, len(m.Scores)) {
		start := len(r.Mentions)
		l := r.place(r.Mentions, a, &m.Place)
		l = l.text(actor.ID).text(a.Text.Surface(m.Range)).text(m.Voice.String()).text(m.Section.String())
		source := ""
		if m.Attribution >= 0 {
			source = a.Text.Surface(a.Voices.Attributions[m.Attribution].Source)
		}
		l = r.score(l.text(source), m, i)
		l = context(l, a, m.Range, &r.sentences[1]).text(m.Form.String())
		r.Mentions = append(l, '\n')
		r.Rows[2]++
		if i > 0 || len(m.Scores) > 0 && !m.Scores[0].Judged {
			continue
		}
		x := r.see(a, &m.Place, sampleKey{thing: m.Actor, mention: true}, start, len(r.Mentions))
		if len(m.Scores) > 0 {
			x.score, x.label = int32(m.Scores[0].Value), int8(m.Scores[0].Label)
		}
	}
}

// score adds the cells of scorer i.
func (r *Recorder) score(l line, m *analysis.Mention, i int) line {
	if i >= len(m.Scores) {
		return append(l, ",,,"...)
	}
	l = l.text(r.book.Scorers[i])
	s := &m.Scores[i]
	if !s.Judged {
		return append(l, ",,"...)
	}
	l = appendThousandths(append(l, ','), int(s.Value))
	return l.whole(int(s.Label))
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
	begin := len(r.Quotes)
	l := line(appendField(r.Quotes, a.Document.ID)).text(a.Document.Outlet).whole(start).whole(end).text(at.Voice.String()).
		text(a.Text.Body[span.Start:span.End]).whole(a.Text.Words(at.Content)).text(a.Text.Surface(at.Source)).text(actor).
		text(a.Text.Surface(at.Cue)).text(at.Rule.String()).cell(cueClass(a, q.Attribution)).text(q.Section.String())
	r.Quotes = append(l, '\n')
	r.note(a, q, begin, start)
	r.Rows[3]++
}

// place begins a line with the document and the offsets of a passage in it.
func (r *Recorder) place(l line, a *analysis.Annotated, p *analysis.Place) line {
	span := a.Text.SpanOf(p.Range)
	start, _ := a.Offset(span.Start)
	end, _ := a.Offset(span.End)
	return append(l, r.head...).whole(start).whole(end)
}

// attribution adds source and cue.
func attribution(l line, a *analysis.Annotated, n int32) line {
	if n < 0 {
		return append(l, ",,"...)
	}
	at := &a.Voices.Attributions[n]
	return l.text(a.Text.Surface(at.Source)).text(a.Text.Surface(at.Cue))
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
func context(l line, a *analysis.Annotated, m text.Range, last *writtenSentence) line {
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
	l = l.text(t.Surface(text.Range{First: left, End: m.First})).text(t.Surface(text.Range{First: m.End, End: right}))
	sentence := a.SentenceAround(m)
	if last.sentence == sentence && !sentence.Empty() {
		return append(append(l, ','), l[last.start:last.end]...)
	}
	start := len(l) + 1
	l = l.text(t.Surface(sentence))
	*last = writtenSentence{sentence, start, len(l)}
	return l
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
