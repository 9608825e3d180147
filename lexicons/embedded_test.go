package lexicons_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"slant/analysis/actor"
	"slant/analysis/diag"
	"slant/analysis/match"
	"slant/analysis/text"
	"slant/lexicons"
)

// The instruments in the box, read and compiled once for all tests.
var box = func() (b struct {
	terms, frames *lexicons.Lexicon
	actors        *lexicons.Roster
	problems      diag.Problems
}) {
	read := func(name string) *lexicons.Lexicon {
		data, _ := lexicons.Embedded(name)
		l, problems := lexicons.Read(lexicons.EmbeddedPrefix+name, data, lexicons.ReadOptions{})
		b.problems = append(b.problems, problems...)
		return l
	}
	b.terms, b.frames = read("loaded-terms"), read("frames")
	data, _ := lexicons.Embedded("actors")
	var problems diag.Problems
	b.actors, problems = lexicons.ReadRoster(lexicons.EmbeddedPrefix+"actors", data)
	b.problems = append(b.problems, problems...)
	return b
}()

func TestInstrumentsInTheBoxAreClean(t *testing.T) {
	for _, p := range box.problems {
		t.Errorf("reading: %v", p)
	}
	for _, l := range []*lexicons.Lexicon{box.terms, box.frames} {
		for _, p := range l.Check(box.actors) {
			t.Errorf("checking: %v", p)
		}
		m, problems := match.Compile(l, match.Options{})
		for _, p := range problems {
			t.Errorf("compiling: %v", p)
		}
		for _, p := range match.Expectations(l, m) {
			t.Error(p)
		}
		if l.Version != "1.0.0" || l.License != "CC0-1.0" || l.Language != "en" || l.Citation == "" || l.Description == "" {
			t.Errorf("%s: version %q, license %q, language %q; citation and description must be there", l.Name, l.Version, l.License, l.Language)
		}
		for _, c := range l.Categories {
			if c.Description == "" {
				t.Errorf("%s: category %s has no description", l.Name, c.Name)
			}
		}
	}
	if box.actors.Version != "1.0.0" || box.actors.License != "CC0-1.0" {
		t.Errorf("actors: version %q, license %q", box.actors.Version, box.actors.License)
	}
	if names := lexicons.EmbeddedNames(); !slices.Equal(names, []string{"loaded-terms", "frames", "actors"}) {
		t.Errorf("in the box are %q", names)
	}
	if _, ok := lexicons.Embedded("loaded"); ok {
		t.Error("an instrument of a name that there is none of")
	}
}

// filled gives the number of terms of each category.
func filled(l *lexicons.Lexicon) map[string]int {
	n := map[string]int{}
	for _, t := range l.Terms {
		n[t.Category]++
	}
	return n
}

func TestLoadedTermsAreManyAndOfManyKinds(t *testing.T) {
	if n := len(box.terms.Terms); n < 260 {
		t.Errorf("%d terms, fewer than 260", n)
	}
	if n := len(filled(box.terms)); n < 10 {
		t.Errorf("%d categories with terms, fewer than 10", n)
	}
	if n := len(box.terms.Tests); n < 60 {
		t.Errorf("%d tests, fewer than 60", n)
	}
	negative := 0
	for _, x := range box.terms.Tests {
		if len(x.Matches) == 0 {
			negative++
		}
	}
	if negative < 20 {
		t.Errorf("%d tests expect nothing, fewer than 20", negative)
	}
}

var reference = regexp.MustCompile(`(?m)^# - ([^:\n]+): \S`)

