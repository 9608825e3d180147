package analysis

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"

	"slant/analysis/actor"
	"slant/analysis/corpus"
	"slant/analysis/match"
	"slant/analysis/sentiment"
	"slant/analysis/text"
	"slant/analysis/voice"
	"slant/lexicons"
)

// castDocuments name actors by names, labels, pronouns and descriptions.
var castDocuments = []*corpus.Document{
	{ID: "1", Outlet: "A", Title: "Raisi speaks", Text: "President Raisi came to Iran. “I will stay,” he said. The president sat down. He was tired."},
	{ID: "2", Outlet: "A", Text: "Israel slept. The Zionist regime and the Israeli regime woke. Raisi said that he would answer the Jewish state."},
	{ID: "3", Outlet: "B", Text: "The occupation entity slept. Nobody knew why."},
	{ID: "4", Outlet: "B", Text: "Nobody came."},
	{ID: "5", Outlet: "B", Text: "Ebrahim Raisi and Ebrahim Raisi. His lawyer, who is Iranian, said he was in Israel."},
}

// frames is a lexicon that names nobody, and has a description among its terms.
const frames = "lexicon: frames\nversion: 1.0.0\ncategories:\n  - name: frame\n    terms: [the president, slept, lawyer]\n"

// labelled reports whether a codebook has labels for actors in a document; of
// the one that counts only an outlet's own text the first sentences are none.
func labelled(book *Codebook, d *corpus.Document) bool {
	return book.labelOf[0] >= 0 && (d.ID == "2" || d.ID == "3" && book.Text == AllText)
}

// A cast changes nothing of what is seen, whichever lexicon it was made with; and
// what it holds is not looked for again.
func TestACastChangesNothing(t *testing.T) {
	books := []*Codebook{bookOf(t, testLexicon), bookOf(t, frames), bookOf(t, testLexicon)}
	books[2].Text = OwnText
	v := text.NewVocabulary()
	annotator := NewAnnotator(v)
	coders := make(map[*Codebook]*Coder)
	for _, book := range books {
		coders[book] = NewCoder(book, v, []sentiment.Scorer{sentiment.NewVader()})
	}
	for _, first := range books {
		for _, then := range books {
			for _, d := range castDocuments {
				var a Annotated
				annotator.Annotate(d, nil, &a)
				a.Shared = []text.Range{a.Text.Sentences[0]}
				var cast Cast
				measured := func(book *Codebook, cast *Cast) string {
					var o Observation
					coders[book].Remember(nil, cast)
					coders[book].Measure(&a, &o)
					return fmt.Sprintf("%+v", o)
				}
				measured(first, &cast)
				if !cast.Known || cast.Added != 1 || len(cast.Readings) != 1 {
					t.Fatalf("document %s: a cast that was just made: %+v", d.ID, cast)
				}
				cast.Added = 0
				if got, want := measured(then, &cast), measured(then, nil); got != want {
					t.Errorf("document %s: with a cast\n%s\nwithout\n%s", d.ID, got, want)
				}
				if (cast.Added > 0) != (labelled(first, d) != labelled(then, d)) {
					t.Errorf("document %s: %d readings are added", d.ID, cast.Added)
				}
				added := cast.Added
				if measured(first, &cast); cast.Added != added {
					t.Errorf("document %s: read again with the first lexicon", d.ID)
				}
				if measured(then, &cast); cast.Added != added {
					t.Errorf("document %s: read again with the second lexicon", d.ID)
				}
			}
		}
	}
}

// Names that a cast has are not looked for, and it has none of another document.
func TestACastIsBelieved(t *testing.T) {
	v := text.NewVocabulary()
	coder := NewCoder(bookOf(t, frames), v, []sentiment.Scorer{sentiment.NewVader()})
	var a Annotated
	NewAnnotator(v).Annotate(castDocuments[3], nil, &a)
	cast := Cast{Known: true, Named: []actor.Mention{{Range: text.Range{First: 0, End: 1}, Actor: 1}}}
	coder.Remember(nil, &cast)
	var o Observation
	if coder.Measure(&a, &o); len(o.Mentions) != 1 || o.Mentions[0].Actor != 1 {
		t.Errorf("mentions are %+v", o.Mentions)
	}
	cast.Begin()
	if coder.Measure(&a, &o); len(o.Mentions) != 0 || !cast.Known || len(cast.Named) != 0 || cast.Added != 1 {
		t.Errorf("after Begin mentions are %+v, the cast is %+v", o.Mentions, cast)
	}
}

