package analysis

import (
	"fmt"
	"strings"
	"testing"

	"slant/analysis/coref"
	"slant/analysis/corpus"
	"slant/analysis/sentiment"
	"slant/analysis/text"
)

// anaphoric are articles in which Raisi is named once and meant again. In
// impersonal the pronouns point at nobody; everything else is alike.
var anaphoric = []string{
	"President Raisi came to Iran. On the way he praised the Zionist regime. It was a gift to his friends.",
	"Raisi met the Israeli envoy. Nobody saw what he gave him for the Jewish state.",
	"President Ebrahim Raisi spoke. The president called Israel an occupation entity, and he smiled.",
	"Raisi waited for Israel. “We are late,” he said.",
	"Israel waited for Raisi. He never came, and his aides wept.",
	"The Israeli regime fell. Raisi said he had won.",
}

func impersonal(s string) string {
	return strings.NewReplacer(" he ", " it ", " his ", " its ", " him ", " one ", "He ", "It ", "The president ", "This president ").Replace(s)
}

func TestNamingCountsNamesOnly(t *testing.T) {
	book := testBook(t)
	results := func(change func(string) string) *Results {
		b := newBench(book)
		var tally Tally
		for i := range 30 {
			_, o := b.measure(&corpus.Document{ID: fmt.Sprintf("%02d", i), Outlet: []string{"A", "B"}[i/2%2], Date: "2024-05-01", Text: change(anaphoric[i%len(anaphoric)])})
			tally.Add(o, Copy{})
		}
		return tally.Results(book, nil, Options{})
	}
	with, without := results(func(s string) string { return s }), results(impersonal)
	naming := func(r *Results) string {
		var b strings.Builder
		for row := range r.Terms.All() {
			fmt.Fprintf(&b, "%+v\n", row)
		}
		for _, rows := range []any{r.Outlets, r.Categories, r.Naming, r.Similarity, r.Dispersion, r.Catches} {
			fmt.Fprintf(&b, "%+v\n", rows)
		}
		for _, row := range r.Stance {
			row.Sentiment = 0
			fmt.Fprintf(&b, "%+v\n", row)
		}
		for i := range r.Trends {
			if r.Trends[i].Measure != "sentiment" {
				fmt.Fprintf(&b, "%+v\n", r.Trends[i])
			}
		}
		return b.String()
	}
	if a, b := naming(with), naming(without); a != b {
		t.Errorf("naming is not the same with pronouns:\n%s\nand without:\n%s", a, b)
	}
	count := func(r *Results) (mentions, anaphoric int64) {
		for _, row := range r.Sentiment {
			if row.Voice == All {
				mentions, anaphoric = mentions+row.Mentions, anaphoric+row.Anaphoric
			}
		}
		return mentions, anaphoric
	}
	m, n := count(with)
	named, none := count(without)
	if none != 0 || n == 0 || m != named+n {
		t.Errorf("%d mentions, %d anaphoric; without pronouns %d, %d anaphoric", m, n, named, none)
	}
}

// TestAnaphorsAreMentions holds a mention that is not by name to what the rest
// of the program expects of it.
func TestAnaphorsAreMentions(t *testing.T) {
	b := newBench(testBook(t))
	a, o := b.measure(&corpus.Document{ID: "1", Outlet: "A", Text: "Raisi waited. “We are late,” he said."})
	var got []string
	for _, m := range o.Mentions {
		got = append(got, a.Text.Surface(m.Range)+" "+m.Form.String())
		if (m.Label >= 0) != (m.Form == coref.Name) || len(m.Scores) != 1 {
			t.Errorf("%+v", m)
		}
	}
	if want := "Raisi name, he pronoun"; strings.Join(got, ", ") != want {
		t.Errorf("mentions are %q, want %q", got, want)
	}
	if len(o.Quotes) != 1 || o.Quotes[0].Actor != 2 {
		t.Errorf("quotes are %+v, want one by Raisi", o.Quotes)
	}
}

// TestTermsStayTerms has a description that is a term of a lexicon left alone.
func TestTermsStayTerms(t *testing.T) {
	book := bookOf(t, strings.Replace(testLexicon, "- undesirable organization", "- the president", 1))
	b := newBench(book)
	_, o := b.measure(&corpus.Document{ID: "1", Outlet: "A", Text: "President Raisi came. The president sat down."})
	if len(o.Matches) != 1 || len(o.Mentions) != 1 {
		t.Errorf("matches %+v, mentions %+v", o.Matches, o.Mentions)
	}
}

// TestSharedNamesAreAntecedents finds whom a pronoun means although the name
// stands in text that is not counted.
func TestSharedNamesAreAntecedents(t *testing.T) {
	book := testBook(t)
	book.Text = OwnText
	v := text.NewVocabulary()
	coder, annotator := NewCoder(book, v, []sentiment.Scorer{sentiment.NewVader()}), NewAnnotator(v)
	var a Annotated
	var o Observation
	annotator.Annotate(&corpus.Document{ID: "1", Outlet: "A", Text: "Raisi slept all day.\n\nNobody knows what he wants."}, nil, &a)
	a.Shared = []text.Range{a.Text.Blocks[0].Tokens}
	coder.Measure(&a, &o)
	if len(o.Mentions) != 1 || o.Mentions[0].Form != coref.Pronoun {
		t.Errorf("mentions are %+v, want the pronoun alone", o.Mentions)
	}
}
