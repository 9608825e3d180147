package coref

import (
	"fmt"
	"strings"
	"testing"

	"slant/analysis/actor"
	"slant/analysis/text"
	"slant/analysis/voice"
	"slant/lexicons"
)

var roster = &lexicons.Roster{Name: "test", Actors: []lexicons.Actor{
	{ID: "usa", Name: "United States", Kind: lexicons.State, Aliases: []string{"United States", "US", "American"}},
	{ID: "russia", Name: "Russia", Kind: lexicons.State, Aliases: []string{"Russia", "Russian", "Moscow"}},
	{ID: "iran", Name: "Iran", Kind: lexicons.State, Aliases: []string{"Iran", "Iranian", "Tehran"}},
	{ID: "israel", Name: "Israel", Kind: lexicons.State, Aliases: []string{"Israel", "Israeli", "Zionist regime"}},
	{ID: "putin", Name: "Vladimir Putin", Kind: lexicons.Person, Of: "russia", Aliases: []string{"Vladimir Putin", "Putin"}},
	{ID: "raisi", Name: "Ebrahim Raisi", Kind: lexicons.Person, Of: "iran", Aliases: []string{"Ebrahim Raisi", "Raisi"}},
	{ID: "trump", Name: "Donald Trump", Kind: lexicons.Person, Aliases: []string{"Donald Trump", "Trump"}},
	{ID: "obama", Name: "Barack Obama", Kind: lexicons.Person, Aliases: []string{"Barack Obama", "Obama"}},
	{ID: "clinton", Name: "Hillary Clinton", Kind: lexicons.Person, Aliases: []string{"Hillary Clinton", "Clinton"}},
	{ID: "cohen", Name: "Michael Cohen", Kind: lexicons.Person, Aliases: []string{"Michael Cohen"}},
	{ID: "xi", Name: "Xi Jinping", Kind: lexicons.Person, Aliases: []string{"Xi Jinping", "Xi"}},
	{ID: "morgan", Name: "Q. Morgan", Kind: lexicons.Person, Aliases: []string{"Morgan"}},
	{ID: "warren", Name: "Elizabeth Warren", Kind: lexicons.Person, Aliases: []string{"Elizabeth Warren", "Warren"}},
	{ID: "hamas", Name: "Hamas", Kind: lexicons.Group, Aliases: []string{"Hamas"}},
	{ID: "hezbollah", Name: "Hezbollah", Kind: lexicons.Group, Aliases: []string{"Hezbollah"}},
	{ID: "nra", Name: "National Rifle Association", Kind: lexicons.Organization, Aliases: []string{"NRA"}},
	{ID: "court", Name: "Supreme Court", Kind: lexicons.Organization, Aliases: []string{"Supreme Court"}},
	{ID: "republicans", Name: "Republican Party", Kind: lexicons.Organization, Aliases: []string{"Republican Party", "Republicans"}},
	{ID: "democrats", Name: "Democratic Party", Kind: lexicons.Organization, Aliases: []string{"Democratic Party", "Democrats"}},
	{ID: "administration", Name: "Trump administration", Kind: lexicons.Government, Aliases: []string{"Trump administration"}},
}}

