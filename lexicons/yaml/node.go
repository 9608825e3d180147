package yaml

import (
	"iter"

	"slant/analysis/diag"
)

// Kind is what a node is.
type Kind uint8

const (
	Null   Kind = iota // nothing written
	Scalar             // text
	List
	Map
)

// String gives the word for messages.
func (k Kind) String() string { return [...]string{"nothing", "text", "a list", "a map"}[k] }

// Node is a value with its place.
type Node struct {
	Kind   Kind
	Plain  bool   // a scalar without quotation marks
	Line   int32  // from 1
	Column int32  // from 1, in bytes
	Text   string // of a scalar
	Items  []Node // of a list; of a map the keys and values in turn
}

// At gives the place of the node in a file.
func (n *Node) At(file string) diag.Position {
	return diag.Position{File: file, Line: int(n.Line), Column: int(n.Column)}
}

// Empty reports whether the node holds nothing: not written, or a plain ~ or
// null.
func (n *Node) Empty() bool {
	return n.Kind == Null || n.Kind == Scalar && n.Plain && (n.Text == "" || n.Text == "~" || n.Text == "null")
}

// Pairs goes through the keys and values of a map in the order of the file.
func (n *Node) Pairs() iter.Seq2[*Node, *Node] {
	return func(yield func(k, v *Node) bool) {
		if n.Kind != Map {
			return
		}
		for i := 0; i+1 < len(n.Items); i += 2 {
			if !yield(&n.Items[i], &n.Items[i+1]) {
				return
			}
		}
	}
}

// Get gives the value of a key, nil where the map has none.
func (n *Node) Get(key string) *Node {
	for k, v := range n.Pairs() {
		if k.Text == key {
			return v
		}
	}
	return nil
}
