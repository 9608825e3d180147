package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"slant/analysis"
	"slant/analysis/voice"
)

// The demo corpus, and the key that was written with its articles: what a
// careful reader finds in them. See testdata/demo.key/README.md.
const (
	demoCorpus = "../../testdata/demo"
	demoKey    = "../../testdata/demo.key"
)

// knownMiss is a place where the program is wrong and the key right. It is
// not counted; when the program learns better, the test asks to strike it off.
type knownMiss struct{ document, surface, why string }

var knownMatchMisses = []knownMiss{
	{"skerrow/", "foreign agents", "“a country we report from” is taken for something that we report"},
	{"Meridian Newswire/2025-04-02", "Houthi rebels", "the source loses its head: “An official of the internationally recognized government said”"},
	{"skerrow/2025-04-02", "Houthi rebels", "the same, in the copy"},
	{"Meridian Newswire/2025-03-12", "claim that", "“A’s statement that … could not be checked, nor could B’s claim that …”: the first clause does not end at its verb"},
	{"Qasran Herald/2025-04-24", "illegal aliens", "“A Republican named X” is cut down to X"},
	{"Qasran Herald/2025-05-14", "Zionist regime", "“a thing that any deckhand could see: …” is no attribution"},
	{"halden/2025-03-07", "Iranian government", "“A said it welcomed that, and B said …”: B is put into what A said"},
	{"halden/2025-03-26", "terrorists", "“The boys’ teacher said”: a possessive plural hides what comes before it"},
	{"halden/2025-05-14", "mullahs’ regime", "“An Israeli one said that …”"},
	{"skerrow/2025-03-20", "Zionist entity", "“which X that morning called …”: the morning is taken for the source"},
}

var knownQuotationMisses = []knownMiss{
	{"", "“Quiet Tide”", "in a reported clause, the name of a drill in marks is taken for words of the source"},
	{"", "“Steady Lamp”", "the same"},
}

// known reports whether a miss is on a list, and notes that it was met.
func known(list []knownMiss, met map[knownMiss]bool, document, surface string) bool {
	for _, m := range list {
		if strings.HasPrefix(document, m.document) && m.surface == surface {
			met[m] = true
			return true
		}
	}
	return false
}

// strike names what is on a list and is no longer missed.
func strike(t *testing.T, list []knownMiss, met map[knownMiss]bool) {
	t.Helper()
	for _, m := range list {
		if !met[m] {
			t.Logf("no longer missed, strike it off the list: %s %q (%s)", m.document, m.surface, m.why)
		}
	}
}

// runSlant runs the program in this process, and gives what it says.
func runSlant(t *testing.T, args ...string) string {
	t.Helper()
	var out, problems bytes.Buffer
	w := world{ctx: context.Background(), in: strings.NewReader(""), out: &out, err: &problems, now: time.Now}
	if code := run(args, w); code != exitDone {
		t.Fatalf("slant %s: exit code %d\n%s%s", strings.Join(args, " "), code, out.Bytes(), problems.Bytes())
	}
	return out.String()
}

// demoRows reads a table as one map a row.
func demoRows(t *testing.T, parts ...string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, line := range lines[1:] {
		row := make(map[string]string)
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		out = append(out, row)
	}
	if len(out) == 0 {
		t.Fatalf("%s is empty", filepath.Join(parts...))
	}
	return out
}

// byDocument sorts rows into documents, in order.
func byDocument(rows []map[string]string) map[string][]map[string]string {
	out := make(map[string][]map[string]string)
	for _, r := range rows {
		out[r["document"]] = append(out[r["document"]], r)
	}
	return out
}

func TestDemo(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	runSlant(t, "run", demoCorpus, "-o", out, "--quiet")
	tables := filepath.Join(out, "tables")
	t.Run("matches", func(t *testing.T) { demoMatches(t, tables) })
	t.Run("quotations", func(t *testing.T) { demoQuotations(t, tables) })
	t.Run("copies", func(t *testing.T) { demoCopies(t, tables) })
	t.Run("terms recounted", func(t *testing.T) { recountTerms(t, tables) })
	t.Run("categories recounted", func(t *testing.T) { recountCategories(t, tables) })
	t.Run("naming recounted", func(t *testing.T) { recountNaming(t, tables) })
	t.Run("sentiment recounted", func(t *testing.T) { recountSentiment(t, tables) })
	t.Run("furniture recounted", func(t *testing.T) { recountFurniture(t, tables) })
	t.Run("enough to show", func(t *testing.T) { enough(t, tables) })
}

