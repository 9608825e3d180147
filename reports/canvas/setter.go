package canvas

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// unitsPerEm is that of all four embedded fonts; lines are shaped at this
// size, so that positions are in font units.
const unitsPerEm = 2048

// capHeight is the height of a capital of Liberation Sans over its size.
const capHeight = 1409.0 / unitsPerEm

// Setter sets lines of text: it shapes them and knows their widths. It keeps
// what it has set, and is not safe for concurrent use; one figure has one.
type Setter struct {
	faces  [faceCount]*font.Face
	shaper shaping.HarfbuzzShaper
	seg    shaping.Segmenter
	para   bidi.Paragraph
	lines  map[lineKey]*line

	drawn       map[string]struct{} // commands of InlineTeX
	definitions []byte
}

type lineKey struct {
	text string
	bold bool
}

// line is a line of text as glyphs from left to right, in units of its size.
type line struct {
	glyphs []glyph
	width  float64
	rtl    bool // the line as a whole runs from right to left
}

type glyph struct {
	face int
	gid  font.GID
	x, y float64 // origin
	text string  // letters it stands for
}

// NewSetter gives a setter with the embedded fonts.
func NewSetter() (*Setter, error) {
	s := &Setter{lines: map[lineKey]*line{}}
	f, err := parsed[regular]()
	if err != nil {
		return nil, err
	}
	s.faces[regular] = font.NewFace(f)
	return s, nil
}

// face gives an embedded font, read when it is first needed: most figures need
// neither bold Arabic nor, often, any letter that Liberation Sans lacks. A
// font that cannot be read is replaced by the regular one.
func (s *Setter) face(i int) *font.Face {
	if s.faces[i] == nil {
		s.faces[i] = s.faces[regular]
		if f, err := parsed[i](); err == nil {
			s.faces[i] = font.NewFace(f)
		}
	}
	return s.faces[i]
}

// Width gives the width of one line of text at the size.
func (s *Setter) Width(text string, size float64, bold bool) float64 {
	return s.line(text, bold).width * size
}

// Fit gives text, cut short with an ellipsis where it is wider than width.
// Letters are cut in logical order, between letters and never inside one.
func (s *Setter) Fit(text string, size float64, bold bool, width float64) string {
	if s.Width(text, size, bold) <= width {
		return text
	}
	runes := []rune(text)
	lo, hi := 0, len(runes) // longest prefix that fits lies in [lo, hi)
	for lo+1 < hi {
		mid := (lo + hi) / 2
		if s.Width(shorten(runes[:mid]), size, bold) <= width {
			lo = mid
		} else {
			hi = mid
		}
	}
	return shorten(runes[:lo])
}

