package train

import "strings"

// irregular gives forms of verbs that no rule makes.
var irregular = func() map[string][]string {
	m := make(map[string][]string)
	for _, entry := range strings.Split(`
	beat beat beaten, become became, begin began begun, bet bet, bind bound, bite bit bitten,
	bleed bled, blow blew blown, break broke broken, bring brought, build built, burn burnt,
	bust bust, buy bought, cast cast, catch caught, choose chose chosen, come came,
	cut cut, deal dealt, draw drew drawn, drive drove driven, drink drank drunk, eat ate eaten,
	fall fell fallen, feed fed, feel felt, fight fought, find found, flee fled,
	fly flew flown, forbid forbade forbidden, forgive forgave forgiven, forsake forsook forsaken, get got gotten, give gave given,
	go went gone, grow grew grown, hang hung hanged, hear heard, hide hid hidden, hit hit,
	hold held, hurt hurt, keep kept, know knew known, lay laid, lead led,
	leave left, lend lent, let let, lie lay lain lied lying, lose lost, make made,
	mean meant, meet met, mislead misled, mistake mistook mistaken, misspeak misspoke, misunderstand misunderstood,
	overcome overcame, overtake overtook overtaken, overthrow overthrew overthrown, override overrode overridden, pay paid, plead pled,
	prove proven, quit quit, read read, rid rid, ride rode ridden, ring rang rung,
	rise rose risen, run ran, say said, see saw seen, seek sought, sell sold,
	send sent, set set, shake shook shaken, shed shed, shine shone, shoot shot,
	show shown, shrink shrank shrunk, shut shut, sing sang sung, sink sank sunk, sit sat,
	slay slew slain, sleep slept, slide slid, speak spoke spoken, spend spent, spin spun,
	spit spat, split split, spread spread, stand stood, steal stole stolen, stick stuck,
	sting stung, strike struck stricken, strive strove striven, sue sued suing, swear swore sworn, sweep swept,
	swing swung, take took taken, teach taught, tear tore torn, tell told, think thought,
	throw threw thrown, undercut undercut, undergo underwent undergone, understand understood, uphold upheld, upset upset,
	wake woke woken, wear wore worn, weep wept, win won winning, withdraw withdrew withdrawn, withhold withheld,
	withstand withstood, write wrote written, oversee oversaw, mow mown,
	`, ",") {
		if fields := strings.Fields(entry); len(fields) > 1 {
			m[fields[0]] = fields[1:]
		}
	}
	return m
}()

// inflections gives the forms of a lemma. A form that does not exist does no
// harm, so the rules make both of two where they cannot tell.
func inflections(w, part string) []string {
	out := []string{w}
	n := len(w)
	if n < 2 {
		return out
	}
	last, stem := w[n-1], w[:n-1]
	softY := last == 'y' && !vowel(w[n-2])
	plural := w + "s"
	switch {
	case last == 's' || last == 'x' || last == 'z' || strings.HasSuffix(w, "ch") || strings.HasSuffix(w, "sh"):
		plural = w + "es"
	case softY:
		plural = stem + "ies"
	}
	switch part {
	case "verb":
		out = append(out, plural)
		switch {
		case last == 'e':
			out = append(out, w+"d", stem+"ing")
		case softY:
			out = append(out, stem+"ied", w+"ing")
		default:
			out = append(out, w+"ed", w+"ing")
			if n >= 3 && !vowel(last) && vowel(w[n-2]) && !vowel(w[n-3]) && !strings.ContainsRune("wxyh", rune(last)) {
				out = append(out, w+string(last)+"ed", w+string(last)+"ing")
			}
		}
		out = append(out, irregular[w]...)
	case "noun":
		out = append(out, plural)
		if strings.HasSuffix(w, "man") && n > 4 {
			out = append(out, w[:n-2]+"en")
		}
	case "adj":
		switch {
		case strings.HasSuffix(w, "ble"):
			out = append(out, stem+"y")
		case last == 'y' && n > 4:
			out = append(out, stem+"ily", stem+"ier", stem+"iest")
		case strings.HasSuffix(w, "ic"):
			out = append(out, w+"ally")
		default:
			out = append(out, w+"ly")
		}
		if n <= 6 && last == 'e' {
			out = append(out, w+"r", w+"st")
		} else if n <= 6 && last != 'y' {
			out = append(out, w+"er", w+"est")
		}
	}
	for _, form := range out {
		if strings.Contains(form, "iz") {
			out = append(out, strings.Replace(form, "iz", "is", 1))
		}
	}
	return out
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
