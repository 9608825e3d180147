package main

import (
	"bytes"
	"context"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Every command of README runs as it is written there, but for those of the Go
// tool, which this test is run by.
func TestCommandsOfREADME(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(readme), "\n"); n >= 150 {
		t.Errorf("README has %d lines; it is to be short", n)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "testdata", "demo"), os.DirFS(filepath.Join(root, "testdata", "demo"))); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for _, block := range regexp.MustCompile("(?s)```(?:csv|yaml) (\\S+)\n(.*?)```").FindAllStringSubmatch(string(readme), -1) {
		write(t, dir, map[string]string{block[1]: block[2]})
	}
	ran := 0
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(readme), -1) {
		for line := range strings.Lines(block[1]) {
			command, ok := strings.CutPrefix(strings.TrimSpace(line), "go run ./cmd/slant ")
			if !ok {
				if !strings.HasPrefix(line, "go test") && !strings.HasPrefix(line, "go build") {
					t.Errorf("README has a command that nobody runs: %s", line)
				}
				continue
			}
			var out, errs bytes.Buffer
			code := run(words(command), world{ctx: context.Background(), in: strings.NewReader(""), out: &out, err: &errs, now: time.Now})
			if code != exitDone {
				t.Errorf("slant %s: exit status %d\n%s", command, code, errs.String())
			}
			if out.Len() == 0 {
				t.Errorf("slant %s: says nothing", command)
			}
			ran++
		}
	}
	if ran < 4 {
		t.Errorf("only %d commands of README were run", ran)
	}

	// The rows that README reads stand in the table it takes them from.
	table, err := os.ReadFile(filepath.Join("slant-out", "tables", "naming.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile(`(?m)^\| (own|reported|all) \| ([0-9.]+) \| ([0-9.]+) \| ([0-9.]+) \| ([0-9.]+) \| ([0-9.]+) \|$`).FindAllStringSubmatch(string(readme), -1)
	for _, row := range rows {
		var begins, ends = "\nHalden Quay Review,israel,Zionist regime,negative," + row[1] + "," + row[2] + "," + row[3] + ",", "," + strings.Join(row[4:], ",") + ","
		_, rest, found := strings.Cut(string(table), begins)
		if line, _, _ := strings.Cut(rest, "\n"); !found || !strings.Contains(","+line, ends) {
			t.Errorf("naming.csv of the demo does not have README's row %s", row[0])
		}
	}
	if len(rows) != 3 {
		t.Errorf("README shows %d rows of naming.csv", len(rows))
	}
}

// The figures under "How good is it?" are what slant validate measures, where
// the data are at hand: to two decimals, with leave for small changes.
func TestFiguresOfREADME(t *testing.T) {
	root := filepath.Join("..", "..")
	data := filepath.Join(root, "..", "shared", "data")
	if _, err := os.Stat(data); err != nil {
		t.Skip("the public data sets PolNeAR and NewsMTSC are not beside this module")
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	// figures gives what pattern catches, as numbers.
	figures := func(text, pattern string) (out []float64) {
		m := regexp.MustCompile(pattern).FindStringSubmatch(text)
		if m == nil {
			t.Fatalf("nothing is like %s in\n%s", pattern, text)
		}
		for _, s := range m[1:] {
			x, err := strconv.ParseFloat(s, 64)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, x)
		}
		return out
	}
	same := func(what string, said, is []float64) {
		for i := range said {
			if math.Abs(said[i]-is[i]) > 0.015 {
				t.Errorf("%s: README says %v, slant validate %v", what, said, is)
				return
			}
		}
	}
	validate := func(args ...string) string {
		var out, errs bytes.Buffer
		if code := run(append([]string{"validate"}, args...), world{ctx: context.Background(), in: strings.NewReader(""), out: &out, err: &errs, now: time.Now}); code != exitDone {
			t.Fatalf("exit status %d\n%s", code, errs.String())
		}
		return out.String()
	}
	const n = `\s+([0-9.]+)`
	attribution := validate(filepath.Join(data, "polnear", "dev.jsonl"), "--task", "attribution")
	for said, measured := range map[string]string{"words attributed to a source": "words inside attributed content", "who speaks in a direct quotation": "speaker of a direct quotation"} {
		same(said, figures(string(readme), said+` \|.*precision ([0-9.]+), recall ([0-9.]+), F1 ([0-9.]+) \|`), figures(attribution, measured+n+n+n))
	}
	said := figures(string(readme), `macro-F1 ([0-9.]+) and ([0-9.]+); VADER ([0-9.]+) and ([0-9.]+) \|`)
	var is []float64
	for _, scorer := range []string{"target", "vader"} {
		for _, rows := range []string{"dev-rw", "dev-mt"} {
			out := validate(filepath.Join(data, "newsmtsc", rows+".jsonl"), "--task", "sentiment", "--scorer", scorer)
			is = append(is, figures(out, scorer+`: .* macro-F1 ([0-9.]+)`)...)
		}
	}
	same("sentiment", said, is)
}

// words cuts a command line at spaces outside double quotation marks.
func words(line string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`"([^"]*)"|(\S+)`).FindAllStringSubmatch(line, -1) {
		out = append(out, m[1]+m[2])
	}
	return out
}
