package voice

import "slant/analysis/text"

// boundary reports whether a tag ends the reach of a noun group backward.
// subject gives the noun group before token g, the source of a verb whose
// group starts there.
func (f *Finder) subject(g int, p text.Range) (source text.Range, ok bool) {
	j := g - 1
	for j >= p.First && f.tags[j] == tAdv && f.in[j] == 0 {
		j--
	}
	if j < p.First || f.in[j] != 0 {
		return
	}
	end := j + 1
	switch f.tags[j] {
	case tSubj, tRel:
		return text.Range{First: j, End: j + 1}, true
	case tObj:
		if f.words[j].is&wSubject != 0 {
			return text.Range{First: j, End: j + 1}, true
		}
		return
	case tComma, tDash:
		return f.apposed(j, p)
	case tNoun, tClose, tPoss, tDet:
	default:
		return
	}
	first := f.nounGroupBack(end, p)
	if first >= end {
		return
	}
	return text.Range{First: first, End: end}, true
}

// nounGroupBack gives the first token of the noun group that ends before
// token end, with what qualifies it: "the president of the bank".
func (f *Finder) nounGroupBack(end int, p text.Range) int {
	first := end
	depth := 0
	k := end - 1
	for ; k >= p.First; k-- {
		if f.in[k] != 0 {
			break
		}
		switch f.tags[k] {
		case tClose:
			depth++
			continue
		case tOpen:
			if depth == 0 {
				goto done
			}
			depth--
			first = k
			continue
		}
		if depth > 0 {
			continue
		}
		switch f.tags[k] {
		case tAdv:
			if k+1 < end && f.words[k+1].is&wTime != 0 {
				continue // the states voting next week
			}
		case tNoun, tDet, tPoss:
			first = k
			continue
		case tPrep:
			if k == p.First || first == end {
				goto done
			}
			if k > p.First+1 && (f.tags[k-1] == tPart || f.tags[k-1] == tIng) && f.tags[k-2] == tNoun && f.words[k-2].is&wPerson != 0 {
				k-- // officials briefed on the talks
				continue
			}
			switch f.tags[k-1] {
			case tNoun, tClose:
				if f.words[k-1].is&wTime != 0 && f.form(k) != "of" || f.words[k].is&wSubordinator != 0 || f.words[k].is&wAs != 0 {
					goto done
				}
				continue
			case tDet:
				if f.form(k) == "of" {
					continue
				}
			}
			goto done
		case tCoord:
			if k > p.First && f.in[k-1] == 0 && f.form(k) == "and" {
				switch f.tags[k-1] {
				case tNoun, tClose:
					continue
				case tSubj:
					first = k - 1
				}
			}
			goto done
		case tComma:
			// A list: "Clinton, Sanders and O'Malley".
			goto done
		case tIng, tPart:
			if k > p.First && f.tags[k-1] == tNoun && k-1 > p.First {
				continue // people briefed on the situation
			}
			goto done
		}
		break
	}
done:
	for first < end && (f.tags[first] == tPrep || f.tags[first] == tCoord || f.tags[first] == tComma) {
		first++
	}
	return f.trimTime(first, end)
}

// trimTime drops what only tells the time or place before a noun group: "last
// week", "In Iowa on Tuesday".
func (f *Finder) trimTime(first, end int) int {
	for i := first; i+1 < end; i++ {
		if f.words[i].is&wTime == 0 || f.tags[i] != tNoun || f.words[i].is&wPerson != 0 {
			continue
		}
		switch f.tags[i+1] {
		case tDet:
			first = i + 1
		case tNoun:
			if f.t.Tokens[i+1].Shape != text.Lower && f.t.Tokens[i+1].Kind == text.Word && (i == first || f.tags[i-1] != tPrep || f.words[i-1].is&wTo == 0) && f.words[i].is&wGenitive == 0 {
				first = i + 1
			}
		}
	}
	return first
}

// apposed gives the noun group before the comma at j that closes an apposition
// or an aside: "Sergei Lavrov, the foreign minister, said".
func (f *Finder) apposed(j int, p text.Range) (source text.Range, ok bool) {
	for k := j - 1; k >= p.First && k > j-40; k-- {
		if f.in[k] != 0 {
			return
		}
		switch f.tags[k] {
		case tStop, tSemi, tColon:
			return
		case tComma:
			if k == p.First || k+1 >= j {
				return
			}
			switch f.tags[k-1] {
			case tNoun, tClose, tSubj:
			default:
				continue
			}
			first := k
			if f.tags[k-1] == tSubj {
				first = k - 1
			} else {
				first = f.nounGroupBack(k, p)
			}
			if first >= k {
				continue
			}
			// A name, or something definite, at the start of its clause.
			if first > p.First {
				switch f.tags[first-1] {
				case tStop, tComma, tSub, tThat, tCoord, tDash, tColon, tSemi, tMark, tAdv, tWh:
				default:
					if f.words[first-1].is&wAs == 0 {
						continue
					}
				}
				if f.tags[first-1] == tComma && f.tags[first] == tNoun && f.t.Tokens[first].Shape == text.Lower && f.words[first].is&wPerson == 0 {
					continue
				}
			}
			switch f.tags[k+1] {
			case tPrep, tIng, tPart, tAdv, tTo, tSub, tWh:
				return text.Range{First: first, End: k}, true // an aside
			case tNoun:
				if f.words[k+1].is&wTime != 0 {
					return text.Range{First: first, End: k}, true
				}
			}
			if f.tags[first] == tNoun && f.t.Tokens[first].Shape == text.Lower && f.words[k+1].is&wRelative == 0 && f.words[first].is&wPerson == 0 {
				continue
			}
			return text.Range{First: f.named(first, p), End: j}, true
		}
	}
	return
}

// clauseSubject gives the subject of the last finite verb before token i: who
// is meant by a participle or infinitive there.
func (f *Finder) clauseSubject(i int, p text.Range) (source text.Range, ok bool) {
	var relative text.Range
	for k := i - 1; k >= p.First; k-- {
		if q := f.in[k]; q != 0 {
			k = f.found[q-1].First
			continue
		}
		switch f.tags[k] {
		case tSemi:
			return relative, !relative.Empty()
		case tFin, tAux:
			if f.tags[k] == tAux && k > p.First && (f.tags[k-1] == tAux || f.tags[k-1] == tAdv && k-1 > p.First && f.tags[k-2] == tAux) {
				continue
			}
			g := k
			for g > p.First && f.in[g-1] == 0 && f.tags[g-1] == tAdv {
				g--
			}
			s, found := f.subject(g, p)
			if !found {
				continue
			}
			if f.tags[s.First] == tRel {
				if relative.Empty() {
					relative = s
				}
				continue
			}
			return s, true
		}
	}
	return relative, !relative.Empty()
}

// named gives the first token of the name that the noun group at i stands in
// apposition to, or i: "John Thune, R-S.D., who …", "Roxana Leon, 63, a voter".
func (f *Finder) named(i int, p text.Range) int {
	k := i - 1
	if k <= p.First || f.in[k] != 0 || f.tags[k] != tComma || f.in[k-1] != 0 || f.tags[k-1] != tNoun && f.tags[k-1] != tClose {
		return i
	}
	first := f.nounGroupBack(k, p)
	if first >= k || f.words[first].is&wTime != 0 || f.t.Tokens[k-1].Shape == text.Lower && f.tags[first] != tDet {
		return i
	}
	if first > p.First {
		switch f.tags[first-1] {
		case tStop, tSub, tThat, tCoord, tDash, tColon, tSemi, tMark, tAdv, tWh:
		default:
			return i
		}
	}
	return first
}
