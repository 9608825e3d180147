package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"slant/analysis/diag"
	"slant/analysis/sentiment"
	"slant/lexicons"
	"slant/lexicons/yaml"
	"slant/reports"
)

// project is a file of options for slant run: slant.yaml, written by hand, or
// the run.json of an earlier run, which it then repeats.
//
//	inputs: [articles]
//	metadata: articles.csv
//	lexicon: [loaded-terms, mine.csv]
//	from: 2024-01-01
//	fields: {Quelle: outlet, Datum: date}
//
// Its keys are the flags of slant run, with inputs, and fields for columns that
// go by other names. Paths are relative to the file. What stands on the
// command line wins over it.
type project struct {
	args   []string // as they would stand on the command line
	inputs []string
	fields map[string]string
	repeat *reports.Manifest // of a run.json
}

// pathFlags are the flags whose values may be paths.
var pathFlags = []string{"lexicon", "actors", "metadata", "out"}

// readProject reads a project file. known are the names of the flags of slant
// run, set those given on the command line.
func readProject(file string, known, set []string) (*project, diag.Problems) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, diag.Problems{{Position: diag.Position{File: file}, Message: "there is no such file", Hint: "--project names a slant.yaml or a run.json"}}
	}
	var m reports.Manifest
	if json.Unmarshal(data, &m) == nil && m.Slant != "" {
		return repeatRun(&m, set), nil
	}
	root, problems := yaml.Parse(file, string(data))
	if problems.Fatal() != nil {
		return nil, problems
	}
	p := &project{fields: make(map[string]string)}
	if root.Kind != yaml.Map && !root.Empty() {
		return nil, append(problems, &diag.Problem{Position: root.At(file), Message: "a project is a map of options", Hint: "write lines such as: lexicon: [loaded-terms]"})
	}
	for key, value := range root.Pairs() {
		switch {
		case key.Text == "inputs":
			for _, v := range scalars(value) {
				p.inputs = append(p.inputs, beside(file, v.Text))
			}
		case key.Text == "fields":
			for k, v := range value.Pairs() {
				p.fields[k.Text] = v.Text
			}
		case key.Text == "project" || !slices.Contains(known, key.Text):
			hint := diag.DidYouMean(key.Text, append(slices.Clone(known), "inputs", "fields"))
			if hint == "" {
				hint = "the keys are inputs, fields and the flags of slant run"
			}
			problems = append(problems, &diag.Problem{Position: key.At(file), Message: fmt.Sprintf("unknown key %q", key.Text), Hint: hint})
		case slices.Contains(set, key.Text):
		default:
			for _, v := range scalars(value) {
				text := v.Text
				if slices.Contains(pathFlags, key.Text) && !isEmbedded(text) {
					text = beside(file, text)
				}
				if dir, own := strings.CutPrefix(text, sentiment.OnnxPrefix); own && key.Text == "scorer" {
					text = sentiment.OnnxPrefix + beside(file, dir)
				}
				p.args = append(p.args, "--"+key.Text+"="+text)
			}
		}
	}
	return p, problems
}

// scalars gives a value's texts: its own, or those of a list.
func scalars(n *yaml.Node) []yaml.Node {
	if n.Kind == yaml.List {
		return n.Items
	}
	return []yaml.Node{*n}
}

// beside gives a path as it is meant in a file: relative to its folder.
func beside(file, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(file), path)
}

func isEmbedded(name string) bool {
	_, ok := lexicons.Embedded(name)
	return ok
}

// repeatRun gives the options of an earlier run. Its inputs and its own
// lexicons are not in the manifest, only their digests: they are named on the
// command line again, and held to those digests.
func repeatRun(m *reports.Manifest, set []string) *project {
	p := &project{repeat: m}
	add := func(flag, value string) {
		if value != "" && !slices.Contains(set, flag) {
			p.args = append(p.args, "--"+flag+"="+value)
		}
	}
	add("confidence", fmt.Sprint(m.Confidence))
	add("replicates", fmt.Sprint(m.Replicates))
	add("seed", fmt.Sprint(m.Seed))
	add("min-documents", fmt.Sprint(m.MinDocuments))
	for _, s := range m.Scorers {
		add("scorer", s)
	}
	for _, o := range m.Options {
		values := []string{o.Value}
		if o.Name == "event" {
			values = strings.Split(o.Value, ",")
		}
		for _, v := range values {
			add(o.Name, v)
		}
	}
	for _, i := range m.Instruments {
		if i.File == "embedded" {
			add(i.Kind, i.Name)
		}
	}
	return p
}

// same holds a run to the one it repeats: its instruments and inputs must have
// the digests of the manifest.
func (p *project) same(m *reports.Manifest) diag.Problems {
	if p == nil || p.repeat == nil {
		return nil
	}
	var ps diag.Problems
	for _, cause := range causes(p.repeat, m) {
		ps = append(ps, &diag.Problem{Severity: diag.Warning, Reason: "not-the-same", Message: "this is not the run that is to be repeated: " + cause})
	}
	return ps
}
