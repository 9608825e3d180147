package reports

import (
	"slices"
	"strings"
	"testing"
)

// The contract: what users' scripts rely on. The names are spelled out again
// here so that a change to one of them is a decision, not an accident. Columns
// may be added after these.
var contract = map[string]string{
	"outlets":     "outlet documents unique_documents words own_words quoted_words scare_words reported_words boilerplate_words first_date last_date",
	"terms":       "outlet lexicon category term referent stance voice matches documents words rate rate_lo rate_hi note",
	"categories":  "outlet lexicon category voice matches documents words rate rate_lo rate_hi score score_lo score_hi note",
	"naming":      "outlet referent label stance voice chances matches documents share share_lo share_hi note",
	"sentiment":   "outlet actor voice scorer mentions documents positive neutral negative mean mean_lo mean_hi net note anaphoric",
	"stance":      "outlet actor mentions naming sentiment adopted relayed distanced note",
	"speakers":    "outlet source target mentions documents mean mean_lo mean_hi note",
	"contrasts":   "measure key voice outlet_a outlet_b estimate_a estimate_b difference lo hi p_value q_value documents_a documents_b note",
	"keyness":     "outlet word count reference_count words reference_words log_odds z g2 log_ratio p_value q_value documents",
	"trends":      "period outlet measure key voice estimate lo hi documents",
	"influence":   "measure key outlet estimate document without_document term without_term",
	"multiverse":  "measure key outlet_a outlet_b specification estimate lo hi documents",
	"similarity":  "outlet_a outlet_b voice divergence lo hi documents_a documents_b",
	"lexicon":     "lexicon category term referent stance matches documents outlets source note",
	"dispersion":  "outlet referent label voice tenth matches",
	"statements":  "statement document outlet source cue text kept similarity",
	"documents":   "document outlet date title url words own_words quoted_words matches duplicate_of cluster file line",
	"matches":     "document outlet date start end lexicon category term surface referent stance voice section source cue rule left right sentence",
	"mentions":    "document outlet date start end actor surface voice section source scorer score label left right sentence form",
	"quotes":      "document outlet start end voice text words source source_actor cue rule",
	"boilerplate": "outlet block words documents matches text",
	"reuse":       "cluster document outlet date similarity first",
	"problems":    "file line column reason message",
}

func TestSchemaIsTheContract(t *testing.T) {
	for name, want := range contract {
		table := Schema(name)
		if table == nil {
			t.Errorf("no table %q", name)
			continue
		}
		var got []string
		for _, c := range table.Columns {
			got = append(got, c.Name)
			if !strings.HasSuffix(c.Doc, ".") {
				t.Errorf("%s.%s: %q is not a sentence", name, c.Name, c.Doc)
			}
		}
		if s := strings.Join(got, " "); s != want && !strings.HasPrefix(s, want+" ") {
			t.Errorf("%s has columns\n%s\nwant first\n%s", name, s, want)
		}
		slices.Sort(got)
		if len(slices.Compact(got)) != len(table.Columns) {
			t.Errorf("%s has two columns of one name", name)
		}
		if table.Title == "" || table.Rows != nil {
			t.Errorf("%s: title %q, %d rows", name, table.Title, len(table.Rows))
		}
	}
	if Schema("nowhere") != nil {
		t.Error("a table that is not in the contract has a schema")
	}
}

func TestSchemaIsTheCallers(t *testing.T) {
	a := Schema("multiverse")
	a.Columns = append(a.Columns, Column{Name: "copies"})
	a.Columns[0].Name = "changed"
	if b := Schema("multiverse"); b.Columns[0].Name != "measure" || b.Index("copies") >= 0 {
		t.Error("changing one copy of a schema changes the next")
	}
}
