package reports

import (
	"fmt"
	"math"
	"strings"
)

// The sample run is invented from end to end: a port, its authority, its
// pilots' union, and the papers that write about them. Names are in the
// scripts of the news, and some are what an unfriendly feed may send.
var sampleOutlets = []string{
	"The Harbour Courier", "Quayside Post", "Северный вестник", "صحيفة الميناء", "עיתון הנמל",
	"<script>alert(1)</script>", `=HYPERLINK("http://x","y")`, "a\u202Ebc Gazette", "Breakwater & Sons",
}

type sampleLabel struct {
	referent, label, stance, lexicon, category string
}

var sampleLabels = []sampleLabel{
	{"authority", "dock clique", "negative", "port-talk", "delegitimising"},
	{"authority", "harbour regime", "negative", "port-talk", "delegitimising"},
	{"authority", "quay guardians", "positive", "port-talk", "legitimising"},
	{"authority", "Port Authority", "", "", ""},
	{"union", "strike mob", "negative", "port-talk", "delegitimising"},
	{"union", "lifeline crews", "positive", "port-talk", "legitimising.praise"},
	{"union", "+cmd|' /C calc'!A0", "negative", "port-talk", "delegitimising"},
	{"union", "Pilots' Union", "", "", ""},
}

var sampleVoices = []string{"own", "quoted", "scare", "reported"}

// wave is a number in [0, 1) that depends on its arguments alone.
func wave(parts ...any) float64 {
	h := uint64(14695981039346656037)
	for _, b := range []byte(fmt.Sprint(parts...)) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	h ^= h >> 32
	return float64(h>>11) / (1 << 53)
}

func sampleRun() *Run { return sampleRunOf(sampleOutlets) }

