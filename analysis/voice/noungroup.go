package voice

import "slant/analysis/text"

// nounGroup gives the end of the noun group that starts at token i, with what
// qualifies it. Where loose is set, it may go on through "of", "to", "that".
func (f *Finder) nounGroup(i int, p text.Range, deep bool) int {
	start := i
	for i < p.End {
		if q := f.in[i]; q != 0 {
			s := &f.found[q-1]
			if s.words >= 8 && i > start {
				return i
			}
			i = s.End
			continue
		}
		switch f.tags[i] {
		case tNoun, tDet, tPoss:
			if i > start && f.tags[i] == tNoun && f.words[i].is&wTime != 0 && f.words[i].is&(wVerb|wModal) == 0 && f.t.Tokens[i].Shape != text.Lower && f.tags[i-1] != tPrep && f.tags[i-1] != tDet {
				return i
			}
			if f.tags[i] == tDet && i > start && f.tags[i-1] == tNoun {
				return i
			}
			i++
			continue
		case tThat:
			if i == start && i+1 < p.End && f.tags[i+1] == tNoun {
				i++ // that idea
				continue
			}
			return i
		case tSubj, tObj:
			if i == start {
				return i + 1
			}
			return i
		case tAdv:
			if i+1 < p.End && (f.tags[i+1] == tNoun || f.tags[i+1] == tPart) && f.words[i].is&wTime == 0 {
				i++
				continue
			}
			return i
		case tOpen:
			for k := i + 1; k < p.End && k < i+12; k++ {
				if f.tags[k] == tClose {
					i = k
					break
				}
			}
			if f.tags[i] == tClose {
				i++
				continue
			}
			return i
		case tCoord:
			if i+1 < p.End && i > start {
				switch f.tags[i+1] {
				case tNoun, tDet, tPoss:
					if f.words[i].is&wCoordinator != 0 && f.form(i) != "but" {
						i++
						continue
					}
				}
			}
			return i
		case tPrep:
			if i == start || i+1 >= p.End || f.in[i+1] == 0 && (f.tags[i+1] == tAux || f.tags[i+1] == tIng && f.words[i+1].is&vIng != 0 && f.words[i+1].is&wNoun == 0) {
				return i
			}
			if !deep && f.form(i) != "of" {
				return i
			}
			if f.tags[i-1] != tNoun && f.tags[i-1] != tClose && f.tags[i-1] != tDet && f.tags[i-1] != tMark && f.tags[i-1] != tObj {
				return i
			}
			if f.when(i, p) {
				return i
			}
			if w := f.form(i); w == "as" || w == "after" || w == "before" || w == "during" || w == "by" || w == "until" || w == "since" || w == "than" || w == "without" || w == "despite" {
				return i
			}
			i++
			continue
		case tIng:
			if i == start || f.tags[i-1] == tPrep {
				i++
				continue
			}
			return i
		}
		return i
	}
	return i
}

// when reports whether the preposition at i leads to a time or an occasion.
func (f *Finder) when(i int, p text.Range) bool {
	for k := i + 1; k < p.End && k < i+4; k++ {
		if f.words[k].is&wTime != 0 && f.words[k].is&wModal == 0 {
			return true
		}
		switch f.form(k) {
		case "interview", "statement", "speech", "tweet", "email", "letter", "twitter", "facebook", "conference", "briefing", "remarks", "appearance", "op-ed", "memo", "debate", "rally", "report", "note", "call":
			return f.form(i) == "in" || f.form(i) == "on" || f.form(i) == "at" || f.form(i) == "during" || f.form(i) == "via"
		}
		if f.tags[k] == tPrep || f.tags[k] == tComma {
			break
		}
	}
	return false
}
