package corpus

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

// sentences in encodings that some of the world's newspapers still use.
var sentences = []struct{ language, encoding, text string }{
	{"Russian", "windows-1251", "Президент заявил во вторник, что переговоры будут продолжены на следующей неделе. «Мы не видим другого пути», — сказал он журналистам после встречи с министром."},
	{"Russian", "koi8-r", "Президент заявил во вторник, что переговоры будут продолжены на следующей неделе. Мы не видим другого пути, сказал он журналистам после встречи с министром."},
	{"Ukrainian", "windows-1251", "Президент заявив у вівторок, що переговори будуть продовжені наступного тижня. «Ми не бачимо іншого шляху», — сказав він журналістам після зустрічі."},
	{"Arabic", "windows-1256", "قال الرئيس يوم الثلاثاء إن المحادثات ستستمر الأسبوع المقبل، وأضاف أن الحكومة لا ترى طريقا آخر بعد اجتماع مع الوزير في العاصمة."},
	{"Hebrew", "windows-1255", "הנשיא אמר ביום שלישי כי השיחות יימשכו בשבוע הבא. איננו רואים דרך אחרת, אמר לעיתונאים לאחר הפגישה עם השר."},
	{"Greek", "iso-8859-7", "Ο πρόεδρος δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα. Δεν βλέπουμε άλλο δρόμο, είπε στους δημοσιογράφους."},
	{"Turkish", "windows-1254", "Cumhurbaşkanı salı günü görüşmelerin önümüzdeki hafta süreceğini söyledi. Başka bir yol görmüyoruz, dedi gazetecilere bakanla görüştükten sonra."},
	{"Polish", "windows-1250", "Prezydent powiedział we wtorek, że rozmowy będą kontynuowane w przyszłym tygodniu. „Nie widzimy innej drogi”, dodał po spotkaniu z ministrem, który się śpieszył."},
	{"Polish", "iso-8859-2", "Prezydent powiedział we wtorek, że rozmowy będą kontynuowane w przyszłym tygodniu. Nie widzimy innej drogi, dodał po spotkaniu z ministrem, który się śpieszył."},
	{"Czech", "windows-1250", "Prezident v úterý řekl, že jednání budou pokračovat příští týden. „Nevidíme jinou cestu,“ řekl novinářům po schůzce s ministrem."},
	{"Hungarian", "windows-1250", "Az elnök kedden azt mondta, hogy a tárgyalások jövő héten folytatódnak. „Nem látunk más utat” – mondta az újságíróknak a miniszterrel folytatott találkozó után."},
	{"German", "windows-1252", "Der Präsident erklärte am Dienstag, die Gespräche würden nächste Woche fortgeführt. „Wir sehen keinen anderen Weg“, sagte er nach dem Treffen mit dem Minister für Äußeres."},
	{"French", "windows-1252", "Le président a déclaré mardi que les pourparlers se poursuivraient la semaine prochaine. « Nous ne voyons pas d’autre voie », a-t-il ajouté après une réunion."},
	{"English", "windows-1252", "The president said on Tuesday that talks would go on next week. “We don’t see another way,” he told reporters – after a meeting with the minister."},
	{"English", "windows-1252", "It’s over, he said, and that was all there was to say about the matter."},
	{"Spanish", "windows-1252", "El presidente dijo el martes que las conversaciones continuarán la próxima semana. No vemos otro camino, señaló después de una reunión con el ministro en España."},
	{"Japanese", "shift_jis", "大統領は火曜日、協議は来週も続くと述べた。「ほかに道はない」と大臣との会談後に記者団に語った。"},
	{"Japanese", "euc-jp", "大統領は火曜日、協議は来週も続くと述べた。「ほかに道はない」と大臣との会談後に記者団に語った。"},
	{"Chinese", "gb18030", "总统星期二表示，谈判将于下周继续进行。“我们看不到别的道路，”他在与部长会晤后对记者说。"},
	{"Chinese", "big5", "總統星期二表示，談判將於下週繼續進行。「我們看不到別的道路，」他在與部長會晤後對記者說。"},
	{"Korean", "euc-kr", "대통령은 화요일 회담이 다음 주에도 계속될 것이라고 말했다. 장관과의 회동 후 기자들에게 다른 길은 보이지 않는다고 했다."},
}

