package sentiment

import (
	"strings"
	"testing"

	"slant/analysis/text"
)

func TestReadGold(t *testing.T) {
	const rows = `{"id":"a","text":"“Ça va”, said Zoë.","target":"Zoë","from":14,"to":17,"label":1}

{"id":7,"text":"He left.","from":0,"to":2,"label":-1}
{"text":"He left.","from":0,"to":2,"label":0}
`
	got, err := ReadGold("gold.jsonl", strings.NewReader(rows))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 {
		t.Fatalf("%d rows, want 3", len(got))
	}
	if g := got[0]; g.Text[g.Target.Start:g.Target.End] != "Zoë" || g.Label != 1 || g.ID != "a" {
		t.Errorf("first row: %+v", g)
	}
	if got[1].ID != "7" || got[2].ID != "4" || got[2].At.Line != 4 {
		t.Errorf("ids %q and %q at line %d", got[1].ID, got[2].ID, got[2].At.Line)
	}
}

func TestReadGoldProblems(t *testing.T) {
	tests := []struct{ name, row, want string }{
		{"no JSON", `text`, "gold.jsonl:1:1: not a JSON object"},
		{"no text", `{"from":0,"to":1,"label":0}`, `no "text"; every row needs`},
		{"no offsets", `{"text":"a","label":0}`, `no "from" or no "to"`},
		{"no label", `{"text":"a","from":0,"to":1}`, `no "label"`},
		{"label as a word", `{"text":"a","from":0,"to":1,"label":"good"}`, `"label" is a string`},
		{"label out of range", `{"text":"a","from":0,"to":1,"label":2}`, `"label" is 2; must be -1, 0 or 1`},
		{"behind the end", `{"text":"añb","from":2,"to":4,"label":0}`, "from 2 to 4 is no stretch of a text of 3 code points"},
		{"empty", `{"text":"añb","from":2,"to":2,"label":0}`, "no stretch"},
		{"bytes for code points", `{"text":"ñ He left","target":"He","from":3,"to":5,"label":0}`, `target is "He", but from 3 to 5 stands "e "; offsets count Unicode code points, not bytes`},
	}
	for _, tt := range tests {
		_, err := ReadGold("gold.jsonl", strings.NewReader(tt.row))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestPassages(t *testing.T) {
	v := text.NewVocabulary()
	const body = "He left. Ann met Bob."
	rows := []Gold{
		{Text: body, Target: text.Span{Start: 9, End: 12}},
		{Text: body, Target: text.Span{Start: 0, End: 2}},
	}
	p := Passages(rows, v)
	for i, want := range []string{"Ann met Bob.", "He left."} {
		if got := p[i].Text.Surface(p[i].Sentence); got != want {
			t.Errorf("sentence %q, want %q", got, want)
		}
	}
}

func FuzzReadGold(f *testing.F) {
	f.Add(`{"id":"a","text":"“Ça va”, said Zoë.","target":"Zoë","from":14,"to":17,"label":1}`)
	f.Add(`{"text":"","from":0,"to":1,"label":0}`)
	f.Fuzz(func(t *testing.T, s string) {
		rows, _ := ReadGold("f", strings.NewReader(s))
		for _, g := range rows {
			if g.Target.Start < 0 || g.Target.Start >= g.Target.End || g.Target.End > len(g.Text) {
				t.Fatalf("target %v of %d bytes", g.Target, len(g.Text))
			}
		}
		v := text.NewVocabulary()
		for i, p := range Passages(rows, v) {
			if p.Sentence.First > p.Target.First && !p.Sentence.Empty() || p.Target.End > p.Sentence.End {
				t.Fatalf("row %d: target %v outside of sentence %v", i, p.Target, p.Sentence)
			}
		}
	})
}
