package match

import (
	"strings"
	"testing"

	"slant/analysis/text"
	"slant/lexicons"
)

// TestTermsInText: one term, a text, and its matches as they stand there.
func TestTermsInText(t *testing.T) {
	plain := func(p string) lexicons.Term { return lexicons.Term{Pattern: p} }
	inflected := func(p string) lexicons.Term { return lexicons.Term{Pattern: p, Inflect: true} }
	exact := func(p string) lexicons.Term { return lexicons.Term{Pattern: p, Case: true} }
	except := func(p string, not ...string) lexicons.Term { return lexicons.Term{Pattern: p, Not: not} }
	tests := []struct {
		group string
		term  lexicons.Term
		text  string
		want  string
	}{
		{"words", plain("regime"), "The regime fell. Regimes fall; a REGIME, regime", "regime | REGIME | regime"},
		{"words", plain("regime"), "regime", "regime"},
		{"words", plain("24/7"), "open 24/7, not 24 7", "24/7"},
		{"words", plain("R&D"), "R&D and R D", "R&D"},
		{"first and last word of a sentence", plain("foreign agent"), "Foreign agent? He is no foreign agent!", "Foreign agent | foreign agent"},

		{"wildcards", plain("occup*"), "Occupation, occupied, occupy; preoccupied; occup", "Occupation | occupied | occupy | occup"},
		{"wildcards", plain("*colonial*"), "postcolonial colonialism colony", "postcolonial | colonialism"},
		{"wildcards", plain("wom?n"), "woman women womn", "woman | women"},
		{"wildcards", plain("the * regime"), "the Zionist regime, the “clerical” regime, the regime", "the Zionist regime | the “clerical” regime"},
		{"wildcards do not cross words", plain("occup*entity"), "occupation entity", ""},
		{"a wildcard alone is a word", plain("* regime"), ", regime", ""},

		{"marks of quotation", plain("undesirable organization"), `an "undesirable" organization, an “undesirable organization”, ‘undesirable’ organization`,
			`undesirable" organization | undesirable organization | undesirable’ organization`},
		{"marks of quotation", plain("Zionist regime"), `Zionist “regime”, «Zionist» regime, “Zionist” “regime”`, "Zionist “regime | Zionist» regime | Zionist” “regime"},
		{"hyphens", plain("Zionist regime"), "the Zionist-regime and the Zionist–regime", "Zionist-regime | Zionist–regime"},
		{"hyphens", plain("anti-government"), "anti-government, anti government, antigovernment", "anti-government | anti government"},
		{"a hyphen at the end of a line", plain("Zionist regime"), "They spoke of all the many crimes of that Zionist-\nregime at length, of which there is no end, and then\nwent on to the other matters of the day, which had been\nleft over from the day before, as had been the custom.", "Zionist-\nregime"},
		{"dashes break", plain("Zionist regime"), "Zionist - regime, Zionist — regime, Zionist—regime, Zionist – regime", ""},
		{"marks that break", plain("Zionist regime"), "Zionist, regime; Zionist. Regime (Zionist) regime Zionist: regime Zionist… regime", ""},
		{"sentences break", plain("the regime"), "He saw the. Regime", ""},
		{"paragraphs break", plain("Zionist regime"), "Zionist\n\nregime", ""},
		{"abbreviations", plain("U.S. troops"), "U.S. troops, U.S troops, US troops", "U.S. troops | U.S troops"},
		{"abbreviations", plain("U.S."), "in the U.S. He left the U.S.", "U.S. | U.S."},
		{"abbreviations", plain("Gen. Soleimani"), "Gen. Soleimani and Gen Soleimani", "Gen. Soleimani | Gen Soleimani"},
		{"abbreviations", plain("Gen Soleimani"), "Gen. Soleimani", "Gen. Soleimani"},

		{"possessives always match", plain("Zionist regime"), "the Zionist regime's crimes, the ZIONIST REGIME’S, the Zionist’s regime", "Zionist regime's | ZIONIST REGIME’S"},
		{"possessives in patterns", plain("people's republic"), "the People’s Republic", "People’s Republic"},
		{"possessives of what wildcards match", plain("Israel?"), "Israelis’ Israel's Israeli's", "Israeli's"},
		{"no plural unless asked for", plain("foreign agent"), "foreign agents", ""},
		{"plurals", inflected("foreign agent"), "foreign agents, foreign agents’ and a foreign agent's", "foreign agents | foreign agents | foreign agent's"},
		{"plurals", inflected("party"), "parties, party, party's, parties'", "parties | party | party's | parties"},
		{"plurals", inflected("prisoner of war"), "prisoners of war; prisoner of wars", "prisoners of war"},
		{"plurals", inflected("puppet regime"), "puppet regimes; puppets regime", "puppet regimes"},
		{"plurals", inflected("gunman"), "gunmen and a gunman", "gunmen | gunman"},
		{"plurals", inflected("settler*"), "settlers", "settlers"},

		{"letter case", exact("Resistance"), "the Resistance and the resistance, RESISTANCE, Resistance's", "Resistance | Resistance's"},
		{"letter case", exact("resistance"), "Resistance begins; resistance ends", "resistance"},
		{"letter case", exact("US*"), "US, USAID, Usage, used", "US | USAID"},
		{"letter case", lexicons.Term{Pattern: "Wall", Case: true, Inflect: true}, "Walls, walls, the Wall’s", "Walls | Wall’s"},
		{"letter case", exact("Nakba"), "the “Nakba”", "Nakba"},

		{"exclusions", except("Zionist regime", "anti-Zionist regime"), "the Zionist regime, an anti-Zionist regime", "Zionist regime"},
		{"exclusions", except("regime", "regime change", "exercise regime"), "regime change; an exercise regime's rules; a regime", "regime"},
		{"exclusions", except("martyr*", "martyrdom operation"), "martyrs and martyrdom operations", "martyrs | martyrdom"},
		{"exclusions with inflection", lexicons.Term{Pattern: "martyr*", Not: []string{"martyrdom operation"}, Inflect: true}, "martyrs and martyrdom operations", "martyrs"},

		{"alternatives", plain("(Israeli|Zionist) (regime|entity)"), "Israeli entity, Zionist regime, Zionist state", "Israeli entity | Zionist regime"},
		{"nearness", plain(`"occup* land"~5`), "They occupy our fertile land. Land is still, they say, occupied.", "occupy our fertile land | Land is still, they say, occupied"},
		{"nearness", plain(`"occup* land"~2`), "occupied one two three land", ""},
		{"nearness", plain(`"occup* land"~2`), "occupied one two land", "occupied one two land"},
		{"nearness stays in a sentence", plain(`"occup* land"~5`), "They occupy it. Land is scarce.", ""},
		{"nearness takes the smallest window", plain(`"occup* land"~5`), "occupied and occupied land", "occupied land"},
		{"nearness needs a place for each word", plain(`"land land"~3`), "land and land; land", "land and land"},
	}
	for _, tt := range tests {
		tt.term.Category = "c"
		l := &lexicons.Lexicon{Terms: []lexicons.Term{tt.term}}
		cut, ms := finder(t, l, Options{})(tt.text)
		if got := surfaces(cut, ms); got != tt.want {
			t.Errorf("%s: %s in %q\ngot  %s\nwant %s", tt.group, tt.term.Pattern, tt.text, got, tt.want)
		}
	}
}

