package reports

import (
	"bytes"
	"encoding/csv"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFormatNumber(t *testing.T) {
	for _, c := range []struct {
		x    float64
		want string
	}{
		{0, "0"}, {math.Copysign(0, -1), "0"}, {1, "1"}, {-1, "-1"}, {100, "100"}, {0.5, "0.5"},
		{123456.7, "123457"}, {1234567, "1234570"}, {1.0 / 3, "0.333333"}, {-2.0 / 3, "-0.666667"},
		{0.000123456789, "0.000123457"}, {1e-6, "0.000001"}, {9.99999999e-7, "0.000001"}, {1e-7, "1e-07"}, {1.5e-9, "1.5e-09"},
		{999999.5, "1000000"}, {1e20, "100000000000000000000"}, {1e21, "1e+21"}, {1.25e22, "1.25e+22"}, {1e-300, "1e-300"},
		{12.5, "12.5"}, {120000, "120000"}, {0.1 + 0.2, "0.3"},
	} {
		if got := FormatNumber(c.x); got != c.want {
			t.Errorf("%v is written %s, want %s", c.x, got, c.want)
		}
	}
}

func FuzzFormatNumber(f *testing.F) {
	f.Add(1.5)
	f.Add(-1e-7)
	f.Add(123456789.0)
	f.Fuzz(func(t *testing.T, x float64) {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return
		}
		want, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 5, 64), 64)
		if err != nil {
			return // rounding ran over the largest number
		}
		got, err := strconv.ParseFloat(FormatNumber(x), 64)
		if err != nil || got != want {
			t.Errorf("%v is written %q, which reads as %v, want %v", x, FormatNumber(x), got, want)
		}
	})
}

// What must not run in a spreadsheet, and what must not be touched.
func TestFormulasAreMadeHarmless(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`=HYPERLINK("http://x","y")`, `"'=HYPERLINK(""http://x"",""y"")"`},
		{"+cmd|' /C calc'!A0", `"'+cmd|' /C calc'!A0"`},
		{"-2+3", `"'-2+3"`},
		{"@SUM(A1)", `"'@SUM(A1)"`},
		{"\t=1", "\"'\t=1\""},
		{"\r=1", "\"'\r=1\""},
		{"'=1", `"''=1"`},
		{"＝1", `"'＝1"`},
		{"'tis", "'tis"},
		{"a=b", "a=b"},
		{"", ""},
		{"Zionist regime", "Zionist regime"},
		{"a,b", `"a,b"`},
		{"say \"no\"", `"say ""no"""`},
		{" led", `" led"`},
		{"two\nlines", "\"two\nlines\""},
		{"a\x00b", "\"a\uFFFDb\""},
		{`\.`, `"\."`},
		{"<script>", "<script>"},
		{"\u202Eabc", "\u202Eabc"},
	} {
		if got := string(appendField(nil, c.text)); got != c.want {
			t.Errorf("%q is written %s, want %s", c.text, got, c.want)
		}
	}
	if got := string(AppendRow(nil, []Value{Num(-0.5), Int(-3), Text("-0.5"), {}})); got != "-0.5,-3,\"'-0.5\",\n" {
		t.Errorf("row is %q: numbers stay numbers, text that looks like one does not", got)
	}
}

// Any text comes back from the file as it went in, and any CSV reader can
// read it.
func FuzzCSVRoundTrip(f *testing.F) {
	for _, s := range []string{"", "a", "=1", "''=1", "a\"b", "x\ny", "\r", "＠", "'", "NaN", "NA", "\\.", "\xef\xbb\xbf"} {
		f.Add(s, "tail")
	}
	schema := &Table{Name: "t", Columns: []Column{{Name: "a"}, {Name: "b"}}}
	f.Fuzz(func(t *testing.T, a, b string) {
		in := *schema
		in.Rows = [][]Value{{Text(a), Text(b)}, {Text(b), Value{}}}
		var buf bytes.Buffer
		if err := WriteCSV(&buf, &in); err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(bytes.NewReader(buf.Bytes())).ReadAll()
		if err != nil || len(records) != 3 {
			t.Fatalf("%d records, %v from %q", len(records), err, buf.String())
		}
		for _, cell := range records[1] {
			if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
				t.Errorf("cell %q begins like a formula", cell)
			}
		}
		out, err := ReadCSV(&buf, "t.csv", schema)
		if err != nil {
			t.Fatal(err)
		}
		want := strings.ReplaceAll(a, "\r\n", "\n") // what encoding/csv makes of it
		want = strings.ReplaceAll(want, "\x00", "\uFFFD")
		if got := out.Rows[0][0].String(); got != want {
			t.Errorf("%q came back as %q", a, got)
		}
	})
}

func TestReadCSV(t *testing.T) {
	in := Schema("influence")
	in.Rows = [][]Value{{Text("rate"), Text("k"), Text("NA"), Num(0.25), Text("007"), Value{}, Text("=x"), Num(-1e-9)}}
	for len(in.Rows[0]) < len(in.Columns) {
		in.Rows[0] = append(in.Rows[0], Value{})
	}
	var buf bytes.Buffer
	if err := WriteCSV(&buf, in); err != nil {
		t.Fatal(err)
	}
	out, err := ReadCSV(&buf, "influence.csv", Schema("influence"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(in, out, cmp.AllowUnexported(Value{})); diff != "" {
		t.Error(diff)
	}
	for _, c := range []struct{ csv, want string }{
		{"", "influence.csv:1: the file is empty"},
		{"measure,key\n", `influence.csv:1: no column "outlet"`},
		{"measure,key,outlet,estimate\na,b,c,many\n", `influence.csv:2:7: estimate is "many"`},
		{"measure,key,outlet,estimate\na,b\n", "influence.csv:2:1: wrong number of fields"},
	} {
		schema := Schema("influence")
		schema.Columns = schema.Columns[:4]
		_, err := ReadCSV(strings.NewReader(c.csv), "influence.csv", schema)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.csv, err, c.want)
		}
	}
}

func TestRowWriterAllocatesNothing(t *testing.T) {
	row := []Value{Text("Courier"), Int(12), Num(0.123456789), {}, Text("said \"no\", twice"), Text("=1")}
	w := NewRowWriter(io.Discard, make([]Column, len(row)))
	if n := testing.AllocsPerRun(1000, func() { w.Write(row) }); n != 0 {
		t.Errorf("%v allocations a row", n)
	}
}

func BenchmarkRowWriter(b *testing.B) {
	row := []Value{Text("doc-001234"), Text("Courier"), Text("2024-05-01"), Int(1200), Int(1214), Text("conflict"), Text("delegitimising"),
		Text("Zionist regime"), Num(0.25), Text("own"), Text(strings.Repeat("a sentence of a news article ", 8))}
	b.SetBytes(int64(len(AppendRow(nil, row))))
	w := NewRowWriter(io.Discard, make([]Column, len(row)))
	for b.Loop() {
		w.Write(row)
	}
}

func TestThousandthsAreWrittenLikeOtherNumbers(t *testing.T) {
	for n := -1000; n <= 1000; n++ {
		if got, want := string(appendThousandths(nil, n)), FormatNumber(float64(n)/1000); got != want {
			t.Errorf("%d thousandths are written %q, want %q", n, got, want)
		}
	}
}
