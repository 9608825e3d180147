package corpus

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestOrderOfNamesAndOfTheDiskDoesNotMatter(t *testing.T) {
	files := folder(map[string]string{"in/a/x.txt": "1", "in/a.jsonl": `{"outlet":"P","text":"2"}`, "in/a/b/y.txt": "3", "in/b/z.txt": "4", "in/a-b/w.txt": "5", "other/p/v.txt": "6"})
	// A folder's files come before a file whose name goes on where the folder's ends.
	want := []string{"in/a/b/y.txt", "in/a/x.txt", "in/a-b/w.txt", "in/a.jsonl:1", "in/b/z.txt", "other/p/v.txt"}
	for _, names := range [][]string{{"in", "other"}, {"other", "in"}, {"./other/", "in/b", "in", "in/a/x.txt", "in"}, {"other", "in/a/b", "in"}} {
		docs, _ := collect(t, &Reader{FS: files, Names: names})
		var got []string
		for _, d := range docs {
			got = append(got, d.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q gives %q", names, got)
		}
	}
}

func TestWhatIsNotRead(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		names []string
		want  string
	}{
		{"other kinds of files, told once for each extension", map[string]string{"p/a.txt": "x", "p/b.jpg": "", "p/c.JPG": "", "p/d.docx": "", "p/README": ""}, []string{"."},
			`p/a.txt · p · "x"
notice: p/README: files without an extension are not read; this is the only one
notice: p/d.docx: files ending in ".docx" are not read; this is the only one
notice: p/b.jpg: files ending in ".jpg" are not read; this is the first of 2
`},
		{"a folder without documents", map[string]string{"p/.keep": ""}, []string{"p"},
			"skipped: p: there are no documents in this folder; articles are read from .txt, .md, .html, .csv, .tsv, .jsonl, .ndjson and .json files, also as .gz, .zst and .zip\n"},
		{"a name that does not exist, and the rest is read", map[string]string{"p/o/a.txt": "x"}, []string{"p", "nope"},
			"skipped: nope: there is no such file or folder\np/o/a.txt · o · \"x\"\n"},
		{"files that lie in no outlet's folder", map[string]string{"a.txt": "x", "p/b.txt": " \n"}, []string{"."},
			`skipped: a.txt:1: no "outlet"; every document needs one: put the file in a folder named for it, or give a table with the columns "file" and "outlet"
skipped: p/b.txt:1: the document has no text
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := render(t, &Reader{FS: folder(tt.files), Names: tt.names}); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

func TestOptionsThatAreNone(t *testing.T) {
	r := &Reader{FS: folder(map[string]string{"p/a.txt": "x"}), Names: []string{"."}, Encoding: "klingon", Dates: "mdy", Fields: map[string]string{"Quelle": "outlets", "Ort": "place"}}
	want := `skipped: encoding: "klingon" is not known; names are those of the WHATWG Encoding Standard, such as windows-1251 or gb18030
skipped: dates: "mdy" is no order of dates; it is "day-first" or "month-first"
skipped: fields: "Ort" is mapped to "place", which is no field; the fields are id, outlet, date, title, text, url, language, file
skipped: fields: "Quelle" is mapped to "outlets", which is no field; did you mean "outlet"?
`
	if got := render(t, r); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestMappedFields(t *testing.T) {
	r := &Reader{FS: folder(map[string]string{"a.csv": "Quelle,Inhalt,text\nPost,the text,a teaser\n"}), Names: []string{"."},
		Fields: map[string]string{"Quelle": "outlet", "Inhalt": "text"}}
	if got, want := render(t, r), "a.csv:2 · Post · \"the text\" text=\"a teaser\"\n"; got != want {
		t.Errorf("got %s", got)
	}
}

// locked is a file system some of whose files cannot be opened, or read on.
type locked struct{ fstest.MapFS }

func (l locked) Open(name string) (fs.File, error) {
	if strings.Contains(name, "locked") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	f, err := l.MapFS.Open(name)
	if err == nil && strings.Contains(name, "failing") {
		return &halfFile{File: f}, nil
	}
	return f, err
}

func (l locked) ReadDir(name string) ([]fs.DirEntry, error) {
	if strings.Contains(name, "locked") {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.ReadDir(name)
}

// halfFile fails after its first ten bytes.
type halfFile struct {
	fs.File
	read int
}

func (f *halfFile) Read(b []byte) (int, error) {
	if f.read == 10 {
		return 0, &fs.PathError{Op: "read", Path: "x", Err: errors.New("input/output error")}
	}
	n, err := f.File.Read(b[:min(len(b), 10-f.read)])
	f.read += n
	return n, err
}

func TestFilesThatCannotBeRead(t *testing.T) {
	r := &Reader{Names: []string{"."}, FS: locked{folder(map[string]string{"p/locked.txt": "x", "p/failing.txt": "a long text, of which only the start is read", "p/lockeddir/a.txt": "", "p/z.txt": "z",
		"p/failing.csv": "text\none\ntwo\nthree\n"})}}
	want := `skipped: p/failing.csv:3: cannot be read: input/output error; 1 document before that is used
skipped: p/failing.txt: cannot be read: input/output error
skipped: p/locked.txt: cannot be read: permission denied
skipped: p/lockeddir: cannot be read: permission denied
p/z.txt · p · "z"
`
	got := render(t, r)
	got = strings.Replace(got, "p/failing.csv:2 · p · \"one\"\n", "", 1)
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestLinks(t *testing.T) {
	dir := t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Skip("links cannot be made here:", err)
		}
	}
	must(os.MkdirAll(filepath.Join(dir, "p", "deep"), 0o755))
	must(os.WriteFile(filepath.Join(dir, "p", "a.txt"), []byte("x"), 0o644))
	must(os.Symlink(filepath.Join(dir, "p"), filepath.Join(dir, "p", "deep", "loop")))
	must(os.Symlink("a.txt", filepath.Join(dir, "p", "b.txt")))
	must(os.Symlink("nowhere.txt", filepath.Join(dir, "p", "c.txt")))
	want := `p/a.txt · p · "x"
p/b.txt · p · "x"
skipped: p/c.txt: there is no such file or folder
notice: p/deep/loop: a link to a folder is not followed; name the folder itself as an input
`
	if got := render(t, &Reader{FS: os.DirFS(dir), Names: []string{"."}}); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestStoppingEarly(t *testing.T) {
	files := folder(map[string]string{"a.csv": "outlet,text\nP,1\nP,2\nP,3\n", "b.jsonl": "{}\n{}\n" + `{"outlet":"P","text":"4"}`, "c.json": `[{"outlet":"P","text":"5"},{}]`,
		"d.zip": zipped("p/a.txt", "6", "p/b.txt", "7"), "p/e.txt": "8"})
	total := 0
	for range (&Reader{FS: files, Names: []string{"."}}).Documents() {
		total++
	}
	for stop := 1; stop <= total; stop++ {
		r := &Reader{FS: files, Names: []string{"."}}
		n := 0
		for range r.Documents() { // panics if the reader goes on after the break
			if n++; n == stop {
				break
			}
		}
		if again := len(slices.Collect(documents(r))); again != total {
			t.Errorf("after a stop at %d a whole pass gives %d, want %d", stop, again, total)
		}
		if len(r.Inputs()) != 5 {
			t.Errorf("after a stop at %d and a whole pass: inputs %v", stop, r.Inputs())
		}
	}
}

// documents gives something for everything a reader gives.
func documents(r *Reader) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, err := range r.Documents() {
			s := ""
			if err != nil {
				s = err.Error()
			}
			if !yield(s) {
				return
			}
		}
	}
}

func TestInputsAreHashedAsStored(t *testing.T) {
	packed := gzipped("text")
	r := &Reader{FS: folder(map[string]string{"p/a.txt": "abc", "p/b.txt.gz": packed + "trailing bytes", "p/c.zip": zipped("x.txt", "x"), "p/d.jpg": "no input", "e.csv": "file,outlet\np/a.txt,Q\n"}), Names: []string{"."}}
	collect(t, r)
	var names []string
	for _, in := range r.Inputs() {
		names = append(names, in.Name)
		data, err := fs.ReadFile(r.FS, in.Name)
		if err != nil || in.Bytes != int64(len(data)) || len(in.SHA256) != 64 {
			t.Errorf("%v of %d bytes", in, len(data))
		}
		// FIPS 180-2, appendix B.1.
		if in.Name == "p/a.txt" && in.SHA256 != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
			t.Errorf("SHA-256 of abc is %s", in.SHA256)
		}
	}
	if want := []string{"e.csv", "p/a.txt", "p/b.txt.gz", "p/c.zip"}; !slices.Equal(names, want) {
		t.Errorf("inputs %q, want %q", names, want)
	}
}
