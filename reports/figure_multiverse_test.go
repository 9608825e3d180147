package reports

import (
	"math"
	"testing"
)

// Only what differs from the reported row in copies or in text alone is named.
func TestChoicesInWords(t *testing.T) {
	table := Schema("multiverse")
	table.Columns = append(table.Columns, Column{"voice", String, "", "Choice."}, Column{"copies", String, "", "Choice."}, Column{"text", String, "", "Choice."})
	add := func(n int, estimate float64, voice, copies, text string) {
		table.Rows = append(table.Rows, []Value{Text("rate"), Text("k"), Text("A"), Text("B"), Int(n), Num(estimate), Num(estimate - 1), Num(estimate + 1), Int(9), Text(voice), Text(copies), Text(text)})
	}
	in := func() string {
		return choicesInWords(table.records(func(record) bool { return true }), choicesOf(table))
	}
	add(1, 2, "own", "keep", "all")
	if got := in(); got != "" {
		t.Errorf("nothing was varied: %q", got)
	}
	add(2, 3, "all", "keep", "all")
	add(3, 4, "own", "first", "all")
	add(4, 5, "own", "first", "own")
	add(5, 6, "own", "keep", "own")
	add(6, math.NaN(), "own", "weight", "all")
	const want = " As reported it is 2.00 [1.00, 3.00]; with copies first 4.00 [3.00, 5.00]; with copies weight no estimate; with text own 6.00 [5.00, 7.00]."
	if got := in(); got != want {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}
