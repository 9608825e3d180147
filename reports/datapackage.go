package reports

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
)

// dataPackage is datapackage.json: a tabular data package of the Frictionless
// specification, version 1 (https://specs.frictionlessdata.io/).
type dataPackage struct {
	Profile     string            `json:"profile"`
	Name        string            `json:"name"`
	Title       string            `json:"title"`
	Description string            `json:"description"`
	Keywords    []string          `json:"keywords"`
	Resources   []packageResource `json:"resources"`
}

type packageResource struct {
	Profile     string         `json:"profile"`
	Name        string         `json:"name"`
	Title       string         `json:"title"`
	Description string         `json:"description,omitempty"`
	Path        string         `json:"path"`
	Format      string         `json:"format"`
	MediaType   string         `json:"mediatype"`
	Encoding    string         `json:"encoding"`
	Dialect     packageDialect `json:"dialect"`
	Schema      packageSchema  `json:"schema"`
}

type packageDialect struct {
	Delimiter        string `json:"delimiter"`
	LineTerminator   string `json:"lineTerminator"`
	DoubleQuote      bool   `json:"doubleQuote"`
	Header           bool   `json:"header"`
	SkipInitialSpace bool   `json:"skipInitialSpace"`
}

type packageSchema struct {
	Fields        []packageField `json:"fields"`
	MissingValues []string       `json:"missingValues"`
}

type packageField struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Description string `json:"description"`
	Unit        string `json:"unit,omitempty"`
}

// WriteDataPackage describes every table and the data of every figure.
func WriteDataPackage(w io.Writer, run *Run, figures []*Figure) error {
	p := dataPackage{
		Profile: "tabular-data-package", Name: "slant-run", Title: "Tables of a slant run",
		Description: CSVNote + " An empty cell is a value that could not be estimated or is unknown.",
		Keywords:    []string{"content analysis", "news", "lexicon", "naming", "attribution"},
	}
	for _, t := range run.Tables {
		p.Resources = append(p.Resources, resource(t.Name, t.Title, "tables/", t.Columns, t.Notes))
	}
	for _, s := range run.Streamed {
		p.Resources = append(p.Resources, resource(s.Name, s.Title, "tables/", s.Columns, nil))
	}
	for _, f := range figures {
		r := resource(f.Name, "Data of the figure: "+f.Title, "figures/", f.Data.Columns, []string{f.Caption})
		r.Name = "figure-" + f.Name
		p.Resources = append(p.Resources, r)
	}
	return writeJSON(w, p)
}

func resource(name, title, folder string, columns []Column, notes []string) packageResource {
	r := packageResource{
		Profile: "tabular-data-resource", Name: name, Title: title, Description: strings.Join(notes, " "), Path: folder + name + ".csv",
		Format: "csv", MediaType: "text/csv", Encoding: "utf-8",
		Dialect: packageDialect{Delimiter: ",", LineTerminator: "\n", DoubleQuote: true, Header: true},
		Schema:  packageSchema{MissingValues: []string{""}},
	}
	for _, c := range columns {
		r.Schema.Fields = append(r.Schema.Fields, packageField{c.Name, [...]string{"string", "integer", "number", "date"}[c.Kind], c.Doc, c.Unit})
	}
	return r
}

// WriteManifest writes run.json: fields in a fixed order, two spaces, text as
// it is.
func WriteManifest(w io.Writer, m Manifest) error {
	// An empty list is a list, for readers that loop over it.
	m.Options = append([]Option{}, m.Options...)
	m.Inputs = append([]File{}, m.Inputs...)
	m.Instruments = append([]Instrument{}, m.Instruments...)
	m.Outlets = append([]string{}, m.Outlets...)
	m.Scorers = append([]string{}, m.Scorers...)
	return writeJSON(w, m)
}

func writeJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := b.WriteTo(w)
	return err
}
