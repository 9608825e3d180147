package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"slant/analysis"
	"slant/analysis/diag"
	"slant/analysis/match"
	"slant/analysis/text"
	"slant/analysis/voice"
	"slant/lexicons"
)

// catch prints, for every pattern, what it really caught in a corpus.
func (c *LexiconCheck) catch(w *world, rosters []*lexicons.Roster) error {
	var ls []*lexicons.Lexicon
	for _, file := range c.Files {
		l, problems := readLexicon(file, c.Encoding)
		if problems.Fatal() != nil {
			return problems
		}
		ls = append(ls, l)
	}
	source, problems := openSource(c.Corpus, c.Metadata)
	if problems.Fatal() != nil {
		return problems
	}
	book, problems := analysis.NewCodebook(ls, rosters, nil, match.Options{})
	if problems.Fatal() != nil {
		return problems
	}
	catches := make([]caught, book.Terms())
	skipped, err := eachDocument(w, source, book, func(a *analysis.Annotated, o *analysis.Observation) error {
		for i := range o.Matches {
			if m := &o.Matches[i]; m.Section != voice.Boilerplate {
				catches[m.Term].add(a, m)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for n := range catches {
		_, term := book.Term(int32(n))
		catches[n].print(w.out, term)
	}
	if skipped > 0 {
		return exitCode(exitSkipped)
	}
	return nil
}

// caught is what one pattern caught.
type caught struct {
	matches  int
	quoted   int
	surfaces map[string]int
	perDoc   map[string]int
	outlets  map[string]bool
}

func (c *caught) add(a *analysis.Annotated, m *analysis.Match) {
	if c.surfaces == nil {
		c.surfaces, c.perDoc, c.outlets = make(map[string]int), make(map[string]int), make(map[string]bool)
	}
	c.matches++
	if m.Voice == voice.Quoted {
		c.quoted++
	}
	c.surfaces[strings.Join(strings.Fields(a.Text.Surface(m.Range)), " ")]++
	c.perDoc[a.Document.ID]++
	c.outlets[a.Document.Outlet] = true
}

// shownSurfaces is how many of a pattern's surface forms are printed.
const shownSurfaces = 6

// print writes one line: counts, spread, and the surface forms caught.
func (c *caught) print(out io.Writer, term *lexicons.Term) {
	if c.matches == 0 {
		fmt.Fprintf(out, "%6d  %s\n", 0, term.Pattern)
		return
	}
	most := 0
	for _, n := range c.perDoc {
		most = max(most, n)
	}
	forms := make([]string, 0, len(c.surfaces))
	for s := range c.surfaces {
		forms = append(forms, s)
	}
	slices.SortFunc(forms, func(a, b string) int {
		return cmp.Or(cmp.Compare(c.surfaces[b], c.surfaces[a]), strings.Compare(a, b))
	})
	more := ""
	if len(forms) > shownSurfaces {
		more = fmt.Sprintf(" and %d more", len(forms)-shownSurfaces)
		forms = forms[:shownSurfaces]
	}
	for i, s := range forms {
		forms[i] = fmt.Sprintf("%s %d", s, c.surfaces[s])
	}
	fmt.Fprintf(out, "%6d  %s: %s, %s, %.0f %% from one document, %.0f %% quoted: %s%s\n", c.matches, term.Pattern,
		plural(len(c.perDoc), "document"), plural(len(c.outlets), "outlet"),
		100*float64(most)/float64(c.matches), 100*float64(c.quoted)/float64(c.matches), strings.Join(forms, "; "), more)
}

// shownSkips is how many skipped documents are named on the terminal by
// commands that write no table of problems.
const shownSkips = 10

// eachDocument annotates and measures a corpus document by document, in order,
// names those that had to be skipped, and gives how many these were. It is for
// commands that look at documents one at a time; slant run has its own
// pipeline.
func eachDocument(w *world, s *source, book *analysis.Codebook, look func(*analysis.Annotated, *analysis.Observation) error) (skipped int, err error) {
	v := text.NewVocabulary()
	annotator, coder := analysis.NewAnnotator(v), analysis.NewCoder(book, v, nil)
	var a analysis.Annotated
	var o analysis.Observation
	for d, problem := range s.documents() {
		if w.ctx.Err() != nil {
			return skipped, context.Cause(w.ctx)
		}
		if problem != nil {
			if p, ok := problem.(*diag.Problem); ok && p.Severity == diag.Skip {
				if skipped++; skipped <= shownSkips {
					fmt.Fprintln(w.err, harmless(s.shown(diag.Problems{p}).Error()))
				}
			}
			continue
		}
		if v.Len() > vocabularyLimit {
			v = text.NewVocabulary()
			annotator, coder = analysis.NewAnnotator(v), analysis.NewCoder(book, v, nil)
		}
		annotator.Annotate(d, nil, &a)
		coder.Measure(&a, &o)
		if err := look(&a, &o); err != nil {
			return skipped, err
		}
	}
	if skipped > shownSkips {
		fmt.Fprintf(w.err, "and %s more\n", grouped(int64(skipped-shownSkips)))
	}
	return skipped, nil
}
