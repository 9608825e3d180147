// Package liberationsansbolditalic gives Liberation Sans, bold, in the place of its own face.
package liberationsansbolditalic

import "github.com/go-fonts/liberation/liberationsansbold"

// TTF is a font file.
var TTF = liberationsansbold.TTF
