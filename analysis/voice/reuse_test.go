package voice

import (
	"slices"
	"testing"

	"slant/analysis/text"
)

// What a finder finds in a text must not depend on the texts it has read
// before: which those are depends on the number of workers. The lines of this
// one are taken for turns, in which not every token is tagged.
func TestFindForgetsEarlierTexts(t *testing.T) {
	const body = "Moore: 01:44\n\nJUST Moore: 01:50\n\nMoore swing on writing \"having Moore.\"\n\n\"They jobs.\n\n\"Those race.\"\n\nBeyond voters.\n\n" +
		"Moore attack\n\nHis himself.\n\nHis pointed.\n\nThat Cruz.\n\nJUST Moore: 01:24"
	v := text.NewVocabulary()
	var tx text.Text
	text.NewSegmenter(v).Segment(body, &tx)
	fresh, used := New(v), New(v)
	var want, got Found
	fresh.Find(&tx, nil, &want)
	for earlier := range tOther + 1 {
		used.tags = slices.Repeat([]tag{earlier}, len(tx.Tokens))
		used.Find(&tx, nil, &got)
		if !slices.Equal(got.Attributions, want.Attributions) {
			t.Errorf("after a text with tags %d other attributions are found", earlier)
		}
	}
}
