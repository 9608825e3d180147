package reports

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"slant/reports/canvas"
)

// drawn gives every figure of a run with its sheet.
func drawn(t *testing.T, run *Run, preset Preset) map[*Figure]*canvas.Sheet {
	t.Helper()
	figures, _ := Figures(run, preset)
	out := map[*Figure]*canvas.Sheet{}
	for _, f := range figures {
		s, err := f.Sheet()
		if err != nil {
			t.Fatal(err)
		}
		out[f] = s
	}
	return out
}

func manyOutlets(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("Paper %c%c of the Northern Quays and Piers %d", 'A'+i%26, 'a'+i/26, i)
	}
	return names
}

var sampleRuns = map[string]func() *Run{
	"nine outlets": sampleRun,
	"two outlets":  func() *Run { return sampleRunOf([]string{"The Harbour Courier", "Quayside Post"}) },
	"300 outlets":  func() *Run { return sampleRunOf(manyOutlets(300)) },
}

func TestEveryFigureIsDrawn(t *testing.T) {
	figures, left := Figures(sampleRun(), Presets[0])
	if len(figures) != len(figureKinds) || len(left) != 0 {
		t.Fatalf("%d of %d figures; left out %v", len(figures), len(figureKinds), left)
	}
	for _, f := range figures {
		if f.Title == "" || f.Caption == "" || f.Alt == "" || len(f.Data.Rows) == 0 {
			t.Errorf("%s lacks title, caption, text for those who cannot see it, or data", f.Name)
		}
		for _, s := range []string{f.Title, f.Caption, f.Alt} {
			if strings.Contains(s, "%!") || strings.Contains(s, "NaN") || strings.Contains(s, "  ") {
				t.Errorf("%s says %q", f.Name, s)
			}
		}
	}
}

// Nothing is cut off, and no line of text lies on another, whatever the
// publisher's sizes and however many outlets there are.
func TestTextHasRoom(t *testing.T) {
	for name, make := range sampleRuns {
		if testing.Short() && name != "nine outlets" {
			continue
		}
		run := make()
		for i, preset := range Presets {
			if name != "nine outlets" && i%3 != 0 || testing.Short() && i > 0 {
				continue // every third: these runs take long to draw
			}
			for f, s := range drawn(t, run, preset) {
				w, h := s.Size()
				if f.width > preset.Double+1e-6 || f.height > preset.Tallest+1e-6 {
					t.Errorf("%s, %s: %s is %v by %v mm", name, preset.Name, f.Name, f.width/millimetre, f.height/millimetre)
				}
				lines := s.Lines()
				for i, a := range lines {
					// Letters reach a fifth of their size below the line.
					if a.Left < -0.5 || a.Bottom < 0.5 || a.Right > w.Points()+0.5 || a.Top > h.Points()+0.5 {
						t.Errorf("%s, %s: %s: %q is cut off: %+v on %v by %v", name, preset.Name, f.Name, a.Text, a, w, h)
					}
					for _, b := range lines[:i] {
						if a.Angle != 0 || b.Angle != 0 {
							continue
						}
						x := min(a.Right, b.Right) - max(a.Left, b.Left)
						y := min(a.Top, b.Top) - max(a.Bottom, b.Bottom)
						if x > 0.6 && y > 0.6 {
							t.Errorf("%s, %s: %s: %q lies on %q", name, preset.Name, f.Name, a.Text, b.Text)
						}
					}
				}
			}
		}
	}
}

// With nothing to show there is no figure, and the reason is said.
func TestFiguresOfNothingAreLeftOut(t *testing.T) {
	empty := &Run{}
	for _, name := range Names() {
		empty.Tables = append(empty.Tables, Schema(name))
	}
	for _, run := range []*Run{{}, empty} {
		figures, left := Figures(run, Presets[0])
		if len(figures) != 0 || len(left) != len(figureKinds) {
			t.Fatalf("%d figures of nothing", len(figures))
		}
		for _, l := range left {
			if l.Reason == "" {
				t.Errorf("%s is left out and nobody says why", l.Name)
			}
		}
	}
}

// Numbers that cannot be placed, such as those of a table that was not
// computed, leave a gap and never bring a figure down.
func TestFiguresWithGaps(t *testing.T) {
	for skip := range 4 {
		run := sampleRun()
		for _, table := range run.Tables {
			for i, row := range table.Rows {
				for j := range row {
					if k := table.Columns[j].Kind; k == Number && (i+j)%4 == skip {
						row[j] = Value{}
					}
				}
			}
		}
		drawn(t, run, Presets[0])
	}
}

func TestSameLookInEveryFigure(t *testing.T) {
	run := sampleRun()
	seen := map[string]string{}
	for i, o := range manyOutlets(40) {
		l := look(i)
		key := fmt.Sprint(l.Color, l.Shape)
		if other, ok := seen[key]; ok {
			t.Errorf("outlets %s and %s look the same", o, other)
		}
		seen[key] = o
	}
	if fmt.Sprint(run.look(sampleOutlets[3])) != fmt.Sprint(look(3)) {
		t.Error("an outlet's look does not follow the palette")
	}
}