// TestReadingsAreKnownByAllTheyAreMadeFrom changes every field of voices and
// names in turn: one that is new and forgotten in the key is found here.
func TestReadingsAreKnownByAllTheyAreMadeFrom(t *testing.T) {
	voices := voice.Found{Attributions: make([]voice.Attribution, 2), Segments: make([]voice.Segment, 2)}
	names := make([]actor.Mention, 2)
	whole := appendReadFrom(nil, &voices, names)
	seen := map[string]string{string(whole): "nothing"}
	fields := 0
	var change func(path string, v reflect.Value)
	change = func(path string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				change(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
			return
		case reflect.Slice:
			for i := range v.Len() {
				change(fmt.Sprintf("%s[%d]", path, i), v.Index(i))
			}
			return
		case reflect.Int, reflect.Int32:
			v.SetInt(1)
			defer v.SetInt(0)
		case reflect.Uint8:
			v.SetUint(1)
			defer v.SetUint(0)
		default:
			t.Fatalf("%s: what is a %s?", path, v.Kind())
		}
		fields++
		key := string(appendReadFrom(nil, &voices, names))
		if other, ok := seen[key]; ok {
			t.Errorf("%s and %s give one key", path, other)
		}
		seen[key] = path
	}
	change("voices", reflect.ValueOf(&voices).Elem())
	change("names", reflect.ValueOf(&names).Elem())
	if fields != 2*(11+5+3) {
		t.Errorf("%d fields were changed", fields)
	}
	for name, more := range map[string][]byte{
		"a segment":     appendReadFrom(nil, &voice.Found{Attributions: voices.Attributions, Segments: make([]voice.Segment, 3)}, names),
		"a name":        appendReadFrom(nil, &voices, make([]actor.Mention, 3)),
		"no attributes": appendReadFrom(nil, &voice.Found{Segments: voices.Segments}, names),
	} {
		if bytes.Equal(more, whole) {
			t.Errorf("%s more or less gives one key", name)
		}
	}
}

// Readings use the room of those before them, and never share it.
func TestReadingsHaveRoomOfTheirOwn(t *testing.T) {
	var c Cast
	for range 2 {
		c.Begin()
		for key := range uint64(5) {
			r := c.Add(key)
			if len(r.Mentions) != 0 {
				t.Fatalf("a new reading has %v", r.Mentions)
			}
			r.Mentions = append(r.Mentions, Anaphor{Actor: int32(key)})
		}
		for key := range uint64(5) {
			if r := c.reading(key); r == nil || len(r.Mentions) != 1 || r.Mentions[0].Actor != int32(key) {
				t.Errorf("reading %d is %+v", key, r)
			}
		}
		if r := c.reading(5); r != nil {
			t.Errorf("a reading that nobody made: %+v", r)
		}
	}
}

// Two actors files, or one that is another, may number actors otherwise: a cast
// of one is never asked for with another; see keepsake. The names themselves do
// not hang on what a lexicon matches by.
func TestNamesDoNotHangOnTheLexiconsOptions(t *testing.T) {
	r, problems := lexicons.ReadRoster("actors.yaml", []byte(testActors))
	l, found := lexicons.Read("test.yaml", []byte(testLexicon), lexicons.ReadOptions{})
	if problems = append(problems, found...); problems.Fatal() != nil {
		t.Fatal(problems)
	}
	var want []actor.Mention
	for i, o := range []match.Options{{}, {Compat: match.Quanteda}} {
		book, problems := NewCodebook([]*lexicons.Lexicon{l}, []*lexicons.Roster{r}, nil, o)
		if problems.Fatal() != nil {
			t.Fatal(problems)
		}
		v := text.NewVocabulary()
		var a Annotated
		var got []actor.Mention
		for _, d := range castDocuments {
			NewAnnotator(v).Annotate(d, nil, &a)
			got = book.Actors.Bind(v).Find(&a.Text, got)
		}
		if i == 0 {
			want = got
		}
		if len(got) < 8 || !reflect.DeepEqual(got, want) {
			t.Errorf("names are %v, want %v", got, want)
		}
	}
}
