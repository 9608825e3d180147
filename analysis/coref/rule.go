package coref

// Rule is what decided whom a mention is of.
type Rule uint8

const (
	NoRule Rule = iota
	Speaker
	Sentence
	Before
	Subject
	Centre
	NameHead
	Title
	Kind
	rules
)

// String gives the name of the rule.
func (r Rule) String() string {
	return [...]string{"", "pronoun.speaker", "pronoun.sentence", "pronoun.before", "pronoun.subject", "pronoun.centre", "nominal.name", "nominal.title", "nominal.kind"}[r]
}
