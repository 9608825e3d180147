// Package train makes the models that package sentiment embeds.
//
// Everything here is a function of its rows, its options and a seed: the same
// input gives the same bytes.
package train
