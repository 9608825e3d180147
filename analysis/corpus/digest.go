package corpus

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"

	"slant/analysis/diag"
)

// Digest stands for everything that Documents depends on: the options, the
// names of all files and the bytes of those that are read. It is empty where a
// file cannot be read to its end; what is wrong with it, Documents tells. The
// files are hashed once: reading them afterwards does not do it again.
func (r *Reader) Digest() string {
	h := sha256.New()
	var b []byte
	add := func(parts ...string) {
		b = b[:0]
		for _, p := range parts {
			b = binary.AppendUvarint(b, uint64(len(p)))
			b = append(b, p...)
		}
		h.Write(b) //nolint:errcheck // a hash takes everything
	}
	add(r.Encoding, string(r.Dates))
	for _, name := range slices.Sorted(maps.Keys(r.Fields)) {
		add("field", name, r.Fields[name])
	}
	whole := true
	file := func(name string, read bool) bool {
		sum := ""
		if read {
			if sum, whole = r.sum(name); !whole {
				return false
			}
		}
		add("file", name, sum)
		return true
	}
	for _, name := range r.Metadata {
		add("metadata")
		if !file(path.Clean(name), true) {
			return ""
		}
	}
	for _, root := range roots(r.Names) {
		add("root", root)
		walk(r.FS, root, func(name string) bool {
			f, _ := recognise(name)
			return file(name, f != unknown)
		}, func(p *diag.Problem) {
			if p.Severity == diag.Skip {
				whole = false
			}
			add("problem", p.Error())
		})
		if !whole {
			return ""
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// sum gives the SHA-256 of a file's bytes and keeps it, unless the file cannot
// be read.
func (r *Reader) sum(name string) (string, bool) {
	in, known := r.inputs[name]
	if !known {
		f, err := r.FS.Open(name)
		if err != nil {
			return "", false
		}
		defer f.Close() // it was only read
		if in, err = sumOf(f); err != nil {
			return "", false
		}
		if r.inputs == nil {
			r.inputs = map[string]sum{}
		}
		r.inputs[name] = in
	}
	return hex.EncodeToString(in.sha256[:]), true
}

func sumOf(f fs.File) (in sum, err error) {
	h := sha256.New()
	in.bytes, err = io.CopyBuffer(h, f, make([]byte, 1<<20))
	h.Sum(in.sha256[:0])
	return in, err
}