// cases are passages with their answers: {he:putin} is a mention that is to be
// found, and everything without braces is to be found not. Between blocks
// stands a line break; a block that begins with # is a headline, with = page
// furniture, with > a caption.
var cases = []struct{ group, text string }{
	// Each rule, where it answers.
	{"pronoun.subject", "Putin lost {his:putin} coat."},
	{"pronoun.subject", "Macron left early. Putin stayed, and {he:putin} spoke twice."},
	{"pronoun.subject", "On Sunday Hillary Clinton lost {her:clinton} voice."},
	{"pronoun.speaker", "Putin said {he:putin} would go."},
	{"pronoun.speaker", "Aides met Barack Obama at noon. Putin said {he:putin} would stay away."},
	{"pronoun.speaker", "Clinton told reporters that {she:clinton} had won."},
	{"pronoun.sentence", "Men close to Putin broke {his:putin} word."},
	{"pronoun.sentence", "The campaign of Warren, rich at last, paid {her:warren} debts."},
	{"pronoun.before", "Nobody had seen Putin for a week. At noon {he:putin} spoke."},
	{"pronoun.before", "The crowd cheered for Clinton.\n“We will win,” {she:clinton} said."},
	{"pronoun.before", "The rain fell on Putin. It was cold. Nobody brought {him:putin} a coat."},
	{"pronoun.centre", "Putin called Barack Obama at noon. {He:putin} spoke for an hour."},
	{"pronoun.centre", "“We will fight,” Trump told Barack Obama. {He:trump} added that it was late."},
	{"nominal.name", "The Supreme Court met in June. Nobody knows what {the court:court} decided."},
	{"nominal.name", "The Zionist regime closed the port. Ships avoid {the regime:israel}."},
	{"nominal.name", "The Trump administration made an offer. Later {the administration:administration} withdrew it."},
	{"nominal.title", "President Trump flew home. {The president:trump} was tired."},
	{"nominal.title", "President Trump flew home. {The President’s:trump} plane was late."},
	{"nominal.title", "Sen. Elizabeth Warren voted no. It was a hard day for {the senator:warren}."},
	{"nominal.title", "The militant group Hamas agreed. On Monday {the group:hamas} freed the men."},
	{"nominal.title", "The NRA, a powerful organization, agreed. {The organization:nra} paid."},
	{"nominal.state", "President Vladimir Putin met President Ebrahim Raisi. Then {the Russian president:putin} left."},
	{"nominal.state", "Iranian President Ebrahim Raisi met President Putin, and {the Iranian president:raisi} left."},
	{"nominal.kind", "Hamas agreed on Sunday. {The group:hamas} freed the men."},
	{"nominal.kind", "Fighters of Hezbollah fled. The war has cost {the movement:hezbollah} much."},

	// The other sex is no rival.
	{"gender", "Clinton met Putin in June. Nobody liked what {she:clinton} wore."},
	{"gender", "Nobody liked Ms. Morgan. Putin did, and {she:morgan} knew."},
	{"gender", "Putin spoke. She left."},
	{"gender", "Putin met Angela Berg on Sunday. Nobody saw {him:putin} again."},
	{"gender", "Morgan arrived. {He:morgan} sat down. She wept."},

	// A second reading is left.
	{"two persons", "Critics of Putin and of Barack Obama doubt his word."},
	{"two persons", "It was Putin who met Obama. Nobody knows what he said."},
	{"two persons", "Putin left with Obama at noon. Nobody asked his driver."},
	{"unknown person", "Critics of Putin wrote to Pavel Orlov. It is his turn."},
	{"unknown person", "Critics of Putin wrote to Mr. Orlov. It is his turn."},
	{"unknown person", "Pavel Orlov wrote a book. Critics of Putin read it, and Orlov’s smile said that he was glad."},
	{"unknown person", "Critics of Putin met a lawyer. Nobody believes his story."},
	{"unknown person", "Critics of Putin met an Indiana Republican. Nobody believes his story."},
	{"unknown person", "An aide to Putin said he was ill."},
	{"unresolved before", "Critics of Putin met a lawyer. Nobody believes his story. That is why he left."},
	{"surname of a fuller name", "It was Michael Cohen who called Trump. Cohen lied, and {he:cohen} knew."},
	{"in the name of something else", "Putin waited for the Trump administration. Nobody saw what he did."},
	{"in the name of something else", "Nobody likes the Trump administration. Nobody knows what he did."},
	{"the object is not the subject", "Putin asked him to leave."},
	{"the object is not the subject", "Putin, tired of the war, asked him to leave."},
	{"named later", "Putin slept all day. When he came home, Barack Obama wept."},
	{"named later", "Putin slept all day. But in his letter, Pavel Orlov wept."},
	{"attributive", "The Trump operative met Barack Obama. He spoke for an hour."},

	{"anybody", "Putin met voters. Nobody likes his or her taxes, and nobody knows when he or she pays."},
	{"anybody", "Clinton met voters. Nobody likes her/his taxes."},
	{"anybody", "Putin met voters. Nobody likes his or her taxes. At noon {he:putin} left."},
	{"not whose, but who", "Critics feared Barack Obama. Putin’s doctor, Pavel Orlov, said that it was late. He left."},
	{"not whose, but who", "Putin’s office told Barack Obama that it was late. {He:putin} left."},
	{"not whose, but who", "Putin told Barack Obama that it was late, his office said. {He:putin} left."},
	{"a namesake", "Billy Obama sang. It rained. Critics of Obama wept. Nobody knows where he is."},
	{"a namesake", "Billy Obama sang. It rained. Critics of President Obama wept. Nobody knows where {he:obama} is."},
	{"a namesake", "Critics of Barack Obama wept. Nobody knew who Paula Obama was. Critics of Obama left. Some of them ate. Nobody knows where {he:obama} is."},

	// Where nothing is looked for.
	{"quotation", "Putin praised the army. “Nobody believes he is ill,” Clinton said."},
	{"quotation", "“Putin is weak, and {he:putin} knows it,” Clinton said."},
	{"quotation", "Clinton called Putin a man “who lost his way” at last."},
	{"quotation", "“Putin has won,” Clinton said. Nobody knew what he meant."},
	{"quotation", "President Trump flew home. “The president is tired,” Clinton said."},
	{"expletive it", "Iran closed the port. It rained, and it is clear that its people know it."},
	{"they", "The Democrats met Hamas. They left with their money."},
	{"reflexive", "Putin hurt himself."},
	{"headline", "# Putin and His Army\nNobody knows what he wants."},
	{"headline", "Putin slept.\n# What He Wants"},
	{"furniture", "Putin slept.\n= Follow him on his page\nThe end."},
	{"caption", "Nobody saw Putin.\n> He waves to the crowd in June"},
	{"window", "It rained on Putin. The port closed. The ships left. The men wept. He slept."},
	{"chain", "Putin came. {He:putin} sat. {He:putin} ate. {He:putin} sang. {He:putin} wept. {He:putin} spoke. He left. He slept."},
	{"no actor", "Pavel Orlov came. He sat down."},

	// Descriptions that may be another's.
	{"another one", "President Trump flew home. Another president came. The president was tired."},
	{"another one", "President Trump met President Obama. The president was tired."},
	{"another one", "President Trump flew home. The president of Egypt came. The president was tired."},
	{"another one", "Vice President Obama came. The president was tired."},
	{"another one", "President Xi Jinping came. Trump met him; Trump was late. Trump ate. The president was tired."},
	{"another one", "The Supreme Court met. A court in Ohio met too. The court ruled."},
	{"overtaken", "The Republican Party met. Then Democrats came. The party was over."},
	{"overtaken", "The Republican Party met. Then rain came. {The party:republicans} was over."},
	{"overtaken", "The Supreme Court met. The Ohio Appeals Court met too. The court ruled."},
	{"overtaken", "The Ohio Appeals Court met. The Supreme Court met too. {The court:court} ruled."},
	{"no name", "Some hezbollah of the mind won. The group freed the men."},
	{"never given", "Trump flew home. The president was tired. The senator wept."},
	{"never given", "The NRA paid. The group left; the country slept; the government fell."},
	{"two groups", "Hamas met Hezbollah in June. The group freed the men."},
	{"part of a group of words", "The Trump administration fell. The administration building burned."},
	{"part of a group of words", "President Trump flew home. The president-elect came."},
	{"apposition", "Vladimir Putin, the Russian president, came."},
	{"apposition", "President Trump came. The president, Donald Trump, left."},
	{"apposition", "President Trump came. Donald Trump, the president, left."},
	{"complement", "President Trump came. Trump is the president and loves it."},
	{"complement", "President Trump came. It’s the president. {He’s:trump} the president now."},
	{"complement", "President Trump came. Nobody says that Obama is not the president."},
	{"complement", "President Trump came. Clinton called the president. He was late."},
	{"complement", "President Trump came as president and ran for president."},
	{"too far", "Supreme Court. One. Two. Three. Four. Five. Six. The court ruled."},
	{"two of one state", "President Vladimir Putin met President Ebrahim Raisi. The American president left."},
}

