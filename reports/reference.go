package reports

import (
	"fmt"
	"io"
	"strings"
)

// Reference is a work that the methods cite.
type Reference struct {
	Key    string // of BibTeX
	Short  string // author and year, for running text
	Plain  string // for a list
	URL    string
	BibTeX string
}

// works are the works that a methods text may cite.
var works = []Reference{
	article("monroe2008", "Monroe, Colaresi and Quinn 2008", "Monroe, Burt L. and Colaresi, Michael P. and Quinn, Kevin M.", "Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the Content of Political Conflict", "Political Analysis", "2008", "16", "4", "372--403", "10.1093/pan/mpn018"),
	article("benjamini1995", "Benjamini and Hochberg 1995", "Benjamini, Yoav and Hochberg, Yosef", "Controlling the False Discovery Rate: A Practical and Powerful Approach to Multiple Testing", "Journal of the Royal Statistical Society, Series B", "1995", "57", "1", "289--300", "10.1111/j.2517-6161.1995.tb02031.x"),
	article("lin1991", "Lin 1991", "Lin, Jianhua", "Divergence Measures Based on the Shannon Entropy", "IEEE Transactions on Information Theory", "1991", "37", "1", "145--151", "10.1109/18.61115"),
	article("benoit2018", "Benoit et al. 2018", "Benoit, Kenneth and Watanabe, Kohei and Wang, Haiyan and Nulty, Paul and Obeng, Adam and M{\\\"u}ller, Stefan and Matsuo, Akitaka", "quanteda: An R Package for the Quantitative Analysis of Textual Data", "Journal of Open Source Software", "2018", "3", "30", "774", "10.21105/joss.00774"),
	article("fay1997", "Fay and Feuer 1997", "Fay, Michael P. and Feuer, Eric J.", "Confidence Intervals for Directly Standardized Rates: A Method Based on the Gamma Distribution", "Statistics in Medicine", "1997", "16", "7", "791--801", ""),
	article("korn1998", "Korn and Graubard 1998", "Korn, Edward L. and Graubard, Barry I.", "Confidence Intervals for Proportions with Small Expected Number of Positive Counts Estimated from Survey Data", "Survey Methodology", "1998", "24", "2", "193--201", ""),
	article("zou2008", "Zou and Donner 2008", "Zou, Guang Yong and Donner, Allan", "Construction of Confidence Limits about Effect Measures: A General Approach", "Statistics in Medicine", "2008", "27", "10", "1693--1702", "10.1002/sim.3095"),
	article("vanatteveldt2021", "van Atteveldt, van der Velden and Boukes 2021", "van Atteveldt, Wouter and van der Velden, Mariken A. C. G. and Boukes, Mark", "The Validity of Sentiment Analysis: Comparing Manual Annotation, Crowd-Coding, Dictionary Approaches, and Machine Learning Algorithms", "Communication Methods and Measures", "2021", "15", "2", "121--140", "10.1080/19312458.2020.1869198"),
	article("hutto2014", "Hutto and Gilbert 2014", "Hutto, C. J. and Gilbert, Eric", "VADER: A Parsimonious Rule-Based Model for Sentiment Analysis of Social Media Text", "Proceedings of the International AAAI Conference on Web and Social Media", "2014", "8", "1", "216--225", "10.1609/icwsm.v8i1.14550"),
	{Key: "uax29", Short: "Unicode Standard Annex 29", Plain: "Unicode Consortium. Unicode Text Segmentation. Unicode Standard Annex 29.", URL: "https://www.unicode.org/reports/tr29/",
		BibTeX: "@techreport{uax29,\n  title = {Unicode Text Segmentation},\n  institution = {Unicode Consortium},\n  type = {Unicode Standard Annex},\n  number = {29},\n  url = {https://www.unicode.org/reports/tr29/}\n}\n"},
}

func article(key, short, authors, title, journal, year, volume, number, pages, doi string) Reference {
	r := Reference{Key: key, Short: short}
	if doi != "" {
		r.URL = "https://doi.org/" + doi
		doi = ",\n  doi = {" + doi + "}"
	}
	plainAuthors := strings.NewReplacer(" and ", "; ", "{\\\"u}", "ü").Replace(authors)
	r.Plain = fmt.Sprintf("%s (%s). %s. %s %s(%s), %s.", plainAuthors, year, title, journal, volume, number, strings.Replace(pages, "--", "–", 1))
	r.BibTeX = fmt.Sprintf("@article{%s,\n  author = {%s},\n  title = {{%s}},\n  journal = {%s},\n  year = {%s},\n  volume = {%s},\n  number = {%s},\n  pages = {%s}%s\n}\n",
		key, authors, title, journal, year, volume, number, pages, doi)
	return r
}

// work gives the work of that key.
func work(key string) (Reference, bool) {
	for _, w := range works {
		if w.Key == key {
			return w, true
		}
	}
	return Reference{}, false
}

// softwareReference gives the entry for slant itself.
func softwareReference(version string) Reference {
	return Reference{
		Key: "slant", Short: "slant " + version, Plain: "The slant authors. slant: a batch program for the study of news, version " + version + ".",
		BibTeX: "@software{slant,\n  author = {{The slant authors}},\n  title = {slant},\n  version = {" + bibEscape(version) + "},\n  note = {a batch program for the study of news}\n}\n",
	}
}

// instrumentReference gives the entry for a lexicon or roster of actors.
func instrumentReference(i *Instrument) Reference {
	key := bibKey(i.Kind + "-" + i.Name)
	plain := i.Name + ", version " + i.Version + "."
	note := ""
	if i.Citation != "" {
		plain = i.Citation
		note = "  note = {" + bibEscape(i.Citation) + "},\n"
	}
	return Reference{
		Key: key, Short: i.Name + " " + i.Version, Plain: plain,
		BibTeX: "@misc{" + key + ",\n  title = {" + bibEscape(i.Name) + "},\n" + note + "  howpublished = {" + bibEscape(i.Kind+", version "+i.Version+", SHA-256 "+i.SHA256) + "}\n}\n",
	}
}

// bibKey gives a name that BibTeX takes for a key.
func bibKey(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-':
			return r
		}
		return '-'
	}, s)
}

// bibEscape gives text for a braced field: what TeX would act on is escaped,
// so that a citation cannot end its field.
func bibEscape(s string) string {
	return strings.NewReplacer(`\`, `{\textbackslash}`, `{`, `\{`, `}`, `\}`, `%`, `\%`, `#`, `\#`, `$`, `\$`, `&`, `\&`, `_`, `\_`, `~`, `{\textasciitilde}`, `^`, `{\textasciicircum}`, "\n", " ").Replace(s)
}

// WriteBibTeX writes the references as BibTeX.
func WriteBibTeX(w io.Writer, references []Reference) error {
	for i, r := range references {
		if i > 0 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
		if _, err := io.WriteString(w, r.BibTeX); err != nil {
			return err
		}
	}
	return nil
}
