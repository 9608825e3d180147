package analysis

import (
	"cmp"

	"slant/analysis/coref"
	"slant/analysis/corpus"
	"slant/analysis/sentiment"
	"slant/analysis/text"
	"slant/analysis/voice"
)

// Voices of the aggregated tables: the four of package voice, page furniture,
// and all, which is the four together.
const (
	Boilerplate = voice.Voices
	All         = voice.Voices + 1
	tableVoices = voice.Voices + 2
	baseVoices  = voice.Voices + 1 // those a word can be counted in
)

// VoiceName gives the name of a voice of the aggregated tables.
func VoiceName(v int) string {
	switch v {
	case Boilerplate:
		return "boilerplate"
	case All:
		return "all"
	}
	return voice.Voice(v).String()
}

// Observation is all that is kept of one document.
type Observation struct {
	Document *corpus.Document
	Words    [baseVoices]int64 // by voice; furniture last
	Counts   []Count           // numbers other than zero, in any order
	Scores   []ScoreSum        // one for each actor, voice and scorer that has a mention
	Matches  []Match
	Mentions []Mention
	Quotes   []Quote
}

// Place is where a match or mention stands and who speaks there.
type Place struct {
	text.Range
	Voice       voice.Voice
	Section     voice.Section
	Attribution int32 // index in Annotated.Voices.Attributions; -1 for none
}

// tableVoice is the voice the aggregated tables gather the place under.
func (p *Place) tableVoice() int {
	if p.Section == voice.Boilerplate {
		return Boilerplate
	}
	return int(p.Voice)
}

// Match is a use of a term.
type Match struct {
	Place
	Term int32 // of all lexicons' terms; see Codebook.Term
}

// Mention is a reference to an actor: by alias, by a label that names it, or
// by a pronoun or description that stands for one of these.
type Mention struct {
	Place
	Actor  int32
	Label  int32             // by which the actor is named here; see Codebook.Label. -1 where it is not named
	Form   coref.Form        // with Label -1, nominal or pronoun
	Scores []sentiment.Score // one for each of Codebook.Scorers
}

// Quote is a quotation or reported clause, with the actor who is its source.
type Quote struct {
	Attribution int32 // index in Annotated.Voices.Attributions
	Actor       int32 // -1 when the source is no known actor
	Section     voice.Section
}

// Measure is what a Variable counts.
type Measure uint8

const (
	TermMatches  Measure = iota // Key: term
	LabelMatches                // Key: label
	LabelPlaces                 // Key: label and tenth of the article; of labels that are terms, outside furniture
	// Where all text is counted, what of it is shared text: for the multiverse.
	SharedMatches // Key: term of the first lexicon
	SharedWords   // Key: 0
)

// Variable is something counted in every document: what, of which thing, in
// whose voice. Its base is the words of that voice for terms, and the chances
// to name the referent for labels.
type Variable struct {
	Measure Measure
	Voice   uint8 // a voice of the aggregated tables, except All
	Key     int32
}

// Count is how often a variable was seen in one document.
type Count struct {
	Variable
	N int32
}

// ScoreSum sums the judged mentions of one actor in one document.
type ScoreSum struct {
	Actor     int32
	Source    int32 // actor who speaks, for Voice Quoted and Reported; -1 for none
	Voice     uint8
	Scorer    uint8
	Mentions  int32 // judged or not
	Anaphoric int32 // of them, those by pronoun or description
	Positive  int32
	Neutral   int32
	Negative  int32
	Sum       int64 // of scores, in thousandths
}

// code gives the variable as one number, which maps find faster than a struct.
func (v Variable) code() uint64 {
	return uint64(uint32(v.Key))<<16 | uint64(v.Voice)<<8 | uint64(v.Measure)
}

// variableOf gives the variable that a number stands for.
func variableOf(code uint64) Variable {
	return Variable{Key: int32(code >> 16), Voice: uint8(code >> 8), Measure: Measure(code)}
}

// compare orders variables by measure, key, then voice.
func (v Variable) compare(w Variable) int {
	return cmp.Or(cmp.Compare(v.Measure, w.Measure), cmp.Compare(v.Key, w.Key), cmp.Compare(v.Voice, w.Voice))
}

// compare orders sums by actor, scorer, voice, then source.
func (s *ScoreSum) compare(t *ScoreSum) int {
	return cmp.Or(cmp.Compare(s.Actor, t.Actor), cmp.Compare(s.Scorer, t.Scorer), cmp.Compare(s.Voice, t.Voice), cmp.Compare(s.Source, t.Source))
}

// add adds the numbers of t.
func (s *ScoreSum) add(t *ScoreSum) {
	s.Mentions += t.Mentions
	s.Anaphoric += t.Anaphoric
	s.Positive += t.Positive
	s.Neutral += t.Neutral
	s.Negative += t.Negative
	s.Sum += t.Sum
}
