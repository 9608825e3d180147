package voice

import (
	"cmp"
	"slices"
	"strings"

	"slant/analysis/text"
)

// Marked text shows voices in plain text:
//
//	⟦quoted: “We favour restraint,”⟧ ⟦source: Peskov⟧ ⟦cue: said⟧.
//
// A mark is ⟦, one of quoted, scare, reported, source and cue, a colon, a
// space, the passage as it stands, and ⟧. Marks nest and never cross. Where
// the text itself holds a bracket of this kind, ⟦[⟧ and ⟦]⟧ stand for it.
const (
	opener = "⟦"
	closer = "⟧"
)

var markNames = [...]string{"quoted", "scare", "reported", "source", "cue"}

// marking is a passage to be marked.
type marking struct {
	text.Range
	name string
	rank int // what encloses what where two are alike
}

// Mark gives marked text of t: every attribution with its source and cue.
func Mark(t *text.Text, vs *Found) string {
	var ms []marking
	for i := range vs.Attributions {
		a := &vs.Attributions[i]
		ms = append(ms, marking{a.Content, a.Voice.String(), 0}, marking{a.Source, "source", 1}, marking{a.Cue, "cue", 2})
	}
	slices.SortStableFunc(ms, func(a, b marking) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.End, a.End), cmp.Compare(a.rank, b.rank))
	})
	var b strings.Builder
	var open []marking
	done := 0 // bytes of the body that are written
	write := func(to int) {
		b.WriteString(escape(t.Body[done:to]))
		done = to
	}
	closeTo := func(token int) {
		for len(open) > 0 && open[len(open)-1].End <= token {
			write(t.Tokens[open[len(open)-1].End-1].End)
			b.WriteString(closer)
			open = open[:len(open)-1]
		}
	}
	for i, m := range ms {
		if m.Empty() || i > 0 && ms[i-1].Range == m.Range && ms[i-1].name == m.name {
			continue
		}
		closeTo(m.First)
		if len(open) > 0 && open[len(open)-1].End < m.End {
			continue // it would cross
		}
		write(t.Tokens[m.First].Start)
		b.WriteString(opener + m.name + ": ")
		open = append(open, m)
	}
	closeTo(len(t.Tokens))
	write(len(t.Body))
	return b.String()
}

// escape writes the brackets of a text so that they are not taken for marks.
func escape(s string) string {
	if !strings.Contains(s, opener) && !strings.Contains(s, closer) {
		return s
	}
	return strings.NewReplacer(opener, opener+"["+closer, closer, opener+"]"+closer).Replace(s)
}

// Strip gives the text that marked text was made of.
func Strip(marked string) string {
	if !strings.Contains(marked, opener) {
		return marked
	}
	var b strings.Builder
	b.Grow(len(marked))
	depth := 0
next:
	for i := 0; i < len(marked); {
		rest := marked[i:]
		switch {
		case strings.HasPrefix(rest, opener+"["+closer):
			b.WriteString(opener)
			i += len(opener + "[" + closer)
		case strings.HasPrefix(rest, opener+"]"+closer):
			b.WriteString(closer)
			i += len(opener + "]" + closer)
		case strings.HasPrefix(rest, opener):
			for _, name := range markNames {
				if strings.HasPrefix(rest[len(opener):], name+": ") {
					i += len(opener) + len(name) + 2
					depth++
					continue next
				}
			}
			b.WriteString(opener)
			i += len(opener)
		case depth > 0 && strings.HasPrefix(rest, closer):
			depth--
			i += len(closer)
		default:
			b.WriteByte(marked[i])
			i++
		}
	}
	return b.String()
}
