package lexicons

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"slant/analysis/diag"
)

// columns of a lexicon in a spreadsheet, as they are written, with other
// names under which spreadsheets have them. The names are those of the YAML
// form. "description" is the category's.
var columns = []struct {
	name     string
	synonyms []string
}{
	{"term", []string{"pattern", "word", "phrase", "expression", "entry", "keyword", "label"}},
	{"category", []string{"categories", "frame", "class", "group", "theme"}},
	{"description", nil},
	{"referent", []string{"target", "actor", "refers to"}},
	{"stance", []string{"polarity", "valence", "tone"}},
	{"weight", []string{"score", "value", "intensity"}},
	{"case", []string{"case sensitive", "case-sensitive", "case_sensitive", "match case"}},
	{"inflect", []string{"inflected", "plural", "plurals"}},
	{"not", []string{"except", "exclude", "exclusions", "excluding", "unless in"}},
	{"next", []string{"next word"}},
	{"previous", []string{"previous category"}},
	{"unless", nil},
	{"note", []string{"notes", "comment", "comments", "remark", "remarks"}},
	{"source", []string{"sources", "reference", "references"}},
	{"lexicon", nil},
	{"version", nil},
	{"language", []string{"lang"}},
	{"license", []string{"licence"}},
	{"citation", []string{"cite"}},
	{"spelling", nil},
}

// columnOf gives the column that a header names, and whether by a synonym.
func columnOf(header string) (name string, synonym bool) {
	h := strings.ToLower(strings.TrimSpace(header))
	for _, c := range columns {
		if h == c.name {
			return c.name, false
		}
	}
	for _, c := range columns {
		if slices.Contains(c.synonyms, h) {
			return c.name, true
		}
	}
	return "", false
}

// separators of spreadsheet exports. A semicolon is Excel's where the comma
// is the decimal mark.
var separators = []byte{',', ';', '\t', '|'}

// dialect finds out how a table is separated: as Excel's line "sep=;" says, or
// by what makes the most known columns of the first line. It gives the known
// columns, and the text without the line "sep=" and its number of lines.
func dialect(text string) (comma byte, known []string, skipped int) {
	line, rest, _ := strings.Cut(text, "\n")
	if len(line) == 5 && strings.EqualFold(line[:4], "sep=") {
		known, _ = header(rest, line[4])
		return line[4], known, 1
	}
	for _, s := range separators {
		if found, _ := header(text, s); len(found) > len(known) {
			comma, known = s, found
		}
	}
	return comma, known, 0
}

// header gives the known columns of the first line of a table, and all of
// its cells.
func header(text string, comma byte) (known, cells []string) {
	end := 0
	for quoted := false; end < min(len(text), 64<<10) && (quoted || text[end] != '\n'); end++ {
		quoted = quoted != (text[end] == '"')
	}
	c := csv.NewReader(strings.NewReader(text[:end]))
	c.Comma = rune(comma)
	cells, err := c.Read()
	if err != nil {
		return nil, nil
	}
	for _, cell := range cells {
		if name, _ := columnOf(cell); name != "" {
			known = append(known, name)
		}
		if strings.EqualFold(strings.TrimSpace(cell), "DicTerm") {
			known = append(known, "DicTerm")
		}
	}
	return known, cells
}

// detectTable recognises spreadsheets by their first line.
func detectTable(text string) Format {
	comma, known, skipped := dialect(text)
	if slices.Contains(known, "DicTerm") {
		return LIWC22
	}
	if skipped == 0 && !slices.Contains(known, "term") {
		return 0
	}
	if _, cells := header(text, comma); skipped == 0 && len(cells) == 1 && !strings.EqualFold(strings.TrimSpace(cells[0]), "term") {
		return 0 // a list whose first word is "label" or the like
	}
	if comma == '\t' {
		return TSV
	}
	return CSV
}

