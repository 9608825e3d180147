package canvas

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"
)

func written(t *testing.T, format string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := formats[format].Write(&b, testSheet(t)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tool gives the output of an outside program run on the sheet in a format.
func tool(t *testing.T, format, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("NOT CHECKED: %s is not installed", program)
	}
	file := filepath.Join(t.TempDir(), "sheet."+format)
	if err := os.WriteFile(file, written(t, format), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, append(args, file)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}

func TestSVGIsWellFormedAndKeepsText(t *testing.T) {
	for _, f := range []SVG{{}, {Inline: true}} {
		var b bytes.Buffer
		if err := f.Write(&b, testSheet(t)); err != nil {
			t.Fatal(err)
		}
		var text []string
		var marks int
		d := xml.NewDecoder(&b)
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			switch v := tok.(type) {
			case xml.CharData:
				text = append(text, string(v))
			case xml.StartElement:
				for _, a := range v.Attr {
					if a.Name.Local == "data-q" {
						marks++
					}
				}
			}
		}
		all := strings.Join(text, "\n")
		for _, n := range names {
			if !strings.Contains(all, Visible(n)) {
				t.Errorf("%q is not in the text", n)
			}
		}
		if want := map[bool]int{true: len(names)}[f.Inline]; marks != want {
			t.Errorf("inline %v: %d marks, want %d", f.Inline, marks, want)
		}
	}
}

func TestPNGHasItsResolution(t *testing.T) {
	b := written(t, "png")
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds().Dx() != 260*150/72+1 && img.Bounds().Dx() != 260*150/72 {
		t.Errorf("width is %d pixels", img.Bounds().Dx())
	}
	at := bytes.Index(b, []byte("pHYs"))
	if at < 0 || binary.BigEndian.Uint32(b[at+4:]) != 5906 {
		t.Error("150 dots per inch are 5906 a metre; the file does not say so")
	}
}

func TestPDFEmbedsItsFonts(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(tool(t, "pdf", "pdffonts")), "\n")[2:]
	if len(lines) != 2 {
		t.Errorf("fonts: %q", lines)
	}
	for _, l := range lines {
		if !strings.Contains(l, "yes yes yes") {
			t.Errorf("not embedded, subset and with letters: %s", l)
		}
	}
}

func TestPDFCanBeSearched(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("NOT CHECKED: pdftotext is not installed")
	}
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, written(t, "pdf"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []string{"The Harbour Courier", "Le Républicain d’Été", "Северный вестник", "صحيفة الميناء", "עיתון הנמל", `<b>&"News"</b>`, "−0.5 × 2"} {
		if !strings.Contains(string(out), n) {
			t.Errorf("%q is not found in the text of the PDF", n)
		}
	}
}

func TestGhostscriptReadsEPSAndPDF(t *testing.T) {
	if testing.Short() {
		t.Skip("runs Ghostscript")
	}
	for _, format := range []string{"eps", "pdf"} {
		if out := tool(t, format, "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=nullpage"); out != "" {
			t.Errorf("%s: %s", format, out)
		}
	}
	b := written(t, "eps")
	if !bytes.HasPrefix(b, []byte("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 260 240\n")) {
		t.Errorf("begins with %.60q", b)
	}
}

// The subset has the outlines of what is used, of what that is composed of,
// and of nothing else.
func TestSubset(t *testing.T) {
	full := embedded(regular)
	setter, err := NewSetter()
	if err != nil {
		t.Fatal(err)
	}
	gid, _ := setter.faces[regular].NominalGlyph('é')
	unused, _ := setter.faces[regular].NominalGlyph('W')
	sub, err := subsetTrueType(full.ttf, []font.GID{gid})
	if err != nil {
		t.Fatal(err)
	}
	before, _ := trueTypeTables(full.ttf)
	after, err := trueTypeTables(sub)
	if err != nil {
		t.Fatal(err)
	}
	glyph := func(g font.GID) []byte {
		loca := after["loca"]
		return after["glyf"][binary.BigEndian.Uint32(loca[4*g:]):binary.BigEndian.Uint32(loca[4*g+4:])]
	}
	parts := components(glyph(gid))
	if len(parts) != 2 {
		t.Fatalf("é is composed of %v", parts)
	}
	for _, p := range parts {
		if len(glyph(font.GID(p))) == 0 {
			t.Errorf("part %d of é has no outline", p)
		}
	}
	if len(glyph(unused)) != 0 {
		t.Error("W is in a subset for é")
	}
	n := int(binary.BigEndian.Uint16(after["maxp"][4:]))
	if n <= int(gid) || n > int(binary.BigEndian.Uint16(before["maxp"][4:])) || len(after["loca"]) != 4*(n+1) {
		t.Errorf("the subset has %d glyphs and %d bytes of places", n, len(after["loca"]))
	}
	if w := binary.BigEndian.Uint16(after["hmtx"][4*gid:]); float64(w) != float64(setter.faces[regular].HorizontalAdvance(gid)) {
		t.Errorf("é is %d wide", w)
	}
	if _, err := subsetTrueType([]byte("not a font at all"), nil); err == nil {
		t.Error("took anything for a font")
	}
}

func TestEveryFontCanBeRead(t *testing.T) {
	for i := range faceCount {
		f, err := parsed[i]()
		if err != nil {
			t.Fatal(err)
		}
		if f.Upem() != unitsPerEm {
			t.Errorf("%s has %d units to the em", embedded(i).name, f.Upem())
		}
	}
}
