// Command corpus makes a corpus of a wanted size out of articles in JSON Lines.
//
//	corpus -bytes 100000000 articles.jsonl > 100mb.jsonl
//	corpus -bytes 10000000 -article 1000000 articles.jsonl > long.jsonl
//
// It writes the articles as they are, as often as it takes. From the second
// round on they vary: of the lower-case words of five letters and more half
// are changed for others of the corpus, and one name in twenty gets a letter
// that it did not have, so that the rounds are no copies of each other and the
// vocabulary grows as it does with more news. Words are chosen by hash: the
// same articles give the same bytes.
//
// With -article, texts are joined and cut to so many bytes, without a full
// stop between: what one long sentence costs.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"strings"
	"unicode/utf8"
)

func main() {
	size := flag.Int("bytes", 100_000_000, "bytes to write")
	article := flag.Int("article", 0, "bytes of each text, in one sentence; 0 leaves texts as they are")
	flag.Parse()
	if err := run(*size, *article, flag.Args(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// maker writes articles until there are enough.
type maker struct {
	out   *bufio.Writer
	left  int
	words []string // those that others are changed for
	made  int
}

func run(size, article int, args []string, to io.Writer) error {
	if len(args) != 1 {
		return errors.New("usage: corpus -bytes N ARTICLES.jsonl[.gz]")
	}
	articles, err := read(args[0])
	if err != nil {
		return err
	}
	if len(articles) == 0 {
		return fmt.Errorf("%s: no articles", args[0])
	}
	m := &maker{out: bufio.NewWriterSize(to, 1<<20), left: size, words: someWords(articles)}
	for round := 0; m.left > 0; round++ {
		if article > 0 {
			err = m.long(articles, round, article)
		} else {
			err = m.round(articles, round)
		}
		if err != nil {
			return err
		}
	}
	return m.out.Flush()
}

// read gives the articles of a file, by field.
func read(name string) ([]map[string]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return nil, err
		}
	}
	var out []map[string]string
	d := json.NewDecoder(bufio.NewReaderSize(in, 1<<20))
	for {
		var record map[string]any
		switch err := d.Decode(&record); {
		case err == io.EOF:
			return out, nil
		case err != nil:
			return nil, fmt.Errorf("%s: record %d: %w", name, len(out)+1, err)
		}
		a := make(map[string]string)
		for _, field := range []string{"id", "outlet", "date", "title", "text"} {
			a[field], _ = record[field].(string)
		}
		out = append(out, a)
	}
}

// someWords gives the words that stand in for others.
func someWords(articles []map[string]string) []string {
	var out []string
	for i := 0; i < len(articles) && len(out) < 1<<16; i += 1 + len(articles)/500 {
		for w := range strings.FieldsSeq(articles[i]["text"]) {
			if small(w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// small reports whether w is a lower-case word of five letters or more.
func small(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return len(w) >= 5
}

func (m *maker) round(articles []map[string]string, round int) error {
	for i, a := range articles {
		if m.left <= 0 {
			return nil
		}
		text, title := a["text"], a["title"]
		if round > 0 {
			text, title = m.vary(text, round, i), m.vary(title, round, i)
		}
		if err := m.write(a["outlet"], a["date"], title, text); err != nil {
			return err
		}
	}
	return nil
}

// long writes texts of one sentence each.
func (m *maker) long(articles []map[string]string, round, size int) error {
	var text strings.Builder
	for i := 0; i < len(articles) && m.left > 0; i++ {
		body := articles[i]["text"]
		if round > 0 {
			body = m.vary(body, round, i)
		}
		for w := range strings.FieldsSeq(body) {
			text.WriteString(strings.TrimRight(w, ".!?\"”’…"))
			text.WriteByte(' ')
			if text.Len() < size {
				continue
			}
			if err := m.write(fmt.Sprint("Outlet ", m.made%20), articles[i]["date"], "", text.String()); err != nil || m.left <= 0 {
				return err
			}
			text.Reset()
		}
	}
	return nil
}

// write writes a record.
func (m *maker) write(outlet, date, title, text string) error {
	m.made++
	line, err := json.Marshal(map[string]string{"id": fmt.Sprint("a", m.made), "outlet": outlet, "date": date, "title": title, "text": text})
	if err != nil {
		return err
	}
	m.left -= len(line) + 1
	if _, err := m.out.Write(line); err != nil {
		return err
	}
	return m.out.WriteByte('\n')
}

// vary changes words of an article. White space stays as it is.
func (m *maker) vary(text string, round, article int) string {
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	for n := 0; text != ""; n++ {
		end := strings.IndexAny(text, " \n")
		if end < 0 {
			end = len(text)
		}
		b.WriteString(m.change(text[:end], round, article, n))
		if end < len(text) {
			b.WriteByte(text[end])
			end++
		}
		text = text[end:]
	}
	return b.String()
}

func (m *maker) change(w string, round, article, n int) string {
	h := fnv.New64a()
	fmt.Fprint(h, round, article, n, w)
	lot := h.Sum64()
	switch {
	case small(w) && lot%2 == 0 && len(m.words) > 0:
		return m.words[lot/2%uint64(len(m.words))]
	case len(w) > 5 && 'A' <= w[0] && w[0] <= 'Z' && utf8.ValidString(w) && small(strings.ToLower(w)) && lot%20 == 0:
		at := 1 + int(lot/20%uint64(len(w)-1))
		return w[:at] + string(rune('a'+lot/1000%26)) + w[at:]
	}
	return w
}
