package train

import (
	"math"
	"strings"
	"testing"
)

func TestReadVectors(t *testing.T) {
	const file = `{"size": 3, "words": ["war", "good"], "dimensions": 2,
		"vectors": {"war": [3, 0, 7.5, 1], "good": [0, 3, 7.5, 2], "bad": [0, 0, 9, 3]}, "unkVector": [0, 0]}`
	v, err := ReadVectors(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if v.Len() != 3 || v.Dimensions != 2 {
		t.Fatalf("%d vectors of %d numbers", v.Len(), v.Dimensions)
	}
	// The mean is (1, 1); what is left of war is (2, -1).
	want := []float64{2 / math.Sqrt(5), -1 / math.Sqrt(5)}
	for i, x := range v.Of("war") {
		if math.Abs(float64(x)-want[i]) > 1e-6 {
			t.Errorf("war: %v, want %v", v.Of("war"), want)
			break
		}
	}
	if v.Of("peace") != nil || (*Vectors)(nil).Of("war") != nil || (*Vectors)(nil).Len() != 0 {
		t.Error("vectors of words that have none")
	}
}

func TestReadVectorsRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ file, want string }{
		"no object":            {"[1]", "not a JSON object"},
		"cut off":              {`{"dimensions": 2, "vectors": {"war": [3,`, "unexpected EOF"},
		"no vectors":           {`{"dimensions": 2}`, `no "vectors"`},
		"no dimensions":        {`{"vectors": {"war": [3]}}`, `no "dimensions"`},
		"too few numbers":      {`{"dimensions": 2, "vectors": {"war": [3]}}`, `"war" has 1 numbers, not 2`},
		"vectors in an array":  {`{"dimensions": 2, "vectors": [[3, 4]]}`, "not an object"},
		"words for numbers":    {`{"dimensions": 1, "vectors": {"war": ["x"]}}`, "vectors"},
		"dimensions in quotes": {`{"dimensions": "2"}`, "dimensions"},
	} {
		if _, err := ReadVectors(strings.NewReader(tt.file)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
}
