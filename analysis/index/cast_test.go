package index

import (
	"fmt"
	"hash/fnv"
	"reflect"
	"slices"
	"testing"

	"slant/analysis"
	"slant/analysis/actor"
	"slant/analysis/coref"
	"slant/analysis/corpus"
	"slant/analysis/match"
	"slant/analysis/text"
	"slant/lexicons"
)

// people are texts for the rules of packages actor and coref: what is found in
// them, and what is left alone.
var people = []*corpus.Document{
	{ID: "titles", Outlet: "A", Text: "President Putin arrived. The president spoke. He was tired. Nobody asked him why. “I am tired,” Putin said; he said he would go."},
	{ID: "rivals", Outlet: "A", Text: "Putin called Macron. He spoke for an hour. Later he left. Angela Merkel watched him. She said she was pleased with her visit."},
	{ID: "his or her", Outlet: "A", Text: "Hillary Clinton wrote to Trump. Every voter has his or her reasons, she wrote. Trump read her letter to his wife. It was short."},
	{ID: "groups", Outlet: "A", Text: "Hamas agreed. The group freed the men. Its leaders said nothing. The Supreme Court met on Monday. The court heard them, and the justices left."},
	{ID: "states", Outlet: "B", Text: "President Putin spoke in Moscow. The Russian president said the Iranian government had agreed. The Iranian government shutdown ended. The government in Tehran said no."},
	{ID: "marks", Outlet: "B", Text: "“He is a good man,” Biden said of Obama. “And he knows it.” Biden, the former vice president, was asked about his son. “I love him,” he said."},
	{ID: "namesakes", Outlet: "B", Text: "Hunter Biden met Paris Hilton in New Mexico. The Moscow Times wrote about Trump Tower. Hillary Duff and Michael Jordan came. He sang. Billy Graham prayed; Graham wept."},
	{ID: "letters", Outlet: "B", Text: "US WARNS IRAN\n\nThe US warned us. Turkey ate turkey. WHO KNOWS WHAT THE US WANTS\n\nRussia Today said so. Israelis, Iranians and the Houthis were there."},
	{ID: "possessives", Outlet: "C", Text: "Iran’s Raisi met Russian President Putin. Sen. Warren met George W. Bush. Mr. Trump thanked Mike Pence, his vice president. He had helped him, Pence said."},
	{ID: "far", Outlet: "C", Text: "Obama left. It rained. It rained. It rained. It rained. It rained. It rained. He came back. Mitch McConnell said that he would not; the senator said he could not."},
	{ID: "labels", Outlet: "C", Text: "The Israeli regime slept. The Zionist regime woke, and Netanyahu with it. The mullahs’ regime, he said, was another. The prime minister said he knew."},
}

// casting measures documents for their casts, with the actors in the box and one
// lexicon.
type casting struct {
	book      *analysis.Codebook
	digest    string // of the actors file
	annotator *analysis.Annotator
	coder     *analysis.Coder
	annotated analysis.Annotated
	seen      analysis.Observation
}

func newCasting(t testing.TB, lexicon string) *casting {
	t.Helper()
	data, _ := lexicons.Embedded("actors")
	r, problems := lexicons.ReadRoster("actors.yaml", data)
	data, _ = lexicons.Embedded(lexicon)
	l, found := lexicons.Read(lexicon+".yaml", data, lexicons.ReadOptions{})
	if problems = append(problems, found...); problems.Fatal() != nil {
		t.Fatal(problems)
	}
	book, problems := analysis.NewCodebook([]*lexicons.Lexicon{l}, []*lexicons.Roster{r}, nil, match.Options{})
	if problems.Fatal() != nil {
		t.Fatal(problems)
	}
	v := text.NewVocabulary()
	return &casting{book: book, digest: r.Digest, annotator: analysis.NewAnnotator(v), coder: analysis.NewCoder(book, v, nil)}
}

