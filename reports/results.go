package reports

import (
	"math"
	"strconv"

	"slant/analysis"
	"slant/analysis/stat"
	"slant/analysis/voice"
)

// Tables gives the aggregated tables of a run's results. The long ones are made
// of the results' rows as they are written.
func Tables(r *analysis.Results) []*Table {
	return []*Table{outletsTable(r), termsTable(r), categoriesTable(r), namingTable(r), sentimentTable(r), stanceTable(r), speakersTable(r),
		contrastsTable(r), keynessTable(r), trendsTable(r), influenceTable(r), multiverseTable(r), similarityTable(r),
		catchesTable(r), dispersionTable(r)}
}

// interval gives center, lower and upper end as cells, empty where they were
// not estimable.
func interval(e stat.Estimate) []Value {
	out := intervalOf(e)
	return out[:]
}

func intervalOf(e stat.Estimate) (out [3]Value) {
	if e.OK {
		out[0] = Num(e.Center)
	}
	if e.Interval {
		out[1], out[2] = Num(e.Lo), Num(e.Hi)
	}
	return out
}

func outletsTable(r *analysis.Results) *Table {
	t := Schema("outlets")
	for _, o := range r.Outlets {
		words := int64(0)
		for _, n := range o.Words[:voice.Voices] {
			words += n
		}
		t.Rows = append(t.Rows, []Value{
			Text(o.Outlet), Int(o.Documents), Int(o.UniqueDocuments), Int(words),
			Int(o.Words[voice.Own]), Int(o.Words[voice.Quoted]), Int(o.Words[voice.Scare]), Int(o.Words[voice.Reported]),
			Int(o.Words[analysis.Boilerplate]), Text(o.FirstDate), Text(o.LastDate),
		})
	}
	return t
}

func termsTable(r *analysis.Results) *Table {
	t := Schema("terms")
	held := r.Terms // alone, so that the other results can go once they are tables
	terms := &held
	t.Lazy = &LazyRows{Len: terms.Len(), Row: func(i int, row []Value) []Value {
		x := terms.At(i)
		return termNumbers(termNames(append(row, Text(x.Outlet)), &x), &x)
	}, Count: func(i int) float64 { return float64(terms.At(i).Matches) }, Lines: func() func(int, []byte) []byte { return (&termLines{terms: terms}).line }}
	return t
}

// termNames appends the cells that a term has in every outlet.
func termNames(row []Value, x *analysis.TermRow) []Value {
	return append(row, Text(x.Lexicon.Name), Text(x.Term.Category), Text(x.Term.Pattern), Text(x.Term.Referent), StanceOf(x.Term))
}

// termNumbers appends the others, but for the outlet.
func termNumbers(row []Value, x *analysis.TermRow) []Value {
	row = append(row, Text(analysis.VoiceName(x.Voice)), Int(x.Matches), Int(x.Documents), Int(x.Base))
	return append(estimated(row, x.Estimate), Text(x.Note))
}

// termLines writes the rows of terms. Nearly all of a large lexicon's are of
// terms that an outlet never used: they differ in the term alone.
type termLines struct {
	terms  *analysis.TermTable
	names  [][]byte // by number of the term; nil where not written yet
	outlet string   // whose terms the next are
	before []byte
	after  []byte // of those never used; empty until one is met
	cells  []Value
}

func (l *termLines) line(i int, dst []byte) []byte {
	x := l.terms.At(i)
	if x.Outlet != l.outlet || l.before == nil {
		l.outlet, l.after = x.Outlet, l.after[:0]
		l.before = l.piece(l.before[:0], append(l.cells[:0], Text(x.Outlet)), ',')
	}
	if n := int(x.Number) + 1; n > len(l.names) {
		l.names = append(l.names, make([][]byte, n-len(l.names))...)
	}
	names := &l.names[x.Number]
	if *names == nil {
		*names = l.piece(nil, termNames(l.cells[:0], &x), ',')
	}
	dst = append(append(dst, l.before...), *names...)
	if x.Voice != analysis.All || x.Documents > 0 {
		return l.piece(dst, termNumbers(l.cells[:0], &x), '\n')
	}
	if len(l.after) == 0 {
		l.after = l.piece(l.after, termNumbers(l.cells[:0], &x), '\n')
	}
	return append(dst, l.after...)
}

