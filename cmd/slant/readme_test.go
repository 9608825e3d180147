package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
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
}

// words cuts a command line at spaces outside double quotation marks.
func words(line string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`"([^"]*)"|(\S+)`).FindAllStringSubmatch(line, -1) {
		out = append(out, m[1]+m[2])
	}
	return out
}
