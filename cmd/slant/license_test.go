package main

import (
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

// Every module that is linked is named, with its licence, in LICENSE.
func TestLicenseNamesEveryModule(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "LICENSE"))
	if err != nil {
		t.Fatal(err)
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || len(info.Deps) < 20 {
		t.Fatalf("this test was built without the list of its modules: %v", info)
	}
	for _, m := range info.Deps {
		if !strings.Contains(string(data), m.Path) {
			t.Errorf("LICENSE does not name %s", m.Path)
		}
	}
}