// A source is one or more keys of the list of references at the top of the
// file, each followed by what helps to find the place, divided by semicolons.
func TestEveryLoadedTermHasASourceInTheReferences(t *testing.T) {
	data, _ := lexicons.Embedded("loaded-terms")
	used := map[string]bool{"Law": true, "Speech": true, "Statement": true}
	for _, m := range reference.FindAllStringSubmatch(string(data), -1) {
		used[m[1]] = false
	}
	if len(used) < 50 {
		t.Fatalf("only %d references were read from the file", len(used))
	}
	for _, x := range box.terms.Terms {
		if x.Source == "" {
			t.Errorf("%v: %q has no source", x.At, x.Pattern)
			continue
		}
		for source := range strings.SplitSeq(x.Source, "; ") {
			key, place, _ := strings.Cut(strings.TrimSuffix(source, " (class)"), ",")
			switch _, ok := used[key]; {
			case !ok:
				t.Errorf("%v: source %q of %q is not among the references", x.At, key, x.Pattern)
			case strings.TrimSpace(place) == "" && (key == "Law" || key == "Speech" || key == "Statement"):
				t.Errorf("%v: source %q of %q names no occasion", x.At, source, x.Pattern)
			}
			used[key] = true
		}
	}
	for key, is := range used {
		if !is {
			t.Errorf("the reference %q has no term", key)
		}
	}
}

// conflicts are the pairs of sides between which the lexicon must be even: the
// actors of each, and how many terms disparage them. A term is of a side by
// its referent.
var conflicts = []struct{ name, one, other string }{
	{"Israel and the Palestinians",
		"israel israel-government idf netanyahu israeli-settlers",
		"palestine palestinians palestinian-authority plo hamas palestinian-islamic-jihad gaza-health-ministry"},
	{"Israel and Iran with its allies",
		"israel israel-government idf netanyahu israeli-settlers",
		"iran iran-government irgc raisi hezbollah houthis"},
	{"the United States and Iran",
		"usa us-military",
		"iran iran-government irgc raisi"},
	{"Russia and Ukraine",
		"russia russia-government russian-army putin soviet-union",
		"ukraine ukraine-government ukrainian-army azov"},
	{"China and those who defy it",
		"china china-government",
		"taiwan taiwan-government hong-kong-protesters uyghurs dalai-lama"},
	{"Syria's government and its opponents",
		"syria syria-government syrian-army assad",
		"syrian-opposition white-helmets hts"},
	{"India and Pakistan with Kashmir",
		"india india-government indian-army modi bjp",
		"pakistan pakistan-government kashmiri-militants"},
	{"Turkey and its opponents",
		"turkey turkey-government turkish-army erdogan",
		"kurds pkk ypg sdf ocalan gulen-movement"},
	{"Saudi Arabia and the Houthis",
		"saudi-arabia",
		"houthis"},
	{"Venezuela's government and its opponents",
		"venezuela venezuela-government maduro",
		"venezuelan-opposition guaido"},
	{"North and South Korea",
		"north-korea kim-jong-un",
		"south-korea"},
	{"right and left in the United States",
		"republicans trump trump-administration tea-party january-6-participants mcconnell nra abortion-opponents climate-sceptics",
		"democrats biden biden-administration obama-administration hillary-clinton black-lives-matter antifa abortion-rights-supporters climate-activists"},
}

// The numbers of disparaging terms for the two sides of a conflict differ by
// at most 30 per cent of the larger.
func TestLoadedTermsAreDrawnEvenly(t *testing.T) {
	negative := map[string]int{}
	for _, x := range box.terms.Terms {
		if x.HasStance && x.Stance == lexicons.Negative {
			negative[x.Referent]++
		}
	}
	counted := map[string]bool{}
	side := func(ids string) (n int) {
		for id := range strings.FieldsSeq(ids) {
			n += negative[id]
			counted[id] = true
		}
		return n
	}
	for _, c := range conflicts {
		a, b := side(c.one), side(c.other)
		if a == 0 || b == 0 || 10*max(a-b, b-a) > 3*max(a, b) {
			t.Errorf("%s: %d terms against one side, %d against the other", c.name, a, b)
		}
	}
	// Who is disparaged, and no party to any of these. Nobody else may be.
	others := "us-news-media unauthorized-immigrants asylum-seekers vaccine-opponents"
	side(others)
	for id := range negative {
		if !counted[id] {
			t.Errorf("%d terms disparage %q, which is of no conflict in the test", negative[id], id)
		}
	}
}

