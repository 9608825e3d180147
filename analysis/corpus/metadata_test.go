package corpus

import (
	"strings"
	"testing"
)

func TestMetadata(t *testing.T) {
	tests := []struct {
		name     string
		files    map[string]string
		metadata []string
		want     string
	}{
		{"found in the folder, paths relative to it", map[string]string{
			"in/x/a.txt": "A", "in/x/b.txt": "B", "in/meta/articles.csv": "file,id,outlet,date,headline,url,language,desk\n../x/a.txt,a1,Post,April 16 2024,Title,https://p.example/,en,Economy\n"}, nil, `
notice: in/meta/articles.csv: read as metadata: it has a column "file" and none for a text
notice: in/meta/articles.csv:1: "headline" is read as title
notice: in/meta/articles.csv:2:1: date "April 16 2024" is read as 2024-04-16 (the month's name), and others like it in the same way
a1 · Post · 2024-04-16 · Title · https://p.example/ · en · "A" desk="Economy"
in/x/b.txt · x · "B"
`},
		{"named by the user, outside the inputs", map[string]string{"in/x/a.txt": "A", "m.tsv": "file\toutlet\nin/x/a.txt\tPost\n"}, []string{"m.tsv"}, `
in/x/a.txt · Post · "A"
`},
		{"an empty cell leaves what is known", map[string]string{"in/x/a.txt": "---\ntitle: T\noutlet: O\n---\nA", "in/m.csv": "file,outlet,title,date\nx/a.txt,,Better,2024-01-02\n"}, []string{"in/m.csv"}, `
in/x/a.txt · O · 2024-01-02 · Better · "A"
`},
		{"for a file of records, what holds unless a record says otherwise", map[string]string{
			"in/a.jsonl": `{"id":"1","text":"A","desk":"News"}` + "\n" + `{"id":"2","outlet":"Herald","date":"2024-01-03","text":"B"}`, "in/m.csv": "file,id,outlet,date,desk\na.jsonl,x,Post,2024-01-02,Economy\n"}, []string{"in/m.csv"}, `
1 · Post · 2024-01-02 · "A" desk="News"
2 · Herald · 2024-01-03 · "B" desk="Economy"
`},
		{"a malformed date is named where it stands", map[string]string{"in/x/a.txt": "A", "in/m.csv": "file,date\nx/a.txt,1/2/2024\n"}, []string{"in/m.csv"}, `
warning: in/m.csv:2:1: date "1/2/2024" is not used: the day and the month cannot be told apart; write dates as YYYY-MM-DD
in/x/a.txt · x · "A"
`},
		{"rows gone wrong", map[string]string{"in/x/a.txt": "A", "in/x/b.txt": "B", "in/m.csv": "file,title\nx/a.txt,One\nx/a.txt,Two\n,None\nx/b.txt\nx/gone.txt,Gone\n" + `x\b.txt,"Broken" quote` + "\n"}, []string{"in/m.csv"}, `
warning: in/m.csv:3:1: file "x/a.txt" is described before, at in/m.csv:2:1; this row is not used
warning: in/m.csv:4:1: the row names no file
warning: in/m.csv:5:1: the row has 1 field, the header 2; it is not used
warning: in/m.csv:7:9: broken quote: the field opened here is not closed before a separator; the rest of the table is not used
in/x/a.txt · x · One · "A"
in/x/b.txt · x · "B"
warning: in/m.csv:6:1: file "x/gone.txt" is not among the inputs; paths are relative to the table
`},
		{"a backslash in a path", map[string]string{"in/x/a.txt": "A", "in/m.csv": "file,title\n" + `x\a.txt,One` + "\n"}, []string{"in/m.csv"}, "in/x/a.txt · x · One · \"A\"\n"},
		{"no column file", map[string]string{"in/x/a.txt": "A", "m.csv": "path,title\nx/a.txt,One\n"}, []string{"m.csv"}, `
skipped: m.csv:1: no column "file", which says what file each row describes
in/x/a.txt · x · "A"
`},
		{"no table", map[string]string{"in/x/a.txt": "A", "m.xlsx": "x"}, []string{"m.xlsx"}, "skipped: m.xlsx: metadata must be a .csv or .tsv file\nin/x/a.txt · x · \"A\"\n"},
		{"no such file", map[string]string{"in/x/a.txt": "A"}, []string{"m.csv"}, "skipped: m.csv: there is no such file or folder\nin/x/a.txt · x · \"A\"\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := &Reader{FS: folder(tt.files), Names: []string{"in"}, Metadata: tt.metadata}
			if got, want := render(t, r), strings.TrimPrefix(tt.want, "\n"); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}
