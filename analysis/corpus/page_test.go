package corpus

import (
	"strings"
	"testing"
)

// harbour is a page as a news site serves it, with everything around.
const harbour = `<!DOCTYPE html><html lang="en_GB"><head><title>Harbour strike enters second week | The Daily Post</title>
<meta property="og:site_name" content="The Daily Post"><meta property="og:title" content="Harbour strike enters second week | The Daily Post">
<meta property="article:published_time" content="2024-03-05T23:30:00-05:00"><meta name="author" content="Jane Doe">
<link rel="stylesheet" href="x.css"><link rel="canonical" href="https://post.example/harbour">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2024-03-07"}]}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<header><div class="logo">The Daily Post</div></header>
<article><h1>Harbour strike enters  second week</h1><p class="byline">By Jane Doe</p><time datetime="2024-03-06">6 March 2024</time>
<figure><img src="x.jpg" alt="Cranes"><figcaption>Cranes stand idle at the northern pier.
   Photo: A. Smith</figcaption></figure>
<p>Dock workers in the northern port voted on Monday to extend their walkout for another seven days, their union said, after talks with the owners broke down late on Sunday evening.</p>
<p>The owners called the vote <q>a <q>reckless</q> act</q> and said it would cost the town&nbsp;dearly. &ldquo;We have offered <em>everything</em> we can offer,&rdquo; said a spokeswoman for the company, who asked not to be named.</p>
<h2>No end in sight</h2>
<blockquote><p>We did not choose this strike, but we will end it on our terms.</p><p>Nobody should doubt it.</p></blockquote>
<p>A <a href="/m">mediator</a> named by the ministry is due<br>to arrive on Wednesday, and both sides say they will listen, although neither of them expects an early end to the dispute.</p>
<ul><li>Night shifts are paid at one and a half times the usual rate.</li><li>The owners want to cut that to one and a quarter.</li></ul>
<table><tr><th>Shift</th><th>Rate</th></tr><tr><td>Day</td><td>1.0</td></tr></table>
<p>Shops near the harbour have started to lay off staff, and the mayor has asked the government for help for the families of those who have been without wages for ten days now.</p>
</article>
<aside class="related"><h3>Related</h3><a href="/1">Ten things about ports</a> <a href="/2">Another story</a></aside>
<footer><p>Copyright The Daily Post. All rights reserved.</p></footer><script>var x="<p>no</p>";</script></body></html>`

const harbourText = `⟦byline: By Jane Doe⟧

⟦byline: 6 March 2024⟧

⟦caption: Cranes stand idle at the northern pier. Photo: A. Smith⟧

Dock workers in the northern port voted on Monday to extend their walkout for another seven days, their union said, after talks with the owners broke down late on Sunday evening.

The owners called the vote “a ‘reckless’ act” and said it would cost the town` + "\u00a0" + `dearly. “We have offered everything we can offer,” said a spokeswoman for the company, who asked not to be named.

⟦heading: No end in sight⟧

⟦quotation: We did not choose this strike, but we will end it on our terms.

Nobody should doubt it.⟧

A mediator named by the ministry is due
to arrive on Wednesday, and both sides say they will listen, although neither of them expects an early end to the dispute.

⟦item: Night shifts are paid at one and a half times the usual rate.⟧
⟦item: The owners want to cut that to one and a quarter.⟧

Shift Rate
Day 1.0

Shops near the harbour have started to lay off staff, and the mayor has asked the government for help for the families of those who have been without wages for ten days now.`

func TestPage(t *testing.T) {
	docs, problems := collect(t, &Reader{Names: []string{"."}, FS: folder(map[string]string{"post/a.html": harbour})})
	if len(docs) != 1 {
		t.Fatalf("%d documents: %v", len(docs), problems)
	}
	d := docs[0]
	if got := marked(d); got != harbourText {
		t.Errorf("got\n%s\nwant\n%s", got, harbourText)
	}
	if d.Title != "Harbour strike enters second week" || d.Date != "2024-03-05" || d.URL != "https://post.example/harbour" || d.Language != "en-GB" || d.Outlet != "post" {
		t.Errorf("title %q, date %q, url %q, language %q, outlet %q", d.Title, d.Date, d.URL, d.Language, d.Outlet)
	}
	if len(d.Vars) != 2 || d.Vars[0] != (Var{"byline", "Jane Doe"}) || d.Vars[1] != (Var{"site_name", "The Daily Post"}) {
		t.Errorf("variables %v", d.Vars)
	}
	if got := problems.Error(); strings.Count(got, "\n") != 0 || !strings.Contains(got, "the day as written is kept") {
		t.Errorf("problems: %s", got)
	}
}

