package voice

import "slant/analysis/text"

// headline deals with quotation by colon: "Russia: We Told Israel the Truth",
// "Kasich on Cleveland: ‘We Will Win’" and "Israel Struck First: Report". It
// looks at headlines, and at first lines that do not end in a stop.
func (f *Finder) headline(b int, p text.Range) bool {
	block := f.t.Blocks[b].Tokens
	role := f.role(b)
	first := b == 0 && len(f.t.Blocks) > 1 && p.Len() <= 30 // most likely the title
	if p != block || p.Len() > 40 || !first && role != HeadlineBlock && (role != Plain || b > 5 && !titleCase(f.t, f.words, p) || f.tags[p.End-1] == tStop || f.in[p.End-1] != 0 && f.tags[p.End-2] == tStop) {
		return false
	}
	for i := p.First + 1; i < p.End-1; i++ {
		if f.in[i] != 0 || f.tags[i] != tColon && (f.tags[i] != tDash || f.quotedIn(text.Range{First: p.First, End: i}) == 0) {
			continue
		}
		left := text.Range{First: p.First, End: i}
		right := text.Range{First: i + 1, End: f.trimEnd(p.End)}
		if f.finiteIn(left) {
			return false // a cue before the colon
		}
		cue := text.Range{First: i, End: i + 1}
		a := Attribution{Content: right, Source: left, Cue: cue, Class: Neutral, Voice: Reported, Rule: HeadlineColon}
		q := f.in[right.First]
		quoted := q != 0 && f.found[q-1].Range == right
		switch {
		case f.tags[i] == tDash:
			// Iran ‘ready for talks’ - foreign minister
			if right.Len() > 4 || !f.reporter(right) && !f.name(right) {
				return false
			}
			a.Content, a.Source = text.Range{First: left.First, End: f.trimEnd(left.End)}, right
		case left.Len() <= 6 && f.name(left) && !f.label(left) && (right.Len() >= 3 || quoted):
		case quoted:
			if a.Source = f.leadingName(left); a.Source.Empty() {
				return false
			}
		case right.Len() <= 4 && left.Len() >= 4 && f.reporter(right):
			a.Content, a.Source = left, right
		default:
			return false
		}
		if quoted {
			a.Voice, a.Rule = Quoted, DirectColon
		}
		statement := f.add(a, 0)
		f.take(a.Content, len(f.out)-1)
		if !a.Source.Empty() {
			f.last = speaker{source: a.Source, cue: cue, class: Neutral, statement: statement, block: b, end: p.End, ok: true}
		}
		return true
	}
	return false
}

// finiteIn reports whether a range holds a verb that can be a cue.
func (f *Finder) finiteIn(r text.Range) bool {
	for i := r.First; i < r.End; i++ {
		if (f.tags[i] == tFin || f.tags[i] == tIng) && f.words[i].verb > 0 && f.in[i] == 0 {
			return true
		}
	}
	return false
}

// quotedIn counts the tokens of a range inside marks.
func (f *Finder) quotedIn(r text.Range) int {
	n := 0
	for i := r.First; i < r.End; i++ {
		if f.in[i] != 0 {
			n++
		}
	}
	return n
}

// name reports whether a range is nothing but a name.
func (f *Finder) name(r text.Range) bool {
	for i := r.First; i < r.End; i++ {
		if f.in[i] != 0 || f.tags[i] != tNoun && f.tags[i] != tPoss || f.t.Tokens[i].Shape == text.Lower {
			return false
		}
	}
	return !r.Empty()
}

// leadingName gives the name that a range starts with.
func (f *Finder) leadingName(r text.Range) text.Range {
	i := r.First
	for i < r.End && f.in[i] == 0 && f.tags[i] == tNoun && f.t.Tokens[i].Shape != text.Lower && f.t.Tokens[i].Kind != text.Number {
		i++
	}
	return text.Range{First: r.First, End: i}
}

// label reports whether what stands before a colon tells the kind of article,
// not who speaks.
func (f *Finder) label(r text.Range) bool {
	switch f.form(r.End - 1) {
	case "exclusive", "opinion", "analysis", "live", "breaking", "video", "watch", "update", "updated", "updates", "photos", "gallery", "review", "editorial",
		"column", "comment", "commentary", "explainer", "podcast", "interview", "transcript", "factbox", "profile", "feature", "news", "briefing", "correction", "note",
		"op-ed", "obituary", "timeline", "day", "part", "chapter", "war", "crisis", "conflict":
		return true
	}
	return false
}

// reporter reports whether what stands after a colon names a source.
func (f *Finder) reporter(r text.Range) bool {
	switch f.form(r.End - 1) {
	case "report", "reports", "poll", "polls", "survey", "study", "studies", "source", "sources", "official", "officials", "expert", "experts", "analyst", "analysts",
		"police", "court", "minister", "ministry", "spokesman", "spokeswoman", "witness", "witnesses", "media", "agency", "president", "pm", "envoy", "general", "army", "lawyer", "aide", "aides":
		return true
	}
	return false
}
