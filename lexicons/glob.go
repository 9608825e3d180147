package lexicons

// covers reports whether every token that element b finds, a finds too. It
// never claims so wrongly; of two odd globs that equal each other in effect it
// may not see it.
func covers(a, b Element) bool {
	if !a.Wild {
		return !b.Wild && a.Form == b.Form
	}
	return glob(a.Form, b.Form, func(pattern, text rune) bool {
		return pattern == text || pattern == '?' && text != '*'
	}, !b.Wild)
}

// glob matches a pattern with * against text by the rule of same for single
// characters, where the text may hold wildcards of its own unless literal.
func glob(pattern, text string, same func(pattern, text rune) bool, literal bool) bool {
	p, t := []rune(pattern), []rune(text)
	star, mark := -1, 0
	i, j := 0, 0
	for j < len(t) {
		switch {
		case i < len(p) && p[i] == '*':
			star, mark = i, j
			i++
		case i < len(p) && (same(p[i], t[j]) || literal && p[i] == '?'):
			i++
			j++
		case star >= 0:
			mark++
			i, j = star+1, mark
		default:
			return false
		}
	}
	for i < len(p) && p[i] == '*' {
		i++
	}
	return i == len(p)
}

// meets reports whether some token is found by both elements.
func meets(a, b Element) bool {
	p, t := []rune(a.Form), []rune(b.Form)
	// reach[j] tells whether p up to here and t up to j can stand for the same.
	reach := make([]bool, len(t)+1)
	wildA := func(i int) bool { return a.Wild && p[i] == '*' }
	wildB := func(j int) bool { return b.Wild && t[j] == '*' }
	reach[0] = true
	for j := 0; j < len(t) && wildB(j); j++ {
		reach[j+1] = true
	}
	for i := range p {
		before := reach[0]
		reach[0] = reach[0] && wildA(i)
		for j := range t {
			diagonal := before
			before = reach[j+1]
			switch {
			case wildA(i):
				reach[j+1] = before || reach[j]
			case wildB(j):
				reach[j+1] = before || reach[j]
			default:
				reach[j+1] = diagonal && (p[i] == t[j] || a.Wild && p[i] == '?' || b.Wild && t[j] == '?')
			}
		}
	}
	return reach[len(t)]
}
