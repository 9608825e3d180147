package analysis

import (
	"math"
	"slices"
	"strings"

	"slant/analysis/stat"
	"slant/analysis/voice"
)

// stance sums up, for every actor that this outlet mentions outside furniture,
// how it is named and what is said of it.
func (g *group) stance(book *Codebook) []StanceRow {
	labels := make([][]int32, book.Actors.Len())
	for n, l := range book.labels {
		labels[l.Referent] = append(labels[l.Referent], int32(n))
	}
	var rows []StanceRow
	for actor := range labels {
		mentions := g.labelled(labels[actor], All)
		if mentions == 0 {
			continue
		}
		row := StanceRow{Outlet: g.outlet, Actor: book.Actors.Actor(int32(actor)), Mentions: g.whole(mentions)}
		g.takeStance(book, labels[actor], &row)
		row.Sentiment = math.NaN()
		if all := g.scores.get(scoreKey{int32(actor), uint8(voice.Own), 0}).all(); all.judged() > 0 {
			row.Sentiment = stat.Mean.Scale() * float64(all.sum) / float64(all.judged())
		}
		if row.Loaded == 0 {
			row.Note = "no loaded label for this actor was used"
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b StanceRow) int { return strings.Compare(a.Actor.ID, b.Actor.ID) })
	return rows
}

// labelled counts the mentions by any of the labels in a voice.
func (g *group) labelled(labels []int32, v int) int64 {
	var n int64
	for _, variable := range variables(LabelMatches, v, labels...) {
		c, _ := g.get(variable.code())
		n += c.total()
	}
	return n
}

// takeStance fills in how an actor is named.
func (g *group) takeStance(book *Codebook, labels []int32, row *StanceRow) {
	var loaded [voice.Voices]int64
	var net int64
	for _, n := range labels {
		l := &book.labels[n]
		if l.Plain || l.Stance == 0 {
			continue
		}
		for v := range loaded {
			loaded[v] += g.labelled([]int32{n}, v)
		}
		net += int64(l.Stance) * g.labelled([]int32{n}, int(voice.Own))
	}
	own := g.labelled(labels, int(voice.Own))
	all := loaded[voice.Own] + loaded[voice.Quoted] + loaded[voice.Scare] + loaded[voice.Reported]
	row.Loaded = g.whole(all)
	row.Naming = ratio(net, own)
	row.Adopted = ratio(loaded[voice.Own], all)
	row.Relayed = ratio(loaded[voice.Quoted]+loaded[voice.Reported], all)
	row.Distanced = ratio(loaded[voice.Scare], all)
}

// ratio is NaN where there is nothing to divide by.
func ratio(x, y int64) float64 {
	if y == 0 {
		return math.NaN()
	}
	return float64(x) / float64(y)
}

// speakers gives how every source that is a known actor speaks of every actor.
func (g *group) speakers(book *Codebook) []SpeakerRow {
	rows := make([]SpeakerRow, 0, len(g.spoken.place))
	for key := range g.spoken.place {
		c := g.spoken.get(key)
		row := SpeakerRow{Outlet: g.outlet, Source: book.Actors.Actor(key.source), Target: book.Actors.Actor(key.target)}
		row.Mentions = g.whole(c.all().mentions)
		row.Mean, row.Documents = g.mean(c)
		row.Note = g.note(&row.Mean)
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b SpeakerRow) int {
		if c := strings.Compare(a.Source.ID, b.Source.ID); c != 0 {
			return c
		}
		return strings.Compare(a.Target.ID, b.Target.ID)
	})
	return rows
}
