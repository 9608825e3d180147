package corpus

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

func TestJSONLines(t *testing.T) {
	runFileTests(t, []fileTest{
		{"every field, escapes, and the rest as variables", "a.jsonl",
			`{"id":"x1","outlet":"Post","date":"2024-01-02","title":"A \"title\"","url":"https://p.example/1","language":"en",` +
				`"text":"One \u201ctwo\u201d \ud83d\ude00\n\/ end","n": 3.50, "yes":true,"list":[1, {"a":"b c"}],"none":null}`, `
x1 · Post · 2024-01-02 · A "title" · https://p.example/1 · en · "One “two” 😀\n/ end" list="[1,{\"a\":\"b c\"}]" n="3.50" yes="true"
`},
		{"numbers as ids and as Unix time", "a.jsonl", `{"id":17,"outlet":"Post","date":1713225600,"text":"x"}`, `
notice: a.jsonl:1:1: date "1713225600" is read as 2024-04-16 (seconds since 1970, in UTC), and others like it in the same way
17 · Post · 2024-04-16 · "x"
`},
		{"synonyms are told once", "a.jsonl", `{"site":"Post","content":"x"}` + "\n" + `{"site":"Post","content":"y"}`, `
notice: a.jsonl:1:2: "site" is read as outlet
notice: a.jsonl:1:16: "content" is read as text
a.jsonl:1 · Post · "x"
a.jsonl:2 · Post · "y"
`},
		{"a null is no value, so the synonym counts", "a.jsonl", `{"outlet":null,"source":"Post","text":"x"}`, `
notice: a.jsonl:1:16: "source" is read as outlet
a.jsonl:1 · Post · "x"
`},
		{"of a key given twice the last counts", "a.jsonl", `{"outlet":"A","text":"x","outlet":"B","v":"1","v":"2"}`, `a.jsonl:1 · B · "x" v="2"` + "\n"},
		{"empty lines, blanks before a record, CRLF", "a.ndjson", "\r\n  {\"outlet\":\"Post\",\"text\":\"x\"}\r\n\r\n{\"outlet\":\"Post\",\"text\":\"y\"}", `
a.ndjson:2 · Post · "x"
a.ndjson:4 · Post · "y"
`},
		{"records over several lines", "a.jsonl", "{\n \"outlet\": \"Post\",\n \"text\": \"x\"\n}\n{\n \"outlet\": \"Post\", \"text\": \"y\"\n}\n", `
notice: a.jsonl: the file holds JSON objects one after the other, not JSON lines, and is read as such
a.jsonl:1 · Post · "x"
a.jsonl:5 · Post · "y"
`},
		{"an array", "a.jsonl", `[{"outlet":"Post","text":"x"}]`, `
notice: a.jsonl: the file holds a JSON array, not JSON lines, and is read as such
a.jsonl:1:2 · Post · "x"
`},
		{"control characters inside a string stay", "a.jsonl", "{\"outlet\":\"Post\",\"text\":\"a\tb\x00c\\u0000d\"}", `a.jsonl:1 · Post · "a\tb\x00c\x00d"` + "\n"},
	})
}

