package canvas

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"image/color"
	"io"
	"math"
	"slices"
	"strconv"
	"unicode/utf16"
)

// PDF says how a sheet is written as PDF.
type PDF struct {
	Opaque bool // tints instead of transparency, for publishers who ask for none
}

// Write writes the sheet as a PDF 1.7 file of one page with real text in
// embedded subsets of the fonts, and without a date.
func (o PDF) Write(w io.Writer, s *Sheet) error {
	d := &pdfDocument{sheet: s, opaque: o.Opaque}
	content := d.content()
	d.add("<</Type/Catalog/Pages 2 0 R/Lang(en)/ViewerPreferences<</DisplayDocTitle true>>>>")
	d.add("<</Type/Pages/Kids[3 0 R]/Count 1>>")
	fontsAt, statesAt := 6, 6+5*len(d.fonts)
	page := "<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + string(appendPair(nil, s.width, s.height)) + "]/Contents 4 0 R/Resources<</Font<<"
	for i, f := range d.fonts {
		page += fmt.Sprintf("/F%d %d 0 R", f.face, fontsAt+5*i)
	}
	page += ">>/ExtGState<<"
	for i, a := range d.alphas {
		page += fmt.Sprintf("/A%d %d 0 R", a, statesAt+i)
	}
	d.add(page + ">>>>>>")
	d.stream("", content)
	d.add("<</Title" + pdfString(s.Title) + "/Subject" + pdfString(s.Description) + "/Producer(slant)>>")
	for _, f := range d.fonts {
		if err := d.font(f); err != nil {
			return err
		}
	}
	for _, a := range d.alphas {
		v := string(appendFine(nil, float64(a)/255))
		d.add("<</Type/ExtGState/ca " + v + "/CA " + v + ">>")
	}
	if d.err != nil {
		return d.err
	}
	return d.write(w)
}

// pdfDocument gathers objects; object n is objects[n-1].
type pdfDocument struct {
	sheet   *Sheet
	opaque  bool
	objects [][]byte
	fonts   []*pdfFont // in order of first use
	alphas  []uint8
	packer  *zlib.Writer // for every stream: it takes a megabyte
	err     error
}

func (d *pdfDocument) add(object string) { d.objects = append(d.objects, []byte(object)) }

func (d *pdfDocument) stream(dict string, data []byte) {
	var z bytes.Buffer
	d.err = errors.Join(d.err, d.pack(&z, data))
	var b bytes.Buffer
	fmt.Fprintf(&b, "<<%s/Filter/FlateDecode/Length %d>>stream\n", dict, z.Len())
	b.Write(z.Bytes())
	b.WriteString("\nendstream")
	d.objects = append(d.objects, b.Bytes())
}

// pack deflates data into z.
func (d *pdfDocument) pack(z *bytes.Buffer, data []byte) error {
	if d.packer == nil {
		var err error
		if d.packer, err = zlib.NewWriterLevel(z, zlib.BestSpeed); err != nil {
			return err
		}
	} else {
		d.packer.Reset(z)
	}
	if _, err := d.packer.Write(data); err != nil {
		return err
	}
	return d.packer.Close()
}

func (d *pdfDocument) write(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	at := make([]int, len(d.objects))
	for i, o := range d.objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n", i+1)
		b.Write(o)
		b.WriteString("\nendobj\n")
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R/Info 5 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	_, err := b.WriteTo(w)
	return err
}

// content gives the page's drawing operators.
func (d *pdfDocument) content() []byte {
	b := []byte("1 j\n")
	alpha := uint8(255)
	for i := range d.sheet.ops {
		p := &d.sheet.ops[i]
		if p.kind == openMark || p.kind == closeMark {
			continue
		}
		c := p.color
		if d.opaque {
			c = opaque(c)
		}
		if c.A != alpha {
			alpha = c.A
			if !slices.Contains(d.alphas, alpha) {
				d.alphas = append(d.alphas, alpha)
			}
			b = append(b, "/A"...)
			b = strconv.AppendInt(b, int64(alpha), 10)
			b = append(b, " gs\n"...)
		}
		switch p.kind {
		case stroke:
			b = appendPDFColor(b, c, "RG ")
			b = appendLength(b, p.width)
			b = append(b, " w ["...)
			for _, v := range p.dash {
				b = appendLength(b, v)
				b = append(b, ' ')
			}
			b = append(b, "] "...)
			b = appendLength(b, p.offset)
			b = append(b, " d "...)
			b = appendPDFPath(b, p.path)
			b = append(b, "S\n"...)
		case fill:
			b = appendPDFColor(b, c, "rg ")
			b = appendPDFPath(b, p.path)
			b = append(b, "f\n"...)
		case setText:
			b = appendPDFColor(b, c, "rg ")
			b = d.text(b, p)
		}
	}
	return b
}

// text sets a line, glyphs from left to right as they stand. Readers find the
// letters through the fonts' maps to Unicode and put right-to-left runs back
// into reading order themselves; an ActualText beside the run would make
// Poppler turn it round twice.
func (d *pdfDocument) text(b []byte, p *op) []byte {
	s := d.sheet
	l := s.setter.line(p.text, p.bold)
	m := s.frame(p, l)
	b = append(b, "BT "...)
	sin, cos := math.Sincos(p.angle)
	face, pen, rise := -1, 0.0, 0.0
	open := false
	for i := range l.glyphs {
		g := &l.glyphs[i]
		f := d.use(g)
		if g.face != face || g.y != rise || !open {
			if open {
				b = append(b, ">]TJ "...)
			}
			if g.face != face {
				b = append(b, "/F"...)
				b = strconv.AppendInt(b, int64(g.face), 10)
				b = append(b, ' ')
				b = appendLength(b, p.size)
				b = append(b, " Tf "...)
			}
			at := m.apply(g.x, g.y)
			for _, v := range []float64{cos, sin, -sin, cos} {
				b = appendFine(b, v)
				b = append(b, ' ')
			}
			b = appendPair(b, at.x, at.y)
			b = append(b, " Tm [<"...)
			face, pen, rise, open = g.face, g.x, g.y, true
		}
		if shift := math.Round((pen - g.x) * 1000); shift != 0 {
			b = append(b, '>')
			b = strconv.AppendInt(b, int64(shift), 10)
			b = append(b, '<')
			pen = g.x
		}
		b = fmt.Appendf(b, "%04X", uint16(g.gid))
		pen += f.advance(g.gid)
	}
	if open {
		b = append(b, ">]TJ "...)
	}
	return append(b, "ET\n"...)
}

func appendPDFColor(b []byte, c color.NRGBA, operator string) []byte {
	for _, v := range [3]uint8{c.R, c.G, c.B} {
		b = appendFine(b, float64(v)/255)
		b = append(b, ' ')
	}
	return append(b, operator...)
}

func appendPDFPath(b []byte, path []segment) []byte {
	for i := range path {
		seg := &path[i]
		n, operator := 1, seg.kind|0x20 // m, l, c
		switch seg.kind {
		case 'C':
			n = 3
		case 'Z':
			n, operator = 0, 'h'
		}
		for j := range n {
			b = appendPair(b, seg.p[j].x, seg.p[j].y)
			b = append(b, ' ')
		}
		b = append(b, operator, ' ')
	}
	return b
}

// pdfString gives text as a hexadecimal UTF-16 string.
func pdfString(s string) string {
	b := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		b = fmt.Appendf(b, "%04X", u)
	}
	return string(append(b, '>'))
}
