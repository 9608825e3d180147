package corpus

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"slant/analysis/diag"
)

// holds checks what must hold of anything read from any bytes: no panic, no
// end without an end, every string valid UTF-8, marks in order inside the
// text, ids unique, every problem with a file and a reason, and the same again
// in a second pass.
func holds(t *testing.T, r *Reader) {
	t.Helper()
	pass := func() (out []string) {
		ids := map[string]bool{}
		for d, err := range r.Documents() {
			if err != nil {
				p, ok := err.(*diag.Problem)
				if !ok || d != nil || p.File == "" || p.Reason == "" || p.Message == "" || !utf8.ValidString(p.Error()) || strings.Contains(p.Message, "\n") {
					t.Fatalf("not a proper problem: %q", err)
				}
				out = append(out, p.Error())
				continue
			}
			out = append(out, d.ID+"\x00"+d.Text)
			if ids[d.ID] || d.ID == "" || d.Outlet == "" || strings.TrimSpace(d.Text) == "" {
				t.Fatalf("id %q outlet %q text %q", d.ID, d.Outlet, d.Text)
			}
			ids[d.ID] = true
			for _, s := range []string{d.ID, d.Outlet, d.Date, d.Title, d.URL, d.Language, d.Text, d.At.File} {
				if !utf8.ValidString(s) {
					t.Fatalf("%q is not UTF-8", s)
				}
			}
			if !slices.IsSortedFunc(d.Vars, func(a, b Var) int { return strings.Compare(a.Name, b.Name) }) {
				t.Fatalf("variables %q", d.Vars)
			}
			for _, v := range d.Vars {
				if !utf8.ValidString(v.Name) || !utf8.ValidString(v.Value) {
					t.Fatalf("variable %q is not UTF-8", v)
				}
			}
			end := 0
			for _, m := range d.Marks {
				if m.Start < end || m.End <= m.Start || m.End > len(d.Text) || m.Role == 0 || !utf8.ValidString(d.Text[m.Start:m.End]) {
					t.Fatalf("marks %v of %q", d.Marks, d.Text)
				}
				end = m.End
			}
			if d.Date != "" && !isISODay(d.Date) {
				t.Fatalf("date %q", d.Date)
			}
		}
		return out
	}
	if first, second := pass(), pass(); !slices.Equal(first, second) {
		t.Fatalf("two passes differ:\n%q\n%q", first, second)
	}
}

func fuzz(f *testing.F, name string, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		holds(t, &Reader{Names: []string{"."}, FS: fstest.MapFS{name: &fstest.MapFile{Data: content}}})
	})
}

func FuzzText(f *testing.F) {
	fuzz(f, "post/a.txt", "Plain.", "---\ntitle: T\noutlet: O\ndate: 2024-01-02\n---\nText", "\xff\xfea\x00", "\x93quoted\x94", "---\na: &x [*x]\n---\nT")
}

func FuzzMarkdown(f *testing.F) {
	fuzz(f, "post/a.md", "# Title\n\nSome *text* with [a link](x) and\n> a quote\n> of two\n\n- item\n- item\n\n![c](x)\n", "a\n==\n\n```\nx\n```\n|a|b|\n|-|-|\n", "[^1]: x\n[a]: b\n[a] `x` <b> &amp; \\* ~~x~~ __y__")
}

func FuzzPage(f *testing.F) {
	fuzz(f, "post/a.html", "<html lang=en><head><title>T</title><meta charset=koi8-r><script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-01-02\"}</script></head><body><h1>T</h1><p>Some words.<blockquote><p>a<li>b<figcaption>c</blockquote><q>x</q><pre>\na\n b</pre><table><tr><td>a<td>b</table></body></html>")
}

func FuzzTable(f *testing.F) {
	fuzz(f, "a.csv", "id,outlet,date,text\n1,P,2024-01-01,\"a \"\"b\"\"\nc\"\n2,P,2024-01-02,\"broken\" x\n3,P,2024-01-03,ok\n", "outlet;text\r\nP;x\r\n", "file,outlet\na.csv,P\n", "sep=|\noutlet|text\nP|x")
}

func FuzzTabs(f *testing.F) {
	fuzz(f, "a.tsv", "outlet\ttext\nP\t\"x\" y\nP\t\"a\tb\"\n")
}

func FuzzLines(f *testing.F) {
	fuzz(f, "a.jsonl", `{"outlet":"P","text":"a\u2019\ud83d\ude00","n":[1, {"a":2}],"date":1713225600}`+"\n"+`{"source":"P","body":"x"`+"\n{}\n", "{\n\"outlet\":\"P\",\"text\":\"x\"}\n")
}

func FuzzArray(f *testing.F) {
	fuzz(f, "a.json", `[{"outlet":"P","text":"a"}, {"outlet":"P","text":"b\\"}, 5]`, `{"outlet":"P","text":"a"} {"outlet":"P","text":"b"}`)
}

func FuzzArchive(f *testing.F) {
	fuzz(f, "a.zip", zipped("post/a.txt", "Text", "post/b.jsonl", `{"text":"x"}`, `post\c.csv`, "file,outlet\na.txt,P\n"))
}

func FuzzCompressed(f *testing.F) {
	for _, s := range []string{gzipped("Some text that is packed."), zstandard("Some text that is packed."), "\x1f\x8b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		holds(t, &Reader{Names: []string{"."}, FS: fstest.MapFS{"post/a.txt.gz": &fstest.MapFile{Data: content}, "post/b.txt.zst": &fstest.MapFile{Data: content}}})
	})
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2024-04-16", "April 16, 2024", "16/04/2024", "Tue, 16 Apr 2024 10:00:00 GMT", "20240416T101500Z", "1713225600"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, order := range []DateOrder{NoOrder, DayFirst, MonthFirst} {
			iso, form, fault := ParseDate(s, order)
			if (iso == "") == (fault == "") || iso != "" && !isISODay(iso) || iso == "" && form != "" {
				t.Fatalf("ParseDate(%q, %q) = %q, %q, %q", s, order, iso, form, fault)
			}
			if order != NoOrder || iso == "" {
				continue
			}
			// What has one reading keeps it whatever the order.
			if first, _, _ := ParseDate(s, DayFirst); first != iso {
				t.Fatalf("%q is %s, and %s with the day first", s, iso, first)
			}
			if again, _, _ := ParseDate(iso, NoOrder); again != iso {
				t.Fatalf("%q is no fixed point", iso)
			}
		}
	})
}
