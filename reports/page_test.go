package reports

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// memory is an output folder in memory.
type memory map[string]*bytes.Buffer

type memoryFile struct{ *bytes.Buffer }

func (memoryFile) Close() error { return nil }

func (m memory) create(name string) (io.WriteCloser, error) {
	if m[name] != nil {
		return nil, fmt.Errorf("%s is written twice", name)
	}
	m[name] = &bytes.Buffer{}
	return memoryFile{m[name]}, nil
}

func written(t *testing.T, run *Run, o Options) memory {
	t.Helper()
	out := memory{}
	if _, err := Write(out.create, run, o); err != nil {
		t.Fatal(err)
	}
	return out
}

// pageOf gives the page and the data in it.
func pageOf(t *testing.T, run *Run) (page string, data map[string]json.RawMessage) {
	t.Helper()
	page = written(t, run, Options{})["report.html"].String()
	m := regexp.MustCompile(`(?s)<script type="application/json" id="data"( data-encoding="deflate")?>(.*?)</script>`).FindStringSubmatch(page)
	if m == nil {
		t.Fatal("the page has no data")
	}
	text := []byte(m[2])
	if m[1] != "" {
		packed, err := base64.StdEncoding.DecodeString(m[2])
		if err != nil {
			t.Fatal(err)
		}
		if text, err = io.ReadAll(flate.NewReader(bytes.NewReader(packed))); err != nil {
			t.Fatal(err)
		}
	}
	if err := json.Unmarshal(text, &data); err != nil {
		t.Fatal(err)
	}
	return page, data
}

// The policy of the page names its one style and its one script by their
// digests; nothing else can run, and nothing can be loaded.
func TestPagePolicy(t *testing.T) {
	page, _ := pageOf(t, sampleRun())
	policy := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(page)
	if policy == nil {
		t.Fatal("no policy")
	}
	said := html.UnescapeString(policy[1])
	if !strings.HasPrefix(said, "default-src 'none'; ") || strings.Contains(said, "unsafe") || strings.Contains(said, "http") {
		t.Errorf("policy is %s", said)
	}
	for _, tag := range []string{"style", "script"} {
		found := regexp.MustCompile(`(?s)<`+tag+`>(.*?)</`+tag+`>`).FindAllStringSubmatch(page, -1)
		if len(found) != 1 {
			t.Fatalf("%d blocks of %s", len(found), tag)
		}
		sum := sha256.Sum256([]byte(found[0][1]))
		if want := tag + "-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(said, want) {
			t.Errorf("policy lacks %s", want)
		}
	}
}

// What articles bring: markup, addresses that run, controls that reorder.
func TestNothingOfAnArticleActs(t *testing.T) {
	page, data := pageOf(t, sampleRun())
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	scripts := 0
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			if n.Data == "script" {
				scripts++
			}
			for _, a := range n.Attr {
				switch {
				case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "src":
					t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
				case a.Key == "href" && strings.Contains(strings.ToLower(a.Val), "javascript:"):
					t.Errorf("a link to %q", a.Val)
				}
			}
		}
		if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" && strings.ContainsAny(n.Data, "\u202A\u202B\u202D\u202E") {
			t.Errorf("%q reorders the page", n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	if scripts != 2 {
		t.Errorf("%d script elements, want the data and the page's own", scripts)
	}
	var words []string
	if err := json.Unmarshal(data["words"], &words); err != nil {
		t.Fatal(err)
	}
	all := strings.Join(words, "\n")
	for _, want := range append(sampleOutlets, "Berth dock clique <i>closed</i>", "the mayor of صور") {
		if !strings.Contains(all, want) {
			t.Errorf("%q is lost", want)
		}
	}
	if strings.Contains(all, "javascript:") {
		t.Error("an address that runs is in the page")
	}
	if !bytes.Contains(data["evidence"], []byte(`\u003c/script\u003e\u003cb\u003e`)) {
		t.Error("the markup of a sentence is lost, or not escaped")
	}
}

