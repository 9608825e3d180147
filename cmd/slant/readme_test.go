package main

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// fence is a fenced block of README.md: its language, the file that it is the
// text of, and its lines.
type fence struct {
	language, file string
	lines          []string
}

func readme(t *testing.T) (text string, fences []fence) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	inside := false
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "```") && !inside:
			language, file, _ := strings.Cut(line[3:], " ")
			fences = append(fences, fence{language: language, file: file})
			inside = true
		case strings.HasPrefix(line, "```"):
			inside = false
		case inside:
			f := &fences[len(fences)-1]
			f.lines = append(f.lines, line)
		}
	}
	return string(data), fences
}

// words splits a command as a shell does, as far as README.md needs it.
func words(t *testing.T, line string) (out []string) {
	t.Helper()
	for _, m := range regexp.MustCompile(`"([^"]*)"|'([^']*)'|(\S+)`).FindAllStringSubmatch(line, -1) {
		out = append(out, m[1]+m[2]+m[3])
	}
	return out
}

func TestEveryCommandOfTheReadmeRuns(t *testing.T) {
	text, fences := readme(t)
	if n := strings.Count(text, "\n"); n > 150 {
		t.Errorf("README.md has %d lines; 150 are enough", n)
	}
	demo, err := filepath.Abs(filepath.Join("..", "..", "testdata", "demo"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for _, dir := range []string{"testdata/demo", "articles"} {
		if err := os.CopyFS(dir, os.DirFS(demo)); err != nil {
			t.Fatal(err)
		}
	}
	write(t, "articles", map[string]string{"The Gazette/strait.txt": "The harbour gangs met on Monday. “The port authority is closed,” said a quay thug from the undesirable organisation."})
	commands := 0
	for _, f := range fences {
		if f.file != "" {
			write(t, ".", map[string]string{f.file: strings.Join(f.lines, "\n") + "\n"})
		}
	}
	for _, f := range fences {
		if f.language != "sh" {
			continue
		}
		for _, line := range f.lines {
			args := words(t, line)
			switch {
			case len(args) == 0 || args[0] == "#":
				continue
			case strings.HasPrefix(line, "go run ./cmd/slant "):
				args = args[3:]
			case args[0] == "slant":
				args = args[1:]
			default:
				t.Errorf("%q: this test knows no such command", line)
				continue
			}
			commands++
			code, out, errs := invoke(t, args...)
			if code != exitDone || out == "" {
				t.Errorf("%s\nended with %d\n%s%s", line, code, out, errs)
			}
		}
	}
	if commands < 8 {
		t.Errorf("README.md has only %d commands", commands)
	}
	// What it says comes out, comes out.
	_, rest, _ := strings.Cut(text, "what was counted: ")
	named, _, _ := strings.Cut(rest, "`datapackage.json`")
	tables := regexp.MustCompile("`([a-z]+)`").FindAllStringSubmatch(named, -1)
	if len(tables) < 12 {
		t.Errorf("README.md names only %d tables", len(tables))
	}
	for _, table := range tables {
		if _, err := os.Stat(filepath.Join("slant-out", "tables", table[1]+".csv")); err != nil {
			t.Errorf("README.md names the table %s: %v", table[1], err)
		}
	}
	checkNaming(t, text)
}

// checkNaming holds the table under "Reading a table" to the demo's results.
func checkNaming(t *testing.T, text string) {
	t.Helper()
	if code, _, errs := invoke(t, "run", "testdata/demo", "-o", "demo-out", "-q", "--replicates", "100"); code != exitDone {
		t.Fatal(errs)
	}
	f, err := os.Open("demo-out/tables/naming.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(row []string, name string) string { return row[slices.Index(rows[0], name)] }
	checked := 0
	for _, row := range rows[1:] {
		if at(row, "outlet") != "Halden Quay Review" || at(row, "label") != "Zionist regime" {
			continue
		}
		voice := at(row, "voice")
		if !strings.Contains(text, "\n| "+voice+" | ") {
			continue
		}
		checked++
		want := fmt.Sprintf("\n| %s | %s | %s | %s | %s | %s |\n", voice, at(row, "chances"), at(row, "matches"), at(row, "share"), at(row, "share_lo"), at(row, "share_hi"))
		if !strings.Contains(text, want) {
			t.Errorf("README.md does not have the row%s", want)
		}
	}
	if checked != 3 {
		t.Errorf("%d rows of the table were found among the results", checked)
	}
}

// TestFiguresOfTheReadme holds the figures under "How well it works" to what
// slant validate measures where the data are at hand.
func TestFiguresOfTheReadme(t *testing.T) {
	data := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(data); err != nil {
		t.Skip("the public data sets PolNeAR and NewsMTSC are not beside this module")
	}
	text, _ := readme(t)
	row := func(begins string) []float64 {
		m := regexp.MustCompile(`(?m)^\| ` + regexp.QuoteMeta(begins) + ` \|(.*)\|$`).FindStringSubmatch(text)
		if m == nil {
			t.Fatalf("README.md has no row %q", begins)
		}
		var out []float64
		for _, cell := range strings.Split(m[1], "|") {
			x, err := strconv.ParseFloat(strings.TrimSpace(cell), 64)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, x)
		}
		return out
	}
	// Two decimals are said; half of the last is rounding, the rest is leave
	// for small changes.
	same := func(what string, said, is float64) {
		if math.Abs(said-is) > 0.015 {
			t.Errorf("README.md says %.2f for %s, slant validate %.3f", said, what, is)
		}
	}
	number := `\s+([0-9.]+)`
	_, out, errs := invoke(t, "validate", filepath.Join(data, "polnear", "dev.jsonl"), "--task", "attribution")
	for _, name := range []string{"words inside attributed content", "speaker of a direct quotation"} {
		m := regexp.MustCompile(regexp.QuoteMeta(name) + number + number + number).FindStringSubmatch(out)
		if m == nil {
			t.Fatalf("no figures of %q in\n%s%s", name, out, errs)
		}
		for i, said := range row(name) {
			is, _ := strconv.ParseFloat(m[i+1], 64)
			same(name, said, is)
		}
	}
	for _, name := range []string{"dev-mt", "dev-rw"} {
		_, out, errs := invoke(t, "validate", filepath.Join(data, "newsmtsc", name+".jsonl"), "--task", "sentiment")
		m := regexp.MustCompile(`target:` + number + ` rows, .*accuracy` + number + `, macro-F1` + number).FindStringSubmatch(out)
		if m == nil {
			t.Fatalf("no figures in\n%s%s", out, errs)
		}
		for i, said := range row(name) {
			is, _ := strconv.ParseFloat(m[i+1], 64)
			same(name, said, is)
		}
	}
}
