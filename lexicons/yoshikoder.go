package lexicons

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"slant/analysis/diag"
)

// mark is the description of the outermost category in the files that slant
// writes. Yoshikoder wants one; it has the lexicon's name and is none of its
// categories.
const mark = "lexicon, written by slant"

// yoshikoder reads the XML of Yoshikoder's .ykd, which is also Lexicoder's
// .lcd: cnode elements are categories and nest, pnode elements are patterns.
// A cnode may hold both. * is a wildcard anywhere, nothing else is.
func (r *reading) yoshikoder() {
	d := xml.NewDecoder(strings.NewReader(r.text))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // decoded already
	y := ykdFile{reading: r, unused: map[string]bool{}}
	for {
		line, column := d.InputPos()
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			line, column = d.InputPos()
			r.report(diag.Skip, r.at(line, column), "xml", "no well-formed XML: "+strings.TrimPrefix(err.Error(), "XML syntax error on "), "")
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			y.start(t, r.at(line, column))
		case xml.EndElement:
			y.end(t.Name.Local)
		}
	}
	if !y.dictionary {
		r.report(diag.Skip, r.at(1, 1), "xml", "XML without a dictionary element", "Yoshikoder's and Lexicoder's files begin <dictionary …>")
	}
}

type ykdFile struct {
	*reading
	dictionary bool
	above      []string        // names of the open categories; the first may be the lexicon
	skipping   int             // depth within elements that are no part of a dictionary
	unused     map[string]bool // attributes reported
}

func (y *ykdFile) start(e xml.StartElement, at diag.Position) {
	attributes := map[string]string{}
	for _, a := range e.Attr {
		attributes[a.Name.Local] = spaced(a.Value)
	}
	if y.skipping > 0 {
		y.skipping++
		return
	}
	switch e.Name.Local {
	case "dictionary":
		y.dictionary = true
		if engine := attributes["patternengine"]; engine != "" && engine != "substring" {
			y.report(diag.Warning, at, "xml", fmt.Sprintf("patternengine %q is not supported; patterns are read as words with the wildcard *", engine), "")
		}
	case "cnode":
		y.cnode(attributes, at)
		y.attributes("cnode", attributes, "name", "desc", at)
	case "pnode":
		name := attributes["name"]
		if name == "" {
			y.report(diag.Warning, at, "xml", "a pnode without a name", "")
			return
		}
		category := y.category()
		if category == "" {
			category = y.unnamed(at)
		}
		y.term(EscapePattern(spaced(name), "*"), category, at)
		y.attributes("pnode", attributes, "name", "", at)
	default:
		y.report(diag.Warning, at, "xml", fmt.Sprintf("element %q is not read", e.Name.Local), "")
		y.skipping = 1
	}
}

// cnode opens a category.
func (y *ykdFile) cnode(attributes map[string]string, at diag.Position) {
	if len(y.above) == 0 && attributes["desc"] == mark {
		y.lexicon.Name = attributes["name"]
		y.above = append(y.above, "")
		return
	}
	name := y.nodeName(attributes["name"], at)
	if outer := y.category(); outer != "" {
		name = outer + "." + name
	}
	y.above = append(y.above, name)
	i := y.reading.category(name, at)
	if d := attributes["desc"]; d != "" {
		y.lexicon.Categories[i].Description = d
	}
}

// category gives the open category, "" for none.
func (y *ykdFile) category() string {
	if len(y.above) == 0 {
		return ""
	}
	return y.above[len(y.above)-1]
}

// attributes reports, once each, attributes that slant has no use for.
func (y *ykdFile) attributes(element string, attributes map[string]string, used, also string, at diag.Position) {
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		if name != used && name != also && attributes[name] != "" && !y.unused[element+" "+name] {
			y.unused[element+" "+name] = true
			y.report(diag.Warning, at, "xml", fmt.Sprintf("attribute %q of %s elements is not read", name, element), "")
		}
	}
}

func (y *ykdFile) end(name string) {
	switch {
	case y.skipping > 0:
		y.skipping--
	case name == "cnode":
		y.above = y.above[:len(y.above)-1]
	}
}

// writeYoshikoder writes a .ykd or .lcd.
func (w *writing) writeYoshikoder() {
	places := w.byCategory()
	w.out.WriteString(xml.Header)
	w.out.WriteString("<dictionary style=\"050805\" patternengine=\"substring\">\n")
	w.element(0, "cnode", w.lexicon.Name, mark, false)
	open := 0
	w.tree(func(c Category, name string, depth int) {
		w.closeNodes(open, depth)
		open = depth + 1
		w.element(depth+1, "cnode", name, c.Description, false)
		for _, i := range places[c.Name] {
			w.element(depth+2, "pnode", w.wordings[i], "", true)
		}
	})
	w.closeNodes(open, 0)
	w.out.WriteString("</cnode>\n</dictionary>\n")
}

func (w *writing) closeNodes(open, depth int) {
	for ; open > depth; open-- {
		w.out.WriteString(strings.Repeat("  ", open) + "</cnode>\n")
	}
}

func (w *writing) element(depth int, element, name, desc string, empty bool) {
	w.out.WriteString(strings.Repeat("  ", depth) + "<" + element + ` name="`)
	escapeXML(&w.out, name)
	if desc != "" {
		w.out.WriteString(`" desc="`)
		escapeXML(&w.out, desc)
	}
	if w.out.WriteByte('"'); empty {
		w.out.WriteByte('/')
	}
	w.out.WriteString(">\n")
}

func escapeXML(out *strings.Builder, s string) {
	if err := xml.EscapeText(out, []byte(s)); err != nil {
		return // a strings.Builder takes everything
	}
}
