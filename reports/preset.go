package reports

import (
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"slant/analysis/diag"
)

// Preset is what a publisher asks of figures. Widths are those of one and two
// columns of print; sizes are in points at that width, so that a figure is
// never scaled.
type Preset struct {
	Name    string
	Single  vg.Length // width of one column
	Double  vg.Length // width of the type area
	Tallest vg.Length
	Text    float64 // size of labels
	Small   float64 // size of ticks and values in cells
	Line    float64 // width of axes, in points
	Opaque  bool    // no transparency in any format
	DPI     int     // of PNG
	Files   []string
	Source  string // where the publisher says so
}

const millimetre = vg.Millimeter

// Presets are the presets there are. The first is the one that is used when
// none is named.
var Presets = []Preset{
	{"default", 90 * millimetre, 170 * millimetre, 240 * millimetre, 8, 7, 0.5, false, 300, []string{"svg"}, "slant: for pages and manuscripts"},
	{"elsevier", 90 * millimetre, 190 * millimetre, 240 * millimetre, 8, 7, 0.5, false, 1000, []string{"eps", "pdf"}, "https://jeph.lums.ac.ir/ (Elsevier's wording: 90 and 190 mm, text of 7 pt and more, line art 1000 dpi)"},
	{"nature", 89 * millimetre, 183 * millimetre, 247 * millimetre, 7, 6, 0.5, false, 600, []string{"pdf", "eps"}, "https://yongxinlyu.github.io/blog/2024/figure-formatting (89 and 183 mm, 247 mm high at most, sans serif of 5 to 7 pt, lines of 0.25 to 1 pt)"},
	{"plos", 132 * millimetre, 190.5 * millimetre, 222.3 * millimetre, 9, 8, 0.5, true, 600, []string{"eps"}, "https://journals.plos.org/plosmedicine/s/figures (66.8 to 190.5 mm wide, 222.3 mm high at most, text of 8 to 12 pt, 300 to 600 dpi)"},
	{"taylor-francis", 90 * millimetre, 170 * millimetre, 240 * millimetre, 8, 7, 0.5, true, 600, []string{"eps"}, "https://authorservices.taylorandfrancis.com/submission-of-electronic-artwork/ (embedded fonts, lines of 0.3 pt and more, no layers or transparency)"},
	{"cambridge", 90 * millimetre, 170 * millimetre, 220 * millimetre, 8, 7, 0.5, true, 1000, []string{"eps", "pdf"}, "https://www.cambridge.org/core/services/authors/journals/journals-artwork-guide (embedded fonts, line art 1000 dpi and more)"},
	{"slides", 200 * millimetre, 300 * millimetre, 170 * millimetre, 14, 12, 1, false, 150, []string{"svg", "png"}, "slant: for a talk"},
}

// PresetNamed gives the preset of that name; an empty name gives the first.
func PresetNamed(name string) (Preset, error) {
	if name == "" {
		return Presets[0], nil
	}
	names := make([]string, len(Presets))
	for i, p := range Presets {
		if p.Name == name {
			return p, nil
		}
		names[i] = p.Name
	}
	return Preset{}, unknown("--preset", name, names)
}

// Formats are the formats that figures are written in.
var Formats = []string{"svg", "pdf", "eps", "png", "tex"}

// NoFigures stands in the place of formats where no figure is wanted.
const NoFigures = "none"

// CheckFormats gives a problem for every format that there is not.
func CheckFormats(formats []string) error {
	var all diag.Problems
	for _, f := range formats {
		switch {
		case f == NoFigures && len(formats) > 1:
			all = append(all, &diag.Problem{Reason: "option", Message: "--figures none: stands beside a format", Hint: "give it alone, or leave it out"})
		case f != NoFigures && !slices.Contains(Formats, f):
			all = append(all, unknown("--figures", f, append(slices.Clone(Formats), NoFigures)))
		}
	}
	return all.Err()
}

func unknown(option, wrote string, known []string) *diag.Problem {
	hint := diag.DidYouMean(wrote, known)
	if hint == "" {
		hint = "there are " + strings.Join(known, ", ")
	}
	return &diag.Problem{Reason: "option", Message: option + " " + wrote + ": there is none of that name", Hint: hint}
}
