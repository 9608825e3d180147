package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"slant/analysis"
	"slant/analysis/diag"
	"slant/analysis/index"
	"slant/analysis/reuse"
	"slant/analysis/sentiment"
	"slant/analysis/text"
	"slant/reports"
)

// manyArticles writes a corpus of several batches.
func manyArticles(t *testing.T, n int) string {
	t.Helper()
	var b strings.Builder
	for i := range n {
		text := strings.Repeat(fmt.Sprintf("The harbour of article %d was closed. Nobody said why, and the regime was silent. ", i), 40)
		fmt.Fprintf(&b, "{\"id\":\"%d\",\"outlet\":\"The Gazette\",\"text\":\"%s\"}\n", i, text)
	}
	path := filepath.Join(t.TempDir(), "articles.jsonl")
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// planned gives what a command is to do.
func planned(t *testing.T, c *RunCommand) *plan {
	t.Helper()
	p, problems := c.Plan()
	if err := problems.Fatal(); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestInterruptedWorkIsKept(t *testing.T) {
	const articles = 1000
	c := &RunCommand{Inputs: []string{manyArticles(t, articles)}, Out: t.TempDir(), Confidence: 0.95, Replicates: 100, MinDocuments: 5, Copies: "keep", Text: "all", Workers: 2}
	p := planned(t, c)
	cache := t.TempDir()
	a, err := p.openArchive(cache, filepath.Join(t.TempDir(), spoolName))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	batches := 0
	silent := func(string) *progress { return nil }
	surveys := []*reuse.Survey{reuse.NewSurvey(), reuse.NewSurvey()}
	err = p.surveySource(ctx, a, surveys, func(*batch) {
		if batches++; batches == 2 {
			cancel()
		}
	}, silent)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("the pass was interrupted and says %v", err)
	}
	if err := a.store.Close(); err != nil {
		t.Fatal(err)
	}
	held, err := index.List(cache)
	if err != nil || held.Documents == 0 || held.Documents == articles || held.Corpora != 0 {
		t.Fatalf("after the interruption: %+v, %v", held, err)
	}
	t.Logf("%d of %d documents were kept", held.Documents, articles)

	// The next run takes them from there.
	a, err = p.openArchive(cache, filepath.Join(t.TempDir(), spoolName))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := p.scan(context.Background(), a, silent); err != nil {
		t.Fatal(err)
	}
	if err := a.store.Close(); err != nil {
		t.Fatal(err)
	}
	if held, err = index.List(cache); err != nil || held.Documents != articles || held.Corpora != 1 {
		t.Errorf("after the second run: %+v, %v", held, err)
	}
}

// refusing is a scorer that must not be asked.
type refusing struct{ t *testing.T }

func (refusing) Name() string { return "refusing" }

func (r refusing) Score(p *sentiment.Passage) sentiment.Score {
	r.t.Errorf("the scorer is asked about tokens %v again", p.Target)
	return sentiment.Score{}
}

// What a run has settled, found and judged, the next one with another lexicon does
// not settle, find or judge again, unless a label changed it; and the next one with
// that lexicon finds and judges nothing.
func TestJudgmentsAreKept(t *testing.T) {
	tests := []struct {
		scorer string
		before []string // lexicons of earlier runs
		now    string
	}{
		{"target", []string{"frames"}, "frames"},
		{"target", []string{"frames", "loaded-terms"}, "loaded-terms"},
		{"target", []string{"loaded-terms", "frames"}, "frames"},
		{"onnx:../../analysis/sentiment/testdata/bert", []string{"frames", "loaded-terms"}, "loaded-terms"},
		{"onnx:../../analysis/sentiment/testdata/bert", []string{"frames", "loaded-terms"}, "frames"},
	}
	for _, tt := range tests {
		t.Run(tt.scorer[:4]+" "+tt.now, func(t *testing.T) {
			cache, out := t.TempDir(), t.TempDir()
			for _, lexicon := range tt.before {
				runSlant(t, "run", "../../testdata/demo", "-o", out, "--overwrite", "--cache", cache, "-l", lexicon, "--scorer", tt.scorer, "--quiet")
			}
			c := &RunCommand{Inputs: []string{"../../testdata/demo"}, Lexicons: []string{tt.now}, Scorers: []string{tt.scorer}, Out: out, Confidence: 0.95, Replicates: 100, MinDocuments: 5, Copies: "keep", Text: "all", Workers: 1}
			judgesNothing(t, c, cache)
		})
	}
}

// judgesNothing fails where a run would settle, find or judge anything anew.
func judgesNothing(t *testing.T, c *RunCommand, cache string) {
	t.Helper()
	p := planned(t, c)
	a, err := p.openArchive(cache, filepath.Join(t.TempDir(), spoolName))
	if err != nil {
		t.Fatal(err)
	}
	defer a.store.Close() //nolint:errcheck // it was only read
	if a.listing == nil {
		t.Fatal("the corpus is not known again")
	}
	_, largest := a.recall(&p.keep)
	if a.recallWords(&p.keep, largest) == nil {
		t.Error("words are counted again")
	}
	if a.recallWords(&p.keep, append(largest, "another")) != nil || a.recallWords(&filter{to: "2025-04-01"}, largest) != nil {
		t.Error("words of other outlets or articles are taken for these")
	}
	v := text.NewVocabulary()
	k := p.keepsakes(a)[0]
	loader, annotator := a.store.NewLoader(v), analysis.NewAnnotator(v)
	coder := analysis.NewCoder(p.book, v, []sentiment.Scorer{refusing{t}})
	k.bind(coder)
	var annotated analysis.Annotated
	var seen analysis.Observation
	documents, mentions := 0, 0
	for item, err := range a.listing.Items() {
		if err != nil {
			t.Fatal(err)
		}
		if item.Document == nil {
			continue
		}
		if _, ok, err := a.store.Kept(k.hasher.Derived(item.Digest, k.settled), new([]byte)); !ok || err != nil {
			t.Errorf("%s is not kept as it was settled: %v", item.Document.ID, err)
		}
		err := errors.Join(loader.Load(item.Digest, &annotated), k.remember(item.Digest, &annotated))
		annotated.Document = item.Document
		if err = errors.Join(err, k.settle(item.Digest, annotator, nil, &annotated)); err != nil {
			t.Fatal(err)
		}
		known := k.cast.Known
		if coder.Measure(&annotated, &seen); !known || k.cast.Added > 0 {
			t.Errorf("%s: actors are looked for again", item.Document.ID)
		}
		documents++
		mentions += len(seen.Mentions)
	}
	if documents < 50 || mentions < 300 {
		t.Errorf("%d documents with %d mentions test little", documents, mentions)
	}
}

// nowhereSink is a sink that forgets the evidence.
type nowhereSink struct{}

func (nowhereSink) Evidence(*reports.Recorder) error { return nil }

// What cannot be kept for the next run does not end this one.
func TestAFullOrVanishedCacheEndsNoRun(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a folder in use cannot be removed here")
	}
	c := &RunCommand{Inputs: []string{"../../testdata/demo"}, Out: t.TempDir(), Confidence: 0.95, Replicates: 100, MinDocuments: 5, Copies: "keep", Text: "all", Workers: 2}
	p := planned(t, c)
	cache := filepath.Join(t.TempDir(), "cache")
	a, err := p.openArchive(cache, filepath.Join(t.TempDir(), spoolName))
	if err != nil {
		t.Fatal(err)
	}
	ledger, largest, err := p.scan(context.Background(), a, func(string) *progress { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(cache); err != nil {
		t.Fatal(err)
	}
	r, err := p.measure(context.Background(), a, ledger, largest, nowhereSink{}, nil)
	if err != nil {
		t.Fatalf("the run ends: %v", err)
	}
	if n := r.tally.Documents(); n < 60 {
		t.Errorf("%d documents were measured", n)
	}
	if len(a.said) != 1 || a.said[0].Severity != diag.Warning || !strings.Contains(a.said[0].Message, "not all could be kept in the cache") {
		t.Errorf("the user is told %v", a.said)
	}
	if err := a.close(&world{now: time.Now}, &p.keep); err != nil {
		t.Errorf("the results are thrown away: %v", err)
	}
}

// A record that is whole, but of something else, is made anew, and is gone then.
func TestRecordsOfSomethingElseAreMadeAnew(t *testing.T) {
	plain := t.TempDir()
	runSlant(t, "run", "../../testdata/demo", "-o", plain, "--overwrite", "--cache", "off", "--quiet")
	for name, context := range map[string]func(*keepsake) string{
		"settled":     func(k *keepsake) string { return k.settled },
		"cast":        func(k *keepsake) string { return k.casts[0] },
		"more cast":   func(k *keepsake) string { return k.casts[1] },
		"judged":      func(k *keepsake) string { return k.judged[0][0] },
		"more judged": func(k *keepsake) string { return k.judged[0][1] },
	} {
		t.Run(name, func(t *testing.T) {
			cache, out := t.TempDir(), t.TempDir()
			if strings.HasPrefix(name, "more") { // than what a run with another lexicon kept
				runSlant(t, "run", "../../testdata/demo", "-o", out, "--cache", cache, "-l", "frames", "--quiet")
			}
			c := &RunCommand{Inputs: []string{"../../testdata/demo"}, Out: out, Confidence: 0.95, Replicates: 100, MinDocuments: 5, Copies: "keep", Text: "all", Workers: 1}
			p := planned(t, c)
			a, err := p.openArchive(cache, filepath.Join(t.TempDir(), spoolName))
			if err != nil {
				t.Fatal(err)
			}
			if _, _, err := p.scan(t.Context(), a, func(string) *progress { return nil }); err != nil {
				t.Fatal(err)
			}
			k := p.keepsakes(a)[0]
			for item, err := range a.listing.Items() {
				if err != nil {
					t.Fatal(err)
				}
				if item.Document == nil {
					continue
				}
				if err := k.keepers[0].Keep(k.hasher.Derived(item.Digest, context(k)), []byte("something else")); err != nil {
					t.Fatal(err)
				}
				break
			}
			if err := errors.Join(k.close(), a.close(&world{now: time.Now}, &p.keep)); err != nil {
				t.Fatal(err)
			}
			said := runSlant(t, "run", "../../testdata/demo", "-o", out, "--overwrite", "--cache", cache)
			if !strings.Contains(said, "the articles were read again") {
				t.Errorf("the user is not told: %s", said)
			}
			for _, table := range []string{"documents", "matches", "mentions", "terms", "sentiment"} {
				got, err := os.ReadFile(filepath.Join(out, "tables", table+".csv"))
				if err != nil {
					t.Fatal(err)
				}
				want, err := os.ReadFile(filepath.Join(plain, "tables", table+".csv"))
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("%s.csv is another than without a cache", table)
				}
			}
			if said := runSlant(t, "run", "../../testdata/demo", "-o", out, "--overwrite", "--cache", cache); strings.Contains(said, "Warning: ") {
				t.Errorf("the next run stumbles again: %s", said)
			}
		})
	}
}
