package reports

import (
	"slant/analysis"
	"slant/analysis/stat"
	"slant/analysis/voice"
)

// Tables gives the aggregated tables of a run's results.
func Tables(r *analysis.Results) []*Table {
	return []*Table{outletsTable(r), termsTable(r), categoriesTable(r), namingTable(r), sentimentTable(r), stanceTable(r), speakersTable(r)}
}

// interval gives center, lower and upper end as cells, empty where they were
// not estimable.
func interval(e stat.Estimate) []Value {
	out := make([]Value, 3)
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
	for i := range r.Terms {
		x := &r.Terms[i]
		row := []Value{Text(x.Outlet), Text(x.Lexicon.Name), Text(x.Term.Category), Text(x.Term.Pattern), Text(x.Term.Referent),
			StanceOf(x.Term), Text(analysis.VoiceName(x.Voice)), Int(x.Matches), Int(x.Documents), Int(x.Base)}
		t.Rows = append(t.Rows, append(append(row, interval(x.Estimate)...), Text(x.Note)))
	}
	return t
}

func categoriesTable(r *analysis.Results) *Table {
	t := Schema("categories")
	for i := range r.Categories {
		x := &r.Categories[i]
		row := []Value{Text(x.Outlet), Text(x.Lexicon.Name), Text(x.Category), Text(analysis.VoiceName(x.Voice)),
			Int(x.Matches), Int(x.Documents), Int(x.Base)}
		row = append(append(row, interval(x.Estimate)...), interval(x.Score)...)
		t.Rows = append(t.Rows, append(row, Text(x.Note)))
	}
	return t
}

func namingTable(r *analysis.Results) *Table {
	t := Schema("naming")
	for i := range r.Naming {
		x := &r.Naming[i]
		stance := Value{}
		if !x.Label.Plain {
			stance = stanceValue(x.Label.Stance)
		}
		row := []Value{Text(x.Outlet), Text(x.Referent.ID), Text(x.Label.Name), stance, Text(analysis.VoiceName(x.Voice)),
			Int(x.Base), Int(x.Matches), Int(x.Documents)}
		t.Rows = append(t.Rows, append(append(row, interval(x.Estimate)...), Text(x.Note)))
	}
	return t
}

func sentimentTable(r *analysis.Results) *Table {
	t := Schema("sentiment")
	for i := range r.Sentiment {
		x := &r.Sentiment[i]
		row := []Value{Text(x.Outlet), Text(x.Actor.ID), Text(analysis.VoiceName(x.Voice)), Text(x.Scorer), Int(x.Mentions), Int(x.Documents),
			Int(x.Positive), Int(x.Neutral), Int(x.Negative)}
		row = append(row, interval(x.Mean)...)
		net := Value{}
		if x.Judged > 0 {
			net = Num(x.Net)
		}
		t.Rows = append(t.Rows, append(row, net, Text(x.Note)))
	}
	return t
}

func stanceTable(r *analysis.Results) *Table {
	t := Schema("stance")
	for i := range r.Stance {
		x := &r.Stance[i]
		t.Rows = append(t.Rows, []Value{Text(x.Outlet), Text(x.Actor.ID), Int(x.Mentions), Num(x.Naming), Num(x.Sentiment),
			Num(x.Adopted), Num(x.Relayed), Num(x.Distanced), Text(x.Note)})
	}
	return t
}

func speakersTable(r *analysis.Results) *Table {
	t := Schema("speakers")
	for i := range r.Speakers {
		x := &r.Speakers[i]
		row := []Value{Text(x.Outlet), Text(x.Source.ID), Text(x.Target.ID), Int(x.Mentions), Int(x.Documents)}
		t.Rows = append(t.Rows, append(append(row, interval(x.Mean)...), Text(x.Note)))
	}
	return t
}
