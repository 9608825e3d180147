package corpus

import (
	"testing"
)

func TestPlainText(t *testing.T) {
	runFileTests(t, []fileTest{
		{"as it stands, to the last line break", "p/a.txt", "\r\n One.\r\n\r\nTwo.\t\n", "p/a.txt · p · \"\\r\\n One.\\r\\n\\r\\nTwo.\\t\\n\"\n"},
		{"front matter", "p/a.txt", "---\nid: 007\noutlet: \"Daily: Post\"\ndate: 2024-01-02\ntitle: 'A title'\nurl: https://p.example/\nlanguage: en\nauthors: [A, B]\nempty:\nwords: 12\n---\nText.\n", `
007 · Daily: Post · 2024-01-02 · A title · https://p.example/ · en · "Text.\n" authors="A; B" words="12"
`},
		{"front matter by other names", "p/a.txt", "---\nsource: Post\npublished: April 16, 2024\n...\nText.", `
notice: p/a.txt:2:1: "source" is read as outlet
notice: p/a.txt:3:1: "published" is read as date
notice: p/a.txt:3:1: date "April 16, 2024" is read as 2024-04-16 (the month's name), and others like it in the same way
p/a.txt · Post · 2024-04-16 · "Text."
`},
		{"front matter that is no YAML", "p/a.txt", "---\ntitle: [A\n---\nText.", `
warning: p/a.txt:2:8: the front matter is not used: sequence end token ']' not found; put values that hold a colon, a hash or a quotation mark in quotes
p/a.txt · p · "Text."
`},
		{"a text below a rule", "p/a.txt", "---\nA rule, then text.\n---\nMore.", "p/a.txt · p · \"---\\nA rule, then text.\\n---\\nMore.\"\n"},
		{"front matter that never ends is text", "p/a.txt", "---\ntitle: T\n", "p/a.txt · p · \"---\\ntitle: T\\n\"\n"},
		{"front matter and nothing else", "p/a.txt", "---\ntitle: T\n---\n", "skipped: p/a.txt:1: the document has no text\n"},
		{"one id for two files", "p/a.txt", "---\nid: b.txt\n---\nText.", "b.txt · p · \"Text.\"\n"},
	})
	r := &Reader{Names: []string{"."}, FS: folder(map[string]string{"p/a.txt": "---\nid: p/b.txt\n---\nA", "p/b.txt": "B", "p/c.txt": "---\nid: x\n---\nC", "p/d.txt": "---\nid: x\n---\nD", "p/e.txt": "---\nid: p/b2.txt\n---\n", "p/b2.txt": "B2"})}
	want := `p/b.txt · p · "A"
skipped: p/b.txt:1: id "p/b.txt" is taken by the document at p/a.txt:1; every document needs an id of its own
p/b2.txt · p · "B2"
x · p · "C"
skipped: p/d.txt:1: id "x" is taken by the document at p/c.txt:1; every document needs an id of its own
skipped: p/e.txt:1: the document has no text
`
	if got := render(t, r); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestHeadlineInTheTextIsMarked(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Menu\n\n  Talks resume \r\n\nThe talks resumed.", "Talks resume"},
		{"Talks resume, said nobody.", ""},
		{"Talks resume", "Talks resume"},
		{"", ""},
	}
	for _, tt := range tests {
		got := ""
		if m := markHeadline(tt.text, "Talks resume"); m != nil {
			got = tt.text[m[0].Start:m[0].End]
			if len(m) != 1 || m[0].Role != Headline {
				t.Errorf("%q: marks %v", tt.text, m)
			}
		}
		if got != tt.want {
			t.Errorf("%q: marked %q", tt.text, got)
		}
	}
}

// marked writes a document with its marks, ⟦role: …⟧.
func marked(d *Document) string {
	names := map[Role]string{Headline: "headline", Subheading: "heading", Byline: "byline", Caption: "caption", Blockquote: "quotation", ListItem: "item"}
	out, at := "", 0
	for _, m := range d.Marks {
		out += d.Text[at:m.Start] + "⟦" + names[m.Role] + ": " + d.Text[m.Start:m.End] + "⟧"
		at = m.End
	}
	return out + d.Text[at:]
}