// Tables and figures call a label by the first wording of its pattern, so that
// of one referent must differ.
func TestFirstWordingsOfAReferentDiffer(t *testing.T) {
	first := map[string]lexicons.Term{}
	for _, x := range box.terms.Terms {
		if x.Referent == "" {
			continue
		}
		key := x.Referent + ": " + wordings(t, x.Pattern)[0]
		if y, ok := first[key]; ok {
			t.Errorf("%v: the first wording of %q is that of %q on line %d too", x.At, x.Pattern, y.Pattern, y.At.Line)
		}
		first[key] = x
	}
}

// found gives what a lexicon finds in a sentence, as "surface: category,
// referent, stance".
func found(l *lexicons.Lexicon, m *match.Matcher, sentence string) []string {
	v := text.NewVocabulary()
	var cut text.Text
	text.NewSegmenter(v).Segment(sentence, &cut)
	var out []string
	for _, x := range m.Bind(v).Find(&cut, nil, nil) {
		term := l.Terms[x.Term]
		s := cut.Surface(x.Range) + ": " + term.Category
		if term.Referent != "" {
			s += fmt.Sprintf(", %s, %d", term.Referent, term.Stance)
		}
		out = append(out, s)
	}
	return out
}

func TestLoadedTermsKnowWhomTheyName(t *testing.T) {
	m, _ := match.Compile(box.terms, match.Options{})
	for _, c := range []struct {
		sentence string
		want     []string
	}{
		{"a strike on the occupation entity", []string{"occupation entity: delegitimising.state, israel, -1"}},
		{"the Zionist regime and the Israeli regime", []string{"Zionist regime: delegitimising.state, israel, -1", "Israeli regime: delegitimising.state, israel, -1"}},
		{"the Israeli government", []string{"Israeli government: naming.neutral, israel, 0"}},
		{"the mullahs' regime or the Iranian government", []string{"mullahs' regime: delegitimising.state, iran, -1", "Iranian government: naming.neutral, iran, 0"}},
		{"Hamas terrorists, Hamas fighters, the Palestinian resistance", []string{"Hamas terrorists: delegitimising.group, hamas, -1", "Hamas fighters: naming.neutral, hamas, 0", "Palestinian resistance: resistance, hamas, 1"}},
		{"the Kiev regime and the Putin regime", []string{"Kiev regime: delegitimising.state, ukraine, -1", "Putin regime: delegitimising.government, russia-government, -1"}},
		{"an “undesirable” organization and a “foreign agent”", []string{"undesirable” organization: designation", "foreign agent: designation"}},
		{"another color revolution, another colour revolution", []string{"color revolution: protest.conspiracy", "colour revolution: protest.conspiracy"}},
		{"illegal aliens, undocumented immigrants, unauthorized immigrants", []string{"illegal aliens: migration, unauthorized-immigrants, -1", "undocumented immigrants: migration, unauthorized-immigrants, 1", "unauthorized immigrants: migration, unauthorized-immigrants, 0"}},
		{"the Democrat Party, the MAGA Republicans", []string{"Democrat Party: domestic.parties, democrats, -1", "MAGA Republicans: domestic.parties, republicans, -1"}},
		{"the pro-life and the pro-choice side", []string{"pro-life: domestic.abortion, abortion-opponents, 1", "pro-choice: domestic.abortion, abortion-rights-supporters, 1"}},
		{"a new tax regime for registered foreign agents", nil},
	} {
		if got := found(box.terms, m, c.sentence); !slices.Equal(got, c.want) {
			t.Errorf("%q\n got %q\nwant %q", c.sentence, got, c.want)
		}
	}
}

func TestActorsAreManyAndOfEveryKind(t *testing.T) {
	kinds := map[lexicons.ActorKind]int{}
	for _, a := range box.actors.Actors {
		kinds[a.Kind]++
		if a.Name == "" || strings.ToLower(a.ID) != a.ID || strings.ContainsAny(a.ID, " _") {
			t.Errorf("%v: actor %q, name %q", a.At, a.ID, a.Name)
		}
		for _, alias := range a.Aliases {
			// Without a capital an alias is a common noun: right for groups only.
			if strings.ToLower(alias) == alias && a.Kind != lexicons.Group {
				t.Errorf("%v: alias %q of %q has no capital letter", a.At, alias, a.ID)
			}
		}
	}
	if n := len(box.actors.Actors); n < 120 {
		t.Errorf("%d actors, fewer than 120", n)
	}
	for kind, least := range map[lexicons.ActorKind]int{lexicons.State: 40, lexicons.Government: 15, lexicons.Person: 100, lexicons.Organization: 50, lexicons.Group: 30, lexicons.People: 10} {
		if kinds[kind] < least {
			t.Errorf("%d actors of kind %s, fewer than %d", kinds[kind], kind, least)
		}
	}
}

