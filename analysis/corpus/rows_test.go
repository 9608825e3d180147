package corpus

import (
	"strings"
	"testing"
)

func TestTables(t *testing.T) {
	runFileTests(t, []fileTest{
		{"every field, a quoted one over two lines, and the rest as variables", "a.csv",
			"id,outlet,date,title,url,language,text,section\n" +
				"1,Post,2024-01-02,First,https://p.example/1,en,\"He said \"\"no\"\".\r\nNext, line\",world\n" +
				"2,Post,,Second,,,Plain text,\n", `
1 · Post · 2024-01-02 · First · https://p.example/1 · en · "He said \"no\".\r\nNext, line" section="world"
2 · Post · Second · "Plain text" section=""
`},
		{"a record's line counts the lines inside fields before it", "a.csv", "outlet,text\nPost,\"one\n\ntwo\"\n\nPost,three\n", `
a.csv:2 · Post · "one\n\ntwo"
a.csv:6 · Post · "three"
`},
		{"names of columns in any case, blanks and hyphens for underscores", "a.csv", "Outlet,TEXT,Publish-Date\nPost,x,2024-01-02\n", `
notice: a.csv:1: "Publish-Date" is read as date
a.csv:2 · Post · 2024-01-02 · "x"
`},
		{"synonyms are told, and give way to the field's own name", "a.csv", "source,body,text,headline\nPost,from body,from text,Title\n", `
notice: a.csv:1: "source" is read as outlet
notice: a.csv:1: "headline" is read as title
a.csv:2 · Post · Title · "from text" body="from body"
`},
		{"of two synonyms the likelier one wins", "a.csv", "article,body,outlet\nfrom article,from body,Post\n", `
notice: a.csv:1: "body" is read as text
a.csv:2 · Post · "from body" article="from article"
`},
		{"semicolons, a byte order mark and CRLF, as spreadsheets write", "a.csv", "\xef\xbb\xbfoutlet;text\r\nPost;Eins, zwei\r\n", `
notice: a.csv:1: columns are separated by ";"
a.csv:2 · Post · "Eins, zwei"
`},
		{"the separator Excel names", "a.csv", "sep=|\noutlet|text\nPost|x\n", `
notice: a.csv:2: columns are separated by "|"
a.csv:3 · Post · "x"
`},
		{"tabs, with and without quoting", "a.tsv", "outlet\ttext\nPost\t\"We will\" he said\nPost\t\"a\tb\"\nPost\tit is 5\" long\n", `
a.tsv:2 · Post · "\"We will\" he said"
a.tsv:3 · Post · "a\tb"
a.tsv:4 · Post · "it is 5\" long"
`},
		{"no line break at the end", "a.csv", "outlet,text\nPost,x", "a.csv:2 · Post · \"x\"\n"},
		{"a column without a name", "a.csv", ",outlet,text\n0,Post,x\n", "a.csv:2 · Post · \"x\" column_1=\"0\"\n"},
		{"a column file beside a text is a variable", "a.csv", "file,outlet,text\nb.txt,Post,x\n", "a.csv:2 · Post · \"x\" file=\"b.txt\"\n"},
		{"a quotation mark inside an unquoted field stands for itself", "a.csv", "outlet,text\nPost,a 5\" gun\n", `a.csv:2 · Post · "a 5\" gun"` + "\n"},
		{"NUL and control characters stay", "a.csv", "outlet,text\nPost,a\x00b\x01c\n", `a.csv:2 · Post · "a\x00b\x01c"` + "\n"},
	})
}

