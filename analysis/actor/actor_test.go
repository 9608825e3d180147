package actor

import (
	"strings"
	"testing"

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
		{"titles", "Russian President Putin, Sen. Clinton and Mr. Biden; Vice President Biden", "russia:Russian putin:Putin clinton:Clinton biden:Biden biden:Biden"},
		{"middle names", "Supporters of Hillary Rodham Clinton and Joseph R. Biden cheered.", "clinton:Clinton biden:Joseph R. Biden"},
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