func TestActorsAreFoundUnderTheirNames(t *testing.T) {
	g, problems := actor.Compile(box.actors)
	for _, p := range problems {
		t.Errorf("compiling: %v", p)
	}
	for _, c := range []struct{ sentence, want string }{
		// Spellings
		{"Ebrahim Raisi called; Ibrahim Raisi, or Raisi, hung up.", "raisi raisi raisi"},
		{"Zelensky, Zelenskyy and Zelenskiy are one man.", "zelensky zelensky zelensky"},
		{"Hezbollah is Hizbullah, and Kataib Hezbollah is not.", "hezbollah hezbollah"},
		{"The IRGC, the Revolutionary Guards, and the Islamic Revolutionary Guard Corps.", "irgc irgc irgc"},
		{"Aides of Osama bin Laden left al-Qaeda for the Islamic State.", "bin-laden al-qaeda isis"},
		{"Gaddafi, Qaddafi and Gadhafi ruled Libya.", "gaddafi gaddafi gaddafi libya"},
		{"Recep Tayyip Erdoğan met Viktor Orbán.", "erdogan orban"},
		// States, capitals, adjectives
		{"Tehran and Moscow agreed; Kyiv and Kiev are spellings.", "iran russia ukraine ukraine"},
		{"Israelis and the Israeli army; the Israeli government met.", "israel idf israel-government"},
		{"The U.S. and the United States, but not us.", "usa usa"},
		{"The Kremlin and the White House talked.", "russia-government white-house"},
		{"The Islamic Republic and the Islamic republic.", "iran iran"},
		// Namesakes
		{"The Moscow Times and The Moscow Times again.", "moscow-times moscow-times"},
		{"Michael Jordan met the king of Jordan.", "jordan"},
		{"Hunter Biden's father is Joe Biden.", "hunter-biden biden"},
		{"Ivanka Trump left Trump Tower with Donald Trump.", "ivanka-trump trump"},
		{"Bill Clinton and Hillary Clinton; the Clinton Foundation.", "bill-clinton hillary-clinton clinton-foundation"},
		{"Sarah Sanders answered Bernie Sanders.", "sarah-sanders sanders"},
		{"He carved a turkey and ate it with chad.", ""},
		{"Peach farmers in Georgia cheered; Tbilisi did not.", "georgia"},
		{"East Palestine is a town in Ohio.", ""},
		{"New Mexico borders Mexico.", "mexico"},
	} {
		v := text.NewVocabulary()
		var cut text.Text
		text.NewSegmenter(v).Segment(c.sentence, &cut)
		var got []string
		for _, x := range g.Bind(v).Find(&cut, nil) {
			got = append(got, g.Actor(x.Actor).ID)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.sentence, s, c.want)
		}
	}
}

// Patterns of short stems find families of words. None of the instruments has
// one.
func TestNoShortStems(t *testing.T) {
	check := func(at diag.Position, pattern string) {
		p, err := lexicons.ParsePattern(pattern)
		if err != nil {
			t.Errorf("%v: %v", at, err)
			return
		}
		for _, s := range p.Sequences {
			for _, e := range s {
				if e.Wild && len(strings.Trim(e.Form, "*?")) < 4 {
					t.Errorf("%v: %q has a stem of fewer than four letters", at, pattern)
				}
			}
		}
	}
	for _, l := range []*lexicons.Lexicon{box.terms, box.frames} {
		for _, x := range l.Terms {
			for _, pattern := range append([]string{x.Pattern}, x.Not...) {
				check(x.At, pattern)
			}
		}
	}
	for _, a := range box.actors.Actors {
		for _, pattern := range append(slices.Clone(a.Aliases), a.Not...) {
			check(a.At, pattern)
		}
	}
}
