package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"slant/analysis"
	"slant/analysis/diag"
	"slant/analysis/match"
	"slant/analysis/sentiment"
	"slant/analysis/text"
	"slant/lexicons"
	"slant/reports"
)

// Instruments in use when the user names none.
const (
	defaultLexicon = "loaded-terms"
	defaultActors  = "actors"
)

// loaded is an instrument as the manifest names it.
type loaded = reports.Instrument

// instruments loads and compiles the lexicons and actors files.
func (c *RunCommand) instruments(compat match.Compat, scorers *scorerSet) (*analysis.Codebook, []loaded, diag.Problems) {
	var ps diag.Problems
	var files []loaded
	var rosters []*lexicons.Roster
	for _, name := range orDefault(c.Actors, defaultActors) {
		data, shown, problem := instrument(name, "actors")
		if problem != nil {
			ps = append(ps, problem)
			continue
		}
		r, found := lexicons.ReadRoster(shown, data)
		ps = append(ps, found...)
		if r == nil {
			continue
		}
		rosters = append(rosters, r)
		files = append(files, loaded{Kind: "actors", Name: r.Name, Version: r.Version, License: r.License, File: fileName(shown), SHA256: r.Digest, Terms: len(r.Actors)})
	}
	var ls []*lexicons.Lexicon
	for _, name := range orDefault(c.Lexicons, defaultLexicon) {
		data, shown, problem := instrument(name, "lexicon")
		if problem != nil {
			ps = append(ps, problem)
			continue
		}
		l, found := lexicons.Read(shown, data, lexicons.ReadOptions{})
		ps = append(ps, found...)
		if l == nil {
			continue
		}
		ls = append(ls, l)
		files = append(files, loaded{Kind: "lexicon", Name: l.Name, Version: l.Version, License: l.License, Citation: l.Citation, File: fileName(shown), SHA256: l.Digest, Terms: len(l.Terms)})
	}
	if ps.Fatal() != nil {
		return nil, nil, ps
	}
	for _, model := range scorers.models {
		for _, f := range model.Files() {
			files = append(files, loaded{Kind: "scorer", Name: model.Name() + "/" + f.Name, File: f.Name, SHA256: f.SHA256})
		}
	}
	book, found := analysis.NewCodebook(ls, rosters, scorers.names, match.Options{Compat: compat})
	return book, files, append(ps, found...)
}

func orDefault(names []string, name string) []string {
	if len(names) == 0 {
		return []string{name}
	}
	return slices.Compact(slices.Clone(names))
}

// instrument gives the bytes of an embedded instrument or a file, and the name
// that messages call it by. A file of that name wins over one in the box.
func instrument(name, kind string) ([]byte, string, *diag.Problem) {
	data, err := os.ReadFile(name)
	if err == nil {
		return data, filepath.ToSlash(name), nil
	}
	if data, ok := lexicons.Embedded(name); ok {
		return data, lexicons.EmbeddedPrefix + name, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		var at *fs.PathError
		if errors.As(err, &at) {
			err = at.Err
		}
		return nil, "", &diag.Problem{Position: diag.Position{File: name}, Message: "cannot be read: " + err.Error(), Hint: "name a " + kind + " file"}
	}
	boxed := slices.DeleteFunc(lexicons.EmbeddedNames(), func(n string) bool { return (n == defaultActors) != (kind == "actors") })
	hint := diag.DidYouMean(name, boxed)
	if hint == "" {
		hint = "in the box: " + strings.Join(boxed, ", ")
	}
	return nil, "", &diag.Problem{Position: diag.Position{File: name}, Message: "there is no such " + kind + " file", Hint: hint}
}

// fileName is how the manifest names an instrument's file.
func fileName(shown string) string {
	if strings.HasPrefix(shown, lexicons.EmbeddedPrefix) {
		return "embedded"
	}
	return filepath.Base(shown)
}

