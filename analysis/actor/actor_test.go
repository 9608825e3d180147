package actor

import (
	"strings"
	"testing"

	"slant/analysis/diag"
	"slant/analysis/text"
	"slant/lexicons"
)

var roster = &lexicons.Roster{Name: "test", Actors: []lexicons.Actor{
	{ID: "usa", Name: "United States", Kind: lexicons.State, Aliases: []string{"United States", "US", "U.S.", "America", "American"}},
	{ID: "biden", Name: "Joe Biden", Kind: lexicons.Person, Of: "usa", Aliases: []string{"Joe Biden", "Joseph R. Biden", "Biden"}},
	{ID: "bush", Name: "George W. Bush", Kind: lexicons.Person, Of: "usa", Aliases: []string{"George W. Bush", "Bush"}},
	{ID: "clinton", Name: "Hillary Clinton", Kind: lexicons.Person, Of: "usa", Aliases: []string{"Hillary Clinton", "Clinton", "Hillary"}},
	{ID: "mcconnell", Name: "Mitch McConnell", Kind: lexicons.Person, Of: "usa", Aliases: []string{"Mitch McConnell", "McConnell"}},
	{ID: "israel", Name: "Israel", Kind: lexicons.State, Aliases: []string{"Israel", "Israeli", "Tel Aviv", "IDF"}, Not: []string{"Israel Katz"}},
	{ID: "iran", Name: "Iran", Kind: lexicons.State, Aliases: []string{"Iran", "Iranian", "Islamic Republic of Iran", "Tehran"}},
	{ID: "raisi", Name: "Ebrahim Raisi", Kind: lexicons.Person, Of: "iran", Aliases: []string{"(Ebrahim|Ibrahim) Raisi", "Raisi"}},
	{ID: "russia", Name: "Russia", Kind: lexicons.State, Aliases: []string{"Russia", "Russian", "Moscow"}},
	{ID: "putin", Name: "Vladimir Putin", Kind: lexicons.Person, Of: "russia", Aliases: []string{"Vladimir Putin", "Putin"}},
	{ID: "turkey", Name: "Turkey", Kind: lexicons.State, Aliases: []string{"Turkey", "Türkiye"}},
	{ID: "jordan", Name: "Jordan", Kind: lexicons.State, Aliases: []string{"Jordan"}},
	{ID: "who", Name: "World Health Organization", Kind: lexicons.Organization, Aliases: []string{"WHO"}},
	{ID: "houthis", Name: "Houthis", Kind: lexicons.Group, Aliases: []string{"Houthi"}},
}}

