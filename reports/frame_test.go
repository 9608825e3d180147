package reports

import (
	"fmt"
	"strings"
	"testing"
)

func show(t *Table) string {
	var lines []string
	for _, row := range t.Rows {
		var cells []string
		for _, v := range row {
			cells = append(cells, v.String())
		}
		lines = append(lines, strings.Join(cells, " "))
	}
	return strings.Join(lines, "; ")
}

// What gota gets wrong by itself: names that look like missing values, keys
// joined by an underscore, numbers of many decimals, orders by three keys.
func TestFrames(t *testing.T) {
	left := &Table{Name: "l", Columns: []Column{{Name: "outlet"}, {Name: "b"}, {Name: "x", Kind: Number}}, Rows: [][]Value{
		{Text("NaN"), Text("b"), Num(1e-9)}, {Text("NA"), Text("a"), Num(2)}, {Text("a_b"), Text("c"), Value{}}, {Text("a"), Text("b_c"), Num(-3)}, {Text("NA"), Text("a"), Num(1)}, {Text("007"), Text("a"), Num(1)},
	}}
	right := &Table{Name: "r", Columns: []Column{{Name: "outlet"}, {Name: "n", Kind: Integer}}, Rows: [][]Value{
		{Text("NA"), Int(5)}, {Text("NaN"), Int(6)}, {Text("a"), Int(7)}, {Text("7"), Int(8)},
	}}
	for _, c := range []struct{ name, got, want string }{
		{"by one key", show(arranged(left, "outlet")), "007 a 1; NA a 2; NA a 1; NaN b 1e-09; a b_c -3; a_b c "},
		{"downward", show(arranged(left, "-x")), "NA a 2; NA a 1; 007 a 1; NaN b 1e-09; a b_c -3; a_b c "},
		{"by three keys", show(arranged(left, "b", "outlet", "x")), "007 a 1; NA a 1; NA a 2; NaN b 1e-09; a b_c -3; a_b c "},
		{"joined", show(joined(left, right, "outlet", "n")), "NaN b 1e-09 6; NA a 2 5; a_b c  ; a b_c -3 7; NA a 1 5; 007 a 1 "},
		{"of no rows", show(arranged(&Table{Columns: left.Columns}, "x")), ""},
		{"joined to nothing", show(joined(left, &Table{Columns: right.Columns}, "outlet", "n")), "NaN b 1e-09 ; NA a 2 ; a_b c  ; a b_c -3 ; NA a 1 ; 007 a 1 "},
		{"by no column there is", show(arranged(left, "nowhere")), show(left)},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, c.got, c.want)
		}
	}
}

func BenchmarkArranged(b *testing.B) {
	t := &Table{Columns: []Column{{Name: "outlet"}, {Name: "x", Kind: Number}}}
	for i := range 10000 {
		t.Rows = append(t.Rows, []Value{Text(fmt.Sprint(i % 300)), Num(wave(i))})
	}
	for b.Loop() {
		arranged(t, "outlet", "-x")
	}
}