// Every text of an instrument is written as text, in attributes too.
func TestPageEscapesWhatIsWrittenIntoIt(t *testing.T) {
	const hostile = `</p>"'<b>&amp;` + "\x00"
	run := &Run{Manifest: Manifest{Slant: hostile, Instruments: []Instrument{{
		Kind: hostile, Name: hostile, Version: hostile, License: hostile, Citation: hostile, SHA256: hostile,
	}}}}
	page, _ := pageOf(t, run)
	if strings.Contains(page, "<b>") || strings.Contains(page, `</p>"`) || strings.Contains(page, "\x00") {
		t.Error("a text acts as markup")
	}
	const escaped = "&lt;/p&gt;&#34;&#39;&lt;b&gt;&amp;amp;"
	for _, want := range []string{
		`content="slant ` + escaped + "\uFFFD" + `">`,
		"<li>" + escaped + "\uFFFD <strong><bdi>" + escaped + " </bdi></strong> " + escaped + "\uFFFD",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// Under five megabytes, and it says what it leaves out.
func TestPageOfALargeRun(t *testing.T) {
	if testing.Short() {
		t.Skip("writes the page of a large run")
	}
	run := sampleRunOf(manyOutlets(300))
	run.Evidence = nil
	for i := range 20000 {
		e := sampleEvidence([]string{fmt.Sprintf("Paper %d", i%300)})[i%32]
		e.Document, e.Title = fmt.Sprintf("doc-%d", i), fmt.Sprintf("Headline %d %v", i, wave("title", i))
		e.Sentence += strings.Repeat(fmt.Sprintf(" and %v", wave("word", i)), 8)
		run.Evidence = append(run.Evidence, e)
	}
	page, data := pageOf(t, run)
	if len(page) > 5e6 {
		t.Errorf("page has %d bytes", len(page))
	}
	var evidence []json.RawMessage
	if err := json.Unmarshal(data["evidence"], &evidence); err != nil {
		t.Fatal(err)
	}
	if len(evidence) < 2000 || len(evidence) > 20000 {
		t.Errorf("page has %d of 20,000 sentences", len(evidence))
	}
	if want := grouped(int64(len(evidence))) + " of"; !strings.Contains(page, want) {
		t.Errorf("the page does not say that it has %s sentences", want)
	}
}

// A sentence whose marks are out of range, which no run should make, is shown
// without a mark rather than not at all.
func TestSentenceWithoutItsMark(t *testing.T) {
	d := &pageData{words: map[string]int{}}
	got := string(d.appendSentence(nil, &Evidence{Sentence: "Fog.", Start: 2, End: 9}))
	if !strings.HasSuffix(got, `,0,0,"","","Fog."]`) {
		t.Errorf("sentence is %s", got)
	}
}

func TestPageWithNothing(t *testing.T) {
	page, _ := pageOf(t, &Run{Manifest: Manifest{Slant: "1.0.0"}})
	if !strings.Contains(page, "Nothing that can be said with an interval") {
		t.Error("a page without findings does not say so")
	}
}

func TestSafeURL(t *testing.T) {
	for url, want := range map[string]string{
		"https://example.org/a?b=1&c": "https://example.org/a?b=1&c", "HTTP://example.org": "HTTP://example.org",
		"javascript:alert(1)": "", "JaVaScRiPt:alert(1)": "", "data:text/html,x": "", "//example.org": "", "": "", " https://x": "", "file:///etc/passwd": "",
	} {
		if got := safeURL(url); got != want {
			t.Errorf("%q becomes %q, want %q", url, got, want)
		}
	}
}

// What needs no escape is written as it is; the result is that of the standard
// library for every byte and for what HTML and JavaScript mind.
func TestStringsOnThePage(t *testing.T) {
	texts := []string{"", "plain words, 1–2", "a<b", "</script>", `"quoted" \ back`, "line\u2028separator", "tab\there", "caf\u00e9", "bad\xffbyte"}
	for c := range 256 {
		texts = append(texts, "a"+string([]byte{byte(c)})+"b")
	}
	for _, s := range texts {
		want, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := appendString([]byte("x"), s); string(got) != "x"+string(want) {
			t.Errorf("%q is written as %s, not %s", s, got[1:], want)
		}
	}
}

// Of equal counts the page has the rows that come first, however many there are.
func TestThePageHasTheRowsWithTheLargestCounts(t *testing.T) {
	for _, n := range []int{pageRows, pageRows + 1, 2 * pageRows, 5*pageRows + 7} {
		for _, values := range []int{1, 3, 1000, n} {
			table := &Table{Columns: []Column{{Name: "term"}, {Name: "matches", Kind: Integer}}}
			var want []int
			for i := range n {
				table.Rows = append(table.Rows, []Value{Text("x"), Int(i * 7919 % values)})
				want = append(want, i)
			}
			slices.SortStableFunc(want, func(a, b int) int { return b*7919%values - a*7919%values })
			want = want[:pageRows]
			slices.Sort(want)
			if got := rowsOnPage(table); !slices.Equal(got, want) {
				t.Errorf("%d rows with %d counts: %d rows are chosen, not those with the largest counts", n, values, len(got))
			}
		}
	}
}

// Sentences that do not fit on the page are not all written to find that out.
func TestEvidenceStopsWhereItDoesNotFit(t *testing.T) {
	const limit = 1 << 20
	random := rand.New(rand.NewPCG(1, 2))
	letters := make([]byte, 4096) // hardly to be packed
	evidence := make([]Evidence, 4000)
	for i := range evidence {
		for k := range letters {
			letters[k] = 'a' + byte(random.IntN(26))
		}
		evidence[i].Sentence = string(letters)
	}
	d := &pageData{words: map[string]int{}}
	p := packer{out: room{limit: limit}}
	b, err := d.appendEvidence(nil, evidence, 1, limit, &p)
	if !errors.Is(err, errRoom) {
		t.Fatalf("error %v, want that there is no room", err)
	}
	if len(b) > 4*limit {
		t.Errorf("%d bytes written for %d that fit", len(b), limit)
	}
}
