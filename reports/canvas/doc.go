// Package canvas draws figures once and writes them in five formats, with
// text that comes out right in every script.
//
// A [Sheet] is a gonum/plot canvas that remembers what was drawn on it. The
// writers then set the same sheet as
//
//	SVG   real text, in a family whose widths every system has (Liberation
//	      Sans, Arial, Helvetica), each line held to its measured length
//	PDF   real text in every script, from subsets of the embedded fonts, with
//	      the original string beside shaped glyphs so that it can be searched
//	EPS   outlines, without transparency, in a file that says it is EPS
//	PNG   outlines, at the resolution asked for
//	TeX   a pgfpicture: LaTeX's own font where LaTeX has the letters, outlines
//	      where it has not
//
// gonum's own back ends are not used for text: its PDF and EPS write UTF-8
// bytes in a Latin encoding and stamp the time, its PNG has no Arabic, its TeX
// does not escape. Shaping and the order of right-to-left runs come from
// go-text/typesetting; letters that Liberation Sans lacks come from DejaVu
// Sans.
//
// Nothing here has state beyond the value in hand, so that figures can be
// drawn side by side: every figure takes its own [Setter]. The same drawing
// gives the same bytes.
//
// Lengths are PostScript points of 1/72 inch, y grows upward, as in gonum.
// Heights of text are measured from the baseline to the top of a capital:
// labels centred on a row or a tick are then centred for the eye.
package canvas
