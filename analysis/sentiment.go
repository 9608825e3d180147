package analysis

import (
	"cmp"
	"slices"
	"strings"
)

// sentiment gives what every scorer makes of every actor, in the voices in
// which this outlet mentions it; rank is each actor's place by ID.
func (g *group) sentiment(book *Codebook, rank []int32) []SentimentRow {
	keys := g.scoreKeys(rank)
	rows := make([]SentimentRow, 0, 2*len(keys))
	all := make([]bool, len(book.Scorers)) // those that have scores of the actor outside furniture
	for n, key := range keys {
		rows = append(rows, g.feel(book, key.actor, int(key.voice), key.scorer))
		all[key.scorer] = all[key.scorer] || key.voice != Boilerplate
		if n+1 < len(keys) && keys[n+1].actor == key.actor {
			continue
		}
		for scorer := range all {
			if all[scorer] {
				rows = append(rows, g.feel(book, key.actor, All, uint8(scorer)))
			}
		}
		clear(all)
	}
	return slices.Clip(rows)
}

// scoreKeys gives the keys of the group's scores in the order of the rows.
func (g *group) scoreKeys(rank []int32) []scoreKey {
	keys := make([]scoreKey, 0, len(g.scores.place))
	for k := range g.scores.place {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b scoreKey) int {
		return cmp.Or(cmp.Compare(rank[a.actor], rank[b.actor]), cmp.Compare(a.voice, b.voice), cmp.Compare(a.scorer, b.scorer))
	})
	return keys
}

// ranks gives each actor's place by ID.
func (book *Codebook) ranks() []int32 {
	order := make([]int32, book.Actors.Len())
	for actor := range order {
		order[actor] = int32(actor)
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(book.Actors.Actor(a).ID, book.Actors.Actor(b).ID) })
	rank := make([]int32, len(order))
	for place, actor := range order {
		rank[actor] = int32(place)
	}
	return rank
}

// feel gives one row.
func (g *group) feel(book *Codebook, actor int32, v int, scorer uint8) SentimentRow {
	row := SentimentRow{Outlet: g.outlet, Actor: book.Actors.Actor(actor), Voice: v, Scorer: book.Scorers[scorer]}
	columns := make([]scoreColumn, 0, 4)
	var mentions, anaphoric, positive, neutral, negative int64
	for _, w := range voices(v) {
		c := g.scores.get(scoreKey{actor, w, scorer})
		if c.documents == 0 {
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
	return row
}
