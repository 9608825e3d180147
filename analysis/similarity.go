package analysis

import (
	"slices"

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
	v := int(voice.Own)
	replicates := make([]*stat.Replicates, len(main))
	documents := make([]int, len(main))
	var jobs []func()
	for i, g := range main {
		jobs = append(jobs, func() {
			uses := g.column(variables(LabelMatches, v, labels...), nil)
			f := g.frame(uses, nil)
			var xs []stat.Counts
			for _, n := range labels {
				xs = append(xs, f.column(g.column(variables(LabelMatches, v, n), nil)))
			}
			r := s.options.Stat.NewReplicates(len(labels))
			r.Add(f.base, xs)
			replicates[i], documents[i] = r, len(uses.Index)
		})
	}
	s.finish = append(s.finish, func(r *Results) {
		for i, g := range main {
			for j := i + 1; j < len(main); j++ {
				if documents[i] == 0 || documents[j] == 0 {
					continue
				}
				e := s.options.Stat.Divergence(replicates[i], replicates[j])
				r.Similarity = append(r.Similarity, SimilarityRow{A: g.outlet, B: main[j].outlet, Voice: v, Divergence: e,
					DocumentsA: documents[i], DocumentsB: documents[j], Note: note(e)})
			}
		}
	})
	return slices.Clip(jobs)
}
