package corpus

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zip"
	"github.com/klauspost/compress/zstd"
)

// The packers write to memory, which never fails.

func gzipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(s))
	if err = errorOf(err, w.Close()); err != nil {
		panic(err)
	}
	return b.String()
}

func zstandard(s string) string {
	var b bytes.Buffer
	w, err := zstd.NewWriter(&b)
	if err != nil {
		panic(err)
	}
	_, err = w.Write([]byte(s))
	if err = errorOf(err, w.Close()); err != nil {
		panic(err)
	}
	return b.String()
}

// zipped packs names and contents, which alternate, in the order given.
func zipped(members ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		f, err := w.Create(members[i])
		if err == nil {
			_, err = f.Write([]byte(members[i+1]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

func errorOf(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

func TestCompressedFiles(t *testing.T) {
	runFileTests(t, []fileTest{
		{"one document", "p/a.txt.gz", gzipped("text"), "p/a.txt.gz · p · \"text\"\n"},
		{"zstandard", "p/a.txt.zst", zstandard("text"), "p/a.txt.zst · p · \"text\"\n"},
		{"records", "a.csv.gz", gzipped("outlet,text\nP,x\n"), "a.csv.gz:2 · P · \"x\"\n"},
		{"gzip in several streams", "a.jsonl.gz", gzipped(`{"outlet":"P","text":"x"}`+"\n") + gzipped(`{"outlet":"P","text":"y"}`), "a.jsonl.gz:1 · P · \"x\"\na.jsonl.gz:2 · P · \"y\"\n"},
		{"another kind of data", "p/a.txt.gz", "this is plain text", "skipped: p/a.txt.gz: this is not gzip data\n"},
		{"another kind of data", "p/a.txt.zst", "this is plain text", "skipped: p/a.txt.zst: this is not zstd data\n"},
		{"no data", "p/a.txt.gz", "", "skipped: p/a.txt.gz: the file is cut short\n"},
		{"one document cut short", "p/a.txt.gz", gzipped(strings.Repeat("text ", 10))[:25], "skipped: p/a.txt.gz: the file is cut short\n"},
		{"a damaged sum", "p/a.txt.gz", damage(gzipped("text"), -8), "skipped: p/a.txt.gz: the compressed data is damaged\n"},
		{"an extension inside that is not read", "p/a.tar.gz", gzipped("x"), "skipped: .: there are no documents in this folder; articles are read from .txt, .md, .html, .csv, .tsv, .jsonl, .ndjson and .json files, also as .gz, .zst and .zip\nnotice: p/a.tar.gz: files ending in \".gz\" are not read; this is the only one\n"},
	})
}

// damage changes the byte at i, from the end where i is negative.
func damage(s string, i int) string {
	b := []byte(s)
	b[(i+len(b))%len(b)] ^= 0xff
	return string(b)
}

func TestRecordsBeforeTheCutAreUsed(t *testing.T) {
	var lines, rows, array strings.Builder
	rows.WriteString("id,outlet,text\n")
	array.WriteString("[")
	for i := range 8000 { // several blocks of zstd
		text := strings.Repeat(fmt.Sprint(i*i*7919), 9)
		fmt.Fprintf(&lines, "{\"id\":%d,\"outlet\":\"P\",\"text\":\"%s\"}\n", i, text)
		fmt.Fprintf(&rows, "%d,P,%s\n", i, text)
		fmt.Fprintf(&array, "{\"id\":%d,\"outlet\":\"P\",\"text\":\"%s\"},\n", i, text)
	}
	for name, content := range map[string]string{"a.jsonl": lines.String(), "a.csv": rows.String(), "a.json": array.String() + "{}]"} {
		for ext, pack := range map[string]func(string) string{".gz": gzipped, ".zst": zstandard} {
			packed := pack(content)
			docs, problems := collect(t, &Reader{Names: []string{"."}, FS: folder(map[string]string{name + ext: packed[:len(packed)/2]})})
			if len(docs) < 1000 || len(docs) > 7000 {
				t.Errorf("%s%s: %d documents before the cut", name, ext, len(docs))
			}
			for i, d := range docs {
				if d.ID != fmt.Sprint(i) || d.Text != strings.Repeat(fmt.Sprint(i*i*7919), 9) {
					t.Fatalf("%s%s: document %d is %s %q", name, ext, i, d.ID, d.Text)
				}
			}
			line := len(docs) + 1
			if name == "a.csv" {
				line++
			}
			want := fmt.Sprintf("%s%s:%d: the file is cut short; %d documents before that are used", name, ext, line, len(docs))
			if got := reasons(problems, "damaged"); len(got) != 1 || got[0] != want || len(problems.Fatal()) != 1 {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	}
}

func TestArchives(t *testing.T) {
	runFileTests(t, []fileTest{
		{"members in order of their names, folders as outlets, metadata among them", "all.zip",
			zipped("guardian/b.txt", "B", "guardian/a.txt", "A", "articles.csv", "file,outlet,date\nguardian/a.txt,The Guardian,2024-01-02\nmissing.txt,X,\n",
				"__MACOSX/x.txt", "no", "herald/.hidden.txt", "no", "herald/", "", "herald/pic.jpg", "no", "inner.zip", "no", "data.jsonl.gz", gzipped(`{"outlet":"P","text":"one"}`)), `
notice: all.zip/articles.csv: read as metadata: it has a column "file" and none for a text
all.zip/data.jsonl.gz:1 · P · "one"
all.zip/guardian/a.txt · The Guardian · 2024-01-02 · "A"
all.zip/guardian/b.txt · guardian · "B"
notice: all.zip/herald/pic.jpg: files ending in ".jpg" are not read; this is the only one
notice: all.zip/inner.zip: files ending in ".zip" are not read; this is the only one
warning: all.zip/articles.csv:3:1: file "missing.txt" is not among the inputs; paths are relative to the table
`},
		{"an archive in an outlet's folder", "herald/2024.zip", zipped("january/a.txt", "A"), "herald/2024.zip/january/a.txt · herald · \"A\"\n"},
		{"names with backslashes, and out of the archive", "a.zip", zipped(`post\a.txt`, "A", "../../post/b.txt", "B"), "a.zip/post/a.txt · post · \"A\"\na.zip/post/b.txt · post · \"B\"\n"},
		{"names in code page 437", "a.zip", zipped("post/caf\x82.txt", "A"), "a.zip/post/café.txt · post · \"A\"\n"},
		{"no archive", "a.zip", "PK and nothing", "skipped: a.zip: this is no zip file, or one cut short\n"},
		{"cut short", "a.zip", zipped("post/a.txt", "A")[:60], "skipped: a.zip: this is no zip file, or one cut short\n"},
	})
	packed := zipped("post/a.txt", strings.Repeat("alpha ", 50), "post/b.txt", "B")
	damaged := damage(packed, strings.Index(packed, "post/a.txt")+16)
	runFileTests(t, []fileTest{{"a damaged member, and the rest is read", "a.zip", damaged, "skipped: a.zip/post/a.txt: the compressed data is damaged\na.zip/post/b.txt · post · \"B\"\n"}})
}

func TestEncryptedMember(t *testing.T) {
	b := []byte(zipped("post/a.txt", "A"))
	b[6] |= 1 // general purpose bit 0, in the member's header and in the directory
	b[bytes.Index(b, []byte("PK\x01\x02"))+8] |= 1
	r := &Reader{Names: []string{"."}, FS: folder(map[string]string{"a.zip": string(b)})}
	if got, want := render(t, r), "skipped: a.zip/post/a.txt: cannot be read: the member is encrypted\n"; got != want {
		t.Errorf("got %s", got)
	}
}

// forward is a file system whose files can only be read on.
type forward struct{ fstest.MapFS }

func (f forward) Open(name string) (fs.File, error) {
	file, err := f.MapFS.Open(name)
	if dir, ok := file.(fs.ReadDirFile); ok {
		return dir, err
	}
	return struct{ fs.File }{file}, err
}

func TestArchiveThatCanOnlyBeReadOn(t *testing.T) {
	files := folder(map[string]string{"a.zip": zipped("post/a.txt", "A")})
	file, err := forward{files}.Open("a.zip")
	if _, ok := file.(io.ReaderAt); ok || err != nil {
		t.Fatal("the test's files can be read anywhere")
	}
	r := &Reader{Names: []string{"."}, FS: forward{files}}
	if got, want := render(t, r), "a.zip/post/a.txt · post · \"A\"\n"; got != want {
		t.Errorf("got %s", got)
	}
	other := &Reader{Names: []string{"."}, FS: files}
	collect(t, other)
	if len(r.Inputs()) != 1 || r.Inputs()[0] != other.Inputs()[0] {
		t.Errorf("inputs %v and %v", r.Inputs(), other.Inputs())
	}
}
