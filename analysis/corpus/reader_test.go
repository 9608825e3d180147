package corpus

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"slant/analysis/diag"
)

// collect reads everything, twice, and holds the two passes to each other.
func collect(t testing.TB, r *Reader) (docs []*Document, problems diag.Problems) {
	t.Helper()
	pass := func() (docs []*Document, problems diag.Problems) {
		for d, err := range r.Documents() {
			if err == nil {
				docs = append(docs, d)
				continue
			}
			p, ok := err.(*diag.Problem)
			if !ok || d != nil {
				t.Fatalf("%v (%T) with document %v", err, err, d)
			}
			problems = append(problems, p)
		}
		return docs, problems
	}
	docs, problems = pass()
	inputs := r.Inputs()
	again, problemsAgain := pass()
	if len(again) != len(docs) || problemsAgain.Error() != problems.Error() || !slices.Equal(inputs, r.Inputs()) {
		t.Fatalf("the second pass differs: %d documents, then %d;\n%v\nthen\n%v", len(docs), len(again), problems, problemsAgain)
	}
	for i := range docs {
		if docs[i].Text != again[i].Text || docs[i].ID != again[i].ID {
			t.Fatalf("the second pass differs at %s", docs[i].ID)
		}
	}
	return docs, problems
}

// reasons gives the problems of one reason.
func reasons(ps diag.Problems, reason string) (out []string) {
	for _, p := range ps {
		if p.Reason == reason {
			out = append(out, p.Error())
		}
	}
	return out
}

// folder makes a file system of names and contents.
func folder(files map[string]string) fstest.MapFS {
	fs := fstest.MapFS{}
	for name, content := range files {
		fs[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return fs
}

func TestFirstFolderIsTheOutlet(t *testing.T) {
	r := &Reader{Names: []string{"."}, FS: folder(map[string]string{
		"guardian/2024/a.txt":  "Text of a.",
		"guardian/b.txt":       "Text of b.",
		"herald/c.txt":         "Text of c.",
		"guardian/.hidden.txt": "no",
		".git/d.txt":           "no",
	})}
	docs, problems := collect(t, r)
	var got []string
	for _, d := range docs {
		got = append(got, d.ID+" "+d.Outlet+" "+d.Text)
	}
	want := []string{"guardian/2024/a.txt guardian Text of a.", "guardian/b.txt guardian Text of b.", "herald/c.txt herald Text of c."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if got := problems.Error(); got != ".: 3 of 3 documents have no date" {
		t.Errorf("problems: %s", got)
	}
}

// render writes what a reader gives, a line a document or problem, the way the
// tests below spell it out. Notices that dates are missing are left out: few
// test documents have one.
func render(t testing.TB, r *Reader) string {
	t.Helper()
	var b strings.Builder
	docs, problems := 0, 0
	for d, err := range r.Documents() {
		if err != nil {
			if p := err.(*diag.Problem); p.Reason != "no-date" {
				problems++
				fmt.Fprintf(&b, "%s: %s\n", p.Severity, p.Error())
			}
			continue
		}
		docs++
		fmt.Fprintf(&b, "%s · %s", d.ID, d.Outlet)
		for _, s := range []string{d.Date, d.Title, d.URL, d.Language} {
			if s != "" {
				fmt.Fprintf(&b, " · %s", s)
			}
		}
		fmt.Fprintf(&b, " · %q", d.Text)
		for _, v := range d.Vars {
			fmt.Fprintf(&b, " %s=%q", v.Name, v.Value)
		}
		b.WriteByte('\n')
	}
	again, _ := collect(t, r)
	if len(again) != docs {
		t.Fatalf("%d documents, then %d", docs, len(again))
	}
	return b.String()
}

// reading of one file in a folder, and what is to come of it.
type fileTest struct{ name, file, content, want string }

func runFileTests(t *testing.T, tests []fileTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := &Reader{Names: []string{"."}, FS: folder(map[string]string{tt.file: tt.content})}
			if got, want := render(t, r), strings.TrimPrefix(tt.want, "\n"); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}