func TestTablesGoneWrong(t *testing.T) {
	const head = "id,outlet,date,text\n1,Post,2024-01-01,fine\n"
	const first = "1 · Post · 2024-01-01 · \"fine\"\n"
	runFileTests(t, []fileTest{
		{"a quote closed too early costs its record", "a.csv", head + "2,Post,2024-01-02,\"a quote\" that goes on\n3,Post,2024-01-03,\"fine again\"\n", first +
			`skipped: a.csv:3:19: broken quote: the field opened here is closed at line 3, column 27, where ' ' follows instead of a comma; line 3 is skipped; write "" for a quotation mark inside a quoted field
3 · Post · 2024-01-03 · "fine again"
`},
		{"a quote closed by a later record's", "a.csv", head + "2,Post,2024-01-02,\"open and\nmore text\n3,Post,2024-01-03,\"third, \"\"quoted\"\"\"\n4,Post,2024-01-04,fourth\n", first +
			`skipped: a.csv:3:19: broken quote: the field opened here is closed at line 5, column 19, where 't' follows instead of a comma; lines 3–4 are skipped; write "" for a quotation mark inside a quoted field
3 · Post · 2024-01-03 · "third, \"quoted\""
4 · Post · 2024-01-04 · "fourth"
`},
		{"a quote that swallows whole records without breaking", "a.csv", head + "2,Post,2024-01-02,\"open\n3,Post,2024-01-03,plain\n4,Post,2024-01-04,\"\"\n5,Post,2024-01-05,plain\n6,Post,2024-01-06,\"x\n", first +
			`skipped: a.csv:3:19: broken quote: the field opened here is closed at line 7, column 19, where 'x' follows instead of a comma; line 3 is skipped; write "" for a quotation mark inside a quoted field
3 · Post · 2024-01-03 · "plain"
skipped: a.csv:5:1: the document has no text
5 · Post · 2024-01-05 · "plain"
skipped: a.csv:7:19: broken quote: the field opened here is never closed; the rest of the file, 1 line, is skipped; write "" for a quotation mark inside a quoted field
`},
		{"a quote that is never closed", "a.csv", head + "2,Post,2024-01-02,\"never closed\n3,Post,2024-01-03,plain\n", first +
			`skipped: a.csv:3:19: broken quote: the field opened here is never closed; line 3 is skipped; write "" for a quotation mark inside a quoted field
3 · Post · 2024-01-03 · "plain"
`},
		{"with nothing to know a record by, the rest is lost", "a.csv", "a,text\n1,\"open\n2,\"x\"\n3,y\n",
			`skipped: a.csv:2:3: broken quote: the field opened here is closed at line 3, column 3, where 'x' follows instead of a comma; the rest of the file, 3 lines, is skipped; write "" for a quotation mark inside a quoted field
`},
		{"records with too few and too many fields", "a.csv", "id,outlet,text\n1,Post\n2,Post,ok\n3,Post,a,b\n4,Post,ok,,\n",
			`skipped: a.csv:2:1: the record has 2 fields, the header 3; put fields that hold a comma in double quotes
2 · Post · "ok"
skipped: a.csv:4:1: the record has 4 fields, the header 3; put fields that hold a comma in double quotes
4 · Post · "ok"
`},
		{"a broken quote in the header", "a.csv", "outlet,\"text\nPost,x\n", "skipped: a.csv:1:8: broken quote in the header\n"},
		{"no column for the text", "a.csv", "id,outlet,txt\n1,Post,x\n",
			`skipped: a.csv:1: no column "text"; the columns are "id", "outlet", "txt"; is it "txt"? Then say so in slant.yaml
`},
		{"no outlet, no text, an id used before", "a.csv", "id,outlet,text\n1,,x\n2,Post, \n3,Post,x\n3,Post,y\n",
			`skipped: a.csv:2:1: no "outlet"; every document needs one: add it to the record, or give it in slant.yaml
skipped: a.csv:3:1: the document has no text
3 · Post · "x"
skipped: a.csv:5:1: id "3" is taken by the document at a.csv:4; every document needs an id of its own
`},
		{"two columns of one name", "a.csv", "outlet,text,note,note\nPost,x,1,2\n",
			`warning: a.csv:1: two columns are named "note"; the first gives the field, the last the variable
a.csv:2 · Post · "x" note="2"
`},
		{"a byte that is not UTF-8 among many that are", "a.csv", "outlet,text\nPost,“süß”\nPost,\"zwei\nZeilen \xff\"\nPost,für\n",
			`a.csv:2 · Post · "“süß”"
skipped: a.csv:4:8: the document holds byte 0xff, which is not UTF-8; save the file as UTF-8, or name its encoding in slant.yaml
a.csv:5 · Post · "für"
`},
		{"lines that end in carriage returns alone", "a.csv", "outlet,text\rPost,x\r", "skipped: a.csv:1: lines end in carriage returns alone; save the file with line feeds\n"},
		{"a header and nothing else", "a.csv", "outlet,text\n", "skipped: a.csv: there are no documents in this file\n"},
		{"nothing at all", "a.csv", "", "skipped: a.csv:1: the file is empty\n"},
	})
}

func TestLongFields(t *testing.T) {
	long := strings.Repeat("a long, \"quoted\" text ", 40000) // 880 kB, more than the window holds
	quoted := strings.ReplaceAll(long, `"`, `""`)
	r := &Reader{Names: []string{"."}, FS: folder(map[string]string{"a.csv": "outlet,text\nPost,\"" + quoted + "\"\nPost,short\n"})}
	docs, _ := collect(t, r)
	if len(docs) != 2 || docs[0].Text != long || docs[1].Text != "short" {
		t.Fatalf("%d documents", len(docs))
	}
}