// measure measures the document annotated last, and adds to its cast.
func (c *casting) measure(cast *analysis.Cast) {
	c.coder.Remember(nil, cast)
	c.coder.Measure(&c.annotated, &c.seen)
}

// A change of who is found in a text must come with a new number: casts of
// earlier runs would be mixed with other ones.
func TestCastVersion(t *testing.T) {
	const version, want = 1, "5cb98c305d05d716"
	// The actors file is named beside each cast: a new one needs no new version.
	const actors = "547d40eb92da811f"
	h := fnv.New64a()
	c := newCasting(t, "loaded-terms")
	named, resolved := 0, 0
	for _, d := range slices.Concat(demo(t), odd, people) {
		c.annotator.Annotate(d, nil, &c.annotated)
		var cast analysis.Cast
		c.measure(&cast)
		fmt.Fprintln(h, d.ID, cast.Named, cast.Readings) //nolint:errcheck // a hash takes everything
		named += len(cast.Named)
		resolved += len(cast.Readings[0].Mentions)
	}
	if named < 300 || resolved < 20 {
		t.Errorf("%d names and %d pronouns and descriptions test little", named, resolved)
	}
	if got := fmt.Sprintf("%016x", h.Sum64()); got != want || c.digest[:16] != actors || analysis.CastVersion != version {
		t.Errorf("who is found in the demo has the hash %s, with an actors file that begins with %s, and CastVersion is %d; this test knows %s, %s and %d: "+
			"raise CastVersion, unless that was done since the last release or only the actors file has changed, and write all here",
			got, c.digest[:16], analysis.CastVersion, want, actors, version)
	}
}

func TestCastsAreReadBack(t *testing.T) {
	documents := slices.Concat(demo(t), odd, people)
	s, digests := filled(t, t.TempDir(), documents)
	labels, plain := newCasting(t, "loaded-terms"), newCasting(t, "frames")
	actors := labels.book.Actors.Len()
	keeper, h := s.NewKeeper(false), NewHasher()
	var want []string
	var ends []int // of the last name
	names, anaphors, added := 0, 0, 0
	for i, d := range documents {
		var cast analysis.Cast
		labels.annotator.Annotate(d, nil, &labels.annotated)
		labels.measure(&cast)
		if err := keeper.Keep(h.Derived(digests[i], "cast"), AppendCast(nil, &cast)); err != nil {
			t.Fatal(err)
		}
		cast.Added = 0
		plain.annotator.Annotate(d, nil, &plain.annotated)
		plain.measure(&cast)
		if cast.Added > 0 {
			added++
			if err := keeper.Keep(h.Derived(digests[i], "more"), AppendReading(nil, &cast.Readings[1])); err != nil {
				t.Fatal(err)
			}
		}
		names += len(cast.Named)
		anaphors += len(cast.Readings[0].Mentions)
		cast.Added = 0
		want = append(want, fmt.Sprintf("%+v", cast))
		ends = append(ends, 0)
		if n := len(cast.Named); n > 0 {
			ends[i] = cast.Named[n-1].End
		}
	}
	if names < 300 || anaphors < 20 || added < 10 {
		t.Fatalf("%d names, %d anaphors, %d documents read twice: that tests little", names, anaphors, added)
	}
	if err := keeper.Close(); err != nil {
		t.Fatal(err)
	}
	s.Refresh()
	var buf []byte
	var got analysis.Cast
	size := 0
	for i, d := range slices.Backward(documents) {
		record, ok, err := s.Kept(h.Derived(digests[i], "cast"), &buf)
		if err != nil || !ok {
			t.Fatalf("%s: %t, %v", d.ID, ok, err)
		}
		size += len(record)
		plain.annotator.Annotate(d, nil, &plain.annotated)
		tokens := len(plain.annotated.Text.Tokens)
		if !ReadCast(record, tokens, actors, &got) {
			t.Fatalf("%s: cannot be read", d.ID)
		}
		for at := range record {
			if ReadCast(record[:at], tokens, actors, &got) {
				t.Errorf("%s: %d of %d bytes are read without a complaint", d.ID, at, len(record))
			}
		}
		if ReadCast(append(slices.Clone(record), 0), tokens, actors, &got) {
			t.Errorf("%s: a byte more is read without a complaint", d.ID)
		}
		if ends[i] > 0 && (ReadCast(record, ends[i]-1, actors, &got) || ReadCast(record, tokens, 0, &got)) {
			t.Errorf("%s: it is read for a shorter text, or for no actors", d.ID)
		}
		if !ReadCast(record, tokens, actors, &got) {
			t.Fatalf("%s: cannot be read again", d.ID)
		}
		record, ok, err = s.Kept(h.Derived(digests[i], "more"), &buf)
		if err != nil || ok && !ReadReading(record, tokens, actors, &got) {
			t.Fatalf("%s: a reading that was added cannot be read: %v", d.ID, err)
		}
		if f := fmt.Sprintf("%+v", got); f != want[i] {
			t.Errorf("%s: kept\n%s\nread back\n%s", d.ID, want[i], f)
		}
		// With it nobody is looked for again.
		labels.annotator.Annotate(d, nil, &labels.annotated)
		labels.measure(&got)
		plain.measure(&got)
		if got.Added != 0 {
			t.Errorf("%s: %d readings are made again", d.ID, got.Added)
		}
	}
	if most := 4*names + 6*anaphors + 16*len(documents); size > most {
		t.Errorf("casts take %d bytes, more than %d", size, most)
	}
}

