// This module stands for codeberg.org/go-fonts/liberation, by a replace in the
// go.mod of slant.
//
// The package gonum.org/v1/plot links all twelve faces of the Liberation fonts,
// 4.4 MB, to set text that slant sets itself (reports/canvas), with two of
// them. Here every face is one of those two, which come from the same fonts in
// github.com/go-fonts/liberation.
module codeberg.org/go-fonts/liberation

go 1.25.0

require github.com/go-fonts/liberation v0.3.3
