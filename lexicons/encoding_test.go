package lexicons

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"slant/analysis/diag"
)

// in encodes text as a program of the time would have.
func in(t testing.TB, encoding, text string) []byte {
	t.Helper()
	e, err := htmlindex.Get(encoding)
	if err != nil {
		t.Fatal(err)
	}
	b, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(b)
}

var encoded = []struct{ encoding, text string }{
	{"iso-8859-1", "%\n1\tnégatif\n2\tpositif\n%\nrégime\t1\noccupé*\t1\nforêt\t2\ndéçu\t1\n"},
	{"windows-1252", "term,category\n“régime”,négatif\nd’état,négatif\noccupé,négatif\n"},
	{"iso-8859-2", "%\n1\tnegatywne\n%\nreżim\t1\nzłoczyńca\t1\nwróg\t1\nświęty\t1\npołożyć\t1\n"},
	{"windows-1250", "term,category\nświęty,złe\nreżim,złe\nzłoczyńca,złe\n"},
	{"shift_jis", "%\n1\t否定\n%\n政権\t1\n占領\t1\nテロリスト\t1\nひらがな\t1\n"},
	{"euc-jp", "%\n1\t否定\n%\n政権\t1\n占領\t1\nテロリスト\t1\nひらがな\t1\n"},
	{"windows-1251", "term,category\nсионистский режим,негатив\nоккупация,негатив\n"},
	{"koi8-r", "term,category\nсионистский режим,негатив\nоккупация,негатив\n"},
	{"windows-1256", "term,category\nالكيان الصهيوني,سلبي\nالنظام,سلبي\n"},
	{"windows-1255", "term,category\nהמשטר הציוני,שלילי\n"},
	{"gb18030", "term,category\n占领,负面\n政权,负面\n"},
	{"euc-kr", "term,category\n정권,부정\n점령,부정\n"},
	{"big5", "term,category\n政權,負面\n佔領,負面\n"},
}

func TestEncodingsAreFound(t *testing.T) {
	for _, tt := range encoded {
		text, used, problems := decode("x", in(t, tt.encoding, tt.text), "")
		if text != tt.text {
			t.Errorf("%s read as %s:\n%s", tt.encoding, used, text)
		}
		if len(problems) != 1 || problems[0].Severity == diag.Skip {
			t.Errorf("%s: the guess must be told once: %v", tt.encoding, problems)
		}
	}
}

// Hungarian, Welsh and Turkish letters have the bytes of other letters in
// Latin 1; nothing but the user can tell.
func TestEncodingsThatMustBeGiven(t *testing.T) {
	for encoding, text := range map[string]string{
		"iso-8859-2":   "%\n1\tnegatív\n%\nőrült\t1\nűrlény\t1\nkülföldi\t1\n",
		"iso-8859-14":  "%\n1\tX\n%\ndŵr\t1\ntŷ\t1\n",
		"windows-1254": "term,category\nişgalci rejim,olumsuz\nterör örgütü,olumsuz\n",
	} {
		_, _, problems := decode("x", in(t, encoding, text), "")
		if len(problems) != 1 || problems[0].Severity != diag.Warning || !strings.Contains(problems[0].Hint, "name the encoding") {
			t.Errorf("%s: not warned of: %v", encoding, problems)
		}
		got, used, problems := decode("x", in(t, encoding, text), encoding)
		if got != text || used != encoding || len(problems) > 0 {
			t.Errorf("%s given: %q as %s, %v", encoding, got, used, problems)
		}
	}
}

func TestTextWithoutAGuess(t *testing.T) {
	const text = "term\nrégime\nоккупация\nx y\n"
	for name, data := range map[string]string{
		"UTF-8":              text,
		"UTF-8 with mark":    "\ufeff" + text,
		"CRLF":               "term\r\nrégime\r\nоккупация\r\nx y\r\n",
		"CR":                 "term\rrégime\rоккупация\rx y\r",
		"UTF-16LE with mark": "\xff\xfe" + string(in(t, "utf-16le", text)),
		"UTF-16BE with mark": "\xfe\xff" + string(in(t, "utf-16be", text)),
		"UTF-16LE":           string(in(t, "utf-16le", text)),
		"UTF-16BE":           string(in(t, "utf-16be", text)),
	} {
		got, _, problems := decode("x", []byte(data), "")
		if got != text || len(problems) > 0 {
			t.Errorf("%s: %q, %v", name, got, problems)
		}
	}
}

func TestDamagedBytesAreReported(t *testing.T) {
	text, _, problems := decode("x", []byte("régime état forêt déçu é\nb\xffc \xff\nd\n\xff"), "")
	if !strings.Contains(text, "régime") || !strings.Contains(text, "b\uFFFDc") {
		t.Errorf("%q", text)
	}
	problems.Sort()
	if len(problems) != 2 || problems[0].Position.String() != "x:2:2" || problems[1].Position.String() != "x:4:1" {
		t.Errorf("%v", problems)
	}
}

func TestNoText(t *testing.T) {
	for data, want := range map[string]string{
		"PK\x03\x04xl/workbook.xml": "save the workbook or document as CSV",
		"%PDF-1.7":                  "copy the list",
	} {
		if _, _, problems := decode("x.xlsx", []byte(data), ""); len(problems.Fatal()) != 1 || !strings.Contains(problems.Error(), want) {
			t.Errorf("%q: %v", data, problems)
		}
	}
	if _, _, problems := decode("x", []byte("a"), "latin-99"); len(problems.Fatal()) != 1 || !strings.Contains(problems.Error(), `unknown encoding "latin-99"`) {
		t.Errorf("%v", problems)
	}
}
