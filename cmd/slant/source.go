package main

import (
	"os"
	"path/filepath"
	"strings"

	"slant/analysis/corpus"
	"slant/analysis/diag"
)

// source is where the documents come from: a file system rooted at the
// deepest folder that holds every input, so that no name in the results says
// where on the machine the corpus lay.
type source struct {
	reader *corpus.Reader
}

// openSource finds the inputs.
func openSource(inputs []string, metadata string) (*source, diag.Problems) {
	var problems diag.Problems
	var paths []string
	root := ""
	for _, in := range inputs {
		abs, err := filepath.Abs(in)
		if err != nil {
			problems = append(problems, &diag.Problem{Position: diag.Position{File: in}, Message: err.Error()})
			continue
		}
		info, err := os.Stat(abs)
		if err != nil {
			problems = append(problems, &diag.Problem{Position: diag.Position{File: in}, Message: "there is no such file or folder", Hint: "check the path of the input"})
			continue
		}
		dir := abs
		if !info.IsDir() {
			dir = filepath.Dir(abs)
		}
		root = commonFolder(root, dir)
		paths = append(paths, abs)
	}
	var table string
	if metadata != "" {
		abs, err := filepath.Abs(metadata)
		if err == nil {
			_, err = os.Stat(abs)
		}
		if err != nil {
			problems = append(problems, &diag.Problem{Position: diag.Position{File: metadata}, Message: "there is no such file", Hint: "--metadata names a CSV file"})
		} else {
			root = commonFolder(root, filepath.Dir(abs))
			table = abs
		}
	}
	if problems != nil {
		return nil, problems
	}
	r := &corpus.Reader{FS: os.DirFS(root)}
	for _, p := range paths {
		r.Names = append(r.Names, below(root, p))
	}
	if table != "" {
		r.Metadata = []string{below(root, table)}
	}
	return &source{r}, nil
}

// commonFolder gives the deepest folder that holds both; "" stands for none yet.
func commonFolder(a, b string) string {
	if a == "" {
		return b
	}
	for a != b {
		if len(a) > len(b) {
			a, b = b, a
		}
		b = filepath.Dir(b)
	}
	return a
}

// below gives path as a name in the file system rooted at root.
func below(root, path string) string {
	rel := strings.TrimPrefix(strings.TrimPrefix(path, root), string(filepath.Separator))
	if rel == "" {
		return "."
	}
	return filepath.ToSlash(rel)
}