func shorten(runes []rune) string {
	for len(runes) > 0 && (unicode.IsSpace(runes[len(runes)-1]) || unicode.Is(unicode.Mn, runes[len(runes)-1])) {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

// Missing gives the letters of text that no embedded font has: they come out
// as boxes everywhere but in SVG.
func (s *Setter) Missing(text string) string {
	var out []rune
	for _, g := range s.line(text, false).glyphs {
		if g.gid == 0 {
			out = append(out, []rune(g.text)...)
		}
	}
	return string(out)
}

// line shapes a line, or gives it from before.
func (s *Setter) line(text string, isBold bool) *line {
	key := lineKey{text, isBold}
	if l := s.lines[key]; l != nil {
		return l
	}
	l := s.shape([]rune(Visible(text)), isBold)
	s.lines[key] = l
	return l
}

func (s *Setter) shape(text []rune, isBold bool) *line {
	l := &line{rtl: isRTL(text)}
	base := bidi.LeftToRight
	if l.rtl {
		base = bidi.RightToLeft
	}
	runs := s.para.Segment(text, base)
	order := make([]bidi.Run, runs.NumRuns())
	for i := range order {
		order[i] = runs.Run(i)
	}
	reorder(order)
	pen := 0.0
	for _, run := range order {
		in := shaping.Input{Text: text, RunStart: run.Start, RunEnd: run.End, Size: fixed.I(unitsPerEm), Language: language.NewLanguage("en")}
		if !run.IsLeftToRight() {
			in.Direction = di.DirectionRTL
		}
		parts := s.seg.Split(in, faceChoice{s, isBold})
		for i := range parts {
			part := parts[i]
			if !run.IsLeftToRight() {
				part = parts[len(parts)-1-i]
			}
			pen = s.place(l, text, part, pen)
		}
	}
	l.width = pen
	return l
}

// place appends the glyphs of one run to the line and gives the pen after it.
func (s *Setter) place(l *line, text []rune, part shaping.Input, pen float64) float64 {
	out := s.shaper.ShapeNoExtents(part)
	face := s.index(out.Face)
	for i := 0; i < len(out.Glyphs); {
		first := &out.Glyphs[i]
		n := max(first.GlyphsCount(), 1)
		letters := text[first.TextIndex():min(first.TextIndex()+first.RunesCount(), len(text))]
		marks := letters[min(1, len(letters)):]
		for _, g := range out.Glyphs[i:min(i+n, len(out.Glyphs))] {
			placed := glyph{face: face, gid: g.GlyphID, x: pen + em(g.XOffset), y: em(g.YOffset)}
			switch {
			case n == 1: // a letter or a ligature
				placed.text = string(letters)
			case g.Advance != 0: // the base of a letter with marks
				placed.text = string(letters[:min(1, len(letters))])
			case len(marks) > 0:
				placed.text, marks = string(marks[0]), marks[1:]
			}
			l.glyphs = append(l.glyphs, placed)
			pen += em(g.Advance)
		}
		i += n
	}
	return pen
}

func em(v fixed.Int26_6) float64 { return float64(v) / 64 / unitsPerEm }

func (s *Setter) index(f *font.Face) int {
	for i, face := range s.faces {
		if face == f {
			return i
		}
	}
	return regular
}

// reorder puts runs into the order in which they stand on the line, from left
// to right (Unicode Standard Annex 9, rule L2).
func reorder(runs []bidi.Run) {
	var highest, lowestOdd bidi.Level = 0, 127
	for _, r := range runs {
		highest = max(highest, r.Level)
		if r.Level%2 == 1 {
			lowestOdd = min(lowestOdd, r.Level)
		}
	}
	for level := highest; level >= lowestOdd; level-- {
		for i := 0; i < len(runs); i++ {
			if runs[i].Level < level {
				continue
			}
			j := i
			for j < len(runs) && runs[j].Level >= level {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				runs[a], runs[b] = runs[b], runs[a]
			}
			i = j
		}
	}
}

// isRTL reports whether the first letter with a direction runs from right to
// left, which decides for the line (Unicode Standard Annex 9, rules P2, P3).
func isRTL(text []rune) bool {
	for _, r := range text {
		if unicode.In(r, rightToLeft...) {
			return true
		}
		if r == leftToRightMark || unicode.IsLetter(r) {
			return false
		}
	}
	return false
}

// leftToRightMark is a letter that nobody sees, with a direction.
const leftToRightMark = '\u200E'

// Apart gives a name for use among other text: a name that runs from right to
// left is kept from drawing in what stands beside it.
func Apart(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.In(r, rightToLeft...) }) {
		return string(leftToRightMark) + name + string(leftToRightMark)
	}
	return name
}

var rightToLeft = []*unicode.RangeTable{unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam, unicode.Samaritan, unicode.Mandaic}

// faceChoice picks Liberation Sans where it has the letter, DejaVu Sans where
// that has it, and Liberation's empty box where neither has.
type faceChoice struct {
	s    *Setter
	bold bool
}

// ResolveFace gives the face for a letter.
func (c faceChoice) ResolveFace(r rune) *font.Face {
	first, second := regular, fallback
	if c.bold {
		first, second = bold, fallbackBold
	}
	if _, ok := c.s.face(first).NominalGlyph(r); ok {
		return c.s.face(first)
	}
	if _, ok := c.s.face(second).NominalGlyph(r); ok {
		return c.s.face(second)
	}
	return c.s.face(first)
}

// Visible gives text as it can be set on one line: controls that would
// reorder their surroundings are spelled out, so that a name cannot pass for
// another and nothing is lost; line breaks and other controls become spaces.
func Visible(text string) string {
	if !strings.ContainsFunc(text, hidden) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case reorders(r):
			fmt.Fprintf(&b, "[U+%04X]", r)
		case hidden(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func hidden(r rune) bool {
	return r < ' ' || r == 0x7F || r >= 0x80 && r < 0xA0 || r == '\u2028' || r == '\u2029' || reorders(r)
}

// reorders reports whether r is an embedding, override or isolate.
func reorders(r rune) bool { return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' }
