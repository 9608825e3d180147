package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"slant/analysis"
	"slant/analysis/corpus"
	"slant/analysis/diag"
	"slant/analysis/match"
	"slant/analysis/stat"
	"slant/reports"
)

// RunCommand holds the options of slant run, from flags or slant.yaml.
type RunCommand struct {
	Inputs       []string `arg:"" optional:"" name:"input" help:"Folders, files or archives of articles."`
	Lexicons     []string `name:"lexicon" short:"l" sep:"none" placeholder:"NAME|FILE" help:"Lexicon, embedded or a file; repeatable. Default: loaded-terms."`
	Actors       []string `name:"actors" short:"a" sep:"none" placeholder:"NAME|FILE" help:"Actors file, embedded or your own; repeatable. Default: actors."`
	Metadata     string   `short:"m" placeholder:"CSV" help:"Table with a column file that gives outlet, date, title … of files."`
	Project      string   `short:"p" placeholder:"FILE" help:"Options from a slant.yaml, or from the run.json of a run to repeat."`
	Encoding     string   `placeholder:"NAME" help:"Encoding of files that do not tell; found out when not given."`
	Dates        string   `placeholder:"ORDER" help:"How 03/04/2012 is meant: day-first or month-first."`
	Out          string   `short:"o" default:"slant-out" placeholder:"DIR" help:"Folder for the results (${default})."`
	Outlets      []string `placeholder:"A,B" help:"Only these outlets."`
	From         string   `placeholder:"DATE" help:"Only articles from this day on (YYYY-MM-DD)."`
	To           string   `placeholder:"DATE" help:"Only articles up to this day (YYYY-MM-DD)."`
	By           string   `placeholder:"PERIOD" help:"Period of the trends: day, week, month or year. Default: by the time covered."`
	Events       []string `name:"event" placeholder:"DATE" help:"Compare each outlet before and after this day (YYYY-MM-DD); repeatable."`
	Scorers      []string `name:"scorer" sep:"none" placeholder:"NAME" help:"Sentiment scorer; repeatable: ${scorers}, a folder with a classifier of your own, its tokenizer and a slant-onnx.yaml. Default: ${scorer}. With none no sentiment is measured."`
	Confidence   float64  `default:"0.95" placeholder:"P" help:"Confidence of the intervals (${default})."`
	Replicates   int      `default:"2000" placeholder:"N" help:"Replicates of bootstrap and permutation (${default})."`
	Seed         uint64   `default:"1" placeholder:"N" help:"Seed of everything random (${default})."`
	MinDocuments int      `default:"5" placeholder:"N" help:"No interval from fewer documents (${default})."`
	Copies       string   `default:"keep" placeholder:"HOW" help:"Copies of one text: keep, first or weight (${default}). Always one unit for intervals."`
	Text         string   `default:"all" placeholder:"WHICH" help:"Words counted: all, own (not shared with other outlets) or shared (${default})."`
	Compat       string   `placeholder:"TOOL" help:"Match like another tool: quanteda or liwc."`
	Figures      []string `placeholder:"TYPES" help:"File types of the figures: svg, pdf, eps, png, tex (svg, or what the preset asks for); none: no figures."`
	Preset       string   `placeholder:"NAME" help:"Figure sizes and type of a journal: ${presets}."`
	Workers      int      `placeholder:"N" help:"Documents analysed at a time. Default: one for each processor."`
	Cache        string   `placeholder:"DIR|off" help:"Folder that keeps annotated articles for the next run, or off. Default: the user's cache folder."`
	Profile      string   `placeholder:"DIR" help:"Write CPU and heap profiles and an execution trace there."`
	Overwrite    bool     `help:"Write into a folder that holds something else."`
	Format       string   `default:"text" enum:"text,json" placeholder:"HOW" help:"Closing summary as text or json (${default})."`
	Quiet        bool     `short:"q" help:"No closing summary."`
	NoProgress   bool     `help:"No progress line."`

	project *project
}

// plan is what the options come to once everything is checked and loaded.
type plan struct {
	source  *source
	book    *analysis.Codebook
	files   []loaded // instruments, in the order of the manifest
	options analysis.Options
	keep    filter
	scorers *scorerSet
	workers int
}

// copyChoices are the values of --copies.
var copyChoices = map[string]analysis.Copies{"keep": analysis.KeepCopies, "first": analysis.FirstOnly, "weight": analysis.Weighted}

// textChoices are the values of --text.
var textChoices = map[string]analysis.TextScope{"all": analysis.AllText, "own": analysis.OwnText, "shared": analysis.SharedText}

// compatChoices are the values of --compat.
var compatChoices = map[string]match.Compat{"": match.Default, "quanteda": match.Quanteda, "liwc": match.LIWC}

