// Package match finds the terms of a lexicon in texts.
package match
