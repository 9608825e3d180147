package reuse

import (
	"strings"

	"slant/analysis/text"
)

// agencies are the news agencies that credits name, by their words in small.
var agencies = map[string]string{
	"ap": "AP", "associated press": "AP", "the associated press": "AP", "reuters": "Reuters", "thomson reuters": "Reuters",
	"afp": "AFP", "agence france-presse": "AFP", "upi": "UPI", "united press international": "UPI", "dpa": "dpa", "pa": "PA",
	"tass": "TASS", "itar-tass": "TASS", "ria novosti": "RIA Novosti", "interfax": "Interfax", "sputnik": "Sputnik", "xinhua": "Xinhua",
	"irna": "IRNA", "isna": "ISNA", "fars": "Fars", "tasnim": "Tasnim", "mehr": "Mehr", "sana": "SANA", "anadolu": "Anadolu", "aa": "Anadolu",
	"anadolu agency": "Anadolu", "wafa": "WAFA", "kyodo": "Kyodo", "yonhap": "Yonhap", "pti": "PTI", "ani": "ANI", "ians": "IANS",
	"efe": "EFE", "ansa": "ANSA", "ukrinform": "Ukrinform", "bloomberg": "Bloomberg", "jta": "JTA",
}

// A credit stands in one of the first blocks of an article, page furniture
// above it aside, or in the last.
const creditBlocks = 4

// creditTokens is how far into a block a dateline can reach: "CAMBRIDGE,
// Mass., Dec. 11 (UPI) —".
const creditTokens = 18

// Wire gives the agency that an article says it comes from, empty where it
// says nothing: a dateline with the agency in brackets and a dash after it
// ("LONDON (Reuters) - "), a line that is the agency's name or "By" and it,
// or, for Reuters, a last line "(Reporting by …; Editing by …)". A mere "The
// Associated Press contributed to this report" is no such credit. blocks is
// what a Reader says of the blocks of t; nil when that is not known.
func Wire(t *text.Text, blocks []Block) string {
	for i, seen := 0, 0; i < len(t.Blocks) && seen < creditBlocks; i++ {
		if i >= len(blocks) || blocks[i].Kind != Furniture {
			seen++
		}
		tokens := t.Tokens[t.Blocks[i].Tokens.First:t.Blocks[i].Tokens.End]
		if name := dateline(t.Body, tokens); name != "" {
			return name
		}
		if name := creditLine(t.Body, t.Blocks[i].Span); name != "" {
			return name
		}
	}
	for i := max(0, len(t.Blocks)-creditBlocks); i < len(t.Blocks); i++ {
		b := t.Body[t.Blocks[i].Start:t.Blocks[i].End]
		if at := strings.LastIndex(b, "diting by "); at > 0 && strings.Contains(b, "eporting by ") {
			return "Reuters"
		}
		if name := creditLine(t.Body, t.Blocks[i].Span); name != "" {
			return name
		}
	}
	return ""
}

// dateline reads "PLACE, date (Agency) —" at the start of a block. A name that
// is not in the list is an agency where the place is in capitals.
func dateline(body string, tokens []text.Token) string {
	for i := 0; i < min(creditTokens, len(tokens)); i++ {
		if tokens[i].Len() != 1 || body[tokens[i].Start] != '(' || i == 0 {
			continue
		}
		for j := i + 1; j < min(i+6, len(tokens)-1); j++ {
			if tokens[j].Len() != 1 || body[tokens[j].Start] != ')' {
				continue
			}
			if after := body[tokens[j+1].Start:tokens[j+1].End]; after != "—" && after != "–" && after != "-" && after != "--" {
				return ""
			}
			name := body[tokens[i].End:tokens[j].Start]
			if known := agencies[strings.ToLower(strings.TrimSpace(name))]; known != "" {
				return known
			}
			if tokens[0].Shape == text.Upper && tokens[i+1].Shape != text.Lower {
				return strings.TrimSpace(name)
			}
			return ""
		}
		return ""
	}
	return ""
}

// creditLine reads a block that is an agency's name, alone or after "By" or
// "Source:".
func creditLine(body string, block text.Span) string {
	if block.Len() > 48 {
		return ""
	}
	s := strings.ToLower(strings.Trim(body[block.Start:block.End], " ()[].–—-"))
	for _, opening := range []string{"by ", "source: ", "from "} {
		s = strings.TrimPrefix(s, opening)
	}
	return agencies[s]
}
