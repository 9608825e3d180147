package reports

import (
	"fmt"
	"io"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"slant/reports/canvas"
)

// Figure is one figure, ready to draw. Figures are independent of one another
// and may be drawn side by side.
type Figure struct {
	Name    string // file name without extension
	Title   string // what it is, in one line
	Caption string // what a reader needs to read it, for below the figure
	Alt     string // what it shows, for those who cannot see it
	Data    *Table // the numbers it shows, and no others

	width, height vg.Length
	preset        Preset
	draw          func(*plate)
}

// LeftOut is a figure that was not drawn, and why.
type LeftOut struct {
	Name   string
	Reason string
}

// figureKinds are the figures there are, in the order in which they are shown.
// Each gives a figure, or why there is none.
var figureKinds = []struct {
	name string
	make func(*Run, Preset) (*Figure, string)
}{
	{"rates", ratesFigure},
	{"naming", namingFigure},
	{"voices", voicesFigure},
	{"sentiment", sentimentFigure},
	{"stance", stanceFigure},
	{"contrasts", contrastsFigure},
	{"trends", trendsFigure},
	{"keyness", keynessFigure},
	{"multiverse", multiverseFigure},
	{"dispersion", dispersionFigure},
	{"similarity", similarityFigure},
	{"speakers", speakersFigure},
}

// Figures gives the figures that the run's tables can carry, and those that
// they cannot.
func Figures(run *Run, preset Preset) ([]*Figure, []LeftOut) {
	var figures []*Figure
	var out []LeftOut
	for _, k := range figureKinds {
		f, why := k.make(run, preset)
		if f == nil {
			out = append(out, LeftOut{k.name, why})
			continue
		}
		f.Name, f.preset, f.Data.Name, f.Data.Title = k.name, preset, k.name, f.Title
		figures = append(figures, f)
	}
	return figures, out
}

// Sheet draws the figure.
func (f *Figure) Sheet() (s *canvas.Sheet, err error) {
	setter, err := canvas.NewSetter()
	if err != nil {
		return nil, err
	}
	// gonum's axes panic on what they cannot scale; one figure less is no
	// reason to lose a report.
	defer func() {
		if r := recover(); r != nil {
			s, err = nil, fmt.Errorf("figure %s: %v", f.Name, r)
		}
	}()
	s = canvas.NewSheet(setter, f.width, f.height)
	s.Name, s.Title, s.Description = f.Name, f.Title, f.Alt
	f.draw(&plate{Canvas: draw.NewCanvas(s, f.width, f.height), Preset: f.preset, setter: setter})
	return s, nil
}

// WriteSheet writes a drawn figure in one of the Formats.
func (f *Figure) WriteSheet(w io.Writer, s *canvas.Sheet, format string) error {
	switch format {
	case "svg":
		return canvas.SVG{}.Write(w, s)
	case "pdf":
		return canvas.PDF{Opaque: f.preset.Opaque}.Write(w, s)
	case "eps":
		return canvas.EPS{}.Write(w, s)
	case "png":
		return canvas.PNG{DPI: f.preset.DPI}.Write(w, s)
	case "tex":
		return canvas.TeX{}.Write(w, s)
	}
	return unknown("--figures", format, Formats)
}