// words makes running text that a content extractor takes for an article.
func words(n int) string {
	return strings.Repeat("The council met on Monday, as it does each week, and talked about the harbour. ", n)
}

func TestWhatAPageSaysOfItself(t *testing.T) {
	tests := []struct{ name, head, body, title, date, url, language string }{
		{"nothing", "", "", "", "", "", ""},
		{"title alone", "<title>Council meets on the harbour</title>", "", "Council meets on the harbour", "", "", ""},
		{"the site's name is left off where a heading shows it", "<title>Council meets again – The Daily Post</title>", "<h1>Council meets again</h1>", "Council meets again", "", "", ""},
		{"linked data", `<script type="application/ld+json">[{"@type":["NewsArticle"],"headline":"Council meets on the harbour","datePublished":"2024-01-02"}]</script>`, "", "Council meets on the harbour", "2024-01-02", "", ""},
		{"linked data of something else", `<script type="application/ld+json">{"@type":"Organization","datePublished":"2024-01-02"}</script>`, "", "", "", "", ""},
		{"broken linked data", `<script type="application/ld+json">{"@type":</script><meta name="date" content="2024-01-02">`, "", "", "2024-01-02", "", ""},
		{"the surer of two dates", `<meta name="date" content="2024-01-09"><meta name="dc.date.issued" content="2024-01-02">`, "", "", "2024-01-02", "", ""},
		{"a time element in the article", "", `<time>January 2, 2024</time>`, "", "2024-01-02", "", ""},
		{"a time element marked as the day of publication", "", `<time datetime="2024-01-05">x</time><time itemprop="datePublished" datetime="2024-01-02">x</time>`, "", "2024-01-02", "", ""},
		{"address and language by other names", `<meta property="og:url" content="https://post.example/1"><meta property="og:locale" content="de_AT">`, "", "", "", "https://post.example/1", "de-AT"},
		{"an address that is none", `<link rel="canonical" href="/1">`, "", "", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			source := "<html><head>" + tt.head + "</head><body><article>" + tt.body + "<p>" + words(8) + "</p><p>" + words(8) + "</p></article></body></html>"
			docs, problems := collect(t, &Reader{Names: []string{"."}, FS: folder(map[string]string{"post/a.html": source})})
			if len(docs) != 1 {
				t.Fatalf("%v", problems)
			}
			d := docs[0]
			if d.Title != tt.title || d.Date != tt.date || d.URL != tt.url || d.Language != tt.language {
				t.Errorf("title %q, date %q, url %q, language %q", d.Title, d.Date, d.URL, d.Language)
			}
		})
	}
}

func TestPagesWithoutMainContent(t *testing.T) {
	links := "<div class=sidebar>" + strings.Repeat(`<a href="/x">Another story of the day</a> `, 30) + "</div>"
	tests := []struct{ name, source, want string }{
		{"hidden behind a barrier", "<html><body><nav>Menu</nav><div style='display:none'><p>" + words(20) + "</p></div><p>Subscribe to go on.</p><footer>Rights</footer></body></html>",
			"warning: p/a.html:1: no main content found on the page; its whole text is used, 1296 letters\n"},
		{"only links", "<html><body>" + links + "<p>Today.</p></body></html>",
			"warning: p/a.html:1: more than half of the text found on the page is links; leave out pages that only lead to articles\n"},
		{"nested too deep", strings.Repeat("<div>", 1000) + "x", "skipped: p/a.html:1: the page cannot be read: html: open stack of elements exceeds 512 nodes\n"},
		{"empty", "<html></html>", "skipped: p/a.html:1: the document has no text\n"},
	}
	for _, tt := range tests {
		got := render(t, &Reader{Names: []string{"."}, FS: folder(map[string]string{"p/a.html": tt.source})})
		if i := strings.Index(got, "p/a.html · "); i >= 0 {
			if strings.Contains(got[i:], "Menu") || strings.Contains(got[i:], "Rights") {
				t.Errorf("%s: navigation in the text", tt.name)
			}
			got = got[:i]
		}
		if got != tt.want {
			t.Errorf("%s: got\n%swant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestMetadataGoesBeforeThePage(t *testing.T) {
	r := &Reader{Names: []string{"."}, FS: folder(map[string]string{"post/a.html": harbour, "m.csv": "file,title,date,outlet,byline,desk\npost/a.html,Another title,2024-01-02,The Post,,Economy\n"})}
	docs, _ := collect(t, r)
	d := docs[0]
	if d.Title != "Another title" || d.Date != "2024-01-02" || d.Outlet != "The Post" || d.URL != "https://post.example/harbour" || len(d.Vars) != 3 || d.Vars[1] != (Var{"desk", "Economy"}) {
		t.Errorf("%+v", d)
	}
}
