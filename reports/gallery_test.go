package reports

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"slant/reports/canvas"
)

var update = flag.Bool("update", false, "write the goldens anew")

// The gallery is every figure of the sample run, to be looked at: a change to
// a figure shows as a change to its picture.
func TestGallery(t *testing.T) {
	for f, s := range drawn(t, sampleRun(), Presets[0]) {
		var b bytes.Buffer
		if err := (canvas.SVG{}).Write(&b, s); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", "gallery", f.Name+".svg")
		if *update {
			if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), want) {
			t.Errorf("%s has changed; look at it, then go test ./reports -run Gallery -update", f.Name)
		}
	}
}
