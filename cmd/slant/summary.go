package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"slant/analysis/diag"
	"slant/reports"
)

// summarize prints what a person wants to know when a run is over: what was
// read, what was left out and why, what stands out, and where the files are.
func summarize(w *world, c *RunCommand, p *plan, run *reports.Run, problems diag.Problems) error {
	if c.Format == "json" {
		return summarizeJSON(w, c, run, problems)
	}
	m := &run.Manifest
	var b strings.Builder
	fmt.Fprintf(&b, "%s from %s, %s words", plural(m.Documents, "article"), plural(len(m.Outlets), "outlet"), grouped(m.Words))
	if m.FirstDate != "" {
		fmt.Fprintf(&b, ", %s to %s", m.FirstDate, m.LastDate)
	}
	b.WriteString(".\n")
	var used []string
	for _, f := range p.files {
		name := f.Name
		if f.Version != "" {
			name += " " + f.Version
		}
		if f.File == "embedded" {
			name += " (in the box)"
		}
		used = append(used, name)
	}
	by := strings.Join(m.Scorers, ", ")
	if by == "" {
		by = "none"
	}
	fmt.Fprintf(&b, "Measured with %s; sentiment by %s.\n", strings.Join(used, ", "), by)
	writeProblems(&b, problems)
	if findings := reports.Findings(run); len(findings) > 0 {
		b.WriteString("\nWhat stands out\n")
		for _, f := range findings {
			wrap(&b, "  • ", f.Text, 96)
		}
	}
	fmt.Fprintf(&b, "\nEverything is in %s: open report.html first.\n", c.Out)
	_, err := io.WriteString(w.out, harmless(b.String()))
	return err
}

// summarizeJSON prints the same for programs.
func summarizeJSON(w *world, c *RunCommand, run *reports.Run, problems diag.Problems) error {
	m := &run.Manifest
	summary := struct {
		Out       string         `json:"out"`
		Documents int            `json:"documents"`
		Skipped   int            `json:"skipped"`
		Outlets   int            `json:"outlets"`
		Words     int64          `json:"words"`
		FirstDate string         `json:"first_date"`
		LastDate  string         `json:"last_date"`
		Problems  map[string]int `json:"problems"`
		Findings  []string       `json:"findings"`
	}{c.Out, m.Documents, m.Skipped, len(m.Outlets), m.Words, m.FirstDate, m.LastDate, make(map[string]int), []string{}}
	for _, p := range problems {
		summary.Problems[p.Reason]++
	}
	for _, f := range reports.Findings(run) {
		summary.Findings = append(summary.Findings, f.Text)
	}
	out := json.NewEncoder(w.out)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(summary)
}

// writeProblems says what was left out, counted by reason, with an example.
func writeProblems(b *strings.Builder, problems diag.Problems) {
	type kind struct {
		severity diag.Severity
		reason   string
	}
	counts := make(map[kind]int)
	example := make(map[kind]*diag.Problem)
	var kinds []kind
	for _, p := range problems {
		if p.Reason == "figure-left-out" {
			continue // the page says so where the figure would be
		}
		k := kind{p.Severity, p.Reason}
		if counts[k] == 0 {
			kinds = append(kinds, k)
			example[k] = p
		}
		counts[k]++
	}
	slices.SortStableFunc(kinds, func(x, y kind) int { return int(x.severity) - int(y.severity) })
	for _, k := range kinds {
		word := map[diag.Severity]string{diag.Skip: "Left out", diag.Warning: "Warning", diag.Notice: "Note"}[k.severity]
		fmt.Fprintf(b, "%s: %s", word, example[k].Error())
		if n := counts[k]; n > 1 {
			where := " in tables/problems.csv"
			if k.reason == cacheReason {
				where = "" // it is in no result
			}
			fmt.Fprintf(b, " (and %d more of this kind%s)", n-1, where)
		}
		b.WriteByte('\n')
	}
}

// wrap writes text in lines of at most width characters, the first after
// bullet and the rest as far in.
func wrap(b *strings.Builder, bullet, text string, width int) {
	indent := strings.Repeat(" ", len([]rune(bullet)))
	line := bullet
	empty := true
	for word := range strings.FieldsSeq(text) {
		if !empty && len([]rune(line))+1+len([]rune(word)) > width {
			b.WriteString(line + "\n")
			line, empty = indent, true
		}
		if !empty {
			line += " "
		}
		line += word
		empty = false
	}
	b.WriteString(line + "\n")
}

// plural gives "1 article", "2 articles".
func plural(n int, noun string) string { return counted(n, noun, noun+"s") }

// counted gives "1 category", "2 categories".
func counted(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(int64(n)) + " " + several
}

// grouped gives a whole number with a comma between thousands.
func grouped(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
