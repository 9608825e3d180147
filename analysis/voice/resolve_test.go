package voice

import (
	"slices"
	"strings"
	"testing"

	"slant/analysis/text"
)

// TestResolve resolves the sources of statements. Actors: 0 Moreno (a person),
// 1 the palace, 2 Haddad (a person), 3 the sailors. "He" is known to be Haddad, "she"
// to be nobody that is known.
func TestResolve(t *testing.T) {
	names := []struct {
		name           string
		actor          int32
		person, plural bool
	}{{"Moreno", 0, true, false}, {"palace", 1, false, false}, {"Haddad", 2, true, false}, {"sailors", 3, false, true}, {"he", 2, true, false}}
	for _, c := range []struct {
		body string
		want []int32
	}{
		{"Moreno said that the bridge was closed.", []int32{0}},
		{"Palace spokesman Haddad said that the bridge was closed.", []int32{2}},
		{"A palace spokesman said that the bridge was closed.", []int32{1}},
		{"Moreno, who said that the bridge was closed, has left.", []int32{0}},
		{"Moreno who said that the bridge was closed has left.", []int32{0}},
		{"Friends of Moreno and the driver who said that the bridge was closed have left.", []int32{-1}},
		{"The palace, which said that the bridge was closed, has left.", []int32{1}},
		{"Moreno met a driver. She said that the bridge was closed.", []int32{-1}},
		{"Haddad met Moreno. He said that the bridge was closed.", []int32{2}},
		{"Haddad met Moreno. The mayor said that the bridge was closed.", []int32{-1}},
		{"“It is closed,” said Moreno.\n\n“It is old,” she said.", []int32{0, -1}},
		{"Moreno left the palace. It said that the bridge was closed.", []int32{-1}},
		{"The palace said that the bridge was closed. It said that the road was open.", []int32{1, 1}},
		{"The palace said that the bridge was closed.\n\nNothing.\n\nIt said that the road was open.", []int32{1, -1}},
		{"A report to the palace said that the bridge was closed. It said that the road was open.", []int32{1, -1}},
		{"The palace said that the sailors were late. It said that the road was open.", []int32{1, -1}},
		{"A witness said that the palace was closed. It said that the road was open.", []int32{-1, -1}},
		{"Moreno said that the bridge was closed. It said that the road was open.", []int32{0, -1}},
		{"The sailors said that the bridge was closed. They said that the road was open.", []int32{3, 3}},
		{"The palace said that the bridge was closed. They said that the road was open.", []int32{1, -1}},
		{"Moreno's lawyer said that the bridge was closed.", []int32{-1}},
		{"Moreno’s lawyer, Haddad, said that the bridge was closed.", []int32{2}},
		{"A lawyer for Moreno said that the bridge was closed.", []int32{-1}},
		{"People close to President Moreno said that the bridge was closed.", []int32{-1}},
		{"Secretary of State Moreno said that the bridge was closed.", []int32{0}},
		{"A lawyer for Secretary of State Moreno said that the bridge was closed.", []int32{-1}},
		{"A lawyer for Palace Speaker Moreno said that the bridge was closed.", []int32{-1}},
		{"A witness who left Moreno for the palace said that the bridge was closed.", []int32{0}},
		{"Moreno's palace allies said that the bridge was closed.", []int32{-1}},
		{"A palace spokesman for Moreno said that the bridge was closed.", []int32{1}},
		{"President Moreno of the sailors said that the bridge was closed.", []int32{0}},
		{"The bridge was closed, according to Moreno.", []int32{0}},
		{"A witness said that the bridge was closed.", []int32{-1}},
		{"The storm was strong, and experts said so.", []int32{-1}},
	} {
		tx, vs := find(c.body)
		_, f := instruments()
		var mentions []ActorMention
		for i, tok := range tx.Tokens {
			for _, n := range names {
				if name, _, _ := strings.Cut(strings.ReplaceAll(tx.Body[tok.Start:tok.End], "’", "'"), "'"); strings.EqualFold(name, n.name) {
					mentions = append(mentions, ActorMention{text.Range{First: i, End: i + 1}, n.actor, n.person, n.plural})
				}
			}
		}
		var got []int32
		for i, actor := range f.Resolve(tx, vs, mentions) {
			if !vs.Attributions[i].Source.Empty() {
				got = append(got, actor)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v\n%s", c.body, got, c.want, Mark(tx, vs))
		}
	}
}
