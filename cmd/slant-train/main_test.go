package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// rows writes a small file of training rows and gives its name.
func rows(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for i, s := range []string{"praised", "condemned", "met"} {
		for j, who := range []string{"Critics", "Officials", "Voters", "Doctors"} {
			text := fmt.Sprintf("%s %s Smith on day %d.", who, s, j)
			from := strings.Index(text, "Smith")
			fmt.Fprintf(&b, "{\"id\":\"%d-%d\",\"text\":%q,\"target\":\"Smith\",\"from\":%d,\"to\":%d,\"label\":%d}\n", i, j, text, from, from+5, []int{1, -1, 0}[i])
		}
	}
	name := filepath.Join(t.TempDir(), "rows.jsonl")
	if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// vectors writes a file of two word vectors.
func vectors(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "vectors.json")
	const text = `{"dimensions": 2, "vectors": {"praised": [1, 2, 2.2, 1], "condemned": [-1, 2, 2.2, 2]}}`
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// actors writes a file of two actors, so that the bias probe is short.
func actors(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "actors.yaml")
	const text = `name: two
version: "1"
license: CC0-1.0
actors:
  - id: iran
    name: Iran
    kind: state
    aliases: [Iran]
  - id: israel
    name: Israel
    kind: state
    aliases: [Israel]
`
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestSameRowsSameBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("trains two models")
	}
	in, people, pretrained := rows(t), actors(t), vectors(t)
	var dirs [2]string
	for i := range dirs {
		dirs[i] = t.TempDir()
		var stderr bytes.Buffer
		if code := run([]string{"-out", dirs[i], "-dev", in, "-actors", people, "-vectors", pretrained, in}, &stderr); code != 0 {
			t.Fatalf("exit %d: %s", code, &stderr)
		}
	}
	for _, name := range []string{"target.bin", "bayes.json.gz", "MODEL-CARD.md"} {
		a, err := os.ReadFile(filepath.Join(dirs[0], name))
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(dirs[1], name))
		if err != nil {
			t.Fatal(err)
		}
		if len(a) == 0 || !bytes.Equal(a, b) {
			t.Errorf("%s differs from run to run", name)
		}
	}
	card, err := os.ReadFile(filepath.Join(dirs[0], "MODEL-CARD.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"| vader |", "| bayes |", "| **target** |", "## Contrast test", "2 actors"} {
		if !strings.Contains(string(card), want) {
			t.Errorf("the card has no %q", want)
		}
	}
}

func TestUsage(t *testing.T) {
	tests := []struct {
		name string
		args []string
		code int
		want string
	}{
		{"no rows", nil, 2, "one file of training rows is wanted"},
		{"no such flag", []string{"-sed", "3"}, 2, "-sed"},
		{"no such file", []string{"none.jsonl"}, 1, "none.jsonl"},
		{"no such vectors", []string{"-vectors", "none.json", rows(t)}, 1, "none.json"},
		{"rows for vectors", []string{"-vectors", rows(t), rows(t)}, 1, `no "vectors"`},
	}
	for _, tt := range tests {
		var stderr bytes.Buffer
		if code := run(tt.args, &stderr); code != tt.code || !strings.Contains(stderr.String(), tt.want) {
			t.Errorf("%s: exit %d, %q", tt.name, code, stderr.String())
		}
	}
	bad := filepath.Join(t.TempDir(), "bad.jsonl")
	if err := os.WriteFile(bad, []byte(`{"text":"a"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	if code := run([]string{bad}, &stderr); code != 2 || !strings.Contains(stderr.String(), `bad.jsonl:1:1: no "from"`) {
		t.Errorf("bad row: exit %d, %q", code, stderr.String())
	}
}
