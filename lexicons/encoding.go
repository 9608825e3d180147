package lexicons

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	utf "golang.org/x/text/encoding/unicode"

	"slant/analysis/diag"
)

// decode gives the text of a file as UTF-8 with line feeds at the ends of
// lines, whatever the program wrote that it comes from, and the name of the
// encoding. The encoding is, in this order: what a byte order mark says, what
// the user says, UTF-8 where the bytes are that, what an XML declaration
// says, and a guess from the letters, about which the user is told.
func decode(name string, data []byte, given string) (text, used string, problems diag.Problems) {
	at := diag.Position{File: name, Line: 1}
	fatal := func(message, hint string) (string, string, diag.Problems) {
		return "", "", diag.Problems{{Position: diag.Position{File: name}, Reason: "encoding", Message: message, Hint: hint}}
	}
	if hint := binary(data); hint != "" {
		return fatal("not a text file", hint)
	}
	enc, used := byteOrder(data)
	if enc == nil && given != "" {
		e, err := htmlindex.Get(given)
		if err != nil {
			return fatal(fmt.Sprintf("unknown encoding %q", given), "names are those of the web, such as utf-8, windows-1252, iso-8859-2, shift_jis, euc-jp")
		}
		used, _ = htmlindex.Name(e)
		if used != "utf-8" {
			enc = e
		}
	}
	if enc == nil && given == "" && !nearlyUTF8(data) {
		enc, used = declared(data)
		if enc == nil {
			var sure bool
			enc, used, sure = guess(data)
			severity, hint := diag.Notice, ""
			if !sure {
				severity, hint = diag.Warning, "if letters come out wrong, name the encoding; best save the file as UTF-8"
			}
			problems = append(problems, &diag.Problem{Position: at, Severity: severity, Reason: "encoding",
				Message: fmt.Sprintf("not UTF-8; read as %s, judging from its letters", used), Hint: hint})
		}
	}
	if enc != nil {
		out, err := enc.NewDecoder().Bytes(data)
		if err != nil {
			return fatal(fmt.Sprintf("cannot be read as %s: %v", used, err), "save the file as UTF-8")
		}
		text = string(out)
	} else {
		text = strings.ToValidUTF8(string(data), "\uFFFD")
	}
	text = strings.TrimPrefix(text, "\ufeff")
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	problems = append(problems, undecodable(name, text, used)...)
	text, controls := blanked(name, text)
	return text, used, append(problems, controls...)
}

// blanked puts blanks for control characters, which no lexicon has on purpose
// and half of the formats cannot hold.
func blanked(name, text string) (string, diag.Problems) {
	at := strings.IndexFunc(text, control)
	if at < 0 {
		return text, nil
	}
	line := 1 + strings.Count(text[:at], "\n")
	blank := func(r rune) rune {
		if control(r) {
			return ' '
		}
		return r
	}
	return strings.Map(blank, text), diag.Problems{{
		Position: diag.Position{File: name, Line: line, Column: at - strings.LastIndexByte(text[:at], '\n')}, Severity: diag.Warning,
		Reason: "encoding", Message: "a control character; all are read as blanks",
	}}
}

// control reports characters that are neither text nor white space.
func control(r rune) bool {
	return r != '\t' && r != '\n' && unicode.IsControl(r) || r == 0xFFFE || r == 0xFFFF
}

// undecodable reports the lines in which bytes had no meaning.
func undecodable(name, text, used string) (problems diag.Problems) {
	line, start := 1, 0
	for {
		i := strings.Index(text[start:], "\uFFFD")
		if i < 0 {
			return problems
		}
		line += strings.Count(text[start:start+i], "\n")
		column := start + i - strings.LastIndexByte(text[:start+i], '\n')
		if used == "" {
			used = "UTF-8"
		}
		problems = append(problems, &diag.Problem{Position: diag.Position{File: name, Line: line, Column: column}, Severity: diag.Warning,
			Reason: "encoding", Message: "a character that cannot be read as " + used, Hint: "name the encoding of the file, or save it as UTF-8"})
		next := strings.IndexByte(text[start+i:], '\n')
		if next < 0 {
			return problems
		}
		start += i + next // one report a line is enough
	}
}

// binary recognises what people give for a lexicon and is no text.
func binary(data []byte) (hint string) {
	for magic, hint := range map[string]string{
		"PK\x03\x04":       "save the workbook or document as CSV",
		"\xD0\xCF\x11\xE0": "save the workbook or document as CSV",
		"%PDF":             "copy the list into a spreadsheet and save it as CSV",
		"\x1F\x8B":         "unpack it first",
	} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return hint
		}
	}
	return ""
}

