package stat

import (
	"math"
	"slices"
	"testing"
)

// Five bacteria by their 5S ribosomal RNA, the worked example of UPGMA on
// Wikipedia: joined at 17, 22, 28 and 33.
func TestAverageLinkageOfFiveBacteria(t *testing.T) {
	d := AverageLinkage([][]float64{
		{0, 17, 21, 31, 23},
		{17, 0, 30, 34, 21},
		{21, 30, 0, 28, 39},
		{31, 34, 28, 0, 43},
		{23, 21, 39, 43, 0},
	})
	want := []Merge{{0, 1, 17, 2}, {5, 4, 22, 3}, {2, 3, 28, 2}, {6, 7, 33, 5}}
	if !slices.Equal(d.Merges, want) {
		t.Errorf("got %v, want %v", d.Merges, want)
	}
	if order := []int{0, 1, 4, 2, 3}; !slices.Equal(d.Order, order) {
		t.Errorf("order %v, want %v", d.Order, order)
	}
}

func TestTiesJoinTheLowestLeavesFirst(t *testing.T) {
	d := AverageLinkage([][]float64{
		{0, 1, 1, 1},
		{1, 0, 1, 1},
		{1, 1, 0, 1},
		{1, 1, 1, 0},
	})
	if want := []Merge{{0, 1, 1, 2}, {4, 2, 1, 3}, {5, 3, 1, 4}}; !slices.Equal(d.Merges, want) {
		t.Errorf("got %v, want %v", d.Merges, want)
	}
}

func TestLeavesWithoutDistanceAreJoinedLast(t *testing.T) {
	nan := math.NaN()
	d := AverageLinkage([][]float64{
		{0, nan, 0.7},
		{nan, 0, nan},
		{0.7, nan, 0},
	})
	if d.Merges[0] != (Merge{0, 2, 0.7, 2}) || !math.IsInf(d.Merges[1].Height, 1) {
		t.Errorf("got %v", d.Merges)
	}
	if !slices.Equal(d.Order, []int{0, 2, 1}) {
		t.Errorf("order %v", d.Order)
	}
}

func TestDendrogramOfNoneAndOne(t *testing.T) {
	if d := AverageLinkage(nil); len(d.Merges) != 0 || len(d.Order) != 0 {
		t.Errorf("none: %v", d)
	}
	if d := AverageLinkage([][]float64{{0}}); len(d.Merges) != 0 || !slices.Equal(d.Order, []int{0}) {
		t.Errorf("one: %v", d)
	}
}