func encode(t *testing.T, name, s string) string {
	t.Helper()
	e, err := htmlindex.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEncodingIsDetectedFromOneSentence(t *testing.T) {
	for _, s := range sentences {
		packed := encode(t, s.encoding, s.text)
		for file, content := range map[string]string{"p/a.txt": packed, "p/a.csv": "text\n\"" + packed + "\"\n", "p/a.html": "<p>" + packed + "</p>"} {
			docs, problems := collect(t, &Reader{Names: []string{"."}, FS: folder(map[string]string{file: content})})
			if len(docs) != 1 || docs[0].Text != s.text {
				t.Errorf("%s in %s, %s: %v %v", s.language, s.encoding, file, docs, problems)
				continue
			}
			if got := reasons(problems, "encoding-detected"); len(got) != 1 || !strings.HasPrefix(got[0], file+": read as ") {
				t.Errorf("%s in %s, %s: notice %q", s.language, s.encoding, file, got)
			}
		}
	}
}

func TestUTF8IsLeftAlone(t *testing.T) {
	for _, s := range sentences {
		for file, content := range map[string]string{"p/a.txt": s.text, "p/b.txt": "\ufeff" + s.text, "p/a.csv": "\ufefftext\n\"" + s.text + "\"\n", "p/a.jsonl": "\ufeff" + `{"text":"` + s.text + `"}`} {
			docs, problems := collect(t, &Reader{Names: []string{"."}, FS: folder(map[string]string{file: content})})
			if len(docs) != 1 || docs[0].Text != s.text || len(reasons(problems, "encoding-detected")) > 0 {
				t.Errorf("%s, %s: %v %v", s.language, file, docs, problems)
			}
		}
	}
}

func TestUTF16(t *testing.T) {
	for _, order := range []string{"utf-16le", "utf-16be"} {
		for _, s := range sentences {
			if s.language == "Japanese" || s.language == "Chinese" {
				continue // no blanks to know it by; with a mark it is read, below
			}
			bare := encode(t, order, s.text)
			marked := encode(t, order, "\ufeff"+s.text)
			lines := encode(t, order, "\ufeff"+`{"text":"`+s.text+`"}`+"\n")
			for file, content := range map[string]string{"p/a.txt": bare, "p/b.txt": marked, "p/c.jsonl": lines, "p/d.tsv": encode(t, order, "\ufefftext\tid\r\n"+s.text+"\t1\r\n")} {
				docs, _ := collect(t, &Reader{Names: []string{"."}, FS: folder(map[string]string{file: content})})
				if len(docs) != 1 || docs[0].Text != s.text {
					t.Errorf("%s in %s, %s: %v", s.language, order, file, docs)
				}
			}
		}
	}
	runFileTests(t, []fileTest{
		{"byte order mark", "p/a.txt", encode(t, "utf-16be", "\ufeff総統"), "notice: p/a.txt: read as utf-16be (byte order mark)\np/a.txt · p · \"総統\"\n"},
		{"half a pair", "p/a.txt", "\xff\xfea\x00\n\x00\x3d\xd8b\x00", "skipped: p/a.txt:2: the document holds a byte that is not utf-16le; save the file as UTF-8, or name its encoding in slant.yaml\n"},
		{"UTF-8 with NULs", "p/a.txt", "a \x00 b, süß", "p/a.txt · p · \"a \\x00 b, süß\"\n"},
	})
}

func TestDeclaredEncoding(t *testing.T) {
	cyrillic := encode(t, "windows-1251", "Привет")
	runFileTests(t, []fileTest{
		{"meta charset", "p/a.html", "<meta charset='windows-1251'><p>" + cyrillic + "</p>", "notice: p/a.html: read as windows-1251 (declared)\np/a.html · p · \"Привет\"\n"},
		{"http-equiv", "p/a.html", `<meta http-equiv="Content-Type" content="text/html; charset=cp1251"><p>` + cyrillic + "</p>", "notice: p/a.html: read as windows-1251 (declared)\np/a.html · p · \"Привет\"\n"},
		{"XML declaration", "p/a.xhtml", `<?xml version="1.0" encoding="windows-1251"?><html><body><p>` + cyrillic + "</p></body></html>", "notice: p/a.xhtml: read as windows-1251 (declared)\np/a.xhtml · p · \"Привет\"\n"},
		{"a declaration that UTF-8 disproves", "p/a.html", "<meta charset=windows-1251><p>Привет</p>", "p/a.html · p · \"Привет\"\n"},
		{"a declaration of UTF-8 that the bytes disprove", "p/a.html", "<meta charset=utf-8><p>" + encode(t, "windows-1252", "It’s over, she said, and that was “all”.") + "</p>",
			"notice: p/a.html: read as windows-1252 (detected)\np/a.html · p · \"It’s over, she said, and that was “all”.\"\n"},
		{"Japanese mail", "p/a.html", "<meta charset=iso-2022-jp><p>\x1b$B4A;z\x1b(B</p>", "notice: p/a.html: read as iso-2022-jp (declared)\np/a.html · p · \"漢字\"\n"},
	})
	r := &Reader{Names: []string{"."}, FS: folder(map[string]string{"p/a.txt": cyrillic, "p/b.csv": "text\n" + cyrillic + "\n"}), Encoding: "cp1251"}
	if got, want := render(t, r), "p/a.txt · p · \"Привет\"\np/b.csv:2 · p · \"Привет\"\n"; got != want {
		t.Errorf("with the user's word: %s", got)
	}
}

func TestOneBadByteInUTF8(t *testing.T) {
	runFileTests(t, []fileTest{
		{"text", "p/a.txt", "Größe und Maß,\nnatürlich für später — “gut”\nmit \xff drin", "skipped: p/a.txt:3: the document holds byte 0xff, which is not UTF-8; save the file as UTF-8, or name its encoding in slant.yaml\n"},
		{"page", "p/a.html", "<p>Größe und Maß,\nnatürlich für später\n\xc3</p>", "skipped: p/a.html:3: the document holds byte 0xc3, which is not UTF-8; save the file as UTF-8, or name its encoding in slant.yaml\n"},
	})
}