// demoMatches holds the matches to the key: every one of the key is found, in
// its voice, section and source, and nothing else is found.
func demoMatches(t *testing.T, tables string) {
	want, got := byDocument(demoRows(t, demoKey, "matches.csv")), byDocument(demoRows(t, tables, "matches.csv"))
	for document := range got {
		if want[document] == nil {
			want[document] = nil // found where nothing is to be found
		}
	}
	met := make(map[knownMiss]bool)
	total := 0
	for document, keys := range want {
		found := slices.Clone(got[document])
		for _, key := range keys {
			total++
			i := slices.IndexFunc(found, func(m map[string]string) bool { return m["surface"] == key["surface"] })
			if i < 0 {
				t.Errorf("%s: %q is not found", document, key["surface"])
				continue
			}
			m := found[i]
			found = slices.Delete(found, i, i+1)
			var wrong []string
			for _, c := range []string{"voice", "section", "source"} {
				if !strings.EqualFold(m[c], key[c]) {
					wrong = append(wrong, fmt.Sprintf("%s is %q, not %q", c, m[c], key[c]))
				}
			}
			if wrong != nil && !known(knownMatchMisses, met, document, key["surface"]) {
				t.Errorf("%s: %q: %s (rule %q)\n\t%s", document, key["surface"], strings.Join(wrong, ", "), m["rule"], m["sentence"])
			}
		}
		for _, m := range found {
			t.Errorf("%s: %q is found, of term %q, and is not in the key\n\t%s", document, m["surface"], m["term"], m["sentence"])
		}
	}
	strike(t, knownMatchMisses, met)
	t.Logf("%d matches in %d documents", total, len(want))
}

// demoScore counts hits, misses and false alarms.
type demoScore struct{ hit, miss, extra int }

func (c demoScore) recall() float64    { return float64(c.hit) / float64(c.hit+c.miss) }
func (c demoScore) precision() float64 { return float64(c.hit) / float64(c.hit+c.extra) }
func (c demoScore) String() string {
	return fmt.Sprintf("precision %.3f, recall %.3f (%d found, %d missed, %d too many)", c.precision(), c.recall(), c.hit, c.miss, c.extra)
}

// least fails when either figure is below a limit.
func (c demoScore) least(t *testing.T, what string, precision, recall float64) {
	t.Helper()
	t.Logf("%s: %s", what, c)
	if !(c.precision() >= precision && c.recall() >= recall) {
		t.Errorf("%s: %s; at least %.3f and %.3f are due", what, c, precision, recall)
	}
}

// found fails when the recall is below a limit, where the key is silent about
// what else there is.
func (c demoScore) found(t *testing.T, what string, recall float64) {
	t.Helper()
	t.Logf("%s: recall %.3f (%d found, %d missed)", what, c.recall(), c.hit, c.miss)
	if !(c.recall() >= recall) {
		t.Errorf("%s: recall %.3f; at least %.3f is due", what, c.recall(), recall)
	}
}

// judge records a hit, a miss or a false alarm.
func (c *demoScore) judge(t *testing.T, want, got bool, format string, args ...any) {
	t.Helper()
	switch {
	case want && got:
		c.hit++
	case want:
		c.miss++
		t.Logf("missed: "+format, args...)
	case got:
		c.extra++
		t.Logf("too many: "+format, args...)
	}
}

