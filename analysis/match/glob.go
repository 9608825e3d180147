package match

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// glob reports whether form fits pattern, in which * stands for any run of
// characters and ? for one.
func glob(pattern, form string) bool {
	// The usual way with one point of return: after a mismatch, the last * is
	// made to swallow one character more. At most len(pattern) × len(form).
	p, f := 0, 0
	star, mark := -1, 0
	for f < len(form) {
		r, n := utf8.DecodeRuneInString(form[f:])
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, f
			p++
			continue
		case p < len(pattern) && pattern[p] == '?':
			p++
			f += n
			continue
		case p < len(pattern):
			if q, m := utf8.DecodeRuneInString(pattern[p:]); q == r && m == n {
				p += m
				f += n
				continue
			}
		}
		if star < 0 {
			return false
		}
		_, n = utf8.DecodeRuneInString(form[mark:])
		mark += n
		p, f = star+1, mark
	}
	return strings.Trim(pattern[p:], "*") == ""
}

// anchors files patterns with wildcards under a piece of them that has none,
// so that a form is tried only on patterns whose piece it has.
type anchors struct {
	prefix, suffix, inner pieces
	rest                  []int32 // patterns of nothing but wildcards
}

// pieces maps a piece to the patterns that have it.
type pieces struct {
	patterns map[string][]int32
	lengths  []int // of the pieces, ascending
}

func (p *pieces) add(piece string, pattern int32) {
	if p.patterns == nil {
		p.patterns = make(map[string][]int32)
	}
	p.patterns[piece] = append(p.patterns[piece], pattern)
	if i, ok := slices.BinarySearch(p.lengths, len(piece)); !ok {
		p.lengths = slices.Insert(p.lengths, i, len(piece))
	}
}

// add files a pattern under the longest of its pieces.
func (a *anchors) add(pattern string, number int32) {
	parts := strings.FieldsFunc(pattern, func(r rune) bool { return r == '*' || r == '?' })
	if len(parts) == 0 {
		a.rest = append(a.rest, number)
		return
	}
	longest := parts[0]
	for _, p := range parts[1:] {
		if len(p) > len(longest) {
			longest = p
		}
	}
	switch {
	case strings.HasPrefix(pattern, longest):
		a.prefix.add(longest, number)
	case strings.HasSuffix(pattern, longest):
		a.suffix.add(longest, number)
	default:
		a.inner.add(longest, number)
	}
}

// candidates calls try with every pattern whose piece is in form. It may call
// it with the same pattern twice.
func (a *anchors) candidates(form string, try func(int32)) {
	each := func(p *pieces, piece string) {
		for _, n := range p.patterns[piece] {
			try(n)
		}
	}
	for _, n := range a.prefix.lengths {
		if n > len(form) {
			break
		}
		each(&a.prefix, form[:n])
	}
	for _, n := range a.suffix.lengths {
		if n > len(form) {
			break
		}
		each(&a.suffix, form[len(form)-n:])
	}
	for _, n := range a.inner.lengths {
		for i := 0; i+n <= len(form); i++ {
			each(&a.inner, form[i:i+n])
		}
	}
	for _, n := range a.rest {
		try(n)
	}
}
