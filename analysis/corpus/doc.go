// Package corpus reads articles, one at a time, from folders, tables, JSON
// Lines, HTML pages and archives.
package corpus
