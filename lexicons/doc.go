// Package lexicons holds the instruments of a study: lexicons of loaded terms
// and rosters of actors. It reads them from every format in use, checks them,
// writes them, compares them, and carries a few of its own.
//
// # Patterns
//
// A term is a pattern. This is the whole language; [ParsePattern] is the only
// place that reads it, and every part of slant that takes a pattern takes
// this one:
//
//	pattern  = wording | '"' wording '"' "~" number
//	wording  = part { separator part }
//	part     = { letters | wildcard | group }          without a separator in it
//	group    = "(" [ wording ] { "|" [ wording ] } ")"
//	wildcard = "*" | "?"
//
// Words. A pattern is cut into elements as package text cuts a document into
// tokens (Unicode Standard Annex #29), and an element matches one token:
// "Iran's" is one, "24/7" is three. Elements and tokens are compared in the
// form that [slant/analysis/text.Normalize] gives: letter case, curly and
// straight apostrophes, Arabic vowel signs, tatweel and the variants of yeh
// and kaf make no difference. A term with "case: true" compares letters as
// written besides.
//
// Separators. White space, hyphens and marks of quotation separate elements
// and are none themselves ([Separates]). In a text, a hyphen or a mark of
// quotation between the words of a phrase never breaks a match, so that the
// pattern
//
//	Zionist regime
//
// finds "Zionist regime", "Zionist-regime" and “Zionist ‘regime’”. Any other
// mark is an element of its own and must be there: "R&D" does not find "R D".
//
// Wildcards. * stands for any run of characters within one token, also none;
// ? for exactly one. They never cross a token: "occup*" finds "occupation",
// not "occupation entity". An element * alone is any one token, as in
// "the * regime".
//
// Brackets hold alternatives of one or more words. What touches a bracket is
// joined to each alternative:
//
//	(Zionist|Israeli) regime        Zionist regime, Israeli regime
//	settle(r|ment)s                 settlers, settlements
//	(so called|self-styled) state   so called state, self styled state
//
//	settler(s|), (the|) regime      settlers, settler; the regime, regime
//
// An empty alternative makes the bracket optional; something must be left.
// Brackets may stand in brackets. A pattern stands for at most 1,000 wordings
// of at most 40 elements.
//
// Nearness. "occup* land"~5 finds the words in one sentence, in any order,
// with at most 5 other words between the first and the last of them.
//
// A backslash before a mark makes it an ordinary mark: \* \? \( \) \| \" \~.
//
// A pattern is no regular expression: it always matches whole tokens, and
// what can only be a habit from there (\b, .*, [Zz], look-behind) is refused
// with a hint rather than read as something else. Contexts that are no match
// are listed as exclusions ("not"): patterns too, and an occurrence that
// overlaps one of its term's exclusions does not count.
//
// # Files
//
// [Read] knows a format by its content, never by its name alone: a .cat is
// often Yoshikoder's XML, and a .txt anything. [Write] writes every format
// that is read. What a file says and slant cannot do is a warning with its
// line; what a format cannot hold is a warning of Write; nothing is lost in
// silence. Characters come as UTF-8, UTF-16 or, guessed and reported or given
// by the user, in an encoding of the time; lines end as on any system.
//
//	slant YAML         everything; see the README for the keys
//	CSV, TSV           a term a row under a header with the same names as the
//	                   YAML keys, or what spreadsheets call them (word, frame,
//	                   polarity …); everything but tests and the description
//	a list of terms    a term a line; # begins a comment
//	LIWC .dic          numbered categories that nest by tabs, conditions
//	LIWC-22 .dicx      a column for each category, weights
//	Yoshikoder .ykd    XML; a category may hold patterns and categories
//	Lexicoder .lcd     the same XML
//	Lexicoder .lc3     +CATEGORY, then its patterns; flat
//	WordStat .cat      nesting by tabs, weights in brackets of any size
//	VBPro              >>category<<, then its patterns; flat
//	quanteda YAML      categories as keys that nest, patterns as lists
//
// Only slant's own four formats use its pattern language. In the others * is
// a wildcard (in WordStat, VBPro, Lexicoder 3 and quanteda ? too), and every
// other mark is itself. A name with a dot nests in the formats that have no
// other way to nest; in the others the dot becomes a low line, with a warning.
//
// It keeps what dictionary() of quanteda 4.3.1 loses or takes for something
// else: the patterns of a Yoshikoder category that holds categories too; terms
// of WordStat with weights over 9, there categories; LIWC terms with the
// condition <of>, and all but the last of several conditions on a line.
// WordStat's rules (@…), there terms, are reported and left out.
//
// # Terms in several places
//
// A term that a file puts into one category twice counts once. A term in a
// category and in one nested in it is kept in the nested one: nesting counts
// it in both. In different categories it counts in each; [Lexicon.Check]
// warns of that unless one line of the file says so.
package lexicons
