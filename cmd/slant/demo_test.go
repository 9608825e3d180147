package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"slant/analysis"
	"slant/analysis/reuse"
	"slant/analysis/text"
	"slant/analysis/voice"
)

func TestDumpBlocks(t *testing.T) {
	c := &RunCommand{Inputs: []string{"../../testdata/demo"}, Confidence: .95, Replicates: 100, MinDocuments: 5, Copies: "keep"}
	p, ps := c.Plan()
	if p == nil {
		t.Fatal(ps)
	}
	ledger, _, err := p.scan(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	a := analysis.NewAnnotator(text.NewVocabulary())
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write([]string{"document", "kind", "section", "shared", "copy", "words", "text"})
	var out analysis.Annotated
	for d, err := range p.source.reader.Documents() {
		if err != nil {
			continue
		}
		a.Annotate(d, ledger, &out)
		for i, bl := range out.Text.Blocks {
			sec := voice.Body
			switch out.Roles[i] {
			case voice.FurnitureBlock:
				sec = voice.Boilerplate
			case voice.HeadlineBlock:
				sec = voice.Headline
			case voice.CaptionBlock:
				sec = voice.Caption
			}
			w.Write([]string{d.ID, []string{"plain", "furniture", "caption"}[out.Blocks[i].Kind], sec.String(), fmt.Sprint(out.Blocks[i].Shared), fmt.Sprint(ledger.Group(d.ID) != reuse.Group{}), fmt.Sprint(out.Text.Words(bl.Tokens)), out.Text.Body[bl.Start:bl.End]})
		}
	}
	w.Flush()
	os.WriteFile(filepath.Join("/tmp/slant", "demo-blocks.csv"), b.Bytes(), 0o644)
}
