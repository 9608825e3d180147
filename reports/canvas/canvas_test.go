package canvas

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/color"
	"io"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// names are the names a figure has to set: invented outlets in the scripts of
// the news, and what an unfriendly feed may put there.
var names = []string{
	"The Harbour Courier", "Le Républicain d’Été", "Северный вестник", "صحيفة الميناء", "روزنامهٔ بندر",
	"עיתון הנמל", "Λιμάνι", "北港日报", "<b>&\"News\"</b>", "100 % $_{}^~#\\", "a\u202Ebc", "صحيفة 24 (Port)", "−0.5 × 2",
}

func testSheet(t testing.TB) *Sheet {
	t.Helper()
	setter, err := NewSetter()
	if err != nil {
		t.Fatal(err)
	}
	s := NewSheet(setter, 260, 240)
	s.Name, s.Title, s.Description = "names", "Names in every script", "A list of <names> & a few marks."
	dc := draw.NewCanvas(s, 260, 240)
	sty := text.Style{Color: color.NRGBA{0x22, 0x22, 0x22, 255}, Handler: Handler{setter}}
	sty.Font.Size = 10
	for i, n := range names {
		y := vg.Length(225 - 16*i)
		sty.XAlign, sty.YAlign = text.XLeft, text.YBottom
		dc.FillText(sty, vg.Point{X: 10, Y: y}, n)
		sty.XAlign = text.XRight
		dc.FillText(sty, vg.Point{X: 250, Y: y}, n)
		Mark{Label: n, Query: `{"outlet":"` + n + `"}`}.Draw(&dc, func() {
			dc.DrawGlyph(draw.GlyphStyle{Color: color.NRGBA{0, 0x72, 0xB2, 128}, Radius: 4, Shape: draw.CircleGlyph{}}, vg.Point{X: 130, Y: y + 3})
		})
	}
	sty.Rotation, sty.XAlign = math.Pi/2, text.XCenter
	dc.FillText(sty, vg.Point{X: 150, Y: 120}, "turned بندر")
	dc.StrokeLine2(draw.LineStyle{Color: color.Black, Width: 0.5, Dashes: []vg.Length{3, 2}}, 5, 20, 255, 20)
	return s
}

type writer interface {
	Write(io.Writer, *Sheet) error
}

var formats = map[string]writer{"svg": SVG{}, "pdf": PDF{}, "eps": EPS{}, "png": PNG{DPI: 150}, "tex": TeX{}}

func TestSameBytes(t *testing.T) {
	for name, f := range formats {
		var a, b bytes.Buffer
		if err := f.Write(&a, testSheet(t)); err != nil {
			t.Fatal(err)
		}
		if err := f.Write(&b, testSheet(t)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: two drawings differ", name)
		}
		if strings.Contains(a.String(), "CreationDate") {
			t.Errorf("%s: has a date", name)
		}
	}
}

func TestVisible(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain", "plain"},
		{"a\u202Eb\u2069", "a[U+202E]b[U+2069]"},
		{"two\nlines\tand\x00nul", "two lines and nul"},
		{"ZWNJ می\u200cخواهم stays", "ZWNJ می\u200cخواهم stays"},
	} {
		if got := Visible(c.in); got != c.want {
			t.Errorf("%q is shown as %q, want %q", c.in, got, c.want)
		}
	}
}

// Unicode Standard Annex 9: numbers inside a right-to-left line keep their own
// order, and brackets turn with the line.
func TestReadingOrder(t *testing.T) {
	setter, err := NewSetter()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text, fromLeft string
		rtl            bool
	}{
		{"abc 12", "abc 12", false},
		{"אבג", "גבא", true},
		{"אב 12", "12 בא", true},
		{"אב (cd)", "(cd) בא", true},
		{"to אב then", "to בא then", false},
		{"12 אב", "בא 12", true},
		{Apart("אב") + " − " + Apart("גד") + ": x", "בא − דג: x", false},
	} {
		l := setter.line(c.text, false)
		var got strings.Builder
		x := -1.0
		for _, g := range l.glyphs {
			if g.x < x {
				t.Errorf("%q: glyphs run backwards", c.text)
			}
			x = g.x
			got.WriteString(strings.Trim(g.text, "\u200E"))
		}
		// A mirrored bracket keeps its letter: "(cd)" in a line from right to
		// left is written ")cd(" in letters.
		if s := strings.NewReplacer(")cd(", "(cd)").Replace(got.String()); s != c.fromLeft || l.rtl != c.rtl {
			t.Errorf("%q stands as %q (right to left: %v), want %q", c.text, s, l.rtl, c.fromLeft)
		}
	}
}

func TestArabicJoins(t *testing.T) {
	setter, err := NewSetter()
	if err != nil {
		t.Fatal(err)
	}
	if joined, apart := setter.Width("ببب", 100, false), 3*setter.Width("ب", 100, false); joined >= apart {
		t.Errorf("three joined letters are %v wide, three apart %v", joined, apart)
	}
	if lam := setter.line("لا", false); len(lam.glyphs) != 1 || lam.glyphs[0].text != "لا" {
		t.Errorf("lam and alef give %d glyphs", len(lam.glyphs))
	}
	if m := setter.Missing("abc بندر 北 é"); m != "北" {
		t.Errorf("missing letters are %q", m)
	}
}