// Plan checks every option and loads every instrument. It gives all that is
// wrong at once.
func (c *RunCommand) Plan() (*plan, diag.Problems) {
	var ps diag.Problems
	wrong := func(option, format string, args ...any) {
		ps = append(ps, &diag.Problem{Message: "--" + option + " " + fmt.Sprintf(format, args...)})
	}
	if len(c.Inputs) == 0 {
		ps = append(ps, &diag.Problem{Message: "no input", Hint: "name a folder or file of articles, such as: slant run testdata/demo"})
	}
	if c.Out == "" {
		ps = append(ps, &diag.Problem{Message: "--out: no folder is named", Hint: "is a variable empty?"})
	}
	if !(c.Confidence > 0 && c.Confidence < 1) {
		p := &diag.Problem{Message: fmt.Sprintf("--confidence %v: must lie between 0 and 1", c.Confidence)}
		if c.Confidence > 1 && c.Confidence < 100 {
			p.Hint = "did you mean " + strconv.FormatFloat(c.Confidence/100, 'g', -1, 64) + "?"
		}
		ps = append(ps, p)
	}
	if c.Replicates < 100 {
		wrong("replicates", "%d: at least 100 are needed for an interval", c.Replicates)
	}
	if c.MinDocuments < 2 {
		wrong("min-documents", "%d: must be 2 or more: one document tells nothing of how documents differ", c.MinDocuments)
	}
	if c.Workers < 0 {
		wrong("workers", "%d: must be 1 or more", c.Workers)
	}
	copies, ok := copyChoices[c.Copies]
	if !ok {
		ps = append(ps, unknownChoice("copies", c.Copies, []string{"keep", "first", "weight"}))
	}
	scope, ok := textChoices[c.Text]
	if !ok {
		ps = append(ps, unknownChoice("text", c.Text, []string{"all", "own", "shared"}))
	}
	compat, ok := compatChoices[c.Compat]
	if !ok {
		ps = append(ps, unknownChoice("compat", c.Compat, []string{"quanteda", "liwc"}))
	}
	scorers, found := runScorers(c.Scorers)
	ps = append(ps, found...)
	if c.By != "" && !slices.Contains(analysis.Periods, analysis.Period(c.By)) {
		ps = append(ps, unknownChoice("by", c.By, []string{"day", "week", "month", "year"}))
	}
	days := []struct{ option, day string }{{"from", c.From}, {"to", c.To}}
	for _, day := range c.Events {
		days = append(days, struct{ option, day string }{"event", day})
	}
	for _, d := range days {
		if _, err := time.Parse(time.DateOnly, d.day); d.day != "" && err != nil {
			wrong(d.option, "%s: is no day; write it as YYYY-MM-DD", d.day)
		}
	}
	if c.From != "" && c.To != "" && c.From > c.To {
		wrong("from", "%s: lies after --to %s", c.From, c.To)
	}
	ps = append(ps, problemsIn(reports.CheckFormats(c.Figures))...)
	_, err := reports.PresetNamed(c.Preset)
	ps = append(ps, problemsIn(err)...)
	for i, outlet := range c.Outlets {
		c.Outlets[i] = strings.TrimSpace(outlet)
	}
	p := &plan{
		options: analysis.Options{Copies: copies, Period: analysis.Period(c.By), Events: c.Events, Stat: stat.Options{
			Confidence: c.Confidence, Replicates: c.Replicates, Seed: c.Seed, MinUnits: c.MinDocuments,
		}},
		keep:    filter{c.Outlets, c.From, c.To},
		scorers: scorers,
		workers: c.Workers,
	}
	if p.workers == 0 {
		p.workers = runtime.GOMAXPROCS(0)
	}
	if len(c.Inputs) > 0 {
		p.source, found = openSource(c.Inputs, c.Metadata)
		if p.source != nil {
			p.source.reader.Encoding, p.source.reader.Dates = c.Encoding, corpus.DateOrder(c.Dates)
			if c.project != nil {
				p.source.reader.Fields = c.project.fields
			}
			found = append(found, p.source.shown(p.source.reader.Check())...)
			if found.Fatal() == nil {
				found = append(found, p.source.checkMetadata()...)
			}
		}
		ps = append(ps, found...)
		for _, in := range c.Inputs {
			if same(in, c.Out) {
				ps = append(ps, &diag.Problem{Message: fmt.Sprintf("--out %s: the results would lie among the articles", c.Out), Hint: "choose another folder"})
			}
		}
	}
	p.book, p.files, found = c.instruments(compat, scorers)
	ps = append(ps, found...)
	if p.book != nil {
		p.book.Text = scope
	}
	return p, ps
}

// same reports whether two paths lead to one file or folder.
func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// problemsIn gives the problems that an error is made of.
func problemsIn(err error) diag.Problems {
	var ps diag.Problems
	var p *diag.Problem
	switch {
	case err == nil:
		return nil
	case errors.As(err, &ps):
		return ps
	case errors.As(err, &p):
		return diag.Problems{p}
	}
	return diag.Problems{{Message: err.Error()}}
}

func unknownChoice(option, wrote string, choices []string) *diag.Problem {
	hint := diag.DidYouMean(wrote, choices)
	if hint == "" {
		hint = "it is one of " + strings.Join(choices, ", ")
	}
	return &diag.Problem{Message: fmt.Sprintf("--%s: unknown %q", option, wrote), Hint: hint}
}

// list gives the options that shape the results, for the manifest. Where the
// results go, how many workers there are and what the terminal shows is no
// part of it; the inputs and instruments stand there with their digests.
func (c *RunCommand) list() []reports.Option {
	return []reports.Option{
		{Name: "outlets", Value: strings.Join(c.Outlets, ",")},
		{Name: "from", Value: c.From},
		{Name: "to", Value: c.To},
		{Name: "by", Value: c.By},
		{Name: "event", Value: strings.Join(c.Events, ",")},
		{Name: "encoding", Value: c.Encoding},
		{Name: "dates", Value: c.Dates},
		{Name: "copies", Value: c.Copies},
		{Name: "text", Value: c.Text},
		{Name: "compat", Value: c.Compat},
		{Name: "figures", Value: strings.Join(c.Figures, ",")},
		{Name: "preset", Value: c.Preset},
	}
}
