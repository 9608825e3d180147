package lexicons

import (
	"fmt"
	"strings"
	"testing"

	"slant/analysis/diag"
)

// dump prints what a lexicon says: a line for each category with its terms.
// A term shows its weight, if not 1, after =, and its condition in braces.
func dump(l *Lexicon) string {
	var b strings.Builder
	for _, c := range l.Categories {
		b.WriteString(c.Name)
		if c.Description != "" {
			b.WriteString(" (" + c.Description + ")")
		}
		b.WriteString(":")
		for _, t := range l.Terms {
			if t.Category != c.Name {
				continue
			}
			b.WriteString(" " + strings.ReplaceAll(t.Pattern, " ", "_"))
			if t.Weight != 1000 {
				b.WriteString("=" + t.Weight.String())
			}
			if conditional(t) {
				not := ""
				if t.If.Unless {
					not = "not "
				}
				if t.If.Next != "" {
					fmt.Fprintf(&b, "{%sbefore %s}", not, t.If.Next)
				} else {
					fmt.Fprintf(&b, "{%safter %s}", not, strings.Join(t.If.Previous, ","))
				}
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// messages prints problems without the file name, one a line, with a mark for
// their severity: ! skip, ~ warning, . notice.
func messages(ps diag.Problems) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString([]string{"!", "~", "."}[p.Severity] + strings.TrimPrefix(p.Error(), p.File+":") + "\n")
	}
	return b.String()
}

// files are fixtures of every format with its traps: what is read and what is
// said about it.
var files = []struct {
	name, file, data string
	format           Format
	want, problems   string
}{
	{"plain list", "loaded.txt", "# loaded terms\nZionist regime\n\n  occup* entity\n\\#MeToo\n", Text,
		"loaded: Zionist_regime occup*_entity #MeToo\n", ""},
	{"plain list with a bad pattern", "a.txt", "good\n(bad\n", Text,
		"a: good\n", "!2:1: pattern \"(bad\": an opening bracket without its partner; close it, or write \\( for the mark itself\n"},

	{"LIWC", "mary.dic", "%\n1\tSHEEP\n2\tGIRL\n%\nlamb\t1\nlittle\t1\nmore\t1\nhad\t2\nmary\t2\n", LIWC,
		"SHEEP: lamb little more\nGIRL: had mary\n", ""},
	{"LIWC, CRLF and blank lines", "a.dic", "%\r\n1\tA\r\n\r\n2\tB\r\n%\r\n\r\nlamb*\t1\t2\r\n", LIWC,
		"A: lamb*\nB: lamb*\n", ""},
	{"LIWC, zero-padded numbers", "a.dic", "%\n01\tA\n2\tB\n%\nlittle\t1\t02\nlamb\t001\n", LIWC,
		"A: little lamb\nB: little\n", ""},
	{"LIWC, spaces for tabs and doubled tabs", "a.dic", "%\n121 whatever\n2\t\tB\n%\nlittle  121\nlamb\t\t2\t\t121\nkind of  2 121\n", LIWC,
		"whatever: little lamb kind_of\nB: lamb kind_of\n", ""},
	{"LIWC, a phrase that ends in a number", "a.dic", "%\n7\tA\n%\narea 51 7\narea 52\t7\n", LIWC,
		"A: area_51 area_52\n", ""},
	{"LIWC, a term on several lines", "a.dic", "%\n1\tA\n2\tB\n%\nlamb\t1\nlamb\t2\nlamb\t1\n", LIWC,
		"A: lamb\nB: lamb\n", ""},
	{"LIWC, undefined number", "a.dic", "%\n1\tA\n%\nlamb\t1\t9\nmary\t8\nwool\n", LIWC,
		"A: lamb\n", "~4:1: \"lamb\": no category has number 9\n~5:1: \"mary\": no category has number 8\n~6:1: \"wool\" is in no category\n"},
	{"LIWC, a number twice", "a.dic", "%\n1\tA\n1\tB\n%\nlamb\t1\n", LIWC,
		"A: lamb\n", "~3:1: number 1 of \"B\" is taken by \"A\"; the first keeps it\n"},
	{"LIWC 2015, nesting by tabs", "a.dic", "%\n1\tAffect (Affective words)\n\t2\tPosemo\n\t3\tNegemo\n\t\t4\tAnger\nOther\n\t5\tTime\n%\nhappy\t1\t2\nrage*\t4\t3\t1\nodd\t1\nnow\t5\n", LIWC,
		"Affect (Affective words): odd\nAffect.Posemo: happy\nAffect.Negemo:\nAffect.Negemo.Anger: rage*\nOther:\nOther.Time: now\n", ""},
	{"LIWC, condition on the next word", "a.dic", "%\n125\taffect\n131\tcogmech\n%\nkind\t<of>131/125\n", LIWC,
		"affect: kind{not before of}\ncogmech: kind{before of}\n", ""},
	{"LIWC, condition on the word before", "a.dic", "%\n2\tpron\n134\tneg\n125\taffect\n126\tposemo\n464\tfiller\n253\ttime\n%\nlike\t(02 134)125/464 (02 134)126 (02 134)126 253\n", LIWC,
		"pron:\nneg:\naffect: like{after pron,neg}\nposemo: like{after pron,neg}\nfiller: like{not after pron,neg}\ntime: like\n",
		".9:1: \"like\" is in \"posemo\" already, on line 9\n"},
	{"LIWC, conditions after spaces", "a.dic", "%\n125\taffect\n131\tcogmech\n464\tfiller\n%\nkind <of>131/125\nlike (131 125)125/464\n", LIWC,
		"affect: kind{not before of} like{after cogmech,affect}\ncogmech: kind{before of}\nfiller: like{not after cogmech,affect}\n", ""},
	{"LIWC, marks that are no syntax", "a.dic", "%\n1\tface\n%\n:)\t1\n(:\t1\nwhat?\t1\n", LIWC,
		"face: :\\) \\(: what\\?\n", ""},
	{"LIWC, a broken code", "a.dic", "%\n1\tA\n%\nlamb\t1\tx\n", LIWC,
		"A: lamb\n", "~4:1: \"lamb\": \"x\" is no number of a category and no condition\n"},
	{"LIWC, no end of the header", "a.dic", "%\n1\tA\nlamb\t1\n", LIWC,
		"A:\nlamb 1:\n", "!1:1: the list of categories has no second line with % alone; a .dic begins: %, categories, %, terms\n"},

	{"LIWC-22", "a.dicx", "DicTerm,Good,Bad.Worse\nfine,X,\nawful,,0.5\nmixed,x,2\nnone,0,\nkind of,X,X\n", LIWC22,
		"Good: fine mixed kind_of\nBad:\nBad.Worse: awful=0.5 mixed=2 kind_of\n", "~5:1: \"none\" is in no category\n"},
	{"LIWC-22, bad cells", "a.dicx", "DicTerm,A,\n,X,\nb,y,\nc,X,X\n", LIWC22,
		"A: b c\n", "~2:2: a row without a term\n!3:3: weight \"y\" is no number between -1000000 and 1000000\n~4:5: \"X\" stands in a column without a category\n"},

	{"Yoshikoder, patterns beside categories", "a.ykd", `<?xml version="1.0" encoding="UTF-8"?>
<dictionary style="050805" patternengine="substring">
<cnode name="Rhyme" desc="from a rhyme">
  <cnode name="Girl"><pnode name="mary"/><pnode name="had"/></cnode>
  <pnode name="lamb*"/>
  <pnode name="little?"/>
</cnode>
</dictionary>
`, Yoshikoder, "Rhyme (from a rhyme): lamb* little\\?\nRhyme.Girl: mary had\n", ""},
	{"Yoshikoder, categories of one pattern", "a.ykd", `<dictionary><cnode name="Dictionary"><cnode name="pos"><cnode name="A"><pnode name="a  word"/></cnode><cnode name="B"><pnode name="b word"/></cnode></cnode></cnode></dictionary>`, Yoshikoder,
		"Dictionary:\nDictionary.pos:\nDictionary.pos.A: a_word\nDictionary.pos.B: b_word\n", ""},
	{"Yoshikoder in a .cat", "actually.cat", `<?xml version="1.0"?><dictionary><cnode name="A"><pnode name="b"/></cnode></dictionary>`, Yoshikoder,
		"A: b\n", ""},
	{"Lexicoder 2", "a.lcd", `<dictionary><cnode name="neg_positive"><pnode name="not good"/></cnode></dictionary>`, Lexicoder,
		"neg_positive: not_good\n", ""},
	{"Yoshikoder, what is not read", "a.ykd", "<dictionary patternengine=\"regexp\">\n<cnode name=\"v1.0\" score=\"2\"><pnode name=\"a\" score=\"1\"/><pnode name=\"b\" score=\"1\"/><pnode/></cnode>\n<rule><pnode name=\"x\"/></rule>\n<pnode name=\"loose\"/></dictionary>", Yoshikoder,
		"v1_0: a b\na: loose\n", `~1:1: patternengine "regexp" is not supported; patterns are read as words with the wildcard *
~2:1: attribute "score" of cnode elements is not read
~2:1: category "v1.0" is read as "v1_0": a dot in a name nests categories
~2:30: attribute "score" of pnode elements is not read
~2:84: a pnode without a name
~3:1: element "rule" is not read
`},
	{"Yoshikoder, broken XML", "a.ykd", "<dictionary>\n<cnode name=\"A\">\n</dictionary>", Yoshikoder, "A:\n",
		"!3:14: no well-formed XML: line 3: element <cnode> closed by </dictionary>\n"},

	{"Lexicoder 3", "a.lc3", "+NEGATIVE\n abandon*\n bad luck\n\n+POSITIVE\n ok?y\n (sic)\n", Lexicoder3,
		"NEGATIVE: abandon* bad_luck\nPOSITIVE: ok?y \\(sic\\)\n", ""},
	{"Lexicoder 3, terms first", "a.lc3", " lost\n+A\n b\n", Lexicoder3,
		"a: lost\nA: b\n", "~1:2: \"lost\" stands before the first category\n"},

	{"WordStat", "a.cat", "NEGATIVE\n\tANGER\n\t\tANGRY (1)\n\t\tVERY BAD (10)\n\t\tWAR_IN_IRAQ (1)\n\tSAD* (0.5)\nNA\n\tOK (-2)\n", WordStat,
		"NEGATIVE: SAD*=0.5\nNEGATIVE.ANGER: ANGRY VERY_BAD=10 WAR_IN_IRAQ\nNA: OK=-2\n", ""},
	{"WordStat, rules", "a.cat", "NEGATIONS\n\tNOT (1)\nBAD\n\t@NOTGOOD [#POSITIVE_WORDS AFTER #NEGATIONS /S 3] (1)\n\tAWFUL (1)\n", WordStat,
		"NEGATIONS: NOT\nBAD: AWFUL\n", "~4:2: the rule \"@NOTGOOD [#POSITIVE_WORDS AFTER #NEGATIONS /S 3] (1)\" is left out; words near each other are written \"words*\"~5\n"},

	{"VBPro", "a.txt", ">>rhyme<<\nlamb\nlittle lamb\n>>girl<<\nmar?\n", VBPro,
		"rhyme: lamb little_lamb\ngirl: mar?\n", ""},

	{"quanteda", "a.yaml", "US:\n  Countries:\n  - America*\n  oceans: [Atlantic, \"Pacific ocean\"]\nEurope: euro*\nNA:\n- x\n", Quanteda,
		"US:\nUS.Countries: America*\nUS.oceans: Atlantic Pacific_ocean\nEurope: euro*\nNA: x\n", ""},
	{"quanteda, patterns beside categories", "a.yml", "US:\n  __:\n    - usa\n  oceans:\n    - \"*lantic\"\n    - (x\n", Quanteda,
		"US: usa\nUS.oceans: *lantic \\(x\n", ""},
	{"quanteda, lists of lists and maps", "a.yaml", "A:\n- b\n- C:\n  - d\nv1.0: e\n", Quanteda,
		"A: b\nA.C: d\nv1_0: e\n", "~5:1: category \"v1.0\" is read as \"v1_0\": a dot in a name nests categories\n"},
	{"quanteda, what looks like slant's", "a.yaml", "categoris:\n  - name: a\n    terms: [b]\n", Quanteda,
		"categoris:\ncategoris.name: a\ncategoris.terms: b\n", "~3:5: \"terms\" is read as the name of a category, as quanteda does; if the file is slant's, it begins with lexicon: NAME and has categories:\n"},

	{"CSV", "a.csv", "term,category,weight\nZionist regime,bad,2\n\"so called, state\",bad.worse,\n", CSV,
		"bad: Zionist_regime=2\nbad.worse: so_called,_state\n", ""},
	{"CSV, byte order mark and CRLF", "a.csv", "\ufeffterm,category\r\na,b\r\n", CSV, "b: a\n", ""},
	{"CSV, semicolons and decimal commas", "a.csv", "term;category;weight\nrégime;négatif;0,5\nx;négatif;1,25\n", CSV,
		"négatif: régime=0.5 x=1.25\n", ".2:18: weights are written with a decimal comma\n"},
	{"CSV, Excel's line on separators", "a.csv", "sep=;\nterm;category\na;b\n(c;d\n", CSV,
		"b: a\nd:\n", "!4:1: pattern \"(c\": an opening bracket without its partner; close it, or write \\( for the mark itself\n"},
	{"TSV", "a.tsv", "category\tterm\nb\ta\n", TSV, "b: a\n", ""},
	{"CSV, one column", "list.csv", "term\na\nb c\n", CSV, "list: a b_c\n", ""},
	{"CSV, other names of columns", "a.csv", "Word,Frame,Polarity,Colour\na,b,Negative,red\n", CSV, "b: a\n",
		".1:1: column \"Word\" is read as \"term\"\n.1:6: column \"Frame\" is read as \"category\"\n.1:12: column \"Polarity\" is read as \"stance\"\n~1:21: column \"Colour\" is not used\n"},
	{"CSV, typo in a column", "a.csv", "term,categroy\na,b\n", CSV, "a: a\n",
		"~1:6: column \"categroy\" is not used; did you mean \"category\"?\n"},
	{"CSV, cells over lines", "a.csv", "term,category,not\na,b,\"x a\ny a; z a\"\nc,b,\n", CSV, "b: a c\n", ""},
	{"CSV, several categories", "a.csv", "term,category\na,b; c.d\n", CSV, "b: a\nc:\nc.d: a\n", ""},
	{"CSV, bad values", "a.csv", "term,category,stance,weight,case\na,b,negativ,heavy,maybe\n,b,,,\nc,b..c,,0.12345,\n", CSV, "b: a\n",
		`!2:5: stance "negativ"; did you mean "negative"?
!2:13: weight "heavy" is no number between -1000000 and 1000000
!2:19: case "maybe" is neither true nor false
!3:1: a row without a term; write the term, or remove the row
!4:3: category "b..c" has an empty part; a dot nests categories
~4:9: weight 0.12345 has more than three decimals; read as 0.123
`},
	{"CSV, a bare pattern of nearness", "a.csv", "term,category\n\"occup* land\"~5,b\na,b\n\"\"\"occup* land\"\"~5\",b\n", CSV, "b: a \"occup*_land\"~5\n",
		"!2:13: text after the closing quotation mark of a cell; put the cell in quotation marks and double those within: \"\"\"occup* land\"\"~5\"\n"},
	{"CSV, no end of a quotation", "a.csv", "term,category\n\"a,b\nc,d\n", CSV, "",
		"!3:5: text after the closing quotation mark of a cell, which begins on line 2; put the cell in quotation marks and double those within: \"\"\"occup* land\"\"~5\"\n"},
	{"CSV, a term twice", "a.csv", "term,category,weight\na-b,c,1\nA “b”,c,1\na b,c,2\na b,d,1\n", CSV, "c: a-b\nd: a_b\n",
		".3:1: \"A “b”\" is in \"c\" already, on line 2\n~4:1: \"a b\" is in \"c\" already, on line 2, with other properties; the first counts; remove one\n"},
	{"CSV, a term in a category and one nested in it", "a.csv", "term,category\na,c\na,c.d\n", CSV, "c:\nc.d: a\n",
		".2:1: \"a\" counts in \"c\" already, as it is in \"c.d\"\n"},
	{"CSV, what is said of the whole", "a.csv", "term,lexicon,version,spelling\na,mine,1.0,yes\nb,mine,1.1,\n", CSV, "mine: a b\n",
		"~3:8: version \"1.1\" is not what line 2 says: \"1.0\"\n"},
	{"CSV, beyond the last column", "a.csv", "term,category\na,b,c\n", CSV, "b: a\n", "~2:5: \"c\" stands beyond the last column\n"},
	{"LIWC, rarities", "a.dic", "%\n000\tzero\n\t7\n9\tv2.1\n%\n\t7\nlamb\t0\t9\nkind\t<>7\nlike\t(5)7/9\n<b>7 9\n", LIWC,
		"zero: lamb\nzero.7:\nv2_1: lamb <b>7\n", `~3:2: category 7 has no name
~4:1: category "v2.1" is read as "v2_1": a dot in a name nests categories
~6:2: "7" is in no category
~8:1: "kind": a condition without a word in <>
~9:1: "like": no category has number 5
`},
	{"LIWC-22, quirks", "a.dicx", "DicTerm,A, ,A\nb,,x,1\n", LIWC22, "A: b\n",
		"~1:13: a second column for category \"A\"; both are read\n~2:4: \"x\" stands in a column without a category\n"},
	{"Yoshikoder, nothing in it", "a.ykd", "<html><body/></html>", Yoshikoder, "",
		"!1:1: XML without a dictionary element; Yoshikoder's and Lexicoder's files begin <dictionary …>\n~1:1: element \"html\" is not read\n"},
	{"VBPro, names", "a.vbpro", "lost\n>>a.b<<\nx\n>>U.S.<<\ny\n>> <<\nz\n", VBPro,
		"a: lost\na.b: x\nU_S_: y\n_: z\n", "~1:1: \"lost\" stands before the first category\n~4:1: category \"U.S.\" is read as \"U_S_\": a dot in a name nests categories\n~6:1: a category without a name; called \"_\"\n"},
	{"WordStat, terms first", "a.cat", "LOST (1)\nA\n\tB (1,5)\n", WordStat, "a: LOST\nA: B=1.5\n", ""},
	{"quanteda, broken", "a.yaml", "A: *b\n", Quanteda, "", "!1:4: text that begins with * is an alias in YAML; put it in quotation marks: '*b'\n"},
	{"quanteda, oddities", "a.yaml", "A: ['', ~, b]\nB:\nterms: c\n", Quanteda, "A: b\nB:\nterms: c\n",
		"~1:5: an empty pattern in \"A\"\n~3:1: \"terms\" is read as the name of a category, as quanteda does; if the file is slant's, it begins with lexicon: NAME and has categories:\n"},
	{"control characters", "a.txt", "a\x00b\nc\n", Text, "a: a_b c\n", "~1:2: a control character; all are read as blanks\n"},
	{"TSV of Excel in UTF-16", "unicode.txt", "\xff\xfet\x00e\x00r\x00m\x00\t\x00c\x00a\x00t\x00e\x00g\x00o\x00r\x00y\x00\r\x00\n\x00\x40\x04\t\x00b\x00\r\x00\n\x00", TSV, "b: р\n", ""},
	{"XML in a declared encoding", "a.ykd", "<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><dictionary><cnode name=\"A\"><pnode name=\"\xf5r\xfclt\"/></cnode></dictionary>", Yoshikoder, "A: őrült\n", ""},
	{"CSV, columns twice", "a.csv", "term,word\na,b\n", CSV, "a: b\n", "!1:6: a second column for \"term\": \"word\"; remove one or rename it\n"},
	{"CSV, Excel's line on no separator", "a.csv", "sep=\"\nterm\n", CSV, "", "!1:5: \"\\\"\" cannot separate columns\n"},
	{"CSV, all columns", "a.csv", "term,category,description,referent,stance,weight,case,inflect,not,next,previous,unless,note,source,lexicon,version,language,license,citation,spelling\nUS,c.d,desc,us,+1,2,yes,x,US mail;US Open,,c,1,n,s,l,1,en,CC0,cite,true\n", CSV,
		"c:\nc.d (desc): US=2{not after c}\n", ""},
	{"nothing", "a.txt", "\n# x\n", Text, "", "! no terms (read as a list of terms)\n"},
}

func TestRead(t *testing.T) {
	for _, tt := range files {
		l, problems := Read(tt.file, []byte(tt.data), ReadOptions{})
		if l.Format != tt.format {
			t.Errorf("%s: read as %s, want %s", tt.name, l.Format, tt.format)
		}
		if got := dump(l); got != tt.want {
			t.Errorf("%s:\n got\n%s want\n%s", tt.name, got, tt.want)
		}
		if got := messages(problems); got != tt.problems {
			t.Errorf("%s: says\n%s want\n%s", tt.name, got, tt.problems)
		}
	}
}

// TestContentDecides reads every fixture under names that say nothing or
// something wrong.
func TestContentDecides(t *testing.T) {
	for _, tt := range files {
		want := tt.format
		switch {
		case want == Lexicoder:
			want = Yoshikoder // the same XML
		case tt.name == "Lexicoder 3, terms first", tt.name == "VBPro, names":
			continue // nothing but the name tells
		}
		for _, name := range []string{"x", "x.dat", "x.csv", "x.dic"} {
			if got := Detect(name, []byte(tt.data)); got != want {
				t.Errorf("%s as %s: detected %s, want %s", tt.name, name, got, want)
			}
		}
	}
	if got := Detect("x", []byte("PK\x03\x04")); got != 0 {
		t.Errorf("a workbook is detected as %s", got)
	}
}

func TestFormatAndEncodingCanBeGiven(t *testing.T) {
	l, _ := Read("x", []byte("a: b\n"), ReadOptions{Format: Text})
	if l.Format != Text || len(l.Terms) != 1 || l.Terms[0].Pattern != "a: b" {
		t.Errorf("%+v", l)
	}
	_, problems := Read("x", []byte("a,b\nc,d\n"), ReadOptions{Format: CSV})
	if got := messages(problems); !strings.Contains(got, `!1:1: no column "term"; the first row names the columns`) {
		t.Error(got)
	}
	_, problems = Read("x", nil, ReadOptions{Format: TSV})
	if got := messages(problems); !strings.Contains(got, "!1:1: no header") {
		t.Error(got)
	}
	l, problems = Read("x.dic", in(t, "iso-8859-2", "%\n1\tA\n%\nőrült\t1\n"), ReadOptions{Encoding: "ISO-8859-2"})
	if dump(l) != "A: őrült\n" || l.Encoding != "iso-8859-2" || len(problems) > 0 {
		t.Errorf("%s%v", dump(l), problems)
	}
}

func TestLegacyFilesOfEveryEncodingAreReadWhole(t *testing.T) {
	for _, tt := range encoded {
		want, _ := Read("x", []byte(tt.text), ReadOptions{})
		got, problems := Read("x", in(t, tt.encoding, tt.text), ReadOptions{})
		if dump(got) != dump(want) || len(want.Terms) == 0 || len(problems.Fatal()) > 0 {
			t.Errorf("%s: %v\n%s want\n%s", tt.encoding, problems, dump(got), dump(want))
		}
	}
}
