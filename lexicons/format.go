package lexicons

import (
	"path"
	"regexp"
	"strings"
)

// Format is a kind of lexicon file. The zero value is none.
type Format uint8

const (
	YAML       Format = iota + 1 // slant's own
	CSV                          // a spreadsheet with a column "term"
	TSV                          // the same, separated by tabs
	Text                         // a term a line
	LIWC                         // LIWC 2001, 2007, 2015: .dic
	LIWC22                       // LIWC-22: .dicx
	Lexicoder                    // Lexicoder 2: .lcd
	Lexicoder3                   // Lexicoder 3: .lc3
	Yoshikoder                   // .ykd
	WordStat                     // .cat
	VBPro                        // .vbpro
	Quanteda                     // quanteda's YAML
)

// feature is something that a lexicon may say and a format may be able to hold.
type feature uint32

const (
	metadata      feature = 1 << iota // version, language, license, citation, spelling
	naming                            // the lexicon's own name
	describing                        // its description
	categorising                      // more than one category
	describingCat                     // descriptions of categories
	nesting                           // categories in categories
	referring                         // referent and stance
	weighing
	casing // case: true
	inflecting
	excluding
	conditioning
	noting // note and source
	selfTesting
	language  // the whole pattern language
	questions // the wildcard ?
)

const everything = feature(1<<16 - 1)

// kinds is the closed set of formats.
var kinds = [...]struct {
	format     Format
	name       string // in messages
	extensions []string
	holds      feature
}{
	{YAML, "slant YAML", []string{".yaml", ".yml"}, everything},
	{CSV, "CSV", []string{".csv"}, everything &^ (describing | selfTesting)},
	{TSV, "TSV", []string{".tsv", ".tab"}, everything &^ (describing | selfTesting)},
	{Text, "a list of terms", []string{".txt"}, language | questions},
	{LIWC, "LIWC .dic", []string{".dic"}, categorising | describingCat | nesting | conditioning},
	{LIWC22, "LIWC-22 .dicx", []string{".dicx"}, categorising | weighing},
	{Lexicoder, "Lexicoder .lcd", []string{".lcd"}, naming | categorising | describingCat | nesting},
	{Lexicoder3, "Lexicoder .lc3", []string{".lc3"}, categorising | questions},
	{Yoshikoder, "Yoshikoder .ykd", []string{".ykd"}, naming | categorising | describingCat | nesting},
	{WordStat, "WordStat .cat", []string{".cat"}, categorising | nesting | weighing | questions},
	{VBPro, "VBPro", []string{".vbpro"}, categorising | questions},
	{Quanteda, "quanteda YAML", []string{".quanteda.yaml", ".quanteda.yml"}, categorising | nesting | questions},
}

// Formats gives every format, in the order of the documentation.
func Formats() []Format {
	out := make([]Format, len(kinds))
	for i, k := range kinds {
		out[i] = k.format
	}
	return out
}

// String gives the name of a format.
func (f Format) String() string {
	for _, k := range kinds {
		if k.format == f {
			return k.name
		}
	}
	return "an unknown format"
}

// Extension gives the end of the names of such files, with its dot.
func (f Format) Extension() string {
	for _, k := range kinds {
		if k.format == f {
			return k.extensions[0]
		}
	}
	return ""
}

// holds reports whether a format can say something.
func (f Format) holds(what feature) bool {
	for _, k := range kinds {
		if k.format == f {
			return k.holds&what == what
		}
	}
	return false
}

// FormatOf gives the format that the name of a file stands for, for writing:
// ".quanteda.yaml" is quanteda's, any other ".yaml" slant's. It reports false
// where the name stands for none. Files are read by content; see Detect.
func FormatOf(name string) (Format, bool) {
	name = strings.ToLower(path.Base(name))
	best, length := Format(0), 0
	for _, k := range kinds {
		for _, e := range k.extensions {
			if strings.HasSuffix(name, e) && len(e) > length {
				best, length = k.format, len(e)
			}
		}
	}
	return best, length > 0
}

// Detect tells the format from the content of a file. The name breaks ties:
// Lexicoder's .lcd is the same as Yoshikoder's .ykd, and a WordStat file
// without weights or nesting looks like any list.
func Detect(name string, data []byte) Format {
	text, _, problems := decode(name, data, "")
	if len(problems.Fatal()) > 0 {
		return 0
	}
	return detect(name, text)
}

var (
	slantKey   = regexp.MustCompile(`(?m)^(lexicon|categories|actors)[ \t]*:`)
	yamlKey    = regexp.MustCompile(`^("[^"]*"|'[^']*'|[^\s"'#&*!|>%@` + "`" + `\[\]{},-][^#]*?)[ \t]*:([ \t]|$)`)
	weightEnd  = regexp.MustCompile(`(?m)\([ \t]*-?[0-9]+([.,][0-9]+)?[ \t]*\)[ \t]*$`)
	tabIndent  = regexp.MustCompile(`(?m)^\t+[^\t\n]`)
	vbproTitle = regexp.MustCompile(`(?m)^[ \t]*>>.*<<[ \t]*$`)
)

// detect is Detect for text.
func detect(name, text string) Format {
	named, _ := FormatOf(name)
	line := strings.TrimSpace(text)
	line, _, _ = strings.Cut(line, "\n")
	line = strings.TrimSpace(line)
	head := text[:min(len(text), 64<<10)] // enough to know a format by
	switch {
	case strings.HasPrefix(line, "<"):
		if named == Lexicoder {
			return Lexicoder
		}
		return Yoshikoder
	case line == "%":
		return LIWC
	case strings.HasPrefix(line, ">>") && vbproTitle.MatchString(line):
		return VBPro
	case strings.HasPrefix(line, "+") && (named == Lexicoder3 || indented(head)):
		return Lexicoder3
	}
	if f := detectTable(text); f != 0 {
		return f
	}
	line = firstLine(head)
	switch {
	case line == "---", strings.HasPrefix(line, "--- "), strings.HasPrefix(line, "%YAML"),
		strings.HasPrefix(line, "- ") && named != Text, yamlKey.MatchString(line) && !strings.HasPrefix(line, "@"):
		if slantKey.MatchString(head) || strings.HasPrefix(line, "- ") {
			return YAML
		}
		return Quanteda
	case named == Lexicoder3, named == VBPro:
		return named
	case weightEnd.MatchString(head), tabIndent.MatchString(head), named == WordStat:
		return WordStat
	}
	return Text
}

// firstLine gives the first line that is neither blank nor a comment.
func firstLine(text string) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return line
		}
	}
	return ""
}

// indented reports whether some line begins with a space.
func indented(text string) bool {
	return strings.Contains(text, "\n ") || strings.Contains(text, "\n\t")
}
