package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"slant/analysis/diag"
	"slant/analysis/match"
	"slant/lexicons"
	"slant/reports"
)

// LexiconCommand is slant lexicon.
type LexiconCommand struct {
	Check   LexiconCheck   `cmd:"" help:"Find everything wrong with lexicons, and run their own tests."`
	Convert LexiconConvert `cmd:"" help:"Write a lexicon in another program's format."`
	Diff    LexiconDiff    `cmd:"" help:"Show what changed between two lexicons."`
	Suggest LexiconSuggest `cmd:"" help:"Candidates for a lexicon, from a corpus: a file to be edited."`
}

// readLexicon reads a lexicon in the box or a file.
func readLexicon(name, encoding string) (*lexicons.Lexicon, diag.Problems) {
	data, shown, problem := instrument(name, "lexicon")
	if problem != nil {
		return nil, diag.Problems{problem}
	}
	return lexicons.Read(shown, data, lexicons.ReadOptions{Encoding: encoding})
}

// readRosters reads actors files, the one in the box when none is named.
func readRosters(names []string) ([]*lexicons.Roster, diag.Problems) {
	var out []*lexicons.Roster
	var ps diag.Problems
	for _, name := range orDefault(names, defaultActors) {
		data, shown, problem := instrument(name, "actors")
		if problem != nil {
			ps = append(ps, problem)
			continue
		}
		r, found := lexicons.ReadRoster(shown, data)
		ps = append(ps, found...)
		if r != nil {
			out = append(out, r)
		}
	}
	return out, ps
}

// LexiconCheck is slant lexicon check.
type LexiconCheck struct {
	Files    []string `arg:"" name:"file" help:"Lexicons, embedded or files."`
	Actors   []string `short:"a" sep:"none" placeholder:"NAME|FILE" help:"Actors files whose ids referents may name. Default: actors."`
	Encoding string   `placeholder:"NAME" help:"Encoding of the files; found out when not given."`
	Corpus   []string `short:"c" sep:"none" placeholder:"INPUT" help:"Folder or file of articles: what did each pattern catch there?"`
	Metadata string   `short:"m" placeholder:"CSV" help:"Metadata of the articles, as for slant run."`
}

// Run checks every file; problems are usage errors, warnings are not.
func (c *LexiconCheck) Run(w *world) error {
	rosters, problems := readRosters(c.Actors)
	for _, file := range c.Files {
		l, found := readLexicon(file, c.Encoding)
		problems = append(problems, found...)
		if l == nil || found.Fatal() != nil {
			continue
		}
		m, found := match.Compile(l, match.Options{})
		problems = append(problems, found...)
		for _, p := range l.Check(rosters...) {
			// Of a term that cannot be matched, one line is enough.
			if !slices.ContainsFunc(found, func(q *diag.Problem) bool { return q.Position == p.Position }) {
				problems = append(problems, p)
			}
		}
		if found.Fatal() == nil {
			problems = append(problems, match.Expectations(l, m)...)
		}
		fmt.Fprintf(w.out, "%s: %s, %s, %s\n", l.Name, plural(len(l.Terms), "term"), counted(len(l.Categories), "category", "categories"), plural(len(l.Tests), "test"))
	}
	problems.Sort()
	for _, p := range problems {
		fmt.Fprintln(w.err, p.Error())
	}
	if problems.Fatal() != nil {
		return exitCode(exitUsage)
	}
	if len(c.Corpus) == 0 {
		return nil
	}
	return c.catch(w, rosters)
}

// LexiconConvert is slant lexicon convert.
type LexiconConvert struct {
	In       string `arg:"" help:"Lexicon, embedded or a file in any format that slant reads."`
	Out      string `arg:"" help:"File to write; its ending gives the format."`
	Encoding string `placeholder:"NAME" help:"Encoding of the file that is read; found out when not given."`
	Force    bool   `help:"Write over a file that is there."`
}

