// Package voice tells whose words a text holds: the outlet's own, those of a
// source inside marks of quotation, those of a source in indirect speech, and
// words in marks that nobody is said to have said.
package voice