func sampleRunOf(outlets []string) *Run {
	run := &Run{Palette: outlets, Sampled: true}
	run.Manifest = Manifest{
		Slant: "1.0.0", Documents: 0, Skipped: 2, FirstDate: "2024-01-03", LastDate: "2024-06-28", Outlets: outlets,
		Confidence: 0.95, Replicates: 2000, Seed: 1, MinDocuments: 5, Scorers: []string{"vader", "news-bayes"},
		Options:     []Option{{"text", "all"}, {"copies", "keep"}, {"by", "month"}},
		Inputs:      []File{{"articles.jsonl", 123456, strings.Repeat("ab", 32)}},
		Instruments: []Instrument{{"lexicon", "port-talk", "1.2.0", "CC0-1.0", "Invented for a test, 2024.", "port-talk.yaml", strings.Repeat("cd", 32), 9}, {"actors", "port", "1.0.0", "", "", "embedded", strings.Repeat("ef", 32), 2}},
	}
	t := map[string]*Table{}
	for _, name := range Names() {
		t[name] = Schema(name)
	}
	add := func(name string, cells ...Value) {
		for len(cells) < len(t[name].Columns) { // columns that no figure needs
			cells = append(cells, Value{})
		}
		t[name].Rows = append(t[name].Rows, cells)
	}
	for k, o := range outlets {
		docs := 6 + int(160*math.Pow(wave("docs", o), 3))
		if k == len(outlets)-1 {
			docs = 3 // below the minimum: nothing has an interval
		}
		words := docs * (350 + int(200*wave("words", o)))
		run.Manifest.Documents += docs
		run.Manifest.Words += int64(words)
		add("outlets", Text(o), Int(docs), Int(docs-docs/9), Int(words), Int(words*62/100), Int(words*24/100), Int(words/100), Int(words*13/100), Int(words/20), Text("2024-01-03"), Text("2024-06-28"))
		ci := func(x, spread float64, lo, hi float64) []Value {
			if docs < 5 {
				return []Value{Num(x), {}, {}}
			}
			half := spread / math.Sqrt(float64(docs))
			return []Value{Num(x), Num(max(lo, x-half)), Num(min(hi, x+half))}
		}
		note := Value{}
		if docs < 5 {
			note = Text("3 documents: fewer than 5, so no interval")
		}
		for _, c := range []string{"delegitimising", "legitimising", "legitimising.praise"} {
			for _, v := range append([]string{"all", "boilerplate"}, sampleVoices...) {
				rate := 3 * wave("rate", o, c, v) * wave("level", o, c)
				row := []Value{Text(o), Text("port-talk"), Text(c), Text(v), Int(int(rate * float64(words) / 1000)), Int(docs / 2), Int(words)}
				row = append(append(row, ci(rate, 4, 0, 99)...), ci(-rate, 4, -99, 99)...)
				add("categories", append(row, note)...)
			}
		}
		chances := map[string]int{}
		for _, l := range sampleLabels {
			for _, v := range append([]string{"all"}, sampleVoices...) {
				n := int(wave("chances", o, l.referent, v) * float64(docs) * 1.5)
				if wave("none", o, l.referent) > 0.9 {
					n = 0
				}
				if v == "scare" {
					n /= 8
				}
				chances[l.referent] += n
				share := wave("share", o, l.label) * wave("share", l.label, v) * 0.6
				matches := int(share * float64(n))
				row := []Value{Text(o), Text(l.referent), Text(l.label), Text(l.stance), Text(v), Int(n), Int(matches), Int(n / 2)}
				if n == 0 {
					add("naming", append(row, Value{}, Value{}, Value{}, Text("no chance to name"))...)
				} else {
					add("naming", append(append(row, ci(float64(matches)/float64(n), 0.9, 0, 1)...), note)...)
				}
				if l.lexicon != "" {
					rate := wave("term", o, l.label, v)
					row := []Value{Text(o), Text(l.lexicon), Text(l.category), Text(l.label), Text(l.referent), Text(l.stance), Text(v), Int(matches), Int(matches / 2), Int(words)}
					add("terms", append(append(row, ci(rate, 2, 0, 99)...), note)...)
				}
				if v != "all" {
					for tenth := range 11 {
						if m := int(float64(matches) * wave(o, l.label, v, tenth) / 3); m > 0 {
							add("dispersion", Text(o), Text(l.referent), Text(l.label), Text(v), Int(tenth), Int(m))
						}
					}
				}
			}
		}
		for _, actor := range []string{"authority", "union", "mayor"} {
			for _, scorer := range run.Manifest.Scorers {
				for _, v := range append([]string{"all"}, sampleVoices...) {
					n := int(wave("mentions", o, actor, v) * float64(docs) * 2)
					if n == 0 {
						continue
					}
					mean := wave("mean", o, actor, v, scorer)*1.2 - 0.7
					pos, neg := n/4, n/3
					row := []Value{Text(o), Text(actor), Text(v), Text(scorer), Int(n), Int(n / 2), Int(pos), Int(n - pos - neg), Int(neg)}
					row = append(row, ci(mean, 1.1, -1, 1)...)
					add("sentiment", append(row, Num(float64(pos-neg)/float64(n)), note)...)
				}
			}
			adopted, relayed := wave("adopted", o, actor), 0.0
			relayed = (1 - adopted) * 0.8
			add("stance", Text(o), Text(actor), Int(docs), Num(wave("naming", o, actor)-0.6), Num(wave("sent", o, actor)-0.5), Num(adopted), Num(relayed), Num(1-adopted-relayed), note)
			for _, target := range []string{"authority", "union", "mayor"} {
				if n := int(wave("speak", o, actor, target) * 30); n > 8 {
					add("speakers", append(append([]Value{Text(o), Text(actor), Text(target), Int(n), Int(n / 2)}, ci(wave("m", o, actor, target)*1.6-0.9, 1, -1, 1)...), Value{})...)
				}
			}
		}
		for month := range 6 {
			for _, key := range []string{"port-talk/delegitimising", "port-talk/legitimising"} {
				row := []Value{Text(fmt.Sprintf("2024-%02d-01", month+1)), Text(o), Text("rate"), Text(key), Text("own")}
				if month == 3 && k%2 == 0 {
					add("trends", append(row, Value{}, Value{}, Value{}, Int(0))...)
					continue
				}
				add("trends", append(append(row, ci(2*wave("trend", o, key, month)+0.3*float64(month), 4, 0, 99)...), Int(docs/6))...)
			}
		}
		for i, w := range []string{"pilots", "tide", "strike", "regime", "berth", "cargo", "mayor", "ship", "crane", "gate", "tariff", "guardians", "fog", "blockade", "shift", "wage", "dredge", "quay", "union", "clique", "море", "بندر"} {
			for _, variant := range []string{"", "s", "ing", "ed"} {
				n, ref := 1+int(math.Exp(6*wave("n", o, w, variant))), 2+int(math.Exp(6.5*wave("ref", o, w, variant)))
				lo := math.Log(float64(n)/float64(ref)) + 0.5
				z := lo * math.Sqrt(float64(min(n, ref))) / 1.5
				p := math.Erfc(math.Abs(z) / math.Sqrt2)
				add("keyness", Text(o), Text(w+variant), Int(n), Int(ref), Int(words), Int(9*words), Num(lo), Num(z), Num(z*math.Abs(z)), Num(lo*1.44), Num(p), Num(min(1, p*float64(20+i))), Int(min(n, docs)))
			}
		}
	}
	for i, a := range outlets {
		for j, b := range outlets {
			if j <= i || j > i+3 {
				continue
			}
			for _, m := range []struct{ measure, key, voice string }{{"share", "authority/dock clique", "own"}, {"rate", "port-talk/delegitimising", "own"}, {"sentiment", "union/vader", "own"}} {
				x, y := wave(m.key, a), wave(m.key, b)
				p := math.Pow(wave("p", m.key, a, b), 5)
				add("contrasts", Text(m.measure), Text(m.key), Text(m.voice), Text(a), Text(b), Num(x), Num(y), Num(x-y), Num(x-y-0.25), Num(x-y+0.25), Num(p), Num(min(1, 6*p)), Int(20), Int(30), Value{})
			}
		}
		for j, b := range outlets {
			if j > i {
				d := 0.05 + 0.4*wave("jsd", a, b)
				add("similarity", Text(a), Text(b), Text("own"), Num(d), Num(d-0.03), Num(d+0.03), Int(20), Int(30))
			}
		}
	}
	mv := t["multiverse"]
	mv.Columns = append(mv.Columns, Column{"copies", String, "", "What becomes of copies."}, Column{"text", String, "", "Which text counts."}, Column{"lexicon_without", String, "", "Term left out."})
	n := 0
	for _, c := range []string{"keep", "first", "weight"} {
		for _, x := range []string{"all", "own"} {
			for _, w := range []string{"none", "dock clique", "harbour regime"} {
				n++
				e := 0.1 + 0.3*wave("mv", c, x, w)
				add("multiverse", Text("share"), Text("authority/dock clique"), Text(outlets[0]), Text(outlets[1]), Int(n), Num(e), Num(e-0.15), Num(e+0.12), Int(50), Text(c), Text(x), Text(w))
			}
		}
	}
	for _, l := range sampleLabels {
		if l.lexicon != "" {
			add("lexicon", Text(l.lexicon), Text(l.category), Text(l.label), Text(l.referent), Text(l.stance), Int(int(300*wave(l.label))), Int(120), Int(len(outlets)), Text("Invented (2024)"), Value{})
		}
	}
	add("lexicon", Text("port-talk"), Text("delegitimising"), Text("wharf* junta"), Text("authority"), Text("negative"), Int(0), Int(0), Int(0), Value{}, Text("never seen"))
	add("influence", Text("share"), Text("authority/dock clique"), Text(outlets[0]), Num(0.41), Text("doc-7"), Num(0.22), Text("dock clique"), Num(0.05))
	add("problems", Text("articles.jsonl"), Int(1208), Int(1), Text("no-outlet"), Text(`no "outlet"; every document needs one`), Text("skipped"))
	add("problems", Text("articles.jsonl"), Int(1300), Int(1), Text("empty-text"), Text(`the text of "=1+1" is empty`), Text("skipped"))
	for _, name := range Names() {
		if len(t[name].Rows) > 0 {
			run.Tables = append(run.Tables, t[name])
		}
	}
	run.Streamed = []Stream{{"matches", Schema("matches").Title, Schema("matches").Columns, 4321}}
	run.Evidence = sampleEvidence(outlets)
	return run
}

