package voice

import "slant/analysis/text"

// follow gives a source to the quotations of p that nothing has been found for.
func (f *Finder) follow(b int, p text.Range) {
	for i := p.First; i < p.End; i++ {
		q := f.in[i]
		if q == 0 {
			continue
		}
		s := &f.found[q-1]
		i = max(i, s.End-1)
		if f.taken[q-1] != 0 || s.words < 3 && !(f.last.ok && f.last.block == b && s.First-f.last.end < 3) && !f.labelled(s, p) || s.block != int32(b) {
			continue
		}
		a := Attribution{Content: s.Range, Voice: Quoted}
		switch {
		case s.First == p.First && f.trimEnd(p.End) <= s.End:
			// All of its sentence: who spoke last goes on.
			switch {
			case !f.last.ok:
				continue
			case f.last.block == b:
				a.Rule = DirectFollow
			case f.last.block == b-1 && p.First == f.t.Blocks[b].Tokens.First && (f.found[q-1].continues || f.t.Blocks[b-1].Tokens.End-f.last.end < 4):
				a.Rule = DirectCarry
			default:
				continue
			}
			a.Source, a.Cue, a.Class = f.last.source, f.last.cue, f.last.class
			f.add(a, f.last.statement)
			f.take(s.Range, len(f.out)-1)
			f.last.block, f.last.end = b, s.End
			continue
		case s.First > p.First && f.in[s.First-1] == 0 && f.tags[s.First-1] == tColon:
			source, found := f.clauseSubject(s.First-1, p)
			if !found {
				if first := f.nounGroupBack(s.First-1, p); first < s.First-1 {
					source, found = text.Range{First: first, End: s.First - 1}, true
				}
			}
			if !found {
				continue
			}
			a.Source, a.Cue, a.Class, a.Rule = source, text.Range{First: s.First - 1, End: s.First}, Neutral, DirectColon
		case s.words >= 5 && s.First > p.First:
			source, found := text.Range{}, false
			if k := f.tags[s.inner.First]; k == tFin || k == tAux || f.words[s.inner.First].is&wVerb != 0 && f.tags[s.First-1] == tNoun {
				source, found = f.subject(s.First, p) // Putin “outlined approaches”
			}
			if !found {
				source, found = f.clauseSubject(s.First, p)
			}
			if !found {
				continue
			}
			a.Source, a.Rule = source, DirectSubject
		default:
			continue
		}
		statement := f.add(a, 0)
		f.take(s.Range, len(f.out)-1)
		f.last = speaker{source: a.Source, cue: a.Cue, class: a.Class, statement: statement, block: b, end: s.End, ok: true}
	}
}

// labelled reports whether a quotation follows a name and a colon at the start
// of p: "Nixon: “Exactly.”"
func (f *Finder) labelled(s *quotation, p text.Range) bool {
	at := s.First - 1
	return at > p.First && f.in[at] == 0 && f.tags[at] == tColon && f.name(text.Range{First: p.First, End: at})
}