func TestMarkdown(t *testing.T) {
	tests := []struct{ name, source, title, want string }{
		{"a first heading is the title", "# Talks *resume* #\n\nText.", "Talks resume", "Text."},
		{"underlined too", "Talks\nresume\n======\nText.", "Talks resume", "Text."},
		{"after text it is a heading", "Text.\n\n# Talks", "", "Text.\n\n⟦heading: Talks⟧"},
		{"another than front matter's is a heading", "---\ntitle: One\n---\n# Two\n\nText.", "One", "⟦heading: Two⟧\n\nText."},
		{"front matter's own is not repeated", "---\ntitle: One\n---\n# One\n\nText.", "One", "Text."},
		{"headings", "Text.\n## A heading ##\nText.\n\nOther\n-----\n#no heading", "", "Text.\n\n⟦heading: A heading⟧\n\nText.\n\n⟦heading: Other⟧\n\n#no heading"},
		{"lines of a paragraph are joined", "One\ntwo\n  three.\n\n\nFour  \nfive\\\nsix", "", "One two three.\n\nFour\nfive\nsix"},
		{"emphasis", "**“Bold”** *said* __he__, _she_ ***both***, ~~not~~ snake_case_name, 5 * 3, a footnote*", "", "“Bold” said he, she both, not snake_case_name, 5 * 3, a footnote*"},
		{"escapes and entities", `\*no\* &amp; &#8220;x&#8221; AT&T \q`, "", "*no* & “x” AT&T \\q"},
		{"links leave their text", `[the *plan*](http://x.example/a_(b) "title"), [b][ref], [ref], [no], [see [this]](x), <https://x.example/>, <a@b.example>` + "\n\n[ref]: http://x.example", "", "the plan, b, ref, [no], see [this], https://x.example/, a@b.example"},
		{"images", "An ![icon](i.png)image.\n\n![Cranes *stand* idle](c.jpg \"t\")\n\nText.", "", "An image.\n\n⟦caption: Cranes stand idle⟧\n\nText."},
		{"footnotes", "Text[^1].\n\n[^1]: The note.", "", "Text.\n\nThe note."},
		{"quotations are one mark", "He wrote:\n> We did\n> not.\ngo on\n>\n> > Deep.\n> - item\n\nText.", "", "He wrote:\n\n⟦quotation: We did not. go on\n\nDeep.\n\nitem⟧\n\nText."},
		{"lists", "Text:\n- one\n- two\n  goes on\n1. three\n\n4) four\n\nText.", "", "Text:\n\n⟦item: one⟧\n⟦item: two goes on⟧\n⟦item: three⟧\n⟦item: four⟧\n\nText."},
		{"tags and comments", "A <b>bold</b> word<br>and <!-- not\nthis --> 1 < 2 <3", "", "A bold word\nand  1 < 2 <3"},
		{"rules and fences", "One\n\n***\n\n```go\n# code *x*\n```\n- - -\ntwo `a *b*` ``c ` d``", "", "One\n\n# code *x*\n\ntwo a *b* c ` d"},
		{"tables", "| a | *b* |\n|---|:-:|\n| 1 | 2 |\n\nText.", "", "a\tb\n1\t2\n\nText."},
		{"CRLF", "One\r\ntwo\r\n\r\nthree\r\n", "", "One two\n\nthree"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs, _ := collect(t, &Reader{Names: []string{"."}, FS: folder(map[string]string{"p/a.md": tt.source})})
			if len(docs) != 1 {
				t.Fatalf("%d documents", len(docs))
			}
			if got := marked(docs[0]); got != tt.want || docs[0].Title != tt.title {
				t.Errorf("title %q, text\n%s\nwant %q\n%s", docs[0].Title, got, tt.title, tt.want)
			}
		})
	}
}
