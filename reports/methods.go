package reports

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"slant/reports/canvas"
)

// Methods is the text of a methods section with this run's numbers: what
// readers and reviewers of content analysis ask for, in the order in which
// they ask. What only the author can know is said to be missing.
type Methods struct {
	Paragraphs []Paragraph
	References []Reference
}

// Paragraph is one paragraph with its head.
type Paragraph struct {
	Head string
	Text string // with citations by author and year

	source string // with citations as [@key]
}

// methodsWriter gathers paragraphs and what they cite.
type methodsWriter struct {
	m   Methods
	run *Run
}

// MethodsOf writes the methods of a run.
func MethodsOf(run *Run) Methods {
	w := &methodsWriter{run: run}
	w.corpus()
	w.cleaning()
	w.instruments()
	w.matching()
	w.voices()
	w.measures()
	w.statistics()
	w.validation()
	w.availability()
	return w.m
}

// say adds a paragraph. Citations stand in it as [@key].
func (w *methodsWriter) say(head string, sentences ...string) {
	source := strings.Join(slices.DeleteFunc(sentences, func(s string) bool { return s == "" }), " ")
	text := source
	for {
		start := strings.Index(text, "[@")
		if start < 0 {
			break
		}
		end := strings.IndexByte(text[start:], ']')
		if end < 0 {
			break
		}
		var shorts []string
		for key := range strings.SplitSeq(text[start+1:start+end], "; ") {
			shorts = append(shorts, w.cite(strings.TrimPrefix(key, "@")))
		}
		text = text[:start] + "(" + strings.Join(shorts, "; ") + ")" + text[start+end+1:]
	}
	w.m.Paragraphs = append(w.m.Paragraphs, Paragraph{head, text, source})
}

// cite notes a work and gives its author and year.
func (w *methodsWriter) cite(key string) string {
	for _, r := range w.m.References {
		if r.Key == key {
			return r.Short
		}
	}
	r, ok := work(key)
	if key == "slant" {
		r, ok = softwareReference(w.run.Manifest.Slant), true
	}
	for i := range w.run.Manifest.Instruments {
		if x := instrumentReference(&w.run.Manifest.Instruments[i]); x.Key == key {
			r, ok = x, true
		}
	}
	if !ok {
		return key
	}
	w.m.References = append(w.m.References, r)
	return r.Short
}

