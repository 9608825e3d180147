package corpus

import (
	"slices"
	"strconv"
	"strings"

	"slant/analysis/diag"
)

// field is what a column, a key or a line of front matter gives of a document.
type field uint8

const (
	variable field = iota // none of slant's own: kept as a Var
	id
	outlet
	date
	title
	text
	url
	language
	file // in a table: names the file the row describes
	fields
)

// fieldNames are the names of the contract, by field.
var fieldNames = [fields]string{id: "id", outlet: "outlet", date: "date", title: "title", text: "text", url: "url", language: "language", file: "file"}

// synonyms are other names a field goes by in corpora found in the wild, the
// likelier first: where a record has several, the first wins and the rest are
// kept as variables.
var synonyms = [fields][]string{
	outlet: {"source", "publication", "publisher", "site", "newspaper"},
	date:   {"published", "published_at", "publish_date"},
	title:  {"headline"},
	text:   {"body", "content", "article"},
}

// column is one header, key or line of front matter and what it stands for.
type column struct {
	name  string
	field field
	// rank decides between two columns of one field: 0 is a mapping the user
	// wrote, 1 the field's own name, from 2 on the synonyms in order.
	rank int
}

// readColumn finds what a name stands for. Letter case, and whether its words
// are joined by blanks, hyphens or underscores, make no difference.
func (r *Reader) readColumn(name string) column {
	name = strings.TrimSpace(name)
	if to, ok := r.Fields[name]; ok {
		if f := slices.Index(fieldNames[:], to); f > 0 {
			return column{name, field(f), 0}
		}
		return column{name: name}
	}
	key := strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(name))
	for f := id; f < fields; f++ {
		if key == fieldNames[f] {
			return column{name, f, 1}
		}
		if i := slices.Index(synonyms[f], key); i >= 0 {
			return column{name, f, 2 + i}
		}
	}
	return column{name: name}
}

// synonym tells the user, once a scope, that a column was read by another name.
func (g *reading) synonym(s *scope, at diag.Position, c column) {
	if c.rank < 2 || !s.first("synonym", c.name) {
		return
	}
	g.problem(&diag.Problem{Position: at, Severity: diag.Notice, Reason: "synonym",
		Message: strconv.Quote(c.name) + " is read as " + fieldNames[c.field]})
}

// checkFields finds mappings to fields there are none of.
func (r *Reader) checkFields() (ps diag.Problems) {
	known := fieldNames[1:]
	for from, to := range r.Fields {
		if !slices.Contains(known, to) {
			hint := diag.DidYouMean(to, known)
			if hint == "" {
				hint = "the fields are " + strings.Join(known, ", ")
			}
			ps = append(ps, &diag.Problem{Reason: "option",
				Message: "fields: " + strconv.Quote(from) + " is mapped to " + strconv.Quote(to) + ", which is no field", Hint: hint})
		}
	}
	ps.Sort()
	return ps
}
