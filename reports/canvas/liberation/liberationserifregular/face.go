// Package liberationserifregular gives Liberation Sans, regular, in the place of its own face.
package liberationserifregular

import "github.com/go-fonts/liberation/liberationsansregular"

// TTF is a font file.
var TTF = liberationsansregular.TTF
