package corpus

import (
	"io"

	"slant/analysis/diag"
)

// single reads a file that is one document.
func (g *reading) single(s *source) {
	whole, err := g.slurp(s.r)
	if err != nil {
		g.damaged(s, 0, err)
		return
	}
	how := guessText
	if s.format == page {
		how = guessHTML
	}
	e := detect(whole, true, g.r.Encoding, how)
	decoded, line := e.decodeAll(whole)
	at := diag.Position{File: s.name, Line: 1}
	if line > 0 {
		at.Line = line
		g.undecodable(at, e, whole[e.bom:][min(invalidAt(whole[e.bom:]), len(whole)-e.bom):])
		return
	}
	g.notice(s, e)
	d := &draft{single: true}
	d.At = at
	switch s.format {
	case page:
		if p := g.page(d, decoded); p != nil {
			g.records++
			g.problem(p)
			return
		}
	case markdown:
		body := g.frontMatter(s, d, string(decoded))
		readMarkdown(d, body)
	default:
		d.Text = g.frontMatter(s, d, string(decoded))
	}
	g.finish(s, d)
}

// slurp reads a whole file into a buffer that the next file uses again.
func (g *reading) slurp(r io.Reader) ([]byte, error) {
	b := g.whole[:0]
	if cap(b) == 0 || cap(b) > 16<<20 {
		b = make([]byte, 0, 64<<10)
	}
	for {
		if len(b) == cap(b) {
			if len(b) >= maxRecord {
				return nil, errTooLong
			}
			b = append(b, 0)[:len(b)]
		}
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if err != nil {
			g.whole = b
			if err == io.EOF {
				err = nil
			}
			return b, err
		}
	}
}
