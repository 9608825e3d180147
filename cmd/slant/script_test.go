package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts run the program by its name.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"slant": main})
}

// TestScripts runs the program as its users do. A script is a file of
// testdata/scripts: commands, and the files they find (see the package
// testscript). To the standard commands come
//
//	exits CODE slant …      the program must end with this code
//	gzip FILE [BYTES]       makes FILE.gz, cut off after so many bytes
//	zstd FILE               makes FILE.zst
//	zip ARCHIVE FILE…       makes an archive
//	bytes FILE TEXT         writes a file from a Go string, such as '\xff'
//	damage PATTERN          changes a byte in the middle of every file that matches
//	nowhere DIR TEXT        fails when a file below DIR holds the text
//	same A B                fails unless two folders hold the same
//
// $DEMO is the demonstration corpus.
func TestScripts(t *testing.T) {
	demo, err := filepath.Abs(filepath.Join("..", "..", "testdata", "demo"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                filepath.Join("..", "..", "testdata", "scripts"),
		RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("DEMO", demo)
			// A cache of the script's own, wherever the system keeps caches.
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("XDG_CACHE_HOME", filepath.Join(e.WorkDir, ".cache"))
			e.Setenv("LocalAppData", filepath.Join(e.WorkDir, ".cache"))
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits, "gzip": packGzip, "zstd": packZstd, "zip": packZip, "bytes": writeBytes, "damage": damage, "nowhere": nowhere, "same": sameFolders,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGUMENT…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exited *exec.ExitError
	if errors.As(err, &exited) {
		got = exited.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("ended with %d, not %d", got, want)
	}
}

func packGzip(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(w.Close())
	if len(args) > 1 {
		n, err := strconv.Atoi(args[1])
		ts.Check(err)
		b.Truncate(n)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+".gz"), b.Bytes(), 0o644))
}

func packZstd(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	w, err := zstd.NewWriter(&b)
	ts.Check(err)
	_, err = w.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+".zst"), b.Bytes(), 0o644))
}

func packZip(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for _, name := range args[1:] {
		w, err := archive.Create(name)
		ts.Check(err)
		_, err = w.Write([]byte(ts.ReadFile(name)))
		ts.Check(err)
	}
	ts.Check(archive.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}

func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(args[1], `"`, `\"`) + `"`)
	ts.Check(err)
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[0])), 0o755))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

func damage(ts *testscript.TestScript, _ bool, args []string) {
	paths, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(paths) == 0 {
		ts.Fatalf("no file matches %s", args[0])
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		ts.Check(err)
		b[len(b)/3] ^= 0x41
		ts.Check(os.WriteFile(path, b, 0o644))
	}
}

func nowhere(ts *testscript.TestScript, _ bool, args []string) {
	files := 0
	ts.Check(fs.WalkDir(os.DirFS(ts.MkAbs(args[0])), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		if strings.Contains(ts.ReadFile(filepath.Join(args[0], name)), args[1]) {
			ts.Fatalf("%s holds %q", name, args[1])
		}
		return nil
	}))
	if files == 0 {
		ts.Fatalf("%s holds no file", args[0])
	}
}

func sameFolders(ts *testscript.TestScript, neg bool, args []string) {
	a, err := filesIn(ts.MkAbs(args[0]), "")
	ts.Check(err)
	b, err := filesIn(ts.MkAbs(args[1]), "")
	ts.Check(err)
	differs := ""
	if strings.Join(a, "\n") != strings.Join(b, "\n") {
		differs = "the list of files"
	}
	for _, name := range a {
		if differs == "" && ts.ReadFile(filepath.Join(args[0], name)) != ts.ReadFile(filepath.Join(args[1], name)) {
			differs = name
		}
	}
	if (differs != "") != neg {
		ts.Fatalf("%s and %s differ in: %q", args[0], args[1], differs)
	}
}