func sampleEvidence(outlets []string) []Evidence {
	var out []Evidence
	for k, o := range outlets {
		for i, l := range sampleLabels {
			for j, v := range sampleVoices {
				before, after := "On Tuesday the ", fmt.Sprintf(" closed berth %d; 5 < 6 & \"so on\" </script><b>\u202Ereversed\u202C", i)
				e := Evidence{
					Kind: "match", Document: fmt.Sprintf("doc-%d-%d-%d", k, i, j), Outlet: o, Date: "2024-02-11", Title: "Berth " + l.label + " <i>closed</i>", URL: "https://example.org/a?b=1&c=2",
					Lexicon: l.lexicon, Category: l.category, Term: l.label, Referent: l.referent, Voice: v, Section: "body",
					Sentence: before + l.label + after, Start: len(before), End: len(before) + len(l.label),
				}
				if l.lexicon == "" {
					e.Kind, e.Actor, e.Scorer, e.Score, e.Label, e.Term, e.Referent = "mention", l.referent, "vader", 0.25, 1, "", ""
				}
				if v == "quoted" || v == "reported" {
					e.Source, e.Cue = "the mayor of صور", "said"
				}
				if i == 0 && j == 3 {
					e.URL = "javascript:alert(1)"
				}
				out = append(out, e)
			}
		}
	}
	return out
}