func TestTermsOfAnyScript(t *testing.T) {
	tests := []struct{ group, pattern, text, want string }{
		{"Russian", "иностранн* агент*", "Суд признал его «иностранным агентом».", "иностранным агентом"},
		{"Russian", "киевский режим", "Киевский режим и «киевский» режим", "Киевский режим | киевский» режим"},
		{"Russian, a combining stress mark", "режим", "режи\u0301м", ""},
		{"Persian, with and without ZWNJ", "می\u200cشود", "می\u200cشود", "می\u200cشود"},
		{"Persian yeh and kaf as Arabic keyboards write them", "رژیم صهیونیستی", "رژيم صهيونيستي", "رژيم صهيونيستي"},
		{"Persian kaf", "اشغالگر کودک\u200cکش", "اشغالگر كودك\u200cكش", "اشغالگر كودك\u200cكش"},
		{"Arabic with tatweel and vowel signs", "النظام الصهيوني", "النِّظَام الصهـــيوني", "النِّظَام الصهـــيوني"},
		{"Arabic particles as a wildcard", "*النظام", "والنظام وبالنظام النظام نظام", "والنظام | وبالنظام | النظام"},
		{"Arabic marks", "الكيان الصهيوني", "«الكيان» الصهيوني، الكيان، الصهيوني", "الكيان» الصهيوني"},
		{"Hebrew with points", "שלום", "שָׁלוֹם", "שָׁלוֹם"},
		{"Hebrew maqaf", "בית ספר", "בית־ספר", "בית־ספר"},
		{"Hebrew initials", "צה״ל", "צה״ל תקף", "צה״ל"},
		{"Chinese, a token a character", "犹太复国主义政权", "“犹太复国主义”政权", "犹太复国主义”政权"},
		{"Greek", "τρομοκράτες", "οι «Τρομοκράτες»", "Τρομοκράτες"},
		{"French, decomposed in the text", "régime", "le re\u0301gime", "re\u0301gime"},
		{"Turkish", "Türkiye", "TÜRKİYE", "TÜRKİYE"},
	}
	for _, tt := range tests {
		cut, ms := finder(t, dictionary("c: "+tt.pattern), Options{})(tt.text)
		if got := surfaces(cut, ms); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.group, got, tt.want)
		}
	}
}

