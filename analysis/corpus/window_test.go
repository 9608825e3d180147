package corpus

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// narrow reads files of records through a window that starts with a few bytes
// and is filled a byte at a time, so that every record lies across its end.
func narrow(content, name string, size int) (out []string) {
	r := &Reader{Names: []string{"."}, FS: folder(map[string]string{name: content}), joined: &joined{}}
	g := &reading{r: r, ids: identities{places: map[uint64]place{}}, yield: func(d *Document, err error) bool {
		if err != nil {
			out = append(out, err.Error())
		} else {
			out = append(out, fmt.Sprintf("%s %s %q %q", d.ID, d.Outlet, d.Text, d.Vars))
		}
		return true
	}}
	g.window.buf = make([]byte, size)
	f, _ := recognise(name)
	g.source(&source{name: name, format: f, r: iotest.OneByteReader(strings.NewReader(content))})
	return out
}

func wide(content, name string) (out []string) { return narrow(content, name, 1<<16) }

var windowed = map[string][]string{
	"a.csv": {"id,outlet,date,text\n1,P,2024-01-01,\"a \"\"b\"\"\r\nc\"\r\n2,P,2024-01-02,\"broken\" x\n3,P,2024-01-03,ok\n\n4,P,2024-01-04,\"open\n5,P,2024-01-05,end",
		"outlet;text\r\nP;\"x\"\r\nP;y\r\n", "sep=|\noutlet|text\nP|x", "outlet,text\nP,\"x\"", "outlet,text\nP,\"x\"\r", "outlet,text\nP,\"x\"é"},
	"a.tsv":   {"outlet\ttext\nP\t\"x\" y\nP\t\"a\tb\"\nP\t\"two\nlines\"\n"},
	"a.jsonl": {`{"outlet":"P","text":"a\u2019\ud83d\ude00","n":[1, {"a":2}]}` + "\n" + `{"outlet":"P","text":"x"` + "\n\n" + `{"outlet":"P","text":"y"}`, "{\n\"outlet\":\"P\",\"text\":\"x\"}\n{\"outlet\":\"P\",\"text\":\"y\"}"},
	"a.json":  {`[{"outlet":"P","text":"a \\\" ] b\\"}, {"outlet":"P","text":"}"} , 5, {"outlet":"P","text":"b`, `{"outlet":"P","text":"a"} {"outlet":"P","text":"b"}`, ` [ ] `},
}

func TestRecordsAcrossTheEndOfTheWindow(t *testing.T) {
	for name, contents := range windowed {
		for _, content := range contents {
			want := wide(content, name)
			for size := 1; size < 40; size++ {
				if got := narrow(content, name, size); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Fatalf("%s %q through %d bytes:\n%q\nwant\n%q", name, content, size, got, want)
				}
			}
		}
	}
}

func FuzzWindow(f *testing.F) {
	for name, contents := range windowed {
		for _, content := range contents {
			f.Add(name, content, 3)
		}
	}
	f.Fuzz(func(t *testing.T, name, content string, size int) {
		if windowed[name] == nil {
			return
		}
		if got, want := narrow(content, name, 1+(size&31)), wide(content, name); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%s %q through %d bytes:\n%q\nwant\n%q", name, content, 1+(size&31), got, want)
		}
	})
}

func TestLinesOfAnyLength(t *testing.T) {
	var w window
	w.reset(io.MultiReader(strings.NewReader("one\n\n"), strings.NewReader(strings.Repeat("x", 600_000)+"\nlast")))
	var got []string
	for {
		line, ok := w.nextLine()
		if !ok {
			break
		}
		got = append(got, fmt.Sprint(w.line, len(line)))
		w.dropLine(line)
	}
	if fmt.Sprint(got) != "[1 3 2 0 3 600000 4 4]" || w.err != io.EOF {
		t.Errorf("%q, %v", got, w.err)
	}
}
