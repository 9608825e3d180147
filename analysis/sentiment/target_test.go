package sentiment

import (
	"strings"
	"testing"

	"slant/analysis/text"
)

// newTarget gives the scorer with the embedded model.
func newTarget(t testing.TB, v *text.Vocabulary) *Target {
	t.Helper()
	s, err := NewTarget(v)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTarget(t *testing.T) {
	tests := []struct {
		group, text string
		want        int8
	}{
		{"blamed", "[He] was accused of lying to the police.", -1},
		{"blamed", "Critics condemned [Smith] for his racist remarks.", -1},
		{"praised", "Voters praised [her] for her courage and honesty.", 1},
		{"praised", "[Smith] is a brilliant and beloved leader.", 1},
		{"neutral", "[She] met reporters in the city on Monday.", 0},
		{"neutral", "“We will see,” [Smith] said on Tuesday.", 0},
	}
	v := text.NewVocabulary()
	s := newTarget(t, v)
	for _, tt := range tests {
		if got := s.Score(passage(t, v, tt.text)); got.Label != tt.want || !got.Judged {
			t.Errorf("%s: %q: %+v, want label %d", tt.group, tt.text, got, tt.want)
		}
	}
}

// What an actor is called may not move its score by a thousandth.
func TestTargetIsBlindToNames(t *testing.T) {
	tests := []struct{ name, a, b string }{
		{"label for a name", "Officials of [Israel] met on Monday.", "Officials of [the <Zionist regime>] met on Monday."},
		{"label in the possessive", "[Israel’s] army struck back.", "[The <Zionist regime>'s] army struck back."},
		{"label without its article in the target", "A deal with [Israel] failed.", "A deal with the [<Zionist regime>] failed."},
		{"label wider than the name", "A deal with [Israel] failed.", "A deal with the <Zionist [regime]> failed."},
		{"label at the start", "[Israel] rejected the criticism.", "The [<criminal Zionist entity>] rejected the criticism."},
		{"label of another actor", "[He] attacked {Israel} again.", "[He] attacked {the <Zionist regime>} again."},
		{"label without its article", "[He] attacked {Israel} again.", "[He] attacked the {<Zionist regime>} again."},
		{"persons", "[Barack Obama] was blamed for the crisis.", "[Donald J. Trump] was blamed for the crisis."},
		{"abbreviation", "[The U.S.] was blamed for the crisis.", "[the United States] was blamed for the crisis."},
		{"name nobody listed", "[He] blamed Erdogan for the crisis.", "[He] blamed Merkel for the crisis."},
		{"name nobody listed, at the start", "Erdogan blamed [him] for the crisis.", "Putin blamed [him] for the crisis."},
		{"two unlisted words for one", "[He] blamed Erdogan for the crisis.", "[He] blamed Hassan Rouhani for the crisis."},
		{"name with a connotation", "[He] blamed {Hope Hicks} for the crisis.", "[He] blamed {Steve Bannon} for the crisis."},
		{"pronoun", "[She] was blamed for the crisis.", "[Merkel] was blamed for the crisis."},
		{"plural possessive", "[The Houthis’] leader spoke.", "[Iran’s] leader spoke."},
		{"apostrophe", "[He] isn’t a liar.", "[He] isn't a liar."},
	}
	v := text.NewVocabulary()
	s := newTarget(t, v)
	for _, tt := range tests {
		if a, b := s.Score(passage(t, v, tt.a)), s.Score(passage(t, v, tt.b)); a != b {
			t.Errorf("%s:\n %q %+v\n %q %+v", tt.name, tt.a, a, tt.b, b)
		}
	}
}

func TestTargetCannotJudge(t *testing.T) {
	tests := []struct{ name, text string }{
		{"another language", "[Иран] отверг обвинения и осудил удары."},
		{"a name alone", "[Iran]"},
		{"nothing but names", "[Iran], Iraq, Syria, Lebanon"},
	}
	v := text.NewVocabulary()
	s := newTarget(t, v)
	for _, tt := range tests {
		if got := s.Score(passage(t, v, tt.text)); got.Judged {
			t.Errorf("%s: judged %+v", tt.name, got)
		}
	}
	p := passage(t, v, "[He] left. She stayed.")
	p.Sentence = p.Text.Sentences[1]
	if got := s.Score(p); got != (Score{}) {
		t.Errorf("target outside of the sentence: %+v", got)
	}
}

// Scores may not depend on what was scored before.
func TestTargetHasNoMemory(t *testing.T) {
	texts := []string{"[He] lied.", "[She] won.", "Officials said [he] was a hero, but not honest."}
	v := text.NewVocabulary()
	s := newTarget(t, v)
	var first []Score
	for _, x := range texts {
		first = append(first, s.Score(passage(t, v, x)))
	}
	for i := len(texts) - 1; i >= 0; i-- {
		if got := s.Score(passage(t, v, texts[i])); got != first[i] {
			t.Errorf("%q: %+v, then %+v", texts[i], first[i], got)
		}
	}
}

// Nor on which mention of a sentence came first, or on what a Text held
// before: a worker reads all its documents into the same one.
func TestTargetForgetsSentences(t *testing.T) {
	v := text.NewVocabulary()
	s := newTarget(t, v)
	segmenter := text.NewSegmenter(v)
	p := &Passage{Text: new(text.Text)}
	for _, body := range []string{
		"Critics slammed Smith. Hope for Obama, a hero, is not lost.",
		"Voters praised Brown. Shame of Obama, a liar, is not lost..",
		"SMITH SLAMS BROWN\n\nSMITH ADMITS SHAMEFUL LIES, BUT BROWN WAS HURT",
		"“Grace hates Hope”, said Smith.",
	} {
		segmenter.Segment(body, p.Text)
		for _, p.Sentence = range p.Text.Sentences {
			for _, reach := range []int{1, 2} {
				for first := p.Sentence.First; first+reach <= p.Sentence.End; first++ {
					p.Target = text.Range{First: first, End: first + reach}
					for n := range 3 {
						p.Others, p.Labels = nil, nil
						if n > 0 {
							p.Others = []text.Range{{First: p.Sentence.First, End: min(p.Sentence.First+n, first)}}
						}
						if n > 1 {
							p.Labels = []text.Range{{First: first, End: first + n}}
						}
						if got, want := s.Score(p), newTarget(t, v).Score(p); got != want {
							t.Errorf("%q, target %v, others %v: %+v, alone %+v", body, p.Target, p.Others, got, want)
						}
					}
				}
			}
		}
	}
}

func TestTargetMakesNoGarbage(t *testing.T) {
	v := text.NewVocabulary()
	s := newTarget(t, v)
	p := passage(t, v, benchmarkText)
	if n := testing.AllocsPerRun(100, func() { s.Score(p) }); n != 0 {
		t.Errorf("%v allocations for each mention", n)
	}
}

func FuzzTarget(f *testing.F) {
	f.Add("The minister said “no”, but Iran's critics weren’t happy.", 2, 3, 1, 5)
	f.Add("a", 0, 1, 0, 1)
	v := text.NewVocabulary()
	s := newTarget(f, v)
	f.Fuzz(func(t *testing.T, body string, first, end, label, labelEnd int) {
		p := &Passage{Text: new(text.Text)}
		text.NewSegmenter(v).Segment(strings.ToValidUTF8(body, "?"), p.Text)
		n := len(p.Text.Tokens)
		clip := func(a, b int) text.Range {
			r := text.Range{First: min(max(a, 0), n), End: min(max(b, 0), n)}
			r.End = max(r.First, r.End)
			return r
		}
		p.Target = clip(first, end)
		p.Labels = []text.Range{clip(label, labelEnd)}
		for _, p.Sentence = range p.Text.Sentences {
			got := s.Score(p)
			if got.Judged && got.Negative+got.Neutral+got.Positive != 1000 || got.Value != got.Positive-got.Negative {
				t.Fatalf("%+v", got)
			}
		}
	})
}

const benchmarkText = "The foreign minister accused [Iran] of arming militants across the region, but diplomats said that the talks, " +
	"which {Oman} hosts, were not yet a failure and could still bring the two sides to an honest agreement."

func BenchmarkTarget(b *testing.B) {
	v := text.NewVocabulary()
	s := newTarget(b, v)
	p := passage(b, v, benchmarkText)
	b.SetBytes(int64(len(p.Text.Body)))
	b.ReportAllocs()
	for b.Loop() {
		s.Score(p)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "mentions/s")
}

func BenchmarkNewTarget(b *testing.B) {
	for b.Loop() {
		newTarget(b, text.NewVocabulary())
	}
}
