package reports

import (
	"fmt"
	"io"
	"strings"

	"slant/analysis/diag"
	"slant/reports/canvas"
)

// Options are the choices of a report.
type Options struct {
	Figures []string // formats, or NoFigures; SVG when empty
	Preset  string   // name of a Preset; the first when empty
}

// Create opens a file of the output folder for writing. Names have forward
// slashes; folders are made as needed. It must be safe for concurrent use if
// jobs are run side by side. A file is written in many small pieces, which it
// must gather itself.
type Create func(name string) (io.WriteCloser, error)

// Job writes some files of the output folder. Jobs share nothing but the run,
// which none of them changes, so they may run side by side and in any order.
type Job struct {
	Name string
	Run  func(Create) error
}

// Write writes everything that is made from a run: tables, figures, LaTeX,
// methods, manifest, data package and page. The problems say what was left
// out and why; they are no reason to stop.
func Write(create Create, run *Run, o Options) (diag.Problems, error) {
	jobs, problems, err := Jobs(run, o)
	if err != nil {
		return problems, err
	}
	for _, j := range jobs {
		if err := j.Run(create); err != nil {
			return problems, err
		}
	}
	return problems, nil
}

// Jobs gives the parts of Write.
func Jobs(run *Run, o Options) ([]Job, diag.Problems, error) {
	preset, err := PresetNamed(o.Preset)
	if err != nil {
		return nil, nil, err
	}
	formats := o.Figures
	if len(formats) == 0 {
		formats = preset.Files
	}
	if err := CheckFormats(formats); err != nil {
		return nil, nil, err
	}
	var figures []*Figure
	var left []LeftOut
	if formats[0] != NoFigures {
		figures, left = Figures(run, preset)
	}
	findings, methods := Findings(run), MethodsOf(run)
	var problems diag.Problems
	for _, l := range left {
		problems = append(problems, &diag.Problem{Severity: diag.Notice, Reason: "figure-left-out", Message: "figure " + l.Name + " is left out: " + l.Reason})
	}
	problems = append(problems, unsetLetters(figures, formats)...)
	var jobs []Job
	add := func(name string, write func(io.Writer) error) {
		jobs = append(jobs, Job{name, func(c Create) error { return writeFile(c, name, write) }})
	}
	// The longest jobs first, for those who run them side by side.
	add("report.html", func(w io.Writer) error {
		page := &Page{Run: run, Figures: figures, Sheets: map[string]*canvas.Sheet{}, LeftOut: left, Formats: formats, Findings: findings, Methods: methods}
		for _, f := range figures {
			s, err := f.Sheet()
			if err != nil {
				return err
			}
			page.Sheets[f.Name] = s
		}
		return page.Write(w)
	})
	for _, f := range figures {
		jobs = append(jobs, Job{"figures/" + f.Name, func(c Create) error { return f.writeFiles(c, formats) }})
	}
	for _, t := range run.Tables {
		add("tables/"+t.Name+".csv", func(w io.Writer) error { return WriteCSV(w, t) })
	}
	tables := PrintedTables(run)
	for _, t := range tables {
		add("latex/"+t.Name+".tex", withSetter(t.WriteLaTeX))
		add("markdown/"+t.Name+".md", t.WriteMarkdown)
	}
	add("latex/figures.tex", withSetter(func(w io.Writer, s *canvas.Setter) error { return WriteFiguresTeX(w, figures, s) }))
	add("latex/report.tex", withSetter(func(w io.Writer, s *canvas.Setter) error {
		return WriteReportTeX(w, run, findings, methods, tables, len(figures) > 0, s)
	}))
	add("methods.md", func(w io.Writer) error { return methods.WriteMarkdown(w, findings) })
	add("references.bib", func(w io.Writer) error { return WriteBibTeX(w, methods.References) })
	add("run.json", func(w io.Writer) error { return WriteManifest(w, run.Manifest) })
	add("datapackage.json", func(w io.Writer) error { return WriteDataPackage(w, run, figures) })
	return jobs, problems, nil
}

// withSetter gives every file that sets text a setter of its own.
func withSetter(write func(io.Writer, *canvas.Setter) error) func(io.Writer) error {
	return func(w io.Writer) error {
		s, err := canvas.NewSetter()
		if err != nil {
			return err
		}
		return write(w, s)
	}
}

// writeFiles writes a figure in every format, with its data, caption and
// alternative text.
func (f *Figure) writeFiles(c Create, formats []string) error {
	s, err := f.Sheet()
	if err != nil {
		return err
	}
	for _, format := range formats {
		if err := writeFile(c, "figures/"+f.Name+"."+format, func(w io.Writer) error { return f.WriteSheet(w, s, format) }); err != nil {
			return err
		}
	}
	if err := writeFile(c, "figures/"+f.Name+".csv", func(w io.Writer) error { return WriteCSV(w, f.Data) }); err != nil {
		return err
	}
	// LaTeX cannot include SVG: its copy is written whatever was asked for.
	if err := writeFile(c, "latex/figure-"+f.Name+".pdf", func(w io.Writer) error { return f.WriteSheet(w, s, "pdf") }); err != nil {
		return err
	}
	for _, side := range [][2]string{{"caption", f.Title + ". " + f.Caption}, {"alt", f.Alt}} {
		if err := writeFile(c, "figures/"+f.Name+"."+side[0]+".txt", func(w io.Writer) error {
			_, err := io.WriteString(w, side[1]+"\n")
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// unsetLetters warns of letters in figures that no embedded font has.
func unsetLetters(figures []*Figure, formats []string) diag.Problems {
	if len(formats) == 1 && formats[0] == "svg" {
		return nil // the reader's fonts set SVG
	}
	setter, err := canvas.NewSetter()
	if err != nil {
		return nil // Sheet says so
	}
	var out diag.Problems
	for _, f := range figures {
		var all strings.Builder
		for _, row := range f.Data.Rows {
			for _, v := range row {
				if v.kind == String {
					all.WriteString(v.text)
				}
			}
		}
		if m := setter.Missing(all.String()); m != "" {
			out = append(out, &diag.Problem{Severity: diag.Warning, Reason: "letters", Message: fmt.Sprintf("figure %s: no embedded font has %q, which become boxes in PDF, EPS, PNG and TikZ", f.Name, firstLetters(m)),
				Hint: "use the SVG, which the reader's fonts set, or romanise the names"})
		}
	}
	return out
}

func firstLetters(s string) string {
	r := []rune(s)
	if len(r) > 12 {
		return string(r[:12]) + "…"
	}
	return s
}

func writeFile(c Create, name string, write func(io.Writer) error) (err error) {
	f, err := c(name)
	if err != nil {
		return err
	}
	defer func() {
		if closing := f.Close(); err == nil && closing != nil {
			err = fmt.Errorf("%s: %w", name, closing)
		}
	}()
	if err := write(f); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
