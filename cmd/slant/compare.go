package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"slant/analysis/diag"
	"slant/reports"
)

// CompareCommand is slant compare: two runs side by side.
type CompareCommand struct {
	A    string `arg:"" help:"Folder of a run."`
	B    string `arg:"" help:"Folder of another."`
	Most int    `default:"20" help:"Changed numbers shown of each table (${default}); 0 for all."`
}

// Run says "identical", or what differs and why.
func (c *CompareCommand) Run(w *world) error {
	a, err := readRun(c.A)
	if err != nil {
		return err
	}
	b, err := readRun(c.B)
	if err != nil {
		return err
	}
	files, err := differingFiles(c.A, c.B)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		_, err := fmt.Fprintln(w.out, "identical")
		return err
	}
	var out strings.Builder
	for _, cause := range causes(a, b) {
		fmt.Fprintf(&out, "cause: %s\n", cause)
	}
	for _, file := range files {
		if filepath.Dir(file) != "tables" || filepath.Ext(file) != ".csv" {
			fmt.Fprintf(&out, "%s differs\n", file)
			continue
		}
		if err := c.table(&out, file); err != nil {
			return err
		}
	}
	_, err = fmt.Fprint(w.out, out.String())
	return err
}

// readRun reads the manifest of a run.
func readRun(dir string) (*reports.Manifest, error) {
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return nil, diag.Problems{{Position: diag.Position{File: dir}, Message: "is no folder of a run: it has no " + manifestName, Hint: "name a folder that slant run wrote"}}
	}
	var m reports.Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, diag.Problems{{Position: diag.Position{File: filepath.Join(dir, manifestName)}, Message: err.Error(), Hint: "run it again"}}
	}
	return &m, nil
}

// differingFiles gives the files that are not the same in both folders, by
// name, those of one folder alone among them.
func differingFiles(a, b string) ([]string, error) {
	names := make(map[string]bool)
	for _, dir := range []string{a, b} {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			rel, err := filepath.Rel(dir, path)
			names[filepath.ToSlash(rel)] = true
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	var out []string
	for name := range names {
		x, missingA := os.ReadFile(filepath.Join(a, name))
		y, missingB := os.ReadFile(filepath.Join(b, name))
		if missingA != nil || missingB != nil || !bytes.Equal(x, y) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out, nil
}

// causes gives what two runs were made from that is not the same.
func causes(a, b *reports.Manifest) []string {
	var out []string
	changed := func(what, x, y string) {
		if x != y {
			out = append(out, fmt.Sprintf("%s: %s, then %s", what, orNothing(x), orNothing(y)))
		}
	}
	changed("version of slant", a.Slant, b.Slant)
	optionsA, optionsB := optionsOf(a), optionsOf(b)
	for _, name := range union(optionsA, optionsB) {
		changed("option "+name, optionsA[name], optionsB[name])
	}
	filesA, filesB := make(map[string]string), make(map[string]string)
	for _, side := range []struct {
		m     *reports.Manifest
		files map[string]string
	}{{a, filesA}, {b, filesB}} {
		for _, f := range side.m.Inputs {
			side.files["input "+f.Name] = f.SHA256
		}
		for _, i := range side.m.Instruments {
			side.files[i.Kind+" "+i.Name] = strings.TrimSpace(i.Version + " " + i.SHA256)
		}
	}
	for _, name := range union(filesA, filesB) {
		changed(name, filesA[name], filesB[name])
	}
	return out
}

// optionsOf gives the options of a run by name.
func optionsOf(m *reports.Manifest) map[string]string {
	out := map[string]string{
		"confidence": fmt.Sprint(m.Confidence), "replicates": fmt.Sprint(m.Replicates), "seed": fmt.Sprint(m.Seed),
		"min-documents": fmt.Sprint(m.MinDocuments), "scorer": strings.Join(m.Scorers, ","),
	}
	for _, o := range m.Options {
		out[o.Name] = o.Value
	}
	return out
}

func orNothing(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// union gives the keys of both maps, sorted.
func union(a, b map[string]string) []string {
	var keys []string
	for k := range a {
		keys = append(keys, k)
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}

// table prints the numbers of one table that changed.
func (c *CompareCommand) table(out *strings.Builder, file string) error {
	a, err := readTable(c.A, file)
	if err != nil {
		return err
	}
	b, err := readTable(c.B, file)
	if err != nil {
		return err
	}
	if a == nil || b == nil {
		fmt.Fprintf(out, "%s is in one of the runs only\n", file)
		return nil
	}
	rowsA, rowsB := keyed(a), keyed(b)
	var lines []string
	for _, key := range union(rowsA.shown, rowsB.shown) {
		x, y := rowsA.rows[key], rowsB.rows[key]
		name := rowsA.shown[key]
		switch {
		case x == nil:
			lines = append(lines, rowsB.shown[key]+": new")
		case y == nil:
			lines = append(lines, name+": gone")
		default:
			for i, column := range a.Columns {
				if j := b.Index(column.Name); j >= 0 && x[i].String() != y[j].String() {
					lines = append(lines, fmt.Sprintf("%s: %s %s, then %s", name, column.Name, orNothing(x[i].String()), orNothing(y[j].String())))
				}
			}
		}
	}
	fmt.Fprintf(out, "%s: %s changed\n", file, plural(len(lines), "number"))
	for i, line := range lines {
		if c.Most > 0 && i == c.Most {
			fmt.Fprintf(out, "  and %d more; --most 0 shows all\n", len(lines)-i)
			break
		}
		fmt.Fprintf(out, "  %s\n", line)
	}
	return nil
}

// readTable reads a table of a run; nil when the run has none of that name.
func readTable(dir, file string) (*reports.Table, error) {
	f, err := os.Open(filepath.Join(dir, file))
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close() // it was only read
	name := strings.TrimSuffix(filepath.Base(file), ".csv")
	schema := reports.Schema(name)
	if schema == nil {
		return nil, diag.Problems{{Position: diag.Position{File: filepath.Join(dir, file)}, Message: "is no table that slant writes"}}
	}
	return reports.ReadCSV(f, filepath.Join(dir, file), schema)
}

// keyedRows are a table's rows by what tells them apart.
type keyedRows struct {
	rows  map[string][]reports.Value
	shown map[string]string // key → how it is printed
}

// keyed finds rows by their texts and places; rows that these do not tell
// apart are numbered.
func keyed(t *reports.Table) keyedRows {
	k := keyedRows{make(map[string][]reports.Value), make(map[string]string)}
	for _, row := range t.Rows {
		var parts []string
		for i, column := range t.Columns {
			if isKey(column) && !row[i].Empty() {
				parts = append(parts, row[i].String())
			}
		}
		key := strings.Join(parts, ", ")
		for n := 2; k.rows[key] != nil; n++ {
			key = fmt.Sprintf("%s (%d)", strings.Join(parts, ", "), n)
		}
		k.rows[key], k.shown[key] = row, key
	}
	return k
}

// isKey reports whether a column tells rows apart, and is not what was found.
func isKey(c reports.Column) bool {
	switch c.Name {
	case "start", "end", "specification":
		return true
	case "note", "text", "left", "right", "sentence", "surface", "source", "cue", "rule", "cue_class", "term_note", "message":
		return false
	}
	return c.Kind == reports.String || c.Kind == reports.Date
}
