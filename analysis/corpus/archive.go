package corpus

import (
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/zip"
	"golang.org/x/text/encoding/charmap"

	"slant/analysis/diag"
)

// archive reads every member of a zip file in the order of their names. An
// archive is a folder to whoever packed it, so its members' folders count as
// folders below the root and its own name as none.
func (g *reading) archive(root, name string, file *stored, singles *scope) {
	members, err := openArchive(file)
	if err != nil {
		g.problem(notArchive(name, err))
		return
	}
	for _, m := range members {
		if g.stopped {
			return
		}
		full := name + "/" + m.name
		if g.r.joined.files[full] {
			continue
		}
		f, packed := recognise(m.name)
		if f == unknown || f == archive {
			g.leave(full)
			continue
		}
		s := &source{name: full, format: f, packed: packed, scope: singles}
		if s.outlet = folderOutlet(path.Join(path.Dir(below(root, name)), m.name)); root == name {
			s.outlet = folderOutlet(m.name)
		}
		r, err := m.open()
		if err != nil {
			g.damaged(s, 0, err)
			continue
		}
		s.r = r
		g.source(s)
		r.Close()
	}
}

// member is a file in an archive under its name as slant writes it.
type member struct {
	name string
	*zip.File
}

var errEncrypted = errors.New("the member is encrypted")

func (m member) open() (io.ReadCloser, error) {
	if m.Flags&1 != 0 {
		return nil, errEncrypted
	}
	return m.Open()
}

// openArchive lists a zip file's members, and leaves file read to its end.
func openArchive(file *stored) ([]member, error) {
	at, ok := file.file.(io.ReaderAt)
	var size int64
	if ok {
		if file.hash == nil {
			info, err := file.file.Stat()
			if err != nil {
				return nil, err
			}
			size = info.Size()
		} else {
			n, err := io.Copy(io.Discard, file) // for the sum
			if err != nil {
				return nil, err
			}
			size = n
		}
	} else {
		// A file system that only reads on: an archive's directory is at its end.
		whole, err := io.ReadAll(file)
		if err != nil {
			return nil, err
		}
		at, size = bytes.NewReader(whole), int64(len(whole))
	}
	z, err := zip.NewReader(at, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, err
	}
	var members []member
	for _, f := range z.File {
		name := memberName(f)
		if f.FileInfo().IsDir() || strings.HasSuffix(name, "/") || name == "." || slices.ContainsFunc(strings.Split(name, "/"), hidden) {
			continue
		}
		members = append(members, member{name, f})
	}
	slices.SortStableFunc(members, func(a, b member) int { return comparePaths(a.name, b.name) })
	return members, nil
}

// memberName is a member's path with slashes, in UTF-8: an archive that does
// not say otherwise names its members in code page 437.
func memberName(f *zip.File) string {
	name := f.Name
	if !utf8.ValidString(name) {
		decoded, err := charmap.CodePage437.NewDecoder().String(name)
		if err != nil {
			decoded = strings.ToValidUTF8(name, "\ufffd")
		}
		name = decoded
	}
	dir := strings.HasSuffix(name, "/") || strings.HasSuffix(name, `\`)
	name = strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
	if dir || name == "" {
		name += "/"
	}
	return name
}

func notArchive(name string, err error) *diag.Problem {
	p := &diag.Problem{Position: position(name), Reason: "damaged", Message: "cannot be read: " + cause(err)}
	if errors.Is(err, zip.ErrFormat) {
		p.Message = "this is no zip file, or one cut short"
	}
	return p
}