func TestFit(t *testing.T) {
	setter, err := NewSetter()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		for _, width := range []float64{5, 20, 40, 80, 400} {
			got := setter.Fit(name, 10, false, width)
			if got != name && !strings.HasSuffix(got, "…") {
				t.Errorf("%q in %v is %q", name, width, got)
			}
			if w := setter.Width(got, 10, false); w > width && got != "…" {
				t.Errorf("%q in %v is %q, %v wide", name, width, got, w)
			}
		}
		if got := setter.Fit(name, 10, false, 400); got != name {
			t.Errorf("%q was cut to %q where it fits", name, got)
		}
	}
}

func TestEscapeTeX(t *testing.T) {
	for _, c := range []struct {
		in, want string
		ok       bool
	}{
		{"plain words", "plain words", true},
		{`50 % of $x_1 & #2 {y} ~^\`, `50 \% of \$x\_1 \& \#2 \{y\} \textasciitilde{}\textasciicircum{}\textbackslash{}`, true},
		{"--", "-{}-{}", true},
		{"−0.5", `\ensuremath{-}0.5`, true},
		{"Été naïve Łódź", "Été naïve Łódź", true},
		{`\input{/etc/passwd}`, `\textbackslash{}input\{/etc/passwd\}`, true},
		{"Вестник", "", false},
		{"بندر", "", false},
	} {
		got, ok := escapeTeX(c.in)
		if got != c.want || ok != c.ok {
			t.Errorf("%q is %q (%v), want %q", c.in, got, ok, c.want)
		}
	}
	setter, err := NewSetter()
	if err != nil {
		t.Fatal(err)
	}
	name := setter.InlineTeX("Вестник", 10, 0)
	if again := setter.InlineTeX("Вестник", 10, 0); again != name || !strings.HasPrefix(name, "\\slantname") {
		t.Errorf("a Cyrillic name is %q, then %q", name, again)
	}
	if defs := setter.Definitions(); strings.Count(defs, "\\providecommand") != 1 || strings.ContainsRune(defs, 'В') {
		t.Errorf("a name used twice is defined as %.200q", defs)
	}
}

func TestOpaque(t *testing.T) {
	if got := opaque(color.NRGBA{0, 0, 255, 51}); got != (color.NRGBA{204, 204, 255, 255}) {
		t.Errorf("a fifth of blue on white is %v", got)
	}
}

// A quarter arc ends where it should and bulges as a circle does.
func TestArc(t *testing.T) {
	setter, err := NewSetter()
	if err != nil {
		t.Fatal(err)
	}
	s := NewSheet(setter, 100, 100)
	var p vg.Path
	p.Arc(vg.Point{X: 50, Y: 50}, 10, 0, 2*math.Pi)
	segs := s.path(p)
	if len(segs) != 5 {
		t.Fatalf("a circle is %d steps, want a move and four curves", len(segs))
	}
	for _, seg := range segs[1:] {
		c1, c2, b := seg.p[0], seg.p[1], seg.p[2]
		if r := math.Hypot(b.x-50, b.y-50); math.Abs(r-10) > 1e-9 {
			t.Errorf("end lies %v from the centre", r)
		}
		if math.Hypot(c1.x-50, c1.y-50) < 10 || math.Hypot(c2.x-50, c2.y-50) < 10 {
			t.Error("control points lie inside the circle")
		}
	}
}

func TestLength(t *testing.T) {
	for x, want := range map[float64]string{0: "0", -0.001: "0", 1.5: "1.5", -2.255: "-2.26", 10: "10", 0.05: "0.05", 123.456: "123.46"} {
		if got := string(appendLength(nil, x)); got != want {
			t.Errorf("%v is written %s, want %s", x, got, want)
		}
	}
}

// Whatever a name holds, every vector format takes it, SVG stays well-formed
// and TeX balanced.
func FuzzText(f *testing.F) {
	for _, n := range names {
		f.Add(n)
	}
	f.Add("\x00\xff\u202E\u2066\uFFFE\U0010FFFF ]]> \\ { } $ % \" '")
	setter, err := NewSetter()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, name string) {
		s := NewSheet(setter, 100, 100)
		s.Name, s.Title, s.Description = "x", name, name
		sty := text.Style{Color: color.Black, Handler: Handler{setter}}
		sty.Font.Size = 10
		dc := draw.NewCanvas(s, 100, 100)
		Mark{Label: name, Query: name}.Draw(&dc, func() { dc.FillText(sty, vg.Point{X: 10, Y: 10}, name) })
		for format, w := range formats {
			var b bytes.Buffer
			if format == "png" {
				continue
			}
			if err := w.Write(&b, s); err != nil {
				t.Fatalf("%s: %v", format, err)
			}
		}
		for _, w := range []SVG{{}, {Inline: true}} {
			var b bytes.Buffer
			if err := w.Write(&b, s); err != nil {
				t.Fatal(err)
			}
			d := xml.NewDecoder(&b)
			for {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%q: %v", name, err)
				}
			}
		}
		if tex, ok := escapeTeX(Visible(name)); ok {
			plain := strings.NewReplacer(`\{`, "", `\}`, "").Replace(tex)
			if strings.Count(plain, "{") != strings.Count(plain, "}") {
				t.Errorf("%q becomes %s", name, tex)
			}
		}
		if got := setter.Fit(name, 10, false, 30); setter.Width(got, 10, false) > 30 && got != "…" {
			t.Errorf("%q is cut to %q, which is too wide", name, got)
		}
	})
}
