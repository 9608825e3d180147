package corpus

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zip"
	"github.com/klauspost/compress/zstd"
)

// article makes a text of about 6 kB, the length of a news article, with the
// curly quotes and line breaks one has.
func article(i int) (title, text string) {
	subjects := []string{"the minister", "a spokeswoman for the port", "the union’s chairman", "an adviser to the mayor"}
	verbs := []string{"said", "denied", "confirmed late on Monday", "told reporters"}
	objects := []string{"that the talks would go on", "that “nothing is decided”", "the closure of the northern pier", "a rise in fares of 4.5 percent"}
	var b strings.Builder
	for n := 0; b.Len() < 6000; n++ {
		k := i*31 + n*17
		fmt.Fprintf(&b, "On day %d %s %s %s, \"as before\". ", k%365, subjects[k%4], verbs[k/4%4], objects[k/16%4])
		if n%4 == 3 {
			b.WriteString("\n\n")
		}
	}
	return fmt.Sprintf("Headline number %d about the port", i), b.String()
}

// encodings of one made-up corpus of 500 articles, about 3 MB.
func corpora(t testing.TB) map[string][]byte {
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	var lines, table, packed bytes.Buffer
	rows := csv.NewWriter(&table)
	must(rows.Write([]string{"id", "outlet", "date", "title", "section", "text"}))
	z := zip.NewWriter(&packed)
	var page, note bytes.Buffer
	for i := range 500 {
		title, text := article(i)
		encoder := json.NewEncoder(&lines)
		encoder.SetEscapeHTML(false)
		must(encoder.Encode(map[string]any{"id": fmt.Sprint(i), "outlet": "The Daily Post", "date": "2024-03-05", "title": title, "section": "world", "text": text}))
		must(rows.Write([]string{fmt.Sprint(i), "The Daily Post", "2024-03-05", title, "world", text}))
		f, err := z.Create(fmt.Sprintf("post/%d.txt", i))
		must(err)
		_, err = f.Write([]byte(text))
		must(err)
		if i == 0 {
			note.WriteString("# " + title + "\n\n" + text)
			page.WriteString("<html><head><title>" + title + "</title><meta name=date content=2024-03-05></head><body><nav><a href=/>Home</a></nav><article><h1>" + title + "</h1>")
			for p := range strings.SplitSeq(text, "\n\n") {
				page.WriteString("<p>" + p + "</p>")
			}
			page.WriteString("</article><footer>All rights reserved</footer></body></html>")
		}
	}
	rows.Flush()
	must(z.Close())
	var gz, zst bytes.Buffer
	g := gzip.NewWriter(&gz)
	_, err := g.Write(lines.Bytes())
	must(err)
	must(g.Close())
	s, err := zstd.NewWriter(&zst)
	must(err)
	_, err = s.Write(lines.Bytes())
	must(err)
	must(s.Close())
	array := append([]byte{'['}, bytes.ReplaceAll(bytes.TrimSpace(lines.Bytes()), []byte("\n"), []byte(",\n"))...)
	return map[string][]byte{"a.jsonl": lines.Bytes(), "a.csv": table.Bytes(), "a.json": append(array, ']'), "a.jsonl.gz": gz.Bytes(), "a.jsonl.zst": zst.Bytes(),
		"a.zip": packed.Bytes(), "post/a.html": page.Bytes(), "post/a.md": note.Bytes(), "post/a.txt": note.Bytes()}
}

// BenchmarkRead measures each format, in megabytes of text handed out. In a
// first pass files are hashed, in later ones not.
func BenchmarkRead(b *testing.B) {
	made := corpora(b)
	for _, name := range []string{"a.jsonl", "a.json", "a.csv", "a.jsonl.gz", "a.jsonl.zst", "a.zip", "post/a.txt", "post/a.md", "post/a.html"} {
		fs := fstest.MapFS{name: &fstest.MapFile{Data: made[name]}}
		for _, pass := range []string{"first", "later"} {
			b.Run(strings.TrimPrefix(name, "post/")+"/"+pass, func(b *testing.B) {
				r := &Reader{FS: fs, Names: []string{"."}}
				read := func() (n int64) {
					for d, err := range r.Documents() {
						if err == nil {
							n += int64(len(d.Text))
						}
					}
					return n
				}
				b.SetBytes(read())
				b.ReportAllocs()
				for b.Loop() {
					if pass == "first" {
						r = &Reader{FS: fs, Names: []string{"."}}
					}
					read()
				}
			})
		}
	}
}

// BenchmarkObject is taking JSON records apart, without the reading.
func BenchmarkObject(b *testing.B) {
	lines := bytes.Split(bytes.TrimSpace(corpora(b)["a.jsonl"]), newline)
	var o jsonObject
	n := 0
	for _, line := range lines {
		n += len(line)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		for _, line := range lines {
			if err := o.parse(line); err != nil {
				b.Fatal(err)
			}
		}
	}
}
