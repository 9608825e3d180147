package stat

import (
	"math"
	"slices"
)

// Merge is one step of a hierarchical clustering: the nodes A and B are joined
// at a height. Nodes below the number of leaves are leaves; the i-th merge
// makes the node leaves + i. Of A and B, A holds the lowest-numbered leaf.
type Merge struct {
	A, B   int
	Height float64
	Leaves int // under the new node
}

// Dendrogram is a hierarchical clustering.
type Dendrogram struct {
	Merges []Merge // in order of height
	Order  []int   // leaves from left to right, so that no branches cross
}

// AverageLinkage clusters by the mean distance between all leaves of two
// clusters (UPGMA; Sokal & Michener 1958; R's hclust with "average").
// distance is a symmetric matrix, a row for each leaf. Of pairs equally near,
// the one with the lowest-numbered leaves is joined first. A distance that is
// NaN counts as infinite: such leaves are joined last.
func AverageLinkage(distance [][]float64) Dendrogram {
	n := len(distance)
	d := make([][]float64, n)
	node, size := make([]int, n), make([]int, n)
	alive := make([]bool, n)
	for i := range d {
		d[i] = slices.Clone(distance[i])
		for j, x := range d[i] {
			if math.IsNaN(x) {
				d[i][j] = math.Inf(1)
			}
		}
		node[i], size[i], alive[i] = i, 1, true
	}
	var t Dendrogram
	for step := 1; step < n; step++ {
		a, b := nearest(d, alive)
		t.Merges = append(t.Merges, Merge{node[a], node[b], d[a][b], size[a] + size[b]})
		// The new cluster takes the place of a, whose leaf is the lower one.
		for j := range d {
			if !alive[j] || j == a || j == b {
				continue
			}
			wa, wb := float64(size[a]), float64(size[b])
			d[a][j] = (float64(wa*d[a][j]) + float64(wb*d[b][j])) / (wa + wb)
			d[j][a] = d[a][j]
		}
		node[a], size[a], alive[b] = n+step-1, size[a]+size[b], false
	}
	if n > 0 {
		t.Order = t.leaves(nil, n, node[0])
	}
	return t
}

// nearest gives the closest pair of live clusters, the lowest-numbered of
// several.
func nearest(d [][]float64, alive []bool) (a, b int) {
	a = -1
	for i := range d {
		if !alive[i] {
			continue
		}
		for j := i + 1; j < len(d); j++ {
			if alive[j] && (a < 0 || d[i][j] < d[a][b]) {
				a, b = i, j
			}
		}
	}
	return a, b
}

func (t Dendrogram) leaves(out []int, n, node int) []int {
	if node < n {
		return append(out, node)
	}
	m := t.Merges[node-n]
	return t.leaves(t.leaves(out, n, m.A), n, m.B)
}
