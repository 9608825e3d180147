package canvas

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/go-text/typesetting/font"
)

// pdfFont is an embedded font and what of it the page uses.
type pdfFont struct {
	face   int
	source *font.Face
	used   []font.GID          // ascending
	text   map[font.GID]string // letters that the glyph stands for
}

// use notes that the page shows a glyph.
func (d *pdfDocument) use(g *glyph) *pdfFont {
	i := slices.IndexFunc(d.fonts, func(f *pdfFont) bool { return f.face == g.face })
	if i < 0 {
		i = len(d.fonts)
		d.fonts = append(d.fonts, &pdfFont{face: g.face, source: d.sheet.setter.face(g.face), text: map[font.GID]string{}})
	}
	f := d.fonts[i]
	if at, ok := slices.BinarySearch(f.used, g.gid); !ok {
		f.used = slices.Insert(f.used, at, g.gid)
	}
	if g.gid != 0 && g.text != "" && f.text[g.gid] == "" {
		f.text[g.gid] = g.text
	}
	return f
}

// advance gives the width of a glyph in units of the em.
func (f *pdfFont) advance(gid font.GID) float64 {
	return float64(f.source.HorizontalAdvance(gid)) / unitsPerEm
}

// font adds the five objects of a font: the composite font, its descendant,
// its descriptor, the subset and the map to Unicode.
func (d *pdfDocument) font(f *pdfFont) error {
	t := embedded(f.face)
	subset, err := subsetTrueType(t.ttf, f.used)
	if err != nil {
		return fmt.Errorf("embedded font %s: %w", t.name, err)
	}
	n := len(d.objects) + 1
	name := "SLANTF+" + t.name // a subset's name has six capitals before it
	d.add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, n+1, n+4))
	var widths strings.Builder
	for _, gid := range f.used {
		fmt.Fprintf(&widths, "%d[%s]", gid, appendFine(nil, f.advance(gid)*1000))
	}
	d.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap/Identity/W[%s]>>", name, n+2, widths.String()))
	ext, _ := f.source.FontHExtents()
	per := func(v float32) int { return int(v * 1000 / unitsPerEm) }
	d.add(fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[-1200 -600 2200 1300]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV 80/FontFile2 %d 0 R>>",
		name, per(ext.Ascender), per(ext.Descender), per(capHeight*unitsPerEm), n+3))
	d.stream(fmt.Sprintf("/Length1 %d", len(subset)), subset)
	d.stream("", []byte(f.toUnicode()))
	return nil
}

// toUnicode gives the map from glyphs to letters.
func (f *pdfFont) toUnicode() string {
	var b strings.Builder
	b.WriteString("/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n" +
		"1 begincodespacerange<0000><FFFF>endcodespacerange\n")
	known := slices.DeleteFunc(slices.Clone(f.used), func(g font.GID) bool { return f.text[g] == "" })
	for part := range slices.Chunk(known, 100) { // a block holds no more than 100
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, gid := range part {
			fmt.Fprintf(&b, "<%04X><", uint16(gid))
			for _, u := range utf16.Encode([]rune(f.text[gid])) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap CMapName currentdict/CMap defineresource pop end end\n")
	return b.String()
}