func TestJSONLinesGoneWrong(t *testing.T) {
	const before, after = `{"outlet":"Post","text":"before"}` + "\n", "\n" + `{"outlet":"Post","text":"after"}`
	bad := func(line, want string) fileTest {
		return fileTest{line, "a.jsonl", before + line + after, "a.jsonl:1 · Post · \"before\"\n" + want + "\na.jsonl:3 · Post · \"after\"\n"}
	}
	runFileTests(t, []fileTest{
		bad(`{"outlet":"Post","text":"x`, `skipped: a.jsonl:2:25: this is not JSON: a string is not closed`),
		bad(`{"outlet":"Post" "text":"x"}`, `skipped: a.jsonl:2:18: this is not JSON: expected a comma or a closing brace after a value, not '"'`),
		bad(`{"outlet":"Post","text":"x"} {}`, `skipped: a.jsonl:2:30: this is not JSON: expected the end of the record, not '{'`),
		bad(`{"outlet":'Post'}`, `skipped: a.jsonl:2:11: this is not JSON: expected a value, not '\''`),
		bad(`{"outlet":"Post","n":01}`, `skipped: a.jsonl:2:22: this is not JSON: expected a value, not '0'`),
		bad(`{"outlet":"Post","n":[1,]}`, `skipped: a.jsonl:2:25: this is not JSON: invalid character ']' looking for beginning of value`),
		bad(`{"outlet":"Post","n":{"a":1}`, `skipped: a.jsonl:2:29: this is not JSON: expected a comma or a closing brace after a value, not the end`),
		bad(`{"outlet":"Post","n":[[1]`, `skipped: a.jsonl:2:22: this is not JSON: an array or object is not closed`),
		bad(`{"outlet"}`, `skipped: a.jsonl:2:10: this is not JSON: expected a colon after a key, not '}'`),
		bad(`{"outlet":"\q"}`, `skipped: a.jsonl:2:12: this is not JSON: "\\q" is no escape`),
		bad(`{outlet:"Post"}`, `skipped: a.jsonl:2:2: this is not JSON: expected a key in double quotation marks, not 'o'`),
		bad(`"text"`, `skipped: a.jsonl:2:1: this is not JSON: a record must be an object in braces, not '"'`),
		bad(`{}`, `skipped: a.jsonl:2:1: no "outlet"; every document needs one: add it to the record, or give it in slant.yaml`),
		bad(`{"outlet":"Post"}`, `skipped: a.jsonl:2:1: the document has no text`),
		bad(`{"outlet":"Post","text":["x"]}`, `skipped: a.jsonl:2:18: "text" is an array, not a string`),
		bad(`{"outlet":"Post","text":"`+"\xc3"+`"}`, `skipped: a.jsonl:2:26: the document holds byte 0xc3, which is not UTF-8; save the file as UTF-8, or name its encoding in slant.yaml`),
		bad(`{"outlet":"Post","title":{"a":1},"text":"x"}`, "warning: a.jsonl:2:18: \"title\" is an object, not a string\na.jsonl:2 · Post · \"x\""),
		bad(`{"outlet":"Post","text":"half \ud83d"}`, "warning: a.jsonl:2:31: half of a pair of escapes (\\ud83d) is read as U+FFFD\na.jsonl:2 · Post · \"half \uFFFD\""),
		bad(`{"outlet":"Post","date":"03/04/2012","text":"x"}`, "warning: a.jsonl:2:1: date \"03/04/2012\" is not used: the day and the month cannot be told apart; write dates as YYYY-MM-DD\na.jsonl:2 · Post · \"x\""),
		{"nothing", "a.jsonl", "\n", "skipped: a.jsonl: there are no documents in this file\n"},
	})
}