func resolver(t *testing.T) (*text.Vocabulary, *actor.Gazetteer, *Resolver) {
	t.Helper()
	g, problems := actor.Compile(roster)
	if problems != nil {
		t.Fatal(problems)
	}
	v := text.NewVocabulary()
	return v, g, New(v, g)
}

// unmarked gives a marked passage without its marks, and the roles of its
// blocks.
func unmarked(marked string) (string, []voice.Role) {
	var blocks []string
	var roles []voice.Role
	for block := range strings.SplitSeq(marked, "\n") {
		role := voice.Plain
		for mark, of := range map[string]voice.Role{"# ": voice.HeadlineBlock, "= ": voice.FurnitureBlock, "> ": voice.CaptionBlock} {
			if rest, ok := strings.CutPrefix(block, mark); ok {
				block, role = rest, of
			}
		}
		blocks, roles = append(blocks, block), append(roles, role)
	}
	var b strings.Builder
	for rest := strings.Join(blocks, "\n\n"); rest != ""; {
		before, after, found := strings.Cut(rest, "{")
		b.WriteString(before)
		if !found {
			break
		}
		inside, after, _ := strings.Cut(after, "}")
		surface, _, _ := strings.Cut(inside, ":")
		b.WriteString(surface)
		rest = after
	}
	return b.String(), roles
}

