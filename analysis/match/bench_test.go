package match

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"slant/analysis/text"
	"slant/lexicons"
)

// The benchmarks run on text made of invented words whose frequencies fall as
// Zipf's law says, in sentences of 8 to 30 words: as far as matching goes, news.

// inventedWords gives n distinct words.
func inventedWords(n int) []string {
	const consonants, vowels = "bcdfghklmnprstvw", "aeiou"
	out := make([]string, n)
	for i := range out {
		var b strings.Builder
		for x := i + 40; x > 0; x /= len(consonants) * len(vowels) {
			b.WriteByte(consonants[x%len(consonants)])
			b.WriteByte(vowels[x/len(consonants)%len(vowels)])
		}
		out[i] = b.String()
	}
	return out
}

// inventedText gives a text of about size bytes.
func inventedText(words []string, size int) string {
	r := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	for b.Len() < size {
		for i := range 8 + r.IntN(23) {
			// The inverse of Zipf's law: rank ~ n^u.
			w := words[int(math.Pow(float64(len(words)), r.Float64()))-1]
			if i == 0 {
				w = strings.ToUpper(w[:1]) + w[1:]
			} else if r.IntN(12) == 0 {
				b.WriteByte(',')
			}
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w)
		}
		b.WriteString(".\n"[:1+r.IntN(2)])
		b.WriteByte(' ')
	}
	return b.String()
}

// inventedLexicon gives n terms: half of them phrases of two or three words,
// a quarter with a wildcard. Words are as rare as loaded terms are.
func inventedLexicon(words []string, n int) *lexicons.Lexicon {
	r := rand.New(rand.NewPCG(5, 6))
	rare := func() string { return words[200+r.IntN(len(words)-200)] }
	l := &lexicons.Lexicon{}
	for i := range n {
		p := rare()
		if i%2 == 0 {
			p += " " + rare()
		}
		if i%6 == 0 {
			p += " " + rare()
		}
		if i%4 == 1 {
			p += "*"
		}
		l.Terms = append(l.Terms, lexicons.Term{Pattern: p, Category: fmt.Sprint("c", i%10)})
	}
	return l
}

func BenchmarkFind(b *testing.B) {
	words := inventedWords(60_000)
	body := inventedText(words, 1<<20)
	v := text.NewVocabulary()
	var cut text.Text
	text.NewSegmenter(v).Segment(body, &cut)
	for _, n := range []int{52, 500, 5_000, 50_000} {
		m, problems := Compile(inventedLexicon(words, n), Options{})
		if problems != nil {
			b.Fatal(problems)
		}
		f := m.Bind(v)
		out := f.Find(&cut, nil, nil)
		b.Run(fmt.Sprintf("terms=%d", n), func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				out = f.Find(&cut, nil, out[:0])
			}
			b.ReportMetric(float64(len(out)), "matches")
		})
	}
}

// BenchmarkBind is the cost of resolving a vocabulary: once for each worker
// and type.
func BenchmarkBind(b *testing.B) {
	words := inventedWords(60_000)
	v := text.NewVocabulary()
	for _, w := range words {
		v.Intern(w)
	}
	for _, n := range []int{52, 5_000, 50_000} {
		m, _ := Compile(inventedLexicon(words, n), Options{})
		b.Run(fmt.Sprintf("terms=%d", n), func(b *testing.B) {
			for b.Loop() {
				f := m.Bind(v)
				f.class.Of(0)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/60_000, "ns/type")
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	words := inventedWords(60_000)
	for _, n := range []int{5_000, 100_000} {
		l := inventedLexicon(words, n)
		b.Run(fmt.Sprintf("terms=%d", n), func(b *testing.B) {
			for b.Loop() {
				Compile(l, Options{})
			}
		})
	}
}

// BenchmarkOneLongSentence: the cost of a byte must not grow with the length
// of a sentence in which everything overlaps.
func BenchmarkOneLongSentence(b *testing.B) {
	l := dictionary("a: * a, a a a", "b: a *", `c: "a a"~9`)
	l.Terms[0].Not = []string{"a a b"}
	m, _ := Compile(l, Options{})
	for _, size := range []int{64 << 10, 1 << 20} {
		v := text.NewVocabulary()
		var cut text.Text
		text.NewSegmenter(v).Segment(strings.Repeat("a ", size/2), &cut)
		f := m.Bind(v)
		var out []Match
		b.Run(fmt.Sprintf("bytes=%d", size), func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				out = f.Find(&cut, nil, out[:0])
			}
		})
	}
}
