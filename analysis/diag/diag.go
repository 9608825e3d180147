// Package diag says where something is wrong and what would mend it.
//
// Every message of slant about an input has one form:
//
//	lexicons/conflict.yaml:41:7: unknown key "cateogry"; did you mean "category"?
//
// a [Position], the fact, and after a semicolon the remedy. A reader never
// stops at the first problem: it gathers [Problems], so that a user mends a
// file once.
package diag

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Position is a place in a file. Line and Column count from 1, Column in bytes.
// Zero means unknown; what is unknown is left out of the printed form.
type Position struct {
	File   string
	Line   int
	Column int
}

// String gives path:line:col, as editors and compilers read it.
func (p Position) String() string {
	s := p.File
	if p.Line > 0 {
		s += ":" + strconv.Itoa(p.Line)
		if p.Column > 0 {
			s += ":" + strconv.Itoa(p.Column)
		}
	}
	return s
}

// Severity says what a problem did to the result.
type Severity uint8

const (
	// Skip: the document or file was left out of every table. The zero value,
	// so that a problem nobody thought about counts as the graver one.
	Skip Severity = iota
	// Warning: a field was unusable (a malformed date, say), or a term cannot
	// do what its file asks for; the rest was used.
	Warning
	// Notice: something was understood in a way the user should know of
	// (a field's synonym, a guessed encoding).
	Notice
)

// String gives the word used in the table of problems.
func (s Severity) String() string { return [...]string{"skipped", "warning", "notice"}[s] }

// Problem is one thing wrong with an input. It is an error.
type Problem struct {
	Position
	Severity Severity
	Reason   string // short key to count by, such as "duplicate-id"
	Message  string // the fact, quoting what the user wrote
	Hint     string // the remedy; may be empty
}

// Error gives the one form of slant's messages: position: message; hint.
func (p *Problem) Error() string {
	var b strings.Builder
	if s := p.Position.String(); s != "" {
		b.WriteString(s)
		b.WriteString(": ")
	}
	b.WriteString(p.Message)
	if p.Hint != "" {
		b.WriteString("; ")
		b.WriteString(p.Hint)
	}
	return b.String()
}

// Problems is all that is wrong with an input. As an error it prints one
// problem a line.
type Problems []*Problem

// Error joins the problems by line breaks.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Err gives nil for no problems at all, and the problems otherwise. Use it
// instead of returning a Problems value as an error: an empty one is not nil.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

// Fatal gives the problems that are neither warnings nor notices.
func (ps Problems) Fatal() Problems {
	var out Problems
	for _, p := range ps {
		if p.Severity == Skip {
			out = append(out, p)
		}
	}
	return out
}

// Sort orders problems by file, line, column, then message, so that messages
// gathered by several workers print alike in every run.
func (ps Problems) Sort() {
	slices.SortStableFunc(ps, func(a, b *Problem) int {
		return cmp.Or(
			strings.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			strings.Compare(a.Message, b.Message),
		)
	})
}
