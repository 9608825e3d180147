package corpus

import (
	"html"
	"regexp"
	"strings"
)

// readMarkdown gives a draft the text a reader of rendered Markdown sees.
//
// Blocks are separated by an empty line, items of a list by a line break. The
// lines of a paragraph are joined by blanks, unless one ends in two blanks or
// a backslash. Emphasis marks, link targets, footnote marks, HTML tags and
// comments, rules and code fences are gone; the text of links stays. Headings
// are marked Subheading, > quotations Blockquote, list items ListItem, and an
// image alone in its paragraph leaves its description, marked Caption (as
// Pandoc renders it); images inside a text leave nothing. A first heading of
// level one is the title, when front matter gives none, and is not repeated
// in the text.
func readMarkdown(d *draft, source string) {
	m := &markdownReader{out: blocks{}, references: map[string]bool{}}
	lines := strings.Split(strings.ReplaceAll(commentHTML.ReplaceAllString(source, ""), "\r\n", "\n"), "\n")
	for i, line := range lines {
		if def := linkDefinition.FindStringSubmatch(line); def != nil {
			m.references[strings.ToLower(def[1])] = true
			lines[i] = ""
		}
	}
	m.title = d.Title
	m.read(lines, 0)
	m.paragraph(0)
	if d.Title == "" {
		d.Title = m.title
	}
	d.Text, d.Marks = m.out.finish()
}

