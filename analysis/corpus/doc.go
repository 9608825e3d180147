// Package corpus reads articles, one at a time, from folders, tables, JSON
// Lines, pages and archives.
//
// A [Reader] walks an [io/fs.FS] and gives a stream of documents and problems.
// Memory does not grow with the corpus, but for about 30 bytes a document to
// know its id by. Files are read in the order of their names, folder by
// folder, and a second pass gives the same again, so that no result depends on
// the order of files on disk or of names on the command line.
//
// # What is read
//
//	.txt .md .markdown .html .htm .xhtml   one document a file
//	.csv .tsv                              one document a row, below a header
//	.jsonl .ndjson                         one document a line
//	.json                                  one document an element of an array
//	any of them with .gz or .zst           in place, as a stream
//	.zip                                   every member, as if it were a folder
//
// Hidden files and folders are passed over, links to folders not followed. A
// .json or .jsonl file that holds the other kind, or objects over several
// lines, is read as what it holds.
//
// # Fields
//
// id, outlet, date, title, text, url and language; letter case, and blanks or
// hyphens for underscores, make no difference. Other names are understood,
// with a notice: outlet as source, publication, publisher, site, newspaper;
// title as headline; text as body, content, article; date as published,
// published_at, publish_date. A mapping in [Reader.Fields] goes before them.
// Everything else is kept as a document variable; a JSON value that is no
// string as its compact JSON text.
//
// An outlet, a text and an id of its own are what a document must have. The
// id, where none is given, is the file's path, with the line for a record
// (and the column for an element of an array that does not start its line).
// The outlet, where no record, front matter or metadata names it, is the
// first folder below the name the user gave.
//
// A table with a column "file" and none for a text is metadata: each row
// describes the file at a path relative to the table. What it says of a
// document with a file to itself goes before front matter and page; for a file
// of records it is what holds where a record is silent. Such tables are found
// among the inputs, with a notice, or named in [Reader.Metadata].
//
// # Text
//
// The Text of a .txt file, a row or a record is exactly what stands there:
// line breaks of either kind, blanks and control characters included. Of
// Markdown and HTML it is what a reader sees, see readMarkdown and pageText in
// the source: blocks separated by an empty line, emphasis gone, the text of
// links kept, <q> in quotation marks, the headline in Title alone. What the
// format gives away of a part's role is in Marks. In a plain text, the line
// that repeats the title is marked [Headline].
//
// Pages go through codeberg.org/readeck/go-readability. The better-scoring
// go-trafilatura (F .901; the project go-readability comes from, .875, both on
// the former's own 983 pages) was not taken:
// importing it costs every start of the program 0.22 s and 78 MB. Dates,
// addresses and languages are read from meta elements, JSON-LD and time
// elements. A page of which next to nothing is extracted gives its whole text,
// with a warning.
//
// # Encodings
//
// UTF-8 with and without a byte order mark, UTF-16 with and without one, and
// whatever a page declares. A text that is not UTF-8 is told from 20 other
// encodings by its letters, with a notice; JSON is UTF-8 by its standard. The
// detector is ICU's as ported in gogs/chardet, which names the encoding of all
// 21 sentences in this package's test, against 14 for wlynxg/chardet.
//
// # Dates
//
// See [ParseDate]. Nothing is guessed: 03/04/2012 is a problem unless
// [Reader.Dates] says how it is meant, and so is a month without a day.
// General date parsers are not used because they invent what is missing
// (dateparse 0.2.1 reads "2024" as 1 January 2024).
//
// # Problems
//
// Every problem is a [slant/analysis/diag.Problem] in the stream, and reading
// goes on after it. Reasons, by what they cost:
//
//	a document or file is skipped
//	  no-outlet no-text duplicate-id   what every document needs
//	  encoding                         a byte without a meaning
//	  syntax                           not JSON, a broken quote, a wrong number of fields
//	  damaged                          cut short; documents before the damage are used
//	  extraction                       a page that cannot be parsed
//	  unreadable too-large no-documents metadata option
//	a field is not used (warnings)
//	  date front-matter field-type column extraction encoding metadata syntax
//	how something was understood (notices)
//	  synonym date-form no-date encoding-detected separator format metadata-found not-read
//
// A broken quote in a table costs the lines up to the next one that surely
// starts a record: it has the header's number of fields, and a date, an address
// or an outlet met before in the right one.
package corpus
