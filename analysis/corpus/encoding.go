package corpus

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"slant/analysis/diag"
)

// sampleSize is how much of a file of records is looked at to tell its encoding.
const sampleSize = 64 << 10

// encoded is the encoding of a file and how it was found out.
type encoded struct {
	name string            // as in the WHATWG Encoding Standard
	enc  encoding.Encoding // nil for UTF-8
	bom  int               // bytes of the byte order mark
	how  string            // "" when there is nothing to tell the user
}

var (
	bom8  = []byte("\xef\xbb\xbf")
	bomLE = []byte("\xff\xfe")
	bomBE = []byte("\xfe\xff")
)

// guess says how far the encoding of a file may be found by statistics.
type guess uint8

const (
	guessNone guess = iota // JSON is UTF-8 by its standard
	guessText              // any text
	guessHTML              // a page, which may declare its encoding
)

// detect finds the encoding of a file from its beginning, or from the whole of it:
// by its byte order mark, else as the user said, else UTF-16 by the blanks
// and line breaks at one side of byte pairs, else UTF-8 when it is valid or
// nearly, else as the page declares, else by letter statistics (ICU's, through
// gogs/chardet), with windows-1252 as the last resort.
func detect(sample []byte, whole bool, user string, how guess) encoded {
	switch {
	case bytes.HasPrefix(sample, bom8):
		return encoded{name: "utf-8", bom: 3}
	case bytes.HasPrefix(sample, bomLE):
		return encoded{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2, "byte order mark"}
	case bytes.HasPrefix(sample, bomBE):
		return encoded{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2, "byte order mark"}
	}
	if user != "" {
		if e, ok := named(user); ok {
			return e
		}
	}
	ascii, good, bad := utf8Census(sample, whole)
	if e, ok := unmarkedUTF16(sample); ok && (ascii || bad > 0) {
		return e
	}
	if how == guessHTML && (ascii || bad > 0) {
		if e, ok := declared(sample); ok && (e.enc != nil || bad == 0) {
			if ascii && !strings.HasPrefix(e.name, "iso-2022") {
				return encoded{name: "utf-8"}
			}
			return e
		}
	}
	// A legacy text holds next to no byte sequences that are valid UTF-8 by
	// chance; a UTF-8 text with a damaged byte holds many.
	if how == guessNone || bad == 0 || good >= 4*bad {
		return encoded{name: "utf-8"}
	}
	return byStatistics(sample)
}

// utf8Census counts the sequences of several bytes that are UTF-8 and the
// bytes that are not. What the end of a sample cuts off counts as neither.
func utf8Census(b []byte, whole bool) (ascii bool, good, bad int) {
	if utf8.Valid(b) {
		if utf8.RuneCount(b) == len(b) {
			return true, 0, 0
		}
		return false, 1, 0 // how many does not matter where none is bad
	}
	ascii = true
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		ascii = false
		r, size := utf8.DecodeRune(b[i:])
		switch {
		case r != utf8.RuneError || size > 1:
			good++
		case !whole && !utf8.FullRune(b[i:]):
		default:
			bad++
		}
		i += size
	}
	return ascii, good, bad
}

// unmarkedUTF16 recognises UTF-16 without a byte order mark: in running text of any
// script, one unit in fifty and more is a blank or a line break, whose other
// byte is zero.
func unmarkedUTF16(b []byte) (encoded, bool) {
	b = b[:min(len(b)&^1, 4096)]
	little, big := 0, 0
	for i := 0; i < len(b); i += 2 {
		switch {
		case b[i+1] == 0 && (b[i] == ' ' || b[i] == '\n'):
			little++
		case b[i] == 0 && (b[i+1] == ' ' || b[i+1] == '\n'):
			big++
		}
	}
	switch limit := max(1, len(b)/2/50); {
	case little > limit && big*10 < little:
		return encoded{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 0, "detected"}, true
	case big > limit && little*10 < big:
		return encoded{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 0, "detected"}, true
	}
	return encoded{}, false
}

// named is the encoding of a name such as "windows-1251" or "latin1".
func named(name string) (encoded, bool) {
	enc, err := htmlindex.Get(name)
	if err != nil {
		return encoded{}, false
	}
	canonical, err := htmlindex.Name(enc)
	if err != nil {
		return encoded{}, false
	}
	if canonical == "utf-8" {
		return encoded{name: canonical}, true
	}
	return encoded{name: canonical, enc: enc}, true
}

