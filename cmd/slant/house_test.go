package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// layers says who may import whom: a package may import those of a lower
// number. Packages of the same number do not know each other.
var layers = map[string]int{
	"slant/analysis/diag": 0, "slant/analysis/text": 0, "slant/analysis/stat": 0, "slant/analysis/spill": 0,
	"slant/lexicons": 1, "slant/analysis/corpus": 1, "slant/analysis/voice": 1, "slant/analysis/reuse": 1,
	"slant/analysis/match":     2,
	"slant/analysis/actor":     3,
	"slant/analysis/sentiment": 4, "slant/analysis/coref": 4,
	"slant/analysis":       5,
	"slant/analysis/index": 6, "slant/reports": 6,
	"slant/cmd/slant": 7,
}

// parts are packages that only their parent, and what may import it, uses.
var parts = map[string]string{
	"slant/reports/canvas":           "slant/reports",
	"slant/lexicons/yaml":            "slant/lexicons",
	"slant/analysis/sentiment/train": "slant/analysis/sentiment",
	"slant/cmd/slant-train":          "slant/cmd/slant",
}

// layer gives a package's number. A part stands a half step below its parent,
// or above it where it is the parent's user: numbers are doubled to hold that.
func layer(pkg string) (int, bool) {
	if n, ok := layers[pkg]; ok {
		return 2 * n, true
	}
	switch pkg {
	case "slant/reports/canvas", "slant/lexicons/yaml":
		return 2*layers[parts[pkg]] - 1, true
	case "slant/analysis/sentiment/train":
		return 2*layers[parts[pkg]] + 1, true
	case "slant/cmd/slant-train":
		return 2 * layers[parts[pkg]], true
	}
	return 0, false
}

// places says where what makes programs hard to repeat may stand. A name that
// ends in a slash is a folder.
var places = map[string][]string{
	"go statement": {"cmd/slant/pipeline.go"},
	"time.Now":     {"cmd/slant/main.go"},
	"os.Exit":      {"cmd/slant/main.go", "cmd/slant-train/main.go"},
	"os.Getenv":    {"cmd/slant/main.go"},
	// Training draws its own order of examples, outside every analysis.
	"math/rand": {"analysis/stat/random.go", "analysis/sentiment/train/"},
}

func TestImportsGoDown(t *testing.T) {
	files := module(t)
	for name, file := range files {
		pkg := path.Join("slant", path.Dir(name))
		own, ok := layer(pkg)
		if !ok {
			t.Errorf("%s: package %s has no layer; give it one in this test", name, pkg)
			continue
		}
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			if !strings.HasPrefix(imported, "slant/") {
				continue
			}
			if below, ok := layer(imported); !ok || below >= own {
				t.Errorf("%s imports %s: not a lower layer", name, imported)
			}
		}
	}
}

func TestWhatCannotBeRepeatedHasItsPlace(t *testing.T) {
	for name, file := range module(t) {
		found := func(what string, at ast.Node) {
			for _, place := range places[what] {
				if name == place || strings.HasSuffix(place, "/") && strings.HasPrefix(name, place) {
					return
				}
			}
			t.Errorf("%s: %s belongs in %s", name, what, strings.Join(places[what], ", "))
		}
		for _, spec := range file.Imports {
			if p, _ := strconv.Unquote(spec.Path.Value); strings.HasPrefix(p, "math/rand") {
				found("math/rand", spec)
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				found("go statement", n)
			case *ast.FuncDecl:
				if n.Name.Name == "init" && n.Recv == nil {
					t.Errorf("%s: has an init function; build the value where it is used", name)
				}
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok {
					if what := x.Name + "." + n.Sel.Name; places[what] != nil {
						found(what, n)
					}
				}
			}
			return true
		})
	}
}

// module parses every Go file of the module that is no test, by name relative
// to its root.
func module(t *testing.T) map[string]*ast.File {
	t.Helper()
	root := filepath.Join("..", "..")
	out := make(map[string]*ast.File)
	set := token.NewFileSet()
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && name != "." || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() && name != "." {
			// A folder with a go.mod of its own is another module.
			if _, err := os.Stat(filepath.Join(root, name, "go.mod")); err == nil {
				return fs.SkipDir
			}
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(set, filepath.Join(root, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		out[name] = file
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 20 {
		t.Fatalf("found only %d files below %s", len(out), root)
	}
	return out
}
