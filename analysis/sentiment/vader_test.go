package sentiment

import (
	"math"
	"strings"
	"testing"
	"time"

	"slant/analysis/text"
)

// passage makes a Passage of marked text: [target], {another actor}, <label>.
// What is marked ends at token boundaries.
func passage(t testing.TB, v *text.Vocabulary, marked string) *Passage {
	t.Helper()
	var body strings.Builder
	type mark struct {
		kind       rune
		start, end int
	}
	var marks []mark
	var open []mark
	for _, r := range marked {
		switch r {
		case '[', '{', '<':
			open = append(open, mark{kind: r, start: body.Len()})
		case ']', '}', '>':
			m := open[len(open)-1]
			open = open[:len(open)-1]
			m.end = body.Len()
			marks = append(marks, m)
		default:
			body.WriteRune(r)
		}
	}
	p := &Passage{Text: new(text.Text)}
	text.NewSegmenter(v).Segment(body.String(), p.Text)
	p.Sentence = text.Range{First: 0, End: len(p.Text.Tokens)}
	for _, m := range marks {
		r := text.Range{First: -1}
		for i, token := range p.Text.Tokens {
			if token.Start < m.end && m.start < token.End {
				if r.First < 0 {
					r.First = i
				}
				r.End = i + 1
			}
		}
		if r.First < 0 {
			t.Fatalf("%q: a mark covers no token", marked)
		}
		switch m.kind {
		case '[':
			p.Target = r
		case '{':
			p.Others = append(p.Others, r)
		default:
			p.Labels = append(p.Labels, r)
		}
	}
	return p
}

// The scores were computed with vaderSentiment at commit 44fc044.
func TestVaderKnownAnswers(t *testing.T) {
	tests := []struct {
		group, text string
		want        float64
	}{
		{"plain", "VADER is smart, handsome, and funny.", 0.8316},
		{"exclamation", "VADER is smart, handsome, and funny!", 0.8439},
		{"intensifier", "VADER is very smart, handsome, and funny.", 0.8545},
		{"capitals", "VADER is VERY SMART, handsome, and FUNNY!!!", 0.9342},
		{"capitals", "VADER is VERY SMART, uber handsome, and FRIGGIN FUNNY!!!", 0.9469},
		{"negation", "VADER is not smart, handsome, nor funny.", -0.7424},
		{"plain", "The book was good.", 0.4404},
		{"dampener", "The book was only kind of good.", 0.3832},
		{"but", "The plot was good, but the characters are uncompelling and the dialog is not great.", -0.7042},
		{"but", "Today only kinda sux! But I'll get by, lol", 0.5249},
		{"negation", "Not bad at all", 0.431},
		{"negation", "At least it isn't a horrible book.", 0.431},
		{"emoji", "Catch utf-8 emoji such as 💘 and 💋 and 😁", 0.875},
		{"apostrophe", "He isn't bad.", 0.431},
		{"curly apostrophe", "He isn’t bad.", 0.431}, // the original gives -0.5423
		{"idiom", "With VADER, sentiment analysis is the shit!", 0.6476},
		{"idiom", "On the other hand, VADER is quite bad ass", 0.802},
		{"least", "Roger Dodger is one of the least compelling variations on this theme.", -0.1695},
		{"nothing rated", "The talks took place on Tuesday.", 0},
		{"empty", "", 0},
	}
	v := NewVader()
	for _, tt := range tests {
		if got := v.Compound(tt.text); math.Abs(got-tt.want) > 0.00005 {
			t.Errorf("%s: %q: %.4f, want %.4f", tt.group, tt.text, got, tt.want)
		}
	}
}

func TestVaderMasks(t *testing.T) {
	tests := []struct{ name, a, b string }{
		{"name with a rated word", "The [Defence Ministry] met.", "The [Ministry] met."},
		{"another actor's name", "[He] met the {Palestinian Authority} today.", "[He] met {Hamas} today."},
		{"loaded label", "[the <terrorist regime>] met on Monday.", "[the <government>] met on Monday."},
		{"curly apostrophe", "[He] isn’t bad.", "[He] isn't bad."},
		{"part of a compound", "[Trump]-hating critics met.", "[Biden]-hating critics met."},
	}
	v, vocabulary := NewVader(), text.NewVocabulary()
	for _, tt := range tests {
		a, b := v.Score(passage(t, vocabulary, tt.a)), v.Score(passage(t, vocabulary, tt.b))
		if a != b {
			t.Errorf("%s: %q scores %+v, %q %+v", tt.name, tt.a, a, tt.b, b)
		}
	}
	if s := v.Score(passage(t, vocabulary, "[He] met killers.")); s.Value >= 0 || s.Label != -1 || !s.Judged {
		t.Errorf("an unmasked rated word is not seen: %+v", s)
	}
}

// The cache may not mix up sentences of documents that use the same Text.
func TestVaderCache(t *testing.T) {
	v, vocabulary := NewVader(), text.NewVocabulary()
	p := passage(t, vocabulary, "[He] is good.")
	good := v.Score(p)
	q := passage(t, vocabulary, "[He] is evil.")
	*p.Text = *q.Text
	if evil := v.Score(p); evil.Value >= 0 || good.Value <= 0 {
		t.Errorf("good %d, evil %d", good.Value, evil.Value)
	}
}

// The cost of VADER itself grows with the square of a text's length; a
// long line without a break may not take minutes.
func TestVaderIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	v := NewVader()
	unit := "The talks were not so good, but the killers said no and the crisis is bad. "
	perUnit := func(n int) time.Duration {
		s := strings.Repeat(unit, n)
		best := time.Hour
		for range 5 {
			start := time.Now()
			v.Compound(s)
			best = min(best, time.Since(start))
		}
		return best / time.Duration(n)
	}
	// A cost that grew with the square would be sixteen times as high.
	small, large := perUnit(16<<10/len(unit)), perUnit(256<<10/len(unit))
	if large > 8*small {
		t.Errorf("%v for a sentence in 16 KB, %v in 256 KB", small, large)
	}
}

func BenchmarkVader(b *testing.B) {
	v := NewVader()
	p := passage(b, text.NewVocabulary(), "The foreign minister accused [Iran] of arming militants, but said that the talks, which {Oman} hosts, were not yet a failure.")
	b.SetBytes(int64(len(p.Text.Body)))
	b.ReportAllocs()
	for range b.N {
		v.last.filled = false
		v.Score(p)
	}
}
