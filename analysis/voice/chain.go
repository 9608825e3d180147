package voice

import "slant/analysis/text"

// chains finds attributions inside the content of others, outside marks of
// quotation: "Al Jazeera reported that the Kremlin said …". Only verbs of
// saying and thinking with a clause of their own count.
func (f *Finder) chains(b int, p text.Range) {
	last := f.last
	for k := range f.cands {
		c := &f.cands[k]
		if c.form != finite || c.passive || c.cue.frames&fThat == 0 {
			continue
		}
		outer, ok := f.contentAt(c.at)
		if !ok || f.used(c.at) {
			continue
		}
		inside := text.Range{First: max(p.First, outer.First), End: min(p.End, outer.End)}
		source, found := f.subject(c.group.First, inside)
		if !found || source.First < inside.First || f.tags[source.First] == tRel || f.firstPerson(source) {
			continue
		}
		content, rule := f.content(c.group.End, inside, c)
		if rule != That && rule != Clause && rule != DirectBefore && rule != Wh || content.Empty() || content.End > inside.End {
			continue
		}
		a := Attribution{Content: content, Source: source, Cue: c.group, Class: c.cue.class, Voice: Reported, Rule: rule}
		f.add(a, 0)
	}
	f.last = last
}

// firstPerson reports whether a source is "I" or "we": who speaks already.
func (f *Finder) firstPerson(r text.Range) bool {
	w := f.form(r.First)
	return r.Len() == 1 && (w == "i" || w == "we")
}

// contentAt gives the innermost content that token i stands in.
func (f *Finder) contentAt(i int) (r text.Range, ok bool) {
	for k := len(f.out) - 1; k >= 0; k-- {
		a := &f.out[k]
		if a.Content.Contains(i) && (!ok || a.Content.Len() < r.Len()) {
			r, ok = a.Content, true
		}
		if a.Content.End < i-400 {
			break
		}
	}
	return r, ok
}

// used reports whether token i is a cue already.
func (f *Finder) used(i int) bool {
	for k := len(f.out) - 1; k >= 0 && f.out[k].Content.End > i-400; k-- {
		if f.out[k].Cue.Contains(i) {
			return true
		}
	}
	return false
}
