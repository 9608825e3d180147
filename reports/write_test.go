package reports

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestSameRunSameBytes(t *testing.T) {
	o := Options{Figures: Formats}
	if testing.Short() {
		o.Figures = []string{"svg", "pdf", "eps", "tex"} // PNG takes long
	}
	a, b := written(t, sampleRun(), o), written(t, sampleRun(), o)
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if b[name] == nil || !bytes.Equal(a[name].Bytes(), b[name].Bytes()) {
			t.Errorf("%s differs from run to run", name)
		}
	}
}

// Jobs may run in any order.
func TestJobsAreIndependent(t *testing.T) {
	jobs, _, err := Jobs(sampleRun(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := memory{}
	for _, j := range slices.Backward(jobs) {
		if err := j.Run(out.create); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range written(t, sampleRun(), Options{}) {
		if out[name] == nil || !bytes.Equal(out[name].Bytes(), want.Bytes()) {
			t.Errorf("%s depends on the order of jobs", name)
		}
	}
}

func TestEverythingIsWritten(t *testing.T) {
	out := written(t, sampleRun(), Options{Figures: []string{"svg", "pdf"}})
	want := []string{"report.html", "methods.md", "references.bib", "run.json", "datapackage.json", "latex/report.tex", "latex/figures.tex"}
	for _, table := range sampleRun().Tables {
		want = append(want, "tables/"+table.Name+".csv")
	}
	for _, k := range figureKinds {
		for _, ext := range []string{"svg", "pdf", "csv", "caption.txt", "alt.txt"} {
			want = append(want, "figures/"+k.name+"."+ext)
		}
	}
	for _, name := range []string{"corpus", "naming", "contrasts", "stance", "lexicon"} {
		want = append(want, "latex/"+name+".tex", "markdown/"+name+".md")
	}
	for _, name := range want {
		if out[name] == nil || out[name].Len() == 0 {
			t.Errorf("%s is missing or empty", name)
		}
	}
	for name, b := range out {
		if strings.HasSuffix(name, ".csv") && bytes.Contains(b.Bytes(), []byte("\r\n")) {
			t.Errorf("%s has lines that end in CR LF", name)
		}
		if strings.HasSuffix(name, ".tex") && bytes.ContainsAny(b.Bytes(), "\u202E\u202C") {
			t.Errorf("%s has a control that reorders", name)
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }
func (broken) Close() error              { return nil }

// A write that fails is never taken for one that did not.
func TestFailingWritesAreReported(t *testing.T) {
	jobs, _, err := Jobs(sampleRun(), Options{Figures: Formats})
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range jobs {
		if err := j.Run(func(string) (io.WriteCloser, error) { return broken{}, nil }); err == nil || !strings.Contains(err.Error(), "the disk is full") {
			t.Errorf("%s on a full disk: %v", j.Name, err)
		}
		if err := j.Run(func(string) (io.WriteCloser, error) { return nil, errors.New("no such folder") }); err == nil {
			t.Errorf("%s without a folder: no error", j.Name)
		}
	}
}

// The data package names every table with all its columns, as they stand in
// the files.
func TestDataPackageFitsTheFiles(t *testing.T) {
	out := written(t, sampleRun(), Options{})
	var p dataPackage
	if err := json.Unmarshal(out["datapackage.json"].Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, r := range p.Resources {
		if names[r.Name] {
			t.Errorf("two resources are called %s", r.Name)
		}
		names[r.Name] = true
		if r.Name == "matches" {
			continue // written while the corpus is read
		}
		if out[r.Path] == nil {
			t.Errorf("%s does not exist", r.Path)
			continue
		}
		var fields []string
		for _, f := range r.Schema.Fields {
			fields = append(fields, f.Name)
			if f.Description == "" {
				t.Errorf("%s.%s is not described", r.Name, f.Name)
			}
		}
		header, _, _ := strings.Cut(out[r.Path].String(), "\n")
		if got := strings.Join(fields, ","); got != header {
			t.Errorf("%s has columns %s, the package says %s", r.Path, header, got)
		}
	}
}

// Frictionless reads the package and finds every cell of the type it says
// (pip install frictionless).
func TestDataPackageIsValid(t *testing.T) {
	if testing.Short() {
		t.Skip("runs frictionless")
	}
	program, err := exec.LookPath("frictionless")
	if err != nil {
		t.Skip("NOT CHECKED: frictionless is not installed")
	}
	run := sampleRun()
	run.Streamed = nil
	dir := folderOf(t, written(t, run, Options{}))
	out, err := exec.Command(program, "validate", filepath.Join(dir, "datapackage.json")).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func folderOf(t *testing.T, files memory) string {
	t.Helper()
	dir := t.TempDir()
	for name, b := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// The manifest is JSON that another program reads back to the same value.
func TestManifest(t *testing.T) {
	run := sampleRun()
	var m Manifest
	b := written(t, run, Options{})["run.json"].Bytes()
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	if m.Documents != run.Manifest.Documents || len(m.Inputs) != 1 || m.Outlets[5] != sampleOutlets[5] {
		t.Errorf("read back as %+v", m)
	}
	if bytes.Contains(written(t, &Run{}, Options{})["run.json"].Bytes(), []byte("null")) {
		t.Error("an empty list is null")
	}
}

// report.tex compiles as it stands, whatever the names hold, without a line
// that runs more than five points into the margin.
func TestLaTeXCompiles(t *testing.T) {
	if testing.Short() {
		t.Skip("runs LaTeX")
	}
	dir := folderOf(t, written(t, sampleRun(), Options{}))
	for _, program := range []string{"pdflatex", "lualatex"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Logf("NOT CHECKED: %s is not installed", program)
			continue
		}
		// Debian has lualatex in one package and what it loads fonts with in
		// another.
		if _, err := exec.Command("kpsewhich", "luaotfload-main.lua").Output(); err != nil && program == "lualatex" {
			t.Logf("NOT CHECKED: lualatex is installed without luaotfload")
			continue
		}
		cmd := exec.Command(program, "-interaction=nonstopmode", "-halt-on-error", "report.tex")
		cmd.Dir = filepath.Join(dir, "latex")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", program, err, out[max(0, len(out)-2000):])
			continue
		}
		for line := range strings.Lines(string(out)) {
			var points float64
			if n, _ := fmt.Sscanf(line, "Overfull \\hbox (%fpt too wide)", &points); n == 1 && points > 5 || strings.Contains(line, "Missing character") {
				t.Errorf("%s: %s", program, line)
			}
		}
	}
}
