package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"slant/analysis/diag"
	"slant/reports"
)

// version is the program's; CHANGELOG.md tells what each brought.
const version = "0.1.0"

// Exit codes, as the contract with users has them.
const (
	exitDone    = 0
	exitFailed  = 1 // nothing to trust
	exitUsage   = 2 // wrong usage, options, lexicon or actors
	exitSkipped = 3 // done, but some documents were skipped
)

// shownProblems is how many problems of usage are printed: enough to mend a
// file by, and not so many that a file of another kind floods the terminal.
const shownProblems = 50

// world is what a command may touch of its surroundings.
type world struct {
	ctx      context.Context
	in       io.Reader
	out, err io.Writer
	terminal bool // err is a terminal: progress may be shown
	color    bool // out is a terminal that wants colour
	now      func() time.Time
	cache    string // the user's folder for annotated documents; "" for none
}

// commands is what the program can do; flags.go reads names and help from it.
type commands struct {
	Run      RunCommand      `cmd:"" help:"Score a corpus: tables, figures and a report in one folder."`
	Kwic     KwicCommand     `cmd:"" help:"Concordance: a pattern in context."`
	Lexicon  LexiconCommand  `cmd:"" help:"Check, convert and compare lexicons."`
	Validate ValidateCommand `cmd:"" help:"How far slant agrees with people who have read the same texts."`
	Show     ShowCommand     `cmd:"" help:"One article with its voices, sources, terms and actors marked."`
	Compare  CompareCommand  `cmd:"" help:"Two runs side by side: identical, or what moved and why."`
	Cache    CacheCommand    `cmd:"" help:"What is kept between runs: list it, or clear it."`
	Version  VersionCommand  `cmd:"" help:"Print the version."`
}

// command is one of them, ready to go. The error is one of usage if it is or
// holds diag.Problems; an exitCode is no failure.
type command interface {
	Run(w *world) error
}

// about is what the help says of the program.
const about = "Loaded language in the news: in whose voice, out of how many chances, and how far to trust it.\n\n" +
	"Exit status: 0 done; 1 failed, nothing to trust; 2 wrong usage, options, lexicon or actors; 3 done, but some documents were skipped."

// exitCode ends the program without a message.
type exitCode int

func (e exitCode) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// run is the program: it gives the exit code.
func run(args []string, w world) int {
	var c commands
	line := newCommandLine("slant", &c, map[string]string{
		"scorers": strings.Join(scorerNames(), ", "), "scorer": scorerTable[0].name, "presets": strings.Join(presetNames(), ", "),
	})
	asked := len(args) > 0
	if !asked {
		args = []string{"--help"}
	}
	parsed, err := line.parse(args)
	if err != nil {
		fmt.Fprintf(w.err, "slant: %s; see slant --help\n", harmless(err.Error()))
		return exitUsage
	}
	if parsed.help {
		if _, err := io.WriteString(w.out, line.help(parsed.node, about)); err != nil {
			return w.exit(err)
		}
		if !asked {
			return exitUsage
		}
		return exitDone
	}
	if c.Run.Project != "" && parsed.node.name == "run" {
		if parsed, err = c.withProject(line, parsed, args); err != nil {
			return w.exit(err)
		}
	}
	chosen, ok := parsed.node.target.Addr().Interface().(command)
	if !ok {
		fmt.Fprintf(w.err, "slant: %s is no command\n", parsed.node.path)
		return exitUsage
	}
	return w.exit(chosen.Run(&w))
}

// withProject parses the command line again, with the options of the project
// file before those that stand on it.
func (c *commands) withProject(line *commandLine, parsed *parsedLine, args []string) (*parsedLine, error) {
	var known []string
	for _, flag := range parsed.node.flags {
		known = append(known, flag.name)
	}
	p, problems := readProject(c.Run.Project, known, parsed.set)
	if problems.Fatal() != nil {
		return nil, problems
	}
	inputs := len(c.Run.Inputs) > 0
	*c = commands{}
	// The first argument is the name of the command, after any flags before it.
	at := slices.Index(args, "run") + 1
	all := slices.Concat(args[:at], p.args, args[at:])
	if !inputs && len(p.inputs) > 0 {
		all = append(append(all, "--"), p.inputs...)
	}
	parsed, err := line.parse(all)
	if err != nil {
		return nil, diag.Problems{{Position: diag.Position{File: c.Run.Project}, Message: err.Error()}}
	}
	c.Run.project = p
	return parsed, nil
}

func presetNames() []string {
	var names []string
	for _, p := range reports.Presets {
		names = append(names, p.Name)
	}
	return names
}

// exit prints an error and gives its exit code.
func (w *world) exit(err error) int {
	var code exitCode
	var problems diag.Problems
	var problem *diag.Problem
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &problems):
		fmt.Fprintln(w.err, harmless(problems[:min(len(problems), shownProblems)].Error()))
		if more := len(problems) - shownProblems; more > 0 {
			fmt.Fprintf(w.err, "and %s more\n", grouped(int64(more)))
		}
		return exitUsage
	case errors.As(err, &problem):
		fmt.Fprintln(w.err, harmless(err.Error()))
		return exitUsage
	}
	fmt.Fprintf(w.err, "slant: %s\n", harmless(err.Error()))
	return exitFailed
}

// VersionCommand prints the version.
type VersionCommand struct{}

// Run prints it.
func (*VersionCommand) Run(w *world) error {
	_, err := fmt.Fprintln(w.out, "slant", version)
	return err
}
