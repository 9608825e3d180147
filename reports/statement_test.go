package reports

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unsafe"
)

// said is a quotation of a made-up corpus.
type said struct{ document, outlet, day, text string }

// quotesOf gives a recorder with the lines of some quotations, as if they stood
// in documents of their own or one after the other in one.
func quotesOf(quotations []said) *Recorder {
	r := &Recorder{}
	for i, q := range quotations {
		start, stem := len(r.Quotes), len(r.stems)
		r.Quotes = AppendRow(r.Quotes, []Value{Text(q.document), Text(q.outlet), Int(10 * i), Int(10*i + 9), Text("quoted"), Text(q.text),
			Int(12), Text("Ms Doe, of “X”"), {}, Text("said"), Text("direct.part"), Text("neutral"), Text("body")})
		r.stems = appendStems(r.stems, q.text)
		r.lines = append(r.lines, quoteLine{start: start, end: len(r.Quotes), stems: [2]int{stem, len(r.stems)}, document: q.document, day: dayNumber(q.day), passage: 10 * i})
	}
	return r
}

// aligned gives the table of some quotations, after so many bytes that stand
// before them in the file.
func aligned(t *testing.T, quotations []said, header string) *Table {
	t.Helper()
	spool, err := os.Create(filepath.Join(t.TempDir(), "spool"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { spool.Close() }) //nolint:errcheck // of a test
	s := NewStatements(spool)
	r := quotesOf(quotations)
	if err := s.Add(r, int64(len(header))); err != nil {
		t.Fatal(err)
	}
	a, err := s.Align()
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range rand.New(rand.NewPCG(1, 2)).Perm(len(a.Jobs)) {
		a.Jobs[i]()
	}
	table, err := a.Table(strings.NewReader(header + string(r.Quotes)))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestStatementsJoinWordingsOfSeveralDocuments(t *testing.T) {
	quotations := []said{
		{"d1", "Herald", "2024-03-01", "the harbour bridge collapsed during last winter storm, “nobody” answered"},
		{"d1", "Herald", "2024-03-01", "nothing whatever about other matters concerning fiscal prudence"},
		{"d2", "Post, the", "2024-03-02", "the harbour bridge collapsed during last winter \"storm\",\nand nobody answered questions"},
		{"d3", "Times", "2024-09-02", "the harbour bridge collapsed during last winter storm, nobody answered"}, // too late
		{"d4", "Times", "2024-02-28", "=harbour bridge collapsed during winter storm"},
	}
	table := aligned(t, quotations, "header\n")
	var got []string
	for i := range table.Len() {
		row := table.Row(i, nil)
		got = append(got, fmt.Sprint(row[0].String(), " ", row[1].String(), " ", row[2].String(), " ", row[5].String(), " ", row[6].String()))
	}
	want := []string{
		"s00001 d4 Times =harbour bridge collapsed during winter storm 0.6",
		"s00001 d1 Herald " + quotations[0].text + " 0.9",
		"s00001 d2 Post, the " + quotations[2].text + " 1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if err := WriteCSV(io.Discard, table); err != nil {
		t.Error(err)
	}
}

// A file that was cut off, or changed, must not become empty cells.
func TestStatementsThatCannotBeReadBack(t *testing.T) {
	q := []said{{"d1", "A", "", "the harbour bridge collapsed during last winter storm"}, {"d2", "B", "", "the harbour bridge collapsed during last winter storm"}}
	rows := []statementRow{{line: 0, size: 10, statement: 1, common: 1, own: 1, fullest: 1}}
	for name, file := range map[string]io.ReaderAt{"cut off": strings.NewReader("d1,"), "changed": strings.NewReader("d1,A,0,1\n\n\n\n"), "gone": gone{}} {
		table := statementsTable(rows, file)
		if err := WriteCSV(io.Discard, table); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	s := NewStatements(gone{})
	if err := s.Add(quotesOf(q), 0); err != nil {
		t.Error("nothing is written yet")
	}
	if _, err := s.Align(); err == nil {
		t.Error("a spool that cannot be written: no error")
	}
}

type gone struct{}

func (gone) ReadAt([]byte, int64) (int, error) { return 0, errors.New("gone") }
func (gone) Write([]byte) (int, error)         { return 0, errors.New("gone") }

// What a run holds of a million quotations is bounded: nothing while the corpus
// is read, and some bytes each when they are aligned and written.
func TestStatementsHoldLittle(t *testing.T) {
	var spool memorySpool
	s := NewStatements(&spool)
	r := quotesOf([]said{{"d1", "A", "2024-01-01", "the harbour bridge collapsed during last winter storm"}})
	line := int64(0)
	add := func() {
		if err := s.Add(r, line); err != nil {
			t.Fatal(err)
		}
		line += int64(len(r.Quotes))
	}
	for range 20000 {
		add()
	}
	if allocs := testing.AllocsPerRun(1000, add); allocs > 0.5 { // the spool of this test grows
		t.Errorf("a quotation takes %v allocations", allocs)
	}
	if len(s.ids) != 1 || cap(s.waiting) > 2*spoolBuffer {
		t.Errorf("%d documents and %d bytes are held", len(s.ids), cap(s.waiting))
	}
	if n := unsafe.Sizeof(quoted{}); n > 20 {
		t.Errorf("an aligned quotation takes %d bytes", n)
	}
	if n := unsafe.Sizeof(statementRow{}); n > 24 {
		t.Errorf("a row takes %d bytes", n)
	}
	if n := unsafe.Sizeof(sampled{}); n > 56 {
		t.Errorf("a passage of the sample takes %d bytes", n)
	}
}

// memorySpool is a spool.
type memorySpool struct{ bytes.Buffer }

func (m *memorySpool) ReadAt(p []byte, at int64) (int, error) {
	return bytes.NewReader(m.Bytes()).ReadAt(p, at)
}

func TestPairsAreJoined(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	draw := func() []uint64 {
		var out []uint64
		for range random.IntN(20) {
			first := random.Uint64N(5) * chunkQuotes / 2
			out = append(out, first<<32|(first+1+random.Uint64N(5)))
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	joined := func(lists ...[]uint64) (out []uint64) {
		var set pairList
		for _, list := range lists {
			set.join(list)
		}
		set.drain(func(pair uint64) { out = append(out, pair) })
		return out
	}
	for range 500 {
		a, b := draw(), draw()
		want := slices.Concat(a, b)
		slices.Sort(want)
		want = slices.Compact(want)
		if got := joined(a, b); !slices.Equal(got, want) {
			t.Fatalf("%v and %v: got %v", a, b, got)
		}
	}
}
