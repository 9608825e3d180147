package analysis

import (
	"cmp"
	"encoding/binary"
	"slices"

	"slant/analysis/stat"
)

// scoreKey names the judged mentions that belong together.
type scoreKey struct {
	actor  int32
	voice  uint8
	scorer uint8
}

// spokenKey names the judged mentions of a target in one source's words.
type spokenKey struct{ source, target int32 }

// scoreSums are one document's numbers, by what the document weighs.
type scoreSums struct{ mentions, anaphoric, positive, neutral, negative, sum int64 }

// judged is how many mentions were given a score.
func (s *scoreSums) judged() int64 { return s.positive + s.neutral + s.negative }

// add adds what a document that weighs w has.
func (s *scoreSums) add(w int64, t *ScoreSum) {
	s.mentions += w * int64(t.Mentions)
	s.anaphoric += w * int64(t.Anaphoric)
	s.positive += w * int64(t.Positive)
	s.neutral += w * int64(t.Neutral)
	s.negative += w * int64(t.Negative)
	s.sum += w * t.Sum
}

// scoreColumn is the sums of one key by document, packed as a sparse is: there
// are as many as an article has actors, and most numbers are small.
type scoreColumn struct {
	documents int32
	packed    []byte
}

// appendSums appends the sums of a document so many rows on.
func appendSums(b []byte, rows int32, s *scoreSums) []byte {
	b = binary.AppendUvarint(b, uint64(rows))
	for _, n := range [...]int64{s.mentions, s.anaphoric, s.positive, s.neutral, s.negative} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return binary.AppendVarint(b, s.sum)
}

// each gives the sums of every document.
func (c scoreColumn) each(visit func(document int32, s *scoreSums)) {
	u, i := unpacker{c.packed}, int32(0)
	var s scoreSums // one for all: it is handed out by its address
	for range c.documents {
		i += int32(u.length())
		s = scoreSums{int64(u.length()), int64(u.length()), int64(u.length()), int64(u.length()), int64(u.length()), u.varint()}
		visit(i, &s)
	}
}

// total gives the sums of scores as a column.
func (c scoreColumn) total() stat.Counts {
	return c.column(func(s *scoreSums) int64 { return s.sum })
}

// column gives one number of the sums as a column.
func (c scoreColumn) column(of func(*scoreSums) int64) stat.Counts {
	out := stat.Counts{Index: make([]int32, 0, c.documents), N: make([]int64, 0, c.documents)}
	c.each(func(i int32, s *scoreSums) { out.Index, out.N = append(out.Index, i), append(out.N, of(s)) })
	return out
}

// all sums over the documents.
func (c scoreColumn) all() scoreSums {
	var all scoreSums
	c.each(func(_ int32, s *scoreSums) {
		all.mentions += s.mentions
		all.anaphoric += s.anaphoric
		all.positive += s.positive
		all.neutral += s.neutral
		all.negative += s.negative
		all.sum += s.sum
	})
	return all
}

// scoreColumns are the columns of a group, by key.
type scoreColumns[K comparable] struct {
	place     map[K]int32
	documents []int32 // by place
	ends      []int   // likewise, of the column in packed
	packed    []byte
	aside     aside // where packed is while it waits
}

// get gives a column, which is empty where there is none.
func (c *scoreColumns[K]) get(k K) scoreColumn {
	n, ok := c.place[k]
	if !ok {
		return scoreColumn{}
	}
	from := 0
	if n > 0 {
		from = c.ends[n-1]
	}
	return scoreColumn{c.documents[n], c.packed[from:c.ends[n]]}
}

// scoreWriter sums the scores of one key in a document, which has several where
// several sources speak, and packs the sums when the next document comes.
type scoreWriter struct {
	sums     scoreSums
	document int32
	open     bool
	packed   int32 // the last document that was packed; 0 where none was
}

// packScores packs the scores of documents, of which read gives every one with
// the weight of its document. They are read twice, as those of packColumns are.
func packScores[K comparable](read func(add func(document int32, k K, w int64, s *ScoreSum))) scoreColumns[K] {
	c := scoreColumns[K]{place: make(map[K]int32)}
	var writers []scoreWriter
	var entry []byte
	// pass reads once, and has the sums of every document written.
	pass := func(write func(at int32)) {
		flush := func(at int32) {
			if w := &writers[at]; w.open {
				entry = appendSums(entry[:0], w.document-w.packed, &w.sums)
				write(at)
				w.packed = w.document
			}
		}
		read(func(i int32, k K, weight int64, s *ScoreSum) {
			at, ok := c.place[k]
			if !ok {
				at = int32(len(writers))
				c.place[k] = at
				c.documents, c.ends, writers = append(c.documents, 0), append(c.ends, 0), append(writers, scoreWriter{})
			}
			if w := &writers[at]; !w.open || w.document != i {
				flush(at)
				w.sums, w.document, w.open = scoreSums{}, i, true
			}
			writers[at].sums.add(weight, s)
		})
		for at := range writers {
			flush(int32(at))
		}
	}
	pass(func(at int32) {
		c.documents[at]++
		c.ends[at] += len(entry)
	})
	all := 0
	for at, size := range c.ends {
		c.ends[at] = all // while columns are written, where each has come to
		all += size
	}
	c.packed = make([]byte, all)
	clear(writers)
	pass(func(at int32) { c.ends[at] += copy(c.packed[c.ends[at]:], entry) })
	return c
}

// judge builds the columns of scores.
func (g *group) judge() {
	each := func(visit func(i int32, w int64, s *ScoreSum)) {
		for i, r := range g.records {
			w := g.share(i)
			r.each(nil, nil, func(s *ScoreSum) { visit(int32(i), w, s) })
		}
	}
	g.scores = packScores(func(add func(int32, scoreKey, int64, *ScoreSum)) {
		each(func(i int32, w int64, s *ScoreSum) { add(i, scoreKey{s.Actor, s.Voice, s.Scorer}, w, s) })
	})
	g.spoken = packScores(func(add func(int32, spokenKey, int64, *ScoreSum)) {
		each(func(i int32, w int64, s *ScoreSum) {
			if s.speaks() {
				add(i, spokenKey{s.Source, s.Actor}, w, s)
			}
		})
	})
}

// speaks reports whether the sum is of what a known source says, by the first
// scorer.
func (s *ScoreSum) speaks() bool { return s.Source >= 0 && s.Scorer == 0 && s.Voice != Boilerplate }

// scored gives the sums of a key.
func (g *group) scored(k scoreKey) scoreColumn {
	if g.parts == nil {
		return g.scores.get(k)
	}
	type entry struct {
		at int32
		scoreSums
	}
	entries := make([]entry, 0, g.mentioning(k))
	for _, p := range g.parts {
		p.scores.get(k).each(func(i int32, s *scoreSums) { entries = append(entries, entry{p.at[i], *s}) })
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.at, b.at) })
	all := scoreColumn{documents: int32(len(entries))}
	last := int32(0)
	for i := range entries {
		e := &entries[i]
		all.packed = appendSums(all.packed, e.at-last, &e.scoreSums)
		last = e.at
	}
	return all
}

// mentioning is how many documents have sums of a key.
func (g *group) mentioning(k scoreKey) int {
	n := int(g.scores.get(k).documents)
	for _, p := range g.parts {
		n += p.mentioning(k)
	}
	return n
}