func TestMentions(t *testing.T) {
	g, problems := Compile(roster)
	if problems != nil {
		t.Fatal(problems)
	}
	v := text.NewVocabulary()
	f, s := g.Bind(v), text.NewSegmenter(v)
	tests := []struct{ group, text, want string }{
		{"letter case", "US troops told us that Turkey had no turkey.", "usa:US turkey:Turkey"},
		{"letter case", "TURKEY AND ISRAEL RESUME TALKS", "turkey:TURKEY israel:ISRAEL"},
		{"letter case", "Idf is a word, IDF an army; Us and us are pronouns.", "israel:IDF"},
		{"letter case", "MCCONNELL BLOCKS BILL, and McConnell did; Mcconnell is a typing error.", "mcconnell:MCCONNELL mcconnell:McConnell"},
		{"headlines in capitals", "US STRIKES IRAN AFTER WARNING", "usa:US iran:IRAN"},
		{"headlines in capitals", "THEY WANT US GONE SAYS IRAN", "iran:IRAN"},
		{"headlines in capitals", "WHO WINS THIS ELECTION", ""},
		{"acronyms in running text", "The WHO warned the US again.", "who:WHO usa:US"},
		{"abbreviations", "The U.S. government and U.S.-backed groups. He left the U.S. Then he came back.", "usa:U.S. usa:U.S. usa:U.S."},
		{"possessives", "Iran’s Raisi met Putin's envoy and the IDF's chief.", "iran:Iran’s raisi:Raisi putin:Putin's israel:IDF's"},
		{"plurals of demonyms", "Israelis, Iranians and the Houthis", "israel:Israelis iran:Iranians houthis:Houthis"},
		{"plurals of persons are families", "The Bidens left.", ""},
		{"the longest name", "The Islamic Republic of Iran and Ibrahim Raisi of Iran", "iran:Islamic Republic of Iran raisi:Ibrahim Raisi iran:Iran"},
		{"exclusions of the file", "Israel Katz spoke in Israel.", "israel:Israel"},
		{"newspapers", "The Moscow Times and the Tehran Times reported from Moscow.", "russia:Moscow"},
		{"newspapers", "The newspaper Russia Today quoted Russia.", "russia:Russia"},
		{"newspapers", "What Russia Today Fears Most About Iran", "russia:Russia iran:Iran"},
		{"carriers and schools", "American Airlines; Tel Aviv University; Voice of America; Bank of America", ""},
		{"others of the same surname", "Prosecutors charged Hunter Biden while Joe Biden was away.", "biden:Joe Biden"},
		{"others of the same surname", "Hunter Biden was charged. His father, President Biden, was not.", "biden:Biden"},
		{"others of the same surname", "Hunter Biden Charged With Tax Crimes", ""},
		{"others of the same surname", "Why Many Voters Fear Biden Will Lose", "biden:Biden"},
		{"others of the same surname", "The former governor, Jeb Bush, and George W. Bush; President Bush; George H. W. Bush", "bush:George W. Bush bush:Bush bush:Bush"},
		{"relatives and things", "Biden Jr. visited the Clinton Foundation.", ""},
		{"relatives and things", "Eric Trump Jr. met Joseph R. Biden Jr. in Clinton Tower.", "biden:Joseph R. Biden"},
		{"another's first name, twice", "Aides to Neil Bush and Mr. Bush met Laura Bush.", "bush:Bush"},
		{"own surname before", "Bush Bush said.", "bush:Bush bush:Bush"},
		{"the acronym before 'the'", "ATTACK IN THE US SHOCKS NATION", "usa:US"},
		{"organisations before the names of papers", "What a Houthi Post on Social Media Said", "houthis:Houthi"},
		{"acronyms before the names of papers", "The U.S. Post Office opened.", "usa:U.S."},
		{"places that are no first names", "Will Jordan act? Christian Americans and Virginia Democrats left Texas.", "jordan:Jordan usa:Americans"},
		{"states before a surname", "In Delaware Biden won; Secretary of State Clinton lost.", "biden:Biden clinton:Clinton"},
		{"decoys", "New Mexico, the US Open and American Samoa are decoys; America is not.", "usa:America"},
		{"marks between", "Hunter, Biden said; “Hunter” Biden; Hunter-Biden", "biden:Biden biden:Biden biden:Biden"},
		{"no text", "", ""},
		{"titles", "Russian President Putin, Sen. Clinton and Mr. Biden; Vice President Biden", "russia:Russian putin:Putin clinton:Clinton biden:Biden biden:Biden"},
		{"middle names", "Supporters of Hillary Rodham Clinton and Joseph R. Biden cheered.", "clinton:Clinton biden:Joseph R. Biden"},
		{"nicknames", "Friends of Joey Biden and Mitchell McConnell met Edward McConnell.", "biden:Biden mcconnell:McConnell"},
		{"words before a surname that are no names", "On Monday Biden spoke. But Biden left. Meanwhile Biden stayed. When asked, Biden smiled.", "biden:Biden biden:Biden biden:Biden biden:Biden"},
		{"words before a surname that are no names", "In Tehran Raisi spoke; the GOP Biden faces is new.", "iran:Tehran raisi:Raisi biden:Biden"},
		{"first names of other people", "Reporters asked Hillary Duff and Hillary about it.", "clinton:Hillary"},
		{"places that are surnames", "Fans of Michael Jordan flew to Jordan.", "jordan:Jordan"},
		{"hyphens", "the Clinton-Putin meeting and Israeli-Iranian talks", "clinton:Clinton putin:Putin israel:Israeli iran:Iranian"},
	}
	for _, tt := range tests {
		var cut text.Text
		s.Segment(tt.text, &cut)
		var got []string
		for _, m := range f.Find(&cut, nil) {
			got = append(got, g.Actor(m.Actor).ID+":"+cut.Surface(m.Range))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %s\ngot  %s\nwant %s", tt.group, tt.text, strings.Join(got, " "), tt.want)
		}
	}
}

