// Package reports turns results into what a paper needs: CSV tables, figures,
// LaTeX and Markdown tables, a page that shows the sentences behind every
// number, a methods text, and a manifest that repeats the run.
//
// Everything is made from one value, a [Run]: its [Table]s, a bounded sample
// of the [Evidence] behind them, and its [Manifest]. Figures, LaTeX, methods
// and page read the tables and nothing else, so that they cannot disagree:
//
//	Results ─Tables→ Table ─┬─ WriteCSV        tables/*.csv
//	                        ├─ Figures         figures/*.{svg,pdf,eps,png,tex} with data, caption, alt text
//	                        ├─ PrintedTables   latex/*.tex, markdown/*.md
//	                        ├─ Findings        what stands out, in words
//	                        ├─ MethodsOf       methods.md, references.bib
//	                        └─ Page            report.html
//
// [Write] does all of it; [Jobs] gives its parts, which share nothing and may
// run side by side.
//
// # Tables
//
// [Schema] holds every table of the contract with its columns, units and
// descriptions. A cell is a [Value]: text, a whole number, a number, or empty,
// which means that it could not be estimated or is unknown. Numbers are
// written with six significant digits. A text cell that a spreadsheet would
// run as a formula has one apostrophe put before it; see [CSVNote].
//
// # Figures
//
// A [Figure] is drawn once, on a sheet of package canvas, and written in each
// format asked for. It stands in its publisher's size (see [Presets]) and is
// never scaled: a figure with more rows than the page has room for shows the
// outlets with the most documents and says so in its caption. A figure with
// nothing to show is left out, and the reason is reported. An outlet has the
// same colour and the same shape in every figure of a run; what colour says is
// also said by shape, hatch, sign or number, for print without colour and for
// readers who do not see it.
//
// A number whose interval could not be estimated is shown without one: a dot
// without a bar, a cell without colour. It is never left away, and never
// dressed up.
//
// # Findings
//
// [Findings] may call a difference one only where it has an interval without
// zero and a q value, the p value corrected for the whole family of
// comparisons, below 0.05. It picks the difference whose interval lies
// farthest from zero, not the largest estimate, and says from how many
// comparisons it was picked. No sentence is made from a number without an
// interval.
//
// # The page
//
// [Page] is one file without requests, in which nothing of an article can run:
// see its documentation. It stays under five megabytes: of a table it has the
// rows with the largest counts, of the evidence a sample, and it says how many
// of how many.
package reports
