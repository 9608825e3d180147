package voice

import "slant/analysis/text"

// Voice is who speaks.
type Voice uint8

const (
	Own      Voice = iota // the outlet's narration
	Quoted                // inside quotation marks and attributed, or five words and more
	Scare                 // one to four words in marks that no source is given for
	Reported              // indirect speech: said by a source, without marks
	Voices   = 4          // how many there are
)

// String gives the name used in the tables.
func (v Voice) String() string { return [...]string{"own", "quoted", "scare", "reported"}[v] }

// Section is where in an article a passage stands.
type Section uint8

const (
	Body Section = iota
	Headline
	Caption
	Boilerplate // page furniture; in no count but its own
)

// String gives the name used in the tables.
func (s Section) String() string { return [...]string{"body", "headline", "caption", "boilerplate"}[s] }

// Attribution is a quotation, a scare quotation or a reported clause.
// Attributions may nest; they are in order of Content.First, outer ones first.
type Attribution struct {
	Content text.Range // tokens, marks of quotation included
	Source  text.Range // tokens that name who speaks; empty when the text gives nobody
	Cue     text.Range // tokens of the cue, such as "said"; empty for none
	Voice   Voice
	Class   Class // of the cue
	Rule    Rule  // what decided

	Statement int32 // attributions of one statement (a quotation broken by its cue, the marked part of a clause) share a number
	Outer     int32 // index of the attribution whose content holds this one's; -1 for none
}

// Segment is a run of tokens in one voice. Segments partition the tokens.
type Segment struct {
	text.Range
	Voice       Voice
	Section     Section
	Attribution int32 // index of the innermost attribution that decides it; -1 for none
}

// Role is what is known of a block before its voices are found.
type Role uint8

const (
	Plain Role = iota
	HeadlineBlock
	CaptionBlock
	FurnitureBlock
	QuotationBlock // an HTML block quotation
)
