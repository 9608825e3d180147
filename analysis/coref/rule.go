package coref

// Rule is what decided whom a mention is of.
type Rule uint8

const (
	NoRule   Rule = iota
	Speaker       // the source of the indirect speech that it stands in
	Subject       // the subject of its own sentence
	Sentence      // the only person before it, who is named in its sentence
	Before        // the same, who is named in the sentences before
	Centre        // the subject of the sentence before, others being named too
	NameHead      // a word of the actor's name
	Title         // what the actor was called before
	State         // the same, with the state
	Kind          // what the only actor near it is
	rules
)

// String gives the name of the rule.
func (r Rule) String() string {
	return [rules]string{
		"", "pronoun.speaker", "pronoun.subject", "pronoun.sentence", "pronoun.before", "pronoun.centre",
		"nominal.name", "nominal.title", "nominal.state", "nominal.kind",
	}[r]
}