// TestDemoBlocks holds what is known of every block to the key.
func TestDemoBlocks(t *testing.T) {
	key := byDocument(demoRows(t, demoKey, "blocks.csv"))
	var furniture, shared, captions demoScore
	annotated(t, demoCorpus, func(a *analysis.Annotated) {
		d := a.Document
		blocks := key[d.ID]
		if blocks == nil {
			t.Errorf("%s is not in the key", d.ID)
		}
		for i, b := range a.Text.Blocks {
			body := a.Text.Body[b.Start:b.End]
			if b.Start < a.Shift {
				continue // the title, which is no block of the text
			}
			// A block that the key does not know is part of the page around
			// the article, and furniture if it is there at all.
			kind := "furniture"
			if k := slices.IndexFunc(blocks, func(r map[string]string) bool { return r["opening"] == blockOpening(body) }); k >= 0 {
				kind = blocks[k]["kind"]
				blocks = slices.Delete(blocks, k, k+1)
			}
			role := a.Roles[i]
			furniture.judge(t, kind == "furniture", role == voice.FurnitureBlock, "furniture: %s: %s", d.ID, blockOpening(body))
			captions.judge(t, kind == "caption", role == voice.CaptionBlock, "caption: %s: %s", d.ID, blockOpening(body))
			if kind != "furniture" {
				shared.judge(t, strings.HasSuffix(kind, "wire"), a.Blocks[i].Shared, "shared: %s: %s", d.ID, blockOpening(body))
			}
			if (kind == "headline") != (role == voice.HeadlineBlock) {
				t.Errorf("%s: %q is of kind %s and has role %d", d.ID, body, kind, role)
			}
		}
		for _, b := range blocks {
			if b["kind"] != "furniture" {
				t.Errorf("%s: %s %q was not read", d.ID, b["kind"], b["opening"])
			}
		}
	})
	furniture.least(t, "furniture", 0.97, 0.97)
	shared.least(t, "shared passages", 0.97, 0.97)
	captions.least(t, "captions", 1, 1)
}

// blockOpening is how the key names a block.
func blockOpening(block string) string {
	s := []rune(strings.Join(strings.Fields(block), " "))
	return string(s[:min(len(s), 60)])
}

// demoCopies holds the groups of copies, and the agencies they credit, to the
// key.
func demoCopies(t *testing.T, tables string) {
	group := make(map[string]string)
	members := make(map[string]int)
	for _, r := range demoRows(t, tables, "reuse.csv") {
		group[r["document"]] = r["cluster"]
		members[r["cluster"]]++
	}
	want := make(map[string]bool)
	for _, r := range demoRows(t, demoKey, "copies.csv") {
		a, b := group[r["original"]], group[r["document"]]
		want[r["original"]], want[r["document"]] = true, true
		if a == "" || a != b {
			t.Errorf("%s is a copy of %s, and is not found", r["document"], r["original"])
		}
	}
	wire := make(map[string]string)
	for _, r := range demoRows(t, tables, "documents.csv") {
		wire[r["document"]] = r["wire"]
	}
	for _, r := range demoRows(t, demoKey, "copies.csv") {
		if wire[r["document"]] != r["wire"] {
			t.Errorf("%s credits %q, not %q", r["document"], wire[r["document"]], r["wire"])
		}
	}
	for document := range group {
		if !want[document] {
			t.Errorf("%s is no copy, and is in a group of %d", document, members[group[document]])
		}
	}
}

