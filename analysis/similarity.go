package analysis

import (
	"slant/analysis/stat"
	"slant/analysis/voice"
)

// SimilarityRow is how far the labels of two outlets lie apart.
type SimilarityRow struct {
	A, B       string
	Voice      int
	Divergence stat.Estimate // Jensen–Shannon, base 2, in [0, 1]
	DocumentsA int           // documents that use a label
	DocumentsB int
	Note       string
}

// similarities compares, for every pair of main outlets, which labels each
// uses in its own voice, out of all its uses of labels.
func (s *study) similarities() []func() {
	var labels []int32
	for n, l := range s.book.labels {
		if !l.Plain && s.used[Variable{LabelMatches, 0, int32(n)}] {
			labels = append(labels, int32(n))
		}
	}
	main := s.main()
	if len(labels) < 2 || len(main) < 2 {
		return nil
	}
	var rows []SimilarityRow
	s.finish = append(s.finish, func(r *Results) { r.Similarity = rows })
	// One job, so that nothing outlives it but the rows: the replicates of
	// dozens of labels take much room.
	return []func(){func() { rows = s.divergences(main, labels) }}
}

// divergences compares every pair of outlets on the labels.
func (s *study) divergences(main []*group, labels []int32) []SimilarityRow {
	v := int(voice.Own)
	replicates := make([]*stat.Replicates, len(main))
	documents := make([]int, len(main))
	for i, g := range main {
		uses := g.column(variables(LabelMatches, v, labels...), nil)
		f := g.frame(uses, nil)
		var xs []stat.Counts
		for _, n := range labels {
			xs = append(xs, f.column(g.column(variables(LabelMatches, v, n), nil)))
		}
		replicates[i], documents[i] = s.options.Stat.NewReplicates(len(labels)), len(uses.Index)
		replicates[i].Add(f.base, xs)
	}
	var rows []SimilarityRow
	for i, g := range main {
		for j := i + 1; j < len(main); j++ {
			if documents[i] == 0 || documents[j] == 0 {
				continue
			}
			e := s.options.Stat.Divergence(replicates[i], replicates[j])
			rows = append(rows, SimilarityRow{A: g.outlet, B: main[j].outlet, Voice: v, Divergence: e,
				DocumentsA: documents[i], DocumentsB: documents[j], Note: note(e)})
		}
	}
	return rows
}