// table reads a spreadsheet: a term a row, with a header that names columns
// as the YAML form names keys. Cells of several values (category, not,
// previous) separate them by semicolons or line breaks. What the file says of
// the lexicon as a whole (lexicon, version, language, license, citation,
// spelling) it says in any row.
func (r *reading) table() {
	t, ok := r.openTable()
	if !ok {
		return
	}
	for {
		row, line, more := t.next()
		if !more {
			return
		}
		if row != nil {
			t.row(row, line)
		}
	}
}

// tableReader goes through the rows of a spreadsheet.
type tableReader struct {
	*reading
	csv     *csv.Reader
	comma   byte
	skipped int      // lines before the header
	header  []string // as in the file
	columns []string // by place; empty for columns of no meaning
	decimal bool     // a decimal comma was seen and reported
	said    map[string]diag.Position
}

// openTable reads the header.
func (r *reading) openTable() (*tableReader, bool) {
	comma, _, skipped := dialect(r.text)
	text := r.text
	if skipped > 0 {
		_, text, _ = strings.Cut(text, "\n")
	}
	if comma == '"' || comma == '\n' {
		r.report(diag.Skip, r.at(1, 5), "table", fmt.Sprintf("%q cannot separate columns", string(comma)), "")
		return nil, false
	}
	if comma == 0 {
		comma = ','
		if r.lexicon.Format == TSV {
			comma = '\t'
		}
	}
	t := &tableReader{reading: r, csv: csv.NewReader(strings.NewReader(text)), comma: comma, skipped: skipped, said: map[string]diag.Position{}}
	t.csv.Comma = rune(comma)
	t.csv.FieldsPerRecord = -1
	t.csv.ReuseRecord = true
	row, line, more := t.next()
	if !more || row == nil {
		if len(r.problems.Fatal()) == 0 {
			r.report(diag.Skip, r.at(1, 1), "table", "no header", `the first row names the columns; one is "term"`)
		}
		return nil, false
	}
	t.header = slices.Clone(row)
	t.columns = make([]string, len(row))
	for i, cell := range t.header {
		name, synonym := columnOf(cell)
		at := t.cell(line, i)
		if r.lexicon.Format == LIWC22 { // the other columns are categories
			name = ""
			if strings.EqualFold(strings.TrimSpace(cell), "DicTerm") {
				name = "term"
			}
		}
		switch {
		case name == "" && (strings.TrimSpace(cell) == "" || r.lexicon.Format == LIWC22):
		case name == "":
			var names []string
			for _, c := range columns {
				names = append(names, c.name)
			}
			r.report(diag.Warning, at, "column", fmt.Sprintf("column %q is not used", cell), diag.DidYouMean(cell, names))
		case name != "" && slices.Contains(t.columns[:i], name):
			r.report(diag.Skip, at, "column", fmt.Sprintf("a second column for %q: %q", name, cell), "remove one or rename it")
		case synonym:
			r.report(diag.Notice, at, "column", fmt.Sprintf("column %q is read as %q", cell, name), "")
		}
		t.columns[i] = name
	}
	if !slices.Contains(t.columns, "term") {
		r.report(diag.Skip, r.at(line, 1), "column", `no column "term"`, `the first row names the columns, such as term, category, referent, stance`)
		return nil, false
	}
	return t, true
}

// next gives a row and its line. row is nil for one that cannot be read.
func (t *tableReader) next() (row []string, line int, more bool) {
	row, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return nil, 0, false
	}
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		message, hint := "a quotation mark within a cell that does not begin with one", `put the cell in quotation marks and double those within: """occup* land""~5"`
		if errors.Is(bad.Err, csv.ErrQuote) {
			message = "text after the closing quotation mark of a cell"
			if bad.StartLine < bad.Line {
				message += fmt.Sprintf(", which begins on line %d", bad.StartLine+t.skipped)
			}
		}
		t.report(diag.Skip, t.at(bad.Line+t.skipped, bad.Column), "table", message, hint)
		return nil, bad.Line, bad.StartLine == bad.Line // else the rest of the file is in the cell
	}
	if err != nil {
		t.report(diag.Skip, t.at(1, 1), "table", err.Error(), "")
		return nil, 0, false
	}
	line, _ = t.csv.FieldPos(0)
	return row, line + t.skipped, true
}

