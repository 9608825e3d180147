package canvas

import (
	"bytes"
	"fmt"
	"sync"

	"codeberg.org/go-fonts/dejavu/dejavusans"
	"codeberg.org/go-fonts/dejavu/dejavusansbold"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// Family is what SVG asks the reader's system for: fonts with the widths of
// Liberation Sans, then anything without serifs.
const Family = "Liberation Sans, Arial, Helvetica, sans-serif"

const (
	regular = iota
	bold
	fallback
	fallbackBold
	faceCount
)

// typeface is an embedded font.
type typeface struct {
	name string // PostScript name
	ttf  []byte
}

func embedded(face int) typeface {
	switch face {
	case regular:
		return typeface{"LiberationSans", liberationsansregular.TTF}
	case bold:
		return typeface{"LiberationSans-Bold", liberationsansbold.TTF}
	case fallback:
		return typeface{"DejaVuSans", dejavusans.TTF}
	}
	return typeface{"DejaVuSans-Bold", dejavusansbold.TTF}
}

// parsed holds each embedded font once it has been asked for: parsing is put
// off until there is text to set, so that a command that draws nothing pays
// nothing. A parsed font is immutable and may be shared.
var parsed = [faceCount]func() (*font.Font, error){
	sync.OnceValues(func() (*font.Font, error) { return parse(regular) }),
	sync.OnceValues(func() (*font.Font, error) { return parse(bold) }),
	sync.OnceValues(func() (*font.Font, error) { return parse(fallback) }),
	sync.OnceValues(func() (*font.Font, error) { return parse(fallbackBold) }),
}

func parse(face int) (*font.Font, error) {
	f := embedded(face)
	ld, err := opentype.NewLoader(bytes.NewReader(f.ttf))
	if err != nil {
		return nil, fmt.Errorf("embedded font %s: %w", f.name, err)
	}
	ft, err := font.NewFont(ld)
	if err != nil {
		return nil, fmt.Errorf("embedded font %s: %w", f.name, err)
	}
	return ft, nil
}
