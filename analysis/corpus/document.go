package corpus

import "slant/analysis/diag"

// Document is one article as read. Nothing is written back into it later.
type Document struct {
	ID       string // unique in the corpus
	Outlet   string
	Date     string // ISO 8601 day, YYYY-MM-DD; empty when unknown
	Title    string // headline; empty when unknown
	URL      string
	Language string // BCP 47; empty when unknown
	Text     string // valid UTF-8; every offset in slant's tables points into it
	Marks    []Mark // what the file format itself says of parts of Text, by Start
	Vars     []Var  // all other fields, by name
	At       diag.Position
}

// Mark is a part of Text whose role the file format gives away (an HTML
// blockquote, say). Start and End are bytes, half-open; marks do not overlap.
type Mark struct {
	Start, End int
	Role       Role
}

// Role is what a marked part of a document is.
type Role uint8

const (
	Headline Role = iota + 1
	Subheading
	Byline
	Caption
	Blockquote
	ListItem
)

// Var is a document variable: a field slant has no use for but keeps.
type Var struct{ Name, Value string }

// Input is a file that was read, for the manifest.
type Input struct {
	Name   string // slash-separated, relative to the corpus root
	Bytes  int64
	SHA256 string // of the file's bytes as stored, in hexadecimal
}
