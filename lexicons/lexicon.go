package lexicons

import "slant/analysis/diag"

// Stance is what a term implies about its referent.
type Stance int8

const (
	Negative Stance = -1
	Neutral  Stance = 0
	Positive Stance = 1
)

// Milli is a number in thousandths. Weights and scores are kept so, because
// sums of integers are exact in any order.
type Milli int64

// Lexicon is an instrument: terms in categories, with what is needed to cite
// it and to test it. It is immutable once read.
type Lexicon struct {
	Name        string
	Version     string
	Language    string // BCP 47, such as "en"; empty when the file does not say
	License     string
	Citation    string
	Description string
	Spelling    bool // match British and American spellings of the same word alike
	Categories  []Category
	Terms       []Term
	Tests       []Test
	File        string // as the user named it; "embedded" for those in the box
	Digest      string // SHA-256 of the bytes read, in hexadecimal
	Format      Format // what the file was read as
	Encoding    string // what the file was encoded in, as on the web; empty for UTF-8
}

// Category is a frame: a named group of terms. A dot in Name nests it, so that
// "delegitimising.state" is counted in "delegitimising" too. Every category
// that another is nested in is in the lexicon as well, before it.
type Category struct {
	Name        string
	Description string
	At          diag.Position
}

// Term is one pattern and what it means.
type Term struct {
	Pattern   string
	Category  string    // Name of a Category
	Referent  string    // ID of the actor it names; empty for none
	Stance    Stance    // toward the referent; meaningful if HasStance
	HasStance bool      // whether the file gives a stance
	Weight    Milli     // 1000 unless the file says otherwise
	Case      bool      // match letter case exactly
	Inflect   bool      // match plural and possessive forms too
	Not       []string  // patterns of contexts that are not a match
	If        Condition // when the term counts; the zero value is always
	Note      string
	Source    string // where the term is documented as loaded
	At        diag.Position
}

// Condition restricts a term by its neighbours, as LIWC's conditional codes
// do. At most one of Next and Previous is set.
type Condition struct {
	Next     string   // pattern of the word that must follow
	Previous []string // categories one of which the word before must be in
	Unless   bool     // the term counts when the condition does not hold
}

// Test is an expectation that a lexicon carries about itself.
type Test struct {
	Text    string
	Matches []string // surface forms in order of appearance; empty for none
	At      diag.Position
}

// ActorKind is what sort of thing an actor is.
type ActorKind string

const (
	State        ActorKind = "state"
	Government   ActorKind = "government"
	Person       ActorKind = "person"
	Organization ActorKind = "organization"
	Group        ActorKind = "group"
	People       ActorKind = "people"
)

// Actor is somebody or something that articles speak of.
type Actor struct {
	ID      string
	Name    string
	Kind    ActorKind
	Of      string   // ID of the actor it belongs to; empty for none
	Aliases []string // patterns; Name is not one of them unless listed
	Not     []string // patterns of contexts that are not this actor
	At      diag.Position
}

// Roster is a file of actors.
type Roster struct {
	Name    string
	Version string
	License string
	Actors  []Actor
	File    string
	Digest  string // SHA-256 of the bytes read, in hexadecimal
}