// demoQuotations holds quotations and their sources to the key. Marks of
// quotation must be found exactly; of reported clauses, whose ends can be
// argued about, the greater part of the words.
func demoQuotations(t *testing.T, tables string) {
	want, got := byDocument(demoRows(t, demoKey, "quotations.csv")), byDocument(demoRows(t, tables, "quotes.csv"))
	var marks, clauses, sources, actors demoScore
	met := make(map[knownMiss]bool)
	for document, keys := range want {
		found := slices.DeleteFunc(slices.Clone(got[document]), func(q map[string]string) bool {
			// The questions of an interview are marked by their turn alone.
			return q["section"] == "boilerplate" || q["rule"] == "direct.transcript" && q["source"] == "Q"
		})
		for _, key := range keys {
			reported := key["voice"] == "reported"
			best, share := -1, 0.0
			for i, q := range found {
				if (q["voice"] == "reported") == reported {
					if s := commonWords(q["text"], key["text"]); s > share {
						best, share = i, s
					}
				}
			}
			if reported {
				clauses.judge(t, true, share >= 0.5, "%s: reported %q", document, key["text"])
			} else if right := share == 1 && found[best]["voice"] == key["voice"]; right || !known(knownQuotationMisses, met, document, key["text"]) {
				marks.judge(t, true, right, "%s: %s %q", document, key["voice"], key["text"])
			}
			if best < 0 || share < 0.5 {
				continue
			}
			q := found[best]
			found = slices.Delete(found, best, best+1)
			sources.judge(t, true, sameSource(q["source"], key["source"]), "%s: %q is said by %q, not by %q (%s)", document, key["text"], key["source"], q["source"], q["rule"])
			if key["actor"] != "" {
				actors.judge(t, true, q["source_actor"] == key["actor"], "%s: %q stands for %s, not for %q", document, key["source"], key["actor"], q["source_actor"])
			}
		}
		for _, q := range found {
			if q["voice"] != "reported" {
				marks.judge(t, false, true, "%s: %s %q (%s)", document, q["voice"], q["text"], q["rule"])
			}
		}
	}
	strike(t, knownQuotationMisses, met)
	marks.least(t, "quotations in marks", 1, 1)
	clauses.found(t, "reported clauses", 0.95)
	sources.found(t, "sources", 0.95)
	actors.found(t, "actors of sources", 0.85)
}

// commonWords is the share of words that two passages have in common, marks of
// punctuation at their ends aside.
func commonWords(a, b string) float64 {
	words := func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \n,.;:“”\"«»‘’'", r) })
	}
	count := make(map[string]int)
	all, both := 0, 0
	for _, w := range words(a) {
		count[w]++
		all++
	}
	for _, w := range words(b) {
		if count[w] > 0 {
			count[w]--
			both++
			continue
		}
		all++
	}
	if all == 0 {
		return 0
	}
	return float64(both) / float64(all)
}

// sameSource reports whether two sources are the same but for letter case and
// an apposition or relative clause after the name.
func sameSource(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	rest, ok := strings.CutPrefix(b, a)
	return ok && a != "" && (strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, " who "))
}

// tableVoice gives the voice that the aggregated tables count a row under.
func tableVoice(r map[string]string) string {
	if r["section"] == "boilerplate" {
		return "boilerplate"
	}
	return r["voice"]
}

// tallied is what a row of an aggregated table sums.
type tallied struct {
	n         int
	anaphoric int
	documents map[string]bool
	values    map[string]int
	sum       float64
}

// recount sums evidence rows by keys; every row is counted under its voice,
// and outside furniture under "all" too.
func recount(rows []map[string]string, keys func(r map[string]string) []string, add func(t *tallied, r map[string]string)) map[string]*tallied {
	out := make(map[string]*tallied)
	for _, r := range rows {
		voices := []string{tableVoice(r)}
		if voices[0] != "boilerplate" {
			voices = append(voices, "all")
		}
		for _, key := range keys(r) {
			for _, v := range voices {
				k := r["outlet"] + "|" + key + "|" + v
				if out[k] == nil {
					out[k] = &tallied{documents: make(map[string]bool), values: make(map[string]int)}
				}
				out[k].n++
				out[k].documents[r["document"]] = true
				if add != nil {
					add(out[k], r)
				}
			}
		}
	}
	return out
}

// sameCell compares a cell with what was counted.
func sameCell(t *testing.T, table string, r map[string]string, column string, want float64) {
	t.Helper()
	got, err := strconv.ParseFloat(r[column], 64)
	if err != nil || math.Abs(got-want) > 1e-5*math.Max(1, math.Abs(want)) {
		t.Errorf("%s: %s is %q, recounted %v, in %v", table, column, r[column], want, r)
	}
}

