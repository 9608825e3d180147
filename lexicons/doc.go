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
package lexicons