// rare is a cast with what is rare in one: long names, more actors than have a
// short number, gaps of many tokens, an actor that is met again late.
func rare() *analysis.Cast {
	c := &analysis.Cast{Known: true, Readings: []analysis.Reading{{Key: 1<<64 - 2}}}
	at := 0
	for i, length := range []int{1, 2, 3, 4, 5, 300} {
		c.Named = append(c.Named, actor.Mention{Range: text.Range{First: at, End: at + length}, Actor: int32(i * 70)})
		at += length
	}
	at += 1000
	for i := range 200 {
		c.Named = append(c.Named, actor.Mention{Range: text.Range{First: at, End: at + 1 + i%6}, Actor: int32(i * 7 % 390)})
		at += 7 + i
	}
	r := &c.Readings[0]
	for i := range 50 {
		r.Mentions = append(r.Mentions, analysis.Anaphor{Range: text.Range{First: 40 * i, End: 40*i + 1 + i%4*50}, Actor: int32(i * 8), Form: coref.Nominal + coref.Form(i%2)})
	}
	return c
}

func TestRareCastsAreReadBack(t *testing.T) {
	want := rare()
	var got analysis.Cast
	if !ReadCast(AppendCast(nil, want), 100_000, 400, &got) {
		t.Fatal("cannot be read")
	}
	if !reflect.DeepEqual(got, *want) {
		t.Errorf("got %+v\nwant %+v", got, *want)
	}
}

// FuzzCast: bytes that nobody wrote are refused, or fit the document.
func FuzzCast(f *testing.F) {
	f.Add(AppendCast(nil, rare()))
	f.Add(AppendCast(nil, &analysis.Cast{Readings: make([]analysis.Reading, 1)}))
	f.Fuzz(func(t *testing.T, record []byte) {
		const tokens, actors = 50_000, 400
		var c analysis.Cast
		if !ReadCast(record, tokens, actors, &c) {
			return
		}
		end := 0
		for _, m := range c.Named {
			if m.First < end || m.Empty() || m.End > tokens || m.Actor < 0 || m.Actor >= actors {
				t.Fatalf("name %+v after %d", m, end)
			}
			end = m.End
		}
		for _, m := range c.Readings[0].Mentions {
			if m.First < 0 || m.Empty() || m.End > tokens || m.Actor < 0 || m.Actor >= actors || !m.Form.Anaphoric() || m.Form > coref.Pronoun {
				t.Fatalf("anaphor %+v", m)
			}
		}
	})
}
