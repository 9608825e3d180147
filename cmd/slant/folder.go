package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"slant/analysis/diag"
)

// folder is the output folder in the making. Everything is written beside it
// and moved into place at the end, so that an interrupted run leaves old
// results whole.
type folder struct {
	final   string
	partial string
}

// manifestName is the file by which a folder is known as slant's.
const manifestName = "run.json"

// openFolder makes ready to write into dir. It refuses a folder that holds
// something no earlier run wrote, unless told to overwrite.
func openFolder(dir string, overwrite bool) (*folder, error) {
	final, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(final)
	switch {
	case os.IsNotExist(err):
	case err != nil:
		return nil, diag.Problems{{Position: diag.Position{File: dir}, Message: "is not a folder that can be written to", Hint: "choose another with --out"}}
	case len(entries) > 0 && !overwrite && !isResult(final):
		return nil, diag.Problems{{
			Position: diag.Position{File: dir},
			Message:  "holds files that no run of slant wrote",
			Hint:     "choose another folder with --out, or add --overwrite to write among them",
		}}
	}
	f := &folder{final: final, partial: filepath.Join(filepath.Dir(final), "."+filepath.Base(final)+".partial")}
	// What a killed run left behind is of no use.
	if err := os.RemoveAll(f.partial); err != nil {
		return nil, err
	}
	return f, os.MkdirAll(f.partial, 0o755)
}

// isResult reports whether an earlier run wrote the folder.
func isResult(dir string) bool {
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return false
	}
	var m struct {
		Slant string `json:"slant"`
	}
	return json.Unmarshal(data, &m) == nil && m.Slant != ""
}

// path gives where a file of the results is while they are being written.
func (f *folder) path(name string) string { return filepath.Join(f.partial, filepath.FromSlash(name)) }

// Create opens a file of the results for writing, such as "tables/terms.csv".
func (f *folder) Create(name string) (io.WriteCloser, error) {
	path := f.path(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &buffered{Writer: bufio.NewWriterSize(file, 1<<18), file: file}, nil
}

// buffered is a file behind a buffer.
type buffered struct {
	*bufio.Writer
	file *os.File
}

// Close writes out the buffer and closes the file.
func (b *buffered) Close() error {
	err := b.Flush()
	if closed := b.file.Close(); err == nil {
		err = closed
	}
	return err
}

// Commit moves the results into place: each entry takes the place of its
// namesake of an earlier run, and what else is in the folder stays.
func (f *folder) Commit() error {
	if _, err := os.Stat(f.final); os.IsNotExist(err) {
		return os.Rename(f.partial, f.final)
	}
	entries, err := os.ReadDir(f.partial)
	if err != nil {
		return err
	}
	for _, e := range entries {
		old, fresh := filepath.Join(f.final, e.Name()), filepath.Join(f.partial, e.Name())
		if err := os.RemoveAll(old); err != nil {
			return fmt.Errorf("old results could not be replaced: %w", err)
		}
		if err := os.Rename(fresh, old); err != nil {
			return fmt.Errorf("results could not be moved into place: %w", err)
		}
	}
	return os.Remove(f.partial)
}

// Abort throws away what was written.
func (f *folder) Abort() error { return os.RemoveAll(f.partial) }
