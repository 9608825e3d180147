package corpus

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"slant/analysis/diag"
)

// shared finds a folder of material that is not part of the project, beside
// its root, and skips the test where it is absent.
func shared(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
	}
	path := filepath.Join(dir, "..", "shared", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("../shared/%s is not here: this test measures the reader on real material outside the project", name)
	}
	return path
}

func TestFiveArticlesWithTheirTable(t *testing.T) {
	r := &Reader{FS: os.DirFS(shared(t, "seeds")), Names: []string{"."}}
	docs, problems := collect(t, r)
	if len(docs) != 5 || len(r.Inputs()) != 6 {
		t.Fatalf("%d documents of %d files, want 5 of 6", len(docs), len(r.Inputs()))
	}
	outlets := map[string]int{}
	for _, d := range docs {
		outlets[d.Outlet]++
		if d.Title != "" && (len(d.Marks) != 1 || d.Text[d.Marks[0].Start:d.Marks[0].End] != d.Title) {
			t.Errorf("%s: the headline in the text is not marked", d.ID)
		}
	}
	if outlets["The Moscow Times"] != 3 || outlets["English News"] != 1 || outlets["TMJ News"] != 1 {
		t.Errorf("outlets %v", outlets)
	}
	for _, p := range problems {
		if p.Severity != diag.Notice {
			t.Errorf("unexpected: %v", p)
		}
	}
}

func TestFourteenThousandRealArticles(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 90 MB")
	}
	r := &Reader{FS: os.DirFS(shared(t, "data/allsides")), Names: []string{"articles.jsonl.gz"}}
	docs, problems := 0, diag.Problems(nil)
	dated := 0
	for d, err := range r.Documents() {
		if err != nil {
			problems = append(problems, err.(*diag.Problem))
			continue
		}
		docs++
		if d.Date != "" {
			dated++
		}
	}
	// Counted by hand with another program: 14,178 records, 1,663 of them
	// without a date, 12 with a date of the form 8/19/19, the rest ISO days.
	if docs != 14178 || dated != 14178-1663-12 {
		t.Errorf("%d documents, %d of them dated; want 14178, 12503", docs, dated)
	}
	if n := len(reasons(problems, "date")); n != 12 {
		t.Errorf("%d malformed dates, want 12", n)
	}
	want := []string{"articles.jsonl.gz: 1663 of 14178 documents have no date"}
	if got := reasons(problems, "no-date"); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(problems) != 13 {
		t.Errorf("%d problems, want 13", len(problems))
	}
}
