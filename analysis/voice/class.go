package voice

// Class is what a cue makes of what somebody says: "claimed" is not "said".
type Class uint8

const (
	NoClass     Class = iota // no cue
	Neutral                  // said, told, according to
	Claiming                 // claimed, alleged, insisted: truth left open or doubted
	Conceding                // admitted, acknowledged, confirmed: truth granted
	Accusing                 // accused, condemned, warned: against somebody
	Denying                  // denied, rejected, refused
	Emphasising              // stressed, praised, urged, endorsed: in favour or with force
	Thinking                 // believes, hopes, plans: thought and will
	Asking                   // asked, wondered
	Showing                  // showed, found: documents, polls and studies
)

var classNames = [...]string{"", "neutral", "claiming", "conceding", "accusing", "denying", "emphasising", "thinking", "asking", "showing"}

// String gives the name used in cues.txt and in the tables; it is empty for
// NoClass.
func (c Class) String() string { return classNames[c] }

// classOf gives the class of a name.
func classOf(name string) (Class, bool) {
	for i, n := range classNames {
		if n == name && i > 0 {
			return Class(i), true
		}
	}
	return NoClass, false
}