// byteOrder gives the encoding that a byte order mark announces, or UTF-16
// without one.
func byteOrder(data []byte) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return utf.UTF16(utf.LittleEndian, utf.UseBOM), "utf-16le"
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return utf.UTF16(utf.BigEndian, utf.UseBOM), "utf-16be"
	}
	sample := data[:min(len(data), 4000)&^1]
	little, big := 0, 0
	for i := 0; i < len(sample); i += 2 {
		switch a, b := sample[i], sample[i+1]; {
		case b == 0 && separating(a):
			little++
		case a == 0 && separating(b):
			big++
		}
	}
	switch few := 1 + len(sample)/100; {
	case little > few && big == 0:
		return utf.UTF16(utf.LittleEndian, utf.IgnoreBOM), "utf-16le"
	case big > few && little == 0:
		return utf.UTF16(utf.BigEndian, utf.IgnoreBOM), "utf-16be"
	}
	return nil, ""
}

// separating reports whether a byte separates words or fields: in UTF-16 of
// any script, every few letters such a byte stands beside a zero.
func separating(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == ';'
}

// nearlyUTF8 reports whether the bytes are UTF-8, but for a few damaged ones:
// no other encoding has many sequences that are valid UTF-8 by accident.
func nearlyUTF8(data []byte) bool {
	if utf8.Valid(data) {
		return true
	}
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		i += n
	}
	return good >= 2*bad
}

var declaration = regexp.MustCompile(`^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']`)

// declared gives the encoding that an XML declaration names.
func declared(data []byte) (encoding.Encoding, string) {
	m := declaration.FindSubmatch(data[:min(len(data), 200)])
	if m == nil {
		return nil, ""
	}
	e, err := htmlindex.Get(string(m[1]))
	if err != nil {
		return nil, ""
	}
	name, _ := htmlindex.Name(e)
	if name == "utf-8" || strings.HasPrefix(name, "utf-16") {
		return nil, "" // it is not, or we would not be here
	}
	return e, name
}

// tried are the encodings tried besides what the statistics of chardet
// propose, which were made from running text of a few languages and often
// miss on lists of words.
var tried = []string{"windows-1252", "iso-8859-2", "windows-1250", "windows-1251", "windows-1256", "windows-1254",
	"shift_jis", "euc-jp", "euc-kr", "big5", "gb18030"}

// guess judges the encoding from the letters: of the candidates, the first in
// whose reading the fewest characters look out of place. sure is false where
// another reading looks as good.
func guess(data []byte) (enc encoding.Encoding, name string, sure bool) {
	sample := data[:min(len(data), 64<<10)]
	var candidates []string
	confidence := map[string]float64{}
	for _, r := range chardet.DetectAll(sample) {
		if e, err := htmlindex.Get(r.Encoding); err == nil {
			name, _ := htmlindex.Name(e)
			if _, seen := confidence[name]; !seen && name != "utf-8" && !strings.HasPrefix(name, "utf-16") {
				candidates = append(candidates, name)
				confidence[name] = r.Confidence
			}
		}
	}
	best := -1
	for _, c := range append(candidates, tried...) {
		e, err := htmlindex.Get(c)
		if err != nil {
			continue
		}
		out, err := e.NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		if odd := oddities(out); best < 0 || odd < best {
			best, enc, name = odd, e, c
		}
	}
	return enc, name, best == 0 && confidence[name] > 0.9
}

// oddities counts what no list of words has: symbols inside words, capitals
// after small letters, two scripts in a word, characters that cannot be read.
func oddities(text []byte) int {
	odd := 0
	before := ' '
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		i += n
		after, _ := utf8.DecodeRune(text[i:])
		switch {
		case r == utf8.RuneError, r >= 0x7F && r < 0xA0:
			odd += 2
		case r > 0x7F && (unicode.IsSymbol(r) || unicode.IsNumber(r) || r == '¿' || r == '¡' || r == '¶' || r == '§' || r == '·') &&
			(unicode.IsLetter(before) || unicode.IsLetter(after)):
			odd++
		case unicode.IsUpper(r) && unicode.IsLower(before):
			odd++
		case unicode.IsLetter(r) && unicode.IsLetter(before) && script(r) != script(before):
			odd++
		}
		before = r
	}
	return odd
}

// script tells writing systems apart that are never mixed in a word.
func script(r rune) *unicode.RangeTable {
	for _, t := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Arabic, unicode.Hebrew, unicode.Greek} {
		if unicode.Is(t, r) {
			return t
		}
	}
	return nil // Han, Kana and Hangul are one: they are mixed
}