// piece appends some cells and what stands after them.
func (l *termLines) piece(dst []byte, cells []Value, end byte) []byte {
	dst = appendCells(dst, cells)
	l.cells = cells
	return append(dst, end)
}

// lazily gives a table whose rows are made of those of the results when they
// are asked for: as cells they would take twice the room.
func lazily[R any](name string, rows []R, cells func(x *R, row []Value) []Value) *Table {
	t := Schema(name)
	t.Lazy = &LazyRows{Len: len(rows), Row: func(i int, into []Value) []Value { return cells(&rows[i], into) }}
	return t
}

// estimated appends center, lower and upper end as cells.
func estimated(row []Value, e stat.Estimate) []Value {
	cells := intervalOf(e)
	return append(row, cells[:]...)
}

func categoriesTable(r *analysis.Results) *Table {
	return lazily("categories", r.Categories, func(x *analysis.CategoryRow, row []Value) []Value {
		row = append(row, Text(x.Outlet), Text(x.Lexicon.Name), Text(x.Category), Text(analysis.VoiceName(x.Voice)),
			Int(x.Matches), Int(x.Documents), Int(x.Base))
		return append(estimated(estimated(row, x.Estimate), x.Score), Text(x.Note))
	})
}

func namingTable(r *analysis.Results) *Table {
	return lazily("naming", r.Naming, func(x *analysis.NamingRow, row []Value) []Value {
		stance := Value{}
		if !x.Label.Plain {
			stance = stanceValue(x.Label.Stance)
		}
		row = append(row, Text(x.Outlet), Text(x.Referent.ID), Text(x.Label.Name), stance, Text(analysis.VoiceName(x.Voice)),
			Int(x.Base), Int(x.Matches), Int(x.Documents))
		return append(estimated(row, x.Estimate), Text(x.Note))
	})
}

func sentimentTable(r *analysis.Results) *Table {
	return lazily("sentiment", r.Sentiment, func(x *analysis.SentimentRow, row []Value) []Value {
		row = append(row, Text(x.Outlet), Text(x.Actor.ID), Text(analysis.VoiceName(x.Voice)), Text(x.Scorer), Int(x.Mentions), Int(x.Documents),
			Int(x.Positive), Int(x.Neutral), Int(x.Negative))
		net := Value{}
		if x.Judged > 0 {
			net = Num(x.Net)
		}
		return append(estimated(row, x.Mean), net, Text(x.Note), Int(x.Anaphoric))
	})
}

func stanceTable(r *analysis.Results) *Table {
	return lazily("stance", r.Stance, func(x *analysis.StanceRow, row []Value) []Value {
		return append(row, Text(x.Outlet), Text(x.Actor.ID), Int(x.Mentions), Num(x.Naming), Num(x.Sentiment),
			Num(x.Adopted), Num(x.Relayed), Num(x.Distanced), Text(x.Note))
	})
}

func speakersTable(r *analysis.Results) *Table {
	return lazily("speakers", r.Speakers, func(x *analysis.SpeakerRow, row []Value) []Value {
		row = append(row, Text(x.Outlet), Text(x.Source.ID), Text(x.Target.ID), Int(x.Mentions), Int(x.Documents))
		return append(estimated(row, x.Mean), Text(x.Note))
	})
}

// counted leaves the cell of a number that is not defined empty.
func counted(defined bool, x float64) Value {
	if !defined {
		return Value{}
	}
	return Num(x)
}

func contrastsTable(r *analysis.Results) *Table {
	t := Schema("contrasts")
	tests := 0
	for i := range r.Contrasts {
		x := &r.Contrasts[i]
		if !math.IsNaN(x.P) {
			tests++
		}
		t.Rows = append(t.Rows, []Value{
			Text(x.Measure), Text(x.Key), Text(analysis.VoiceName(x.Voice)), Text(x.A), Text(x.B),
			counted(x.Comparison.A.OK, x.Comparison.A.Center), counted(x.Comparison.B.OK, x.Comparison.B.Center),
			Num(x.Difference), counted(x.Interval, x.Lo), counted(x.Interval, x.Hi), Num(x.P), Num(x.Q),
			Int(x.Comparison.A.N), Int(x.Comparison.B.N), Text(x.Note),
			Num(x.Ratio), counted(x.Interval, x.RatioLo), counted(x.Interval, x.RatioHi),
		})
	}
	t.Notes = append(t.Notes, "Permutation tests over documents; q values by Benjamini and Hochberg (1995) over the "+strconv.Itoa(tests)+" tests of this table.")
	return t
}

