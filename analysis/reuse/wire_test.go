package reuse

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"slant/analysis/text"
)

func TestWire(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"dateline", "A headline.\n\nLONDON (Reuters) - The ships left.", "Reuters"},
		{"dateline with a date", "NEW YORK, Nov. 19 (UPI) — The ships left.", "UPI"},
		{"capitals of a town", "Mexico City (AFP) – The ships left.", "AFP"},
		{"an agency that is not in the list", "QASRAN (Meridian Newswire) — The ships left.", "Meridian Newswire"},
		{"byline", "A headline\nBy AFP\nThe ships left.", "AFP"},
		{"last line of Reuters", "The ships left.\n(Reporting by Ann Lee; Editing by Bo Roe)", "Reuters"},
		{"below page furniture", "×\nSubscribe\nSign up\nShare\nPrint\nA headline.\n\nLONDON (Reuters) - The ships left.", "Reuters"},
		{"deep in the text", strings.Repeat("The ships left.\n", 9) + "LONDON (Reuters) - The ships left.\n" + strings.Repeat("The ships left.\n", 9), ""},
		{"brackets in prose", "The agency (AP) said the ships left.", ""},
		{"a party, not an agency", "Senator Lee (D) — a friend — left.", ""},
		{"a contribution", "The ships left.\nThe Associated Press contributed to this report.", ""},
		{"nothing", "", ""},
	}
	v := text.NewVocabulary()
	seg := text.NewSegmenter(v)
	var cut text.Text
	for _, tt := range tests {
		seg.Segment(tt.body, &cut)
		if got := Wire(&cut, NewReader(v).Blocks(&cut, "", nil, nil, nil)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// PolNeAR (Newell, Margolin & Ruths, LREC 2018) gives the agency of its
// articles; many of their texts do not show it.
func TestWireCreditsOfPolNeAR(t *testing.T) {
	shown, found, false_ := 0, 0, 0
	for _, file := range []string{"train", "dev"} {
		f, err := os.Open("../../../shared/data/polnear/" + file + ".jsonl")
		if err != nil {
			t.Skip("the articles of PolNeAR are not beside the project")
		}
		defer f.Close()
		seg := text.NewSegmenter(text.NewVocabulary())
		var cut text.Text
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var row struct{ Wire, Text string }
			if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
				t.Fatal(err)
			}
			seg.Segment(row.Text, &cut)
			got := strings.ToLower(Wire(&cut, nil))
			want := strings.ToLower(row.Wire)
			top := strings.ToLower(row.Text[:min(400, len(row.Text))])
			switch {
			case want == "" || want == "na":
				if got != "" {
					false_++
				}
			case strings.Contains(top, "("+want+")") || want == "reuters" && strings.Contains(row.Text, "diting by"):
				shown++
				if got == want {
					found++
				}
			}
		}
	}
	t.Logf("%d of %d credits found; %d articles without an agency are given one", found, shown, false_)
	if found*10 < shown*9 {
		t.Errorf("%d of %d credits found, want nine in ten", found, shown)
	}
}
