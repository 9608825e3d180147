package corpus

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"slant/analysis/diag"
)

// comparePaths orders paths folder by folder, as fs.WalkDir walks: what is in
// folder "a" comes before file "a.txt".
func comparePaths(a, b string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		x, y := a[i], b[i]
		if x == y {
			continue
		}
		if x == '/' {
			return -1
		}
		if y == '/' {
			return 1
		}
		return int(x) - int(y)
	}
	return len(a) - len(b)
}

// roots cleans and sorts the names to read, and leaves out what lies below
// another of them.
func roots(names []string) (out []string) {
	clean := make([]string, len(names))
	for i, name := range names {
		clean[i] = path.Clean(name)
	}
	slices.SortFunc(clean, comparePaths)
	for _, name := range clean {
		inside := slices.ContainsFunc(out, func(root string) bool {
			return root == "." || root == name || strings.HasPrefix(name, root+"/")
		})
		if !inside {
			out = append(out, name)
		}
	}
	if slices.Contains(clean, ".") {
		return []string{"."}
	}
	return out
}

// walk visits the files of one root in order, until visit says no more. Hidden
// files are passed over, links to folders not followed; what cannot be listed
// is given to failed. It says whether the root is a folder.
func walk(fsys fs.FS, root string, visit func(name string) (goOn bool), failed func(*diag.Problem)) (folder bool) {
	info, err := fs.Stat(fsys, root)
	if err != nil {
		return false // Check has named it
	}
	if !info.IsDir() {
		visit(root)
		return false
	}
	err = fs.WalkDir(fsys, root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			failed(unreadable(name, err))
		case name != root && hidden(entry.Name()):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir():
		case entry.Type().IsRegular() || entry.Type()&fs.ModeSymlink != 0 && linked(fsys, name, failed):
			if !visit(name) {
				return fs.SkipAll
			}
		}
		return nil
	})
	if err != nil {
		failed(unreadable(root, err))
	}
	return true
}

// linked says whether a link leads to a file that can be read.
func linked(fsys fs.FS, name string, failed func(*diag.Problem)) bool {
	target, err := fs.Stat(fsys, name)
	if err != nil {
		failed(unreadable(name, err))
		return false
	}
	if target.IsDir() {
		failed(&diag.Problem{Position: position(name), Severity: diag.Notice, Reason: "not-read", Message: "a link to a folder is not followed",
			Hint: "name the folder itself as an input"})
	}
	return target.Mode().IsRegular()
}

// hidden says whether a file or folder is out of sight: dot files, and what
// macOS adds to archives.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || name == "__MACOSX" }

// folderOutlet is the first folder of a path below its root, or "".
func folderOutlet(below string) string {
	folder, _, ok := strings.Cut(below, "/")
	if !ok {
		return ""
	}
	return folder
}

// below is the path of a file below its root; the root's own is its base name.
func below(root, name string) string {
	switch root {
	case ".":
		return name
	case name:
		return path.Base(name)
	}
	return name[len(root)+1:]
}

// unreadable is the problem of a file or folder that cannot be opened.
func unreadable(name string, err error) *diag.Problem {
	p := &diag.Problem{Position: position(name), Reason: "unreadable", Message: "cannot be read: " + cause(err)}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Message = "there is no such file or folder"
	case errors.Is(err, fs.ErrPermission):
		p.Message = "cannot be read: permission denied"
	}
	return p
}

// cause is an error without the path, which the position gives already.
func cause(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return oneLine(err.Error())
}

// oneLine makes another package's message fit for one of slant's.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\ufffd")), " ")
}

// position is a place in a file whose name may hold any bytes.
func position(name string) diag.Position {
	return diag.Position{File: strings.ToValidUTF8(name, "\ufffd")}
}

// unread counts the files of one extension that are no format of the corpus.
type unread struct {
	first string
	files int
}

// leave passes over a file of no format that is read.
func (g *reading) leave(name string) {
	ext := strings.ToLower(path.Ext(name))
	u := g.unread[ext]
	if u == nil {
		u = &unread{first: name}
		g.unread[ext] = u
	}
	u.files++
}

// notRead tells of the files passed over, once an extension.
func (g *reading) notRead() {
	exts := make([]string, 0, len(g.unread))
	for ext := range g.unread {
		exts = append(exts, ext)
	}
	slices.Sort(exts)
	for _, ext := range exts {
		u := g.unread[ext]
		kind := "files ending in " + strconv.Quote(ext) + " are not read"
		if ext == "" {
			kind = "files without an extension are not read"
		}
		message := kind + "; this is the only one"
		if u.files > 1 {
			message = kind + "; this is the first of " + strconv.Itoa(u.files)
		}
		g.problem(&diag.Problem{Position: position(u.first), Severity: diag.Notice, Reason: "not-read", Message: message})
	}
}
