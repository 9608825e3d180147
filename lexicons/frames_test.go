package lexicons_test

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"slant/analysis/match"
	"slant/analysis/text"
	"slant/lexicons"
)

// schemes are the two ways of cutting news that the file of frames holds.
var schemes = map[string][]string{
	"generic": {"conflict", "human-interest", "responsibility", "morality", "economic-consequences"},
	"policy": {"economic", "capacity-and-resources", "morality", "fairness-and-equality", "legality", "prescription", "crime-and-punishment",
		"security-and-defence", "health-and-safety", "quality-of-life", "cultural-identity", "public-opinion", "political", "external-regulation-and-reputation"},
}

func scheme(category string) string {
	name, _, _ := strings.Cut(category, ".")
	return name
}

func TestFramesAreThoseOfTheCodingSchemes(t *testing.T) {
	n := filled(box.frames)
	total := 0
	for scheme, names := range schemes {
		for _, name := range names {
			if k := n[scheme+"."+name]; k < 25 {
				t.Errorf("%s.%s has %d patterns, fewer than 25", scheme, name, k)
			}
			total++
		}
	}
	if len(n) != total {
		t.Errorf("%d frames have patterns, not the %d of the schemes", len(n), total)
	}
}

// Every frame is found in at least two sentences among the tests that the
// lexicon carries, of which there are three a frame: the third is what it must
// not find.
func TestEveryFrameHasTests(t *testing.T) {
	m, _ := match.Compile(box.frames, match.Options{})
	v := text.NewVocabulary()
	s, f := text.NewSegmenter(v), m.Bind(v)
	var cut text.Text
	texts := map[string]int{}
	for _, x := range box.frames.Tests {
		s.Segment(x.Text, &cut)
		seen := map[string]bool{}
		for _, found := range f.Find(&cut, nil, nil) {
			seen[box.frames.Terms[found.Term].Category] = true
		}
		for c := range seen {
			texts[c]++
		}
	}
	for c := range filled(box.frames) {
		if texts[c] < 2 {
			t.Errorf("%s is found in %d sentences of the tests, fewer than two", c, texts[c])
		}
	}
	if n := len(box.frames.Tests); n < 3*len(filled(box.frames)) {
		t.Errorf("%d tests, fewer than three a frame", n)
	}
}

// wordings gives every wording of a pattern, brackets written out.
func wordings(t *testing.T, pattern string) []string {
	t.Helper()
	p, err := lexicons.ParsePattern(pattern)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, s := range p.Sequences {
		var words []string
		for _, e := range s {
			words = append(words, e.Form)
		}
		out = append(out, strings.Join(words, " "))
	}
	return out
}

// Two dimensions of a scheme are two answers to one question: no wording gives
// both. And no wording stands twice in a frame.
func TestAWordingStandsOnceInAScheme(t *testing.T) {
	first := map[string]lexicons.Term{}
	for _, x := range box.frames.Terms {
		for _, w := range wordings(t, x.Pattern) {
			key := scheme(x.Category) + ": " + w
			if y, ok := first[key]; ok {
				t.Errorf("%v: %q is in %s already, on line %d", x.At, w, y.Category, y.At.Line)
			}
			first[key] = x
		}
	}
}

// A longer wording of one scheme hides a shorter one within it. It must not
// hide one of the other scheme, which counts the same news for itself.
func TestTheSchemesDoNotHideEachOther(t *testing.T) {
	both, _ := match.Compile(box.frames, match.Options{})
	v := text.NewVocabulary()
	s := text.NewSegmenter(v)
	all := both.Bind(v)
	for name := range schemes {
		alone := *box.frames
		alone.Terms = slices.DeleteFunc(slices.Clone(box.frames.Terms), func(x lexicons.Term) bool { return scheme(x.Category) != name })
		m, _ := match.Compile(&alone, match.Options{})
		f := m.Bind(v)
		var cut text.Text
		for _, x := range box.frames.Terms {
			if scheme(x.Category) == name {
				continue
			}
			for _, w := range wordings(t, x.Pattern) {
				s.Segment(w, &cut)
				kept := map[string]bool{}
				for _, found := range all.Find(&cut, nil, nil) {
					kept[box.frames.Terms[found.Term].Category] = true
				}
				for _, found := range f.Find(&cut, nil, nil) {
					if y := alone.Terms[found.Term]; !kept[y.Category] {
						t.Errorf("%v: %q of %s hides %q of %s", x.At, w, x.Category, y.Pattern, y.Category)
					}
				}
			}
		}
	}
}