func TestResolve(t *testing.T) {
	v, g, r := resolver(t)
	f, s, voices := g.Bind(v), text.NewSegmenter(v), voice.New(v)
	seen := make(map[Rule]bool)
	for _, c := range cases {
		body, roles := unmarked(c.text)
		var tx text.Text
		var vs voice.Found
		s.Segment(body, &tx)
		if len(tx.Blocks) != len(roles) {
			t.Fatalf("%q has %d blocks", body, len(tx.Blocks))
		}
		voices.Find(&tx, roles, &vs)
		var b strings.Builder
		done := 0
		var rules []string
		for _, m := range r.Resolve(&tx, &vs, f.Find(&tx, nil), nil) {
			at := tx.SpanOf(m.Range)
			fmt.Fprintf(&b, "%s{%s:%s}", body[done:at.Start], body[at.Start:at.End], g.Actor(m.Actor).ID)
			done = at.End
			rules = append(rules, m.Rule.String())
			seen[m.Rule] = true
			if strings.HasPrefix(m.Rule.String(), "pronoun.") != (m.Form == Pronoun) || !m.Form.Anaphoric() {
				t.Errorf("%s: %q is %s by %s", c.group, tx.Surface(m.Range), m.Form, m.Rule)
			}
		}
		b.WriteString(body[done:])
		want := c.text
		for _, mark := range []string{"# ", "= ", "> "} {
			want = strings.TrimPrefix(strings.ReplaceAll(want, "\n"+mark, "\n"), mark)
		}
		want = strings.ReplaceAll(want, "\n", "\n\n")
		if got := b.String(); got != want {
			t.Errorf("%s:\n got %s %v\nwant %s", c.group, got, rules, want)
		} else if strings.Contains(c.group, ".") && !strings.Contains(strings.Join(rules, " "), c.group) {
			t.Errorf("%s: %s is by %v", c.group, got, rules)
		}
	}
	for rule := NoRule + 1; rule < rules; rule++ {
		if !seen[rule] {
			t.Errorf("no case of %s", rule)
		}
	}
}

// TestLongTexts resolves texts without full stops, in which everything is near
// everything else, in time that grows with their length.
func TestLongTexts(t *testing.T) {
	v, g, r := resolver(t)
	f, s, voices := g.Bind(v), text.NewSegmenter(v), voice.New(v)
	for _, phrase := range []string{"Putin and he ", "he his him ", "Pavel Orlov met the president, ", "President Putin, the president of the court and the group ", "HE SAW PUTIN "} {
		var tx text.Text
		var vs voice.Found
		s.Segment(strings.Repeat(phrase, 20000), &tx)
		voices.Find(&tx, make([]voice.Role, len(tx.Blocks)), &vs)
		last := 0
		for _, m := range r.Resolve(&tx, &vs, f.Find(&tx, nil), nil) {
			if m.First < last || m.End <= m.First || m.Actor < 0 || int(m.Actor) >= g.Len() {
				t.Fatalf("%q: %+v after token %d", phrase, m, last)
			}
			last = m.First
		}
	}
}

// TestNoGarbage holds what a second look at a document allocates to nothing.
func TestNoGarbage(t *testing.T) {
	v, g, r := resolver(t)
	var tx text.Text
	var vs voice.Found
	body, _ := unmarked("President Putin met Barack Obama. He praised the Supreme Court, and nobody saw his aide, Mr. Orlov, again. Hamas left. The group won.")
	text.NewSegmenter(v).Segment(body, &tx)
	voice.New(v).Find(&tx, make([]voice.Role, len(tx.Blocks)), &vs)
	names := g.Bind(v).Find(&tx, nil)
	out := r.Resolve(&tx, &vs, names, nil)
	if n := testing.AllocsPerRun(100, func() { out = r.Resolve(&tx, &vs, names, out[:0]) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
