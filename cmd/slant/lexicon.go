package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"slant/analysis/diag"
	"slant/analysis/match"
	"slant/lexicons"
)

// LexiconCommand is slant lexicon.
type LexiconCommand struct {
	Check   LexiconCheck   `cmd:"" help:"Find everything wrong with lexicons, and run their own tests."`
	Convert LexiconConvert `cmd:"" help:"Write a lexicon in another program's format."`
	Diff    LexiconDiff    `cmd:"" help:"Show what changed between two lexicons."`
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
		problems = append(problems, l.Check(rosters...)...)
		m, found := match.Compile(l, match.Options{})
		problems = append(problems, found...)
		if found.Fatal() == nil {
			problems = append(problems, match.Expectations(l, m)...)
		}
		fmt.Fprintf(w.out, "%s: %s, %s, %s\n", l.Name, plural(len(l.Terms), "term"), plural(len(l.Categories), "categorie"), plural(len(l.Tests), "test"))
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
	A string `arg:"" help:"Lexicon, embedded or a file."`
	B string `arg:"" help:"The same, later."`
}

// Run prints the changes, one a line.
func (c *LexiconDiff) Run(w *world) error {
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
