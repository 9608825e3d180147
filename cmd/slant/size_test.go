package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// maxBinary is how large the program may be as "go build" makes it, in bytes.
// Who needs more looks first whether a new import finds methods by name
// (reflect's MethodByName, as text/template does), which alone costs six
// million.
const maxBinary = 40_000_000

func TestBinaryStaysSmall(t *testing.T) {
	if testing.Short() || runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("builds the program, for linux on amd64")
	}
	file := filepath.Join(t.TempDir(), "slant")
	build := exec.Command("go", "build", "-o", file, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > maxBinary {
		t.Errorf("the program has %d bytes, more than %d", info.Size(), maxBinary)
	}
	t.Logf("%d bytes", info.Size())
}