// data opens a file of the folder of measuring data beside the module; the
// test is skipped where there is none.
func data(t *testing.T, name string) *os.File {
	t.Helper()
	if testing.Short() {
		t.Skip("measures on 14,178 articles")
	}
	f, err := os.Open(filepath.Join("..", "..", "shared", "data", filepath.FromSlash(name)))
	if err != nil {
		t.Skipf("no %s to measure on", name)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// What the description of the frames says was measured: every dimension is
// densest in the topics it is about, as the editors of AllSides assigned them,
// and in the stated share of articles (Baly et al. 2020).
func TestFramesAreDensestInTheirTopics(t *testing.T) {
	unzipped, err := gzip.NewReader(data(t, "allsides/articles.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	m, _ := match.Compile(box.frames, match.Options{})
	v := text.NewVocabulary()
	s, f := text.NewSegmenter(v), m.Bind(v)
	var cut text.Text
	matches, words, articles := map[[2]string]int{}, map[string]int{}, map[string]int{}
	with, caught, total := map[string]int{}, make([]int, len(box.frames.Terms)), 0
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var article struct{ Topic, Text string }
		if err := json.Unmarshal(lines.Bytes(), &article); err != nil {
			t.Fatal(err)
		}
		s.Segment(article.Text, &cut)
		total++
		articles[article.Topic]++
		for _, token := range cut.Tokens {
			if token.Kind == text.Word {
				words[article.Topic]++
			}
		}
		seen := map[string]bool{}
		for _, found := range f.Find(&cut, nil, nil) {
			c := box.frames.Terms[found.Term].Category
			matches[[2]string{c, article.Topic}]++
			seen[c] = true
			caught[found.Term]++
		}
		for c := range seen {
			with[c]++
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	var topics []string
	for topic, n := range articles {
		if n >= 55 {
			topics = append(topics, topic)
		}
	}
	for dimension, about := range map[string]string{
		"policy.economic":                           "fiscal_cliff taxes economy_and_jobs economic_policy",
		"policy.capacity-and-resources":             "coronavirus federal_budget environment",
		"policy.morality":                           "religion_and_faith lgbt_rights abortion",
		"policy.fairness-and-equality":              "race_and_racism civil_rights lgbt_rights",
		"policy.legality":                           "supreme_court lgbt_rights free_speech",
		"policy.prescription":                       "taxes gun_control_and_gun_rights healthcare",
		"policy.crime-and-punishment":               "violence_in_america justice_department justice",
		"policy.security-and-defence":               "isis national_defense north_korea",
		"policy.health-and-safety":                  "coronavirus healthcare abortion",
		"policy.quality-of-life":                    "education economic_policy coronavirus",
		"policy.cultural-identity":                  "culture lgbt_rights religion_and_faith",
		"policy.public-opinion":                     "elections abortion polarization",
		"policy.political":                          "campaign_finance us_senate impeachment",
		"policy.external-regulation-and-reputation": "state_department israel foreign_policy",
	} {
		rate := func(topic string) float64 {
			return 1000 * float64(matches[[2]string{dimension, topic}]) / float64(words[topic])
		}
		slices.SortFunc(topics, func(a, b string) int { return cmp.Or(cmp.Compare(rate(b), rate(a)), cmp.Compare(a, b)) })
		t.Logf("%-42s %5.1f %% of articles; %s %.1f, %s %.1f, %s %.1f … %s %.1f per 1,000 words", dimension, 100*float64(with[dimension])/float64(total),
			topics[0], rate(topics[0]), topics[1], rate(topics[1]), topics[2], rate(topics[2]), topics[len(topics)-1], rate(topics[len(topics)-1]))
		for _, topic := range topics[:2] {
			if !slices.Contains(strings.Fields(about), topic) {
				t.Errorf("%s is densest in %v, not in what it is about: %s", dimension, topics[:3], about)
				break
			}
		}
	}
	for dimension, stated := range map[string]float64{"policy.political": 70, "policy.capacity-and-resources": 10, "policy.morality": 13} {
		if share := 100 * float64(with[dimension]) / float64(total); share < stated-1 || share > stated+1 {
			t.Errorf("%s is in %.1f per cent of the articles; the description says %.0f", dimension, share, stated)
		}
	}
	for i, x := range box.frames.Terms {
		if caught[i] == 0 {
			t.Errorf("%v: %q was never caught in %d articles", x.At, x.Pattern, total)
		}
	}
}