func keynessTable(r *analysis.Results) *Table {
	t := Schema("keyness")
	for i := range r.Keyness {
		x := &r.Keyness[i]
		t.Rows = append(t.Rows, []Value{
			Text(x.Outlet), Text(x.Word), Int(x.Count), Int(x.Reference), Int(x.Words), Int(x.ReferenceWords),
			Num(x.LogOdds), Num(x.Z), Num(x.G2), Num(x.LogRatio), Num(x.P), Num(x.Q), Int(x.Documents), Num(x.Lo), Num(x.Hi), Num(x.Burst),
		})
	}
	return t
}

func trendsTable(r *analysis.Results) *Table {
	t := Schema("trends")
	for i := range r.Trends {
		x := &r.Trends[i]
		row := []Value{Text(x.Start), Text(x.Outlet), Text(x.Measure), Text(x.Key), Text(analysis.VoiceName(x.Voice))}
		t.add(row, interval(x.Estimate), []Value{Int(x.Documents)})
	}
	return t
}

func influenceTable(r *analysis.Results) *Table {
	t := Schema("influence")
	for i := range r.Influence {
		x := &r.Influence[i]
		t.Rows = append(t.Rows, []Value{
			Text(x.Measure), Text(x.Key), Text(x.Outlet), counted(x.Estimate.OK, x.Estimate.Center), Text(x.Document), Num(x.WithoutDocument),
			Text(x.Term), Num(x.WithoutTerm), Text(analysis.VoiceName(x.Voice)),
		})
	}
	return t
}

func multiverseTable(r *analysis.Results) *Table {
	t := Schema("multiverse")
	t.Columns = append(t.Columns,
		Column{"voice", String, "", "Choice: the voice that was counted."},
		Column{"copies", String, "", "Choice: keep counts every copy of a text, first only the first, weight each by its share in the group."},
		Column{"text", String, "", "Choice: all words, or own, those outside text that other outlets have too."},
		Column{"furniture", String, "", "Choice: whether page furniture is counted, in or out."},
		Column{"left_out", String, "", "Choice: category whose terms are left out; empty for none."})
	for i := range r.Multiverse {
		x := &r.Multiverse[i]
		t.Rows = append(t.Rows, []Value{
			Text(x.Measure), Text(x.Key), Text(x.A), Text(x.B), Int(x.Number), Num(x.Estimate), counted(x.Interval, x.Lo), counted(x.Interval, x.Hi),
			Int(x.Comparison.A.N + x.Comparison.B.N), Text(x.Voice), Text(x.Copies), Text(x.Text), Text(x.Furniture), Text(x.LeftOut),
		})
	}
	return t
}

func similarityTable(r *analysis.Results) *Table {
	t := Schema("similarity")
	for i := range r.Similarity {
		x := &r.Similarity[i]
		row := []Value{Text(x.A), Text(x.B), Text(analysis.VoiceName(x.Voice))}
		t.add(row, interval(x.Divergence), []Value{Int(x.DocumentsA), Int(x.DocumentsB), Text(x.Note)})
	}
	return t
}

func catchesTable(r *analysis.Results) *Table {
	t := Schema("lexicon")
	for _, x := range r.Catches {
		t.Rows = append(t.Rows, []Value{Text(x.Lexicon.Name), Text(x.Term.Category), Text(x.Term.Pattern), Text(x.Term.Referent), StanceOf(x.Term),
			Int(x.Matches), Int(x.Documents), Int(x.Outlets), Text(x.Term.Source), Text(x.Term.Note)})
	}
	return t
}

func dispersionTable(r *analysis.Results) *Table {
	t := Schema("dispersion")
	for _, x := range r.Dispersion {
		t.Rows = append(t.Rows, []Value{Text(x.Outlet), Text(x.Referent.ID), Text(x.Label), Text(analysis.VoiceName(x.Voice)), Int(x.Tenth), Int(x.Matches)})
	}
	return t
}
