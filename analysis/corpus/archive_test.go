package corpus

import (
	"bytes"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zip"
	"github.com/klauspost/compress/zstd"
)

// The packers write to memory, which never fails.

func gzipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(s))
	if err = errorOf(err, w.Close()); err != nil {
		panic(err)
	}
	return b.String()
}

func zstandard(s string) string {
	var b bytes.Buffer
	w, err := zstd.NewWriter(&b)
	if err != nil {
		panic(err)
	}
	_, err = w.Write([]byte(s))
	if err = errorOf(err, w.Close()); err != nil {
		panic(err)
	}
	return b.String()
}

// zipped packs names and contents, which alternate, in the order given.
func zipped(members ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		f, err := w.Create(members[i])
		if err == nil {
			_, err = f.Write([]byte(members[i+1]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

func errorOf(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