// bases gives the words that each rate is out of, by outlet and voice.
func bases(t *testing.T, tables string) map[string]float64 {
	out := make(map[string]float64)
	for _, r := range demoRows(t, tables, "outlets.csv") {
		n := func(c string) float64 {
			f, err := strconv.ParseFloat(r[c+"words"], 64)
			if err != nil {
				t.Fatal(err)
			}
			return f
		}
		narration := n("own_") + n("scare_")
		for v, words := range map[string]float64{"own": narration, "scare": narration, "quoted": n("quoted_"), "reported": n("reported_"),
			"boilerplate": n("boilerplate_"), "all": narration + n("quoted_") + n("reported_")} {
			out[r["outlet"]+"|"+v] = words
		}
		if n("") != narration+n("quoted_")+n("reported_") {
			t.Errorf("outlets: words are not the sum of the voices in %v", r)
		}
	}
	return out
}

func recountTerms(t *testing.T, tables string) {
	counts := recount(demoRows(t, tables, "matches.csv"), func(r map[string]string) []string {
		return []string{r["lexicon"] + "|" + r["category"] + "|" + r["term"]}
	}, nil)
	rates(t, tables, "terms", counts, func(r map[string]string) string { return r["lexicon"] + "|" + r["category"] + "|" + r["term"] })
}

func recountCategories(t *testing.T, tables string) {
	counts := recount(demoRows(t, tables, "matches.csv"), func(r map[string]string) []string {
		// A category counts in those it is part of.
		var keys []string
		for category := r["category"]; category != ""; category = category[:max(0, strings.LastIndexByte(category, '.'))] {
			keys = append(keys, r["lexicon"]+"|"+category)
		}
		return keys
	}, nil)
	rates(t, tables, "categories", counts, func(r map[string]string) string { return r["lexicon"] + "|" + r["category"] })
}

// rates holds a table of rates to counts made from the evidence.
func rates(t *testing.T, tables, name string, counts map[string]*tallied, key func(r map[string]string) string) {
	base := bases(t, tables)
	nothing := &tallied{}
	for _, r := range demoRows(t, tables, name+".csv") {
		k := r["outlet"] + "|" + key(r) + "|" + r["voice"]
		n := counts[k]
		if n == nil {
			n = nothing
		}
		delete(counts, k)
		sameCell(t, name, r, "matches", float64(n.n))
		sameCell(t, name, r, "documents", float64(len(n.documents)))
		words := base[r["outlet"]+"|"+r["voice"]]
		sameCell(t, name, r, "words", words)
		if words > 0 {
			sameCell(t, name, r, "rate", 1000*float64(n.n)/words)
		}
	}
	for k := range counts {
		t.Errorf("%s: no row for %s", name, k)
	}
}

func recountNaming(t *testing.T, tables string) {
	place := func(r map[string]string, referent string) string {
		return strings.Join([]string{r["document"], r["section"], r["start"], r["end"], referent}, "|")
	}
	// A mention whose words are a label's match is named by the label.
	label := make(map[string]string)
	for _, r := range demoRows(t, tables, "matches.csv") {
		if r["referent"] != "" {
			label[place(r, r["referent"])] = r["term"]
		}
	}
	terms := make(map[string]bool)
	for _, r := range demoRows(t, tables, "terms.csv") {
		terms[r["referent"]+"|"+r["term"]] = true
	}
	referents := make(map[string]bool)
	// What is not a name is no chance to name.
	mentions := slices.DeleteFunc(demoRows(t, tables, "mentions.csv"), func(r map[string]string) bool { return r["form"] != "name" })
	chances := recount(mentions, func(r map[string]string) []string { return []string{r["actor"]} }, nil)
	labels := recount(mentions, func(r map[string]string) []string { return []string{r["actor"] + "|" + label[place(r, r["actor"])]} }, nil)
	sum := make(map[string]int)
	for _, r := range demoRows(t, tables, "naming.csv") {
		referents[r["referent"]] = true
		k := r["outlet"] + "|" + r["referent"] + "|" + r["voice"]
		n := chances[k]
		if n == nil {
			t.Errorf("naming: no mention for %v", r)
			continue
		}
		sameCell(t, "naming", r, "chances", float64(n.n))
		name := r["label"]
		if !terms[r["referent"]+"|"+name] {
			name = "" // the actor's own name
		}
		matches := labels[r["outlet"]+"|"+r["referent"]+"|"+name+"|"+r["voice"]]
		if matches == nil {
			matches = &tallied{}
		}
		sameCell(t, "naming", r, "matches", float64(matches.n))
		sameCell(t, "naming", r, "documents", float64(len(matches.documents)))
		sameCell(t, "naming", r, "share", float64(matches.n)/float64(n.n))
		sum[k] += matches.n
	}
	for k, n := range sum {
		if n != chances[k].n {
			t.Errorf("naming: labels of %s sum to %d of %d chances", k, n, chances[k].n)
		}
	}
	for k, n := range chances {
		if sum[k] == 0 && referents[strings.Split(k, "|")[1]] {
			t.Errorf("naming: no row for %s, named %d times", k, n.n)
		}
	}
}

