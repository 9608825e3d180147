package coref

// Form is how a mention refers, in the terms of the guidelines for entities of
// the Automatic Content Extraction program (ACE; Linguistic Data Consortium,
// "English Annotation Guidelines for Entities", version 6.6, 2008).
type Form uint8

const (
	Name    Form = iota // by a name, or by a label of a lexicon that names the actor
	Nominal             // by a description: "the president", "the group"
	Pronoun             // "he", "her"
)

// String gives the name used in the tables.
func (f Form) String() string { return [...]string{"name", "nominal", "pronoun"}[f] }

// Anaphoric reports whether the mention has its referent from another one.
func (f Form) Anaphoric() bool { return f != Name }
