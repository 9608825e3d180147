package analysis

import (
	"cmp"
	"slices"
	"strings"
)

// sentiment gives what every scorer makes of every actor, in the voices in
// which this outlet mentions it.
func (g *group) sentiment(book *Codebook) []SentimentRow {
	keys := g.scoreKeys()
	rows := make([]SentimentRow, 0, 2*len(keys))
	for _, key := range keys {
		for _, v := range []int{int(key.voice), All} {
			if v == All && key.voice == Boilerplate {
				continue
			}
			rows = append(rows, SentimentRow{Outlet: g.outlet, Actor: book.Actors.Actor(key.actor), Voice: v, Scorer: book.Scorers[key.scorer]})
		}
	}
	slices.SortFunc(rows, func(a, b SentimentRow) int {
		return cmp.Or(
			strings.Compare(a.Actor.ID, b.Actor.ID),
			cmp.Compare(a.Voice, b.Voice),
			cmp.Compare(slices.Index(book.Scorers, a.Scorer), slices.Index(book.Scorers, b.Scorer)),
		)
	})
	rows = slices.CompactFunc(rows, func(a, b SentimentRow) bool {
		return a.Actor == b.Actor && a.Voice == b.Voice && a.Scorer == b.Scorer
	})
	rows = slices.Clone(rows) // without the room of those that were there twice
	for i := range rows {
		g.feel(book, &rows[i])
	}
	return rows
}

// scoreKeys gives the keys of the group's scores in a fixed order.
func (g *group) scoreKeys() []scoreKey {
	keys := make([]scoreKey, 0, len(g.scores))
	for k := range g.scores {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b scoreKey) int {
		return cmp.Or(cmp.Compare(a.actor, b.actor), cmp.Compare(a.voice, b.voice), cmp.Compare(a.scorer, b.scorer))
	})
	return keys
}

// feel fills in the numbers of one row.
func (g *group) feel(book *Codebook, row *SentimentRow) {
	actor, _ := book.Actors.ByID(row.Actor.ID)
	scorer := slices.Index(book.Scorers, row.Scorer)
	var columns []*scoreColumns
	var mentions, anaphoric, positive, neutral, negative int64
	for _, v := range voices(row.Voice) {
		c := g.scores[scoreKey{actor, v, uint8(scorer)}]
		if c == nil {
			continue
		}
		columns = append(columns, c)
		s := c.all()
		mentions += s.mentions
		anaphoric += s.anaphoric
		positive += s.positive
		neutral += s.neutral
		negative += s.negative
	}
	row.Mean, row.Documents = g.mean(columns...)
	row.Note = g.note(&row.Mean)
	row.Mentions, row.Anaphoric = g.whole(mentions), g.whole(anaphoric)
	row.Positive, row.Neutral, row.Negative = g.whole(positive), g.whole(neutral), g.whole(negative)
	row.Judged = row.Positive + row.Neutral + row.Negative
	if n := positive + neutral + negative; n > 0 {
		row.Net = float64(positive-negative) / float64(n)
	}
}
