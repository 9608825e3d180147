package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// write makes files below dir.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// listing gives the files below dir and what is in them, "name: text".
func listing(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filesIn(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, name := range names {
		if name == sumsName {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, name+": "+string(data))
	}
	return out
}

const manifestOf = `{"slant": "0.1.0", "run": "`

// results writes a run's results into dir: a manifest and the named files, all
// of which hold the run's name.
func results(t *testing.T, dir string, overwrite bool, run string, names ...string) error {
	t.Helper()
	f, err := openFolder(dir, overwrite)
	if err != nil {
		return err
	}
	for _, name := range append(names, manifestName) {
		w, err := f.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		text := run
		if name == manifestName {
			text = manifestOf + run + `"}`
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return f.Commit()
}

func expectListing(t *testing.T, dir string, want ...string) {
	t.Helper()
	if got := listing(t, dir); !slices.Equal(got, want) {
		t.Errorf("the folder holds\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestNewResultsReplaceOldOnesWhole(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "out")
	if err := results(t, dir, false, "first", "tables/terms.csv", "figures/rates.pdf"); err != nil {
		t.Fatal(err)
	}
	if err := results(t, dir, false, "second", "tables/terms.csv"); err != nil {
		t.Fatal(err)
	}
	expectListing(t, dir, "run.json: "+manifestOf+`second"}`, "tables/terms.csv: second")
	if entries, _ := os.ReadDir(parent); len(entries) != 1 {
		t.Errorf("beside the results lies %v", entries)
	}
}

func TestWhatIsAUsersStays(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	if err := results(t, dir, false, "first", "tables/terms.csv", "figures/rates.pdf", "latex/old.tex"); err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string]string{"notes.txt": "mine", "tables/pivot.xlsx": "mine", "figures/photo.jpg": "mine"})
	if err := results(t, dir, false, "second", "tables/terms.csv", "tables/naming.csv"); err != nil {
		t.Fatal(err)
	}
	expectListing(t, dir, "figures/photo.jpg: mine", "notes.txt: mine", "run.json: "+manifestOf+`second"}`,
		"tables/naming.csv: second", "tables/pivot.xlsx: mine", "tables/terms.csv: second")
	if _, err := os.Stat(filepath.Join(dir, "latex")); !os.IsNotExist(err) {
		t.Error("the folder latex, which is empty now, is still there")
	}
}

func TestAUsersFolderIsRefused(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"thesis.doc": "mine", "tables/terms.csv": "mine"})
	err := results(t, dir, false, "run", "tables/naming.csv")
	if err == nil || !strings.Contains(err.Error(), "holds files that no run of slant wrote") {
		t.Errorf("got %v", err)
	}
	if err := results(t, dir, true, "run", "tables/naming.csv"); err != nil {
		t.Error(err)
	}
	want := []string{"run.json: " + manifestOf + `run"}`, "tables/naming.csv: run", "tables/terms.csv: mine", "thesis.doc: mine"}
	expectListing(t, dir, want...)

	// A file that goes by the name of a table but is not slant's is not
	// written over, whatever else was asked for.
	err = results(t, dir, true, "again", "tables/naming.csv", "tables/terms.csv")
	if err == nil || !strings.Contains(err.Error(), "terms.csv is there already, and no run of slant wrote it") {
		t.Errorf("got %v", err)
	}
	expectListing(t, dir, want...)
}

func TestTwoRunsDoNotWriteIntoOneFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	first, err := openFolder(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	_, err = openFolder(dir, false)
	if err == nil || !strings.Contains(err.Error(), "another run is writing there, or one was killed; wait for it, or remove the folder "+first.partial) {
		t.Errorf("got %v", err)
	}
	if err := first.Abort(); err != nil {
		t.Fatal(err)
	}
	if _, err := openFolder(dir, false); err != nil {
		t.Errorf("after the first is gone: %v", err)
	}
}

func TestResultsLeftAsideComeBack(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "out")
	if err := results(t, dir, false, "first", "tables/terms.csv"); err != nil {
		t.Fatal(err)
	}
	// A run was killed between its two renamings.
	if err := os.Rename(dir, filepath.Join(parent, ".out.old")); err != nil {
		t.Fatal(err)
	}
	f, err := openFolder(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Abort(); err != nil {
		t.Fatal(err)
	}
	expectListing(t, dir, "run.json: "+manifestOf+`first"}`, "tables/terms.csv: first")
}

func TestALinkToAFolderStaysALink(t *testing.T) {
	parent := t.TempDir()
	disk, link := filepath.Join(parent, "disk"), filepath.Join(parent, "out")
	if err := os.Mkdir(disk, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(disk, link); err != nil {
		t.Skipf("no links here: %v", err)
	}
	if err := results(t, link, false, "run", "tables/terms.csv"); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v %v", info, err)
	}
	expectListing(t, disk, "run.json: "+manifestOf+`run"}`, "tables/terms.csv: run")
}

func TestTheWorkingFolderIsNotTakenAway(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	if err := results(t, dir, false, "first", "tables/terms.csv"); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(dir, "tables"))
	before, err := os.Stat(".")
	if err != nil {
		t.Fatal(err)
	}
	if err := results(t, dir, false, "second", "tables/terms.csv"); err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(filepath.Join(dir, "tables"))
	if err != nil || !os.SameFile(before, after) {
		t.Errorf("the shell stands in a folder that is gone: %v", err)
	}
}

func TestSumsListEveryFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	if err := results(t, dir, false, "abc", "tables/terms.csv"); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, sumsName))
	if err != nil {
		t.Fatal(err)
	}
	// SHA-256 of "abc": FIPS 180-2, appendix B.1.
	want := "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  tables/terms.csv\n"
	if !strings.HasSuffix(string(data), want) || strings.Count(string(data), "\n") != 2 {
		t.Errorf("SHA256SUMS is\n%s", data)
	}
}