func TestRulesOfOtherPrograms(t *testing.T) {
	tests := []struct {
		group      string
		compat     Compat
		dictionary []string
		text, want string // category:surface
	}{
		{"quanteda keeps hyphens", Quanteda, []string{"c: Zionist regime, Zionist-regime, anti-*"}, "Zionist-regime, Zionist regime, anti-war, anti war", "c:Zionist-regime c:Zionist regime c:anti-war"},
		{"quanteda breaks at marks", Quanteda, []string{"c: Zionist regime"}, "Zionist “regime” “Zionist regime”", "c:Zionist regime"},
		{"quanteda keeps possessives", Quanteda, []string{"c: Iran, Israel*"}, "Iran's Israel's Iran", "c:Israel's c:Iran"},
		{"quanteda's * is any token", Quanteda, []string{"c: *"}, "a , b", "c:a c:, c:b"},
		{"quanteda knows no sentences", Quanteda, []string{"c: regime fell"}, "Regime\n\nFell. Regime. Fell", "c:Regime\n\nFell"},
		{"LIWC takes the longest entry", LIWC, []string{"posemo: kind, kind of", "tentat: kind of", "quant: of"}, "kind of kind", "posemo:kind of tentat:kind of posemo:kind"},
		{"LIWC takes exact before wildcard", LIWC, []string{"family: mother", "anger: mother*"}, "mother motherless", "family:mother anger:motherless"},
		{"LIWC takes the closer wildcard", LIWC, []string{"a: moth*", "b: mother*"}, "mothers", "b:mothers"},
		{"LIWC counts a word once in a category", LIWC, []string{"a: sad, sad", "b: sad"}, "sad", "a:sad b:sad"},
		{"LIWC keeps possessives", LIWC, []string{"a: mother"}, "mother's", ""},
	}
	for _, tt := range tests {
		l := dictionary(tt.dictionary...)
		cut, ms := finder(t, l, Options{Compat: tt.compat})(tt.text)
		var got []string
		for _, m := range ms {
			got = append(got, l.Terms[m.Term].Category+":"+cut.Surface(m.Range))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: got %s, want %s", tt.group, strings.Join(got, " "), tt.want)
		}
	}
}

