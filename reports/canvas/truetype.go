package canvas

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/go-text/typesetting/font"
)

var errTrueType = errors.New("not a TrueType font as expected")

// subsetTrueType gives a font with the outlines of the used glyphs and of
// those they are composed of, under the same numbers, up to the last one used.
// Hinting, names and layout tables are left out: the glyphs are already laid out (OpenType 1.9,
// tables glyf, loca, hmtx; PDF 32000-1:2008, 9.9).
func subsetTrueType(ttf []byte, used []font.GID) ([]byte, error) {
	tables, err := trueTypeTables(ttf)
	if err != nil {
		return nil, err
	}
	head, maxp, hhea := tables["head"], tables["maxp"], tables["hhea"]
	if len(head) < 54 || len(maxp) < 6 || len(hhea) < 36 {
		return nil, errTrueType
	}
	n := int(binary.BigEndian.Uint16(maxp[4:]))
	long := int(binary.BigEndian.Uint16(hhea[34:])) // glyphs with a width of their own
	offset := func(g int) int {
		if loca := tables["loca"]; binary.BigEndian.Uint16(head[50:]) == 0 {
			return 2 * int(binary.BigEndian.Uint16(loca[2*g:]))
		} else {
			return int(binary.BigEndian.Uint32(loca[4*g:]))
		}
	}
	data := func(g int) []byte { return tables["glyf"][offset(g):offset(g+1)] }
	keep := make([]bool, n)
	queue := []int{0} // glyph 0 is the empty box, which every font has
	for _, g := range used {
		queue = append(queue, int(g))
	}
	for len(queue) > 0 {
		g := queue[0]
		queue = queue[1:]
		if g >= n || keep[g] {
			continue
		}
		keep[g] = true
		queue = append(queue, components(data(g))...)
	}
	for n > 0 && !keep[n-1] {
		n--
	}
	glyf, loca := []byte{}, make([]byte, 0, 4*(n+1))
	for g := range n {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		if keep[g] {
			glyf = append(glyf, data(g)...)
			for len(glyf)%4 != 0 {
				glyf = append(glyf, 0)
			}
		}
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	all := tables["hmtx"]
	var hmtx []byte
	for g := range n {
		switch {
		case g >= long: // has the last width and a bearing of its own
			at := 4*long + 2*(g-long)
			if at+2 > len(all) {
				return nil, errTrueType
			}
			hmtx = append(hmtx, all[at:at+2]...)
		case 4*g+4 > len(all):
			return nil, errTrueType
		case keep[g] || g == long-1:
			hmtx = append(hmtx, all[4*g:4*g+4]...)
		default:
			hmtx = append(hmtx, 0, 0, 0, 0) // compresses to nothing
		}
	}
	head, maxp, hhea = slices.Clone(head), slices.Clone(maxp), slices.Clone(hhea)
	binary.BigEndian.PutUint16(head[50:], 1) // loca in four bytes
	binary.BigEndian.PutUint16(maxp[4:], uint16(n))
	binary.BigEndian.PutUint16(hhea[34:], uint16(min(long, n)))
	return assemble([]tableData{{"glyf", glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}}), nil
}

func trueTypeTables(ttf []byte) (map[string][]byte, error) {
	if len(ttf) < 12 {
		return nil, errTrueType
	}
	tables := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(ttf[4:])) {
		at := 12 + 16*i
		if at+16 > len(ttf) {
			return nil, errTrueType
		}
		start, size := int(binary.BigEndian.Uint32(ttf[at+8:])), int(binary.BigEndian.Uint32(ttf[at+12:]))
		if start+size > len(ttf) {
			return nil, errTrueType
		}
		tables[string(ttf[at:at+4])] = ttf[start : start+size]
	}
	return tables, nil
}

// components gives the glyphs that a composite glyph is made of.
func components(glyph []byte) []int {
	if len(glyph) < 10 || int16(binary.BigEndian.Uint16(glyph)) >= 0 {
		return nil
	}
	const (
		words  = 0x0001
		scale  = 0x0008
		more   = 0x0020
		scales = 0x0040
		twobyt = 0x0080
	)
	var out []int
	for at := 10; at+4 <= len(glyph); {
		flags := binary.BigEndian.Uint16(glyph[at:])
		out = append(out, int(binary.BigEndian.Uint16(glyph[at+2:])))
		at += 6
		if flags&words != 0 {
			at += 2
		}
		switch {
		case flags&scale != 0:
			at += 2
		case flags&scales != 0:
			at += 4
		case flags&twobyt != 0:
			at += 8
		}
		if flags&more == 0 {
			break
		}
	}
	return out
}

type tableData struct {
	tag  string
	data []byte
}

// assemble puts tables, given in the order of their tags, into a font file.
func assemble(tables []tableData) []byte {
	n := len(tables)
	power, log := 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	var b []byte
	b = binary.BigEndian.AppendUint32(b, 0x00010000)
	for _, v := range []int{n, power * 16, log, (n - power) * 16} {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	at := 12 + 16*n
	for _, t := range tables {
		b = append(b, t.tag...)
		b = binary.BigEndian.AppendUint32(b, checksum(t.data))
		b = binary.BigEndian.AppendUint32(b, uint32(at))
		b = binary.BigEndian.AppendUint32(b, uint32(len(t.data)))
		at += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		b = append(b, t.data...)
		for len(b)%4 != 0 {
			b = append(b, 0)
		}
	}
	return b
}

func checksum(data []byte) uint32 {
	var sum uint32
	for i := 0; i < len(data); i += 4 {
		var word [4]byte
		copy(word[:], data[i:])
		sum += binary.BigEndian.Uint32(word[:])
	}
	return sum
}