func recountSentiment(t *testing.T, tables string) {
	counts := recount(demoRows(t, tables, "mentions.csv"), func(r map[string]string) []string { return []string{r["actor"] + "|" + r["scorer"]} },
		func(n *tallied, r map[string]string) {
			n.values[r["label"]]++
			if r["form"] != "name" {
				n.anaphoric++
			}
			if r["score"] != "" {
				f, err := strconv.ParseFloat(r["score"], 64)
				if err != nil {
					t.Fatal(err)
				}
				n.sum += f
			}
		})
	for _, r := range demoRows(t, tables, "sentiment.csv") {
		k := r["outlet"] + "|" + r["actor"] + "|" + r["scorer"] + "|" + r["voice"]
		n := counts[k]
		if n == nil {
			t.Errorf("sentiment: no mention for %v", r)
			continue
		}
		delete(counts, k)
		sameCell(t, "sentiment", r, "mentions", float64(n.n))
		sameCell(t, "sentiment", r, "documents", float64(len(n.documents)))
		sameCell(t, "sentiment", r, "positive", float64(n.values["1"]))
		sameCell(t, "sentiment", r, "neutral", float64(n.values["0"]))
		sameCell(t, "sentiment", r, "anaphoric", float64(n.anaphoric))
		sameCell(t, "sentiment", r, "negative", float64(n.values["-1"]))
		if judged := float64(n.n - n.values[""]); judged > 0 {
			sameCell(t, "sentiment", r, "mean", n.sum/judged)
			sameCell(t, "sentiment", r, "net", (float64(n.values["1"])-float64(n.values["-1"]))/judged)
		}
	}
	for k := range counts {
		t.Errorf("sentiment: no row for %s", k)
	}
}

// recountFurniture holds the list of furniture to the words counted as such.
func recountFurniture(t *testing.T, tables string) {
	words := make(map[string]float64)
	for _, r := range demoRows(t, tables, "boilerplate.csv") {
		each, err := strconv.ParseFloat(r["words"], 64)
		if err != nil {
			t.Fatal(err)
		}
		documents, err := strconv.ParseFloat(r["documents"], 64)
		if err != nil {
			t.Fatal(err)
		}
		words[r["outlet"]] += each * documents
	}
	for _, r := range demoRows(t, tables, "outlets.csv") {
		sameCell(t, "outlets", r, "boilerplate_words", words[r["outlet"]])
	}
}

// enough holds the demo itself to its purpose: every table and figure has
// something true to show.
func enough(t *testing.T, tables string) {
	outlets := demoRows(t, tables, "outlets.csv")
	if len(outlets) < 5 {
		t.Errorf("%d outlets", len(outlets))
	}
	for _, r := range outlets {
		if n, _ := strconv.Atoi(r["documents"]); n < 12 {
			t.Errorf("%s has %d documents", r["outlet"], n)
		}
	}
	wide := make(map[string]map[string]bool) // outlets that name a referent ten times
	for _, r := range demoRows(t, tables, "naming.csv") {
		if n, _ := strconv.Atoi(r["chances"]); r["voice"] == "all" && n >= 10 {
			if wide[r["referent"]] == nil {
				wide[r["referent"]] = make(map[string]bool)
			}
			wide[r["referent"]][r["outlet"]] = true
		}
	}
	often := 0
	for _, in := range wide {
		if 2*len(in) > len(outlets) {
			often++
		}
	}
	if often < 3 {
		t.Errorf("%d referents are named ten times or more by most outlets; three are due", often)
	}
	for _, name := range []string{"terms", "categories", "naming", "sentiment", "stance", "speakers", "contrasts", "keyness", "trends", "influence", "multiverse",
		"similarity", "statements", "boilerplate", "reuse", "quotes", "documents"} {
		demoRows(t, tables, name+".csv")
	}
}

