// Package reports turns results into what a paper needs: CSV tables, figures,
// LaTeX and Markdown tables, a page that shows the sentences behind every
// number, a methods paragraph, and a manifest that repeats the run.
package reports
