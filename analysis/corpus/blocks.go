package corpus

import "strings"

// blocks builds a text out of blocks, and the marks of their roles. Blocks are
// separated by an empty line, lines of one block by a line break.
type blocks struct {
	text  strings.Builder
	marks []Mark
	ended bool // the next line starts a new block
	inner int  // how many quotations are open
	from  int  // index of the first mark of the outermost of them
}

// line adds a line with a role, or 0 for running text.
func (b *blocks) line(s string, role Role) {
	s = strings.Trim(s, " \t\r\n")
	if s == "" {
		b.end()
		return
	}
	if b.text.Len() > 0 {
		b.text.WriteByte('\n')
		if b.ended {
			b.text.WriteByte('\n')
		}
	}
	b.ended = false
	start := b.text.Len()
	b.text.WriteString(s)
	if role != 0 {
		b.marks = append(b.marks, Mark{start, b.text.Len(), role})
	}
}

// end ends the block.
func (b *blocks) end() { b.ended = true }

// last is the role of the line added last.
func (b *blocks) last() Role {
	if n := len(b.marks); n > 0 && b.marks[n-1].End == b.text.Len() {
		return b.marks[n-1].Role
	}
	return 0
}

// enter starts a quotation, whose blocks are one mark.
func (b *blocks) enter() {
	b.end()
	if b.inner++; b.inner == 1 {
		b.from = len(b.marks)
	}
}

// leave ends a quotation: neighbouring blocks that are Blockquote become one
// mark, over the empty lines between them.
func (b *blocks) leave() {
	b.end()
	if b.inner--; b.inner > 0 {
		return
	}
	merged := b.marks[:b.from]
	for _, m := range b.marks[b.from:] {
		if n := len(merged); n > b.from && m.Role == Blockquote && merged[n-1].Role == Blockquote {
			merged[n-1].End = m.End
		} else {
			merged = append(merged, m)
		}
	}
	b.marks = merged
}

// finish gives the text and its marks.
func (b *blocks) finish() (string, []Mark) { return b.text.String(), b.marks }