// The conditional codes of LIWC 2001 and 2007: "kind <of>131/125" and
// "like (02 134)125/464".
func TestConditions(t *testing.T) {
	l := dictionary("131: kind", "125: kind, like", "464: like", "02: I, you", "134: do, should*")
	l.Terms[0].If = lexicons.Condition{Next: "of"}
	l.Terms[1].If = lexicons.Condition{Next: "of", Unless: true}
	l.Terms[2].If = lexicons.Condition{Previous: []string{"02", "134"}}
	l.Terms[3].If = lexicons.Condition{Previous: []string{"02", "134"}, Unless: true}
	tests := map[string]string{
		"a kind of peace":            "131",
		"a kind man":                 "125",
		"a kind, of course":          "125",
		"it was kind. Of course":     "125",
		"kind":                       "125",
		"I like it":                  "02 125",
		"they shouldn't like it":     "134 125",
		"birds like these":           "464",
		"like it or not":             "464",
		"I, like many":               "02 464",
		"as you “like”, so you like": "02 125 02 125",
	}
	for _, compat := range []Compat{LIWC, Default} {
		find := finder(t, l, Options{Compat: compat})
		for text, want := range tests {
			if _, ms := find(text); keys(l, ms) != want {
				t.Errorf("rules %d, %q: got %s, want %s", compat, text, keys(l, ms), want)
			}
		}
	}
}

func TestSpelling(t *testing.T) {
	pairs := [][2]string{
		{"labour", "labor"}, {"neighbourhood", "neighborhood"}, {"dishonourable", "dishonorable"}, {"misbehaviour", "misbehavior"},
		{"organise", "organize"}, {"radicalisation", "radicalization"}, {"demonising", "demonizing"}, {"colonisers", "colonizers"}, {"colourise", "colorize"},
		{"centre", "center"}, {"theatres", "theaters"}, {"kilometre", "kilometer"}, {"centred", "centered"},
		{"travelled", "traveled"}, {"counsellor", "counselor"}, {"labelling", "labeling"}, {"unravelled", "unraveled"},
		{"defence", "defense"}, {"defenceless", "defenseless"}, {"licence", "license"}, {"dialogue", "dialog"}, {"paralysed", "paralyzed"},
		{"programme", "program"}, {"programmes", "programs"}, {"greys", "grays"}, {"sceptical", "skeptical"}, {"anaemic", "anemic"}, {"archaeologists", "archeologists"},
		{"enrolment", "enrollment"}, {"fulfil", "fulfill"}, {"practising", "practicing"}, {"towards", "toward"}, {"tranquillise", "tranquilize"},
	}
	for _, p := range pairs {
		for side := range 2 {
			l := dictionary("c: the " + p[side])
			if _, ms := finder(t, l, Options{})("the " + p[1-side]); len(ms) != 0 {
				t.Errorf("%s finds %s without being asked to", p[side], p[1-side])
			}
			l.Spelling = true
			find := finder(t, l, Options{})
			for _, s := range []string{"the " + p[0], "THE " + strings.ToUpper(p[1]) + "’S"} {
				if _, ms := find(s); len(ms) != 1 {
					t.Errorf("%s does not find %s", p[side], s)
				}
			}
		}
	}
	same := []string{"four", "honorary", "humorous", "laborious", "meter maid", "prison", "is", "story", "check", "tire"}
	for _, w := range same {
		for _, other := range newSpeller().others(w, false) {
			switch other {
			case "for", "honourary", "humourous", "labourious", "storey", "cheque", "tyre":
				t.Errorf("%s becomes %s", w, other)
			}
		}
	}
	l := dictionary("c: organis*, behavio?r*, demonis*")
	l.Spelling = true
	l.Terms[0].Case = true
	cut, ms := finder(t, l, Options{})("organizations organisers Organize behaviour demonization")
	if got := surfaces(cut, ms); got != "organizations | organisers | behaviour | demonization" {
		t.Errorf("wildcards: got %s", got)
	}
}

