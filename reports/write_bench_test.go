package reports

import (
	"io"
	"testing"
)

type discard struct{ io.Writer }

func (discard) Close() error { return nil }

func nowhere(string) (io.WriteCloser, error) { return discard{io.Discard}, nil }

// BenchmarkWrite is the whole report of a small run with SVG figures alone.
func BenchmarkWrite(b *testing.B) {
	run := sampleRun()
	for b.Loop() {
		if _, err := Write(nowhere, run, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWriteLarge is the whole report of a run with 300 outlets.
func BenchmarkWriteLarge(b *testing.B) {
	run := sampleRunOf(manyOutlets(300))
	for b.Loop() {
		if _, err := Write(nowhere, run, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
