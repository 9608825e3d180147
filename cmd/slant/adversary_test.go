package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"
)

// invoke runs the program in this process.
func invoke(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	return invokeIn(context.Background(), false, func() time.Time { return time.Time{} }, args...)
}

func invokeIn(ctx context.Context, terminal bool, now func() time.Time, args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = run(args, world{ctx: ctx, in: strings.NewReader(""), out: &o, err: &e, terminal: terminal, now: now})
	return code, o.String(), e.String()
}

func TestALineOf50Megabytes(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 100 MB")
	}
	long := strings.Repeat("The regime kept a lamp in the harbour. ", 50<<20/39)
	for name, text := range map[string]string{
		"lines.jsonl": `{"id":"1","outlet":"A","text":"The regime fell."}` + "\n" + `{"id":"2","outlet":"A","text":"` + long + `"}` + "\n" + `{"id":"3","outlet":"B","text":"The regime stands."}` + "\n",
		"lines.csv":   "id,outlet,text\n1,A,The regime fell.\n2,A," + long + "\n3,B,The regime stands.\n",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, map[string]string{name: text})
			code, out, errs := invoke(t, "run", filepath.Join(dir, name), "-o", filepath.Join(dir, "out"), "--replicates", "100")
			if code != exitSkipped || errs != "" {
				t.Fatalf("ended with %d: %s", code, errs)
			}
			line := map[string]string{"lines.jsonl": ":2:1", "lines.csv": ":3:1"}[name]
			if want := "Left out: " + filepath.Join(dir, name) + line + ": a text of 50.0 MB, and an article has at most 8; cut it into one document an article\n"; !strings.Contains(out, want) {
				t.Errorf("no line %q in\n%s", want, out)
			}
			if !strings.Contains(out, "2 articles from 2 outlets") {
				t.Errorf("the articles before and after it are not there:\n%s", out)
			}
		})
	}
}