func TestPlurals(t *testing.T) {
	tests := map[string]string{
		"regime": "regimes", "party": "parties", "Party": "Parties", "boy": "boys", "church": "churches", "boss": "bosses", "tax": "taxes", "virus": "viruses",
		"crisis": "crises", "gas": "gases", "wife": "wives", "man": "men", "Woman": "Women", "GUNMAN": "GUNMEN", "human": "humans", "german": "germans",
		"child": "children", "hero": "heroes", "NGO": "NGOs", "person": "people persons", "settlers": "", "sheep": "", "protégé": "protégés", "16": "16s",
		"режим": "", "x": "xes", "y": "ys", "soliloquy": "soliloquies", "Man": "Men", "s": "",
	}
	for noun, want := range tests {
		if got := strings.Join(plurals(noun), " "); got != want {
			t.Errorf("%s: got %q, want %q", noun, got, want)
		}
	}
}

func TestWithinKeepsWhatLiesWhollyInside(t *testing.T) {
	l := dictionary("a: b c, d", "b: c")
	m, _ := Compile(l, Options{})
	v := text.NewVocabulary()
	var cut text.Text
	text.NewSegmenter(v).Segment("a b c d. C d", &cut) // tokens 0 to 6
	f := m.Bind(v)
	tests := []struct {
		within []text.Range
		want   string
	}{
		{nil, "b c | d | C | d"},
		{[]text.Range{}, ""},
		{[]text.Range{{First: 0, End: 7}}, "b c | d | C | d"},
		{[]text.Range{{First: 1, End: 3}}, "b c"},
		{[]text.Range{{First: 2, End: 4}}, "d"}, // "c" alone is inside "b c"
		{[]text.Range{{First: 2, End: 6}}, "d | C"},
		{[]text.Range{{First: 0, End: 2}, {First: 3, End: 3}, {First: 3, End: 4}, {First: 6, End: 7}}, "d | d"},
	}
	for _, tt := range tests {
		if got := surfaces(&cut, f.Find(&cut, tt.within, nil)); got != tt.want {
			t.Errorf("within %v: got %s, want %s", tt.within, got, tt.want)
		}
	}
	if got := f.Find(&cut, nil, []Match{{Term: 9}}); len(got) != 5 || got[0].Term != 9 {
		t.Errorf("Find must append: %v", got)
	}
}

func TestProblemsNameTheTerm(t *testing.T) {
	tests := []struct {
		term lexicons.Term
		want string
	}{
		{lexicons.Term{Pattern: "(a|b"}, `pattern "(a|b"`},
		{lexicons.Term{Pattern: "*"}, `"*" matches every word`},
		{lexicons.Term{Pattern: "a", Not: []string{"[b]"}}, `pattern "[b]"`},
		{lexicons.Term{Pattern: `"a b c d e f g"~3`}, "more than 6 words"},
		{lexicons.Term{Pattern: "a", If: lexicons.Condition{Next: "of the"}}, `"of the", which is not one word`},
		{lexicons.Term{Pattern: "a", If: lexicons.Condition{Previous: []string{"02"}}}, `"02", which is no category`},
	}
	for _, tt := range tests {
		tt.term.At.File, tt.term.At.Line = "x.yaml", 7
		m, problems := Compile(&lexicons.Lexicon{Terms: []lexicons.Term{{Pattern: "good"}, tt.term}}, Options{})
		if len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), "x.yaml:7: ") || !strings.Contains(problems[0].Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", tt.term.Pattern, problems, tt.want)
		}
		v := text.NewVocabulary()
		var cut text.Text
		text.NewSegmenter(v).Segment("good", &cut)
		if len(m.Bind(v).Find(&cut, nil, nil)) != 1 {
			t.Errorf("%s: the good term is not found", tt.term.Pattern)
		}
	}
}

func TestFindDoesNotAllocate(t *testing.T) {
	words := inventedWords(5_000)
	m, _ := Compile(inventedLexicon(words, 2_000), Options{})
	v := text.NewVocabulary()
	var cut text.Text
	text.NewSegmenter(v).Segment(inventedText(words, 1<<16), &cut)
	f := m.Bind(v)
	out := f.Find(&cut, nil, nil)
	if n := testing.AllocsPerRun(10, func() { out = f.Find(&cut, nil, out[:0]) }); n > 0 {
		t.Errorf("%v allocations for %d matches", n, len(out))
	}
}