// WCAG 2.2: 4.5 to 1 for text. Every colour that a cell can have, with the
// text colour that is put on it.
func TestCellsCanBeRead(t *testing.T) {
	contrast := func(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }
	for i := range 101 {
		x := float64(i) / 100
		for _, c := range []struct {
			name string
			l, t float64
		}{
			{"share", luminance(sequential(x)), luminance(onto(sequential(x)))},
			{"score", luminance(diverging(2*x - 1)), luminance(onto(diverging(2*x - 1)))},
		} {
			if got := contrast(c.l, c.t); got < 4.5 {
				t.Errorf("%s at %v has contrast %.2f", c.name, x, got)
			}
		}
	}
	for _, v := range voiceLook {
		if got := contrast(luminance(v.color), luminance(onto(v.color))); got < 4.5 {
			t.Errorf("voice %s has contrast %.2f", v.voice, got)
		}
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		n      int
		want   string
	}{
		{0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0"},
		{0, 1, 4, "0.00 0.25 0.50 0.75 1.00"},
		{-0.52, 0.52, 3, "−0.5 0.0 0.5"},
		{0, 37, 4, "0 10 20 30"},
		{0, 0.0004, 4, "0.0000 0.0001 0.0002 0.0003 0.0004"},
		{0, 12345, 3, "0 5000 10000"},
		{5, 5, 3, "5"},
	} {
		var got []string
		for _, tick := range (ticks{c.n}).Ticks(c.lo, c.hi) {
			got = append(got, tick.Label)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("ticks of [%v, %v]: %s, want %s", c.lo, c.hi, s, c.want)
		}
	}
}

func TestShort(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 1234.4: "1,234", 1e6: "1,000,000", 123.4: "123", 12.34: "12.3", 1.234: "1.23", 0.1234: "0.12", 0.01234: "0.01",
		0.001234: "0.001", 0.0001234: "0.0001", 0.00001: "< 0.0001", -0.00001: "> −0.0001", -0.5: "−0.50", -1234: "−1,234"} {
		if got := short(x); got != want {
			t.Errorf("%v is written %q, want %q", x, got, want)
		}
	}
}

func FuzzTicks(f *testing.F) {
	f.Add(0.0, 1.0, 5)
	f.Add(-1e-9, 1e9, 3)
	f.Fuzz(func(t *testing.T, lo, hi float64, n int) {
		if !(hi > lo) || math.IsInf(hi-lo, 0) || n < 1 || n > 50 || (hi-lo) < 1e-9*max(math.Abs(lo), math.Abs(hi)) {
			return
		}
		marks := (ticks{n}).Ticks(lo, hi)
		if len(marks) > n+2 {
			t.Errorf("%d ticks in [%v, %v] where %d were asked for", len(marks), lo, hi, n)
		}
	})
}

// Every figure in every format, read back by programs that are not ours.
func TestFormatsAreRead(t *testing.T) {
	if testing.Short() {
		t.Skip("writes every figure in every format")
	}
	checks := map[string][]string{
		"svg": {"xmllint", "--noout"},
		"pdf": {"pdffonts"},
		"eps": {"gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage"},
	}
	dir := t.TempDir()
	for f, s := range drawn(t, sampleRun(), Presets[0]) {
		for _, format := range Formats {
			var b bytes.Buffer
			if err := f.WriteSheet(&b, s, format); err != nil {
				t.Fatal(err)
			}
			check := checks[format]
			if check == nil {
				continue
			}
			if _, err := exec.LookPath(check[0]); err != nil {
				t.Logf("NOT CHECKED: %s is not installed", check[0])
				delete(checks, format)
				continue
			}
			file := filepath.Join(dir, f.Name+"."+format)
			if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(check[0], append(slices.Clone(check[1:]), file)...).CombinedOutput()
			if err != nil || format != "pdf" && len(out) > 0 {
				t.Errorf("%s %s: %v\n%s", check[0], f.Name, err, out)
			}
			if format == "pdf" && strings.Count(string(out), "yes yes yes") != strings.Count(strings.TrimSpace(string(out)), "\n")-1 {
				t.Errorf("%s: a font is not embedded:\n%s", f.Name, out)
			}
		}
	}
	var b bytes.Buffer
	f, _ := Figures(sampleRun(), Presets[0])
	s, err := f[0].Sheet()
	if err != nil {
		t.Fatal(err)
	}
	if err := f[0].WriteSheet(&b, s, "tiff"); err == nil || !strings.Contains(err.Error(), "tiff") {
		t.Errorf("an unknown format gives %v", err)
	}
}

func TestPresetsAndFormatsAreChecked(t *testing.T) {
	if _, err := PresetNamed("natur"); err == nil || !strings.Contains(err.Error(), `did you mean "nature"?`) {
		t.Errorf("natur gives %v", err)
	}
	if p, err := PresetNamed(""); err != nil || p.Name != Presets[0].Name {
		t.Errorf("no preset gives %v, %v", p.Name, err)
	}
	err := CheckFormats([]string{"svg", "jpeg", "gif"})
	if err == nil || !strings.Contains(err.Error(), "jpeg") || !strings.Contains(err.Error(), "gif") {
		t.Errorf("two unknown formats give %v", err)
	}
	for _, p := range Presets {
		if err := CheckFormats(p.Files); err != nil || p.Source == "" || p.Text < p.Small || p.Line < 0.25 || p.Double < p.Single {
			t.Errorf("preset %s: %+v, %v", p.Name, p, err)
		}
	}
	if _, err := Write(nowhere, sampleRun(), Options{Figures: []string{"svgz"}}); err == nil {
		t.Error("an unknown format is written")
	}
}

func TestTopLabels(t *testing.T) {
	totals := map[string]int64{"a/neutral": 90, "a/loved": 5, "a/hated": 7, "a/rare": 5}
	stances := map[string]string{"a/neutral": "neutral", "a/loved": "positive", "a/hated": "negative", "a/rare": "negative"}
	keys, of := topLabels(totals, stances, 3)
	if got := strings.Join(keys, " "); got != "a/hated a/loved a/rare" || of != 4 {
		t.Errorf("labels: %s of %d", got, of)
	}
	if keys, _ := topLabels(totals, stances, 9); keys[3] != "a/neutral" {
		t.Errorf("where there is room, the neutral label is %q", keys)
	}
}
