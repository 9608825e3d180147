package voice

import (
	"encoding/json"
	"os"
	"testing"
)

// writeDump writes gold and predictions side by side, for reading errors.
func writeDump(t testing.TB, name string, gold, predicted []Annotation) {
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	enc := json.NewEncoder(f)
	for i := range gold {
		if err := enc.Encode(map[string]any{"id": gold[i].ID, "text": gold[i].Text, "gold": gold[i].Statements, "predicted": predicted[i].Statements, "discard": gold[i].Discard}); err != nil {
			t.Fatal(err)
		}
	}
}
