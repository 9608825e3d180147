package coref

import (
	"slant/analysis/text"
)

// name reads the run of words with capitals at token i, which is no mention
// of an actor, and takes note of it where it may be a person or a body. It
// gives where the run ends; i where there is no name.
func (r *Resolver) name(s text.Range, i int) int {
	tokens := r.text.Tokens
	end, words, titles, things := i, 0, 0, 0
	var g gender
	last := i
	personal, upper := false, true
	for end < s.End {
		if len(r.names) > 0 && end > i && r.nameAt(end) {
			break
		}
		tok := &tokens[end]
		if tok.Kind == text.Punct && !tok.Space && end > i && r.form(end) == "." && (tokens[end-1].Len() == 1 || tokens[end-1].Len() <= 4 && r.word(end-1).is&title != 0) {
			end++
			continue
		}
		if tok.Kind != text.Word || tok.Shape == text.Lower && !r.particle(s, end, i) || end > i && !tok.Space {
			break
		}
		w := r.word(end)
		if tok.Shape != text.Lower && w.is&grammar != 0 && w.is&(given|title|thing) == 0 && words+titles > 0 {
			break
		}
		office := w.is&title != 0 && (w.is&thing == 0 || end+1 < s.End && tokens[end+1].Kind == text.Word && tokens[end+1].Shape != text.Lower)
		if office && words > 0 && w.is&given == 0 {
			words, things, personal, g = 0, 0, false, 0 // "House Intelligence Chairman Adam …": of what he is the chairman
		}
		if office && words == 0 {
			titles++
			if w.gender != 0 {
				g |= w.gender
			}
		} else {
			words++
			last = end
			if words == 1 && w.is&given != 0 {
				personal = true
				if g == 0 {
					g = w.gender
				}
			}
			if w.is&thing != 0 && w.is&given == 0 {
				things++
			}
			if tok.Shape != text.Upper || tok.Len() < 3 {
				upper = false
			}
		}
		end++
		if w.is&genitive != 0 {
			break
		}
	}
	if words == 0 {
		// Only titles: of the name that follows, or alone.
		return i
	}
	if len(r.names) > 0 && r.nameAt(end) && tokens[end].Space && r.kinds[r.names[0].Actor] == aPerson && titles == 0 {
		return end // "Democrat Nancy Pelosi": it belongs to the name
	}
	if words == 1 && titles == 0 && r.word(last).is&time != 0 {
		return end
	}
	k := r.knownAt(last)
	if words == 1 && titles == 0 && k.actor >= 0 {
		r.add(thingAt{Range: text.Range{First: i, End: end}, actor: k.actor, kinds: aPerson, gender: r.genderNow(k.actor), subject: r.subject(s, i) && r.word(end-1).is&genitive == 0})
		return end
	}
	p := r.previous(s, i)
	switch {
	case titles > 0 && things == 0:
		personal = true
	case r.word(end-1).is&(thing|personNoun) == thing|personNoun && r.ends(s, end-1):
		if r.same(s, end-1) {
			return end
		}
		personal = true // "an Indiana Republican"
	case words == 1:
		personal = k.person || !upper && (personal || things == 0 && tokens[i].Shape == text.Mixed || things == 0 && r.word(end-1).is&genitive != 0 && (p < 0 || r.word(p).is&(opener|preposition|definite|indefinite) == 0))
	case things > 0 && !personal, upper:
		personal = false
	case personal:
	case p >= 0 && r.word(p).is&definite != 0:
		personal = false
	default:
		personal = true
	}
	if personal {
		if g == 0 {
			g = k.gender
		}
		if g == 0 {
			g = either
		}
		if words > 1 || titles > 0 {
			k.person, k.gender, k.actor = true, g, nobody
		}
		r.add(thingAt{Range: text.Range{First: i, End: end}, actor: nobody, kinds: aPerson, gender: g, subject: r.subject(s, i) && r.word(end-1).is&genitive == 0})
	} else if words > 1 || i > s.First || tokens[i].Shape != text.Title {
		x := thingAt{Range: text.Range{First: i, End: end}, actor: nobody, kinds: aBody | aState | aGovernment}
		if w := r.word(last); words > 1 && w.is&head != 0 {
			x.head = w.head
		}
		r.add(x)
	}
	return end
}

// nameAt reports whether the next mention of an actor begins with token i.
func (r *Resolver) nameAt(i int) bool {
	for _, m := range r.names {
		if m.First >= i {
			return m.First == i
		}
	}
	return false
}

// particle reports whether token i is a small word inside a name: "de Blasio".
func (r *Resolver) particle(s text.Range, i, first int) bool {
	if i == first || i+1 >= s.End || r.text.Tokens[i+1].Shape == text.Lower || r.text.Tokens[i+1].Kind != text.Word {
		return false
	}
	switch r.form(i) {
	case "de", "van", "von", "bin", "al", "der", "del", "la", "el", "bint", "ibn", "da", "dos":
		return true
	}
	return false
}
