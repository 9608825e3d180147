package analysis

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"slant/analysis/corpus"
	"slant/analysis/match"
	"slant/analysis/sentiment"
	"slant/analysis/stat"
	"slant/analysis/text"
	"slant/analysis/voice"
	"slant/lexicons"
)

const testLexicon = `lexicon: test
version: 1.0.0
categories:
  - name: state.delegitimising
    terms:
      - {term: Zionist regime, referent: israel, stance: negative}
      - {term: occupation entity, referent: israel, stance: negative, weight: 2}
      - {term: Israeli regime, referent: israel, stance: negative}
  - name: state.neutral
    terms:
      - {term: Jewish state, referent: israel, stance: neutral}
  - name: designation
    terms:
      - undesirable organization
`

const testActors = `actors:
  - {id: israel, name: Israel, kind: state, aliases: [Israel, Israeli]}
  - {id: iran, name: Iran, kind: state, aliases: [Iran, Iranian]}
  - {id: raisi, name: Ebrahim Raisi, kind: person, of: iran, aliases: [Ebrahim Raisi, Raisi]}
`

func testBook(t testing.TB) *Codebook {
	t.Helper()
	return mustBook(t, testLexicon)
}

func mustBook(t testing.TB, lexicon string) *Codebook {
	t.Helper()
	l, problems := lexicons.Read("test.yaml", []byte(lexicon), lexicons.ReadOptions{})
	r, found := lexicons.ReadRoster("actors.yaml", []byte(testActors))
	if problems = append(problems, found...); problems.Fatal() != nil {
		t.Fatal(problems)
	}
	book, problems := NewCodebook([]*lexicons.Lexicon{l}, []*lexicons.Roster{r}, []string{"vader"}, match.Options{})
	if problems.Fatal() != nil {
		t.Fatal(problems)
	}
	return book
}

// bench measures documents with a worker's instruments of its own.
type bench struct {
	book      *Codebook
	annotator *Annotator
	coder     *Coder
}

func newBench(book *Codebook) *bench {
	v := text.NewVocabulary()
	return &bench{book, NewAnnotator(v), NewCoder(book, v, []sentiment.Scorer{sentiment.NewVader()})}
}

func (b *bench) measure(d *corpus.Document) (*Annotated, *Observation) {
	var a Annotated
	var o Observation
	b.annotator.Annotate(d, nil, &a)
	b.coder.Measure(&a, &o)
	return &a, &o
}

func TestMatchLiesInTheVoiceOfItsFirstWordOrInScareQuotes(t *testing.T) {
	b := newBench(testBook(t))
	tests := []struct {
		text  string
		voice voice.Voice
	}{
		{"The strike hit the occupation entity on Monday.", voice.Own},
		{"“We shall answer the crimes of the Zionist regime in our own time,” Raisi said.", voice.Quoted},
		{"The club remains an \"undesirable\" organization on paper.", voice.Scare},
		{"Raisi said that the Zionist regime had broken the law.", voice.Reported},
	}
	for _, tt := range tests {
		_, o := b.measure(&corpus.Document{ID: "1", Outlet: "A", Text: tt.text})
		if len(o.Matches) != 1 || o.Matches[0].Voice != tt.voice {
			t.Errorf("%s: matches %+v, want one in voice %s", tt.text, o.Matches, tt.voice)
		}
	}
}

