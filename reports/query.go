package reports

import (
	"bytes"
	"encoding/json"
	"slices"
)

// query asks for the sentences behind a number: those whose fields have the
// values. The page answers it, for a cell of a table as for a dot of a figure.
type query map[string]string

// queryColumns are the columns of tables by which evidence can be found.
var queryColumns = []string{"kind", "outlet", "lexicon", "category", "term", "referent", "label", "actor", "source", "target", "scorer", "voice", "document"}

// String gives the query as JSON with its fields in alphabetical order.
func (q query) String() string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(map[string]string(q)); err != nil {
		return "{}" // strings always encode
	}
	return string(bytes.TrimSpace(b.Bytes()))
}

// queryOf gives the query for a row of a table: what its key columns say.
func queryOf(r record) query {
	q := query{}
	for _, c := range r.table.Columns {
		if slices.Contains(queryColumns, c.Name) {
			if v := r.text(c.Name); v != "" {
				q[c.Name] = v
			}
		}
	}
	return q
}