// demoFiles reads everything below a folder.
func demoFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sameFiles holds two output folders to the same bytes.
func sameFiles(t *testing.T, what, a, b string) {
	t.Helper()
	x, y := demoFiles(t, a), demoFiles(t, b)
	if len(x) < 20 || len(x) != len(y) {
		t.Errorf("%s: %d files and %d", what, len(x), len(y))
	}
	for name := range x {
		if x[name] != y[name] {
			t.Errorf("%s: %s differs", what, name)
		}
	}
}

func TestDemoGivesTheSameBytesAgain(t *testing.T) {
	dir := t.TempDir()
	runSlant(t, "run", demoCorpus, "-o", filepath.Join(dir, "one"), "--quiet", "--workers", "1")
	runSlant(t, "run", demoCorpus, "-o", filepath.Join(dir, "seven"), "--quiet", "--workers", "7")
	sameFiles(t, "1 and 7 workers", filepath.Join(dir, "one"), filepath.Join(dir, "seven"))

	// The same corpus, written to disk from the last file to the first.
	backwards := filepath.Join(dir, "demo")
	corpus := demoFiles(t, demoCorpus)
	names := make([]string, 0, len(corpus))
	for name := range corpus {
		names = append(names, name)
	}
	slices.Sort(names)
	slices.Reverse(names)
	for _, name := range names {
		path := filepath.Join(backwards, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(corpus[name]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	runSlant(t, "run", backwards, "-o", filepath.Join(dir, "backwards"), "--quiet", "--workers", "3")
	sameFiles(t, "files written in another order", filepath.Join(dir, "one"), filepath.Join(dir, "backwards"))

	// Folders named in another order. Both have an outlet of their own.
	folders := []string{filepath.Join(backwards, "skerrow"), filepath.Join(backwards, "halden"), filepath.Join(backwards, "Meridian Newswire")}
	runSlant(t, append([]string{"run", "-o", filepath.Join(dir, "forth"), "--quiet"}, folders...)...)
	slices.Reverse(folders)
	runSlant(t, append([]string{"run", "-o", filepath.Join(dir, "back"), "--quiet"}, folders...)...)
	sameFiles(t, "folders named in another order", filepath.Join(dir, "forth"), filepath.Join(dir, "back"))
}

func TestDemoIsQuick(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	// The best of three, each held against a fixed piece of work done right
	// before and after it: the machine may have other things to do.
	best := time.Hour
	for range 3 {
		before := pieceOfWork()
		begun := time.Now()
		runSlant(t, "run", demoCorpus, "-o", filepath.Join(t.TempDir(), "out"), "--quiet")
		took := time.Since(begun)
		slower := max(1, float64(before+pieceOfWork())/float64(2*pieceTakes))
		t.Logf("a run takes %v on a machine %.1f times as slow as an idle one", took, slower)
		best = min(best, time.Duration(float64(took)/slower))
	}
	if best > 2*time.Second {
		t.Errorf("a run takes %v; 2 s are due", best)
	}
}

// pieceTakes is how long pieceOfWork takes on an idle machine of 2026.
const pieceTakes = 100 * time.Millisecond

// pieceOfWork times a chain of multiplications, each of which waits for the
// one before.
func pieceOfWork() time.Duration {
	begun := time.Now()
	h := uint64(1)
	for i := range uint64(75_000_000) {
		h = (h ^ i) * 0x100000001b3
	}
	if h == 0 {
		return 0 // so that the work is not thought useless
	}
	return time.Since(begun)
}