func TestRosterOfAnotherLanguage(t *testing.T) {
	g, problems := Compile(&lexicons.Roster{Actors: []lexicons.Actor{
		{ID: "iran", Name: "ایران", Kind: lexicons.State, Aliases: []string{"ایران", "جمهوری اسلامی"}},
		{ID: "russia", Name: "Россия", Kind: lexicons.State, Aliases: []string{"Росси?", "Москв*"}},
	}})
	if problems != nil {
		t.Fatal(problems)
	}
	v := text.NewVocabulary()
	var cut text.Text
	text.NewSegmenter(v).Segment("جمهوري اسلامي و ایران. В России и Москве; россия", &cut)
	var got []string
	for _, m := range g.Bind(v).Find(&cut, nil) {
		got = append(got, cut.Surface(m.Range))
	}
	if want := "جمهوري اسلامي|ایران|России|Москве"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestGazetteerRollsUp(t *testing.T) {
	g, problems := Compile(
		&lexicons.Roster{Actors: []lexicons.Actor{{ID: "iran", Name: "Iran", Aliases: []string{"Iran"}}, {ID: "irgc", Name: "IRGC", Of: "iran", Aliases: []string{"IRGC"}}}},
		&lexicons.Roster{Actors: []lexicons.Actor{{ID: "quds", Name: "Quds Force", Of: "irgc", Aliases: []string{"Quds Force"}}}},
	)
	if problems != nil {
		t.Fatal(problems)
	}
	quds, _ := g.ByID("quds")
	iran, _ := g.ByID("iran")
	if got := g.Ancestors(quds, nil); len(got) != 2 || g.Actor(got[0]).ID != "irgc" || g.Actor(got[1]).ID != "iran" {
		t.Errorf("ancestors %v", got)
	}
	if g.Parent(iran) != -1 || !g.Within(quds, iran) || !g.Within(iran, iran) || g.Within(iran, quds) {
		t.Error("wrong family")
	}
	if _, ok := g.ByID("iraq"); ok || g.Len() != 3 {
		t.Error("an actor nobody listed")
	}
}

func TestProblemsOfRosters(t *testing.T) {
	at := diag.Position{File: "a.yaml", Line: 3, Column: 5}
	tests := []struct {
		actors []lexicons.Actor
		want   string
		fatal  bool
	}{
		{[]lexicons.Actor{{ID: "x", Aliases: []string{"X"}}, {ID: "x", Aliases: []string{"Y"}, At: at}}, `a.yaml:3:5: two actors have the id "x"`, true},
		{[]lexicons.Actor{{ID: "hamas", Aliases: []string{"X"}}, {ID: "y", Of: "hamsa", Aliases: []string{"Y"}, At: at}}, `"y" is "of" "hamsa", which is no actor; did you mean "hamas"?`, true},
		{[]lexicons.Actor{{ID: "a", Of: "b", Aliases: []string{"A"}, At: at}, {ID: "b", Of: "a", Aliases: []string{"B"}}}, `"a" belongs to itself by way of "b"`, true},
		{[]lexicons.Actor{{ID: "a", At: at}}, `"a" has no aliases`, false},
		{[]lexicons.Actor{{ID: "a", Aliases: []string{"A", "(B"}, At: at}}, `a.yaml:3:5: pattern "(B"`, true},
	}
	for _, tt := range tests {
		g, problems := Compile(&lexicons.Roster{Actors: tt.actors})
		if len(problems) != 1 || !strings.Contains(problems[0].Error(), tt.want) || (problems.Fatal() != nil) != tt.fatal {
			t.Errorf("got %v, want %s", problems, tt.want)
		}
		for n := range int32(g.Len()) {
			if len(g.Ancestors(n, nil)) > g.Len() {
				t.Error("a circle was left in")
			}
		}
	}
}

func TestRostersThatDisagree(t *testing.T) {
	mine := &lexicons.Roster{Actors: []lexicons.Actor{{ID: "tehran", Name: "Tehran", Aliases: []string{"Tehran"}, At: diag.Position{File: "mine.yaml", Line: 2}}}}
	_, problems := Compile(&lexicons.Roster{Actors: []lexicons.Actor{{ID: "iran", Name: "Iran", Aliases: []string{"Iran", "Tehran"}}}}, mine)
	want := `mine.yaml:2: "Tehran" is an alias of "iran" and of "tehran"; it counts as the first; keep it with one of them`
	if len(problems) != 1 || problems[0].Error() != want || problems.Fatal() != nil {
		t.Errorf("got  %v\nwant %s", problems, want)
	}
	if _, problems = Compile(mine, mine); len(problems) != 1 || problems.Fatal() == nil {
		t.Errorf("one id twice: %v", problems)
	}
}

// Mentions are in order of place, do not overlap and lie in the text, whatever
// the text.
func FuzzMentionsAreOrdered(f *testing.F) {
	for _, s := range []string{"Hunter Biden. US. George W. Bush Jr.", "WHO US U.S.", "The Moscow Times’s Putin-Biden", "Biden", "Iran's"} {
		f.Add(s)
	}
	g, _ := Compile(roster)
	f.Fuzz(func(t *testing.T, body string) {
		v := text.NewVocabulary()
		var cut text.Text
		text.NewSegmenter(v).Segment(body, &cut)
		end := 0
		for _, m := range g.Bind(v).Find(&cut, nil) {
			if m.First < end || m.Empty() || m.End > len(cut.Tokens) {
				t.Fatalf("mention %v after %d in %q", m, end, body)
			}
			end = m.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	g, _ := Compile(roster)
	v := text.NewVocabulary()
	body := strings.Repeat("Officials in Moscow said that President Biden and Iran’s Raisi had not met, and that the talks in the capital were put off until the spring. Hunter Biden was there.\n", 1000)
	var cut text.Text
	text.NewSegmenter(v).Segment(body, &cut)
	f := g.Bind(v)
	out := f.Find(&cut, nil)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		out = f.Find(&cut, out[:0])
	}
}
