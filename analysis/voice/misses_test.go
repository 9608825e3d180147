package voice

import (
	"fmt"
	"math/rand"
	"os"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"

	"slant/analysis/text"
)

// TestMisses tells why gold statements were not found.
func TestMisses(t *testing.T) {
	want := os.Getenv("MISS")
	if want == "" {
		t.Skip()
	}
	gold := readGold(t, shared(t, "data", "polnear", "train.jsonl"), 1, 0)
	seg, f := instruments()
	count := map[string]int{}
	ex := map[string][]string{}
	var tx text.Text
	var found Found
	for i := range gold {
		seg.Segment(gold[i].Text, &tx)
		roles := make([]Role, len(tx.Blocks))
		if len(roles) > 0 {
			roles[0] = HeadlineBlock
		}
		f.Find(&tx, roles, &found)
		p := Annotated("", &tx, &found)
		offs := make([]int, 0, len(tx.Body))
		for b := range tx.Body {
			offs = append(offs, b)
		}
		offs = append(offs, len(tx.Body))
		for _, g := range gold[i].Statements {
			hit := false
			for _, s := range p.Statements {
				if overlap(s.Cue, g.Cue) || overlap(s.Content, g.Content) {
					hit = true
				}
			}
			if hit || len(g.Cue) == 0 || len(g.Content) == 0 {
				continue
			}
			n := 0
			for _, c := range g.Content {
				n += len(strings.Fields(tx.Body[offs[c[0]]:offs[c[1]]]))
			}
			reason := "unknown cue"
			for k := range tx.Tokens {
				if tx.Tokens[k].Start < offs[g.Cue[0][0]] || tx.Tokens[k].End > offs[g.Cue[0][1]] {
					continue
				}
				w := f.table.Of(tx.Tokens[k].Type)
				if w.verb|w.noun|w.adjective|w.phrase == 0 {
					continue
				}
				// tags of the last period only are kept; run again
				f.t = &tx
				s := tx.Sentences[tx.SentenceAt(k)]
				f.words = f.words[:0]
				for i := range tx.Tokens {
					f.words = append(f.words, f.table.Of(tx.Tokens[i].Type))
				}
				f.tagger.run(&tx, f.words, s)
				kind := ""
				switch {
				case w.verb > 0:
					kind = "verb"
				case w.noun > 0:
					kind = "noun"
				case w.adjective > 0:
					kind = "adj"
				default:
					kind = "phrase"
				}
				reason = fmt.Sprintf("%s tag%d", kind, f.tags[k])
				if w.verb > 0 && f.tags[k] >= tFin && f.tags[k] <= tIng {
					_, fm, pas := f.verbGroup(k, s)
					reason += fmt.Sprintf(" form%d pas%v", fm, pas)
				}
				break
			}
			count[reason] += n
			lo, hi := g.Content[0][0], g.Content[len(g.Content)-1][1]
			for _, x := range [][][2]int{g.Source, g.Cue} {
				for _, y := range x {
					lo, hi = min(lo, y[0]), max(hi, y[1])
				}
			}
			type ev struct {
				at int
				s  string
				o  int
			}
			var evs []ev
			for j, x := range [][][2]int{g.Source, g.Cue, g.Content} {
				for _, y := range x {
					evs = append(evs, ev{y[0], "{<["[j : j+1], 1}, ev{y[1], "}>]"[j : j+1], 0})
				}
			}
			sort.SliceStable(evs, func(a, b int) bool {
				return evs[a].at < evs[b].at || evs[a].at == evs[b].at && evs[a].o < evs[b].o
			})
			q := max(0, lo-60)
			out := ""
			for _, e := range evs {
				if e.at > q {
					out += tx.Body[offs[q]:offs[e.at]]
					q = e.at
				}
				out += e.s
			}
			out += tx.Body[offs[q]:offs[min(len(offs)-1, q+50)]]
			_ = utf8.RuneLen
			ex[reason] = append(ex[reason], fmt.Sprintf("%d %s", n, strings.ReplaceAll(out, "\n", "⏎")))
		}
	}
	var keys []string
	for k := range count {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(a, b int) bool { return count[keys[a]] > count[keys[b]] })
	for _, k := range keys {
		fmt.Println(count[k], len(ex[k]), k)
	}
	for k, e := range ex {
		if !strings.HasPrefix(k, want) {
			continue
		}
		rand.New(rand.NewSource(3)).Shuffle(len(e), func(a, b int) { e[a], e[b] = e[b], e[a] })
		fmt.Println("====", k)
		for j, s := range e {
			if j >= 45 {
				break
			}
			fmt.Println(s)
		}
	}
}
