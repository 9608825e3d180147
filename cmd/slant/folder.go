package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"slant/analysis/diag"
)

// folder is the output folder in the making. Everything is written beside it
// and moved into place at the end, so that an interrupted run leaves old
// results whole.
//
// Whatever else a user keeps in the folder is not slant's to touch. Which files
// are slant's says SHA256SUMS, which lists every file of the results; by it,
// files of an earlier run that this one has no successor for are taken away.
type folder struct {
	final   string // where the results go
	partial string // where they are while they are being written

	mu   sync.Mutex // jobs create files side by side
	sums map[string]string
}

const (
	manifestName = "run.json"   // by which a folder is known as slant's
	sumsName     = "SHA256SUMS" // as sha256sum writes and checks it
)

// openFolder makes ready to write into dir. It refuses a folder that holds
// something no earlier run wrote, unless told to overwrite.
func openFolder(dir string, overwrite bool) (*folder, error) {
	final, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if real, err := filepath.EvalSymlinks(final); err == nil {
		final = real // a link stays one; the results go where it leads
	}
	f := &folder{final: final, partial: filepath.Join(filepath.Dir(final), "."+filepath.Base(final)+".partial"), sums: make(map[string]string)}
	if err := f.restore(); err != nil {
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
	return f, f.begin(dir, overwrite)
}

// begin makes the folder that is written into.
func (f *folder) begin(dir string, overwrite bool) error {
	if err := os.MkdirAll(filepath.Dir(f.final), 0o755); err != nil {
		return unwritable(dir, err)
	}
	if overwrite {
		if err := os.RemoveAll(f.partial); err != nil {
			return err
		}
	}
	err := os.Mkdir(f.partial, 0o755)
	if errors.Is(err, fs.ErrPermission) {
		// In a folder that is not the user's, the results' own folder may be.
		f.partial = filepath.Join(f.final, filepath.Base(f.partial))
		err = os.Mkdir(f.partial, 0o755)
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		// Two runs must not write into one folder: each would take the
		// other's half for its own.
		return diag.Problems{{
			Position: diag.Position{File: dir},
			Message:  "another run is writing there, or one was killed",
			Hint:     "wait for it, or remove the folder " + f.partial,
		}}
	case err != nil:
		return unwritable(dir, err)
	}
	return nil
}

// unwritable is the problem of a folder that cannot be made.
func unwritable(dir string, err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return diag.Problems{{Position: diag.Position{File: dir}, Message: "no folder can be made there: " + err.Error(), Hint: "choose another with --out"}}
}

// aside is where old results are for the moment between two renamings.
func (f *folder) aside() string {
	return filepath.Join(filepath.Dir(f.final), "."+filepath.Base(f.final)+".old")
}

// restore puts old results back that a run, killed in that very moment, left
// aside.
func (f *folder) restore() error {
	if _, err := os.Stat(f.final); !os.IsNotExist(err) || !isResult(f.aside()) {
		return nil
	}
	return os.Rename(f.aside(), f.final)
}

// isResult reports whether a run wrote the folder.
func isResult(dir string) bool { return holdsResult(os.DirFS(dir), ".") }

// holdsResult does the same for a folder of a file system.
func holdsResult(fsys fs.FS, dir string) bool {
	data, err := fs.ReadFile(fsys, path.Join(dir, manifestName))
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
// Several may be written at a time.
func (f *folder) Create(name string) (io.WriteCloser, error) {
	at := f.path(name)
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return nil, err
	}
	file, err := os.Create(at)
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	return &buffered{Writer: bufio.NewWriterSize(io.MultiWriter(file, sum), 64<<10), file: file, sum: sum, name: name, folder: f}, nil
}

// buffered is a file behind a buffer, which knows its sum when it is closed.
type buffered struct {
	*bufio.Writer
	file   *os.File
	sum    hash.Hash
	name   string
	folder *folder
}

// Close writes out the buffer and closes the file.
func (b *buffered) Close() error {
	err := b.Flush()
	if closed := b.file.Close(); err == nil {
		err = closed
	}
	b.folder.mu.Lock()
	defer b.folder.mu.Unlock()
	b.folder.sums[b.name] = hex.EncodeToString(b.sum.Sum(nil))
	return err
}

// writeSums lists every file of the results.
func (f *folder) writeSums() error {
	names := make([]string, 0, len(f.sums))
	for name := range f.sums {
		names = append(names, name)
	}
	slices.Sort(names)
	var b bytes.Buffer
	for _, name := range names {
		fmt.Fprintf(&b, "%s  %s\n", f.sums[name], name)
	}
	return os.WriteFile(f.path(sumsName), b.Bytes(), 0o644)
}

// readSums gives the files that an earlier run wrote into dir, and SHA256SUMS
// itself.
func readSums(dir string) (map[string]bool, error) {
	own := map[string]bool{sumsName: true}
	data, err := os.ReadFile(filepath.Join(dir, sumsName))
	if errors.Is(err, fs.ErrNotExist) {
		return own, nil
	}
	for line := range strings.Lines(string(data)) {
		if _, name, ok := strings.Cut(strings.TrimRight(line, "\n"), "  "); ok && filepath.IsLocal(filepath.FromSlash(name)) {
			own[name] = true
		}
	}
	return own, err
}

// filesIn gives every file below dir, as names with slashes, but for those in
// the folder except.
func filesIn(dir, except string) (names []string, err error) {
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && filepath.Join(dir, filepath.FromSlash(name)) == except:
			return fs.SkipDir
		case !d.IsDir():
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

// Commit moves the results into place. Where the folder holds nothing but old
// results, it is replaced as a whole; where a user keeps something there, file
// by file, the manifest last. Should it fail, the new results stay where they
// are, and the error says where that is.
func (f *folder) Commit() error {
	if err := f.commit(); err != nil {
		return fmt.Errorf("the new results could not be moved into place and are in %s: %w", f.partial, err)
	}
	return nil
}

func (f *folder) commit() error {
	if err := f.writeSums(); err != nil {
		return err
	}
	if _, err := os.Stat(f.final); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(f.partial, f.final)
	}
	old, err := readSums(f.final)
	if err != nil {
		return err
	}
	there, err := filesIn(f.final, f.partial)
	if err != nil {
		return err
	}
	foreign := slices.DeleteFunc(there, func(name string) bool { return old[name] })
	if len(foreign) == 0 && !f.holdsWorkingFolder() {
		if done, err := f.swap(); done {
			return err
		}
	}
	return f.merge(old, foreign)
}

// holdsWorkingFolder reports whether a shell that slant was started from
// stands in the results: the ground must not be taken from under it.
func (f *folder) holdsWorkingFolder() bool {
	here, err := os.Getwd()
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(f.final, here)
	return err == nil && filepath.IsLocal(rel)
}

// swap puts the folder of new results in place of the old one. It is not done
// where that cannot be: the folder may be a volume, or hold the new one.
func (f *folder) swap() (done bool, err error) {
	aside := f.aside()
	if isResult(aside) { // left by a run that was killed after its second renaming
		if err := os.RemoveAll(aside); err != nil {
			return false, nil
		}
	}
	if os.Rename(f.final, aside) != nil {
		return false, nil
	}
	if err := os.Rename(f.partial, f.final); err != nil {
		if back := os.Rename(aside, f.final); back != nil {
			return true, fmt.Errorf("%w; the old ones are in %s", err, aside)
		}
		return false, nil
	}
	return true, os.RemoveAll(aside)
}

// merge puts new files in place of old ones, one by one, and takes away those
// that have no successor.
func (f *folder) merge(old map[string]bool, foreign []string) error {
	names, err := filesIn(f.partial, "")
	if err != nil {
		return err
	}
	// Results without their list of sums are replaced by name.
	unlisted := isResult(f.final) && !old[manifestName]
	for _, name := range foreign {
		if slices.Contains(names, name) && !unlisted {
			return fmt.Errorf("%s is there already, and no run of slant wrote it; move it away", filepath.Join(f.final, filepath.FromSlash(name)))
		}
	}
	names = append(slices.DeleteFunc(names, func(name string) bool { return name == manifestName }), manifestName)
	for _, name := range names {
		to := filepath.Join(f.final, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := move(f.path(name), to); err != nil {
			return err
		}
		delete(old, name)
	}
	for name := range old {
		gone := filepath.Join(f.final, filepath.FromSlash(name))
		if err := os.Remove(gone); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if dir := filepath.Dir(gone); dir != f.final {
			os.Remove(dir) //nolint:errcheck // it goes if it is empty now
		}
	}
	return os.RemoveAll(f.partial)
}

// move renames a file; between volumes it copies it first, so that the old
// file is replaced in one step there too.
func move(from, to string) error {
	if os.Rename(from, to) == nil {
		return nil
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() // it was only read
	out, err := os.Create(to + ".partial")
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	return os.Rename(to+".partial", to)
}

// Abort throws away what was written.
func (f *folder) Abort() error { return os.RemoveAll(f.partial) }
