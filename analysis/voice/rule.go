package voice

// Rule is the construction that decided an attribution.
type Rule uint8

const (
	NoRule Rule = iota
	DirectAfter
	DirectInverted
	DirectBefore
	DirectBroken
	DirectFollow
	DirectCarry
	DirectColon
	DirectSubject
	DirectBlock
	DirectTranscript
	DirectPart
	DirectAlone
	FloatAfter
	FloatInverted
	According
	InPoll
	AsSaid
	Relative
	Asked
	That
	Clause
	Wh
	Infinitive
	Gerund
	Object
	ObjectTo
	Complement
	As
	Preposition
	Participle
	NounThat
	NounTo
	NounOf
	Adjective
	Passive
	Adverb
	HeadlineColon
	NameMarks
	ScareMarks
	rules
)

// rule is what is known of a Rule.
type rule struct{ id, example string }

var ruleTable = [rules]rule{
	NoRule:           {"", ""},
	DirectAfter:      {"direct.after", "“We favour restraint,” Peskov said."},
	DirectInverted:   {"direct.inverted", "“We favour restraint,” said Peskov."},
	DirectBefore:     {"direct.before", "Peskov said: “We favour restraint.”"},
	DirectBroken:     {"direct.broken", "“We favour restraint,” he said, “on all sides.”"},
	DirectFollow:     {"direct.follow", "“We favour restraint,” he said. “So does Iran.”"},
	DirectCarry:      {"direct.carry", "a paragraph that is a quotation, after one that names its source"},
	DirectColon:      {"direct.colon", "Peskov: “We favour restraint”"},
	DirectSubject:    {"direct.subject", "Putin “outlined approaches in favour of intensifying steps.”"},
	DirectBlock:      {"direct.block", "a block quotation"},
	DirectTranscript: {"direct.transcript", "PESKOV: We favour restraint."},
	DirectPart:       {"direct.part", "He said restraint was “needed by all sides”."},
	DirectAlone:      {"direct.alone", "five words and more in marks, and no source"},
	FloatAfter:       {"float.after", "Restraint is needed, he said."},
	FloatInverted:    {"float.inverted", "Restraint is needed, said Peskov."},
	According:        {"according", "According to Peskov, restraint is needed."},
	InPoll:           {"poll", "In a recent poll, restraint is ahead."},
	AsSaid:           {"float.as", "As the Times reported, restraint is needed."},
	Relative:         {"indirect.relative", "restraint, which he said was needed"},
	Asked:            {"asked", "Asked whether restraint was needed, he nodded."},
	That:             {"indirect.that", "He said that restraint was needed."},
	Clause:           {"indirect.clause", "He said restraint was needed."},
	Wh:               {"indirect.wh", "He asked whether restraint was needed."},
	Infinitive:       {"indirect.to", "He vowed to show restraint."},
	Gerund:           {"indirect.ing", "He denied planning an attack."},
	Object:           {"indirect.object", "He denounced the attack."},
	ObjectTo:         {"indirect.objectto", "He urged Iran to show restraint."},
	Complement:       {"indirect.complement", "He called it a mistake."},
	As:               {"indirect.as", "He described it as a mistake."},
	Preposition:      {"indirect.preposition", "He called for restraint."},
	Participle:       {"indirect.participle", "…, adding that restraint was needed."},
	NounThat:         {"noun.that", "the claim that restraint was needed"},
	NounTo:           {"noun.to", "his promise to show restraint"},
	NounOf:           {"noun.preposition", "his criticism of the attack"},
	Adjective:        {"adjective", "He is confident that restraint will prevail."},
	Passive:          {"passive", "Iran is believed to show restraint."},
	Adverb:           {"adverb", "Iran reportedly showed restraint."},
	HeadlineColon:    {"headline.colon", "Russia: We Told Israel the Truth"},
	NameMarks:        {"name", "Operation “True Promise”"},
	ScareMarks:       {"scare", "an “undesirable” organization"},
}

// String gives the rule's id, as in the column "rule" of the tables.
func (r Rule) String() string { return ruleTable[r].id }

// Example gives an example of the construction.
func (r Rule) Example() string { return ruleTable[r].example }