// scorerTable is every scorer in the box, the default first.
var scorerTable = []struct {
	name string
	make func(v *text.Vocabulary) (sentiment.Scorer, error)
}{
	{"target", func(v *text.Vocabulary) (sentiment.Scorer, error) { return sentiment.NewTarget(v) }},
	{"vader", func(*text.Vocabulary) (sentiment.Scorer, error) { return sentiment.NewVader(), nil }},
	{"bayes", func(v *text.Vocabulary) (sentiment.Scorer, error) { return sentiment.NewBayes(v) }},
}

// scorerNames are the values of --scorer.
func scorerNames() []string {
	var names []string
	for _, s := range scorerTable {
		names = append(names, s.name)
	}
	return append(names, sentiment.OnnxPrefix+"DIR")
}

// scorerSet is the scorers asked for.
type scorerSet struct {
	names  []string // as tables have them
	models []*sentiment.Onnx
}

// dear reports whether a judgment of scorer i takes long.
func (s *scorerSet) dear(i int) bool { return strings.HasPrefix(s.names[i], sentiment.OnnxPrefix) }

// has reports whether an instrument, as the manifest names it, is a file of
// scorer i.
func (s *scorerSet) has(i int, name string) bool { return strings.HasPrefix(name, s.names[i]+"/") }

// noScorer is the value of --scorer of a run that measures no sentiment.
const noScorer = "none"

// runScorers is openScorers for a run, which need not have any.
func runScorers(asked []string) (*scorerSet, diag.Problems) {
	if slices.Equal(asked, []string{noScorer}) {
		return &scorerSet{}, nil
	}
	return openScorers(asked)
}

// openScorers checks the values of --scorer and reads the models among them.
func openScorers(asked []string) (*scorerSet, diag.Problems) {
	var ps diag.Problems
	set := &scorerSet{}
	for _, name := range orDefault(asked, scorerTable[0].name) {
		dir, own := strings.CutPrefix(name, sentiment.OnnxPrefix)
		if !own {
			if at := slices.Index(scorerNames(), name); at < 0 {
				problem := unknownChoice("scorer", name, scorerNames())
				if name == noScorer {
					problem = &diag.Problem{Message: "--scorer none: is no scorer", Hint: "only slant run takes it, and only alone"}
				}
				ps = append(ps, problem)
			}
			set.names = append(set.names, name)
			continue
		}
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			ps = append(ps, &diag.Problem{Message: fmt.Sprintf("--scorer %s: there is no such folder", name), Hint: "after onnx: comes the folder of a model"})
			continue
		}
		// Tables do not tell where on a machine a folder lay.
		path, err := filepath.Abs(dir)
		if err != nil {
			ps = append(ps, problemsIn(err)...)
			continue
		}
		called := filepath.Base(path)
		if slices.Contains(set.names, sentiment.OnnxPrefix+called) {
			ps = append(ps, &diag.Problem{Message: fmt.Sprintf("--scorer %s: there is another model in a folder called %s", name, called), Hint: "give one of the folders another name: tables tell the models apart by it"})
			continue
		}
		set.names = append(set.names, sentiment.OnnxPrefix+called)
		model, found := sentiment.OpenOnnx(called, filepath.ToSlash(dir), os.DirFS(dir))
		ps = append(ps, found...)
		if model != nil {
			set.models = append(set.models, model)
		}
	}
	return set, ps
}

// bind gives the scorers of one worker, for passages whose types come from v.
func (s *scorerSet) bind(v *text.Vocabulary) ([]sentiment.Scorer, error) {
	var out []sentiment.Scorer
	for _, name := range s.names {
		if at := slices.IndexFunc(s.models, func(m *sentiment.Onnx) bool { return m.Name() == name }); at >= 0 {
			out = append(out, s.models[at].Scorer())
			continue
		}
		scorer, err := scorerTable[slices.Index(scorerNames(), name)].make(v)
		if err != nil {
			return nil, err
		}
		out = append(out, scorer)
	}
	return out, nil
}