// Run reads, writes, and reports what the format can't hold.
func (c *LexiconConvert) Run(w *world) error {
	l, problems := readLexicon(c.In, c.Encoding)
	if problems.Fatal() != nil {
		return problems
	}
	format, ok := lexicons.FormatOf(filepath.Base(c.Out))
	if !ok {
		return diag.Problems{{Position: diag.Position{File: c.Out}, Message: "no format goes by this ending", Hint: "use " + endings()}}
	}
	data, lost := lexicons.Write(l, format)
	for _, p := range append(problems, lost...) {
		fmt.Fprintln(w.err, p.Error())
	}
	if lost.Fatal() != nil {
		return exitCode(exitUsage)
	}
	flag := os.O_EXCL
	if c.Force {
		flag = os.O_TRUNC
	}
	f, err := os.OpenFile(c.Out, os.O_WRONLY|os.O_CREATE|flag, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return diag.Problems{{Position: diag.Position{File: c.Out}, Message: "is there already", Hint: "choose another name, or add --force"}}
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// endings lists the file endings of the formats.
func endings() string {
	var b bytes.Buffer
	for i, f := range lexicons.Formats() {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(f.Extension() + " (" + f.String() + ")")
	}
	return b.String()
}

// LexiconDiff is slant lexicon diff.
type LexiconDiff struct {
	A string `arg:"" help:"Lexicon, embedded or a file; or the folder of a run."`
	B string `arg:"" help:"The same, later."`
}

// Run prints the changes, one a line; of two runs, the terms whose numbers
// moved.
func (c *LexiconDiff) Run(w *world) error {
	if isResult(c.A) && isResult(c.B) {
		return diffRuns(w.out, c.A, c.B)
	}
	a, problems := readLexicon(c.A, "")
	b, found := readLexicon(c.B, "")
	if problems = append(problems, found...); problems.Fatal() != nil {
		return problems
	}
	changes := lexicons.Diff(a, b)
	for _, change := range changes {
		fmt.Fprintln(w.out, change)
	}
	if len(changes) == 0 {
		fmt.Fprintln(w.out, "identical")
	}
	return nil
}

// diffRuns prints, for every outlet and category whose matches changed between
// two runs, which terms moved them.
func diffRuns(out io.Writer, dirA, dirB string) error {
	type cell struct{ outlet, lexicon, category, voice string }
	moved := make(map[cell][]string)
	change := make(map[cell]float64)
	var cells []cell
	a, err := readTable(dirA, "tables/terms.csv")
	if err != nil {
		return err
	}
	b, err := readTable(dirB, "tables/terms.csv")
	if err != nil {
		return err
	}
	if a == nil || b == nil {
		return diag.Problems{{Message: "a run has no tables/terms.csv", Hint: "run it again"}}
	}
	before, after := keyed(a), keyed(b)
	for _, key := range union(before.shown, after.shown) {
		t, row := a, before.rows[key]
		if row == nil {
			t, row = b, after.rows[key]
		}
		x, y := matchesOf(a, before.rows[key]), matchesOf(b, after.rows[key])
		if x == y {
			continue
		}
		at := func(column string) string { return row[t.Index(column)].String() }
		c := cell{at("outlet"), at("lexicon"), at("category"), at("voice")}
		if moved[c] == nil {
			cells = append(cells, c)
		}
		moved[c] = append(moved[c], fmt.Sprintf("%s %+.0f", at("term"), y-x))
		change[c] += y - x
	}
	for _, c := range cells {
		fmt.Fprintf(out, "%s, %s/%s, %s: %+.0f matches: %s\n", c.outlet, c.lexicon, c.category, c.voice, change[c], strings.Join(moved[c], "; "))
	}
	if len(cells) == 0 {
		fmt.Fprintln(out, "no term's matches changed")
	}
	return nil
}

// matchesOf gives the matches of a row of terms; 0 for none.
func matchesOf(t *reports.Table, row []reports.Value) float64 {
	if row == nil {
		return 0
	}
	n, _ := row[t.Index("matches")].Float()
	return n
}