var (
	commentHTML    = regexp.MustCompile(`(?s)<!--.*?-->`)
	linkDefinition = regexp.MustCompile(`^ {0,3}\[([^\]^][^\]]*)\]:\s*\S+.*$`)
	headingATX     = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$`)
	underline      = regexp.MustCompile(`^ {0,3}(=+|-+)[ \t]*$`)
	rule           = regexp.MustCompile(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	fence          = regexp.MustCompile("^ {0,3}(```+|~~~+)[^`]*$")
	quoteLine      = regexp.MustCompile(`^ {0,3}> ?`)
	listItem       = regexp.MustCompile(`^ {0,8}(?:[-*+]|\d{1,9}[.)])[ \t]+`)
	tableRule      = regexp.MustCompile(`^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$`)
	imageAlone     = regexp.MustCompile(`^!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])$`)
	tagHTML        = regexp.MustCompile(`^</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>`)
	autolink       = regexp.MustCompile(`^<([a-z][a-z0-9+.-]*:[^\s<>]+|[^\s<>@]+@[^\s<>]+)>`)
)

// markdownReader gathers lines into blocks.
type markdownReader struct {
	out        blocks
	open       []string // lines of the paragraph being read
	role       Role
	title      string
	started    bool // a block was read
	references map[string]bool
	quotes     int   // quotations that are open
	runs       []run // of the text being read
}

// read takes in lines; role is that of the block they lie in.
func (m *markdownReader) read(lines []string, role Role) {
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		switch {
		case strings.TrimSpace(line) == "":
			m.paragraph(role)
		case fence.MatchString(line):
			m.paragraph(role)
			mark := strings.TrimSpace(line)[:3]
			for i++; i < len(lines) && !strings.HasPrefix(strings.TrimSpace(lines[i]), mark); i++ {
				m.out.line(lines[i], role)
			}
			m.out.end()
		case quoteLine.MatchString(line) && m.quotes < maxNesting:
			m.paragraph(role)
			var inner []string
			for ; i < len(lines) && strings.TrimSpace(lines[i]) != "" && (quoteLine.MatchString(lines[i]) || !m.interrupts(lines[i])); i++ {
				inner = append(inner, quoteLine.ReplaceAllString(lines[i], ""))
			}
			i--
			m.out.enter()
			m.quotes++
			m.read(inner, Blockquote)
			m.paragraph(Blockquote)
			m.quotes--
			m.out.leave()
		case len(m.open) > 0 && underline.MatchString(line):
			level := 2
			if strings.Contains(line, "=") {
				level = 1
			}
			m.heading(level, strings.Join(m.open, " "), role)
			m.open = nil
		case rule.MatchString(line):
			m.paragraph(role)
		case headingATX.MatchString(line):
			m.paragraph(role)
			parts := headingATX.FindStringSubmatch(line)
			m.heading(len(parts[1]), parts[2], role)
		case listItem.MatchString(line):
			m.paragraph(role)
			m.role = ListItem
			m.open = append(m.open, listItem.ReplaceAllString(line, ""))
		case tableRule.MatchString(line) && len(m.open) == 0:
		case strings.HasPrefix(strings.TrimSpace(line), "|"):
			if len(m.open) > 0 {
				m.paragraph(role)
			}
			cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
			for c := range cells {
				cells[c] = strings.TrimSpace(cells[c])
			}
			m.out.line(m.inline(strings.Join(cells, "\t")), role)
			m.started = true
		default:
			m.open = append(m.open, line)
		}
	}
}

// interrupts says whether a line ends a quotation that goes on without its mark.
func (m *markdownReader) interrupts(line string) bool {
	return headingATX.MatchString(line) || rule.MatchString(line) || listItem.MatchString(line) || fence.MatchString(line)
}

// heading writes a heading, or takes it for the title.
func (m *markdownReader) heading(level int, s string, role Role) {
	s = m.inline(s)
	if level == 1 && !m.started && role == 0 && (m.title == "" || m.title == s) {
		m.title, m.started = s, true
		return
	}
	if role == 0 {
		role = Subheading
	}
	m.out.end()
	m.out.line(s, role)
	m.out.end()
	m.started = true
}

// paragraph writes the lines gathered.
func (m *markdownReader) paragraph(role Role) {
	if m.role != 0 && role == 0 {
		role = m.role
	}
	item := m.role == ListItem
	m.role = 0
	if len(m.open) == 0 {
		if m.out.last() != ListItem {
			m.out.end()
		}
		return
	}
	var b strings.Builder
	for i, line := range m.open {
		hard := strings.HasSuffix(line, "  ") || strings.HasSuffix(line, `\`)
		line = strings.TrimSpace(strings.TrimSuffix(strings.TrimRight(line, " \t"), `\`))
		b.WriteString(line)
		if i+1 < len(m.open) {
			if hard {
				b.WriteByte('\n')
			} else {
				b.WriteByte(' ')
			}
		}
	}
	m.open = m.open[:0]
	m.started = true
	if alone := imageAlone.FindStringSubmatch(strings.TrimSpace(b.String())); alone != nil {
		m.out.end()
		m.out.line(m.inline(alone[1]), Caption)
		m.out.end()
		return
	}
	if !item {
		m.out.end()
	}
	m.out.line(m.inline(b.String()), role)
	if !item {
		m.out.end()
	}
}

// inline takes the marks out of running text.
func (m *markdownReader) inline(s string) string {
	var out strings.Builder
	m.runs = m.runs[:0]
	m.inlineTo(&out, s, 0)
	return strings.TrimSpace(unmark(out.String(), m.runs))
}

// Bounds on what is taken for a link, so that no input costs more than its length.
const (
	maxNesting = 8    // links in links, quotations in quotations
	maxLabel   = 1000 // bytes of a link's label or target
)

func (m *markdownReader) inlineTo(out *strings.Builder, s string, depth int) {
	for i := 0; i < len(s); {
		switch c := s[i]; c {
		case '\\':
			if i+1 < len(s) && isPunct(s[i+1]) {
				out.WriteByte(s[i+1])
				i += 2
				continue
			}
		case '&':
			if end := strings.IndexByte(s[i:min(len(s), i+33)], ';'); end > 1 {
				if plain := html.UnescapeString(s[i : i+end+1]); plain != s[i:i+end+1] {
					out.WriteString(plain)
					i += end + 1
					continue
				}
			}
		case '`':
			n := countRun(s[i:], '`')
			if end := strings.Index(s[i+n:], s[i:i+n]); end >= 0 {
				out.WriteString(strings.TrimSpace(s[i+n : i+n+end]))
				i += 2*n + end
				continue
			}
			out.WriteString(s[i : i+n])
			i += n
			continue
		case '<':
			if loc := autolink.FindStringSubmatchIndex(s[i:]); loc != nil {
				out.WriteString(s[i+loc[2] : i+loc[3]])
				i += loc[1]
				continue
			}
			if loc := tagHTML.FindStringIndex(s[i:]); loc != nil {
				if strings.HasPrefix(strings.ToLower(s[i:]), "<br") {
					out.WriteByte('\n')
				}
				i += loc[1]
				continue
			}
		case '!':
			if i+1 < len(s) && s[i+1] == '[' {
				if _, end := m.link(s[i+1:]); end > 0 {
					i += 1 + end
					continue
				}
			}
		case '[':
			if strings.HasPrefix(s[i:], "[^") {
				if end := strings.IndexByte(s[i:min(len(s), i+maxLabel)], ']'); end > 0 {
					if i += end + 1; i < len(s) && s[i] == ':' && out.Len() == 0 {
						i++ // the footnote itself
					}
					continue
				}
			}
			if label, end := m.link(s[i:]); end > 0 && depth < maxNesting {
				m.inlineTo(out, label, depth+1)
				i += end
				continue
			}
		case '*', '_', '~':
			n := countRun(s[i:], c)
			m.runs = append(m.runs, run{at: out.Len(), length: n})
			out.WriteString(s[i : i+n])
			i += n
			continue
		}
		out.WriteByte(s[i])
		i++
	}
}

// link measures [label](target), [label][reference], [label][] and, where the
// reference is defined, [label] at the start of s; end is 0 for anything else.
func (m *markdownReader) link(s string) (label string, end int) {
	depth, closed := 0, -1
	for i := 0; i < len(s) && closed < 0 && i < maxLabel; i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				closed = i
			}
		}
	}
	if closed < 0 {
		return "", 0
	}
	label = s[1:closed]
	rest := s[closed+1:]
	if strings.HasPrefix(rest, "(") {
		depth := 0
		for i := 0; i < len(rest) && i < maxLabel; i++ {
			switch rest[i] {
			case '\\':
				i++
			case '(':
				depth++
			case ')':
				if depth--; depth == 0 {
					return label, closed + 1 + i + 1
				}
			}
		}
		return "", 0
	}
	if strings.HasPrefix(rest, "[") {
		if i := strings.IndexByte(rest, ']'); i > 0 && (m.references[strings.ToLower(rest[1:i])] || i == 1 && m.references[strings.ToLower(label)]) {
			return label, closed + 1 + i + 1
		}
	}
	if m.references[strings.ToLower(label)] {
		return label, closed + 1
	}
	return "", 0
}

func isPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}