// TestASentenceWithoutEnd holds the evidence to a size: what is written for a
// match must not grow with the sentence it is in.
func TestASentenceWithoutEnd(t *testing.T) {
	dir := t.TempDir()
	const matches = 2000
	text := strings.Repeat("the regime and Israel and eleven cranes counted by the harbour master ", matches)
	write(t, dir, map[string]string{"A/a.txt": text})
	code, _, errs := invoke(t, "run", dir, "-o", filepath.Join(dir, "out"), "-q", "--replicates", "100")
	if code != exitDone {
		t.Fatalf("ended with %d: %s", code, errs)
	}
	for _, table := range []string{"matches", "mentions"} {
		info, err := os.Stat(filepath.Join(dir, "out", "tables", table+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		if size := info.Size() / matches; size > 5000 {
			t.Errorf("%s.csv has %d bytes for each match", table, size)
		}
	}
}

func TestAnInterruptedRunLeavesOldResults(t *testing.T) {
	dir := t.TempDir()
	corpus, out := filepath.Join(dir, "corpus"), filepath.Join(dir, "out")
	articles := make(map[string]string)
	for i := range 20 {
		articles[fmt.Sprintf("A/%02d.txt", i)] = strings.Repeat(fmt.Sprintf("The regime kept %d lamps in the harbour. ", i), 2000)
	}
	write(t, corpus, articles)
	if code, _, errs := invoke(t, "run", corpus, "-o", out, "-q", "--replicates", "100"); code != exitDone {
		t.Fatalf("ended with %d: %s", code, errs)
	}
	before, err := os.ReadFile(filepath.Join(out, sumsName))
	if err != nil {
		t.Fatal(err)
	}
	// The clock is asked for each batch: the run is interrupted at every
	// moment of the reading in turn.
	interrupted := 0
	for moment := 1; moment < 40; moment++ {
		ctx, cancel := context.WithCancel(context.Background())
		asked := 0
		code, _, errs := invokeIn(ctx, true, func() time.Time {
			if asked++; asked == moment {
				cancel()
			}
			return time.Time{}
		}, "run", corpus, "-o", out, "-q", "--replicates", "100", "--seed", "2", "--workers", "1")
		cancel()
		if asked < moment {
			break // the run was over before that
		}
		if code == exitDone {
			continue // too late to stop: everything was measured
		}
		interrupted++
		if code != exitFailed || !strings.HasSuffix(errs, "slant: interrupted; earlier results are untouched\n") {
			t.Errorf("at moment %d it ended with %d: %q", moment, code, errs)
		}
		after, err := os.ReadFile(filepath.Join(out, sumsName))
		if err != nil || !bytes.Equal(before, after) {
			t.Fatalf("at moment %d the old results were touched (%v)", moment, err)
		}
		if entries, _ := os.ReadDir(dir); len(entries) != 2 {
			t.Fatalf("at moment %d something was left behind: %v", moment, entries)
		}
	}
	if interrupted < 3 {
		t.Errorf("only %d runs were interrupted", interrupted)
	}
}

// hostile runs the articles of the script of that name.
func hostile(t *testing.T) (out string) {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("..", "..", "testdata", "scripts", "hostile.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range archive.Files {
		write(t, dir, map[string]string{f.Name: string(f.Data)})
	}
	out = filepath.Join(dir, "out")
	code, _, errs := invoke(t, "run", filepath.Join(dir, "hostile.jsonl"), "-l", filepath.Join(dir, "labels.yaml"), "-o", out, "--min-documents", "2", "--replicates", "100", "-q")
	if code != exitDone {
		t.Fatalf("ended with %d: %s", code, errs)
	}
	return out
}

func TestTablesOfHostileArticlesAreTables(t *testing.T) {
	out := hostile(t)
	var pack struct {
		Resources []struct {
			Path   string
			Schema struct{ Fields []struct{ Name, Type string } }
		}
	}
	data, err := os.ReadFile(filepath.Join(out, "datapackage.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &pack); err != nil {
		t.Fatal(err)
	}
	if len(pack.Resources) < 15 {
		t.Fatalf("datapackage.json describes %d tables", len(pack.Resources))
	}
	for _, r := range pack.Resources {
		if !strings.HasPrefix(r.Path, "tables/") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(r.Path)))
		if err != nil {
			t.Error(err)
			continue
		}
		if bytes.ContainsRune(data, 0) {
			t.Errorf("%s holds a NUL, at which readers stop", r.Path)
		}
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Errorf("%s: %v", r.Path, err)
			continue
		}
		for i, f := range r.Schema.Fields {
			if i >= len(rows[0]) || rows[0][i] != f.Name {
				t.Errorf("%s: column %d is not %q", r.Path, i, f.Name)
			}
		}
		for n, row := range rows[1:] {
			for i, cell := range row {
				text := r.Schema.Fields[i].Type == "string"
				if text && cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
					t.Errorf("%s, row %d: %q would run in a spreadsheet", r.Path, n+1, cell)
				}
			}
		}
	}
}

func TestNothingOfAnArticleRunsOnThePage(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(hostile(t), "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	elements := 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		elements++
		if slices.Contains([]string{"iframe", "object", "embed", "base", "form"}, n.Data) {
			t.Errorf("the page has an element %s", n.Data)
		}
		data := slices.Contains(n.Attr, html.Attribute{Key: "type", Val: "application/json"})
		if n.Data == "script" && !data && n.FirstChild != nil && strings.Contains(n.FirstChild.Data, "alert(") {
			t.Errorf("a script of an article: %.80s", n.FirstChild.Data)
		}
		for _, a := range n.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(value, "javascript:") {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
			if (a.Key == "src" || a.Key == "href") && n.Data != "a" && strings.Contains(value, "//") {
				t.Errorf("<%s %s=%q> would be fetched", n.Data, a.Key, a.Val)
			}
		}
	}
	if elements < 100 {
		t.Errorf("only %d elements", elements)
	}
}