// cell gives the place of a cell of the row read last.
func (t *tableReader) cell(line, i int) diag.Position {
	l, c := t.csv.FieldPos(i)
	if l+t.skipped < line {
		l = line - t.skipped
	}
	return t.at(l+t.skipped, c)
}

// row makes terms of a row.
func (t *tableReader) row(row []string, line int) {
	var term Term
	term.Weight = 1000
	var categories []string
	var description string
	var category diag.Position
	blank := true
	for i, value := range row {
		value = strings.TrimSpace(value)
		if value == "" {
			continue
		}
		blank = false
		at := t.cell(line, i)
		if i >= len(t.columns) {
			t.report(diag.Warning, at, "table", fmt.Sprintf("%q stands beyond the last column", cut(value)), "")
			continue
		}
		switch name := t.columns[i]; name {
		case "term":
			term.Pattern, term.At = spaced(value), at
		case "category":
			categories, category = cells(value), at
		case "description":
			description = value
		case "referent":
			term.Referent = spaced(value)
		case "stance":
			s, ok := parseStance(value)
			if !ok {
				t.report(diag.Skip, at, "stance", fmt.Sprintf("stance %q", value), stanceHint(value))
			}
			term.Stance, term.HasStance = s, ok
		case "weight":
			term.Weight = t.weight(value, at)
		case "case", "inflect", "unless", "spelling":
			yes, ok := parseBool(value)
			if !ok {
				t.report(diag.Skip, at, name, fmt.Sprintf("%s %q is neither true nor false", name, value), "")
			}
			switch name {
			case "case":
				term.Case = yes
			case "inflect":
				term.Inflect = yes
			case "unless":
				term.If.Unless = yes
			case "spelling":
				t.whole(name, fmt.Sprint(yes), at)
			}
		case "not":
			term.Not = cells(value)
		case "next":
			term.If.Next = spaced(value)
		case "previous":
			term.If.Previous = cells(value)
		case "note":
			term.Note = value
		case "source":
			term.Source = value
		case "":
		default:
			t.whole(name, spaced(value), at)
		}
	}
	if blank {
		return
	}
	if term.Pattern == "" {
		if len(categories) > 0 || term.Referent != "" {
			t.report(diag.Skip, t.at(line, 1), "term", "a row without a term", "write the term, or remove the row")
		}
		return
	}
	if len(categories) == 0 {
		categories = []string{t.unnamed(t.at(line, 1))}
	}
	for _, c := range categories {
		if !nests(c) {
			t.report(diag.Skip, category, "category", fmt.Sprintf("category %q has an empty part", c), "a dot nests categories")
			continue
		}
		i := t.category(c, category)
		if t.lexicon.Categories[i].Description == "" {
			t.lexicon.Categories[i].Description = description
		}
		term.Category = c
		t.lexicon.Terms = append(t.lexicon.Terms, term)
	}
}

// weight reads a weight, with a decimal comma where the comma separates
// nothing.
func (t *tableReader) weight(value string, at diag.Position) Milli {
	if t.comma != ',' && strings.Count(value, ",") == 1 && !strings.Contains(value, ".") {
		value = strings.Replace(value, ",", ".", 1)
		if !t.decimal {
			t.decimal = true
			t.report(diag.Notice, at, "weight", "weights are written with a decimal comma", "")
		}
	}
	return t.milli(value, at)
}

// milli reads a weight and reports what is none or is too fine.
func (r *reading) milli(value string, at diag.Position) Milli {
	m, rounded, ok := parseMilli(value)
	switch {
	case !ok:
		r.report(diag.Skip, at, "weight", fmt.Sprintf("weight %q is no number between -1000000 and 1000000", cut(value)), "")
		return 1000
	case rounded:
		r.report(diag.Warning, at, "weight", fmt.Sprintf("weight %s has more than three decimals; read as %s", cut(value), m), "")
	}
	return m
}

