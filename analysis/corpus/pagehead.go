package corpus

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pageHead is what a page says of itself, outside its main content.
type pageHead struct {
	headings []string // texts of h1
	date     string   // as written
	url      string
	language string
	site     string
	linked   string // headline in JSON-LD
	rank     int    // of date: the lower, the surer
}

// dateNames are names of meta elements that hold the day of publication, the
// surer first; a page's JSON-LD stands between the first and the rest, its
// time elements after all.
var dateNames = []string{
	"article:published_time", "datepublished", "og:article:published_time", "citation_publication_date", "citation_date",
	"dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date",
	"pubdate", "publishdate", "publish-date", "publish_date", "date",
}

const (
	rankJSON = 1
	rankTime = 1000
)

// readHead gathers it from the parsed page.
func readHead(doc *html.Node) *pageHead {
	h := &pageHead{rank: 1 << 30}
	var canonical, ogURL, locale string
	inArticle := 0
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch n.DataAtom {
		case atom.Html:
			h.language = attribute(n, "lang")
		case atom.H1:
			if t := collapse(nodeText(n)); t != "" {
				h.headings = append(h.headings, t)
			}
		case atom.Link:
			if slices.Contains(strings.Fields(strings.ToLower(attribute(n, "rel"))), "canonical") && canonical == "" {
				canonical = attribute(n, "href")
			}
		case atom.Script:
			if strings.EqualFold(strings.TrimSpace(attribute(n, "type")), "application/ld+json") {
				h.linkedData(nodeText(n))
			}
			return
		case atom.Meta:
			content := strings.TrimSpace(attribute(n, "content"))
			for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
				name := strings.ToLower(strings.TrimSpace(attribute(n, key)))
				switch name {
				case "og:url":
					ogURL = content
				case "og:site_name":
					h.site = collapse(content)
				case "og:locale":
					locale = content
				case "content-language":
					if h.language == "" {
						h.language = content
					}
				}
				if i := slices.Index(dateNames, name); i >= 0 {
					h.offer(content, i*2)
				}
			}
		case atom.Time:
			when := attribute(n, "datetime")
			if when == "" {
				when = collapse(nodeText(n))
			}
			switch {
			case strings.EqualFold(attribute(n, "itemprop"), "datePublished") || hasAttribute(n, "pubdate"):
				h.offer(when, rankTime)
			case inArticle > 0:
				h.offer(when, rankTime+1)
			}
		}
		article := n.DataAtom == atom.Article || n.DataAtom == atom.Main
		if article {
			inArticle++
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if article {
			inArticle--
		}
	}
	walk(doc)
	if h.url = canonical; !isAddress(h.url) {
		h.url = ogURL
	}
	if !isAddress(h.url) {
		h.url = ""
	}
	if h.language == "" {
		h.language = locale
	}
	h.language = strings.ReplaceAll(strings.TrimSpace(h.language), "_", "-")
	return h
}

// offer takes a date when none as sure was found before.
func (h *pageHead) offer(date string, rank int) {
	if date != "" && rank < h.rank {
		h.date, h.rank = date, rank
	}
}

// linkedData finds the day of publication and the headline in a page's JSON-LD.
func (h *pageHead) linkedData(source string) {
	var data any
	if json.Unmarshal([]byte(source), &data) != nil {
		return // pages hold much JSON-LD that is none; it is only one of several places to look
	}
	var walk func(v any, depth int)
	walk = func(v any, depth int) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e, depth+1)
			}
		case map[string]any:
			kind, _ := v["@type"].(string)
			if kinds, ok := v["@type"].([]any); ok && len(kinds) > 0 {
				kind, _ = kinds[0].(string)
			}
			if strings.Contains(kind, "Article") || strings.Contains(kind, "Posting") || kind == "Report" {
				if date, ok := v["datePublished"].(string); ok {
					h.offer(date, rankJSON)
				}
				if headline, ok := v["headline"].(string); ok && h.linked == "" {
					h.linked = collapse(headline)
				}
			}
			if depth < 4 {
				walk(v["@graph"], depth+1)
			}
		}
	}
	walk(data, 0)
}

// headline is the page's title without the site's name: the heading that is
// part of it, where there is one.
func (h *pageHead) headline(title string) string {
	best := ""
	for _, t := range h.headings {
		if len(t) > len(best) && strings.Count(t, " ") >= 2 && strings.Contains(strings.ToLower(title), strings.ToLower(t)) {
			best = t
		}
	}
	switch {
	case best != "":
		return best
	case title == "" && len(h.headings) == 1:
		return h.headings[0]
	}
	return title
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttribute(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// nodeText is all text below a node.
func nodeText(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}