// metaCharset finds <meta charset="x">, <meta http-equiv … content="text/html;
// charset=x"> and the encoding of an XML declaration.
var metaCharset = regexp.MustCompile(`(?i)<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)`)

// declared is the encoding a page says it is in.
func declared(page []byte) (encoded, bool) {
	m := metaCharset.FindSubmatch(page[:min(len(page), 4096)])
	if m == nil {
		return encoded{}, false
	}
	e, ok := named(string(m[1]))
	if strings.HasPrefix(e.name, "utf-16") {
		return encoded{name: "utf-8"}, true // whoever could read the declaration read single bytes
	}
	e.how = "declared"
	return e, ok && e.name != "replacement"
}

// byStatistics takes the likeliest encoding in which every byte has a meaning.
func byStatistics(sample []byte) encoded {
	results, err := chardet.NewTextDetector().DetectAll(sample[:min(len(sample), 16<<10)])
	if err != nil {
		results = nil // nothing recognised: the last resort stands
	}
	// Candidates of one confidence arrive in no fixed order.
	slices.SortFunc(results, func(a, b chardet.Result) int {
		return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), strings.Compare(a.Charset, b.Charset))
	})
	for _, result := range results {
		name := result.Charset
		if strings.HasPrefix(name, "ISO-8859-8") {
			name = "windows-1255" // the same letters, and quotation marks
		}
		e, ok := named(name)
		if !ok || e.enc == nil || strings.HasPrefix(e.name, "utf-16") {
			continue
		}
		out, err := e.enc.NewDecoder().Bytes(sample)
		// The sample may end inside a character of several bytes.
		if err == nil && !bytes.Contains(out[:max(0, len(out)-8)], replacement) {
			e.how = "detected"
			return e
		}
	}
	e, _ := named("windows-1252")
	e.how = "detected"
	return e
}

var replacement = []byte("\ufffd")

// decodeAll gives a whole file as UTF-8. Where a byte has no meaning, text is
// nil and line, from 1, says where.
func (e encoded) decodeAll(b []byte) (text []byte, line int) {
	b = b[e.bom:]
	if e.enc == nil {
		if utf8.Valid(b) {
			return b, 0
		}
		return nil, 1 + bytes.Count(b[:invalidAt(b)], newline)
	}
	out, err := e.enc.NewDecoder().Bytes(b)
	if err != nil {
		return nil, 1 + bytes.Count(out, newline)
	}
	if i := bytes.Index(out, replacement); i >= 0 {
		return nil, 1 + bytes.Count(out[:i], newline)
	}
	return out, 0
}

// reader gives a file as UTF-8 as it is read; bytes without a meaning come out
// as they are (UTF-8) or as U+FFFD (all else), for broken to find.
func (e encoded) reader(src io.Reader) io.Reader {
	if e.enc == nil {
		return src
	}
	return transform.NewReader(src, e.enc.NewDecoder())
}

// broken gives the place of the first undecodable byte of a record, or -1.
func (e encoded) broken(record []byte) int {
	if e.enc != nil {
		return bytes.Index(record, replacement)
	}
	if utf8.Valid(record) {
		return -1
	}
	return invalidAt(record)
}

// invalidAt is the place of the first byte that is not UTF-8.
func invalidAt(b []byte) int {
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(b)
}

// notice tells the user of an encoding other than UTF-8.
func (g *reading) notice(f *source, e encoded) {
	if e.how != "" {
		g.problem(&diag.Problem{Position: diag.Position{File: f.name}, Severity: diag.Notice, Reason: "encoding-detected",
			Message: "read as " + e.name + " (" + e.how + ")"})
	}
}

// undecodable skips a document with a byte that has no meaning.
func (g *reading) undecodable(at diag.Position, e encoded, b []byte) {
	what := "a byte that is not " + e.name
	if e.enc == nil && len(b) > 0 {
		what = fmt.Sprintf("byte 0x%02x, which is not UTF-8", b[0])
	}
	g.problem(&diag.Problem{Position: at, Reason: "encoding", Message: "the document holds " + what,
		Hint: "save the file as UTF-8, or name its encoding in slant.yaml"})
}

// checkEncoding finds an encoding there is none of.
func (r *Reader) checkEncoding() *diag.Problem {
	if r.Encoding == "" {
		return nil
	}
	if _, ok := named(r.Encoding); ok {
		return nil
	}
	return &diag.Problem{Reason: "option", Message: "encoding: " + strconv.Quote(r.Encoding) + " is not known",
		Hint: "names are those of the WHATWG Encoding Standard, such as windows-1251 or gb18030"}
}