// whole sets what is said of the lexicon as a whole; it can be said once.
func (t *tableReader) whole(name, value string, at diag.Position) {
	l := t.lexicon
	field := map[string]*string{"lexicon": &l.Name, "version": &l.Version, "language": &l.Language, "license": &l.License, "citation": &l.Citation}[name]
	if name == "spelling" {
		l.Spelling = l.Spelling || value == "true"
		return
	}
	if first, said := t.said[name]; said {
		if *field != value {
			t.report(diag.Warning, at, name, fmt.Sprintf("%s %q is not what line %d says: %q", name, cut(value), first.Line, cut(*field)), "")
		}
		return
	}
	t.said[name] = at
	*field = value
}

// cells separates the values within a cell.
func cells(value string) []string {
	var out []string
	for _, v := range strings.FieldsFunc(value, func(r rune) bool { return r == ';' || r == '\n' }) {
		if v = spaced(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}

// writeTable writes a spreadsheet, with the columns that hold something.
func (w *writing) writeTable(comma rune) {
	l := w.lexicon
	description := map[string]string{}
	for _, c := range l.Categories {
		description[c.Name] = c.Description
	}
	whole := map[string]string{"lexicon": l.Name, "version": l.Version, "language": l.Language, "license": l.License, "citation": l.Citation}
	if l.Spelling {
		whole["spelling"] = "true"
	}
	rows := make([]map[string]string, len(w.terms))
	used := map[string]bool{"term": true, "category": true}
	yes := func(b bool) string {
		if b {
			return "true"
		}
		return ""
	}
	for i, t := range w.terms {
		row := map[string]string{"term": t.Pattern, "category": w.cell(t, t.Category), "description": description[t.Category], "referent": t.Referent,
			"case": yes(t.Case), "inflect": yes(t.Inflect), "not": w.cell(t, t.Not...), "next": t.If.Next,
			"previous": w.cell(t, t.If.Previous...), "unless": yes(t.If.Unless), "note": t.Note, "source": t.Source}
		delete(description, t.Category) // the first row of a category says it
		if t.HasStance {
			row["stance"] = t.Stance.String()
		}
		if t.Weight != 1000 {
			row["weight"] = t.Weight.String()
		}
		if i == 0 {
			for name, value := range whole {
				row[name] = value
			}
		}
		for name, value := range row {
			used[name] = used[name] || value != ""
		}
		rows[i] = row
	}
	out := csv.NewWriter(&w.out)
	out.Comma = comma
	var names []string
	for _, c := range columns {
		if used[c.name] {
			names = append(names, c.name)
		}
	}
	record := slices.Clone(names)
	write := func() {
		if err := out.Write(record); err != nil {
			w.report(diag.Warning, diag.Position{File: l.File}, err.Error())
		}
	}
	write()
	for _, row := range rows {
		for i, name := range names {
			record[i] = row[name]
		}
		write()
	}
	out.Flush()
	for _, c := range l.Categories {
		if description[c.Name] != "" {
			w.report(diag.Warning, c.At, fmt.Sprintf("%s cannot hold the description of %q, which has no terms of its own", w.format, c.Name))
		} else if _, unwritten := description[c.Name]; unwritten && !w.nested(c.Name) {
			w.report(diag.Warning, c.At, fmt.Sprintf("%s cannot hold category %q, which has no terms", w.format, c.Name))
		}
	}
}

// cell joins values for one cell, in which semicolons separate them.
func (w *writing) cell(t Term, values ...string) string {
	for i, v := range values {
		if strings.Contains(v, ";") {
			w.report(diag.Warning, t.At, fmt.Sprintf("%q of term %q is written with a comma: semicolons separate values there", v, t.Pattern))
			values = slices.Clone(values)
			values[i] = strings.ReplaceAll(v, ";", ",")
		}
	}
	return strings.Join(values, "; ")
}

// nested reports whether another category is nested in this one.
func (w *writing) nested(name string) bool {
	for _, c := range w.lexicon.Categories {
		if strings.HasPrefix(c.Name, name+".") {
			return true
		}
	}
	return false
}