func TestOverlappingNamesAreOneChanceAndTheLongerDecides(t *testing.T) {
	b := newBench(testBook(t))
	_, o := b.measure(&corpus.Document{ID: "1", Outlet: "A", Text: "Israel and the Israeli regime and the Zionist regime and Iran."})
	var got []string
	for _, m := range o.Mentions {
		got = append(got, b.book.Actors.Actor(m.Actor).ID+": "+b.book.labels[m.Label].Name)
	}
	want := []string{"israel: Israel", "israel: Israeli regime", "israel: Zionist regime", "iran: Iran"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHeadlineBesideTheTextIsCountedAndKeepsTheTextsOffsets(t *testing.T) {
	b := newBench(testBook(t))
	body := "The entity fell silent. The occupation entity answered."
	a, o := b.measure(&corpus.Document{ID: "1", Outlet: "A", Title: "Zionist regime strikes", Text: body})
	if len(o.Matches) != 2 || o.Matches[0].Section != voice.Headline || o.Matches[1].Section != voice.Body {
		t.Fatalf("matches %+v, want one in the headline and one in the body", o.Matches)
	}
	span := a.Text.SpanOf(o.Matches[1].Range)
	start, headline := a.Offset(span.Start)
	end, _ := a.Offset(span.End)
	if headline || body[start:end] != "occupation entity" {
		t.Errorf("offsets %d to %d of the text", start, end)
	}
	_, o = b.measure(&corpus.Document{ID: "2", Outlet: "A", Title: "Zionist regime strikes", Text: "ZIONIST REGIME STRIKES\n\nNothing more."})
	if len(o.Matches) != 1 {
		t.Errorf("%d matches: a headline that the text repeats counts once", len(o.Matches))
	}
}

// corpusOf makes documents of invented outlets that name Israel in three ways.
func corpusOf(n int) []*corpus.Document {
	ways := []string{"Israel", "the Zionist regime", "the occupation entity", "the Jewish state"}
	var out []*corpus.Document
	for i := range n {
		outlet := []string{"A", "B", "C"}[i%3]
		text := fmt.Sprintf("On Monday %s moved. Iran said that %s was weak and cruel. “It was a good day for %s and for us all,” Raisi said.",
			ways[(i*i+i/3)%4], ways[i%4], ways[(i/2)%4])
		out = append(out, &corpus.Document{ID: fmt.Sprintf("d%02d", i), Outlet: outlet, Date: fmt.Sprintf("2025-%02d-%02d", 1+i%4, 1+i%28), Text: text})
	}
	return out
}

func TestTablesAgreeWithTheEvidence(t *testing.T) {
	book := testBook(t)
	b := newBench(book)
	var tally Tally
	type cell struct {
		outlet, term string
		voice        int
	}
	counted := make(map[cell]int64)
	words := make(map[string]int64)
	for _, d := range corpusOf(30) {
		_, o := b.measure(d)
		tally.Add(o, Copy{})
		for _, m := range o.Matches {
			_, term := book.Term(m.Term)
			counted[cell{d.Outlet, term.Pattern, m.tableVoice()}]++
			counted[cell{d.Outlet, term.Pattern, All}]++
		}
		for v := range voice.Voices {
			words[d.Outlet] += o.Words[v]
		}
	}
	r := tally.Results(book, nil, Options{})
	rows := int64(0)
	for row := range r.Terms.All() {
		if want := counted[cell{row.Outlet, row.Term.Pattern, row.Voice}]; row.Matches != want {
			t.Errorf("%s, %s, %s: %d matches, counted %d", row.Outlet, row.Term.Pattern, VoiceName(row.Voice), row.Matches, want)
		}
		if row.Voice == All && row.Base != words[row.Outlet] {
			t.Errorf("%s: base %d, counted %d words", row.Outlet, row.Base, words[row.Outlet])
		}
		if row.Matches > 0 && math.Abs(row.Estimate.Center-1000*float64(row.Matches)/float64(row.Base)) > 1e-9 {
			t.Errorf("%s, %s: rate %v", row.Outlet, row.Term.Pattern, row.Estimate.Center)
		}
		rows += row.Matches
	}
	if rows == 0 {
		t.Fatal("nothing was counted")
	}
	shares := make(map[string]float64)
	for _, row := range r.Naming {
		shares[row.Outlet+row.Referent.ID+VoiceName(row.Voice)] += row.Estimate.Center
	}
	for key, sum := range shares {
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("shares of %s add up to %v", key, sum)
		}
	}
}

func TestNestedCategoriesRollUpAndWeightsAreSummed(t *testing.T) {
	book := testBook(t)
	b := newBench(book)
	var tally Tally
	_, o := b.measure(&corpus.Document{ID: "1", Outlet: "A", Text: "The occupation entity met the Jewish state and the Zionist regime."})
	tally.Add(o, Copy{})
	got := make(map[string][2]float64)
	for _, row := range tally.Results(book, nil, Options{}).Categories {
		if row.Voice == All {
			got[row.Category] = [2]float64{float64(row.Matches), math.Round(row.Score.Center * float64(row.Base) / 1000)}
		}
	}
	want := map[string][2]float64{"state": {3, 4}, "state.delegitimising": {2, 3}, "state.neutral": {1, 1}, "designation": {0, 0}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("matches and scores %v, want %v", got, want)
	}
}

func TestCopiesAreOneUnitAndMayBeCountedOnce(t *testing.T) {
	book := testBook(t)
	b := newBench(book)
	var tally Tally
	for i := range 6 {
		_, o := b.measure(&corpus.Document{ID: fmt.Sprint(i), Outlet: "A", Text: "The Zionist regime moved."})
		group := Copy{}
		if i < 3 {
			group = Copy{First: "0", Size: 3}
		}
		tally.Add(o, group)
	}
	for copies, want := range map[Copies]int64{KeepCopies: 6, FirstOnly: 4, Weighted: 4} {
		r := tally.Results(book, nil, Options{Copies: copies})
		terms := slices.Collect(r.Terms.All())
		i := slices.IndexFunc(terms, func(row TermRow) bool { return row.Voice == All && row.Term.Pattern == "Zionist regime" })
		if terms[i].Matches != want || r.Outlets[0].UniqueDocuments != 4 {
			t.Errorf("copies %d: %d matches, want %d; %d unique documents, want 4", copies, terms[i].Matches, want, r.Outlets[0].UniqueDocuments)
		}
		if n := terms[i].Estimate.N; n != 4 {
			t.Errorf("copies %d: %d units, want 4", copies, n)
		}
	}
}

// Any order of documents, any division among tallies and workers: the same
// results.
func TestResultsDoNotDependOnOrderOrDivision(t *testing.T) {
	book := testBook(t)
	docs := corpusOf(36)
	o := Options{Stat: stat.Options{Replicates: 200}, Events: []string{"2025-02-15"}}
	run := func(workers int, order func(i int) int) *Results {
		tallies, lexes := make([]Tally, workers), make([]*Lexis, workers)
		var benches []*bench
		for w := range workers {
			lexes[w] = NewLexis([]string{"A", "B"})
			benches = append(benches, newBench(book))
		}
		for i := range docs {
			d := docs[order(i)]
			w := i % workers
			a, obs := benches[w].measure(d)
			tallies[w].Add(obs, Copy{})
			lexes[w].Add(a, benches[w].annotator.Vocabulary)
		}
		for w := 1; w < workers; w++ {
			tallies[0].Merge(&tallies[w])
			lexes[0].Merge(lexes[w])
		}
		return tallies[0].Results(book, lexes[0], o)
	}
	want := fmt.Sprintf("%+v", plain(run(1, func(i int) int { return i })))
	for _, workers := range []int{1, 2, 7, 16} {
		got := fmt.Sprintf("%+v", plain(run(workers, func(i int) int { return (i*7 + 5) % 36 })))
		if got != want {
			t.Errorf("%d workers and another order give other results", workers)
		}
	}
}

// plain gives results without pointers, to be printed and compared.
func plain(r *Results) any {
	var terms, naming, feelings []string
	for x := range r.Terms.All() {
		terms = append(terms, fmt.Sprint(x.Outlet, x.Term.Pattern, x.Voice, x.Matches, x.Base, x.Estimate))
	}
	for _, x := range r.Naming {
		naming = append(naming, fmt.Sprint(x.Outlet, x.Referent.ID, x.Label.Name, x.Voice, x.Matches, x.Base, x.Estimate))
	}
	for _, x := range r.Sentiment {
		feelings = append(feelings, fmt.Sprint(x.Outlet, x.Actor.ID, x.Voice, x.Mentions, x.Mean, x.Net))
	}
	return []any{r.Outlets, terms, naming, feelings, r.Contrasts, r.Keyness, r.Trends, r.Influence, r.Multiverse, r.Similarity}
}

func TestContrastsHaveOneFamilyAndEventsTheirOwnRows(t *testing.T) {
	book := testBook(t)
	b := newBench(book)
	var tally Tally
	for _, d := range corpusOf(60) {
		_, o := b.measure(d)
		tally.Add(o, Copy{})
	}
	r := tally.Results(book, nil, Options{Stat: stat.Options{Replicates: 200}, Events: []string{"2025-02-15"}})
	pairs := make(map[string]bool)
	for _, c := range r.Contrasts {
		pairs[c.A+"/"+c.B] = true
		if !math.IsNaN(c.P) && c.Q < c.P {
			t.Errorf("%s %s: q %v is smaller than p %v", c.Key, c.A, c.Q, c.P)
		}
	}
	for _, want := range []string{"A/B", "A/C", "B/C", "A/" + Rest, "A from 2025-02-15/A before 2025-02-15"} {
		if !pairs[want] {
			t.Errorf("no contrast %s among %v", want, pairs)
		}
	}
	if len(r.Influence) == 0 || len(r.Multiverse) == 0 || len(r.Similarity) != 3 || len(r.Trends) == 0 {
		t.Errorf("%d, %d, %d, %d rows of influence, multiverse, similarity and trends", len(r.Influence), len(r.Multiverse), len(r.Similarity), len(r.Trends))
	}
}

func TestPeriods(t *testing.T) {
	tests := []struct {
		period           Period
		day, start, next string
	}{
		{Day, "2024-02-29", "2024-02-29", "2024-03-01"},
		{Week, "2024-03-03", "2024-02-26", "2024-03-04"}, // a Sunday
		{Week, "2024-03-04", "2024-03-04", "2024-03-11"}, // a Monday
		{Month, "2024-12-31", "2024-12-01", "2025-01-01"},
		{Year, "2024-02-29", "2024-01-01", "2025-01-01"},
	}
	for _, tt := range tests {
		start := tt.period.start(tt.day)
		if start != tt.start || tt.period.next(start) != tt.next {
			t.Errorf("%s of %s: starts %s, next %s; want %s and %s", tt.period, tt.day, start, tt.period.next(start), tt.start, tt.next)
		}
	}
	for _, tt := range []struct {
		first, last string
		want        Period
	}{{"2024-01-01", "2024-02-01", Day}, {"2024-01-01", "2024-09-01", Week}, {"2021-01-01", "2024-01-01", Month}, {"2001-01-01", "2024-01-01", Year}} {
		if got := choose(tt.first, tt.last); got != tt.want {
			t.Errorf("%s to %s: %s, want %s", tt.first, tt.last, got, tt.want)
		}
	}
}