func TestArrays(t *testing.T) {
	runFileTests(t, []fileTest{
		{"records at their line and column", "a.json", "[{\"outlet\":\"P\",\"text\":\"one\"}, {\"outlet\":\"P\",\n\"text\":\"a ] } \\\" [\"}\n , {\"outlet\":\"P\",\"text\":\"three\"}]\n", `
a.json:1:2 · P · "one"
a.json:1:31 · P · "a ] } \" ["
a.json:3:4 · P · "three"
`},
		{"objects one after the other", "a.json", "{\"outlet\":\"P\",\"text\":\"one\"}\n{\"outlet\":\"P\",\"text\":\"two\"}", `
notice: a.json: the file holds JSON objects one after the other, not a JSON array, and is read as such
a.json:1 · P · "one"
a.json:2 · P · "two"
`},
		{"a bad record in the middle", "a.json", `[{"outlet":"P","text":"one"},` + "\n" + `{"outlet":"P","text":"two" "x":1},` + "\n" + `{"outlet":"P","text":"three"}]`, `
a.json:1:2 · P · "one"
skipped: a.json:2:28: this is not JSON: expected a comma or a closing brace after a value, not '"'
a.json:3 · P · "three"
`},
		{"elements that are no records", "a.json", `[5, "s", }, {"outlet":"P","text":"two"}]`, `
skipped: a.json:1:2: this is not JSON: a record must be an object in braces, not '5'
skipped: a.json:1:5: this is not JSON: a record must be an object in braces, not '"'
skipped: a.json:1:10: this is not JSON: a record must be an object in braces, not '}'
a.json:1:13 · P · "two"
`},
		{"a record that is not closed", "a.json", `[{"outlet":"P","text":"one"},` + "\n" + `{"outlet":"P","text":"two"` + "\n", `
a.json:1:2 · P · "one"
skipped: a.json:2:1: the record that starts here is not closed; it and the rest of the file, 2 lines, are skipped
`},
		{"an array that is not closed", "a.json", `[{"outlet":"P","text":"one"},`, `
a.json:1:2 · P · "one"
skipped: a.json:1:30: the array is not closed; 1 document before the end of the file used
`},
		{"more after the array", "a.json", `[{"outlet":"P","text":"one"}] x`, `
a.json:1:2 · P · "one"
skipped: a.json:1:31: the array is over, but "x" follows; the rest of the file is skipped
`},
		{"no array at all", "a.json", `"x"`, "skipped: a.json:1:1: expected an array of documents, not \"\\\"\"\n"},
		{"an empty array", "a.json", "[]", "skipped: a.json: there are no documents in this file\n"},
		{"nothing", "a.json", "", "skipped: a.json: there are no documents in this file\n"},
	})
}

func TestTitlesKeepNoTextsAlive(t *testing.T) {
	// A consumer that keeps the ids and titles of a million documents must not
	// keep their texts: 200 of 100 kB each would be 20 MB.
	for name, record := range map[string]string{"a.jsonl": `{"outlet":"P","title":"T%d","text":"%s"}` + "\n", "a.csv": "P,T%d,%s\n"} {
		var b strings.Builder
		if name == "a.csv" {
			b.WriteString("outlet,title,text\n")
		}
		for i := range 200 {
			fmt.Fprintf(&b, record, i, strings.Repeat("x", 100_000))
		}
		r := &Reader{Names: []string{"."}, FS: folder(map[string]string{name: b.String()})}
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		var titles []string
		for d, err := range r.Documents() {
			if err == nil {
				titles = append(titles, d.Title)
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		if kept := int64(after.HeapAlloc) - int64(before.HeapAlloc); kept > 5<<20 || len(titles) != 200 {
			t.Errorf("%s: %d titles keep %d bytes", name, len(titles), kept)
		}
		runtime.KeepAlive(titles)
		runtime.KeepAlive(r)
	}
}

func TestFiftyMegabytesInOneLine(t *testing.T) {
	if testing.Short() {
		t.Skip("50 MB")
	}
	long := strings.Repeat("A sentence of a very long article, said no one. ", 50<<20/48)
	for name, content := range map[string]string{
		"p/a.jsonl": `{"text":"` + long + `"}` + "\n" + `{"text":"short"}`,
		"p/a.json":  `[{"text":"` + long + `"}, {"text":"short"}]`,
		"p/a.csv":   "text\n" + strings.ReplaceAll(long, ",", ";") + "\nshort",
		"p/a.tsv":   "text\n\"" + long + "\"\nshort",
		"p/a.txt":   long,
	} {
		r := &Reader{Names: []string{"."}, FS: folder(map[string]string{name: content})}
		lengths := []int{}
		for d, err := range r.Documents() {
			if err == nil {
				lengths = append(lengths, len(d.Text))
			}
		}
		if len(lengths) == 0 || lengths[0] != len(long) || name != "p/a.txt" && (len(lengths) != 2 || lengths[1] != 5) {
			t.Errorf("%s: texts of %d bytes", name, lengths)
		}
	}
}
