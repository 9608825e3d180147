// Package analysis measures a corpus: who names whom how, in whose voice, and
// out of how many chances.
//
// Everything follows from two pure functions and one exact sum:
//
//	Annotate:  (Document, *Ledger) → Annotated     needs no lexicon, so it can be stored
//	Measure:   Annotated → Observation             all that is kept of one document
//	Tally.Add: Observation… → Tally                whole numbers: exact in any order
//
// An [Annotator] and a [Coder] belong to one worker and share its
// [text.Vocabulary]; a [Codebook] is immutable and shared by all. Results are
// computed once, at the end, from the Tally; nothing in them depends on how
// the documents were divided among workers or in which order they came.
//
// # What is counted
//
// A match lies in the voice of the segment that holds its first word; if any
// of its words is scare-quoted, in scare. Page furniture is a section of its
// own and in no other count.
//
// The chances to name a referent are the matches of the labels that name it
// and the mentions of the actor itself. Where two of them overlap they are one
// chance, and the longer decides which label was used: "the Israeli regime" is
// one use of "Israeli regime" and not also one of "Israeli". A mention by
// alias counts for the label that is the actor's own name.
//
// Zeros count: a document in which a term does not occur is evidence of
// restraint, and stands in every base.
package analysis
