package corpus

import (
	"slices"
	"strconv"
	"strings"

	"slant/analysis/diag"
)

// draft is a document on its way out: what its own record gave, before
// metadata, folder and checks.
type draft struct {
	Document
	date   string        // as written
	dateAt diag.Position // where; the zero value for the document's own place
	single bool          // it has a file to itself
}

// set takes in a field, trimmed of white space around it but for the text.
func (d *draft) set(f field, value string) {
	if f != text {
		value = strings.TrimSpace(value)
	}
	switch f {
	case id:
		d.ID = value
	case outlet:
		d.Outlet = value
	case date:
		d.date, d.dateAt = value, diag.Position{}
	case title:
		d.Title = value
	case text:
		d.Text = value
	case url:
		d.URL = value
	case language:
		d.Language = value
	}
}

// setVar sets a document variable, over one of the same name.
func (d *draft) setVar(name, value string) {
	for i := range d.Vars {
		if d.Vars[i].Name == name {
			d.Vars[i].Value = value
			return
		}
	}
	d.Vars = append(d.Vars, Var{name, value})
}

func (d *draft) hasVar(name string) bool {
	return slices.ContainsFunc(d.Vars, func(v Var) bool { return v.Name == name })
}

// describe adds what the metadata row of the document's file says. Of a
// document with a file to itself a row's word is final; for a file of records
// it is what holds where a record says nothing.
func (d *draft) describe(m *row) {
	for f := id; f < file; f++ {
		value := m.values[f]
		if value == "" || f == text {
			continue
		}
		if d.single || f == outlet && d.Outlet == "" || f == date && d.date == "" || f == language && d.Language == "" {
			d.set(f, value)
			if f == date {
				d.dateAt = m.at
			}
		}
	}
	for _, v := range m.vars {
		if d.single || !d.hasVar(v.Name) {
			d.setVar(v.Name, v.Value)
		}
	}
}

// finish checks a document and gives it to the consumer, or says why not.
func (g *reading) finish(s *source, d *draft) {
	if g.stopped {
		return
	}
	g.records++
	if s.row != nil {
		d.describe(s.row)
	}
	if d.Outlet == "" {
		d.Outlet = s.outlet
	}
	given := d.ID != ""
	if !given {
		d.ID = derivedID(d)
	}
	if d.Outlet == "" {
		hint := "every document needs one: add it to the record, or give it in slant.yaml"
		if d.single {
			hint = `every document needs one: put the file in a folder named for it, or give a table with the columns "file" and "outlet"`
		}
		g.problem(&diag.Problem{Position: d.At, Reason: "no-outlet", Message: `no "outlet"`, Hint: hint})
		return
	}
	if blank(d.Text) {
		g.problem(&diag.Problem{Position: d.At, Reason: "no-text", Message: "the document has no text"})
		return
	}
	if first, used := g.ids.claim(d.ID, given, d.At); used {
		g.problem(&diag.Problem{Position: d.At, Reason: "duplicate-id", Message: "id " + quote(d.ID) + " is taken by the document at " + first,
			Hint: "every document needs an id of its own"})
		return
	}
	g.date(s, d)
	if d.Marks == nil {
		d.Marks = markHeadline(d.Text, d.Title)
	}
	slices.SortStableFunc(d.Vars, func(a, b Var) int { return strings.Compare(a.Name, b.Name) })
	d.Vars = lastOfEach(d.Vars)
	out := new(Document)
	*out = d.Document
	s.used++
	s.scope.used++
	if !g.yield(out, nil) {
		g.stopped = true
	}
}

// date reads the date of a document that is going to be used.
func (g *reading) date(s *source, d *draft) {
	if d.date == "" {
		s.scope.undated++
		return
	}
	iso, form, fault := ParseDate(d.date, g.r.Dates)
	at := d.dateAt
	if at.File == "" {
		at = d.At
	}
	if fault != "" {
		g.problem(&diag.Problem{Position: at, Severity: diag.Warning, Reason: "date", Message: "date " + quote(d.date) + " is not used: " + fault,
			Hint: "write dates as YYYY-MM-DD"})
		return
	}
	d.Date = iso
	if form != "" && s.scope.first("date", form) {
		g.problem(&diag.Problem{Position: at, Severity: diag.Notice, Reason: "date-form",
			Message: "date " + quote(d.date) + " is read as " + iso + " (" + form + "), and others like it in the same way"})
	}
}

// derivedID names a document that has no id by its place.
func derivedID(d *draft) string {
	switch {
	case d.single:
		return d.At.File
	case d.At.Column > 1:
		return d.At.String() // several records on one line
	}
	return d.At.File + ":" + strconv.Itoa(d.At.Line)
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// quote quotes what a user wrote, cut after 60 bytes.
func quote(s string) string {
	const most = 60
	if len(s) > most {
		cut := most
		for cut > 0 && s[cut]&0xc0 == 0x80 {
			cut--
		}
		return strconv.Quote(s[:cut]) + "…"
	}
	return strconv.Quote(s)
}

// markHeadline finds the line that repeats the title among the first 40 of a
// plain text, and in its first 4,000 bytes, so that a headline given twice is
// counted once.
func markHeadline(body, title string) []Mark {
	if title == "" {
		return nil
	}
	for at, n := 0, 0; at < min(len(body), 4000) && n < 40; n++ {
		line, _, _ := strings.Cut(body[at:], "\n")
		// Trimming is dearer than the lengths that rule a line out.
		if len(line) >= len(title) {
			if trimmed := strings.TrimSpace(line); trimmed == title {
				start := at + strings.Index(line, title)
				return []Mark{{start, start + len(title), Headline}}
			}
		}
		at += len(line) + 1
	}
	return nil
}

// lastOfEach keeps the last of the variables of one name; they are sorted.
func lastOfEach(vars []Var) []Var {
	n := 0
	for i := range vars {
		if i+1 < len(vars) && vars[i+1].Name == vars[i].Name {
			continue
		}
		vars[n] = vars[i]
		n++
	}
	return vars[:n]
}
