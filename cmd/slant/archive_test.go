package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"slant/analysis/index"
	"slant/analysis/reuse"
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

func TestInterruptedWorkIsKept(t *testing.T) {
	const articles = 1000
	c := &RunCommand{Inputs: []string{manyArticles(t, articles)}, Out: t.TempDir(), Confidence: 0.95, Replicates: 100, MinDocuments: 5, Copies: "keep", Text: "all", Workers: 2}
	p, problems := c.Plan()
	if err := problems.Fatal(); err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir()
	a, err := p.openArchive(cache, "")
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
	a, err = p.openArchive(cache, "")
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
