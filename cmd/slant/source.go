package main

import (
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"slant/analysis/corpus"
	"slant/analysis/diag"
)

// source is where the documents come from: a file system rooted at the
// deepest folder that holds every input, so that no name in the results says
// where on the machine the corpus lay.
type source struct {
	reader *corpus.Reader
	inputs []input
}

// input is a file or folder as the user named it, and as the reader does.
type input struct{ written, name string }

// openSource finds the inputs.
func openSource(inputs []string, metadata string) (*source, diag.Problems) {
	var problems diag.Problems
	var paths []string
	root := ""
	for _, in := range inputs {
		if in == "" {
			problems = append(problems, &diag.Problem{Message: "an input without a name", Hint: "is a variable empty? Write . for the folder you are in"})
			continue
		}
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
		if info.IsDir() && isResult(abs) {
			problems = append(problems, &diag.Problem{Position: diag.Position{File: in}, Message: "holds the results of a run, not articles", Hint: "name the folder of the articles"})
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
	if problems == nil && root == "" {
		problems = append(problems, &diag.Problem{Message: "the inputs lie on several drives", Hint: "put them on one, or run slant on each"})
	}
	if problems != nil {
		return nil, problems
	}
	s := &source{reader: &corpus.Reader{FS: articles{os.DirFS(root)}}}
	for i, p := range paths {
		s.inputs = append(s.inputs, input{inputs[i], below(root, p)})
		s.reader.Names = append(s.reader.Names, below(root, p))
	}
	if table != "" {
		s.inputs = append(s.inputs, input{metadata, below(root, table)})
		s.reader.Metadata = []string{below(root, table)}
	}
	return s, nil
}

// checkMetadata gives what makes the table of --metadata useless: without what
// the user says of the articles, they would be counted as what they are not.
func (s *source) checkMetadata() diag.Problems {
	if len(s.reader.Metadata) == 0 {
		return nil
	}
	table := *s.reader
	table.Names = nil // reads the table alone
	var found diag.Problems
	for _, err := range table.Documents() {
		found = append(found, problemsIn(err)...)
	}
	return s.shown(found.Fatal())
}

// articleLimit is how many bytes of text an article may have. What is longer
// is a file that was not cut into articles, or a fault: its numbers would be
// those of one document, and its evidence would fill the memory.
const articleLimit = 8 << 20

// documents gives the documents and problems of the reader, with a problem in
// place of every document that is too long to be an article.
func (s *source) documents() iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		for d, err := range s.reader.Documents() {
			if err == nil && len(d.Text) > articleLimit {
				err = &diag.Problem{Position: d.At, Reason: "too-long",
					Message: fmt.Sprintf("a text of %.1f MB, and an article has at most %d", float64(len(d.Text))/(1<<20), articleLimit>>20),
					Hint:    "cut it into one document an article"}
				d = nil
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

// shown gives problems of the reader with paths as the user wrote them, for the
// terminal. Results have them as they lie in the corpus.
func (s *source) shown(problems diag.Problems) diag.Problems {
	out := make(diag.Problems, len(problems))
	for i, p := range problems {
		told := *p
		told.File = s.path(p.File)
		out[i] = &told
	}
	return out
}

// path gives a file of the corpus as the user wrote the input it belongs to.
func (s *source) path(name string) string {
	for _, in := range s.inputs {
		if rest, ok := strings.CutPrefix(name, in.name); ok && (rest == "" || rest[0] == '/') {
			return in.written + filepath.FromSlash(rest)
		}
		if in.name == "." && name != "" {
			return filepath.Join(in.written, filepath.FromSlash(name))
		}
	}
	return name
}

// articles is a file system in which the results of runs are out of sight:
// they often lie among the articles they are about, and are none.
type articles struct{ fs.FS }

// ReadDir lists a folder without those that hold results.
func (a articles) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(a.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return e.IsDir() && holdsResult(a.FS, path.Join(name, e.Name()))
	}), err
}

// commonFolder gives the deepest folder that holds both, or "" where there is
// none, on two drives. As a, "" stands for none yet.
func commonFolder(a, b string) string {
	if a == "" {
		return b
	}
	for a != b {
		if len(a) > len(b) {
			a, b = b, a
		}
		if filepath.Dir(b) == b {
			return ""
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