func count(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

func (w *methodsWriter) corpus() {
	m := &w.run.Manifest
	s := []string{fmt.Sprintf("The corpus holds %s of %s with %s words outside page furniture", count(int64(m.Documents), "document", "documents"), count(int64(len(m.Outlets)), "outlet", "outlets"), grouped(m.Words))}
	if m.FirstDate != "" {
		s[0] += fmt.Sprintf(", published from %s to %s", m.FirstDate, m.LastDate)
	}
	s[0] += "."
	if n := len(m.Outlets); n > 0 && n <= 12 {
		var parts []string
		docs := w.run.documentsOf()
		for _, o := range m.Outlets {
			parts = append(parts, fmt.Sprintf("%s (%s)", o, grouped(docs[o])))
		}
		s = append(s, "Documents by outlet: "+strings.Join(parts, ", ")+".")
	}
	for _, name := range []string{"outlets", "from", "to"} {
		if v := m.option(name); v != "" {
			s = append(s, fmt.Sprintf("The corpus was restricted by the option %s to %s.", name, v))
		}
	}
	if m.Skipped > 0 {
		counts := map[string]int64{}
		for _, r := range w.run.Table("problems").records(all) {
			if sev := r.text("severity"); sev == "" || sev == "skipped" {
				counts[r.text("reason")]++
			}
		}
		reasons, _ := top(counts, len(counts))
		var parts []string
		for _, r := range reasons {
			parts = append(parts, fmt.Sprintf("%s: %s", r, grouped(counts[r])))
		}
		line := fmt.Sprintf("%s could not be used and %s in no table", count(int64(m.Skipped), "document", "documents"), isAre(m.Skipped))
		if len(parts) > 0 {
			line += " (" + strings.Join(parts, ", ") + ")"
		}
		s = append(s, line+".")
	}
	s = append(s, "[State here how the documents were sampled: archive or site, search string, and what was excluded before slant read them.]")
	w.say("Corpus", s...)
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func (w *methodsWriter) cleaning() {
	var documents, unique, furniture, words int64
	for _, r := range w.run.Table("outlets").records(all) {
		documents += r.whole("documents")
		unique += r.whole("unique_documents")
		furniture += r.whole("boilerplate_words")
		words += r.whole("words")
	}
	s := []string{"Page furniture, that is blocks repeated across an outlet's articles, navigation, appeals and credits, was kept out of every count and is reported apart."}
	if words+furniture > 0 {
		s = append(s, fmt.Sprintf("It made up %s words, %s of all.", grouped(furniture), percent(float64(furniture)/float64(words+furniture))))
	}
	if documents > unique {
		s = append(s, fmt.Sprintf("%s of the documents are copies of another document of the corpus, in the same outlet or in another.", grouped(documents-unique)))
	}
	switch w.run.Manifest.option("copies") {
	case "first":
		s = append(s, "Of copies of one text only the first was counted.")
	case "weight":
		s = append(s, "Copies of one text share the weight of one document.")
	default:
		s = append(s, "Every copy was counted, and all copies of one text are one unit when intervals are computed.")
	}
	switch w.run.Manifest.option("text") {
	case "own":
		s = append(s, "Only text that no other outlet carries was analysed: blocks of eight words or more and, inside blocks, runs of sixteen words or more that another outlet has word for word were left out.",
			"Quotations that several outlets carry, with nothing around them that they share, are the source's words and were kept.")
	case "shared":
		s = append(s, "Only text that several outlets carry was analysed: blocks of eight words or more and, inside blocks, runs of sixteen words or more that another outlet has word for word.",
			"Quotations that several outlets carry, with nothing around them that they share, are the source's words and were left out.")
	}
	w.say("Cleaning and copies", s...)
}

func (w *methodsWriter) instruments() {
	var s []string
	for i := range w.run.Manifest.Instruments {
		in := &w.run.Manifest.Instruments[i]
		if in.Kind != "lexicon" && in.Kind != "actors" {
			continue
		}
		kind := "lexicon"
		entries := "terms"
		if in.Kind == "actors" {
			kind, entries = "roster of actors", "actors"
		}
		line := fmt.Sprintf("The %s %s", kind, in.Name)
		if in.Version != "" {
			line += ", version " + in.Version
		}
		if in.Terms > 0 {
			line += fmt.Sprintf(", has %s %s", grouped(int64(in.Terms)), entries)
		} else {
			line += ", was used"
		}
		s = append(s, fmt.Sprintf("%s (SHA-256 %.12s…) [@%s].", line, in.SHA256, bibKey(in.Kind+"-"+in.Name)))
	}
	if t := w.run.Table("lexicon"); t != nil {
		never := len(t.records(func(r record) bool { return r.whole("matches") == 0 }))
		if never > 0 {
			s = append(s, fmt.Sprintf("%s of the %s never matched.", grouped(int64(never)), count(int64(len(t.Rows)), "term", "terms")))
		}
		s = append(s, "The full list of terms, with sources and with what each caught, is the table lexicon.")
	}
	if len(s) == 0 {
		s = append(s, "No lexicon or roster of actors was used.")
	}
	w.say("Lexicons and actors", s...)
}

func (w *methodsWriter) matching() {
	s := []string{
		"Texts were cut into words at Unicode word boundaries [@uax29] after normalisation to NFC; case is ignored unless a term asks for it, curly and straight apostrophes are one, hyphenated words are cut at the hyphen.",
		"Terms are patterns of words with wildcards that never cross a word; marks of quotation or a hyphen between the words of a phrase do not break a match.",
		"Within a lexicon the leftmost and then the longest match counts, and a shorter match wholly inside a longer one does not (the scope “dictionary” of quanteda [@benoit2018]); lexicons do not see each other.",
		"Exclusions listed with a term are contexts that are not a match.",
	}
	if v := w.run.Manifest.option("compat"); v != "" {
		s = append(s, "Matching followed the rules of "+v+" (option compat).")
	}
	w.say("Matching", s...)
}

func (w *methodsWriter) voices() {
	var own, quoted, scare, reported, words float64
	for _, r := range w.run.Table("outlets").records(all) {
		own += float64(r.whole("own_words"))
		quoted += float64(r.whole("quoted_words"))
		scare += float64(r.whole("scare_words"))
		reported += float64(r.whole("reported_words"))
		words += float64(r.whole("words"))
	}
	s := []string{"Every word outside page furniture is in one of four voices: the outlet's own; quoted, inside quotation marks and attributed or five words and longer; scare, a quotation of one to four words without a source; reported, indirect speech under a cue.",
		"A match lies in the voice of the mark that holds its first word, and in scare if any of its words is scare-quoted."}
	if words > 0 {
		s = append(s, fmt.Sprintf("Of the corpus's words %s are own, %s quoted, %s reported and %s scare.", percent(own/words), percent(quoted/words), percent(reported/words), percent(scare/words)))
	}
	w.say("Voices", s...)
}

func (w *methodsWriter) measures() {
	s := []string{
		"A rate is matches per 1,000 words: of narration for own and scare voice, of the voice itself for quoted and reported, of all words outside furniture for all.",
		"A naming share is a label's share of all mentions of its referent in that voice, the chances to name it.",
	}
	if n := len(w.run.Manifest.Scorers); n > 0 && w.run.Table("sentiment") != nil {
		line := "Mentions of actors were scored from −1 to 1, sentence by sentence, by the scorer " + strings.Join(w.run.Manifest.Scorers, " and the scorer ") + ", names and labels being masked."
		if own := slices.DeleteFunc(slices.Clone(w.run.Manifest.Scorers), func(s string) bool { return !strings.HasPrefix(s, "onnx:") }); len(own) > 0 {
			line += " What stood for names and labels in the inputs of " + strings.Join(own, " and ") + ", a classifier of the authors' own, its slant-onnx.yaml says."
		}
		if slices.ContainsFunc(w.run.Manifest.Scorers, func(s string) bool { return strings.Contains(s, "vader") }) {
			line += " The rules of VADER [@hutto2014] were made for social media; they score topic as well as stance."
		}
		s = append(s, line+w.anaphors())
	}
	if t := w.run.Table("keyness"); t != nil && len(t.Rows) > 0 {
		s = append(s, "Words that set an outlet apart were found by the log odds ratio with an informative Dirichlet prior [@monroe2008].")
	}
	if t := w.run.Table("similarity"); t != nil && len(t.Rows) > 0 {
		s = append(s, "How far outlets lie apart is the Jensen–Shannon divergence, base 2, of the labels they use [@lin1991].")
	}
	w.say("Measures", s...)
}

// anaphors says what is a mention besides a name.
func (w *methodsWriter) anaphors() string {
	t := w.run.Table("sentiment")
	var mentions, anaphoric int64
	for _, r := range t.records(func(r record) bool { return r.text("voice") == "all" && r.text("scorer") == w.run.Manifest.Scorers[0] }) {
		mentions += r.whole("mentions")
		anaphoric += r.whole("anaphoric")
	}
	if anaphoric == 0 {
		return ""
	}
	return fmt.Sprintf(" Of the %s scored mentions outside furniture %s are anaphoric: pronouns (“he”) and descriptions (“the president”) that rules resolve to an actor where they find no second reading; naming counts names alone.",
		grouped(mentions), grouped(anaphoric))
}

func (w *methodsWriter) statistics() {
	m := &w.run.Manifest
	s := []string{
		"Estimates are ratios of sums over documents, and what varies is the document, never the word: all copies of one text are one unit.",
		fmt.Sprintf("%s intervals are quantiles of gamma distributions for rates [@fay1997] and of beta distributions for shares and means [@korn1998], with the linearised variance between documents and with one more document that could go either way, so that what was rarely seen keeps a wide interval.", percent(m.Confidence)),
		fmt.Sprintf("Cells with fewer than %s documents have no interval.", grouped(int64(m.MinDocuments))),
	}
	if t := w.run.Table("contrasts"); t != nil && len(t.Rows) > 0 {
		tested, passed := 0, 0
		for _, r := range t.records(all) {
			if q, ok := r.num("q_value"); ok {
				tested++
				if q < significant {
					passed++
				}
			}
		}
		s = append(s, fmt.Sprintf("Intervals of differences are recovered from those of the two estimates [@zou2008]. Differences were tested by exchanging documents between the outlets, in %s permutations where not all could be counted (seed %d); %s make one family, and p values were corrected over it by the procedure of Benjamini and Hochberg [@benjamini1995]: %s q below 0.05.",
			grouped(int64(m.Replicates)), m.Seed, count(int64(tested), "test", "tests"), count(int64(passed), "difference has", "differences have")))
	}
	if t := w.run.Table("multiverse"); t != nil && len(t.Rows) > 0 {
		s = append(s, fmt.Sprintf("The main contrast was computed under %s (table multiverse).", count(int64(len(t.Rows)), "specification", "specifications")))
		rows := t.records(func(record) bool { return true })
		if said := choicesInWords(rows, choicesOf(t)); said != "" {
			r := rows[0]
			s = append(s, fmt.Sprintf("It is the difference in %s of %s between %s and %s.%s", r.text("measure"), r.text("key"), r.text("outlet_a"), r.text("outlet_b"), said))
		}
	}
	if t := w.run.Table("influence"); t != nil && len(t.Rows) > 0 {
		s = append(s, "For every headline number the article and the term whose removal moves it most are in the table influence.")
	}
	w.say("Statistics", s...)
}

func (w *methodsWriter) validation() {
	w.say("Validation",
		"No dictionary measures what it is named for until that has been shown on the corpus at hand [@vanatteveldt2021].",
		"[State here the hand-coded sample: how it was drawn by outlet, label and voice, how many coders, their agreement (Krippendorff's alpha) for each variable, and precision and recall for each category and voice.]")
}

func (w *methodsWriter) availability() {
	m := &w.run.Manifest
	w.say("Software and data", fmt.Sprintf("All numbers are from slant %s [@slant]; run.json holds every option and the SHA-256 of %s, and repeats the run.", m.Slant, count(int64(len(m.Inputs)), "input file", "input files")),
		"[State here where corpus, lexicons and hand-coded sample can be had.]")
}

// WriteMarkdown writes the text as Markdown with citations that pandoc and
// Quarto resolve from references.bib, and the findings before it.
func (m Methods) WriteMarkdown(w io.Writer, findings []Finding) error {
	var b strings.Builder
	b.WriteString("# Methods\n\n")
	for _, p := range m.Paragraphs {
		b.WriteString("**" + p.Head + ".** " + escapeMarkdown(p.source) + "\n\n")
	}
	b.WriteString("# Results in words\n\n")
	if len(findings) == 0 {
		b.WriteString("Nothing that can be said with an interval: no difference between outlets has q below 0.05.\n\n")
	}
	for _, f := range findings {
		b.WriteString("- " + escapeMarkdown(f.Text))
		for _, c := range f.Cautions {
			b.WriteString(" " + escapeMarkdown(c))
		}
		b.WriteString("\n")
	}
	b.WriteString("\nTexts in square brackets are for the author to fill in. Citations in the form [@key] are resolved by pandoc from references.bib.\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// escapeMarkdown makes characters literal that Markdown or HTML would act on.
// Citations and the brackets of intervals stay: a bracket is a link only
// before a parenthesis.
func escapeMarkdown(s string) string { return markdownEscapes.Replace(canvas.Visible(s)) }

var markdownEscapes = strings.NewReplacer("\\", "\\\\", "*", "\\*", "`", "\\`", "<", "&lt;", ">", "&gt;", "|", "\\|", "_", "\\_", "$", "\\$", "](", "]\\(", "\n", " ", "\r", " ")
